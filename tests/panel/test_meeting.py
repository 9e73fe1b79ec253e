"""When does a war meet a pledge? Invented pledges and wars, each rule of the page once."""

from datetime import date
from typing import Any

import pytest

from foedus.panel.meeting import Fight, War, by_kind_and_role, meeting
from foedus.truth import Truth

OWES, OWED, THIRD, FOE, HELPER = 901, 902, 903, 911, 912
DAY = date(1900, 5, 1)
END = date(1901, 1, 1)


def _row(obligor: int = OWES, beneficiary: int = OWED, **codes: Any) -> dict[str, Any]:
    held = dict.fromkeys(("defense", "offense", "neutrality", "nonaggression", "war"), 0)
    base = {"obligor": obligor, "beneficiary": beneficiary}
    days = {"first": date(1890, 1, 1), "last": date(1910, 1, 1)}
    return {**held, **base, **days, **codes}


def _pact(**codes: Any) -> list[dict[str, Any]]:
    return [_row(**codes), _row(OWED, OWES, **codes)]


def _war(*fights: tuple[int, int, date], began: tuple[int, ...] = (), cow: int = 7) -> War:
    told = tuple(Fight(attacker=a, victim=v, first=day, last=END) for a, v, day in fights)
    pairs = {
        p: (f.first, END) for f in told for p in ((f.attacker, f.victim), (f.victim, f.attacker))
    }
    return War(number=1, cow_number=cow, fights=told, pairs=pairs, began=frozenset(began))


ATTACK = _war((FOE, OWED, DAY))
OWN_WAR = _war((OWED, FOE, DAY))


@pytest.mark.parametrize(
    ("codes", "war", "truth"),
    [
        ({"defense": 1}, ATTACK, Truth.TRUE),
        ({"defense": 1}, OWN_WAR, Truth.FALSE),
        ({"defense": 1, "last": date(1900, 4, 30)}, ATTACK, Truth.FALSE),
        ({"defense": 1, "last": DAY}, ATTACK, Truth.TRUE),
        ({"defense": 1, "first": date(1900, 8, 1)}, ATTACK, Truth.TRUE),
        ({"defense": 1}, _war((FOE, THIRD, DAY)), Truth.FALSE),
        ({"offense": 1}, OWN_WAR, Truth.TRUE),
        ({"neutrality": 1}, OWN_WAR, Truth.TRUE),
        ({"neutrality": 1, "neutrality_attacked": 1}, OWN_WAR, Truth.FALSE),
        ({"neutrality": 1, "neutrality_attacked": 1}, ATTACK, Truth.TRUE),
        ({"nonaggression": 1}, ATTACK, Truth.FALSE),
        ({"nonaggression": 1}, _war((OWES, OWED, DAY)), Truth.TRUE),
        ({"defense": 1}, _war((OWES, OWED, DAY)), Truth.FALSE),
        ({"consultation": 1}, ATTACK, Truth.FALSE),
    ],
)
def test_each_pledge_has_its_trigger(codes: dict[str, Any], war: War, truth: Truth) -> None:
    assert meeting(_pact(**codes), war).truth is truth


@pytest.mark.parametrize(
    ("codes", "truth", "presumed"),
    [
        ({"defense_adversary": 1, "threat1": FOE}, Truth.TRUE, True),
        ({"defense_adversary": 1, "threat1": HELPER}, Truth.FALSE, False),
        ({"defense_adversary": 1, "threat1": 0}, Truth.OPEN, True),
        ({"defense_location": 1}, Truth.OPEN, True),
        ({"defense_demand": 1}, Truth.OPEN, False),
        ({"defense_demand": 1, "threat1": FOE}, Truth.OPEN, True),
        ({"defense_conflict": 1}, Truth.OPEN, False),
        ({"defense_conflict": 1, "war": 7}, Truth.TRUE, True),
        ({"defense_conflict": 1, "war": 8}, Truth.FALSE, False),
        ({"defense_number": 1}, Truth.FALSE, False),
    ],
)
def test_each_condition_is_yes_no_or_open(
    codes: dict[str, Any], truth: Truth, presumed: bool
) -> None:
    found = meeting(_pact(defense=1, **codes), ATTACK)
    assert (found.truth, found.presumed) == (truth, presumed)


def test_two_attackers_are_several() -> None:
    war = _war((FOE, OWED, DAY), (HELPER, OWED, DAY))
    assert meeting(_pact(defense=1, defense_number=1), war).truth is Truth.TRUE


@pytest.mark.parametrize(
    ("war", "truth"),
    [
        (ATTACK, Truth.TRUE),
        # The victim had attacked the helper's friend before.
        (_war((OWED, FOE, DAY), (HELPER, OWED, date(1900, 5, 3))), Truth.FALSE),
        # COW alone says that he began.
        (_war((FOE, OWED, DAY), began=(OWED,)), Truth.OPEN),
        # He fought a common enemy before, which is nothing against this attacker.
        (
            _war((OWED, THIRD, DAY), (FOE, THIRD, DAY), (FOE, OWED, date(1900, 6, 1))),
            Truth.TRUE,
        ),
        # He had come to the help of a victim, and a third state attacks him for it.
        (
            _war((FOE, THIRD, DAY), (OWED, FOE, date(1900, 5, 3)), (HELPER, OWED, END)),
            Truth.TRUE,
        ),
    ],
)
def test_only_a_pledge_against_unprovoked_attack_asks_who_began(war: War, truth: Truth) -> None:
    pact = [_row(defense=1, defense_unprovoked=1)]
    assert meeting(pact, war).truth is truth
    assert meeting([_row(defense=1)], war).truth is Truth.TRUE


def test_an_attack_among_members_is_open_for_the_others() -> None:
    pact = [_row(a, b, defense=1) for a in (OWES, OWED, FOE) for b in (OWES, OWED, FOE) if a != b]
    found = meeting(pact, ATTACK)
    assert (found.truth, found.presumed) == (Truth.OPEN, False)


def test_a_pact_made_in_and_for_the_war_needs_no_new_attack() -> None:
    pact = _pact(defense=1, first=date(1900, 8, 1))
    assert meeting(pact, OWN_WAR).truth is Truth.FALSE
    assert meeting([*pact, _row(THIRD, OWED, war=7)], OWN_WAR).truth is Truth.TRUE


def test_a_meeting_says_which_pledges_it_called_for() -> None:
    found = meeting(_pact(defense=1, neutrality=1), ATTACK)
    assert found.called == ("defense", "neutrality")
    assert {(t.obligor, t.beneficiary, t.against) for t in found.tests} == {(OWES, OWED, FOE)}


def test_the_baseline_sees_kinds_and_roles_alone() -> None:
    ended = _pact(defense=1, last=date(1891, 1, 1), defense_adversary=1, threat1=HELPER)
    assert by_kind_and_role(ended, ATTACK)
    assert not by_kind_and_role(ended, OWN_WAR)
    assert by_kind_and_role(_pact(offense=1), OWN_WAR)
    assert not by_kind_and_role(_pact(nonaggression=1), OWN_WAR)
