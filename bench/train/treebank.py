"""What do the treebanks hold, and how is it cut into batches of a few fixed shapes?"""

import gzip
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.statement.syntax.pieces import CLASS, NO_WORD, STOP, Pieces, shape

Ints = NDArray[np.int64]
LENGTHS = (*range(4, 64, 4), *range(64, 128, 16), 128, 192, 256)
"""Word pieces of a sentence in a batch: a few fixed shapes, little of them empty."""
PIECES_A_BATCH = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a treebank: five columns of equal length, heads counted from 1."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sentences of one length class: B rows of L pieces, W words; -1 where there is no word."""

    ids: Ints
    shapes: Ints
    sizes: Ints
    """Pieces of each row, the two marks at its ends included; 0 for an empty row."""
    firsts: Ints
    """(B, W): where each word's first piece stands."""
    heads: Ints
    deprels: Ints
    upos: Ints
    xpos: Ints
    rows: tuple[int, ...]
    """Which sentences these are."""


def read_treebank(path: Path) -> list[Sentence]:
    """Return the sentences of a gzipped CoNLL-U file; its empty nodes are left out."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    return [_sentence(block) for block in text.strip().split("\n\n")]


def names(sentences: Sequence[Sentence], column: str) -> tuple[str, ...]:
    """Return the values of one column, the most frequent first, ties by name."""
    counted = Counter(value for s in sentences for value in getattr(s, column))
    return tuple(sorted(counted, key=lambda value: (-counted[value], value)))


def _sentence(block: str) -> Sentence:
    lines = block.split("\n")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    rows = [row for row in rows if row[0].isdigit()]
    text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
    return Sentence(
        words=tuple(row[1] for row in rows),
        upos=tuple(row[3] for row in rows),
        xpos=tuple(row[4] for row in rows),
        heads=tuple(int(row[6]) for row in rows),
        deprels=tuple(row[7] for row in rows),
        text=text,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The pieces and the names of the three columns, by number."""

    pieces: Pieces
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprels: tuple[str, ...]


def batches(
    sentences: Sequence[Sentence], tables: Tables, *, order: random.Random | None = None
) -> Iterator[Batch]:
    """Yield all sentences in batches of fixed shapes, shuffled by ``order`` if one is given.

    A sentence of more pieces than the longest class is left out.
    """
    classes: dict[int, list[int]] = {length: [] for length in LENGTHS}
    for at, sentence in enumerate(sentences):
        size = 2 + sum(len(tables.pieces.of(word)) for word in sentence.words)
        fitting = [length for length in LENGTHS if size <= length]
        if fitting:
            classes[fitting[0]].append(at)
    groups = []
    for length, rows in classes.items():
        if order:
            order.shuffle(rows)
        many = max(1, PIECES_A_BATCH // length)
        groups += [(length, rows[at : at + many]) for at in range(0, len(rows), many)]
    if order:
        order.shuffle(groups)
    for length, rows in groups:
        yield _batch(sentences, tables, length=length, rows=rows)


def _batch(
    sentences: Sequence[Sentence], tables: Tables, *, length: int, rows: Sequence[int]
) -> Batch:
    many, most = max(1, PIECES_A_BATCH // length), length - 2
    ids = np.zeros((many, length), np.int64)
    shapes = np.full((many, length), NO_WORD, np.int64)
    sizes = np.zeros(many, np.int64)
    firsts = np.zeros((many, most), np.int64)
    gold = {c: np.full((many, most), -1, np.int64) for c in ("heads", "deprels", "upos", "xpos")}
    numbers = {
        c: {name: at for at, name in enumerate(getattr(tables, c))}
        for c in ("deprels", "upos", "xpos")
    }
    for at, row in enumerate(rows):
        sentence = sentences[row]
        line, kinds = [tables.pieces.id_of(CLASS)], [NO_WORD]
        for place, word in enumerate(sentence.words):
            firsts[at, place] = len(line)
            cut = tables.pieces.of(word)
            line += cut
            kinds += [shape(word)] * len(cut)
        line.append(tables.pieces.id_of(STOP))
        sizes[at] = len(line)
        ids[at, : len(line)] = line
        shapes[at, : len(kinds)] = kinds
        gold["heads"][at, : len(sentence.heads)] = sentence.heads
        for column, known in numbers.items():
            values = [known.get(value, -1) for value in getattr(sentence, column)]
            gold[column][at, : len(values)] = values
    return Batch(ids=ids, shapes=shapes, sizes=sizes, firsts=firsts, rows=tuple(rows), **gold)
