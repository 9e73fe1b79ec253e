"""Is an attack on another taken as one on the speaker, and so a promise to that other?"""

from foedus.statement.actors import victims
from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame, references
from foedus.statement.words import word_set

_MODALS = word_set("will would 'll shall 'd")


def shared_attack(clause: Clause, *, frame: Frame) -> Draft | None:
    """``An attack on X would be a declaration of war on us``: a promise to X by the speaker."""
    hits = clause.group("shared_attacks")
    conditions = clause.conditions()
    named = any(
        r.states and r.word != "self"
        for a, b in conditions
        for r in references(clause, a, b, frame=frame)
    )
    if not hits or not named or not frame.own() or clause.group("negations"):
        return None
    return Draft("commitment", "AGREE", by=hits[0], predicate=hits[0].start, shares=True)


def protected(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``Any attack on Oslo will be answered by our fleet``: a threat that protects another."""
    harm = [h for h in clause.group("harm") if not _in_condition(clause, h.start)]
    own = frame.own()
    if not harm or not own or not _partner_hurt(clause, frame) or reading.negated:
        return None
    if frame.speaker.kind in ("analysts", "outlet") or not _MODALS.intersection(clause.lows()):
        return None
    return Draft("commitment", "AGREE", by=harm[0], predicate=harm[0].start, shares=True)


def _partner_hurt(clause: Clause, frame: Frame) -> bool:
    """A partner stands behind "attack on", or is what is attacked; "any Indian raid" names none."""
    hurt = victims(clause, frame=frame)
    if not hurt or set(frame.own()) & set(hurt):
        return False
    refs = [
        r
        for low, high in clause.conditions()
        for r in references(clause, low, high, frame=frame)
        if r.word in ("state", "capital") and set(r.states) & set(hurt)
    ]
    passive = {"is", "are", "be", "were"}
    return any(
        r.before in ("on", "against") or passive.intersection(clause.unit.lows(r.at + 1, r.at + 4))
        for r in refs
    )


def _in_condition(clause: Clause, at: int) -> bool:
    return any(low <= at < high for low, high in clause.conditions())


def for_us_all(clause: Clause, *, frame: Frame) -> Draft | None:
    """``Whoever attacks one of us attacks every one of us``, said by the alliance itself."""
    hits = clause.group("shared_attacks")
    if hits and len(frame.own()) > 2 and {"us", "our"}.intersection(clause.lows()):
        return Draft("commitment", "AGREE", by=hits[0], predicate=hits[0].start, about_text=True)
    return None
