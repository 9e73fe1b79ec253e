"""Which states were bound to which in a year? Directed dyad-years of ATOP's obligations."""

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.commitment.pledges import PLEDGES
from foedus.panel.importing.atop import CODES
from foedus.panel.importing.importer import Importer
from foedus.panel.importing.layout import text, whole
from foedus.panel.table import Table
from foedus.panel.universe import each_year

YearRule = Literal["any_day", "last_phase"]
Ints = NDArray[np.int64]

PUBLISHED = Importer(
    id="atop-dyad-years",
    title="Alliance Treaty Obligations and Provisions, directed dyad-years",
    wanted=(
        whole("cow1", "statea", "ccode1"),
        whole("cow2", "stateb", "ccode2"),
        whole("year"),
        *(whole(name, code, f"atop_{code}") for name, code in CODES.items()),
        text("version", needed=False),
    ),
    cite=("leeds-ritter-mitchell-long-2002", "atop-codebook"),
    layout="ATOP directed dyad-years",
)
"""ATOP's own directed dyad-years: state A, or state 1, is the one that owes."""


def dyad_years(owed: Table, *, rule: YearRule = "last_phase") -> Table:
    """Return the five pledges of each ordered pair and year with at least one day in force.

    Args:
        owed: The table of `foedus.panel.importing.atop.obligations`.
        rule: ``last_phase``, as ATOP's own dyad-years: where the terms of an alliance changed
            within a year, those of its last phase in that year count. ``any_day``: what was
            owed on any day of the year.

    Returns:
        ``cow1`` (obligor), ``cow2`` (beneficiary), ``year`` and a column of 0 and 1 for each
        pledge, over all alliances of the pair; ``varies`` is 1 where one of them has promises
        that differ by partner. Sorted by cow1, cow2, year.
    """
    rows, year = years_of(owed["first"], owed["last"])
    if rule == "last_phase":
        kept = _last_of_each(owed, rows, year)
        rows, year = rows[kept], year[kept]
    key = _packed(owed["obligor"][rows], owed["beneficiary"][rows], year)
    order = np.argsort(key, kind="stable")
    at = np.flatnonzero(np.diff(key[order], prepend=-1))
    rows, year = rows[order], year[order]
    told = {name: _any_of(owed[name][rows], at) for name in (*PLEDGES, "varies")}
    columns = {
        "cow1": owed["obligor"][rows][at],
        "cow2": owed["beneficiary"][rows][at],
        "year": year[at].astype(np.int32),
        **told,
    }
    return Table(columns=columns, source=owed.source)


def years_of(first: NDArray[Any], last: NDArray[Any]) -> tuple[Ints, Ints]:
    """Return the row and the year of each year that spells of days touch."""
    start, end = (day.astype("datetime64[Y]").astype(np.int64) + 1970 for day in (first, last))
    return each_year(start, end)


def _any_of(column: NDArray[Any], at: Ints) -> NDArray[np.int8]:
    """Return 1 where any of a group's values is 1, else missing where any is missing, else 0."""
    none = np.iinfo(np.int8).min
    rank = np.where(column > 0, 2, np.where(column < 0, 1, 0))
    best = np.maximum.reduceat(rank, at) if len(rank) else rank
    return np.array([0, none, 1], np.int8)[best]


def _packed(one: NDArray[Any], two: NDArray[Any], year: Ints) -> Ints:
    packed: Ints = (one.astype(np.int64) * 10_000 + two) * 10_000 + year
    return packed


def _last_of_each(owed: Table, rows: Ints, year: Ints) -> Ints:
    """Return the places of the last spell of each alliance, pair and year."""
    pair = _packed(owed["obligor"][rows], owed["beneficiary"][rows], year)
    # Rows are sorted by first day and phase within an alliance and pair: the last one counts.
    order = np.lexsort((rows, owed["alliance"][rows], pair))
    alliance = owed["alliance"][rows][order]
    ends = np.flatnonzero(
        (np.diff(pair[order], append=-1) != 0) | (np.diff(alliance, append=-1) != 0)
    )
    return order[ends]
