"""One war from two files: days of IWD, sides of COW; and the bench on the coders' own file."""

import doctest
import importlib
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from foedus.panel import Table
from foedus.panel.importing.wars import SIDES
from foedus.panel.meeting import Fight, war_of

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data"
FILES = (
    "reliability/berkemeier_fuhrmann_2018.csv",
    "alliances/atop51_member_level.csv",
    "alliances/iwd_interstate_war_rev.csv",
    "alliances/peacesciencer__cow_war_inter.parquet",
)


def _iwd(*rows: tuple[int, int, str, str, dict[str, int]]) -> Table:
    columns = {
        "larger_war": [1 for _ in rows],
        "war": list(range(10, 10 + len(rows))),
        "cow1": [row[0] for row in rows],
        "cow2": [row[1] for row in rows],
        **{
            f"{word}{n}": [row[4].get(f"{word}{n}", -1) for row in rows]
            for word, numbers in (("adversary", SIDES[0]), ("ally", SIDES[1]))
            for n in numbers
        },
    }
    days = {name: [row[at] for row in rows] for name, at in (("first", 2), ("last", 3))}
    return Table(
        columns={n: np.array(c, np.int32) for n, c in columns.items()}
        | {n: np.array(c, "datetime64[D]") for n, c in days.items()}
    )


def _cow(*rows: tuple[int, int, int, int, int]) -> Table:
    """Directed rows: state, enemy, year, side, whether it began the war."""
    names = ("cow1", "cow2", "year", "side1", "initiator1")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return Table(
        columns={n: np.array(c, np.int32) for n, c in {"war": [7] * len(rows), **columns}.items()}
    )


def test_days_come_from_iwd_and_years_from_cow() -> None:
    iwd = _iwd((901, 911, "1900-05-01", "1900-12-31", {"ally1": 902}))
    cow = _cow((901, 911, 1900, 1, 1), (911, 901, 1900, 2, 0), (911, 903, 1900, 2, 0))
    war = war_of(1, iwd=iwd, cow=cow, cow_number=7)
    span = (date(1900, 5, 1), date(1900, 12, 31))
    assert war.pairs[901, 911] == war.pairs[911, 902] == span
    assert war.pairs[903, 911][0] == date(1900, 5, 1)  # the year, from the war's first day
    assert war.began == {901}
    assert war.states == {901, 902, 903, 911}


def test_a_fight_over_years_is_one() -> None:
    iwd = _iwd((901, 911, "1900-05-01", "1900-12-31", {}))
    more = Fight(attacker=911, victim=904, first=date(1901, 1, 1), last=date(1901, 2, 1))
    war = war_of(1, iwd=iwd, more=[more])
    assert [(f.attacker, f.victim) for f in war.fights] == [(901, 911), (911, 904)]
    assert war.enemies(911, on=date(1901, 1, 5)) == {904}


def test_enemies_whom_cow_knows_as_friends_of_that_year_are_slips() -> None:
    iwd = _iwd(
        (901, 902, "1900-06-01", "1900-12-31", {}), (901, 911, "1900-05-01", "1900-12-31", {})
    )
    sides = [(901, 911, 1900, 1, 1), (902, 911, 1900, 1, 0), (911, 901, 1900, 2, 0)]
    assert (901, 902) not in war_of(1, iwd=iwd, cow=_cow(*sides), cow_number=7).pairs
    later = [(901, 911, 1900, 1, 1), (902, 911, 1901, 1, 0), (911, 901, 1900, 2, 0)]
    assert (901, 902) in war_of(1, iwd=iwd, cow=_cow(*later), cow_number=7).pairs


@pytest.fixture
def files() -> list[Path]:
    paths = [DATA / name for name in FILES]
    if not all(path.is_file() for path in paths):
        pytest.skip("the coders' file and the data of wars and treaties are not here")
    return paths


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    return importlib.import_module("human_coders")


def test_the_rules_agree_with_the_coders(files: list[Path], bench: ModuleType) -> None:
    rows = bench.decided(files)
    assert (len(rows), sum(row.coders for row in rows)) == (576, 146)
    score = bench.balanced((row.coders, row.ours.presumed) for row in rows)[0]
    assert score > bench.GOAL
    assert score > bench.balanced((row.coders, row.baseline) for row in rows)[0]


def test_a_missing_file_is_an_input_fault(
    bench: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["a", "b", "c", "d"]) == 1
    assert "Name the replication file as CSV." in capsys.readouterr().err
    assert bench.main([]) == 2


def test_a_half_is_by_the_number_of_the_war(bench: ModuleType) -> None:
    halves = {war: bench.half_of(war) for war in range(1, 95)}
    assert set(halves.values()) == {"develop", "held"}
    assert halves[53] == "develop"


def test_the_example_of_the_page_runs() -> None:
    page = ROOT / "docs/explanation/human-coders.md"
    if not page.is_file():
        pytest.skip("docs/explanation is not beside the tests")
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.attempted >= 8
    assert result.failed == 0
