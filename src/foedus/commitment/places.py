"""Whose soil is a place, who administers it, in which zones does it lie? By day and by view."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from foedus.commitment.parsing import as_tuple, to_day
from foedus.dates import Interval
from foedus.errors import UnknownName
from foedus.truth import Truth


class UnknownPlace(UnknownName):
    """A place's name is not in the gazetteer."""

    kind = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A state holds a place, from when to when, and on whose account."""

    state: str
    span: Interval = Interval()
    views: tuple[str, ...] = ()
    """States or bodies whose account this is; empty: the common one."""
    cite: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """One place or zone of the gazetteer."""

    id: str
    """Lower case, hyphens only: ``kursk-oblast``."""
    name: str
    kind: str
    """state | region | island | sea | city | line | zone"""
    aliases: tuple[str, ...] = ()
    soil: tuple[Status, ...] = ()
    administered: tuple[Status, ...] = ()
    inside: tuple[str, ...] = ()
    perhaps_inside: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All places, by id."""

    entries: Mapping[str, PlaceEntry]
    _ids: Mapping[str, str] = field(repr=False)
    _zones: Mapping[str, frozenset[str]] = field(repr=False)

    @property
    def places(self) -> tuple[str, ...]:
        """Every id, zones among them, in alphabetical order."""
        return tuple(sorted(self.entries))

    def find(self, name: str, *, place: str | None = None) -> str:
        """Return the id of a place by id, name or alias; case, hyphens, diacritics are ignored.

        Raises:
            UnknownPlace: There is none; with the nearest name. ``place`` leads the message.
        """
        if name in self.entries:
            return name
        found = self._ids.get(folded(name))
        if found is None:
            raise UnknownPlace(name, self.entries, place=place)
        return found

    def entry(self, name: str) -> PlaceEntry:
        """Return the entry of a place. Raises UnknownPlace."""
        return self.entries[self.find(name)]

    def is_zone(self, name: str) -> bool:
        """Tell whether it is a zone, an area that places lie in. Raises UnknownPlace."""
        return self.entry(name).kind == "zone"

    def soil_of(self, name: str, day: date, view: str | None = None) -> frozenset[str]:
        """Return the states whose soil it is on ``day``.

        Without ``view``: every state that an account names, so several where it
        is disputed. With one (a state or body): that account, else the common
        one. Empty: nobody's, or not known. Raises UnknownPlace.
        """
        return _states(self.entry(name).soil, day, view)

    def administered_by(self, name: str, day: date, view: str | None = None) -> frozenset[str]:
        """Return who administers it on ``day``; where nothing else is known, whose soil it is."""
        entry = self.entry(name)
        return _states(entry.administered or entry.soil, day, view)

    def zones(self, name: str) -> frozenset[str]:
        """Return every zone and wider place that it lies in wholly. Raises UnknownPlace."""
        return self._zones[self.find(name)]

    def perhaps_zones(self, name: str) -> frozenset[str]:
        """Return the zones in which it lies in part, or by some readings only."""
        id_ = self.find(name)
        around = (id_, *self._zones[id_])
        direct = {z for e in around for z in self.entries[e].perhaps_inside}
        wider = {z for d in direct for z in self._zones[d]}
        return frozenset(direct | wider) - self._zones[id_]

    def lies_in(self, name: str, zone: str) -> Truth:
        """Tell whether the place lies in ``zone``; OPEN where readings differ or only part does."""
        wanted = self.find(zone)
        if wanted in (self.find(name), *self.zones(name)):
            return Truth.TRUE
        return Truth.OPEN if wanted in self.perhaps_zones(name) else Truth.FALSE


def to_gazetteer(files: Mapping[str, Any]) -> Gazetteer:
    """Return the gazetteer of the checked files of ``register/places``."""
    raw = {id_: entry for f in files.values() for id_, entry in f["places"].items()}
    ids = {folded(n): id_ for id_, data in raw.items() for n in _names(id_, data)}
    entries = {id_: _entry(id_, data, ids=ids) for id_, data in raw.items()}
    return Gazetteer(entries=entries, _ids=ids, _zones=_closure(entries))


@cache
def folded(name: str) -> str:
    """Return a name without case, hyphens, spaces, points and diacritics.

    >>> folded("Åland Islands") == folded("aland-islands")
    True
    """
    split = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in split if c.isalnum())


def _names(id_: str, data: Any) -> Iterable[str]:
    if isinstance(data, str):
        return (id_,)
    return (id_, *filter(None, [data.get("name")]), *data.get("aliases", ()))


def _entry(id_: str, data: Any, *, ids: Mapping[str, str]) -> PlaceEntry:
    if isinstance(data, str):
        data = {"soil": data, "kind": "state"}
    return PlaceEntry(
        id=id_,
        name=data.get("name", id_.replace("-", " ").title()),
        kind=data.get("kind", "region"),
        aliases=as_tuple(data.get("aliases")),
        soil=_statuses(data.get("soil", ())),
        administered=_statuses(data.get("administered", ())),
        inside=tuple(ids[folded(z)] for z in as_tuple(data.get("in"))),
        perhaps_inside=tuple(ids[folded(z)] for z in as_tuple(data.get("perhaps_in"))),
        note=data.get("note"),
    )


def _statuses(data: Any) -> tuple[Status, ...]:
    if isinstance(data, str):
        return (Status(state=data),)
    return tuple(
        Status(
            state=d["state"],
            span=Interval(to_day(d.get("from")), to_day(d.get("until"))),
            views=as_tuple(d.get("view")),
            cite=d.get("cite"),
        )
        for d in data
    )


def _states(statuses: tuple[Status, ...], day: date, view: str | None) -> frozenset[str]:
    held = [s for s in statuses if day in s.span]
    if view is not None:
        own = [s for s in held if view in s.views]
        held = own or [s for s in held if not s.views]
    return frozenset(s.state for s in held)


def _closure(entries: Mapping[str, PlaceEntry]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for id_ in entries:
        seen: set[str] = set()
        left = list(entries[id_].inside)
        while left:
            zone = left.pop()
            if zone not in seen:
                seen.add(zone)
                left.extend(entries[zone].inside)
        found[id_] = frozenset(seen - {id_})
    return found
