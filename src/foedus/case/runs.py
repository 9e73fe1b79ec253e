"""Do the cases come out as expected? Runs cases of files and of the register's own instruments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.case.checking import checked
from foedus.case.decision import decide, verdicts
from foedus.case.files import CaseEntry, Expected, entries
from foedus.case.finding import Case, Finding, Verdicts
from foedus.case.incident import Incident
from foedus.case.scrutiny import Remark
from foedus.content import tree
from foedus.errors import IncidentError, InputError, suggest

if TYPE_CHECKING:
    from foedus.commitment import Register

Unmet = tuple[str, Finding | None]
"""What was expected and what was found, in words; and the finding, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What became of one case."""

    place: str
    """File and line, or the instrument's id."""
    case: str
    problems: tuple[str, ...] = ()
    """Every expectation that is not met: what was expected, what was found, why."""
    findings: tuple[Finding, ...] = ()
    """The findings that came out otherwise, with their proofs."""

    @property
    def passed(self) -> bool:
        """Tell whether every expectation is met."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReport:
    """What became of the cases, and what there is to say of the rules themselves."""

    results: tuple[CaseResult, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def failed(self) -> int:
        """Return how many cases do not hold and how many rules cannot do what they are for."""
        return len(self.failures) + sum(r.grave for r in self.remarks)

    @property
    def failures(self) -> tuple[CaseResult, ...]:
        """Return the cases of which some expectation is not met."""
        return tuple(r for r in self.results if not r.passed)


def run_cases(cases: Iterable[CaseEntry], register: "Register") -> CaseReport:
    """Return which cases meet what they expect; see `foedus.case.files`."""
    return CaseReport(results=tuple(_result(entry, register) for entry in cases))


def register_cases(register: "Register", *, root: Path | None = None) -> tuple[CaseEntry, ...]:
    """Return the cases that the instruments carry in their own files, and those of the history.

    Raises:
        IncidentError: Something is no case; every fault of the file.
    """
    own = [
        entry
        for instrument in register.instruments.values()
        if instrument.cases
        for entry in entries(instrument.cases, place=instrument.id)
    ]
    told = tree("history", root=root).items()
    history = (e for n, c in told if isinstance(c, list) for e in entries(c, place=f"history/{n}"))
    return (*own, *history)


def _result(entry: CaseEntry, register: "Register") -> CaseResult:
    unknown = [*_unknown(entry, register)]
    asked = _asked(entry, register)
    try:
        if not unknown and _is_plainly_met(entry, register, asked=asked):
            return CaseResult(place=entry.place, case=entry.name)
        case = decide(entry.incident, register, instruments=asked)
    except InputError as error:
        problem = f"{error.fault.place}: {error.fault.problem}"
        raise IncidentError(entry.place or entry.name, problem, error.fault.mend) from None
    unmet = [*unknown, *_unmet(entry.expect, case.verdicts(), case=case)]
    for speaker, expected in entry.views.items():
        found = case.views.get(speaker, {})
        unmet += _unmet(expected, found, case=case, account=f" by the account of {speaker}")
    unmet += [*_unmet_effects(entry, case), *_unmet_questions(entry, case)]
    return CaseResult(
        place=entry.place,
        case=entry.name,
        problems=tuple(words for words, _ in unmet),
        findings=tuple(dict.fromkeys(f for _, f in unmet if f is not None)),
    )


def _is_plainly_met(entry: CaseEntry, register: "Register", *, asked: list[str]) -> bool:
    """Tell, without proofs, whether a case that asks for verdicts alone meets them all."""
    incident = checked(entry.incident, register)
    if entry.effects or entry.open or entry.views or len(incident.victims) > 1:
        return False
    found = verdicts(incident, register, instruments=asked)
    return all(
        found.get(reference, {}).get(state, "not_due") in wanted
        for reference, by_obligor in entry.expect.items()
        for state, wanted in _wanted(by_obligor, found.get(reference, {}), incident=incident)
    )


def _references(entry: CaseEntry) -> Iterator[str]:
    yield from (*entry.expect, *entry.effects, *entry.open)
    for expected in entry.views.values():
        yield from expected


def _asked(entry: CaseEntry, register: "Register") -> list[str]:
    """Return the instruments that the case is about, and those whose articles override theirs."""
    about = {reference.partition("#")[0] for reference in _references(entry)}
    return [
        instrument.id
        for instrument in register.instruments.values()
        if instrument.id in about
        or any(o.partition("#")[0] in about for a in instrument.articles for o in a.overrides)
    ]


def _unknown(entry: CaseEntry, register: "Register") -> Iterator[Unmet]:
    """Yield every reference to an article that the register does not have: nothing is tested."""
    for reference in dict.fromkeys(_references(entry)):
        id_, _, article = reference.partition("#")
        instrument = register.instruments.get(id_)
        if instrument is None:
            hint = suggest(id_, register.instruments)
            yield f"unknown instrument '{id_}' in '{reference}'. {hint}", None
        elif instrument.article(article) is None:
            hint = suggest(article, [a.id for a in instrument.articles])
            yield f"unknown article '{article}' in '{reference}'. {hint}", None


def _unmet(
    expected: Expected, found: Verdicts, *, case: Case, account: str = ""
) -> Iterator[Unmet]:
    for reference, by_obligor in expected.items():
        of = found.get(reference, {})
        for state, wanted in _wanted(by_obligor, of, incident=case.incident):
            verdict = of.get(state, "not_due")
            if verdict in wanted:
                continue
            said = f"{reference} {state}{account}: expected {' or '.join(wanted)}"
            # The proof is that of the common ground; an account of its own has another one.
            finding = None if account else case.finding(reference, state)
            why = f" {finding.reason}" if finding else ""
            yield f"{said}, found {verdict}.{why}", finding


def _wanted(
    by_obligor: Mapping[str, tuple[str, ...]], of: Mapping[str, str], *, incident: Incident
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield whom an expectation is about; ``*`` is everybody found who is not in the incident."""
    inside = {*incident.victims, *incident.attackers}
    for obligor, wanted in by_obligor.items():
        if obligor != "*":
            yield obligor, wanted
            continue
        others = [s for s in of if s not in inside and s not in by_obligor]
        # Nobody found at all is no duty of anybody: that has to be expected too.
        yield from ((state, wanted) for state in others or ["*"])


def _unmet_effects(entry: CaseEntry, case: Case) -> Iterator[Unmet]:
    for reference, by_obligor in entry.effects.items():
        for obligor, wanted in by_obligor.items():
            finding = case.finding(reference, obligor)
            holding = finding.holding if finding else ()
            for effect in (e for e in wanted if e not in holding):
                found = ", ".join(holding) or "none"
                said = f"{reference} {obligor}: expected effect {effect}, found {found}."
                yield said, finding


def _unmet_questions(entry: CaseEntry, case: Case) -> Iterator[Unmet]:
    for reference, wanted in entry.open.items():
        asked = {q.name for f in case.findings if f.reference == reference for q in f.questions}
        for name in (n for n in wanted if n not in asked):
            hint = suggest(name, asked) if asked else "Nothing is asked there."
            yield f"{reference}: '{name}' is not asked. {hint}", None
