"""Events as JSON, as CSV and as a table."""

import csv
import json
from datetime import date

import pytest

from foedus.statement.events import code_events
from foedus.statement.events.telling import COLUMNS, as_csv, as_json, as_table
from foedus.text import read_document

TEXT = "Norway sent medicines to Peru. Togo might attack Ghana.\n"


@pytest.fixture(name="told")
def told_():
    document = read_document(TEXT.encode())
    return code_events(document, date(2026, 3, 4)), document.text


def test_json_is_plain_and_points_to_its_words(told):
    events, text = told
    plain = [as_json(event, text) for event in events]
    assert json.loads(json.dumps(plain)) == plain
    first = plain[0]
    assert first["source"]["states"] == ["NOR"]
    assert first["target"]["words"]["text"] == "Peru"
    assert (first["root"], first["quad"], first["cameo_root"], first["cameo"]) == (
        "AID",
        2,
        "07",
        "073",
    )
    words = first["words"]
    assert text[words["start"] : words["end"]] == words["text"] == "sent medicines"
    assert first["on"] == "2026-03-04"


def test_csv_has_a_line_an_event(told):
    events, text = told
    rows = list(csv.DictReader(as_csv(events, text)))
    assert [tuple(row) for row in rows] == [COLUMNS] * 2
    assert [(r["source"], r["target"], r["root"]) for r in rows] == [
        ("NOR", "PER", "AID"),
        ("TGO", "GHA", "THREATEN"),
    ]
    assert rows[1]["modality"] == "possible"


def test_a_cell_is_no_formula():
    document = read_document(b"Police arrested @Kova in Peru.")
    events = code_events(document, date(2026, 3, 4))
    for line in as_csv(events, document.text):
        for row in csv.reader([line]):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_table_is_aligned_and_says_what_is_not_asserted(told):
    events, text = told
    assert as_table(events, text) == (
        "on          source  target  root      cameo  says      words\n"
        "2026-03-04  NOR     PER     AID       073              sent medicines\n"
        "2026-03-04  TGO     GHA     THREATEN  138    possible  might attack\n"
    )


def test_a_disputed_root_has_a_star_and_a_reason():
    text = "The rebels attacked Togo's army and then retreated from Ghana."
    document = read_document(text.encode())
    events = [e for e in code_events(document, date(2026, 3, 4)) if e.disputed]
    table = as_table(events, document.text)
    for event in events:
        assert f"{event.root}*" in table
        assert f"the words speak for {event.by_words}, the classifier for {event.by_model}" in table


def test_no_event_is_said_in_words():
    assert as_table((), "") == "No event: no deed between two actors stands in this text.\n"


def test_the_table_steers_no_terminal():
    document = read_document("Norway sent \u202emedicines to Peru.".encode())
    table = as_table(code_events(document, date(2026, 3, 4)), document.text)
    assert all(c.isprintable() or c == "\n" for c in table)
