"""Which statements only say again what stands above? They are told once.

A paragraph that is pasted twice, or a second copy of a wire story, makes no second
promise. Only statements that read alike in every value are folded: "will not help" in a
paragraph that is else the same stays.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from foedus.briefing.source import Source
from foedus.statement import Claim, Statement
from foedus.text import Document, Span
from foedus.text.twins import twins


def folded(source: Source) -> Source:
    """Return the source without statements that repeat those of a nearly equal paragraph."""
    paragraphs = _paragraphs(source.document)
    pairs = twins([span.of(source.document.text) for span in paragraphs])
    if not pairs:
        return source
    told: dict[int, list[tuple[object, ...]]] = {}
    kept: list[Statement] = []
    dropped: set[int] = set()
    for statement in source.statements:
        at = _place(paragraphs, statement.spans[0])
        reading = _reading(statement)
        if at in pairs and reading in told.get(pairs[at], ()):
            dropped.add(at)
            continue
        told.setdefault(at, []).append(reading)
        kept.append(statement)
    if not dropped:
        return source
    what = "1 paragraph" if len(dropped) == 1 else f"{len(dropped)} paragraphs"
    note = f"Folded: {what} of the text nearly repeat one above."
    note = note.replace("1 paragraph of the text nearly repeat", "1 paragraph nearly repeats")
    document = replace(source.document, notes=(*source.document.notes, note))
    return replace(source, document=document, statements=tuple(kept))


def copies(sources: Sequence[Source]) -> dict[int, int]:
    """Return, for each text that nearly repeats an earlier one, its place and that one's."""
    pairs = twins([source.document.text for source in sources])
    return {
        later: earlier
        for later, earlier in pairs.items()
        if _readings(sources[later]) == _readings(sources[earlier])
    }


def _paragraphs(document: Document) -> list[Span]:
    grouped = groupby(document.sentences, key=lambda s: s.paragraph)
    spans = ([s.span for s in sentences] for _, sentences in grouped)
    return [part[0].join(part[-1]) for part in spans]


def _place(paragraphs: Sequence[Span], span: Span) -> int:
    return next(at for at, paragraph in enumerate(paragraphs) if span.start < paragraph.end)


def _readings(source: Source) -> list[tuple[object, ...]]:
    return [_reading(statement) for statement in source.statements]


def _reading(statement: Statement) -> tuple[object, ...]:
    """Return what a statement says, without where it stands."""
    claims = tuple(_values(claim) for claim in statement.claims)
    return (statement.voice, statement.speaker, claims)


def _values(claim: Claim) -> Claim:
    return replace(claim, span=Span(0, 1), marks=())
