"""How are events written down: as JSON, as a table of text, as lines of CSV?"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from foedus.statement.events.event import Actor, Event
from foedus.text import Span

COLUMNS = (
    *("on", "source", "target", "root", "quad", "cameo", "modality", "negated"),
    *("by_words", "by_model", "confidence", "words", "start", "end"),
)
_TABLE = ("on", "source", "target", "root", "cameo", "says", "words")
_WIDEST = {"source": 24, "target": 24, "words": 40}
_FORMULAS = ("=", "+", "-", "@", "\t")


def as_json(event: Event, text: str) -> dict[str, Any]:
    """Return the event as plain data; spans are ``[start, end)`` into ``text``."""
    return {
        "on": event.on.isoformat() if event.on else None,
        "on_from": event.on_from,
        "source": _actor(event.source, text),
        "target": _actor(event.target, text),
        "root": event.root,
        "quad": event.quad,
        "cameo_root": event.cameo_root,
        "cameo": event.cameo or None,
        "modality": event.modality,
        "negated": event.negated,
        "voice": event.voice,
        "words": _words(event.words, text),
        "sentence": [event.span.start, event.span.end],
        "rule": event.rule,
        "by_words": event.by_words,
        "by_model": event.by_model,
        "confidence": round(event.confidence, 4),
        "disputed": event.disputed,
    }


def _actor(actor: Actor, text: str) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "states": list(actor.states),
        "organisation": actor.organisation,
        "sector": actor.sector,
        "words": _words(actor.span, text),
    }


def _words(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def as_csv(events: Sequence[Event], text: str) -> Iterator[str]:
    """Yield a line of `COLUMNS` and one a event, each with its line end.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield _line(COLUMNS)
    for event in events:
        cells = _cells(event, text)
        yield _line([_harmless(cells[name]) for name in COLUMNS])


def as_table(events: Sequence[Event], text: str) -> str:
    """Return a table for the terminal, one line a event; a star marks a disputed root."""
    if not events:
        return "No event: no deed between two actors stands in this text.\n"
    rows = [_TABLE, *(_row(event, text) for event in events)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_TABLE))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    notes = [
        f"* the words speak for {event.by_words}, the classifier for {event.by_model}"
        f" ({event.confidence:.2f}): {_plain(event.words.of(text))}"
        for event in events
        if event.disputed
    ]
    return "\n".join((*lines, *notes)) + "\n"


def _cells(event: Event, text: str) -> dict[str, str]:
    return {
        "on": event.on.isoformat() if event.on else "",
        "source": event.source.code,
        "target": event.target.code,
        "root": event.root,
        "quad": str(event.quad),
        "cameo": event.cameo or event.cameo_root,
        "modality": event.modality,
        "negated": "true" if event.negated else "false",
        "by_words": event.by_words,
        "by_model": event.by_model,
        "confidence": f"{event.confidence:.4f}",
        "words": _plain(event.words.of(text)),
        "start": str(event.words.start),
        "end": str(event.words.end),
    }


def _row(event: Event, text: str) -> tuple[str, ...]:
    cells = _cells(event, text)
    says = "not" if event.negated else "" if event.modality == "asserted" else event.modality
    found = {**cells, "says": says, "root": event.root + ("*" if event.disputed else "")}
    return tuple(_short(found[name], _WIDEST.get(name, 12)) for name in _TABLE)


def _short(cell: str, width: int) -> str:
    cell = _plain(cell)
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _plain(words: str) -> str:
    """Return words on one line without signs that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULAS) else cell


def _line(cells: Sequence[str]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()
