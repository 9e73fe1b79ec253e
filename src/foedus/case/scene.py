"""What is known of this incident, and what may still be so? One victim's side of it, made ready.

Each category (kind of attack, kind of attacker, target, place, identity of the
attacker) has a domain, every value it could take, and the values still possible.
Facts are settled or open. All that was inferred is listed as an assumption.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foedus.case.circuit import Circuit
from foedus.case.incident import FactValue, Incident
from foedus.case.setting import Setting, setting_of
from foedus.case.spots import SOIL, Atlas, Spot, atlas_on
from foedus.commitment.condition import ATTACKS, TARGETS
from foedus.errors import IncidentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from foedus.commitment import Instrument, Register

    Parties = Callable[[Instrument, date], tuple[str, ...]]

NO_ATTACK = "none"
"""Where nothing is said of the attack, it may be that there was none."""
KINDS = frozenset({"state", "states", "non_state"})
STRANGERS = ("QZZ", "QZY", "QZX")
"""Invented codes that stand for *a state not named in the incident*."""

UNDISPUTED, ONE_SOURCE, CONTESTED, OPEN = 10, 3, 1, 0
"""What it costs to suppose otherwise: how firmly a fact is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One incident as the case of one victim."""

    incident: Incident
    victim: str
    register: "Register"
    attackers: tuple[str, ...]
    """As alleged, without this victim."""
    stranger: str
    facts: Mapping[str, bool]
    """Settled facts, defaults among them."""
    costs: Mapping[str, int]
    """What it costs to suppose a fact or category otherwise; missing: 0."""
    atlas: Atlas
    domains: Mapping[str, frozenset[str]]
    possible: Mapping[str, frozenset[str]]
    assumed: tuple[tuple[str, str], ...] = ()
    """Fact or category, and in words what is taken for it although nobody said so."""
    view: str | None = None
    """Whose account is taken, where the law or a place is in dispute; None: the common ground."""
    setting: Setting = field(default_factory=Setting, repr=False, compare=False)
    """What is grounded so far, here and in other scenes that differ in their facts alone."""
    asked: set[str] = field(default_factory=set, repr=False, compare=False)
    """The facts and categories for which the rules decided in this scene ask."""
    _parties: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def parties(self, instrument: "Instrument", find: "Parties") -> tuple[str, ...]:
        """Return the parties to an instrument on the day, found by ``find`` once."""
        known = self._parties.get(id(instrument))
        if known is None:
            known = self._parties[id(instrument)] = find(instrument, self.incident.day)
        return known

    def widened(self, **categories: Mapping[str, frozenset[str]]) -> "Scene":
        """Return the scene with other ``domains`` or other values ``possible``.

        Rules are grounded on these, so that it has a setting of its own.
        """
        return replace(self, setting=Setting(), asked=set(), **categories)  # type: ignore[arg-type]

    @property
    def circuit(self) -> Circuit:
        """Return the table that all rules of this scene share."""
        return self.setting.circuit

    @property
    def spots(self) -> Mapping[str, Spot]:
        """Return every spot by name."""
        return self.atlas.spots


def common_ground(facts: Mapping[str, FactValue]) -> tuple[dict[str, bool], dict[str, int]]:
    """Return the facts on which every account agrees, and the cost of supposing each otherwise.

    >>> common_ground({"request": {"PRK": True}, "external": {"USA": True, "IRN": False}})
    ({'request': True}, {'request': 3, 'external': 1})
    """
    settled: dict[str, bool] = {}
    costs: dict[str, int] = {}
    for name, value in facts.items():
        told = list(value.values()) if isinstance(value, Mapping) else [value]
        if len(set(told)) == 1 and told[0] is not None:
            settled[name] = told[0]
            costs[name] = (
                ONE_SOURCE if isinstance(value, Mapping) and len(told) == 1 else UNDISPUTED
            )
        elif len({v for v in told if v is not None}) == 2:
            costs[name] = CONTESTED
    return settled, costs


def aliases(victim: str) -> Mapping[str, tuple[str, ...]]:
    """Return the facts that have other names too, as the case of ``victim``."""
    return {
        "request": (f"request.{victim}", "request.victim"),
        "joint_finding": ("finding.joint",),
    }


def one_name_each(facts: Mapping[str, FactValue], victim: str) -> Mapping[str, FactValue]:
    """Return the facts with every other name brought to the one that rules ask for.

    What answers a name goes before a name left open: ``request: null`` beside
    ``request.QMA: true`` is a yes.
    """
    made = dict(facts)
    for name, others in aliases(victim).items():
        for other in others:
            if other in made:
                made[name] = _joined_answers(made.get(name), made[other])
    return made


def _joined_answers(one: FactValue, two: FactValue) -> FactValue:
    if not isinstance(one, Mapping):
        return two if one is None else one
    if not isinstance(two, Mapping):
        return one if two is None else two
    return {**two, **{who: v if v is not None else two.get(who) for who, v in one.items()}}


def account_of(speaker: str, facts: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return the facts as ``speaker`` tells them; what others alone speak of is open."""
    return {
        name: value.get(speaker) if isinstance(value, Mapping) else value
        for name, value in facts.items()
    }


def speakers(facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return everyone whose account of a fact is told, in alphabetical order."""
    told = (value for value in facts.values() if isinstance(value, Mapping))
    return tuple(sorted({speaker for value in told for speaker in value}))


def set_scene(
    incident: Incident,
    victim: str,
    *,
    register: "Register",
    view: str | None = None,
    setting: Setting | None = None,
) -> Scene:
    """Return the incident as the case of ``victim``, as ``view`` sees disputed places.

    Args:
        incident: What is said to have happened.
        victim: Whose case it is.
        register: The register that speaks.
        view: Whose account of the law and of places is taken; None: the common ground.
        setting: A setting of its own; default: the one kept for such incidents.
    """
    facts, costs = common_ground(one_name_each(incident.facts, victim))
    assumed = []
    for name, question in register.facts.items():
        if name not in incident.facts and question.default is not None:
            facts[name] = question.default
            costs[name] = OPEN
            taken = "yes" if question.default else "no"
            why = f" ({question.cite})" if question.cite else ""
            assumed.append((name, f"{question.question} Taken as {taken}{why}."))
    incident = named_attackers(incident)
    attackers = tuple(a for a in incident.attackers if a != victim)
    inside = {*incident.victims, *incident.attackers}
    stranger = next(code for code in STRANGERS if code not in inside)
    atlas = _atlas(incident, victim, register=register, view=view)
    domains = {
        "attack": frozenset({NO_ATTACK, *ATTACKS}),
        "attacker_kind": KINDS,
        "target": frozenset(TARGETS),
        "place": atlas.where("everywhere", lambda _: True),
        "attacker": _attackers(register, attackers, stranger=stranger, victim=victim),
    }
    places, place_assumed = _possible_places(incident, victim, atlas=atlas)
    possible = {
        "attack": incident.attacks or domains["attack"],
        "attacker_kind": incident.attacker_kinds,
        "target": incident.targets or domains["target"],
        "place": places,
        "attacker": _told_attackers(incident, attackers) or domains["attacker"],
    }
    given = {name: UNDISPUTED for name in domains if possible[name] != domains[name]}
    return Scene(
        incident=incident,
        victim=victim,
        register=register,
        attackers=attackers,
        stranger=stranger,
        facts=facts,
        costs=given | costs,
        atlas=atlas,
        domains=domains,
        possible=possible,
        assumed=(*assumed, *place_assumed),
        view=view,
        setting=setting or setting_of(incident, victim, register=register, view=view),
    )


def named_attackers(incident: Incident) -> Incident:
    """Return the incident with the kinds of attacker that its named attackers leave possible."""
    kinds = incident.attacker_kinds
    if "unknown" in kinds or not kinds:
        kinds = KINDS
    if kinds == KINDS and incident.attackers:
        # States are named as the attackers: whoever means an armed group says so.
        joint = len(incident.attackers) > 1 and not incident.alternatives
        kinds = frozenset({"states" if joint else "state"})
    return incident if kinds == incident.attacker_kinds else replace(incident, attacker_kinds=kinds)


def joined(attackers: Iterable[str]) -> str:
    """Return the value of the category *attacker* that stands for joint attackers."""
    return "+".join(sorted(attackers))


def _told_attackers(incident: Incident, attackers: tuple[str, ...]) -> frozenset[str]:
    if incident.alternatives:
        return frozenset(attackers)
    return frozenset({joined(attackers)}) if attackers else frozenset()


def _attackers(
    register: "Register", told: tuple[str, ...], *, stranger: str, victim: str
) -> frozenset[str]:
    return (_ever_party(register) | {joined(told), *told, stranger}) - {victim, ""}


_parties_of: dict[int, tuple["Register", frozenset[str]]] = {}
MOST_KEPT = 8


def _ever_party(register: "Register") -> frozenset[str]:
    """Return every state that was ever a party to an instrument of the register."""
    known = _parties_of.get(id(register))
    if known is None:
        if len(_parties_of) >= MOST_KEPT:
            _parties_of.clear()
        parties = (s for i in register.instruments.values() for s, _ in i.parties)
        # The register is kept beside the answer, so that no other one takes its id.
        known = _parties_of[id(register)] = (register, frozenset(parties))
    return known[1]


def _atlas(incident: Incident, victim: str, *, register: "Register", view: str | None) -> Atlas:
    told = {p.removeprefix(SOIL) for p in incident.places if p.startswith(SOIL)}
    states = {victim, *incident.attackers, *told, *filter(None, [incident.soil_of])}
    atlas = atlas_on(register.places, incident.day, view=view, states=states)
    if incident.soil_of is None or not incident.places:
        return atlas
    # Whose soil it is was said: the gazetteer's own view of these places gives way.
    said = {(s.place, s.administration): s for s in atlas.spots.values() if _is_meant(s, incident)}
    places = [place for place, _ in said]
    kept = {n: s for n, s in atlas.spots.items() if s.place not in places}
    made = (
        _as_soil_of(incident.soil_of, s, name=_name(place, s, soil=incident.soil_of, places=places))
        for (place, _), s in said.items()
    )
    return Atlas(kept | {s.name: s for s in made})


def _is_meant(spot: Spot, incident: Incident) -> bool:
    return is_told(spot, bare_places(incident))


def bare_places(incident: Incident) -> frozenset[str]:
    """Return the places as told; without their claims where it is told whose soil they are."""
    if incident.soil_of is None:
        return incident.places
    return frozenset(p if p.startswith(SOIL) else p.partition("/")[0] for p in incident.places)


def _name(place: str, spot: Spot, *, soil: str, places: list[str]) -> str:
    # The claim that was told is in the name, so that a flip can say it again.
    own = f"{place}/{soil}"
    return own if places.count(place) == 1 else f"{own}/{spot.administration}"


def _as_soil_of(state: str, spot: Spot, *, name: str) -> Spot:
    # Territorial waters lie in a sea that nobody administers: whose soil it is says who does.
    holder = spot.administration or state
    return replace(spot, soil=state, administration=holder, name=name)


def is_told(spot: Spot, places: frozenset[str]) -> bool:
    """Tell whether a spot is one of ``places``: by name, by place, by zone or by whose soil."""
    if spot.name in places or spot.place in places or not spot.zones.isdisjoint(places):
        return True
    return spot.soil is not None and SOIL + spot.soil in places


def _narrowed(told: frozenset[str], incident: Incident, *, atlas: Atlas) -> frozenset[str]:
    """Return the spots told; of a place told with its holder too, only the one held so."""
    exact = {p for p in incident.places if p.count("/") == 2 and p in atlas.spots}
    if not exact:
        return told
    whole = {atlas.spots[name].place for name in exact}
    return frozenset(n for n in told if n in exact or atlas.spots[n].place not in whole)


def _possible_places(
    incident: Incident, victim: str, *, atlas: Atlas
) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    places, soil = bare_places(incident), incident.soil_of
    if places:
        told = _narrowed(
            atlas.where(("told", places), lambda s: is_told(s, places)), incident, atlas=atlas
        )
        if not told:
            named = ", ".join(sorted(places))
            raise IncidentError("place", f"nowhere is left of {named}.", "Name another place.")
        return told, ()
    if soil is not None:
        return atlas.where(("soil", frozenset({soil})), lambda s: s.soil == soil), ()
    if incident.targets == frozenset({"territory"}):
        own = atlas.where(("soil", frozenset({victim})), lambda s: s.soil == victim)
        where = f"anywhere on the soil of {{{victim}}}, whose territory is attacked"
        return own, (("place", f"The place is not given: taken as {where}."),)
    return atlas.where("everywhere", lambda _: True), ()
