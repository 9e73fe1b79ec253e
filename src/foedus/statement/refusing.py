"""Is help refused, or a duty said to end here, without a plain "will not help"?"""

from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame, references, subjects
from foedus.statement.words import word_set

_OUTSIDERS = ("analysts", "outlet")
_STAYING = word_set("stay stays stayed remain remains remained")
_REACHING = word_set("extend extends cover covers covered apply applies applied reach reaches")
_DUTIES = word_set(
    "obligation obligations commitment commitments duty duties guarantee guarantees promise"
)


def refusal(clause: Clause, *, frame: Frame) -> Draft | None:
    """``We want no part in it``, ``our jets stay in Norway``: a refusal, by who would help."""
    own = frame.own()
    if not own or frame.speaker.kind in _OUTSIDERS:
        return None
    hits = clause.group("refusals")
    at = hits[0].start if hits else _at_home(clause, frame=frame)
    if at < 0:
        return None
    subject = subjects(references(clause, clause.start, at, frame=frame), at)
    if subject and not set(subject) & set(own):
        return None
    by = hits[0] if hits else None
    return Draft("denial_of_commitment", "REJECT", by=by, negated=True, predicate=at)


_NEVER = word_set("never not n't")
_GIVING_WORD = word_set("undertaken promised pledged committed vowed sworn guaranteed agreed")


def never_promised(clause: Clause, *, frame: Frame) -> Draft | None:
    """``Moscow had never undertaken to fight for the port``, said by Moscow: it is not bound."""
    if frame.speaker.kind in _OUTSIDERS or not frame.own():
        return None
    unit = clause.unit
    for at in range(clause.start + 1, clause.end):
        if unit.tokens[at].low not in _GIVING_WORD:
            continue
        before = unit.lows(max(clause.start, at - 3), at)
        if not (_NEVER & {*before} and _PERFECT & {*before}):
            continue
        subject = subjects(references(clause, clause.start, at, frame=frame), at)
        if subject and set(subject) <= set(frame.own()):
            return Draft("denial_of_commitment", "REJECT", negated=True, predicate=at)
    return None


_PERFECT = word_set("had has have 've 'd")


def _at_home(clause: Clause, *, frame: Frame) -> int:
    """Return the verb of forces that stay in their own country, or -1."""
    unit = clause.unit
    if not clause.group("forms"):
        return -1
    for at in range(clause.start + 1, clause.end - 1):
        if unit.tokens[at].low not in _STAYING or unit.tokens[at + 1].low not in ("in", "on"):
            continue
        behind = references(clause, at + 1, min(at + 5, clause.end), frame=frame)
        if any(r.states == frame.own() for r in behind):
            return at
    return -1


def limited_duty(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``Rome's obligations do not extend to the islands``, said by Rome: it is not bound there."""
    lows = clause.lows()
    if not reading.negated or frame.speaker.kind in _OUTSIDERS or not frame.own():
        return None
    verb = next((i for i, w in enumerate(lows) if w in _REACHING), -1)
    noun = next((i for i, w in enumerate(lows) if w in _DUTIES), -1)
    if not 0 <= noun < verb:
        return None
    at = clause.start + noun
    owner = references(clause, clause.start, at, frame=frame)
    if not any(r.states == frame.own() for r in owner):
        return None
    return Draft("denial_of_commitment", "REJECT", negated=True, predicate=at)


_ANYBODY = word_set("anybody anyone any whoever whomever those")
_MARCHING = word_set(
    "marching attacking invading threatening fighting moving sailing attacks attack invades against"
)


def bars_the_enemy(clause: Clause) -> bool:
    """``would lend no road to anybody marching on its neighbour``: help, in words of refusal."""
    lows = clause.lows()
    for at, word in enumerate(lows[:-1]):
        if word in ("to", "for") and lows[at + 1] in _ANYBODY:
            return bool(_MARCHING.intersection(lows[at + 2 : at + 6]))
    return False
