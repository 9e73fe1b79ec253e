"""What exactly is owed? By when, who decides, how free in form, in which forum, until when.

Nothing here changes the verdict. Discretion is three things (is armed force owed, who
decides, by which procedure); the letters D0 to D5 are drawn from them for charts.
"""

from dataclasses import dataclass

from foedus.case.clock import Timing, timing_of
from foedus.case.exact import Exact
from foedus.case.rule import Rule
from foedus.case.wording import named
from foedus.commitment.instrument import Norm
from foedus.truth import Truth

ABSTAINING = ("abstain", "remain_neutral", "not_assist_aggressor")
TALKING = ("consult", "report")
NO_DUTY_IN_LAW = {
    "political": "It is a political text: no duty in law follows from it.",
    "domestic_law": "It is a law of one state: no duty between states follows from it.",
    "executive": "It is an act of one government: no duty between states follows from it.",
}
DECIDERS = {
    "automatic": "Nobody has to decide: it follows from the event.",
    "each_bearer": "Each obligor decides for itself what it gives.",
    "joint": "The parties decide together.",
    "organ": "A body of the treaty decides.",
}
PROCEDURES = {
    "constitutional": "Its constitutional process is part of it.",
    "both_states_laws": "The laws of both states are part of it.",
}
FORCE = {
    "must": "Armed force is owed.",
    "may": "Whether help includes armed force is for the helper to decide.",
    "consent_only": "Nobody has to use armed force without its own consent.",
    "no": "Armed force is not part of it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """The norm of one finding, in full."""

    status: str
    """none | pending | due | performed | overdue"""
    timing: str
    decided_by: str
    """automatic | each_bearer | joint | organ"""
    discretion: str
    """D0 (armed force, of itself) to D5 (only to keep out)"""
    forum: str | None
    """The body or instrument in which it is carried out, where one is named."""
    until: tuple[str, ...]
    """What would end it."""
    in_law: bool
    """False: the text binds nobody in law between states, or only entitles."""
    sentence: str


def duty_of(rule: Rule, exact: Exact, *, due: str) -> Duty:
    """Return the norm of a grounded rule in full.

    Args:
        rule: The article for one obligor.
        exact: The answers to its nodes.
        due: Its verdict.
    """
    norm, binding = rule.article.norm, rule.instrument.binding
    holding = [u for u, g in rule.exceptions if exact.truth(g.node) is Truth.TRUE]
    own_choice = any(u.effect == "own_choice_of_form" for u in holding)
    forum = next((u.value or u.id for u in holding if u.effect == "forum_is"), None)
    timing = timing_of(rule, exact, due=due)
    until = tuple(_until(rule, exact))
    return Duty(
        status=timing.status,
        timing=timing.sentence,
        decided_by=norm.decided_by,
        discretion=discretion(norm, own_choice=own_choice),
        forum=forum,
        until=until,
        in_law=binding == "treaty" and norm.owed == "must",
        sentence=_sentence(norm, timing, binding=binding, forum=forum, own_choice=own_choice),
    )


def discretion(norm: Norm, *, own_choice: bool = False) -> str:
    """Return how free the obligor is, from D0 to D5; for charts, never a measure of duty.

    D0 armed force follows of itself; D1 armed force is owed once somebody has decided;
    D2 help is owed with all means or in named forms, force left free; D3 help is owed and
    its form is chosen or agreed; D4 talk, or measures that need consent, or a mere right;
    D5 only to keep out.

    >>> discretion(Norm(must="assist", force="may", means="all_available"))
    'D2'
    """
    if norm.must in ABSTAINING:
        return "D5"
    if norm.must in TALKING or norm.owed == "may" or norm.force in ("consent_only", "no"):
        return "D4"
    if own_choice or norm.content == "to_be_agreed":
        return "D3"
    if norm.force == "must":
        return "D0" if norm.decided_by == "automatic" else "D1"
    named_forms = bool(norm.aid) or norm.means in ("all_available", "all_in_power")
    return "D2" if named_forms else "D3"


def binding_words(binding: str, norm: Norm) -> str:
    """Return what the kind of text means for the duty; nothing for a treaty that owes."""
    if binding != "treaty":
        return NO_DUTY_IN_LAW[binding]
    return "The text entitles and does not bind." if norm.owed == "may" else ""


def _until(rule: Rule, exact: Exact) -> list[str]:
    ends = ((u, g) for u, g in rule.exceptions if u.effect in ("ends", "suspends"))
    return [
        f"{unless.id.replace('_', ' ')} ({unless.cite})"
        for unless, grounded in ends
        if exact.truth(grounded.node) is not Truth.TRUE
    ]


def _sentence(
    norm: Norm, timing: Timing, *, binding: str, forum: str | None, own_choice: bool
) -> str:
    told = [timing.sentence] if timing.status != "none" else []
    told.append(DECIDERS[norm.decided_by])
    if norm.procedure in PROCEDURES:
        told.append(PROCEDURES[norm.procedure])
    if norm.must == "assist" and norm.force in FORCE:
        told.append(FORCE[norm.force])
    if own_choice:
        told.append("The obligor chooses the form of its help.")
    if norm.content == "to_be_agreed":
        told.append("What is given has still to be agreed.")
    if forum:
        told.append(f"It is carried out in {forum.replace('_', ' ')}.")
    return named(" ".join([*told, *filter(None, [binding_words(binding, norm)])]))
