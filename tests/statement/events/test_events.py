"""Invented sentences, each with the events it tells: ``SOURCE>TARGET ROOT CAMEO``, marks behind.

Marks: f future, p possible, c conditional, n negated.
"""

from datetime import date

import pytest

from foedus.statement.events import Event, code_events
from foedus.text import read_document

DAY = date(2026, 3, 4)
TOLD = {
    # subject and object
    "Chilean troops shelled a Bolivian outpost.": ["CHL>BOL ASSAULT 194"],
    "Lima accused Quito of hiding the missiles.": ["PER>ECU ACCUSE 112"],
    "Japan summoned the Chinese ambassador.": ["JPN>CHN ACCUSE 114"],
    "Japan vetoed a Chinese proposal.": ["JPN>CHN REJECT 125"],
    "Finland expelled three Danish diplomats.": ["FIN>DNK SANCTION 161"],
    "Zambia's court sentenced an Angolan pilot to ten years.": ["ZMB>AGO ACCUSE 112"],
    # behind the preposition that the frame wants, not any object
    "Norway sent medicines to Peru.": ["NOR>PER AID 073"],
    "Brazil bought grain from Argentina in July.": ["BRA>ARG COOPERATE 061"],
    "Ghana recalled its ambassador from Togo.": ["GHA>TGO SANCTION 161"],
    "Turkey granted asylum to a Syrian colonel.": ["TUR>SYR AID 075"],
    "NATO launched air strikes against Libya.": ["nato>LBY ASSAULT 190"],
    # passives
    "Iran was accused by Israel of sending drones.": ["ISR>IRN ACCUSE 112"],
    "The rebels were killed by Chadian soldiers.": ["TCD>rebels ASSAULT 180"],
    # nouns of deeds
    "Bolivia's attack on Chile began at dawn.": ["BOL>CHL ASSAULT 180"],
    # both sides
    "Ghana and Togo signed a treaty.": ["GHA>TGO SUPPORT 057", "TGO>GHA SUPPORT 057"],
    # one verb, several actors
    "Serbia, a candidate for years, thanked the European Union and Norway.": [
        "SRB>eu SUPPORT 051",
        "SRB>NOR SUPPORT 051",
    ],
    # operators
    "Peru refused to extradite the general to Ecuador.": ["PER>ECU REJECT 121"],
    "Denmark will provide trainers to Latvia.": ["DNK>LVA AGREE 033 f"],
    "Denmark has not provided trainers to Latvia.": ["DNK>LVA REJECT 122 n"],
    "Denmark stopped providing aid to Latvia.": ["DNK>LVA SANCTION 162"],
    "Finland threatened to expel Danish diplomats.": ["FIN>DNK THREATEN 131"],
    "Togo might attack Ghana.": ["TGO>GHA THREATEN 138 p"],
    "Kenya lifted its embargo on Somalia.": ["KEN>SOM CONCEDE 080"],
    # what is asked for is not done
    "Kenya called on Somalia to withdraw its soldiers.": ["KEN>SOM REQUEST 100"],
    "Angola demanded that Zambia release the crew.": ["AGO>ZMB REQUEST 100"],
    # common nouns as actors, the owner as the state
    "Police in Oslo arrested four Swedish journalists.": ["NOR>SWE COERCE 173"],
    "A spokesman for the Turkish army condemned Greece.": ["TUR>GRC ACCUSE 111"],
    "Gunmen kidnapped two Italian engineers in Chad.": ["Gunmen>ITA ASSAULT 180"],
    # no deed, no second actor, no actor at all
    "Brazil voted in October.": [],
    "The storm hit the coast at noon.": [],
    "Kenya, which borders Somalia, has closed the frontier.": [],
    "The crew of the ferry praised the weather.": [],
}


def events(text: str) -> list[Event]:
    return list(code_events(read_document(text.encode()), DAY))


def line(event: Event) -> str:
    marks = "" if event.modality == "asserted" else event.modality[0]
    marks += "n" if event.negated else ""
    sides = f"{event.source.code}>{event.target.code}"
    return " ".join(part for part in (sides, event.root, event.cameo, marks) if part)


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=list(TOLD))
def test_a_sentence_tells_these_events(text, expected):
    assert [line(event) for event in events(text)] == expected


def test_every_span_is_exact():
    text = "On Monday, Chile attacked Bolivia. “Peru,” it said, “condemned Chile.”"
    document = read_document(text.encode())
    found = code_events(document, DAY)
    assert found
    for event in found:
        for span in (event.span, event.words, event.source.span, event.target.span):
            assert span.of(document.text).strip()
        assert event.span.covers(event.words)


def test_a_pronoun_is_the_source_before_it():
    told = events("Chile attacked Bolivia. It also expelled Peruvian diplomats.")
    assert [line(event) for event in told][1] == "CHL>PER SANCTION 161"


def test_a_pronoun_behind_a_verb_of_saying_is_the_speaker():
    told = events("Chile attacked Bolivia. Lima said it would send radars to Quito.")
    assert [line(event) for event in told][1] == "PER>ECU AGREE 033 c"


@pytest.mark.parametrize(
    "text",
    ["We attacked Bolivia.", "Chile asked for talks under Article 4 of the North Atlantic Treaty."],
)
def test_speakers_and_titles_of_treaties_are_no_actors(text):
    assert events(text) == []


def test_the_day_is_the_sentences_or_the_documents():
    told = events("Chile attacked Bolivia on Monday. Peru condemned Chile.")
    assert [(e.on, e.on_from) for e in told] == [
        (date(2026, 3, 2), "sentence"),
        (DAY, "document"),
    ]


def test_names_are_those_of_the_day():
    text = read_document(b"The Soviet Union attacked Finland.")
    then = code_events(text, date(1939, 12, 1))
    assert [event.source.states for event in then] == [("RUS",)]


def test_what_dictionary_and_classifier_say_is_both_kept():
    told = events("The rebels attacked Togo's army and then retreated from Ghana.")
    last = told[-1]
    assert last.disputed == (last.by_words != last.by_model)
    assert last.by_words == "RETREAT"
    assert 0 < last.confidence <= 1


def test_an_actor_is_not_its_own_target():
    assert events("Chile praised Chile.") == []


def test_a_text_without_words_has_no_event():
    assert events("1.\n\n2.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Chile " * 3000 + "attacked Bolivia.",
        "attacked " * 4000,
        "to " * 2000 + "attack Bolivia.",
        "Chile, Peru, " * 900 + "and Bolivia met.",
        "Chile attacked Bolivia and " * 700,
        "( [ ] ) , ; : — “ ” \u202e Chile \U0001f600 attacked \u200bBolivia" * 30,
    ],
    ids=["subject", "verbs", "to", "names", "clauses", "marks"],
)
def test_hostile_sentences_end(text):
    code_events(read_document(text.encode()), DAY)


def test_order_of_sentences_changes_no_event():
    first, second = "Chile attacked Bolivia.", "Norway sent medicines to Peru."
    forth = {line(e) for e in events(f"{first} {second}")}
    assert forth == {line(e) for e in events(f"{second} {first}")}
