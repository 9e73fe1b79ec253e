"""All of it on two pages: said, written, the difference, the case, the odds, the sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.casework import INVENTED, bound_sentence, sentence_case
from foedus.briefing.difference import (
    CAUTION,
    difference_blocks,
    hold,
    report_view,
    verdict_lead,
)
from foedus.briefing.digest import case_summary, duties_list
from foedus.briefing.envelope import envelope
from foedus.briefing.estimating import estimate_blocks, estimate_view
from foedus.briefing.page import Block, Bullets, Page, Para, Section, Words, faint, strong
from foedus.briefing.source import DAY_FROM, Source, document_view, language_notes, read_source
from foedus.briefing.speech import statement_line, statement_view
from foedus.briefing.supposed import as_command, supposed_incident
from foedus.case import Case, as_data, decide
from foedus.commitment import Instrument, Register, load
from foedus.comparison import Report
from foedus.comparison.subject import text_day
from foedus.outlook import Estimate, estimate_honoured

MOST_STATEMENTS = 4
SOURCES_LINE = "Sources read for the register's coding; the text itself is in your hands."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a brief tells, before it is laid out."""

    source: Source
    report: Report
    case: Case | None
    """The incident that the text supposes, decided on the day of the brief."""
    case_in_force: Case | None
    """The same incident on the first day of the treaty, where it was not in force yet."""
    estimates: tuple[Estimate, ...]
    sources: tuple[tuple[str, str], ...]
    """(instrument, source) pairs."""
    register: str
    on: date
    known_on: date | None


def brief(
    raw: bytes | Path,
    *,
    today: date,
    said_on: date | None = None,
    on: date | None = None,
    known_on: date | None = None,
    instrument: str | None = None,
) -> Answer:
    """Return the brief of a text, as a page and as plain data.

    Args:
        raw: A path, or the bytes of a text.
        today: The face's clock; used only where the text gives no day.
        said_on: Day on which the words were said.
        on: Day on which the supposed incident is decided; default: ``said_on``.
        known_on: Answer from what was public by this day.
        instrument: Compare with this instrument.

    Raises:
        DocumentError: The text cannot be read.
        UnknownInstrument: ``instrument`` is not in the register.
    """
    register = load()
    known = register.as_known(known_on) if known_on else register
    source = read_source(raw, said_on=said_on, today=today)
    report = hold(source, known, instrument=instrument)
    found = _gather(source, report, known, on=on or source.said_on, known_on=known_on)
    return Answer(page=_page(found), data=_view(found))


def _gather(
    source: Source, report: Report, register: Register, *, on: date, known_on: date | None
) -> Brief:
    main = register.instruments.get(report.compared.instrument) if report.compared else None
    case = later = None
    incident = supposed_incident(source.statements, main, day=on)
    if incident is not None:
        case = decide(incident, register)
        first = text_day(main, on) if main else on
        if first != on:
            later_incident = supposed_incident(source.statements, main, day=first)
            later = decide(later_incident, register) if later_incident else None
    return Brief(
        source=source,
        report=report,
        case=case,
        case_in_force=later,
        estimates=tuple(_estimates(main, on=on)),
        sources=tuple(_sources(report, register)),
        register=register.version,
        on=on,
        known_on=known_on,
    )


def _estimates(main: Instrument | None, *, on: date) -> Iterator[Estimate]:
    if main is None:
        return
    owed = {a.norm.must for a in main.articles_on(text_day(main, on)) if not a.standing}
    for must in ("assist", "apply_measures", "consult"):
        if must in owed:
            yield estimate_honoured(pledge=must, day=on)
            return


def _sources(report: Report, register: Register) -> Iterator[tuple[str, str]]:
    for standing in dict.fromkeys(s.instrument for s in (report.compared, report.governing) if s):
        yield from ((standing, source) for source in register.instruments[standing].sources)


def _view(found: Brief) -> dict[str, Any]:
    text = found.source.document.text
    body = {
        "document": document_view(found.source),
        **report_view(found.report, text),
        "statements": [statement_view(s, text) for s in found.source.statements],
        "case": as_data(found.case) if found.case else None,
        "case_in_force": as_data(found.case_in_force) if found.case_in_force else None,
        "estimates": [estimate_view(e) for e in found.estimates],
        "sources": [{"instrument": i, "source": s} for i, s in found.sources],
        "notes": list(found.report.notes),
        "caution": CAUTION,
    }
    return envelope("brief", body, on=found.on, known_on=found.known_on)


def _page(found: Brief) -> Page:
    document = found.source.document
    lead = verdict_lead(found.report)
    return Page(
        title=document.title or _title(found),
        lead=lead,
        facts=(
            ("Said on", f"{found.source.said_on} ({DAY_FROM[found.source.day_from]})"),
            ("As of", str(found.on)),
            ("Known on", str(found.known_on or "now")),
            *((("Outlet", document.outlet),) if document.outlet else ()),
        ),
        blocks=tuple(_blocks(found)),
        foot=(CAUTION, f"Foedus, register {found.register}. {SOURCES_LINE}"),
    )


def _title(found: Brief) -> str:
    about = f" on {found.report.compared.short}" if found.report.compared else ""
    return f"Brief{about}"


def _blocks(found: Brief) -> Iterator[Block]:
    yield from _said(found)
    yield from difference_blocks(found.report, found.source.document.text)
    yield from _cases(found)
    for estimate in found.estimates:
        blocks = tuple(estimate_blocks(estimate, most_warnings=2))
        yield Section(title="How likely are such pledges kept?", tone="estimate", blocks=blocks)
    if found.sources:
        yield Section(title="Sources", blocks=(Bullets(items=tuple(_source_lines(found))),))
    if notes := (*found.source.document.notes, *language_notes(found.source)):
        yield Section(title="On the text", tone="caution", blocks=(Bullets(items=notes),))


def _source_lines(found: Brief) -> Iterator[Words]:
    for instrument in dict.fromkeys(i for i, _ in found.sources):
        listed = "; ".join(source for i, source in found.sources if i == instrument)
        yield (strong(f"{instrument} "), faint(listed))


def _said(found: Brief) -> Iterator[Block]:
    text = found.source.document.text
    telling = ("commitment", "denial_of_commitment", "threat", "request")
    claims = [(s, c) for s in found.source.statements for c in s.claims if c.kind in telling]
    if not claims:
        claims = [
            (s, c)
            for s in found.source.statements
            for c in s.claims
            if c.kind == "treaty_description" and c.duty != "none"
        ]
    if not claims:
        yield Para(words="Nothing found: no promise of help between states stands in this text.")
        return
    items = tuple(statement_line(s, c, text) for s, c in claims[:MOST_STATEMENTS])
    left = len(claims) - len(items)
    more = ((faint(f"and {left} more (foedus read)"),),) if left > 0 else ()
    yield Section(title="What was said", blocks=(Bullets(items=(*items, *more)),))


def _cases(found: Brief) -> Iterator[Block]:
    case, later = found.case, found.case_in_force
    if case is None:
        return
    command = f"To change the facts: {as_command(case.incident)}"
    head = Para(words=(f"{sentence_case(case.incident.label)}. {INVENTED} ", faint(command)))
    told = Para(words=(strong(bound_sentence(case)),))
    rest = case_summary(case) if later is None else duties_list(case)
    blocks = (head, told, *rest)
    yield Section(title=f"If it happened on {case.incident.day}", blocks=blocks, tone="law")
    if later is not None:
        title = f"The same, once the treaty is in force ({later.incident.day})"
        told = Para(words=(strong(bound_sentence(later)),))
        yield Section(title=title, blocks=(told, *case_summary(later)), tone="law")
