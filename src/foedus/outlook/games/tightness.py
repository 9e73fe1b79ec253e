"""How tight an alliance to make? What it deters against what it costs in peace.

Tightness t from 0 to 1 makes the ally more likely to honour: r(t) = r0 + slope t, up to 1.
The challenger's threshold is as likely to lie anywhere between 0 and 1, so that an attack
has the probability 1 - r(t). The costs in peace are half ``peace`` x t^2, an attack costs
``loss``. Derivation: docs/explanation/games.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.outlook.games.card import Card
from foedus.outlook.games.columns import COST, SHARE, Floats, broadcast, raise_if_outside

CARD = Card(
    id="tightness",
    title="Tightness of an alliance",
    question="How much peacetime coordination and autonomy is deterrence worth?",
    assumptions=(
        "Tightness raises the ally's effect and its cost of reneging, both in proportion.",
        (
            "The ally's cost of war is spread evenly between 0 and ``most_cost``, so that "
            "reliability rises in a straight line."
        ),
        "The challenger's threshold is spread evenly between 0 and 1.",
        "Peacetime costs rise with the square of tightness.",
    ),
    sources=(
        (
            "Morrow, James D. 1991. Alliances and Asymmetry: An Alternative to the Capability "
            "Aggregation Model of Alliances. American Journal of Political Science 35(4): 904-933."
        ),
        (
            "Morrow, James D. 1994. Alliances, Credibility, and Peacetime Costs. Journal of "
            "Conflict Resolution 38(2): 270-297."
        ),
        (
            "Morrow, James D. 2000. Alliances: Why Write Them Down? Annual Review of Political "
            "Science 3: 63-83."
        ),
    ),
    ours="Every function and the optimum: the least form in which tightness signals, deters "
    "and costs.",
    is_not=(
        "Morrow's signalling model, in which tightness also reveals the ally's type.",
        "A measure of a treaty's tightness: bases, commands and formality only resemble it.",
    ),
    against=(
        (
            "In 137 invoked alliances of 1816-1944, more institutionalised and more formal ones "
            "were honoured less often (logit -0.71 and -0.93; Leeds and Anac 2005, International "
            "Interactions 31(3): 183-202; `foedus replicate leeds-anac2005`)."
        ),
    ),
    unverified="the works are cited from memory of their argument.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tightness:
    """The best tightness of each row."""

    best: Floats
    """t*, 0 to 1."""
    reliability: Floats
    """r(t*), 0 to 1."""
    attack: Floats
    """Probability of an attack at t*."""
    total: Floats
    """Peacetime cost and expected loss at t*."""
    by_loss: Floats
    """Derivative of t* by ``loss``; 0 where t* is at a bound."""
    by_peace: Floats
    """Derivative of t* by ``peace``."""


def best_tightness(
    *,
    stake: ArrayLike,
    effect: ArrayLike,
    effect_gain: ArrayLike,
    audience_gain: ArrayLike,
    most_cost: ArrayLike,
    loss: ArrayLike,
    peace: ArrayLike,
) -> Tightness:
    """Return the tightness that makes peacetime cost and expected loss together least.

    Args:
        stake: What the protege is worth to the ally, 0 or more.
        effect: What its help changes at no tightness, 0 to 1.
        effect_gain: What full tightness adds to that, 0 to 1.
        audience_gain: What full tightness adds to the cost of reneging, 0 or more.
        most_cost: Upper end of the ally's cost of war, above 0.
        loss: What an attack costs, 0 or more.
        peace: Steepness of the peacetime cost, 0 or more.

    Raises:
        InputError: A number is outside its range.

    >>> found = best_tightness(stake=0.6, effect=0.3, effect_gain=0.2, audience_gain=0.28,
    ...     most_cost=1.0, loss=0.5, peace=0.4)
    >>> float(found.best.round(6)), float(found.reliability.round(6))
    (0.5, 0.38)
    """
    given = broadcast(
        stake=stake,
        effect=effect,
        effect_gain=effect_gain,
        audience_gain=audience_gain,
        most_cost=most_cost,
        loss=loss,
        peace=peace,
    )
    least = (float(np.finfo(np.float64).tiny), np.inf)
    raise_if_outside(
        given,
        stake=COST,
        effect=SHARE,
        effect_gain=SHARE,
        audience_gain=COST,
        most_cost=least,
        loss=COST,
        peace=COST,
    )
    loose = np.minimum(given["stake"] * given["effect"] / given["most_cost"], 1.0)
    gain = given["stake"] * given["effect_gain"] + given["audience_gain"]
    slope = gain / given["most_cost"]
    peace_, loss_ = given["peace"], given["loss"]
    # Least of peace t^2 / 2 + loss (1 - loose - slope t); past full reliability t buys nothing.
    most = np.minimum(np.divide(1.0 - loose, slope, out=np.ones_like(slope), where=slope > 0), 1.0)
    pull = loss_ * slope
    free = np.divide(pull, peace_, out=np.where(pull > 0.0, np.inf, 0.0), where=peace_ > 0.0)
    best = np.minimum(free, most)
    inside = (free < most) & (peace_ > 0.0)
    steady = np.where(inside, peace_, 1.0)
    reliability = np.minimum(loose + slope * best, 1.0)
    return Tightness(
        best=best,
        reliability=reliability,
        attack=1.0 - reliability,
        total=peace_ * best**2 / 2.0 + loss_ * (1.0 - reliability),
        by_loss=np.where(inside, slope / steady, 0.0),
        by_peace=np.where(inside, -pull / steady**2, 0.0),
    )
