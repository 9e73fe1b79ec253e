"""Scores are those of their sources; what cannot be scored is told with its place."""

from collections.abc import Callable
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.outlook.interval import jeffreys
from foedus.outlook.scoring import (
    brier,
    brier_of_options,
    brier_of_order,
    calibration,
    crps,
    crps_normal,
    decomposed,
    interval_score,
    log_score,
    pit,
    relative_brier,
)

SAID, CAME = [0.9, 0.7, 0.2, 0.1], [1, 0, 0, 0]
SHARE = st.floats(0, 1)
CASES = st.lists(st.tuples(SHARE, st.booleans()), min_size=1, max_size=40)


def test_the_golden_numbers() -> None:
    assert brier(SAID, CAME) == pytest.approx(0.1375)
    assert log_score(SAID, CAME) == pytest.approx(0.409459, abs=1e-6)
    assert crps([1, 2, 4], 3) == pytest.approx(2 / 3)
    assert crps([1, 2, 4], 3, fair=True) == pytest.approx(1 / 3)
    assert crps_normal(2, 1, 3) == pytest.approx(0.602441, abs=1e-6)
    parts = decomposed([0.2] * 5 + [0.8] * 5, [1, 0, 0, 0, 0, 1, 1, 1, 1, 0])
    assert parts.reliability == pytest.approx(0)
    assert parts.resolution == pytest.approx(0.09)
    assert parts.uncertainty == pytest.approx(0.25)
    assert parts.score == pytest.approx(0.16)


PUBLISHED = [
    (12, 54, 0.128, 0.346),
    (61, 92, 0.563, 0.753),
    (6, 43, 0.060, 0.265),
    (36, 59, 0.483, 0.727),
    (42, 102, 0.320, 0.509),
]


@pytest.mark.parametrize(("hits", "count", "low", "high"), PUBLISHED)
def test_jeffreys_interval_of_published_counts(
    hits: int, count: int, low: float, high: float
) -> None:
    assert jeffreys(hits, count) == pytest.approx((low, high), abs=5e-4)


@given(CASES)
@settings(max_examples=150, deadline=None)
def test_the_parts_of_the_brier_score_sum_to_it(cases: list[tuple[float, bool]]) -> None:
    said, came = [p for p, _ in cases], [float(o) for _, o in cases]
    assert decomposed(said, came).score == pytest.approx(brier(said, came), abs=1e-9)


@given(CASES, SHARE)
@settings(max_examples=100, deadline=None)
def test_no_constant_does_better_than_the_base_rate(
    cases: list[tuple[float, bool]], other: float
) -> None:
    came = [float(o) for _, o in cases]
    base = sum(came) / len(came)
    assert brier([base] * len(came), came) <= brier([other] * len(came), came) + 1e-12
    assert log_score([base] * len(came), came) <= log_score([other] * len(came), came) + 1e-9


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=12), st.floats(-50, 50))
@settings(max_examples=100, deadline=None)
def test_the_score_of_an_ensemble_is_its_definition(members: list[float], came: float) -> None:
    x = np.array(members)
    gaps = np.abs(x[:, None] - x[None, :])
    near = np.abs(x - came).mean()
    size = len(x)
    assert crps(members, came) == pytest.approx(near - gaps.mean() / 2, abs=1e-9)
    fair = near - gaps.sum() / (2 * size * (size - 1))
    assert crps(members, came, fair=True) == pytest.approx(fair, abs=1e-9)


def test_many_members_come_near_the_normal_score() -> None:
    draws = np.random.default_rng(1).normal(2, 1, 200_000)
    assert crps(draws, 3) == pytest.approx(crps_normal(2, 1, 3), abs=5e-3)


def test_two_options_score_twice_the_binary_score() -> None:
    rows = [[1 - p, p] for p in SAID]
    assert brier_of_options(rows, CAME) == pytest.approx(2 * brier(SAID, CAME))
    assert brier_of_order(rows, CAME) == pytest.approx(2 * brier(SAID, CAME))


def test_a_miss_by_one_option_is_better_than_by_two_where_order_counts() -> None:
    near, far = [[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]]
    assert brier_of_order(near, [2]) < brier_of_order(far, [2])
    assert brier_of_options(near, [2]) == brier_of_options(far, [2])


def test_one_does_better_than_the_crowd_below_zero() -> None:
    assert relative_brier([0.1, 0.2], [[0.3, 0.4, 0.5], [0.2, 0.2, 0.9]]) == pytest.approx(-0.15)
    with pytest.raises(InputError, match="2 days of one's own"):
        relative_brier([0.1, 0.2], [[0.3]])


def test_an_interval_is_scored_by_width_and_miss() -> None:
    assert interval_score(1, 3, 2) == 2
    assert interval_score(1, 3, 3.5) == pytest.approx(2 + 40 * 0.5)
    with pytest.raises(InputError, match="from 3 to 1"):
        interval_score(3, 1, 2)


def test_where_a_value_stands_in_an_ensemble() -> None:
    assert pit([1, 2, 3, 4], 2.5) == 0.5
    assert pit([1, 2, 3, 4], 2) == 0.375
    assert (pit([1, 2], 0), pit([1, 2], 9)) == (0, 1)


def test_the_diagram_groups_forecasts_and_leaves_empty_groups_out() -> None:
    found = calibration([0.05, 0.95, 0.95, 1.0], [0, 1, 1, 0], groups=10)
    assert [(g.count, round(g.observed, 3)) for g in found] == [(1, 0.0), (3, 0.667)]
    assert all(g.low <= g.observed <= g.high for g in found)
    assert (found[0].low, found[1].high < 1) == (0, True)


def test_certainty_that_fails_is_told_by_a_finite_score() -> None:
    assert log_score([0.0], [1]) == pytest.approx(-log(1e-15))
    assert sqrt(brier([0.0], [1])) == 1


FAULTS: list[tuple[Callable[[], object], str]] = [
    (lambda: brier([], []), "'said' is empty"),
    (lambda: brier([0.5], [1, 0]), "1 probabilities and 2 outcomes"),
    (lambda: brier([0.5, 1.2], [1, 0]), "1.2 in place 2 is no probability"),
    (lambda: brier([0.5, -0.1], [1, 0]), "-0.1 in place 2 is no probability"),
    (lambda: brier([0.5], [0.5]), "0.5 in place 1 is no outcome"),
    (lambda: log_score([float("nan")], [1]), "no number in place 1"),
    (lambda: brier_of_options([[0.5, 0.6]], [0]), "question 1 sum to 1.1"),
    (lambda: brier_of_options([[0.5, 0.5]], [2]), "question 1 has no option 2"),
    (lambda: crps([1], 1, fair=True), "needs two members"),
    (lambda: crps_normal(0, 0, 1), "the deviation is 0"),
    (lambda: calibration([0.5], [1], groups=0), "0 groups"),
]


@pytest.mark.parametrize(("act", "said"), FAULTS)
def test_what_cannot_be_scored_is_told(act: Callable[[], object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        act()
