"""Strategic estimators: published golden numbers, explicit formulas, gradients, recovery."""

import csv
from collections.abc import Callable
from math import erfc, log, log1p
from pathlib import Path

import numpy as np
import pytest

from foedus.outlook.estimate import LABEL
from foedus.outlook.strategic import chances, egame12, estimate_game
from foedus.outlook.strategic.designs import designs_of
from foedus.outlook.strategic.fitting import Likelihood
from foedus.outlook.strategic.games import _rows as game_rows
from foedus.outlook.strategic.model import EGAME12, EGAME122, EGAME123, MODELS, Model
from foedus.outlook.strategic.normal import log_normal_cdf, log_normal_tails
from foedus.outlook.strategic.sloped import utilities
from foedus.outlook.strategic.trees import forks, log_chances, ways

Utilities = dict[str, float]
NEEDED = ("esc", "war", "s_wt_re1", "revis1", "regime1", "balanc", "regime2")


def cdf(x: float) -> float:
    return erfc(-x / 2**0.5) / 2


def by_hand_12(u: Utilities, private: bool) -> dict[int, float]:
    p4 = cdf(u["u24"] / 2**0.5)
    p3 = 1 - p4
    width = (1 + p3**2 + p4**2) ** 0.5 if private else 2**0.5
    right = cdf((p3 * u["u13"] + p4 * u["u14"] - u["u11"]) / width)
    return {1: 1 - right, 3: right * p3, 4: right * p4}


def by_hand_122(u: Utilities, private: bool) -> dict[int, float]:
    p2, p4 = cdf(u["u22"] / 2**0.5), cdf(u["u24"] / 2**0.5)
    p1, p3 = 1 - p2, 1 - p4
    width = (p1**2 + p2**2 + p3**2 + p4**2) ** 0.5 if private else 2**0.5
    gain = p3 * u["u13"] + p4 * u["u14"] - p1 * u["u11"] - p2 * u["u12"]
    right = cdf(gain / width)
    return {1: (1 - right) * p1, 2: (1 - right) * p2, 3: right * p3, 4: right * p4}


def by_hand_123(u: Utilities, private: bool) -> dict[int, float]:
    p6 = cdf(u["u36"] / 2**0.5)
    p5 = 1 - p6
    width = (1 + p5**2 + p6**2) ** 0.5 if private else 2**0.5
    p4 = cdf((p5 * u["u25"] + p6 * u["u26"] - u["u23"]) / width)
    p3 = 1 - p4
    width = (1 + p3**2 + p4**2 * (p5**2 + p6**2)) ** 0.5 if private else 2**0.5
    gain = p3 * u["u13"] + p4 * (p5 * u["u15"] + p6 * u["u16"]) - u["u11"]
    right = cdf(gain / width)
    return {1: 1 - right, 3: right * p3, 5: right * p4 * p5, 6: right * p4 * p6}


HANDS = {"egame12": by_hand_12, "egame122": by_hand_122, "egame123": by_hand_123}


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.id)
def test_chances_are_those_of_the_published_equations(model: Model, private: bool) -> None:
    random = np.random.Generator(np.random.Philox(8))
    hand: Callable[[Utilities, bool], dict[int, float]] = HANDS[model.id]
    for _ in range(50):
        u = dict(zip(model.utilities, random.normal(size=len(model.utilities)) * 2, strict=True))
        made = utilities(np.array(list(u.values()))[:, None])
        payoffs = {model.utilities[n]: x for n, x in zip(u, made, strict=True)}
        logs = log_chances(
            model.tree, payoffs, errors="private" if private else "agent", link="probit"
        )
        wanted = hand({n: float(x) for n, x in u.items()}, private)
        assert set(logs) == set(wanted)
        for outcome, log_ in logs.items():
            assert np.exp(log_.value[0]) == pytest.approx(wanted[outcome], rel=1e-10)


def random_design(model: Model, n: int, seed: int = 1) -> dict[str, dict[str, np.ndarray]]:
    random = np.random.Generator(np.random.Philox(seed))
    return {name: {"const": np.ones(n), name: random.normal(size=n)} for name in model.utilities}


@pytest.mark.parametrize(
    ("errors", "link"), [("agent", "probit"), ("agent", "logit"), ("private", "probit")]
)
@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.id)
def test_the_gradient_is_that_of_the_likelihood(model: Model, errors: str, link: str) -> None:
    random = np.random.Generator(np.random.Philox(2))
    n = 60
    explained = random_design(model, n)
    seen = random.choice(model.outcomes, size=n).astype(float)
    designs = designs_of(explained, known=model.utilities, rows=n, place="here")
    likelihood = Likelihood(designs, game_rows(model, seen, errors=errors, link=link))
    at = random.normal(size=2 * len(model.utilities))
    _, gradient = likelihood.climb(at)
    for j in range(len(at)):
        step = np.zeros(len(at))
        step[j] = 1e-6
        rise = likelihood.climb(at + step)[0] - likelihood.climb(at - step)[0]
        assert rise / 2e-6 == pytest.approx(gradient[j], rel=1e-5, abs=1e-5)
    values, scores = likelihood.scores(at)
    assert values.shape == (n,)
    assert scores.sum(axis=0) == pytest.approx(gradient)


def war(shared: Path) -> tuple[np.ndarray, dict[str, dict[str, object]]]:
    path = shared / "data/reliability/war1800.csv"
    with path.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if all(r[k] not in ("", "NA") for k in NEEDED)]

    def column(name: str) -> np.ndarray:
        return np.array([float(r[name]) for r in rows])

    def regimes(name: str) -> dict[str, object]:
        return {kind: np.array([r[name] == kind for r in rows]) for kind in ("mixed", "dem")}

    outcomes = np.where(column("esc") == 0, 1, np.where(column("war") == 1, 4, 3))
    return outcomes, {
        "u11": {"const": 1, "S": column("s_wt_re1"), "revis1": column("revis1")},
        "u14": {"const": 1, **regimes("regime1")},
        "u24": {"const": 1, "balanc": column("balanc"), **regimes("regime2")},
    }


def test_the_war_data_of_1800_to_the_published_digits(shared: Path) -> None:
    outcomes, explained = war(shared)
    fit = egame12(outcomes, explained, starts=5)  # type: ignore[arg-type]
    assert fit.n == 282
    assert round(fit.loglik, 4) == -286.1238
    assert fit.warnings == ()
    assert fit.agreeing == fit.starts == 5
    assert fit.steepest < 1e-8
    golden = {
        "u11:const": -0.4954,
        "u11:S": -0.7400,
        "u11:revis1": 0.4272,
        "u14:const": 0.2219,
        "u14:mixed": -0.5841,
        "u14:dem": -1.9022,
        "u24:const": 0.4991,
        "u24:balanc": -0.0420,
        "u24:mixed": -0.6168,
        "u24:dem": -1.5436,
    }
    assert {n: round(float(b), 4) for n, b in zip(fit.names, fit.beta, strict=True)} == golden
    errors = [round(fit.coefficient(n)[1], 4) for n in ("u11:S", "u14:dem", "u24:dem")]
    assert errors == [0.2797, 0.6644, 0.4526]
    assert fit.label == LABEL


def test_private_information_and_the_logit_fit_about_as_well(shared: Path) -> None:
    outcomes, explained = war(shared)
    private = egame12(outcomes, explained, errors="private", starts=1)  # type: ignore[arg-type]
    logit = egame12(outcomes, explained, link="logit", starts=1)  # type: ignore[arg-type]
    assert private.loglik == pytest.approx(-286.118, abs=1e-3)
    assert logit.loglik == pytest.approx(-286.183, abs=1e-3)


def test_without_the_regimes_the_war_data_say_little(shared: Path) -> None:
    outcomes, explained = war(shared)
    u24 = {k: v for k, v in explained["u24"].items() if k in ("const", "balanc")}
    less = {"u11": explained["u11"], "u14": {"const": 1}, "u24": u24}
    fit = egame12(outcomes, less, starts=2)  # type: ignore[arg-type]
    (warning,) = fit.warnings
    assert warning.startswith("Hardly identified: u11:const, u14:const")
    assert "Lewis and Schultz 2003" in warning


@pytest.mark.parametrize("errors", ["agent", "private"])
@pytest.mark.parametrize("model", [EGAME12, EGAME122, EGAME123], ids=lambda m: m.id)
def test_what_was_put_in_comes_out(model: Model, errors: str) -> None:
    n = 1_500
    random = np.random.Generator(np.random.Philox(21))
    explained = random_design(model, n)
    for name in ("u11", "u23"):  # otherwise a constant would stand in every utility of a player
        explained.get(name, {}).pop("const", None)
    designs = designs_of(explained, known=model.utilities, rows=n, place="here")
    truth = np.array([0.3 if "const" in label else 1.0 for d in designs for label in d.labels])
    values = np.array([
        d.columns @ [0.3 if name == "const" else 1.0 for name in d.names] for d in designs
    ])  # fmt: skip
    payoffs = {
        model.utilities[d.utility]: u for d, u in zip(designs, utilities(values), strict=True)
    }
    logs = log_chances(model.tree, payoffs, errors=errors, link="probit")
    shares = np.cumsum([np.exp(log_.value) for log_ in logs.values()], axis=0)
    drawn = np.array(list(logs))[(random.random(n) > shares).sum(axis=0)]
    fit = estimate_game(model, drawn, explained, errors=errors, starts=1)
    assert fit.warnings == ()
    assert np.abs((fit.beta - truth) / fit.standard_errors).max() < 4.0
    told = chances(fit, explained, rows=n)
    assert sum(told.values()) == pytest.approx(1.0)
    for outcome, chance in told.items():
        assert chance.mean() == pytest.approx((drawn == outcome).mean(), abs=0.03)


def test_the_ways_through_the_longest_game() -> None:
    assert [(o, len(w)) for o, w in ways(EGAME123.tree)] == [(1, 1), (3, 2), (5, 3), (6, 3)]
    assert [fork.player for fork in forks(EGAME122.tree)] == [1, 2, 2]
    assert EGAME122.outcomes == (1, 2, 3, 4)


def test_the_normal_distribution_is_right_far_out() -> None:
    x = np.linspace(-37.0, 8.0, 1_500)
    wanted = [log(cdf(v)) if v < 0 else log1p(-cdf(-v)) for v in x]
    assert log_normal_cdf(x) == pytest.approx(wanted, rel=1e-13)
    above, below = log_normal_tails(x)
    assert np.exp(above) + np.exp(below) == pytest.approx(1.0, abs=1e-15)
    assert np.isfinite(log_normal_cdf(np.array([-1e4, 1e4]))).all()
