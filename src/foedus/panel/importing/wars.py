"""Who fought whom, on which side, from which day? Inter-state wars of COW, and IWD."""

from typing import Any

import numpy as np

from foedus.panel.importing.days import earliest, is_exact, latest
from foedus.panel.importing.importer import Columns, Importer
from foedus.panel.importing.layout import number, text, whole

COW_CITE = ("sarkees-wayman-2010",)
COW_MISSING = (-7, -8, -9)
"""Still going on, does not apply, unknown."""
SIDES = range(2, 15), range(1, 17)
"""Numbers of IWD's further adversaries, and of its allies of the initiator."""


def _spells(found: Columns) -> dict[str, Any]:
    """Return a row for each spell of a participant: some left a war and came back."""
    again = np.flatnonzero(found["year_in2"] > 0)
    rows = np.concatenate((np.arange(len(found["war"])), again))
    which = np.concatenate((np.ones(len(found["war"]), np.int8), np.full(len(again), 2, np.int8)))
    parts = ("year", "month", "day")
    entry, leave = (
        [
            np.concatenate((found[f"{part}_{way}1"], found[f"{part}_{way}2"][again]))
            for part in parts
        ]
        for way in ("in", "out")
    )
    kept = {n: c[rows] for n, c in found.items() if not n.startswith(("year_", "month_", "day_"))}
    exact = is_exact(*entry[1:]) & is_exact(*leave[1:])
    return {
        **kept,
        "spell": which,
        "first": earliest(*entry),
        "last": latest(*leave),
        "exact": exact.astype(np.int8),
    }


COW_WARS = Importer(
    id="cow-wars",
    title="Correlates of War: inter-state wars, participants",
    wanted=(
        whole("war", "warnum"),
        text("war_name", "warname"),
        whole("cow", "ccode"),
        whole("side"),
        *(
            whole(f"{part.casefold()}_{way}{turn}", f"{word}{part}{turn}", missing=())
            for turn in (1, 2)
            for way, word in (("in", "Start"), ("out", "End"))
            for part in ("Year", "Month", "Day")
        ),
        whole("initiator", missing=COW_MISSING),
        whole("outcome", missing=COW_MISSING),
        number("deaths", "batdeath", missing=COW_MISSING),
        whole("where", "wherefought", missing=COW_MISSING, needed=False),
        text("version", needed=False),
    ),
    cite=COW_CITE,
    shape=_spells,
    layout="one row a participant, up to two spells",
)

COW_WAR_DYADS = Importer(
    id="cow-war-dyads",
    title="Correlates of War: inter-state wars, directed dyad-years",
    wanted=(
        whole("war", "warnum"),
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        whole("year"),
        whole("ongoing", "cowinterongoing"),
        whole("onset", "cowinteronset"),
        *(whole(f"side{n}", f"side{n}", f"sidea{n}") for n in (1, 2)),
        *(whole(f"initiator{n}", missing=COW_MISSING) for n in (1, 2)),
        *(whole(f"outcome{n}", missing=COW_MISSING) for n in (1, 2)),
        *(number(f"deaths{n}", f"batdeath{n}", missing=COW_MISSING) for n in (1, 2)),
        whole("resumed", "resume", needed=False),
    ),
    cite=COW_CITE,
    layout="directed dyad-years",
)


def _fights(found: Columns) -> dict[str, Any]:
    """Return a row for each spell of a fight within a year; a truce may part two."""
    size = len(found["war"])
    again = np.flatnonzero(found["month_in2"] > 0) if "month_in2" in found else np.arange(0)
    rows = np.concatenate((np.arange(size), again))
    year = found["year"][rows]
    entry, leave = (
        [
            np.concatenate((found[f"{part}_{way}"], found.get(f"{part}_{way}2", year)[again]))
            for part in ("month", "day")
        ]
        for way in ("in", "out")
    )
    first, last = earliest(year, *entry), latest(year, *leave)
    # One row of the file begins after it ends: then the year alone is known of its beginning.
    wrong = first > last
    first = np.where(wrong, first.astype("datetime64[Y]").astype("datetime64[D]"), first)
    kept = {n: c[rows] for n, c in found.items() if not n.startswith(("month_", "day_"))}
    spell = np.concatenate((np.ones(size, np.int8), np.full(len(again), 2, np.int8)))
    exact = (is_exact(*entry) & is_exact(*leave) & ~wrong).astype(np.int8)
    return {**kept, "spell": spell, "first": first, "last": last, "exact": exact}


IWD = Importer(
    id="iwd",
    title="Reiter, Stam and Horowitz: Interstate War Data",
    wanted=(
        whole("larger_war", "larger_war_id"),
        text("larger_war_name"),
        whole("war", "init_war_id"),
        text("war_name", "init_war_name"),
        whole("year"),
        whole("cow1", "init_ccode"),
        whole("cow2", "target_ccode"),
        *(
            whole(f"{part}_{way}", f"{part}_{word}")
            for way, word in (("in", "entry"), ("out", "exit"))
            for part in ("month", "day")
        ),
        *(
            whole(f"{part}_{way}2", f"{part}_{word}02", needed=False)
            for way, word in (("in", "entry"), ("out", "exit"))
            for part in ("month", "day")
        ),
        whole("joiner"),
        whole("annual_outcome"),
        *(whole(f"adversary{n}", f"adv{n}ccode") for n in SIDES[0]),
        *(whole(f"ally{n}", f"ally{n}ccode") for n in SIDES[1]),
        text("version", needed=False),
    ),
    cite=("reiter-stam-horowitz-2016",),
    shape=_fights,
    layout="a row a year of an initiator against a target, with further adversaries and allies",
)

WARS = (COW_WARS, COW_WAR_DYADS, IWD)
