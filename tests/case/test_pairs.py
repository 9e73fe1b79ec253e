"""Every pair of a day says what each pair says by itself."""

import random
from collections.abc import Mapping
from datetime import date

import pytest

from foedus.case import Incident
from foedus.case.decision import verdicts
from foedus.case.pairs import Pairs, pairs
from foedus.commitment import Register

DAY = date(2026, 11, 22)
Found = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def every(register: Register) -> Pairs:
    return pairs(register, on=DAY)


def one_by_one(register: Register, attacker: str, victim: str) -> Found:
    """Return what each instrument in force that protects the victim says, pair by pair."""
    incident = Incident(
        victims=(victim,),
        attackers=(attacker,),
        day=DAY,
        attacks=frozenset({"armed_attack"}),
        attacker_kinds=frozenset({"state"}),
    )
    protecting = [
        i.id
        for i in register.in_force(DAY)
        if victim in i.bound_on(DAY) or victim in {s.state for s in i.protects if DAY in s.span}
    ]
    found = verdicts(incident, register, instruments=protecting)
    others = {
        reference: {state: due for state, due in of.items() if state != attacker}
        for reference, of in found.items()
    }
    return {reference: of for reference, of in others.items() if of}


def test_a_pair_among_all_is_what_it_is_alone(register: Register, every: Pairs) -> None:
    draw = random.Random(7)
    for _ in range(120):
        attacker, victim = draw.sample(every.states, 2)
        assert every.of(attacker, victim) == one_by_one(register, attacker, victim), (
            attacker,
            victim,
        )


@pytest.mark.parametrize(
    ("attacker", "victim"),
    [
        ("USA", "CAN"),
        ("ARG", "CHL"),
        ("KNA", "CRI"),
        ("TUR", "GRC"),
        ("YEM", "EGY"),
        ("KOR", "PRK"),
    ],
)
def test_allies_and_neighbours_are_told_apart(
    register: Register, every: Pairs, attacker: str, victim: str
) -> None:
    assert every.of(attacker, victim) == one_by_one(register, attacker, victim)


def test_who_attacks_is_no_obligor(every: Pairs) -> None:
    assert not (every.attacker == every.obligor).any()
    assert not (every.attacker == every.victim).any()


def test_few_states_are_told_as_among_all(register: Register, every: Pairs) -> None:
    few = pairs(register, on=DAY, states=("KOR", "PRK", "USA", "CHN"))
    assert few.of("KOR", "PRK")["chn-prk-1961#art2"] == every.of("KOR", "PRK")["chn-prk-1961#art2"]
    assert set(few.states) == {"CHN", "KOR", "PRK", "USA"}


def test_a_day_without_treaties_has_no_rows(register: Register) -> None:
    assert len(pairs(register, on=date(1816, 1, 1), states=("USA", "CHN")).attacker) == 0
