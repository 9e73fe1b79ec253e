"""A decision by ATOP's alliances rests on the user's file, and says so."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.cli import main

MEMBERS = "atop51_member_level.csv"


@pytest.fixture(scope="module")
def members(shared: Path) -> Path:
    return shared / "data" / "alliances" / MEMBERS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["decide", *arguments])


def test_in_1914_the_coded_alliances_of_serbia_answer(members: Path) -> None:
    attack = ("--victim", "SRB", "--attacker", "AUH", "--attack", "armed_attack")
    result = run(*attack, "--on", "1914-07-28", "--by-atop", str(members), "--format", "json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["register"].startswith("ATOP")
    findings = [f for f in told["case"]["findings"] if f["article"].startswith("defense")]
    helping = {(f["obligor"], f["beneficiary"]): f["due"] for f in findings}
    assert helping["MNE", "SRB"] == "due"
    assert helping["GRC", "SRB"] == "open"  # unless Serbia provoked it
    assert [pair for pair, due in helping.items() if due == "due"] == [("MNE", "SRB")]


def test_every_pair_by_atop_names_its_alliances(members: Path) -> None:
    some = [word for state in ("SRB", "AUH", "MNE", "GRC") for word in ("--among", state)]
    day = ("--every-pair", "--on", "1914-07-28", "--format", "json")
    result = run(*day, *some, "--by-atop", str(members))
    told = json.loads(result.stdout)
    assert {r["article"].partition("#")[0] for r in told["relations"]} >= {"atop-1480", "atop-1490"}


def test_a_cascade_is_not_worked_out_by_atop(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("x\n", encoding="utf-8")
    result = run("--cascade", "--by-atop", str(file))
    assert result.exit_code == 2
    assert "leave --by-atop out" in result.stderr


def test_a_file_that_is_not_atops_is_told(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("x,y\n1,2\n", encoding="utf-8")
    result = run("--victim", "SRB", "--on", "1914-07-28", "--by-atop", str(file))
    assert result.exit_code == 1
    assert "members.csv" in result.stderr
