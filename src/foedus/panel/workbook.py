"""How does a table become an Excel sheet in which no text can turn into a formula?

Every text is written as text, never guessed at; one that begins as a formula does bears
besides the mark that Excel sets for a leading apostrophe (``quotePrefix``). The mark is no
part of the value: who reads the cell finds the same words, and Excel keeps them words when
the cell is edited.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from foedus.errors import InputError

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet may take for a formula; and so blanks, which some strip."""
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_576, 16_384, 32_767
"""What a sheet and a cell can hold."""
CUT = " [...]"
COMMON: dict[str, Any] = {"valign": "top", "font_name": "Arial", "font_size": 10}
LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {"text_wrap": True},
    "head": {"bold": True, "bottom": 1, "text_wrap": True},
    "title": {"bold": True, "font_size": 14},
    "day": {"num_format": "yyyy-mm-dd"},
}
"""How a cell can look."""
FIRST_DAY = date(1900, 3, 1)
"""Days before are wrong or missing in Excel's calendar: they are written as text."""
FIRST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip archive can tell; where the register bears no date."""


def stamp(register: str) -> datetime:
    """Return the date of a file: the month of the register that answered, never the clock's.

    >>> stamp("2026.11+64c3b47aef84").date().isoformat()
    '2026-11-01'
    """
    found = re.match(r"(\d{4})\.(\d{1,2})\b", register)
    if found is None or not (1 <= int(found[2]) <= 12 and int(found[1]) >= FIRST.year):
        return FIRST
    return datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC)


def like_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula, if it were let to guess.

    >>> [like_a_formula(text) for text in ("=1+1", " @sum", "-9", "U.K.", "")]
    [True, True, True, False, False]
    """
    return text[:1].isspace() or text.startswith(STARTS)


class Book:
    """A workbook that is being written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._looks = {
            kind: {
                marked: book.add_format({**COMMON, **more, "quote_prefix": marked})
                for marked in (False, True)
            }
            for kind, more in LOOKS.items()
        }

    def sheet(self, name: str) -> Any:
        """Return a new sheet."""
        return self.book.add_worksheet(name)

    def text(self, sheet: Any, row: int, column: int, text: str, *, look: str = "plain") -> None:
        """Write words as words, whatever they begin with."""
        if len(text) > MOST_LETTERS:
            text = text[: MOST_LETTERS - len(CUT)] + CUT
        style = self._looks[look][like_a_formula(text)]
        if text:
            sheet.write_string(row, column, text, style)
        else:
            sheet.write_blank(row, column, None, style)

    def value(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """Write a value in its own kind; None leaves the cell empty."""
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float() if abs(value) <= 2**53:
                sheet.write_number(row, column, value)
            case date() if value >= FIRST_DAY:
                sheet.write_datetime(row, column, value, self._looks["day"][False])
            case _:
                self.text(sheet, row, column, str(value))


@contextmanager
def book(out: Any, *, made: datetime, title: str, large: bool = False) -> Iterator[Book]:
    """Write a workbook into a file or buffer; the same values give the same bytes.

    Args:
        out: A path, or a binary buffer.
        made: The date that the file bears.
        title: The title that it bears.
        large: Write row by row, without holding the table in memory.

    Raises:
        InputError: xlsxwriter is not installed.
    """
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ImportError as error:
        mend = "Install it with: pip install 'foedus[export]' (xlsxwriter), or write .csv."
        raise InputError("--out", "xlsxwriter is not installed.", mend) from error
    with xlsxwriter.Workbook(out, {"constant_memory": large, "in_memory": not large}) as opened:
        opened.set_properties(
            {"title": title[:255], "author": "Foedus", "created": made.replace(tzinfo=None)}
        )
        yield Book(opened)


def check_size(place: str, *, rows: int, columns: int) -> None:
    """Return where a sheet can hold so many rows (the head counted) and columns.

    Raises:
        InputError: It cannot.
    """
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        problem = f"{rows:,} rows and {columns:,} columns; a sheet holds {MOST_ROWS:,} and "
        mend = "Write .csv or .parquet, or take fewer years or columns."
        raise InputError(place, f"{problem}{MOST_COLUMNS:,}.", mend)
