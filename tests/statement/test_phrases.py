"""Phrases in text: the longest of each group wins, gaps cross no stop, nothing is met twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.statement.lexicon import Entry, Lexicon
from foedus.statement.phrases import Slot
from foedus.statement.tokens import tokenise
from foedus.text import Span


def phrase(text: str, group: str = "g") -> tuple[tuple[Slot, ...], Entry]:
    slots = tuple(
        Slot(frozenset(), gap=int(word[1:]))
        if word[0] == "~"
        else Slot(frozenset(word.removesuffix("?").split("|")), optional=word.endswith("?"))
        for word in text.split()
    )
    return slots, Entry(text, group)


def found(text: str, *phrases: tuple[tuple[Slot, ...], Entry]) -> list[tuple[int, int, str]]:
    tokens = tokenise(text, Span(0, len(text)), ())
    return [(h.start, h.end, h.entry.id) for h in Lexicon(phrases).find(tokens)]


@pytest.mark.parametrize(
    ("text", "given_", "wanted"),
    [
        ("they came home", ("came", "came home"), [(1, 3, "came home")]),
        ("they came home", ("came home", "came"), [(1, 3, "came home")]),
        ("they came back", ("came", "came home"), [(1, 2, "came")]),
        ("we go not yet", ("not yet|now",), [(2, 4, "not yet|now")]),
        ("not one has yet come", ("not ~3 yet",), [(0, 4, "not ~3 yet")]),
        ("not one. Has he yet come", ("not ~3 yet",), []),
        ("not a b c d yet", ("not ~3 yet",), []),
        ("the old ships", ("the very? old? ships",), [(0, 3, "the very? old? ships")]),
        ("ships", ("old? ships",), [(0, 1, "old? ships")]),
        ("old ships", ("old? ships",), [(0, 2, "old? ships")]),
        ("will fight", ("will not? fight", "will"), [(0, 2, "will not? fight")]),
        ("ready to fight", ("ready to|for ~2 fight",), [(0, 3, "ready to|for ~2 fight")]),
        ("a ship", ("ship a",), []),
    ],
)
def test_a_phrase_is_met_where_its_words_stand(text, given_, wanted):
    assert found(text, *map(phrase, given_)) == wanted


def test_of_two_as_long_the_first_listed_counts():
    one, two = phrase("aid|help"), phrase("help|hand")
    assert found("help", one, two) == [(0, 1, "aid|help")]
    assert found("help", two, one) == [(0, 1, "help|hand")]


def test_hits_of_one_group_never_overlap_and_other_groups_do_not_mind():
    deeds, things = phrase("send ~2 ships", "deeds"), phrase("ships", "things")
    late = phrase("ships home", "deeds")
    assert found("send two ships home", deeds, things, late) == [
        (0, 3, "send ~2 ships"),
        (2, 3, "ships"),
    ]


def plain_end(slots: tuple[Slot, ...], words: list[str], at: int) -> int:
    """The longest end by trying everything, or -1; what the branches must agree with."""
    if not slots:
        return at
    first, rest = slots[0], slots[1:]
    if first.gap:
        for skipped in range(first.gap + 1):
            end = plain_end(rest, words, at + skipped)
            if end >= 0 or at + skipped >= len(words):
                return end
        return -1
    taken = at < len(words) and words[at] in first.words
    end = plain_end(rest, words, at + 1) if taken else -1
    return plain_end(rest, words, at) if end < 0 and first.optional else end


SLOTS = st.sampled_from(["a", "b", "a|b", "b|c", "a?", "c?", "~1", "~2"])


@given(
    st.lists(st.lists(SLOTS, min_size=1, max_size=4), min_size=1, max_size=5),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=8),
)
def test_sorting_by_the_next_word_changes_nothing(shapes, words):
    drawn = [phrase(" ".join(("a", *shape)))[0] for shape in shapes]
    phrases = [(slots, Entry(str(n), group=str(n))) for n, slots in enumerate(drawn)]
    met = found(" ".join(words), *phrases)
    for slots, entry in phrases:
        best, wanted = 0, []
        for at, word in enumerate(words):
            end = plain_end(slots, words, at) if word == "a" else -1
            if end > at and at >= best:
                best = end
                wanted.append((at, end, entry.id))
        assert [hit for hit in met if hit[2] == entry.id] == wanted
