"""The promise itself against the rule: trigger, firmness, amount, forms, direction."""

from collections.abc import Iterator

from foedus.comparison.judged import Judged, clause_of, over
from foedus.comparison.ladders import (
    DUTY_RANK,
    RULE_RANK,
    TRIGGER_RANK,
    WITHIN_MILITARY,
    Rung,
    judge_duty,
    judge_scope,
    judge_trigger,
)
from foedus.comparison.subject import ASSISTANCE, Subject
from foedus.statement import Claim

OF_FORCE = frozenset({"troops", "nuclear"})
"""Forms that are armed force itself, not help with it."""


def on_content(claim: Claim, subject: Subject) -> Iterator[Judged]:
    """Trigger, firmness, amount, forms and direction against the rule."""
    if subject.profile is None or claim.marked("domains"):
        return
    yield from _on_trigger(claim, subject)
    if subject.profile.must in ASSISTANCE or subject.profile.must == "consult":
        yield from _on_duty(claim, subject)
    scope = judge_scope(claim.aid_scope, subject.profile.means)
    if scope:
        yield _content("aid_scope", scope, claim, subject, said=(claim.aid_scope,))
    yield from _on_forms(claim, subject)
    yield from _on_direction(claim, subject)


def _on_trigger(claim: Claim, subject: Subject) -> Iterator[Judged]:
    profile = subject.profile
    assert profile is not None
    said = _triggers(claim)
    if not said or profile.trigger not in RULE_RANK:
        return
    needs_war = "state_of_war" in profile.second_conditions
    rung = judge_trigger(said, profile.trigger, needs_war=needs_war)
    yield _content("trigger", rung, claim, subject, said=tuple(sorted(said)))


def _triggers(claim: Claim) -> frozenset[str]:
    """Return the trigger of the claim, with war beside it if it is said too.

    Only where the claim's own words name it: what is taken over from the sentence before was
    judged there, and what a purpose is against ("to deter pressure") starts no help.
    """
    purposes = [mark.span for mark in claim.marked("purpose")]
    own = {
        mark.value
        for mark in claim.marked("trigger")
        if not any(span.covers(mark.span) for span in purposes)
    }
    if claim.trigger not in own or claim.trigger not in TRIGGER_RANK:
        return frozenset()
    return frozenset({claim.trigger}) | (own & {"war"})


def _on_duty(claim: Claim, subject: Subject) -> Iterator[Judged]:
    profile = subject.profile
    assert profile is not None
    denies = claim.negated and claim.kind in ("denial_of_commitment", "treaty_description")
    # A modal binds to the case of the treaty only where a trigger or the article is named:
    # "assistance could take many forms" says nothing of how firmly it is owed.
    if not denies and not claim.article and not _triggers(claim):
        return
    if (claim.duty == "none" and not denies) or (claim.negated and not denies):
        return
    if denies and (claim.forms or claim.qualifiers):
        return
    rung = judge_duty(claim.duty, rule=profile.duty, at_once=profile.delay == "at_once")
    yield _content("duty", rung, claim, subject, said=(claim.duty,))


def _on_forms(claim: Claim, subject: Subject) -> Iterator[Judged]:
    profile = subject.profile
    assert profile is not None
    if claim.negated or profile.must == "consult" or claim.marked("practical_measures"):
        return
    covered = set(profile.aid) | (WITHIN_MILITARY if "military" in profile.aid else set())
    extra = sorted(set(claim.forms) - covered - {"consultation", "other"})
    chosen = sorted(set(claim.forms) & OF_FORCE - set(extra)) if _is_firm(claim) else []
    if not extra and not (chosen and profile.force != "must"):
        return
    marks = claim.marked("forms")
    listed = ", ".join(form.replace("_", " ") for form in extra)
    if not extra:
        listed = ", ".join(chosen)
        why = "armed force is a choice that the text leaves to each party, not what it owes"
    elif "other" in profile.aid:
        why = "a compatible inference, since the text names other assistance, but not its list"
    elif profile.aid:
        why = "the text names " + ", ".join(profile.aid)
    else:
        why = "the text names no form of aid and leaves it to each party"
    yield Judged(
        element="forms",
        verdict="adds",
        reason=f"{'Not named' if extra else 'Not owed'} in the text: {listed}; {why}.",
        span=over(marks) if marks else claim.span,
        clause=clause_of(subject),
        article=subject.number,
        said=tuple(claim.forms),
    )


def _is_firm(claim: Claim) -> bool:
    """Tell whether help is firm, for the case of the treaty or as read out of an article."""
    named = claim.article is not None or bool(_triggers(claim))
    return named and DUTY_RANK[claim.duty] >= DUTY_RANK["will"]


def _on_direction(claim: Claim, subject: Subject) -> Iterator[Judged]:
    profile = subject.profile
    assert profile is not None
    says = {mark.value for mark in claim.marked("direction")}
    one_way = (
        claim.obligor and claim.beneficiary and set(claim.obligor).isdisjoint(claim.beneficiary)
    )
    if "mutual" in says:
        if claim.article is None:
            return  # told only where an article is described, and its direction with it
        agrees = profile.mutual
        reason = "The text binds in both directions" if agrees else "The text binds one side only"
        verdict = "agrees" if agrees else "overstates"
    elif (
        one_way and profile.mutual and claim.kind == "treaty_description" and not claim.hypothetical
    ):
        verdict, reason = "understates", "Told as one-way; the text binds in both directions"
    else:
        return
    yield Judged(
        element="direction",
        verdict=verdict,
        reason=f"{reason}.",
        span=claim.span,
        clause=clause_of(subject),
        article=subject.number,
        said=tuple(sorted(says)) or ("one_way",),
    )


def _content(
    element: str, rung: Rung, claim: Claim, subject: Subject, *, said: tuple[str, ...]
) -> Judged:
    return Judged(
        element=element,
        verdict=rung.verdict,
        reason=rung.reason,
        span=claim.span,
        clause=clause_of(subject),
        article=subject.number,
        said=said,
    )
