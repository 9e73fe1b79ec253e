"""Which two things in a document, or in it and the register, cannot both be so?"""

from collections.abc import Iterator
from itertools import product

from foedus.comparison.qualifiers import in_words
from foedus.comparison.report import Contradiction, Finding, Side


def contradictions(findings: tuple[Finding, ...]) -> tuple[Contradiction, ...]:
    """Return the contradictions, in document order; of several alike, the nearest pair."""
    found = [*_laws(findings), *_firmness(findings), *_status(findings), *_register(findings)]
    return tuple(sorted(found, key=lambda c: c.first.span.start if c.first.span else 0))


def _laws(findings: tuple[Finding, ...]) -> Iterator[Contradiction]:
    one = [f for f in findings if f.element == "qualifiers" and f.verdict == "distorts" and _law(f)]
    both = [f for f in findings if f.element == "qualifiers" and f.verdict == "agrees" and _law(f)]
    yield from _nearest(one, both, "qualifiers", "Once the law of one state governs, once of both.")


def _firmness(findings: tuple[Finding, ...]) -> Iterator[Contradiction]:
    duties = [f for f in findings if f.element == "duty"]
    none = [f for f in duties if "none" in f.said]
    firm = [f for f in duties if {"shall", "shall_at_once"} & set(f.said)]
    yield from _nearest(none, firm, "duty", "Once nobody is bound, once somebody is.")


def _status(findings: tuple[Finding, ...]) -> Iterator[Contradiction]:
    stands = [f for f in findings if f.element == "status"]
    working = [f for f in stands if "operative" in f.said]
    waiting = [f for f in stands if "not_in_force" in f.said]
    yield from _nearest(working, waiting, "status", "Once it works already, once it does not yet.")


def _register(findings: tuple[Finding, ...]) -> Iterator[Contradiction]:
    for finding in findings:
        if finding.verdict == "contradicted":
            yield Contradiction(
                element=finding.element,
                first=_side(finding),
                second=Side(span=None, speaker=None, says=finding.clause),
                reason=finding.reason,
            )


def _nearest(
    ones: list[Finding], others: list[Finding], element: str, reason: str
) -> Iterator[Contradiction]:
    pairs = sorted(
        product(ones, others), key=lambda pair: abs(pair[0].span.start - pair[1].span.start)
    )
    for one, other in pairs[:1]:
        first, second = sorted((one, other), key=lambda f: f.span)
        yield Contradiction(
            element=element, first=_side(first), second=_side(second), reason=reason
        )


def _law(finding: Finding) -> bool:
    return any(value.startswith("law:") for value in finding.said)


def _side(finding: Finding) -> Side:
    says = (
        in_words(frozenset(finding.said))
        if finding.element == "qualifiers"
        else ", ".join(finding.said)
    )
    return Side(span=finding.span, speaker=finding.speaker, says=says.replace("_", " "))
