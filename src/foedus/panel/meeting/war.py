"""Who attacked whom in a war, and who was at war with whom, by IWD and COW together?

    war = war_of(37, iwd=import_file("iwd.csv"), cow=import_file("cow.csv"), cow_number=103)
    war.attacks                # each with a truth value: did the victim begin it himself?
    war.pairs[355, 345]        # days of the war between two states

IWD tells the days and who opened each fight; COW tells the sides and who began the war.
Where they contradict each other an attack is open, not settled by a vote.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fight:
    """One state opens fire on another; COW codes, days both included."""

    attacker: int
    victim: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A fight, and whether its victim was attacked in the sense of a pledge of defence."""

    fight: Fight
    truth: Truth


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

    @property
    def attacks(self) -> tuple[Attack, ...]:
        """Return each fight with whether its victim counts as attacked."""
        return tuple(Attack(fight=f, truth=self.attacked(f)) for f in self.fights)

    def attacked(self, fight: Fight) -> Truth:
        """Tell whether the victim of a fight was attacked, and had not begun it.

        Who comes to the help of a victim attacks nobody: the fight is no attack if its victim
        had attacked a state of the other side on an earlier day.
        """
        if any(self._had_attacked(fight, earlier) for earlier in self.fights):
            return Truth.FALSE
        doubted = fight.victim in self.began and fight.attacker not in self.began
        return Truth.OPEN if doubted else Truth.TRUE

    def enemies(self, state: int, *, on: date) -> frozenset[int]:
        """Return whom a state is at war with on a day."""
        return frozenset(
            other
            for (one, other), (first, last) in self.pairs.items()
            if one == state and first <= on <= last
        )

    def _had_attacked(self, fight: Fight, earlier: Fight) -> bool:
        if earlier.attacker != fight.victim or earlier.first >= fight.first:
            return False
        if earlier.victim in self.enemies(fight.attacker, on=fight.first):
            return False
        return self.attacked(earlier) is not Truth.FALSE


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
    friends = {
        (a, b)
        for a in sides
        for b in sides
        if a != b and (a, b) not in years and sides[a] & sides[b]
    }
    fights = tuple(f for f in (*_fights(rows), *more) if (f.attacker, f.victim) not in friends)
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
) -> tuple[dict[Pair, Days], frozenset[int], dict[int, set[int]]]:
    """Return COW's enemies with the days of their years, who began, and each state's sides."""
    years: dict[Pair, Days] = {}
    began: set[int] = set()
    sides: dict[int, set[int]] = {}
    rows = [] if cow is None else _rows(cow, np.flatnonzero(cow["war"] == number))
    for row in rows:
        pair = (row["cow1"], row["cow2"])
        year = (date(row["year"], 1, 1), date(row["year"], 12, 31))
        years[pair] = _joined(years.get(pair), year)
        sides.setdefault(pair[0], set()).add(row["side1"])
        if row["initiator1"] == 1:
            began.add(pair[0])
    return years, frozenset(began), sides


def _pairs(
    fights: Iterable[Fight],
    rows: list[dict[str, Any]],
    *,
    years: Mapping[Pair, Days],
    friends: set[Pair],
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
    return {pair: days for pair, days in found.items() if pair not in friends}


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
