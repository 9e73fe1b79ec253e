"""What do the register's files of names say? Checked, by id, with partial dates."""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from foedus.codes import ALPHA3
from foedus.content import content, tree
from foedus.dates import Interval
from foedus.errors import Fault, RegisterError

Record = Mapping[str, Any]
Spell = tuple[str, Interval]
"""A state and one run of days of its membership."""
PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")


def register() -> Path:
    """Return the register's folder, looked up once for each setting of ``FOEDUS_REGISTER``."""
    return _register(os.environ.get("FOEDUS_REGISTER"))


@cache
def _register(named: str | None) -> Path:
    # `content` asks the disk each time; names are looked up thousands of times a document.
    return content()


def section(key: str, *, root: Path, folder: str = "states") -> dict[str, Record]:
    """Return every record below ``key`` in the files of ``register/<folder>``, in file order.

    Raises:
        RegisterError: The same id stands in two files.
    """
    found: dict[str, Record] = {}
    faults: list[Fault] = []
    for name, read in tree(folder, root=root).items():
        held = read.get(key) if isinstance(read, dict) else None
        for id_, record in (held if isinstance(held, dict) else {}).items():
            if id_ in found:
                place = f"{folder}/{name}"
                faults.append(Fault(place, 0, f"'{id_}' stands in two files.", "Keep one."))
            found[id_] = record
    if faults:
        raise RegisterError(faults)
    return found


def check_keys(record: Record, *, place: str, known: Iterable[str]) -> None:
    """Refuse a record with a key that is not ``known``.

    Raises:
        RegisterError: All such keys at once.
    """
    allowed = set(known)
    faults = [
        Fault(place, 0, f"unknown key '{key}'.", f"Known: {', '.join(sorted(allowed))}.")
        for key in record
        if key not in allowed
    ]
    if faults:
        raise RegisterError(faults)


def first_day(text: object, *, place: str) -> date:
    """Return the first day of the day, month or year that ``text`` names.

    Raises:
        RegisterError: It is none of these.

    >>> first_day("1963-11", place="signed")
    datetime.date(1963, 11, 1)
    """
    if parts := PARTIAL.match(str(text)):
        year, month, day = (int(part) if part else 1 for part in parts.groups())
        try:
            return date(year, month, day)
        except ValueError:
            pass
    mend = "Write it as YYYY-MM-DD, YYYY-MM or YYYY."
    raise RegisterError([Fault(place, 0, f"'{text}' is not a day, month or year.", mend)])


def interval(record: Record, *, place: str) -> Interval:
    """Return the days from ``from`` to before ``until``; a missing end is open."""
    start, end = (record.get(key) for key in ("from", "until"))
    return Interval(
        None if start is None else first_day(start, place=place),
        None if end is None else first_day(end, place=place),
    )


def spells(
    members: Mapping[str, Any], leaves: Mapping[str, Any], *, place: str
) -> tuple[Spell, ...]:
    """Return every membership, oldest first: joined on the key's day, left on the next leave.

    Raises:
        RegisterError: A date or a state's code is not written as such.
    """
    found: list[Spell] = []
    for day in sorted(members):
        start = first_day(day, place=place)
        for state in members[day]:
            check_code(state, place=place)
            ends = [first_day(end, place=place) for end in listed(leaves.get(state))]
            found.append(
                (state, Interval(start, min((e for e in ends if e > start), default=None)))
            )
    return tuple(found)


def on_day(found: Iterable[Spell], day: date) -> tuple[str, ...]:
    """Return the states whose membership covers ``day``, by code."""
    return tuple(sorted({state for state, span in found if day in span}))


def check_code(code: str, *, place: str) -> None:
    """Refuse what has not the shape of an alpha-3 code.

    Raises:
        RegisterError: It has not.
    """
    if not ALPHA3.match(code):
        mend = "Write three capital letters, such as KOR."
        raise RegisterError([Fault(place, 0, f"'{code}' is no alpha-3 code.", mend)])


def listed(value: Any) -> list[Any]:
    """Return a value as a list: None is empty, one value is a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
