"""Is it so in this incident? The conditions without parts: kinds, places, attackers, facts."""

from collections.abc import Callable
from typing import Any

from foedus.case.circuit import TRUE
from foedus.case.scope import (
    Grounded,
    Scope,
    among,
    conjunction,
    constant,
    disjunction,
    fact,
    leaf,
    negation,
)
from foedus.case.spots import Spot, atlas_on
from foedus.commitment import condition as c

ATTRIBUTION = "Responsibility of States, Arts. 4-11; UNGA 3314, Art. 3(g)"
BY_STATE = frozenset({"state", "states"})
STATE_ATTACKS = "A state attacks, or a group whose acts are a state's."


def _fact(said: c.Fact, scope: Scope) -> Grounded:
    return fact(said.name, said, scope=scope)


def _attack(said: c.Attack, scope: Scope) -> Grounded:
    enough = frozenset(c.ATTACKS[c.ATTACKS.index(said.at_least) :])
    return among("attack", enough, said=said, scope=scope)


def state_attacks(scope: Scope, *, said: c.By | str = STATE_ATTACKS) -> Grounded:
    """Return the node: a state attacks, or a group whose acts are attributable to one.

    Source: ILC articles on responsibility of States (2001), Arts. 4-11; ICJ,
    Nicaragua (1986), para. 195; UNGA resolution 3314, annex, Art. 3(g).
    """
    kind = among("attacker_kind", BY_STATE, said=c.By(kinds=("state", "states")), scope=scope)
    if scope.scene.possible["attacker_kind"] <= BY_STATE:
        return leaf(_attributed(scope), said)
    asked = _fact(c.Fact(name="attributable_to_state"), scope)
    return disjunction(said, (kind, asked), scope=scope, cite=ATTRIBUTION)


def _attributed(scope: Scope) -> int:
    kinds = scope.circuit.among("attacker_kind", BY_STATE, domain=scope.domain("attacker_kind"))
    return scope.circuit.any([kinds, scope.circuit.fact("attributable_to_state")])


def _by(said: c.By, scope: Scope) -> Grounded:
    kinds = frozenset(said.kinds)
    if "unknown" in kinds:
        return leaf(TRUE, said)
    if "state" not in kinds:
        return among("attacker_kind", kinds, said=said, scope=scope)
    if "non_state" in kinds:
        return leaf(TRUE, said)
    return state_attacks(scope, said=said)


def _attacker(said: c.Attacker, scope: Scope) -> Grounded:
    met = who_meets(said, scope)
    asked = among("attacker", met, said=said, scope=scope)
    state = state_attacks(scope)
    if said.in_ or said.party or said.allied_with:
        made = conjunction(said, (asked, state), scope=scope)
    else:  # an exclusion of states leaves armed groups in
        group = negation("No state attacks.", state, scope=scope)
        made = disjunction(said, (asked, group), scope=scope)
    still = scope.scene.possible["attacker"]
    is_named = scope.scene.possible["attacker_kind"] <= BY_STATE
    # Where states are named and all of them meet it, or none does, there is no more to tell.
    return leaf(made.node, said) if is_named and (still <= met or not still & met) else made


def who_meets(said: c.Attacker, scope: Scope) -> frozenset[str]:
    """Return the values of the category *attacker* that meet a condition on who attacked."""
    inside, outside = scope.states(said.in_), scope.states(said.not_in)
    allies = _allies(said.allied_with, scope) if said.allied_with else frozenset()
    parties = frozenset(scope.parties)

    def meets(state: str) -> bool:
        return (
            (not said.in_ or state in inside)
            and state not in outside
            and (said.party is None or (state in parties) is said.party)
            and (not said.allied_with or state in allies)
        )

    # Of joint attackers one is enough: each of them attacks.
    return frozenset(
        v
        for v in scope.domain("attacker")
        if (any(map(meets, v.split("+"))) if "+" in v else meets(v))
    )


def _allies(states: tuple[str, ...], scope: Scope) -> frozenset[str]:
    """Return the states that a treaty in force binds, on the day, to assist one of ``states``."""
    found: set[str] = set()
    for instrument in scope.scene.register.in_force(scope.day):
        parties = set(instrument.parties_on(scope.day))
        if instrument.binding != "treaty" or parties.isdisjoint(states):
            continue
        if any(a.norm.must == "assist" for a in instrument.articles_on(scope.day)):
            found |= parties
    return frozenset(found - set(states))


def _target(said: c.Target, scope: Scope) -> Grounded:
    return among("target", frozenset(said.kinds), said=said, scope=scope)


def _place(said: c.Place, scope: Scope) -> Grounded:
    names = frozenset(said.names)
    inside = scope.scene.atlas.where(("in", names), lambda s: not s.zones.isdisjoint(names))
    asked = among("place", inside, said=said, scope=scope)
    still = scope.scene.possible["place"] - inside
    wide = {zone: _perhaps_in(zone, scope) - inside for zone in said.names}
    scope.circuit.doubt(asked.node, frozenset[str]().union(*wide.values()) - still)
    maybe = {zone: where & still for zone, where in wide.items()}
    doubts = [_doubt(zone, where, scope=scope) for zone, where in maybe.items() if where]
    return disjunction(said, (asked, *doubts), scope=scope) if doubts else asked


def _perhaps_in(zone: str, scope: Scope) -> frozenset[str]:
    return scope.scene.atlas.where(("perhaps", zone), lambda s: zone in s.perhaps)


def _doubt(zone: str, maybe: frozenset[str], *, scope: Scope) -> Grounded:
    where = among("place", maybe, said=f"It falls where readings of '{zone}' differ.", scope=scope)
    asked = _fact(c.Fact(name=f"reaches.{zone}"), scope)
    return conjunction(f"'{zone}' reaches there by its wider reading.", (where, asked), scope=scope)


def _soil_of(said: c.SoilOf, scope: Scope) -> Grounded:
    return _held(said, scope, fallback="attackers_soil")


def _administered_by(said: c.AdministeredBy, scope: Scope) -> Grounded:
    return _held(said, scope, fallback="attackers_administration")


def _held(said: c.SoilOf | c.AdministeredBy, scope: Scope, *, fallback: str) -> Grounded:
    """Return that the place is held by one of ``said.whom``; the attacker may not be known."""
    known = scope.states(w for w in said.whom if w != "attacker")
    plain = among("place", _spots_of(said, known, scope=scope), said=said, scope=scope)
    if "attacker" not in said.whom:
        return plain
    ways = [plain]
    told = frozenset(v for v in scope.domain("attacker") if set(v.split("+")) & _named(scope))
    for value in sorted(told):
        who = among("attacker", frozenset({value}), said=f"{value} attacked.", scope=scope)
        there = _spots_of(said, frozenset(value.split("+")), scope=scope)
        where = among("place", there, said=said, scope=scope)
        ways.append(conjunction(said, (who, where), scope=scope))
    others = scope.domain("attacker") - told
    who = among("attacker", others, said="A state that nobody named attacked.", scope=scope)
    asked = _fact(c.Fact(name=fallback), scope)
    ways.append(conjunction(said, (who, asked), scope=scope))
    return disjunction(said, ways, scope=scope)


def _named(scope: Scope) -> set[str]:
    return set(scope.scene.attackers)


def _spots_of(
    said: c.SoilOf | c.AdministeredBy, states: frozenset[str], *, scope: Scope
) -> frozenset[str]:
    if isinstance(said, c.SoilOf):
        return scope.scene.atlas.where(("soil", states), lambda s: s.soil in states)
    return scope.scene.atlas.where(("holder", states), lambda s: s.administration in states)


def _recognised_by(said: c.RecognisedBy, scope: Scope) -> Grounded:
    state = scope.bearer if said.by == "bearer" else said.by
    name = f"recognised_by.{state}"
    if name in scope.scene.incident.facts:
        return fact(name, said, scope=scope)  # what the user says goes before the gazetteer
    scene, victim = scope.scene, scope.scene.victim
    seen = atlas_on(scene.register.places, scope.day, view=state).soils()

    def soils(spot: Spot) -> frozenset[str | None]:
        return seen.get(spot.place, frozenset({spot.soil}))

    only = scene.atlas.where(("seen", state, victim), lambda s: soils(s) == {victim})
    asked = among("place", only, said=said, scope=scope)
    some = scene.atlas.where(("seen too", state, victim), lambda s: victim in soils(s))
    scope.circuit.doubt(asked.node, some - only - scene.possible["place"])
    maybe = (some - only) & scene.possible["place"]
    if not maybe:
        return asked
    words = f"It falls where {state} is not known to see one owner."
    where = among("place", maybe, said=words, scope=scope)
    told = _fact(c.Fact(name=name), scope)
    return disjunction(said, (asked, conjunction(words, (where, told), scope=scope)), scope=scope)


def _bearer_in(said: c.BearerIn, scope: Scope) -> Grounded:
    return constant(scope.bearer in said.states, said)


def _bearer_party_to(said: c.BearerPartyTo, scope: Scope) -> Grounded:
    other = scope.scene.register.instrument(said.instrument)
    in_force = other.status_on(scope.day) == "in_force"
    return constant(in_force and scope.bearer in other.parties_on(scope.day), said)


def _victim_in(said: c.VictimIn, scope: Scope) -> Grounded:
    return constant(scope.scene.victim in scope.states(said.states), said)


def _request(said: c.Request, scope: Scope) -> Grounded:
    return fact(request_fact(said.by, scope=scope), said, scope=scope)


def request_fact(by: str, *, scope: Scope) -> str:
    """Return the fact that asks whether ``by`` requested it; the victim's is ``request``."""
    who = scope.bearer if by == "bearer" else by
    return "request" if who in ("victim", scope.scene.victim) else f"request.{who}"


def _finding(said: c.Finding, scope: Scope) -> Grounded:
    name = "joint_finding" if said.by == "joint" else f"finding.{said.by}"
    return fact(name, said, scope=scope)


ATOMS: dict[type[c.Condition], Callable[[Any, Scope], Grounded]] = {
    c.Fact: _fact,
    c.Attack: _attack,
    c.By: _by,
    c.Attacker: _attacker,
    c.Target: _target,
    c.Place: _place,
    c.SoilOf: _soil_of,
    c.AdministeredBy: _administered_by,
    c.RecognisedBy: _recognised_by,
    c.BearerIn: _bearer_in,
    c.BearerPartyTo: _bearer_party_to,
    c.VictimIn: _victim_in,
    c.Request: _request,
    c.Finding: _finding,
}
