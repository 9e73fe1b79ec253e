"""Where did it happen, and whose soil is that? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from foedus.case import Finding, Incident, decide
from foedus.case.questions import applied
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.commitment.places import Gazetteer, PlaceEntry, Status
from foedus.truth import Truth

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
Mapped = Callable[[c.Condition], Register]
STATE = frozenset({"state"})


def place(id_: str, *soil: Status, kind: str = "region", **changes: object) -> PlaceEntry:
    return PlaceEntry(id=id_, name=id_, kind=kind, soil=soil, **changes)  # type: ignore[arg-type]


ENTRIES = (
    place("zone-a", kind="zone"),
    place("inland", Status(state="QMA"), inside=("zone-a",)),
    place("coast", Status(state="QMA"), perhaps_inside=("zone-a",)),
    place("sea", kind="sea"),
    place("far", Status(state="QMD")),
    place("claimed", Status(state="QMA"), Status(state="QMD", views=("QMB",))),
    place("torn", Status(state="QMA", views=("QMA",)), Status(state="QMD", views=("QMD",))),
)


@pytest.fixture
def mapped(world: World, article: Make, instrument: Treaty) -> Callable[[c.Condition], Register]:
    """A register of one article with this condition, and a gazetteer of invented places."""

    def made(when: c.Condition) -> Register:
        places = Gazetteer(entries={entry.id: entry for entry in ENTRIES})
        return replace(world(instrument(article(when=when))), places=places)

    return made


def found_at(register: Register, told: Incident) -> dict[str, Finding]:
    return {f.obligor: f for f in decide(told, register).findings}


@pytest.mark.parametrize(
    ("where", "by", "due"),
    [
        ("inland", "QMB", "due"),
        ("far", "QMB", "not_due"),
        ("claimed", "QMB", "not_due"),  # its own account
        ("claimed", "QMC", "due"),  # it says nothing, so it takes the common one
        ("torn", "QMA", "due"),
        ("torn", "QMD", "not_due"),
        ("torn", "QMC", "open"),  # no account is the common one, and it has none
    ],
)
def test_a_place_is_recognised_by_a_state_s_own_account_or_the_common_one(
    mapped: Mapped, incident: Event, where: str, by: str, due: str
) -> None:
    register = mapped(c.RecognisedBy(by=by))
    told = incident(places=frozenset({where}))
    assert {f.due for f in decide(told, register).findings} == {due}


def test_what_is_said_of_recognition_goes_before_the_gazetteer(
    mapped: Mapped, incident: Event
) -> None:
    register = mapped(c.RecognisedBy(by="QMB"))
    yes = incident(places=frozenset({"claimed"}), facts={"recognised_by.QMB": True})
    no = incident(places=frozenset({"inland"}), facts={"recognised_by.QMB": False})
    assert {f.due for f in decide(yes, register).findings} == {"due"}
    assert {f.due for f in decide(no, register).findings} == {"not_due"}


def test_each_obligor_recognises_for_itself(mapped: Mapped, incident: Event) -> None:
    register = mapped(c.RecognisedBy(by="bearer"))
    found = found_at(register, incident(places=frozenset({"claimed"})))
    assert {who: f.due for who, f in found.items()} == {"QMB": "not_due", "QMC": "due"}


@pytest.mark.parametrize("condition", [c.Place(names=("zone-a",)), c.RecognisedBy(by="QMC")])
def test_a_flip_to_another_place_is_to_one_where_nothing_more_is_asked(
    mapped: Mapped, incident: Event, condition: c.Condition
) -> None:
    register = mapped(condition)
    for where in ("inland", "far"):
        told = incident(places=frozenset({where}))
        finding = found_at(register, told)["QMB"]
        elsewhere = [f for f in finding.flips if f.changes[0].name == "place"]
        assert elsewhere, where
        for flip in elsewhere:
            after = found_at(register, applied(told, flip, victim="QMA"))["QMB"]
            assert after.due == ("due" if flip.to is Truth.TRUE else "not_due")


@pytest.mark.parametrize(
    ("where", "facts", "due"),
    [
        ("inland", {}, "due"),
        ("coast", {}, "open"),
        ("coast", {"reaches.zone-a": True}, "due"),
        ("coast", {"reaches.zone-a": False}, "not_due"),
        ("far", {}, "not_due"),
        ("far", {"reaches.zone-a": True}, "not_due"),
    ],
)
def test_a_zone_reaches_as_far_as_its_readings_agree_and_further_if_it_is_said(
    mapped: Mapped, incident: Event, where: str, facts: dict[str, bool], due: str
) -> None:
    told = incident(places=frozenset({where}), facts=facts)
    found = decide(told, mapped(c.Place(names=("zone-a",)))).findings
    assert {f.due for f in found} == {due}


@pytest.mark.parametrize(
    ("condition", "where", "due"),
    [
        (c.SoilOf(whom=("victim",)), "inland", "due"),
        (c.SoilOf(whom=("victim",)), "far", "not_due"),
        (c.SoilOf(whom=("attacker",)), "far", "due"),
        (c.SoilOf(whom=("attacker",)), "inland", "not_due"),
        (c.SoilOf(whom=("victim", "attacker")), "far", "due"),
        (c.SoilOf(whom=("victim",)), "torn", "open"),
        (c.SoilOf(whom=("victim", "attacker")), "torn", "due"),
        (c.AdministeredBy(whom=("victim",)), "inland", "due"),
        (c.AdministeredBy(whom=("attacker",)), "inland", "not_due"),
    ],
)
def test_whose_soil_it_is_decides(
    mapped: Mapped, incident: Event, condition: c.Condition, where: str, due: str
) -> None:
    told = incident(places=frozenset({where}))
    assert {f.due for f in decide(told, mapped(condition)).findings} == {due}


OF_THE_ATTACKER = (
    c.SoilOf(whom=("attacker",)),
    c.Not(of=c.SoilOf(whom=("attacker",))),
    c.AdministeredBy(whom=("attacker",)),
    c.All(of=(c.SoilOf(whom=("attacker",)), c.Attacker(not_in=("QMD",)))),
)


@pytest.mark.parametrize("attackers", [(), ("QMD",)], ids=["unknown", "named"])
@pytest.mark.parametrize("where", ["inland", "far"])
@pytest.mark.parametrize("condition", OF_THE_ATTACKER, ids=["soil", "not", "held", "another"])
def test_a_flip_of_the_attacker_or_its_soil_can_be_told_and_does_flip(
    mapped: Mapped, incident: Event, condition: c.Condition, where: str, attackers: tuple[str, ...]
) -> None:
    register = mapped(condition)
    told = incident(places=frozenset({where}), attackers=attackers, attacker_kinds=STATE)
    finding = found_at(register, told)["QMB"]
    assert finding.flips
    for flip in finding.flips:
        after = found_at(register, applied(told, flip, victim="QMA"))["QMB"]
        assert after.due == ("due" if flip.to is Truth.TRUE else "not_due"), flip


def test_waters_that_are_a_state_s_are_held_by_it_though_nobody_administers_a_sea(
    mapped: Mapped, incident: Event
) -> None:
    held, soil = c.AdministeredBy(whom=("victim",)), c.SoilOf(whom=("victim",))
    for owner, due in (("QMA", "due"), ("QMD", "not_due"), (None, "not_due")):
        told = incident(places=frozenset({"sea"}), soil_of=owner)
        for condition in (held, soil):
            assert {f.due for f in decide(told, mapped(condition)).findings} == {due}
