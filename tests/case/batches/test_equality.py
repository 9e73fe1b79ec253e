"""Batch, exact, brute force and polars agree on rules of every constructor; no change goes unseen.

Each mutation of the engine must make the very comparison fail that passes without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from foedus.case import Incident, atoms, frame, grounding, rule
from foedus.case.batch import CATEGORIES, Batch, Legend
from foedus.case.batches import completing, polarity
from foedus.case.batches.placing import _Placing
from foedus.case.batches.program import Program
from foedus.case.circuit import Circuit
from foedus.case.grounding import GROUNDERS
from foedus.case.scope import Scope, leaf, negation
from foedus.commitment import Article, Norm
from foedus.commitment import condition as c
from foedus.commitment.instrument import Unless

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)
EARLY, LATE = date(2001, 1, 1), date(2030, 1, 1)
PARTIES = ("QMA", "QMB", "QMC")
FACTS = ("state_of_war", "external", "attributable_to_state", "request", "joint_finding")
ASKED = (*FACTS, "request.QMB", "reaches.ocean", "recognised_by.QMB", "attackers_soil")
VOTES = tuple(f"vote.council.{state}" for state in PARTIES)
OBJECTIONS = ("objection.council.QMB", "objection.council.QMC")


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


WHOM = some("victim", "bearer", "parties", "attacker", "QMD")
WHO = some("QMB", "QMC", "QMD", "parties")
LEAVES: dict[type[c.Condition], st.SearchStrategy[Any]] = {
    c.Fact: st.builds(c.Fact, name=st.sampled_from(("state_of_war", "external"))),
    c.Attack: st.builds(c.Attack, at_least=st.sampled_from(c.ATTACKS)),
    c.By: st.builds(c.By, kinds=some(*c.ATTACKER_KINDS)),
    c.Target: st.builds(c.Target, kinds=some(*c.TARGETS)),
    c.Place: st.builds(c.Place, names=some("ocean", "land", "isle", "sea")),
    c.SoilOf: st.builds(c.SoilOf, whom=WHOM),
    c.AdministeredBy: st.builds(c.AdministeredBy, whom=WHOM),
    c.RecognisedBy: st.builds(c.RecognisedBy, by=st.sampled_from(("bearer", "QMA", "QMD"))),
    c.BearerIn: st.builds(c.BearerIn, states=some(*PARTIES)),
    c.BearerPartyTo: st.just(c.BearerPartyTo(instrument="qma-qmb-2000")),
    c.VictimIn: st.builds(c.VictimIn, states=some("QMA", "QMB", "parties")),
    c.Request: st.builds(c.Request, by=st.sampled_from(("victim", "bearer"))),
    c.Finding: st.just(c.Finding(by="joint")),
    c.Term: st.just(c.Term(name="area")),
    c.Attacker: st.one_of(
        st.builds(c.Attacker, in_=WHO),
        st.builds(c.Attacker, not_in=WHO),
        st.builds(c.Attacker, party=st.booleans()),
        st.builds(c.Attacker, allied_with=some("QMA", "QMC")),
    ),
    c.Vote: st.builds(
        c.Vote,
        body=st.just("council"),
        share=st.sampled_from((Fraction(1, 2), Fraction(2, 3), None)),
        more_than=st.sampled_from((None, Fraction(1, 2), Fraction(1, 3))),
        no_objection=st.booleans(),
        exclude=st.sampled_from(((), ("QMC",), ("disputants",), ("disputants",))),
        exclude_if=st.sampled_from((None, c.Fact(name="external"))),
    ),
}
BOUNDS = st.tuples(
    st.sampled_from(("from_", "until", "known_from")), st.sampled_from((None, None, EARLY, LATE))
)
LEAF = st.builds(
    lambda said, bound: replace(said, **dict([bound])), st.one_of(*LEAVES.values()), BOUNDS
)
PART = st.one_of(LEAF, LEAF, LEAF.map(lambda part: c.Not(of=part)))
JOINED: dict[type[c.Condition], st.SearchStrategy[Any]] = {
    c.All: st.lists(PART, min_size=1, max_size=3).map(lambda p: c.All(of=tuple(p))),
    c.Any: st.lists(PART, min_size=1, max_size=3).map(lambda p: c.Any(of=tuple(p))),
    c.Not: PART.map(lambda p: c.Not(of=p)),
    c.Count: st.lists(PART, min_size=2, max_size=5).flatmap(
        lambda p: st.integers(1, len(p)).map(lambda k: c.Count(at_least=k, of=tuple(p)))
    ),
}
ROOTS = {**LEAVES, **JOINED}


def rules(kind: type[c.Condition]) -> st.SearchStrategy[Article]:
    """Articles in which ``kind`` stands, alone or beside other conditions."""
    it = ROOTS[kind]
    when = st.one_of(
        it,
        st.tuples(it, PART).map(lambda p: c.All(of=p)),
        st.tuples(it, PART, it).map(lambda p: c.Any(of=p)),
    )
    unless = st.builds(
        Unless,
        id=st.just("one"),
        when=PART,
        effect=st.sampled_from(("defeats", "ends", "suspends", "reduces_to_consult")),
        cite=st.just("Art. 2"),
    )
    return st.builds(
        Article,
        id=st.just("art1"),
        number=st.just("1"),
        cite=st.just("Art. 1"),
        bearers=st.just("every_other_party"),
        when=when,
        needs=st.one_of(st.none(), PART),
        unless=st.one_of(st.just(()), st.tuples(unless)),
        norm=st.just(Norm(must="assist")),
    )


ATTACKERS = st.sampled_from(((), (), ("QMD",), ("QMB", "QMD"), ("QMC", "QMD")))
NAMES = (*ASKED, *CATEGORIES)
COLUMNS = st.tuples(
    st.sets(st.sampled_from(NAMES), max_size=len(NAMES) - 1),
    st.sampled_from(((), ("vote.council",), VOTES, OBJECTIONS)),
).map(lambda p: (*(name for name in NAMES if name not in p[0]), *p[1]))
TOLD = st.builds(
    Incident,
    victims=st.just(("QMA",)),
    day=st.just(DAY),
    attackers=ATTACKERS,
    alternatives=st.booleans(),
    attacks=st.sampled_from((frozenset(), frozenset({"armed_attack", "danger"}))),
    facts=st.dictionaries(st.sampled_from(FACTS), st.booleans(), max_size=2),
)
ROWS = 10
Scenario = tuple[Article, Incident, tuple[str, ...], int]
"""A rule, what is told of all rows, the names of the columns, and a seed for their values."""


def scenarios(*kinds: type[c.Condition]) -> st.SearchStrategy[Scenario]:
    """Rules in which one of ``kinds`` stands, and what is told of the rows."""
    return st.tuples(st.one_of(*map(rules, kinds)), TOLD, COLUMNS, st.integers(0, 999))


def columns_for(made: Batch, seed: int) -> dict[str, Any]:
    """Random columns for a batch: open a third of the time; of categories any set of values."""
    draws = np.random.default_rng(seed)
    found: dict[str, Any] = {}
    for name in made.names:
        classes = made.legend.classes.get(name)
        if classes is None:
            found[name] = draws.integers(-1, 2, ROWS, dtype=np.int8)
            continue
        masks = draws.integers(1, 1 << len(classes), ROWS)
        one = 1 << draws.integers(0, len(classes), ROWS)
        found[name] = np.where(draws.random(ROWS) < 0.5, masks, one).astype(np.uint16)
    return found


def compare(world: Any, scenario: Scenario) -> None:
    """Assert that batch and brute force agree on every row."""
    article, told, names, seed = scenario
    made = world.batch(article, told, names)
    columns = columns_for(made, seed)
    possible = [world.possible(made, columns, row) for row in range(ROWS)]
    assert made.decide(columns)[0].tolist() == world.brute(article, told, possible, names)


GENERATED = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_the_rules_cover_every_constructor() -> None:
    assert set(ROOTS) == {kind for kind, *_ in READINGS} == set(c.KINDS)


@pytest.mark.parametrize("kind", c.KINDS, ids=lambda kind: kind.__name__)
def test_batch_equals_brute_force_for_every_constructor(
    kind: type[c.Condition], world: Any
) -> None:
    @given(scenarios(kind))
    @GENERATED
    def agree(scenario: Scenario) -> None:
        compare(world, scenario)

    agree()


@given(scenario=scenarios(*c.KINDS))
@settings(GENERATED, max_examples=40)
def test_batch_equals_the_answer_of_record(scenario: Scenario, world: Any) -> None:
    article, told, names, seed = scenario
    names = tuple(n for n in names if n != "attacker")  # an incident cannot narrow it otherwise
    assume(names)
    made = world.batch(article, told, names)
    columns = columns_for(made, seed)
    (answers,) = made.decide(columns)
    for row in range(ROWS):
        possible = world.possible(made, columns, row)
        if told.attackers and len(possible["attacker_kind"]) == 3:
            continue  # of named attackers an incident takes for granted that they are states
        assert answers[row] == world.exact(article, as_incident(told, possible, names))


def as_incident(told: Incident, possible: Mapping[str, Any], names: tuple[str, ...]) -> Incident:
    """One row as an incident of its own."""
    asked = [name for name in names if name not in CATEGORIES]
    facts = {n: None if len(possible[n]) == 2 else possible[n][0] for n in asked}
    return replace(
        told,
        facts={**told.facts, **facts},
        attacks=possible["attack"],
        attacker_kinds=possible["attacker_kind"],
        targets=possible["target"],
        places=possible["place"],
    )


@given(scenario=scenarios(*c.KINDS))
@settings(GENERATED, max_examples=40)
def test_batch_equals_the_expressions_of_polars(scenario: Scenario, world: Any) -> None:
    pytest.importorskip("polars", reason="polars, of the extra 'dev', is not installed")
    article, told, names, seed = scenario
    made = world.batch(article, told, names)
    assume(made.opened[0].constant is None)
    columns = columns_for(made, seed)
    theirs = world.polars(made, columns)
    (kleene,) = replace(made, kleene_exact=(True,)).decide(columns)
    (exact,) = made.decide(columns)
    for ours, settled, other in zip(kleene, exact, theirs, strict=True):
        assert ours == other or other == 0  # the steps are simpler, and so settle more
        assert settled == ours or (ours == 0 and not made.kleene_exact[0])


Reading = Callable[[Any, Scope], Any]


def instead(change: Callable[[Any], c.Condition]) -> Reading:
    """Ground another condition in place of the one that is said."""

    def reading(said: Any, scope: Scope) -> Any:
        other = change(said)
        return TRUTHFUL[type(other)](other, scope)

    return reading


def denied(said: Any, scope: Scope) -> Any:
    found = TRUTHFUL[type(said)](said, scope)
    return None if found is None else negation("not so", found, scope=scope)


def shifted(by: int) -> Callable[[c.Attack], c.Attack]:
    last = len(c.ATTACKS) - 1
    return lambda s: c.Attack(
        at_least=c.ATTACKS[min(max(c.ATTACKS.index(s.at_least) + by, 0), last)]
    )


TRUTHFUL = dict(GROUNDERS)
READINGS: list[tuple[type[c.Condition], str, Reading]] = [
    (c.All, "is any", instead(lambda s: c.Any(of=s.of))),
    (c.All, "lacks its first part", instead(lambda s: replace(s, of=s.of[1:]))),
    (c.Any, "is all", instead(lambda s: c.All(of=s.of))),
    (c.Any, "lacks its last part", instead(lambda s: replace(s, of=s.of[:-1]))),
    (c.Not, "is dropped", instead(lambda s: c.All(of=(s.of,)))),
    (c.Count, "wants one more", instead(lambda s: replace(s, at_least=s.at_least + 1))),
    (c.Count, "wants one less", instead(lambda s: replace(s, at_least=s.at_least - 1))),
    (c.Term, "is denied", denied),
    (c.Fact, "is denied", denied),
    (c.Attack, "is wider", instead(shifted(-1))),
    (c.Attack, "is narrower", instead(shifted(1))),
    (c.By, "means any", instead(lambda s: replace(s, kinds=(*s.kinds, "unknown")))),
    (c.By, "means groups too", instead(lambda s: replace(s, kinds=(*s.kinds, "non_state")))),
    (c.Attacker, "swaps in and not", instead(lambda s: replace(s, in_=s.not_in, not_in=s.in_))),
    (c.Attacker, "forgets allies", instead(lambda s: replace(s, allied_with=()))),
    (c.Attacker, "forgets parties", instead(lambda s: replace(s, party=None))),
    (c.Target, "is wider", instead(lambda s: replace(s, kinds=(*s.kinds, "forces")))),
    (c.Place, "is wider", instead(lambda s: replace(s, names=(*s.names, "home")))),
    (c.Place, "lacks its first name", instead(lambda s: replace(s, names=s.names[1:]))),
    (c.SoilOf, "is who administers", instead(lambda s: c.AdministeredBy(whom=s.whom))),
    (c.SoilOf, "forgets the attacker", instead(lambda s: replace(s, whom=("victim", "QMD")))),
    (c.AdministeredBy, "is whose soil", instead(lambda s: c.SoilOf(whom=s.whom))),
    (c.RecognisedBy, "asks another", instead(lambda s: c.RecognisedBy(by="QMA"))),
    (c.BearerIn, "is denied", denied),
    (c.BearerPartyTo, "is denied", denied),
    (c.VictimIn, "is denied", denied),
    (c.Request, "is by the victim", instead(lambda s: c.Request())),
    (c.Finding, "is by another", instead(lambda s: c.Finding(by="unsc"))),
    (c.Vote, "is by all", instead(lambda s: replace(s, share=None, more_than=None))),
    (c.Vote, "rounds down", instead(lambda s: replace(s, share=s.more_than, more_than=None))),
    (c.Vote, "counts silence as a no", instead(lambda s: replace(s, no_objection=False))),
    (c.Vote, "excludes nobody", instead(lambda s: replace(s, exclude=()))),
    (c.Vote, "excludes always", instead(lambda s: replace(s, exclude_if=None))),
]
TIMED = grounding.stands


def timeless(*bounds: str) -> Callable[..., bool]:
    return lambda element, **days: TIMED(replace(element, **dict.fromkeys(bounds)), **days)


CHAIN, REACHED = _Placing._chain, _Placing._reached
AMONG, BITS = Program.among, Legend.bits


def other_end(self: Any, ufunc: Any, parts: Any, *, result: int) -> None:
    CHAIN(self, {np.minimum: np.maximum, np.maximum: np.minimum}[ufunc], parts, result=result)


def one_more(self: Any, least: int, parts: Any, **more: Any) -> int:
    return REACHED(self, least + 1, parts, **more)


def inside_out(self: Program, name: str, *, inside: int, outside: int) -> int:
    return AMONG(self, name, inside=outside, outside=inside)


def first_lost(self: Legend, name: str, values: frozenset[str]) -> int:
    return BITS(self, name, values) & ~1


def half(self: Any, column: str, bits: int, *, rows: Any) -> Any:
    return np.full(len(rows[column]), bits & 1, np.uint8)


def kind_alone(scope: Scope, *, said: Any = "") -> Any:
    return atoms.among("attacker_kind", atoms.BY_STATE, said=said, scope=scope)


PARTS: list[tuple[type[c.Condition], str, Any, str, Any]] = [
    (c.All, "a part that is not in the text yet counts", grounding, "stands", timeless("from_")),
    (c.All, "a part that was deleted counts", grounding, "stands", timeless("until")),
    (c.All, "a secret part counts", grounding, "stands", timeless("known_from")),
    (c.Attacker, "an attacker may owe help", frame, "_role", lambda *_: iter(())),
    (c.Fact, "only what defeats is an exception", rule, "DEFEATING", ("defeats",)),
    (c.Place, "no zone has a wider reading", atoms, "_doubt", lambda *_, scope: leaf(0, "no")),
    (c.By, "no group acts for a state", atoms, "state_attacks", kind_alone),
    (c.Not, "nothing is denied", Circuit, "negation", lambda self, node: node),
    (c.Count, "all must hold", Circuit, "at_least", lambda self, least, nodes: self.all(nodes)),
    (c.Not, "no step is denied", Program, "negation", lambda self, step: step),
    (c.All, "least for greatest", _Placing, "_chain", other_end),
    (c.Vote, "one more is counted", _Placing, "_reached", one_more),
    (c.Attack, "inside for outside", Program, "among", inside_out),
    (c.Place, "the first bit is lost", Legend, "bits", first_lost),
    (c.Place, "every rule is taken for exact", polarity, "_are_rings", lambda sets: True),
    (c.SoilOf, "only every other branch is tried", completing.Completing, "_may", half),
]


def hunt(world: Any, kind: type[c.Condition]) -> None:
    """Compare until a scenario fails."""

    @given(scenarios(kind))
    @settings(
        GENERATED,
        max_examples=500,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
    )
    def agree(scenario: Scenario) -> None:
        compare(world, scenario)

    agree()


@pytest.mark.parametrize(
    ("kind", "name", "reading"), READINGS, ids=lambda v: getattr(v, "__name__", v)
)
def test_a_constructor_that_is_read_otherwise_is_noticed(
    kind: Any, name: str, reading: Reading, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GROUNDERS, kind, reading)
    with pytest.raises(AssertionError):
        hunt(world, kind)


@pytest.mark.parametrize(
    ("kind", "name", "where", "what", "other"), PARTS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_part_that_works_otherwise_is_noticed(
    kind: Any,
    name: str,
    where: Any,
    what: str,
    other: Any,
    world: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(where, what, other)
    with pytest.raises(AssertionError):
        hunt(world, kind)
