"""How alike are two states' foreign policies? S, kappa, pi and tau-b of portfolios, all pairs.

A portfolio says what a state has with every state, itself included: of alliances, 3 defence or
offence, 2 neutrality or non-aggression, 1 consultation, 0 none. What it says of the state itself
is a convention that moves the result (Germany and Russia in 1914: .674 with 3, .763 with 0):
`valued` takes 3, as most do.

S says *alike* of states that have nothing with anybody; kappa and pi take away what chance alone
would make alike. Their expected distances pair every value of one portfolio with every value of
the other (kappa), or of both together (pi).

Sources: Signorino and Ritter 1999, ISQ 43(1): 115-144 (S); Haege 2011, Political Analysis 19(3):
287-305 (chance-corrected agreement for portfolios); Kendall 1945, Biometrika 33(3): 239-251.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]
Levels = NDArray[np.int64]
Distance = Literal["absolute", "squared", "nominal"]
DISTANCES: Mapping[str, Callable[[Floats], Floats]] = {
    "absolute": np.abs,
    "squared": np.square,
    "nominal": lambda gap: (gap != 0).astype(np.float64),
}
VALUE = {"defense": 3, "offense": 3, "neutrality": 2, "nonaggression": 2, "consultation": 1}
"""Pledge to what it counts in a portfolio of alliances."""
SELF = 3
"""What a state has with itself."""


def valued(ties: Mapping[str, ArrayLike], *, of_itself: int = SELF) -> Levels:
    """Return portfolios of alliances from ties by pledge: the highest value of each pair.

    Args:
        ties: Pledge to a square matrix of yes and no; either direction counts for both.
        of_itself: The diagonal.

    Raises:
        InputError: No such pledge, none at all, or a matrix is not square.
    """
    wrong = [name for name in ties if name not in VALUE]
    if wrong or not ties:
        problem = f"no pledge '{wrong[0]}'." if wrong else "no ties are given."
        raise InputError("ties", problem, f"Choose among {', '.join(VALUE)}.")
    found = np.zeros(np.shape(next(iter(ties.values()))), np.int64)
    for name, matrix in ties.items():
        made = np.asarray(matrix) > 0
        if made.shape != found.shape or len(set(made.shape)) != 1 or made.ndim != 2:
            problem = f"'{name}' of shape {made.shape} does not fit."
            raise InputError("ties", problem, "Give square matrices of one size.")
        np.maximum(found, VALUE[name] * (made | made.T), out=found)
    np.fill_diagonal(found, of_itself)
    return found


def s_scores(
    portfolios: ArrayLike,
    *,
    distance: Distance = "absolute",
    weights: ArrayLike | None = None,
    farthest: float | None = None,
) -> Floats:
    """Return S for every pair of rows, shape (states, states).

    S = 1 - 2 sum_k w_k d(x_k, y_k) / (d_max sum_k w_k).

    Args:
        portfolios: Shape (states, others), whole numbers from 0 on.
        distance: One of `DISTANCES`.
        weights: Of the others, for instance capabilities; default: all alike.
        farthest: The greatest difference that two values could have; default: the greatest
            value that occurs, so give it (3 for alliances) where a small system lacks some.

    Raises:
        InputError: The portfolios are no table of whole numbers, or the weights do not fit.
    """
    levels = _checked(portfolios)
    weight = _weights(weights, levels.shape[1])
    top = float(levels.max()) if farthest is None else farthest
    if top <= 0 or top < levels.max():
        problem = f"the greatest difference is {top:g}, the greatest value {levels.max()}."
        raise InputError("portfolios", problem, "Give `farthest`: 3 for alliances.")
    far = float(DISTANCES[_known(distance)](np.asarray(top)))
    return np.asarray(1.0 - 2.0 * _distances(levels, distance, weight) / (far * weight.sum()))


def kappas(portfolios: ArrayLike, *, distance: Distance = "absolute") -> Floats:
    """Return Cohen's kappa, 1 - D_o / D_e with each pair's own marginals, for every pair of rows.

    NaN where no difference is to be expected: both rows hold one value alone, the same.
    """
    levels = _checked(portfolios)
    shares = _shares(levels)
    expected = shares @ _between(shares.shape[1], distance) @ shares.T
    return _corrected(levels, distance, expected)


def pis(portfolios: ArrayLike, *, distance: Distance = "absolute") -> Floats:
    """Return Scott's pi, 1 - D_o / D_e with the pair's pooled marginals, for every pair of rows.

    With ``nominal`` it is Scott's own; some programs call that *pi* where their kappa is weighted.
    """
    levels = _checked(portfolios)
    shares = _shares(levels)
    between = _between(shares.shape[1], distance)
    crossed = shares @ between @ shares.T
    own = np.diag(crossed)
    # The pooled marginal is the mean of both: its expectation is one of four products.
    expected = (own[:, None] + own[None, :] + 2.0 * crossed) / 4.0
    return _corrected(levels, distance, expected)


def tau_bs(portfolios: ArrayLike) -> Floats:
    """Return Kendall's tau-b for every pair of rows; NaN where a row never varies.

    (n_c - n_d) / sqrt((n_0 - n_x)(n_0 - n_y)), ties taken out.
    """
    levels = _checked(portfolios)
    one, two = np.triu_indices(levels.shape[1], 1)
    signs = np.sign(levels[:, one] - levels[:, two]).astype(np.float32)
    agreeing = (signs @ signs.T).astype(np.float64)
    apart = np.sqrt(np.diag(agreeing))
    scale = apart[:, None] * apart[None, :]
    none = np.full_like(agreeing, np.nan)
    return np.asarray(np.divide(agreeing, scale, out=none, where=scale > 0))


def _checked(portfolios: ArrayLike) -> Levels:
    given = np.asarray(portfolios)
    if given.ndim != 2 or 0 in given.shape:
        problem = f"shape {given.shape} is no table."
        raise InputError("portfolios", problem, "Give one row a state, one column each other.")
    if given.dtype.kind == "f" and not np.isfinite(given).all():
        mend = "Leave out the states of which nothing is known."
        raise InputError("portfolios", "values are missing.", mend)
    whole = given.astype(np.int64)
    if (whole != given).any() or (whole < 0).any():
        problem = "a value is no whole number from 0 on."
        raise InputError("portfolios", problem, "Code levels: 0 nothing, up to 3 defence.")
    return whole


def _weights(weights: ArrayLike | None, size: int) -> Floats:
    if weights is None:
        return np.ones(size)
    found = np.asarray(weights, np.float64)
    if found.shape != (size,) or not (found >= 0).all() or not found.sum() > 0:
        problem = f"weights of shape {found.shape} for {size} columns, each 0 or more."
        raise InputError("weights", problem, "Give one weight a column, not all 0, none missing.")
    return found


def _known(distance: str) -> str:
    if distance not in DISTANCES:
        mend = f"Choose {', '.join(DISTANCES)}."
        raise InputError("distance", f"no distance '{distance}'.", mend)
    return distance


def _distances(levels: Levels, distance: str, weight: Floats) -> Floats:
    """Return weighted sums of distances of every pair of rows, by products of matrices.

    With h_t the indicator of a level of at least t, a difference of levels is the number of
    indicators in which two differ: a few products in place of a loop over pairs.
    """
    kind = np.float32 if (weight == 1.0).all() else np.float64
    match _known(distance):
        case "absolute":
            steps = [levels >= t for t in range(1, int(levels.max()) + 1)]
            flags = np.concatenate(steps, axis=1).astype(kind) if steps else None
        case "nominal":
            flags = np.concatenate([levels == v for v in np.unique(levels)], axis=1).astype(kind)
        case _:
            flags = levels.astype(kind)
    if flags is None:
        return np.zeros((len(levels), len(levels)))
    times = np.tile(weight, flags.shape[1] // levels.shape[1])
    crossed = (flags * times.astype(kind)) @ flags.T
    own = np.diag(crossed)
    squared = np.maximum(own[:, None] + own[None, :] - 2.0 * crossed, 0.0).astype(np.float64)
    # Two rows that differ in level differ in two nominal flags: in each one's own.
    return np.asarray(squared / 2.0 if distance == "nominal" else squared)


def _shares(levels: Levels) -> Floats:
    """Return how often each level stands in each row, as shares."""
    flags = [(levels == level).mean(axis=1) for level in range(int(levels.max()) + 1)]
    return np.stack(flags, axis=1)


def _between(size: int, distance: str) -> Floats:
    level = np.arange(size, dtype=np.float64)
    return DISTANCES[_known(distance)](level[:, None] - level[None, :])


def _corrected(levels: Levels, distance: str, expected: Floats) -> Floats:
    observed = _distances(levels, distance, np.ones(levels.shape[1])) / levels.shape[1]
    none = np.full_like(expected, np.nan)
    return np.asarray(1.0 - np.divide(observed, expected, out=none, where=expected > 1e-12))
