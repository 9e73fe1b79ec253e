"""How likely does a defender honour its pledge, whose cost of war nobody else knows?

It honours where that cost is at most its reason to fight, stake x (p2 - p3) + audience; so
r = F(reason), with F the spread of the cost as others see it. Derivation:
docs/explanation/games.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError, suggest
from foedus.outlook.games.columns import (
    COST,
    EVERYWHERE,
    SHARE,
    Floats,
    broadcast,
    raise_if_outside,
    raise_unless,
)

SPREADS = ("uniform", "logistic")


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourChance:
    """The chance of each row, and how it moves."""

    chance: Floats
    """r, 0 to 1."""
    by_audience: Floats
    """The density of the cost at the reason to fight: also the slope by that reason."""
    by_stake: Floats
    by_effect: Floats
    """By what the defender's help changes, p2 - p3."""


def honour_chance(
    *,
    p2: ArrayLike,
    p3: ArrayLike,
    stake: ArrayLike,
    audience: ArrayLike,
    centre: ArrayLike,
    width: ArrayLike,
    spread: str = "uniform",
) -> HonourChance:
    """Return the chance that the defender honours, with its derivatives.

    Args:
        p2: Challenger's chance to win against the protege alone, 0 to 1.
        p3: The same when the defender joins.
        stake: What the protege is worth to the defender, 0 or more.
        audience: Cost of breaking the pledge, 0 or more.
        centre: Middle of the spread of the defender's cost of war.
        width: uniform: half the distance between its ends; logistic: its scale. Above 0.
        spread: uniform | logistic.

    Raises:
        InputError: A number is outside its range, or ``spread`` is not known.

    >>> found = honour_chance(p2=0.7, p3=0.2, stake=0.6, audience=0.1, centre=0.4, width=0.4)
    >>> float(found.chance.round(6)), float(found.by_audience)
    (0.5, 1.25)
    """
    if spread not in SPREADS:
        raise InputError("spread", f"'{spread}' is not known.", suggest(spread, SPREADS))
    given = broadcast(p2=p2, p3=p3, stake=stake, audience=audience, centre=centre, width=width)
    raise_if_outside(
        given, p2=SHARE, p3=SHARE, stake=COST, audience=COST, centre=EVERYWHERE, width=COST
    )
    raise_unless(
        given["width"] > 0.0, place="width", problem="no spread at all", mend="Give it above 0."
    )
    effect = given["p2"] - given["p3"]
    place = (given["stake"] * effect + given["audience"] - given["centre"]) / given["width"]
    if spread == "uniform":
        chance = np.clip(0.5 * (place + 1.0), 0.0, 1.0)
        density = np.where(np.abs(place) < 1.0, 0.5, 0.0) / given["width"]
    else:
        small = np.exp(-np.abs(place))
        chance = np.where(place >= 0.0, 1.0, small) / (1.0 + small)
        density = small / (1.0 + small) ** 2 / given["width"]
    return HonourChance(
        chance=chance,
        by_audience=density,
        by_stake=density * effect,
        by_effect=density * given["stake"],
    )
