"""Against whom does a treaty with a named adversary apply? By its rules, else by the coders.

Of treaties that the register holds, the engine tells against which attackers some party would owe
help, or may owe it while the facts are open. Of all others, the coders' two columns of threatening
states tell; where they name nobody, such a treaty counts against nobody. What was made for a war,
or for a named conflict, counts against nobody either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.finding import FIRMNESS
from foedus.case.pairs import pairs, states_on
from foedus.case.rule import HELPS
from foedus.commitment.condition import Attacker, Term
from foedus.commitment.parsing import walk
from foedus.names import state
from foedus.outlook.deterrence.ties import Counts, YearOfTies
from foedus.panel.table import Table

if TYPE_CHECKING:
    from foedus.commitment import Instrument, Register

Yes = NDArray[np.bool_]
Key = tuple[object, ...]
Named = tuple[str, str]
"""Attacker and victim, alpha-3."""
THREATS = ("threat1", "threat2")
NAMING = ("defense_adversary", "threat_named")
"""Either says that a treaty names an adversary: of the pledge, or anywhere in the text."""
OF_A_WAR = ("defense_conflict", "wartime")
MIDYEAR = (7, 1)


@dataclass(frozen=True, kw_only=True)
class Relevance:
    """The treaties that name an adversary, and how to tell who it is."""

    owed: Table
    register: "Register"
    held: Mapping[int, tuple["Instrument", ...]]
    """ATOP's number to the register's instruments, of treaties that name an adversary."""
    _told: dict[Key, frozenset[Named]] = field(default_factory=dict)

    def against(self, year: YearOfTies, outside: Counts, *, whose: str) -> Yes:
        """Return at [challenger, target] whether a defence treaty applies against this challenger.

        Args:
            year: The year.
            outside: 1 where a state is no member of a treaty, shape (treaties, states).
            whose: One of `PROMISES`.
        """
        row = year.promise
        defence = (self.owed["defense"][row] > 0) & ~with_any(OF_A_WAR, self.owed, year)
        named = with_any(NAMING, self.owed, year)
        ruled = np.isin(year.alliances, list(self.held))[year.treaty]
        free = year.holders(defence & ~named & ~ruled, whose=whose)
        coded = year.holders(defence & named & ~ruled, whose=whose)
        against_named = (outside * self._threats(year)).T @ coded
        found: Any = (outside.T @ free) + against_named > 0
        by_rules: Counts = year.holders(defence & ruled, whose=whose)
        for at in np.flatnonzero(by_rules.any(axis=1)).tolist():
            applies = self._applies(year, int(year.alliances[at]), whose=whose)
            found |= (outside[at][:, None] * by_rules[at][None, :] > 0) & applies
        return np.asarray(found)

    def _threats(self, year: YearOfTies) -> Counts:
        """Return 1 where the coders note a state as a treaty's adversary."""
        found = np.zeros((len(year.alliances), year.size), np.float32)
        for name in THREATS:
            code = self.owed[name][year.promise]
            for at in np.flatnonzero(code > 0).tolist():
                found[year.treaty[at], year.codes == code[at]] = 1
        return np.asarray(found)

    def _applies(self, year: YearOfTies, alliance: int, *, whose: str) -> Yes:
        found = np.zeros((year.size, year.size), bool)
        place = {int(code): at for at, code in enumerate(year.codes)}
        for attacker, victim in self._ruled(year.year, alliance):
            i, j = place.get(attacker), place.get(victim)
            if i is not None and j is not None:
                found[i, j] = True
        if whose == "owed":
            return np.asarray(found)
        # A state's own promise applies against whomever the treaty protects somebody from.
        return np.asarray(found | found.any(axis=1, keepdims=True))

    def _ruled(self, year: int, alliance: int) -> Iterator[tuple[int, int]]:
        for instrument in self.held[alliance]:
            day = _day_in_force(instrument, year)
            if day is None:
                continue
            everyone = states_on(self.register, day)
            parties = tuple(instrument.bound_on(day))
            wording = tuple(a.id for a in instrument.articles if day in a.versions)
            key = (instrument.id, everyone, parties, wording)
            if key not in self._told:
                self._told[key] = frozenset(_helped(instrument, self.register, day, everyone))
            yield from _coded(self._told[key], day)


def with_any(names: Iterable[str], owed: Table, year: YearOfTies) -> Yes:
    """Tell of each promise of the year whether its treaty has one of the coders' marks."""
    found = np.zeros(len(year.alliances), bool)
    for name in names:
        found |= year.treaties(owed[name][year.promise] == 1)
    return found[year.treaty]


def relevance_of(owed: Table, register: "Register") -> Relevance:
    """Return which of the coded treaties name an adversary, and which of those the register holds.

    A treaty names one if the coders say so, or if an article of the register that owes help asks
    who attacks.
    """
    marked = np.any([owed[name] == 1 for name in NAMING], axis=0)
    naming = set(np.unique(owed["alliance"][marked]).tolist())
    held: dict[int, tuple[Instrument, ...]] = {}
    for instrument in register.instruments.values():
        asks = _asks_who_attacks(instrument)
        for number in map(int, instrument.refs.get("atop", ())):
            if asks or number in naming:
                held[number] = (*held.get(number, ()), instrument)
    return Relevance(owed=owed, register=register, held=held)


def _asks_who_attacks(instrument: "Instrument") -> bool:
    return any(
        isinstance(part, Attacker) and bool(part.in_ or part.not_in or part.allied_with)
        for article in instrument.articles
        if article.norm.must in HELPS
        for part in walk(article.when)
        if not isinstance(part, Term)
    )


def _day_in_force(instrument: "Instrument", year: int) -> date | None:
    """Return 1 July of a year, or the nearest day of it on which the instrument is in force."""
    start, until = instrument.life.in_force, instrument.life.until or date.max
    if start is None or start > date(year, 12, 31) or until <= date(year, 1, 1):
        return None
    return min(max(date(year, *MIDYEAR), start), until - timedelta(days=1))


def _helped(
    instrument: "Instrument", register: "Register", day: date, everyone: tuple[str, ...]
) -> Iterator[Named]:
    """Yield attacker and victim wherever somebody owes help, or may owe it."""
    alone = replace(register, instruments={instrument.id: instrument})
    every = pairs(alone, on=day, states=everyone)
    helping = [
        at
        for at, reference in enumerate(every.articles)
        if register.article(reference, on=day).norm.must in HELPS
    ]
    kept = np.isin(every.article, helping) & (every.outcome <= FIRMNESS.index("open"))
    among = len(every.states)
    for pair in np.unique(every.attacker[kept].astype(int) * among + every.victim[kept]).tolist():
        yield every.states[pair // among], every.states[pair % among]


def _coded(told: frozenset[Named], day: date) -> Iterator[tuple[int, int]]:
    codes = {name: _cow(name, day) for pair in told for name in pair}
    for attacker, victim in told:
        one, two = codes[attacker], codes[victim]
        if one is not None and two is not None:
            yield one, two


def _cow(name: str, day: date) -> int | None:
    return next((int(code) for code, span in state(name).cow if day in span), None)
