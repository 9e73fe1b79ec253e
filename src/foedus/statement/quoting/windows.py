"""Which words does the encoder see together?

A document's paragraphs are packed in order into windows of at most ``WIDEST`` pieces,
so that short paragraphs see their neighbours; a paragraph that is longer is cut at the
ends of its sentences. What a window holds depends on the document alone, never on what
else is read beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from foedus.statement.quoting.pieces import Pieces
from foedus.statement.quoting.words import SHAPES, ends_sentence, marked

WIDEST = 128
"""Pieces, the two at the ends included."""
NO_SHAPE = len(SHAPES)
"""The row of shapes of the pieces between paragraphs."""


@dataclass(slots=True, kw_only=True)
class Chunk:
    """A paragraph, or some whole sentences of a long one, as the encoder sees it."""

    paragraph: int
    first: int
    """Its first word, counted in its paragraph."""
    heads: list[int] = field(default_factory=list)
    """Where the first piece of each word stands, in the window."""


@dataclass(slots=True, kw_only=True)
class Window:
    """Pieces read together, and the chunks they belong to."""

    pieces: list[int]
    shapes: list[int]
    states: list[int]
    chunks: list[Chunk]


def windows(
    paragraphs: Sequence[Sequence[str]], pieces: Pieces, *, apart: bool = False
) -> list[Window]:
    """Return the windows of a document; every word of it has exactly one place.

    Args:
        paragraphs: The words of each.
        pieces: What the words are cut into.
        apart: Put no two paragraphs in one window: they are not neighbours in the text.
    """
    found: list[Window] = []
    for chunk, rows, shapes, states in _chunks(paragraphs, pieces):
        size = sum(map(len, rows)) + 1
        new = apart and found and found[-1].chunks[-1].paragraph != chunk.paragraph
        if new or not found or len(found[-1].pieces) + size > WIDEST:
            found.append(Window(pieces=[pieces.begin], shapes=[NO_SHAPE], states=[0], chunks=[]))
        window = found[-1]
        window.chunks.append(chunk)
        for row, shape, state in zip(rows, shapes, states, strict=True):
            chunk.heads.append(len(window.pieces))
            window.pieces += row
            window.shapes += [shape] * len(row)
            window.states += [state] * len(row)
        window.pieces.append(pieces.end)
        window.shapes.append(NO_SHAPE)
        window.states.append(0)
    return found


_Part = tuple[Chunk, list[tuple[int, ...]], list[int], list[int]]


def _chunks(paragraphs: Sequence[Sequence[str]], pieces: Pieces) -> Iterator[_Part]:
    for number, (words, (shapes, states)) in enumerate(
        zip(paragraphs, marked(paragraphs), strict=True)
    ):
        rows = [pieces.of(word)[: WIDEST - 2] for word in words]
        for start, end in _cuts(words, [len(r) for r in rows]):
            chunk = Chunk(paragraph=number, first=start)
            yield chunk, rows[start:end], shapes[start:end], states[start:end]


def _cuts(words: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut at the last end of a sentence that fits; a sentence too long is cut where it must."""
    start, total, stop = 0, 0, 0
    at = 0
    while at < len(words):
        if total + sizes[at] > WIDEST - 2:
            stop = stop if stop > start else at
            yield start, stop
            start = at = stop
            total = 0
            continue
        total += sizes[at]
        at += 1
        if ends_sentence(words, at - 1):
            stop = at
    if start < len(words):
        yield start, len(words)
