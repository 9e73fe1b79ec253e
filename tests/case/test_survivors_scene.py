"""What is known of the incident? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from foedus.case import Finding, Incident, decide
from foedus.case.exact import Exact
from foedus.case.incident import FactValue
from foedus.case.lines import authorised, barred, entitled
from foedus.case.proof import Proof, walk
from foedus.case.scene import common_ground, is_told, named_attackers, set_scene
from foedus.case.scope import exists
from foedus.case.spots import Spot, atlas_on
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.commitment.authority import Authority, Step
from foedus.errors import IncidentError
from foedus.names import state, states

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


ALL_KINDS = kinds("state", "states", "non_state")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, kinds("state")),
        ({"attackers": ("QMD", "QME")}, kinds("states")),
        ({"attackers": ("QMD", "QME"), "alternatives": True}, kinds("state")),
        ({"attackers": ()}, ALL_KINDS),
        ({"attackers": (), "attacker_kinds": kinds("unknown")}, ALL_KINDS),
        ({"attackers": (), "attacker_kinds": kinds()}, ALL_KINDS),
        ({"attacker_kinds": kinds("unknown")}, kinds("state")),
        ({"attacker_kinds": kinds("non_state")}, kinds("non_state")),
    ],
)
def test_named_attackers_are_states_unless_it_is_said_otherwise(
    incident: Event, changes: dict[str, object], expected: frozenset[str]
) -> None:
    assert named_attackers(incident(**changes)).attacker_kinds == expected


def test_what_is_not_said_may_be_anything(register: Register, incident: Event) -> None:
    told = incident(attackers=(), attacks=frozenset(), targets=frozenset())
    scene = set_scene(told, "QMA", register=register)
    assert scene.possible == {**scene.domains, "attacker_kind": ALL_KINDS}


def test_a_victim_that_attacks_too_is_no_attacker_in_its_own_case(
    register: Register, incident: Event
) -> None:
    told = incident(victims=("QMA", "QMB"), attackers=("QMA", "QMB"))
    assert set_scene(told, "QMA", register=register).attackers == ("QMB",)
    assert set_scene(told, "QMB", register=register).attackers == ("QMA",)


def test_what_is_taken_for_granted_is_told_with_its_question_and_source(
    register: Register, incident: Event
) -> None:
    assumed = dict(set_scene(incident(), "QMA", register=register).assumed)
    taken = {n: q for n, q in register.facts.items() if q.default is not None}
    assert taken
    for name, question in taken.items():
        cite = f" ({question.cite})" if question.cite else ""
        answer = "yes" if question.default else "no"
        assert assumed[name] == f"{question.question} Taken as {answer}{cite}."
    told = set_scene(incident(facts=dict.fromkeys(taken)), "QMA", register=register)
    assert not taken.keys() & dict(told.assumed).keys()


@pytest.mark.parametrize(
    ("value", "settled", "cost"),
    [
        (True, {"external": True}, {"external": 10}),
        (None, {}, {}),
        ({"QMA": True}, {"external": True}, {"external": 3}),
        ({"QMA": True, "QMB": True}, {"external": True}, {"external": 10}),
        ({"QMA": True, "QMB": False}, {}, {"external": 1}),
        ({"QMA": True, "QMB": None}, {}, {}),
        ({"QMA": True, "QMB": False, "QMC": None}, {}, {"external": 1}),
        ({"QMA": None}, {}, {}),
    ],
    ids=str,
)
def test_common_ground_is_where_all_who_speak_agree(
    value: FactValue, settled: dict[str, bool], cost: dict[str, int]
) -> None:
    assert common_ground({"external": value}) == (settled, cost)


def test_a_spot_is_told_by_its_name_its_place_its_zone_or_its_soil() -> None:
    spot = Spot(
        name="fort/QMA", place="fort", soil="QMA", administration=None, zones=frozenset({"zone"})
    )
    for word in ("fort/QMA", "fort", "zone", "soil-of-QMA"):
        assert is_told(spot, frozenset({word}))
    for word in ("fort/QMB", "zone-b", "soil-of-QMB"):
        assert not is_told(spot, frozenset({word}))


def test_the_right_to_help_by_force_needs_no_memory_of_other_states(register: Register) -> None:
    scene = set_scene(KOREA, "PRK", register=register)
    kept: dict[int, Exact] = {}
    alone, together = entitled(scene, "RUS"), entitled(scene, "RUS", kept=kept)
    assert alone == together
    assert len(kept) == 1
    entitled(scene, "CHN", kept=kept)
    assert len(kept) == 1


def test_a_step_for_arms_alone_does_not_come_before_forces_are_sent(
    register: Register, incident: Event
) -> None:
    arms = Step(
        id="arms",
        actions=("arms_aid",),
        organ="a house",
        act="agrees",
        timing="prior",
        cite="a law",
    )
    forces = replace(arms, id="forces", actions=("forces_abroad",), organ="a council")
    law = Authority(state="QMB", all_steps=(arms, forces))
    scene = set_scene(incident(), "QMA", register=replace(register, authority={"QMB": law}))
    found = authorised(scene, "QMB")
    assert [step.id for step in found.steps] == ["forces", "arms"]
    assert "a council: agrees (a law)" in found.sentence
    assert "a house" not in found.sentence


def test_the_line_of_the_charter_begins_on_its_day(register: Register, incident: Event) -> None:
    for day, is_asked in ((date(1945, 10, 23), False), (date(1945, 10, 24), True)):
        scene = set_scene(incident(day=day), "QMA", register=register)
        assert (entitled(scene, "QMB").value is not None) is is_asked
        assert any(s.id == "report_art51" for s in authorised(scene, "QMB").after) is is_asked


def test_a_bar_without_exceptions_tells_none(register: Register) -> None:
    forms = barred(register, giver="RUS", receiver="PRK", day=KOREA.day).forms
    assert forms
    assert all(text for form in forms for text in (*form.cites, *form.sentences, *form.exceptions))


def test_a_state_that_nobody_named_is_none_of_those_in_the_incident(
    register: Register, incident: Event
) -> None:
    told = incident(victims=("QMA", "QZY"), attackers=("QZZ",))
    scene = set_scene(told, "QMA", register=register)
    assert scene.stranger not in {"QMA", "QZY", "QZZ"}
    assert scene.stranger in scene.domains["attacker"]


def test_a_state_may_still_be_attacked_on_the_day_on_which_it_ends() -> None:
    ended = [(code, spell.end) for code in states() for spell in state(code).spells if spell.end]
    assert any(len(state(code).spells) > 1 for code, _ in ended)
    for code, day in ended:
        assert exists(code, day)
