"""What does an answer hold of a case: findings, proofs, the four lines, conflicts?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from foedus.briefing.contract.words import Due, Share, State, Strict, TruthValue


class NormView(Strict):
    """What is owed when the rule applies."""

    must: str
    force: str
    means: str
    aid: list[str]
    decided_by: str
    procedure: str
    delay: str
    content: str
    report_to: str | None
    owed: str
    abstain_from: list[str]


class InsteadView(NormView):
    """The weaker norm that is left, whether it applies, and why."""

    due: TruthValue
    proof: ProofView | None


class DutyView(Strict):
    """The norm in full: by when, who decides, how free, where, until when."""

    status: Literal["none", "pending", "due", "performed", "overdue"]
    timing: str
    decided_by: str
    discretion: Literal["D0", "D1", "D2", "D3", "D4", "D5"]
    forum: str | None
    until: list[str]
    in_law: bool
    sentence: str


class ProofView(Strict):
    """One sentence of a proof, and what it follows from."""

    sentence: str
    value: TruthValue
    cite: str | None = None
    by_cases: bool = False
    rule: str | None = None
    because: list[ProofView] = Field(default_factory=list)
    least: int | None = None
    """Of a count: how many of the sentences below must hold."""
    asks: str | None = None
    met: list[str] = Field(default_factory=list)
    """Of a kind, a place or an attacker: the answers still possible that meet it."""
    unmet: list[str] = Field(default_factory=list)
    """The answers still possible that do not."""


class QuestionView(Strict):
    """An open question; the influence is no probability."""

    name: str
    text: str
    influence: Share


class ChangeView(Strict):
    """One supposition of a flip."""

    name: str
    value: bool | str
    cost: int
    was_open: bool


class FlipView(Strict):
    """Changes that together lead to another answer."""

    to: Literal["due", "not_due"]
    cost: int
    changes: list[ChangeView]


class EffectView(Strict):
    """An exception's effect, and whether it holds."""

    id: str
    effect: str
    holds: TruthValue
    cite: str
    value: str | None


class BoundView(Strict):
    """Whether the instruments bind the state."""

    value: Due
    sentence: str


class EntitledView(Strict):
    """Whether the Charter lets it help by force."""

    value: TruthValue | None
    sentence: str
    cite: str
    proof: ProofView | None
    questions: list[QuestionView]
    asked: list[str]


class StepView(Strict):
    """A step at home, or a report after acting."""

    id: str
    actions: list[str]
    organ: str
    act: str
    timing: str
    cite: str
    taken: TruthValue
    deadline: str | None
    emergency: str | None
    majority: str | None
    contested: bool
    confidence: str
    note: str | None


class AuthorisedView(Strict):
    """What the law at home asks."""

    in_register: bool
    sentence: str
    excuse: str
    steps: list[StepView]
    after: list[StepView]


class BarView(Strict):
    """A form of aid that Council measures forbid."""

    form: str
    cites: list[str]
    sentences: list[str]
    exceptions: list[str]


class BarredView(Strict):
    """What Council measures forbid."""

    forms: list[BarView]
    sentence: str
    cite: str


class LinesView(Strict):
    """Four questions that are never merged."""

    bound: BoundView
    entitled: EntitledView
    authorised: AuthorisedView
    barred: BarredView


class StateLinesView(LinesView):
    """The four lines of one state towards one victim."""

    state: State
    victim: State


class CaseFindingView(Strict):
    """One obligor under one article."""

    instrument: str
    article: str
    cite: str
    binding: str
    obligor: str
    beneficiary: State
    casus: TruthValue
    due: Due
    norm: NormView
    instead: InsteadView | None
    duty: DutyView | None
    effects: list[EffectView]
    reason: str
    proof: ProofView
    open: list[QuestionView]
    flips: list[FlipView]
    lines: LinesView | None
    readings: list[str]


class ConflictView(Strict):
    """Two norms that cannot both be followed."""

    kind: str
    state: State
    sentence: str
    order: str
    certain: bool
    references: list[str]
    proofs: list[ProofView]


class StandingDutyView(Strict):
    """A duty owed always."""

    instrument: str
    article: str
    cite: str
    bearers: list[State]
    must: str
    sentence: str


class CaseView(Strict):
    """An incident, decided."""

    register_: Annotated[str, Field(alias="register")]
    incident: dict[str, Any]
    findings: list[CaseFindingView]
    lines: list[StateLinesView]
    conflicts: list[ConflictView]
    questions: list[QuestionView]
    views: dict[str, dict[str, dict[str, Due]]]
    standing: list[StandingDutyView]
    assumptions: list[str]
    coverage: str
