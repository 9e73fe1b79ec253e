"""Whose soil is a place, and in which zones does it lie? Read a second time."""

import unicodedata
from itertools import product
from typing import NamedTuple

from second.files import Plain, listed, on_day


class Spot(NamedTuple):
    """One place under one answer to whose it is."""

    place: str
    soil: str | None
    holder: str | None
    zones: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()


class Gazetteer:
    """The places of a register, by id."""

    def __init__(self, places: Plain) -> None:
        short = {
            k: {"soil": v, "kind": "state"} if isinstance(v, str) else v for k, v in places.items()
        }
        self.places: Plain = short
        self._ids = {folded(n): k for k, v in short.items() for n in self._names(k, v)}

    def _names(self, id_: str, plain: Plain) -> list[str]:
        return [id_, plain.get("name", id_), *listed(plain.get("aliases"))]

    def id_of(self, name: str) -> str:
        """Return a place's id by any of its names."""
        return name if name in self.places else self._ids[folded(name)]

    def within(self, id_: str, key: str = "in") -> list[str]:
        """Return the ids of the wider places that a place names."""
        return [self.id_of(n) for n in listed(self.places[id_].get(key))]

    def zones(self, id_: str) -> frozenset[str]:
        """Return every wider place that it lies in."""
        wider = self.within(id_)
        return frozenset(wider).union(*map(self.zones, wider))

    def perhaps(self, id_: str) -> frozenset[str]:
        """Return the zones in which it lies by some readings only."""
        zones = self.zones(id_)
        told = [id_, *(z for z in zones if self.places[z].get("kind") == "zone")]
        wide = {z for t in told for z in self.within(t, "perhaps_in")}
        return frozenset(wide).union(*map(self.zones, wide)) - zones

    def own(self, id_: str, key: str) -> list[Plain]:
        """Return what is said of a place itself."""
        found = self.places[id_].get(key) or []
        return [{"state": found}] if isinstance(found, str) else found

    def told(self, id_: str, key: str) -> list[Plain]:
        """Return what is said of a place, else of the places that it lies in."""
        own = self.own(id_, key)
        if own or self.places[id_].get("kind") in ("zone", "sea"):
            return own
        return [entry for wider in self.within(id_) for entry in self.told(wider, key)]

    def states(self, entries: list[Plain], *, day: str, view: str | None) -> list[str]:
        """Return the states that accounts name on ``day``; by ``view`` those of that account."""
        held = [e for e in entries if on_day(e, day)]
        if view is not None:
            own = [e for e in held if view in listed(e.get("view"))]
            held = own or [e for e in held if not e.get("view")] or held
        return sorted({str(e["state"]) for e in held})

    def spots(self, id_: str, *, day: str, view: str | None) -> dict[str, Spot]:
        """Return the spots of a place: one for each answer to whose it is."""
        if self.places[id_].get("kind") == "zone":
            return {}
        kept = self.own(id_, "administered") or self.own(id_, "soil")
        kept = kept or self.told(id_, "administered") or self.told(id_, "soil")
        soils = self.states(self.told(id_, "soil"), day=day, view=view)
        holders = self.states(kept, day=day, view=view)
        zones = self.zones(id_) | {id_}
        found = {}
        nobody: list[str | None] = [None]
        for soil, holder in product([*soils] or nobody, [*holders] or nobody):
            claims = [c for c, told in ((soil, soils), (holder, holders)) if c and len(told) > 1]
            name = "/".join([id_, *claims])
            found[name] = Spot(id_, soil, holder, zones, self.perhaps(id_) - zones)
        return found

    def atlas(self, *, day: str, view: str | None) -> dict[str, Spot]:
        """Return every spot of a day; a zone in which no place lies is a spot of its own."""
        found = {"elsewhere": Spot("elsewhere", None, None)}
        for id_ in self.places:
            found |= self.spots(id_, day=day, view=view)
        filled = {zone for spot in found.values() for zone in spot.zones}
        for zone in set(self.places) - filled:
            around = self.zones(zone) | {zone}
            found[zone] = Spot(zone, None, None, around, self.perhaps(zone) - around)
        return found


def folded(name: str) -> str:
    """Return a name without case, hyphens, spaces and diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())
