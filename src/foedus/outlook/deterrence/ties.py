"""Who promised what to whom in a year? The pledges of one year as matrices over its states.

Rows come from ATOP's member level (`foedus.panel.importing.atop.obligations`). *Whose* promise
makes a pact the target's is a choice that moves results, so all readings stand side by side.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.commitment.pledges import PLEDGES
from foedus.panel.dyads import DyadYears
from foedus.panel.table import Table

Yes = NDArray[np.bool_]
Whole = NDArray[np.int64]
Counts = NDArray[np.float32]

PROMISES: Mapping[str, str] = {
    "owed": "owed to the state by another one",
    "own": "promised by the state itself",
    "either": "one or the other (the usual flag)",
}
"""Whose promise makes a pact that of a state."""
RULES: Mapping[str, str] = {
    "any_day": "in force on some day of the year",
    "to_july": "in force on some day of the year from 1 July on",
}
"""When a year counts for a promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfTies:
    """The promises of one year; states are places 0 to ``size`` - 1, treaties likewise."""

    year: int
    size: int
    codes: NDArray[np.int32]
    """COW code of each place."""
    alliances: Whole
    """ATOP's number of each treaty."""
    promise: Whole
    """Rows of the table of obligations that hold in the year."""
    obligor: Whole
    """Place of each promise's obligor, -1 where it is no state of the system."""
    beneficiary: Whole
    treaty: Whole
    """Place of each promise's treaty."""
    rows: Whole
    """Rows of the dyad-years of this year that are wanted."""
    challenger: Whole
    """Place of each such row's first state."""
    target: Whole

    def members(self) -> Counts:
        """Return 1 where a state is a member of a treaty, shape (treaties, states)."""
        found = self._none()
        for side in (self.obligor, self.beneficiary):
            inside = side >= 0
            found[self.treaty[inside], side[inside]] = 1
        return found

    def treaties(self, chosen: Yes) -> Yes:
        """Tell of each treaty whether one of the ``chosen`` promises is made in it."""
        return np.bincount(self.treaty[chosen], minlength=len(self.alliances)) > 0

    def holders(self, chosen: Yes, *, whose: str) -> Counts:
        """Return 1 where a state holds a promise of ``chosen`` ones, shape (treaties, states).

        Args:
            chosen: Which of the year's promises count.
            whose: One of `PROMISES`.
        """
        found = self._none()
        for side in self._sides(whose):
            inside = chosen & (side >= 0)
            found[self.treaty[inside], side[inside]] = 1
        return found

    def allies(self, chosen: Yes, *, whose: str) -> Counts:
        """Return 1 at [ally, holder] for promises between states of the system."""
        found = np.zeros((self.size, self.size), np.float32)
        inside = chosen & (self.obligor >= 0) & (self.beneficiary >= 0)
        one, two = self.obligor[inside], self.beneficiary[inside]
        if whose in ("owed", "either"):
            found[one, two] = 1
        if whose in ("own", "either"):
            found[two, one] = 1
        return found

    def _sides(self, whose: str) -> tuple[Whole, ...]:
        of = {"owed": (self.beneficiary,), "own": (self.obligor,)}
        return of.get(whose, (self.beneficiary, self.obligor))

    def _none(self) -> Counts:
        return np.zeros((len(self.alliances), self.size), np.float32)


def years_of_ties(
    dyads: DyadYears, owed: Table, rows: Whole, *, rule: str = "any_day"
) -> Iterator[YearOfTies]:
    """Yield the ties of each year.

    Args:
        dyads: Directed dyad-years of the Correlates of War system.
        owed: Directed pledges by day, with the coders' conditions.
        rows: The rows of the dyad-years for which answers are wanted, in any order.
        rule: One of `RULES`.
    """
    of = dyads.of
    first, last = _years(owed, rule)
    by_year = np.argsort(dyads.year[rows], kind="stable")
    ends = np.searchsorted(dyads.year[rows][by_year], np.arange(of.first, of.last + 2))
    any_pledge = np.any([owed[name] > 0 for name in PLEDGES], axis=0)
    for at, year in enumerate(range(of.first, of.last + 1)):
        begin, end = int(of.begins[at]), int(of.begins[at + 1])
        wanted = rows[by_year[ends[at] : ends[at + 1]]]
        if not len(wanted):
            continue
        promise = np.flatnonzero((first <= year) & (year <= last) & any_pledge)
        alliances, treaty = np.unique(owed["alliance"][promise], return_inverse=True)
        when = np.full(len(promise), year)
        yield YearOfTies(
            year=year,
            size=end - begin,
            codes=of.code[begin:end],
            alliances=alliances.astype(np.int64),
            promise=promise,
            obligor=of.places(owed["obligor"][promise], when).astype(np.int64),
            beneficiary=of.places(owed["beneficiary"][promise], when).astype(np.int64),
            treaty=treaty,
            rows=by_year[ends[at] : ends[at + 1]],
            challenger=(dyads.first[wanted] - begin).astype(np.int64),
            target=(dyads.second[wanted] - begin).astype(np.int64),
        )


def _years(owed: Table, rule: str) -> tuple[Whole, Whole]:
    first, last = (
        owed[name].astype("datetime64[Y]").astype(np.int64) for name in ("first", "last")
    )
    if rule == "to_july":
        month = owed["last"].astype("datetime64[M]").astype(np.int64) % 12
        last = last - (month < 6)
    return first + 1970, last + 1970
