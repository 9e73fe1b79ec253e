"""Which states, and which pairs of them, are there in a year? The rows of a panel.

A system of states (Correlates of War, Gleditsch and Ward, or the register's own) is a list of
spells of days. From it follow the state-years and, year by year, the ordered or unordered pairs
of states that existed on a common day. The row of a pair in a year is found by arithmetic, so
that sparse files (disputes, pledges) are set in without a search.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.dates import Interval
from foedus.errors import InputError
from foedus.panel.source import Source
from foedus.panel.table import Table

Ints = NDArray[np.int32]
Rows = NDArray[np.integer[Any]]
Days = NDArray[np.datetime64]
YearRule = Literal["any_day", "31_december", "whole_year"]
YEAR_RULES: Mapping[str, str] = {
    "any_day": "on some day of the year",
    "31_december": "on 31 December",
    "whole_year": "on every day of the year",
}
"""When a year counts for a spell of days."""
LAST_DAY = np.datetime64("9999-12-31", "D")
"""The end of a spell that has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """A system of states: one row a spell, by code and day."""

    system: str
    """cow | gw | register"""
    code: Ints
    """The state's number in the system."""
    start: Days
    """datetime64[D], the first day."""
    end: Days
    """datetime64[D], the first day on which it is none any more."""
    source: Source | None = None

    def years(self, rule: YearRule = "any_day") -> tuple[Ints, Ints]:
        """Return the first and last year of each spell, first > last where there is none."""
        return years_of(self.start, self.end, rule=rule)


def years_of(start: Days, end: Days, *, rule: YearRule) -> tuple[Ints, Ints]:
    """Return the first and last year for which spells of days count.

    Args:
        start: First days.
        end: First days after them; NaT is open.
        rule: One of `YEAR_RULES`.

    Returns:
        Two columns of years; the first is above the last where no year counts.

    Raises:
        InputError: No such rule.
    """
    if rule not in YEAR_RULES:
        raise InputError("--year", f"no rule '{rule}'.", f"Choose {', '.join(YEAR_RULES)}.")
    end = np.where(np.isnat(end), LAST_DAY, end)
    last = end - np.timedelta64(1, "D")
    first_year, last_year = _year(start), _year(last)
    if rule == "31_december":
        # The last year counts if the spell still runs on its last day.
        return first_year, _year(end) - 1
    if rule == "whole_year":
        whole = start == start.astype("datetime64[Y]").astype("datetime64[D]")
        return first_year + ~whole, _year(end) - 1
    return first_year, last_year


def each_year(first: Rows, last: Rows) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the place of each spell of years with every year of it, in their order.

    Args:
        first: First years.
        last: Last years; a spell whose first year is above its last has none.
    """
    length = np.maximum(last - first + 1, 0)
    spell = np.repeat(np.arange(len(length)), length)
    within = np.arange(len(spell)) - np.repeat(np.cumsum(length) - length, length)
    return spell, first[spell].astype(np.int64) + within


def _year(days: Days) -> Ints:
    found: Ints = days.astype("datetime64[Y]").astype(np.int32) + 1970
    return found


@dataclass(frozen=True, kw_only=True)
class StateYears:
    """Every state in every year in which it counts, by year and code."""

    states: States
    first: int
    """First year."""
    code: Ints
    """One row a state-year."""
    year: Ints
    begins: Rows
    """Of each year, the row at which it begins; one more for the end."""
    rule: YearRule

    def __len__(self) -> int:
        return len(self.code)

    @property
    def last(self) -> int:
        """The last year."""
        return self.first + len(self.begins) - 2

    def table(self) -> Table:
        """Return the codes and years as columns named by the system: ``cow``, ``year``."""
        named = {self.states.system: self.code, "year": self.year}
        return Table(columns=named, source=self.states.source)

    @cached_property
    def place(self) -> NDArray[np.int16]:
        """The place of each state among those of its year, by [year, code]; -1 where it is none."""
        top = int(self.code.max(initial=0)) + 1
        found = np.full((len(self.begins) - 1, top), -1, np.int16)
        within = np.arange(len(self)) - np.repeat(self.begins[:-1], np.diff(self.begins))
        found[self.year - self.first, self.code] = within
        return found

    def places(self, code: NDArray[np.integer], year: NDArray[np.integer]) -> NDArray[np.int16]:
        """Return the place of states in years, -1 where one is none in that year."""
        at, of = np.asarray(year, np.int64) - self.first, np.asarray(code, np.int64)
        rows, top = self.place.shape
        inside = (at >= 0) & (at < rows) & (of >= 0) & (of < top)
        found = self.place[np.where(inside, at, 0), np.where(inside, of, 0)]
        return np.where(inside, found, -1).astype(np.int16)

    def rows(self, code: NDArray[np.integer], year: NDArray[np.integer]) -> Rows:
        """Return the row of states in years, -1 where there is none."""
        place = self.places(code, year)
        at = np.clip(np.asarray(year, np.int64) - self.first, 0, len(self.begins) - 2)
        return np.where(place >= 0, self.begins[at] + place, -1)


def state_years(states: States, *, first: int, last: int, rule: YearRule = "any_day") -> StateYears:
    """Return every state in every year from ``first`` to ``last`` in which it counts.

    Raises:
        InputError: No year between, or nothing in those years.
    """
    if first > last:
        raise InputError("years", f"{first} is after {last}.", "Name the earlier year first.")
    begin, end = states.years(rule)
    begin, end = np.maximum(begin, first), np.minimum(end, last)
    spell, counted = each_year(begin, end)
    if not len(spell):
        told = f"no state of the system '{states.system}' in {first}-{last}."
        raise InputError("years", told, "Choose years that the file of states covers.")
    # By year, then code; a state with two spells in one year is there once.
    key = np.unique(counted * 100_000 + states.code[spell])
    year, code = (key // 100_000).astype(np.int32), (key % 100_000).astype(np.int32)
    begins = np.searchsorted(year, np.arange(first, last + 2)).astype(np.int64)
    return StateYears(states=states, first=first, code=code, year=year, begins=begins, rule=rule)


def states_on(states: States, day: date) -> Ints:
    """Return the codes of the states that there are on a day, in order."""
    on = np.datetime64(day, "D")
    return np.unique(states.code[(states.start <= on) & (on < states.end)])


def states_of(table: Table, *, system: str, continued: int | None = None) -> States:
    """Return a system of states from its file's table: codes, first and last days.

    Args:
        table: ``cow`` or ``gw``, ``first`` and ``last`` (inclusive days).
        system: The column of the codes.
        continued: States that are there on the last day of the file are taken as there up to the
            end of this year; None: the file's own end holds.

    Raises:
        InputError: The table has no such column.
    """
    end = (table["last"] + np.timedelta64(1, "D")).astype("datetime64[D]")
    if continued is not None:
        until = np.datetime64(f"{continued + 1:04}-01-01", "D")
        end = np.where((end == end.max()) & (end < until), until, end)
    return States(
        system=system,
        code=table[system].astype(np.int32),
        start=table["first"],
        end=end,
        source=table.source,
    )


def own_states(system: str) -> States:
    """Return the states of the register's own table, under the codes of a system.

    It holds the states that a register of commitments needs, by the days on which they were
    states; for a whole system give its authors' file.

    Raises:
        InputError: Neither ``cow`` nor ``gw``.
    """
    from foedus.names import state, states  # noqa: PLC0415 - the names' tables, when asked

    if system not in ("cow", "gw"):
        raise InputError("--system", f"no system '{system}'.", "Choose cow or gw.")
    found = [
        (int(code), max(spell.start or FIRST, span.start or FIRST), min(_end(spell), _end(span)))
        for one in map(state, states())
        for code, span in (one.cow if system == "cow" else one.gw)
        for spell in one.spells
    ]
    kept = [(code, start, end) for code, start, end in found if start < end]
    code, start, end = zip(*sorted(kept), strict=True)
    source = Source(
        id="foedus-states",
        title="Foedus register: states and their days",
        how=f"codes of {system}; days as the register has them, from 1816 on",
    )
    return States(
        system=system,
        code=np.array(code, np.int32),
        start=np.array(start, "datetime64[D]"),
        end=np.array(end, "datetime64[D]"),
        source=source,
    )


FIRST = date(1816, 1, 1)
"""Where a state's first day is not told, it was there when the systems begin."""


def _end(span: Interval) -> date:
    return span.end or date(9999, 12, 31)
