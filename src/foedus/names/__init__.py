"""Who and what is named? States, offices, groups, instruments' titles, on a day."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.names.descriptions import find_instruments, resolve_instrument
    from foedus.names.finding import find_names
    from foedus.names.group_table import Group, groups, members
    from foedus.names.mention import Mention, states_of
    from foedus.names.office_table import Office, Person, Post, holders, offices, person, persons
    from foedus.names.state_table import (
        State,
        cow_code,
        gw_code,
        state,
        state_code,
        state_name,
        state_of_cow,
        state_of_gw,
        states,
        un_member,
    )
    from foedus.names.title_table import InstrumentTitle, instrument_titles

__all__ = [
    "Group",
    "InstrumentTitle",
    "Mention",
    "Office",
    "Person",
    "Post",
    "State",
    "cow_code",
    "find_instruments",
    "find_names",
    "groups",
    "gw_code",
    "holders",
    "instrument_titles",
    "members",
    "offices",
    "person",
    "persons",
    "resolve_instrument",
    "state",
    "state_code",
    "state_name",
    "state_of_cow",
    "state_of_gw",
    "states",
    "states_of",
    "un_member",
]

_HOMES = {
    "descriptions": (
        "find_instruments",
        "resolve_instrument",
    ),
    "finding": ("find_names",),
    "group_table": (
        "Group",
        "groups",
        "members",
    ),
    "mention": (
        "Mention",
        "states_of",
    ),
    "office_table": (
        "Office",
        "Person",
        "Post",
        "holders",
        "offices",
        "person",
        "persons",
    ),
    "state_table": (
        "State",
        "cow_code",
        "gw_code",
        "state",
        "state_code",
        "state_name",
        "state_of_cow",
        "state_of_gw",
        "states",
        "un_member",
    ),
    "title_table": (
        "InstrumentTitle",
        "instrument_titles",
    ),
}


def __getattr__(name: str) -> Any:
    # Most rooms ask for a state's name only: the search in text is loaded when it is used.
    from importlib import import_module  # noqa: PLC0415 - only with the first use

    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
