"""Which weights part the roots best? One support vector machine a root, solved on the Gram matrix.

With about a thousand rows the matrix of inner products is small, so no solver beyond
numpy is needed. The loss is the squared hinge; Newton steps on its active rows (Chapelle
2007, Neural Computation 19(5)) end when these no longer change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.statement.events.classifier import Linear, hashed_counts
from foedus.statement.events.features import BLOCKS, Features
from foedus.statement.events.scheme import CLASSES

Floats = NDArray[np.float32]
SHARES = {
    "bigrams": 1.0,
    "letters": 1.0,
    "places": 1.0,
    "actors": 0.7,
    "cues": 1.0,
    "frames": 0.7,
    "chains": 0.5,
}
COST = 1.0
LEAST = dict.fromkeys(BLOCKS, 2) | {"cues": 1}
"""Rows in which a feature of the block must stand to be kept."""
SHARPNESS = 4.0
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Counted:
    """The features of all rows, hashed: for each block and row, the counts by hash."""

    blocks: dict[str, list[dict[int, int]]]

    def __len__(self) -> int:
        return len(self.blocks[BLOCKS[0]])


def counted(features: Sequence[Features]) -> Counted:
    """Return the features with their hashes, ready to be fitted many times."""
    return Counted({b: [hashed_counts(b, row[b]) for row in features] for b in BLOCKS})


def fit(rows: Counted, labels: Sequence[str], chosen: Sequence[int]) -> Linear:
    """Return the classifier fitted to the ``chosen`` rows, rounded as it is shipped."""
    blocks = [_matrix([rows.blocks[b][i] for i in chosen], least=LEAST[b]) for b in BLOCKS]
    shares = [SHARES[b] for b in BLOCKS]
    gram = np.ones((len(chosen), len(chosen)), dtype=np.float64)  # the bias, as one more feature
    for (_, _, matrix), share in zip(blocks, shares, strict=True):
        gram += share**2 * (matrix @ matrix.T)
    signs = np.array([[1.0 if labels[i] == c else -1.0 for c in CLASSES] for i in chosen])
    duals = np.stack([_hinged(gram, signs[:, c]) for c in range(len(CLASSES))], axis=1)
    weights = np.concatenate(
        [
            share * (m.T @ duals.astype(np.float32))
            for (_, _, m), share in zip(blocks, shares, strict=True)
        ]
    )
    keys = np.concatenate([k for k, _, _ in blocks])
    order = np.argsort(keys)
    scale = np.abs(weights).max(0) / 127
    return Linear(
        classes=CLASSES,
        keys=keys[order],
        rarity=np.concatenate([r for _, r, _ in blocks])[order],
        weights=np.rint(weights[order] / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=duals.sum(0).astype(np.float32),
        shares=tuple(shares),
        sharpness=SHARPNESS,
    )


def _matrix(
    rows: Sequence[dict[int, int]], *, least: int
) -> tuple[NDArray[np.uint32], Floats, Floats]:
    """Return keys, rarity and the rows of unit length of one block."""
    spread: dict[int, int] = {}
    for row in rows:
        for key in row:
            spread[key] = spread.get(key, 0) + 1
    kept = [key for key, count in spread.items() if count >= least]
    at = {key: column for column, key in enumerate(kept)}
    share = np.array([spread[key] for key in kept], dtype=np.float32)
    rarity = (np.log((1 + len(rows)) / (1 + share)) + 1).astype(np.float16).astype(np.float32)
    matrix = np.zeros((len(rows), len(kept)), dtype=np.float32)
    for number, row in enumerate(rows):
        met = [(at[key], count) for key, count in row.items() if key in at]
        if met:
            columns, counts = np.array(met).T
            matrix[number, columns] = (1 + np.log(counts)) * rarity[columns]
    length = np.sqrt((matrix**2).sum(1, keepdims=True))
    return np.array(kept, dtype=np.uint32), rarity, matrix / np.maximum(length, 1e-9)


def _hinged(gram: NDArray[np.float64], signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the dual weights of one root against the rest."""
    active = np.ones(len(signs), dtype=bool)
    for _ in range(_STEPS):
        duals = np.zeros(len(signs))
        inner = gram[np.ix_(active, active)] + np.eye(int(active.sum())) / (2 * COST)
        duals[active] = np.linalg.solve(inner, signs[active])
        after = signs * (gram @ duals) < 1
        if np.array_equal(after, active):
            break
        active = after
    return duals
