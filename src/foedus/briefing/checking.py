"""The answer of `check`: do the register's files say what they must, and do their cases hold?"""

from collections.abc import Sequence
from pathlib import Path

from foedus.briefing.answer import Answer
from foedus.case import run_cases
from foedus.commitment import load


def checking(sources: Sequence[Path]) -> Answer:
    """Check files (of instruments, or of cases), or the whole register with its cases.

    A file with an ``id`` and ``articles`` is an instrument and is checked beside the
    register that is in use; any other file is read as cases or as one incident.

    Raises:
        RegisterError: Files are faulty; every fault of every file.
        IncidentError: A file of cases is faulty.
    """
    register = load()
    report = run_cases(_cases(sources, register), register)
