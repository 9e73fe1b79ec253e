"""How likely is each way through a game whose players err, or know what we do not see?

Each move is between left and right; the player takes right with the chance that its expected
gain beats the noise. Two sources of noise (Signorino 2003):

* ``agent``: each expected utility of an action has its own error, so the difference is held
  against sqrt(2) (probit), or is itself the log-odds (logit, a quantal response equilibrium);
* ``private``: each payoff has a part that only its player sees, so the difference is held
  against the root of the sum of squared chances of the ends below (probit).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Union

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.strategic import sloped
from foedus.outlook.strategic.sloped import Sloped

Floats = NDArray[np.float64]
Way = tuple[tuple[int, bool], ...]
"""Moves met, each with whether right was taken."""


@dataclass(frozen=True, slots=True)
class Fork:
    """A move of ``player``: left or right, each an outcome's number or another move."""

    player: int
    left: Union["Fork", int]
    right: Union["Fork", int]


@dataclass(frozen=True, slots=True)
class Below:
    """What lies below a node: chances of each outcome, and the sum of their squares."""

    chances: Mapping[int, Sloped]
    squares: Sloped


def ways(
    node: Fork | int, so_far: Way = (), *, number: list[int] | None = None
) -> Iterator[tuple[int, Way]]:
    """Yield outcome and the way to it; moves are numbered in the order of the tree."""
    counter = number if number is not None else [0]
    if isinstance(node, int):
        yield node, so_far
        return
    mine = counter[0]
    counter[0] += 1
    yield from ways(node.left, (*so_far, (mine, False)), number=counter)
    yield from ways(node.right, (*so_far, (mine, True)), number=counter)


def forks(node: Fork | int) -> Iterator[Fork]:
    """Yield every move, numbered as in `ways`."""
    if isinstance(node, Fork):
        yield node
        yield from forks(node.left)
        yield from forks(node.right)


def log_chances(
    tree: Fork, payoffs: Mapping[tuple[int, int], Sloped], *, errors: str, link: str
) -> Mapping[int, Sloped]:
    """Return outcome to the log of its chance.

    Args:
        tree: The moves.
        payoffs: (player, outcome) to utility; what is not named is 0.
        errors: agent | private.
        link: probit | logit (agent only).
    """
    zero = sloped.nothing(next(iter(payoffs.values())))
    logs: list[tuple[Sloped, Sloped]] = []
    _below(tree, payoffs, zero, errors=errors, link=link, logs=logs)
    found = {}
    for outcome, way in ways(tree):
        total = zero
        for number, right in way:
            total = total + logs[number][1 if right else 0]
        found[outcome] = total
    return found


def _below(
    node: Fork | int,
    payoffs: Mapping[tuple[int, int], Sloped],
    zero: Sloped,
    *,
    errors: str,
    link: str,
    logs: list[tuple[Sloped, Sloped]],
) -> Below:
    if isinstance(node, int):
        return Below({node: zero + 1.0}, zero + 1.0)
    mine = len(logs)
    logs.append((zero, zero))
    left = _below(node.left, payoffs, zero, errors=errors, link=link, logs=logs)
    right = _below(node.right, payoffs, zero, errors=errors, link=link, logs=logs)
    gain = _worth(right, node.player, payoffs, zero) - _worth(left, node.player, payoffs, zero)
    if errors == "private":
        gain = gain / sloped.sqrt(left.squares + right.squares)
    elif link == "probit":
        gain = gain / float(np.sqrt(2.0))
    logs[mine] = sloped.log_chances(gain, link=link)
    no, yes = (sloped.exp(log) for log in logs[mine])
    chances = {outcome: no * chance for outcome, chance in left.chances.items()}
    chances |= {outcome: yes * chance for outcome, chance in right.chances.items()}
    return Below(chances, no * no * left.squares + yes * yes * right.squares)


def _worth(
    below: Below, player: int, payoffs: Mapping[tuple[int, int], Sloped], zero: Sloped
) -> Sloped:
    total = zero
    for outcome, chance in below.chances.items():
        payoff = payoffs.get((player, outcome))
        if payoff is not None:
            total = total + chance * payoff
    return total
