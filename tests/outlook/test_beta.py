from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.outlook.beta import beta_cdf, beta_quantile, student_quantile

shapes = st.floats(0.2, 200)
inside = st.floats(0.001, 0.999)


def binomial_tail(n: int, k: int, x: float) -> float:
    """P(at least k of n), which is I_x(k, n - k + 1) by DLMF 8.17.5: an independent path."""
    return sum(comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(k, n + 1))


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))), inside)
def test_the_distribution_of_whole_shapes_is_the_binomial_tail(
    counts: tuple[int, int], x: float
) -> None:
    n, k = counts
    assert beta_cdf(x, k, n - k + 1) == pytest.approx(binomial_tail(n, k, x), rel=1e-9, abs=1e-13)


@given(inside, shapes, shapes)
def test_the_distribution_mirrors(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(1 - beta_cdf(1 - x, b, a), abs=1e-11)


@given(inside, inside, shapes, shapes)
def test_the_distribution_rises_with_x(x: float, y: float, a: float, b: float) -> None:
    low, high = sorted((x, y))
    assert beta_cdf(low, a, b) <= beta_cdf(high, a, b) + 1e-12


@settings(max_examples=60)
@given(inside, shapes, shapes)
def test_a_quantile_answers_its_probability(p: float, a: float, b: float) -> None:
    x = beta_quantile(p, a, b)
    assert 0 <= x <= 1
    # Near a pole one step of the floats moves the probability: ask a few steps either side.
    below, above = max(0.0, x * (1 - 4e-15)), min(1.0, x * (1 + 4e-15))
    assert beta_cdf(below, a, b) - 1e-9 <= p <= beta_cdf(above, a, b) + 1e-9


@pytest.mark.parametrize(
    ("p", "a", "b", "expected"),
    [
        (0.025, 12.5, 42.5, 0.1276),
        (0.975, 0.5, 5.5, 0.3794),
        (0.5, 1.0, 1.0, 0.5),
        (0.25, 2.0, 1.0, 0.5),
    ],
)
def test_known_quantiles(p: float, a: float, b: float, expected: float) -> None:
    assert beta_quantile(p, a, b) == pytest.approx(expected, abs=5e-5)


def test_the_ends_of_the_range_are_exact() -> None:
    assert [beta_cdf(x, 0.5, 3) for x in (0.0, 1.0)] == [0.0, 1.0]
    assert [beta_quantile(p, 0.5, 3) for p in (0.0, 1.0)] == [0.0, 1.0]


# Printed in every table of Student's t: two-sided 5 %.
@pytest.mark.parametrize(
    ("freedom", "t"), [(1, 12.706), (2, 4.303), (4, 2.776), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_quantiles_of_t_are_those_of_the_tables(freedom: int, t: float) -> None:
    assert student_quantile(0.975, freedom) == pytest.approx(t, abs=6e-4)


def test_the_median_of_t_is_zero() -> None:
    assert student_quantile(0.5, 7) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: beta_cdf(1.5, 1, 1),
            "beta_cdf: 1.5 is no probability.\n  Give a number from 0 to 1.",
        ),
        (
            lambda: beta_quantile(0.5, 0, 1),
            "beta_quantile: Beta(0, 1) is no distribution.\n  Give two shapes above 0.",
        ),
        (
            lambda: student_quantile(0.4, 3),
            "student_quantile: 0.4 is below the median.\n  Give a probability from 0.5 to 1.",
        ),
    ],
)
def test_faulty_arguments_are_named(call: object, message: str) -> None:
    assert callable(call)
    with pytest.raises(InputError) as caught:
        call()
    assert str(caught.value) == message
