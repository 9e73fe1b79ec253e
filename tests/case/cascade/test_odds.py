"""Odds by theory, by brute force over all worlds, exactly and sampled; chunks change nothing."""

import itertools
import random

import pytest

from foedus.case.cascade.functions import TooLargeError
from foedus.case.cascade.network import Chance, Network, edges_network, pacts_network
from foedus.case.cascade.odds import exact_odds, odds, sampled_odds
from foedus.case.cascade.unfolding import Plain, unfold
from foedus.errors import InputError

H = 0.6
CHAIN = [("a", "b", H), ("b", "c", H)]
TRIANGLE = [(x, y, H) for x, y in itertools.permutations("abc", 2)]
STAR = [("a", leaf, H) for leaf in "bcdefg"]


def one(h: float) -> Chance:
    return Chance(h=h, low=h, high=h)


def some_pacts(seed: int, *, states: int = 5, pacts: int = 4) -> Network:
    """A network of random pacts, s0 attacking s1; at most 12 draws or so."""
    r = random.Random(seed)
    told = [
        (
            f"p{i}",
            {f"s{m}": one(r.random()) for m in r.sample(range(states), r.choice((2, 2, 3)))},
        )
        for i in range(pacts)
    ]
    return pacts_network(told, attacker="s0", victim="s1", void_if_split=seed % 2 == 0)


def brute_force(network: Network) -> dict[str, float]:
    """Sum over every outcome of all draws, one world at a time."""
    found = dict.fromkeys(network.watched, 0.0)
    for acts in itertools.product((False, True), repeat=len(network.draws)):
        weight, refused = 1.0, []
        for draw, act in zip(network.draws, acts, strict=True):
            h = network.chances[draw].h  # type: ignore[union-attr]
            weight *= h if act else 1 - h
            if not act:
                refused.append(draw)
        end = unfold(network, Plain(refused))
        for question, value in end.watched.items():
            found[question] += weight * value
    return found


def percolation(edges: list[tuple[str, str, float]], start: str) -> float:
    """Return the expected number reached by open edges: a graph search of its own."""
    total = 0.0
    for opened in itertools.product((False, True), repeat=len(edges)):
        weight, reached, grown = 1.0, {start}, True
        for (_, _, h), is_open in zip(edges, opened, strict=True):
            weight *= h if is_open else 1 - h
        while grown:
            new = {
                b
                for (a, b, _), o in zip(edges, opened, strict=True)
                if o and a in reached and b not in reached
            }
            grown = bool(new)
            reached |= new
        total += weight * (len(reached) - 1)
    return total


@pytest.mark.parametrize(
    ("edges", "expected"), [(CHAIN, 1.96), (TRIANGLE, 2.488), (STAR, 1 + 6 * H)]
)
def test_chain_triangle_and_star_have_the_sizes_of_the_theory(
    edges: list[tuple[str, str, float]], expected: float
) -> None:
    network = edges_network(edges, start="a")
    exact = exact_odds(network)
    assert exact.size.value is not None
    assert 1 + exact.size.value == pytest.approx(expected, abs=1e-12)
    sampled = sampled_odds(network, runs=200_000)
    assert sampled.size.value is not None
    assert abs(1 + sampled.size.value - expected) < 4 * sampled.size.error


@pytest.mark.parametrize("seed", range(8))
def test_exact_odds_are_the_sum_over_all_worlds(seed: int) -> None:
    network = some_pacts(seed)
    assert len(network.draws) <= 12
    exact = exact_odds(network)
    for question, weight in brute_force(network).items():
        assert exact.of[question].value == pytest.approx(weight, abs=1e-12)
    assert exact.sizes is not None
    assert sum(exact.sizes) == pytest.approx(1, abs=1e-12)
    mean = sum(n * p for n, p in enumerate(exact.sizes))
    assert mean == pytest.approx(exact.size.value, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_a_cascade_of_edges_is_percolation(seed: int) -> None:
    r = random.Random(seed)
    pairs = r.sample(list(itertools.permutations("abcde", 2)), 10)
    edges = [(a, b, r.random()) for a, b in pairs]
    exact = exact_odds(edges_network(edges, start="a"))
    if any(a == "a" for a, _, _ in edges):
        assert exact.size.value == pytest.approx(percolation(edges, "a"), abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_sampled_odds_lie_within_four_standard_errors_of_exact_ones(seed: int) -> None:
    network = some_pacts(seed, states=7, pacts=8)
    exact, sampled = exact_odds(network), sampled_odds(network, runs=100_000, seed=seed)
    for question, share in exact.of.items():
        found = sampled.of[question]
        assert share.value is not None
        assert found.value is not None
        assert abs(found.value - share.value) < 4 * found.error
    for draw, slope in exact.tipping.items():
        found_slope = sampled.tipping[draw]
        assert abs(found_slope.value - slope.value) < 4 * found_slope.error


def test_any_chunk_gives_the_same_figures() -> None:
    network = some_pacts(3, states=7, pacts=8)
    whole = sampled_odds(network, runs=50_000, seed=5)
    assert sampled_odds(network, runs=50_000, seed=5, chunk=32) == whole
    assert sampled_odds(network, runs=50_000, seed=5, chunk=200) == whole
    assert sampled_odds(network, runs=50_000, seed=6) != whole


def test_a_slope_is_what_the_act_adds() -> None:
    network = some_pacts(2)
    exact = exact_odds(network)
    for draw, slope in exact.tipping.items():
        ends = [exact_odds(network.with_chances({draw: one(h)})).size.value for h in (0.0, 1.0)]
        assert ends[0] is not None
        assert ends[1] is not None
        assert slope.value == pytest.approx(ends[1] - ends[0], abs=1e-9)


def test_an_interval_of_a_chance_becomes_an_interval_of_the_odds() -> None:
    network = edges_network(CHAIN, start="a")
    wide = network.with_chances({"b-c": Chance(h=0.6, low=0.2, high=0.9)})
    for share in (exact_odds(wide).of["joins.c"], sampled_odds(wide, runs=200_000).of["joins.c"]):
        assert share.low == pytest.approx(0.12, abs=0.005)
        assert share.high == pytest.approx(0.54, abs=0.005)


def test_a_chance_that_nobody_gave_stays_missing() -> None:
    network = edges_network([*CHAIN, ("a", "d", H)], start="a").with_chances({"a-b": None})
    found = exact_odds(network)
    assert found.of["joins.b"].value is None
    assert (found.of["joins.c"].low, found.of["joins.c"].high) == (0.0, H)
    assert found.of["joins.d"].value == pytest.approx(H)
    assert found.size.value is None
    assert found.sizes is None
    with pytest.raises(InputError, match="a-b"):
        sampled_odds(network)


def test_beyond_the_budget_worlds_are_sampled() -> None:
    network = some_pacts(3, states=7, pacts=8)
    with pytest.raises(TooLargeError):
        exact_odds(network, most_nodes=40)
    found = odds(network, most_nodes=40, runs=4096)
    assert (found.method, found.effort) == ("sampled", 4096)
    assert odds(network).method == "exact"


@pytest.mark.parametrize(("h", "low", "high"), [(0.5, 0.6, 0.7), (1.2, 0, 2), (0.5, -0.1, 0.6)])
def test_a_chance_lies_in_its_interval_and_that_in_0_to_1(
    h: float, low: float, high: float
) -> None:
    with pytest.raises(InputError, match="0 <= low <= h <= high <= 1"):
        Chance(h=h, low=low, high=high)


def test_an_unknown_link_is_named_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match="Did you mean 'a-b'"):
        edges_network(CHAIN, start="a").with_chances({"ab": one(0.5)})


@pytest.mark.parametrize(("runs", "seed"), [(0, 1), (-5, 1), (10, -1)])
def test_worlds_are_counted_from_one(runs: int, seed: int) -> None:
    with pytest.raises(InputError, match="worlds with seed"):
        sampled_odds(edges_network(CHAIN, start="a"), runs=runs, seed=seed)
