"""Quotation marks of every kind: what they hold, and which of them are stray."""

from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.statement.quotations import quotations
from foedus.statement.tokens import tokenise
from foedus.text import Span


def quoted(text: str) -> list[str]:
    return [quote.of(text) for quote in quotations(text)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ('"We will," he said. "All of us."', ['"We will,"', '"All of us."']),
        ("“We will,” he said.", ["“We will,”"]),
        ("„Wir kommen“, sagte Berg.", ["„Wir kommen“"]),
        ("«Oui», dit Berg ; « nous viendrons ».", ["«Oui»", "« nous viendrons »"]),
        ("»Ja«, sagte Berg.", ["»Ja«"]),
        ("”Nej”, sa Berg. ”Aldrig.”", ["”Nej”", "”Aldrig.”"]),
        ("‘We will,’ he said.", ["‘We will,’"]),
        ("'We don't know,' he said.", ["'We don't know,'"]),
        ("『本当だ』と言った。「我々は「行く」」と。", ["『本当だ』", "「我々は「行く」」"]),
        ('“mixed" and "mixed” too', ['“mixed"', '"mixed”']),
        ("‘We “will” help,’ he said.", ["‘We “will” help,’"]),
        ("“We ‘will’ help,” he said.", ["“We ‘will’ help,”"]),
        ("‚Ja‘, sagte er.", ["‚Ja‘"]),
    ],
)
def test_every_kind_of_mark_is_met(text: str, held: list[str]) -> None:
    assert quoted(text) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("‘We defend the allies’ soil,’ he said.", ["‘We defend the allies’ soil,’"]),
        ("the 'red line' and the 'two brigades' moved", ["'red line'", "'two brigades'"]),
        ("The allies' man don't like rock 'n' roll of the '90s, 'tis said.", []),
        ("It was the minister 's word and the allies' bond.", []),
        ("the dogs’ bone and the cats’ milk", []),
    ],
)
def test_an_apostrophe_is_no_quotation(text: str, held: list[str]) -> None:
    assert quoted(text) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ('"We will help Riga, he said, if it is attacked.', ['"We will help Riga,']),
        ("“Will you come? the minister asked. “Yes.”", ["“Will you come?", "“Yes.”"]),
        ("“We will come.\n“We will stay,” he said.", ["“We will come.", "“We will stay,”"]),
        ("“We will come.\n\n“We will stay.”", ["“We will come.", "“We will stay.”"]),
        ('A 5" gun and a 6" one.', []),
        ("He left it open: “We will come.\nThe end.", []),
        ("one ” two ” three", []),
        ("「 left open", []),
    ],
)
def test_what_is_not_closed_ends_before_the_word_of_saying_or_is_stray(
    text: str, held: list[str]
) -> None:
    assert quoted(text) == held


def test_marks_of_every_kind_are_told_alike() -> None:
    for text in ("„Ja“", "»Ja«", "‘Ja’", "「Ja」", "«Ja»"):
        whole = Span(0, len(text))
        lows = [t.low for t in tokenise(text, whole, quotations(text))]
        assert lows == ["“", "ja", "”"], text


def test_what_has_no_shape_is_no_word() -> None:
    text = "will\u200b \U000e0041\U000e0042defend\u2060 mili\u00adtary \ufeff"
    assert [t.low for t in tokenise(text, Span(0, len(text)), ())] == [
        "will",
        "defend",
        "mili",
        "tary",
    ]


MARKS = st.text(alphabet="\"'“”„«»‹›‘’‚「」『』 \nas,.!0", max_size=120)


@given(MARKS)
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(len(q) >= 2 and q.end <= len(text) for q in found)
