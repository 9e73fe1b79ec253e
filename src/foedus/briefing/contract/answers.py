"""What does each verb answer, key by key?"""

from typing import Any, Literal

from foedus.briefing.contract.cascades import CascadeAnswer
from foedus.briefing.contract.cases import CaseView
from foedus.briefing.contract.envelope import Envelope
from foedus.briefing.contract.numbers import (
    DeterrenceAnswer,
    PanelAnswer,
    ReplicationAnswer,
    ReplicationsAnswer,
)
from foedus.briefing.contract.speech import (
    ComparisonView,
    ContradictionView,
    DocumentView,
    SourceView,
    StandingView,
    StatementView,
    UnsaidView,
)
from foedus.briefing.contract.words import Day, Due, Share, Standing, State, Strict


class Held(Strict):
    """A document held against the register."""

    document: DocumentView
    instrument: StandingView | None
    governing: StandingView | None
    articles_cited: list[str]
    articles_used_uncited: list[str]
    comparisons: list[ComparisonView]
    contradictions: list[ContradictionView]
    never_mentioned: list[UnsaidView]
    notes: list[str]
    caution: str


class Reading(Envelope):
    """The answer of `read`."""

    kind: Literal["reading"]
    document: DocumentView
    statements: list[StatementView]


class Comparison(Envelope, Held):
    """The answer of `compare`."""

    kind: Literal["comparison"]


class EstimateView(Strict):
    """A number on behaviour, never on law; null where none is known."""

    quantity: str
    pledge: str
    day: Day
    value: Share | None
    low: Share | None
    high: Share | None
    level: Share
    independent: list[Share] | None
    honoured: int | None
    tested: int | None
    clusters: int | None
    method: str
    source: str
    rules: str
    years: list[int] | None
    unverified: bool
    label: str
    warnings: list[str]
    would_change: list[str]
    alternatives: list[dict[str, Any]]


class ArticleView(Strict):
    """One article as it stands on the day."""

    id: str
    number: str
    cite: str
    summary: str
    must: str
    force: str
    means: str
    aid: list[str]
    decided_by: str
    procedure: str
    delay: str
    refers_to: list[str]


class InstrumentView(Strict):
    """One instrument on the day."""

    id: str
    title: str
    binding: str
    status: Standing
    parties: list[State]
    signed: Day | None
    published: Day | None
    in_force: Day | None
    until: Day | None
    domains: list[str]
    articles: list[ArticleView]
    confidence: str
    register_status: Literal["confirmed", "unconfirmed"]
    sources: list[str]


class RegisterAnswer(Envelope):
    """The answer of `load`."""

    kind: Literal["register"]
    instruments: list[InstrumentView]


class RowView(Strict):
    """One instrument on the day, as a row of a list."""

    id: str
    title: str
    short: str
    binding: str
    status: Standing
    register_status: Literal["confirmed", "unconfirmed"]
    parties: list[State]
    signed: Day | None
    in_force: Day | None
    until: Day | None
    confidence: str


class EventView(Strict):
    """Something that happened to an instrument on a day."""

    day: Day
    instrument: str
    kind: str
    states: list[State]
    words: str


class ListAnswer(Envelope):
    """The answer of `list`."""

    kind: Literal["list"]
    parties: list[State]
    statuses: list[Standing]
    instruments: list[RowView]
    since: Day | None
    changes: list[EventView]


class PracticeView(Strict):
    """What states did; no part of the law."""

    day: Day
    what: str
    source: str


class HistoryAnswer(Envelope):
    """The answer of `show --history`."""

    kind: Literal["history"]
    instrument: RowView
    events: list[EventView]
    practice: list[PracticeView]


class ChangedAnswerView(Strict):
    """An answer that is another one in the second register; null: asked of nobody there."""

    incident: str
    article: str
    obligor: str
    before: Due | None
    after: Due | None


class ChangeView(Strict):
    """What differs in one instrument or file."""

    subject: str
    kind: Literal["answer", "new", "wording"]
    what: list[str]
    tried: int
    answers: list[ChangedAnswerView]


class ChangesAnswer(Envelope):
    """The answer of `show --changes`."""

    kind: Literal["changes"]
    before: str
    after: str
    raises: Literal["major", "minor", "patch"] | None
    changes: list[ChangeView]


class SentenceView(Strict):
    """A condition in words, and its parts."""

    sentence: str
    under: list["SentenceView"]


class ConditionView(Strict):
    """What a group of conditions is for, and the conditions."""

    title: str
    holds: list[SentenceView]


class RuleView(Strict):
    """One article, read from its rule."""

    id: str
    cite: str
    owed: list[str]
    conditions: list[ConditionView]
    further: list[str]


class RulesAnswer(Envelope):
    """The answer of `show`."""

    kind: Literal["rules"]
    id: str
    title: str
    wording_of: Day
    lead: str
    articles: list[RuleView]


class CaseAnswer(Envelope):
    """The answer of `decide` on one incident."""

    kind: Literal["case"]
    case: CaseView


class CasesAnswer(Envelope):
    """The answer of `decide` on several incidents."""

    kind: Literal["cases"]
    cases: list[CaseView]


class RelationView(Strict):
    """What one obligor owes one victim under one article: outcome to number of attackers."""

    victim: State
    obligor: str
    article: str
    attackers: dict[Due, int]


class TurnView(Strict):
    """A relation whose firmest outcome differs between two days; null: not there that day."""

    victim: State
    obligor: str
    article: str
    before: Due | None
    after: Due | None


class PairsAnswer(Envelope):
    """The answer of `decide --every-pair`."""

    kind: Literal["pairs"]
    states: list[State]
    rows: int
    relations: list[RelationView]
    against: Day | None
    turned: list[TurnView]


class EstimateAnswer(Envelope):
    """The answer of `estimate`."""

    kind: Literal["estimate"]
    estimates: list[EstimateView]


class FailedCase(Strict):
    """A case that did not hold."""

    case: str
    place: str
    problems: list[str]


class RemarkView(Strict):
    """Something about a rule that its author should look at; a grave one fails the check."""

    place: str
    instrument: str
    problem: str
    mend: str
    grave: bool


class CheckAnswer(Envelope):
    """The answer of `check`."""

    kind: Literal["check"]
    cases: int
    passed: int
    failed: list[FailedCase]
    remarks: list[RemarkView]


class BriefAnswer(Envelope, Held):
    """The answer of `brief`."""

    kind: Literal["brief"]
    statements: list[StatementView]
    case: CaseView | None
    case_in_force: CaseView | None
    estimates: list[EstimateView]
    sources: list[SourceView]


ANSWERS: dict[str, type[Envelope]] = {
    "reading": Reading,
    "register": RegisterAnswer,
    "rules": RulesAnswer,
    "list": ListAnswer,
    "history": HistoryAnswer,
    "changes": ChangesAnswer,
    "comparison": Comparison,
    "case": CaseAnswer,
    "cases": CasesAnswer,
    "pairs": PairsAnswer,
    "cascade": CascadeAnswer,
    "panel": PanelAnswer,
    "replication": ReplicationAnswer,
    "replications": ReplicationsAnswer,
    "estimate": EstimateAnswer,
    "deterrence": DeterrenceAnswer,
    "brief": BriefAnswer,
    "check": CheckAnswer,
}
