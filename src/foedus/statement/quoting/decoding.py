"""Which run of labels fits the scores of the words best, and how sure is each label?

A linear chain (Lafferty, McCallum, Pereira 2001): Viterbi for the best path, forward and
backward sums for the share of all paths that give a word its label.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foedus.statement.quoting.labels import LABELS
from foedus.statement.quoting.weights import Array, Weights

FORBIDDEN = np.float32(-1e4)


def moves(weights: Weights) -> Array:
    """Return the score of each step from label to label; I-x follows only B-x and I-x."""
    table = weights.arrays["move"].copy()
    for j, label in enumerate(LABELS):
        for i, before in enumerate(LABELS):
            if label.startswith("I-") and before[2:] != label[2:]:
                table[i, j] += FORBIDDEN
    return table


def decode(weights: Weights, chunks: Sequence[Array]) -> list[tuple[list[str], list[float]]]:
    """Return, for each chunk (words, labels), the labels of its words and their shares (0..1).

    Chunks are decoded together, padded to the longest; no sum crosses from one to another.
    """
    if not chunks:
        return []
    lengths = np.array([len(c) for c in chunks])
    scores = np.zeros((len(chunks), int(lengths.max()), len(LABELS)), np.float32)
    for n, chunk in enumerate(chunks):
        scores[n, : len(chunk)] = chunk
    rows = _best(weights, scores, lengths)
    shares = _shares(weights, scores, lengths)
    found = []
    for n, length in enumerate(map(int, lengths)):
        path = rows[n, :length]
        sure = shares[n, np.arange(length), path]
        found.append(([LABELS[i] for i in path], [float(s) for s in sure]))
    return found


def _best(weights: Weights, scores: Array, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    move = moves(weights)
    count, size, width = scores.shape
    came = np.zeros((size, count, width), np.int64)
    alpha = weights.arrays["begin"] + scores[:, 0]
    for t in range(1, size):
        paths = alpha[:, :, None] + move
        came[t] = paths.argmax(axis=1)
        alpha = np.where((t < lengths)[:, None], paths.max(axis=1) + scores[:, t], alpha)
    rows = np.zeros((count, size), np.int64)
    here = (alpha + weights.arrays["finish"]).argmax(axis=1)
    index = np.arange(count)
    for t in range(size - 1, -1, -1):
        rows[:, t] = here
        here = np.where(t < lengths, came[t][index, here], here)
    return rows


def _shares(weights: Weights, scores: Array, lengths: NDArray[np.int64]) -> Array:
    move = moves(weights)
    count, size, width = scores.shape
    forward = np.zeros((size, count, width), np.float32)
    forward[0] = weights.arrays["begin"] + scores[:, 0]
    for t in range(1, size):
        step = _sum(forward[t - 1][:, :, None] + move, 1) + scores[:, t]
        forward[t] = np.where((t < lengths)[:, None], step, forward[t - 1])
    beta = np.broadcast_to(weights.arrays["finish"], (count, width))
    total = _sum(forward[-1] + beta, 1)[:, None]
    shares = np.zeros((count, size, width), np.float32)
    for t in range(size - 1, -1, -1):
        shares[:, t] = np.exp(np.minimum(forward[t] + beta - total, 0))
        step = _sum(move[None] + (scores[:, t] + beta)[:, None, :], 2)
        beta = np.where((t < lengths)[:, None], step, beta) if t else beta
    return shares


def _sum(x: Array, axis: int) -> Array:
    top = x.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(x - top).sum(axis=axis)) + top.squeeze(axis)
    return total
