"""What is an instrument called, between whom is it, and since when? No word of its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

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

KEYS = (
    "title",
    "common_title",
    "short",
    "names",
    "kinds",
    "parties",
    "leaves",
    "concerns",
    "hub",
    "group",
)
DATES = ("signed", "in_force", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentTitle:
    """The names and dates by which running text points at one instrument."""

    id: str
    title: str
    is_common: bool
    """The title alone does not tell it from others: Treaty of Mutual Assistance."""
    short: str
    """How running text calls it: 'Russia-North Korea treaty of 2024'."""
    names: tuple[str, ...]
    """Nicknames and other titles."""
    kinds: tuple[str, ...]
    """Words for what it is: treaty, pact, declaration ..."""
    ever: frozenset[str]
    """All states that ever were parties, and those it concerns."""
    parties: tuple[Spell, ...]
    """From signature for the first parties, so that 'their treaty' can be resolved."""
    concerns: tuple[str, ...] = ()
    """States that it protects or is about without being parties."""
    hub: str | None = None
    """A family of bilateral instruments: the state that is a party to each."""
    group: str | None = None
    """Organisation that rests on it."""
    signed: date | None = None
    """First day of the month or year where the register knows no more; so the next two."""
    place: tuple[str, ...] = ()
    in_force: date | None = None
    ended: date | None = None

    def parties_on(self, day: date) -> tuple[str, ...]:
        """Return the parties and signatories on ``day``, sorted by code."""
        return on_day(self.parties, day)


def instrument_titles() -> Mapping[str, InstrumentTitle]:
    """Return the titles of all instruments by id."""
    return _titles(register())


@cache
def _titles(root: Path) -> Mapping[str, InstrumentTitle]:
    records = section("instruments", root=root, folder="lexicon")
    return MappingProxyType({id_: _parse(id_, record) for id_, record in records.items()})


def _parse(id_: str, record: Record) -> InstrumentTitle:
    place = f"instrument-titles: {id_}"
    check_keys(record, place=place, known=(*KEYS, *DATES, "place"))
    parties = spells(record["parties"], record.get("leaves", {}), place=place)
    concerns = tuple(record.get("concerns", ()))
    days = {key: first_day(record[key], place=place) for key in DATES if key in record}
    if len(str(record.get("in_force", ""))) < 10 and "in_force" in days and "signed" in days:
        # Only the month or year is known: not before the signature.
        days["in_force"] = max(days["in_force"], days["signed"])
    return InstrumentTitle(
        id=id_,
        title=record["title"],
        is_common=bool(record.get("common_title")),
        short=record["short"],
        names=tuple(record.get("names", ())),
        kinds=tuple(record["kinds"]),
        ever=frozenset((*(state for state, _ in parties), *concerns)),
        parties=parties,
        concerns=concerns,
        hub=record.get("hub"),
        group=record.get("group"),
        place=tuple(record.get("place", ())),
        **days,
    )
