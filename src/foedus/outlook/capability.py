"""How strong is a state, or a side? The composite index, shares of two sides, loss by distance.

Sources: Singer, Bremer and Stuckey 1972 (the composite index of national capability); Bueno de
Mesquita 1981, The War Trap (loss of strength; its constants are stated from memory, unverified).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]

COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")
"""Military expenditure and personnel, iron and steel, energy, total and urban population."""
RANGES = ((1918, 250.0), (1945, 375.0), (9999, 500.0))
"""Last year, and miles that an army moved in a day until then (from memory, unverified)."""


def cinc(components: ArrayLike) -> Floats:
    """Return each state's composite index: the mean of its shares in the system's totals.

    Args:
        components: Shape (states, components) of one year, not below 0; NaN where missing.
            The totals are those of the rows given: give every state of the year.

    Returns:
        Shape (states,), 0 to 1; a missing component is left out of the state's mean, and NaN
        is returned where all are missing. A component that nobody has counts for nobody.

    Raises:
        InputError: No table of two dimensions, or a component below 0.

    >>> [round(float(c), 5) for c in cinc([(10, 20, 5, 10, 100, 30), (30, 20, 15, 10, 100, 70)])]
    [0.38333, 0.61667]
    """
    given = np.asarray(components, dtype=np.float64)
    if given.ndim != 2 or not given.size:
        problem = f"components of shape {given.shape} are no table."
        raise InputError("cinc", problem, "Give one row a state, one column a component.")
    if (given < 0).any():
        mend = "Mark missing values as NaN, not as -9."
        raise InputError("cinc", f"a component is {np.nanmin(given):g}.", mend)
    total = np.nansum(given, axis=0)
    shares = np.divide(given, total, out=np.full_like(given, np.nan), where=total > 0)
    known = ~np.isnan(shares)
    count = known.sum(axis=1)
    mean = np.full(len(given), np.nan)
    summed = np.where(known, shares, 0.0).sum(axis=1)
    return np.asarray(np.divide(summed, count, out=mean, where=count > 0))


def share_of_first(first: ArrayLike, second: ArrayLike) -> Floats:
    """Return first / (first + second): a challenger's part of the strength of two states.

    NaN where one is missing or both are 0.

    >>> float(share_of_first(0.3, 0.1).round(2))
    0.75
    """
    one, two = np.asarray(first, np.float64), np.asarray(second, np.float64)
    both = np.asarray(one + two, np.float64)
    none = np.full(both.shape, np.nan)
    return np.asarray(np.divide(one, both, out=none, where=both > 0))


def chance_of_winning(
    side: Sequence[float], against: Sequence[float], *, decisiveness: float = 1.0
) -> float:
    """Return the chance that one side of a war wins, from its members' strengths.

    A contest form: with c the sum of a side's strengths and m the decisiveness,
    c^m / (c^m + d^m). A model's assumption, not a frequency: see the assumptions of the games.

    Raises:
        InputError: A side has no strength, or one below 0.

    >>> chance_of_winning([0.375], [0.125]), chance_of_winning([0.5], [0.25, 0.25])
    (0.75, 0.5)
    """
    one, two = (_summed(strengths) for strengths in (side, against))
    strong = one**decisiveness
    return float(strong / (strong + two**decisiveness))


def _summed(strengths: Sequence[float]) -> float:
    if any(not c >= 0 for c in strengths) or not sum(strengths) > 0:
        problem = f"strengths {tuple(strengths)} have no sum above 0."
        raise InputError("chance_of_winning", problem, "Give each side's members, 0 or more.")
    return float(sum(strengths))


def at_distance(strength: ArrayLike, miles: ArrayLike, *, year: int) -> Floats:
    """Return strength as it arrives: c^log10(miles / (miles a day) + 10 - e).

    Args:
        strength: Shares of the system, 0 to 1.
        miles: Distance to where it is used.
        year: The miles that an army moves in a day follow from it (`RANGES`).

    Raises:
        InputError: A strength outside 0 to 1, or a distance below 0.

    >>> float(at_distance(0.2, 2500, year=1990).round(6))
    0.173237
    """
    share, way = np.asarray(strength, np.float64), np.asarray(miles, np.float64)
    if (share < 0).any() or (share > 1).any() or (way < 0).any():
        problem = "a strength outside 0 to 1, or a distance below 0."
        raise InputError("at_distance", problem, "Give shares of the system, and miles.")
    daily = next(miles for last, miles in RANGES if year <= last)
    return np.asarray(share ** np.log10(way / daily + 10.0 - np.e))
