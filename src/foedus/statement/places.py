"""Which word reports by its place alone, although no list of words of saying holds it?

English reports with any verb ("..., sniffed the admiral"; "..., its envoy threw in"): what
makes it a report is a whole clause or a quotation before a comma, and somebody who can speak
beside the verb behind it.
"""

from foedus.statement.contents import has_clause
from foedus.statement.heard import PLAIN, Report
from foedus.statement.lexicon import Hit
from foedus.statement.sources import source_after, speaks
from foedus.statement.unit import AUXILIARIES, PRONOUNS, Unit
from foedus.statement.words import listed, word_set

_PARTING = frozenset((",", '"', "”", "»", "“", "–", "—", "’", "'"))
_LEADS = word_set(
    "if when as after before while although though because since until unless once whether "
    "should were had in on at by for from with without under over between among against during "
    "through despite given to into like unlike that who which where"
)
"""Words with which no main clause begins."""
_FUNCTION = _LEADS | word_set(
    "and or but nor so yet than then plus minus versus including except about of the a an its "
    "his her their our my this these those some many most all both each every no not also even "
    "just only too there here now today yesterday"
)
_PAST = word_set(
    "threw let broke burst sang began chose drew forecast foresaw foretold spat shot shook rang "
    "ran came cut rose struck swung leapt felt knew saw sent lent fed shut hit bit sprang held"
)
"""Verbs that a final attribution borrows ("threw in", "broke in", "shot back")."""
_OPENERS = PRONOUNS | word_set("the a an its his her their our one another two three both")
_PEOPLE = ("roles", "observers", "unnamed", "bodies", "organisations")
_SHORTEST, _LONGEST = 3, 24
"""Tokens of what is reported, and of the attribution."""
_AFTER = 10
"""Tokens that may follow the verb of a final attribution."""


def by_place(unit: Unit) -> tuple[Report, ...]:
    """Return the attribution that ends a unit in which no word of saying was found."""
    last = len(unit.tokens)
    for at in range(max(_SHORTEST, last - _LONGEST), last - 1):
        if unit.tokens[at].low in _PARTING and _is_told(unit, at):
            found = _inverted(unit, at + 1) or _subject_first(unit, at + 1)
            if found is not None:
                return (found,)
    return ()


def _is_told(unit: Unit, end: int) -> bool:
    """Tell whether a quotation or a whole main clause stands before the token ``end``."""
    if unit.tokens[end].quoted or unit.tokens[end - 1].quoted:
        return not unit.tokens[end + 1].quoted
    first = unit.tokens[0]
    participle = first.low.endswith(("ing", "ed")) and not unit.named(0, 1)
    return first.low not in _LEADS and not participle and has_clause(unit, 0, end)


def _inverted(unit: Unit, at: int) -> Report | None:
    """``..., sniffed Yusuf Naji``: the verb, then who speaks."""
    if not _is_verb(unit, at):
        return None
    cue = Hit(at, at + 1, PLAIN)
    source = source_after(unit, cue)
    if source is None or not _can_speak(unit, source, cue):
        return None
    return Report(cue=cue, source=source, follows=True)


def _subject_first(unit: Unit, start: int) -> Report | None:
    """``..., its envoy threw in``: who speaks, then the verb, then hardly more."""
    last = len(unit.tokens)
    for at in range(start + 1, min(start + _LONGEST, last - 1)):
        low = unit.tokens[at].low
        if low in AUXILIARIES or low in _PARTING or last - at > _AFTER + 2:
            if low in AUXILIARIES:
                return None
            continue
        if _is_verb(unit, at) and _can_speak(unit, (start, at), Hit(at, at + 1, PLAIN)):
            return Report(cue=Hit(at, at + 1, PLAIN), source=(start, at), follows=False)
    return None


def _can_speak(unit: Unit, source: tuple[int, int], cue: Hit) -> bool:
    start, end = source
    first = unit.tokens[start]
    if first.low in _LEADS or first.quoted:
        return False
    known = unit.group(*_PEOPLE, within=source)
    begins = first.upper or first.low in _OPENERS or any(h.start == start for h in known)
    capital = any(t.upper for t in unit.tokens[start:end]) or first.low in PRONOUNS
    return begins and bool(known or capital) and speaks(unit, source, cue)


def _is_verb(unit: Unit, at: int) -> bool:
    token = unit.tokens[at]
    if token.upper or token.quoted or not token.low.replace("-", "").isalpha():
        return False
    if token.low in _FUNCTION or token.low in AUXILIARIES or token.low.endswith("ly"):
        return False
    third = token.low.endswith("s") and not token.low.endswith(("ss", "'s"))
    if third and any(m.kind == "group" for m in unit.named(at - 2, at)):
        return False  # "United Nations resolutions"
    return not unit.group(*_PEOPLE, within=(at, at + 1)) and (
        token.low.endswith("ed") or third or token.low in _PAST or token.low in listed("past_verbs")
    )


__all__ = ["by_place"]
