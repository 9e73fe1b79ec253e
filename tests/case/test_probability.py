"""The figure is the weight of the completions in which the norm is due; it is never a verdict."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from foedus.case import Incident, View, decide, probability
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.errors import IncidentError, UnknownInstrument

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
NAMES = ("state_of_war", "external", "provoked", "joint_finding")
ARTICLE = "qma-qmb-2000#art1"
FACTS = st.sampled_from(NAMES).map(lambda n: c.Fact(name=n))
RULES: st.SearchStrategy[c.Condition] = st.recursive(
    st.one_of(FACTS, st.sampled_from(c.ATTACKS).map(lambda k: c.Attack(at_least=k))),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda p: c.All(of=tuple(p))),
        st.lists(inner, min_size=1, max_size=3).map(lambda p: c.Any(of=tuple(p))),
        inner.map(lambda p: c.Not(of=p)),
        st.lists(inner, min_size=2, max_size=4).map(lambda p: c.Count(at_least=2, of=tuple(p))),
    ),
    max_leaves=8,
)
SHARES = st.lists(st.floats(0.05, 1), min_size=6, max_size=6).map(
    lambda raw: {k: r / sum(raw) for k, r in zip(("none", *c.ATTACKS), raw, strict=True)}
)
SETTINGS = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def likely(
    incident: Incident, register: Register, **beliefs: float | Mapping[str, float]
) -> float | None:
    return probability(incident, register, ARTICLE, obligor="QMB", beliefs=beliefs).value


@pytest.mark.slow
@given(rule=RULES, odds=st.tuples(*[st.floats(0, 1)] * 4), shares=SHARES)
@SETTINGS
def test_it_is_the_weight_of_every_completion_in_which_the_norm_is_due(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    rule: c.Condition,
    odds: tuple[float, ...],
    shares: dict[str, float],
) -> None:
    register = world(instrument(article(when=rule)))
    told = incident(attacks=frozenset())
    weights = []
    for values, (attack, share) in product(product((True, False), repeat=4), shares.items()):
        facts = dict(zip(NAMES, values, strict=True))
        known = replace(told, facts=facts, attacks=frozenset({attack}))
        if decide(known, register).verdicts()[ARTICLE]["QMB"] == "due":
            chances = (p if v else 1 - p for v, p in zip(values, odds, strict=True))
            weights.append(share * math.prod(chances))
    beliefs = dict(zip(NAMES, odds, strict=True)) | {"attack": shares}
    found = likely(told, register, **beliefs)  # type: ignore[arg-type]
    assert found == pytest.approx(math.fsum(weights), abs=1e-9)


def test_what_is_settled_stays_settled_and_the_belief_is_passed_over(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    told = incident(facts={"state_of_war": True})
    beliefs = {"state_of_war": 0.1, "external": 0.5}
    found = probability(told, register, ARTICLE, obligor="QMB", beliefs=beliefs)
    assert (found.value, found.passed_over) == (1.0, ("external", "state_of_war"))
    assert found.label == "estimate"


def test_a_fact_without_a_belief_leaves_bounds_and_no_single_figure(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    both = c.All(of=(c.Fact(name="state_of_war"), c.Fact(name="external")))
    register = world(instrument(article(when=both)))
    found = probability(
        incident(), register, ARTICLE, obligor="QMB", beliefs={"state_of_war": 0.25}
    )
    assert (found.low, found.high, found.value) == (0.0, 0.25, None)
    assert found.without_belief == ("external",)
    assert found.ask == ()


def test_facts_that_go_together_are_a_mixture_of_views(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    both = c.All(of=(c.Fact(name="state_of_war"), c.Fact(name="external")))
    register = world(instrument(article(when=both)))
    views = [
        View(weight=3, beliefs={"state_of_war": 1, "external": 1}),
        View(weight=1, beliefs={"state_of_war": 0, "external": 0}),
    ]
    found = probability(incident(), register, ARTICLE, obligor="QMB", views=views)
    assert found.value == pytest.approx(0.75)
    # One answer tells which view is right: it takes the whole uncertainty away.
    entropy = -(0.75 * math.log2(0.75) + 0.25 * math.log2(0.25))
    assert [a.drop for a in found.ask] == pytest.approx([entropy, entropy])
    assert likely(incident(), register, state_of_war=0.75, external=0.75) == pytest.approx(0.5625)


def test_what_to_find_out_next_is_what_takes_most_uncertainty_away(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    rule = c.All(of=(c.Fact(name="state_of_war"), c.Fact(name="external")))
    register = world(instrument(article(when=rule)))
    beliefs = {"state_of_war": 0.5, "external": 0.99}
    found = probability(incident(), register, ARTICLE, obligor="QMB", beliefs=beliefs)
    assert [a.name for a in found.ask] == ["state_of_war", "external"]
    p = 0.495
    now = -(p * math.log2(p) + (1 - p) * math.log2(1 - p))
    left = 0.5 * -(0.99 * math.log2(0.99) + 0.01 * math.log2(0.01))
    assert found.ask[0].drop == pytest.approx(now - left)


def test_a_place_is_one_draw_among_places(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.Place(names=("guam",)))))
    told = incident(targets=frozenset({"vessel"}))
    assert likely(told, register, place={"guam": 0.25, "seoul": 0.75}) == pytest.approx(0.25)
    near = replace(told, places=frozenset({"guam", "seoul"}))
    shares = {"guam": 0.25, "seoul": 0.25, "moscow": 0.5}
    assert likely(near, register, place=shares) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("beliefs", "message"),
    [
        ({"external": 1.5}, "'external' cannot be believed at 1.5.\n  Write a number from 0 to 1."),
        ({"externl": 0.5}, "unknown fact 'externl'.\n  Did you mean 'external'?"),
        (
            {"external": {"yes": 1.0}},
            "'external' is a question of yes or no.\n  Write one number, how likely yes is.",
        ),
        (
            {"attack": 0.5},
            (
                "'attack' is no question of yes or no.\n"
                "  Write value: share for each value, such as armed_attack: 0.7."
            ),
        ),
        (
            {"attack": {"danger": 0.5}},
            "the shares of 'attack' sum to 0.5.\n  Bring them to the sum of 1.",
        ),
        (
            {"attack": {"danger": -1.0, "invasion": 2.0}},
            "a share of 'attack' is outside 0 to 1.\n  Mend it.",
        ),
    ],
    ids=lambda x: "" if isinstance(x, str) else str(x),
)
def test_a_belief_that_cannot_be_is_told_with_its_mend(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    beliefs: Mapping[str, float],
    message: str,
) -> None:
    register = world(instrument(article()))
    with pytest.raises(IncidentError) as error:
        likely(incident(), register, **beliefs)
    assert str(error.value) == f"beliefs: {message}"


def test_beliefs_that_leave_nothing_possible_and_views_without_weight_are_refused(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.Attack(at_least="armed_attack"))))
    told = incident(attacks=frozenset({"danger", "invasion"}))
    with pytest.raises(IncidentError, match="leave nothing of what is still possible"):
        likely(told, register, attack={"armed_attack": 1.0})
    views = [View(weight=0, beliefs={}, name="mine")]
    with pytest.raises(IncidentError, match="weight of the view 'mine' is 0"):
        probability(told, register, ARTICLE, obligor="QMB", views=views)
    with pytest.raises(UnknownInstrument, match=r"Did you mean .*QMC"):
        probability(told, register, ARTICLE, obligor="QMQ")
