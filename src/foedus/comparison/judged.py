"""What is a verdict on one element of one claim, and on which words does it stand?"""

from dataclasses import dataclass

from foedus.comparison.subject import Subject
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


def clause_of(subject: Subject) -> str:
    """Return the article in our words, with its citation."""
    if subject.article is None:
        return subject.instrument.title
    return f"{subject.article.cite}: {subject.article.summary}"


def phrase_of(claim: Claim, *fields: str) -> Span | None:
    """Return the span over the claim's marks on ``fields``; None if there are none."""
    marks = claim.marked(*fields)
    return over(marks) if marks else None


def clause_around(claim: Claim, phrase: Span) -> Span:
    """Return the clause around a phrase where it is short enough to be looked at as a whole."""
    whole = claim.span.covers(phrase) and len(claim.span) <= SHORT_CLAUSE
    return claim.span if whole else phrase


def over(marks: tuple[Mark, ...]) -> Span:
    """Return the shortest span over one or more marks."""
    span = marks[0].span
    for mark in marks[1:]:
        span = span.join(mark.span)
    return span
