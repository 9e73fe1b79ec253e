"""What does a party owe in every mix of those against whom help may be asked? One table each.

Attackers that no rule of an instrument tells apart are one class. The duties are decided once
for each set of classes; who struck first, and what others do, are asked where a rule asks it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from typing import TypeVar

from foedus.case.atoms import who_meets
from foedus.case.cascade.calls import Calls, Need, Owed, fits
from foedus.case.cascade.story import ARMED
from foedus.case.scene import set_scene
from foedus.case.scope import scope_of
from foedus.commitment import Instrument


def _classes(
    calls: Calls, instrument: Instrument, others: tuple[str, ...], *, kind: str, victim: str
) -> list[tuple[str, ...]]:
    """Return the attackers in classes that neither the instrument nor the file tells apart."""
    asking = calls.asking(instrument)
    incident = calls.incident(Need(kind, victim, others[:1]), day=calls.day_of(instrument))
    scene = set_scene(incident, victim, register=calls.register)
    scene = scene.widened(domains={**scene.domains, "attacker": frozenset(others)})
    met = [
        who_meets(c, scope_of(scene, "organ", instrument=home, article=home.articles[0]))
        for c, home in asking.attackers
    ]
    found: dict[tuple[object, ...], list[str]] = {}
    parties = set(instrument.bound_on(incident.day))
    for other in others:
        need = Need(kind, victim, (other,))
        told = tuple(i for i, e in enumerate(calls.story.assumed) if fits(e, need))
        dyad = ("attacks", other, victim)
        where = (calls.attacks.get(dyad, ARMED), calls.places.get(dyad))
        own = other if asking.apart else None
        mark = (*(other in m for m in met), other in parties, told, where, own)
        found.setdefault(mark, []).append(other)
    return [tuple(states) for states in found.values()]


@dataclass(frozen=True, slots=True)
class Mixed:
    """One mix of those against whom a state is in need, and what else bears on it."""

    classes: frozenset[int]
    """By number."""
    several: bool
    struck: bool
    helpers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one obligor owes one victim under one instrument, in every mix."""

    classes: tuple[tuple[str, ...], ...]
    waves: tuple[str, ...]
    """The facts told by the waves for which the instrument asks."""
    rows: Mapping[Mixed, Mapping[str, str]]
    """Article to verdict."""

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles by which something is owed, or open, in some mix."""
        return tuple(sorted({a for row in self.rows.values() for a, v in row.items() if v != NOT}))

    def firmness(self, mixed: Mixed) -> str:
        """Return due, open or not_due: the firmest of its articles."""
        found = set(self.rows[mixed].values())
        return "due" if "due" in found else "open" if found - {NOT} else NOT

    def is_called_against(self, number: int, mixed: Mixed, *, least: str) -> bool:
        """Tell whether help is owed (``least``: due, or at least open) against one class.

        Against those for whom it would be owed if they attacked alone; where only their number
        or company makes it owed, against all of them.
        """
        enough = ("due",) if least == "due" else ("due", "open")
        if self.firmness(mixed) not in enough:
            return False
        alone = {
            n
            for n in mixed.classes
            if self.firmness(replace(mixed, classes=frozenset({n}), several=False)) in enough
        }
        return number in alone or not alone


NOT = "not_due"


class Tables:
    """The tables of one story, each made once."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._made: dict[tuple[object, ...], Mapping[str, Table]] = {}

    def of(
        self, instrument: Instrument, others: tuple[str, ...], *, kind: str, victim: str
    ) -> Mapping[str, Table]:
        """Return obligor to what it owes, by which of ``others`` the victim is in need against.

        Only obligors for whom something is owed, or open, in some mix.
        """
        told = self._calls.told_of(Need(kind, victim, others))
        key = (instrument.id, kind, victim, others, told)
        if key not in self._made:
            self._made[key] = _tables(self._calls, instrument, others, kind=kind, victim=victim)
        return self._made[key]


def _tables(
    calls: Calls, instrument: Instrument, others: tuple[str, ...], *, kind: str, victim: str
) -> Mapping[str, Table]:
    groups = _classes(calls, instrument, others, kind=kind, victim=victim)
    common = _rows(calls, instrument, groups, kind=kind, victim=victim)
    obligors = {who for row in common.values() for _, who in row} - {victim}
    waves = calls.waves_of(instrument)
    found: dict[str, Table] = {}
    for obligor in sorted({*obligors, *others} - {victim}):
        own, rows = groups, common
        if obligor in others:
            own = [g for g in (tuple(s for s in group if s != obligor) for group in groups) if g]
            rows = _rows(calls, instrument, own, kind=kind, victim=victim)
        made = Table(
            classes=tuple(own),
            waves=waves,
            rows={
                m: {a: v for (a, w), v in row.items() if w == obligor} for m, row in rows.items()
            },
        )
        if made.articles:
            found[obligor] = made
    return found


def _rows(
    calls: Calls, instrument: Instrument, groups: list[tuple[str, ...]], *, kind: str, victim: str
) -> dict[Mixed, Owed]:
    rows = {}
    waves, asking = calls.waves_of(instrument), calls.asking(instrument)
    for mix in _subsets(range(len(groups))):
        for helpers in (frozenset(h) for h in ((), *_subsets(waves))):
            for struck, several in product((False, True), (False, True)):
                if several or len(mix) == 1:
                    against = _standing_for(groups, mix, several=several and asking.number)
                    need = Need(kind, victim, against, struck and asking.struck, helpers)
                    row = calls.owed(need, instrument)
                    rows[Mixed(frozenset(mix), several, struck, helpers)] = row
    return rows


Item = TypeVar("Item")


def _subsets(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    kept = tuple(items)
    return chain.from_iterable(combinations(kept, size) for size in range(1, len(kept) + 1))


def _standing_for(
    groups: list[tuple[str, ...]], mix: tuple[int, ...], *, several: bool
) -> tuple[str, ...]:
    """Return attackers that stand for a mix."""
    if several and len(mix) == 1:
        return tuple(sorted(groups[mix[0]][:2]))
    return tuple(sorted(groups[n][0] for n in mix))
