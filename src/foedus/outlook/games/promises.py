"""Does a promise of help make an ally reckless? Moral hazard, and how strong a pledge to give.

A protected state may provoke: that brings ``benefit`` and escalates with probability
``escalation``; in the war that follows help comes with probability ``reliability``, unless the
promise lapses for who provokes. Derivation: docs/explanation/games.md.
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

HAZARD_CARD = Card(
    id="moral_hazard",
    title="Moral hazard of conditional promises",
    question="Does the protected state provoke, under an unconditional and a conditional promise?",
    assumptions=(
        "The protected state weighs benefit against the expected loss of an escalated crisis.",
        "A conditional promise lapses for certain where it provokes; an unconditional one never.",
        "War with help is better for it than war alone.",
    ),
    sources=(
        (
            "Benson, Brett V. 2011. Unpacking Alliances: Deterrent and Compellent Alliances and "
            "Their Relationship with Conflict, 1816-2000. Journal of Politics 73(4): 1111-1127."
        ),
        (
            "Benson, Brett V. 2012. Constructing International Security: Alliances, Deterrence, "
            "and Moral Hazard. Cambridge: Cambridge University Press."
        ),
        (
            "Benson, Brett V., Adam Meirowitz, and Kristopher W. Ramsay. 2014. Inducing Deterrence "
            "through Moral Hazard in Alliance Contracts. Journal of Conflict Resolution 58(2): "
            "307-335."
        ),
    ),
    ours="Both conditions and the critical reliability, in the simplest form that has them.",
    is_not=(
        "The contracts of these works, which let the defender choose terms and transfers.",
        "A finding on who provoked whom: the case finds that, by the words of the treaty.",
    ),
    unverified="of Benson 2011 the abstract was seen; the other works are from memory.",
)

STRENGTH_CARD = Card(
    id="abandonment_entrapment",
    title="Abandonment and entrapment",
    question="How strong a commitment balances the fear of abandonment and that of entrapment?",
    assumptions=(
        "Abandonment costs (1 - t) times its value, entrapment risk x t^2 times its cost.",
        "One number t from 0 to 1 stands for all that makes a commitment strong.",
    ),
    sources=(
        (
            "Snyder, Glenn H. 1984. The Security Dilemma in Alliance Politics. World Politics "
            "36(4): 461-495."
        ),
        "Snyder, Glenn H. 1997. Alliance Politics. Ithaca: Cornell University Press.",
    ),
    ours="Both functions and the minimum: the works give the two fears and no formula.",
    is_not=("A measure of what a treaty promises: that is in its text.",),
    unverified="the works are cited from memory of their argument.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """What provoking is worth to the protected state under each promise, row by row."""

    unconditional: Floats
    conditional: Floats
    provokes_if_unconditional: Flags
    provokes_if_conditional: Flags
    critical: Floats
    """An unconditional promise that is believed below this reliability restrains too; above 1
    it restrains always, below 0 never."""


def moral_hazard(
    *,
    benefit: ArrayLike,
    escalation: ArrayLike,
    helped: ArrayLike,
    alone: ArrayLike,
    reliability: ArrayLike,
) -> Hazard:
    """Return whether the protected state provokes.

    Args:
        benefit: What it gains by provoking, 0 or more.
        escalation: Probability that this leads to war, above 0, at most 1.
        helped: What war with help is worth to it, above ``alone``.
        alone: What war without help is worth to it.
        reliability: Probability that promised help comes, 0 to 1.

    Raises:
        InputError: A number is outside its range, or the two wars are not in order.

    >>> found = moral_hazard(benefit=0.3, escalation=0.5, helped=-0.4, alone=-1.0,
    ...     reliability=1.0)
    >>> [float(x.round(6)) for x in (found.unconditional, found.conditional, found.critical)]
    [0.1, -0.2, 0.666667]
    """
    given = broadcast(
        benefit=benefit, escalation=escalation, helped=helped, alone=alone, reliability=reliability
    )
    raise_if_outside(
        given,
        benefit=COST,
        escalation=SHARE,
        helped=EVERYWHERE,
        alone=EVERYWHERE,
        reliability=SHARE,
    )
    gap = given["helped"] - given["alone"]
    raise_unless(
        (gap > 0.0) & (given["escalation"] > 0.0),
        place="moral_hazard",
        problem="help or escalation plays no part",
        mend="Give helped above alone, and escalation above 0.",
    )
    war = given["alone"] + given["reliability"] * gap
    covered = given["benefit"] + given["escalation"] * war
    lapsed = given["benefit"] + given["escalation"] * given["alone"]
    return Hazard(
        unconditional=covered,
        conditional=lapsed,
        provokes_if_unconditional=covered > 0.0,
        provokes_if_conditional=lapsed > 0.0,
        critical=(-given["benefit"] / given["escalation"] - given["alone"]) / gap,
    )


def commitment_strength(
    *, abandonment: ArrayLike, entrapment: ArrayLike, risk: ArrayLike
) -> Floats:
    """Return t*, the strength that balances both fears, 0 to 1.

    (1 - t) abandonment + risk t^2 entrapment is least at abandonment / (2 risk entrapment).

    Args:
        abandonment: What being left alone would cost, 0 or more.
        entrapment: What being drawn into the ally's war would cost, 0 or more.
        risk: Probability, per unit of strength, that the ally draws one in, 0 to 1.

    Raises:
        InputError: A number is outside its range.

    >>> float(commitment_strength(abandonment=0.6, entrapment=1.0, risk=0.5).round(6))
    0.6
    """
    given = broadcast(abandonment=abandonment, entrapment=entrapment, risk=risk)
    raise_if_outside(given, abandonment=COST, entrapment=COST, risk=SHARE)
    fear = 2.0 * given["risk"] * given["entrapment"]
    ratio = given["abandonment"] / np.where(fear > 0.0, fear, 1.0)
    free = np.where(given["abandonment"] > 0.0, 1.0, 0.0)  # nothing to fear from commitment
    return np.asarray(np.minimum(np.where(fear > 0.0, ratio, free), 1.0))
