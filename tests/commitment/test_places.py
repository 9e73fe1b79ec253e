"""Whose soil, who administers, which zones: by day and by view."""

from datetime import date
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.commitment import Gazetteer, Register, UnknownPlace, load
from foedus.truth import Truth
from foedus.yaml12 import read_yaml

TODAY = date(2026, 11, 22)
NAMES = st.deferred(lambda: st.sampled_from(load().places.places))


@pytest.fixture(scope="module")
def places(register: Register) -> Gazetteer:
    return register.places


@pytest.mark.parametrize(
    "name",
    ["kursk-oblast", "Kursk Oblast", "KURSK OBLAST", "kursk_oblast", "Kursk-oblast"],
)
def test_a_name_is_found_without_regard_to_case_and_hyphens(places: Gazetteer, name: str) -> None:
    assert places.find(name) == "kursk-oblast"


def test_diacritics_and_aliases_do_not_matter(places: Gazetteer) -> None:
    assert places.find("Türkiye") == "turkiye"
    assert places.find("Åland Islands") == "aland-islands"
    assert places.find("Dokdo") == "takeshima"
    assert places.find("Korean peninsula") == "korea-peninsula"


def test_an_unknown_place_is_told_with_its_neighbour(places: Gazetteer) -> None:
    with pytest.raises(UnknownPlace) as error:
        places.find("kursk-oblats", place="incident.place")
    assert str(error.value) == (
        "incident.place: unknown place 'kursk-oblats'.\n  Did you mean 'kursk-oblast'?"
    )


def test_every_name_of_the_ids_is_in_the_gazetteer(places: Gazetteer, shared: Path) -> None:
    ids = read_yaml(shared / "facts" / "ids.yaml")[0]["places"]
    unknown = []
    for kind, names in ids.items():
        for name in names:
            try:
                found = places.find(name)
            except UnknownPlace:
                unknown.append(name)
            else:
                assert kind != "zones" or places.entry(found).kind in ("zone", "state"), name
    assert unknown == []


def test_every_present_state_has_a_homeland(places: Gazetteer) -> None:
    from foedus.content import tree

    present = {
        code
        for name, file in tree("states").items()
        if name in ("africa.yaml", "americas.yaml", "asia.yaml", "europe.yaml", "oceania.yaml")
        for code in file["states"]
    }
    homes = {state for place in places.places for state in places.soil_of(place, TODAY)}
    assert present - homes == set()


def test_undisputed_soil_has_one_owner(places: Gazetteer) -> None:
    assert places.soil_of("kursk-oblast", TODAY) == {"RUS"}
    assert places.soil_of("seoul", TODAY) == {"KOR"}
    assert places.soil_of("yeonpyeong", TODAY) == {"KOR"}
    assert places.soil_of("pyongyang", TODAY) == {"PRK"}
    assert places.soil_of("guam", TODAY) == {"USA"}


@pytest.mark.parametrize(
    ("place", "since"),
    [
        ("crimea", date(2014, 3, 18)),
        ("donetsk-oblast", date(2022, 9, 30)),
        ("luhansk-oblast", date(2022, 9, 30)),
        ("kherson-oblast", date(2022, 9, 30)),
        ("zaporizhzhia-oblast", date(2022, 9, 30)),
    ],
)
def test_annexed_soil_is_disputed_and_each_account_has_its_owner(
    places: Gazetteer, place: str, since: date
) -> None:
    eve = date.fromordinal(since.toordinal() - 1)
    assert places.soil_of(place, eve) == {"UKR"}
    assert places.soil_of(place, eve, "RUS") == {"UKR"}
    assert places.soil_of(place, since) == {"UKR", "RUS"}
    assert places.soil_of(place, since, "RUS") == {"RUS"}
    assert places.soil_of(place, since, "UNGA") == {"UKR"}


def test_an_account_that_says_nothing_takes_the_common_one_or_all(places: Gazetteer) -> None:
    assert places.soil_of("golan-heights", TODAY, "FRA") == {"SYR"}
    assert places.soil_of("taiwan", TODAY, "FRA") == {"TWN", "CHN"}


def test_soil_follows_the_days(places: Gazetteer) -> None:
    assert places.soil_of("algeria", date(1962, 7, 2)) == {"FRA"}
    assert places.soil_of("algeria", date(1962, 7, 3)) == {"DZA"}
    assert places.soil_of("ukraine", date(1990, 1, 1)) == {"RUS"}
    assert places.soil_of("south-korea", date(1948, 8, 14)) == frozenset()


def test_who_administers_is_not_whose_soil_it_is(places: Gazetteer) -> None:
    assert places.administered_by("northern-limit-line", TODAY) == {"KOR"}
    assert places.soil_of("northern-limit-line", TODAY) == {"KOR", "PRK"}
    assert places.administered_by("okinawa", date(1960, 1, 1)) == {"USA"}
    assert places.soil_of("okinawa", date(1960, 1, 1)) == {"JPN"}
    assert places.administered_by("seoul", TODAY) == {"KOR"}


def test_the_demilitarized_zone_is_soil_of_both(places: Gazetteer) -> None:
    assert places.soil_of("DMZ", TODAY) == {"KOR", "PRK"}
    assert places.soil_of("demilitarized-zone-korea", date(1953, 7, 26)) == frozenset()


def test_zones_hold_what_lies_in_their_parts(places: Gazetteer) -> None:
    assert {"south-korea", "korea-peninsula", "pacific-area", "asia"} <= places.zones("seoul")
    assert places.lies_in("seoul", "pacific-area") is Truth.TRUE
    assert places.lies_in("guam", "pacific-area") is Truth.TRUE
    assert places.lies_in("seoul", "seoul") is Truth.TRUE


def test_a_state_that_lies_in_a_zone_in_part_settles_nothing_of_its_cities(
    places: Gazetteer,
) -> None:
    assert places.lies_in("united-states-of-america", "pacific-area") is Truth.OPEN
    assert places.lies_in("new-york", "pacific-area") is Truth.FALSE
    assert places.lies_in("hawaii", "north-america") is Truth.FALSE


def test_seas_and_zones_are_soil_of_nobody(places: Gazetteer) -> None:
    for name in places.places:
        if places.entry(name).kind in ("sea", "zone"):
            assert places.soil_of(name, TODAY) == frozenset(), name
    assert places.is_zone("europe")
    assert not places.is_zone("moscow")


@given(NAMES, st.dates(date(1900, 1, 1), date(2030, 1, 1)))
def test_an_account_never_names_an_owner_that_nobody_names(
    places: Gazetteer, place: str, day: date
) -> None:
    everybody = places.soil_of(place, day)
    for view in ("RUS", "CHN", "UNGA"):
        assert places.soil_of(place, day, view) <= everybody
        assert bool(places.soil_of(place, day, view)) == bool(everybody)


@given(NAMES)
def test_a_zone_holds_a_place_wholly_or_perhaps_never_both(places: Gazetteer, place: str) -> None:
    assert places.zones(place).isdisjoint(places.perhaps_zones(place))
    assert place not in places.zones(place)
