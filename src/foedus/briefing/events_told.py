"""The answer of `read --as events`: who did what to whom, by PLOVER root, quad class and day?"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from foedus.statement.events import code_events
from foedus.statement.events.event import Event
from foedus.statement.events.telling import as_csv, as_json, as_table
from foedus.text import Document, read_document
from foedus.threads import one_thread


def events_told(
    texts: Sequence[bytes | Path], form: str, *, said_on: date | None, out: Path | None
) -> str:
    """Return the events of the texts, one after the other.

    Args:
        texts: Paths, or the bytes of standard input.
        form: ``json`` gives a line an event; any other a table for the eye, or lines of CSV
            where ``out`` ends in ``.csv``.
        said_on: Day of the texts, from which "on Monday" counts; default: each text's own.
        out: Where the answer will be written.

    Raises:
        DocumentError: A text cannot be read.
    """
    one_thread()
    read = [
        read_document(t, name="standard input" if isinstance(t, bytes) else None) for t in texts
    ]
    coded = [(document, code_events(document, said_on)) for document in read]
    if form == "json":
        return "".join(_json_lines(coded))
    if out is not None and out.suffix == ".csv":
        return "".join(_csv_lines(coded))
    return "\n".join(as_table(events, document.text) for document, events in coded)


_Coded = Sequence[tuple[Document, tuple[Event, ...]]]


def _json_lines(coded: _Coded) -> Iterator[str]:
    for document, events in coded:
        for event in events:
            row = {"id": document.source, **as_json(event, document.text)}
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _csv_lines(coded: _Coded) -> Iterator[str]:
    for number, (document, events) in enumerate(coded):
        lines = as_csv(events, document.text)
        heads = next(lines)
        if number == 0:
            yield heads
        yield from lines


__all__ = ["events_told"]
