"""What the tagger reads: words, shapes, quotation states, pieces, windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.statement.quoting.labels import LABELS, stretches
from foedus.statement.quoting.pieces import Pieces
from foedus.statement.quoting.windows import NO_SHAPE, WIDEST, windows
from foedus.statement.quoting.words import SHAPES, cut, ends_sentence, marked

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", ".", ",", '"', "“", "”", "-", "os", "##lo", "said", "##s"]
VOCABULARY += [*"abcdefghijklmnopqrstuvwxyz", *("##" + c for c in "abcdefghijklmnopqrstuvwxyz")]
LETTERS = st.text(alphabet="abcdeo.“”\"'é-", min_size=1, max_size=12)
PARAGRAPHS = st.lists(st.lists(LETTERS, max_size=150), max_size=8)


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in cut(text)]


def quoted(text: str) -> list[str]:
    tokens = words(text)
    [(_, states)] = marked([tokens])
    return [w for w, state in zip(tokens, states, strict=True) if state]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("The U.S. envoy spent 3,500.50.", ["The", "U.S.", "envoy", "spent", "3,500.50", "."]),
            ("Aho’s co-pilot", ["Aho", "’s", "co-pilot"]),
            ("“No,” he said—twice...", ["“", "No", ",", "”", "he", "said", "—", "twice", "..."]),
        ],
    )
    def test_words_and_marks_are_cut(self, text, wanted):
        assert words(text) == wanted

    @given(st.text(max_size=200))
    def test_no_character_but_white_space_is_left_out(self, text):
        line = " ".join(text.split())
        assert "".join(words(line)) == "".join(line.split())

    def test_every_shape_can_be_met(self):
        [(shapes, _)] = marked([["oslo", "Oslo", "NATO", "McAdam", "1951", "–", "“", "x", "”"]])
        assert [SHAPES[s] for s in shapes[:6]] == [*SHAPES[:5], "mark"]
        assert [SHAPES[shapes[6]], SHAPES[shapes[8]]] == ["opening", "closing"]

    def test_a_sentence_ends_after_the_mark_that_closes_its_quotation(self):
        tokens = words("“We go.” They went.")
        assert [n for n in range(len(tokens)) if ends_sentence(tokens, n)] == [4, 7]


class TestQuotations:
    def test_straight_marks_open_and_close_by_turns(self):
        found = quoted('He said "we go" and "we stay" now')
        assert found == ['"', "we", "go", '"', '"', "we", "stay", '"']

    def test_every_paragraph_begins_outside(self):
        (_, first), (_, second) = marked([["“", "we"], ["they", "go"]])
        assert (first, second) == ([1, 1], [0, 0])

    def test_an_apostrophe_opens_nothing(self):
        assert quoted("Oslo's ministers' word") == []


class TestPieces:
    def test_the_longest_known_piece_comes_first(self):
        pieces = Pieces(VOCABULARY)
        assert [VOCABULARY[p] for p in pieces.of("Oslo")] == ["os", "##lo"]

    def test_accents_and_case_are_dropped(self):
        pieces = Pieces(VOCABULARY)
        assert pieces.of("Óslo") == pieces.of("oslo")

    def test_names_of_marks_in_treebanks_are_the_marks(self):
        pieces = Pieces(VOCABULARY)
        assert pieces.of("``") == pieces.of('"') == pieces.of("''")

    @pytest.mark.parametrize("word", ["漢", "", "́", "a" * 5000])
    def test_a_word_without_known_pieces_is_unknown(self, word):
        assert Pieces(VOCABULARY).of(word) == (0,)


class TestWindows:
    @given(PARAGRAPHS)
    def test_every_word_stands_in_one_window_once(self, paragraphs):
        found = windows(paragraphs, Pieces(VOCABULARY))
        places = [
            (c.paragraph, c.first + n) for w in found for c in w.chunks for n in range(len(c.heads))
        ]
        assert places == [(p, n) for p, row in enumerate(paragraphs) for n in range(len(row))]

    @given(PARAGRAPHS)
    def test_no_window_is_wider_than_the_places_learned(self, paragraphs):
        for window in windows(paragraphs, Pieces(VOCABULARY)):
            assert len(window.pieces) <= WIDEST
            assert len(window.pieces) == len(window.shapes) == len(window.states)
            assert max(h for c in window.chunks for h in c.heads) < len(window.pieces) - 1

    def test_a_long_paragraph_is_cut_where_a_sentence_ends(self):
        sentence = ["oslo", "said", "so", "."]
        found = windows([sentence * 40], Pieces(VOCABULARY))
        assert len(found) > 1
        assert all(len(c.heads) % 4 == 0 for w in found for c in w.chunks)

    def test_paragraphs_that_are_no_neighbours_are_not_seen_together(self):
        found = windows([["said"], ["said", "so"]], Pieces(VOCABULARY), apart=True)
        assert [[c.paragraph for c in w.chunks] for w in found] == [[0], [1]]

    def test_paragraphs_are_parted_by_a_piece_of_no_shape(self):
        [window] = windows([["said"], ["said"]], Pieces(VOCABULARY))
        assert window.pieces == [1, 11, 2, 11, 2]
        assert [s == NO_SHAPE for s in window.shapes] == [True, False, True, False, True]


class TestLabels:
    def test_a_span_that_goes_on_after_another_is_a_new_one(self):
        labels = ["B-content", "B-source", "B-cue", "I-content"]
        assert [s[0] for s in stretches(labels)] == ["content", "source", "cue", "content"]

    @given(st.lists(st.sampled_from(LABELS)))
    def test_every_marked_word_is_in_one_span_of_its_role(self, labels):
        found = [(role, n) for role, a, b in stretches(labels) for n in range(a, b)]
        assert found == [(x[2:], n) for n, x in enumerate(labels) if x != "O"]
