"""Who speaks, for which state, by which name, in whose words?"""

from datetime import date

import pytest

from foedus.statement import read_statements
from foedus.text import read_document

DAY = date(2025, 6, 1)


def statements(text):
    return read_statements(read_document(text.encode(), media_type="text/plain"), said_on=DAY)


def speakers(text):
    return [(s.speaker.name, s.speaker.state) for s in statements(text) if s.voice != "narrator"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chile, its envoy said, would not lend Peru a single rifle.", (None, "CHL")),
        ("Troops had landed in Oman, the Foreign Office said.", (None, "GBR")),
        ("Peru would answer, said an admiral, Ana Ruiz, in Quito.", ("Ana Ruiz", "PER")),
        ("Peru will send troops, said a Radical deputy.", (None, None)),
        ("Peru will send troops, said Ana Ruiz, a leader of Hamas.", ("Ana Ruiz", None)),
        ("Troops will come, the Foreign Ministry in Lima said.", (None, "PER")),
        ("Peru will come, the president's spokesman, Ivo Ruiz, said.", ("Ivo Ruiz", "PER")),
        ("Peru will send troops, Judge Ana Ruiz said.", ("Ana Ruiz", None)),
        ("Sponsors said that Peru would send troops.", (None, None)),
    ],
)
def test_a_speaker_has_his_own_state_and_name(text, speaker):
    assert speakers(f"Armies have moved. {text}")[0] == speaker


def test_a_nameless_office_that_acts_is_he_who_speaks_next():
    text = "The Norwegian consul put down his glass. The troops would come, he said."
    assert speakers(text)[0][1] == "NOR"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ('Once it is in force, she said, "our troops will come".', "quote"),
        ('An attack on the port, she said, "would be beaten back".', "quote"),
        ('"All of us," she said, would come "with everything".', "reported"),
        ('The Peruvian envoy promised "a second Troy".', "reported"),
    ],
)
def test_the_verb_inside_the_marks_makes_a_quotation(text, voice):
    found = statements(f"Peruvian Defence Minister Ana Ruiz met the troops. {text}")
    assert [s.voice for s in found][-1] == voice


def test_a_turn_of_questions_only_is_no_statement():
    text = "Lima, briefing.\nMR. DAY: Will the troops come?\nMS. RUIZ: Our troops will come."
    (found,) = statements(text)
    assert (found.speaker.name, found.speaker.state) == ("RUIZ", "PER")


def test_the_heading_tells_the_full_name():
    text = (
        "Peru's defence minister, Ana Ruiz, answers our questions.\n"
        "GAZETTE: Will the troops come?\nRUIZ: Our troops will come to Chile."
    )
    (found,) = statements(text)
    assert (found.speaker.name.casefold(), found.speaker.state) == ("ana ruiz", "PER")


def test_who_says_we_of_one_party_speaks_for_the_other():
    text = (
        "MR. HALE: The alliance of 1373 obliges us to stand by Portugal.\n"
        "MS. WREN: Portugal has not asked us for troops."
    )
    assert {s.speaker.state for s in statements(text)} == {"GBR"}


def test_an_honour_is_no_part_of_a_name():
    text = "SHRI MENON: Our troops will come.\nSHRI RAO: The army of India is ready."
    assert [s.speaker.name for s in statements(text)] == ["MENON", "RAO"]
