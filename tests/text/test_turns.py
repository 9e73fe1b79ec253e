"""Transcripts: which lines are turns, whose they are, and what is only a header."""

from datetime import date

import pytest

from foedus.statement import Statement, read_statements
from foedus.statement.turns import asks_only, labelled, turns
from foedus.text import read_document

DAY = date(2025, 5, 3)
HELP = "We will defend Estonia if it is attacked."


def read(text: str) -> tuple[Statement, ...]:
    return read_statements(read_document(text.encode(), media_type="text/plain"), said_on=DAY)


def labels(text: str) -> list[str | None]:
    return [label for _, label in turns(read_document(text.encode(), media_type="text/plain"))]


def test_the_guest_of_an_interview_answers_and_the_questions_are_none() -> None:
    text = (
        "Interview with Finnish Defence Minister Aino Salo, 3 May 2025\n\n"
        f"Q: Will you help Estonia?\nA: {HELP}\nQ: With troops?\nA: With everything."
    )
    found = read(text)
    assert [s.speaker.name for s in found] == ["Aino Salo"] * 2
    assert {s.speaker.state for s in found} == {"FIN"}
    assert {s.voice for s in found} == {"quote"}
    assert [(c.obligor, c.beneficiary) for c in found[0].claims] == [(("FIN",), ("EST",))]


def test_speakers_of_a_council_speak_for_the_state_in_brackets() -> None:
    text = (
        f"The 9000th meeting\n\nMr. Berg (Norway): {HELP}\n"
        "The President: I thank the representative of Norway.\n"
        "Ms. Ozola (Latvia) (spoke in Latvian): We asked Norway for help.\n"
        "Mr. Berg (Norway): I repeat it.\n"
    )
    spoken = [(s.speaker.name or s.speaker.role, s.speaker.state) for s in read(text)]
    assert spoken[0] == ("Berg", "NOR")
    assert spoken[2:] == [("Ozola", "LVA"), ("Berg", "NOR")]
    assert spoken[1][0] == "President"


@pytest.mark.parametrize("bold", ["", "**", "__"])
def test_reporters_ask_and_ministers_answer(bold: str) -> None:
    text = (
        f"{bold}Reporter:{bold} Will Poland help Lithuania?\n"
        f"{bold}Minister Nowak:{bold} Poland will send troops to Lithuania at once.\n"
        f"{bold}Reporter:{bold} When?\n{bold}Minister Nowak:{bold} At once.\n"
    )
    assert labels(text) == ["Reporter", "Minister Nowak"] * 2
    assert [s.speaker.name for s in read(text)] == ["Nowak"] * 2


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    text = f"MR. MILLER:\n{HELP}\n\nQUESTION:\nAnd Korea?\n\nMR. MILLER:\nThat too."
    assert labels(text) == ["MR. MILLER", "QUESTION", "MR. MILLER"]
    assert [s.voice for s in read(text)] == ["quote", "quote"]


def test_a_surname_is_told_in_full_where_the_text_gives_it() -> None:
    text = (
        "Remarks by Prime Minister Aino Salo and reporters' questions\n\n"
        f"SALO: {HELP}\nQUESTION: When?\nSALO: At once.\n"
    )
    assert labels(text) == ["Prime Minister Aino Salo", "QUESTION", "Prime Minister Aino Salo"]
    again = f"GENERAL OLA EKSTRAND, SWEDEN: {HELP}\nMODERATOR: When?\nEKSTRAND: At once."
    assert labels(again)[2] == "GENERAL OLA EKSTRAND, SWEDEN"


@pytest.mark.parametrize(
    "text",
    [
        "Location: Oslo\nDate: 3 May\nSubject: talks\nOslo will help Riga, it said.\nDate: 4 May",
        "Note: this is a story.\nUpdate: more follows.\nOslo will help Riga, the minister said.",
        f"Berg said: {HELP}\nDahl said: Yes.",
        "Oslo: a city.\nRiga: another.",
        "https://example.org: see there.\nTel: 12",
    ],
)
def test_headers_and_lists_are_no_turns(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Mr. Ri (Democratic People’s Republic of Korea)", ("Ri", None, "PRK")),
        ("FOREIGN MINISTER LAVROV", ("LAVROV", "FOREIGN MINISTER", "RUS")),
        ("Secretary-General Mark Rutte", ("Mark Rutte", "Secretary-General", None)),
        ("DEFENCE MINISTER BERG, NORWAY", ("BERG", "DEFENCE MINISTER", "NOR")),
        ("The President", (None, "President", None)),
    ],
)
def test_a_label_names_its_speaker(
    label: str, told: tuple[str | None, str | None, str | None]
) -> None:
    speaker = labelled(label, on=DAY)
    assert (speaker.name, speaker.role, speaker.state) == told


@pytest.mark.parametrize("label", ["Q", "Q2", "Reporter", "REPORTER 3", "Question (Yonhap)"])
def test_who_asks(label: str) -> None:
    assert asks_only(label)
    assert not asks_only("Mr. Berg")
