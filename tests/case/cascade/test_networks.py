"""Networks by themselves: lags, negation, both sides, bits; three evaluators that agree."""

import random

import numpy as np
import pytest

from foedus.case.cascade.cuts import cuts
from foedus.case.cascade.network import Chance, Lag, Link, Network, edges_network, pacts_network
from foedus.case.cascade.odds import exact_odds, sampled_odds
from foedus.case.cascade.unfolding import Plain, unfold
from foedus.case.cascade.worlds import UNIT, bits, count, unpacked
from foedus.case.circuit import Circuit
from foedus.errors import InputError


def one(h: float) -> Chance:
    return Chance(h=h, low=h, high=h)


def timed(lags: dict[str, Lag], *, bar: bool) -> Network:
    """Two links from a to b and to c; with ``bar``, d follows b only where c is not yet there."""
    circuit = Circuit()
    fact = circuit.fact
    body = circuit.all([fact("b"), circuit.negation(fact("c"))]) if bar else fact("b")
    links = (
        Link(id="ab", head="b", body=fact("a"), draw="ab", lag=lags["ab"]),
        Link(id="ac", head="c", body=fact("a"), draw="ac", lag=lags["ac"]),
        Link(id="bd", head="d", body=body, draw="bd", lag=lags["bd"]),
    )
    return Network(
        circuit=circuit,
        given={"a": 0},
        links=links,
        chances={"ab": one(0.5), "ac": one(0.7), "bd": one(0.8)},
        watched={f"joins.{f}": fact(f) for f in "bcd"},
    )


AT = {"ab": Lag(days=2), "ac": Lag(days=5), "bd": Lag(days=1)}


def test_facts_enter_on_the_days_of_their_lags() -> None:
    entries = unfold(timed(AT, bar=False), Plain()).entries
    assert [(entry.day, entry.fact) for entry in entries] == [
        (0, "a"),
        (2, "b"),
        (3, "d"),
        (5, "c"),
    ]


@pytest.mark.parametrize(("late", "expected"), [(5, 0.4), (2, 0.4 * 0.3), (1, 0.4 * 0.3)])
def test_what_comes_first_decides_where_a_body_is_not_monotone(late: int, expected: float) -> None:
    """With c after b, d follows; with c before it, or on the same day, only where c refuses."""
    network = timed({**AT, "ac": Lag(days=late)}, bar=True)
    assert exact_odds(network).of["joins.d"].value == pytest.approx(expected)
    sampled = sampled_odds(network, runs=60_000).of["joins.d"]
    assert sampled.value is not None
    assert abs(sampled.value - expected) < 4 * sampled.error


def test_a_drawn_lag_is_even_over_its_days_and_mixes_the_orders() -> None:
    """c comes on day 1 to 4, b on day 2: c is later in half of its worlds."""
    lags = {**AT, "ac": Lag(days=2, earliest=1, latest=4)}
    found = sampled_odds(timed(lags, bar=True), runs=200_000)
    for _, share in found.passages["joins.c"]:
        assert share == pytest.approx(0.7 / 4, abs=0.005)
    expected = 0.4 * (1 - 0.7 / 2)
    share = found.of["joins.d"]
    assert share.value is not None
    assert abs(share.value - expected) < 4 * share.error


def test_a_lag_lies_between_its_ends() -> None:
    with pytest.raises(InputError, match="a lag of 3 days between 4 and 9"):
        Lag(days=3, earliest=4, latest=9)


def test_a_pact_with_members_on_both_sides_calls_on_nobody() -> None:
    pact = ("p", {state: one(1.0) for state in ("s0", "s1", "s2")})
    split = pacts_network([pact], attacker="s0", victim="s1")
    assert exact_odds(split).of["joins.s2"].value == 0
    # Where it is not void, its third member is called to both sides, and stands aside.
    both = pacts_network([pact], attacker="s0", victim="s1", void_if_split=False)
    assert exact_odds(both).of["joins.s2"].value == 0


def test_more_acts_can_mean_fewer_entries_and_the_interval_holds_them_all() -> None:
    network = timed({**AT, "ac": Lag(days=1)}, bar=True)
    wide = network.with_chances({"ac": Chance(h=0.7, low=0.2, high=0.9)})
    share = exact_odds(wide).of["joins.d"]
    assert (share.low, share.high) == pytest.approx((0.4 * 0.1, 0.4 * 0.8))
    assert not network.is_monotone


@pytest.mark.parametrize("share", [0.0, 2**-20, 0.001, 1 / 3, 0.5, 0.999, 1.0])
def test_bits_are_ones_with_their_share(share: float) -> None:
    words = 64 * UNIT
    made = count(bits({"x": share}, seed=7, first=0, words=words)["x"])
    worlds = words * 64
    error = (share * (1 - share) / worlds) ** 0.5
    assert abs(made / worlds - share) <= 4.5 * error + 1e-12


def test_bits_of_any_stretch_are_those_of_the_whole() -> None:
    shares = {"x": 0.3, "y": 0.77}
    whole = bits(shares, seed=1, first=0, words=8 * UNIT)
    part = bits(shares, seed=1, first=3 * UNIT, words=2 * UNIT)
    alone = bits({"y": 0.77}, seed=1, first=0, words=8 * UNIT)
    for name in shares:
        assert np.array_equal(whole[name][3 * UNIT : 5 * UNIT], part[name])  # type: ignore[index]
    assert np.array_equal(whole["y"], alone["y"])  # type: ignore[arg-type]


def test_streams_of_two_names_are_independent() -> None:
    made = bits({"x": 0.3, "y": 0.3}, seed=1, first=0, words=64 * UNIT)
    x, y = (unpacked(made[name]).astype(float) for name in "xy")  # type: ignore[arg-type]
    assert abs(float(np.corrcoef(x, y)[0, 1])) < 4 / len(x) ** 0.5


def test_the_smallest_refusals_are_found() -> None:
    edges = [("a", "b", 0.5), ("b", "d", 0.5), ("a", "c", 0.5), ("c", "d", 0.5), ("d", "e", 0.5)]
    network = edges_network(edges, start="a")
    found = cuts(network, network.watched)
    assert found["joins.e"] == (("d-e",),)
    assert {frozenset(cut) for cut in found["joins.d"]} == {
        frozenset(pair) for pair in (("a-b", "a-c"), ("a-b", "c-d"), ("b-d", "a-c"), ("b-d", "c-d"))
    }


def test_what_needs_four_refusals_has_no_cut_of_three() -> None:
    edges = [(x, y, 0.5) for m in "bcde" for x, y in (("a", m), (m, "z"))]
    network = edges_network(edges, start="a")
    assert cuts(network, ["joins.z"]) == {"joins.z": ()}


@pytest.mark.parametrize("seed", range(4))
def test_every_world_of_the_packed_run_is_the_plain_one(seed: int) -> None:
    """Each of the worlds that cuts tries, one by one."""
    r = random.Random(seed)
    pacts = [
        (f"p{i}", {f"s{m}": one(0.5) for m in r.sample(range(7), r.choice((2, 3)))})
        for i in range(7)
    ]
    network = pacts_network(pacts, attacker="s0", victim="s1")
    for question, found in cuts(network, network.watched).items():
        for cut in found:
            assert not unfold(network, Plain(cut)).watched[question]
        if found and len(found[0]) > 1:
            singles = {draw for cut in found for draw in cut}
            assert all(unfold(network, Plain([draw])).watched[question] for draw in singles)
