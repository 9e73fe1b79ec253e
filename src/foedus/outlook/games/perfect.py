"""When does a threat deter, and when is an ally supported? Unilateral and tripartite deterrence.

Unilateral: the challenger demands or not; the defender concedes or denies; a challenger that
is denied fights. The defender means its threat with probability ``credibility``.
Tripartite: the challenger demands, the protege holds firm, the defender supports or withholds;
supported, a determined challenger presses on; unsupported, the protege may realign.
Thresholds derived in docs/explanation/games.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.outlook.games.card import Card
from foedus.outlook.games.columns import (
    EVERYWHERE,
    SHARE,
    Flags,
    Floats,
    broadcast,
    raise_if_outside,
    raise_unless,
)

SOURCES = (
    (
        "Zagare, Frank C., and D. Marc Kilgour. 2000. Perfect Deterrence. Cambridge: Cambridge "
        "University Press."
    ),
    (
        "Zagare, Frank C., and D. Marc Kilgour. 2003. Alignment Patterns, Crisis Bargaining, and "
        "Extended Deterrence: A Game-Theoretic Analysis. International Studies Quarterly 47(4): "
        "587-615."
    ),
)

UNILATERAL_CARD = Card(
    id="unilateral_deterrence",
    title="Unilateral deterrence",
    question="How credible must a threat be to deter for certain?",
    assumptions=(
        "The challenger prefers a conceded demand to the status quo, and that to conflict.",
        "Credibility is the probability that the defender prefers to carry its threat out.",
    ),
    sources=SOURCES,
    ours="The threshold in closed form, worked out from the order of the outcomes.",
    is_not=(
        "The whole equilibrium analysis of the authors: of it only certain deterrence is here.",
        "A measure of credibility: that is an input.",
    ),
    unverified="the tree is given from memory of the authors' work.",
)

TRIPARTITE_CARD = Card(
    id="tripartite_crisis",
    title="Tripartite crisis",
    question="Up to which chance of a determined challenger does the defender support its ally?",
    assumptions=(
        "The challenger has demanded and the protege held firm; beliefs are those after both.",
        "Supported, a determined challenger fights and any other backs down.",
        "Unsupported, the protege realigns with probability ``realigns``, else it loses.",
    ),
    sources=SOURCES,
    ours="The threshold in closed form; the tree with two types on two sides "
    "(`tripartite_tree`), played by `sequential`.",
    is_not=(
        (
            "A statement about mixed equilibria: where no pure strategies hold, `sequential` "
            "returns none."
        ),
        (
            "A proof of the authors' most surprising result: that a protege's threat to realign "
            "dissuades a weakly motivated challenger shows here (`quantal`); that it prompts a "
            "strongly motivated one does not."
        ),
        "A measure of beliefs: they are inputs of the threshold, outcomes in the tree only.",
    ),
    unverified="the tree is given from memory; the abstract alone was seen.",
)


def unilateral_threshold(
    *, conceded: ArrayLike, status_quo: ArrayLike, conflict: ArrayLike
) -> Floats:
    """Return the credibility from which the challenger is certainly deterred, 0 to 1.

    (1 - p) conceded + p conflict <= status_quo, solved for p.

    Args:
        conceded: Challenger's payoff when the defender concedes, above ``status_quo``.
        status_quo: Its payoff when it demands nothing, above ``conflict``.
        conflict: Its payoff when the defender fights.

    Raises:
        InputError: The payoffs are not in that order, or one is missing.

    >>> float(unilateral_threshold(conceded=1.0, status_quo=0.0, conflict=-0.5).round(6))
    0.666667
    """
    given = broadcast(conceded=conceded, status_quo=status_quo, conflict=conflict)
    raise_if_outside(given, **dict.fromkeys(given, EVERYWHERE))
    best, middle, worst = given.values()
    raise_unless(
        (best > middle) & (middle > worst),
        place="unilateral_threshold",
        problem="the challenger's payoffs are not in the order conceded, status quo, conflict",
        mend="Give conceded above status_quo, and that above conflict.",
    )
    return (best - middle) / (best - worst)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tripartite:
    """The defender's choice in each row."""

    value_of_withholding: Floats
    value_of_support: Floats
    threshold: Floats
    """Support up to this chance of a determined challenger; 0 to 1 (0: only if equal)."""
    supports: Flags


def tripartite(
    *,
    backs_down: ArrayLike,
    conflict: ArrayLike,
    realigned: ArrayLike,
    lost: ArrayLike,
    determined: ArrayLike,
    realigns: ArrayLike,
) -> Tripartite:
    """Return whether the defender supports its protege.

    Args:
        backs_down: Defender's payoff when the challenger backs down, above ``conflict``.
        conflict: Its payoff when the challenger presses on.
        realigned: Its payoff when the unsupported protege turns to another.
        lost: Its payoff when the unsupported protege gives in.
        determined: Probability that the challenger presses on against support, 0 to 1.
        realigns: Probability that the protege's threat to realign is real, 0 to 1.

    Raises:
        InputError: A probability is outside 0 to 1, or the first two are not in order.

    >>> found = tripartite(backs_down=1.0, conflict=-1.0, realigned=-0.6, lost=-0.2,
    ...     determined=0.6, realigns=0.5)
    >>> float(found.threshold.round(6)), bool(found.supports)
    (0.7, True)
    """
    given = broadcast(
        backs_down=backs_down,
        conflict=conflict,
        realigned=realigned,
        lost=lost,
        determined=determined,
        realigns=realigns,
    )
    raise_if_outside(
        given, **{n: SHARE if n in ("determined", "realigns") else EVERYWHERE for n in given}
    )
    gap = given["backs_down"] - given["conflict"]
    raise_unless(
        gap > 0.0,
        place="backs_down",
        problem="conflict is no worse for the defender than a challenger who backs down",
        mend="Give backs_down above conflict.",
    )
    withheld = given["lost"] + given["realigns"] * (given["realigned"] - given["lost"])
    supported = given["backs_down"] - given["determined"] * gap
    return Tripartite(
        value_of_withholding=withheld,
        value_of_support=supported,
        threshold=np.clip((given["backs_down"] - withheld) / gap, 0.0, 1.0),
        supports=supported >= withheld,
    )
