"""Can this incident be decided as it stands? States, kinds, places and facts must be known."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.incident import Incident
from foedus.case.spots import ELSEWHERE, SOIL
from foedus.codes import is_invented
from foedus.commitment.condition import ATTACKER_KINDS, ATTACKS, TARGETS
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
        if not is_fact(name, register):
            yield Fault("facts", 0, f"unknown fact '{name}'.", suggest(name, register.facts))


def _state_faults(incident: Incident) -> Iterator[Fault]:
    soil = (incident.soil_of,) if incident.soil_of else ()
    told = (("victim", incident.victims), ("attacker", incident.attackers), ("soil_of", soil))
    for place, codes in told:
        yield from (_state_fault(place, code) for code in codes if not is_state(code))


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
