"""The answer of `panel`: which columns were made, for which rows, from what?"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Section, Table
from foedus.commitment import load
from foedus.errors import InputError
from foedus.panel import Table as Columns
from foedus.panel.building import KINDS, Panel, dyads_on, panel
from foedus.panel.importing import import_file
from foedus.panel.importing.atop import obligations
from foedus.panel.joining import Joined
from foedus.panel.obligations import Basis, Obligations, of_coders, registered
from foedus.panel.table import is_missing
from foedus.panel.universe import States, YearRule, own_states, states_of
from foedus.panel.writing import Told, write

SOURCES = ("register", "atop", "both", "none")
ATOP_YEARS = (1815, 2018)
"""The years of which ATOP 5.1 speaks."""
SHOWN = 6
"""Rows printed."""
EVENTS = ("mid-dyads", "mid-dyad-years")
"""Ends of the ids of data sets that list events: absence within their years means none."""


def paneling(
    *,
    kind: str,
    system: str,
    years: tuple[int, int] | None = None,
    on: date | None = None,
    states: Path | None = None,
    continued: bool = False,
    rule: YearRule = "any_day",
    pledges: str = "register",
    atop: Path | None = None,
    basis: Basis = "in_force",
    beside: Sequence[Path] = (),
    out: Path | None = None,
    codebook: Path | None = None,
    told: Told | None = None,
) -> Answer:
    """Return what a panel holds; written to ``out`` if that is given.

    Args:
        kind: One of `foedus.panel.building.KINDS`; with ``on`` pairs of that day.
        system: cow | gw, chosen explicitly.
        years: First and last year.
        on: One day instead of years.
        states: The user's file of the system of states; default: the register's own states.
        continued: States still there at the file's end are taken as there to the last year.
        rule: When a year counts.
        pledges: register | atop | both | none.
        atop: The user's member-level file of ATOP.
        basis: Pledges of the register count from signature or from entry into force.
        beside: Files to join by code and year, each recognised by its columns.
        out: ``.csv``, ``.parquet`` or ``.dta``.
        codebook: ``.md`` or ``.json``.
        told: Called with the rows written so far.

    Raises:
        InputError: Something is missing, or does not go together.
    """
    first, last = years or (0, 0)
    system_ = _states(states, system, continued=last if continued else None)
    owed = _pledges(pledges, atop=atop, system=system, basis=basis)
    if on is not None:
        table = dyads_on(on, states=system_, pledges=owed)
        if out is not None:
            write(table, out, told=told)
        return _day_answer(table, on, out=out)
    if years is None:
        raise InputError("--years", "no years are given.", "Give --years 1816-2018, or --on DAY.")
    joined = [_joined(path) for path in beside]
    made = panel(
        kind, states=system_, first=first, last=last, rule=rule, pledges=owed, beside=joined
    )
    if out is not None:
        labels = {entry.name: entry.says for entry in made.codebook.entries}
        write(made.table, out, labels=labels, told=told)
    if codebook is not None:
        _write_codebook(made, codebook)
    return Answer(
        page=_page(made, out), data=envelope("panel", _body(made), on=None, known_on=None)
    )


def years_given(text: str) -> tuple[int, int]:
    """Return first and last year of ``1816-2018``.

    Raises:
        InputError: It is not so written.
    """
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise InputError("--years", f"'{text}' are no years.", "Write them as 1816-2018.")
    return int(first), int(last or first)


def _states(path: Path | None, system: str, *, continued: int | None) -> States:
    if path is None:
        return own_states(system)
    return states_of(import_file(path), system=system, continued=continued)


def _pledges(
    sources: str, *, atop: Path | None, system: str, basis: Basis
) -> dict[str, Obligations]:
    found: dict[str, Obligations] = {}
    if sources in ("register", "both"):
        found["register"] = registered(
            load(), system="gw" if system == "gw" else "cow", basis=basis
        )
    if sources in ("atop", "both"):
        if atop is None:
            mend = "Give --atop FILE, the member-level file of ATOP 5.1."
            raise InputError("--pledges", "no file of ATOP is given.", mend)
        found["atop"] = of_coders(obligations(import_file(atop)), covers=ATOP_YEARS)
    return found


def _joined(path: Path) -> Joined:
    table = import_file(path)
    if table.source and table.source.id.endswith(EVENTS):
        return Joined(table=table, none_means=0, several="greatest")
    return Joined(table=table)


def _write_codebook(made: Panel, path: Path) -> None:
    as_json = path.suffix == ".json"
    text = made.codebook.as_json(made.table) if as_json else made.codebook.as_markdown(made.table)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        problem = f"it cannot be written: {error.strerror or error}."
        raise InputError(str(path), problem, "Name another file.") from error


def _page(made: Panel, out: Path | None) -> Page:
    where = f" Written to {out}." if out else " Nothing is written: give --out FILE."
    return Page(
        title="A panel",
        lead=f"{made.codebook.rows} {len(made):,} rows, {len(made.table.names)} columns.{where}",
        facts=(("Kind", made.kind.replace("_", " ")), ("Rows", f"{len(made):,}")),
        blocks=tuple(_blocks(made)),
        foot=tuple(_cited(made)),
    )


def _cited(made: Panel) -> Iterator[str]:
    yield "Missing is missing: an empty field, never 0. Law, not behaviour; no estimate is in it."
    yield from (f"Source: {s.title} {s.version}".strip() for s in made.codebook.sources)


def _blocks(made: Panel) -> Iterator[Block]:
    records = made.codebook.of(made.table)
    rows = tuple((str(r["column"]), str(r["says"]), f"{int(r['missing']):,}") for r in records)
    yield Section(
        title="Columns",
        blocks=(Table(columns=("Column", "Says", "Missing"), rows=rows, caption="The codebook"),),
    )
    yield Section(title="First rows", blocks=(_rows(made.table),))
    absent = dict.fromkeys(e.absent for e in made.codebook.entries if e.absent)
    if absent:
        yield Section(title="What an absence means", blocks=(Bullets(items=tuple(absent)),))


def _rows(table: Columns) -> Block:
    names = table.names[:SHOWN]
    cells = tuple(
        tuple(_cell(table, name, row) for name in names) for row in range(min(SHOWN, len(table)))
    )
    more = len(table.names) - len(names)
    return Table(columns=names, rows=cells, caption=f"and {more} more columns" if more else "")


def _cell(table: Columns, name: str, row: int) -> str:
    value = table[name][row : row + 1]
    return "" if is_missing(value)[0] else str(value[0])


def _body(made: Panel) -> dict[str, Any]:
    return {
        "panel": made.kind,
        "rows": made.codebook.rows,
        "count": len(made),
        "columns": made.codebook.of(made.table),
        "sources": [
            {"id": s.id, "title": s.title, "version": s.version, "file": s.file, "how": s.how}
            for s in made.codebook.sources
        ],
    }


def _day_answer(table: Columns, on: date, *, out: Path | None) -> Answer:
    where = f" Written to {out}." if out else " Nothing is written: give --out FILE."
    body = {
        "panel": "dyad_day",
        "rows": f"One row is an ordered pair of states on {on}.",
        "count": len(table),
        "columns": [
            {
                "column": name,
                "says": "",
                "unit": "",
                "type": table[name].dtype.name,
                "missing": int(is_missing(table[name]).sum()),
                "absent": "",
                "source": "",
            }
            for name in table.names
        ],
        "sources": [],
    }
    page = Page(
        title=f"Pairs of states on {on}",
        lead=f"{len(table):,} ordered pairs.{where}",
        facts=(("As of", str(on)),),
        blocks=(Section(title="First rows", blocks=(_rows(table),)),),
    )
    return Answer(page=page, data=envelope("panel", body, on=on, known_on=None))


__all__ = ["KINDS", "SOURCES", "paneling", "years_given"]
