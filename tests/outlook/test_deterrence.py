"""The specification fitted: counts and coefficients computed before, and designs that cannot be."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.commitment import load
from foedus.errors import InputError
from foedus.outlook.deterrence import (
    NEEDED,
    PLANNED,
    PLANNED_ERRORS,
    TARGET,
    Design,
    Specification,
    design_of,
    effects,
    every_specification,
    fitting,
    tables_of,
)
from foedus.outlook.deterrence.replicated import obtained
from foedus.outlook.logit import fit_logit
from foedus.outlook.replicating.johnson_leeds import COUNTS, STEPS
from foedus.panel.table import Table

LAST = 1944
BEFORE = Specification(coding="any_ally", promise="either", sample="relevant_before_1945")
NAMES = {
    "ptargdef": TARGET,
    "pchaldef": "challenger_defense",
    "pchaloff": "challenger_offense",
    "pchalneu": "challenger_neutrality",
    "ln_distance": "log_distance",
    "capprop": "capability_share",
    "jdem": "joint_democracy",
    "s_un": "similarity",
    "py": "peace_years",
}


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, Table]:
    pytest.importorskip("pyarrow")
    return tables_of(shared / "data/alliances")


@pytest.fixture(scope="module")
def design(tables: dict[str, Table]) -> Design:
    return design_of(tables, last=LAST)


def golden(shared: Path, label: str) -> dict[str, Any]:
    path = shared / "data/reliability/jl2011_like_results.json"
    models = json.loads(path.read_text(encoding="utf-8"))
    found: dict[str, Any] = next(m for m in models if m["label"].startswith(label))
    return found


def test_relevant_dyads_to_1944_come_out_as_before(design: Design, shared: Path) -> None:
    [found] = effects(design, load(), made=[BEFORE])
    before = golden(shared, "F. PRD 1816-1944")
    assert (found.rows, found.events) == (before["N"], before["events"]) == (57_704, 595)
    assert found.loglik == pytest.approx(before["ll"], abs=3.0)
    for theirs, ours in NAMES.items():
        coefficient = before["coef"][theirs]
        assert found.beta[ours] == pytest.approx(coefficient["b"], abs=0.05), ours
        assert found.errors["dyad"][ours] == pytest.approx(coefficient["se_dyad"], rel=0.1)
        assert found.errors["dyadic"][ours] == pytest.approx(coefficient["se_dyadic"], rel=0.3)


def test_the_coding_moves_the_estimate(design: Design) -> None:
    made = [replace(BEFORE, coding=c) for c in ("any_ally", "unnamed_peacetime", "matched")]
    found = [effect.beta[TARGET] for effect in effects(design, load(), made=made)]
    assert len(set(found)) == 3
    assert all(abs(beta) < 1.0 for beta in found)


@pytest.mark.long
def test_the_step_table_comes_out_again(shared: Path) -> None:
    pytest.importorskip("pyarrow")
    found = obtained(shared / "data/alliances")
    assert {key: found[key] for key in COUNTS} == COUNTS
    for key in ("any_ally", "ally_without_pact", "treaty_without_challenger", "no_named_adversary"):
        assert found[key] == pytest.approx(STEPS[key][1], abs=0.01), key


def test_one_specification_is_planned_and_it_is_among_all() -> None:
    every = every_specification()
    assert len(every) == len(set(every)) == 1 + 7 * 3 * 6
    assert every[0] == PLANNED
    assert PLANNED_ERRORS == "dyadic"


def test_a_folder_that_lacks_a_data_set_is_told(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"ATOP, member level.*major powers") as error:
        tables_of(tmp_path)
    assert all(name in str(error.value) for name in NEEDED)
    with pytest.raises(InputError, match="this is no folder"):
        tables_of(tmp_path / "absent")
    with pytest.raises(InputError, match="no file of"):
        design_of({})


def test_years_without_rows_or_events_are_told(tables: dict[str, Table]) -> None:
    with pytest.raises(InputError, match="no dispute begins in any"):
        design_of(tables, first=1817, last=1817)
    nobody = tables | {"democracy": tables["democracy"].where(np.zeros(0, np.int64))}
    with pytest.raises(InputError, match="no row of 1816-1820 has all columns known"):
        design_of(nobody, first=1816, last=1820)


def test_words_that_are_none_are_told_with_the_nearest(design: Design) -> None:
    with pytest.raises(InputError, match="Did you mean 'matched'"):
        list(effects(design, load(), made=[Specification(coding="macthed")]))
    with pytest.raises(InputError, match=r"events in all dyads, 1945-2000"):
        list(effects(design, load(), made=[Specification(sample="all_from_1945")]))


@pytest.fixture
def rare() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    x = np.column_stack((np.ones(70_000), rng.normal(size=(70_000, 2)), rng.random(70_000) < 0.3))
    chance = 1 / (1 + np.exp(-(x @ (-5.0, 0.4, -0.2, 0.5))))
    return x.astype(float), (rng.random(70_000) < chance).astype(float)


def test_from_a_good_start_the_same_estimate(rare: tuple[np.ndarray, np.ndarray]) -> None:
    x, y = rare
    names = ("constant", "a", "b", "c")
    whole, found = fit_logit(x, y, names=names), fitting.fit(x, y, names=names)
    np.testing.assert_allclose(found.beta, whole.beta, atol=1e-9)
    np.testing.assert_allclose(found.bread, np.linalg.inv(whole.information), rtol=1e-6)
    assert found.loglik == pytest.approx(whole.loglik, abs=1e-6)


def test_what_cannot_be_fitted_is_told(rare: tuple[np.ndarray, np.ndarray]) -> None:
    x, y = rare
    names = ("constant", "a", "b", "c")
    twice = np.column_stack((x, x[:, 1]))
    with pytest.raises(InputError, match="'a', 'd' add up to nothing new"):
        fitting.fit(twice, y, names=(*names, "d"))
    split = x.copy()
    split[:, 3] = y
    with pytest.raises(InputError, match=r"separation: .*c.* alone"):
        fitting.fit(split, y, names=names)
    with pytest.raises(InputError, match="outcome is 0 in every row"):
        fitting.fit(x, np.zeros(len(y)), names=names)
    with pytest.raises(InputError, match="too few"):
        fitting.fit(x[:2], y[:2], names=names)
