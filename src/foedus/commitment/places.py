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

_NOBODYS = ("zone", "sea")
"""Kinds of place that have no soil."""


class UnknownPlace(UnknownName):
    """A place's name is not in the gazetteer."""

    kind = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A state holds a place, from when to when, and on whose account."""

    state: str
    span: Interval = field(default=Interval())
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
        one, else every account. Empty: nobody's, or not known. A place of which nothing is told
        shares what is told of the place that it lies in. Raises UnknownPlace.
        """
        told = self._told(self.find(name), "soil")
        return _states(told, day, view)

    def administered_by(self, name: str, day: date, view: str | None = None) -> frozenset[str]:
        """Return who administers it on ``day``; where nothing else is known, whose soil it is."""
        id_ = self.find(name)
        entry = self.entries[id_]
        told = entry.administered or entry.soil or self._told(id_, "administered")
        return _states(told or self._told(id_, "soil"), day, view)

    def _told(self, id_: str, what: str) -> tuple[Status, ...]:
        """Return what is told of a place, else of the narrowest places that it lies in."""
        entry = self.entries[id_]
        own: tuple[Status, ...] = entry.soil if what == "soil" else entry.administered
        if own or entry.kind in _NOBODYS:
            return own
        return tuple(s for wider in entry.inside for s in self._told(wider, what))

    def zones(self, name: str) -> frozenset[str]:
        """Return every zone and wider place that it lies in wholly. Raises UnknownPlace."""
        return self._zones[self.find(name)]

    def perhaps_zones(self, name: str) -> frozenset[str]:
        """Return the zones in which it lies in part, or by some readings only.

        That a state lies in a zone in part says nothing of one of its places;
        that a zone does, holds for all that lies in it.
        """
        id_ = self.find(name)
        around = (id_, *(z for z in self._zones[id_] if self.entries[z].kind == "zone"))
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
    ids = {folded(n): id_ for id_, plain in raw.items() for n in _names(id_, plain)}
    entries = {id_: _entry(id_, plain, ids=ids) for id_, plain in raw.items()}
    return Gazetteer(entries=entries, _ids=ids, _zones=_closure(entries))


@cache
def folded(name: str) -> str:
    """Return a name without case, hyphens, spaces, points and diacritics.

    >>> folded("Åland Islands") == folded("aland-islands")
    True
    """
    split = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in split if c.isalnum())


def _names(id_: str, plain: Any) -> Iterable[str]:
    if isinstance(plain, str):
        return (id_,)
    return (id_, *filter(None, [plain.get("name")]), *plain.get("aliases", ()))


def _entry(id_: str, plain: Any, *, ids: Mapping[str, str]) -> PlaceEntry:
    if isinstance(plain, str):
        plain = {"soil": plain, "kind": "state"}
    return PlaceEntry(
        id=id_,
        name=plain.get("name", id_.replace("-", " ").title()),
        kind=plain.get("kind", "region"),
        aliases=as_tuple(plain.get("aliases")),
        soil=_statuses(plain.get("soil", ())),
        administered=_statuses(plain.get("administered", ())),
        inside=tuple(ids[folded(z)] for z in as_tuple(plain.get("in"))),
        perhaps_inside=tuple(ids[folded(z)] for z in as_tuple(plain.get("perhaps_in"))),
        note=plain.get("note"),
    )


def _statuses(plain: Any) -> tuple[Status, ...]:
    if isinstance(plain, str):
        return (Status(state=plain),)
    return tuple(
        Status(
            state=d["state"],
            span=Interval(to_day(d.get("from")), to_day(d.get("until"))),
            views=as_tuple(d.get("view")),
            cite=d.get("cite"),
        )
        for d in plain
    )


def _states(statuses: tuple[Status, ...], day: date, view: str | None) -> frozenset[str]:
    held = [s for s in statuses if day in s.span]
    if view is not None:
        own = [s for s in held if view in s.views]
        # An account that says nothing of its own takes the common one; where there is none, all.
        held = own or [s for s in held if not s.views] or held
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
