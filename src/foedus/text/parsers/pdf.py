"""Which text is in this PDF, page after page?"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from foedus.text.oddities import unseen
from foedus.text.parsers.pdf_unseen import drop_unseen
from foedus.text.worker import FLAW

MOST_PAGES = 200
_MOST_STREAM = 20_000_000
"""Bytes that any one stream may unpack to."""
_NUMBER = re.compile(r"[^\W\d_]{0,10}\W{0,5}\d{1,4}\W{0,5}(?:[^\W\d_]{1,3}\W{0,3}\d{1,4}\W{0,3})?")
_DIGITS = re.compile(r"\d+")
_SOFT = re.compile(
    r"[-\u00ad\u2010]\n(?<=[a-zà-ÿа-я].\n)(?<!\bself.\n)(?<!\bnon.\n)(?<!\banti.\n)(?=[a-zà-ÿа-я])"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_LEAST_REPEATED = 3


def parsed(payload: bytes) -> dict[str, Any]:
    """Return text, title and notes of a PDF."""
    pypdf = import_module("pypdf")  # the worker reports where it is not installed
    errors = import_module("pypdf.errors")
    pypdf.overwrite_configuration(
        zlib_maximum_output_length=_MOST_STREAM,
        lzw_maximum_output_length=_MOST_STREAM,
        run_length_maximum_output_length=_MOST_STREAM,
        array_based_stream_maximum_output_length=_MOST_STREAM,
        maximum_declared_stream_length=_MOST_STREAM,
        stream_decoding_work_maximum_length=2 * _MOST_STREAM,
        jbig2dec_binary=None,
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(payload))
        if reader.is_encrypted and not reader.decrypt(""):
            return {FLAW: "it is locked with a password"}
        return _read(reader)
    except errors.LimitReachedError:
        return {FLAW: "it unpacks to more than a text needs"}
    except errors.PyPdfError as error:
        return {FLAW: f"it is broken ({str(error)[:80] or type(error).__name__})"}


def _read(reader: Any) -> dict[str, Any]:
    pages: list[str] = []
    dropped = 0
    for page in reader.pages[:MOST_PAGES]:
        dropped += drop_unseen(page, reader)
        pages.append(page.extract_text().translate(_LIGATURES))
    text = "\n".join(_joined(pages))
    title = str(reader.metadata.title or "") if reader.metadata else ""
    notes = list(unseen(text))
    if dropped:
        notes.append("Left out: words of the PDF that are white or drawn without ink.")
    if len(reader.pages) > MOST_PAGES:
        notes.append(f"Only its first {MOST_PAGES} pages of {len(reader.pages)} were read.")
    return {"text": text, "title": _real_title(title, text), "notes": notes}


def _joined(pages: list[str]) -> Iterator[str]:
    """Yield the pages' texts without running heads, page numbers and soft hyphens."""
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    lines = [_trimmed(page) for page in lines]
    running = _running(lines)
    for page in lines:
        kept = list(page)
        for at in (0, -1):
            while kept and (_as_running(kept[at]) in running or _NUMBER.fullmatch(kept[at])):
                kept = _trimmed(kept[1:] if at == 0 else kept[:-1])
        yield _SOFT.sub("", "\n".join(kept))


def _trimmed(page: list[str]) -> list[str]:
    while page and not page[0]:
        page = page[1:]
    while page and not page[-1]:
        page = page[:-1]
    return page


def _running(pages: list[list[str]]) -> set[str]:
    """Return what opens or closes three pages or more, whatever numbers are in it."""
    ends = Counter(
        line
        for page in pages
        if len(page) > 1
        for line in {_as_running(page[0]), _as_running(page[-1])}
    )
    # A sentence that is said again on every page is no running head.
    return {line for line, count in ends.items() if count >= _LEAST_REPEATED and line[-1] != "."}


def _as_running(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())


def _real_title(title: str, text: str) -> str | None:
    # Programs write file names and templates there: a title is one that the text shows.
    told, head = " ".join(title.split()), " ".join(text[:2_000].split())
    return told if len(told) > 3 and told.casefold() in head.casefold() else None
