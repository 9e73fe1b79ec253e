"""The answer of `decide`: who would be bound, entitled, authorised, barred, and why?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.casework import INVENTED, bound_sentence, case_blocks
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Page, Section
from foedus.briefing.registers import register_of
from foedus.case import Case, Incident, as_data, decide, incident_from_flags, read_cases
from foedus.commitment import Register
from foedus.errors import IncidentError

CAUTION = (
    "Analysis from public facts; no legal advice. A duty found here is one of the text; "
    "whether a state keeps it is another question."
)


def decision(
    source: Path | None,
    *,
    today: date,
    on: date | None,
    known_on: date | None,
    instruments: Sequence[str],
    by_atop: Path | None = None,
    **flags: Any,
) -> Answer:
    """Return the decision of the incidents of a file, or of one named by flags.

    Args:
        source: A file of incidents; None: the incident of ``flags``.
        today: Day of an incident for which none is given.
        on: Day of the incident of flags.
        known_on: Only what was public by then.
        instruments: Only these, by id.
        by_atop: The user's member-level file of ATOP: its alliances decide, as they were coded.
        **flags: As `foedus.case.incident_from_flags` takes them.

    Raises:
        IncidentError: No incident is given, or it cannot be decided as it stands.
        UnknownInstrument: An instrument is not in the register.
    """
    register = register_of(by_atop)
    only = [register.instrument(i) for i in instruments] or None
    incidents = _incidents(register, source, flags=flags, on=on, today=today, known_on=known_on)
    cases = [decide(incident, register, instruments=only) for incident in incidents]
    views = [as_data(case) for case in cases]
    single = len(cases) == 1
    body: dict[str, Any] = {"case": views[0]} if single else {"cases": views}
    kind = "case" if single else "cases"
    day = incidents[0].day
    data = envelope(kind, body, on=day, known_on=known_on, register=register.version)
    return Answer(page=_page(cases, register, known_on=known_on), data=data)


def _incidents(
    register: Register,
    source: Path | None,
    *,
    flags: Mapping[str, Any],
    on: date | None,
    today: date,
    known_on: date | None,
) -> list[Incident]:
    if source is None:
        if not flags.get("victims"):
            raise IncidentError(
                "--victim", "nobody is attacked.", "Name the state that is attacked: --victim PRK."
            )
        given = {name: value for name, value in flags.items() if value}
        told = {"victims": ()} | given
        return [incident_from_flags(register, day=on or today, known_on=known_on, **told)]
    if any(flags.values()):
        raise IncidentError(
            str(source), "both a file and options name an incident.", "Give one of the two."
        )
    found = [replace(entry.incident, label=entry.name) for entry in read_cases(source)]
    if on or known_on:
        found = [replace(i, day=on or i.day, known_on=known_on or i.known_on) for i in found]
    if not found:
        raise IncidentError(str(source), "no incident stands in it.", "Write at least one.")
    return found


def headline(incident: Incident) -> str:
    """Return an incident as a title: ``Armed attack on PRK by KOR, 2026-11-22``."""
    kinds = " or ".join(sorted(incident.attacks)).replace("_", " ") or "incident"
    by = f" by {', '.join(incident.attackers)}" if incident.attackers else ""
    return f"{kinds.capitalize()} against {', '.join(incident.victims)}{by}, {incident.day}"


def _page(cases: list[Case], register: Register, *, known_on: date | None) -> Page:
    first = cases[0]
    if len(cases) == 1:
        blocks: tuple[Block, ...] = tuple(case_blocks(first, proofs=True))
    else:
        blocks = tuple(
            Section(
                title=c.incident.label or headline(c.incident),
                blocks=tuple(case_blocks(c, proofs=False)),
            )
            for c in cases
        )
    supposed = f" {INVENTED}" if any(c.incident.invented for c in cases) else ""
    lead = bound_sentence(first) if len(cases) == 1 else "Each incident is decided by itself."
    return Page(
        title=headline(first.incident) if len(cases) == 1 else f"{len(cases)} incidents",
        lead=lead + supposed,
        facts=(("As of", str(first.incident.day)), ("Known on", str(known_on or "now"))),
        blocks=blocks,
        foot=(CAUTION, f"Register {register.version}"),
    )
