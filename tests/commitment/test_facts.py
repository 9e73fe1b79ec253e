"""Every fact that a rule may ask has a question."""

import pytest

from foedus.commitment import Register
from foedus.commitment import condition as c
from foedus.commitment.facts import FAMILIES, is_made_fact, made_question
from foedus.commitment.parsing import walk

COMMON = (
    "request",
    "declared_victim",
    "external",
    "attributable_to_state",
    "victim_is_aggressor",
    "provoked",
    "state_of_war",
    "imminent_threat_of_aggression",
    "party_feels_threatened",
    "danger_to_peace",
    "joint_finding",
    "communist_aggression",
    "unsc_measures_adequate",
    "host_consent",
)


def test_the_common_facts_have_questions(register: Register) -> None:
    assert set(COMMON) <= set(register.facts)
    assert all(fact.question.endswith("?") for fact in register.facts.values())


def test_only_the_measures_of_the_council_have_a_default_and_it_is_cited(
    register: Register,
) -> None:
    (fact,) = (f for f in register.facts.values() if f.default is not None)
    assert (fact.name, fact.default) == ("unsc_measures_adequate", False)
    assert fact.cite is not None
    assert "51" in fact.cite


def test_every_fact_that_an_article_asks_for_is_known(register: Register) -> None:
    for instrument in register.instruments.values():
        for article in instrument.articles:
            conditions = (article.when, article.needs, *(u.when for u in article.unless))
            for part in (p for said in conditions if said for p in walk(said)):
                if isinstance(part, c.Fact):
                    assert register.fact(part.name) is not None


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("request.PRK", "Has it been asked for by North Korea?"),
        ("finding.council", "Has it been found to be so by the council?"),
        ("finding.unsc", "Has it been found to be so by the Security Council?"),
        (
            "recognised_by.RUS",
            "Is the place recognised as lawfully that of the state attacked by Russia?",
        ),
        (
            "vote.organ_of_consultation.BRA",
            "Was the vote of Brazil in the Organ of Consultation for it?",
        ),
        ("vote.high_assembly.BRA", "Was the vote of Brazil in the high assembly for it?"),
        (
            "vote.high_assembly",
            "Has it been decided by the high assembly, with the votes that it takes?",
        ),
        ("reaches.pacific-area", "Does the area 'pacific-area' reach to the place of the attack?"),
        (
            "step.RUS.federation_council_use_abroad",
            "Has the step 'federation council use abroad' been taken in Russia?",
        ),
        (
            "suspended.x-2000.RUS",
            "Does the suspension of Russia suspend its rights and duties under x-2000?",
        ),
        ("reading.x-2000.some_term.fr", "Does the fr text prevail for 'some term' in x-2000?"),
    ],
)
def test_made_facts_ask_in_plain_words(register: Register, name: str, question: str) -> None:
    assert is_made_fact(name)
    called = {"PRK": "North Korea", "BRA": "Brazil", "RUS": "Russia"}.__getitem__
    assert made_question(name, votes=register.votes, called=called).question == question
    asked = register.fact(name)
    assert asked is not None
    assert asked.question == question


@pytest.mark.parametrize(
    "name", ["vote", "request", "step.RUS", "wish.PRK", "request.", "reading.x.t", "request.a b"]
)
def test_what_is_not_well_formed_is_no_made_fact(name: str) -> None:
    assert not is_made_fact(name)


def test_every_family_asks_a_question() -> None:
    assert all(text.endswith("?") for text in FAMILIES.values())


def test_a_fact_of_no_list_has_no_question(register: Register) -> None:
    assert register.fact("xyzzy") is None
    assert register.fact("state_of_war") is not None
