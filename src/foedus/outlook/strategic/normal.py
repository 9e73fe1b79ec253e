"""How likely is a normal draw below x? Its logarithm, right far out into both tails.

The core has numpy only, which knows no normal distribution function. With z = -x / sqrt(2) and
t = 5 / (5 + 2 z), log erfc(z) + z^2 - log t is smooth on the whole way from z = 0 to infinity;
the Chebyshev series below was computed for it with 40 digits. Errors: below 1e-14, relative.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SERIES = (
    -0.8017227063616483,
    0.7491800905491134,
    0.05957091108560797,
    -0.0048242679342493594,
    -0.002270484010357532,
    -3.61014862154082e-05,
    9.896806239868941e-05,
    8.791352429736969e-06,
    -4.7605967157391e-06,
    -7.220311163626411e-07,
    2.4742228450981786e-07,
    4.996487648815927e-08,
    -1.3765039933327447e-08,
    -3.1969922948685314e-09,
    8.106317702213096e-10,
    1.9171508762619627e-10,
    -4.943649727708743e-11,
    -1.0642612783241152e-11,
    3.0137843458558076e-12,
    5.308665535984049e-13,
    -1.7492689235090123e-13,
    -2.2683651761694826e-14,
    9.01022294402635e-15,
    7.936058393081948e-16,
    -3.5838236525382895e-16,
    -2.874936792019516e-17,
)
ROOT_2 = float(np.sqrt(2.0))
LOG_2 = float(np.log(2.0))
LOG_ROOT_2_PI = 0.5 * float(np.log(2.0 * np.pi))


def log_normal_tails(x: Floats) -> tuple[Floats, Floats]:
    """Return log of P(Z > x) and of P(Z <= x) for a standard normal Z, from one series."""
    z = np.abs(x) / ROOT_2
    t = 5.0 / (5.0 + 2.0 * z)
    far = np.log(t) + np.polynomial.chebyshev.chebval(2.0 * t - 1.0, SERIES) - z * z - LOG_2
    near = np.log1p(-np.exp(far))
    above = x > 0.0
    return np.where(above, far, near), np.where(above, near, far)


def log_normal_cdf(x: Floats) -> Floats:
    """Return log of P(Z <= x) for a standard normal Z; right to the last digits at any x.

    >>> log_normal_cdf(np.array([-40.0, 0.0, 9.0])).round(6).tolist()
    [-804.608442, -0.693147, -0.0]
    """
    return log_normal_tails(x)[1]


def log_density(x: Floats) -> Floats:
    """Return log of the standard normal density."""
    return np.asarray(-0.5 * x * x - LOG_ROOT_2_PI)
