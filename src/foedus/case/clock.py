"""How late is it? A norm that is due has a time of its own, counted from the event.

pending -> due -> overdue: *pending* while something has to come first (consultation, a
request, a vote), *overdue* once the text's own time has run out and nothing was done.
"""

import re
from dataclasses import dataclass

from foedus.case.exact import Exact
from foedus.case.rule import DEFEATING, Rule
from foedus.commitment.instrument import Norm
from foedus.truth import Truth

_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z"
)
_HOURS = (365 * 24.0, 30 * 24.0, 7 * 24.0, 24.0, 1.0, 1 / 60, 1 / 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Where a norm stands in time."""

    status: str
    """none | pending | due | performed | overdue"""
    sentence: str


def hours_of(duration: str) -> float | None:
    """Return the length of an ISO 8601 duration in hours, or None if it is none.

    A year counts 365 days and a month 30: no article here turns on less.

    >>> hours_of("P2D"), hours_of("PT48H"), hours_of("soon")
    (48.0, 48.0, None)
    """
    found = _DURATION.match(duration)
    if found is None:
        return None
    return sum(int(n) * h for n, h in zip(found.groups(), _HOURS, strict=True) if n)


def timing_of(rule: Rule, exact: Exact, *, due: str) -> Timing:
    """Return where the norm of ``rule`` stands in time.

    Args:
        rule: The grounded article.
        exact: The answers to its nodes.
        due: Its verdict.
    """
    if due == "due":
        return _running(rule)
    if due in ("open", "not_due") and _waits(rule, exact):
        return Timing(
            status="pending",
            sentence="The casus is met; what has to come first is not yet there.",
        )
    return Timing(status="none", sentence="No time runs.")


def _running(rule: Rule) -> Timing:
    norm, scene, bearer = rule.article.norm, rule.scope.scene, rule.scope.bearer
    acted = scene.facts.get(f"acted.{bearer}")
    if acted:
        return Timing(status="performed", sentence="What is owed has been given.")
    if norm.delay == "after_consultation" and not scene.facts.get("consulted"):
        return Timing(status="pending", sentence="Consultation comes first by the text.")
    clock, allowed = scene.incident.clock, _allowed(norm)
    if clock is None or allowed is None:
        return Timing(status="due", sentence=_START[norm.delay in ("unsaid", "after_consultation")])
    if (hours_of(clock) or 0.0) <= allowed:
        return Timing(status="due", sentence=f"The time of the text ({norm.delay}) still runs.")
    unless = "" if acted is False else ", unless it has been given"
    return Timing(status="overdue", sentence=f"Overdue {clock} after it became due{unless}.")


_START = {True: "Due; the text names no time.", False: "Due; the time of the text runs from now."}


def _allowed(norm: Norm) -> float | None:
    """Return the hours that the text allows; None where it names no time."""
    return 0.0 if norm.delay == "at_once" else hours_of(norm.delay)


def _waits(rule: Rule, exact: Exact) -> bool:
    """Tell whether all is there but what has to come first."""
    if rule.needs is None or exact.truth(rule.needs.node) is Truth.TRUE:
        return False
    met = all(exact.truth(g.node) is Truth.TRUE for g in (*rule.frame, rule.casus))
    stops = (exact.truth(g.node) for u, g in rule.exceptions if u.effect in DEFEATING)
    return met and Truth.TRUE not in stops
