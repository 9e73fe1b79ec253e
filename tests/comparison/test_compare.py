"""Comparing on other treaties, other days, and where there is nothing to compare."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foedus.commitment import load
from foedus.comparison import Report, compare
from foedus.errors import UnknownInstrument

TEXT = (
    "The United States must defend South Korea at once if it is threatened. "
    "The treaty is in force. It asks for constitutional processes. "
    "Both may be secret. Article 9 says so. Tokyo will help with intelligence."
)
DAY = date(2026, 11, 12)
PAIR: dict[str, Any] = {"obligor": ["USA"], "beneficiary": ["KOR"]}


@pytest.fixture
def held(by_hand, document_of):
    def hold(*claims: dict[str, Any], day: date = DAY, lacks: str = "", **options: Any) -> Report:
        whole = load()
        kept = {id_: made for id_, made in whole.instruments.items() if id_ != lacks}
        rows = [{"voice": "quote", "speaker": {"state": "USA", "kind": "office"}, "claims": claims}]
        statements = by_hand(TEXT, rows)
        return compare(
            document_of(TEXT), statements, replace(whole, instruments=kept), said_on=day, **options
        )

    return hold


def verdicts(report: Report) -> set[tuple[str, str]]:
    return {(f.element, f.verdict) for f in report.findings}


def promise(**changes: Any) -> dict[str, Any]:
    given = {
        "words": "must defend South Korea at once if it is threatened",
        "kind": "commitment",
        "trigger": "threat",
        "duty": "will",
        "marks": {"trigger": {"threat": "threatened"}},
    }
    return given | PAIR | changes


def test_a_promise_without_a_treaty_finds_the_treaty_between_the_two(held) -> None:
    report = held(promise())
    assert report.compared is not None
    assert report.compared.instrument == "usa-kor-1953"
    assert report.governing == report.compared
    assert ("trigger", "overstates") in verdicts(report)


def test_immediacy_where_the_text_has_none_is_firmer_than_the_text(held) -> None:
    assert ("duty", "overstates") in verdicts(held(promise(duty="shall_at_once")))
    assert ("duty", "overstates") not in verdicts(held(promise(duty="shall")))


def test_an_omission_is_charged_once_and_names_what_is_left_out(held) -> None:
    report = held(promise(), promise(words="if it is threatened", marks={}))
    omitted = [f for f in report.findings if (f.element, f.verdict) == ("qualifiers", "omits")]
    assert len(omitted) == 1
    assert "constitutional processes" in omitted[0].reason


def test_a_condition_of_the_text_agrees(held) -> None:
    claim = {
        "words": "asks for constitutional processes",
        "kind": "treaty_description",
        "instrument": "usa-kor-1953",
        "qualifiers": ["constitutional_process"],
        "marks": {"qualifiers": {"constitutional_process": "constitutional processes"}},
    }
    assert ("qualifiers", "agrees") in verdicts(held(claim))


def test_a_form_that_the_text_leaves_open_is_added(held) -> None:
    claim = promise(forms=["nuclear"], marks={"forms": {"nuclear": "defend"}})
    added = [f for f in held(claim).findings if f.element == "forms"]
    assert [f.verdict for f in added] == ["adds"]
    assert "nuclear" in added[0].reason


def test_an_article_that_does_not_exist_is_distorted(held) -> None:
    claim = {
        "words": "Article 9 says so",
        "kind": "treaty_description",
        "instrument": "usa-kor-1953",
        "article": "9",
        "marks": {"article": {"9": "Article 9"}},
    }
    assert ("article", "distorts") in verdicts(held(claim))


@pytest.mark.parametrize(
    ("day", "verdict"), [(date(2026, 1, 1), "agrees"), (date(1954, 11, 16), "overstates")]
)
def test_in_force_is_a_question_of_the_day(held, day: date, verdict: str) -> None:
    claim = {
        "words": "is in force",
        "kind": "treaty_description",
        "instrument": "usa-kor-1953",
        "marks": {"status": {"operative": "is in force"}},
    }
    assert ("status", verdict) in verdicts(held(claim, day=day))


def test_before_its_signature_a_treaty_is_said_to_be_unsigned(held) -> None:
    report = held({**promise(), "instrument": "usa-kor-1953"}, day=date(1950, 6, 25))
    assert report.compared is not None
    assert report.compared.status == "not_yet_signed"
    assert report.governing is None


def test_an_instrument_outside_the_register_is_named_not_compared(held) -> None:
    report = held({**promise(), "instrument": "locarno-1925"}, lacks="locarno-1925")
    assert report.compared is None
    assert report.findings == ()
    assert "locarno-1925 is named" in report.notes[0]


def test_an_unknown_instrument_is_a_fault_with_the_nearest_name(held) -> None:
    with pytest.raises(UnknownInstrument, match="Did you mean 'usa-kor-1953'"):
        held(promise(), instrument="usa-kor-1954")


def test_nothing_said_is_nothing_found(held) -> None:
    report = held({"words": "Tokyo will help with intelligence", "kind": "other"})
    assert report.compared is None
    assert report.notes == (
        "No commitment between states that this register holds was found in the text.",
    )


def test_armed_force_is_a_choice_that_no_text_here_makes_a_duty(held) -> None:
    marks = {"forms": {"troops": "defend"}, "trigger": {"threat": "threatened"}}
    claim = promise(forms=["troops"], duty="shall", marks=marks)
    added = [f for f in held(claim, instrument="nato-1949").findings if f.element == "forms"]
    assert added == []  # South Korea is no party: nothing of it is held against that treaty
    claim |= {"obligor": ["USA"], "beneficiary": ["EST"], "instrument": "nato-1949"}
    added = [f for f in held(claim).findings if f.element == "forms"]
    assert [f.verdict for f in added] == ["adds"]
    assert "a choice that the text leaves to each party" in added[0].reason


def test_a_promise_between_states_without_an_instrument_is_silence_not_absence(held) -> None:
    report = held(promise(beneficiary=["TWN"]))
    assert report.compared is None
    assert "A promise of USA to TWN was read" in report.notes[0]
    assert "Silence of the register is not absence of a duty." in report.notes[0]


def test_a_limit_of_area_alone_does_not_excuse_the_other_conditions(held) -> None:
    claim = promise(
        qualifiers=["territorial_scope"], marks={"qualifiers": {"territorial_scope": "South"}}
    )
    omitted = [f for f in held(claim).findings if f.verdict == "omits"]
    assert [f.element for f in omitted] == ["qualifiers"]
    assert "constitutional processes" in omitted[0].reason
    assert "area" not in omitted[0].reason
