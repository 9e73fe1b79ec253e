"""What are these strings: integers, numbers, days or words? And which of them are missing?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.bytes_]
Mask = NDArray[np.bool_]
ABSENT = (b"", b"NA", b"N/A", b"NaN", b"nan", b"NULL", b"null", b".")
"""What an unquoted field may say where there is no value."""
NUMBER = b"0123456789.eE+-"
MOST_DIGITS = 18
CELLS = 1 << 27
"""Characters of a column of strings, at most; a longer one becomes a column of objects."""


def typed(words: Words, *, quoted: Mask, encoding: str) -> NDArray[Any]:
    """Return a column in the narrowest type that all its values are of.

    Integers are int32, or int64 where they do not fit. Missing values are those of
    `foedus.panel.missing_of`.
    """
    words = np.char.strip(words) if _has_blanks(words) else words
    absent = _absent(words, quoted)
    for reading in (_integers, _numbers, _days):
        column = reading(words, absent)
        if column is not None:
            return column
    return _strings(words, absent, quoted=quoted, encoding=encoding)


def _cells(words: Words) -> NDArray[np.uint8]:
    width = max(words.dtype.itemsize, 1)
    return np.ascontiguousarray(words).view(np.uint8).reshape(len(words), width)


def _has_blanks(words: Words) -> bool:
    cells = _cells(words)
    return bool((cells[:, 0] == ord(" ")).any() or (cells == ord(" ")).any())


def _absent(words: Words, quoted: Mask) -> Mask:
    found: Mask = words == b""
    for word in ABSENT[1:]:
        if len(word) <= words.dtype.itemsize:
            found |= (words == word) & ~quoted
    return found


def _integers(words: Words, absent: Mask) -> NDArray[Any] | None:
    cells = _cells(words)
    if not len(words) or absent.all() or cells.shape[1] > MOST_DIGITS + 1:
        return None
    minus = cells[:, 0] == ord("-")
    digit = (cells >= ord("0")) & (cells <= ord("9"))
    well = digit | (cells == 0)
    well[:, 0] |= minus
    if not (well.all(axis=1) & (digit.any(axis=1)) | absent).all():
        return None
    value = np.zeros(len(words), np.int64)
    for at in range(cells.shape[1]):
        here = digit[:, at]
        value = np.where(here, value * 10 + (cells[:, at] - ord("0")), value)
    value = np.where(minus, -value, value)
    fits = np.abs(value).max(initial=0) < 1 << 31
    column = value.astype(np.int32) if fits else value
    column[absent] = np.iinfo(column.dtype).min
    return column


def _numbers(words: Words, absent: Mask) -> NDArray[Any] | None:
    if absent.all():
        # Nothing is known of a column without values; NaN joins any arithmetic.
        return np.full(len(words), np.nan)
    cells = _cells(words)
    allowed = np.zeros(256, bool)
    allowed[[0, *NUMBER]] = True
    if not (allowed[cells].all(axis=1) | absent).all():
        return None
    try:
        return np.where(absent, b"nan", words).astype(np.float64)
    except ValueError:
        return None


def _days(words: Words, absent: Mask) -> NDArray[Any] | None:
    cells = _cells(words)
    if cells.shape[1] != len("YYYY-MM-DD"):
        return None
    dash = (cells[:, 4] == ord("-")) & (cells[:, 7] == ord("-"))
    digits = np.delete(cells, (4, 7), axis=1)
    well = dash & ((digits >= ord("0")) & (digits <= ord("9"))).all(axis=1)
    if not (well | absent).all():
        return None
    try:
        return np.where(absent, b"NaT", words).astype("U10").astype("datetime64[D]")
    except ValueError:
        return None


def _strings(words: Words, absent: Mask, *, quoted: Mask, encoding: str) -> NDArray[Any]:
    words = np.where(absent, b"", words)
    if quoted.any() and (_cells(words) == ord('"')).any():
        words = np.where(quoted, np.char.replace(words, b'""', b'"'), words)
    if (_cells(words) < 128).all():
        texts: NDArray[Any] = words.astype(f"U{max(words.dtype.itemsize, 1)}")
    else:
        texts = np.char.decode(words, encoding)
    return texts.astype(object) if texts.size * texts.dtype.itemsize > 4 * CELLS else texts
