"""How does a logit of a million rows come out in half a second? Newton from a good start.

`foedus.outlook.logit.fit_logit` says all that can be wrong with a design, and needs a dozen steps.
Here it is asked of the events and of every sixteenth other row; its answer, with the constant put
right, is so near that three or four steps over all rows, in pieces that stay in the cache, end at
the same estimate.

Source: King and Zeng 2001, Political Analysis 9(2): 137-163 (the constant under choice by outcome).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.logit import fit_logit

Floats = NDArray[np.float64]

EVERY = 16
"""One of so many rows without the outcome is in the first sample."""
FEW = 50_000
"""Rows below which all are looked at from the start."""
PIECE = 16_384
MOST_STEPS = 12
STILL = 1e-6
"""Newton has arrived when no coefficient moves by more than this part of its standard error: the
next step would move it by about the square of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A logit's estimate."""

    beta: Floats
    bread: Floats
    """Inverse information, shape (k, k)."""
    loglik: float


def fit(rows: Floats, outcome: Floats, *, names: Sequence[str]) -> Fitted:
    """Return the maximum-likelihood logit; the first column must be the constant.

    Raises:
        InputError: As `fit_logit`: singular, separated, no rows, an outcome that never varies.
    """
    if len(rows) > FEW and 0 < outcome.sum() < len(rows):
        found = _climbed(rows, outcome, _start(rows, outcome, names))
        if found is not None:
            return found
    whole = fit_logit(rows, outcome, names=names)
    bread = np.asarray(np.linalg.inv(whole.information))
    return Fitted(beta=whole.beta, bread=bread, loglik=whole.loglik)


def _start(rows: Floats, outcome: Floats, names: Sequence[str]) -> Floats:
    event = outcome > 0.5
    others = np.flatnonzero(~event)[::EVERY]
    sample = np.sort(np.concatenate((np.flatnonzero(event), others)))
    beta = fit_logit(rows[sample], outcome[sample], names=names).beta.copy()
    beta[0] -= np.log((~event).sum() / len(others))
    return beta


def _climbed(rows: Floats, outcome: Floats, beta: Floats) -> Fitted | None:
    """Return the estimate that Newton's steps reach; None where they do not arrive."""
    for _ in range(MOST_STEPS):
        gradient, information, loglik = _slopes(rows, outcome, beta)
        step = np.linalg.solve(information, gradient)
        beta = beta + step
        bread = np.asarray(np.linalg.inv(information))
        if (np.abs(step) < STILL * np.sqrt(np.diag(bread))).all():
            return Fitted(beta=beta, bread=bread, loglik=loglik)
    return None


def _slopes(rows: Floats, outcome: Floats, beta: Floats) -> tuple[Floats, Floats, float]:
    """Return gradient, information and log-likelihood, piece by piece."""
    size = rows.shape[1]
    gradient, information, loglik = np.zeros(size), np.zeros((size, size)), 0.0
    for begin in range(0, len(rows), PIECE):
        x, y = rows[begin : begin + PIECE], outcome[begin : begin + PIECE]
        eta = x @ beta
        small = np.exp(-np.abs(eta))
        chance = np.where(eta >= 0.0, 1.0, small) / (1.0 + small)
        information += x.T @ (x * (chance * (1.0 - chance))[:, None])
        gradient += x.T @ (y - chance)
        loglik += float(y @ eta - np.maximum(eta, 0.0).sum() - np.log1p(small).sum())
    return gradient, information, loglik
