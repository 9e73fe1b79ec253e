"""Is an attack on another taken as one on the speaker, and so a promise to that other?"""

from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.refs import Frame, references


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


def for_us_all(clause: Clause, *, frame: Frame) -> Draft | None:
    """``Whoever attacks one of us attacks every one of us``, said by the alliance itself."""
    hits = clause.group("shared_attacks")
    if hits and len(frame.own()) > 2 and {"us", "our"}.intersection(clause.lows()):
        return Draft("commitment", "AGREE", by=hits[0], predicate=hits[0].start, about_text=True)
    return None
