"""What stands in a file of comma-separated values? Whole columns at once, by numpy.

RFC 4180 with a header line: fields may be quoted, a quote inside is doubled, a quoted
field may hold line breaks. The separator is a comma, a semicolon or a tab, whichever the
header has most of. A column is of integers, numbers, days (YYYY-MM-DD) or strings: the
first of these that all its values are. An empty field and, unquoted, one of `ABSENT` are
missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import Fault, InputError, RegisterError
from foedus.panel.values import ABSENT, CELLS, typed

Bytes = NDArray[np.uint8]
Spots = NDArray[Any]
SEPARATORS = ",;\t"
QUOTE, NEWLINE, RETURN = 34, 10, 13
WIDEST = 1 << 14
"""Bytes of a field, at most: one stray quote would otherwise swallow the rest of the file."""
MOST_INT32 = 1 << 31
NO_WORD = frozenset(word.decode() for word in ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The bytes of a file and where each field begins and ends, a row per line."""

    content: Bytes
    start: NDArray[Any]
    end: NDArray[Any]
    """Shape (rows, columns); quotation marks around a field are outside."""
    quoted: NDArray[np.bool_] | None

    def cells(self, column: int) -> int:
        """Return how many bytes `texts` would take."""
        return len(self.start) * int((self.end[:, column] - self.start[:, column]).max(initial=1))

    def texts(self, column: int) -> NDArray[np.bytes_]:
        """Return one column as bytes, padded with zeros to the widest."""
        start = self.start[:, column]
        size = self.end[:, column] - start
        width = int(size.max(initial=1)) or 1
        cells = np.zeros((len(start), width), np.uint8)
        for at in range(width):
            # The longest fields last: each round looks only at the rows that still have bytes.
            rows = slice(None) if at < int(size.min(initial=0)) else np.flatnonzero(size > at)
            cells[rows, at] = self.content[start[rows] + at]
        return cells.reshape(-1).view(f"S{width}")

    def is_quoted(self, column: int) -> NDArray[np.bool_]:
        """Tell which fields of one column stand in quotation marks."""
        if self.quoted is None:
            return np.zeros(len(self.start), bool)
        return self.quoted[:, column]


def parse_separated(content: bytes, *, place: str) -> tuple[dict[str, NDArray[Any]], str]:
    """Return the columns of a file by name, and the encoding: ``utf-8`` or ``latin-1``.

    Args:
        content: The bytes of the file.
        place: Its name, for messages.

    Raises:
        InputError: It has no header or no rows, a name twice, or lines of unequal length.
    """
    content, encoding = _decoded(content, place=place)
    names, fields = _split(np.frombuffer(content, np.uint8), encoding, place)
    columns = {
        name: typed(fields.texts(at), quoted=fields.is_quoted(at), encoding=encoding)
        if fields.cells(at) <= CELLS
        else _one_by_one(fields, at, encoding)
        for at, name in enumerate(names)
    }
    return columns, encoding


def _one_by_one(fields: Fields, column: int, encoding: str) -> NDArray[Any]:
    """Return a column of strings too long and too many to stand in one block of bytes."""
    whole = fields.content.tobytes()
    start, end = fields.start[:, column].tolist(), fields.end[:, column].tolist()
    told = [whole[a:b].decode(encoding) for a, b in zip(start, end, strict=True)]
    quoted = fields.is_quoted(column).tolist()
    mended = [
        word.replace('""', '"') if marked else "" if word.strip() in NO_WORD else word
        for word, marked in zip(told, quoted, strict=True)
    ]
    return np.array(mended, object)


def _decoded(content: bytes, *, place: str) -> tuple[bytes, str]:
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in content[: 1 << 16]:
        mend = "Give a text file of comma-separated values, or a Parquet file."
        raise InputError(place, "it holds zero bytes, so it is no text.", mend)
    if not content.strip():
        raise InputError(place, "it is empty.", "Give a file with a header line and rows.")
    if b"\n" not in content and b"\r" in content:
        content = content.replace(b"\r", b"\n")
    if not content.endswith(b"\n"):
        content += b"\n"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content, "latin-1"
    return content, "utf-8"


def _split(content: Bytes, encoding: str, place: str) -> tuple[list[str], Fields]:
    quotes = content == QUOTE
    inside = np.bitwise_xor.accumulate(quotes) if quotes.any() else None
    if inside is not None and inside[-1]:
        mend = "Close it, or double a quotation mark that belongs to the text."
        raise InputError(place, "a quotation mark is opened and never closed.", mend)
    breaks = _outside(content == NEWLINE, inside)
    header = content[: int(breaks[0])].tobytes().decode(encoding)
    separator = max(SEPARATORS, key=header.count)
    marks = _outside((content == ord(separator)) | (content == NEWLINE), inside)
    return _arranged(content, marks, has_quotes=inside is not None, encoding=encoding, place=place)


def _outside(marks: NDArray[np.bool_], inside: NDArray[np.bool_] | None) -> Spots:
    found = np.flatnonzero(marks if inside is None else marks & ~inside)
    # Half the memory, as long as a place in the file fits.
    return found.astype(np.int32) if len(marks) < MOST_INT32 else found


def _arranged(
    content: Bytes, marks: Spots, *, has_quotes: bool, encoding: str, place: str
) -> tuple[list[str], Fields]:
    """Return the names and the fields, from where the separators and line ends stand."""
    start = _after(marks)
    closing = np.flatnonzero(content[marks] == NEWLINE)
    first = _after(closing)
    counts = closing - first + 1
    width = int(counts[0])
    kept = ~_blank(content, start[first], marks[closing], counts)
    kept[0] = False
    _check_counts(content, counts, kept, marks[closing], place)
    bounds = _trimmed(content, start, marks, has_quotes=has_quotes)
    names = list(_names(content, bounds, width, encoding, place))
    if not kept.any():
        raise InputError(place, "it has a header and no rows.", "Give a file with rows.")
    at = None if kept[1:].all() else first[kept][:, None] + np.arange(width)
    fields = Fields(
        content=content,
        start=_in_rows(bounds[0], width, at),
        end=_in_rows(bounds[1], width, at),
        quoted=None if bounds[2] is None else _in_rows(bounds[2], width, at),
    )
    if int((fields.end - fields.start).max()) > WIDEST:
        mend = "Look for a quotation mark too many near the long field."
        raise InputError(place, f"a field is longer than {WIDEST} bytes.", mend)
    return names, fields


def _in_rows(parts: NDArray[Any], width: int, at: NDArray[Any] | None) -> NDArray[Any]:
    """Return what is told of each field, a row per line after the header."""
    return parts.reshape(-1, width)[1:] if at is None else parts[at]


def _after(ends: Spots) -> Spots:
    """Return where each of the parts begins that end at ``ends``."""
    start = np.empty_like(ends)
    start[0], start[1:] = 0, ends[:-1] + 1
    return start


def _blank(content: Bytes, start: Spots, end: Spots, counts: Spots) -> NDArray[np.bool_]:
    size = end - start
    alone = (counts == 1) & (size <= 1)
    found: NDArray[np.bool_] = alone & ((size == 0) | (content[start] == RETURN))
    return found


def _check_counts(
    content: Bytes, counts: Spots, kept: NDArray[np.bool_], ends: Spots, place: str
) -> None:
    wrong = np.flatnonzero(kept & (counts != counts[0]))
    if len(wrong):
        line = int(np.count_nonzero(content[: int(ends[wrong[0] - 1]) + 1] == NEWLINE)) + 1
        problem = f"{counts[wrong[0]]} fields, where the header names {counts[0]}."
        mend = "Give every line as many fields as the header; quote fields that hold a separator."
        raise RegisterError([Fault(place, line, problem, mend)])


def _trimmed(
    content: Bytes, start: Spots, end: Spots, *, has_quotes: bool
) -> tuple[Spots, Spots, NDArray[np.bool_] | None]:
    """Return where fields begin and end without carriage returns and enclosing quotes."""
    end = end - ((content[end] == NEWLINE) & (end > start) & (content[end - 1] == RETURN))
    if not has_quotes:
        return start, end, None
    quoted = (end - start >= 2) & (content[start] == QUOTE) & (content[end - 1] == QUOTE)
    return start + quoted, end - quoted, quoted


def _names(
    content: Bytes,
    bounds: tuple[Spots, Spots, NDArray[np.bool_] | None],
    width: int,
    encoding: str,
    place: str,
) -> Iterator[str]:
    seen: set[str] = set()
    for at in range(width):
        written = content[bounds[0][at] : bounds[1][at]].tobytes().decode(encoding).strip()
        # R writes row names under an empty header.
        name = written or ("row" if at == 0 else f"column{at + 1}")
        if name in seen:
            mend = "Give each column a name of its own."
            raise InputError(place, f"two columns are called '{name}'.", mend)
        seen.add(name)
        yield name
