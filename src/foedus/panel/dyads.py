"""Which pairs of states are there in a year, and which row is whose?

Rows stand by year, then by the first state, then by the second. Within a year of n states the
pair at places (i, j) has the row i (n - 1) + j - (j > i): no search is needed.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from foedus.panel.table import Table
from foedus.panel.universe import Ints, Rows, StateYears

Whole = NDArray[np.integer]


@dataclass(frozen=True, kw_only=True)
class DyadYears:
    """Every pair of states in every year in which both count on a common day."""

    of: StateYears
    directed: bool
    first: Rows
    """int32: the row of the first state in `of`, one a dyad-year."""
    second: Rows
    """int32: that of the second state."""
    dropped: Rows
    """The rows left out: both were states in the year, but on no common day."""

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def year(self) -> Ints:
        """The year of each row."""
        return self.of.year[self.first]

    def table(self) -> Table:
        """Return codes and years: ``cow1``, ``cow2``, ``year``, or as the system is named."""
        system = self.of.states.system
        columns = {
            f"{system}1": self.of.code[self.first],
            f"{system}2": self.of.code[self.second],
            "year": self.year,
        }
        return Table(columns=columns, source=self.of.states.source)

    def rows(self, one: Whole, two: Whole, year: Whole) -> Rows:
        """Return the row of each pair in a year; -1 where there is none.

        Of unordered pairs either order is found.
        """
        i, j = self.of.places(one, year), self.of.places(two, year)
        at = np.clip(np.asarray(year, np.int64) - self.of.first, 0, len(self._begins) - 2)
        return self._rows(i, j, at)

    def rows_between(self, one: Whole, two: Whole, first: Whole, last: Whole) -> tuple[Rows, Rows]:
        """Return the rows of pairs in all years from ``first`` to ``last``.

        Returns:
            The place of the pair in the given columns, and its row; pairs that are none in a
            year are left out.
        """
        top = self.of.place.shape[1]
        begin = np.maximum(first, self.of.first) - self.of.first
        length = np.maximum(np.minimum(last, self.of.last) - self.of.first - begin + 1, 0)
        length[(one < 0) | (two < 0) | (one >= top) | (two >= top)] = 0
        pair = np.repeat(np.arange(len(length), dtype=np.int32), length)
        skipped = (np.cumsum(length) - length - begin).astype(np.int32)
        at = np.arange(len(pair), dtype=np.int32) - np.repeat(skipped, length)
        cell, place = at * np.int32(top), self.of.place.ravel()
        i = place[cell + np.repeat(one.astype(np.int32), length)]
        j = place[cell + np.repeat(two.astype(np.int32), length)]
        row = self._rows(i, j, at)
        kept = row >= 0
        return pair[kept], row[kept]

    def _rows(self, i: Whole, j: Whole, at: Whole) -> Rows:
        """Return the rows of the pairs at places ``i`` and ``j`` of the years at ``at``."""
        known = (i >= 0) & (j >= 0) & (i != j)
        size = np.diff(self.of.begins).astype(np.int32)[at]
        if self.directed:
            inside = i * (size - 1) + j - (j > i)
        else:
            i, j = np.minimum(i, j), np.maximum(i, j)
            i = i.astype(np.int32)
            inside = i * size - i * (i + 1) // 2 + j - i - 1
        full = self._begins.astype(np.int32)[at] + inside
        if len(self.dropped):
            before = np.searchsorted(self.dropped.astype(np.int32), full).astype(np.int32)
            gone = self.dropped[np.minimum(before, len(self.dropped) - 1)] == full
            known, full = known & ~gone, full - before
        return np.where(known, full, -1)

    @cached_property
    def _begins(self) -> Rows:
        """Of each year, the row at which it would begin had none been left out."""
        return _begins(self.of, directed=self.directed)


def dyad_years(of: StateYears, *, directed: bool = True) -> DyadYears:
    """Return every pair of the states of each year, in both orders if ``directed``.

    A pair that shares no day as states is left out, as the two Vietnams of 1816 would be.
    """
    begins = _begins(of, directed=directed)
    one = np.empty(int(begins[-1]), np.int32)
    two = np.empty(int(begins[-1]), np.int32)
    for at, start in enumerate(of.begins[:-1]):
        size = int(of.begins[at + 1] - start)
        if size < 2:
            continue
        members = np.arange(start, start + size, dtype=np.int32)
        rows = slice(int(begins[at]), int(begins[at + 1]))
        _fill(one[rows], two[rows], members, directed=directed)
    dropped = _strangers(of, directed=directed, begins=begins)
    if len(dropped):
        keep = np.ones(len(one), bool)
        keep[dropped] = False
        one, two = one[keep], two[keep]
    return DyadYears(of=of, directed=directed, first=one, second=two, dropped=dropped)


def _begins(of: StateYears, *, directed: bool) -> Rows:
    size = np.diff(of.begins)
    pairs = size * (size - 1) // (1 if directed else 2)
    return np.concatenate(([0], np.cumsum(pairs))).astype(np.int64)


def _fill(one: Rows, two: Rows, members: Rows, *, directed: bool) -> None:
    size = len(members)
    if directed:
        one.reshape(size, size - 1)[:] = members[:, None]
        # All pairs row by row, less the diagonal: every (n + 1)th of n * n.
        every = np.broadcast_to(members, (size, size)).ravel()
        two.reshape(size - 1, size)[:] = every[1:].reshape(size - 1, size + 1)[:, :-1]
        return
    upper = np.triu_indices(size, 1)
    one[:], two[:] = members[upper[0]], members[upper[1]]


def _strangers(of: StateYears, *, directed: bool, begins: Rows) -> Rows:
    """Return the rows of pairs that share no day of the year, in order.

    Only a state whose spell begins or ends within the year can be one of them.
    """
    found: list[int] = []
    for year, spells in _partial_spells(of).items():
        at = year - of.first
        size = int(of.begins[at + 1] - of.begins[at])
        for one, two in permutations(spells, 2):
            if _meet(spells[one], spells[two]):
                continue
            i, j = int(of.place[at, one]), int(of.place[at, two])
            if directed:
                found.append(int(begins[at]) + i * (size - 1) + j - (j > i))
            elif i < j:
                found.append(int(begins[at]) + i * size - i * (i + 1) // 2 + j - i - 1)
    return np.array(sorted(found), np.int64)


Spell = tuple[date, date]


def _partial_spells(of: StateYears) -> dict[int, dict[int, list[Spell]]]:
    """Return year to code to the spells within the year, of states not there all year."""
    states = of.states
    found: dict[int, dict[int, list[Spell]]] = {}
    starts, ends = states.start.tolist(), states.end.tolist()
    own: dict[int, list[Spell]] = {}
    for code, start, end in zip(states.code.tolist(), starts, ends, strict=True):
        own.setdefault(code, []).append((start, end))
    for code, spells in own.items():
        for year in {day.year for spell in spells for day in spell}:
            if not of.first <= year <= of.last or code >= of.place.shape[1]:
                continue
            if of.place[year - of.first, code] < 0:
                continue
            opens, closes = date(year, 1, 1), date(year + 1, 1, 1)
            within = [
                (max(s, opens), min(e, closes)) for s, e in spells if s < closes and e > opens
            ]
            if within != [(opens, closes)]:
                found.setdefault(year, {})[code] = within
    return found


def _meet(one: list[Spell], two: list[Spell]) -> bool:
    return any(max(a, c) < min(b, d) for a, b in one for c, d in two)
