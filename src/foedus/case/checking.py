"""Can this incident be decided as it stands? States, kinds, places and facts must be known."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from foedus.case.incident import FactValue, Incident
from foedus.case.scope import exists
from foedus.case.spots import ELSEWHERE, SOIL
from foedus.codes import is_invented
from foedus.commitment.condition import ATTACKER_KINDS, ATTACKS, TARGETS
from foedus.dates import Interval
from foedus.errors import Fault, IncidentError, UnknownName, suggest

if TYPE_CHECKING:
    from foedus.commitment import Register

OWN_FAMILIES = ("vote", "reaches", "suspended")
"""Families of facts that this room asks for by itself, beside those of the register."""
MODES = ("text", "declared")


class IncidentFaultsError(IncidentError):
    """Several things are wrong with incidents; every one is told, with its line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        self.fault = self.faults[0]
        Exception.__init__(self, "\n".join(map(str, self.faults)))


def checked(incident: Incident, register: "Register") -> Incident:
    """Return the incident with its places under the gazetteer's own names.

    Raises:
        IncidentError: No victim, an unknown state, kind, place or fact.
    """
    faults = list(faults_of(incident, register))
    if len(faults) == 1:
        raise IncidentError(faults[0].place, faults[0].problem, faults[0].mend)
    if faults:
        raise IncidentFaultsError(faults)
    places = frozenset(find_place(name, register) for name in incident.places)
    return incident if places == incident.places else replace(incident, places=places)


def faults_of(incident: Incident, register: "Register") -> Iterator[Fault]:
    """Yield everything that keeps the incident from being decided."""
    if not incident.victims:
        mend = "Name the state that is attacked, such as PRK."
        yield Fault("victim", 0, "nobody is attacked.", mend)
    yield from _state_faults(incident)
    yield from _kind_faults(incident)
    yield from fact_faults(incident, register)
    yield from contradictions(incident)
    for name in sorted(incident.places):
        try:
            find_place(name, register)
        except UnknownName as error:
            yield _of(error, "place")


def find_place(name: str, register: "Register") -> str:
    """Return a place's own name; forms such as ``soil-of-QMA`` and ``crimea/UKR`` are kept.

    Raises:
        UnknownName: The gazetteer has no such place.
    """
    if name == ELSEWHERE or name.startswith(SOIL):
        return name
    place, *claims = name.split("/")
    return "/".join([register.places.find(place), *claims])


def is_state(code: str) -> bool:
    """Tell whether ``code`` is a state's alpha-3 code, real or invented."""
    from foedus.names import states  # noqa: PLC0415 - the names' tables, only when asked

    return is_invented(code) or code in states()


def is_fact(name: str, register: "Register") -> bool:
    """Tell whether a rule could ask for the fact ``name``."""
    family, *rest = name.split(".")
    return register.fact(name) is not None or (family in OWN_FAMILIES and bool(rest))


def fact_faults(incident: Incident, register: "Register") -> Iterator[Fault]:
    """Yield a fault for every fact that no rule could ask for."""
    for name in incident.facts:
        if name in ATTACKS:
            problem = f"'{name}' is a kind of attack, not a fact."
            yield Fault("facts", 0, problem, f"Write 'attack: {name}' in the incident.")
        elif not is_fact(name, register):
            yield Fault("facts", 0, f"unknown fact '{name}'.", suggest(name, register.facts))


def contradictions(incident: Incident) -> Iterator[Fault]:
    """Yield a fault for every two facts that say the same and the contrary of it."""
    for one, two in _same(incident):
        for who in sorted(_differing(incident.facts[one], incident.facts[two])):
            by = f" by the account of {who}" if who else ""
            problem = f"'{one}' and '{two}' contradict each other{by}."
            yield Fault("facts", 0, problem, "They answer one question: keep one of them.")
    yield from _soil_twice(incident)
    if len(incident.victims) == 1 and set(incident.attackers) == set(incident.victims):
        problem = f"{incident.victims[0]} is both victim and the only attacker."
        yield Fault("attacker", 0, problem, "Name who attacked it, or leave the attacker open.")


def _soil_twice(incident: Incident) -> Iterator[Fault]:
    """Yield places that are told as the soil of another state than ``soil_of``."""
    for name in sorted(incident.places) if incident.soil_of else ():
        claims = [name.removeprefix(SOIL)] if name.startswith(SOIL) else name.split("/")[1:2]
        if claims and claims[0] != incident.soil_of:
            problem = f"'{name}' and 'soil_of: {incident.soil_of}' contradict each other."
            yield Fault("place", 0, problem, "Say once whose soil it is.")


def _same(incident: Incident) -> Iterator[tuple[str, str]]:
    """Yield pairs of facts that answer one question, alike (`request`) or contrary (a vote)."""
    told = incident.facts
    alike = [("request", f"request.{v}") for v in incident.victims]
    alike += [("request", "request.victim"), ("joint_finding", "finding.joint")]
    yield from ((one, two) for one, two in alike if one in told and two in told)


def _differing(one: FactValue, two: FactValue) -> set[str]:
    """Return who gives contrary answers to both; the empty name: everybody."""
    first = one if isinstance(one, Mapping) else {"": one}
    second = two if isinstance(two, Mapping) else {"": two}
    shared = {*first} & {*second} if "" not in (*first, *second) else {*first, *second}
    pairs = (
        (who, first.get(who, first.get("")), second.get(who, second.get(""))) for who in shared
    )
    return {who for who, a, b in pairs if a is not None and b is not None and a is not b}


def _state_faults(incident: Incident) -> Iterator[Fault]:
    soil = (incident.soil_of,) if incident.soil_of else ()
    told = (("victim", incident.victims), ("attacker", incident.attackers), ("soil_of", soil))
    for place, codes in told:
        yield from (_state_fault(place, code) for code in codes if not is_state(code))
    for place, codes in told[:2]:
        for code in codes:
            yield from _absent(place, code, day=incident.day)


def _absent(place: str, code: str, *, day: date) -> Iterator[Fault]:
    """Yield a fault if ``code`` was no state on ``day``, with the days on which it was one."""
    from foedus.names import state  # noqa: PLC0415 - the names' tables, only when asked

    if not exists(code, day):
        found = state(code)
        days = " and ".join(map(_spell_words, found.spells))
        problem = f"{found.name} ({code}) was no state on {day}."
        yield Fault(place, 0, problem, f"It is one {days}: mend the day, or name its predecessor.")


def _spell_words(spell: Interval) -> str:
    if spell.start is None:
        return f"until {spell.end}"
    return f"from {spell.start} to {spell.end}" if spell.end else f"from {spell.start} on"


def _state_fault(place: str, code: str) -> Fault:
    from foedus.names import states  # noqa: PLC0415 - the names' tables, only when asked

    return Fault(place, 0, f"unknown state '{code}'.", suggest(code, states()))


def _kind_faults(incident: Incident) -> Iterator[Fault]:
    asked = (
        ("attack", incident.attacks, (*ATTACKS, "none")),
        ("attacker_kind", incident.attacker_kinds, ATTACKER_KINDS),
        ("target", incident.targets, TARGETS),
        ("mode", {incident.mode}, MODES),
    )
    for place, given, known in asked:
        for word in sorted(set(given) - set(known)):
            what = place.replace("_", " ")
            yield Fault(place, 0, f"unknown {what} '{word}'.", suggest(word, known))


def _of(error: UnknownName, place: str) -> Fault:
    problem, _, mend = str(error).partition("\n")
    return Fault(place, 0, problem, mend.strip())
