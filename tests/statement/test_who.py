"""Who speaks, who owes, who is helped? Invented sentences, each with the rule it is there for."""

from datetime import date

import pytest

from foedus.statement import Statement, read_statements
from foedus.text import read_document

DAY = date(2025, 6, 10)
SIDES = {
    "all who are asked together are asked": (
        "Moldova appealed to Romania and Poland for radars after the attack.",
        "POL+ROU>MDA",
    ),
    "a state that leaves an accord leaves its partner": (
        "Gabon has ended its defence cooperation accord with France, its army announced.",
        "GAB>FRA",
    ),
    "an alliance that sends soldiers to a member leaves that member out": (
        "The CSTO said it had sent soldiers to Armenia after the attack.",
        "BLR+KAZ+KGZ+RUS+TJK>ARM",
    ),
    "a lone helper is taken to help its ally": (
        (
            "Chinese warships fired on a Philippine boat, Vietnam said on Monday. "
            "The United States would send a destroyer, its defence secretary said."
        ),
        "USA>PHL",
    ),
}


def read(text: str) -> tuple[Statement, ...]:
    return read_statements(read_document(text.encode()), said_on=DAY)


@pytest.mark.parametrize("rule", SIDES)
def test_the_last_claim_has_the_right_sides(rule: str) -> None:
    text, expected = SIDES[rule]
    claim = [c for s in read(text) for c in s.claims][-1]
    assert f"{'+'.join(claim.obligor)}>{'+'.join(claim.beneficiary)}" == expected


def test_the_adjective_before_an_attack_names_who_attacks() -> None:
    (said,) = read("Paris would help Warsaw in case of a Russian attack, its minister said.")
    (claim,) = said.claims
    assert (claim.obligor, claim.beneficiary, claim.against) == (("FRA",), ("POL",), ("RUS",))


def test_an_office_without_a_state_is_not_of_the_state_that_others_help() -> None:
    (said,) = read(
        "No truck with shells for Ukraine will cross Slovak soil, Foreign Minister Jan Hruby said."
    )
    assert said.speaker.state == "SVK"


def test_an_asking_inside_a_condition_is_nobodys_words() -> None:
    (said,) = read(
        "Spain would come if the island was threatened and Valletta asked for help, "
        "Defence Minister Ana Ruiz told reporters."
    )
    assert said.speaker.name == "Ana Ruiz"


@pytest.mark.parametrize("when", ["In October 1951", "In May 1951"])
def test_a_state_that_denounces_its_treaty_does_not_speak(when: str) -> None:
    said = read(f"The treaty of 1936 bound Britain and Egypt. {when} Cairo denounced the treaty.")
    assert [s.voice for s in said] == ["narrator", "narrator"]
    assert said[-1].claims[0].kind == "report_of_fact"


def test_a_state_that_denounces_a_pact_as_something_speaks() -> None:
    (said,) = read("Tehran denounced the pact as a threat to its neighbours.")
    assert said.voice == "reported"


def test_the_chain_keeps_the_words_that_first_named_a_speaker() -> None:
    said = read(
        "The Swedish ambassador in Riga said help would come. He added that ships would sail."
    )
    assert [s.chain[-1] for s in said] == ["Swedish ambassador in Riga"] * 2


SPEAKERS = {
    "an office joined to a government that spoke": (
        (
            "Lima voiced regret, and defence ministry spokesman Ana Ruiz warned that Chile was "
            "playing with fire."
        ),
        "PER",
    ),
    "His Majesty's Government": (
        "His Majesty's Government would defend Polish soil, the Prime Minister told the House.",
        "GBR",
    ),
    "an office of an organisation": (
        (
            "Kenya sent troops to Haiti. The organization's secretary-general, Ana Ruiz, said they "
            "would stay."
        ),
        None,
    ),
    "a diplomat of a region": (
        "Qatar asked for a pact. A Western diplomat said the pact would fall short.",
        None,
    ),
    "its, where only others are named": (
        "Oslo called up its reserves. Any Russian ship will be sunk, its defence minister added.",
        "NOR",
    ),
    "an honorific within an apposition": (
        "In Oslo the Foreign Minister, Mr. Jens Holt, said that no soldier would go to Riga.",
        "NOR",
    ),
}


@pytest.mark.parametrize("who", SPEAKERS)
def test_the_last_speaker_speaks_for_the_right_state(who: str) -> None:
    text, expected = SPEAKERS[who]
    assert read(text)[-1].speaker.state == expected


def test_whoever_spoke_stays_whom_he_means() -> None:
    said = read(
        "The Norwegian ambassador thanked Foreign Minister Ana Ruiz for the berths. "
        "He said that Norway would defend the island."
    )
    assert (said[-1].speaker.name, said[-1].speaker.state) == (None, "NOR")


def test_an_office_as_a_house_is_a_government() -> None:
    (said,) = read("The prime minister's office in Canberra said that Australia would help Fiji.")
    assert (said.speaker.kind, said.speaker.role) == ("government", "prime minister's office")


PROMISES = {
    "whose commitment it is": (
        "The leaders reaffirmed the ironclad commitment of Spain to the defence of Malta.",
        "ESP>MLT",
    ),
    "what went on beside a promise": (
        "The United States pledged radars for Estonia on Monday as the two allies met in Oslo.",
        "USA>EST",
    ),
}


@pytest.mark.parametrize("rule", PROMISES)
def test_a_promise_goes_from_its_owner_to_whom_it_names(rule: str) -> None:
    text, expected = PROMISES[rule]
    (claim,) = (c for s in read(text) for c in s.claims)
    assert f"{'+'.join(claim.obligor)}>{'+'.join(claim.beneficiary)}" == expected
