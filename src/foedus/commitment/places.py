"""Whose soil is a place, who administers it, in which zones does it lie? By day and by view."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from foedus.commitment.lazy import Lazy
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
    """Names of the zones and wider places, as written."""
    perhaps_inside: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """All places, by id."""

    entries: Mapping[str, PlaceEntry]
    _kept: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    """Zones by place, as far as they were asked for."""

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

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        named = ((id_, (id_, e.name, *e.aliases)) for id_, e in self.entries.items())
        return {folded(name): id_ for id_, names in named for name in names}

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
        return tuple(s for wider in entry.inside for s in self._told(self.find(wider), what))

    def zones(self, name: str) -> frozenset[str]:
        """Return every zone and wider place that it lies in wholly. Raises UnknownPlace."""
        return self._around(self.find(name))

    def _around(self, id_: str) -> frozenset[str]:
        if id_ not in self._kept:
            direct = frozenset(map(self.find, self.entries[id_].inside))
            self._kept[id_] = direct.union(*map(self._around, direct))
        return self._kept[id_]

    def perhaps_zones(self, name: str) -> frozenset[str]:
        """Return the zones in which it lies in part, or by some readings only.

        That a state lies in a zone in part says nothing of one of its places;
        that a zone does, holds for all that lies in it.
        """
        id_ = self.find(name)
        zones = self._around(id_)
        told = (id_, *(z for z in zones if self.entries[z].kind == "zone"))
        direct = {self.find(z) for e in told for z in self.entries[e].perhaps_inside}
        return frozenset(direct).union(*map(self._around, direct)) - zones

    def lies_in(self, name: str, zone: str) -> Truth:
        """Tell whether the place lies in ``zone``; OPEN where readings differ or only part does."""
        wanted = self.find(zone)
        if wanted in (self.find(name), *self.zones(name)):
            return Truth.TRUE
        return Truth.OPEN if wanted in self.perhaps_zones(name) else Truth.FALSE


def to_gazetteer(read: Callable[[], Mapping[str, Any]]) -> Gazetteer:
    """Return the gazetteer of the checked files of ``register/places``, which ``read`` returns."""

    def places() -> Mapping[str, Any]:
        return {id_: entry for file in read().values() for id_, entry in file["places"].items()}

    return Gazetteer(entries=Lazy(places, _entry))


@cache
def folded(name: str) -> str:
    """Return a name without case, hyphens, spaces, points and diacritics.

    >>> folded("Åland Islands") == folded("aland-islands")
    True
    """
    split = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in split if c.isalnum())


def _entry(id_: str, plain: Any) -> PlaceEntry:
    if isinstance(plain, str):
        plain = {"soil": plain, "kind": "state"}
    return PlaceEntry(
        id=id_,
        name=plain.get("name", id_.replace("-", " ").title()),
        kind=plain.get("kind", "region"),
        aliases=as_tuple(plain.get("aliases")),
        soil=_statuses(plain.get("soil", ())),
        administered=_statuses(plain.get("administered", ())),
        inside=as_tuple(plain.get("in")),
        perhaps_inside=as_tuple(plain.get("perhaps_in")),
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
