"""What do choices tell of utilities? Maximum likelihood of a game, with what it cannot tell."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError, suggest
from foedus.outlook.estimate import LABEL
from foedus.outlook.strategic.climbing import Summit, highest
from foedus.outlook.strategic.designs import LEWIS_SCHULTZ, Design
from foedus.outlook.strategic.sloped import Sloped, utilities

Floats = NDArray[np.float64]
Rows = Callable[[Mapping[str, Sloped]], Sloped]
"""Utilities to the log-likelihood of each row."""

FAR = 15.0
"""A utility so far from 0, in units of its noise, makes a choice certain."""
LOOSE, SINGULAR = 1e-3, 1e-7
"""Smallest eigenvalue of the information, scaled to a diagonal of ones, below which it is called
weak, and none at all."""
SPREAD = 1.0
"""Scale of the random starts, in utilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategic:
    """A fitted game."""

    model: str
    errors: str
    """agent | private: whose noise it is."""
    link: str
    names: tuple[str, ...]
    """``utility:column`` for each coefficient."""
    beta: Floats
    """Shape (k,), in units of the noise."""
    covariance: Floats
    """Inverse of the observed information, shape (k, k)."""
    loglik: float
    n: int
    observed: Mapping[int, int]
    """Outcome to how often it was observed."""
    steepest: float
    """Largest part of the gradient at the estimate, in units of scaled columns."""
    starts: int
    agreeing: int
    """Starts from which the same height was reached."""
    warnings: tuple[str, ...] = ()
    label: str = LABEL

    @property
    def standard_errors(self) -> Floats:
        """Return standard errors, shape (k,)."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def z(self) -> Floats:
        """Return coefficients over their standard errors."""
        return self.beta / self.standard_errors

    def coefficient(self, name: str) -> tuple[float, float]:
        """Return estimate and standard error of ``utility:column``.

        Raises:
            InputError: No such coefficient.
        """
        if name not in self.names:
            raise InputError("coefficient", f"no '{name}'.", suggest(name, self.names, most=20))
        at = self.names.index(name)
        return float(self.beta[at]), float(self.standard_errors[at])


class Likelihood:
    """The log-likelihood of a model's rows, by coefficients in scaled columns."""

    def __init__(self, designs: Sequence[Design], rows: Rows) -> None:
        self.designs = tuple(designs)
        self._rows = rows
        self._columns = [d.columns / d.size for d in designs]
        ends = np.cumsum([0, *(len(d.names) for d in designs)])
        self._parts = [slice(a, b) for a, b in itertools.pairwise(ends)]
        self.size = np.concatenate([d.size for d in designs])

    def utilities(self, scaled: Floats) -> dict[str, Sloped]:
        """Return each utility of each row."""
        values = [x @ scaled[p] for x, p in zip(self._columns, self._parts, strict=True)]
        made = utilities(np.array(values))
        return {d.utility: u for d, u in zip(self.designs, made, strict=True)}

    def scores(self, scaled: Floats) -> tuple[Floats, Floats]:
        """Return the log-likelihood of each row, and its slopes, shapes (n,) and (n, k)."""
        with np.errstate(over="ignore", invalid="ignore", under="ignore", divide="ignore"):
            found = self._rows(self.utilities(scaled))
            parts = [x * s[:, None] for x, s in zip(self._columns, found.slope, strict=True)]
        return found.value, np.concatenate(parts, axis=1)

    def climb(self, scaled: Floats) -> tuple[float, Floats]:
        """Return log-likelihood and gradient."""
        values, slopes = self.scores(scaled)
        return float(values.sum()), np.asarray(slopes.sum(axis=0))


def fitted(
    likelihood: Likelihood,
    *,
    model: str,
    errors: str,
    link: str,
    observed: Mapping[int, int],
    starts: int,
    seed: int,
    first: Floats | None = None,
    checked: Callable[[Floats], None] | None = None,
) -> Strategic:
    """Return the highest estimate found from ``starts`` starts, the first of them at 0.

    Start number i draws from a stream of its own (Philox, counter i), so that more starts
    keep those before.

    Args:
        likelihood: Of the rows, by coefficients in scaled columns.
        model: Its name.
        errors: Whose noise.
        link: Its spread.
        observed: Outcome to how often it was observed.
        starts: How many starts, at least 1.
        seed: Key of the random streams.
        first: The first start; default 0.
        checked: Raises an error where the summit cannot be one.

    Raises:
        InputError: ``starts`` is below 1, no start leads to a finite likelihood, or the
            likelihood is flat there in some direction.
    """
    if starts < 1:
        raise InputError(model, f"{starts} starts.", "Ask for one or more.")
    count = len(likelihood.size)
    begin = np.zeros(count) if first is None else first
    summit = highest(likelihood.climb, _starts(begin, starts, seed=seed))
    if not np.isfinite(summit.height):
        problem = "no start leads to a finite likelihood."
        raise InputError(model, problem, "Scale the columns nearer to 1, or ask for more starts.")
    names = tuple(label for d in likelihood.designs for label in d.labels)
    if checked is not None:
        checked(summit.at)
    covariance, loose = _covariance(summit.hessian, names, place=model)
    unscaled = np.outer(likelihood.size, likelihood.size)
    return Strategic(
        model=model,
        errors=errors,
        link=link,
        names=names,
        beta=summit.at / likelihood.size,
        covariance=covariance / unscaled,
        loglik=summit.height,
        n=sum(observed.values()),
        observed=dict(observed),
        steepest=float(np.abs(summit.gradient).max()),
        starts=summit.starts,
        agreeing=summit.agreeing,
        warnings=tuple(_warnings(likelihood, summit, loose=loose)),
    )


def choice_of(value: str, known: tuple[str, ...], *, place: str) -> str:
    """Return ``value`` if it is known.

    Raises:
        InputError: It is not.
    """
    if value not in known:
        raise InputError(place, f"'{value}' is not known.", suggest(value, known))
    return value


def column_of(given: ArrayLike, *, place: str) -> Floats:
    """Return one column of finite numbers.

    Raises:
        InputError: It is no column, is empty, or has gaps.
    """
    column = np.asarray(given, dtype=np.float64)
    if column.ndim != 1 or not len(column) or not np.isfinite(column).all():
        problem = f"an array of shape {column.shape} is no column of numbers without gaps."
        raise InputError(place, problem, "Give one number for each row, at least one row.")
    return column


def _starts(begin: Floats, starts: int, *, seed: int) -> Iterator[Floats]:
    yield begin
    for number in range(1, starts):
        random = np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, 0, number]))
        yield begin + random.normal(scale=SPREAD, size=len(begin))


def _covariance(hessian: Floats, names: tuple[str, ...], *, place: str) -> tuple[Floats, str]:
    """Return the inverse of minus ``hessian``, and which coefficients it can hardly tell apart."""
    size = np.sqrt(np.maximum(np.diag(-hessian), np.finfo(np.float64).tiny))
    spread, axes = np.linalg.eigh(-hessian / np.outer(size, size))
    loose = np.abs(axes[:, 0])
    together = ", ".join(
        n for n, part in zip(names, loose, strict=True) if part > 0.1 * loose.max()
    )
    if spread[0] < SINGULAR:
        problem = (
            f"not identified: {together} can move together without a change in the likelihood "
            f"({LEWIS_SCHULTZ})."
        )
        raise InputError(place, problem, "Explain fewer utilities, or by other columns.")
    inverse = (axes / spread) @ axes.T / np.outer(size, size)
    return np.asarray(inverse), together if spread[0] < LOOSE else ""


def _warnings(likelihood: Likelihood, summit: Summit, *, loose: str) -> Iterator[str]:
    if not summit.reached:
        yield (
            f"No summit was reached: the steepest part of the gradient is still "
            f"{np.abs(summit.gradient).max():.2g}. Do not report these numbers."
        )
    if loose:
        yield (
            f"Hardly identified: {loose} can move together almost without a change in the "
            f"likelihood ({LEWIS_SCHULTZ}). Explain fewer utilities, or by other columns."
        )
    far = {n: float(np.abs(u.value).max()) for n, u in likelihood.utilities(summit.at).items()}
    for name, most in far.items():
        if most > FAR:
            yield (
                f"Utility {name} reaches {most:.0f} times its noise: choices are taken as "
                "certain, as where columns separate them or are not identified "
                f"({LEWIS_SCHULTZ})."
            )
    if summit.agreeing * 2 < summit.starts:
        yield (
            f"Only {summit.agreeing} of {summit.starts} starts led to this height: the likelihood "
            "has several summits. Ask for more starts."
        )
