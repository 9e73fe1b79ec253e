"""How is an incident written in a file or on a command line? All faults at once, with lines.

A file holds one list of cases, or one incident. A case has an ``incident``, the
``facts`` that are known, and what it expects; an incident alone has its keys and
``day`` and ``facts`` beside them. States may be named by code or by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.case.answers import facts_of_flags, facts_told
from foedus.case.checking import faults_of
from foedus.case.clock import hours_of
from foedus.case.incident import Incident
from foedus.case.sheet import Sheet
from foedus.commitment.condition import ATTACKER_KINDS, ATTACKS, TARGETS
from foedus.dates import parse_date
from foedus.errors import InputError, UnknownName
from foedus.yaml12 import Lines, Path_, read_yaml

if TYPE_CHECKING:
    from foedus.commitment import Register

INCIDENT_KEYS = (
    "victim",
    "attacker",
    "attacker_kind",
    "attack",
    "target",
    "place",
    "soil_of",
)
COMMON_KEYS = ("day", "known_on", "clock", "mode", "facts")
CASE_KEYS = (
    "case",
    *COMMON_KEYS,
    "incident",
    "expect",
    "effects",
    "open",
    "views",
    "practice",
    "source",
)
OUTCOMES = ("due", "not_due", "open", "text_unknown", "undecided")
ALL_KINDS = frozenset(ATTACKER_KINDS) - {"unknown"}
Expected = Mapping[str, Mapping[str, tuple[str, ...]]]
"""``instrument#article`` to obligor (or ``*``) to the acceptable outcomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One case of a file: an incident and what is expected of it."""

    name: str
    incident: Incident
    expect: Expected = field(default_factory=dict)
    effects: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    views: Mapping[str, Expected] = field(default_factory=dict)
    practice: str | None = None
    source: str | None = None
    place: str = ""
    """File and line, or whose case it is."""
    line: int = 0


def read_cases(path: Path, *, place: str | None = None) -> tuple[CaseEntry, ...]:
    """Return the cases of a YAML file: one list of cases, or one incident.

    Raises:
        RegisterError: The file is not YAML.
        IncidentError: It says something that is no case; every fault with its line.
    """
    content, lines = read_yaml(path, place=place)
    return entries(content, place=place or str(path), lines=lines)


def entries(content: Any, *, place: str, lines: Lines | None = None) -> tuple[CaseEntry, ...]:
    """Return the cases of plain data: a list of cases, one case, or one incident.

    Args:
        content: As `read_yaml` returns it, or an instrument's ``cases``.
        place: What to call the source in messages.
        lines: The line of each value, where there is a file.

    Raises:
        IncidentError: Every fault.
    """
    sheet = Sheet(place, lines)
    found = tuple(_entries(content, sheet=sheet))
    sheet.close()
    return found


def _entries(content: Any, *, sheet: Sheet, day: date | None = None) -> Iterator[CaseEntry]:
    if isinstance(content, Mapping):
        yield _entry(content, (), sheet=sheet, day=day)
        return
    if not isinstance(content, list | tuple) or not content:
        sheet.fault((), "there is no case here.", "Write a list of cases, or one incident.")
        return
    for i, case in enumerate(content):
        yield _entry(case, (i,), sheet=sheet, day=day)


def read_incidents(
    path: Path, register: "Register", *, on: date | None = None
) -> tuple[Incident, ...]:
    """Return the incidents of a file, checked against the register; ``on`` replaces their day.

    Raises:
        RegisterError: The file is not YAML.
        IncidentError: It says something that is no incident; every fault with its line.
    """
    content, lines = read_yaml(path)
    sheet = Sheet(str(path), lines)
    incidents = []
    for entry in _entries(content, sheet=sheet, day=on):
        incident = entry.incident if on is None else replace(entry.incident, day=on)
        incidents.append(replace(incident, label=entry.name))
        for fault in [] if sheet.is_faulty else faults_of(incident, register):
            sheet.add(fault, entry.line)
    sheet.close()
    return tuple(incidents)


def incident_from_flags(
    register: "Register",
    *,
    day: date,
    victims: Iterable[str],
    attackers: Iterable[str] = (),
    kinds: Iterable[str] = (),
    attack: str | Iterable[str] | None = None,
    target: str | Iterable[str] | None = "territory",
    place: str | Iterable[str] | None = None,
    soil_of: str | None = None,
    facts: Iterable[str] = (),
    known_on: date | None = None,
    clock: str | None = None,
    mode: str = "text",
) -> Incident:
    """Return the incident that a command line tells, checked against the register.

    Args:
        register: The register whose facts and places may be named.
        day: Day of the incident.
        victims: States by code or name.
        attackers: States; several are joint if ``kinds`` says ``states``, else it is open
            which of them it was.
        kinds: Still-possible kinds of attacker; none: states where some are named, else open.
        attack: Still-possible kinds of attack; none: open.
        target: Still-possible targets; None: territory.
        place: Still-possible places; none: not known.
        soil_of: Whose soil it is, where the gazetteer is not to say.
        facts: ``name=yes``, ``name=no``, ``name=open``; ``name@SPEAKER=yes`` for one account.
        known_on: By when the text had to be public.
        clock: Time since the casus arose, such as ``P2D``.
        mode: ``text`` or ``declared``.

    Raises:
        IncidentError: Every fault.
    """
    sheet = Sheet("incident", None)
    told = {
        "victim": list(victims),
        "attacker": list(attackers),
        "attacker_kind": list(kinds),
        "attack": attack,
        "target": target or "territory",
        "place": place,
        "soil_of": soil_of,
    }
    common = {
        "day": day.isoformat(),
        "known_on": known_on and known_on.isoformat(),
        "clock": clock,
        "mode": mode,
        "facts": facts_of_flags(facts, sheet=sheet),
    }
    made = _incident(told, common, (), sheet=sheet)
    if not sheet.is_faulty:
        for fault in faults_of(made, register):
            sheet.add(fault, 0)
    sheet.close()
    return made


def _entry(told: Any, path: Path_, *, sheet: Sheet, day: date | None = None) -> CaseEntry:
    if not isinstance(told, Mapping):
        sheet.fault(path, "this is no case.", "Write 'case:', 'day:', 'incident:' and so on.")
        return CaseEntry(name="", incident=Incident(victims=(), day=date.min))
    inner, inner_path = told, path
    if "incident" in told:
        sheet.keys(told, CASE_KEYS, path=path)
        inner, inner_path = told["incident"], (*path, "incident")
        if not isinstance(inner, Mapping):
            sheet.fault(inner_path, "this is no incident.", "Write 'victim:' and so on below it.")
            inner = {}
        sheet.keys(inner, INCIDENT_KEYS, path=inner_path)
    else:
        sheet.keys(told, ("case", *COMMON_KEYS, *INCIDENT_KEYS), path=path)
    line = sheet.line(path)
    if day is not None:
        told = {"day": day.isoformat()} | dict(told)
    return CaseEntry(
        name=str(told.get("case", "")),
        incident=_incident(inner, told, path, sheet=sheet, inner_path=inner_path),
        expect=_expected(told.get("expect"), (*path, "expect"), sheet=sheet),
        effects=_listed(told.get("effects"), (*path, "effects"), sheet=sheet),
        open={
            str(k): _texts(v)
            for k, v in _mapping(told.get("open"), (*path, "open"), sheet=sheet).items()
        },
        views={
            str(speaker): _expected(v, (*path, "views", str(speaker)), sheet=sheet)
            for speaker, v in _mapping(told.get("views"), (*path, "views"), sheet=sheet).items()
        },
        practice=told.get("practice"),
        source=told.get("source"),
        place=f"{sheet.place}:{line}" if line else sheet.place,
        line=line,
    )


def _incident(
    told: Mapping[str, Any],
    common: Mapping[str, Any],
    path: Path_,
    *,
    sheet: Sheet,
    inner_path: Path_ | None = None,
) -> Incident:
    inside = path if inner_path is None else inner_path
    victims = tuple(_states(told.get("victim"), (*inside, "victim"), sheet=sheet))
    if not victims:
        sheet.fault(inside, "nobody is attacked.", "Add 'victim:' with a state, such as PRK.")
    attackers = tuple(_states(told.get("attacker"), (*inside, "attacker"), sheet=sheet))
    kinds = _kinds(told, "attacker_kind", ATTACKER_KINDS, path=inside, sheet=sheet)
    soil = tuple(_states(told.get("soil_of"), (*inside, "soil_of"), sheet=sheet))
    day = _day(common.get("day"), (*path, "day"), sheet=sheet)
    if day is None:
        mend = "Add 'day:' with a day, such as 2024-12-04."
        if "day" not in common:
            sheet.fault(path, "the day is missing.", mend)
    mode = common.get("mode") or "text"
    sheet.known(mode, ("text", "declared"), path=(*path, "mode"), what="mode")
    targets = told.get("target", ("territory",))
    return Incident(
        victims=victims,
        day=day or date.min,
        attackers=attackers,
        alternatives=len(attackers) > 1 and kinds != {"states"},
        attacker_kinds=kinds or ALL_KINDS,
        attacks=_kinds(told, "attack", ATTACKS, path=inside, sheet=sheet),
        targets=_kinds({"target": targets}, "target", TARGETS, path=inside, sheet=sheet),
        places=frozenset(_texts(told.get("place"))),
        soil_of=soil[0] if soil else None,
        facts=facts_told(common.get("facts"), (*path, "facts"), sheet=sheet),
        known_on=_day(common.get("known_on"), (*path, "known_on"), sheet=sheet),
        clock=_clock(common.get("clock"), (*path, "clock"), sheet=sheet),
        mode=str(mode),
        label=str(common.get("case") or ""),
    )


def _states(told: Any, path: Path_, *, sheet: Sheet) -> Iterable[str]:
    from foedus.names import state_code  # noqa: PLC0415 - the names' tables, when asked

    for word in _texts(told):
        try:
            yield state_code(word, place=None)
        except UnknownName as error:
            sheet.unknown(path, error)


def _kinds(
    told: Mapping[str, Any], key: str, known: Iterable[str], *, path: Path_, sheet: Sheet
) -> frozenset[str]:
    words = _texts(told.get(key))
    what = key.replace("_", " ")
    return frozenset(sheet.known(w, known, path=(*path, key), what=what) for w in words)


def _day(told: Any, path: Path_, *, sheet: Sheet) -> date | None:
    if told is None:
        return None
    try:
        return parse_date(str(told))
    except InputError as error:
        sheet.fault(path, error.fault.problem, error.fault.mend)
        return None


def _clock(told: Any, path: Path_, *, sheet: Sheet) -> str | None:
    if told is not None and hours_of(str(told)) is None:
        sheet.fault(path, f"'{told}' is no duration.", "Write it as ISO 8601 has it, such as P2D.")
    return None if told is None else str(told)


def _expected(told: Any, path: Path_, *, sheet: Sheet) -> Expected:
    made = _listed(told, path, sheet=sheet)
    for reference, by_obligor in made.items():
        for obligor, words in by_obligor.items():
            at = (*path, reference, obligor)
            for word in words:
                sheet.known(word, OUTCOMES, path=at, what="outcome")
    return made


def _listed(told: Any, path: Path_, *, sheet: Sheet) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        str(reference): {
            str(who): _texts(words)
            for who, words in _mapping(by, (*path, str(reference)), sheet=sheet).items()
        }
        for reference, by in _mapping(told, path, sheet=sheet).items()
    }


def _mapping(told: Any, path: Path_, *, sheet: Sheet) -> Mapping[Any, Any]:
    """Return a mapping; nothing as the empty one; anything else is a fault."""
    if told is None:
        return {}
    if not isinstance(told, Mapping):
        sheet.fault(path, f"'{path[-1]}' is no mapping.", "Write 'name: value', one a line.")
        return {}
    return told


def _texts(told: Any) -> tuple[str, ...]:
    if told is None:
        return ()
    return tuple(map(str, told)) if isinstance(told, list | tuple) else (str(told),)


__all__ = ["CaseEntry", "entries", "incident_from_flags", "read_cases"]
