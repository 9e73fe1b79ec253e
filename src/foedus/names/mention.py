"""Where in a text is something named, and what is it?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.names.group_table import members
from foedus.names.office_table import persons
from foedus.names.title_table import instrument_titles

Kind = Literal["state", "capital", "seat", "demonym", "group", "office", "person", "instrument"]
OF_STATES = ("state", "capital", "seat", "demonym")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One name in a text: characters ``[start, end)``, without a possessive 's."""

    start: int
    end: int
    kind: Kind
    ids: tuple[str, ...]
    """Codes of states for state, capital, seat and demonym; else ids of the kind's own table.

    More than one where the words are ambiguous (Korea, Congolese); sorted.
    """
    name: str
    """The canonical name: 'North Korea' for DPRK, 'Dmitry Peskov' for Peskov."""

    def of(self, text: str) -> str:
        """Return the words as they stand in ``text``."""
        return text[self.start : self.end]


def states_of(mention: Mention, *, on: date | None = None) -> tuple[str, ...]:
    """Return the states that a mention stands for, sorted; empty for offices.

    Groups and instruments give members and parties on ``on`` (none without a day);
    persons give the state they speak for, if it is a state.
    """
    if mention.kind in OF_STATES:
        return mention.ids
    found: set[str] = set()
    for id_ in mention.ids:
        found.update(_states_of(mention.kind, id_, on))
    return tuple(sorted(found))


def _states_of(kind: str, id_: str, on: date | None) -> tuple[str, ...]:
    if kind == "person":
        of = persons()[id_].speaks_for(on)
        return (of,) if of and of.isupper() else ()
    if kind == "group" and on:
        return members(id_, on)
    if kind == "instrument" and on:
        return instrument_titles()[id_].parties_on(on)
    return ()
