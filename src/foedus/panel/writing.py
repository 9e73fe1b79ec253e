"""How does a panel leave? CSV, Excel, Parquet, Stata, or a frame of pandas, polars or Arrow.

Missing stays missing in every form: an empty field, a null, Stata's dot.
"""

import csv
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from foedus.content import register_version
from foedus.errors import InputError
from foedus.panel.table import Column, Table, is_missing
from foedus.panel.workbook import Book, book, check_size, stamp

CHUNK = 200_000
"""Rows written at once."""
Told = Callable[[int], None]
"""Told the rows written so far."""
FORMS = (".csv", ".xlsx", ".parquet", ".dta")
STATA_INTS = {"int8": 100, "int16": 32_740, "int32": 2_147_483_620}
"""The greatest value that Stata's type of that size holds."""


def as_arrow(table: Table) -> Any:
    """Return a ``pyarrow.Table`` with nulls where values are missing."""
    pyarrow = _library("pyarrow")
    arrays = {
        name: pyarrow.array(
            column.astype(object) if column.dtype.kind == "U" else column, mask=is_missing(column)
        )
        for name, column in table.columns.items()
    }
    return pyarrow.table(arrays)


def as_polars(table: Table) -> Any:
    """Return a ``polars.DataFrame`` with nulls where values are missing."""
    polars = _library("polars")
    made = {}
    for name, column in table.columns.items():
        series = polars.Series(name, column.tolist() if column.dtype.kind in "UO" else column)
        missing = is_missing(column)
        made[name] = series if not missing.any() else series.set(polars.Series(missing), None)
    return polars.DataFrame(made)


def as_pandas(table: Table) -> Any:
    """Return a ``pandas.DataFrame``; integer columns with missing values are nullable ones."""
    pandas = _library("pandas")
    made = {}
    for name, column in table.columns.items():
        missing = is_missing(column)
        if column.dtype.kind == "i" and missing.any():
            made[name] = pandas.arrays.IntegerArray(column.copy(), missing)
        elif column.dtype.kind == "U" and missing.any():
            made[name] = _with_none(column, missing)
        else:
            made[name] = column
    return pandas.DataFrame(made)


def _with_none(column: Column, missing: Column) -> Column:
    made = column.astype(object)
    made[missing] = None
    return made


def write(
    table: Table,
    path: Path,
    *,
    labels: dict[str, str] | None = None,
    told: Told | None = None,
) -> None:
    """Write a table to a file; its ending tells the form.

    Args:
        table: The panel.
        path: ``.csv``, ``.xlsx``, ``.parquet`` or ``.dta``.
        labels: What each column says, for Stata and for a second sheet of Excel.
        told: Called with the number of rows written so far.

    Raises:
        InputError: Another ending, a library is not there, or the file cannot be written.
    """
    forms = {".csv": _csv, ".xlsx": _excel, ".parquet": _parquet, ".dta": _stata}
    if path.suffix not in forms:
        problem = f"'{path.suffix}' is no form of a panel."
        raise InputError(str(path), problem, f"End the name in {', '.join(FORMS)}.")
    try:
        forms[path.suffix](table, path, labels=labels or {}, told=told or (lambda _: None))
    except OSError as error:
        problem = f"it cannot be written: {error.strerror or error}."
        raise InputError(str(path), problem, "Name another file.") from error


def _csv(table: Table, path: Path, *, labels: dict[str, str], told: Told) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.names)
        for start in range(0, len(table), CHUNK):
            part = [_texts(column[start : start + CHUNK]) for column in table.columns.values()]
            writer.writerows(zip(*part, strict=True))
            told(min(start + CHUNK, len(table)))


def _texts(column: Column) -> list[Any]:
    values: list[Any] = column.tolist()
    missing = is_missing(column)
    if not missing.any():
        return values
    return ["" if none else value for value, none in zip(values, missing.tolist(), strict=True)]


def _excel(table: Table, path: Path, *, labels: dict[str, str], told: Told) -> None:
    check_size(str(path), rows=len(table) + 1, columns=len(table.names))
    # xlsxwriter raises errors of its own on a file that it cannot open: try it first.
    path.open("wb").close()
    with book(str(path), made=stamp(register_version()), title=path.stem, large=True) as made:
        sheet = made.sheet("panel")
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(table.names):
            made.text(sheet, 0, at, name, look="head")
        for start in range(0, len(table), CHUNK):
            part = [_values(column[start : start + CHUNK]) for column in table.columns.values()]
            for row, values in enumerate(zip(*part, strict=True), start + 1):
                for at, value in enumerate(values):
                    made.value(sheet, row, at, value)
            told(min(start + CHUNK, len(table)))
        _columns_sheet(made, labels)


def _columns_sheet(made: Book, labels: dict[str, str]) -> None:
    if not labels:
        return
    sheet = made.sheet("columns")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, (name, says) in enumerate((("column", "says"), *labels.items())):
        made.text(sheet, row, 0, name, look="plain" if row else "head")
        made.text(sheet, row, 1, says, look="wrapped" if row else "head")


def _values(column: Column) -> list[Any]:
    values: list[Any] = column.tolist()
    missing = is_missing(column).tolist()
    return [None if none else value for value, none in zip(values, missing, strict=True)]


def _parquet(table: Table, path: Path, *, labels: dict[str, str], told: Told) -> None:
    as_arrow_table = as_arrow(table)
    import_module("pyarrow.parquet").write_table(as_arrow_table, path)
    told(len(table))


def _stata(table: Table, path: Path, *, labels: dict[str, str], told: Told) -> None:
    pandas = _library("pandas")
    names = _stata_names(table.names)
    frame = pandas.DataFrame(
        {names[name]: _for_stata(column) for name, column in table.columns.items()}
    )
    days = {names[n]: "td" for n, column in table.columns.items() if column.dtype.kind == "M"}
    frame.to_stata(
        path,
        write_index=False,
        version=118,
        convert_dates=days or None,
        variable_labels={names[n]: says[:80] for n, says in labels.items() if n in names},
    )
    told(len(table))


def _for_stata(column: Column) -> Any:
    missing = is_missing(column)
    if column.dtype.kind in "UO":
        return np.where(missing, "", column.astype(object))
    if column.dtype.kind == "M":
        return column.astype("datetime64[ns]")
    most = STATA_INTS.get(column.dtype.name)
    if column.dtype.kind == "i" and (missing.any() or most is None or column.max(initial=0) > most):
        return np.where(missing, np.nan, column.astype(np.float64))
    return column.astype(np.int8) if column.dtype.kind == "b" else column


def _stata_names(names: tuple[str, ...]) -> dict[str, str]:
    """Return each name in at most 32 characters that Stata takes, all different."""
    found: dict[str, str] = {}
    for name in names:
        plain = "".join(c if c.isalnum() or c == "_" else "_" for c in name)[:32]
        while plain in found.values():
            plain = f"{plain[:30]}_{len(found) % 10}"
        found[name] = plain
    return found


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        mend = f"Install it with: pip install 'foedus[export]' ({name}), or write .csv."
        raise InputError("--out", f"{name} is not installed.", mend) from error
