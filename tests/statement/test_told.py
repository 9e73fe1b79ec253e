"""What is told as done or as long past: forms of a deed, places that limit, tenses."""

from datetime import date

import pytest

from foedus.statement import read_statements
from foedus.text import read_document

DAY = date(2025, 6, 1)


def claims(text, on=DAY):
    text = f"Armies and fleets have moved. {text}"
    found = read_statements(read_document(text.encode(), media_type="text/plain"), said_on=on)
    return [claim for statement in found for claim in statement.claims if claim.counts]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Norway has moved tanks and guns to its frontier, Oslo said.", ("troops",)),
        ("Chad's artillery had shelled a town in Libya, Tripoli said.", ("military",)),
        ("Swedish and Finnish crews had hunted submarines together, Oslo said.", ("training",)),
        ("Norway has delivered tanks to Ukraine, Oslo said.", ("arms",)),
    ],
)
def test_who_moves_strikes_or_drills_with_guns_hands_over_none(text, forms):
    (claim,) = claims(text)
    assert claim.kind == "report_of_fact"
    assert claim.forms == forms


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Norway will send troops to Latvia if its islands are attacked, Oslo said.", True),
        ("Norway will defend Latvia amid tension in the Baltic Sea, Oslo said.", False),
        ("Norway will treat an attack on Latvian territory as its own affair, Oslo said.", True),
        ("Norway will treat an attack on Latvia's territory as its own affair, Oslo said.", None),
        ("Norway asked Latvia that its soldiers leave the Gulf.", False),
        ("Norway will send fuel to Danish ships on passage to the Black Sea, Oslo said.", False),
        ("Norway called on the region to send troops to Latvia.", False),
    ],
)
def test_a_place_that_is_left_or_passed_limits_no_promise(text, placed):
    found = claims(text)
    assert found
    if placed is not None:
        assert ("territorial_scope" in found[0].qualifiers) is placed


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("In August 1911 Berlin assured Vienna that its army would come.", "past"),
        ("In May 2025 Berlin assured Vienna that its army would come.", "future"),
        ("Berlin assured Vienna on Monday that its army would come.", "future"),
    ],
)
def test_a_promise_of_another_age_is_past(text, tense):
    (claim,) = claims(text)
    assert claim.tense == tense


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("Jordan's king warned of a catastrophe.", False),
        ("Jordan's king warned that the raid could end in a wider war.", True),
    ],
)
def test_a_warning_supposes_only_what_may_be(text, supposed):
    (claim,) = claims(text)
    assert (claim.kind, claim.hypothetical) == ("warning", supposed)


@pytest.mark.parametrize(
    ("text", "on", "instrument"),
    [
        (
            "The pact of 23 August 1939 bound each party to stay out of the other's wars.",
            DAY,
            "sun-deu-1939",
        ),
        (
            (
                "In Cairo an envoy of Britain smiled. Article VII of the treaty obliges Britain "
                "to help Egypt at once if it is attacked."
            ),
            date(1939, 5, 2),
            "gbr-egy-1936",
        ),
        (
            "Article 4 of the treaty obliges Norway to help Egypt at once if it is attacked.",
            DAY,
            None,
        ),
    ],
)
def test_a_treaty_without_its_name_is_known_by_its_day_or_its_two_parties(text, on, instrument):
    (claim,) = claims(text, on)
    assert claim.kind == "treaty_description"
    assert claim.instrument == instrument


def test_a_treaty_goes_on_into_the_sentence_after():
    first, second = claims(
        "The Triple Alliance of 1882 bound Berlin to help Italy if France attacked it. "
        "In return Rome owed help to Berlin."
    )
    assert (first.instrument, second.instrument) == ("triple-1882", "triple-1882")


@pytest.mark.parametrize(
    ("text", "kind", "duty"),
    [
        (
            "Norway would do its part for Latvia if it was attacked, Oslo said.",
            "commitment",
            "will",
        ),
        ("Norway would not look on if Latvia was attacked, Oslo said.", "commitment", "will"),
        (
            "Norway had never undertaken to fight for Latvia, Oslo said.",
            "denial_of_commitment",
            "none",
        ),
        ("Oslo said the gift of tanks would only stoke confrontation.", "warning", "none"),
        (
            "The Swedish plan would start an arms race and fuel the war, Oslo said.",
            "warning",
            "none",
        ),
        (
            "Asked if Norway would send soldiers to Latvia, its minister did not rule it out.",
            "commitment",
            "readiness",
        ),
        (
            "Norway will send Latvia troops, parliament permitting, Oslo said.",
            "commitment",
            "will",
        ),
    ],
)
def test_promises_and_refusals_in_other_words(text, kind, duty):
    found = claims(text)
    assert [(claim.kind, claim.duty) for claim in found] == [(kind, duty)]


def test_a_point_inside_a_number_ends_no_clause():
    (claim,) = claims("Oslo announced that Norway would grant Latvia 1.6 billion crowns for arms.")
    assert (claim.kind, {*claim.forms}) == ("commitment", {"arms", "economic"})


def test_who_asks_to_hold_back_names_no_ground_of_help():
    (claim,) = claims(
        "Oslo demanded an immediate halt to what it called aggression against Latvia."
    )
    assert (claim.kind, claim.trigger) == ("request", "none")


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        (
            "By Article 5 of the North Atlantic Treaty, Norway was to help Latvia if attacked.",
            "shall",
        ),
        ("Norway and Latvia will help each other, under a treaty of 1949 on defence.", "will"),
        ("Under the North Atlantic Treaty Norway may use ports in Latvia.", "may"),
        (
            "Riga can count on Article 5, which commits allies to treat an attack on it as one.",
            None,
        ),
    ],
)
def test_the_narrator_tells_a_treaty_wherever_its_name_stands(text, duty):
    found = claims(f"NATO has a treaty. {text}")
    assert [claim.kind for claim in found] == ["treaty_description"]
    assert duty is None or found[0].duty == duty
