"""In which further forms can a reading be had? Marked HTML, JSON lines and Parquet.

Several texts are read one after the other; one that nearly repeats an earlier one is
told once, and a note says so.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from foedus.briefing.answer import Answer, draw
from foedus.briefing.folding import copies, folded
from foedus.briefing.marked import as_marked_html
from foedus.briefing.reading import answer_of
from foedus.briefing.source import Source, read_source
from foedus.briefing.table_of_claims import write_parquet
from foedus.errors import InputError
from foedus.statement.syntax.parsers import Parser

FORMS = ("marked", "jsonl", "parquet")


def sources_of(
    texts: Sequence[bytes | Path],
    *,
    said_on: date | None,
    today: date,
    parser: Parser | None = None,
) -> tuple[Source, ...]:
    """Return the texts as they are read, each with its statements, copies without them.

    Raises:
        DocumentError: A text cannot be read.
    """
    read = [
        folded(read_source(text, said_on=said_on, today=today, parser=parser)) for text in texts
    ]
    again = copies(read)
    return tuple(
        _folded_away(source, read[again[at]]) if at in again else source
        for at, source in enumerate(read)
    )


def _folded_away(source: Source, first: Source) -> Source:
    note = f"Folded: it nearly repeats {first.document.source}, where its statements are told."
    document = replace(source.document, notes=(*source.document.notes, note))
    return replace(source, document=document, statements=())


def read_as(sources: Sequence[Source], form: str, *, out: Path | None) -> str:
    """Return the readings in one of `FORMS`; Parquet is written to ``out``, and told in a line.

    Raises:
        InputError: Several texts in a form that holds one, Parquet without a file or
            without pyarrow.
    """
    if form == "parquet":
        if out is None:
            raise InputError("--as parquet", "it needs a file.", "Name one with --out.")
        return f"{out}: {write_parquet(sources, out)} claims.\n"
    if form == "marked":
        if len(sources) != 1:
            raise InputError("--as marked", "it shows one text.", "Give one FILE.")
        return as_marked_html(sources[0])
    return "".join(_lines(sources))


def _lines(sources: Sequence[Source]) -> Iterator[str]:
    """Yield a line ``{id, statements}`` for each text, as ``--claims-jsonl`` prints it."""
    from foedus.statement.jsonl import claims_jsonl  # noqa: PLC0415 - this form alone needs it

    for source in sources:
        row = {"id": source.document.source, "statements": claims_jsonl(source.statements)}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def drawn(sources: Sequence[Source], form: str, *, why: bool, colour: bool) -> str:
    """Return the readings as ``text``, ``md``, ``html`` or ``json``; JSON has one line a text.

    Raises:
        InputError: Several texts as one HTML page.
    """
    if form == "html" and len(sources) != 1:
        raise InputError("--format html", "a page shows one text.", "Give one FILE.")
    answers = [answer_of(source, why=why) for source in sources]
    if form == "json" and len(answers) > 1:
        return "".join(json.dumps(a.data, ensure_ascii=False) + "\n" for a in answers)
    return "\n".join(draw(answer, form=form, colour=colour) for answer in answers)


def told_alone(sources: Sequence[Source], form: str, *, why: bool) -> Answer:
    """Return the reading of the one text that a file holds.

    Raises:
        InputError: There are several.
    """
    if len(sources) != 1:
        raise InputError(f"--format {form}", "a file shows one text.", "Give one FILE.")
    return answer_of(sources[0], why=why)
