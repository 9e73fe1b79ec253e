"""`foedus panel`: the choices are the user's, and what was made is told."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from foedus.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["panel", *arguments])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_system_of_states_has_no_default() -> None:
    result = run("--years", "1914-1914")
    assert result.exit_code == 2
    assert "--system" in result.stderr


def test_years_are_asked_for_and_read() -> None:
    none = run("--system", "cow")
    assert none.exit_code == 1
    assert "Give --years 1816-2018, or --on DAY" in none.stderr
    wrong = run("--system", "cow", "--years", "soon")
    assert wrong.exit_code == 1
    assert "'soon' are no years" in wrong.stderr


def test_a_panel_is_written_with_its_codebook(tmp_path: Path) -> None:
    out, codebook = tmp_path / "d.csv", tmp_path / "d.md"
    made = run(
        *("--system", "cow", "--years", "1914-1914"),
        *("--out", str(out), "--codebook", str(codebook)),
    )
    assert made.exit_code == 0, made.stderr
    assert "Written to" in made.stdout
    found = rows_of(out)
    owed = [row for row in found if (row["cow1"], row["cow2"]) == ("365", "220")]
    assert [row["defense_owed"] for row in owed] == ["1"]
    page = codebook.read_text(encoding="utf-8")
    assert all(f"| {name} |" in page for name in found[0])
    assert f"{len(found):,} rows" in page


def test_a_users_files_are_joined_and_missing_stays_empty(tmp_path: Path) -> None:
    states = tmp_path / "states.csv"
    states.write_text(
        "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
        "USA,2,United States,1816,1,1,2016,12,31,2016\n"
        "UKG,200,United Kingdom,1816,1,1,2016,12,31,2016\n",
        encoding="utf-8",
    )
    nmc = tmp_path / "nmc.csv"
    nmc.write_text(
        "ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
        "2,2016,600,1300,78,2300,320000,150000,0.14,7\n"
        "200,2016,-9,150,7,200,65000,40000,0.02,7\n",
        encoding="utf-8",
    )
    out = tmp_path / "s.csv"
    common = ("--kind", "state_year", "--system", "cow", "--states", str(states))
    both = ("--years", "2016-2017", "--out", str(out))
    made = run(*common, *both, "--continued", "--with", str(nmc))
    assert made.exit_code == 0, made.stderr
    told = {(row["cow"], row["year"]): row for row in rows_of(out)}
    assert told["2", "2016"]["cinc"] == "0.14"
    assert told["200", "2016"]["milex"] == ""
    assert told["2", "2017"]["cinc"] == ""
    assert told["2", "2017"]["defense_owes"] == "1"
    ended = run(*common, *both)
    assert ended.exit_code == 0
    assert {row["year"] for row in rows_of(out)} == {"2016"}


def test_the_pairs_of_a_day_as_json() -> None:
    result = run("--system", "gw", "--on", "2024-12-04", "--format", "json")
    told = json.loads(result.stdout)
    assert told["panel"] == "dyad_day"
    states = round((1 + np.sqrt(1 + 4 * told["count"])) / 2)
    assert told["count"] == states * (states - 1)


@pytest.mark.parametrize("pledges", ["atop", "both"])
def test_atop_needs_the_users_file(pledges: str) -> None:
    result = run("--system", "cow", "--years", "1914-1914", "--pledges", pledges)
    assert result.exit_code == 1
    assert "Give --atop FILE" in result.stderr
