"""Where do members, their days and the days of states differ from the other lists, and why?

A part of `atop.py`, which writes it into its page. A reason is given in ``atop-reasons.yaml``
by instrument (``ID dates``); two need no telling there, because the days themselves show them:
that the other list counts from signature, and that a state joined after it ends. What has
neither is printed as not looked into.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foedus.commitment import Instrument
from foedus.names import state, state_of_cow

LAST = 2018
"""The last year of ATOP 5.1."""
NOT_LOOKED_INTO = "not looked into"


class Row(NamedTuple):
    """One member's spell under one alliance, and what it owes."""

    alliance: int
    state: str
    first: date
    last: date
    pledges: frozenset[str]


Years = tuple[int, int]
"""First and last year."""


def membership_lines(
    instruments: list[Instrument], rows: Iterable[Row], told: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Yield the section on members and their years."""
    by_alliance: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_alliance[row.alliance].append(row)
    lines: list[str] = []
    for instrument in instruments:
        own = [r for number in instrument.refs.get("atop", ()) for r in by_alliance[number]]
        reason = told.get(f"{instrument.id} dates", {}).get("reason")
        lines += _of_instrument(instrument, own, reason=reason)
    unknown = sum(NOT_LOOKED_INTO in line for line in lines)
    yield from ("", "## Membership and dates", "")
    yield f"First and last year of each member, where they differ by more than one: {len(lines)}"
    yield f"rows, of which {unknown} hold something not looked into."
    yield from ("", "| instrument | states | ours | theirs | reason |", "|---|---|---|---|---|")
    yield from lines


def _of_instrument(instrument: Instrument, rows: list[Row], *, reason: str | None) -> Iterator[str]:
    groups: dict[tuple[Years | None, Years | None], list[str]] = defaultdict(list)
    for code, years in _differences(instrument, rows):
        groups[years].append(code)
    for (ours, theirs), states in groups.items():
        names = " ".join(states) if len(states) <= 8 else f"{len(states)} states"
        days = f"{_span(ours, 'no party')} | {_span(theirs, 'no member')}"
        why = _why_apart(ours, theirs, signed=instrument.life.signed, told=reason)
        yield f"| {instrument.id} | {names} | {days} | {why} |"


def _span(years: Years | None, otherwise: str) -> str:
    return f"{years[0]} to {years[1]}" if years else otherwise


def _why_apart(
    ours: Years | None, theirs: Years | None, *, signed: date | None, told: str | None
) -> str:
    if ours is None or theirs is None:
        return told or NOT_LOOKED_INTO
    reasons = []
    if theirs[0] < ours[0] and signed is not None and signed.year == theirs[0]:
        reasons.append("they count from signature")
    elif theirs[0] != ours[0]:
        reasons.append(told or f"first year {NOT_LOOKED_INTO}")
    if abs(theirs[1] - ours[1]) > 1 and told not in reasons:
        reasons.append(told or f"last year {NOT_LOOKED_INTO}")
    return "; ".join(reasons)


def _differences(
    instrument: Instrument, rows: list[Row]
) -> Iterator[tuple[str, tuple[Years | None, Years | None]]]:
    if not rows:
        return
    theirs: dict[str, Years] = {}
    for row in rows:
        first, last = theirs.get(row.state, (row.first.year, row.last.year))
        theirs[row.state] = min(first, row.first.year), max(last, row.last.year)
    ours = _our_years(instrument)
    for code in sorted({*ours, *theirs}):
        own, other = ours.get(code), theirs.get(code)
        if own is None or other is None or max(abs(own[k] - other[k]) for k in (0, 1)) > 1:
            yield code, (own, other)


def _our_years(instrument: Instrument) -> dict[str, Years]:
    """Return state to first and last year as a party, as far as the other list goes."""
    beyond = date(LAST + 1, 1, 1)
    end = instrument.life.until or beyond
    found: dict[str, Years] = {}
    for code, span in instrument.parties:
        start = span.start or instrument.life.in_force or instrument.life.signed
        stop = min(span.end or end, end, beyond)
        if start is None or start >= beyond:
            continue
        last = date.fromordinal(stop.toordinal() - 1).year
        before = found.get(code, (start.year, last))
        found[code] = min(before[0], start.year), max(before[1], last)
    return found


def state_lines(path: Path) -> Iterator[str]:
    """Yield the section on first days of states; nothing without the file, or polars to read it."""
    if not path.is_file():
        return
    import polars as pl  # noqa: PLC0415 - in dev only

    yield from ("", "## States against the COW system", "")
    yield "First days that differ by more than a year, for the spell in which both have the state."
    yield from ("", "| state | ours | theirs | reason |", "|---|---|---|---|")
    for row in pl.read_parquet(path).iter_rows(named=True):
        first, last = (
            date(row[f"{end}year"], row[f"{end}month"], row[f"{end}day"]) for end in ("st", "end")
        )
        middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
        code = state_of_cow(str(row["ccode"]), on=middle)
        assert code is not None, row["stateabb"]
        spell = next(s for s in state(code).spells if middle in s)
        ours = spell.start or SYSTEM
        if abs((ours - first).days) > 366 and max(ours, first) > SYSTEM:
            yield f"| {code} | {_first(spell.start)} | {first} | {_why(code, ours, first)} |"


SYSTEM = date(1816, 1, 1)
SMALL = (
    *("AND", "FSM", "KIR", "LIE", "MCO", "MHL"),
    *("NRU", "SMR", "TON", "TUV", "VUT", "WSM"),
)


def _first(day: date | None) -> str:
    return str(day) if day else "before 1816"


def _why(code: str, ours: date, theirs: date) -> str:
    """Return why their first day is another one; their rules are those of the system's codebook."""
    if code in SMALL:
        return "they count from membership of the United Nations or from missions; a state before"
    if theirs < date(1938, 1, 1) and ours < theirs:
        return "they ask for missions of two great powers, or membership of the League"
    if date(1938, 1, 1) <= theirs <= date(1955, 12, 31) and ours < theirs:
        return "they interrupt for occupation and count from its end; here the state goes on"
    if ours < theirs:
        return "they count from recognition or membership; here from independence"
    return "they count from effective rule; here from recognition"
