"""On which days does a row begin and end? Years, months and days in columns, some unknown.

Where the month or the day is not known (0, -9, missing), a beginning takes the earliest day
that it can be and an end the latest; `exact` tells which are known to the day.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
Days = NDArray[np.datetime64]
NO_DAY = np.datetime64("NaT", "D")


def is_exact(month: Ints, day: Ints) -> NDArray[np.bool_]:
    """Tell which rows name a month and a day."""
    known: NDArray[np.bool_] = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    return known


def earliest(year: Ints, month: Ints, day: Ints) -> Days:
    """Return the earliest day that each row can mean; NaT where the year is missing (<= 0).

    >>> earliest(np.array([1844]), np.array([6]), np.array([-9]))
    array(['1844-06-01'], dtype='datetime64[D]')
    """
    at = np.where((month >= 1) & (month <= 12), month, 1)
    known = (day >= 1) & (day <= 31) & (month >= 1) & (month <= 12)
    return _day(year, at, np.where(known, day, 1))


def latest(year: Ints, month: Ints, day: Ints) -> Days:
    """Return the latest day that each row can mean; NaT where the year is missing (<= 0).

    >>> latest(np.array([1822, 1900]), np.array([12, 2]), np.array([-9, 30]))
    array(['1822-12-31', '1900-02-28'], dtype='datetime64[D]')
    """
    at = np.where((month >= 1) & (month <= 12), month, 12)
    known = (day >= 1) & (day <= 31) & (month >= 1) & (month <= 12)
    return _day(year, at, np.where(known, day, 31))


def _day(year: Ints, month: Ints, day: Ints) -> Days:
    years = np.where(year > 0, year, 1970).astype("int64")
    months = ((years - 1970) * 12 + month.astype("int64") - 1).astype("datetime64[M]")
    last = (months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    days = np.minimum(months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]"), last)
    return np.where(year > 0, days, NO_DAY)
