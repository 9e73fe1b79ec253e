import re
from datetime import date
from pathlib import Path

import pytest

from foedus.errors import RegisterError, UnknownState
from foedus.names import (
    cow_code,
    gw_code,
    state,
    state_code,
    state_name,
    state_of_cow,
    state_of_gw,
    states,
    un_member,
)
from foedus.names.tables import section

ALL = states()
SHARED_NAMES = {"Korea", "Congo"}


def test_every_id_is_three_capitals_and_none_is_invented() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) and not re.match("Q[M-Z]", code) for code in ALL)


def test_the_table_holds_the_present_members_and_the_historical_states() -> None:
    today = [code for code in ALL if un_member(code, date(2025, 1, 1))]
    assert len(today) == 193
    assert {"AUH", "DDR", "CSK", "YUG", "YMD", "RVN", "ABK", "OST", "XKX", "TWN", "VAT"} <= set(ALL)


@pytest.mark.parametrize("code", ALL)
def test_every_name_of_a_state_leads_back_to_it(code: str) -> None:
    one = state(code)
    former = [name for old in one.formerly for name in (old.name, old.official)]
    for name in {one.name, one.official, *one.also, *former} - SHARED_NAMES:
        assert state_code(name) == code
        assert state_code(name.upper()) == code
        assert name.lower().startswith("the ") or state_code(f"the {name}") == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("dprk", "PRK"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("turkiye", "TUR"),
        ("Ottoman Empire", "TUR"),
        ("Prussia", "DEU"),
        ("USSR", "RUS"),
        ("U.S.A.", "USA"),
        ("Cote d'Ivoire", "CIV"),
        ("Sao Tome and Principe", "STP"),
        ("Viet Nam", "VNM"),
        ("Republic of Vietnam", "RVN"),
        ("guinea bissau", "GNB"),
        ("qmb", "QMB"),
    ],
)
def test_names_are_read_without_regard_to_case_accents_and_articles(name: str, code: str) -> None:
    assert state_code(name) == code


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownState) as caught:
        state_code("Rusia", place="--victim")
    assert str(caught.value) == "--victim: unknown state 'Rusia'.\n  Did you mean 'Russia'?"


def test_a_name_of_two_states_is_refused_with_both_codes() -> None:
    with pytest.raises(UnknownState) as caught:
        state_code("Korea")
    assert str(caught.value) == "state: unknown state 'Korea'.\n  Known: KOR, PRK."


def test_a_code_outside_of_the_table_is_unknown() -> None:
    with pytest.raises(UnknownState):
        state_name("ZZZ")


def test_names_follow_the_day() -> None:
    assert state_name("RUS") == "Russia"
    assert state_name("RUS", on=date(1955, 5, 14)) == "Soviet Union"
    assert state_name("RUS", on=date(1907, 8, 31)) == "Russia"
    assert state_name("TUR", on=date(1914, 8, 2)) == "Ottoman Empire"
    assert state_name("MKD", on=date(2019, 2, 11)) == "Macedonia"
    assert state_name("PRK") == "North Korea"
    assert state_name("QMA") == "invented state QMA"


@pytest.mark.parametrize(
    ("code", "admitted"),
    [
        ("USA", date(1945, 10, 24)),
        ("RUS", date(1945, 10, 24)),
        ("CHN", date(1945, 10, 24)),
        ("GRC", date(1945, 10, 25)),
        ("BEL", date(1945, 12, 27)),
        ("THA", date(1946, 12, 16)),
        ("ITA", date(1955, 12, 14)),
        ("ESP", date(1955, 12, 14)),
        ("AUT", date(1955, 12, 14)),
        ("JPN", date(1956, 12, 18)),
        ("DEU", date(1973, 9, 18)),
        ("DDR", date(1973, 9, 18)),
        ("PRK", date(1991, 9, 17)),
        ("KOR", date(1991, 9, 17)),
        ("CHE", date(2002, 9, 10)),
        ("SSD", date(2011, 7, 14)),
    ],
)
def test_membership_of_the_united_nations_begins_on_its_day(code: str, admitted: date) -> None:
    assert un_member(code, admitted)
    assert not un_member(code, date.fromordinal(admitted.toordinal() - 1))


def test_membership_of_the_united_nations_can_lapse() -> None:
    assert not un_member("IDN", date(1965, 6, 1))
    assert un_member("IDN", date(1966, 9, 28))
    assert not un_member("SYR", date(1960, 1, 1))
    assert un_member("TWN", date(1971, 10, 24))
    assert not un_member("TWN", date(1971, 10, 25))
    assert not un_member("DDR", date(1990, 10, 3))
    assert not un_member("QMA", date(2020, 1, 1))


def test_the_numbers_of_members_agree_with_the_united_nations_own_count() -> None:
    # UN, growth in membership: 51 (1945), 76 (1955), 99 (1960), 127 (1970), 154 (1980), 189 (2000).
    for year, number in ((1945, 51), (1955, 76), (1970, 127), (1980, 154), (2000, 189)):
        day = date(year, 12, 31)
        # TWN held China's seat, which CHN's record carries throughout.
        held = [code for code in ALL if un_member(code, day) and code != "TWN"]
        assert len(held) == number, year


def test_codes_of_political_science_follow_the_day() -> None:
    assert cow_code("PRK") == gw_code("PRK") == "731"
    assert cow_code("DEU", on=date(1914, 8, 1)) == "255"
    assert cow_code("DEU", on=date(1960, 1, 1)) == "260"
    assert cow_code("DEU") == "255"
    assert gw_code("DEU") == "260"
    assert (cow_code("YEM"), gw_code("YEM")) == ("679", "678")
    assert (cow_code("KIR"), gw_code("KIR")) == ("946", "970")
    assert cow_code("VAT") is None
    assert cow_code("QMA") is None


def test_a_code_of_political_science_leads_to_the_state_of_the_day() -> None:
    assert state_of_cow("365") == "RUS"
    assert state_of_cow("345", on=date(1910, 1, 1)) == "SRB"
    assert state_of_cow("345", on=date(1950, 1, 1)) == "YUG"
    assert state_of_cow("730", on=date(1900, 1, 1)) == "KOR"
    assert state_of_gw("817", on=date(1970, 1, 1)) == "RVN"
    assert state_of_gw("12345") is None


def test_one_code_belongs_to_one_state_on_a_day() -> None:
    for day in (date(1900, 1, 1), date(1938, 1, 1), date(1975, 1, 1), date(2015, 1, 1)):
        for coded in (cow_code, gw_code):
            held = [
                number
                for code in ALL
                if day in state(code).life and (number := coded(code, on=day)) is not None
            ]
            twice = {number for number in held if held.count(number) > 1}
            assert not twice - {"345"}, day  # Serbia before Yugoslavia, and after it


def test_an_id_in_two_files_is_a_fault_of_the_register(tmp_path: Path) -> None:
    folder = tmp_path / "states"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.yaml").write_text("states:\n  NOR: {name: Norway}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"states/b.yaml: 'NOR' stands in two files\.\n  Keep"):
        section("states", root=tmp_path)
