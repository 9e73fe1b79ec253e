"""Is this word of saying a verb that somebody does here, or a noun or a passive?"""

from foedus.statement.lexicon import Hit
from foedus.statement.unit import Unit
from foedus.statement.words import listed, word_set

_BE = word_set("is are was were be been being 're")


_MODALS = word_set("will would could may might shall should can must 'll 'd to")


_QUESTIONED = word_set("asked pressed questioned")


_NOUN_SIGNS = word_set("a an the its their his her our my no any every this these")


_ADVERBS = word_set(
    "also still later then again once already earlier now not never ever even only long"
)


def is_verb(unit: Unit, cue: Hit) -> bool:
    """Tell whether the word of saying is a finite active verb here, not a noun or a passive."""
    token = unit.tokens[cue.start]
    word = token.low
    at = cue.start - 1
    while at >= 0 and (unit.tokens[at].low in _ADVERBS or unit.tokens[at].low.endswith("ly")):
        at -= 1
    previous = unit.tokens[at].low if at >= 0 else ""
    if word.startswith("recall") and "ambassador" in " ".join(unit.lows(cue.end, cue.end + 3)):
        return False
    if (token.upper and cue.start) or previous in _MODALS or previous in _NOUN_SIGNS:
        return False
    if word in _QUESTIONED and previous == ",":
        return unit.lows(at - 1, at) in (("part",), ("turn",))
    if word == "states" and unit.lows(cue.end, cue.end + 1) != ("that",):
        return False
    if _background(unit, at):
        return False
    if word in _BE:
        return True
    if previous in _BE or word.endswith("ing"):
        withal = "with" in unit.lows(cue.start - 5, cue.start) and cue.entry.id.startswith(
            "cue.react"
        )
        return word.endswith("ing") and (previous in _BE or withal)
    if previous == "," and not _is_past(word):
        return _plural_before_aside(unit, at)
    if previous in ("who", "which", "that") and at > 0 and unit.tokens[at - 1].low != ",":
        return False
    if _is_past(word):
        return True
    if word.endswith("s") and not word.endswith("ss"):
        return _singular_subject(unit, at)
    auxiliary = previous in ("did", "does", "do", "and")
    return (
        auxiliary
        or previous in listed("plural_subjects")
        or _plural(previous)
        or _plural_phrase(unit, at)
    )


def _background(unit: Unit, at: int) -> bool:
    """``Berlin, which had long refused, now said``: what had been is not what is said."""
    before = [t.low for t in unit.tokens[max(0, at - 3) : at] if t.low not in _ADVERBS]
    had = at >= 0 and unit.tokens[at].low in ("had", "has")
    return had and before[-1:] in (["which"], ["who"])


def is_silence(unit: Unit, cue: Hit) -> bool:
    """Tell whether the words only say that nothing was said ("declined to comment")."""
    return any(h.start < cue.end and cue.start < h.end for h in unit.group("silence"))


def _singular_subject(unit: Unit, at: int) -> bool:
    token = unit.tokens[at] if at >= 0 else None
    if token is None or token.low.endswith("'s"):
        return False
    people = unit.group(
        "roles", "bodies", "observers", "unnamed", "organisations", "documents_of_speech"
    )
    return token.upper or token.low in _BEFORE_VERB or any(h.end == at + 1 for h in people)


_BEFORE_VERB = word_set('he she it , " ” »')


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in listed("past_verbs")


_PREPOSITIONS = word_set("in at of from on near for with")


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "'s"))) or word in (
        "people",
        "men",
        "women",
        "media",
    )


def _plural_phrase(unit: Unit, at: int) -> bool:
    """``Diplomats in the region say``: the head noun before a preposition is plural."""
    if at < 0 or unit.tokens[at].low in _PREPOSITIONS:
        return False
    for back in range(at, max(at - 5, 0), -1):
        if unit.tokens[back].low in ("such", "no", "any", ",", "that"):
            return False
        if unit.tokens[back].low in _PREPOSITIONS:
            return _plural(unit.tokens[back - 1].low)
    return False


def _plural_before_aside(unit: Unit, comma: int) -> bool:
    """``The governments of A and B, recalling a treaty, declare``: the head before the aside."""
    first = next((i for i in range(comma - 1, 0, -1) if unit.tokens[i].low == ","), 0)
    lows = unit.lows(max(0, first - 6), first)
    return "and" in lows or any(_plural(w) for w in lows)


def _adjective_like(word: str) -> bool:
    return word.endswith(("al", "ive", "ous", "ful")) and word not in ("general", "official")
