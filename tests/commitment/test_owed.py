"""Who owes whom what on a day, and which of the field's pledges that is."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.commitment import Register
from foedus.commitment.coverage import coverage_of
from foedus.commitment.owed import commitments_on, of_instrument, pledged_on
from foedus.commitment.pledges import PLEDGES

DAY = date(2026, 11, 22)
BY_INSTRUMENT: list[tuple[str, str, tuple[str, str], set[str]]] = [
    ("usa-kor-1953", "2020-01-01", ("USA", "KOR"), {"defense", "nonaggression", "consultation"}),
    ("rus-prk-2000", "2010-01-01", ("RUS", "PRK"), {"consultation"}),
    ("chn-prk-1961", "2020-01-01", ("CHN", "PRK"), {"defense", "nonaggression"}),
    ("dual-1879", "1900-01-01", ("DEU", "AUH"), {"defense", "neutrality"}),
    ("budapest-ukr-1994", "2010-01-01", ("RUS", "UKR"), {"nonaggression", "consultation"}),
    ("sun-ind-1971", "1980-01-01", ("IND", "RUS"), {"nonaggression", "neutrality", "consultation"}),
    (
        "oas-charter-1948",
        "2000-01-01",
        ("USA", "CHL"),
        {"defense", "nonaggression", "consultation"},
    ),
]


@pytest.mark.parametrize(("id_", "day", "pair", "pledges"), BY_INSTRUMENT)
def test_pledges_follow_from_the_rules(
    register: Register, id_: str, day: str, pair: tuple[str, str], pledges: set[str]
) -> None:
    found = pledged_on(register.instrument(id_), date.fromisoformat(day))
    assert found[pair] == pledges
    assert pledges <= set(PLEDGES)


def test_what_runs_one_way_is_owed_one_way(register: Register) -> None:
    france = pledged_on(register.instrument("fra-mco-2002"), DAY)
    assert "defense" in france["FRA", "MCO"]
    assert "defense" not in france.get(("MCO", "FRA"), frozenset())


def test_spokes_of_a_family_owe_each_other_nothing(register: Register) -> None:
    found = pledged_on(register.instrument("chn-neighbours-family"), DAY)
    assert "consultation" in found["KAZ", "CHN"]
    assert ("KAZ", "KGZ") not in found


@pytest.mark.parametrize(("day", "bound"), [("2024-12-03", False), ("2024-12-04", True)])
def test_a_commitment_begins_on_its_day(register: Register, day: str, bound: bool) -> None:
    found = of_instrument(register.instrument("rus-prk-2024"), date.fromisoformat(day))
    assert bool(found) is bound


def test_who_left_owes_no_more(register: Register) -> None:
    eu = register.instrument("eu-teu-42-7")
    assert any("GBR" in c.obligors for c in of_instrument(eu, date(2020, 1, 31)))
    treaty = register.instrument("rio-1947")
    assert not any("MEX" in c.obligors for c in of_instrument(treaty, date(2004, 9, 6)))


def test_nobody_owes_itself_and_states_can_be_asked_for(register: Register) -> None:
    found = commitments_on(register, DAY, states=("PRK",))
    assert {c.instrument for c in found} >= {"chn-prk-1961", "rus-prk-2024"}
    assert all(obligor != other for c in found for obligor, other in c.pairs())
    assert all("PRK" in (*c.obligors, *c.beneficiaries) for c in found)


def test_the_whole_register_answers_for_a_day_in_five_milliseconds(register: Register) -> None:
    commitments_on(register, DAY)
    start = time.process_time()
    for _ in range(5):
        commitments_on(register, DAY)
    assert (time.process_time() - start) / 5 < 0.005


def test_articles_of_which_no_text_is_known_give_no_pledge(register: Register) -> None:
    untold = register.instrument("prk-cub-1986")
    assert [a.executable for a in untold.articles] == [False]
    assert of_instrument(untold, DAY) == ()


def counts(root: Path, **runs: list[str]) -> Path:
    told: dict[str, Any] = {"source": "a list", "last_year": 2018, "states": runs}
    (root / "coverage").mkdir(parents=True)
    lines = [f"source: {told['source']}", f"last_year: {told['last_year']}", "states:"]
    lines += [f"  {state}: [{', '.join(found)}]" for state, found in runs.items()]
    (root / "coverage/list.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def test_coverage_says_how_much_of_a_list_is_held(tmp_path: Path) -> None:
    root = counts(tmp_path, PRK=["1948-1960 0/2", "1961-2018 3/4"])
    found = coverage_of("PRK", date(1970, 5, 1), root=root)
    assert found is not None
    assert (found.held, found.listed, found.year, found.is_last_year) == (3, 4, 1970, False)
    late = coverage_of("PRK", DAY, root=root)
    assert late is not None
    assert late.sentence == (
        "of the alliances that a list lists for PRK in 2018, its last year it holds 3 of 4"
    )


def test_coverage_is_silent_where_the_list_is(tmp_path: Path) -> None:
    root = counts(tmp_path, PRK=["1948-1960 0/2"])
    assert coverage_of("PRK", date(1940, 1, 1), root=root) is None
    assert coverage_of("QMA", DAY, root=root) is None
