"""What does an answer hold of a text: statements, claims, verdicts?"""

from typing import Annotated, Literal

from pydantic import Field

from foedus.briefing.contract.words import Day, Standing, State, Strict, Words
from foedus.comparison.ladders import ELEMENTS, VERDICTS

Verdict = Literal[VERDICTS]  # type: ignore[valid-type]
Element = Literal[ELEMENTS]  # type: ignore[valid-type]


class SpeakerView(Strict):
    """Who speaks."""

    name: str | None
    role: str | None
    state: State | None
    kind: str


class MarkView(Strict):
    """One value, its words, and the rule that read it."""

    field: str
    value: str
    words: Words
    quote: str
    rule: str


class ClaimView(Strict):
    """What a statement commits a state to (docs/reference/claims.md)."""

    id: str
    kind: str
    words: Words
    quote: str
    obligor: list[State]
    beneficiary: list[State]
    against: list[State]
    forms: list[str]
    qualifiers: list[str]
    instrument: str | None
    article: str | None
    trigger: str
    duty: str
    aid_scope: str
    polarity: str | None
    negated: bool
    hypothetical: bool
    tense: Literal["past", "present", "future"]
    plover: str | None
    marks: list[MarkView]


class StatementView(Strict):
    """One reported act of speech."""

    id: str
    spans: list[Words]
    words: str
    cue: Words | None
    voice: Literal["quote", "reported", "narrator", "observers"]
    speaker: SpeakerView
    chain: list[str]
    addressee: list[State]
    said_on: Day | None
    claims: list[ClaimView]


class DocumentView(Strict):
    """The text that was read."""

    title: str | None
    source: str
    outlet: str | None
    language: str
    dateline: Day | None
    said_on: Day
    said_on_from: Literal["given", "dateline", "today"]
    read_by: str
    characters: int
    notes: list[str]


class StandingView(Strict):
    """Where an instrument stood on the day."""

    instrument: str
    title: str
    short: str
    status: Standing
    sentence: str


class ComparisonView(Strict):
    """One verdict on one element of one clause."""

    words: Words
    quote: str
    statement: str
    speaker: SpeakerView
    voice: str
    element: Element
    instrument: str | None
    article: str | None
    verdict: Verdict
    clause: str
    reason: str


class SideView(Strict):
    """One side of a contradiction; null words mean the register."""

    words: Words | None
    quote: str | None
    speaker: SpeakerView | None
    says: str


class ContradictionView(Strict):
    """Two things that cannot both be so."""

    element: Element
    sides: Annotated[list[SideView], Field(min_length=2, max_length=2)]
    reason: str


class UnsaidView(Strict):
    """In the treaty, never mentioned in the document."""

    what: str
    sentence: str
    cite: str


class SourceView(Strict):
    """Where the register's coding was read."""

    instrument: str
    source: str
