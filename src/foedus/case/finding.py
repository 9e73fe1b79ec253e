"""What was found for one obligor under one article? The record that every face shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foedus.case.duty import Duty
from foedus.case.incident import Incident
from foedus.case.lines import Lines
from foedus.case.proof import Proof
from foedus.case.questions import Flip, Question
from foedus.commitment.instrument import Norm
from foedus.truth import Truth

DUE = {Truth.TRUE: "due", Truth.FALSE: "not_due", Truth.OPEN: "open"}
Verdicts = Mapping[str, Mapping[str, str]]
"""``instrument#article`` to obligor to due | not_due | open | text_unknown | undecided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One exception's effect on this norm, and whether it holds."""

    id: str
    effect: str
    holds: Truth
    cite: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One obligor, one article, one victim."""

    instrument: str
    article: str
    cite: str
    """Article and instrument, as cited in running text."""
    binding: str
    """treaty | political | domestic_law | executive"""
    obligor: str
    """Alpha-3, or ``organ``."""
    beneficiary: str
    casus: Truth
    due: str
    """due | not_due | open | text_unknown | undecided (too large to decide exactly):
    whether ``norm`` applies to the obligor now."""
    norm: Norm
    reason: str
    """One plain sentence."""
    proof: Proof
    effects: tuple[Effect, ...] = ()
    instead: Norm | None = None
    """The weaker norm that is left: consultation, or the article's ``otherwise``."""
    instead_due: Truth = Truth.FALSE
    instead_proof: Proof | None = None
    duty: Duty | None = None
    """The norm in full; None where nothing was decided."""
    questions: tuple[Question, ...] = ()
    """Open questions, the most telling first."""
    flips: tuple[Flip, ...] = ()
    lines: Lines | None = None
    readings: tuple[str, ...] = ()
    """Readings that the register records, each with its author and the outcome under it."""

    @property
    def reference(self) -> str:
        """Return ``instrument#article``."""
        return f"{self.instrument}#{self.article}"

    @property
    def holding(self) -> tuple[str, ...]:
        """Return the effects that hold, in the order of the text."""
        return tuple(e.effect for e in self.effects if e.holds is Truth.TRUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDuty:
    """A duty that is owed always while the instrument is in force; no incident starts it."""

    instrument: str
    article: str
    cite: str
    bearers: tuple[str, ...]
    must: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two norms that cannot both be followed, with the order between them if the law gives one."""

    kind: str
    """charter_103 | contrary | both_sides"""
    state: str
    sentence: str
    order: str
    """What prevails and why; or that the law gives no order."""
    certain: bool
    """False while a norm of it is only open."""
    references: tuple[str, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An incident, decided."""

    incident: Incident
    findings: tuple[Finding, ...]
    lines_by_victim: Mapping[str, Mapping[str, Lines]]
    """Victim to state to the four lines: every obligor found, and every state asked about."""
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    """Over all findings that are open; influence is the largest on any of them."""
    views: Mapping[str, Verdicts] = field(default_factory=dict)
    """By speaker: what follows under that account alone."""
    standing: tuple[StandingDuty, ...] = ()
    assumptions: tuple[str, ...] = ()
    coverage: str = ""
    register: str = ""
    """Version of the register."""

    @property
    def lines(self) -> Mapping[str, Lines]:
        """Return the four lines by state, towards the first victim towards whom it has any."""
        found: dict[str, Lines] = {}
        for victim in reversed(self.incident.victims):
            found |= self.lines_by_victim.get(victim, {})
        return dict(sorted(found.items()))

    def finding(self, reference: str, obligor: str) -> Finding | None:
        """Return the finding of ``instrument#article`` for ``obligor``, or None."""
        found = (f for f in self.findings if (f.reference, f.obligor) == (reference, obligor))
        return next(found, None)

    def verdicts(self) -> Verdicts:
        """Return reference to obligor to verdict; of several victims the firmest verdict."""
        return verdicts_of(self.findings)


def verdicts_of(findings: Iterable[Finding]) -> Verdicts:
    """Return reference to obligor to verdict; of several victims the firmest verdict."""
    found: dict[str, dict[str, str]] = {}
    for finding in findings:
        of = found.setdefault(finding.reference, {})
        known = of.get(finding.obligor, finding.due)
        of[finding.obligor] = min(known, finding.due, key=FIRMNESS.index)
    return found


FIRMNESS = ("due", "open", "undecided", "text_unknown", "not_due")
