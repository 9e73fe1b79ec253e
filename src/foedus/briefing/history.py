"""The answer of `show --history`: what happened to one instrument, day by day?"""

from collections.abc import Iterator
from datetime import date

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.listing import change_view, row_view
from foedus.briefing.page import Block, Page, Section, Table, faint
from foedus.commitment import Instrument, load
from foedus.commitment.events import events_of
from foedus.comparison.standing import standing_on


def history(id_: str, *, on: date, known_on: date | None = None) -> Answer:
    """Return the dated facts of an instrument, and what states did under it.

    Args:
        id_: The instrument's id.
        on: The day for which its standing is told.
        known_on: Only what had happened by then.

    Raises:
        UnknownInstrument: The register has no such instrument.
    """
    register = load()
    instrument = register.instrument(id_, known_on=known_on)
    events = [e for e in events_of(instrument) if known_on is None or e.day <= known_on]
    body = {
        "instrument": row_view(instrument, on=on),
        "events": [change_view(instrument, e) for e in events],
        "practice": [
            {"day": p.day.isoformat(), "what": p.what, "source": p.source}
            for p in instrument.practice
        ],
    }
    rows = tuple((str(e.day), e.kind.replace("_", " "), e.words) for e in events)
    page = Page(
        title=instrument.title,
        lead=standing_on(instrument, on).sentence,
        facts=(("As of", str(on)), ("Known on", str(known_on or "now"))),
        blocks=(Table(columns=("Day", "Kind", "What"), rows=rows), *_practice(instrument)),
        foot=(f"Register {register.version}",),
    )
    return Answer(page=page, data=envelope("history", body, on=on, known_on=known_on))


def _practice(instrument: Instrument) -> Iterator[Block]:
    rows = tuple((str(p.day), p.what, faint(p.source)) for p in instrument.practice)
    if rows:
        table = Table(columns=("Day", "What", "Source"), rows=rows)
        yield Section(title="What states did: no part of the law", blocks=(table,))
