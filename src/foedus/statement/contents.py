"""Which words are said, once source and cue are found: before, behind, around the attribution?"""

from foedus.statement.lexicon import Hit
from foedus.statement.unit import AUXILIARIES, Unit
from foedus.statement.words import listed, word_set

_BE = word_set("is are was were be been being 're")
_PREPOSITIONS = word_set("in at of from on near for with")
_QUOTE_MARKS = word_set('" “ ” « »')


def sides_of_cue(unit: Unit, source: tuple[int, int], cue: Hit) -> tuple[tuple[int, int], ...]:
    """Return the content of a source-first act: what follows, and what stood before a comma."""
    total = len(unit.tokens)
    before = source[0] - 1
    closed = before >= 1 and unit.tokens[before].low in (",", '"', "”", "»", "–", "—")
    if not closed:
        return ((_past_addressee(unit, cue), total),)
    medial = _medial(unit, cue)
    if not has_clause(unit, 0, before):
        lead = unit.tokens[0].low in _PREPOSITIONS or medial is None
        return (
            ((_past_addressee(unit, cue), total),)
            if lead or medial is None
            else ((0, before), (medial, total))
        )
    if unit.tokens[0].low in _SUBORDINATE and cue.entry.more.get("act") == "promise":
        return ((0, before), (_past_addressee(unit, cue), total))
    if cue.entry.more.get("act") not in _OPEN:
        return ((0, before), (_past_addressee(unit, cue), total))
    right = medial if medial is not None else _goes_on(unit, cue)
    return ((0, before), (right, total)) if right is not None else ((0, before),)


_SUBORDINATE = word_set("until if when while as after because since although though unless once")
_OPEN = frozenset(("say", "promise", "warn", "doubt"))


def _past_addressee(unit: Unit, cue: Hit) -> int:
    """``assured Moscow that it will``: the content begins behind the one who is told."""
    if unit.tokens[cue.start].low not in listed("telling_verbs"):
        return cue.end
    for at in range(cue.end, min(cue.end + 9, len(unit.tokens) - 2)):
        low = unit.tokens[at].low
        if low in ("that", "he", "she", "they", "we", "all", '"', "“"):
            return at
        if low in AUXILIARIES or low in (",", "to", "of"):
            return cue.end
    return cue.end


def _medial(unit: Unit, cue: Hit) -> int | None:
    """``The pact, he told us, had failed``: where the sentence goes on after the attribution."""
    for at in range(cue.end, min(cue.end + 8, len(unit.tokens) - 1)):
        if unit.tokens[at].low == ",":
            following = unit.tokens[at + 1].low
            return at + 1 if following in AUXILIARIES or following in _OPENERS else None
    return None


_OPENERS = word_set('" “ it they we he she if that and')


def _goes_on(unit: Unit, cue: Hit) -> int | None:
    """Return where content after a final attribution begins, or None where none follows."""
    if unit.lows(cue.end, cue.end + 1) == ("that",):
        return cue.end
    for at in range(cue.end, len(unit.tokens) - 1):
        if unit.tokens[at].low in (":", ";", ",", '"', "“"):
            citing = unit.tokens[at + 1].low in listed("citing_verbs")
            return None if citing and unit.tokens[at].low == "," else at
    if _clause_opener(unit, cue.end):
        return cue.end
    return None


def _clause_opener(unit: Unit, at: int) -> bool:
    low = unit.tokens[at].low if at < len(unit.tokens) else "."
    return low in ("that", "it", "they", "he", "she", "we", "all", "no", "there") or (
        unit.tokens[min(at, len(unit.tokens) - 1)].upper
        and has_clause(unit, at, len(unit.tokens))
        and low not in listed("weekdays")
        and not unit.group("agencies", within=(at, at + 1))
    )


def around(unit: Unit, *, after: tuple[int, int], cue: Hit) -> tuple[tuple[int, int], ...]:
    """Return the content of a source-last act: what stood before, and what goes on after."""
    parts = [(0, max(cue.start - 1, 1))]
    if after[1] < len(unit.tokens) - 1:
        parts.append((after[1], len(unit.tokens)))
    return tuple(parts)


def has_clause(unit: Unit, start: int, end: int) -> bool:
    """Tell whether the tokens hold a verb or a quotation."""
    verbs = unit.group("help", "deeds", "duties", within=(start, end))
    lows = unit.lows(start, end)
    return bool(verbs) or any(w in _BE or w in _QUOTE_MARKS or w.endswith("ed") for w in lows)
