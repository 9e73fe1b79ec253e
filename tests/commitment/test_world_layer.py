"""The Council's measures on their days, rules beside the Charter, places by any spelling."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from foedus.case import Incident, decide
from foedus.commitment import Gazetteer, Register
from foedus.commitment.places import folded
from foedus.content import tree
from foedus.truth import Truth
from foedus.yaml12 import read_yaml

TODAY = date(2026, 11, 25)
EVE = timedelta(days=1)

STARTS = [
    ("ZWE", "arms", "1966-12-16", "232"),
    ("ZAF", "arms", "1977-11-04", "418"),
    ("IRQ", "arms", "1990-08-06", "661"),
    ("YUG", "arms", "1991-09-25", "713"),
    ("BIH", "arms", "1991-09-25", "713"),
    ("SOM", "arms", "1992-01-23", "733"),
    ("LBY", "arms", "1992-04-15", "748"),
    ("LBR", "arms", "1992-11-19", "788"),
    ("HTI", "arms", "1993-06-23", "841"),
    ("RWA", "arms", "1994-05-17", "918"),
    ("SLE", "arms", "1997-10-08", "1132"),
    ("YUG", "arms", "1998-03-31", "1160"),
    ("ETH", "arms", "2000-05-17", "1298"),
    ("ERI", "arms", "2000-05-17", "1298"),
    ("CIV", "arms", "2004-11-15", "1572"),
    ("SDN", "arms", "2005-03-29", "1591"),
    ("COD", "arms", "2005-04-18", "1596"),
    ("IRN", "nuclear", "2006-12-23", "1737"),
    ("ERI", "arms", "2009-12-23", "1907"),
    ("IRN", "heavy_arms", "2010-06-09", "1929"),
    ("LBY", "arms", "2011-02-26", "1970"),
    ("CAF", "arms", "2013-12-05", "2127"),
    ("SSD", "arms", "2018-07-13", "2428"),
    ("IRN", "heavy_arms", "2025-09-28", "1929 of 2010 as returned"),
]
"""Target, form, first day, resolution; nothing bars the form to the target on the eve."""

ENDS = [
    ("ZWE", "1979-12-21"),
    ("ZAF", "1994-05-25"),
    ("HTI", "1994-10-16"),
    ("RWA", "1995-08-16"),
    ("BIH", "1996-06-18"),
    ("SLE", "1998-06-05"),
    ("LBY", "1999-04-05"),
    ("ETH", "2001-05-16"),
    ("ERI", "2001-05-16"),
    ("YUG", "2001-09-10"),
    ("IRQ", "2004-06-08"),
    ("COD", "2008-03-31"),
    ("LBR", "2009-12-17"),
    ("CIV", "2016-04-28"),
    ("ERI", "2018-11-14"),
    ("IRN", "2020-10-18"),
    ("CAF", "2023-07-27"),
    ("SOM", "2023-12-01"),
]
"""Target and the first day on which no arms are barred to it any more."""


def _to(register: Register, target: str, form: str, *, on: date) -> set[str]:
    found = register.charter.bars("FRA", target, form, on, un_member=lambda state, day: True)
    return {p.resolution for p in found}


@pytest.mark.parametrize(("target", "form", "first", "resolution"), STARTS)
def test_a_measure_bars_from_its_first_day(
    register: Register, target: str, form: str, first: str, resolution: str
) -> None:
    day = date.fromisoformat(first)
    assert _to(register, target, form, on=day - EVE) == set()
    assert resolution in _to(register, target, form, on=day)


@pytest.mark.parametrize(("target", "end"), ENDS)
def test_a_measure_that_ended_bars_to_the_eve_of_its_end(
    register: Register, target: str, end: str
) -> None:
    day = date.fromisoformat(end)
    assert _to(register, target, "arms", on=day - EVE)
    assert _to(register, target, "arms", on=day) == set()


def test_arms_from_a_target_are_barred_where_the_text_says_so(register: Register) -> None:
    charter = register.charter
    for giver in ("IRN", "LBY", "PRK"):
        assert charter.bars(giver, "RUS", "arms", TODAY), giver
    for giver in ("SSD", "SDN", "SOM"):
        assert charter.bars(giver, "RUS", "arms", TODAY) == (), giver
    assert charter.bars("IRN", "RUS", "arms", date(2022, 9, 1)) == ()


def test_the_return_of_the_measures_on_iran_names_who_denies_it(register: Register) -> None:
    found = register.charter.bars("RUS", "IRN", "heavy_arms", TODAY)
    assert [p.cite for p in found] == ["UNSC 1929 of 2010 as returned (2025) para. 8 and 9"]
    assert all("China and Russia" in str(p.exceptions) for p in found)
    assert register.charter.bars("RUS", "IRN", "small_arms", TODAY) == ()


def test_a_renewal_that_nobody_verified_is_told_with_the_bar(register: Register) -> None:
    for target in ("SSD", "SDN"):
        found = register.charter.bars("UGA", target, "arms", TODAY)
        assert found
        assert all("not verified" in str(p.exceptions) for p in found)


@pytest.mark.parametrize("state", ["LBN", "YEM", "AFG", "HTI", "COD", "CAF", "SOM", "IRQ", "AGO"])
def test_a_bar_on_groups_is_no_bar_on_their_state(register: Register, state: str) -> None:
    assert _to(register, state, "military", on=TODAY) == set()


def test_a_bar_on_groups_is_told_as_a_rule_of_its_days(register: Register) -> None:
    standing = {rule.article for rule in register.charter.rules_on(TODAY)}
    assert {"UNSC 1701", "UNSC 2216", "UNSC 2713", "UNSC 2745", "UNSC 1807"} <= standing
    assert not {"UNSC 864", "UNSC 1171", "UNSC 1903", "UNSC 1493"} & standing
    houthis = register.charter.rule("UNSC 2216")
    assert houthis is not None
    assert houthis not in register.charter.rules_on(date(2015, 4, 13))


def test_every_provision_stands_within_its_measure(register: Register) -> None:
    for measure in register.charter.measures:
        for provision in measure.provisions:
            assert measure.since <= provision.since, provision.cite
            if measure.until is not None:
                assert provision.until is not None, provision.cite
                assert provision.since < provision.until <= measure.until, provision.cite


def test_ids_of_rules_and_measures_stand_once(register: Register) -> None:
    for named in (register.charter.rules, register.charter.measures):
        ids = sorted(one.id for one in named)
        assert all(one != other for one, other in pairwise(ids))


def test_the_definition_of_aggression_has_its_seven_acts(register: Register) -> None:
    articles = [f"3({letter})" for letter in "abcdefg"] + ["1", "2", "4", "5"]
    for number in articles:
        rule = register.charter.rule(f"UNGA 3314 Art. {number}")
        assert rule is not None, number
        assert rule.span.start == date(1974, 12, 14)
        assert rule.binds == "all"


def test_collective_self_defence_asks_for_all_that_the_court_named(register: Register) -> None:
    asked = ("armed_attack_needed", "victim_declares", "victim_requests")
    for id_ in (*asked, "necessary_and_proportionate"):
        rule = register.charter.rule(id_)
        assert rule is not None, id_
        assert rule.cite.startswith("ICJ, Nicaragua v. United States (1986)")


@pytest.mark.parametrize(
    "article", ["1(1)", "2(3)", "2(4)", "2(5)", "2(7)", "25", "27(3)", "39", "41", "42", "51"]
)
def test_the_articles_that_bear_on_force_are_there(register: Register, article: str) -> None:
    assert register.charter.rule(article) is not None


def _conflicts(register: Register, victim: str, attacker: str, *, on: date) -> dict[str, set[str]]:
    """Return the cites of the Council's bars that a duty to help meets, by the obligor."""
    incident = Incident(
        victims=(victim,),
        attackers=(attacker,),
        day=on,
        attacks=frozenset({"armed_attack"}),
        attacker_kinds=frozenset({"state"}),
    )
    case = decide(incident, register)
    found = [c for c in case.conflicts if c.kind == "charter_103"]
    return {c.state: {r for r in c.references if r.startswith("UNSC ")} for c in found}


def test_a_duty_to_help_libya_meets_the_measures_only_while_they_stand(register: Register) -> None:
    day = date(2011, 2, 26)
    assert _conflicts(register, "LBY", "QMA", on=day - EVE) == {}
    on_the_day = _conflicts(register, "LBY", "QMA", on=day)
    assert on_the_day["EGY"] == {"UNSC 1970 (2011) para. 9"}
    assert _conflicts(register, "LBY", "QMA", on=TODAY)["EGY"] == on_the_day["EGY"]


def test_libya_itself_meets_them_when_it_owes_arms_to_others(register: Register) -> None:
    found = _conflicts(register, "LBN", "QMA", on=TODAY)
    assert found == {"LBY": {"UNSC 1970 (2011) para. 10"}}


def test_the_duty_to_help_somalia_is_free_since_2023(register: Register) -> None:
    day = date(2023, 12, 1)
    assert "EGY" in _conflicts(register, "SOM", "QMA", on=day - EVE)
    assert "EGY" not in _conflicts(register, "SOM", "QMA", on=day)


def test_croatia_s_duty_to_bosnia_met_the_bar_of_713(register: Register) -> None:
    found = _conflicts(register, "BIH", "YUG", on=date(1992, 10, 1))
    assert found == {"HRV": {"UNSC 713 (1991) para. 6"}}
    assert _conflicts(register, "BIH", "YUG", on=date(1996, 7, 1)) == {}


def test_no_duty_meets_a_bar_that_leaves_the_government_free(register: Register) -> None:
    for victim in ("HTI", "COD"):
        assert _conflicts(register, victim, "QMA", on=TODAY) == {}


# Places

NO_CODE = {"great-colombia", "tibet", "united-provinces-of-central-america"}
"""Historical homelands whose soil another file leaves untold."""
ALONE = {"damansky", "dachen-islands", "matsu", "quemoy"}
"""Islands that other files put into no zone."""


@pytest.fixture(scope="module")
def places(register: Register) -> Gazetteer:
    return register.places


@pytest.fixture(scope="module")
def ids(shared: Path) -> list[str]:
    """The names of places in the list of ids."""
    listed = read_yaml(shared / "facts" / "ids.yaml")[0]["places"]
    return [name for names in listed.values() for name in names]


def _spellings(name: str) -> tuple[str, ...]:
    words = name.replace("-", " ")
    accented = words.replace("a", "á").replace("u", "ü").replace("c", "ç")
    return (name.upper(), words.title(), words.replace(" ", "_"), words.replace(" ", ""), accented)


def test_every_place_of_the_ids_is_found_by_every_spelling(
    places: Gazetteer, ids: list[str]
) -> None:
    for name in ids:
        assert {places.find(s) for s in _spellings(name)} == {places.find(name)}, name


def test_every_alias_finds_its_place(places: Gazetteer, ids: list[str]) -> None:
    for name in ids:
        entry = places.entry(name)
        for alias in (entry.name, *entry.aliases):
            assert {places.find(s) for s in (alias, *_spellings(alias))} == {entry.id}, alias


def test_no_name_stands_for_two_places(places: Gazetteer) -> None:
    seen: dict[str, str] = {}
    for id_ in places.places:
        entry = places.entry(id_)
        for name in {folded(n) for n in (id_, entry.name, *entry.aliases)}:
            assert seen.setdefault(name, id_) == id_, name


def test_no_place_stands_in_two_files() -> None:
    listed = [id_ for file in tree("places").values() for id_ in file["places"]]
    assert len(listed) == len(set(listed))


def test_land_of_the_ids_has_soil_an_administration_and_a_zone(
    places: Gazetteer, ids: list[str]
) -> None:
    days = [date(year, 1, 2) for year in (1900, 1925, 1943, 1960, 1992, 2010, 2026)]
    no_soil, nobody, no_zone = set(), set(), set()
    for id_ in {places.find(name) for name in ids}:
        if places.entry(id_).kind in ("sea", "zone"):
            continue
        if not any(places.soil_of(id_, day) for day in days):
            no_soil.add(id_)
        if not any(places.administered_by(id_, day) for day in days):
            nobody.add(id_)
        if not places.zones(id_) | places.perhaps_zones(id_):
            no_zone.add(id_)
    assert no_soil <= NO_CODE
    assert nobody <= NO_CODE
    assert no_zone <= ALONE


@pytest.mark.parametrize(
    ("place", "day", "view", "soil"),
    [
        ("Donbass", TODAY, None, {"UKR", "RUS"}),
        ("donbas", TODAY, "PRK", {"RUS"}),
        ("Shebaa Farms", TODAY, "LBN", {"LBN"}),
        ("shebaa-farms", TODAY, "FRA", {"SYR"}),
        ("sabah", TODAY, "PHL", {"PHL"}),
        ("sabah", TODAY, "USA", {"MYS"}),
        ("sabah", date(1963, 9, 15), "USA", {"GBR"}),
        ("Aozou Strip", date(1980, 1, 1), "LBY", {"LBY"}),
        ("aouzou-strip", date(1980, 1, 1), "FRA", {"TCD"}),
        ("aouzou-strip", TODAY, "LBY", {"TCD"}),
        ("Wilno", date(1930, 1, 1), "LTU", {"LTU"}),
        ("Wilno", date(1930, 1, 1), "FRA", {"POL"}),
        ("Lwów", date(1921, 1, 1), None, {"POL"}),
        ("Lviv", date(1950, 1, 1), None, {"RUS"}),
        ("Perejil", TODAY, None, {"ESP", "MAR"}),
        ("Gilgit Baltistan", TODAY, "IND", {"IND"}),
        ("Pearl Harbor", date(1941, 12, 7), None, {"USA"}),
        ("Mariupol", TODAY, "UNGA", {"UKR"}),
    ],
)
def test_soil_follows_the_day_and_the_account(
    places: Gazetteer, place: str, day: date, view: str | None, soil: set[str]
) -> None:
    assert places.soil_of(place, day, view) == soil


@pytest.mark.parametrize(
    ("place", "day", "holders"),
    [
        ("Port Arthur", date(1904, 2, 8), {"RUS"}),
        ("Lüshunkou", date(1950, 6, 25), {"RUS"}),
        ("Porkkala", date(1950, 1, 1), {"RUS"}),
        ("Qingdao", date(1914, 8, 23), {"DEU"}),
        ("Azad Kashmir", TODAY, {"PAK"}),
        ("Ladakh", TODAY, {"IND"}),
        ("East Jerusalem", TODAY, {"ISR"}),
        ("Preah Vihear", date(1960, 1, 1), {"THA"}),
    ],
)
def test_who_administers_follows_the_day(
    places: Gazetteer, place: str, day: date, holders: set[str]
) -> None:
    assert places.administered_by(place, day) == holders


@pytest.mark.parametrize(
    ("place", "zone", "expected"),
    [
        ("gotland", "europe", Truth.TRUE),
        ("norwegian-sea", "north-atlantic-above-cancer", Truth.TRUE),
        ("gulf-of-finland", "north-atlantic-above-cancer", Truth.OPEN),
        ("pearl-harbor", "north-america", Truth.FALSE),
        ("pearl-harbor", "pacific-area", Truth.TRUE),
        ("incirlik", "turkiye-asian-part", Truth.TRUE),
        ("crete", "mediterranean", Truth.TRUE),
        ("kidal", "sahel", Truth.TRUE),
        ("luzon", "pacific-area", Truth.TRUE),
    ],
)
def test_a_place_lies_in_the_areas_that_treaties_draw(
    places: Gazetteer, place: str, zone: str, expected: Truth
) -> None:
    assert places.lies_in(place, zone) is expected
