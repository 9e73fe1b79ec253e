"""Which table does a researcher want? A panel with its codebook: rows, pledges, other columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from foedus.commitment.pledges import PLEDGES
from foedus.errors import InputError
from foedus.panel.codebook import Codebook, Entry, sources_of
from foedus.panel.dyads import DyadYears, dyad_years
from foedus.panel.joining import Joined, joined_columns
from foedus.panel.obligations import Obligations
from foedus.panel.pledged import DIRECTIONS, MISSING, pledge_columns
from foedus.panel.table import Column, Table
from foedus.panel.universe import YEAR_RULES, States, StateYears, YearRule, state_years, states_on

KINDS = ("state_year", "dyad_year", "directed_dyad_year")
ROW_WORDS = {
    "state_year": "One row is a state in a year",
    "dyad_year": "One row is an unordered pair of states in a year",
    "directed_dyad_year": "One row is an ordered pair of states in a year",
}
SILENT = {
    "register": "0: the register holds no such pledge; its silence is not absence of one.",
    "coders": "Missing: the coders do not speak of that year.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A table with what its columns mean."""

    kind: str
    rows: StateYears | DyadYears
    table: Table
    codebook: Codebook

    def __len__(self) -> int:
        return len(self.table)


def panel(
    kind: str,
    *,
    states: States,
    first: int,
    last: int,
    rule: YearRule = "any_day",
    pledges: Mapping[str, Obligations] | None = None,
    beside: Sequence[Joined] = (),
) -> Panel:
    """Return a panel of states or of pairs of states, by year.

    Args:
        kind: One of `KINDS`.
        states: The system of states, chosen explicitly.
        first: First year.
        last: Last year.
        rule: When a year counts for a state or a pledge; one of `YEAR_RULES`.
        pledges: Name of the source (``register``, ``atop``) to its directed pledges; with more
            than one, the columns bear the source's name in front.
        beside: Other tables, joined by code and year.

    Raises:
        InputError: No such kind or rule, no rows, codes of different systems, or two columns of
            one name.

    >>> from foedus.panel.universe import own_states
    >>> made = panel("dyad_year", states=own_states("cow"), first=1914, last=1914)
    >>> made.table.names
    ('cow1', 'cow2', 'year')
    """
    if kind not in KINDS:
        raise InputError("--kind", f"no kind '{kind}'.", f"Choose {', '.join(KINDS)}.")
    of = state_years(states, first=first, last=last, rule=rule)
    rows = of if kind == "state_year" else dyad_years(of, directed=kind == "directed_dyad_year")
    table = rows.table()
    entries = list(_key_entries(table, states))
    added: dict[str, Column] = {}
    for name, obligations in (pledges or {}).items():
        front = f"{name}_" if len(pledges or {}) > 1 else ""
        columns = _pledged(rows, obligations, rule)
        _add(added, {front + n: c for n, c in columns.items()}, table)
        entries += _pledge_entries(columns, front, obligations)
    for joined in beside:
        columns = joined_columns(rows, joined, rule=rule)
        _add(added, columns, table)
        entries += _joined_entries(columns, joined)
    every = (states.source, *(o.source for o in (pledges or {}).values()))
    sources = sources_of((*every, *(j.table.source for j in beside)))
    words = f"{ROW_WORDS[kind]} ({states.system}), {of.first}-{of.last}; a year counts for a spell"
    codebook = Codebook(
        rows=f"{words} that runs {YEAR_RULES[rule]}.", entries=tuple(entries), sources=sources
    )
    return Panel(kind=kind, rows=rows, table=table.with_columns(**added), codebook=codebook)


def dyads_on(
    day: date, *, states: States, pledges: Mapping[str, Obligations] | None = None
) -> Table:
    """Return every ordered pair of states on one day, with what the first pledges the second."""
    members = states_on(states, day)
    if len(members) < 2:
        problem = f"{len(members)} states of the system '{states.system}' on {day}."
        raise InputError("--day", problem, "Choose a day that the file of states covers.")
    place = {code: at for at, code in enumerate(members.tolist())}
    size = len(members)
    one, two = np.nonzero(~np.eye(size, dtype=bool))
    system = states.system
    columns: dict[str, Column] = {f"{system}1": members[one], f"{system}2": members[two]}
    columns["day"] = np.full(len(one), np.datetime64(day, "D"))
    for name, owed in (pledges or {}).items():
        front = f"{name}_" if len(pledges or {}) > 1 else ""
        on = np.datetime64(day, "D")
        there = np.flatnonzero((owed.start <= on) & (on < owed.end))
        silent = owed.covers is not None and not owed.covers[0] <= day.year <= owed.covers[1]
        for pledge in PLEDGES:
            matrix = np.zeros((size, size), np.int8)
            for row in there[owed.of(pledge)[there]].tolist():
                i, j = place.get(int(owed.obligor[row])), place.get(int(owed.beneficiary[row]))
                if i is not None and j is not None:
                    matrix[i, j] = 1
            columns[f"{front}{pledge}_owed"] = (
                np.full(len(one), MISSING, np.int8) if silent else matrix[one, two]
            )
    return Table(columns=columns, source=states.source)


def _pledged(
    rows: StateYears | DyadYears, obligations: Obligations, rule: YearRule
) -> dict[str, Column]:
    if isinstance(rows, DyadYears):
        directions = ("owed",) if rows.directed else tuple(DIRECTIONS)
        return dict(pledge_columns(rows, obligations, rule=rule, directions=directions))
    return _counted(rows, obligations, rule)


def _counted(of: StateYears, obligations: Obligations, rule: YearRule) -> dict[str, Column]:
    """Return how many states each state owes a pledge, and how many owe it one."""
    dyads = dyad_years(of)
    found: dict[str, Column] = {}
    for name, column in pledge_columns(dyads, obligations, rule=rule).items():
        pledge, yes = name.removesuffix("_owed"), column > 0
        silent = np.zeros(len(of), bool)
        silent[dyads.first[column == MISSING]] = True
        for word, side in (("owes", dyads.first), ("owed_by", dyads.second)):
            count = np.bincount(side[yes], minlength=len(of)).astype(np.int16)
            count[silent] = np.iinfo(np.int16).min
            found[f"{pledge}_{word}"] = count
    return found


def _add(added: dict[str, Column], columns: Mapping[str, Column], table: Table) -> None:
    twice = [name for name in columns if name in added or name in table]
    if twice:
        mend = "Choose columns of one of the files, or rename one (Table.renamed)."
        raise InputError("panel", f"two columns would be called '{twice[0]}'.", mend)
    added.update(columns)


def _key_entries(table: Table, states: States) -> Iterable[Entry]:
    source = states.source.title if states.source else ""
    for name in table.names:
        if name == "year":
            yield Entry(name=name, says="The year.")
            continue
        which = {"1": "the first state", "2": "the second state"}.get(name[-1], "the state")
        yield Entry(name=name, says=f"Code of {which} ({states.system}).", source=source)


def _pledge_entries(
    columns: Mapping[str, Column], front: str, obligations: Obligations
) -> Iterable[Entry]:
    words = {
        "owed": DIRECTIONS["owed"],
        "held": DIRECTIONS["held"],
        "owes": "to how many states the state owes it",
        "owed_by": "how many states owe it to the state",
    }
    source = f"{obligations.source.title} {obligations.source.version}".strip()
    absent = SILENT["register" if obligations.covers is None else "coders"]
    for name, column in columns.items():
        pledge, _, word = name.partition("_")
        unit = "0 or 1" if column.dtype == np.int8 else "states"
        says = f"A pledge of {pledge}: {words[word]}."
        yield Entry(name=front + name, says=says, unit=unit, source=source, absent=absent)


def _joined_entries(columns: Mapping[str, Column], joined: Joined) -> Iterable[Entry]:
    source = joined.table.source
    told = f"{source.title} {source.version}".strip() if source else ""
    absent = "Missing: the file has no row."
    if joined.none_means is not None:
        absent = f"{joined.none_means}: the file lists none in a year that it covers."
    for name in columns:
        yield Entry(name=name, says=f"'{name}' as the file has it.", source=told, absent=absent)
