"""Where may it have happened? Every place on one day, once for each state whose soil it may be.

A spot is a place together with one answer to the disputed questions: whose soil
it is and who administers it. A place in dispute gives several spots, so that a
rule that holds under every claim is settled without taking a side.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.commitment import Gazetteer

SOIL = "soil-of-"
"""``soil-of-QMA``: somewhere on the soil of a state of which the gazetteer knows no place."""
ELSEWHERE = "elsewhere"
"""A place in no zone, on nobody's soil."""
MOST_KEPT = 32
MOST_ASKED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place under one answer to whose it is."""

    name: str
    """The place's name, with the claim behind a slash where several are made: ``crimea/RUS``."""
    place: str
    soil: str | None
    administration: str | None
    zones: frozenset[str] = frozenset()
    """The place itself and every zone that it lies in."""
    perhaps: frozenset[str] = frozenset()
    """Zones in which it lies by some readings only."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every spot of a day, and the sets of spots that rules asked for, kept by what was asked."""

    spots: Mapping[str, Spot]
    base: "Atlas | None" = None
    """The atlas of the same day with fewer spots, whose answers are taken over."""
    added: tuple[Spot, ...] = ()
    """The spots that ``base`` lacks."""
    _kept: dict[Hashable, frozenset[str]] = field(default_factory=dict, repr=False)
    _plainest: dict[frozenset[str], str] = field(default_factory=dict, repr=False)
    _soils: dict[str, frozenset[str | None]] = field(default_factory=dict, repr=False)

    def where(self, key: Hashable, meets: Callable[[Spot], bool]) -> frozenset[str]:
        """Return the names of the spots that meet a test; ``key`` names the test."""
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST_ASKED:
                self._kept.clear()
            known = self.base.where(key, meets) if self.base else frozenset[str]()
            asked = self.added if self.base else self.spots.values()
            found = self._kept[key] = known.union(spot.name for spot in asked if meets(spot))
        return found

    def plainest(self, names: frozenset[str]) -> str:
        """Return the spot that stands for a set of spots: undisputed and on the map if any is."""
        found = self._plainest.get(names)
        if found is None:
            found = self._plainest[names] = min(names, key=plainness)
        return found

    def owners(self) -> frozenset[str | None]:
        """Return the states whose soil some spot is."""
        return frozenset[str | None]().union(*self.soils().values())

    def soils(self) -> Mapping[str, frozenset[str | None]]:
        """Return place to the states whose soil it is."""
        if not self._soils:
            found: dict[str, set[str | None]] = {}
            for spot in self.spots.values():
                found.setdefault(spot.place, set()).add(spot.soil)
            self._soils.update({place: frozenset(states) for place, states in found.items()})
        return self._soils


def plainness(name: str) -> tuple[bool, bool, str]:
    """Return what orders spots: those on the map and undisputed first, then by name."""
    return (name == ELSEWHERE or name.startswith(SOIL), "/" in name, name)


def atlas_on(
    gazetteer: "Gazetteer", day: date, *, view: str | None = None, states: Iterable[str] = ()
) -> Atlas:
    """Return the atlas of ``day`` as ``view`` (a state or body) sees it.

    Args:
        gazetteer: The places.
        day: Their status on this day.
        view: Whose account of disputed places; None: every claim is a spot of its own.
        states: States of the incident; those of which no place is known get a spot too.
    """
    key = (id(gazetteer), day, view, frozenset(states))
    # Those with states of an incident come and go; what they are made from stays apart.
    kept = _of_incidents if key[3] else _of_days
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        # The gazetteer is kept beside its atlas, so that no other one takes its id.
        kept[key] = (gazetteer, _atlas(gazetteer, day, view=view, states=key[3]))
    return kept[key][1]


_Kept = dict[tuple[int, date, str | None, frozenset[str]], tuple["Gazetteer", Atlas]]
_of_days: _Kept = {}
_of_incidents: _Kept = {}


def _atlas(gazetteer: "Gazetteer", day: date, *, view: str | None, states: frozenset[str]) -> Atlas:
    if states:
        base = atlas_on(gazetteer, day, view=view)
        unmapped = tuple(own_soil(state) for state in sorted(states - base.owners()))
        added = {spot.name: spot for spot in unmapped}
        return Atlas({**base.spots, **added}, base=base, added=unmapped)
    made = [s for place in gazetteer.places for s in spots_at(gazetteer, place, day=day, view=view)]
    inhabited = frozenset(zone for spot in made for zone in spot.zones)
    empty = (p for p in gazetteer.places if p not in inhabited)
    made += [_bare_zone(gazetteer, zone) for zone in empty]
    return Atlas({**{spot.name: spot for spot in made}, ELSEWHERE: elsewhere()})


def _bare_zone(gazetteer: "Gazetteer", zone: str) -> Spot:
    """Return the one spot of a zone in which no place lies: nobody's soil."""
    zones = frozenset({zone, *gazetteer.zones(zone)})
    perhaps = frozenset(gazetteer.perhaps_zones(zone)) - zones
    return Spot(name=zone, place=zone, soil=None, administration=None, zones=zones, perhaps=perhaps)


def spots_at(
    gazetteer: "Gazetteer", place: str, *, day: date, view: str | None = None
) -> Iterable[Spot]:
    """Yield the spots of one place; none for a zone, which is no place of its own."""
    if gazetteer.is_zone(place):
        return
    soils: list[str | None] = [*sorted(gazetteer.soil_of(place, day, view))] or [None]
    holders: list[str | None] = [*sorted(gazetteer.administered_by(place, day, view))] or [None]
    zones = frozenset({place, *gazetteer.zones(place)})
    perhaps = frozenset(gazetteer.perhaps_zones(place)) - zones
    for soil, holder in product(soils, holders):
        claims = [c for c, told in ((soil, soils), (holder, holders)) if c and len(told) > 1]
        yield Spot(
            name="/".join([place, *claims]),
            place=place,
            soil=soil,
            administration=holder,
            zones=zones,
            perhaps=perhaps,
        )


def own_soil(state: str) -> Spot:
    """Return the spot *somewhere on the soil of* a state."""
    return Spot(name=SOIL + state, place=SOIL + state, soil=state, administration=state)


def elsewhere() -> Spot:
    """Return the spot that lies in no zone and on nobody's soil."""
    return Spot(name=ELSEWHERE, place=ELSEWHERE, soil=None, administration=None)
