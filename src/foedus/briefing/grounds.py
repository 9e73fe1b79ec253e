"""On which words does each value of a claim rest, and by which rule?

The reader marks the words of what it reads in the clause itself. The parties of a promise,
its treaty and its tense may stand elsewhere: here the names that they rest on are found
again, nearest first, and a value that nothing in the words gives is said to be that.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.names import Mention, find_instruments, find_names, members, states_of
from foedus.statement import Claim, Statement
from foedus.text import Span

FIELDS = (
    "kind",
    "obligor",
    "beneficiary",
    "against",
    "instrument",
    "article",
    "trigger",
    "duty",
    "aid_scope",
    "forms",
    "qualifiers",
    "polarity",
    "negated",
    "hypothetical",
    "tense",
    "plover",
)
_PARTIES = ("obligor", "beneficiary", "against")
_SILENT = {"trigger": "none", "duty": "none", "aid_scope": "unspecified"}
_TENSED = re.compile(
    r"\b(?:will|would|shall|could|may|might|must|['’](?:ll|d)|is|are|was|were|has|have|had|did"
    r"|\w{3,20}(?:ed|s))\b",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\b(?:[Ii](?:f|n case|n the event)|[Ss]hould|[Uu]nless|[Ww](?:hen|ould|hether|ere)|[Aa]ny"
    r"|[Cc]ould)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One value of a claim, the words that it rests on, and the rule that read them."""

    field: str
    value: str
    span: Span | None
    """None where no words give the value."""
    rule: str
    """A rule of the lexicon or grammar; ``name.*``: a name; ``carried.*``: from before the clause;
    ``of.*``: follows from another field; ``silent``: nothing is said, so the weakest value."""


class Grounds:
    """The grounds of the claims of one text; its names are looked up once."""

    def __init__(self, text: str, *, on: date | None) -> None:
        self._text = text
        self._on = on
        self._names = find_names(text, on=on)
        self._starts = [m.start for m in self._names]
        focus = tuple(dict.fromkeys(s for m in self._names for s in _states(m, on)))[:2]
        self._treaties = find_instruments(text, on=on, focus=focus)

    def of(self, statement: Statement, claim: Claim) -> tuple[Ground, ...]:
        """Return a ground for every value of ``claim`` that is not the silent one, and for those.

        Several where a value rests on several words; in the order of the fields.
        """
        return tuple(ground for field in FIELDS for ground in self._field(field, statement, claim))

    def _field(self, field: str, statement: Statement, claim: Claim) -> Iterator[Ground]:
        values = _values(claim, field)
        marks = [m for m in claim.marks if m.field == field]
        for value in values:
            fitting = [m for m in marks if m.value == value] or marks[:1]
            if field in _PARTIES:
                yield self._party(field, value, statement, claim)
            elif fitting:
                for mark in fitting:
                    yield Ground(field=field, value=value, span=mark.span, rule=mark.rule)
            else:
                yield self._unmarked(field, value, statement, claim)

    def _unmarked(self, field: str, value: str, statement: Statement, claim: Claim) -> Ground:
        span: Span | None = claim.span
        match field:
            case "plover":
                rule, span = f"of.kind.{claim.kind}", None
            case "kind" | "polarity" if statement.cue:
                rule, span = f"{field}.of_cue", statement.cue
            case "instrument":
                span = self._treaty(value, claim.span)
                rule = "carried.instrument" if span else "of.parties"
            case "tense":
                span, rule = _first(_TENSED, self._text, claim.span) or span, f"tense.{value}"
            case "hypothetical" if value == "yes":
                span = _first(_WEIGHED, self._text, claim.span) or _marked(claim, "trigger") or span
                rule = "conditional"
            case _ if value in (_SILENT.get(field), "no", "unspecified"):
                rule, span = "silent", None
            case _:
                rule = f"{field}.of_clause"
        return Ground(field=field, value=value, span=span, rule=rule)

    def _party(self, field: str, state: str, statement: Statement, claim: Claim) -> Ground:
        """Return the name nearest to the clause that stands for the state."""
        whole = statement.spans[0].join(statement.spans[-1])
        for span, how in ((claim.span, "name"), (whole, "name")):
            if found := self._named(state, span):
                rule = f"{how}.{found.kind}"
                return Ground(
                    field=field, value=state, span=Span(found.start, found.end), rule=rule
                )
        if statement.speaker.state == state:
            return Ground(field=field, value=state, span=statement.cue, rule="of.speaker")
        if found := self._last(state, claim.span.start):
            span = Span(found.start, found.end)
            return Ground(field=field, value=state, span=span, rule=f"carried.{found.kind}")
        rule = "of.instrument" if claim.instrument else "of.text"
        return Ground(field=field, value=state, span=None, rule=rule)

    def _named(self, state: str, span: Span) -> Mention | None:
        inside = [m for m in self._names if span.start <= m.start < span.end]
        plain = [m for m in inside if m.kind != "group"]
        return next((m for m in (*plain, *inside) if state in _states(m, self._on)), None)

    def _last(self, state: str, before: int) -> Mention | None:
        at = bisect_right(self._starts, before)
        near = (*reversed(self._names[max(0, at - 400) : at]), *self._names[at : at + 400])
        return next((m for m in near if state in _states(m, self._on)), None)

    def _treaty(self, instrument: str, span: Span) -> Span | None:
        found = [m for m in self._treaties if instrument in m.ids]
        if not found:
            return None
        nearest = min(found, key=lambda m: abs(m.start - span.start))
        return Span(nearest.start, nearest.end)


def _states(mention: Mention, on: date | None) -> Sequence[str]:
    if mention.kind == "group":
        return members(mention.ids[0], on) if on else ()
    return states_of(mention, on=on)


def _values(claim: Claim, field: str) -> tuple[str, ...]:
    value = getattr(claim, field)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, tuple):
        return value
    return (value,) if value is not None else ()


def _first(pattern: re.Pattern[str], text: str, span: Span) -> Span | None:
    found = pattern.search(text, span.start, span.end)
    return Span(found.start(), found.end()) if found else None


def _marked(claim: Claim, field: str) -> Span | None:
    return next((m.span for m in claim.marks if m.field == field), None)
