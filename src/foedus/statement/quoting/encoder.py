"""What does each word mean where it stands? The encoder's sums, with arrays alone.

Windows are encoded some at a time, one below the other, so that each table of weights is
fetched once for all of them. A window attends to its own pieces only: beside others its
states differ by the last bits of a sum, if at all.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from foedus.statement.quoting.weights import Array, Weights
from foedus.statement.quoting.windows import Window

HEADS = 12
MOST_ROWS = 384
"""Pieces, about, that are encoded together: what they need stays in the processor's cache."""
_TINY = np.float32(1e-12)
_ONE = np.float32(1.0)
_SLOPE, _CUBE = np.float32(-2 * np.sqrt(2 / np.pi)), np.float32(-0.08943 * np.sqrt(2 / np.pi))


def emissions(weights: Weights, windows: Sequence[Window]) -> list[Array]:
    """Return one array (words, labels) for each chunk of the windows, in order."""
    return [found for group in _groups(windows) for found in _together(weights, group)]


def _groups(windows: Sequence[Window]) -> Iterator[list[Window]]:
    group: list[Window] = []
    size = 0
    for window in windows:
        if group and size + len(window.pieces) > MOST_ROWS:
            yield group
            group, size = [], 0
        group.append(window)
        size += len(window.pieces)
    if group:
        yield group


def _together(weights: Weights, windows: Sequence[Window]) -> Iterator[Array]:
    table, bias = weights.arrays["emit.weight"].T, weights.arrays["emit.bias"]
    scores = _encode(weights, windows) @ table + bias
    at = 0
    for chunk in (chunk for window in windows for chunk in window.chunks):
        yield scores[at : at + len(chunk.heads)]
        at += len(chunk.heads)


def _encode(weights: Weights, windows: Sequence[Window]) -> Array:
    """Return the states (words, width) of the first pieces of all words."""
    x = _looked_up(weights, windows)
    rows: list[slice] = []
    heads: list[int] = []
    asked: list[slice] = []
    for window in windows:
        start, first = rows[-1].stop if rows else 0, len(heads)
        heads += [start + head for chunk in window.chunks for head in chunk.heads]
        rows.append(slice(start, start + len(window.pieces)))
        asked.append(slice(first, len(heads)))
    *before, last = range(weights.layers)
    for layer in before:
        x = _block(weights, f"{layer}.", x, list(zip(rows, rows, strict=True)))
    # In the last layer only the words' first pieces are of use.
    return _block(weights, f"{last}.", x, list(zip(asked, rows, strict=True)), heads)


def _looked_up(weights: Weights, windows: Sequence[Window]) -> Array:
    arrays = weights.arrays
    rows = np.array([piece for window in windows for piece in window.pieces])
    x: Array = weights.words[rows].astype(np.float32) * weights.scales[rows]
    x += arrays["places"][list(chain.from_iterable(range(len(w.pieces)) for w in windows))]
    x += arrays["shapes"][list(chain.from_iterable(w.shapes for w in windows))]
    x += arrays["states"][list(chain.from_iterable(w.states for w in windows))]
    return _norm(arrays["norm.weight"], arrays["norm.bias"], x)


def _norm(gain: Array, bias: Array, x: Array) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[-1])
    x *= gain / np.sqrt(spread + _TINY)
    x += bias
    return x


def _block(
    weights: Weights,
    here: str,
    x: Array,
    parts: Sequence[tuple[slice, slice]],
    kept: Sequence[int] | None = None,
) -> Array:
    """Return what a layer makes of the rows ``kept`` of ``x`` (default: all).

    ``parts``: for each window, its rows among those kept, and among all.
    """
    a = weights.arrays
    qkv = x @ a[here + "qkv.weight"]
    qkv += a[here + "qkv.bias"]
    asking = qkv if kept is None else qkv[kept]
    x = x if kept is None else x[kept]
    seen = np.empty_like(x)
    for some, rows in parts:
        seen[some] = _attend(asking[some], qkv[rows])
    seen = seen @ a[here + "out.weight"]
    seen += a[here + "out.bias"]
    seen += x
    x = _norm(a[here + "norm1.weight"], a[here + "norm1.bias"], seen)
    wide = x @ a[here + "wide.weight"]
    wide += a[here + "wide.bias"]
    narrow = _gelu(wide) @ a[here + "narrow.weight"]
    narrow += a[here + "narrow.bias"]
    narrow += x
    return _norm(a[here + "norm2.weight"], a[here + "norm2.bias"], narrow)


def _attend(asking: Array, found: Array) -> Array:
    """Return (queries, width) of the rows that ask, and the rows of their window."""
    width = found.shape[1] // 3
    size = width // HEADS
    q = asking[:, :width].reshape(-1, HEADS, size).transpose(1, 0, 2)
    k = found[:, width : 2 * width].reshape(-1, HEADS, size).transpose(1, 2, 0)
    v = found[:, 2 * width :].reshape(-1, HEADS, size).transpose(1, 0, 2)
    near: Array = q @ k
    near *= np.float32(1 / np.sqrt(size))
    near -= near.max(axis=-1, keepdims=True)
    np.exp(near, out=near)
    near /= near.sum(axis=-1, keepdims=True)
    seen: Array = (near @ v).transpose(1, 0, 2).reshape(len(asking), width)
    return seen


def _gelu(x: Array) -> Array:
    """Return x / (1 + exp(-2u)), the form with tanh u; less than 0.0005 from the exact one."""
    bend = x * x
    bend *= _CUBE
    bend += _SLOPE
    bend *= x
    with np.errstate(over="ignore"):  # far below zero the divisor is infinite: the bend is zero
        np.exp(bend, out=bend)
    bend += _ONE
    np.divide(x, bend, out=bend)
    return bend
