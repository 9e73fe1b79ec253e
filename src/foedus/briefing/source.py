"""Which text, said when? From what the user gave to a document with its day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foedus.statement import Statement, read_statements
from foedus.statement.syntax.modes import mode
from foedus.statement.syntax.parsers import Parser
from foedus.text import Document, read_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that was read, and the day on which its words count as said."""

    document: Document
    statements: tuple[Statement, ...]
    said_on: date
    day_from: str
    """given | dateline | today: where ``said_on`` comes from."""
    read_by: str
    """In which mode it was read (`foedus.statement.syntax.modes`)."""


DAY_FROM = {
    "given": "the day you gave",
    "dateline": "the text's own date",
    "today": "today, since the text gives no day; use --said-on to name it",
}


def read_source(
    raw: bytes | Path, *, said_on: date | None, today: date, parser: Parser | None = None
) -> Source:
    """Read a text and what is said in it.

    Args:
        raw: A path, or the bytes of standard input.
        said_on: Day on which the words were said; None takes the text's own, else ``today``.
        today: The face's clock.
        parser: Whose trees are read; None: those of the built-in parser.

    Raises:
        DocumentError: The text cannot be read.
    """
    name = "standard input" if isinstance(raw, bytes) else None
    document = read_document(raw, name=name)
    day = said_on or document.dateline or today
    origin = "given" if said_on else "dateline" if document.dateline else "today"
    statements = tuple(read_statements(document, said_on=day, parser=parser))
    return Source(
        document=document,
        statements=statements,
        said_on=day,
        day_from=origin,
        read_by=mode(parser),
    )


def language_notes(source: Source) -> tuple[str, ...]:
    """Return a caution where the text is not plainly English."""
    language = source.document.language
    if language == "en":
        return ()
    if language == "und" and source.statements:
        return ()
    told = "is not plainly English" if language == "und" else f"seems to be in '{language}'"
    return (f"The text {told}. This reader reads English; what it found may be little or nothing.",)


def document_view(source: Source) -> dict[str, object]:
    """Return the plain view of the document that every answer about a text carries."""
    document = source.document
    notes = [*document.notes, *language_notes(source)]
    return {
        "title": document.title,
        "source": document.source,
        "outlet": document.outlet,
        "language": document.language,
        "dateline": document.dateline.isoformat() if document.dateline else None,
        "said_on": source.said_on.isoformat(),
        "said_on_from": source.day_from,
        "read_by": source.read_by,
        "characters": len(document.text),
        "notes": notes,
    }
