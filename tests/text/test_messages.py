"""What the reader says when a text cannot be read: golden, word for word."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from foedus.errors import DocumentError
from foedus.text import read_document


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


PAGE = b"<!doctype html><html><body>%s</body></html>"
TEXT_MEND = "Copy the article's text into a plain text file, then read that."
CASES = {
    "empty": (b"", "there is no text in it.\n  Give a text of at least one word."),
    "white space only": (
        b" \r\n\t\xc2\xa0 ",
        "there is no text in it.\n  Give a text of at least one word.",
    ),
    "a lone byte order mark": (
        b"\xef\xbb\xbf",
        "there is no text in it.\n  Give a text of at least one word.",
    ),
    "NUL bytes": (
        b"text\0text",
        "binary, not text: it holds NUL bytes.\n  Give plain text or HTML.",
    ),
    "NUL characters after a mark": (
        b"\xff\xfea\0\0\0b\0",
        "binary, not text: it holds NUL bytes.\n  Give plain text or HTML.",
    ),
    "control bytes": (
        b"\x01\x02\x03 and \x04\x05",
        "binary, not text: it holds control bytes.\n  Give plain text or HTML.",
    ),
    "a lost encoding": (
        "Россия окажет помощь".encode("cp1251"),
        "neither UTF-8 nor a text that names its encoding.\n  Save it as UTF-8.",
    ),
    "RTF": (
        b"{\\rtf1 text}",
        "this is an RTF file.\n  Save it as plain text (.txt), then read that.",
    ),
    "gzip": (
        gzip.compress(b"text"),
        "this is a gzip archive.\n  Unpack it first, then read what is in it.",
    ),
    "zip": (
        zipped("a.txt"),
        "this is a zip archive.\n  Unpack it first, then read what is in it.",
    ),
    "Word": (
        zipped("[Content_Types].xml", "word/document.xml"),
        "this is a Word, Excel, PowerPoint, OpenDocument or EPUB file.\n"  # noqa: ISC004
        "  Save it as plain text (.txt), then read that.",
    ),
    "old Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50),
        "this is an old Office file.\n  Save it as plain text (.txt), then read that.",
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\0\0",
        "this is a picture.\n  Foedus reads text; give the text that is in it.",
    ),
    "a large text": (
        b"a" * 10_000_001,
        "larger than 10 MB.\n  Split it, or keep only the article.",
    ),
    "a page without text": (
        PAGE % b"<script>var a = 1</script>",
        f"no article text was found in this page.\n  {TEXT_MEND}",
    ),
    "a feed of two": (
        b"<rss><channel><item/><item/></channel></rss>",
        "could not be read: this feed has 2 items.\n"  # noqa: ISC004
        "  Give one item by itself, an <item> of RSS or an <entry> of Atom.",
    ),
    "a feed of none": (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title></feed>',
        "could not be read: this feed has no items.\n"  # noqa: ISC004
        "  Give one item by itself, an <item> of RSS or an <entry> of Atom.",
    ),
    "an item without words": (
        b"<item><title>Oslo signs</title></item>",
        f"the item of this feed has no text.\n  {TEXT_MEND}",
    ),
    "257 attributes": (
        PAGE % (b"<p " + b" ".join(b"a%d=1" % n for n in range(257)) + b">text</p>"),
        "one tag has more than 256 attributes.\n  Give the article's text as plain text.",
    ),
    "257 levels": (
        PAGE % (b"<div>" * 257 + b"text"),
        "tags are nested deeper than 256.\n  Give the article's text as plain text.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_read_is_named_with_the_act_that_mends_it(case: str) -> None:
    raw, message = CASES[case]
    with pytest.raises(DocumentError) as error:
        read_document(raw)
    assert str(error.value) == f"-: {message}"


NO_FILE_MEND = (
    "Check the path; to read words rather than a file, give them on standard input ('-')."
)


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "absent.txt"
    with pytest.raises(DocumentError) as error:
        read_document(path)
    assert str(error.value) == f"{path}: there is no such file.\n  {NO_FILE_MEND}"


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as error:
        read_document(str(tmp_path))
    assert str(error.value) == f"{tmp_path}: this is a folder.\n  Name one file in it."


@pytest.mark.parametrize("words", ["word " * 2_000, "a\0b"], ids=["too long", "NUL"])
def test_words_given_for_a_path(words: str) -> None:
    with pytest.raises(DocumentError) as error:
        read_document(words)
    assert "no file can have this name" in str(error.value)
    assert str(error.value).endswith(NO_FILE_MEND)
    assert len(str(error.value)) < 500


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(DocumentError, match=r"could not be read: Permission denied\.\n"):
        read_document(path)


def test_the_name_given_stands_in_the_message() -> None:
    with pytest.raises(DocumentError, match=r"^wire-7: there is no text in it"):
        read_document(b"", name="wire-7")
