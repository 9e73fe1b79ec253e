"""Bytes to document: encodings, kinds, exact spans, and the laws that hold for any text."""

import io
import sys
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from unicodedata import is_normalized

import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

from foedus.errors import DocumentError
from foedus.text import Document, read_document
from foedus.text.decoding import decode
from foedus.text.markup import is_html

PLAIN = "text/plain"


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    lines = (
        "Moscow to help Pyongyang",
        "",
        "MOSCOW, Oct. 15, 2024 (TASS) - It will.",
        "So it said.",
    )
    path.write_bytes("\r\n".join(lines).encode())
    document = read_document(path)
    assert document.text.count("\r") == 0
    assert (document.title, document.dateline, document.outlet, document.source) == (
        "Moscow to help Pyongyang",
        date(2024, 10, 15),
        "TASS",
        str(path),
    )
    assert [s.span.of(document.text) for s in document.sentences] == [
        "Moscow to help Pyongyang",
        "MOSCOW, Oct. 15, 2024 (TASS) -",
        "It will.",
        "So it said.",
    ]
    assert [s.paragraph for s in document.sentences] == [0, 1, 1, 2]
    assert document.notes == ()


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"It will help.")))
    assert read_document("-").text == "It will help."


WORDS = "Le traité dit « aide » : 5 €."


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (WORDS.encode(), None),
        (WORDS.encode("utf-8-sig"), None),
        (WORDS.encode("utf-16"), None),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), None),
        (WORDS.encode("utf-32"), None),
        (WORDS.encode("cp1252"), "text/plain; charset=windows-1252"),
        (WORDS.encode("cp1252"), "text/plain; charset=ISO-8859-1"),
        (WORDS.encode("iso8859-15"), 'text/plain; charset="iso-8859-15"'),
    ],
)
def test_an_encoding_that_is_told_is_used_without_a_note(
    raw: bytes, media_type: str | None
) -> None:
    document = read_document(raw, media_type=media_type)
    assert (document.text, document.notes) == (WORDS, ())


@pytest.mark.parametrize(
    ("words", "encoding", "label"),
    [
        ("Россия поможет.", "koi8-r", "koi8-r"),
        ("Россия поможет.", "cp1251", "windows-1251"),
        ("我们会来。", "gb18030", "gb2312"),
        ("日本は助けない。", "cp932", "shift_jis"),
        ("러시아는 돕는다.", "cp949", "euc-kr"),
    ],
)
def test_the_charset_that_a_page_declares_is_used(words: str, encoding: str, label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><p>{words}</p></body></html>'
    assert decode(page.encode(encoding), place="-") == (page, ())


def test_western_text_in_no_declared_encoding_is_noted() -> None:
    document = read_document(WORDS.encode("cp1252"))
    assert document.text == WORDS
    assert document.notes == (
        "It is not UTF-8 and names no encoding; it was read as Windows-1252.",
    )


def test_one_broken_byte_does_not_spoil_a_text_in_utf_8() -> None:
    document = read_document("Россия поможет".encode() + b"\xd0 .")
    assert document.text == "Россия поможет\ufffd ."
    assert document.notes == ("1 character is not readable as utf-8 and stands as U+FFFD.",)


def test_a_codec_that_is_no_charset_is_not_obeyed() -> None:
    assert read_document(
        b"\\u0041 words", media_type="text/plain; charset=unicode_escape"
    ).text == ("\\u0041 words")


def test_a_lone_surrogate_cannot_come_in() -> None:
    document = read_document(b"\xff\xfe" + b"a\0" + b"\x00\xd8" + b"b\0")
    document.text.encode("utf-8")
    assert document.notes


@pytest.mark.parametrize(
    ("text", "suffix", "media_type"),
    [
        ("<!DOCTYPE html><html><body><p>It will help.</p></body></html>", ".txt", None),
        ('<?xml version="1.0"?>\n<html><body></body></html>', "", None),
        ("\n <p>It will help.</p>", "", None),
        ("<!-- saved --><div>It will help.</div>", "", "application/octet-stream"),
        ("It <b>will</b> help.", ".HTML", None),
        ("It <b>will</b> help.", "", "text/html; charset=utf-8"),
    ],
)
def test_html_is_told_by_type_suffix_or_first_tag(
    text: str, suffix: str, media_type: str | None
) -> None:
    assert is_html(text, suffix=suffix, media_type=media_type)


@pytest.mark.parametrize("text", ["It <b>will</b> help.", "<3 all", "<pact> said", "a < b", ""])
def test_what_does_not_begin_as_a_page_is_plain_text(text: str) -> None:
    assert not is_html(text, suffix=".txt")
    assert not is_html(f"<p>{text}", suffix=".html", media_type="text/plain")


@pytest.mark.parametrize("raw", [b"<p>It will.</p>", b"<3 all", b"a < b", b"<unknown> said so"])
def test_plain_text_keeps_its_angle_brackets(raw: bytes) -> None:
    assert read_document(raw, media_type=PLAIN).text == raw.decode()


def test_what_the_eye_does_not_see_is_kept_and_noted() -> None:
    text = "The \u202eagreement\u202c of Rus\u200bsia and Р\u0443ssia. 👩‍🚀 خواهد\u200cکرد"
    document = read_document(text.encode())
    assert document.text == text
    assert document.notes == (
        "It holds 2 characters that turn the direction of writing;"  # noqa: ISC004
        " what is shown may differ from what is read.",
        "Invisible characters stand inside 1 word.",
        "Letters of two scripts are mixed in one word, which may look like another: Руssia.",
    )


def test_emoji_and_a_right_to_left_text_raise_no_note() -> None:
    assert read_document("👩‍🚀 قال الوزير نعم. هل ستأتي؟".encode()).notes == ()


@given(st.text(min_size=1))
def test_text_is_in_nfc_and_reading_is_idempotent(text: str) -> None:
    document = _read(text)
    assert is_normalized("NFC", document.text)
    assert "\r" not in document.text
    again = read_document(document.text.encode(), media_type=PLAIN)
    assert (again.text, again.sentences) == (document.text, document.sentences)


@given(st.text(min_size=1))
def test_every_span_is_exact_and_covers_all_words(text: str) -> None:
    document = _read(text)
    rest = list(document.text)
    for sentence in document.sentences:
        assert sentence.span.of(document.text).strip() == sentence.span.of(document.text)
        rest[sentence.span.start : sentence.span.end] = " " * len(sentence.span)
    assert not "".join(rest).strip()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    answer: object
    try:
        answer = read_document(raw, media_type=PLAIN)
    except DocumentError as error:
        answer = error
    if isinstance(answer, Document):
        assert answer.text.strip()
    else:
        assert str(answer).count("\n") == 1


def _read(text: str) -> Document:
    try:
        return read_document(text.encode(), media_type=PLAIN)
    except DocumentError:
        assume(False)
        raise


def test_an_eleven_megabyte_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(11_000_000)
    begun = time.perf_counter()
    with pytest.raises(DocumentError, match="larger than 10 MB"):
        read_document(path)
    assert time.perf_counter() - begun < 0.2
