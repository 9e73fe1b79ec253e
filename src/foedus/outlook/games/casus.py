"""What does it cost an ally to stay out? Nothing by the treaty, where no casus foederis is met.

The case says whether help is due; the game asks what breaking the word would cost. Only a
duty that is due can be broken: elsewhere the audience cost is 0, and while it is open
whether it is due, the cost lies between the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.case.finding import FIRMNESS, Finding
from foedus.case.frame import HELPS
from foedus.errors import InputError, suggest
from foedus.outlook.games.extended import Extended, extended_deterrence
from foedus.truth import Truth

MET: Mapping[str, Truth] = {"due": Truth.TRUE, "not_due": Truth.FALSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceCost:
    """What breaking the pledge costs: one number, or its two ends while the law is open."""

    low: float
    high: float
    due: Truth
    """Whether help is owed."""
    why: str
    """One plain sentence."""

    @property
    def settled(self) -> bool:
        """Tell whether the law settles the cost."""
        return self.due is not Truth.OPEN


def audience_cost(found: Finding | Truth | str, *, cost: float) -> AudienceCost:
    """Return what the defender pays for staying out, by what the case found.

    Args:
        found: A finding of the case on the defender; or its verdict (due | not_due | open |
            text_unknown | undecided); or the truth of the casus foederis.
        cost: What breaking a pledge to help that is due would cost, 0 or more, in units of
            the game: an assumption about politics, never part of the law.

    Raises:
        InputError: No such verdict, or ``cost`` is below 0 or missing.

    >>> audience_cost("not_due", cost=0.25).high
    0.0
    >>> open_ = audience_cost("open", cost=0.25)
    >>> open_.low, open_.high, open_.settled
    (0.0, 0.25, False)
    """
    if not 0.0 <= cost < float("inf"):
        raise InputError("cost", f"{cost!r} is no audience cost.", "Give a number of 0 or more.")
    due, why = _due(found)
    low = cost if due is Truth.TRUE else 0.0
    high = 0.0 if due is Truth.FALSE else cost
    return AudienceCost(low=float(low), high=float(high), due=due, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupled:
    """The game under what the case found."""

    cost: AudienceCost
    unmet: Extended
    """With the lower end of the cost: the only outcome where the law is settled."""
    met: Extended
    """With the upper end; equal to ``unmet`` where the law is settled."""

    @property
    def attacks(self) -> tuple[Truth, ...]:
        """Return for each row whether the challenger attacks; OPEN where that turns on the law."""
        pairs = zip(self.unmet.attacks.flat, self.met.attacks.flat, strict=True)
        return tuple(Truth.of(bool(one)) if one == other else Truth.OPEN for one, other in pairs)


def under_the_case(found: Finding | Truth | str, *, cost: float, **game: Any) -> Coupled:
    """Return the extended-deterrence game with the audience cost that the case leaves.

    Args:
        found: As in `audience_cost`.
        cost: What breaking a due pledge would cost.
        **game: The other arguments of `extended_deterrence`, without ``audience``.

    Raises:
        InputError: As `audience_cost` and `extended_deterrence` do.

    >>> game = under_the_case("open", cost=0.25, p2=0.7, p3=0.2, cost_challenger=0.3,
    ...     cost_protege=0.2, cost_hard=0.1, cost_soft=0.5, stake=0.6, hard=0.6)
    >>> game.attacks  # deterred if the pledge is due, attacked if it is not
    (<Truth.OPEN: 0>,)
    """
    asked = audience_cost(found, cost=cost)
    unmet = extended_deterrence(audience=asked.low, **game)
    met = unmet if asked.settled else extended_deterrence(audience=asked.high, **game)
    return Coupled(cost=asked, unmet=unmet, met=met)


def _due(found: Finding | Truth | str) -> tuple[Truth, str]:
    if isinstance(found, Truth):
        return found, WHY[found]
    if isinstance(found, str):
        if found not in FIRMNESS:
            raise InputError("found", f"'{found}' is no verdict.", suggest(found, FIRMNESS))
        due = MET.get(found, Truth.OPEN)
        return due, WHY[due]
    norm = found.norm
    if norm.owed != "must" or norm.must not in HELPS:
        what = f"{norm.owed} {norm.must.replace('_', ' ')}"
        return Truth.FALSE, f"{found.cite} asks for no help ({what}): staying out breaks nothing."
    due = MET.get(found.due, Truth.OPEN)
    return due, f"{found.cite}: {WHY[due][0].lower()}{WHY[due][1:]}"


WHY = {
    Truth.TRUE: "Help is due, so staying out breaks the pledge.",
    Truth.FALSE: "The casus foederis is not met, so staying out breaks nothing.",
    Truth.OPEN: "It is open whether help is due, so the cost lies between nothing and the whole.",
}
