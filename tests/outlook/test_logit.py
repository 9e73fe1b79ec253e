"""The logit against closed forms, published figures, numerical derivatives and an oracle."""

import csv
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.logit import (
    cluster_sums,
    expit,
    fit_logit,
    raise_if_singular,
    sandwich,
    score_rows,
    with_constant,
)

COLUMNS = ("milinst", "formal", "chcap2d", "dinstch2", "origtar1")


def drawn(n: int = 400, seed: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.Generator(np.random.Philox(seed))
    x = with_constant(random.normal(size=(n, 3)) * [1.0, 20.0, 0.05])
    chance = expit(x @ [-1.0, 0.5, 0.02, -8.0])
    return x, (random.random(n) < chance).astype(float), np.arange(n) % 23


def loglik(x: np.ndarray, y: np.ndarray, beta: np.ndarray) -> float:
    eta = x @ beta
    return float(y @ eta - np.logaddexp(0.0, eta).sum())


def test_a_table_of_two_by_two_has_its_closed_form() -> None:
    yes, no = np.array([3, 9]), np.array([7, 4])
    x = [[1, g] for g in (0, 1) for _ in range(yes[g] + no[g])]
    y = [v for g in (0, 1) for v in [1] * yes[g] + [0] * no[g]]
    fit = fit_logit(x, y)
    odds = np.log(yes / no)
    assert fit.beta == pytest.approx([odds[0], odds[1] - odds[0]], abs=1e-12)
    variance = 1 / yes + 1 / no
    assert fit.covariance[0, 0] == pytest.approx(variance[0], rel=1e-10)
    assert fit.covariance[1, 1] == pytest.approx(variance.sum(), rel=1e-10)


def test_the_estimate_is_the_top_of_the_likelihood() -> None:
    x, y, _ = drawn()
    fit = fit_logit(x, y)
    assert np.abs(score_rows(x, y, fit.beta).sum(axis=0)).max() < 1e-8
    assert fit.loglik == pytest.approx(loglik(x, y, fit.beta), abs=1e-9)
    for j in range(4):
        step = np.zeros(4)
        step[j] = 1e-3 * fit.errors[j]
        assert loglik(x, y, fit.beta + step) < fit.loglik
        assert loglik(x, y, fit.beta - step) < fit.loglik
        bent = (
            loglik(x, y, fit.beta + 100 * step)
            - 2 * fit.loglik
            + loglik(x, y, fit.beta - 100 * step)
        ) / (100 * step[j]) ** 2
        assert -bent == pytest.approx(fit.information[j, j], rel=1e-2)


def test_units_of_columns_change_nothing_but_units() -> None:
    x, y, _ = drawn()
    units = np.array([1.0, 1e-6, 1e9, 1e3])
    fit, other = fit_logit(x, y), fit_logit(x * units, y)
    assert other.beta * units == pytest.approx(fit.beta, rel=1e-7)
    assert other.loglik == pytest.approx(fit.loglik, abs=1e-9)
    assert other.z == pytest.approx(fit.z, rel=1e-6)


def test_clusters_of_one_row_are_the_robust_covariance() -> None:
    x, y, _ = drawn()
    fit = fit_logit(x, y, clusters=np.arange(len(y)))
    scores = score_rows(x, y, fit.beta)
    bread = np.linalg.inv(fit.information)
    n = len(y)
    assert fit.covariance == pytest.approx(bread @ scores.T @ scores @ bread * n / (n - 1))
    assert fit.clusters == n


def test_rows_twice_in_one_cluster_tell_no_more_than_once() -> None:
    x, y, _ = drawn()
    once = fit_logit(x, y, clusters=np.arange(len(y)))
    twice = fit_logit(np.tile(x, (2, 1)), np.tile(y, 2), clusters=np.tile(np.arange(len(y)), 2))
    assert twice.errors == pytest.approx(once.errors, rel=1e-9)


def test_labels_of_clusters_may_be_words_and_in_any_order() -> None:
    x, y, groups = drawn()
    words = np.array([f"war {g}" for g in groups])
    fit, same = fit_logit(x, y, clusters=groups), fit_logit(x, y, clusters=words)
    assert same.covariance == pytest.approx(fit.covariance, rel=1e-10)
    sums = cluster_sums(score_rows(x, y, fit.beta), groups)
    assert sums.shape == (23, 4)
    assert fit.covariance == pytest.approx(sandwich(np.linalg.inv(fit.information), sums))


def test_leeds_and_anac_to_the_published_digits(shared: Path) -> None:
    with (shared / "data/reliability/leeds_anac_2005.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if all(r[c] for c in ("honor3", *COLUMNS))]
    x = with_constant([[float(r[c]) for c in COLUMNS] for r in rows])
    fit = fit_logit(x, [float(r["honor3"]) for r in rows], names=("constant", *COLUMNS))
    assert fit.n == 137
    assert round(fit.loglik, 3) == -57.345
    assert round(fit.mcfadden, 3) == 0.333
    assert [round(float(b), 3) for b in fit.beta[1:]] == [-0.709, -0.929, -1.547, -1.460, -1.359]


def test_a_rare_outcome_and_an_offset_far_away_are_reached() -> None:
    random = np.random.Generator(np.random.Philox(3))
    x = with_constant(random.normal(size=(100_000, 1)) + 50.0)
    y = (random.random(100_000) < expit(x @ [-31.5, 0.5])).astype(float)
    fit = fit_logit(x, y)
    assert 20 < y.sum() < 500
    assert abs(fit.beta[1] - 0.5) < 4 * fit.errors[1]


@pytest.mark.parametrize("rare", [False, True])
def test_separation_is_told_with_its_column(rare: bool) -> None:
    x, y, _ = drawn()
    sign = np.zeros(len(y)) if rare else y.copy()
    if rare:
        sign[np.flatnonzero(y > 0)[:9]] = 1.0  # nine rows that never see a no: quasi-separation
    with pytest.raises(InputError, match=r"separation: .*'sign'.*infinity") as told:
        fit_logit(np.column_stack((x, sign)), y, names=("c", "a", "b", "d", "sign"))
    assert "Leave such a column out" in str(told.value)


def test_one_row_on_the_wrong_side_ends_separation() -> None:
    x = with_constant(np.arange(40.0)[:, None])
    y = (np.arange(40) >= 20).astype(float)
    with pytest.raises(InputError, match="separation"):
        fit_logit(x, y)
    y[19], y[20] = 1.0, 0.0
    assert np.isfinite(fit_logit(x, y).beta).all()


def test_a_singular_design_is_told_with_its_columns() -> None:
    x, y, _ = drawn()
    design = np.column_stack((x, x[:, 1] - 2 * x[:, 3]))
    with pytest.raises(InputError, match=r"singular: 'a', 'd', 'sum' add up") as told:
        fit_logit(design, y, names=("c", "a", "b", "d", "sum"))
    assert "Leave one of these 3 columns out." in str(told.value)
    with pytest.raises(InputError, match=r"'none': nothing but zeros"):
        fit_logit(x * [1, 1, 0, 1], y, names=("c", "a", "none", "d"))


def test_cubic_years_are_not_called_singular() -> None:
    years = np.arange(1.0, 200.0)
    raise_if_singular(np.column_stack([years**0, years, years**2, years**3]), "cabd", place="here")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"y": [0.0, 1.0]}, "do not fit"),
        ({"y": [0, 1, 2, 0, 1]}, "values other than 0 and 1"),
        ({"y": [1, 1, 1, 1, 1]}, "the outcome is 1 in every row"),
        ({"y": [1, 0, float("nan"), 1, 0]}, "the outcome in 1 of 5 rows"),
        ({"x": [[1, 2], [1, float("inf")], [1, 3], [1, 1], [1, 0]]}, "x2 in 1 of 5 rows"),
        ({"names": ("a",)}, "1 names for 2 columns"),
        ({"x": [[1, 2], [1, 3]], "y": [0, 1]}, "2 rows are too few for 2 coefficients"),
        ({"clusters": [1, 1, 1, 1, 1]}, "all rows are one cluster"),
        ({"clusters": [1, 2]}, "labels for 5 rows"),
    ],
)
def test_what_cannot_be_fitted_is_told(change: dict[str, object], problem: str) -> None:
    given = {"x": [[1, 2], [1, 4], [1, 3], [1, 1], [1, 0]], "y": [0, 1, 1, 0, 1]} | change
    with pytest.raises(InputError, match=problem):
        fit_logit(**given)  # type: ignore[arg-type]


def test_intervals_and_chances() -> None:
    x, y, _ = drawn()
    fit = fit_logit(x, y)
    low, high = fit.intervals(0.9).T
    assert (high - low) / 2 == pytest.approx(1.6448536 * fit.errors, rel=1e-6)
    assert fit.chances(x).mean() == pytest.approx(y.mean(), abs=1e-10)
    assert expit([-1000.0, 1000.0]).tolist() == [0.0, 1.0]


def test_statsmodels_agrees() -> None:
    oracle = pytest.importorskip(
        "statsmodels.api", reason="statsmodels, an oracle only, is not here"
    )
    x, y, groups = drawn()
    fit = fit_logit(x, y, clusters=groups)
    theirs = oracle.Logit(y, x).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    assert fit.beta == pytest.approx(theirs.params, rel=1e-8)
    assert fit.loglik == pytest.approx(theirs.llf, rel=1e-10)
    assert fit.covariance == pytest.approx(theirs.cov_params() * 23 / 22, rel=1e-6)
