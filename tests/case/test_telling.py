"""A class of places is told by one that stands for no other, or by none at all."""

from datetime import date

from foedus.case import Incident
from foedus.case.exact import Exact
from foedus.case.scene import set_scene
from foedus.case.telling import place_told
from foedus.commitment import Register

DAY = date(2026, 11, 22)


def asked(register: Register, *, doubtful: frozenset[str] = frozenset()) -> Exact:
    told = Incident(victims=("QMA",), attackers=("QMB",), day=DAY, soil_of="UKR")
    exact = Exact(set_scene(told, "QMA", register=register), [])
    exact.doubtful = doubtful
    return exact


def test_a_zone_does_not_stand_for_one_place_alone(register: Register) -> None:
    exact = asked(register)
    assert "russia" in exact.scene.spots
    assert place_told(frozenset({"russia"}), exact) is None
    assert place_told(frozenset({"russia", "vladivostok"}), exact) == "vladivostok"


def test_a_zone_may_stand_for_all_that_lies_in_it(register: Register) -> None:
    exact = asked(register)
    inside = frozenset(n for n, spot in exact.scene.spots.items() if "russia" in spot.zones)
    assert place_told(inside, exact) == min(inside)
    assert place_told(inside - {min(inside)} | {"russia"}, exact) not in (None, "russia")


def test_a_place_where_more_would_be_asked_stands_for_no_class(register: Register) -> None:
    places = frozenset({"moscow", "vladivostok"})
    assert place_told(places, asked(register)) == "moscow"
    assert place_told(places, asked(register, doubtful=frozenset({"moscow"}))) == "vladivostok"
    assert place_told(places, asked(register, doubtful=places)) is None
