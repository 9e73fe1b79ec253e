"""Who and what is named? States, offices, groups, instruments' titles, on a day."""

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
