"""Who holds which office for whom on a day, and by which words is the office known?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foedus.dates import Interval
from foedus.errors import UnknownName
from foedus.names.tables import Record, check_keys, interval, register, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role such as foreign-minister, or a body that can speak such as foreign-ministry."""

    id: str
    words: tuple[str, ...]
    body: bool = False
    """A body (ministry, parliament), not one person."""
    noun: bool = False
    """The words have other uses ("general"): found only where they name a person."""
    speaks: bool = False
    """Speaks for the state in matters of security by its own right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One office held by one person for a time."""

    office: str
    of: str
    """Alpha-3 code of a state, or id of a group."""
    days: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks or spoke for a state or a group."""

    id: str
    name: str
    also: tuple[str, ...]
    posts: tuple[Post, ...]

    def posts_on(self, day: date) -> tuple[Post, ...]:
        """Return the posts held on ``day``."""
        return tuple(post for post in self.posts if day in post.days)

    def speaks_for(self, day: date | None = None) -> str | None:
        """Return whom the person speaks for on ``day``: a code, a group's id, or None.

        Outside of every post, and without a day, it is the body of the latest post by then.
        """
        held = self.posts_on(day) if day else ()
        known = [p for p in self.posts if day is None or (p.days.start or date.min) <= day]
        latest = held or tuple(sorted(known, key=lambda p: p.days.start or date.min))
        return latest[-1].of if latest else None


def offices() -> Mapping[str, Office]:
    """Return all offices by id."""
    return _offices(register())


def persons() -> Mapping[str, Person]:
    """Return all persons by id."""
    return _persons(register())


def person(id_: str) -> Person:
    """Return one person by id.

    Raises:
        UnknownName: No such person.
    """
    table = persons()
    if id_ not in table:
        raise UnknownName(id_, table, place="person")
    return table[id_]


def holders(office: str, of: str, *, on: date) -> tuple[Person, ...]:
    """Return who holds ``office`` for a state or group on ``on``, in the register's order.

    Raises:
        UnknownName: No such office.

    >>> [p.name for p in holders("foreign-minister", "RUS", on=date(2024, 10, 16))]
    ['Sergei Lavrov']
    """
    if office not in offices():
        raise UnknownName(office, offices(), place="office")
    return tuple(
        one
        for one in persons().values()
        if any(post.office == office and post.of == of for post in one.posts_on(on))
    )


@cache
def _offices(root: Path) -> Mapping[str, Office]:
    found = {}
    for id_, record in section("offices", root=root).items():
        check_keys(record, place=f"offices: {id_}", known=("words", "body", "noun", "speaks"))
        flags = {key: bool(record.get(key)) for key in ("body", "noun", "speaks")}
        found[id_] = Office(id=id_, words=tuple(record["words"]), **flags)
    return MappingProxyType(found)


@cache
def _persons(root: Path) -> Mapping[str, Person]:
    records = section("persons", root=root)
    return MappingProxyType({id_: _person(id_, record) for id_, record in records.items()})


def _person(id_: str, record: Record) -> Person:
    place = f"persons: {id_}"
    check_keys(record, place=place, known=("name", "also", "posts"))
    posts = []
    for post in record["posts"]:
        check_keys(post, place=place, known=("office", "of", "from", "until"))
        days = interval(post, place=place)
        posts.append(Post(office=post["office"], of=post["of"], days=days))
    also = tuple(record.get("also", ()))
    return Person(id=id_, name=record["name"], also=also, posts=tuple(posts))
