"""When is the deed of a claim, seen from the day of the text, and is it only supposed?

Backshift is undone: ``Oslo said it would come`` is future, ``Oslo told Riga in 1939 that it
would come`` is past in a text of another day.
"""

from foedus.statement.claim import TRIGGERS, Tense
from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.history import told_as_history
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame
from foedus.statement.words import word_set

_EVENTS = frozenset(TRIGGERS) - {"none", "unspecified"}
_PLEDGED = frozenset(("commitment", "treaty_description"))
_ASKED = frozenset(
    ("request_of_victim", "organ_decision", "political_decision", "constitutional_process")
)
"""A condition that only one of these is in ("if the cabinet agrees") supposes no event."""
_MAYBE = word_set("could might may can")


def hypothetical(draft: Draft, reading: Reading, clause: Clause) -> bool:
    """Tell whether the deed hangs on an event that has not been, or is only weighed."""
    if draft.kind in ("report_of_fact", "reaction", "request"):
        return False
    if draft.kind == "warning":
        return reading.conditional or bool(_MAYBE.intersection(clause.lows()))
    only_asked = _ASKED.intersection(reading.qualifiers) and reading.trigger == "none"
    weighed = (
        any(m.rule in ("duty.may", "neg.double.ready") for m in reading.marks)
        and draft.kind == "commitment"
    )
    supposed = reading.trigger in _EVENTS and not reading.past and draft.kind in _PLEDGED
    return (reading.conditional and not only_asked) or weighed or supposed


_TOLD = word_set(
    "pledged guaranteed covered committed allowed entitled compelled forbade gave said had was "
    "were laid provided"
)
"""Past forms in which a narrator tells what a treaty held; speakers shift back with them."""
_NOW = word_set("is are has have will shall must may can")
_COMING = word_set("will would 'll shall could 'd")
_STEADY = word_set("remains remained remain stands stood stand")
_NEVER = word_set("never ever")
_WAS = word_set("had was were has have did")


def tense_of(draft: Draft, clause: Clause, *, frame: Frame) -> Tense:
    """Return the time of the deed as the guideline counts it."""
    lows = frozenset(clause.lows())
    at = draft.predicate if draft.predicate >= 0 else clause.start
    if draft.kind in ("threat", "warning"):
        return "future"
    if draft.kind == "report_of_fact":
        return "present" if {"yet", "is", "are", "remains", "remain"} & lows else "past"
    if draft.kind == "request":
        return "present"
    history = told_as_history(clause, at, on=frame.scene.on)
    if draft.kind == "treaty_description":
        return _of_treaty(lows, told=frame.speaker.kind == "outlet", history=history)
    if history and draft.kind != "other":
        return "past"
    if draft.kind == "commitment":
        return "present" if _STEADY & lows and not _COMING & lows else "future"
    if draft.kind == "denial_of_commitment":
        if _COMING & lows:
            return "future"
        return "past" if _NEVER & lows and _WAS & lows else "present"
    return "present"


def _of_treaty(lows: frozenset[str], *, told: bool, history: bool) -> Tense:
    """``Article 4 bound Rome to fight``: what a treaty of the past held, unless said of today."""
    past = {"obliged", "bound", "owed", "went", "promised", "required"} & lows
    if history or (past and not {"is", "are"} & lows):
        return "past"
    return "past" if told and _TOLD & lows and not _NOW & lows else "present"
