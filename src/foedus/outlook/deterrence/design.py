"""Which rows and which columns are compared? The dyad-years of the specification, with controls.

One row is a challenger and a target in a year. Rows are kept in the order of unordered dyads, so
that what is summed by dyad lies together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.outlook.capability import share_of_first
from foedus.outlook.deterrence.files import raise_if_lacking
from foedus.outlook.deterrence.ties import YearOfTies, years_of_ties
from foedus.outlook.peace_years import peace_years
from foedus.outlook.similarity import VALUE, s_scores, valued
from foedus.panel.dyads import DyadYears, dyad_years
from foedus.panel.importing.atop import obligations
from foedus.panel.importing.geography import great_circle
from foedus.panel.joining import Joined, joined_columns
from foedus.panel.table import Table, is_missing
from foedus.panel.universe import state_years, states_of

Floats = NDArray[np.float64]
Yes = NDArray[np.bool_]

FIRST, LAST = 1816, 2000
DEMOCRACY = 6
"""Least Polity score of a democracy."""
CONTROLS = (
    "log_distance",
    "capability_share",
    "joint_democracy",
    "similarity",
)
CLOCKS: Mapping[str, str] = {
    "initiation": "years since the challenger last began a dispute with the target",
    "dispute": "years since the two last had a dispute",
}
"""What counts as the end of peace."""
FARTHEST = 3
"""The greatest difference of two portfolios of alliances in one place."""


@dataclass(frozen=True, kw_only=True)
class Design:
    """The rows of the comparison, in the order of unordered dyads, then years."""

    dyads: DyadYears
    owed: Table
    """Directed pledges by day (ATOP)."""
    rows: NDArray[np.int64]
    """Of each row, that of `dyads`."""
    challenger: NDArray[np.int32]
    """COW codes."""
    target: NDArray[np.int32]
    year: NDArray[np.int32]
    outcome: Floats
    """1 where the challenger began a dispute with the target."""
    controls: Floats
    """Shape (n, len(CONTROLS))."""
    peace: Mapping[str, NDArray[np.int32]]
    """Of `CLOCKS`, to years of peace."""
    relevant: Yes
    """Contiguous by land or water, or one of the two a major power."""

    def __len__(self) -> int:
        return len(self.rows)

    def ties(self, *, rule: str = "any_day") -> Iterable[YearOfTies]:
        """Return the promises of each year, for these rows."""
        return years_of_ties(self.dyads, self.owed, self.rows, rule=rule)


def design_of(tables: Mapping[str, Table], *, first: int = FIRST, last: int = LAST) -> Design:
    """Return the comparison's rows, from the tables of `files.NEEDED`.

    Rows with an unknown column are left out, and dyad-years in which a dispute goes on and none
    begins.

    Raises:
        InputError: A table is missing, or no row is left, or nothing begins in any.
    """
    raise_if_lacking(tables, place="deterrence")
    states = states_of(tables["cow-states"], system="cow")
    dyads = dyad_years(state_years(states, first=first, last=last))
    began, onset, ongoing = _disputes(dyads, tables["gml-mid-dyad-years"])
    known = {**_strength(dyads, tables), **_nearness(dyads, tables)}
    kept = ~(ongoing & ~onset)
    for column in known.values():
        kept &= ~np.isnan(column)
    rows = _by_dyad(dyads, np.flatnonzero(kept))
    _raise_if_empty(began[rows], first, last)
    owed = obligations(tables["atop-members"])
    alike = _similarity(dyads, owed, rows)
    peace = {
        "initiation": peace_years(dyads, began, either=False)[rows],
        "dispute": peace_years(dyads, onset | ongoing)[rows],
    }
    code = dyads.of.code
    columns = {name: column[rows] for name, column in known.items()} | {"similarity": alike}
    return Design(
        dyads=dyads,
        owed=owed,
        rows=rows,
        challenger=code[dyads.first[rows]],
        target=code[dyads.second[rows]],
        year=dyads.year[rows],
        outcome=began[rows].astype(np.float64),
        controls=np.column_stack([columns[name] for name in CONTROLS]),
        peace=peace,
        relevant=_relevant(dyads, tables)[rows],
    )


def _disputes(dyads: DyadYears, disputes: Table) -> tuple[Yes, Yes, Yes]:
    """Return of each row: the first state began one; one began; one went on, by either."""
    one, two, year = (disputes[name] for name in ("cow1", "cow2", "year"))
    began, onset, ongoing = (np.zeros(len(dyads), bool) for _ in range(3))
    there = dyads.rows(one, two, year)
    first_begins = (disputes["onset"] == 1) & (there >= 0)
    for name, wanted in (("originator1", 1), ("originator2", 1), ("side_a1", 1), ("side_a2", 0)):
        first_begins &= disputes[name] == wanted
    began[there[first_begins]] = True
    for row in (there, dyads.rows(two, one, year)):
        onset[row[(row >= 0) & (disputes["onset"] == 1)]] = True
        ongoing[row[(row >= 0) & (disputes["ongoing"] == 1)]] = True
    return began, onset, ongoing


def _strength(dyads: DyadYears, tables: Mapping[str, Table]) -> dict[str, Floats]:
    strong = joined_columns(dyads, Joined(table=tables["cow-nmc"], columns=("cinc",)))
    polity = joined_columns(dyads, Joined(table=tables["democracy"], columns=("polity2",)))
    one, two = polity["polity21"], polity["polity22"]
    both = ((one >= DEMOCRACY) & (two >= DEMOCRACY)).astype(np.float64)
    both[is_missing(one) | is_missing(two)] = np.nan
    share = share_of_first(strong["cinc1"], strong["cinc2"])
    return {"capability_share": share, "joint_democracy": both}


def _nearness(dyads: DyadYears, tables: Mapping[str, Table]) -> dict[str, Floats]:
    places = Joined(table=tables["cow-capitals"], columns=("latitude", "longitude"))
    at = joined_columns(dyads, places)
    km = great_circle(at["latitude1"], at["longitude1"], at["latitude2"], at["longitude2"])
    far = np.log(np.maximum(km, 1.0))
    far[_contiguity(dyads, tables, several="latest") == 1] = 0.0
    return {"log_distance": far}


def _contiguity(
    dyads: DyadYears, tables: Mapping[str, Table], *, several: Literal["latest", "greatest"]
) -> NDArray[np.int64]:
    table = tables["cow-contiguity"]
    joined = Joined(table=table, columns=("contiguity",), several=several)
    return joined_columns(dyads, joined)["contiguity"]


def _relevant(dyads: DyadYears, tables: Mapping[str, Table]) -> Yes:
    # A border that ended within the year still made the two neighbours in it.
    near = _contiguity(dyads, tables, several="greatest")
    table = tables["cow-majors"]
    major = Joined(table=table.with_columns(major=np.ones(len(table), np.int8)), columns=("major",))
    found = joined_columns(dyads, major)
    close = (near >= 1) & (near <= 5)
    return np.asarray(close | (found["major1"] == 1) | (found["major2"] == 1))


def _by_dyad(dyads: DyadYears, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    one, two = (dyads.of.code[side[rows]].astype(np.int64) for side in (dyads.first, dyads.second))
    # The dyad-years stand by year: a stable sort keeps the years of a dyad in order.
    pair = np.minimum(one, two) * 10_000 + np.maximum(one, two)
    return rows[np.argsort(pair, kind="stable")]


def _similarity(dyads: DyadYears, owed: Table, rows: NDArray[np.int64]) -> Floats:
    found = np.empty(len(rows))
    for year in years_of_ties(dyads, owed, rows):
        ties = {name: year.allies(owed[name][year.promise] > 0, whose="either") for name in VALUE}
        alike = s_scores(valued(ties), farthest=FARTHEST)
        found[year.rows] = alike[year.challenger, year.target]
    return found


def _raise_if_empty(began: Yes, first: int, last: int) -> None:
    if not len(began):
        problem = f"no row of {first}-{last} has all columns known."
        raise InputError("deterrence", problem, "Choose years that all files cover.")
    if not began.any():
        problem = f"no dispute begins in any of the {len(began)} rows of {first}-{last}."
        raise InputError("deterrence", problem, "Choose years that the file of disputes covers.")
