"""Who is bound, entitled, barred; by which procedure; why; and what is still open?

    decide(incident, register) -> Case

``Case.findings`` hold one obligor under one article each, with the answer of
record, a proof in words, the open questions by their weight, and the changes that
would turn the answer. `probability` is an estimate apart from it. The four lines
*bound*, *entitled*, *authorised*, *barred* are never merged.
"""

from foedus.case.checking import IncidentFaultsError
from foedus.case.decision import decide, verdicts
from foedus.case.files import (
    CaseEntry,
    entries,
    incident_from_flags,
    read_cases,
    read_incidents,
)
from foedus.case.finding import Case, Conflict, Effect, Finding, StandingDuty
from foedus.case.incident import FactValue, Incident
from foedus.case.lines import Authorised, Barred, Bound, Entitled, Lines
from foedus.case.probability import Probability, View, probability
from foedus.case.proof import Proof, as_lines, replay
from foedus.case.questions import Change, Flip, Question, applied
from foedus.case.register_check import check_files
from foedus.case.runs import CaseReport, CaseResult, register_cases, run_cases
from foedus.case.view import as_data

__all__ = [
    "Authorised",
    "Barred",
    "Bound",
    "Case",
    "CaseEntry",
    "CaseReport",
    "CaseResult",
    "Change",
    "Conflict",
    "Effect",
    "Entitled",
    "FactValue",
    "Finding",
    "Flip",
    "Incident",
    "IncidentFaultsError",
    "Lines",
    "Probability",
    "Proof",
    "Question",
    "StandingDuty",
    "View",
    "applied",
    "as_data",
    "as_lines",
    "check_files",
    "decide",
    "entries",
    "incident_from_flags",
    "probability",
    "read_cases",
    "read_incidents",
    "register_cases",
    "replay",
    "run_cases",
    "verdicts",
]
