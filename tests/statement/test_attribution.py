"""Who speaks, in which voice, through whom: the rules of the guideline, one by one."""

from datetime import date

import pytest

from foedus.statement import Statement, read_statements
from foedus.text import read_document

DAY = date(2024, 10, 16)


def read(text: str, day: date = DAY) -> tuple[Statement, ...]:
    return read_statements(read_document(text.encode(), media_type="text/plain"), said_on=day)


def spoken(text: str, day: date = DAY) -> list[Statement]:
    return [s for s in read(text, day) if s.voice != "narrator"]


def words(statement: Statement, text: str) -> str:
    return " ".join(s.of(text) for s in statement.spans)


class TestUnits:
    def test_two_speakers_in_a_sentence_are_two_statements_without_the_link(self):
        text = "Oslo praised the move, while Moscow condemned the treaty as a provocation."
        first, second = spoken(text)
        assert words(first, text) == "Oslo praised the move"
        assert words(second, text).startswith("Moscow condemned")
        assert (first.speaker.state, second.speaker.state) == ("NOR", "RUS")

    @pytest.mark.parametrize("marks", ['""', "“”"])
    def test_a_quotation_that_goes_on_behind_its_attribution_is_one_statement(self, marks):
        left, right = marks
        text = f"{left}We will come,{right} said the Norwegian premier. {left}All of us.{right}"
        (only,) = spoken(text)
        assert words(only, text) == text
        assert only.voice == "quote"

    def test_a_quotation_of_two_sentences_is_one_statement(self):
        text = '"We will defend Riga. We will not wait," the Polish president said.'
        (only,) = spoken(text)
        assert words(only, text) == text

    def test_a_turn_of_a_transcript_is_one_statement_and_questions_are_none(self):
        text = (
            "QUESTION: Will Japan get help?\n"
            "MR. OAKES: If Japan is attacked, we will defend it. That is our promise.\n"
        )
        (only,) = read(text)
        assert only.voice == "quote"
        assert only.cue is None
        assert only.speaker.name == "OAKES"

    @pytest.mark.parametrize(
        "silence",
        [
            "The Kremlin declined to comment.",
            "The Polish minister would not say when the jets would fly.",
            "The ministry did not comment.",
        ],
    )
    def test_silence_is_no_statement(self, silence):
        assert spoken(silence) == []

    def test_the_narrator_speaks_only_where_he_carries_a_claim(self):
        text = (
            "The stadium opens in May. France and Greece signed a defence treaty in Paris in 2021."
        )
        assert all(s.voice == "narrator" and s.claims for s in read(text))


class TestVoices:
    @pytest.mark.parametrize(
        ("text", "voice"),
        [
            ('Oslo said it would help Riga "with everything".', "reported"),
            ('"We will help Riga," the Norwegian minister said.', "quote"),
            ('"Oslo will fold," said Ida Holm, who teaches at Lund.', "observers"),
            ("Analysts say the pact obliges nobody.", "observers"),
            ("A retired general warned that the war could widen.", "observers"),
            ("An official in Seoul said the drills would end.", "reported"),
        ],
    )
    def test_each_voice_is_told_by_who_speaks_and_where_the_verb_stands(self, text, voice):
        (only,) = spoken(text)
        assert only.voice == voice

    def test_unnamed_officials_are_unnamed(self):
        (only,) = spoken("A French diplomat said Paris would send missiles to Kyiv.")
        assert only.speaker.kind == "unnamed"
        assert only.speaker.state == "FRA"


class TestCues:
    @pytest.mark.parametrize(
        ("text", "cue"),
        [
            ("Oslo vowed to defend Riga.", "vowed to"),
            ('"No," Berlin said.', "said"),
            ("According to Kyiv, troops have crossed the border.", "According to"),
            ("Riga's pledge to send troops to Kyiv was welcome.", "pledge to"),
        ],
    )
    def test_the_cue_covers_the_word_of_saying(self, text, cue):
        (only,) = spoken(text)
        assert only.cue is not None
        assert only.cue.of(text) in (cue, cue.removesuffix(" to"))

    @pytest.mark.parametrize(
        "text",
        [
            "The promised aid for Ukraine has not arrived in Kyiv.",
            "The United States and Japan are allies.",
            "The ships were asked for in May.",
        ],
    )
    def test_participles_passives_and_names_are_no_words_of_saying(self, text):
        assert spoken(text) == []

    def test_a_treaty_that_says_something_is_no_speaker(self):
        text = "The North Atlantic Treaty says that each ally must help."
        assert spoken(text) == []

    def test_a_condition_inside_a_promise_is_no_second_speaker(self):
        text = "Washington would help Jordan if Amman asked for it, an American envoy said."
        (only,) = spoken(text)
        assert only.speaker.role == "envoy"


class TestSpeakers:
    @pytest.mark.parametrize(
        ("text", "name", "state"),
        [
            ("Latvian Defence Minister Janis Berg said Riga was ready.", "Janis Berg", "LVA"),
            ("Peru's foreign minister, Rosa Quispe, said Lima would wait.", "Rosa Quispe", "PER"),
            ('"No," said Jan Novak, the Czech ambassador to Kyiv.', "Jan Novak", "CZE"),
            (
                "Ivan Petrov, who serves as Russia’s deputy foreign minister, said it was so.",
                "Ivan Petrov",
                "RUS",
            ),
            ("The Elysee spokeswoman said Paris would wait.", None, "FRA"),
            ("The Kremlin spokesman said Moscow would wait.", None, "RUS"),
            ("South Korea's defence minister said Seoul would wait.", None, "KOR"),
            ("Seoul and Tokyo said they would talk.", None, None),
        ],
    )
    def test_name_and_state_are_read_from_the_words_for_the_speaker(self, text, name, state):
        (only,) = spoken(text)
        assert (only.speaker.name, only.speaker.state) == (name, state)

    @pytest.mark.parametrize("again", ["She", "Salo", "The minister"])
    def test_pronouns_surnames_and_titles_mean_the_person_of_the_passage(self, again):
        text = f"Finnish Defence Minister Aino Salo said it was so. {again} said it would help."
        _, second = spoken(text)
        assert (second.speaker.name, second.speaker.state) == ("Aino Salo", "FIN")

    def test_a_person_named_before_she_speaks_is_known(self):
        text = (
            "Finnish Defence Minister Aino Salo landed in Riga. She said Finland would help Latvia."
        )
        (only,) = spoken(text)
        assert (only.speaker.name, only.speaker.state) == ("Aino Salo", "FIN")

    def test_an_organisations_office_speaks_for_no_state(self):
        (only,) = spoken("NATO Secretary General Piet Vos said the allies would meet.")
        assert only.speaker.name == "Piet Vos"
        assert only.speaker.state is None

    def test_an_office_without_a_state_takes_that_of_the_leading_place(self):
        text = (
            "Moscow condemned the drills. In Seoul, Foreign Ministry spokesman Han Ji-ho "
            "voiced regret."
        )
        assert spoken(text)[1].speaker.state == "KOR"


class TestChains:
    def test_the_innermost_speaker_whose_act_is_speech_speaks(self):
        text = (
            "TASS quoted Deputy Minister Ivan Petrov as saying that the Belarusian president "
            "had promised to defend Russia."
        )
        (only,) = spoken(text)
        assert only.speaker.state == "BLR"
        assert only.chain[0] == "outlet"
        assert only.chain[2] == "Ivan Petrov"

    def test_according_to_an_agency_leaves_the_state_as_speaker(self):
        text = "According to the news agency TASS, Moscow has stated that it would help Pyongyang."
        (only,) = spoken(text)
        assert only.speaker.state == "RUS"
        assert any("TASS" in link for link in only.chain)

    def test_an_inner_act_that_is_no_speech_leaves_the_outer_speaker(self):
        text = (
            "TASS quoted Ivan Petrov as saying that the president had signed the treaty with Iran."
        )
        (only,) = spoken(text)
        assert only.speaker.name == "Ivan Petrov"

    def test_an_agency_that_is_told_stands_in_the_chain(self):
        (only,) = spoken("Russian Deputy Foreign Minister Ivan Petrov told TASS that it was so.")
        assert only.chain == ("outlet", "TASS", "Ivan Petrov")
