"""Against whom does a treaty with a named adversary apply? By its rules, else by the coders.

Of treaties that the register holds, the engine tells against which attackers some party would owe
help, or may owe it while the facts are open. Of all others, the coders' two columns of threatening
states tell; where they name nobody, such a treaty counts against nobody. What was made for a war,
or for a named conflict, counts against nobody either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.finding import FIRMNESS
from foedus.case.pairs import pairs
from foedus.case.rule import HELPS
from foedus.commitment.condition import Attacker
from foedus.commitment.parsing import walk
from foedus.dates import Interval
from foedus.names import state, states
from foedus.outlook.deterrence.ties import Counts, YearOfTies
from foedus.panel.table import Table

if TYPE_CHECKING:
    from foedus.commitment import Instrument, Register

Yes = NDArray[np.bool_]
Key = tuple[object, ...]
Places = NDArray[np.int64]
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
    _told: dict[Key, Yes] = field(default_factory=dict)
    _places: dict[int, Places] = field(default_factory=dict)

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
        """Return at [attacker, victim] whether the rules ask for help, places of the year."""
        named = self._named(year)
        found = np.zeros((year.size, year.size), bool)
        for instrument in self.held[alliance]:
            day = _day_in_force(instrument, year.year)
            if day is not None:
                found |= self._ruled(instrument, day)[named[:, None], named[None, :]]
        if whose == "owed":
            return found
        # A state's own promise applies against whomever the treaty protects somebody from.
        return np.asarray(found | found.any(axis=1, keepdims=True))

    def _named(self, year: YearOfTies) -> Places:
        """Return the register's place of each state of a year; the last, empty one if it has none.

        A code stands for its state in the middle of the year, else at the beginning or the end.
        """
        if year.year not in self._places:
            days = [date(year.year, *at) for at in (MIDYEAR, (1, 1), (12, 31))]
            none = len(states())
            spans = [_spans().get(code, ()) for code in year.codes.tolist()]
            found = [
                next((at for day in days for at, span in of if day in span), none) for of in spans
            ]
            self._places[year.year] = np.array(found)
        return self._places[year.year]

    def _ruled(self, instrument: "Instrument", day: date) -> Yes:
        """Return at [attacker, victim] whether help is or may be owed, places of the register.

        The day matters by who is a party, which articles there are, and, where a rule asks who
        is allied with whom, by the treaties of those it names.
        """
        parties = tuple(instrument.bound_on(day))
        wording = tuple(a.id for a in instrument.articles if day in a.versions)
        beside = _of_allies(instrument, self.register, day)
        key = (instrument.id, parties, wording, tuple(i.id for i in beside))
        if key not in self._told:
            self._told[key] = _helped(instrument, self.register, day, beside=beside)
        return self._told[key]


def with_any(names: Iterable[str], owed: Table, year: YearOfTies) -> Yes:
    """Tell of each promise of the year whether its treaty has one of the coders' marks."""
    found = np.zeros(len(year.alliances), bool)
    for name in names:
        found |= year.treaties(owed[name][year.promise] == 1)
    return found[year.treaty]


@cache
def _spans() -> Mapping[int, tuple[tuple[int, Interval], ...]]:
    """Return COW code to the register's places of the states that have it, with their days."""
    found: dict[int, tuple[tuple[int, Interval], ...]] = {}
    for at, name in enumerate(states()):
        for code, span in state(name).cow:
            found[int(code)] = (*found.get(int(code), ()), (at, span))
    return found


def relevance_of(owed: Table, register: "Register") -> Relevance:
    """Return which of the coded treaties name an adversary, and which of those the register holds.

    A treaty names one if the coders say so, or if an article of the register that owes help asks
    who attacks.
    """
    marked = np.any([owed[name] == 1 for name in NAMING], axis=0)
    naming = set(np.unique(owed["alliance"][marked]).tolist())
    held: dict[int, tuple[Instrument, ...]] = {}
    for instrument in register.instruments.values():
        if _is_unread(instrument):
            continue  # the coders know as much
        asks = _asks_who_attacks(instrument)
        for number in map(int, instrument.refs.get("atop", ())):
            if asks or number in naming:
                held[number] = (*held.get(number, ()), instrument)
    return Relevance(owed=owed, register=register, held=held)


def _asks_who_attacks(instrument: "Instrument") -> bool:
    return any(part.in_ or part.not_in or part.allied_with for part in _attackers(instrument))


def _of_allies(
    instrument: "Instrument", register: "Register", day: date
) -> tuple["Instrument", ...]:
    """Return the other treaties by which somebody is allied with a state that a rule names."""
    named = {state for part in _attackers(instrument) for state in part.allied_with}
    if not named:
        return ()
    others = (i for i in register.in_force(day) if i.id != instrument.id)
    return tuple(i for i in others if not named.isdisjoint(i.bound_on(day)))


def _attackers(instrument: "Instrument") -> Iterator[Attacker]:
    """Yield what the articles that owe help ask of the attacker."""
    conditions = [*instrument.terms.values()]
    conditions += [a.when for a in instrument.articles if a.norm.must in HELPS]
    for condition in conditions:
        yield from (part for part in walk(condition) if isinstance(part, Attacker))


def _is_unread(instrument: "Instrument") -> bool:
    """Tell whether help is owed in words that nobody may read."""
    helping = [a for a in instrument.articles if a.norm.must in HELPS]
    return bool(helping) and all(a.text_unknown for a in helping)


def _day_in_force(instrument: "Instrument", year: int) -> date | None:
    """Return 1 July of a year, or the nearest day of it on which the instrument is in force."""
    start, until = instrument.life.in_force, instrument.life.until or date.max
    if start is None or start > date(year, 12, 31) or until <= date(year, 1, 1):
        return None
    return min(max(date(year, *MIDYEAR), start), until - timedelta(days=1))


def _helped(
    instrument: "Instrument",
    register: "Register",
    day: date,
    *,
    beside: tuple["Instrument", ...],
) -> Yes:
    """Return at [attacker, victim] whether somebody owes help, or may owe it.

    Attackers are all states of the register, so that one answer serves many years; what was
    secret then and is known now is read.
    """
    instruments = {one.id: one for one in (instrument, *beside)}
    alone = replace(register, instruments=instruments)
    every = pairs(alone, on=day, known_on=date.max, states=states())
    helping = [
        at
        for at, reference in enumerate(every.articles)
        if reference.partition("#")[0] == instrument.id
        and register.article(reference, on=day).norm.must in HELPS
    ]
    kept = np.isin(every.article, helping) & (every.outcome <= FIRMNESS.index("open"))
    place = {name: at for at, name in enumerate(states())}
    at = np.array([place[name] for name in every.states])
    found = np.zeros((len(place) + 1, len(place) + 1), bool)
    found[at[every.attacker[kept]], at[every.victim[kept]]] = True
    return found
