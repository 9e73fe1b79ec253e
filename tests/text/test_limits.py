"""How much of a text is read, and is what is left out told? Endless lines, mixed writings."""

import time
from itertools import combinations
from unicodedata import normalize

import pytest

from foedus.errors import DocumentError
from foedus.names import descriptions
from foedus.statement import unit
from foedus.text import Document, Span, read_document
from foedus.text.decoding import clean
from foedus.text.offsets import offsets
from foedus.text.reading import LONGEST_SENTENCE, MOST_CHARACTERS

PROSE = "Norway will send troops to Latvia if it is attacked, Kari Berg said on Saturday. "
ENDLESS = "and Norway will send troops to Latvia if it is attacked, the minister said "


def read(text: str) -> Document:
    return read_document(text.encode(), media_type="text/plain")


def test_five_megabytes_on_one_line_are_read_as_far_as_is_told() -> None:
    whole = PROSE * (5_000_000 // len(PROSE))
    begun = time.process_time()
    document = read(whole)
    assert time.process_time() - begun < 2
    kept = len(document.text)
    assert MOST_CHARACTERS - len(PROSE) <= kept <= MOST_CHARACTERS
    assert whole.startswith(document.text)
    assert document.text.endswith("on Saturday.")
    told = f"Only its first {kept:,} characters of {len(whole):,} were read."
    assert document.notes == (f"{told} Split the text to have the rest read.",)


@pytest.mark.parametrize(
    ("piece", "end"),
    [(f"{PROSE}\n", "Saturday."), ("朝鲜将帮助俄罗斯。", "。"), (ENDLESS, "it is"), ("x", "x")],
)
def test_a_text_is_cut_where_a_line_a_sentence_or_a_word_ends(piece: str, end: str) -> None:
    document = read(piece * (1 + MOST_CHARACTERS // len(piece)))
    assert document.text.endswith(end)
    assert len(document.text) <= MOST_CHARACTERS
    assert document.sentences[-1].span.end == len(document.text)
    assert "were read" in document.notes[0]


def test_a_text_of_the_length_that_is_read_is_read_whole() -> None:
    whole = ("Oslo agreed.\n" * MOST_CHARACTERS)[: MOST_CHARACTERS - 1] + "."
    document = read(whole)
    assert document.text == whole
    assert document.notes == ()


def test_a_sentence_that_is_not_read_is_told() -> None:
    endless = ENDLESS * (1 + LONGEST_SENTENCE // len(ENDLESS))
    told = (
        "longer than 4,000 characters, which is no prose:"
        " nothing is read there. Part it by full stops or line breaks."
    )
    assert read(f"{PROSE}\n\n{endless}").notes == (f"1 sentence is {told}",)
    assert read(f"{endless}\n\n{endless}").notes == (f"2 sentences are {told}",)
    assert read(ENDLESS * 40).notes == ()


def test_what_is_told_is_what_the_readers_of_statements_and_names_do() -> None:
    assert unit.LONGEST == descriptions.LONGEST == LONGEST_SENTENCE


@pytest.mark.parametrize("raw", [b"", b" \r\n\t ", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_an_empty_text_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="there is no text in it"):
        read_document(raw, media_type="text/plain")


@pytest.mark.parametrize(
    "raw",
    [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + b"\0" * 90, b"\x01\x02words\x03" * 9],
)
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="binary, not text"):
        read_document(raw, media_type="text/plain")


MIXED = (
    "Осло поможет. 挪威会来。 “Norway 🇳🇴 will help,” said 장관. قال الوزير نعم. השר אמר כן. "
    "| Norway | 1953 |\n| Latvia | 2004 |\n\n1.\tOslo agreed.\n2.\tRiga did not.\n\n"
    "👩‍🚀👩‍🚀 “Latvia” <b>shall</b> aid\u00a0Norway… Ｎorway! ¿Vendrá? À l'aide\u202f!"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_mixed_writings_tables_and_emoji_keep_every_word(encoding: str, ends: str) -> None:
    document = read_document(MIXED.replace("\n", ends).encode(encoding), media_type="text/plain")
    assert document.text == MIXED
    said = [sentence.span.of(document.text) for sentence in document.sentences]
    assert "".join("".join(said).split()) == "".join(MIXED.split())
    assert "“Norway 🇳🇴 will help,” said 장관." in said
    assert {"Осло поможет.", "挪威会来。", "قال الوزير نعم.", "השר אמר כן."} <= set(said)


@pytest.mark.parametrize("piled", ["\u0301\u0316", "\u0316", "\u0344\u0f73\u0327"])
def test_marks_piled_on_one_letter_are_read_in_linear_time(piled: str) -> None:
    assert clean(f"q{piled * 200}e\u0301") == normalize("NFC", f"q{piled * 200}e\u0301")
    whole = f"Oslo{piled * 100_000}"
    begun = time.process_time()
    clean(whole)
    places = offsets(whole)
    assert time.process_time() - begun < 5  # in squares of time: minutes
    assert places.span(Span(0, 3)) == Span(0, 3)


JOINED = (
    "".join(f"ノルウェー{n}は日本を助けるが" for n in range(40)),
    "Норвегия" * 40 + "й" * 40,
    "\ufeff\u0308Å\u212b \u0915\u093c\u0958가\u11a8\ufeff\u0344e\u0327\u0301\u0316",
)


@pytest.mark.parametrize("words", JOINED)
def test_places_in_a_long_run_without_a_space_hold_the_same_words(words: str) -> None:
    given = normalize("NFD", words)
    read, places = clean(given), offsets(given)
    assert read != given
    step = max(1, len(read) // 40)
    for start, end in combinations(range(0, len(read) + 1, step), 2):
        span = places.span(Span(start, end))
        there = clean(f"-{given[span.start : span.end]}")
        assert read[start:end] in there
        assert len(there) <= end - start + 8


def test_a_long_run_is_placed_letter_by_letter() -> None:
    read = "が" * 500 + "Oslo"
    assert offsets(normalize("NFD", read)).span(Span(500, 504)) == Span(1000, 1004)
    assert offsets(normalize("NFD", read)).span(Span(7, 9)) == Span(14, 18)
