"""The state systems of political science resolve, code by code, on every day since 1816."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.names import cow_code, gw_code, state, state_of_cow, state_of_gw

COW, GW = "peacesciencer__cow_states.parquet", "peacesciencer__gw_states.parquet"


def rows(shared: Path, name: str) -> Iterator[tuple[str, date]]:
    """Yield a code and a day in the middle of each spell."""
    polars: Any = pytest.importorskip("polars")
    for row in polars.read_parquet(shared / "data/alliances" / name).iter_rows(named=True):
        if "ccode" in row:
            days = [date(row[f"{e}year"], row[f"{e}month"], row[f"{e}day"]) for e in ("st", "end")]
            code = str(row["ccode"])
        else:
            days, code = [row["startdate"], row["enddate"]], str(row["gwcode"])
        yield code, date.fromordinal(sum(d.toordinal() for d in days) // 2)


def test_every_member_of_the_cow_system_resolves_there_and_back(shared: Path) -> None:
    wrong = []
    for code, day in rows(shared, COW):
        found = state_of_cow(code, on=day)
        if found is None or cow_code(found, on=day) != code or not state(found).is_state_on(day):
            wrong.append((code, day, found))
    assert wrong == []


def test_every_member_of_the_gleditsch_ward_system_resolves_there_and_back(shared: Path) -> None:
    wrong = []
    for code, day in rows(shared, GW):
        found = state_of_gw(code, on=day)
        if found is None or gw_code(found, on=day) != code:
            wrong.append((code, day, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "day", "is_state"),
    [
        ("AUT", "1938-03-12", True),
        ("AUT", "1940-01-01", False),
        ("AUT", "1945-04-27", True),
        ("LTU", "1939-01-01", True),
        ("LTU", "1970-01-01", False),
        ("KOR", "1905-01-01", True),
        ("KOR", "1930-01-01", False),
        ("UKR", "1991-08-24", True),
        ("UKR", "1991-08-23", False),
    ],
)
def test_a_state_that_came_back_has_several_spells(code: str, day: str, is_state: bool) -> None:
    assert state(code).is_state_on(date.fromisoformat(day)) is is_state
