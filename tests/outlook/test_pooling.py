"""The pooled logit: what it shrinks, what its clusters do, and the register's cells of it."""

import copy
import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from foedus.content import tree
from foedus.errors import InputError, RegisterError
from foedus.outlook.pooled import Cell, as_pooled, load_pooled, untested
from foedus.outlook.pooling import crossed, fit_pooled, folds
from foedus.outlook.scoring import brier

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data/reliability"


def _drawn(
    size: int = 600, *, shift: float = 1.5, war: float = 0.0, seed: int = 1
) -> tuple[np.ndarray, np.ndarray, list[int]]:
    rng = np.random.default_rng(seed)
    traits = rng.integers(0, 2, (size, 2)).astype(float)
    wars = rng.integers(0, size // 10, size)
    eta = (
        shift * (traits[:, 0] - 0.5) + rng.normal(0, war, size // 10)[wars]
        if war
        else (shift * (traits[:, 0] - 0.5))
    )
    honoured = (rng.random(size) < 1 / (1 + np.exp(-eta))).astype(float)
    return traits, honoured, wars.tolist()


def test_a_true_shift_is_found_and_an_idle_one_stays_near_zero() -> None:
    traits, honoured, _ = _drawn()
    fit = fit_pooled(traits, honoured, names=("works", "idle"))
    assert fit.beta[1] == pytest.approx(1.5, abs=3 * fit.errors[1])
    assert abs(fit.beta[2]) < 3 * fit.errors[2]
    assert fit.names == ("works", "idle")


def test_few_cases_are_drawn_towards_the_rest() -> None:
    traits = np.array([[0.0]] * 20 + [[1.0]] * 3)
    honoured = np.array([1.0] * 10 + [0.0] * 10 + [1.0] * 3)
    fit = fit_pooled(traits, honoured)
    chance = float(fit.predict([[1.0]])[0])
    assert 0.55 < chance < 0.95  # neither the 3 of 3 of its own nor the 0.5 of the others


def test_clusters_are_seen_and_widen_what_is_known() -> None:
    traits, honoured, wars = _drawn(war=1.5, seed=3)
    alone = fit_pooled(traits, honoured)
    with_wars = fit_pooled(traits, honoured, clusters=(wars,))
    assert with_wars.spreads[1] > 1.0
    assert with_wars.errors[0] > 1.5 * alone.errors[0]
    one, other = (fit.mean_of(traits, seed=1) for fit in (alone, with_wars))
    assert other.effective_cases < one.effective_cases / 2
    assert other.high - other.low > one.high - one.low


def test_without_a_spread_between_wars_none_is_made_up() -> None:
    traits, honoured, wars = _drawn(size=2000)
    assert fit_pooled(traits, honoured, clusters=(wars,)).spreads[1] < 0.35


def test_the_interval_of_a_mean_covers_the_truth_about_as_often_as_it_says() -> None:
    held = 0
    for seed in range(60):
        traits, honoured, wars = _drawn(150, war=0.5, seed=seed)
        fit = fit_pooled(traits, honoured, clusters=(wars,))
        mean = fit.mean_of([[1.0, 0.0]], seed=seed, draws=400)
        held += mean.low <= 0.668 <= mean.high  # the mean of expit(0.75 + N(0, 0.5))
    assert held >= 52


def test_crossed_chances_beat_the_base_rate_and_depend_on_the_seed_alone() -> None:
    traits, honoured, wars = _drawn(200)
    said = crossed(traits, honoured, fold=folds(200, seed=5), clusters=(wars,))
    again = crossed(traits, honoured, fold=folds(200, seed=5), clusters=(wars,))
    assert (said == again).all()
    assert brier(said, honoured) < 0.24
    assert np.bincount(folds(146, seed=0)).tolist() == [15] * 6 + [14] * 4


def test_one_outcome_alone_is_a_fault() -> None:
    with pytest.raises(InputError, match="the outcome is 1 in every case"):
        fit_pooled([[0.0], [1.0]], [1, 1])


def test_a_missing_trait_is_a_fault() -> None:
    with pytest.raises(InputError, match="missing or infinite"):
        fit_pooled([[0.0], [np.nan]], [1, 0])


def test_labels_and_traits_must_fit() -> None:
    with pytest.raises(InputError, match="1 labels for 2 cases"):
        fit_pooled([[0.0], [1.0]], [1, 0], clusters=(["a"],))
    with pytest.raises(InputError, match="2 traits where the fit has 1"):
        fit_pooled([[0.0], [1.0]], [1, 0]).predict([[1.0, 2.0]])


def test_the_registers_cells_name_both_codings_and_every_pledge() -> None:
    pooled = load_pooled()
    assert {cell.coding for cell in pooled.cells} == set(pooled.codings)
    assert len({cell.key for cell in pooled.cells}) == len(pooled.cells) == 60
    cell = pooled.find("leeds_long_mitchell_rules", pledge="defense", era="from_1945")
    assert cell is not None
    figure = pooled.figure(cell)
    assert (figure.modelled, figure.published, figure.years) == (True, False, (1945, 2003))


def test_a_faulty_file_of_estimates_tells_all_its_faults() -> None:
    raw: dict[str, Any] = copy.deepcopy(tree("outlook")["pooled.yaml"])
    raw["cells"][0]["pledge"] = "friendship"
    raw["cells"][1]["low"] = 0.99
    del raw["cells"][2]["alike"]
    with pytest.raises(RegisterError) as caught:
        as_pooled(raw, place="pooled.yaml")
    for words in ("'friendship' is unknown", "no share inside", "cell 3: alike"):
        assert words in str(caught.value)


def test_untested_pledges_are_kept_more_often_where_only_doubted_ones_are_tested() -> None:
    cell = Cell(
        coding="c", pledge="defense", era="from_1945", members="all", value=0.375, low=0.3,
        high=0.5, effective_cases=10.0, cases=10, alike=4.0,
    )  # fmt: skip
    assert untested(cell).endswith("75 % if attackers strike only below 50 %.")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    return importlib.import_module("reliability")


def test_the_registers_cells_follow_from_the_files(bench: ModuleType) -> None:
    files = [DATA / f"{n}.csv" for n in ("berkemeier_fuhrmann_2018", "atop-alliance-level")]
    if not all(path.is_file() for path in files):
        pytest.skip("the files of Berkemeier and Fuhrmann 2018 and of ATOP 4 are not here")
    coding = "leeds_long_mitchell_rules"
    cases = bench.cases_of(*files, suffix="LLM")
    assert (len(cases.honoured), len(set(cases.wars)), cases.filled) == (146, 45, 3)
    cells = list(bench.cells_of(coding, cases))
    assert len(cells) == 30
    assert bench._differences(cells) == []
    said = bench.crossed(
        cases.traits, cases.honoured, fold=folds(146, seed=0), clusters=(cases.wars, cases.treaties)
    )
    assert brier(said, cases.honoured) < 0.19


def test_a_file_that_is_not_there_is_an_input_fault(
    bench: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["absent.csv", "neither.csv"]) == 1
    assert "Name the file as CSV." in capsys.readouterr().err
    assert bench.main([]) == 2
