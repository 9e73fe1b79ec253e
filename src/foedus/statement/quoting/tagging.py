"""Which words of each paragraph are source, cue or content?"""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.statement.quoting.decoding import decode
from foedus.statement.quoting.encoder import emissions
from foedus.statement.quoting.weights import Weights
from foedus.statement.quoting.windows import windows

TOGETHER = 64
"""Windows decoded at once; bounds the memory a long text needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """The label of each word of a paragraph, and its share of all readings (0..1)."""

    labels: tuple[str, ...]
    shares: tuple[float, ...]


def labelled(
    paragraphs: Sequence[Sequence[str]], weights: Weights, *, apart: bool = False
) -> list[Labelled]:
    """Return the labels of all words; paragraphs without words stay empty.

    ``apart``: the paragraphs are no neighbours, and none is seen beside another.
    """
    labels: list[list[str]] = [[] for _ in paragraphs]
    shares: list[list[float]] = [[] for _ in paragraphs]
    found = windows(paragraphs, weights.pieces, apart=apart)
    for start in range(0, len(found), TOGETHER):
        group = found[start : start + TOGETHER]
        scores = emissions(weights, group)
        chunks = [chunk for window in group for chunk in window.chunks]
        for chunk, (path, sure) in zip(chunks, decode(weights, scores), strict=True):
            labels[chunk.paragraph] += path
            shares[chunk.paragraph] += sure
    return [
        Labelled(labels=tuple(path), shares=tuple(sure))
        for path, sure in zip(labels, shares, strict=True)
    ]
