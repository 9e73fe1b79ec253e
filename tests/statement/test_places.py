"""A verb that no list holds reports by its place: behind a clause or a quotation."""

import json

import pytest

from foedus.statement.jsonl import predict

TOLD = [
    ("Latvia would never be left alone, sniffed Aino Salo, who teaches in Turku.", "sniffed"),
    ("“Empty words,” scoffed Minsk.", "scoffed"),
    (
        "No convoy will cross the strait, the Omani defence minister thundered on Friday.",
        "thundered",
    ),
    ("Riga would get two batteries, a Finnish diplomat threw in.", "threw"),
    ('"We shall see," muttered one of the envoys.', "muttered"),
]
NOT_TOLD = [
    "When the troops crossed the border, the minister resigned.",
    "Asked about the treaty, the minister smiled.",
    "On Monday, the ambassador landed in Lima.",
    "The frigate left the harbour, the second of its class.",
]


def statements(text: str) -> list[dict[str, object]]:
    line = json.dumps({"id": "t", "text": text, "date": "2024-05-06"})
    return json.loads(next(iter(predict([line]))))["statements"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(("text", "cue"), TOLD)
def test_a_verb_reports_by_its_place(text: str, cue: str) -> None:
    (found,) = statements(text)
    start, end = found["cue"]  # type: ignore[misc]
    assert text[start:end] == cue
    assert found["voice"] != "narrator"


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_only_happens_is_no_report(text: str) -> None:
    assert all(s["cue"] is None for s in statements(text))
