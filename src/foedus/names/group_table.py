"""Who belongs to an organisation on a day? NATO, the CSTO, the five permanent members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foedus.dates import Interval
from foedus.errors import UnknownName
from foedus.names.state_table import states, un_member
from foedus.names.tables import (
    Record,
    Spell,
    check_keys,
    first_day,
    on_day,
    register,
    section,
    spells,
)

KEYS = ("name", "names", "defence", "members", "leaves", "suspended", "outside_defence")
UNITED_NATIONS = "un"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An organisation or a standing group of states."""

    id: str
    name: str
    names: tuple[str, ...]
    """Other names, as running text writes them."""
    members: tuple[Spell, ...]
    suspended: tuple[Spell, ...] = ()
    defence: str | None = None
    """Id of the instrument that holds its commitment of defence."""
    outside_defence: tuple[str, ...] = ()
    """Members that this commitment does not bind."""


def groups() -> Mapping[str, Group]:
    """Return all groups by id."""
    return _groups(register())


def members(group: str, on: date, *, defence: bool = False) -> tuple[str, ...]:
    """Return the states that belong to ``group`` on ``on``, sorted by code.

    Args:
        group: Id such as ``nato``; ``un`` follows the dates of UN membership.
        on: The day.
        defence: Leave out members whom the group's defence commitment does not bind.

    Raises:
        UnknownName: No such group.

    >>> members("anzus", date(1960, 1, 1))
    ('AUS', 'NZL', 'USA')
    """
    table = groups()
    if group not in table:
        raise UnknownName(group, table, place="group")
    found = table[group]
    if group == UNITED_NATIONS:
        return tuple(code for code in states() if un_member(code, on))
    away = {*on_day(found.suspended, on), *(found.outside_defence if defence else ())}
    return tuple(code for code in on_day(found.members, on) if code not in away)


@cache
def _groups(root: Path) -> Mapping[str, Group]:
    records = section("groups", root=root)
    return MappingProxyType({id_: _parse(id_, record) for id_, record in records.items()})


def _parse(id_: str, record: Record) -> Group:
    place = f"groups: {id_}"
    check_keys(record, place=place, known=KEYS)
    return Group(
        id=id_,
        name=record["name"],
        names=tuple(record.get("names", ())),
        members=spells(record["members"], record.get("leaves", {}), place=place),
        suspended=tuple(
            (code, Interval(*(first_day(day, place=place) for day in days)))
            for code, days in record.get("suspended", {}).items()
        ),
        defence=record.get("defence"),
        outside_defence=tuple(record.get("outside_defence", ())),
    )
