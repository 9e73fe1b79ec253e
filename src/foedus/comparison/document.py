"""Did they say more or less than is written? A whole document held against the register.

What is told: a departure from the text each time, with the speaker who made it; an
agreement, and an omission, once. An omission is charged at the first promise that
should have carried it, and only for what no speaker of the same state says elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from foedus.commitment import Instrument, Register
from foedus.comparison.contradictions import contradictions
from foedus.comparison.elements import judge, used_article
from foedus.comparison.judged import Judged, clause_of
from foedus.comparison.qualifiers import in_words
from foedus.comparison.report import Finding, Report
from foedus.comparison.standing import governing, standing_on
from foedus.comparison.subject import (
    ASSISTANCE,
    PROMISES,
    Subject,
    main_instrument,
    subject_of,
    text_day,
)
from foedus.comparison.unsaid import never_mentioned
from foedus.statement import Claim, Statement
from foedus.text import Document

TOLD_ONCE = {("instrument", "agrees"), ("article", "agrees"), ("direction", "agrees")}
SILENT = {("trigger", "agrees"), ("duty", "agrees"), ("aid_scope", "agrees")}
"""Agreement on these goes without saying where the same words depart elsewhere; where a claim
agrees in everything, or describes a cited article, it is told."""


def compare(
    document: Document,
    statements: Sequence[Statement],
    register: Register,
    *,
    said_on: date,
    instrument: str | None = None,
) -> Report:
    """Hold every claim of a document against the instrument that it is about.

    Args:
        document: The text; spans of the result index into it.
        statements: What was read from it.
        register: The instruments.
        said_on: Day on which the words were said.
        instrument: Id to compare with; by default what the document is about.

    Raises:
        UnknownInstrument: ``instrument`` is not in the register.
    """
    if instrument is not None:
        main: Instrument | None = register.instrument(instrument)
    else:
        main = main_instrument(statements, register.instruments, said_on=said_on)
    if main is None:
        return _nothing(statements, register, said_on=said_on)
    assembly = _Assembly(
        main=main, statements=tuple(statements), register=register, said_on=said_on
    )
    findings = tuple(assembly.findings())
    return Report(
        said_on=said_on,
        compared=standing_on(main, said_on),
        governing=governing(main, register, day=said_on),
        articles_cited=tuple(assembly.cited),
        articles_used_uncited=tuple(
            a for a in dict.fromkeys(assembly.used) if a not in assembly.cited
        ),
        findings=findings,
        contradictions=contradictions(findings),
        never_mentioned=never_mentioned(
            document, assembly.focus, register, said_on=said_on, said=_said(statements)
        ),
        notes=tuple(_notes(statements, register)),
    )


@dataclass(slots=True, kw_only=True)
class _Assembly:
    """One pass over the statements; remembers what was cited and what was told already."""

    main: Instrument
    statements: tuple[Statement, ...]
    register: Register
    said_on: date
    cited: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    told: set[tuple[str, ...]] = field(default_factory=set)
    focus: Subject | None = None

    def findings(self) -> Iterator[Finding]:
        measures = any(
            measure.target in {s for s, _ in self.main.parties}
            for measure in self.register.charter.measures_on(self.said_on)
        )
        for statement, claim in self._claims():
            if claim.kind == "reaction":
                yield self._reaction(statement, claim)
                continue
            if claim.article and self._known(claim.article) and claim.article not in self.cited:
                self.cited.append(claim.article)
            last = self.cited[-1] if self.cited else None
            subject = subject_of(claim, self.main, cited=last, said_on=self.said_on)
            if subject is None:
                continue
            self._remember(claim, subject)
            judged = (
                *judge(claim, subject, said_on=self.said_on, measures=measures),
                *self._omission(claim, subject, statement),
            )
            faithful = {found.verdict for found in judged} <= {"agrees"}
            for found in judged:
                if self._is_told(found, claim, faithful=faithful):
                    yield _finding(found, statement, self.main.id)

    def _claims(self) -> Iterator[tuple[Statement, Claim]]:
        pairs = [(s, c) for s in self.statements for c in s.claims]
        yield from sorted(pairs, key=lambda pair: pair[1].span)

    def _known(self, number: str) -> bool:
        day = text_day(self.main, self.said_on)
        return self.main.article(number, on=day) is not None

    def _remember(self, claim: Claim, subject: Subject) -> None:
        used = used_article(claim, subject, day=text_day(self.main, self.said_on))
        if used:
            self.used.append(used)
        assists = subject.article is not None and subject.article.norm.must in ASSISTANCE
        if self.focus is None or (assists and self.focus.article is None):
            self.focus = subject

    def _is_told(self, found: Judged, claim: Claim, *, faithful: bool) -> bool:
        kind = (found.element, found.verdict)
        if kind in SILENT and not faithful and not claim.marked("article"):
            return False
        key = (*kind, found.article or "", *(found.said if found.element == "instrument" else ()))
        if kind in TOLD_ONCE and key in self.told:
            return False
        self.told.add(key)
        return True

    def _omission(self, claim: Claim, subject: Subject, statement: Statement) -> Iterator[Judged]:
        """Charge what the first promise of assistance leaves out of the text's conditions."""
        if ("omission",) in self.told or not _promises(claim, subject):
            return
        assert subject.profile is not None
        said = self._said_by(statement.speaker.state)
        left = frozenset(subject.profile.qualifiers) - said - set(claim.qualifiers)
        self.told.add(("omission",))
        conditions = {m.value for m in claim.marked("qualifiers")} - {"territorial_scope"}
        if left and not conditions and not claim.marked("vague_law", "vague_international"):
            yield Judged(
                element="qualifiers",
                verdict="omits",
                reason=f"Left out: {in_words(left)}.",
                span=claim.span,
                clause=clause_of(subject),
                article=subject.number,
                said=(),
            )

    def _said_by(self, state: str | None) -> frozenset[str]:
        return frozenset(
            q
            for s in self.statements
            if s.speaker.state == state
            for c in s.claims
            for q in c.qualifiers
        )

    def _reaction(self, statement: Statement, claim: Claim) -> Finding:
        judged = Judged(
            element="reaction",
            verdict="outside",
            reason="A reaction to the commitment: noted, nothing in the text to hold it against.",
            span=claim.span,
            said=(claim.polarity or "",),
        )
        return _finding(judged, statement, self.main.id)


def _said(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the conditions that were read from the document, and war where it was named."""
    claims = [c for s in statements for c in s.claims]
    wars = {"state_of_war" for c in claims if any(m.value == "war" for m in c.marked("trigger"))}
    return frozenset(q for c in claims for q in c.qualifiers) | wars


def _promises(claim: Claim, subject: Subject) -> bool:
    if subject.profile is None or subject.profile.must not in ASSISTANCE or claim.negated:
        return False
    binding = claim.kind in ("commitment", "treaty_description") and claim.duty != "none"
    return binding and claim.trigger != "none"


def _finding(found: Judged, statement: Statement, instrument: str) -> Finding:
    return Finding(
        span=found.span,
        statement=statement.id,
        speaker=statement.speaker,
        voice=statement.voice,
        element=found.element,
        verdict=found.verdict,
        instrument=instrument,
        article=found.article,
        clause=found.clause,
        reason=found.reason,
        said=found.said,
    )


def _notes(statements: Iterable[Statement], register: Register) -> Iterator[str]:
    named = {c.instrument for s in statements for c in s.claims if c.instrument}
    for missing in sorted(named - set(register.instruments)):
        yield f"{missing} is named; it is not in this register, so nothing was held against it."


def _silence(
    statements: Iterable[Statement], register: Register, *, said_on: date
) -> Iterator[str]:
    """Yield a sentence for every pair between which a promise was read and nothing is held."""
    pairs = dict.fromkeys(
        (c.obligor, c.beneficiary)
        for s in statements
        for c in s.claims
        if c.kind in PROMISES and c.obligor and c.beneficiary and c.instrument is None
    )
    count = len(register.in_force(said_on))
    for obligor, beneficiary in pairs:
        yield (
            f"A promise of {', '.join(obligor)} to {', '.join(beneficiary)} was read; none of the "
            f"{count} instruments of this register that were in force that day holds one between "
            "them. Silence of the register is not absence of a duty."
        )


def _nothing(statements: Sequence[Statement], register: Register, *, said_on: date) -> Report:
    notes = [*_notes(statements, register), *_silence(statements, register, said_on=said_on)]
    if not notes:
        notes = ["No commitment between states that this register holds was found in the text."]
    return Report(
        said_on=said_on,
        compared=None,
        governing=None,
        articles_cited=(),
        articles_used_uncited=(),
        findings=(),
        contradictions=(),
        never_mentioned=(),
        notes=tuple(notes),
    )
