"""Covariances of rows that share states: as by the double sum, and what they need."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.dyadic import (
    DyadSums,
    dyad_covariance,
    dyadic_covariance,
    standard_errors,
)
from foedus.outlook.logit import fit_logit, score_rows, with_constant


def dyads(states: int, years: int, *, seed: int = 7) -> tuple[np.ndarray, ...]:
    """Return columns, outcome and the two states of directed dyad-years, shuffled."""
    rng = np.random.default_rng(seed)
    one, two = np.nonzero(~np.eye(states, dtype=bool))
    first, second = np.repeat(one, years) * 10 + 2, np.repeat(two, years) * 10 + 2
    temper = rng.normal(size=states)
    x = np.repeat(temper[one] - temper[two], years) + rng.normal(size=len(first))
    y = rng.random(len(first)) < 1 / (1 + np.exp(1 - 0.5 * x - np.repeat(temper[one], years)))
    order = rng.permutation(len(first))
    return with_constant(x[order][:, None]), y[order].astype(float), first[order], second[order]


@pytest.fixture
def scored() -> tuple[np.ndarray, ...]:
    x, y, first, second = dyads(6, 4)
    fit = fit_logit(x, y)
    return np.linalg.inv(fit.information), score_rows(x, y, fit.beta), first, second


def test_it_is_the_sum_over_all_pairs_of_rows_with_a_state_in_common(
    scored: tuple[np.ndarray, ...],
) -> None:
    bread, scores, first, second = scored
    sets = [frozenset(pair) for pair in zip(first.tolist(), second.tolist(), strict=True)]
    meat = np.zeros_like(bread)
    for i, one in enumerate(sets):
        for j, other in enumerate(sets):
            if one & other:
                meat += np.outer(scores[i], scores[j])
    found = dyadic_covariance(bread, scores, first, second)
    np.testing.assert_allclose(found, bread @ meat @ bread, rtol=1e-9)


def test_clustering_by_dyad_is_the_sandwich_of_the_logit() -> None:
    x, y, first, second = dyads(6, 4)
    low, high = np.minimum(first, second), np.maximum(first, second)
    fit = fit_logit(x, y, clusters=low * 1000 + high)
    bread = np.linalg.inv(fit.information)
    found = dyad_covariance(bread, score_rows(x, y, fit.beta), first, second)
    np.testing.assert_allclose(found, fit.covariance, rtol=1e-9)
    assert DyadSums.of(score_rows(x, y, fit.beta), first, second).dyads == 15


def test_sorted_rows_and_codes_in_words_give_the_same(scored: tuple[np.ndarray, ...]) -> None:
    bread, scores, first, second = scored
    wanted = dyadic_covariance(bread, scores, first, second)
    order = np.lexsort((np.maximum(first, second), np.minimum(first, second)))
    again = dyadic_covariance(bread, scores[order], first[order], second[order])
    words = dyadic_covariance(bread, scores, first.astype(str), second.astype(str))
    np.testing.assert_allclose(again, wanted, rtol=1e-9)
    np.testing.assert_allclose(words, wanted, rtol=1e-9)


def test_states_with_a_temper_of_their_own_make_errors_larger() -> None:
    x, y, first, second = dyads(30, 3)
    fit = fit_logit(x, y)
    bread, scores = np.linalg.inv(fit.information), score_rows(x, y, fit.beta)
    dyad = standard_errors(dyad_covariance(bread, scores, first, second))
    dyadic = standard_errors(dyadic_covariance(bread, scores, first, second))
    assert dyadic[0] > 1.5 * dyad[0]  # the mean, which the tempers of all its dyads move


def test_a_variance_below_0_is_missing() -> None:
    errors = standard_errors(np.diag((4.0, -1.0)))
    assert errors[0] == 2.0
    assert np.isnan(errors[1])


def test_what_cannot_be_summed_is_told() -> None:
    scores = np.ones((2, 1))
    with pytest.raises(InputError, match="at least three states"):
        DyadSums.of(scores, [2, 20], [20, 2])
    with pytest.raises(InputError, match="both states of row 1 are 20"):
        DyadSums.of(scores, [2, 20], [20, 20])
    with pytest.raises(InputError, match="there are no rows"):
        DyadSums.of(np.ones((0, 1)), [], [])
    with pytest.raises(InputError, match="two states for each row"):
        DyadSums.of(scores, [2], [20])
