"""The worked example from end to end: an article read by machine, its verdicts as expected."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.cli import main

IsRow = Callable[[dict[str, Any], dict[str, Any]], bool]
RIGHT, EXTRA = 22, 6
"""Rows right of 24 (the gate is 18), and verdicts beyond the expected ones (the gate is 12)."""


@pytest.fixture(scope="module")
def told(shared: Path) -> dict[str, Any]:
    article = str(shared / "articles/rus-prk-assistance.txt")
    call = ["brief", article, "--said-on", "2024-10-15", "--format", "json"]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "articles/rus-prk-assistance.expected.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def test_rows_right_and_verdicts_beyond(
    told: dict[str, Any], rows: list[dict[str, Any]], is_row: IsRow
) -> None:
    found = told["comparisons"]
    wrong = {r["id"] for r in rows if not any(is_row(f, r) for f in found)}
    extra = [f for f in found if not any(is_row(f, r) for r in rows)]
    assert len({r["id"] for r in rows} - wrong) >= RIGHT, sorted(wrong)
    assert len(extra) <= EXTRA, [(f["quote"], f["element"], f["verdict"]) for f in extra]


def test_what_governed_that_day(told: dict[str, Any]) -> None:
    assert (told["instrument"]["instrument"], told["instrument"]["status"]) == (
        "rus-prk-2024",
        "signed",
    )
    assert (told["governing"]["instrument"], told["governing"]["status"]) == (
        "rus-prk-2000",
        "in_force",
    )
    assert "consultation only" in told["governing"]["sentence"]
    assert (told["articles_cited"], told["articles_used_uncited"]) == (["4"], ["3"])


def test_what_is_never_mentioned(told: dict[str, Any]) -> None:
    assert {u["what"] for u in told["never_mentioned"]} == {
        "state_of_war",
        "by_states",
        "all_means",
        "un_charter_51",
        "article 3",
        "entry_into_force",
        "council_measures",
    }


def test_its_inner_contradictions(told: dict[str, Any]) -> None:
    sides = [[side["quote"] or "" for side in c["sides"]] for c in told["contradictions"]]
    assert any("legal system" in a and "legal order of both sides" in b for a, b in sides)
    assert any("guarded" in a and not b for a, b in sides)


def test_the_incident_that_the_text_supposes(told: dict[str, Any]) -> None:
    assert told["case"]["incident"]["victims"] == ["PRK"]
    later = {
        (f["instrument"], f["article"], f["obligor"]): f for f in told["case_in_force"]["findings"]
    }
    russia = later["rus-prk-2024", "art4", "RUS"]
    assert russia["due"] == "open"
    assert {"state_of_war", "attack"} <= {q["name"] for q in russia["open"]}
    now = {(f["instrument"], f["article"], f["obligor"]): f for f in told["case"]["findings"]}
    assert now["rus-prk-2024", "art4", "RUS"]["due"] == "not_due"


def test_the_estimate_stands_apart_with_interval_and_source(told: dict[str, Any]) -> None:
    (estimate,) = told["estimates"]
    assert (estimate["honoured"], estimate["tested"]) == (6, 43)
    assert estimate["low"] < estimate["value"] < estimate["high"]
    assert "Berkemeier" in estimate["source"]
    assert any("biased" in warning for warning in estimate["warnings"])
