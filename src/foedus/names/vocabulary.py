"""By which written forms is everything known, and what does each form mean?"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from foedus.content import made_once, register_version
from foedus.names import spelling
from foedus.names.group_table import Group, groups
from foedus.names.office_table import Office, Person, offices, persons
from foedus.names.spelling import cased, instrument_spellings, spellings, unquoted
from foedus.names.state_table import State, state, states
from foedus.names.tables import section
from foedus.names.title_table import InstrumentTitle, instrument_titles

Guard = Literal["", "person", "surname", "loose", "noun", "prefix"]
ORDER = (
    "not_name",
    "instrument",
    "group",
    "state",
    "capital",
    "seat",
    "person",
    "demonym",
    "office",
)
"""Which kind a form is read as where it could be several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What one written form means."""

    kind: str
    """A kind of `Mention`, or not_name."""
    ids: tuple[str, ...]
    name: str
    guard: Guard = ""
    since: date | None = None
    """A text older than this day cannot mean it."""


Form = tuple[str, Sense]


@cache
def vocabulary(root: Path) -> "MappingProxyType[str, Sense]":
    """Return every written form (straight apostrophes, plain spaces) with what it means.

    Args:
        root: The register's folder; part of the key under which the answer is kept.
    """
    rows = made_once("vocabulary", _seal(root), lambda: _rows(root))
    return MappingProxyType({row[0]: _sense(*row[1:]) for row in rows})


def _seal(root: Path) -> str:
    """Return a hash of the register and of the code that makes forms of its names."""
    made_by = (spelling.__file__, __file__)
    code = b"".join(Path(str(name)).read_bytes() for name in made_by)
    return hashlib.sha256(register_version(root=root).encode() + code).hexdigest()


Row = tuple[str, str, list[str], str, str, str | None]


def _rows(root: Path) -> list[Row]:
    """Return form, kind, ids, name, guard and first day of every written form."""
    found: dict[str, Sense] = {}
    for form, sense in _forms(root):
        plain = unquoted(form)
        found[plain] = _joined(found[plain], sense) if plain in found else sense
    return [
        (form, s.kind, [*s.ids], s.name, s.guard, s.since.isoformat() if s.since else None)
        for form, s in found.items()
    ]


def _sense(kind: str, ids: list[str], name: str, guard: Guard, since: str | None) -> Sense:
    day = date.fromisoformat(since) if since else None
    return Sense(kind=kind, ids=tuple(ids), name=name, guard=guard, since=day)


def _joined(one: Sense, other: Sense) -> Sense:
    if one.kind != other.kind:
        return min(one, other, key=lambda sense: ORDER.index(sense.kind))
    if one.ids == other.ids:
        return one
    ids = tuple(sorted({*one.ids, *other.ids}))
    name = one.name if one.name == other.name else " or ".join(sorted({one.name, other.name}))
    sinces = (one.since, other.since)
    since = None if None in sinces else min(day for day in sinces if day)
    return Sense(kind=one.kind, ids=ids, name=name, guard=one.guard or other.guard, since=since)


def _forms(root: Path) -> Iterator[Form]:
    for words in section("not_names", root=root).values():
        for word in words:
            yield from _same(spellings(word), Sense(kind="not_name", ids=(), name=word))
    for code in states():
        if not (one_state := state(code)).silent:
            yield from _state_forms(one_state)
    for group in groups().values():
        yield from _group_forms(group)
    for office in offices().values():
        yield from _office_forms(office)
    for one in persons().values():
        yield from _person_forms(one)
    for title in instrument_titles().values():
        yield from _instrument_forms(title)


def _same(forms: Iterable[str], sense: Sense) -> Iterator[Form]:
    for form in forms:
        yield form, sense


def _state_forms(one: State) -> Iterator[Form]:
    kinds = {
        "state": (one.name, one.official, *one.also, *one.loose),
        "capital": one.capital,
        "seat": one.seats,
        "demonym": (*one.people, *one.prefix),
    }
    for kind, names in kinds.items():
        for name in names:
            forms = (name,) if name in one.strict else spellings(name, capitals=kind != "demonym")
            sense = Sense(kind=kind, ids=(one.id,), name=one.name, guard=_guard(one, name))
            yield from _same(forms, sense)
    for old in one.formerly:
        sense = Sense(kind="state", ids=(one.id,), name=one.name, since=old.days.start)
        for name in (old.name, old.official):
            if name != one.name:
                yield from _same(spellings(name, capitals=True), sense)
    yield from _same((f"The{n[3:]}" for n in one.loose), _loose(one))


def _guard(one: State, name: str) -> Guard:
    if name in one.guard:
        return "person"
    if name in one.prefix:
        return "prefix"
    return "loose" if name in one.loose else ""


def _loose(one: State) -> Sense:
    return Sense(kind="state", ids=(one.id,), name=one.name, guard="loose")


def _group_forms(group: Group) -> Iterator[Form]:
    since = min((span.start for _, span in group.members if span.start), default=None)
    sense = Sense(kind="group", ids=(group.id,), name=group.name, since=since)
    for name in (group.name, *group.names):
        yield from _same(spellings(name, capitals=len(name) > 6), sense)


def _office_forms(office: Office) -> Iterator[Form]:
    guard: Guard = "noun" if office.noun else ""
    sense = Sense(kind="office", ids=(office.id,), name=office.words[0], guard=guard)
    for word in office.words:
        yield from _same(cased(word), sense)


def _person_forms(one: Person) -> Iterator[Form]:
    since = min((post.days.start for post in one.posts if post.days.start), default=None)
    full = Sense(kind="person", ids=(one.id,), name=one.name)
    alone = Sense(kind="person", ids=(one.id,), name=one.name, guard="surname", since=since)
    for name in (one.name, *one.also):
        yield from _same(spellings(name), full if " " in name else alone)


def _instrument_forms(title: InstrumentTitle) -> Iterator[Form]:
    day = title.signed
    since = date(day.year - 1, 1, 1) if day and day.year > 1 else None
    sense = Sense(kind="instrument", ids=(title.id,), name=title.short, since=since)
    own = () if title.is_common else (title.title,)
    for name in (*own, title.short, *title.names):
        yield from _same(instrument_spellings(name), sense)
