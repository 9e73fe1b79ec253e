"""What is promised: on which trigger, in which form, under which reserve, how much?"""

from datetime import date

import pytest

from foedus.statement import read_statements
from foedus.text import read_document

DAY = date(2025, 6, 1)


def claims(text):
    text = f"Armies and fleets have moved. {text}"
    found = read_statements(read_document(text.encode(), media_type="text/plain"), said_on=DAY)
    return [claim for statement in found for claim in statement.claims if claim.counts]


@pytest.mark.parametrize(
    ("text", "trigger", "hypothetical"),
    [
        ("Sweden would send troops to Latvia should war break out, Stockholm said.", "war", True),
        ("Stockholm promised Latvia troops were anybody to blockade its coast.", "pressure", True),
        (
            "If Latvia is attacked and its army resists, Sweden will send troops, Stockholm said.",
            "armed_attack",
            True,
        ),
        ("Sweden will send Latvia troops against an armed attack, Oslo said.", None, True),
        ("Sweden will once more send troops to Latvia, Stockholm said.", "none", False),
        ("If the cabinet agrees, Sweden will send troops to Latvia, Stockholm said.", None, False),
        ("If Riga asks for them, Sweden will send troops to Latvia, Stockholm said.", None, False),
    ],
)
def test_a_promise_hangs_on_its_condition_in_any_order_of_words(text, trigger, hypothetical):
    (claim,) = claims(text)
    assert claim.hypothetical is hypothetical
    assert trigger is None or claim.trigger == trigger


def test_a_whole_class_of_ships_is_threatened_by_any():
    (claim,) = claims("Any vessel that enters the bay will be sunk, the Peruvian navy warned.")
    assert (claim.kind, claim.hypothetical, claim.forms) == ("threat", True, ("military",))


def test_whoever_threatens_with_guns_gives_none():
    (claim,) = claims("Our guns will destroy every port of Chile, the Peruvian president said.")
    assert claim.kind == "threat"
    assert claim.forms == ("military",)


@pytest.mark.parametrize(
    ("help_", "forms"),
    [
        ("march to the defence of Latvia", {"military"}),
        ("guard the skies of Latvia", {"military"}),
        ("lend Latvia lorries and a field hospital", {"logistics", "humanitarian"}),
        ("send Latvia ambulances", {"humanitarian"}),
        ("send Latvia interceptors and rifles", {"arms"}),
        ("send police officers to Latvia", {"other"}),
        ("share satellite pictures with Latvia", {"intelligence"}),
        ("lend Latvia runways and berths", {"base_access"}),
        ("repair the frigates of Latvia", {"logistics"}),
        ("keep its ports closed to the enemies of Latvia", {"other"}),
        ("instruct the army of Latvia", {"training"}),
        ("mediate for Latvia", {"diplomatic"}),
    ],
)
def test_help_is_known_by_whole_families_of_words(help_, forms):
    (claim,) = claims(f"Sweden will {help_}, the Swedish foreign minister said.")
    assert set(claim.forms) == forms


def test_a_defence_minister_is_no_defence():
    (claim,) = claims("Sweden will send food to Latvia, Sweden's defence minister said.")
    assert claim.forms == ("humanitarian",)


def test_weapons_of_the_attacker_are_no_help():
    (claim,) = claims(
        "Sweden will send food to Latvia after a raid by foreign tanks, Stockholm said."
    )
    assert claim.forms == ("humanitarian",)


@pytest.mark.parametrize(
    ("reserve", "value"),
    [
        ("at the behest of the Latvian president", "request_of_victim"),
        ("if Riga asks for them", "request_of_victim"),
        ("parliament permitting", "constitutional_process"),
        ("once the alliance's council has found a breach", "organ_decision"),
        ("by a separate decision of the two governments", "joint_decision"),
        ("though it would consult with Riga first", "consultation_first"),
    ],
)
def test_a_reserve_is_known_in_many_words(reserve, value):
    (claim,) = claims(f"Sweden will send troops to Latvia {reserve}, Stockholm said.")
    assert value in claim.qualifiers


def test_whoever_has_asked_sets_no_reserve():
    (claim,) = claims("Latvia has asked Sweden for troops, the Latvian president said.")
    assert claim.qualifiers == ()


@pytest.mark.parametrize(
    ("how", "scope"),
    [
        ("with all the support in its power", "all_available"),
        ("with everything that its army has", "all_available"),
        ("by every means at its disposal", "all_available"),
        ("with whatever is needful", "necessary"),
        ("only if Riga asks", "unspecified"),
    ],
)
def test_how_much_help_is_meant(how, scope):
    (claim,) = claims(f"Sweden will help Latvia {how}, Stockholm said.")
    assert claim.aid_scope == scope


@pytest.mark.parametrize(
    ("asked", "trigger"),
    [
        ("asked Sweden for lorries", "unspecified"),
        ("begged Sweden to let the convoy pass", "unspecified"),
        ("urged Sweden and Norway to hold their fire", "none"),
        ("urged Sweden to withdraw its troops", "none"),
    ],
)
def test_who_asks_for_restraint_asks_for_no_help(asked, trigger):
    (claim,) = claims(f"The war goes on. Latvia {asked}.")
    assert (claim.kind, claim.trigger) == ("request", trigger)


@pytest.mark.parametrize(
    ("where", "narrower"),
    [
        ("in Vidzeme", True),
        ("if raiders ever attacked Vidzeme", True),
        ("on Latvian soil", True),
        ("against an attack on its soil", False),
        ("under the accord signed at Uppsala", False),
        ("after the raid on Vidzeme", False),
    ],
)
def test_a_place_narrower_than_the_state_limits_the_promise(where, narrower):
    (claim,) = claims(f"Sweden will help Latvia with troops {where}, Stockholm said.")
    assert ("territorial_scope" in claim.qualifiers) is narrower


@pytest.mark.parametrize(
    ("verb", "tense"), [("had to", "past"), ("were to", "past"), ("must", "present")]
)
def test_a_narrator_tells_old_treaties_in_the_past(verb, tense):
    (claim,) = claims(f"Under the treaty of 1948 Finland and Russia {verb} consult each other.")
    assert (claim.kind, claim.tense) == ("treaty_description", tense)
