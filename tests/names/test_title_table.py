from datetime import date
from pathlib import Path

import pytest

from foedus.names import find_names, groups, instrument_titles, states
from foedus.yaml12 import read_yaml

TITLES = instrument_titles()


def test_all_titles_of_the_dossier_are_there_and_no_other(shared: Path) -> None:
    ids, _ = read_yaml(shared / "facts/ids.yaml")
    assert set(TITLES) == set(ids["instruments"])
    assert len(TITLES) == 209


def test_parties_are_states_of_the_table_and_dates_are_in_order() -> None:
    known = set(states())
    for title in TITLES.values():
        assert title.ever <= known, title.id
        assert title.signed, title.id
        if title.ended:
            assert title.ended > title.signed, title.id
        if (
            title.in_force and title.id != "usa-twn-tra-1979"
        ):  # made to apply from the year's first day
            assert title.in_force >= title.signed, title.id
        if title.hub:
            assert title.hub in title.ever


def test_the_first_parties_are_parties_from_signature() -> None:
    assert TITLES["rus-prk-2024"].parties_on(date(2024, 6, 19)) == ("PRK", "RUS")
    assert TITLES["nato-1949"].parties_on(date(1949, 4, 4))[0] == "BEL"
    assert "SWE" not in TITLES["nato-1949"].parties_on(date(2024, 3, 6))
    assert TITLES["warsaw-1955"].parties_on(date(1955, 5, 14)) == (
        *("ALB", "BGR", "CSK", "DDR", "HUN", "POL", "ROU", "RUS"),
    )


def test_historical_parties_bear_their_own_ids() -> None:
    assert TITLES["dual-1879"].ever == {"AUH", "DEU"}
    assert "CSK" in TITLES["little-entente"].ever
    assert {"CZE"} == TITLES["nato-1949"].ever & {"CZE", "CSK"}


@pytest.mark.parametrize(
    ("id_", "in_force"),
    [
        ("sun-prk-1961", date(1961, 9, 10)),
        ("rus-prk-2000", date(2000, 10, 30)),
        ("rus-prk-2024", date(2024, 12, 4)),
        ("nato-1949", date(1949, 8, 24)),
    ],
)
def test_days_of_entry_into_force(id_: str, in_force: date) -> None:
    assert TITLES[id_].in_force == in_force


@pytest.mark.parametrize("id_", TITLES)
def test_every_title_and_nickname_is_found_in_text(id_: str) -> None:
    title = TITLES[id_]
    own = () if title.is_common else (title.title,)
    for name in {*own, title.short, *title.names}:
        found = [m for m in find_names(f"They cited {name}.") if m.kind == "instrument"]
        assert [m.ids for m in found if id_ in m.ids], name
        assert found[0].of(f"They cited {name}.") == name


def test_groups_point_at_titles_that_their_members_signed() -> None:
    for group in groups().values():
        if group.defence and group.members:
            ever = {code for code, _ in group.members} - set(group.outside_defence)
            assert TITLES[group.defence].ever & ever, group.id


def test_a_title_that_many_treaties_bear_names_none_of_them() -> None:
    text = "the Treaty of Friendship, Co-operation and Mutual Assistance"
    assert [m for m in find_names(text) if m.kind == "instrument"] == []
    assert TITLES["warsaw-1955"].is_common
