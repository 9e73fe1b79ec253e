"""The answer of `load`: what is written, on that day, as known on that day?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Section, Table, faint, strong
from foedus.commitment import Article, Instrument, load
from foedus.comparison.standing import standing_on
from foedus.comparison.subject import text_day
from foedus.names import state_name

SILENCE = "Silence of this register is not absence of a duty."
MUST_WORDS = {
    "assist": "assist the victim",
    "consult": "consult",
    "apply_measures": "apply measures",
    "abstain": "abstain",
    "not_assist_aggressor": "give the aggressor no help",
    "report": "report",
    "remain_neutral": "remain neutral",
    "cooperate": "cooperate",
}


def written(instruments: Sequence[str], *, on: date, known_on: date | None) -> Answer:
    """Return the register, or the instruments named, on a day.

    Raises:
        UnknownInstrument: An id is not in the register.
        RegisterError: A file of the register is faulty.
    """
    register = load()
    named = [register.instrument(i) for i in instruments] or sorted(
        register.instruments.values(), key=lambda i: i.id
    )
    shown = [i for i in named if known_on is None or _known(i, known_on)]
    body = {"instruments": [instrument_view(i, on=on) for i in shown]}
    data = envelope("register", body, on=on, known_on=known_on)
    blocks = tuple(_anatomy(i, on=on) for i in shown) if instruments else (_list(shown, on=on),)
    count = sum(i.status_on(on) == "in_force" for i in shown)
    return Answer(
        page=Page(
            title=named[0].title if len(instruments) == 1 else "The register",
            lead=f"{len(shown)} instruments, {count} in force on {on}."
            if not instruments
            else " ".join(standing_on(i, on).sentence for i in shown),
            facts=(("As of", str(on)), ("Known on", str(known_on or "now"))),
            blocks=blocks or (Para(words="Nothing was known of it by that day."),),
            foot=(SILENCE, f"Register {register.version}"),
        ),
        data=data,
    )


def instrument_view(instrument: Instrument, *, on: date) -> dict[str, Any]:
    """Return an instrument on a day as plain JSON data."""
    life, day = instrument.life, text_day(instrument, on)
    dates = {name: getattr(life, name) for name in ("signed", "published", "in_force", "until")}
    return {
        "id": instrument.id,
        "title": instrument.title,
        "binding": instrument.binding,
        "status": instrument.status_on(on),
        "parties": list(instrument.parties_on(day)),
        **{name: value.isoformat() if value else None for name, value in dates.items()},
        "domains": list(instrument.domains),
        "articles": [_article_view(a) for a in instrument.articles_on(day)],
        "confidence": instrument.confidence,
        "register_status": instrument.status,
        "sources": list(instrument.sources),
    }


def _known(instrument: Instrument, day: date) -> bool:
    first = instrument.life.signed or instrument.life.in_force
    return first is None or first <= day


def _article_view(article: Article) -> dict[str, Any]:
    norm = article.norm
    return {
        "id": article.id,
        "number": article.number,
        "cite": article.cite,
        "summary": article.summary,
        "must": norm.must,
        "force": norm.force,
        "means": norm.means,
        "aid": list(norm.aid),
        "decided_by": norm.decided_by,
        "procedure": norm.procedure,
        "delay": norm.delay,
        "refers_to": list(article.refers_to),
    }


def _list(instruments: list[Instrument], *, on: date) -> Block:
    rows = tuple(
        (
            i.id,
            ", ".join(i.parties_on(text_day(i, on))) or "—",
            str(i.life.in_force or "—"),
            i.status_on(on).replace("_", " "),
            i.title if i.status == "confirmed" else f"{i.title} [unconfirmed]",
        )
        for i in instruments
    )
    return Table(columns=("Id", "Parties", "In force", "Status", "Title"), rows=rows)


def _anatomy(instrument: Instrument, *, on: date) -> Block:
    return Section(title=instrument.title, blocks=tuple(_parts(instrument, on=on)))


def _parts(instrument: Instrument, *, on: date) -> Iterator[Block]:
    day = text_day(instrument, on)
    parties = ", ".join(state_name(s, on=day) for s in instrument.parties_on(day)) or "none"
    yield Para(words=f"{standing_on(instrument, on).sentence} Parties: {parties}.")
    rows = tuple(
        (strong(a.cite), MUST_WORDS.get(a.norm.must, a.norm.must), a.summary)
        for a in instrument.articles_on(day)
    )
    yield Table(columns=("Article", "Duty", "In our words"), rows=rows)
    events = tuple(f"{when}: {what}" for when, what in instrument.life.events)
    if events:
        yield Section(title="Dates", blocks=(Bullets(items=events),))
    if instrument.notes:
        yield Section(title="Notes", blocks=(Bullets(items=instrument.notes),))
    sources = tuple((faint(source),) for source in instrument.sources)
    yield Section(title="Sources", blocks=(Bullets(items=sources),))
