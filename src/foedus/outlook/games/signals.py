"""Does a signal of resolve convince? Tying hands against sinking costs, with two types.

A state is hard (probability ``hard``, war worth more than 0 to it) or soft (war worth
``war_soft``, below 0). It may signal; the other side then accepts, or challenges: a challenged
state fights or backs down. Signals either cost something if it backs down (tied hands) or
cost something at once (sunk costs). Derivation: docs/explanation/games.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from foedus.outlook.games.card import Card
from foedus.outlook.games.columns import (
    COST,
    EVERYWHERE,
    SHARE,
    Flags,
    Floats,
    broadcast,
    raise_if_outside,
    raise_unless,
)

CARD = Card(
    id="signalling",
    title="Tying hands and sinking costs",
    question="How often is a signal a bluff, how often is it called, and how often is there war?",
    assumptions=(
        "Two types of sender, one signal of fixed size, one receiver who moves last but one.",
        (
            "A hard sender fights when challenged, with or without a signal, and would rather be "
            "left in peace than fight."
        ),
        "The receiver gains ``prize`` where the sender backs down, and loses in war.",
        "Of several equilibria the one is shown in which the hard type signals.",
    ),
    sources=(
        (
            "Fearon, James D. 1997. Signaling Foreign Policy Interests: Tying Hands versus Sinking "
            "Costs. Journal of Conflict Resolution 41(1): 68-90."
        ),
    ),
    ours="The reduction to two types and its closed forms: in the paper types and signals are "
    "continuous and leaders never bluff in equilibrium; here the soft type does at times.",
    is_not=(
        (
            "The model of the paper: of its results only the comparison carries over, that tying "
            "hands does better on average and carries more risk of war than sinking costs."
        ),
        "A choice among equilibria: one in which nobody signals exists beside them.",
    ),
    unverified="the paper's model is cited by its abstract.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedHands:
    """The equilibrium in which the hard type signals, row by row."""

    belief_needed: Floats
    """The receiver accepts where it thinks the sender hard with at least this probability."""
    bluff: Floats
    """Probability that a soft sender signals."""
    challenge: Floats
    """Probability that a signal is challenged."""
    war: Floats
    """Probability of war."""
    climb_down: Floats
    """Probability that a sender backs down in public."""
    locked_in: Flags
    """The audience cost makes even the soft type fight: every signal is honoured."""


def tied_hands(
    *,
    hard: ArrayLike,
    value: ArrayLike,
    audience: ArrayLike,
    war_soft: ArrayLike,
    prize: ArrayLike,
    war_receiver: ArrayLike,
) -> TiedHands:
    """Return how often the soft bluff, signals are challenged, and war follows.

    Args:
        hard: Probability that the sender is hard, 0 to 1.
        value: What the sender keeps where it is not challenged, 0 or more.
        audience: What backing down after a signal costs, 0 or more.
        war_soft: What war is worth to a soft sender, below 0.
        prize: What the receiver gains where the sender backs down, above 0.
        war_receiver: What war is worth to the receiver, below 0.

    Raises:
        InputError: A number is outside its range.

    >>> found = tied_hands(hard=0.3, value=0.5, audience=0.25, war_soft=-0.6, prize=1.0,
    ...     war_receiver=-0.5)
    >>> [float(x.round(6)) for x in (found.bluff, found.challenge, found.war, found.climb_down)]
    [0.214286, 0.666667, 0.2, 0.1]
    """
    given = broadcast(
        hard=hard,
        value=value,
        audience=audience,
        war_soft=war_soft,
        prize=prize,
        war_receiver=war_receiver,
    )
    below = (-np.inf, 0.0)
    raise_if_outside(
        given, hard=SHARE, value=COST, audience=COST, war_soft=below, prize=COST, war_receiver=below
    )
    raise_unless(
        (given["prize"] > 0.0) & (given["war_receiver"] < 0.0),
        place="prize",
        problem="the receiver has nothing to gain or nothing to lose",
        mend="Give prize above 0 and war_receiver below 0.",
    )
    needed = given["prize"] / (given["prize"] - given["war_receiver"])
    locked = given["audience"] >= -given["war_soft"]
    # Believed at once, or always honoured: nobody challenges, so everybody signals.
    calm = locked | (given["hard"] >= needed)
    chance = np.where(calm, 0.0, given["hard"])
    bluff = np.where(calm, 1.0, chance * (1.0 - needed) / ((1.0 - chance) * needed))
    stake = given["value"] + given["audience"]
    called = given["value"] / np.where(stake > 0.0, stake, 1.0)
    challenge = np.where(calm, 0.0, called)
    return TiedHands(
        belief_needed=needed,
        bluff=bluff,
        challenge=challenge,
        war=given["hard"] * challenge,
        climb_down=(1.0 - given["hard"]) * bluff * challenge,
        locked_in=locked,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SunkCosts:
    """The least costly signal that only the hard type would send."""

    signal: Floats
    """m*: what must be sunk, so that a soft sender would not."""
    separates: Flags
    """Whether such a signal still pays the hard type."""
    war: Floats
    """Probability of war where it separates: 0, the hard are believed and the soft give in."""


def sunk_costs(*, value_soft: ArrayLike, value_hard: ArrayLike, war_hard: ArrayLike) -> SunkCosts:
    """Return the least costly separating signal, value_soft <= m <= value_hard - war_hard.

    Args:
        value_soft: What a soft sender keeps where it is not challenged, 0 or more.
        value_hard: The same for a hard sender.
        war_hard: What war is worth to a hard sender, 0 or more.

    Raises:
        InputError: A number is outside its range.

    >>> found = sunk_costs(value_soft=0.5, value_hard=1.0, war_hard=0.2)
    >>> float(found.signal), bool(found.separates)
    (0.5, True)
    """
    given = broadcast(value_soft=value_soft, value_hard=value_hard, war_hard=war_hard)
    raise_if_outside(given, value_soft=COST, value_hard=EVERYWHERE, war_hard=COST)
    signal = np.array(given["value_soft"])
    separates = signal <= given["value_hard"] - given["war_hard"]
    return SunkCosts(signal=signal, separates=separates, war=np.where(separates, 0.0, np.nan))
