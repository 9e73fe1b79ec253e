"""What does the parser know of each word of a sentence? The transformer, in numpy.

Every sentence gets the same bytes alone and in any batch: linear maps are exact
(`weights.Linear`), attention is computed sentence by sentence, all else row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.statement.syntax.pieces import CLASS, NO_WORD, STOP, Pieces, shape
from foedus.statement.syntax.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LAYERS, HEADS, WIDTH = 3, 12, 384
LONGEST = 254
"""Pieces of the longest sentence that is read in one; the places learned end there."""
ROWS = 96
"""Rows that are worked on together: as many as stay in the processor's nearer cache."""
_EPSILON = 1e-12
_SLOPE = -1.702


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """The pieces of several sentences, one below the other."""

    ids: list[int]
    shapes: list[int]
    places: list[int]
    firsts: list[int]
    """Rows of the opening marks and of each word's first piece."""
    bounds: list[tuple[int, int, int, int]]
    """For each sentence its rows [start, end), and where its firsts [start, end) are."""


def encode_rows(
    sentences: Sequence[Sequence[str]], weights: Weights
) -> "tuple[Floats, list[tuple[int, int]]]":
    """Return the states, and for each sentence its rows [start, end) in them.

    The first row of a sentence is that of its opening mark, then one row a word. No
    sentence may have more than ``LONGEST`` pieces.
    """
    import numpy as np  # noqa: PLC0415 - numpy is loaded on first use

    rows = _rows(sentences, weights.pieces)
    x = weights.words[rows.ids].astype(np.float32)
    x *= weights.word_steps[rows.ids][:, None]
    x += weights.tables["places"][rows.places]
    x += weights.tables["shapes"][rows.shapes]
    x = _norm(x, weights, "norm")
    for number in range(LAYERS):
        last = number == LAYERS - 1
        x = _layer(x, weights, f"layer{number}.", rows=rows, last=last)
    return x, [(low, high) for _, _, low, high in rows.bounds]


def _rows(sentences: Sequence[Sequence[str]], pieces: Pieces) -> _Rows:
    opening, closing = pieces.id_of(CLASS), pieces.id_of(STOP)
    rows = _Rows(ids=[], shapes=[], places=[], firsts=[], bounds=[])
    for words in sentences:
        start, low = len(rows.ids), len(rows.firsts)
        rows.ids.append(opening)
        rows.shapes.append(NO_WORD)
        rows.firsts.append(start)
        for word in words:
            rows.firsts.append(len(rows.ids))
            cut = pieces.of(word)
            rows.ids.extend(cut)
            rows.shapes.extend([shape(word)] * len(cut))
        rows.ids.append(closing)
        rows.shapes.append(NO_WORD)
        rows.places.extend(range(len(rows.ids) - start))
        rows.bounds.append((start, len(rows.ids), low, len(rows.firsts)))
    return rows


def _layer(x: "Floats", weights: Weights, name: str, *, rows: _Rows, last: bool) -> "Floats":
    """Return the layer's output; the last one gives the rows of ``rows.firsts`` alone."""
    import numpy as np  # noqa: PLC0415

    mixed = np.concatenate([weights.linear[name + "qkv"](part) for part in _parts(x)])
    asking = mixed[rows.firsts] if last else mixed
    seen = np.empty((len(asking), WIDTH), np.float32)
    for start, end, low, high in rows.bounds:
        asked = (low, high) if last else (start, end)
        seen[slice(*asked)] = _attend(asking[slice(*asked), :WIDTH], mixed[start:end, WIDTH:])
    kept = x[rows.firsts] if last else x
    done = np.empty_like(seen)
    for at in range(0, len(seen), ROWS):
        part = slice(at, at + ROWS)
        done[part] = _after_attention(kept[part], seen[part], weights, name)
    return done


def _attend(asking: "Floats", found: "Floats") -> "Floats":
    """Return (queries, width) from queries, and keys and values side by side."""
    import numpy as np  # noqa: PLC0415

    many, size = len(asking), WIDTH // HEADS
    q = asking.reshape(many, HEADS, size).transpose(1, 0, 2)
    k = found[:, :WIDTH].reshape(-1, HEADS, size).transpose(1, 2, 0)
    v = found[:, WIDTH:].reshape(-1, HEADS, size).transpose(1, 0, 2)
    shares: Floats = q @ k
    shares -= shares.max(axis=2, keepdims=True)
    np.exp(shares, out=shares)
    seen: Floats = shares @ v
    seen /= shares.sum(axis=2, keepdims=True)
    return seen.transpose(1, 0, 2).reshape(many, WIDTH)


def _after_attention(x: "Floats", seen: "Floats", weights: Weights, name: str) -> "Floats":
    out = weights.linear[name + "out"](seen)
    out += x
    out = _norm(out, weights, name + "norm1")
    narrow = weights.linear[name + "down"](_bent(weights.linear[name + "up"](out)))
    narrow += out
    return _norm(narrow, weights, name + "norm2")


def _bent(x: "Floats") -> "Floats":
    """Return x * sigmoid(1.702 x), the cheap form of the base model's GELU."""
    import numpy as np  # noqa: PLC0415

    bend = x * np.float32(_SLOPE)
    with np.errstate(over="ignore"):  # far below zero the divisor is infinite: the bend is zero
        np.exp(bend, out=bend)
    bend += 1.0
    np.divide(x, bend, out=bend)
    return bend


def _norm(x: "Floats", weights: Weights, name: str) -> "Floats":
    """Scale each row in place to mean 0 and variance 1, then by the learned weight and bias."""
    import numpy as np  # noqa: PLC0415

    x -= x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)[:, None]
    x *= np.float32(1) / np.sqrt(spread / np.float32(WIDTH) + np.float32(_EPSILON))
    x *= weights.tables[name + ".weight"]
    x += weights.tables[name + ".bias"]
    return x


def _parts(x: "Floats") -> "list[Floats]":
    return [x[at : at + ROWS] for at in range(0, len(x), ROWS)]
