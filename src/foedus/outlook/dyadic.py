"""How sure is an estimate whose rows share states? Covariances for dyads, in one pass.

Rows of one dyad are alike: the dyad-clustered covariance lets them be. Rows of two dyads that
share a state are alike too, the more so as one state may start many disputes: the
dyadic-cluster-robust covariance counts every pair of rows that have any state in common. Written
out, that is a sum over all pairs of such rows; with u_s the sum of the scores of all rows of state
s and u_d that of dyad d, it is

    sum_s u_s u_s' - sum_d u_d u_d',

for two rows of one dyad share two states and would be counted twice. It takes O(n k) for n rows.
Nothing makes it positive: where a variance comes out below 0 it is told as missing.

Sources: Aronow, Samii and Assenova 2015, Political Analysis 23(4): 564-577; Fafchamps and Gubert
2007, Journal of Development Economics 83(2): 326-350; Tabord-Meehan 2019, JBES 37(4): 671-680
(when normal intervals hold: many states, none of which is in most of the dyads).
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
COVARIANCES = ("dyadic", "dyad")
MOST = 1 << 20
"""Codes below this are looked up in a table of their own."""


def dyadic_covariance(
    bread: Floats, scores: ArrayLike, first: ArrayLike, second: ArrayLike
) -> Floats:
    """Return the covariance that lets all rows with a state in common be alike, shape (k, k).

    Args:
        bread: The inverse information, shape (k, k).
        scores: Each row's score, shape (n, k): `foedus.outlook.logit.score_rows`.
        first: Code of each row's first state, shape (n,), whole numbers.
        second: Code of the second.

    Raises:
        InputError: Shapes do not fit, a row's two states are one, or there are fewer than three.
    """
    sums = DyadSums.of(scores, first, second)
    return sums.dyadic(bread)


def dyad_covariance(
    bread: Floats, scores: ArrayLike, first: ArrayLike, second: ArrayLike
) -> Floats:
    """Return the covariance clustered by unordered pair of states, times G / (G - 1).

    Args and errors as in `dyadic_covariance`.
    """
    return DyadSums.of(scores, first, second).dyad(bread)


def standard_errors(covariance: Floats) -> Floats:
    """Return the square roots of the variances, NaN where one is below 0."""
    variances = np.diag(covariance)
    return np.sqrt(np.where(variances > 0, variances, np.nan))


class DyadSums:
    """Sums of score rows by dyad and by state, from which both covariances follow."""

    def __init__(self, by_dyad: Floats, dyads: tuple[Whole, Whole]) -> None:
        """Keep what `of` has summed: shape (G, k), and the places of each dyad's two states."""
        self.by_dyad = by_dyad
        self._one, self._two = dyads

    @classmethod
    def of(cls, scores: ArrayLike, first: ArrayLike, second: ArrayLike) -> "DyadSums":
        """Return the sums for score rows of shape (n, k) and the codes of their two states."""
        rows = np.asarray(scores, dtype=np.float64)
        one, two = (np.asarray(code) for code in (first, second))
        _check(rows, one, two)
        size, i, j = _places(one, two)
        if size < 3:
            problem = f"{size} states make one dyad: nothing to compare."
            raise InputError("dyads", problem, "Give rows of at least three states.")
        pair = np.minimum(i, j) * size + np.maximum(i, j)
        # Few pairs occur: those that do get a number each, without sorting a million rows.
        seen = np.zeros(size * size, bool)
        seen[pair] = True
        dyads, number = np.flatnonzero(seen), np.cumsum(seen) - 1
        sums = _summed(*_by_run(rows, number[pair]), len(dyads))
        return cls(sums, (dyads // size, dyads % size))

    @property
    def dyads(self) -> int:
        """The number of unordered dyads."""
        return len(self.by_dyad)

    def by_state(self) -> Floats:
        """Return the sums by state: a dyad's sum counts for both of its states."""
        size = int(max(self._one.max(), self._two.max())) + 1
        return _summed(self.by_dyad, self._one, size) + _summed(self.by_dyad, self._two, size)

    def dyad(self, bread: Floats) -> Floats:
        """Return the covariance clustered by dyad."""
        groups = self.dyads
        if groups < 2:
            problem = "all rows are one dyad."
            raise InputError("dyads", problem, "Give rows of several dyads.")
        meat = self.by_dyad.T @ self.by_dyad * (groups / (groups - 1.0))
        return np.asarray(bread @ meat @ bread)

    def dyadic(self, bread: Floats) -> Floats:
        """Return the covariance that lets rows with a state in common be alike."""
        states = self.by_state()
        meat = states.T @ states - self.by_dyad.T @ self.by_dyad
        return np.asarray(bread @ meat @ bread)


def _places(one: NDArray[Any], two: NDArray[Any]) -> tuple[int, Whole, Whole]:
    """Return how many codes there are, and each row's two as places among them."""
    if one.dtype.kind in "iu" and int(min(one.min(), two.min())) >= 0 and _top(one, two) < MOST:
        seen = np.zeros(_top(one, two) + 1, bool)
        seen[one] = seen[two] = True
        place = np.cumsum(seen) - 1
        return int(seen.sum()), place[one], place[two]
    codes, places = np.unique(np.concatenate((one, two)), return_inverse=True)
    return len(codes), places[: len(one)], places[len(one) :]


def _top(one: NDArray[Any], two: NDArray[Any]) -> int:
    return int(max(one.max(), two.max()))


def _by_run(rows: Floats, group: Whole) -> tuple[Floats, Whole]:
    """Return sums over rows of one group that follow each other: of sorted rows, few."""
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    return np.add.reduceat(rows, starts, axis=0), group[starts]


def _summed(rows: Floats, group: Whole, size: int) -> Floats:
    sums = [np.bincount(group, weights=column, minlength=size) for column in rows.T]
    return np.column_stack(sums)


def _check(rows: Floats, one: NDArray[Any], two: NDArray[Any]) -> None:
    if rows.ndim != 2 or one.shape != (len(rows),) or two.shape != one.shape:
        problem = f"scores of shape {rows.shape}, states of shapes {one.shape} and {two.shape}."
        raise InputError("dyads", problem, "Give one score row and two states for each row.")
    if not len(rows):
        raise InputError("dyads", "there are no rows.", "Choose years and states that have some.")
    if (one == two).any():
        at = int(np.flatnonzero(one == two)[0])
        raise InputError("dyads", f"both states of row {at} are {one[at]}.", "Leave such rows out.")
