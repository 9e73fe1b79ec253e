"""Where is a likelihood highest? BFGS from many starts, and Newton's steps at the top.

Source: Nocedal and Wright 2006, Numerical Optimization, 2nd ed., algorithms 3.1 and 6.1.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Climb = Callable[[Floats], tuple[float, Floats]]
"""Parameters to (log-likelihood, gradient); a log-likelihood that is no number is refused."""

MOST_STEPS = 200
FLAT = 1e-5
"""BFGS hands over to Newton when no part of the gradient is larger."""
IDLE, IDLE_STEPS = 1e-7, 3
"""On a ridge the gradient stays: after so many steps that rise by less, Newton takes over too."""
TOP = 1e-8
NEWTON_STEPS = 30
REACH = 1e-5
LEAST_RISE = 1e-4
HALVINGS = 40
SAME = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Summit:
    """The highest point found."""

    at: Floats
    height: float
    gradient: Floats
    hessian: Floats
    reached: bool
    """The gradient vanishes and every direction leads down."""
    starts: int
    agreeing: int
    """Starts that led to this height, within 1e-4."""


def highest(climb: Climb, starts: Iterable[Floats]) -> Summit:
    """Return the highest summit over all starts, polished, with its Hessian."""
    found = [bfgs(climb, start) for start in starts]
    at, height = max(found, key=lambda one: one[1])
    at, height, gradient, hessian = _newton(climb, at)
    down = bool(np.linalg.eigvalsh(hessian)[-1] < 0.0)
    return Summit(
        at=at,
        height=height,
        gradient=gradient,
        hessian=hessian,
        reached=down and float(np.abs(gradient).max()) < 1e2 * TOP * (1.0 + abs(height)),
        starts=len(found),
        agreeing=sum(abs(h - height) < SAME for _, h in found),
    )


def bfgs(climb: Climb, start: Floats) -> tuple[Floats, float]:
    """Return where BFGS comes to rest, and the height there."""
    at = np.array(start, dtype=np.float64)
    height, gradient = climb(at)
    inverse, idle = np.eye(len(at)), 0
    for step in range(MOST_STEPS):
        if not np.isfinite(height) or np.abs(gradient).max() < FLAT or idle == IDLE_STEPS:
            break
        towards = inverse @ gradient
        if towards @ gradient <= 0.0:
            inverse, towards = np.eye(len(at)), gradient
        if step == 0:
            towards = towards / max(1.0, float(np.abs(towards).max()))
        move, new_height, new_gradient = _line(climb, at, towards, height, gradient)
        if move is None:
            break
        inverse = _updated(inverse, move, gradient - new_gradient, first=step == 0)
        idle = idle + 1 if new_height - height < IDLE else 0
        at, height, gradient = at + move, new_height, new_gradient
    return at, height if np.isfinite(height) else -np.inf


def hessian_of(climb: Climb, at: Floats) -> Floats:
    """Return second derivatives: central differences of the exact gradient."""
    rows = []
    for j in range(len(at)):
        step = np.zeros(len(at))
        step[j] = REACH * max(1.0, abs(float(at[j])))
        rows.append((climb(at + step)[1] - climb(at - step)[1]) / (2.0 * step[j]))
    square = np.array(rows)
    return np.asarray((square + square.T) / 2.0)


def _line(
    climb: Climb, at: Floats, towards: Floats, height: float, gradient: Floats
) -> tuple[Floats | None, float, Floats]:
    """Return a step that rises enough, halving from the whole one."""
    promised = LEAST_RISE * float(towards @ gradient)
    share = 1.0
    for _ in range(HALVINGS):
        tried, slope = climb(at + share * towards)
        if np.isfinite(tried) and tried >= height + share * promised:
            return share * towards, tried, slope
        share /= 2.0
    return None, height, gradient


def _updated(inverse: Floats, move: Floats, fall: Floats, *, first: bool) -> Floats:
    """Return the next guess of the inverse of minus the Hessian."""
    bend = float(move @ fall)
    if bend <= 1e-12 * float(np.linalg.norm(move) * np.linalg.norm(fall)):
        return inverse
    if first:
        inverse = inverse * (bend / float(fall @ fall))
    left = np.eye(len(move)) - np.outer(move, fall) / bend
    return np.asarray(left @ inverse @ left.T + np.outer(move, move) / bend)


def _newton(climb: Climb, at: Floats) -> tuple[Floats, float, Floats, Floats]:
    height, gradient = climb(at)
    hessian = hessian_of(climb, at)
    for _ in range(NEWTON_STEPS):
        if np.abs(gradient).max() < TOP or np.linalg.eigvalsh(hessian)[-1] >= 0.0:
            break
        towards = np.asarray(np.linalg.solve(-hessian, gradient), dtype=np.float64)
        move, new_height, new_gradient = _line(climb, at, towards, height - 1e-10, gradient)
        if move is None or np.abs(new_gradient).max() >= np.abs(gradient).max():
            break
        at, height, gradient = at + move, new_height, new_gradient
        hessian = hessian_of(climb, at)
    return at, height, gradient, hessian
