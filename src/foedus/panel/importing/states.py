"""Which states were there, from which day to which? COW's system, and Gleditsch and Ward's."""

from typing import Any

from foedus.panel.importing.days import earliest, latest
from foedus.panel.importing.importer import Columns, Importer
from foedus.panel.importing.layout import Wanted, day, text, whole

COW_CITE = ("cow-states-2017",)
GW_CITE = ("gleditsch-ward-1999",)


def spell_columns(
    *, entry: tuple[str, str, str], leave: tuple[str, str, str]
) -> tuple[Wanted, ...]:
    """Return the wanted columns of a spell told as years, months and days (y, m, d)."""
    parts = ("year", "month", "day")
    return (
        *(whole(f"{part}_in", name, missing=()) for part, name in zip(parts, entry, strict=True)),
        *(whole(f"{part}_out", name, missing=()) for part, name in zip(parts, leave, strict=True)),
    )


def as_spells(found: Columns) -> dict[str, Any]:
    """Return columns with ``first`` and ``last`` (days, both included) for years and months."""
    parts = ("year", "month", "day")
    entry, leave = ([found[f"{part}_{way}"] for part in parts] for way in ("in", "out"))
    kept = {n: c for n, c in found.items() if not n.endswith(("_in", "_out"))}
    return {**kept, "first": earliest(*entry), "last": latest(*leave)}


START = ("styear", "stmonth", "stday")
END = ("endyear", "endmonth", "endday")

COW_STATES = Importer(
    id="cow-states",
    title="Correlates of War: state system membership",
    wanted=(
        whole("cow", "ccode"),
        text("abbreviation", "stateabb"),
        text("name", "statenme"),
        *spell_columns(entry=START, leave=END),
        text("version", needed=False),
    ),
    cite=COW_CITE,
    shape=as_spells,
    layout="states with year, month and day in columns",
)

COW_STATES_BY_DAY = Importer(
    id="cow-states",
    title="Correlates of War: state system membership",
    wanted=(
        whole("cow", "ccode"),
        text("abbreviation", "cw_abb", "stateabb"),
        text("name", "cw_name", "statenme"),
        day("first", "start", "startdate"),
        day("last", "end", "enddate"),
    ),
    cite=COW_CITE,
    layout="states with days",
)

GW_STATES = Importer(
    id="gw-states",
    title="Gleditsch and Ward: independent states",
    wanted=(
        whole("gw", "gwcode"),
        text("abbreviation", "gw_abb", "stateabb"),
        text("name", "gw_name", "statename", "statenme"),
        day("first", "start", "startdate"),
        day("last", "end", "enddate"),
        whole("microstate", needed=False),
    ),
    cite=GW_CITE,
    layout="states with days",
)

CODES = Importer(
    id="cow-gw-codes",
    title="Codes of the Correlates of War and of Gleditsch and Ward, year by year",
    wanted=(
        whole("cow", "ccode"),
        whole("gw", "gwcode"),
        whole("year"),
        text("abbreviation", "stateabb"),
        text("cow_name", "cw_name"),
        text("gw_name"),
    ),
    cite=("isard", *COW_CITE, *GW_CITE),
    layout="state-years with both codes",
)

MAJORS = Importer(
    id="cow-majors",
    title="Correlates of War: major powers",
    wanted=(
        whole("cow", "ccode"),
        *spell_columns(entry=START, leave=END),
        text("version", needed=False),
    ),
    cite=COW_CITE,
    shape=as_spells,
    layout="spells of major power status",
)

STATES = (COW_STATES, COW_STATES_BY_DAY, GW_STATES, CODES, MAJORS)
