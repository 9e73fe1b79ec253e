"""What stands in a study's file? Rows of a CSV file with the columns that are needed."""

import csv
from collections.abc import Iterable
from math import nan
from pathlib import Path

from foedus.errors import InputError

MISSING = frozenset({"", "NA", "NaN", "nan", "."})
Rows = list[dict[str, str]]


def rows_of(path: Path, *, columns: Iterable[str]) -> Rows:
    """Return the rows of a CSV file with a header.

    Raises:
        InputError: It is not there, is no text, is empty, or lacks one of ``columns``.
    """
    needed = tuple(columns)
    mend = "Name the study's own file, saved as CSV with all its columns."
    if path.is_dir():
        raise InputError(str(path), "this is a folder.", mend)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            rows = list(reader)
    except OSError as error:
        raise InputError(str(path), f"{error.strerror or error}.", mend) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(str(path), f"this is no CSV file ({error}).", mend) from None
    if missing:
        raise InputError(str(path), f"no column {', '.join(missing)}.", mend)
    if not rows:
        raise InputError(str(path), "no rows below the header.", mend)
    return rows


def number(row: dict[str, str], column: str, *, path: Path) -> float:
    """Return a cell as a number, nan where it is missing.

    Raises:
        InputError: It is neither.
    """
    cell = (row[column] or "").strip()
    if cell in MISSING:
        return nan
    try:
        return float(cell)
    except ValueError:
        problem = f"'{cell}' in column {column} is no number."
        raise InputError(str(path), problem, "Write numbers with a point.") from None


def is_complete(row: dict[str, str], columns: Iterable[str]) -> bool:
    """Tell whether none of these cells is missing."""
    return all((row[name] or "").strip() not in MISSING for name in columns)
