"""The page that planned it runs, and the answer says what was planned."""

import doctest
import json
from dataclasses import replace
from pathlib import Path

import pytest

from foedus.briefing import deterring as page
from foedus.briefing.answer import draw
from foedus.outlook.deterrence import PLANNED, SAMPLES, Effect, every_specification
from foedus.outlook.deterrence.multiverse import NAMES, TARGET

DOC = Path(__file__).parents[2] / "docs" / "explanation" / "deterrence.md"


def effect(value: float, *, dyadic: float = 0.15, at: int = 0) -> Effect:
    return Effect(
        made=every_specification(samples=["all"])[at],
        beta={name: value if name == TARGET else 0.0 for name in NAMES},
        errors={"dyadic": dict.fromkeys(NAMES, dyadic), "dyad": dict.fromkeys(NAMES, 0.1)},
        loglik=-1.0,
        rows=1000,
        events=100,
        dyads=10,
        with_pact=500,
    )


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Effect]:
    """Put made-up effects in place of the long computation."""
    found = [effect(-0.5), effect(0.1, at=1), effect(-0.2, dyadic=0.02, at=2)]
    monkeypatch.setattr(page, "tables_of", lambda folder: {})
    monkeypatch.setattr(page, "design_of", lambda tables: None)
    monkeypatch.setattr(page, "effects", lambda design, register, made: iter(found))
    return found


def test_the_examples_of_the_page_run() -> None:
    result = doctest.testfile(str(DOC), module_relative=False, encoding="utf-8")
    assert result.attempted == 2
    assert result.failed == 0


def test_the_reading_is_the_one_planned(told: list[Effect], tmp_path: Path) -> None:
    picture = tmp_path / "all.svg"
    answer = page.deterring(tmp_path, picture=picture)
    text = " ".join(draw(answer, form="text").split())
    assert "differ by -0.500 (95 % -0.794 to -0.206)" in text
    assert "such pacts go with fewer attacks" in text
    assert "Model-based, not a prediction of intent." in text
    assert "(doubtful)" in text
    assert picture.read_text(encoding="utf-8").count("planned") >= 1
    told[0] = effect(-0.1)
    assert "do not settle it" in draw(page.deterring(tmp_path), form="md")


@pytest.mark.usefixtures("told")
def test_the_plain_view_holds_every_estimate(tmp_path: Path) -> None:
    view = json.loads(draw(page.deterring(tmp_path), form="json"))
    assert view["kind"] == "deterrence"
    assert view["planned"]["planned"] is True
    assert [one["doubtful"] for one in view["others"]] == [False, True]
    assert view["planned"]["interval"] == pytest.approx([-0.794, -0.206], abs=1e-3)
    assert replace(PLANNED, clock="dispute") in every_specification()
    assert set(SAMPLES) >= {"all", "relevant_before_1945"}
