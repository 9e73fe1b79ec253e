"""What does the classifier say of rows that it has not seen?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.statement.events.features import Features
from train_plover.fitting import Counted, counted, fit
from train_plover.folds import parted
from train_plover.rows import Row, alike, read_rows, row_features


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The rows, with all that does not change from fold to fold."""

    rows: tuple[Row, ...]
    labels: tuple[str, ...]
    groups: tuple[int, ...]
    features: tuple[Features, ...]
    counts: Counted


def material(path: Path) -> Material:
    """Return the rows of the file ready to be fitted."""
    rows = read_rows(path)
    features = tuple(row_features(row) for row in rows)
    return Material(
        rows=rows,
        labels=tuple(row.root for row in rows),
        groups=tuple(alike(rows)),
        features=features,
        counts=counted(features),
    )


def crossed(given: Material, *, folds: int, seed: int) -> NDArray[np.float32]:
    """Return the margins of each row, (rows, classes), by a model fitted without its fold."""
    fold = parted(given.labels, given.groups, folds=folds, seed=seed)
    margins: list[NDArray[np.float32] | None] = [None] * len(fold)
    for number in range(folds):
        model = fit(given.counts, given.labels, _where(fold != number))
        for row in _where(fold == number):
            margins[row] = model.margins(given.features[row])
    return np.stack([found for found in margins if found is not None])


def _where(mask: NDArray[np.bool_]) -> Sequence[int]:
    return [int(row) for row in np.flatnonzero(mask)]
