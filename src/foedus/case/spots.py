"""Where may it have happened? Every place on one day, once for each state whose soil it may be.

A spot is a place together with one answer to the disputed questions: whose soil
it is and who administers it. A place in dispute gives several spots, so that a
rule that holds under every claim is settled without taking a side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


_kept: dict[tuple[int, date, str | None], tuple["Gazetteer", Mapping[str, Spot]]] = {}


def spots_on(gazetteer: "Gazetteer", day: date, *, view: str | None = None) -> Mapping[str, Spot]:
    """Return every spot of ``day`` by name, as ``view`` (a state or body) sees it."""
    key = (id(gazetteer), day, view)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        made = (
            s for place in gazetteer.places for s in spots_at(gazetteer, place, day=day, view=view)
        )
        _kept[key] = (gazetteer, {spot.name: spot for spot in made})
    return _kept[key][1]


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
