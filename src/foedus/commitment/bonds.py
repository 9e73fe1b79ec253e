"""How is the bond of each party read? Its dates, departures, reservations, suspensions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from foedus.codes import ALPHA3
from foedus.commitment.instrument import (
    Ending,
    Exit,
    Life,
    Member,
    Participation,
    Patch,
    Provisional,
    Standing,
)
from foedus.commitment.parsing import Plain, as_tuple, parse_condition, to_day
from foedus.dates import Interval


def memberships(
    joined: Mapping[str, list[str]], leaves: Mapping[str, Any]
) -> tuple[tuple[str, Interval], ...]:
    """Return (state, interval) pairs; who left and came back has two.

    Args:
        joined: Day to the states that joined on it.
        leaves: State to the day (or days) on which its membership ended, or its departure.
    """
    pairs = [(state, date.fromisoformat(day)) for day in sorted(joined) for state in joined[day]]
    return tuple((s, Interval(start, _end(start, leave_days(leaves.get(s))))) for s, start in pairs)


def leave_days(plain: Any) -> tuple[str, ...]:
    """Return the days on which a membership ended, from any of the ways to write them."""
    return (plain["effect"],) if isinstance(plain, Mapping) else as_tuple(plain)


def exits(leaves: Mapping[str, Any]) -> Iterator[Exit]:
    """Yield the departures of which more is told than their day."""
    for state, plain in leaves.items():
        if isinstance(plain, Mapping):
            yield Exit(
                state=state,
                effect=date.fromisoformat(plain["effect"]),
                notice=to_day(plain.get("notice")),
                intent=to_day(plain.get("intent")),
                cite=plain.get("cite"),
                note=plain.get("note"),
            )


def _end(start: date, ends: tuple[str, ...]) -> date | None:
    return min((d for d in map(date.fromisoformat, ends) if d > start), default=None)


def to_life(plain: Plain) -> Life:
    """Return the dates of an instrument."""
    leave = plain.get("exit", {})
    events = sorted(
        (date.fromisoformat(day), said) for day, said in plain.get("events", {}).items()
    )
    return Life(
        signed=to_day(plain.get("signed")),
        in_force=to_day(plain.get("in_force")),
        until=to_day(plain.get("until")),
        ended_by=plain.get("ended_by"),
        published=to_day(plain.get("published")),
        exit_notice=leave.get("notice"),
        exit_earliest=to_day(leave.get("earliest")),
        exit_to=leave.get("to"),
        exit_cite=leave.get("cite"),
        events=tuple(events),
        provisional=_provisional(plain["provisional"]) if "provisional" in plain else None,
    )


def _provisional(plain: Plain) -> Provisional:
    return Provisional(
        span=Interval(to_day(plain["from"]), to_day(plain.get("until"))),
        states=as_tuple(plain.get("states")),
        cite=plain.get("cite"),
    )


def to_ending(plain: Plain) -> Ending:
    """Return an end that some assert."""
    return Ending(
        id=plain["id"],
        kind=plain["kind"],
        day=date.fromisoformat(plain["day"]),
        by=as_tuple(plain["by"]),
        denied_by=as_tuple(plain.get("denied_by")),
        cite=plain.get("cite"),
        source=plain["source"],
        note=plain.get("note"),
    )


def to_reservation(plain: Plain) -> Patch:
    """Return a reservation: it counts for its author as obligor."""
    return _patch(plain, by=plain["state"], states=(plain["state"],))


def to_interpretation(plain: Plain) -> Patch:
    """Return an official reading: of states it counts for them as obligors, of a body for all."""
    authors = as_tuple(plain["by"])
    states = tuple(a for a in authors if ALPHA3.match(a))
    return _patch(plain, by=" and ".join(authors), states=states if states == authors else ())


def _patch(plain: Plain, *, by: str, states: tuple[str, ...]) -> Patch:
    return Patch(
        by=by,
        states=states,
        day=to_day(plain.get("date")),
        until=to_day(plain.get("until")),
        known_from=to_day(plain.get("known_from")),
        conditions={key: parse_condition(to) for key, to in plain.get("patch", {}).items()},
        says=plain.get("says", ""),
        cite=plain.get("cite"),
        source=plain.get("source"),
        reciprocal=plain.get("reciprocal", False),
    )


def to_participation(plain: Plain) -> Participation:
    """Return a suspension or declared freeze."""
    return Participation(
        state=plain["state"],
        towards=as_tuple(plain.get("towards")),
        kind=plain["kind"],
        span=Interval(to_day(plain["from"]), to_day(plain.get("until"))),
        source=plain["source"],
        note=plain.get("note"),
    )


def to_standing(plain: Plain) -> Standing:
    """Return the standing of a state that is no party."""
    return Standing(
        state=plain["state"],
        span=Interval(to_day(plain["from"]), to_day(plain.get("until"))),
        cite=plain["cite"],
        note=plain.get("note"),
    )


def to_refs(plain: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Return where others list it: each list's name to its numbers."""
    return {name: tuple(numbers) for name, numbers in plain.items()}


def by_day(plain: Mapping[str, list[str]]) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Return (day, states) pairs, by day."""
    return tuple((date.fromisoformat(day), tuple(plain[day])) for day in sorted(plain))


def to_member(plain: Plain) -> Member:
    """Return one agreement of a family."""
    days = {key: to_day(plain.get(key)) for key in ("signed", "in_force", "until")}
    return Member(
        parties=tuple(plain["parties"]),
        title=plain["title"],
        refs=to_refs(plain.get("refs", {})),
        source=plain.get("source"),
        note=plain.get("note"),
        **days,
    )
