"""Which column of a user's file is which? Names looked for, types held to, missing codes taken out.

A data set is published in several layouts: its authors' CSV, other releases of it, the
tables of R packages. `Wanted` says under which names a column is known; `laid_out` finds
them, whatever their case, and tells what is not there with the file and the names looked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import Fault, InputError, RegisterError
from foedus.panel.table import Table, is_missing

Kind = Literal["whole", "number", "text", "day"]
WHOLE_MISSING = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One column of a data set: our name for it and the names it bears in files."""

    name: str
    known_as: tuple[str, ...]
    """Every spelling published, without regard to case; the first is the authors'."""
    kind: Kind = "whole"
    missing: tuple[float, ...] = ()
    """Codes that stand for missing, such as -9."""
    needed: bool = True
    """False: the column is left out where the file lacks it."""


def whole(
    name: str, *known_as: str, missing: Sequence[float] = (-9,), needed: bool = True
) -> Wanted:
    """Return a column of integers; -9, the usual code, is missing unless told otherwise."""
    return Wanted(name=name, known_as=known_as or (name,), missing=tuple(missing), needed=needed)


def number(
    name: str, *known_as: str, missing: Sequence[float] = (-9,), needed: bool = True
) -> Wanted:
    """Return a column of numbers; -9 is missing unless told otherwise."""
    names = known_as or (name,)
    return Wanted(name=name, known_as=names, kind="number", missing=tuple(missing), needed=needed)


def text(name: str, *known_as: str, needed: bool = True) -> Wanted:
    """Return a column of strings."""
    return Wanted(name=name, known_as=known_as or (name,), kind="text", needed=needed)


def day(name: str, *known_as: str, needed: bool = True) -> Wanted:
    """Return a column of days."""
    return Wanted(name=name, known_as=known_as or (name,), kind="day", needed=needed)


def found_in(wanted: Wanted, names: Iterable[str]) -> str | None:
    """Return the name that a wanted column bears among ``names``, or None."""
    by_fold: Mapping[str, str] = {name.casefold(): name for name in names}
    return next((by_fold[n.casefold()] for n in wanted.known_as if n.casefold() in by_fold), None)


def fits(wanted: Iterable[Wanted], names: Sequence[str]) -> bool:
    """Tell whether every needed column is among ``names``."""
    return all(found_in(column, names) is not None for column in wanted if column.needed)


def laid_out(table: Table, wanted: Sequence[Wanted]) -> dict[str, NDArray[Any]]:
    """Return the wanted columns under our names, in the types wanted, missing codes as missing.

    Raises:
        RegisterError: Columns are not there, or hold what they cannot hold; all are told.
    """
    place = table.source.file if table.source else "table"
    found: dict[str, NDArray[Any]] = {}
    faults: list[Fault] = []
    for column in wanted:
        at = found_in(column, table.names)
        if at is None:
            if column.needed:
                faults.append(_absent(column, table, place))
            continue
        try:
            found[column.name] = held_to(table[at], column, place=f"{place}, column '{at}'")
        except InputError as error:
            faults.append(error.fault)
    if faults:
        raise RegisterError(faults)
    return found


def _absent(column: Wanted, table: Table, place: str) -> Fault:
    looked = " or ".join(f"'{name}'" for name in column.known_as)
    listed = ", ".join(table.names[:12]) + (" ..." if len(table.names) > 12 else "")
    problem = f"no column for the {column.name.replace('_', ' ')}: looked for {looked}."
    return Fault(place, 0, problem, f"Add it or rename one; the file has: {listed}.")


def held_to(values: NDArray[Any], column: Wanted, *, place: str) -> NDArray[Any]:
    """Return a column in the type wanted, its codes for missing made missing.

    Raises:
        InputError: A value is of another type; the message tells the row.
    """
    match column.kind:
        case "text":
            return _texts(values)
        case "day":
            return _days(values, place)
        case "number":
            return _numbers(values, column, place)
    return _wholes(values, column, place)


def _texts(values: NDArray[Any]) -> NDArray[Any]:
    if values.dtype.kind in "UO":
        return values
    told = values.astype("U")
    told[is_missing(values)] = ""
    return told


def _days(values: NDArray[Any], place: str) -> NDArray[Any]:
    if values.dtype.kind == "M":
        return values
    if is_missing(values).all():
        return np.full(len(values), np.datetime64("NaT", "D"))
    raise InputError(place, "it holds no days.", "Write days as YYYY-MM-DD.")


def _numbers(values: NDArray[Any], column: Wanted, place: str) -> NDArray[Any]:
    if values.dtype.kind not in "if":
        raise InputError(place, *_no_number(values))
    numbers = np.where(is_missing(values), np.nan, values.astype(np.float64))
    numbers[np.isin(numbers, column.missing)] = np.nan
    return numbers


def _wholes(values: NDArray[Any], column: Wanted, place: str) -> NDArray[Any]:
    numbers = _numbers(values, column, place)
    none = np.isnan(numbers)
    broken = np.flatnonzero(~none & (numbers != np.round(numbers)))
    if len(broken):
        problem = f"{numbers[broken[0]]:g} in row {broken[0] + 1} is no whole number."
        raise InputError(place, problem, "Give whole numbers, or leave the field empty.")
    size = np.abs(numbers[~none]).max(initial=0)
    kind = np.int32 if size < 1 << 31 else np.int64
    wholes = np.where(none, 0, numbers).astype(kind)
    wholes[none] = np.iinfo(kind).min
    return wholes


def _no_number(values: NDArray[Any]) -> tuple[str, str]:
    if values.dtype.kind == "U":
        for row, value in enumerate(values.tolist()):
            try:
                float(value or 0)
            except ValueError:
                return f"'{value}' in row {row + 1} is no number.", "Give numbers in this column."
    return f"it holds {values.dtype}, no numbers.", "Give numbers in this column."
