"""Which traits go with a yes? Binary logit by Newton's method, with honest covariances.

Sources: McCullagh and Nelder 1989, Generalized Linear Models, 2nd ed., ch. 4 (Newton and
Fisher scoring agree for the logit); Albert and Anderson 1984, Biometrika 71(1): 1-10
(separation); Liang and Zeger 1986, Biometrika 73(1): 13-22 (the sandwich over clusters).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]

PLACE = "fit_logit"
MOST_STEPS = 60
HALVINGS = 30
STILL = 1e-9
"""Newton has arrived when no row's log-odds moves by more."""
SUSPECT = 1e-9
"""Smallest eigenvalue of the scaled Gram matrix below which the rank is looked at closely."""
AGAINST = 1e-6
"""A direction separates if no row goes against it by more than this part of the farthest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logit:
    """A fitted logit: P(y = 1 | x) = 1 / (1 + exp(-x beta))."""

    names: tuple[str, ...]
    beta: Floats
    """Coefficients, shape (k,), in log-odds."""
    covariance: Floats
    """Shape (k, k): over clusters where they were given, else the inverse information."""
    information: Floats
    """Observed (here also expected) information at ``beta``, shape (k, k)."""
    loglik: float
    null_loglik: float
    """Log-likelihood of the mean alone."""
    n: int
    clusters: int | None = None
    """Number of clusters, or None for the plain covariance."""
    steps: int = 0

    @property
    def errors(self) -> Floats:
        """Return standard errors, shape (k,)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def z(self) -> Floats:
        """Return coefficients over their standard errors, shape (k,)."""
        return self.beta / self.errors

    @property
    def mcfadden(self) -> float:
        """Return 1 - loglik / null_loglik."""
        return 1.0 - self.loglik / self.null_loglik

    def intervals(self, level: float = 0.95) -> Floats:
        """Return normal intervals of the coefficients, shape (k, 2)."""
        reach = NormalDist().inv_cdf(0.5 + level / 2.0) * self.errors
        return np.column_stack((self.beta - reach, self.beta + reach))

    def chances(self, x: ArrayLike) -> Floats:
        """Return P(y = 1) for rows of the same columns, shape (m,)."""
        return expit(np.asarray(x, dtype=np.float64) @ self.beta)


def fit_logit(
    x: ArrayLike,
    y: ArrayLike,
    *,
    names: Sequence[str] | None = None,
    clusters: ArrayLike | None = None,
) -> Logit:
    """Return the maximum-likelihood logit of ``y`` on ``x``.

    Args:
        x: Shape (n, k), finite; a constant is a column like any other (`with_constant`).
        y: Shape (n,), each 0 or 1.
        names: k names for messages and tables; default x1 to xk.
        clusters: Shape (n,), any labels: the covariance is then the sandwich over these
            clusters, times G / (G - 1), as in Stata's logit.

    Raises:
        InputError: Shapes do not fit, values are missing, the outcome never varies, a
            column is a sum of others (singular), or a combination of columns predicts the
            outcome without fail (separation): then no finite estimate exists.

    >>> fit = fit_logit([[1, 0], [1, 0], [1, 0], [1, 1], [1, 1]], [0, 0, 1, 1, 0])
    >>> [round(float(b), 4) for b in fit.beta]  # the log-odds 1:2, then up to 1:1
    [-0.6931, 0.6931]
    """
    rows, outcome, labels = _checked(x, y, names)
    raise_if_singular(rows, labels, place=PLACE)
    beta, loglik, information, steps = _newton(rows, outcome, labels)
    bread = np.asarray(np.linalg.inv(information), dtype=np.float64)
    groups, covariance = None, bread
    if clusters is not None:
        sums = cluster_sums(score_rows(rows, outcome, beta), clusters)
        groups, covariance = len(sums), sandwich(bread, sums)
    mean = float(outcome.mean())
    null = len(outcome) * (mean * np.log(mean) + (1.0 - mean) * np.log1p(-mean))
    return Logit(
        names=labels,
        beta=beta,
        covariance=covariance,
        information=information,
        loglik=loglik,
        null_loglik=float(null),
        n=len(outcome),
        clusters=groups,
        steps=steps,
    )


def with_constant(x: ArrayLike) -> Floats:
    """Return ``x`` with a first column of ones, shape (n, k + 1)."""
    rows = np.asarray(x, dtype=np.float64)
    return np.column_stack((np.ones(len(rows)), rows))


def expit(log_odds: ArrayLike) -> Floats:
    """Return 1 / (1 + exp(-log_odds)), without overflow at any size."""
    eta = np.asarray(log_odds, dtype=np.float64)
    small = np.exp(-np.abs(eta))
    return np.asarray(np.where(eta >= 0.0, 1.0, small) / (1.0 + small))


def score_rows(x: ArrayLike, y: ArrayLike, beta: ArrayLike) -> Floats:
    """Return each row's score (y - p) x at ``beta``, shape (n, k): what sandwiches are made of."""
    rows = np.asarray(x, dtype=np.float64)
    missed = np.asarray(y, dtype=np.float64) - expit(rows @ np.asarray(beta))
    return np.asarray(rows * missed[:, None])


def cluster_sums(scores: ArrayLike, clusters: ArrayLike) -> Floats:
    """Return the sums of score rows by cluster, shape (G, k), clusters in sorted order.

    Raises:
        InputError: As many labels as rows are needed, and at least two clusters.
    """
    rows, labels = np.asarray(scores, dtype=np.float64), np.asarray(clusters)
    if labels.shape != (len(rows),):
        problem = f"{labels.shape} labels for {len(rows)} rows."
        raise InputError("clusters", problem, "Give one label for each row.")
    kept, index = np.unique(labels, return_inverse=True)
    if len(kept) < 2:
        problem = "all rows are one cluster, so no spread between clusters can be seen."
        raise InputError("clusters", problem, "Leave the clusters out, or name smaller ones.")
    sums = [np.bincount(index, weights=column, minlength=len(kept)) for column in rows.T]
    return np.column_stack(sums)


def sandwich(bread: Floats, sums: Floats) -> Floats:
    """Return bread (sum of u u') bread times G / (G - 1), for cluster sums u of shape (G, k)."""
    groups = len(sums)
    return np.asarray(bread @ (sums.T @ sums) @ bread * (groups / (groups - 1.0)))


def raise_if_singular(rows: Floats, names: Sequence[str], *, place: str) -> None:
    """Refuse a design in which some column is a weighted sum of the others.

    Raises:
        InputError: Naming the columns that hang together.
    """
    size = np.sqrt(np.einsum("ij,ij->j", rows, rows))
    if (size == 0.0).any():
        empty = [n for n, s in zip(names, size, strict=True) if s == 0.0]
        raise InputError(place, f"{listed(empty)}: nothing but zeros.", "Leave that column out.")
    scaled = rows / size
    if np.linalg.eigvalsh(scaled.T @ scaled)[0] > SUSPECT:
        return
    triangle = np.linalg.qr(scaled, mode="r")
    _, spread, axes = np.linalg.svd(triangle)
    if spread[-1] > max(rows.shape) * np.finfo(np.float64).eps * spread[0]:
        return
    together = [n for n, part in zip(names, axes[-1], strict=True) if abs(part) > 1e-6]
    problem = f"the design is singular: {listed(together)} add up to nothing new."
    raise InputError(place, problem, f"Leave one of these {len(together)} columns out.")


def listed(names: Sequence[str]) -> str:
    """Return names in quotation marks, parted by commas."""
    return ", ".join(f"'{name}'" for name in names)


def _newton(
    rows: Floats, outcome: Floats, names: tuple[str, ...]
) -> tuple[Floats, float, Floats, int]:
    beta = _start(rows, outcome)
    eta = rows @ beta
    loglik, chance, weight = _likelihood(eta, outcome)
    for step in range(1, MOST_STEPS + 1):
        information = rows.T @ (rows * weight[:, None])
        towards = _solved(information, rows.T @ (outcome - chance))
        moved = rows @ towards
        if _separates(moved, outcome):
            break
        share = 1.0
        for _ in range(HALVINGS):
            tried = _likelihood(eta + share * moved, outcome)
            if tried[0] >= loglik - 1e-9 * abs(loglik):
                break
            share /= 2.0
        beta, eta = beta + share * towards, eta + share * moved
        loglik, chance, weight = tried
        if np.abs(moved).max() < STILL:
            information = rows.T @ (rows * weight[:, None])
            return beta, loglik, information, step
    raise _separation(rows, towards, names)


def _solved(information: Floats, gradient: Floats) -> Floats:
    """Return the Newton step; scaled first, so that units of columns do not matter."""
    size = np.sqrt(np.maximum(np.diag(information), np.finfo(np.float64).tiny))
    scaled = information / size[:, None] / size
    found = np.linalg.lstsq(scaled, gradient / size, rcond=1e-15)[0]
    return np.asarray(found / size, dtype=np.float64)


def _likelihood(eta: Floats, outcome: Floats) -> tuple[float, Floats, Floats]:
    """Return log-likelihood, chances and weights p (1 - p), from one exponential a row."""
    small = np.exp(-np.abs(eta))
    whole = 1.0 + small
    chance = np.where(eta >= 0.0, 1.0, small) / whole
    loglik = outcome @ eta - np.maximum(eta, 0.0).sum() - np.log1p(small).sum()
    return float(loglik), chance, small / whole**2


def _start(rows: Floats, outcome: Floats) -> Floats:
    """Return zeros, but for a constant the mean's log-odds, near where a rare outcome lies."""
    beta = np.zeros(rows.shape[1])
    constant = np.flatnonzero((rows == rows[0]).all(axis=0))
    if len(constant):
        mean = float(outcome.mean())
        beta[constant[0]] = np.log(mean / (1.0 - mean)) / rows[0, constant[0]]
    return beta


def _separates(moved: Floats, outcome: Floats) -> bool:
    """Tell whether a step puts no row on the wrong side, and some rows farther on the right one.

    Such a direction exists only where the data are separated (Albert and Anderson 1984),
    and Newton's steps come to lie along it.
    """
    towards = np.where(outcome > 0.5, moved, -moved)
    farthest = float(towards.max())
    return farthest > STILL and float(towards.min()) >= -AGAINST * farthest


def _separation(rows: Floats, towards: Floats, names: tuple[str, ...]) -> InputError:
    reach = np.abs(towards) * rows.std(axis=0)
    most = float(reach.max())
    parts = [n for n, r in zip(names, reach, strict=True) if r > 1e-3 * most]
    tell = "alone tells" if len(parts) == 1 else "together tell"
    problem = (
        f"separation: {listed(parts or names)} {tell} the outcome of some rows "
        "without fail, so the estimate runs off to infinity."
    )
    mend = "Leave such a column out, join its rare categories, or look for a coding of the outcome."
    return InputError(PLACE, problem, mend)


def _checked(
    x: ArrayLike, y: ArrayLike, names: Sequence[str] | None
) -> tuple[Floats, Floats, tuple[str, ...]]:
    rows, outcome = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if rows.ndim != 2 or outcome.shape != (len(rows),):
        problem = f"x of shape {rows.shape} and y of shape {outcome.shape} do not fit."
        raise InputError(PLACE, problem, "Give x of shape (n, k) and y of shape (n,).")
    labels = tuple(names) if names is not None else tuple(f"x{i + 1}" for i in range(rows.shape[1]))
    if len(labels) != rows.shape[1]:
        problem = f"{len(labels)} names for {rows.shape[1]} columns."
        raise InputError(PLACE, problem, "Give one name for each column.")
    raise_if_missing(rows, outcome, labels)
    if not np.isin(outcome, (0.0, 1.0)).all():
        raise InputError(PLACE, "the outcome has values other than 0 and 1.", "Code it 0 and 1.")
    if len(rows) <= rows.shape[1]:
        problem = f"{len(rows)} rows are too few for {rows.shape[1]} coefficients."
        raise InputError(PLACE, problem, "Give more rows, or fewer columns.")
    if outcome.min() == outcome.max():
        problem = f"the outcome is {outcome[0]:.0f} in every row."
        raise InputError(PLACE, problem, "Give rows of both outcomes.")
    return rows, outcome, labels


def raise_if_missing(rows: Floats, outcome: Floats, names: Sequence[str]) -> None:
    """Refuse missing or infinite values: which rows to leave out is for the caller to say."""
    gaps: dict[str, Any] = {n: ~np.isfinite(c) for n, c in zip(names, rows.T, strict=True)}
    gaps["the outcome"] = ~np.isfinite(outcome)
    found = [(name, int(gap.sum())) for name, gap in gaps.items() if gap.any()]
    if found:
        told = ", ".join(f"{name} in {count}" for name, count in found)
        problem = f"values are missing or infinite: {told} of {len(rows)} rows."
        raise InputError(PLACE, problem, "Leave those rows out first, and say so.")
