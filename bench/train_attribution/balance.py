"""How readily should each role be marked, so that found and missed spans are in balance?

Training by likelihood leaves a tagger shy of what it has seldom seen. One number a role is
added to the scores of its labels, chosen by exact F1 on the articles kept out of training.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.statement.quoting.decoding import decode
from foedus.statement.quoting.encoder import emissions
from foedus.statement.quoting.labels import LABELS, ROLES, stretches
from foedus.statement.quoting.weights import Array, Weights
from foedus.statement.quoting.windows import Chunk, windows
from train_attribution.corpus import Article, gold, lines_of
from train_attribution.scoring import Score, Span

SHIFTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One article: its words, its gold spans and the scores of each chunk."""

    lines: list[list[tuple[int, int]]]
    gold: set[Span]
    chunks: list[tuple[Chunk, Array]]


def shifts(model: Weights, known: Sequence[Article]) -> dict[str, float]:
    """Return what is to be added to the scores of each role's labels."""
    seen = [_seen(model, article) for article in known]
    chosen = dict.fromkeys(ROLES, 0.0)
    for role in (*ROLES, *ROLES):
        rated = {}
        for shift in SHIFTS:
            rated[shift] = sum(score(model, seen, chosen | {role: shift}).f1("exact"))
        chosen[role] = max(rated, key=rated.__getitem__)
    return chosen


def _seen(model: Weights, article: Article) -> Seen:
    lines = lines_of(article.text)
    words = [[article.text[a:b] for a, b in line] for line in lines]
    chunks = [
        (chunk, scores)
        for window in windows(words, model.pieces)
        for chunk, scores in zip(window.chunks, emissions(model, [window]), strict=True)
    ]
    wanted = {(role, *part) for role, part in gold(article)}
    return Seen(lines=lines, gold=wanted, chunks=chunks)


def score(model: Weights, seen: Sequence[Seen], shift: dict[str, float]) -> Score:
    """Score the spans that are found when ``shift`` is added."""
    more = np.array([shift.get(label[2:], 0.0) for label in LABELS], np.float32)
    total = Score()
    for article in seen:
        labels: list[list[str]] = [[] for _ in article.lines]
        moved = [scores + more for _, scores in article.chunks]
        for (chunk, _), (path, _) in zip(article.chunks, decode(model, moved), strict=True):
            labels[chunk.paragraph] += path
        found = {
            (role, line[i][0], line[j - 1][1])
            for line, path in zip(article.lines, labels, strict=True)
            for role, i, j in stretches(path)
        }
        total.add(article.gold, found)
    return total
