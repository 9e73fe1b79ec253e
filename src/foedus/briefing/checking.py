"""The answer of `check`: do the register's files say what they must, and do their cases hold?"""

from collections.abc import Sequence
from pathlib import Path

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Bullets, Page, Para, Section
from foedus.case import check_files
from foedus.commitment import load
from foedus.errors import InputError


def checking(sources: Sequence[Path]) -> Answer:
    """Check files (of instruments, or of cases), or the whole register with its cases.

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
    failed = [result for result in report.results if not result.passed]
    count = len(report.results)
    body = {
        "cases": count,
        "failed": [
            {"place": r.place, "case": r.case, "problems": list(r.problems)} for r in failed
        ],
    }
    blocks: tuple[Block, ...] = tuple(
        Section(title=f"{r.place}: {r.case}", blocks=(Bullets(items=tuple(r.problems)),))
        for r in failed
    )
    lead = (
        f"{count} cases, {len(failed)} failed." if count else "The files load; they hold no cases."
    )
    page = Page(
        title="Check",
        lead=lead,
        facts=(("Register", register.version),),
        blocks=blocks or (Para(words="Every file loads and every case holds."),),
    )
    data = envelope("check", body, on=None, known_on=None)
    return Answer(page=page, data=data, failed=bool(failed))
