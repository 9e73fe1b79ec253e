"""Which state is meant by a name or a code, and what was it called on a day?

One id a state in history: RUS is also the Soviet Union and the Empire, DEU Prussia
and the Reich, TUR the Ottoman Empire, TWN the Republic of China since 1949.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from foedus.codes import is_invented
from foedus.dates import Interval
from foedus.errors import UnknownState
from foedus.names.tables import (
    Record,
    check_code,
    check_keys,
    first_day,
    interval,
    listed,
    register,
    section,
)

LISTS = ("also", "people", "capital", "seats", "guard", "loose", "strict", "prefix", "after")
LETTERS = str.maketrans("łŁøØıİđĐßæ", "lLoOiIdDsa")
KEYS = ("name", "official", "formerly", "life", "silent", "un", "cow", "gw", *LISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name and official name that a state bore for a time."""

    name: str
    official: str
    days: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of the register, under its alpha-3 id."""

    id: str
    name: str
    """Short English name, the present one."""
    official: str
    also: tuple[str, ...] = ()
    formerly: tuple[FormerName, ...] = ()
    people: tuple[str, ...] = ()
    """Adjectives and words for its people; one word may belong to two states."""
    capital: tuple[str, ...] = ()
    """Capitals, past ones too, that stand for the government."""
    seats: tuple[str, ...] = ()
    """Places and bodies that stand for the government: Kremlin, White House."""
    guard: tuple[str, ...] = ()
    """Names of it that people also bear."""
    loose: tuple[str, ...] = ()
    """Names that mean it only in a text that names it or its rival otherwise: the North."""
    strict: tuple[str, ...] = ()
    """Names found only with their accents."""
    prefix: tuple[str, ...] = ()
    """First halves of words such as Franco-German."""
    after: tuple[str, ...] = ()
    """Historical states of the table that running text also calls by its name: Austria."""
    silent: bool = False
    """Known by code and name, not looked for in text."""
    spells: tuple[Interval, ...] = (Interval(),)
    """The days on which it was a state of its own, oldest first; one that came back has several."""
    un: tuple[Interval, ...] = ()
    cow: tuple[tuple[str, Interval], ...] = ()
    gw: tuple[tuple[str, Interval], ...] = ()

    @property
    def life(self) -> Interval:
        """From the first day on which it was a state to the last, whatever came between."""
        return Interval(self.spells[0].start, self.spells[-1].end)

    def is_state_on(self, day: date) -> bool:
        """Tell whether it was a state of its own on ``day``."""
        return any(day in spell for spell in self.spells)


def states() -> tuple[str, ...]:
    """Return the ids of all states of the register, present and historical, sorted."""
    return tuple(sorted(_states(register())))


def state(code: str) -> State:
    """Return the record of a state by its id.

    Raises:
        UnknownState: No such id.
    """
    table = _states(register())
    if code not in table:
        raise UnknownState(code, table)
    return table[code]


def state_code(name_or_code: str, *, place: str | None = "state") -> str:
    """Return the alpha-3 id of a state named by code, name or alias, in any case.

    Args:
        name_or_code: "PRK", "prk", "North Korea", "the DPRK"; QMA..QZZ stand for themselves.
        place: What the message calls the argument.

    Raises:
        UnknownState: Nothing or more than one state bears that name; the message suggests.

    >>> state_code("north korea"), state_code("QMA")
    ('PRK', 'QMA')
    """
    table = _states(register())
    code = name_or_code.strip().upper()
    if code in table or is_invented(code):
        return code
    found = _index(register()).get(fold(name_or_code), ()) or _foreign(name_or_code)
    if len(found) == 1:
        return found[0]
    known = found or [*table, *(state.name for state in table.values())]
    raise UnknownState(name_or_code, known, place=place)


def _foreign(name: str) -> tuple[str, ...]:
    """Return the states of that name in one of the other languages, which are read only then."""
    from foedus.names.tongues import codes_of, has_foreign_letters  # noqa: PLC0415

    return codes_of(name) if has_foreign_letters(name) else ()


def state_name(code: str, *, on: date | None = None, language: str = "en") -> str:
    """Return the short name, in English on ``on`` if given, else the present one.

    Args:
        code: Alpha-3 id.
        on: The day whose name is wanted; for English.
        language: en, ru, ko or zh; a state without a name in it keeps the English one.

    Raises:
        UnknownState: No such id.
        UnknownName: No such language.

    >>> state_name("RUS", on=date(1955, 5, 14)), state_name("QMA")
    ('Soviet Union', 'invented state QMA')
    """
    if language != "en":
        from foedus.names.tongues import named_in  # noqa: PLC0415 - read only where asked for

        names = named_in(language)
        return names[code].name if code in names else state_name(code, on=on)
    if is_invented(code):
        return f"invented state {code}"
    found = state(code)
    if on is not None:
        return next((old.name for old in found.formerly if on in old.days), found.name)
    return found.name


def un_member(code: str, on: date) -> bool:
    """Tell whether the state was a member of the United Nations on ``on``.

    Invented states are not. Source: UN list of member states with dates of admission.

    >>> un_member("KOR", date(1991, 9, 16)), un_member("KOR", date(1991, 9, 17))
    (False, True)
    """
    return not is_invented(code) and any(on in span for span in state(code).un)


def cow_code(code: str, *, on: date | None = None) -> str | None:
    """Return the Correlates of War code (on ``on``, else the latest), None where there is none."""
    return None if is_invented(code) else _coded(state(code).cow, on)


def gw_code(code: str, *, on: date | None = None) -> str | None:
    """Return the Gleditsch-Ward code (on ``on``, else the latest), None where there is none."""
    return None if is_invented(code) else _coded(state(code).gw, on)


def state_of_cow(code: str, *, on: date | None = None) -> str | None:
    """Return the id of the state with a Correlates of War code (on ``on``), None if there is none.

    >>> state_of_cow("345", on=date(1950, 1, 1)), state_of_cow("345", on=date(2010, 1, 1))
    ('YUG', 'SRB')
    """
    return _bearer("cow", code, on)


def state_of_gw(code: str, *, on: date | None = None) -> str | None:
    """Return the id of the state with a Gleditsch-Ward code (on ``on``), None if there is none."""
    return _bearer("gw", code, on)


def fold(name: str) -> str:
    """Return a name as it is compared: no case, accents, dots, hyphens or leading article."""
    plain = unaccented(name.replace("’", "'")).casefold()
    words = re.sub(r"[^a-z0-9']+", " ", plain.replace(".", "")).strip()
    return words.removeprefix("the ")


def unaccented(text: str) -> str:
    """Return ``text`` in plain Latin letters, one for one where that can be."""
    if text.isascii():
        return text
    turned = text.translate(LETTERS)
    split = unicodedata.normalize("NFD", turned)
    return unicodedata.normalize("NFC", "".join(c for c in split if not unicodedata.combining(c)))


def _bearer(kind: str, code: str, on: date | None) -> str | None:
    found = [
        one.id
        for one in _states(register()).values()
        for known, days in getattr(one, kind)
        if known == code and (on is None or (on in days and one.is_state_on(on)))
    ]
    return found[0] if found else None


def _coded(codes: tuple[tuple[str, Interval], ...], on: date | None) -> str | None:
    found = [code for code, days in codes if on is None or on in days]
    return found[-1] if found else None


@cache
def _states(root: Path) -> Mapping[str, State]:
    records = section("states", root=root)
    return MappingProxyType({id_: _parse(id_, record) for id_, record in records.items()})


@cache
def _index(root: Path) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one in _states(root).values():
        former = [name for old in one.formerly for name in (old.name, old.official)]
        for name in (one.name, one.official, *one.also, *former):
            found.setdefault(fold(name), set()).add(one.id)
    # A present short name outranks an alias or a former name: Vietnam is VNM, not also RVN.
    for one in _states(root).values():
        found[fold(one.name)] = {one.id}
    return MappingProxyType({name: tuple(sorted(ids)) for name, ids in found.items()})


def _parse(id_: str, record: Record) -> State:
    place = f"states: {id_}"
    check_code(id_, place=place)
    check_keys(record, place=place, known=KEYS)
    return State(
        id=id_,
        name=record["name"],
        official=record["official"],
        formerly=tuple(
            FormerName(name=r["name"], official=r["official"], days=interval(r, place=place))
            for r in record.get("formerly", ())
        ),
        silent=bool(record.get("silent")),
        spells=tuple(interval(spell, place=place) for spell in listed(record.get("life", {}))),
        un=tuple(_days(value, place=place) for value in listed(record.get("un"))),
        cow=_codes(record.get("cow"), place=place),
        gw=_codes(record.get("gw"), place=place),
        **{key: tuple(record.get(key, ())) for key in LISTS},
    )


def _days(value: Any, *, place: str) -> Interval:
    if isinstance(value, dict):
        return interval(value, place=place)
    return Interval(first_day(value, place=place))


def _codes(value: Any, *, place: str) -> tuple[tuple[str, Interval], ...]:
    return tuple(
        (str(entry["code"]), interval(entry, place=place))
        if isinstance(entry, dict)
        else (str(entry), Interval())
        for entry in listed(value)
    )
