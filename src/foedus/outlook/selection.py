"""What do tested pledges tell of untested ones? The bias of attacks on doubted pledges.

An attacker who strikes only where he thinks help unlikely tests the weak pledges and
leaves the strong ones alone. If the chance r that a pledge is kept is spread as
Beta(a, b) and only pledges with r below a threshold are tested, the tested ones are
kept at E[r | r < threshold], less than the mean a / (a + b) of all.

Source: the idea is that of Smith 1995, Int. Studies Quarterly 39(4): 405-425; the closed
form is derived in docs/explanation/estimates.md. Not modelled: attackers who misjudge r,
and pledges tested for other reasons than doubt.
"""

from foedus.errors import InputError
from foedus.outlook.beta import beta_cdf

HALVINGS = 60
EDGE = 1e-9


def mean_when_doubted(a: float, b: float, *, below: float) -> float:
    """Return E[r | r < below] for r ~ Beta(a, b): the rate that tested pledges would show.

    E[r | r < c] = a / (a + b) * I_c(a + 1, b) / I_c(a, b).

    Args:
        a: First shape of the spread of r, above 0.
        b: Second shape, above 0.
        below: Threshold c under which attackers strike, above 0, at most 1.

    Raises:
        InputError: A shape is not positive, or the threshold lies outside 0 to 1.

    >>> round(mean_when_doubted(3, 1, below=0.5), 4)
    0.375
    """
    if not 0.0 < below <= 1.0:
        problem = f"{below!r} is no threshold."
        raise InputError("below", problem, "Give a number above 0, at most 1.")
    tested = beta_cdf(below, a, b)
    if tested == 0.0:  # underflow: the density near 0 is that of r^(a-1) alone
        return below * a / (a + 1.0)
    return min(below, a / (a + b) * beta_cdf(below, a + 1.0, b) / tested)


def mean_behind(observed: float, *, weight: float, below: float) -> float:
    """Return the mean a / (a + b) of all pledges that would show ``observed`` when tested.

    Args:
        observed: Rate among tested pledges, above 0, less than ``below``.
        weight: a + b, how alike the pledges are: near 0 all or nothing, large all alike.
        below: Threshold under which attackers strike, at most 1.

    Raises:
        InputError: No spread of that weight shows such a rate under that threshold.

    >>> round(mean_behind(0.375, weight=4, below=0.5), 4)
    0.75
    """
    low, high = EDGE, 1.0 - EDGE
    if (
        not _shown(low, weight=weight, below=below)
        < observed
        < _shown(high, weight=weight, below=below)
    ):
        problem = f"tested pledges cannot show {observed!r} when only r < {below!r} is tested."
        raise InputError("observed", problem, "Raise the threshold, or lower the rate.")
    for _ in range(HALVINGS):
        mean = (low + high) / 2.0
        if _shown(mean, weight=weight, below=below) < observed:
            low = mean
        else:
            high = mean
    return high


def _shown(mean: float, *, weight: float, below: float) -> float:
    return mean_when_doubted(weight * mean, weight * (1.0 - mean), below=below)
