"""What stands in which column? A small frozen table over numpy, with its source.

Missing stays missing: the least value of an integer type, NaN, NaT, the empty
string or None in a column of objects (`missing_of`, `is_missing`). Nothing is
ever filled in here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError, suggest
from foedus.panel.keys import positions
from foedus.panel.source import Source, joined_sources

Column = NDArray[Any]
Mask = NDArray[np.bool_]


def missing_of(kind: "np.dtype[Any] | str") -> Any:
    """Return what stands for a missing value in a column of this numpy type.

    >>> missing_of("int32"), missing_of("float64"), missing_of("U3")
    (-2147483648, nan, '')
    """
    dtype = np.dtype(kind)
    match dtype.kind:
        case "i":
            return int(np.iinfo(dtype).min)
        case "f":
            return float("nan")
        case "M":
            return np.datetime64("NaT", "D")
        case "U":
            return ""
        case "O":
            return None
    raise InputError(
        f"column of {dtype}",
        "this type has no value that stands for missing.",
        "Make it a signed integer, a float, a date (datetime64[D]) or a string.",
    )


def is_missing(column: Column) -> Mask:
    """Tell of each value of a column whether it is missing."""
    match column.dtype.kind:
        case "f":
            return np.isnan(column)
        case "M":
            return np.isnat(column)
        case "b":
            return np.zeros(len(column), bool)
        case "O":
            return np.fromiter((value is None for value in column), bool, len(column))
    found: Mask = column == missing_of(column.dtype)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns of equal length; each is read-only.

    Raises:
        InputError: The columns are not one-dimensional or not of equal length.

    >>> table = Table(columns={"cow": np.array([2, 200]), "year": np.array([1914, 1914])})
    >>> len(table), table.names
    (2, ('cow', 'year'))
    """

    columns: Mapping[str, Column] = field(default_factory=dict)
    source: Source | None = None

    def __post_init__(self) -> None:
        frozen = {name: _frozen(name, column) for name, column in self.columns.items()}
        sizes = {name: len(column) for name, column in frozen.items()}
        if len(set(sizes.values())) > 1:
            told = ", ".join(f"{name} {size}" for name, size in sizes.items())
            raise InputError("table", f"columns differ in length: {told}.", "Give them equal ones.")
        object.__setattr__(self, "columns", MappingProxyType(frozen))

    def __len__(self) -> int:
        return next((len(column) for column in self.columns.values()), 0)

    def __getitem__(self, name: str) -> Column:
        try:
            return self.columns[name]
        except KeyError:
            raise self._no_column(name) from None

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self.columns)

    def select(self, *names: str) -> "Table":
        """Return the named columns alone, in the order named.

        Raises:
            InputError: One is not there.
        """
        return replace(self, columns={name: self[name] for name in names})

    def renamed(self, **new_of_old: str) -> "Table":
        """Return the table with columns under other names: ``renamed(ccode="cow")``."""
        for old in new_of_old:
            if old not in self.columns:
                raise self._no_column(old)
        return replace(self, columns={new_of_old.get(n, n): c for n, c in self.columns.items()})

    def with_columns(self, **columns: Column) -> "Table":
        """Return the table with columns added, or put in place of those of the same name."""
        return replace(self, columns={**self.columns, **columns})

    def where(self, chosen: Mask | NDArray[np.integer[Any]]) -> "Table":
        """Return the rows that a mask marks, or those at the given positions, in their order."""
        return replace(self, columns={n: column[chosen] for n, column in self.columns.items()})

    def joined(self, other: "Table", *, on: Sequence[str]) -> "Table":
        """Return this table with the other's columns beside it, missing where no row matches.

        A left join: every row stays, in its order. Keys are integer columns of both; a row
        whose key is missing matches nothing.

        Raises:
            InputError: A key is no integer column, two rows of ``other`` have one key, or both
                tables have a column of the same name that is no key.
        """
        self._check_join(other, on)
        at = positions([self[k] for k in on], [other[k] for k in on], names=on)
        none = at < 0
        added = {
            name: _taken(column, at, none)
            for name, column in other.columns.items()
            if name not in on
        }
        source = joined_sources(self.source, other.source)
        return Table(columns={**self.columns, **added}, source=source)

    def _check_join(self, other: "Table", on: Sequence[str]) -> None:
        for table in (self, other):
            for key in on:
                if table[key].dtype.kind != "i":
                    problem = f"key '{key}' is a column of {table[key].dtype}, no integers."
                    raise InputError("join", problem, "Join on integer columns: codes, years.")
        twice = sorted((set(self.columns) & set(other.columns)) - set(on))
        if twice:
            problem = f"both tables have a column '{twice[0]}'."
            mend = "Select or rename the columns of one (Table.select, Table.renamed)."
            raise InputError("join", problem, mend)

    def _no_column(self, name: str) -> InputError:
        place = self.source.file if self.source and self.source.file else "table"
        return InputError(place, f"no column '{name}'.", suggest(name, self.columns))


def _frozen(name: str, column: Any) -> Column:
    array = np.asarray(column).view()
    if array.ndim != 1:
        problem = f"it has {array.ndim} dimensions."
        raise InputError(f"column '{name}'", problem, "Give one value a row.")
    if array.dtype.kind == "u":
        array = array.astype(np.int64)
    array.flags.writeable = False
    return array


def _taken(column: Column, at: NDArray[np.int64], none: Mask) -> Column:
    """Return the values of a column at the given rows; missing where there is none."""
    if column.dtype.kind == "b":
        column = column.astype(np.int8)
    if not len(column):
        return np.full(len(at), missing_of(column.dtype), column.dtype)
    taken = column[at]
    taken[none] = missing_of(column.dtype)
    return taken
