"""How good were the forecasts? Proper scores, calibration and its picture, for what came true.

Sources: Brier (1950), Verification of forecasts expressed in terms of probability; Murphy (1973),
A new vector partition of the probability score; Gneiting and Raftery (2007), Strictly proper
scoring rules, prediction, and estimation; Ferro (2014), Fair scores for ensemble forecasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, exp, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.outlook.interval import jeffreys

Floats = NDArray[np.float64]
TINY = 1e-15
"""A probability of 0 or 1 that fails is scored as if it were this far from certain."""


def brier(said: ArrayLike, came: ArrayLike) -> float:
    """Return the mean squared distance of probabilities from what came (0 or 1); less is better.

    Args:
        said: Probabilities, in [0, 1].
        came: 1 where it came true, else 0.

    Raises:
        InputError: Nothing to score, unequal lengths, or values outside their range.

    >>> round(brier([0.9, 0.7, 0.2, 0.1], [1, 0, 0, 0]), 4)
    0.1375
    """
    p, o = _pairs(said, came)
    return float(np.mean((p - o) ** 2))


def log_score(said: ArrayLike, came: ArrayLike) -> float:
    """Return the mean of minus the log of the probability given to what came; less is better.

    >>> round(log_score([0.9, 0.7, 0.2, 0.1], [1, 0, 0, 0]), 6)
    0.409459
    """
    p, o = _pairs(said, came)
    given = np.clip(np.where(o == 1, p, 1 - p), TINY, 1)
    return float(-np.mean(np.log(given)))


def brier_of_options(said: ArrayLike, came: Sequence[int]) -> float:
    """Return the Brier score over several options, summed over them: 0 to 2.

    Args:
        said: One row a question, one probability an option; each row sums to 1.
        came: The place of the option that came, for each question.

    Raises:
        InputError: A row does not sum to 1, or an option is not there.
    """
    rows, at = _options(said, came)
    hit = np.zeros_like(rows)
    hit[np.arange(len(rows)), at] = 1
    return float(np.mean(((rows - hit) ** 2).sum(axis=1)))


def brier_of_order(said: ArrayLike, came: Sequence[int]) -> float:
    """Return the Brier score of ordered options: the mean over the splits between neighbours.

    A forecast that misses by one option is better than one that misses by two.
    """
    rows, at = _options(said, came)
    below = np.cumsum(rows, axis=1)[:, :-1]
    hit = (np.asarray(at)[:, None] <= np.arange(rows.shape[1] - 1)).astype(float)
    # Each split is a question of two options, so its score counts both of them.
    return float(np.mean(2 * ((below - hit) ** 2).mean(axis=1)))


def relative_brier(own: ArrayLike, crowd: ArrayLike) -> float:
    """Return one's mean Brier score less the crowd's median, day by day; below 0 is better.

    Args:
        own: One's score of each day.
        crowd: One row a day, the scores of others on it.
    """
    mine, others = _finite(own, "own"), np.asarray(crowd, float)
    if others.ndim != 2 or len(others) != len(mine) or others.shape[1] == 0:
        problem = f"{len(mine)} days of one's own, {others.shape} of the crowd."
        raise InputError("relative_brier", problem, "Give one row of the crowd's scores a day.")
    return float(np.mean(mine - np.median(others, axis=1)))


def crps(members: ArrayLike, came: float, *, fair: bool = False) -> float:
    """Return the continuous ranked probability score of an ensemble, in the unit of ``came``.

    Args:
        members: The values forecast.
        came: The value that came.
        fair: As if the ensemble were endless: does not reward few members that lie close.

    Raises:
        InputError: No member; a fair score needs two.

    >>> round(crps([1, 2, 4], 3), 6), round(crps([1, 2, 4], 3, fair=True), 6)
    (0.666667, 0.333333)
    """
    x = np.sort(_finite(members, "members"))
    size = len(x)
    if fair and size < 2:
        raise InputError("crps", "a fair score needs two members.", "Give more, or fair=False.")
    # The sum of |xi - xj| over all pairs, from the sorted values.
    spread = 2 * float(np.sum((2 * np.arange(1, size + 1) - size - 1) * x))
    pairs = size * (size - 1) if fair else size**2
    return float(np.mean(np.abs(x - came)) - spread / (2 * pairs))


def crps_normal(mean: float, deviation: float, came: float) -> float:
    """Return the continuous ranked probability score of a normal forecast.

    >>> round(crps_normal(2, 1, 3), 6)
    0.602441
    """
    if not deviation > 0:
        problem = f"the deviation is {deviation}."
        raise InputError("crps_normal", problem, "Give a deviation above 0.")
    z = (came - mean) / deviation
    density = exp(-(z**2) / 2) / sqrt(2 * pi)
    share = (1 + erf(z / sqrt(2))) / 2
    return deviation * (z * (2 * share - 1) + 2 * density - 1 / sqrt(pi))


def interval_score(low: float, high: float, came: float, *, level: float = 0.95) -> float:
    """Return the score of an interval: its width, and a penalty where it misses; less is better.

    Args:
        low: Its lower end.
        high: Its upper end.
        came: The value that came.
        level: The probability that the interval was said to hold.
    """
    if not (0 < level < 1 and low <= high):
        problem = f"from {low} to {high} at the level {level}."
        raise InputError("interval_score", problem, "Give low <= high and a level in (0, 1).")
    missed = max(low - came, came - high, 0.0)
    return high - low + 2 / (1 - level) * missed


def pit(members: ArrayLike, came: float) -> float:
    """Return where the value that came stands among an ensemble, in [0, 1]; ties count half."""
    x = _finite(members, "members")
    return float(((x < came).sum() + 0.5 * (x == came).sum()) / len(x))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposed:
    """The Brier score in three parts: ``reliability - resolution + uncertainty``."""

    reliability: float
    """How far what was said lies from what came; 0 is best."""
    resolution: float
    """How far groups of forecasts differ in what came; more is better."""
    uncertainty: float
    """The variance of what came."""

    @property
    def score(self) -> float:
        """Return the whole."""
        return self.reliability - self.resolution + self.uncertainty


def decomposed(said: ArrayLike, came: ArrayLike) -> Decomposed:
    """Return Murphy's parts of the Brier score, exact over the distinct probabilities said.

    >>> parts = decomposed([0.2] * 5 + [0.8] * 5, [1, 0, 0, 0, 0, 1, 1, 1, 1, 0])
    >>> [round(v, 2) for v in (parts.reliability, parts.resolution, parts.uncertainty)]
    [0.0, 0.09, 0.25]
    """
    p, o = _pairs(said, came)
    base = float(o.mean())
    reliability = resolution = 0.0
    for value in np.unique(p):
        of = o[p == value]
        reliability += len(of) * float(of.mean() - value) ** 2
        resolution += len(of) * float(of.mean() - base) ** 2
    size = len(p)
    return Decomposed(
        reliability=reliability / size,
        resolution=resolution / size,
        uncertainty=base * (1 - base),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Forecasts of about the same probability, and how many of them came true."""

    forecast: float
    """Their mean."""
    observed: float
    low: float
    high: float
    """Jeffreys' 95 % interval of the share that came true."""
    count: int


def calibration(said: ArrayLike, came: ArrayLike, *, groups: int = 10) -> tuple[Group, ...]:
    """Return the reliability diagram: forecasts in groups of equal width, empty ones left out.

    Source of the interval: Brown, Cai and DasGupta (2001), Interval estimation for a binomial
    proportion, Statistical Science 16(2).

    Raises:
        InputError: As `brier`, or fewer than one group.
    """
    p, o = _pairs(said, came)
    if groups < 1:
        raise InputError("calibration", f"{groups} groups.", "Ask for one or more.")
    place = np.minimum((p * groups).astype(int), groups - 1)
    found = []
    for at in range(groups):
        here = place == at
        count = int(here.sum())
        if count:
            hits = int(o[here].sum())
            low, high = jeffreys(hits, count)
            found.append(
                Group(
                    forecast=float(p[here].mean()),
                    observed=hits / count,
                    low=low,
                    high=high,
                    count=count,
                )
            )
    return tuple(found)


def _pairs(said: ArrayLike, came: ArrayLike) -> tuple[Floats, Floats]:
    p, o = _finite(said, "said"), _finite(came, "came")
    if len(p) != len(o):
        problem = f"{len(p)} probabilities and {len(o)} outcomes."
        raise InputError("scores", problem, "Give one outcome for each probability.")
    outside = np.flatnonzero((p < 0) | (p > 1))
    if len(outside):
        problem = f"{p[outside[0]]:g} in place {outside[0] + 1} is no probability."
        raise InputError("scores", problem, "Give probabilities between 0 and 1.")
    other = np.flatnonzero((o != 0) & (o != 1))
    if len(other):
        problem = f"{o[other[0]]:g} in place {other[0] + 1} is no outcome."
        raise InputError("scores", problem, "Write 1 where it came true, else 0.")
    return p, o


def _options(said: ArrayLike, came: Sequence[int]) -> tuple[Floats, NDArray[np.int64]]:
    rows, at = np.atleast_2d(np.asarray(said, float)), np.asarray(came, np.int64)
    if not rows.size or len(rows) != len(at):
        problem = f"{len(rows)} questions and {len(at)} answers."
        raise InputError("scores", problem, "Give one row of probabilities for each answer.")
    wrong = np.flatnonzero(~np.isclose(rows.sum(axis=1), 1) | (rows < 0).any(axis=1))
    if len(wrong):
        problem = f"the options of question {wrong[0] + 1} sum to {rows[wrong[0]].sum():g}."
        raise InputError("scores", problem, "Give probabilities that sum to 1.")
    away = np.flatnonzero((at < 0) | (at >= rows.shape[1]))
    if len(away):
        problem = f"question {away[0] + 1} has no option {at[away[0]]}."
        raise InputError("scores", problem, f"Name one of 0 to {rows.shape[1] - 1}.")
    return rows, at


def _finite(values: ArrayLike, name: str) -> Floats:
    found = np.atleast_1d(np.asarray(values, float))
    if found.ndim != 1 or not found.size:
        raise InputError("scores", f"'{name}' is empty.", "Give at least one value.")
    broken = np.flatnonzero(~np.isfinite(found))
    if len(broken):
        problem = f"'{name}' has no number in place {broken[0] + 1}."
        raise InputError("scores", problem, "Leave missing cases out of both columns.")
    return found
