"""Is this condition the same question for every obligor? Then it is grounded once in a scene.

Most of a treaty's casus asks nothing of the obligor: the kind of attack, the area, who
was attacked. What names the bearer, or who attacked (an obligor whom nobody named is no
candidate for that), is asked anew for each; two obligors whom no condition on who attacked
tells apart are asked the same all the same.
"""

from collections.abc import Iterable

from foedus.commitment import condition as c
from foedus.commitment.instrument import Instrument
from foedus.commitment.parsing import parts_of

MOST_KEPT = 8192
_OF_THE_BEARER = (c.BearerIn, c.BearerPartyTo, c.RecognisedBy)
ATTACKER = "attacker"
Lists = frozenset[frozenset[str]]
"""The lists of states that conditions on who attacked name; one may be empty."""
_kept: dict[tuple[int, int], tuple[c.Condition, Instrument | None, Lists | None]] = {}


def is_alike(condition: c.Condition, instrument: Instrument | None) -> bool:
    """Tell whether ``condition``, terms written out, asks nothing of the obligor.

    Args:
        condition: A condition.
        instrument: Whose terms it names.
    """
    return told_apart(condition, instrument) == frozenset()


def told_apart(condition: c.Condition, instrument: Instrument | None) -> Lists | None:
    """Return the lists by which ``condition`` tells states apart when it asks who attacked.

    Empty if it does not ask that; None if it asks something of the obligor itself.
    Two parties on the same lists are told apart by nothing that it asks.

    Args:
        condition: A condition.
        instrument: Whose terms it names.
    """
    key = (id(condition), id(instrument))
    known = _kept.get(key)
    if known is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        # Both are kept beside the answer, so that no other object takes their ids.
        known = _kept[key] = (condition, instrument, _look(condition, instrument))
    return known[2]


def joined(found: Iterable[Lists | None]) -> Lists | None:
    """Return the lists of several conditions together; None if one of them is None."""
    known = list(found)
    kept = [lists for lists in known if lists is not None]
    return frozenset[frozenset[str]]().union(*kept) if len(kept) == len(known) else None


def _look(condition: c.Condition, instrument: Instrument | None) -> Lists | None:
    if isinstance(condition, _OF_THE_BEARER):
        return None
    match condition:
        case c.Attacker(in_=in_, not_in=not_in, allied_with=allies):
            # Allies of a state are found in the whole register: that tells parties apart.
            of_bearer = allies or "bearer" in (*in_, *not_in)
            return None if of_bearer else frozenset({frozenset(in_), frozenset(not_in)})
        case c.SoilOf(whom=whom) | c.AdministeredBy(whom=whom):
            asked: Lists = frozenset({frozenset()} if ATTACKER in whom else ())
            return None if "bearer" in whom else asked
        case c.Request(by="bearer"):
            return None
        case c.VictimIn(states=states) if "bearer" in states:
            return None
        case c.Term(name=name):
            return told_apart(instrument.terms[name], instrument) if instrument else None
    return joined(told_apart(part, instrument) for part in parts_of(condition))


__all__ = ["ATTACKER", "Lists", "is_alike", "joined", "told_apart"]
