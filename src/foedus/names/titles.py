"""What is an instrument called, who are its parties, and when was it signed? No word of its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foedus.content import content
from foedus.names.tables import Record, Spell, check_keys, first_day, on_day, section, spells

KEYS = ("title", "short", "names", "kinds", "parties", "leaves", "concerns", "group")
DATES = ("signed", "in_force", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentTitle:
    """The names and dates by which running text points at one instrument."""

    id: str
    title: str
    short: str
    """How running text calls it: 'Russia-North Korea treaty of 2024'."""
    names: tuple[str, ...]
    """Nicknames and other titles."""
    kinds: tuple[str, ...]
    """Words for what it is: treaty, pact, declaration ..."""
    parties: tuple[Spell, ...]
    """From signature for the first parties, so that 'their treaty' can be resolved."""
    concerns: tuple[str, ...] = ()
    """States that it protects or is about without being parties."""
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

    def ever(self) -> frozenset[str]:
        """Return all states that ever were parties, and those it concerns."""
        return frozenset((*(state for state, _ in self.parties), *self.concerns))


def instrument_titles() -> Mapping[str, InstrumentTitle]:
    """Return the titles of all instruments by id."""
    return _titles(content())


@cache
def _titles(root: Path) -> Mapping[str, InstrumentTitle]:
    records = section("instruments", root=root, folder="lexicon")
    return MappingProxyType({id_: _parse(id_, record) for id_, record in records.items()})


def _parse(id_: str, record: Record) -> InstrumentTitle:
    place = f"instrument-titles: {id_}"
    check_keys(record, place=place, known=(*KEYS, *DATES, "place"))
    days = {key: first_day(record[key], place=place) for key in DATES if key in record}
    return InstrumentTitle(
        id=id_,
        title=record["title"],
        short=record["short"],
        names=tuple(record.get("names", ())),
        kinds=tuple(record["kinds"]),
        parties=spells(record["parties"], record.get("leaves", {}), place=place),
        concerns=tuple(record.get("concerns", ())),
        group=record.get("group"),
        place=tuple(record.get("place", ())),
        **days,
    )
