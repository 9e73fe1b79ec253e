"""Lines of passages in, lines of statements out, in order and in the format of the guideline."""

import json

import pytest

from foedus.errors import InputError
from foedus.statement.jsonl import predict

CLAIM_KEYS = {
    "id", "kind", "plover", "obligor", "beneficiary", "against", "instrument", "article", "trigger",
    "duty", "aid_scope", "forms", "qualifiers", "polarity", "negated", "hypothetical", "tense",
}  # fmt: skip
STATEMENT_KEYS = {
    "id", "spans", "cue", "voice", "speaker", "chain", "addressee", "said_on", "claims"
}  # fmt: skip


def line(id_: str, text: str, **more: str) -> str:
    return json.dumps({"id": id_, "text": text, "date": "2024-10-16", **more})


def test_the_answer_has_the_keys_and_the_order_of_the_guideline():
    texts = ["Poland will help Latvia if it is attacked, Warsaw said.", "The stadium opens in May."]
    first, second = (
        json.loads(x) for x in predict([line("b", texts[0]), "\n", line("a", texts[1])])
    )
    assert (first["id"], second["id"]) == ("b", "a")
    (statement,) = first["statements"]
    assert set(statement) == STATEMENT_KEYS
    assert set(statement["speaker"]) == {"name", "role", "state", "kind"}
    (claim,) = statement["claims"]
    assert set(claim) == CLAIM_KEYS
    assert (statement["id"], claim["id"]) == ("s1", "s1.c1")
    assert second["statements"] == []


def test_remarks_on_the_text_alone_are_left_out():
    text = (
        "Russia and North Korea signed a treaty. The precise terms of the partnership "
        "remain guarded."
    )
    (row,) = (json.loads(x) for x in predict([line("a", text)]))
    assert [s["claims"][0]["kind"] for s in row["statements"]] == ["report_of_fact"]


def test_an_empty_passage_has_no_statements():
    assert json.loads(next(predict([line("a", " ")])))["statements"] == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "nonsense",
            'line 1: not JSON.\n  Write {"id": ..., "text": ..., "date": ...} on one line.',
        ),
        ("[1]", 'line 1: not an object of texts.\n  Give "id", "text" and "date", each a text.'),
        (
            '{"id": "a", "text": "b"}',
            'line 1: \'date\' is missing.\n  Give "id", "text" and "date".',
        ),
        (
            line("a", "b", label="c"),
            'line 1: unknown key \'label\'.\n  Only "id", "text", "date" are read; leave it out.',
        ),
        (
            '{"id": "a", "text": "b", "date": "May"}',
            "line 1: date: 'May' is not a day.\n  Write it as YYYY-MM-DD, such as 2024-12-04.",
        ),
    ],
)
def test_a_faulty_line_is_refused_with_its_number(row, message):
    with pytest.raises(InputError) as caught:
        list(predict([row]))
    assert str(caught.value) == message
