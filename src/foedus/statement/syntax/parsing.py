"""How do the words of English sentences hang together? Our own parser, in numpy.

A small transformer (`encoder`) gives each word a state; from two states comes the score of
an arc and of its label (Dozat and Manning 2017), and from all arcs the best tree (`spanning`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.statement.syntax.compiled import ONNXRUNTIME, backend, is_forced
from foedus.statement.syntax.encoder import LONGEST, encode_rows
from foedus.statement.syntax.spanning import best_tree
from foedus.statement.syntax.tree import Tree
from foedus.statement.syntax.weights import Weights, faster, weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ARC, LABEL = 192, 96
MIXED = 2 * (ARC + LABEL)
MOST_ROWS = 1024
"""Pieces, about, that are held in memory at once."""
KEPT = 4096
"""Trees that a process remembers, the oldest forgotten first."""

FEW = 5000
"""Words after which a process takes the time (about a second) to find the quickest way."""

_kept: dict[tuple[str, ...], Tree] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The tree of one sentence and what the parser knew of each word."""

    tree: Tree
    states: "NDArray[np.float32]"
    """(words, 384): the encoder's last layer at each word's first piece."""


def parse(sentences: Sequence[Sequence[str]]) -> list[Tree]:
    """Return the tree of each sentence, given as its words.

    The same sentence has the same tree alone and in any company. A sentence too long to be
    read in one (`encoder.LONGEST` pieces) is read in parts, the later ones hung on the
    first by ``parataxis``; one without words has a tree without words.

    Raises:
        InputError: The shipped weights are missing or changed.
    """
    given = [tuple(words) for words in sentences]
    wanted = [words for words in dict.fromkeys(given) if words not in _kept]
    fresh = {r.tree.words: r.tree for r in _readings(wanted, _shipped(wanted))} if wanted else {}
    trees = [fresh[words] if words in fresh else _kept[words] for words in given]
    _keep(fresh)
    return trees


def encode(sentences: Sequence[Sequence[str]]) -> "list[NDArray[np.float32]]":
    """Return for each sentence its states (words, 384), whatever is built on them."""
    return [reading.states for reading in read(sentences)]


def read(sentences: Sequence[Sequence[str]], *, using: Weights | None = None) -> list[Reading]:
    """Return tree and states of each sentence; nothing is remembered.

    ``using`` are other weights than the shipped ones.
    """
    given = [tuple(words) for words in sentences]
    return list(_readings(given, using or _shipped(given)))


_words_met = 0


def _shipped(sentences: Sequence[Sequence[str]]) -> Weights:
    """Return the shipped weights, run by onnxruntime if it may be and there is much to parse."""
    global _words_met  # noqa: PLW0603 - how long the process has been at it
    _words_met += sum(map(len, sentences))
    quick = backend() == ONNXRUNTIME and (is_forced() or _words_met > FEW)
    return faster() if quick else weights()


def _keep(fresh: dict[tuple[str, ...], Tree]) -> None:
    _kept.update(fresh)
    for words in list(_kept)[: max(0, len(_kept) - KEPT)]:
        _kept.pop(words, None)


def _readings(sentences: Sequence[tuple[str, ...]], using: Weights) -> Iterator[Reading]:
    cut = [_parts(words, using) for words in sentences]
    parts = [part for found in cut for part in found]
    done = iter(_batched(parts, using))
    for found in cut:
        yield _joined([next(done) for _ in found])


def _parts(words: tuple[str, ...], using: Weights) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    start, size = 0, 2
    for at, word in enumerate(words):
        many = len(using.pieces.of(word))
        if size + many > LONGEST:
            found.append(words[start:at])
            start, size = at, 2
        size += many
    return [*found, words[start:]]


def _batched(sentences: Sequence[tuple[str, ...]], using: Weights) -> Iterator[Reading]:
    batch: list[tuple[str, ...]] = []
    size = 0
    for words in sentences:
        if batch and size + len(words) > MOST_ROWS:
            yield from _batch(batch, using)
            batch, size = [], 0
        batch.append(words)
        size += len(words) + 2
    if batch:
        yield from _batch(batch, using)


def _batch(sentences: Sequence[tuple[str, ...]], using: Weights) -> Iterator[Reading]:
    import numpy as np  # noqa: PLC0415 - numpy is loaded on first use

    states, bounds = encode_rows(sentences, using)
    answers = using.linear["heads"](states)
    mixed, upos, xpos = np.split(answers, [MIXED, MIXED + len(using.upos)], axis=1)
    dependent, head, low, high = np.split(
        np.maximum(mixed, mixed * np.float32(0.1)), [ARC, 2 * ARC, 2 * ARC + LABEL], axis=1
    )
    weighed = using.linear["arc"](dependent)
    heads = [[0, *best_tree(weighed[start + 1 : end] @ head[start:end].T)] for start, end in bounds]
    chosen = [start + at for (start, _), row in zip(bounds, heads, strict=True) for at in row]
    labels = _labels(low, high[chosen], using)
    root = using.deprels.index("root")
    hangs = np.array([at > 0 for row in heads for at in row])
    labels[hangs, root] = -np.inf
    found = labels.argmax(axis=1)
    found[~hangs] = root
    columns = [values.tolist() for values in (upos.argmax(axis=1), xpos.argmax(axis=1), found)]
    for words, (start, end), row in zip(sentences, bounds, heads, strict=True):
        tree = Tree(
            words=words,
            upos=tuple([using.upos[at] for at in columns[0][start + 1 : end]]),
            xpos=tuple([using.xpos[at] for at in columns[1][start + 1 : end]]),
            heads=tuple(row[1:]),
            deprels=tuple([using.deprels[at] for at in columns[2][start + 1 : end]]),
        )
        yield Reading(tree=tree, states=states[start + 1 : end])


def _labels(low: "Floats", high: "Floats", using: Weights) -> "Floats":
    """Return (rows, labels): the score of each label between a word and its head."""
    import numpy as np  # noqa: PLC0415

    found = np.empty((len(low), len(using.deprels)), np.float32)
    for at in range(0, len(low), 96):
        part = slice(at, at + 96)
        half = using.linear["label"](low[part]).reshape(-1, len(using.deprels), LABEL + 1)
        found[part] = np.einsum("tkj,tj->tk", half[:, :, :LABEL], high[part])
        found[part] += half[:, :, LABEL]
    return found


def _joined(parts: Sequence[Reading]) -> Reading:
    if len(parts) == 1:
        return parts[0]
    import numpy as np  # noqa: PLC0415

    root = parts[0].tree.root + 1
    heads: list[int] = []
    deprels: list[str] = []
    for part in parts:
        tree, shift = part.tree, len(heads)
        first = shift == 0
        heads += [at + shift if at or first else root for at in tree.heads]
        deprels += [d if d != "root" or first else "parataxis" for d in tree.deprels]
    trees = [part.tree for part in parts]
    tree = Tree(
        words=tuple(w for t in trees for w in t.words),
        upos=tuple(u for t in trees for u in t.upos),
        xpos=tuple(x for t in trees for x in t.xpos),
        heads=tuple(heads),
        deprels=tuple(deprels),
    )
    return Reading(tree=tree, states=np.concatenate([part.states for part in parts]))
