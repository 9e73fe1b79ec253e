"""Laws of every rule: exact means every completion; proofs replay; flips flip; order is nothing.

Random conditions of every constructor are decided, and evaluated a second time by plain
two-valued logic on every completion of what is open.
"""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, assume, given, settings

from foedus.case import Incident, applied, decide, replay
from foedus.case.checking import checked
from foedus.case.exact import Exact
from foedus.case.finding import DUE, Finding
from foedus.case.grounding import GROUNDERS
from foedus.case.outcome import finding_of
from foedus.case.proof import walk
from foedus.case.rule import Rule, rule_of
from foedus.case.scene import Scene, set_scene
from foedus.case.scope import Scope, scope_of
from foedus.case.wording import PHRASES
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Unless
from foedus.truth import Truth

DAY = date(2026, 11, 22)
FACTS = ("state_of_war", "external", "attributable_to_state", "request", "joint_finding")
VOTES = ("vote.council.QMA", "vote.council.QMB", "vote.council.QMC", "objection.council.QMB")
STATES = ("QMA", "QMB", "QMC", "QMD", "RUS", "UKR")
PLACES = ("crimea", "kursk-oblast", "guam", "europe", "pacific-area", "pyongyang")
TERMS = {"area": c.Any(of=(c.Place(names=("guam", "europe")), c.SoilOf(whom=("victim",))))}


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


WHOM = some(("victim", "bearer", "attacker", "parties", "RUS", "UKR"))
LEAVES: st.SearchStrategy[c.Condition] = st.one_of(
    st.sampled_from(("state_of_war", "external")).map(lambda n: c.Fact(name=n)),
    st.sampled_from(c.ATTACKS).map(lambda k: c.Attack(at_least=k)),
    some(c.ATTACKER_KINDS).map(lambda k: c.By(kinds=k)),
    some(c.TARGETS).map(lambda k: c.Target(kinds=k)),
    some(PLACES).map(lambda n: c.Place(names=n)),
    WHOM.map(lambda w: c.SoilOf(whom=w)),
    WHOM.map(lambda w: c.AdministeredBy(whom=w)),
    st.sampled_from(("bearer", "RUS", "USA")).map(lambda s: c.RecognisedBy(by=s)),
    some(STATES).map(lambda s: c.BearerIn(states=s)),
    st.just(c.BearerPartyTo(instrument="qma-qmb-2000")),
    some((*STATES, "parties")).map(lambda s: c.VictimIn(states=s)),
    st.sampled_from((Fraction(1, 2), Fraction(2, 3))).map(
        lambda s: c.Vote(body="council", more_than=s, of=("QMA", "QMB", "QMC", "QMD"))
    ),
    st.just(c.Request()),
    st.just(c.Finding(by="joint")),
    st.just(c.Term(name="area")),
    some((*STATES, "parties")).map(lambda s: c.Attacker(in_=s)),
    some((*STATES, "parties")).map(lambda s: c.Attacker(not_in=s)),
    st.booleans().map(lambda p: c.Attacker(party=p)),
    some(STATES).map(lambda s: c.Attacker(allied_with=s)),
    st.builds(
        c.Vote,
        body=st.just("council"),
        share=st.sampled_from((Fraction(1, 2), Fraction(2, 3), None)),
        no_objection=st.booleans(),
        exclude=st.sampled_from(((), ("disputants",), ("QMC",))),
        exclude_if=st.sampled_from((None, c.Fact(name="external"))),
    ),
)
CONDITIONS: st.SearchStrategy[c.Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda p: c.All(of=tuple(p))),
        st.lists(inner, min_size=1, max_size=3).map(lambda p: c.Any(of=tuple(p))),
        inner.map(lambda p: c.Not(of=p)),
        st.lists(inner, min_size=2, max_size=4).flatmap(
            lambda p: st.integers(1, len(p)).map(lambda k: c.Count(at_least=k, of=tuple(p)))
        ),
    ),
    max_leaves=6,
)
KNOWN = st.dictionaries(st.sampled_from((*FACTS, *VOTES)), st.sampled_from((True, False, None)))

Completion = dict[str, Any]


def holds(said: c.Condition, told: Completion, *, scope: Scope) -> bool:
    """Tell whether a condition holds when everything is known: plain two-valued logic.

    Args:
        said: A condition.
        told: Fact to bool; category to its value.
        scope: For whom it is asked.
    """

    def inside(part: c.Condition) -> bool:
        return holds(part, told, scope=scope)

    spot = scope.scene.spots[told["place"]]
    by_state = told["attacker_kind"] != "non_state" or told["attributable_to_state"]
    match said:
        case c.All():
            return all(map(inside, said.of))
        case c.Any():
            return any(map(inside, said.of))
        case c.Not():
            return not inside(said.of)
        case c.Count():
            return sum(map(inside, said.of)) >= said.at_least
        case c.Term():
            return inside(TERMS[said.name])
        case c.Fact():
            return bool(told[said.name])
        case c.Request():
            return bool(told["request"])
        case c.Finding():
            return bool(told["joint_finding"])
        case c.Attack():
            order = ("none", *c.ATTACKS)
            return order.index(told["attack"]) >= order.index(said.at_least)
        case c.By():
            return _by(said, told["attacker_kind"], by_state=by_state)
        case c.Target():
            return told["target"] in said.kinds
        case c.Place():
            return bool({spot.place, *spot.zones} & set(said.names)) or any(
                z in spot.perhaps and told.get(f"reaches.{z}", False) for z in said.names
            )
        case c.SoilOf():
            asked = told["attackers_soil"]
            return _held(said.whom, spot.soil, told["attacker"], scope=scope, asked=asked)
        case c.AdministeredBy():
            asked = told["attackers_administration"]
            owner = spot.administration
            return _held(said.whom, owner, told["attacker"], scope=scope, asked=asked)
        case c.RecognisedBy():
            return _recognised(said, told, scope=scope)
        case c.BearerIn():
            return scope.bearer in said.states
        case c.VictimIn():
            return "QMA" in scope.states(said.states)
        case c.BearerPartyTo():
            return scope.bearer in ("QMA", "QMB", "QMC")
        case c.Attacker():
            return _attacker(said, told["attacker"], scope=scope, by_state=by_state)
        case c.Vote():
            return _vote(said, told, scope=scope)
    raise AssertionError(said)


def _held(
    whom: tuple[str, ...], owner: str | None, attacker: str, *, scope: Scope, asked: bool
) -> bool:
    if owner in scope.states(w for w in whom if w != "attacker"):
        return True
    if "attacker" not in whom:
        return False
    states = attacker.split("+")
    return owner in states if set(states) & set(scope.scene.attackers) else asked


def _by(said: c.By, kind: str, *, by_state: bool) -> bool:
    if "unknown" in said.kinds or kind in said.kinds:
        return True
    if "state" in said.kinds:
        return by_state
    return False


def _recognised(said: c.RecognisedBy, told: Completion, *, scope: Scope) -> bool:
    state = scope.bearer if said.by == "bearer" else said.by
    name = f"recognised_by.{state}"
    if name in scope.scene.incident.facts:
        return bool(told[name])
    spot = scope.scene.spots[told["place"]]
    places = scope.scene.register.places
    seen = (
        places.soil_of(spot.place, scope.day, state)
        if spot.place in places.entries
        else frozenset({spot.soil})
    )
    if scope.scene.victim not in seen:
        return False
    return len(seen) == 1 or bool(told.get(name, False))


def _attacker(said: c.Attacker, value: str, *, scope: Scope, by_state: bool) -> bool:
    parties = set(scope.parties)
    allies = parties - set(said.allied_with) if parties & set(said.allied_with) else set()

    def meets(state: str) -> bool:
        return (
            (not said.in_ or state in scope.states(said.in_))
            and state not in scope.states(said.not_in)
            and (said.party is None or said.party == (state in scope.parties))
            and (not said.allied_with or state in allies)
        )

    positive = bool(said.in_ or said.party or said.allied_with)
    if not by_state:
        return not positive
    return any(map(meets, value.split("+")))


def _vote(said: c.Vote, told: Completion, *, scope: Scope) -> bool:
    given = scope.scene.incident.facts
    if not any(name.startswith(("vote.council.", "objection.council.")) for name in given):
        return bool(told["vote.council"])
    members = scope.parties if said.of == ("parties",) else said.of
    voters = [s for s in members if s not in said.exclude]
    applies = said.exclude_if is None or bool(told["external"])
    if "disputants" in said.exclude and applies:
        inside = {scope.scene.victim, *scope.scene.attackers}
        voters = [s for s in voters if s not in inside]
    for_it = sum(bool(told.get(f"vote.council.{s}", False)) for s in voters)
    if said.no_objection:
        return all(_is_silent(s, told, scope=scope) for s in voters)
    if said.more_than is not None:
        return for_it > said.more_than * len(voters)
    return for_it >= math.ceil((said.share or 1) * len(voters))


def _is_silent(state: str, told: Completion, *, scope: Scope) -> bool:
    name = f"objection.council.{state}"
    if name in scope.scene.incident.facts:
        return not told[name]
    return bool(told[f"vote.council.{state}"])


def subsets(values: tuple[str, ...], most: int) -> st.SearchStrategy[frozenset[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(frozenset)


INCIDENTS: st.SearchStrategy[Incident] = st.builds(
    Incident,
    victims=st.just(("QMA",)),
    day=st.just(DAY),
    attackers=st.sampled_from(((), ("QMD",), ("QMC",), ("QMD", "RUS"), ("UKR",))),
    alternatives=st.booleans(),
    attacker_kinds=subsets(("state", "states", "non_state"), 2),
    attacks=subsets(c.ATTACKS, 2),
    targets=subsets(c.TARGETS, 2),
    places=st.sampled_from(
        (
            frozenset({"crimea"}),
            frozenset({"guam", "kursk-oblast"}),
            frozenset({"soil-of-QMA"}),
            frozenset({"pyongyang", "crimea"}),
        )
    ),
    facts=KNOWN,
)
UNLESS = st.lists(
    st.builds(
        Unless,
        id=st.sampled_from(("one", "two")),
        when=CONDITIONS,
        effect=st.sampled_from(("defeats", "ends", "reduces_to_consult", "own_choice_of_form")),
        cite=st.just("Art. 2"),
    ),
    max_size=2,
).map(tuple)
MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Desk:
    """Makes worlds with one invented treaty; its short repr keeps failures readable."""

    def __init__(self, register: Register, **make: Callable[..., Any]) -> None:
        self._base = replace(register, instruments={})
        self._article, self._instrument = make["article"], make["instrument"]

    def treaty(self, when: c.Condition, unless: tuple[Unless, ...] = (), **more: Any) -> Instrument:
        treaty: Instrument = self._instrument(
            self._article(when=when, unless=unless), terms=TERMS, **more
        )
        return treaty

    def world(self, *treaties: Instrument) -> Register:
        return replace(self._base, instruments={t.id: t for t in treaties})

    def finding(
        self, told: Incident, when: c.Condition, unless: tuple[Unless, ...] = ()
    ) -> Finding:
        treaty = self.treaty(when, unless)
        return finding_of(*rule_for(self.world(treaty), treaty, told))


@pytest.fixture
def desk(
    register: Register, article: Callable[..., Article], instrument: Callable[..., Instrument]
) -> Desk:
    return Desk(register, article=article, instrument=instrument)


def rule_for(register: Register, treaty: Instrument, told: Incident) -> tuple[Rule, Exact]:
    scene = set_scene(checked(told, register), "QMA", register=register)
    scope = scope_of(scene, "QMB", instrument=treaty, article=treaty.articles[0])
    rule = rule_of(scope)
    return rule, Exact(scene, rule.roots, bearer="QMB")


def completions(scene: Scene, exact: Exact) -> Iterator[Completion]:
    more = {*FACTS, *VOTES, "vote.council", "attackers_soil", "attackers_administration"}
    asked = sorted(scene.circuit.asked - set(scene.domains) | more)
    choices: list[tuple[Any, ...]] = []
    for name in asked:
        is_open = name in scene.circuit.asked and name not in scene.facts
        choices.append((False, True) if is_open else (scene.facts.get(name, False),))
    categories = sorted(exact.possible)
    # The obligor is never the attacker; where a rule does not ask who is, one other value will do.
    still = {
        n: sorted(exact.possible[n] - {"QMB"}) or sorted(exact.possible[n]) for n in categories
    }
    values = [still[n][: 10**6 if n in scene.circuit.asked else 1] for n in categories]
    for made in product(*choices, *values):
        yield dict(zip([*asked, *categories], made, strict=True))


def brute(condition: c.Condition, rule: Rule, exact: Exact) -> Truth:
    scene = rule.scope.scene
    size = math.prod(len(exact.possible[n]) for n in scene.domains if n in scene.circuit.asked)
    size *= 2 ** len(scene.circuit.asked - set(scene.domains) - set(scene.facts))
    assume(size <= 3000)
    found = {holds(condition, told, scope=rule.scope) for told in completions(scene, exact)}
    return Truth.of(found.pop() if len(found) == 1 else None)


def test_every_constructor_is_grounded_and_prints_itself() -> None:
    # A slotted dataclass is made twice; the class that the module names is the one in use.
    every = c.Condition.__subclasses__()
    constructors = {kind for kind in every if getattr(c, kind.__name__) is kind}
    assert len(constructors) == len({kind.__name__ for kind in every}) >= 18
    assert set(GROUNDERS) == constructors
    assert set(PHRASES) == constructors


@given(condition=CONDITIONS, told=INCIDENTS)
@MANY
def test_the_answer_of_record_is_that_of_every_completion(
    desk: Desk,
    condition: c.Condition,
    told: Incident,
) -> None:
    treaty = desk.treaty(condition)
    rule, exact = rule_for(desk.world(treaty), treaty, told)
    assert exact.truth(rule.casus.node) is brute(condition, rule, exact)


@given(condition=CONDITIONS, unless=UNLESS, told=INCIDENTS)
@MANY
def test_a_proof_replays_to_its_answer(
    desk: Desk,
    condition: c.Condition,
    unless: tuple[Unless, ...],
    told: Incident,
) -> None:
    finding = desk.finding(told, condition, unless)
    assert DUE[replay(finding.proof)] == finding.due
    assert all(replay(part) is part.value for part in walk(finding.proof))


@given(condition=CONDITIONS, unless=UNLESS, told=INCIDENTS)
@MANY
def test_flips_really_flip_and_no_other_single_change_does(
    desk: Desk,
    condition: c.Condition,
    unless: tuple[Unless, ...],
    told: Incident,
) -> None:
    finding = desk.finding(told, condition, unless)
    for flip in finding.flips:
        after = applied(told, flip, victim="QMA")
        assert desk.finding(after, condition, unless).due == DUE[flip.to], flip
    alone = {(f.changes[0].name, f.changes[0].value) for f in finding.flips if len(f.changes) == 1}
    for name, value in product((*FACTS, *VOTES), (True, False)):
        if name not in told.facts or told.facts[name] is value:
            continue
        other = replace(told, facts={**told.facts, name: value})
        due = desk.finding(other, condition, unless).due
        if due not in (finding.due, "open"):
            assert (name, value) in alone


@given(condition=CONDITIONS, unless=UNLESS, told=INCIDENTS, data=st.data())
@MANY
def test_learning_a_fact_never_turns_due_into_not_due_except_through_open(
    desk: Desk,
    condition: c.Condition,
    unless: tuple[Unless, ...],
    told: Incident,
    data: st.DataObject,
) -> None:
    before = desk.finding(told, condition, unless).due
    left = [n for n in FACTS if told.facts.get(n) is None]
    assume(left)
    name = data.draw(st.sampled_from(left))
    learnt = replace(told, facts={**told.facts, name: data.draw(st.booleans())})
    after = desk.finding(learnt, condition, unless).due
    assert before in ("open", after)


@given(condition=CONDITIONS, told=INCIDENTS, seed=st.integers(0, 99))
@settings(parent=MANY, max_examples=40)
def test_the_order_of_facts_and_instruments_is_irrelevant(
    desk: Desk,
    condition: c.Condition,
    told: Incident,
    seed: int,
) -> None:
    treaties = [desk.treaty(condition), desk.treaty(c.Fact(name="external"), id="second")]
    facts = list(told.facts.items())
    random.Random(seed).shuffle(facts)
    other = replace(told, facts=dict(facts))

    def parts(found: Finding) -> object:
        return (
            found.reference,
            found.obligor,
            found.due,
            found.proof,
            found.questions,
            found.flips,
        )

    one = decide(told, desk.world(*treaties))
    two = decide(other, desk.world(*treaties[::-1]))
    assert [*map(parts, one.findings)] == [*map(parts, two.findings)]
    assert one.questions == two.questions


@given(condition=CONDITIONS, unless=UNLESS, told=INCIDENTS)
@MANY
def test_an_obligor_among_others_is_told_what_it_is_told_alone(
    desk: Desk, condition: c.Condition, unless: tuple[Unless, ...], told: Incident
) -> None:
    treaty = desk.treaty(condition, unless)
    register = desk.world(treaty)
    for found in decide(told, register).findings:
        scene = set_scene(checked(told, register), "QMA", register=register)
        scope = scope_of(scene, found.obligor, instrument=treaty, article=treaty.articles[0])
        rule = rule_of(scope)
        alone = finding_of(rule, Exact(scene, rule.roots, bearer=found.obligor))
        assert replace(found, lines=None) == alone
