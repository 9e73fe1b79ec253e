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
    _kept: dict[Hashable, frozenset[str]] = field(default_factory=dict, repr=False)
    _plainest: dict[frozenset[str], str] = field(default_factory=dict, repr=False)
    _soils: dict[str, frozenset[str | None]] = field(default_factory=dict, repr=False)

    def where(self, key: Hashable, meets: Callable[[Spot], bool]) -> frozenset[str]:
        """Return the names of the spots that meet a test; ``key`` names the test."""
        found = self._kept.get(key)
        if found is None:
            found = frozenset(name for name, spot in self.spots.items() if meets(spot))
            self._kept[key] = found
        return found

    def plainest(self, names: frozenset[str]) -> str:
        """Return the spot that stands for a set of spots: undisputed and on the map if any is."""
        found = self._plainest.get(names)
        if found is None:
            found = self._plainest[names] = min(names, key=_plainness)
        return found

    def soils(self) -> Mapping[str, frozenset[str | None]]:
        """Return place to the states whose soil it is."""
        if not self._soils:
            found: dict[str, set[str | None]] = {}
            for spot in self.spots.values():
                found.setdefault(spot.place, set()).add(spot.soil)
            self._soils.update({place: frozenset(states) for place, states in found.items()})
        return self._soils


def _plainness(name: str) -> tuple[bool, bool, str]:
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
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        # The gazetteer is kept beside its atlas, so that no other one takes its id.
        _kept[key] = (gazetteer, _atlas(gazetteer, day, view=view, states=frozenset(states)))
    return _kept[key][1]


_kept: dict[tuple[int, date, str | None, frozenset[str]], tuple["Gazetteer", Atlas]] = {}


def _atlas(gazetteer: "Gazetteer", day: date, *, view: str | None, states: frozenset[str]) -> Atlas:
    if states:
        known = atlas_on(gazetteer, day, view=view).spots
        owners = {spot.soil for spot in known.values()}
        unmapped = [own_soil(state) for state in sorted(states - owners)]
        return Atlas({**known, **{spot.name: spot for spot in unmapped}})
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
