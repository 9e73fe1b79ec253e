"""What does a case look like as plain data? The one JSON view that every face shows."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from foedus.case.finding import Case, Finding
from foedus.case.incident import Incident
from foedus.case.proof import Proof
from foedus.case.questions import Flip
from foedus.truth import Truth

MOST_FLIPS = 12
"""Flips shown of one finding, the cheapest; the record holds them all."""


def as_data(case: Case) -> dict[str, Any]:
    """Return the case as plain data: texts, numbers, lists, mappings.

    Truth is written true, false or open; a line's ``value`` null where the line
    does not apply. Sets are sorted, so equal cases give equal text.
    """
    return {
        "register": case.register,
        "incident": incident_data(case.incident),
        "findings": [finding_data(f) for f in case.findings],
        "lines": [
            {"state": state, "victim": victim} | plain(lines)
            for victim, by_state in case.lines_by_victim.items()
            for state, lines in by_state.items()
        ],
        "conflicts": plain(case.conflicts),
        "questions": plain(case.questions),
        "views": plain(case.views),
        "standing": plain(case.standing),
        "assumptions": list(case.assumptions),
        "coverage": case.coverage,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "instrument": finding.instrument,
        "article": finding.article,
        "cite": finding.cite,
        "binding": finding.binding,
        "obligor": finding.obligor,
        "beneficiary": finding.beneficiary,
        "casus": plain(finding.casus),
        "due": finding.due,
        "norm": plain(finding.norm),
        "instead": _instead(finding),
        "duty": plain(finding.duty),
        "effects": plain(finding.effects),
        "reason": finding.reason,
        "proof": proof_data(finding.proof),
        "open": plain(finding.questions),
        "flips": [flip_data(flip) for flip in finding.flips[:MOST_FLIPS]],
        "lines": plain(finding.lines),
        "readings": list(finding.readings),
    }


def _instead(finding: Finding) -> dict[str, Any] | None:
    if finding.instead is None:
        return None
    proof = finding.instead_proof and proof_data(finding.instead_proof)
    return {**plain(finding.instead), "due": plain(finding.instead_due), "proof": proof}


def proof_data(proof: Proof) -> dict[str, Any]:
    """Return a proof as nested plain data, without what is empty.

    A leaf that asks for a kind, place or attacker names the answers still possible: those
    that meet it and those that do not. With them its value can be checked without the engine.
    """
    made: dict[str, Any] = {"sentence": proof.sentence, "value": plain(proof.value)}
    if proof.cite:
        made["cite"] = proof.cite
    if proof.by_cases:
        made["by_cases"] = True
    if proof.because:
        made |= {"rule": proof.rule, "because": [proof_data(part) for part in proof.because]}
    if proof.rule == "count":
        made["least"] = proof.least
    if proof.ask is not None:
        made["asks"] = proof.ask.name
        if proof.ask.possible:
            unmet = proof.ask.possible - proof.ask.met
            made |= {"met": sorted(proof.ask.met), "unmet": sorted(unmet)}
    return made


def flip_data(flip: Flip) -> dict[str, Any]:
    """Return a flip as plain data: the answer it leads to, its changes, its cost."""
    to = "due" if flip.to is Truth.TRUE else "not_due"
    return {"to": to, "cost": flip.cost, "changes": plain(flip.changes)}


def incident_data(incident: Incident) -> dict[str, Any]:
    """Return an incident as plain data."""
    made = {f.name: plain(getattr(incident, f.name)) for f in fields(incident)}
    # In the order of their names: equal incidents give equal bytes however they were told.
    return made | {"facts": _sorted(made["facts"])}


def _sorted(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _sorted(value) if isinstance(value, dict) else value
        for name, value in sorted(facts.items())
    }


def plain(value: Any) -> Any:
    """Return any value of this room as plain data."""
    if isinstance(value, Truth):
        return {Truth.TRUE: True, Truth.FALSE: False, Truth.OPEN: "open"}[value]
    if isinstance(value, Proof):
        return proof_data(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value))
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return round(value, 6)
    return str(value) if isinstance(value, date | Fraction) else value
