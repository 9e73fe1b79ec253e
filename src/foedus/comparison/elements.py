"""Element by element: does the claim say what the article says?

Each function holds one element of a claim against one `Subject` and yields what it
finds. Which findings are told (an agreement once, a departure each time) is decided
in `foedus.comparison.document`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.commitment import Article
from foedus.comparison.ladders import (
    RULE_RANK,
    TRIGGER_RANK,
    WITHIN_MILITARY,
    Rung,
    judge_duty,
    judge_scope,
    judge_trigger,
)
from foedus.comparison.qualifiers import judge_phrase, phrases
from foedus.comparison.subject import ASSISTANCE, Subject, text_day
from foedus.statement import Claim, Mark
from foedus.text import Span

SHORT_CLAUSE = 100
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict on one element of one claim, not yet tied to its statement."""

    element: str
    verdict: str
    reason: str
    span: Span
    clause: str = ""
    article: str | None = None
    said: tuple[str, ...] = ()


def judge(claim: Claim, subject: Subject, *, said_on: date, measures: bool) -> Iterator[Judged]:
    """Yield every verdict on ``claim``, in the order of the elements.

    Args:
        claim: The claim; its marks must lie in the document's text.
        subject: What it is held against.
        said_on: Day on which the words were said.
        measures: Council measures stand against a party on that day.
    """
    yield from on_instrument(claim, subject)
    yield from on_status(claim, subject, said_on=said_on)
    yield from on_publicity(claim, subject, said_on=said_on)
    yield from on_domains(claim, subject)
    yield from on_comment(claim)
    merged = tuple(on_article(claim, subject, said_on=said_on))
    yield from merged
    if not any(found.verdict == "distorts" for found in merged):
        # Content of another article is not judged a second time against the cited one.
        yield from on_content(claim, subject)
    for phrase in phrases(claim):
        ruling = judge_phrase(phrase, subject, measures=measures)
        yield Judged(
            element="qualifiers",
            verdict=ruling.verdict,
            reason=ruling.reason,
            span=phrase.span,
            clause=clause_of(subject),
            article=None if phrase.values == {"un_resolutions"} else subject.number,
            said=tuple(sorted(phrase.values)),
        )


def on_instrument(claim: Claim, subject: Subject) -> Iterator[Judged]:
    """Is the instrument that is named the one whose content is told?"""
    for mark in claim.marked("instrument")[:1]:
        if mark.value in (subject.instrument.id, "main"):
            yield Judged(
                element="instrument",
                verdict="agrees",
                reason=f"The words fit {subject.instrument.short}.",
                span=_phrase(claim, "status", "instrument") or mark.span,
                clause=subject.instrument.title,
                said=(subject.instrument.id,),
            )


def on_status(claim: Claim, subject: Subject, *, said_on: date) -> Iterator[Judged]:
    """Is it in force, as they say?"""
    instrument = subject.instrument
    in_force = instrument.status_on(said_on) == "in_force"
    for mark in claim.marked("status")[:1]:
        says = mark.value == "operative"
        span = _phrase(claim, "status", "instrument", "character") or mark.span
        if says == in_force:
            verdict, reason = "agrees", f"So it stood on that day: {standing(subject, said_on)}."
        else:
            verdict = "overstates" if says else "understates"
            told = "working" if says else "not in force"
            reason = f"Told as {told}, but {standing(subject, said_on)}."
        yield Judged(
            element="status",
            verdict=verdict,
            reason=reason,
            span=span,
            clause=standing(subject, said_on),
            said=(mark.value,),
        )


def on_publicity(claim: Claim, subject: Subject, *, said_on: date) -> Iterator[Judged]:
    """Is the text public, as they say?"""
    published = subject.instrument.life.published
    for mark in claim.marked("publicity")[:1]:
        if published is None:
            continue
        public = published <= said_on
        agrees = public == (mark.value == "public")
        since = f"The text has been public since {published}"
        yield Judged(
            element="text",
            verdict="agrees" if agrees else "contradicted",
            reason=f"{since}." if public else f"The text became public on {published} only.",
            span=claim.span if claim.span.covers(mark.span) else mark.span,
            clause=f"Published on {published}.",
            said=(mark.value,),
        )


def on_domains(claim: Claim, subject: Subject) -> Iterator[Judged]:
    """Does it cover the fields that are named?"""
    marks = claim.marked("domains")
    known = subject.instrument.domains
    if not marks or not known:
        return
    extra = sorted({mark.value for mark in marks} - set(known))
    covered = ", ".join(known)
    yield Judged(
        element="domains",
        verdict="adds" if extra else "agrees",
        reason=f"Not among its fields: {', '.join(extra)}." if extra else f"It covers {covered}.",
        span=claim.span if len(marks) > 1 else marks[0].span,
        clause=f"Fields of {subject.instrument.short}: {covered}.",
        said=tuple(mark.value for mark in marks),
    )


def on_comment(claim: Claim) -> Iterator[Judged]:
    """What is it said to be for, or to be like? Flagged, never judged."""
    if claim.marked("status"):
        return
    for mark in claim.marked("purpose", "character"):
        what = "A purpose" if mark.field == "purpose" else "A characterisation"
        yield Judged(
            element="comment",
            verdict="outside",
            reason=f"{what}: no article can confirm or refute it.",
            span=mark.span,
            said=(mark.field,),
        )


def on_article(claim: Claim, subject: Subject, *, said_on: date) -> Iterator[Judged]:
    """Does what is told stand in the article that is cited?"""
    day = text_day(subject.instrument, said_on)
    cited = claim.marked("article")
    if cited and claim.article and subject.instrument.article(claim.article, on=day) is None:
        yield Judged(
            element="article",
            verdict="distorts",
            reason=f"{subject.instrument.short} has no Article {claim.article} in this register.",
            span=_phrase(claim, "article", "instrument") or cited[0].span,
            article=claim.article,
            said=(claim.article,),
        )
        return
    home = _home(claim, subject, day=day)
    if home and home != subject.number:
        marks = claim.marked("practical_measures", "swiftness", "trigger")
        yield Judged(
            element="article",
            verdict="distorts",
            reason=f"This is the content of Article {home}, put under Article {subject.number}.",
            span=_over(marks) if claim.marked("practical_measures") else claim.span,
            clause=clause_of(subject),
            article=subject.number,
            said=(f"content of {home}",),
        )
    elif cited and subject.article:
        yield Judged(
            element="article",
            verdict="agrees",
            reason=f"It stands in Article {subject.number}.",
            span=_clause(claim, _phrase(claim, "article", "instrument") or cited[0].span),
            clause=clause_of(subject),
            article=subject.number,
            said=(subject.number or "",),
        )


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


def clause_of(subject: Subject) -> str:
    """Return the article in our words, with its citation."""
    if subject.article is None:
        return subject.instrument.title
    return f"{subject.article.cite}: {subject.article.summary}"


def standing(subject: Subject, day: date) -> str:
    """Return where the instrument stood on ``day``, in words."""
    life, short = subject.instrument.life, subject.instrument.short
    match subject.instrument.status_on(day):
        case "in_force":
            return f"{short} has been in force since {life.in_force}"
        case "signed":
            return f"{short} was signed on {life.signed}, in force only from {life.in_force}"
        case "ended":
            return f"{short} ended on {life.until}"
    return f"{short} was not yet signed"


def used_article(claim: Claim, subject: Subject, *, day: date) -> str | None:
    """Return the article whose content the claim uses though its trigger or measures differ."""
    home = _home(claim, subject, day=day)
    if home and home != subject.number:
        return home
    rank = TRIGGER_RANK.get(claim.trigger)
    if rank is None or subject.profile is None or subject.profile.trigger not in RULE_RANK:
        return None
    if RULE_RANK[subject.profile.trigger] - rank < 2 or rank < 1:
        return None
    for article in _others(subject, day=day):
        if article.norm.must == "consult":
            return article.number
    return None


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
    if not extra:
        return
    marks = claim.marked("forms")
    listed = ", ".join(form.replace("_", " ") for form in extra)
    if "other" in profile.aid:
        why = "a compatible inference, since the text names other assistance, but not its list"
    elif profile.aid:
        why = "the text names " + ", ".join(profile.aid)
    else:
        why = "the text names no form of aid and leaves it to each party"
    yield Judged(
        element="forms",
        verdict="adds",
        reason=f"Not named in the text: {listed}; {why}.",
        span=_over(marks) if marks else claim.span,
        clause=clause_of(subject),
        article=subject.number,
        said=tuple(claim.forms),
    )


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


def _home(claim: Claim, subject: Subject, *, day: date) -> str | None:
    """Return the article whose own content (practical measures) the claim tells, if marked."""
    if not claim.marked("practical_measures") or subject.profile is None:
        return None
    if "practical_measures" in subject.profile.aid:
        return subject.number
    for article in _others(subject, day=day):
        if "practical_measures" in article.norm.aid:
            return article.number
    return None


def _others(subject: Subject, *, day: date) -> Iterator[Article]:
    for article in subject.instrument.articles_on(day):
        if subject.article is None or article.id != subject.article.id:
            yield article


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


def _phrase(claim: Claim, *fields: str) -> Span | None:
    marks = claim.marked(*fields)
    return _over(marks) if marks else None


def _clause(claim: Claim, phrase: Span) -> Span:
    """Return the clause around a phrase where it is short enough to be looked at as a whole."""
    whole = claim.span.covers(phrase) and len(claim.span) <= SHORT_CLAUSE
    return claim.span if whole else phrase


def _over(marks: tuple[Mark, ...]) -> Span:
    span = marks[0].span
    for mark in marks[1:]:
        span = span.join(mark.span)
    return span
