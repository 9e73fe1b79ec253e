"""How is a rate between 0 and 1 spread? The beta distribution, in pure Python.

scipy is no part of the core, and numpy would double the cold start of a brief;
the few quantiles that an estimate needs take microseconds without them.

Sources: DLMF 8.17 (incomplete beta: 8.17.4 symmetry, 8.17.22 continued fraction);
Lentz's evaluation as modified by Thompson and Barnett, J. Comput. Phys. 64 (1986) 490.
"""

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt

from foedus.errors import InputError

TINY = 1e-300
MOST_TERMS = 20_000
NEWTON_STEPS = 50
MOST_STEPS = 2_000
MOST_EXPONENT = 700.0
CLOSE = 1e-15


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return I_x(a, b), the probability that a Beta(a, b) variable is at most ``x``.

    Args:
        x: Between 0 and 1.
        a: First shape, above 0.
        b: Second shape, above 0.

    Raises:
        InputError: ``x`` lies outside 0 to 1, or a shape is not positive and finite.

    >>> round(beta_cdf(0.5, 2, 1), 6)
    0.25
    """
    _check(x, a, b, place="beta_cdf")
    if x in (0.0, 1.0):
        return x
    # The fraction converges fast left of the mean; the other side is its mirror (8.17.4).
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _left(1.0 - x, b, a)
    return _left(x, a, b)


def beta_quantile(p: float, a: float, b: float) -> float:
    """Return the x at which I_x(a, b) reaches ``p``: Newton's steps inside a bracket.

    Raises:
        InputError: ``p`` lies outside 0 to 1, or a shape is not positive and finite.

    >>> round(beta_quantile(0.5, 3, 3), 12)
    0.5
    """
    _check(p, a, b, place="beta_quantile")
    if p in (0.0, 1.0):
        return p
    low, high, x = 0.0, 1.0, a / (a + b)
    for turn in range(MOST_STEPS):
        miss = beta_cdf(x, a, b) - p
        low, high = (x, high) if miss < 0.0 else (low, x)
        following = _newton(x, miss, a=a, b=b) if turn < NEWTON_STEPS else -1.0
        # Where the density has a pole or no height Newton's step leaves the bracket: halve it.
        if not low < following < high:
            following = (low + high) / 2.0
        if abs(following - x) <= CLOSE * x or following in (low, high):
            return following
        x = following
    return x


def _newton(x: float, miss: float, *, a: float, b: float) -> float:
    steepness = exp(min(_log_front(x, a, b) - log(x) - log1p(-x), MOST_EXPONENT))
    return x - miss / steepness if steepness else -1.0


@lru_cache(maxsize=256)
def student_quantile(p: float, freedom: float) -> float:
    """Return the ``p`` quantile of Student's t with ``freedom`` degrees of freedom.

    Args:
        p: From 0.5, below 1.
        freedom: Above 0; need not be whole.

    Raises:
        InputError: ``p`` or ``freedom`` lies outside its range.

    Source: P(|T| > t) = I_{v/(v+t^2)}(v/2, 1/2), DLMF 8.17 with v degrees of freedom.

    >>> round(student_quantile(0.975, 4), 3)
    2.776
    """
    if not 0.5 <= p < 1.0:
        problem = f"{p!r} is below the median." if p < 0.5 else f"{p!r} has no quantile."
        raise InputError("student_quantile", problem, "Give a probability from 0.5 to 1.")
    x = beta_quantile(2.0 * (1.0 - p), freedom / 2.0, 0.5)
    return sqrt(freedom * (1.0 / x - 1.0))


def _left(x: float, a: float, b: float) -> float:
    return exp(_log_front(x, a, b)) / (a * _fraction(x, a, b))


def _log_front(x: float, a: float, b: float) -> float:
    """Return log of x^a (1 - x)^b / B(a, b)."""
    return lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)


def _fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1/(1 + d2/(1 + ...)), the denominator of DLMF 8.17.22."""
    value, c, d = 1.0, 1.0, 0.0
    for term in range(1, MOST_TERMS):
        part = _numerator(term, x=x, a=a, b=b)
        d = 1.0 / (_kept_from_zero(1.0 + part * d))
        c = _kept_from_zero(1.0 + part / c)
        value *= c * d
        if abs(c * d - 1.0) < CLOSE:
            break
    return value


def _numerator(term: int, *, x: float, a: float, b: float) -> float:
    m = term // 2
    if term % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _kept_from_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY


def _check(x: float, a: float, b: float, *, place: str) -> None:
    if not 0.0 <= x <= 1.0:
        raise InputError(place, f"{x!r} is no probability.", "Give a number from 0 to 1.")
    if not (0.0 < a < float("inf") and 0.0 < b < float("inf")):
        problem = f"Beta({a!r}, {b!r}) is no distribution."
        raise InputError(place, problem, "Give two shapes above 0.")
