"""Element by element: does the claim say what the article says?

Each function holds one element of a claim against one `Subject` and yields what it
finds. Which findings are told (an agreement once, a departure each time) is decided
in `foedus.comparison.document`.
"""

from collections.abc import Iterator
from datetime import date

from foedus.commitment import Article
from foedus.comparison.judged import Judged, clause_around, clause_of, over, phrase_of
from foedus.comparison.ladders import RULE_RANK, TRIGGER_RANK
from foedus.comparison.qualifiers import judge_phrase, phrases
from foedus.comparison.subject import Subject, text_day
from foedus.comparison.substance import on_content
from foedus.statement import Claim


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
                span=phrase_of(claim, "status", "instrument") or mark.span,
                clause=subject.instrument.title,
                said=(subject.instrument.id,),
            )


def on_status(claim: Claim, subject: Subject, *, said_on: date) -> Iterator[Judged]:
    """Is it in force, as they say?"""
    instrument = subject.instrument
    in_force = instrument.status_on(said_on) == "in_force"
    for mark in claim.marked("status")[:1]:
        says = mark.value == "operative"
        span = phrase_of(claim, "status", "instrument", "character") or mark.span
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
            span=phrase_of(claim, "article", "instrument") or cited[0].span,
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
            span=over(marks) if claim.marked("practical_measures") else claim.span,
            clause=clause_of(subject),
            article=subject.number,
            said=(f"content of {home}",),
        )
    elif cited and subject.article:
        yield Judged(
            element="article",
            verdict="agrees",
            reason=f"It stands in Article {subject.number}.",
            span=clause_around(claim, phrase_of(claim, "article", "instrument") or cited[0].span),
            clause=clause_of(subject),
            article=subject.number,
            said=(subject.number or "",),
        )


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
