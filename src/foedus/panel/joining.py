"""What do other tables say of these rows? Columns beside a panel, by code and year.

A table is joined by the keys that it has: a state and a year, two states and a year, or either
with a spell of days. What no row of it speaks of is missing; only of a list of events (disputes,
wars) may absence mean *none*, and only within the years that the list covers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.panel.dyads import DyadYears
from foedus.panel.table import Column, Table, missing_of
from foedus.panel.universe import Rows, StateYears, YearRule, each_year, years_of

KEYS = ("year", "first", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A table to set beside a panel."""

    table: Table
    columns: tuple[str, ...] = ()
    """Only these; default: all but the keys."""
    none_means: int | None = None
    """Of a list of events: what the absence of a row says within its years; None: missing."""
    several: Literal["latest", "greatest"] = "latest"
    """What holds where several rows speak of one row of the panel."""


def joined_columns(
    rows: StateYears | DyadYears, joined: Joined, *, rule: YearRule | None = None
) -> dict[str, Column]:
    """Return the columns of a table for the rows of a panel.

    Columns of a table of states come twice into a panel of dyads: ``cinc1``, ``cinc2``. Where
    several rows of the table speak of one row of the panel the latest counts, or the greatest
    value of each column, as told.

    Raises:
        InputError: The table has no keys by which it can be joined, or lacks a column.
    """
    of = rows if isinstance(rows, StateYears) else rows.of
    system, table = of.states.system, joined.table
    names = _columns(joined, system)
    dyadic = f"{system}1" in table and f"{system}2" in table
    if not dyadic and system not in table:
        raise _no_keys(table, system)
    if dyadic:
        if isinstance(rows, StateYears):
            place = _place(table)
            raise InputError(place, "it is about pairs.", "Join it to a panel of dyads.")
        source, target = _dyad_rows(rows, table, system, rule=rule or of.rule)
        return _set_in(len(rows), rows.year, joined, names, at=(source, target))
    source, target = _state_rows(of, table, system, rule=rule or of.rule)
    found = _set_in(len(of), of.year, joined, names, at=(source, target))
    if isinstance(rows, StateYears):
        return found
    sides = (("1", rows.first), ("2", rows.second))
    return {f"{name}{side}": column[at] for name, column in found.items() for side, at in sides}


def _columns(joined: Joined, system: str) -> tuple[str, ...]:
    keys = {system, f"{system}1", f"{system}2", *KEYS}
    names = joined.columns or tuple(name for name in joined.table.names if name not in keys)
    return joined.table.select(*names).names


def _state_rows(of: StateYears, table: Table, system: str, *, rule: YearRule) -> tuple[Rows, Rows]:
    """Return rows of the table and the rows of state-years of which they speak."""
    code = table[system]
    if "year" in table:
        at = of.rows(code, table["year"])
        kept = np.flatnonzero(at >= 0)
        return kept, at[kept]
    first, last = _spell(table, rule)
    source, year = each_year(np.maximum(first, of.first), np.minimum(last, of.last))
    at = of.rows(code[source], year)
    return source[at >= 0], at[at >= 0]


def _dyad_rows(rows: DyadYears, table: Table, system: str, *, rule: YearRule) -> tuple[Rows, Rows]:
    one, two = table[f"{system}1"], table[f"{system}2"]
    if "year" in table:
        at = rows.rows(one, two, table["year"])
        kept = np.flatnonzero(at >= 0)
        return kept, at[kept]
    first, last = _spell(table, rule)
    source, target = rows.rows_between(one, two, first, last)
    return source, target


def _spell(table: Table, rule: YearRule) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    if "first" not in table:
        none = np.zeros(len(table), np.int32)
        return none, none + 9999
    last = np.full(len(table), np.datetime64("NaT", "D"))
    if "last" in table:
        last = table["last"]
    after = (last + np.timedelta64(1, "D")).astype("datetime64[D]")
    return years_of(table["first"], after, rule=rule)


def _set_in(
    size: int,
    year: NDArray[np.int32],
    joined: Joined,
    names: Iterable[str],
    *,
    at: tuple[Rows, Rows],
) -> dict[str, Column]:
    source, target = at
    if "first" in joined.table:
        order = np.argsort(joined.table["first"][source], kind="stable")
        source, target = source[order], target[order]
    found = {}
    for name in names:
        column = joined.table[name]
        if column.dtype.kind == "b":
            column = column.astype(np.int8)
        made = np.full(size, missing_of(column.dtype), column.dtype)
        if joined.none_means is not None and len(target) and column.dtype.kind in "if":
            spoken = year[target]
            made[(year >= spoken.min()) & (year <= spoken.max())] = joined.none_means
        if joined.several == "greatest" and column.dtype.kind in "if":
            np.fmax.at(made, target, column[source])
        else:
            made[target] = column[source]
        found[name] = made
    return found


def _no_keys(table: Table, system: str) -> InputError:
    mend = (
        f"Give it '{system}' and 'year', or '{system}1', '{system}2' and 'year'; "
        "or choose the system of codes that it has."
    )
    return InputError(_place(table), f"no column of {system} codes to join it by.", mend)


def _place(table: Table) -> str:
    return (table.source.file or table.source.title) if table.source else "table"


def years_since(rows: DyadYears, happened: Column, *, at_first: int = 0) -> NDArray[np.int32]:
    """Return for each row the years since something last happened between its two states.

    The year after it counts 0; before the first time the years since the pair began are
    counted, from ``at_first`` on. A missing value counts as not having happened.

    Source: Beck, Katz and Tucker (1998), Taking Time Seriously, AJPS 42(4).
    """
    yes = happened > 0
    one, two = rows.of.code[rows.first], rows.of.code[rows.second]
    key = one.astype(np.int64) * 100_000 + two
    order = np.lexsort((rows.year, key))
    key, yes, year = key[order], yes[order], rows.year[order]
    begins = np.concatenate(([True], key[1:] != key[:-1]))
    # What happened resets the count from the next year on; a pair that begins starts its own.
    after = np.concatenate(([False], yes[:-1])) & ~begins
    base = np.where(begins, year - at_first, year)
    since = np.maximum.accumulate(np.where(begins | after, np.arange(len(key)), 0))
    found = np.empty(len(key), np.int32)
    found[order] = year - base[since]
    return found
