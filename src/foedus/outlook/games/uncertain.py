"""How sure is the outcome of the game, when its numbers are not? Ranges in, a share out.

Nobody knows the chances, costs and stakes of a crisis. Where each is given as a range, the
share of draws in which the challenger attacks says how far the outcome hangs on them, and
which of them it hangs on most. It is a statement about the assumptions, not about the world.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from foedus.case.finding import Finding
from foedus.errors import InputError, suggest
from foedus.outlook.estimate import LABEL
from foedus.outlook.games.casus import AudienceCost, audience_cost
from foedus.outlook.games.extended import extended_deterrence
from foedus.truth import Truth

Floats = NDArray[np.float64]
Range = float | tuple[float, float]
INPUTS = (
    "p2",
    "p3",
    "cost_challenger",
    "cost_protege",
    "cost_hard",
    "cost_soft",
    "stake",
    "hard",
)
DRAWS = 100_000
PARTS = 5
"""An input's lowest and highest fifth are held against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackShare:
    """In what share of the draws the challenger attacks."""

    if_due: float
    """With the upper end of the audience cost, 0 to 1."""
    if_not_due: float
    """With the lower end: equal where the law is settled."""
    error: float
    """Standard error of the shares by the number of draws alone, at most."""
    cost: AudienceCost
    matters: tuple[tuple[str, float], ...]
    """Input to how much the share rises from its lowest to its highest fifth, the most telling
    first; those given as one number are left out."""
    draws: int
    label: str = LABEL


def attack_share(
    found: Finding | Truth | str,
    *,
    cost: float,
    ranges: Mapping[str, Range],
    draws: int = DRAWS,
    seed: int = 0,
) -> AttackShare:
    """Return the share of draws in which the challenger attacks, by what the case found.

    Args:
        found: As in `audience_cost`.
        cost: What breaking a due pledge would cost.
        ranges: The inputs of `extended_deterrence` without ``audience``: each a number, or two
            between which it may lie with equal chance. A draw of p3 above p2 counts as p2.
        draws: How many, at least 1.
        seed: Key of the random streams, one for each input: ranges of others change nothing.

    Raises:
        InputError: An input is missing, unknown or outside its range.

    >>> share = attack_share("open", cost=0.25, ranges={"p2": 0.7, "p3": 0.2, "stake": 0.6,
    ...     "cost_challenger": 0.3, "cost_protege": 0.2, "cost_hard": 0.1, "cost_soft": 0.5,
    ...     "hard": (0.5, 0.9)})
    >>> share.if_due, round(share.if_not_due, 2), share.matters[0][0]
    (0.0, 0.75, 'hard')
    """
    _check(ranges, draws)
    asked = audience_cost(found, cost=cost)
    columns = {name: _drawn(name, ranges[name], draws=draws, seed=seed) for name in INPUTS}
    columns["p3"] = np.minimum(columns["p3"], columns["p2"])
    ends = [extended_deterrence(audience=a, **columns).attacks for a in (asked.high, asked.low)]
    shares = [float(attacks.mean()) for attacks in ends]
    wide = [name for name in INPUTS if isinstance(ranges[name], tuple)]
    rises = [(name, _rise(columns[name], ends)) for name in wide]
    return AttackShare(
        if_due=shares[0],
        if_not_due=shares[1],
        error=max(sqrt(share * (1.0 - share) / draws) for share in shares),
        cost=asked,
        matters=tuple(sorted(rises, key=lambda one: (-abs(one[1]), one[0]))),
        draws=draws,
    )


def _drawn(name: str, given: Range, *, draws: int, seed: int) -> Floats:
    low, high = given if isinstance(given, tuple) else (given, given)
    stream = np.random.Philox(key=seed, counter=[0, 0, 0, INPUTS.index(name)])
    share = np.random.Generator(stream).random(draws)
    return np.asarray(low + (high - low) * share)


def _rise(column: Floats, ends: list[NDArray[np.bool_]]) -> float:
    """Return the larger change of the share, of both ends of the law."""
    order = np.argsort(column, kind="stable")
    part = max(1, len(order) // PARTS)
    lowest, highest = order[:part], order[-part:]
    changes = [float(end[highest].mean() - end[lowest].mean()) for end in ends]
    return max(changes, key=abs)


def _check(ranges: Mapping[str, Range], draws: int) -> None:
    if draws < 1:
        raise InputError("draws", f"{draws} draws tell nothing.", "Ask for one or more.")
    for place, problem, mend in _faults(ranges):
        raise InputError(place, problem, mend)


def _faults(ranges: Mapping[str, Range]) -> Iterator[tuple[str, str, str]]:
    for name, given in ranges.items():
        if name not in INPUTS:
            yield name, "no such input.", suggest(name, INPUTS)
        elif isinstance(given, tuple) and not given[0] <= given[1]:
            yield name, f"{given} is no range.", "Give the lower end first."
    for name in INPUTS:
        if name not in ranges:
            yield name, "this input is missing.", "Give a number, or a range as two numbers."
