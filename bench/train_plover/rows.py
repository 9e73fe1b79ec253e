"""Which sentences with marked actors is the classifier trained on?

The file is PLV_train.tsv of the data set Zero-Shot-PLOVER (Hu and others, ACL 2024); it
stays where the user keeps it. Only the marked sentence and the gold root are read.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from foedus.statement.events.features import Features, Run, pair_features
from foedus.statement.events.lore import lore
from foedus.statement.tokens import Token, quotations, tokenise
from foedus.text import Span

_MARK = re.compile(r"<(/?)([st])>")
_ALIKE = 0.5
"""Share of common words from which two sentences count as near-duplicates."""
_RARE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One marked sentence."""

    id: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the marked sentences of the file, in order.

    Raises:
        OSError: It cannot be read.
        KeyError: It lacks a column.
    """
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t")
        return tuple(_row(r["sentence_id"], r["marked_sentence"], r["gold_root"]) for r in read)


def _row(id_: str, marked: str, root: str) -> Row:
    text, last = "", 0
    edges: dict[str, list[int]] = {"s": [], "t": []}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        edges[mark[2]].append(len(text))
    text += marked[last:]
    spans = {side: tuple(_spans(found)) for side, found in edges.items()}
    return Row(id=id_, text=text, source=spans["s"], target=spans["t"], root=root)


def _spans(edges: list[int]) -> Iterable[Span]:
    return (Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if b > a)


def row_features(row: Row) -> Features:
    """Return the features of a row, by the code that reads texts."""
    tokens = tokenise(row.text, Span(0, len(row.text)), quotations(row.text))
    hits = lore().cues.find(tokens)
    return pair_features(tokens, runs(tokens, row.source), runs(tokens, row.target), hits=hits)


def runs(tokens: tuple[Token, ...], spans: Iterable[Span]) -> tuple[Run, ...]:
    """Return the tokens that each span touches."""
    found = []
    for span in spans:
        inside = [i for i, t in enumerate(tokens) if t.start < span.end and span.start < t.end]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)


def alike(rows: tuple[Row, ...]) -> list[int]:
    """Return for each row the number of its group; near-duplicates are in one group."""
    bags = [frozenset(re.findall(r"\w+", row.text.lower())) for row in rows]
    spread = Counter(word for bag in bags for word in bag)
    group = list(range(len(rows)))
    holders: dict[str, list[int]] = {}
    for at, bag in enumerate(bags):
        shared: Counter[int] = Counter()
        for word in bag:
            if spread[word] <= _RARE:
                shared.update(holders.setdefault(word, []))
                holders[word].append(at)
        for other, count in shared.items():
            if count >= 2 and len(bag & bags[other]) >= _ALIKE * len(bag | bags[other]):
                old, new = group[at], group[other]
                group = [new if g == old else g for g in group]
    return group
