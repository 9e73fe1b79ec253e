"""Who owes whom? Short texts on invented events, each with the rule it is there for.

A row is ``kind obligor>beneficiary``.
"""

from datetime import date

import pytest

from foedus.statement import Claim, read_statements
from foedus.text import read_document

DAY = "2025-06-10"
EU_MEMBERS = 27
RULES = {
    "all objects of a binding verb are bound": (
        "Article 2 bound Oslo and Copenhagen to help Stockholm under the pact if it was attacked.",
        "treaty_description DNK+NOR>SWE",
    ),
    "who is pledged to do something is bound": (
        "The secret pact pledged Lisbon to defend Moroccan ports.",
        "treaty_description PRT>MAR",
    ),
    "the guarantors owe help to the state that the treaty is about": (
        "The Treaty of Guarantee for Cyprus allows Britain, Greece and Turkey to act.",
        "treaty_description GBR+GRC+TUR>CYP",
    ),
    "a relative clause has no subject that promises": (
        "Denmark pledged radars and trainers who will teach Ghanaian crews.",
        "commitment DNK>GHA",
    ),
    "an infinitive leaves the promise to who speaks": (
        (
            "The Spanish defence minister renewed his country's commitment to assist Malta, "
            "should its soil be invaded."
        ),
        "commitment ESP>MLT",
    ),
    "who asks for help gains by it": (
        "Zambia asked Angola for radars and two helicopters.",
        "request AGO>ZMB",
    ),
    "who asks for calm gains nothing": (
        "Zambia urged Angola to show restraint at the border after the attack.",
        "request AGO>-",
    ),
    "who asks others to leave gains nothing": (
        "Finland demanded that Russian soldiers leave Moldova.",
        "request RUS>-",
    ),
    "help that is to end something is help": (
        "Haiti asked Kenya for police officers to end the siege of the port.",
        "request KEN>HTI",
    ),
    "a neighbour is who spoke last": (
        (
            "Benin would send two battalions, its defence minister said. Togo implored its "
            "neighbour to send drones too."
        ),
        "request BEN>TGO",
    ),
    "an attack helps nobody": (
        "Lagos said that Cameroonian guns had shelled Nigerian villages.",
        "report_of_fact CMR>-",
    ),
    "who was attacked has done nothing": (
        "The army base in Chad was attacked on Sunday.",
        "report_of_fact ->-",
    ),
    "who may use a port is helped by its owner": (
        "The pact of 1951 entitles America to use bases in Greenland, the Danish premier said.",
        "treaty_description DNK>USA",
    ),
    "the victim is who the attack in the subject is on": (
        (
            "Under the Liptako-Gourma Charter an unprovoked raid on Mali or Niger bound Burkina "
            "Faso to help the victim."
        ),
        "treaty_description BFA>MLI+NER",
    ),
    "the three are the three just named": (
        (
            "Norway, Denmark and Iceland did not wait for the rest. Article 2 of the pact they "
            "signed obliged the three to help any of them attacked."
        ),
        "treaty_description DNK+ISL+NOR>DNK+ISL+NOR",
    ),
    "a joint remark is made by both": (
        (
            "The defence ministers of Oman and Kenya met. Both sides noted that the drills are "
            "directed against no third country."
        ),
        "other KEN+OMN>-",
    ),
    "jointly or each alone is no help to each other": (
        (
            "The Treaty of Guarantee for Cyprus allows Britain, Greece and Turkey to act, jointly "
            "or each alone."
        ),
        "treaty_description GBR+GRC+TUR>CYP",
    ),
    "help may be asked for another": (
        "Berlin urged Paris to send radars to Moldova.",
        "request FRA>MDA",
    ),
    "what goes on helps the one helped before": (
        (
            "We will send radars to Chad and we will train pilots, the Egyptian premier said in "
            "Paris of the raid by Libya."
        ),
        "commitment EGY>TCD",
    ),
    "who may be let in is helped by the host": (
        "American frigates may be let into Cebu, the Philippine defence minister hinted.",
        "commitment PHL>USA",
    ),
    "who was not asked is told all the same": (
        "Rabat said that it had not asked Lisbon for troops.",
        "report_of_fact PRT>MAR",
    ),
    "talks are held with whoever speaks": (
        "The talks with Norway had been held within a day of the drone raid, Sweden's envoy said.",
        "report_of_fact NOR+SWE>NOR+SWE",
    ),
}


def row(claim: Claim) -> str:
    sides = ">".join("+".join(side) or "-" for side in (claim.obligor, claim.beneficiary))
    return f"{claim.kind} {sides}"


def claims(text: str) -> list[Claim]:
    document = read_document(text.encode(), media_type="text/plain")
    found = read_statements(document, said_on=date.fromisoformat(DAY))
    return [c for s in found for c in s.claims if c.counts]


@pytest.mark.parametrize("name", RULES)
def test_the_rule_holds_on_a_text_of_its_own(name):
    text, expected = RULES[name]
    assert expected in [row(c) for c in claims(text)]


def test_a_union_that_pledges_binds_its_members():
    text = "The European Union pledged ammunition for the training of Moldovan pilots."
    (claim,) = claims(text)
    assert len(claim.obligor) == EU_MEMBERS
    assert claim.beneficiary == ("MDA",)


def test_who_turns_to_a_treaty_calls_on_all_its_other_parties():
    found = claims("Peru turned to the Rio Treaty after an incursion by soldiers, Lima announced.")
    (claim,) = [c for c in found if c.kind == "request"]
    assert claim.beneficiary == ("PER",)
    assert {"BRA", "USA"} < set(claim.obligor)
    assert "PER" not in claim.obligor


def test_a_text_that_calls_an_attack_one_on_all_and_draws_the_duty_makes_one_claim():
    text = (
        "Under Article 2 of the Arab joint defence treaty armed aggression against one is "
        "aggression against all, and each must at once take every step at its disposal."
    )
    (claim,) = claims(text)
    assert (claim.kind, claim.duty) == ("treaty_description", "shall_at_once")
