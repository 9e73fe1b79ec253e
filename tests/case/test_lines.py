"""Bound, entitled, authorised, barred: each line by itself; and conflicts between duties."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from foedus.case import Incident, decide
from foedus.commitment import Article, Instrument, Norm, Register
from foedus.commitment import condition as c
from foedus.truth import Truth

ARMED = frozenset({"armed_attack"})
ALL_KNOWN = {"declared_victim": True, "request": True, "victim_is_aggressor": False}
Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]


def told(day: date = date(2026, 11, 22), **changes: object) -> Incident:
    given: dict[str, object] = {"victims": ("PRK",), "attackers": ("KOR",), "attacks": ARMED}
    return Incident(day=day, **(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, Truth.OPEN),
        ({"facts": ALL_KNOWN}, Truth.TRUE),
        ({"facts": ALL_KNOWN | {"request": False}}, Truth.FALSE),
        ({"facts": ALL_KNOWN | {"declared_victim": False}}, Truth.FALSE),
        ({"facts": ALL_KNOWN | {"victim_is_aggressor": True}}, Truth.FALSE),
        ({"facts": ALL_KNOWN | {"unsc_measures_adequate": True}}, Truth.FALSE),
        ({"facts": ALL_KNOWN | {"unsc_measures_adequate": None}}, Truth.OPEN),
        ({"facts": ALL_KNOWN, "attacks": frozenset({"armed_aggression"})}, Truth.FALSE),
        (
            {"facts": ALL_KNOWN, "attackers": (), "attacker_kinds": frozenset({"non_state"})},
            Truth.OPEN,
        ),
    ],
)
def test_entitled_asks_for_all_that_the_charter_asks_for(
    register: Register, changes: dict[str, object], value: Truth
) -> None:
    lines = decide(told(**changes), register, states=("VNM",)).lines["VNM"]
    assert lines.entitled.value is value
    assert lines.bound.value == "not_due"
    assert lines.entitled.asked == ("necessary", "proportionate")


def test_the_victim_itself_needs_no_request_of_its_own(register: Register) -> None:
    lines = decide(told(facts={"victim_is_aggressor": False}), register, states=("PRK",)).lines
    assert lines["PRK"].entitled.value is Truth.TRUE
    assert lines["PRK"].barred.forms == ()


def test_the_attacker_defends_nobody_it_attacks(register: Register) -> None:
    lines = decide(told(facts=ALL_KNOWN), register, states=("KOR",)).lines
    assert lines["KOR"].entitled.value is Truth.FALSE


def test_before_the_charter_the_line_is_not_computed(register: Register) -> None:
    early = told(day=date(1939, 9, 1), victims=("POL",), attackers=("DEU",))
    lines = decide(early, register, states=("GBR",)).lines["GBR"]
    assert lines.entitled.value is None
    assert lines.authorised.after == ()


def test_a_victim_outside_the_united_nations_is_protected_by_custom(register: Register) -> None:
    early = told(day=date(1985, 1, 1), facts=ALL_KNOWN)
    lines = decide(early, register, states=("CHN",)).lines["CHN"]
    assert lines.entitled.value is Truth.TRUE
    assert "customary right" in lines.entitled.sentence


def test_a_state_without_record_is_said_to_be_missing(register: Register) -> None:
    lines = decide(told(), register, states=("FJI",)).lines["FJI"]
    assert not lines.authorised.in_register
    assert lines.authorised.sentence == "Who may decide in Fiji is not in this register."


def test_a_step_that_is_taken_is_no_longer_needed(register: Register) -> None:
    before = decide(told(), register).lines["RUS"].authorised
    prior = [s for s in before.steps if s.timing == "prior" and "forces_abroad" in s.actions]
    assert prior
    done = {f"step.RUS.{s.id}": True for s in prior}
    after = decide(told(facts=done), register).lines["RUS"].authorised
    assert "has taken every step" in after.sentence


def test_measures_of_the_council_bar_arms_and_raise_a_conflict(register: Register) -> None:
    case = decide(told(), register)
    assert {b.form for b in case.lines["RUS"].barred.forms} >= {"arms", "training"}
    assert case.lines["RUS"].barred.cite == "UN Charter Arts. 25 and 103"
    (conflict,) = [c for c in case.conflicts if c.state == "RUS"]
    assert (conflict.kind, conflict.certain) == ("charter_103", False)
    assert "UN Charter Arts. 25 and 103" in conflict.order
    assert len(conflict.proofs) == 2
    facts = {"state_of_war": True, "victim_is_aggressor": False}
    sure = decide(told(facts=facts), register).conflicts
    assert {(c.state, c.certain) for c in sure} == {("RUS", True), ("CHN", True)}


def test_before_the_measures_nothing_is_barred(register: Register) -> None:
    case = decide(told(day=date(2005, 1, 1)), register, states=("CHN",))
    assert case.lines["CHN"].barred.forms == ()
    assert case.conflicts == ()


def test_help_and_neutrality_towards_one_victim_conflict(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    neutral = article(norm=Norm(must="remain_neutral"), when=c.Fact(name="external"))
    register = world(instrument(article()), instrument(neutral, id="second"))
    facts = {"state_of_war": True, "external": True}
    found = decide(incident(facts=facts), register).conflicts
    assert {(c.kind, c.state, c.certain) for c in found} == {
        ("contrary", "QMB", True),
        ("contrary", "QMC", True),
    }


def test_help_owed_to_both_sides_is_a_conflict(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    each_other = incident(
        victims=("QMA", "QMB"), attackers=("QMA", "QMB"), facts={"state_of_war": True}
    )
    case = decide(each_other, register)
    assert [(c.kind, c.state) for c in case.conflicts] == [("both_sides", "QMC")]
    assert set(case.lines_by_victim) == {"QMA", "QMB"}


def test_a_right_to_help_binds_nobody_and_conflicts_with_nothing(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    may = instrument(article(norm=Norm(must="assist", owed="may")))
    case = decide(incident(facts={"state_of_war": True}), world(may))
    assert case.findings[0].due == "due"
    assert case.lines["QMB"].bound.value == "not_due"
    neutral = article(norm=Norm(must="remain_neutral"), id="art2")
    both = replace(may, articles=(*may.articles, neutral))
    assert decide(incident(facts={"state_of_war": True}), world(both)).conflicts == ()
