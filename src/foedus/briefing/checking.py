"""The answer of `check`: do the register's files say what they must, and do their cases hold?"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from foedus.briefing.answer import Answer
from foedus.briefing.casework import proof_tree
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Section, Words, faint
from foedus.case import CaseReport, CaseResult, Finding, check_files
from foedus.case.scrutiny import Remark
from foedus.commitment import load
from foedus.errors import InputError


def checking(sources: Sequence[Path]) -> Answer:
    """Check files (of instruments, or of cases), or the whole register with its cases.

    A case that comes out otherwise is shown with what was expected, what was found
    and the proof. An article that can never be due fails the check; an exception that
    can never matter, and an article of which no case shows every outcome, are warnings.

    Raises:
        RegisterError: Files are faulty; every fault of every file.
        IncidentError: A file of cases is faulty.
        InputError: A file cannot be read.
    """
    register = load()
    try:
        report = check_files(sources, register)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}."
        raise InputError(str(error.filename), problem, "Name a YAML file.") from error
    count, failed = len(report.results), len(report.failures)
    lead = f"{count} cases, {failed} failed." if count else "The files load; they hold no cases."
    page = Page(
        title="Check",
        lead=lead,
        facts=(("Register", register.version),),
        blocks=tuple(_blocks(report)) or (Para(words="Every file loads and every case holds."),),
        foot=(f"{count - failed} passed, {report.failed} failed",),
    )
    data = envelope("check", _body(report), on=None, known_on=None)
    return Answer(page=page, data=data, failed=bool(report.failed))


def _body(report: CaseReport) -> dict[str, object]:
    return {
        "cases": len(report.results),
        "passed": len(report.results) - len(report.failures),
        "failed": [
            {"place": r.place, "case": r.case, "problems": list(r.problems)}
            for r in report.failures
        ],
        "remarks": [
            {
                "place": r.place,
                "instrument": r.instrument,
                "problem": r.problem,
                "mend": r.mend,
                "grave": r.grave,
            }
            for r in report.remarks
        ],
    }


def _blocks(report: CaseReport) -> Iterator[Block]:
    for result in report.failures:
        proofs = tuple(map(proof_tree, _alike(result)))
        problems = Bullets(items=tuple(result.problems))
        yield Section(title=f"{result.place}: {result.case}", blocks=(problems, *proofs))
    for grave, title in ((True, "Rules that cannot work"), (False, "Warnings")):
        told = tuple(_line(r) for r in report.remarks if r.grave is grave)
        if told:
            yield Section(title=title, blocks=(Bullets(items=told),))


def _alike(result: CaseResult) -> list[list[Finding]]:
    """Return the findings that came out otherwise, those of one article and outcome together."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in result.findings:
        key = (finding.reference, finding.beneficiary, finding.due)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _line(remark: Remark) -> Words:
    return (f"{remark.place}: {remark.problem} ", faint(remark.mend))
