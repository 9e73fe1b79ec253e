"""Sentences: by example for each rule, and the laws that hold for any text."""

import time
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.text import split_sentences


def parts(text: str, language: str = "en") -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text, language=language)]


# "|" marks where one sentence ends and the next begins.
ENGLISH = [
    "Mr. Li met Gen. Park and Lt. Col. Berg.| They left.",
    "Dr. J.F. Holm and Jennifer M. Anderson signed it.| It binds both.",
    "The U.S. Army will come.| So will the U.S.| The end is near.",
    "Art. 5 binds them.| See Arts. 3 and 4, para. 2, No. 7 of the list.",
    "Art. V applies, with Art. I and art. IV(2).| He said no.| I left.",
    "He said no.| Five men left.",
    "It rose 3.5 per cent to $1.2 billion.| Nobody knew why.",
    "On Oct. 15 they met; on Sept. 3, too.| Then came Dec. 1.",
    "They met at 5 p.m. on Friday.| At 6 a.m. Kyiv time it ended.",
    '"We will come," Berg said.| "All of us."| Then he left.',
    "He asked “Will you come?” and she nodded.| “Yes!”| She smiled.",
    '"Will you come?" he asked.| "We will!" she said.',
    '"Will you come?" Prime Minister Berg asked.| Nobody knew.',
    '"Are you ready?"| The minister left the room.',
    "Well ... it depends.| They waited…| Nobody came.",
    "They left (nobody saw it.)| Then it rained.",
    "He wrote elegies. [25]| In later years he rued it.",
    "What now?!| Who knows!!!| Nobody does.",
    "He sold art.| Berlin bought it.| The sun.| Mass was said.",
    "Acme Inc. said so.| Acme Inc.| It failed.",
    "MOSCOW, October 15. /TASS/.| Russia will help.",
    "1. The parties shall consult.",
    "a. The parties shall consult.",
    "It was sent by fax.| they got it.",
    "the end was near.Then came peace.",
    "Read mid.ru, e.g. this.| Or not.",
]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentence_ends_where_a_reader_says(marked: str) -> None:
    pieces = marked.split("|")
    if "near.Then" in marked:
        pieces = ["the end was near.", "Then came peace."]
    assert parts(marked.replace("|", "")) == [piece.strip() for piece in pieces]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        (
            "ru",
            "Из г. Минска он ушёл в 2024 г.| Он пришёл.| А.Б. Иванов и др. ушли, т.е. уехали.",
        ),
        ("ru", "Ст. 4 договора гласит.| Россия поможет."),
        ("de", "Am 15. Oktober kam er.| Nach Art. 5 gilt es.| Dann ging er."),
        ("fr", "M. Dupont est venu.| Il a cité l'art. 5.| « Nous viendrons. »| Puis il partit."),
        ("es", "El Sr. Pérez llegó.| Citó el art. 5.| ¿Vendrá?| No."),
        ("zh", "他说：“我们会来。”|然后离开。|对。"),
        ("ja", "日本は助けない。|首相は言った。"),
        ("ko", "러시아는 도울 것이다.| 그는 말했다."),
        ("ar", "قال الوزير نعم.| هل ستأتي؟| نعم."),
    ],
)
def test_other_languages_part_by_their_own_abbreviations(language: str, marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert parts(marked.replace("|", ""), language) == expected


def test_newlines_part_paragraphs() -> None:
    text = "A headline without a stop\nThe body begins. It goes on.\n\nA last line"
    assert [(s.span.of(text), s.paragraph) for s in split_sentences(text)] == [
        ("A headline without a stop", 0),
        ("The body begins.", 1),
        ("It goes on.", 1),
        ("A last line", 2),
    ]


def test_a_sentence_wrapped_by_hand_stays_whole() -> None:
    text = (
        "Russia will give the North all necessary help, military help included, if it\n"
        "falls victim to aggression, Deputy Foreign Minister Velichko told TASS on a\n"
        "Wednesday. The aid would follow the law of both.\n\n"
        "A new paragraph"
    )
    found = split_sentences(text)
    assert [s.paragraph for s in found] == [0, 0, 1]
    assert found[0].span.of(text).endswith("on a\nWednesday.")


def test_a_list_is_not_taken_for_wrapped_text() -> None:
    assert parts("one long first item\ntwo\nthree items in all") == [
        "one long first item",
        "two",
        "three items in all",
    ]


def test_a_language_not_in_the_register_reads_as_english() -> None:
    assert parts("Mr. Li left. He is back.", "xx") == ["Mr. Li left.", "He is back."]


SPICE = st.sampled_from(
    [*"\"'”“’)(]»。！？…\n\r\v\u2028\u200b\u202e\u00a0 ", ". ", "? ", "U.S. ", "Mr. ", "e.g. ",
     "\n\n", "Art. 5 ", "... ", "Then ", "he ", "[3] ", "👩‍🚀", "e\u0301"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SPICE, st.text(max_size=6)), max_size=40).map("".join)
LANGUAGES = st.sampled_from(["en", "ru", "de", "zh", "und"])


@given(TEXTS, LANGUAGES)
def test_sentences_cover_every_character_that_is_not_space_in_order(text: str, code: str) -> None:
    found = split_sentences(text, language=code)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    assert all(before.paragraph <= after.paragraph for before, after in pairwise(found))
    covered = {at for s in found for at in range(s.span.start, s.span.end)}
    assert covered >= {at for at, char in enumerate(text) if not char.isspace()}


@given(TEXTS)
def test_no_sentence_begins_or_ends_with_space(text: str) -> None:
    words = [s.span.of(text) for s in split_sentences(text)]
    assert words == [word.strip() for word in words]


@pytest.mark.parametrize(
    "piece", ['"', ". ", "U.S. ", "a.", "?” ", "[1]", "« ", ".\u00a0", "\n", "x"]
)
def test_cost_grows_with_the_length_and_no_faster(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        split_sentences(text)
        return time.process_time() - begun

    cost(1_000)
    assert cost(200_000) < 20 * max(cost(20_000), 0.01)


def test_a_few_short_lines_do_not_undo_a_text_wrapped_by_hand() -> None:
    text = (
        "The two sides have agreed in the treaty of last June that each of them will\n"
        "help the other at once\n"
        "if it is attacked and finds itself at war, by all the means that it has, and\n"
        "they have said so in both of the capitals. Nobody knows more."
    )
    found = [sentence.span.of(text) for sentence in split_sentences(text)]
    assert found[-1] == "Nobody knows more."
    assert found[0].startswith("The two sides")
    assert "each of them will\nhelp" in found[0]
