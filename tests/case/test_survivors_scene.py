"""What is known of the incident? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Finding, Incident, decide
from foedus.case.proof import Proof, walk
from foedus.case.scene import set_scene
from foedus.case.spots import atlas_on
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.errors import IncidentError

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
KOREA = Incident(
    victims=("PRK",),
    attackers=("KOR",),
    day=date(2026, 11, 22),
    attacks=frozenset({"armed_attack"}),
    facts={"state_of_war": True, "victim_is_aggressor": False},
)


def kinds(*still: str) -> frozenset[str]:
    return frozenset(still)


@pytest.mark.parametrize(
    ("still", "due"),
    [
        (kinds("state"), "due"),
        (kinds("state", "states"), "due"),
        (kinds("state", "non_state"), "open"),
        (kinds("non_state"), "open"),
    ],
)
def test_a_named_state_attacks_whether_alone_or_with_others(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    still: frozenset[str],
    due: str,
) -> None:
    register = world(instrument(article(when=c.Attacker(in_=("QMD",)))))
    finding = decide(incident(attacker_kinds=still), register).findings[0]
    assert finding.due == due
    # Where states alone may have attacked there is nothing to ask of attribution.
    asked = {part.ask.name for part in leaves(finding) if part.ask is not None}
    assert ("attributable_to_state" in asked) is ("non_state" in still)


def leaves(finding: Finding) -> list[Proof]:
    return [part for part in walk(finding.proof) if part.rule == "leaf"]


def test_a_place_told_with_its_holder_is_that_spot_alone(register: Register) -> None:
    spots = atlas_on(register.places, KOREA.day, view=None, states={"UKR"}).spots
    many = [n for n, s in spots.items() if n.count("/") == 2 and s.soil == "UKR"]
    assert many, "the gazetteer has no place with two holders any more: take another"
    told = Incident(victims=("UKR",), day=KOREA.day, places=frozenset({many[0]}), soil_of="UKR")
    assert set_scene(told, "UKR", register=register).possible["place"] == {many[0]}


def test_the_plainest_spot_is_on_the_map(register: Register) -> None:
    atlas = atlas_on(register.places, KOREA.day, view=None, states={"QMA"})
    assert atlas.plainest(frozenset({"elsewhere", "soil-of-QMA", "zzz"})) == "zzz"
    assert atlas.plainest(frozenset({"a/b", "zzz"})) == "zzz"


def test_a_place_that_no_one_holds_as_told_is_refused(register: Register) -> None:
    told = Incident(victims=("UKR",), day=KOREA.day, places=frozenset({"crimea/PRK/PRK"}))
    with pytest.raises(IncidentError):
        decide(told, register)
