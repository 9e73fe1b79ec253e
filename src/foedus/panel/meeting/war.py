"""Who attacked whom in a war, and who was at war with whom, by IWD and COW together?

    war = war_of(37, iwd=import_file("iwd.csv"), cow=import_file("cow.csv"), cow_number=103)
    war.fights                 # who opened fire on whom
    war.begun_by(fight)        # whether its victim had begun the war
    war.pairs[355, 345]        # days of the war between two states

IWD tells the days and who opened each fight; COW tells the sides and who began the war.
Where COW alone says who began, that stays open: it is not settled by a vote.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from foedus.panel.importing.wars import SIDES
from foedus.panel.table import Table
from foedus.truth import Truth

Pair = tuple[int, int]
Days = tuple[date, date]
Sides = dict[tuple[int, int], set[int]]
"""Who stood on a side, by year and COW's number of the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fight:
    """One state opens fire on another; COW codes, days both included."""

    attacker: int
    victim: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class War:
    """One war: its fights, and every pair of enemies with the days of their war."""

    number: int
    """IWD's number of the larger war."""
    cow_number: int | None = None
    fights: tuple[Fight, ...] = ()
    pairs: Mapping[Pair, Days] = field(default_factory=dict)
    """Both orders of each pair."""
    began: frozenset[int] = frozenset()
    """States that began the war by COW."""

    @property
    def states(self) -> frozenset[int]:
        """Return all that took part."""
        return frozenset(state for pair in self.pairs for state in pair)

    def begun_by(self, fight: Fight) -> Truth:
        """Tell whether the victim of a fight had begun the war against the attacker's side.

        It had, if it opened fire on a state of that side on an earlier day and was not itself
        helping a victim by it. If COW alone says that it began the war, that is open.
        """
        if any(self._had_begun(fight, earlier) for earlier in self.fights):
            return Truth.TRUE
        told = fight.victim in self.began and fight.attacker not in self.began
        return Truth.OPEN if told else Truth.FALSE

    def enemies(self, state: int, *, on: date) -> frozenset[int]:
        """Return whom a state is at war with on a day."""
        return frozenset(
            other
            for (one, other), (first, last) in self.pairs.items()
            if one == state and first <= on <= last
        )

    def _had_begun(self, fight: Fight, earlier: Fight) -> bool:
        if earlier.attacker != fight.victim or earlier.first >= fight.first:
            return False
        if earlier.victim in self.enemies(fight.attacker, on=fight.first):
            return False
        return self.begun_by(earlier) is not Truth.TRUE


def war_of(
    number: int,
    *,
    iwd: Table,
    cow: Table | None = None,
    cow_number: int | None = None,
    more: Iterable[Fight] = (),
) -> War:
    """Return one war as both data sets tell it.

    Args:
        number: IWD's number of the larger war.
        iwd: The table of `foedus.panel.importing.wars.IWD`.
        cow: That of ``COW_WAR_DYADS``; None where there is none.
        cow_number: COW's number of the same war, if it is one of COW's.
        more: Fights that the data sets do not have, from elsewhere.
    """
    rows = _rows(iwd, np.flatnonzero(iwd["larger_war"] == number))
    years, began, sides = _of_cow(cow, cow_number)
    friends = _friends(sides)
    fights = tuple(
        f for f in (*_fights(rows), *more) if (f.attacker, f.victim, f.first.year) not in friends
    )
    return War(
        number=number,
        cow_number=cow_number,
        fights=tuple(sorted(fights, key=lambda f: (f.first, f.attacker, f.victim))),
        pairs=_pairs(fights, rows, years=years, friends=friends),
        began=began,
    )


def _rows(table: Table, at: Any) -> list[dict[str, Any]]:
    columns = {name: column[at].tolist() for name, column in table.columns.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _fights(rows: list[dict[str, Any]]) -> list[Fight]:
    spans: dict[tuple[int, int, int], Days] = {}
    for row in rows:
        key = (row["war"], row["cow1"], row["cow2"])
        spans[key] = _joined(spans.get(key), (row["first"], row["last"]))
    return [
        Fight(attacker=one, victim=two, first=first, last=last)
        for (_, one, two), (first, last) in spans.items()
    ]


def _of_cow(
    cow: Table | None, number: int | None
) -> tuple[dict[Pair, Days], frozenset[int], Sides]:
    """Return COW's enemies with the days of their years, who began, and who stood where."""
    years: dict[Pair, Days] = {}
    began: set[int] = set()
    sides: Sides = {}
    rows = [] if cow is None else _rows(cow, np.flatnonzero(cow["war"] == number))
    for row in rows:
        pair = (row["cow1"], row["cow2"])
        year = (date(row["year"], 1, 1), date(row["year"], 12, 31))
        years[pair] = _joined(years.get(pair), year)
        sides.setdefault((row["year"], row["side1"]), set()).add(pair[0])
        if row["initiator1"] == 1:
            began.add(pair[0])
    return years, frozenset(began), sides


def _friends(sides: Sides) -> set[tuple[int, int, int]]:
    """Return two states and a year in which COW has them on one side and not opposed."""
    together = {
        (a, b, year) for (year, _), who in sides.items() for a in who for b in who if a != b
    }
    opposed = {
        (a, b, year)
        for (year, side), who in sides.items()
        for a in who
        for b in sides.get((year, 3 - side), ())
    }
    return together - opposed


def _pairs(
    fights: Iterable[Fight],
    rows: list[dict[str, Any]],
    *,
    years: Mapping[Pair, Days],
    friends: set[tuple[int, int, int]],
) -> dict[Pair, Days]:
    """Return enemies with their days: of their own fight, else of the row that lists them."""
    listed: dict[Pair, Days] = {}
    for row in rows:
        one = {row["cow1"], *_listed(row, "ally", SIDES[1])}
        two = {row["cow2"], *_listed(row, "adversary", SIDES[0])}
        for pair in ((a, b) for a in one for b in two if a != b):
            listed[pair] = _joined(listed.get(pair), (row["first"], row["last"]))
    begin = min((f.first for f in fights), default=date.min)
    found = {pair: (max(days[0], begin), days[1]) for pair, days in _both(years).items()}
    for pair, days in _both(listed).items():
        of_cow = years.get(pair, days)
        narrowed = (max(days[0], of_cow[0]), min(days[1], of_cow[1]))
        found[pair] = narrowed if narrowed[0] <= narrowed[1] else days
    own: dict[Pair, Days] = {}
    for fight in fights:
        pair = (fight.attacker, fight.victim)
        own[pair] = _joined(own.get(pair), (fight.first, fight.last))
    found |= _both(own)
    return {p: days for p, days in found.items() if (*p, days[0].year) not in friends}


def _listed(row: Mapping[str, Any], word: str, numbers: range) -> set[int]:
    return {row[f"{word}{n}"] for n in numbers if row[f"{word}{n}"] > 0}


def _both(pairs: Mapping[Pair, Days]) -> dict[Pair, Days]:
    found: dict[Pair, Days] = {}
    for (one, two), days in pairs.items():
        for pair in ((one, two), (two, one)):
            found[pair] = _joined(found.get(pair), days)
    return found


def _joined(known: Days | None, new: Days) -> Days:
    return new if known is None else (min(known[0], new[0]), max(known[1], new[1]))
