"""What is known of an incident, and where may it have happened? Read a second time."""

from functools import cached_property
from typing import Any

from second.files import Plain
from second.places import Gazetteer, Spot

ATTACKS = ["danger", "aggression_not_armed", "armed_aggression", "armed_attack", "invasion"]
TARGETS = ("territory", "forces", "vessel", "aircraft", "nationals", "infrastructure")
BY_STATE = frozenset({"state", "states"})
KINDS = BY_STATE | {"non_state"}
SOIL = "soil-of-"


class Scene:
    """An incident as the case of one victim, on the ground that all accounts share."""

    def __init__(self, told: Plain, victim: str, *, register: Plain, gazetteer: Gazetteer) -> None:
        self.incident, self.victim, self.register = told, victim, register
        self.gazetteer = gazetteer
        self.day, self.mode = told["day"], told["mode"]
        self.known_on = told["known_on"] or self.day
        self.victims, self.told = told["victims"], told["facts"]
        self.attackers = [a for a in told["attackers"] if a != victim]
        self.facts = self._facts()

    def _facts(self) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for name, value in self._one_name_each().items():
            answers = list(value.values()) if isinstance(value, dict) else [value]
            if answers and answers.count(answers[0]) == len(answers) and answers[0] is not None:
                found[name] = answers[0]
        for name, fact in self.register["facts"].items():
            if name not in self.told and isinstance(fact.get("default"), bool):
                found[name] = fact["default"]
        return found

    def _one_name_each(self) -> Plain:
        """Return the facts as told; what has two names is one question, which an answer settles."""
        told = dict(self.told)
        for name, other in (
            ("request", f"request.{self.victim}"),
            ("request", "request.victim"),
            ("joint_finding", "finding.joint"),
        ):
            if other in told:
                told[name] = _both(told.get(name), told[other])
        return told

    def atlas(self, *, view: str | None = None) -> dict[str, Spot]:
        """Return every spot that the gazetteer knows on the day."""
        key = f"{self.day} {view}"
        kept: Plain = self.register.setdefault("_atlases", {})
        if key not in kept:
            kept[key] = self.gazetteer.atlas(day=self.day, view=view)
        spots: dict[str, Spot] = kept[key]
        return spots

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Return the spots of this incident: also of states of which no place is known."""
        known, told = dict(self.atlas()), self.incident
        soil = told["soil_of"]
        named = {p.removeprefix(SOIL) for p in told["places"] if p.startswith(SOIL)}
        states = {self.victim, *told["attackers"], *named} | ({soil} if soil else set())
        for state in states - {s.soil for s in known.values()}:
            known[SOIL + state] = Spot(SOIL + state, state, state)
        if not soil or not told["places"]:
            return known
        # Whose soil it is was told: the gazetteer's own accounts of these places give way.
        said = {(s.place, s.holder): s for n, s in known.items() if self._is_told(n, s)}
        places = [place for place, _ in said]
        kept = {n: s for n, s in known.items() if s.place not in places}
        for (place, holder), spot in said.items():
            own = f"{place}/{soil}"
            name = own if places.count(place) == 1 else f"{own}/{holder}"
            kept[name] = spot._replace(soil=soil, holder=holder or soil)
        return kept

    def _is_told(self, name: str, spot: Spot) -> bool:
        places = set(self.incident["places"])
        if self.incident["soil_of"]:
            places = {p if p.startswith(SOIL) else p.split("/")[0] for p in places}
        by_soil = spot.soil is not None and SOIL + spot.soil in places
        return name in places or spot.place in places or bool(spot.zones & places) or by_soil

    @cached_property
    def domains(self) -> dict[str, frozenset[str]]:
        """Return every value of each category."""
        named = {
            s
            for i in self.register["instruments"].values()
            for m in i["parties"].values()
            for s in m
        }
        inside = {*self.victims, *self.incident["attackers"]}
        stranger = next(c for c in ("QZZ", "QZY", "QZX") if c not in inside)
        joint = "+".join(sorted(self.attackers))
        who = {joint, *self.attackers, *named, stranger} - {self.victim, ""}
        return {
            "attack": frozenset({"none", *ATTACKS}),
            "attacker_kind": KINDS,
            "target": frozenset(TARGETS),
            "place": frozenset(self.spots),
            "attacker": frozenset(who),
        }

    @cached_property
    def possible(self) -> dict[str, frozenset[str]]:
        """Return the values of each category that are still possible."""
        told = self.incident
        alone = "+".join(sorted(self.attackers))
        who = frozenset(self.attackers if told["alternatives"] else [alone] if alone else [])
        return {
            "attack": frozenset(told["attacks"]) or self.domains["attack"],
            "attacker_kind": self._kinds(),
            "target": frozenset(told["targets"]) or self.domains["target"],
            "place": self._places(),
            "attacker": who or self.domains["attacker"],
        }

    def _kinds(self) -> frozenset[str]:
        told = self.incident
        kinds = frozenset(told["attacker_kinds"])
        if "unknown" in kinds or not kinds:
            kinds = KINDS
        if kinds == KINDS and told["attackers"]:
            joint = len(told["attackers"]) > 1 and not told["alternatives"]
            kinds = frozenset({"states" if joint else "state"})
        return kinds

    def _places(self) -> frozenset[str]:
        told, spots = self.incident, self.spots.items()
        if told["places"]:
            return frozenset(n for n, s in spots if self._is_told(n, s))
        if told["soil_of"]:
            return frozenset(n for n, s in spots if s.soil == told["soil_of"])
        if told["targets"] == ["territory"]:
            return frozenset(n for n, s in spots if s.soil == self.victim)
        return frozenset(self.spots)


def _both(one: Any, two: Any) -> Any:
    """Return two answers to one question as one: what is open gives way."""
    if isinstance(one, dict) and isinstance(two, dict):
        return {w: two.get(w) if one.get(w) is None else one[w] for w in (*one, *two)}
    first, second = (two, one) if isinstance(one, dict) else (one, two)
    if isinstance(one, dict) or isinstance(two, dict):
        return second if first is None else first
    return two if one is None else one
