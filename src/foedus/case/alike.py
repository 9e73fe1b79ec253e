"""Is this condition the same question for every obligor? Then it is grounded once in a scene.

Most of a treaty's casus asks nothing of the obligor: the kind of attack, the area, who
was attacked. What names the bearer, or who attacked (an obligor whom nobody named is no
candidate for that), is asked anew for each.
"""

from foedus.commitment import condition as c
from foedus.commitment.instrument import Instrument
from foedus.commitment.parsing import parts_of

MOST_KEPT = 8192
_OF_THE_BEARER = (c.BearerIn, c.BearerPartyTo, c.RecognisedBy, c.Attacker)
_kept: dict[tuple[int, int], tuple[c.Condition, Instrument | None, bool]] = {}


def is_alike(condition: c.Condition, instrument: Instrument | None) -> bool:
    """Tell whether ``condition``, terms written out, asks nothing of the obligor.

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


def _look(condition: c.Condition, instrument: Instrument | None) -> bool:
    if isinstance(condition, _OF_THE_BEARER):
        return False
    match condition:
        case c.SoilOf(whom=whom) | c.AdministeredBy(whom=whom):
            return "bearer" not in whom and "attacker" not in whom
        case c.Request(by=by):
            return by != "bearer"
        case c.VictimIn(states=states):
            return "bearer" not in states
        case c.Term(name=name):
            return instrument is not None and is_alike(instrument.terms[name], instrument)
    return all(is_alike(part, instrument) for part in parts_of(condition))
