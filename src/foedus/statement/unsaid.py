"""Is a word of saying only a deed, or only supposed, so that nobody speaks with it?"""

from foedus.statement.lexicon import Hit
from foedus.statement.unit import Unit
from foedus.statement.words import word_set

_SUBORDINATORS = word_set("if once when whenever unless until whether should what")
_QUOTE_MARKS = frozenset('"“”«»')


def is_deed(unit: Unit, cue: Hit) -> bool:
    """``called up reservists``, ``U.N.-backed``, ``may ask for help``: no word of saying."""
    at = cue.start - 1
    joined = (
        at >= 0
        and unit.tokens[at].low == "-"
        and unit.tokens[at].end == unit.tokens[cue.start].start
    )
    supposed = at >= 0 and unit.tokens[at].low in _MAY and cue.entry.more.get("act") in _ASKING
    deeds = unit.group("no_speech")
    return (
        joined
        or supposed
        or _leaves_treaty(unit, cue)
        or any(h.start <= cue.start < h.end for h in deeds)
    )


def _leaves_treaty(unit: Unit, cue: Hit) -> bool:
    """``In 1951 Cairo denounced the treaty``: it left it; "denounced the pact as" judges it."""
    if not unit.tokens[cue.start].low.startswith("denounc"):
        return False
    lows = unit.lows(cue.end, len(unit.tokens))
    alone = lows[:1] in _THE_TREATY and bool(
        unit.group("treaty_words", within=(cue.end + 1, cue.end + 3))
    )
    return alone and "as" not in lows


_THE_TREATY = (("the",), ("its",), ("their",))
_MAY = word_set("may must shall might")
_ASKING = frozenset(("ask", "promise"))


def never_asked(unit: Unit, cue: Hit) -> bool:
    """``Warsaw did not call on Bucharest``: a fact of the past, and nobody's words."""
    negated = unit.lows(cue.start - 2, cue.start) in (("did", "not"), ("did", "n't"))
    return negated and cue.entry.more.get("act") == "ask"


def is_supposed(unit: Unit, start: int) -> bool:
    """``if Oslo is attacked and Riga asks for ships``: an asking that may never come."""
    for at in range(start - 1, -1, -1):
        low = unit.tokens[at].low
        if low in (",", ";", "that") or low in _QUOTE_MARKS:
            return False
        if low in _SUPPOSING:
            return True
    return False


_SUPPOSING = word_set("if unless once whenever provided")


def is_subordinate(unit: Unit, start: int) -> bool:
    """``if Oslo asks``: the source opens a condition."""
    return start > 0 and unit.tokens[start - 1].low in _SUBORDINATORS
