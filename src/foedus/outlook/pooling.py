"""How reliable are pledges of one kind, when each kind alone has few cases? A pooled logit.

    fit = fit_pooled(traits, honoured, clusters=(wars, treaties))
    fit.predict(traits)                 # chances for cases of new wars and treaties

Traits (era, pledge, members, institutions) shift the log-odds of being honoured; their shifts
are drawn towards zero by as much as the data say (one common spread), so a trait with few
cases borrows from the rest. Wars and treaties have effects of their own, with spreads of
their own: cases of one war are not independent, and the intervals know it.

Method: the posterior mode by Newton's steps, its curvature as covariance (Laplace), the
spreads by EM with that covariance; inverse-gamma priors keep them off zero. Sources: Stiratelli,
Laird and Ware 1984, Biometrics 40(4): 961-971; Breslow and Clayton 1993, J. American Statistical
Association 88(421): 9-25; MacKay 1992, Neural Computation 4(5): 720-736 (the mean of a logit
over a normal spread). Not modelled: that the Laplace curvature understates skewed uncertainty
where all cases of a cell have one outcome.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import pi
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.outlook.logit import expit

Floats = NDArray[np.float64]

ROUNDS = 12
"""Rounds of EM: spreads move by less than a hundredth after it on 146 cases."""
STEPS = 2
FIRST_STEPS = 8
FLAT = 100.0
"""Prior variance of the constant, in squared log-odds."""
PRIOR = (1.0, 0.25)
"""Shape and scale of the inverse-gamma prior of each variance: mode 0.125, a third of a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A fitted pooled logit."""

    names: tuple[str, ...]
    means: Floats
    """Means of the traits, shape (k,): they are centred before use."""
    beta: Floats
    """Constant and shifts, shape (k + 1,), log-odds."""
    covariance: Floats
    """Of ``beta``, clusters taken into account, shape (k + 1, k + 1)."""
    spreads: tuple[float, ...]
    """Standard deviations in log-odds: of the shifts, then of each set of clusters."""
    n: int

    @property
    def errors(self) -> Floats:
        """Return standard errors of ``beta``."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def between(self) -> float:
        """Return the variance between clusters, all sets together, in squared log-odds."""
        return sum(spread**2 for spread in self.spreads[1:])

    def predict(self, traits: ArrayLike) -> Floats:
        """Return the chance that each case of a new war and treaty is honoured, shape (m,).

        It is the mean over what is not known: the shifts, and the effects of the clusters.
        """
        rows = self._rows(traits)
        unsure = np.einsum("ij,jk,ik->i", rows, self.covariance, rows) + self.between
        return expit(rows @ self.beta / np.sqrt(1.0 + pi * unsure / 8.0))

    def mean_of(
        self, traits: ArrayLike, *, seed: int, draws: int = 4000, level: float = 0.95
    ) -> "Mean":
        """Return the mean share honoured over cases of such traits, with its interval.

        Args:
            traits: Shape (m, k): the cases to average over.
            seed: Of the draws of ``beta``.
            draws: How many.
            level: Share of the draws inside the interval.
        """
        rows = self._rows(traits)
        drawn = np.random.default_rng(seed).multivariate_normal(
            self.beta, self.covariance, size=draws, method="cholesky"
        )
        chances = expit(drawn @ rows.T / np.sqrt(1.0 + pi * self.between / 8.0))
        shares = chances.mean(axis=1)
        tail = (1.0 - level) / 2.0
        low, high = np.quantile(shares, (tail, 1.0 - tail))
        value = float(shares.mean())
        return Mean(
            value=value,
            low=float(low),
            high=float(high),
            effective_cases=value * (1.0 - value) / float(shares.var()),
        )

    def _rows(self, traits: ArrayLike) -> Floats:
        rows = np.atleast_2d(np.asarray(traits, dtype=np.float64))
        if rows.shape[1] != len(self.names):
            problem = f"{rows.shape[1]} traits where the fit has {len(self.names)}."
            raise InputError("pooled", problem, f"Give {', '.join(self.names)}.")
        return np.column_stack((np.ones(len(rows)), rows - self.means))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean share, its interval, and how many independent cases would tell as much."""

    value: float
    low: float
    high: float
    effective_cases: float


def fit_pooled(
    traits: ArrayLike,
    honoured: ArrayLike,
    *,
    names: Sequence[str] | None = None,
    clusters: Sequence[Sequence[Hashable]] = (),
) -> Pooled:
    """Return the pooled logit of being honoured on traits, with clusters.

    Args:
        traits: Shape (n, k), finite.
        honoured: Shape (n,), each 0 or 1.
        names: k names.
        clusters: For each set of clusters (wars, treaties) n labels. A cluster of one case has
            no effect that could be told from chance, and gets none.

    Raises:
        InputError: Shapes do not fit, values are missing, or the outcome never varies.
    """
    rows, outcome = _checked(traits, honoured)
    labels = tuple(names) if names is not None else tuple(f"x{i + 1}" for i in range(rows.shape[1]))
    if len(labels) != rows.shape[1]:
        problem = f"{len(labels)} names for {rows.shape[1]} columns."
        raise InputError("fit_pooled", problem, "Give one name for each column.")
    means = rows.mean(axis=0)
    own = np.column_stack((np.ones(len(rows)), rows - means))
    sets = [_indicators(one, size=len(rows)) for one in clusters]
    blocks = _blocks([rows.shape[1], *(one.shape[1] for one in sets)])
    beta, covariance, variances = _em(np.column_stack((own, *sets)), outcome, blocks)
    size = own.shape[1]
    return Pooled(
        names=labels,
        means=means,
        beta=beta[:size],
        covariance=covariance[:size, :size],
        spreads=tuple(float(np.sqrt(v)) for v in variances),
        n=len(rows),
    )


def folds(size: int, *, seed: int, of: int = 10) -> NDArray[np.int64]:
    """Return the fold of each case, equal in size up to one, by a seed."""
    if not 2 <= of <= size:
        raise InputError("folds", f"{of} folds of {size} cases.", "Ask for 2 up to the cases.")
    return np.random.default_rng(seed).permutation(size) % of


def crossed(
    traits: ArrayLike,
    honoured: ArrayLike,
    *,
    fold: ArrayLike,
    clusters: Sequence[Sequence[Hashable]] = (),
) -> Floats:
    """Return each case's chance by a fit that has not seen its fold, shape (n,)."""
    rows, outcome = _checked(traits, honoured)
    at = np.asarray(fold)
    found = np.empty(len(outcome))
    for one in np.unique(at):
        kept = at != one
        fit = fit_pooled(
            rows[kept],
            outcome[kept],
            clusters=[[c for c, k in zip(each, kept, strict=True) if k] for each in clusters],
        )
        found[~kept] = fit.predict(rows[~kept])
    return found


def _indicators(labels: Sequence[Hashable], *, size: int) -> Floats:
    known, index, counts = np.unique(np.asarray(labels), return_inverse=True, return_counts=True)
    if len(index) != size:
        problem = f"{len(index)} labels for {size} cases."
        raise InputError("clusters", problem, "Give one label for each case.")
    return np.asarray(np.eye(len(known))[index][:, counts > 1], dtype=np.float64)


def _blocks(sizes: Sequence[int]) -> list[slice]:
    ends = np.cumsum([1, *sizes]).tolist()
    return [slice(a, b) for a, b in pairwise(ends)]


def _em(rows: Floats, outcome: Floats, blocks: Sequence[slice]) -> tuple[Floats, Floats, list[Any]]:
    shape, scale = PRIOR
    variances = [2.0 * scale] * len(blocks)
    beta, precision = np.zeros(rows.shape[1]), np.full(rows.shape[1], 1.0 / FLAT)
    covariance: Floats = np.diag(1.0 / precision)
    for turn in range(ROUNDS):
        for block, variance in zip(blocks, variances, strict=True):
            precision[block] = 1.0 / variance
        for _ in range(STEPS if turn else FIRST_STEPS):
            beta, curvature = _step(rows, outcome, beta, precision)
        covariance = np.asarray(np.linalg.inv(curvature), dtype=np.float64)
        for at, block in enumerate(blocks):
            told = float((beta[block] ** 2).sum() + np.diag(covariance)[block].sum())
            count = block.stop - block.start
            variances[at] = (told + 2.0 * scale) / (count + 2.0 * shape)
    return beta, covariance, variances


def _step(rows: Floats, outcome: Floats, beta: Floats, precision: Floats) -> tuple[Floats, Floats]:
    chance = expit(rows @ beta)
    curvature = (rows.T * (chance * (1.0 - chance))) @ rows + np.diag(precision)
    gradient = rows.T @ (outcome - chance) - precision * beta
    return beta + np.linalg.solve(curvature, gradient), curvature


def _checked(traits: ArrayLike, honoured: ArrayLike) -> tuple[Floats, Floats]:
    rows, outcome = np.asarray(traits, dtype=np.float64), np.asarray(honoured, dtype=np.float64)
    if rows.ndim != 2 or outcome.shape != (len(rows),) or not len(rows):
        problem = f"traits of shape {rows.shape} and outcomes of shape {outcome.shape} do not fit."
        raise InputError("fit_pooled", problem, "Give shapes (n, k) and (n,).")
    if not (np.isfinite(rows).all() and np.isfinite(outcome).all()):
        problem = "values are missing or infinite."
        raise InputError("fit_pooled", problem, "Leave those rows out first, and say so.")
    if not np.isin(outcome, (0.0, 1.0)).all():
        problem = "the outcome has values other than 0 and 1."
        raise InputError("fit_pooled", problem, "Write 1 where a pledge was honoured, else 0.")
    if outcome.min() == outcome.max():
        problem = f"the outcome is {outcome[0]:.0f} in every case."
        raise InputError("fit_pooled", problem, "Give cases of both outcomes.")
    return rows, outcome
