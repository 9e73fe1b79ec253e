"""Into which folds are rows parted, so that classes are even and near-duplicates together?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def parted(
    labels: Sequence[str], groups: Sequence[int], *, folds: int, seed: int
) -> NDArray[np.intp]:
    """Return the fold of each row, 0 to ``folds`` - 1.

    Groups are taken in an order drawn by ``seed``, the largest first; each goes where its
    classes are rarest, then where the fewest rows are.
    """
    draw = np.random.Generator(np.random.Philox(seed))
    classes = {label: at for at, label in enumerate(sorted(set(labels)))}
    members: dict[int, list[int]] = {}
    for row in draw.permutation(len(labels)):
        members.setdefault(groups[row], []).append(int(row))
    counts = np.zeros((folds, len(classes)))
    fold = np.zeros(len(labels), dtype=np.intp)
    for rows in sorted(members.values(), key=lambda found: -len(found)):
        added = np.bincount([classes[labels[r]] for r in rows], minlength=len(classes))
        cost = (counts * added).sum(1) * len(labels) + counts.sum(1)
        chosen = int(np.argmin(cost + draw.random(folds) * 1e-3))
        counts[chosen] += added
        fold[rows] = chosen
    return fold
