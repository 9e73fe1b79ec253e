"""Which tree over the words of a sentence has the best score, with one root?

Chu and Liu (1965) and Edmonds (1967); a single root by lowering every edge from the root
by more than all other edges can make up for (Stanojević and Cohen 2021).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def best_tree(scores: "NDArray[np.floating]") -> list[int]:
    """Return the head of each of ``n`` words, 0 for the root, words counted from 1.

    ``scores`` has shape (n, n + 1): row ``d`` holds the scores of the heads of word
    ``d + 1``, column 0 is the root. A word is never its own head.
    """
    import numpy as np  # noqa: PLC0415 - numpy is loaded on first use

    size = len(scores)
    if not size:
        return []
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _edmonds(full)
    if heads[1:].count(0) == 1:
        return heads[1:]
    finite = full[1:][np.isfinite(full[1:])]
    full[1:, 0] -= (finite.max() - finite.min() + 1.0) * size
    return _edmonds(full)[1:]


def _cycle(heads: list[int]) -> list[int]:
    """Return the nodes of one cycle, or none; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _edmonds(scores: "NDArray[np.floating]") -> list[int]:
    """Return the heads of all nodes of a square matrix (row: word, column: head)."""
    import numpy as np  # noqa: PLC0415

    heads: list[int] = [0, *scores[1:].argmax(axis=1).tolist()]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside, looped = np.array(cycle), set(cycle)
    outside = np.array([n for n in range(len(scores)) if n not in looped])
    kept = scores[inside, [heads[n] for n in cycle]]
    entering = scores[inside[:, None], outside] - kept[:, None]
    leaving = scores[outside[:, None], inside]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[outside[:, None], outside]
    small[-1, :-1] = entering.max(axis=0)
    small[:-1, -1] = leaving.max(axis=1)
    found = _edmonds(small)
    for at, node in enumerate(outside.tolist()):
        if node == 0:
            continue
        head = found[at]
        joined = head == len(outside)
        heads[node] = int(inside[leaving[at].argmax()]) if joined else int(outside[head])
    entry = found[-1]
    broken = int(entering[:, entry].argmax())
    heads[int(inside[broken])] = int(outside[entry])
    return heads
