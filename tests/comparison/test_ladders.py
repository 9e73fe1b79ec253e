"""The ladders: earlier or later, weaker or firmer, more or less."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.comparison.ladders import (
    DUTY_RANK,
    RULE_RANK,
    TRIGGER_RANK,
    VERDICTS,
    judge_duty,
    judge_scope,
    judge_trigger,
)

ATTACK = "armed_attack"


def trigger(*said: str, rule: str = ATTACK, war: bool = False) -> str:
    return judge_trigger(frozenset(said), rule, needs_war=war).verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("pressure", "overstates"),
        ("threat", "overstates"),
        ("immediate_threat", "overstates"),
        ("aggression", "other_term"),
        ("armed_attack", "agrees"),
        ("war", "understates"),
    ],
)
def test_a_trigger_below_an_armed_attack_promises_help_earlier(said: str, verdict: str) -> None:
    assert trigger(said) == verdict


@pytest.mark.parametrize("said", ["aggression", "armed_attack"])
def test_dropping_the_second_condition_is_wider(said: str) -> None:
    assert trigger(said, war=True) == "overstates"


def test_naming_the_second_condition_agrees() -> None:
    assert trigger("armed_attack", "war", war=True) == "agrees"
    assert trigger("war", war=True) == "agrees"


def test_aggression_for_aggression_is_the_same_term() -> None:
    assert trigger("aggression", rule="armed_aggression") == "agrees"
    assert trigger("armed_attack", rule="armed_aggression") == "other_term"


def test_an_attack_where_a_threat_suffices_promises_help_later() -> None:
    assert trigger("armed_attack", rule="immediate_threat") == "understates"


@pytest.mark.parametrize(
    ("said", "rule", "at_once", "verdict"),
    [
        ("readiness", "must", True, "understates"),
        ("may", "must", False, "understates"),
        ("will", "must", True, "agrees"),
        ("shall", "must", False, "agrees"),
        ("shall_at_once", "must", True, "agrees"),
        ("shall_at_once", "must", False, "overstates"),
        ("may", "may", False, "agrees"),
        ("will", "may", False, "overstates"),
        ("none", "must", False, "understates"),
    ],
)
def test_firmness(said: str, rule: str, at_once: bool, verdict: str) -> None:
    assert judge_duty(said, rule=rule, at_once=at_once).verdict == verdict


@pytest.mark.parametrize(
    ("said", "means", "verdict"),
    [
        ("necessary", "all_available", "understates"),
        ("all_available", "all_in_power", "agrees"),
        ("all_available", "necessary", "overstates"),
        ("some", "appropriate", "understates"),
    ],
)
def test_amount(said: str, means: str, verdict: str) -> None:
    rung = judge_scope(said, means)
    assert rung is not None
    assert rung.verdict == verdict


def test_silence_on_the_amount_is_no_verdict() -> None:
    assert judge_scope("unspecified", "all_available") is None
    assert judge_scope("necessary", "unsaid") is None


@given(st.sampled_from(sorted(TRIGGER_RANK)), st.sampled_from(sorted(RULE_RANK)), st.booleans())
def test_every_pair_of_triggers_has_a_verdict_and_a_reason(said: str, rule: str, war: bool) -> None:
    rung = judge_trigger(frozenset({said}), rule, needs_war=war)
    assert rung.verdict in VERDICTS
    assert rung.reason.endswith(".")


@given(st.sampled_from(sorted(DUTY_RANK)), st.sampled_from(sorted(DUTY_RANK)), st.booleans())
def test_a_firmer_word_never_understates_where_a_weaker_one_does_not(
    one: str, other: str, at_once: bool
) -> None:
    weaker, firmer = sorted((one, other), key=lambda d: DUTY_RANK[d])
    if judge_duty(weaker, rule="must", at_once=at_once).verdict != "understates":
        assert judge_duty(firmer, rule="must", at_once=at_once).verdict != "understates"
