"""How does a column move with the utilities that it is made of? Values with their slopes.

Rows are independent, and a model has few utilities, so exact derivatives are carried along:
each column keeps, beside its values, its slope by every utility.
"""

from dataclasses import dataclass
from typing import Union

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.strategic.normal import log_density, log_normal_tails

Floats = NDArray[np.float64]
Number = Union["Sloped", float]


@dataclass(frozen=True, slots=True)
class Sloped:
    """A column of n values and its slopes by m utilities."""

    value: Floats
    """Shape (n,)."""
    slope: Floats
    """Shape (m, n)."""

    def __add__(self, other: Number | Floats) -> "Sloped":
        """Return the sum."""
        if isinstance(other, Sloped):
            return Sloped(self.value + other.value, self.slope + other.slope)
        return Sloped(self.value + other, self.slope)

    def __neg__(self) -> "Sloped":
        """Return the negative."""
        return Sloped(-self.value, -self.slope)

    def __sub__(self, other: Number) -> "Sloped":
        """Return the difference."""
        return self + (-other)

    def __rsub__(self, other: float) -> "Sloped":
        """Return the difference from a number."""
        return -self + other

    def __mul__(self, other: Number) -> "Sloped":
        """Return the product."""
        if isinstance(other, Sloped):
            slope = self.slope * other.value + other.slope * self.value
            return Sloped(self.value * other.value, slope)
        return Sloped(self.value * other, self.slope * other)

    def __truediv__(self, other: Number) -> "Sloped":
        """Return the ratio."""
        if isinstance(other, Sloped):
            ratio = self.value / other.value
            return Sloped(ratio, (self.slope - ratio * other.slope) / other.value)
        return Sloped(self.value / other, self.slope / other)

    __radd__, __rmul__ = __add__, __mul__


def utilities(columns: Floats) -> tuple[Sloped, ...]:
    """Return the utilities themselves: columns of shape (m, n), each with slope 1 by itself."""
    count, rows = columns.shape
    eye = np.eye(count)[:, :, None] * np.ones(rows)
    return tuple(Sloped(column, own) for column, own in zip(columns, eye, strict=True))


def nothing(like: Sloped) -> Sloped:
    """Return a column of zeros that nothing moves."""
    return Sloped(np.zeros_like(like.value), np.zeros_like(like.slope))


def exp(x: Sloped) -> Sloped:
    """Return e to the power of ``x``."""
    value = np.exp(x.value)
    return Sloped(value, x.slope * value)


def sqrt(x: Sloped) -> Sloped:
    """Return the square root."""
    value = np.sqrt(x.value)
    return Sloped(value, x.slope / (2.0 * value))


def log_chances(x: Sloped, *, link: str) -> tuple[Sloped, Sloped]:
    """Return the logs of the chances that a draw of the link's spread is above, and below, x.

    Args:
        x: How far the gain is from 0, in units of its noise.
        link: probit | logit.
    """
    if link == "logit":
        soft = np.log1p(np.exp(-np.abs(x.value)))
        no, yes = np.minimum(-x.value, 0.0) - soft, np.minimum(x.value, 0.0) - soft
        return Sloped(no, x.slope * np.expm1(no)), Sloped(yes, x.slope * -np.expm1(yes))
    no, yes = log_normal_tails(x.value)
    density = log_density(x.value)
    return (
        Sloped(no, x.slope * -np.exp(density - no)),
        Sloped(yes, x.slope * np.exp(density - yes)),
    )
