"""The answer of `read`: what was said, by whom, in which words?"""

from datetime import date
from pathlib import Path

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.folding import folded
from foedus.briefing.page import Bullets, Page, Para, Section, Words
from foedus.briefing.source import DAY_FROM, Source, document_view, language_notes, read_source
from foedus.briefing.speech import KINDS, statement_line, statement_view

ORDER = (
    "commitment",
    "denial_of_commitment",
    "treaty_description",
    "threat",
    "warning",
    "request",
    "reaction",
    "report_of_fact",
    "other",
)


def reading(raw: bytes | Path, *, said_on: date | None, today: date, why: bool = False) -> Answer:
    """Return what was said in a text, as a page and as plain data.

    Args:
        raw: A path, or the bytes of standard input.
        said_on: Day on which the words were said; None takes the text's own, else ``today``.
        today: The face's clock.
        why: Whether the page tells each value of a claim with its words and its rule.

    Raises:
        DocumentError: The text cannot be read.
    """
    return answer_of(folded(read_source(raw, said_on=said_on, today=today)), why=why)


def answer_of(source: Source, *, why: bool = False) -> Answer:
    """Return what was said in a text that was read, as a page and as plain data."""
    body = {
        "document": document_view(source),
        "statements": [statement_view(s, source.document.text) for s in source.statements],
    }
    data = envelope("reading", body, on=source.said_on, known_on=None)
    page = _page(source)
    if why:
        from foedus.briefing.why import why_page  # noqa: PLC0415 - looks all names up again

        page = why_page(source, page)
    return Answer(page=page, data=data)


def _page(source: Source) -> Page:
    claims = [(s, c) for s in source.statements for c in s.claims]
    count = len(source.statements)
    lead = (
        f"{count} statement{'s' if count != 1 else ''} with {len(claims)} claim"
        f"{'s' if len(claims) != 1 else ''} on help between states."
        if claims
        else "Nothing found: no claim on help between states stands in this text."
    )
    sections = [
        Section(
            title=f"{KINDS[kind].capitalize()}",
            blocks=(
                Bullets(
                    items=tuple(
                        statement_line(s, c, source.document.text)
                        for s, c in claims
                        if c.kind == kind
                    )
                ),
            ),
        )
        for kind in ORDER
        if any(c.kind == kind for _, c in claims)
    ]
    notes: tuple[Words, ...] = (*source.document.notes, *language_notes(source))
    blocks = (
        *sections,
        *((Section(title="Notes", blocks=(Bullets(items=notes),)),) if notes else ()),
    )
    return Page(
        title=source.document.title or "What was said",
        lead=lead,
        facts=(("Said on", f"{source.said_on} ({DAY_FROM[source.day_from]})"),),
        blocks=blocks or (Para(words="No promise, threat, request or description of a treaty."),),
        foot=("Labels say what the words say, not what anyone intends.",),
    )
