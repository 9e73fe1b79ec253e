"""Does an ally's pledge deter an attack? The extended-deterrence game with casus foederis.

Nature draws the defender's type (hard with probability ``hard``); the challenger attacks or
refrains; the protege resists or concedes; the defender honours its pledge or abandons. With
p2 and p3 the challenger's chance to win alone against the protege and against both, the status
quo at 0 and the prize at 1, payoffs (challenger, protege, defender) are

    refrain        0,        0,          0
    concede        1,       -1,         -stake
    war, two       p2 - c,  -p2 - c_p,  -stake p2 - audience
    war, three     p3 - c,  -p3 - c_p,  -stake p3 - c_d

``audience`` is paid only for a promise that was due: `foedus.outlook.games.casus` takes it
from the case. Derivation: docs/explanation/games.md.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from foedus.outlook.games.card import Card
from foedus.outlook.games.columns import (
    COST,
    SHARE,
    Flags,
    Floats,
    broadcast,
    raise_if_outside,
    raise_unless,
)

CHUNK = 8192
"""Rows at a time, so that all columns of a chunk stay in the processor's cache."""

CARD = Card(
    id="extended_deterrence",
    title="Extended deterrence with casus foederis",
    question="Does the challenger attack the protege, given what it thinks the ally will do?",
    assumptions=(
        (
            "One challenger, one protege, one defender; each moves once and knows all but the "
            "defender's type, of which the chance is common knowledge."
        ),
        "The defender's help lowers the challenger's chance to win: p3 is not above p2.",
        "The audience cost is paid if, and only if, the defender abandons a pledge that was due.",
        "Who is indifferent honours, refrains, concedes.",
    ),
    sources=(
        (
            "Huth, Paul, and Bruce Russett. 1984. What Makes Deterrence Work? Cases from 1900 to "
            "1980. World Politics 36(4): 496-526."
        ),
        (
            "Huth, Paul. 1988. Extended Deterrence and the Prevention of War. New Haven: Yale "
            "University Press."
        ),
        (
            "Smith, Alastair. 1995. Alliance Formation and War. International Studies Quarterly "
            "39(4): 405-425."
        ),
    ),
    ours="The sequence, the payoffs, the threshold and its derivatives: a minimal form in the "
    "line of these works, not the model of any of them.",
    is_not=(
        "A forecast of a state's decision: what comes out is what was put in, worked out.",
        "A bargaining model: nobody makes an offer, and war is not escalated step by step.",
        "Fitted to data: chances, costs and stakes are the user's assumptions.",
    ),
    unverified="the works are cited from memory of their argument.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """The equilibrium of each row: arrays of one shape."""

    reliability: Floats
    """r: probability, as seen by challenger and protege, that the defender honours."""
    threshold: Floats
    """r*: the challenger is deterred from r* on; 0 where no war pays it, 1 where r < 1 never
    deters."""
    margin: Floats
    """r - r*: how much reliability there is to spare, or is wanting."""
    value_of_attack: Floats
    """What a resisted attack is worth to the challenger (refraining is worth 0)."""
    honours_hard: Flags
    honours_soft: Flags
    resists: Flags
    attacks: Flags


def extended_deterrence(
    *,
    p2: ArrayLike,
    p3: ArrayLike,
    cost_challenger: ArrayLike,
    cost_protege: ArrayLike,
    cost_hard: ArrayLike,
    cost_soft: ArrayLike,
    stake: ArrayLike,
    audience: ArrayLike,
    hard: ArrayLike,
) -> Extended:
    """Return the subgame-perfect outcome of every row, in closed form.

    Args:
        p2: Challenger's chance to win against the protege alone, 0 to 1.
        p3: The same when the defender joins, 0 to p2.
        cost_challenger: Cost of war, in units of the prize, 0 or more.
        cost_protege: The same.
        cost_hard: Cost of war to a defender of the hard type, 0 or more.
        cost_soft: The same, soft type.
        stake: What the protege is worth to the defender, 0 or more.
        audience: Cost of breaking the pledge, 0 or more; 0 where it is not due.
        hard: Probability that the defender is of the hard type, 0 to 1.

    Raises:
        InputError: A number is missing or outside its range, or shapes do not go together.

    >>> game = extended_deterrence(p2=0.7, p3=0.2, cost_challenger=0.3, cost_protege=0.2,
    ...     cost_hard=0.1, cost_soft=0.5, stake=0.6, audience=0.1, hard=[0.6, 0.9])
    >>> game.threshold.round(3).tolist(), game.attacks.tolist()
    ([0.8, 0.8], [True, False])
    """
    columns = broadcast(
        p2=p2,
        p3=p3,
        cost_challenger=cost_challenger,
        cost_protege=cost_protege,
        cost_hard=cost_hard,
        cost_soft=cost_soft,
        stake=stake,
        audience=audience,
        hard=hard,
    )
    shape = columns["p2"].shape
    flat = {name: column.reshape(-1) if shape else column[None] for name, column in columns.items()}
    found = _empty(flat["p2"].size)
    for start in range(0, flat["p2"].size, CHUNK):
        rows = slice(start, start + CHUNK)
        part = Extended(**{f.name: getattr(found, f.name)[rows] for f in fields(Extended)})
        _solve({name: column[rows] for name, column in flat.items()}, part)
    return Extended(**{f.name: getattr(found, f.name).reshape(shape) for f in fields(Extended)})


def _empty(size: int) -> Extended:
    floats = [np.empty(size) for _ in range(4)]
    flags = [np.empty(size, dtype=np.bool_) for _ in range(4)]
    names = [f.name for f in fields(Extended)]
    made: dict[str, Any] = dict(zip(names, [*floats, *flags], strict=True))
    return Extended(**made)


def _solve(given: dict[str, Floats], found: Extended) -> None:
    """Write the outcome of one chunk into ``found``, backwards along the tree."""
    p2, p3 = given["p2"], given["p3"]
    _check(given)
    effect = p2 - p3
    # Defender: -stake p3 - cost against -stake p2 - audience.
    reason = given["stake"] * effect
    reason += given["audience"]
    np.greater_equal(reason, given["cost_hard"], out=found.honours_hard)
    np.greater_equal(reason, given["cost_soft"], out=found.honours_soft)
    hard = given["hard"]
    reliability = found.reliability
    np.multiply(hard, found.honours_hard, out=reliability)
    reliability += (1.0 - hard) * found.honours_soft
    # Protege: -(p2 - r effect) - cost against -1.
    expected = np.multiply(reliability, effect, out=reason)
    np.subtract(p2, expected, out=expected)
    np.less(expected + given["cost_protege"], 1.0, out=found.resists)
    # Challenger: p2 - r effect - cost against 0; sure of the prize where the protege concedes.
    np.subtract(expected, given["cost_challenger"], out=found.value_of_attack)
    np.greater(found.value_of_attack, 0.0, out=found.attacks)
    np.logical_or(found.attacks, ~found.resists, out=found.attacks)
    _threshold(p2 - given["cost_challenger"], effect, out=found.threshold)
    np.subtract(reliability, found.threshold, out=found.margin)


def _threshold(alone: Floats, effect: Floats, *, out: Floats) -> None:
    """Write r* = u2 / (u2 - u3), kept within 0 to 1; u2 - u3 is the effect of help, p2 - p3."""
    idle = effect == 0.0
    np.divide(alone, np.where(idle, 1.0, effect), out=out)
    if idle.any():  # help changes nothing: r plays no part
        np.copyto(out, np.where(alone > 0.0, 1.0, 0.0), where=idle)
    np.clip(out, 0.0, 1.0, out=out)


def _check(given: dict[str, Floats]) -> None:
    costs = ("cost_challenger", "cost_protege", "cost_hard", "cost_soft", "stake", "audience")
    raise_if_outside(given, p2=SHARE, p3=SHARE, hard=SHARE, **dict.fromkeys(costs, COST))
    raise_unless(
        given["p3"] <= given["p2"],
        place="p3",
        problem="the challenger's chance is better when the defender joins",
        mend="Give p3 not above p2.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slopes:
    """How the thresholds move: derivatives inside the interesting case 0 < r* < 1."""

    threshold_by_p2: Floats
    threshold_by_p3: Floats
    threshold_by_cost: Floats
    """By the challenger's cost of war."""
    audience_needed: Floats
    """The audience cost from which a defender of ``cost`` honours, 0 or more."""
    audience_by_stake: Floats
    audience_by_p2: Floats
    audience_by_p3: Floats
    audience_by_cost: Floats
    """By the defender's own cost of war."""


def slopes(
    *,
    p2: ArrayLike,
    p3: ArrayLike,
    cost_challenger: ArrayLike,
    cost_defender: ArrayLike,
    stake: ArrayLike,
) -> Slopes:
    """Return the derivatives of r* and of the audience cost that makes a defender honour.

    r* = (p2 - c) / (p2 - p3) is constant (0 or 1) outside 0 < r* < 1, and its derivatives
    are 0 there; likewise the needed audience cost c_d - stake (p2 - p3) where it is below 0.

    Raises:
        InputError: A number is missing or outside its range; p3 is not below p2.
    """
    given = broadcast(p2=p2, p3=p3, cost=cost_challenger, defender=cost_defender, stake=stake)
    raise_if_outside(given, p2=SHARE, p3=SHARE, cost=COST, defender=COST, stake=COST)
    effect = given["p2"] - given["p3"]
    raise_unless(effect > 0.0, place="p3", problem="help changes nothing", mend="Give p3 below p2.")
    alone, joint = given["p2"] - given["cost"], given["p3"] - given["cost"]
    inside = ((alone > 0.0) & (joint < 0.0)).astype(float)
    needed = given["defender"] - given["stake"] * effect
    wanting = (needed > 0.0).astype(float)
    return Slopes(
        threshold_by_p2=inside * -joint / effect**2,
        threshold_by_p3=inside * alone / effect**2,
        threshold_by_cost=inside * -1.0 / effect,
        audience_needed=np.maximum(needed, 0.0),
        audience_by_stake=wanting * -effect,
        audience_by_p2=wanting * -given["stake"],
        audience_by_p3=wanting * given["stake"],
        audience_by_cost=wanting,
    )
