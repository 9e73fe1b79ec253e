"""Which characters do these bytes stand for? Decoding, NFC, line ends, and notes on them."""

import codecs
import re
from unicodedata import combining, is_normalized, normalize

from foedus.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE)
_PARAMETER = re.compile(r"charset\s{0,9}=\s{0,9}\"?([\w.:-]{1,40})", re.IGNORECASE)
# As browsers do: a page that says Latin-1 or GB 2312 is read by the larger set it is part of.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
# fmt: off
_ENCODINGS = frozenset([
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254",
    "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874", "cp932", "cp949", "koi8-r", "koi8-u",
    "mac-cyrillic", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "iso8859-2",
    "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10",
    "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
])
# fmt: on
"""Text encodings alone: codecs such as "hex" or "unicode_escape" are no charset of a page."""
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_SAMPLE = 65_536
_MOST_CONTROLS, _MOST_HIGH = 0.05, 0.30
"""Shares of bytes: more controls than this are no text; more high bytes no Western text."""
_PILED = re.compile(r"[^\w\s\x00-\u02ff]{100,}+")
"""Runs that may be marks piled on one letter, which `normalize` would sort in squares of time."""
_BINARY_MEND = "Give plain text or HTML."


def decode(raw: bytes, *, place: str, media_type: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the characters of ``raw`` and the notes on how they were found.

    In turn: a byte order mark, the charset of ``media_type``, the page's own
    declaration, UTF-8, and at last Windows-1252 with a note. The text is in NFC,
    with LF for every line end and without byte order marks at its head.

    Raises:
        DocumentError: Empty, binary, or in an encoding that cannot be told.
    """
    text, notes = _characters(raw, place, media_type)
    text = clean(text)
    if "\0" in text:
        raise DocumentError(place, "binary, not text: it holds NUL bytes.", _BINARY_MEND)
    if not text or text.isspace():
        raise DocumentError(place, "there is no text in it.", "Give a text of at least one word.")
    return text, notes


def clean(text: str) -> str:
    """Return ``text`` in NFC, with LF for every line end and no byte order mark at its head."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    text = _PILED.sub(_in_order, text)
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _in_order(piled: re.Match[str]) -> str:
    """Return marks in canonical order, apart from which NFC changes nothing here."""
    kept: list[str] = []
    marks: list[str] = []
    for char in "".join(normalize("NFD", char) for char in piled.group()):
        if combining(char):
            marks.append(char)
        else:
            kept += (*sorted(marks, key=combining), char)
            marks = []
    return "".join((*kept, *sorted(marks, key=combining)))


def _characters(raw: bytes, place: str, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _declared(raw[len(mark) :], encoding)
    if b"\0" in raw:
        raise DocumentError(place, "binary, not text: it holds NUL bytes.", _BINARY_MEND)
    sample = raw[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        raise DocumentError(place, "binary, not text: it holds control bytes.", _BINARY_MEND)
    if declared := _declaration(raw, media_type):
        return _declared(raw, declared)
    return _undeclared(raw, place)


def _declaration(raw: bytes, media_type: str | None) -> str | None:
    """Return Python's name of the encoding that the media type or the page declares, if known."""
    head = raw[:4096]
    named = _PARAMETER.search(media_type or "")
    if named:
        return _known(named[1])
    found = _XML.match(head.lstrip()) or _META.search(head)
    return _known(found[1].decode("ascii", "replace")) if found else None


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if name in _ENCODINGS else None


def _declared(raw: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError:
        if encoding != "utf-8" and (plain := _utf8(raw)) is not None:
            return plain, (f"It declares {encoding}, but is UTF-8 and was read as that.",)
    text = raw.decode(encoding, errors="replace")
    return text, (_replaced_note(text, encoding),)


def _undeclared(raw: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    if (text := _utf8(raw)) is not None:
        return text, ()
    mended = raw.decode("utf-8", errors="replace")
    wide = sum(1 for char in mended if char > "\x7f" and char != "\ufffd")
    if wide > mended.count("\ufffd"):
        return mended, (_replaced_note(mended, "utf-8"),)
    if len(raw) - len(raw.decode("ascii", errors="ignore")) > _MOST_HIGH * len(raw):
        raise DocumentError(
            place,
            "neither UTF-8 nor a text that names its encoding.",
            "Save it as UTF-8.",
        )
    text = raw.decode("cp1252", errors="replace")
    return text, ("It is not UTF-8 and names no encoding; it was read as Windows-1252.",)


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _replaced_note(text: str, encoding: str) -> str:
    count = text.count("\ufffd")
    one = count == 1
    what = "character is" if one else "characters are"
    return (
        f"{count} {what} not readable as {encoding} and {'stands' if one else 'stand'} as U+FFFD."
    )
