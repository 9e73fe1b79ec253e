"""The answer of `list`: which instruments are there on a day, one row each, and what changed?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Page, Para, Table
from foedus.briefing.written import SILENCE
from foedus.case.scope import exists
from foedus.commitment import Instrument, Register, load
from foedus.commitment.events import Event, changes_between
from foedus.comparison.subject import text_day
from foedus.names import state_code, state_name

STATUSES = ("in_force", "signed", "ended", "not_yet_signed")
FEW = 4
"""So many parties are named in a row; of more, how many there are."""


def listing(
    *,
    on: date,
    known_on: date | None = None,
    parties: Sequence[str] = (),
    statuses: Sequence[str] = ("in_force",),
    since: date | None = None,
) -> Answer:
    """Return the instruments that stand so on a day, by id.

    Args:
        on: The day.
        known_on: Only what the public knew by then; default: all that is known now.
        parties: States by code or name, every one of which is party on the day.
        statuses: Some of `STATUSES`.
        since: Also what changed after this day and until ``on`` (or the other way round).

    Raises:
        UnknownState: A party is no state of the register.
    """
    register = load()
    codes = tuple(dict.fromkeys(state_code(p, place="--party") for p in parties))
    found = [
        i
        for i in _known(register, known_on)
        if standing(i, on) in statuses and set(codes) <= set(_parties(i, on))
    ]
    changes = _changes(_known(register, known_on), codes, first=since, last=on)
    body: dict[str, Any] = {
        "parties": list(codes),
        "statuses": list(statuses),
        "instruments": [row_view(i, on=on) for i in found],
        "since": since.isoformat() if since else None,
        "changes": [change_view(i, e) for i, e in changes],
    }
    page = Page(
        title="The register",
        lead=_lead(found, codes, statuses=statuses, on=on),
        facts=(("As of", str(on)), ("Known on", str(known_on or "now"))),
        blocks=tuple(_blocks(found, changes, on=on, since=since)),
        foot=(SILENCE, f"Register {register.version}, {len(register.instruments)} instruments"),
    )
    return Answer(page=page, data=envelope("list", body, on=on, known_on=known_on))


def row_view(instrument: Instrument, *, on: date) -> dict[str, Any]:
    """Return an instrument on a day as one row of plain JSON data."""
    life = instrument.life
    return {
        "id": instrument.id,
        "title": instrument.title,
        "short": instrument.short,
        "binding": instrument.binding,
        "status": standing(instrument, on),
        "register_status": instrument.status,
        "parties": list(_parties(instrument, on)),
        "signed": life.signed.isoformat() if life.signed else None,
        "in_force": life.in_force.isoformat() if life.in_force else None,
        "until": life.until.isoformat() if life.until else None,
        "confidence": instrument.confidence,
    }


def standing(instrument: Instrument, on: date) -> str:
    """Return how an instrument stands on a day: one of `STATUSES`.

    One whose parties are no more, but for one, has ended with them, though nobody ended it.
    """
    told = instrument.status_on(on)
    several = len({state for state, _ in instrument.parties}) > 1
    if told == "in_force" and several and len(_parties(instrument, on)) < 2:
        return "ended"
    return told


def change_view(instrument: Instrument, event: Event) -> dict[str, Any]:
    """Return one event of an instrument as plain JSON data."""
    return {
        "day": event.day.isoformat(),
        "instrument": instrument.id,
        "kind": event.kind,
        "states": list(event.states),
        "words": event.words,
    }


def _known(register: Register, known_on: date | None) -> Iterator[Instrument]:
    for instrument in sorted(register.instruments.values(), key=lambda i: i.id):
        first = instrument.life.signed or instrument.life.in_force
        if known_on is None or first is None or first <= known_on:
            yield instrument


def _parties(instrument: Instrument, on: date) -> tuple[str, ...]:
    """Return the parties on a day; of a treaty signed and not in force, its first parties."""
    day = text_day(instrument, on)
    return tuple(code for code in instrument.parties_on(day) if exists(code, on))


def _changes(
    instruments: Iterable[Instrument],
    codes: Sequence[str],
    *,
    first: date | None,
    last: date,
) -> list[tuple[Instrument, Event]]:
    if first is None:
        return []
    everyone = ((i, {state for state, _ in i.parties}) for i in instruments)
    concerned = [i for i, states in everyone if set(codes) <= states]
    return [
        (i, e)
        for i, e in changes_between(concerned, first, last)
        if not codes or not e.states or set(codes) & set(e.states)
    ]


def _lead(
    found: Sequence[Instrument], codes: Sequence[str], *, statuses: Sequence[str], on: date
) -> str:
    kinds = " or ".join(s.replace("_", " ") for s in statuses)
    with_whom = " and ".join(state_name(c, on=on) for c in codes)
    of = f" with {with_whom} as {'party' if len(codes) == 1 else 'parties'}" if codes else ""
    count = f"{len(found)} instrument{'' if len(found) == 1 else 's'}"
    return f"{count}{of}: {kinds} on {on}."


def _blocks(
    found: Sequence[Instrument],
    changes: Sequence[tuple[Instrument, Event]],
    *,
    on: date,
    since: date | None,
) -> Iterator[Block]:
    if found:
        rows = tuple(
            (i.id, str(i.life.in_force or i.life.signed or "—"), _few(i, on), _title(i))
            for i in found
        )
        yield Table(columns=("Id", "Since", "Parties", "Title"), rows=rows, shape="rows")
    if since is not None and changes:
        told = tuple((str(e.day), i.id, e.words) for i, e in changes)
        caption = f"What changed between {min(since, on)} and {max(since, on)}"
        yield Table(columns=("Day", "Id", "What"), rows=told, caption=caption)
    elif since is not None:
        yield Para(words=f"Nothing changed between {min(since, on)} and {max(since, on)}.")


def _few(instrument: Instrument, on: date) -> str:
    states = _parties(instrument, on)
    if not states:
        return "—"
    return " ".join(states) if len(states) <= FEW else f"{len(states)} states"


def _title(instrument: Instrument) -> str:
    sure = "" if instrument.status == "confirmed" else " [unconfirmed]"
    return f"{instrument.title}{sure}"
