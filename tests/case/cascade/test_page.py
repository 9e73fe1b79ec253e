"""The page keeps law, interest and estimate apart; the data say the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.briefing import draw
from foedus.briefing.answer import Answer
from foedus.briefing.cascading import cascading
from foedus.briefing.contract.cascades import CascadeAnswer
from foedus.briefing.page import Section
from foedus.errors import IncidentError

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def answer(example: Path) -> Answer:
    return cascading(example, today=TODAY)


def test_the_estimate_stands_in_a_section_of_its_own(answer: Answer) -> None:
    tones = {b.title: b.tone for b in answer.page.blocks if isinstance(b, Section)}
    assert tones["By the treaties alone"] == "law"
    estimates = [title for title, tone in tones.items() if tone == "estimate"]
    assert estimates == ["How likely, by the chances that the file gives"]
    text = draw(answer, form="text")
    law, _, estimate = text.partition(estimates[0])
    assert "%" not in law
    assert "not a prediction of intent" in estimate
    assert "Berkemeier and Fuhrmann 2018" in estimate


def test_the_lead_tells_the_two_closures(answer: Answer) -> None:
    lead = str(answer.page.lead)
    assert lead.startswith(
        "By the treaties alone 2 other states would be drawn in: Greece (possibly) and Montenegro."
    )
    assert "With the interests that are told, 10 would be" in lead


def test_every_way_in_is_called_treaty_or_interest(answer: Answer) -> None:
    text = " ".join(draw(answer, form="md").split())
    assert "treaty (not in this register)" in text
    assert "Treaty of London of 1839" in text
    assert "interest" in text


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_it_can_be_drawn_in_every_form(answer: Answer, form: str) -> None:
    assert "1914" in draw(answer, form=form)


def test_the_data_hold_what_the_page_tells(answer: Answer) -> None:
    data: dict[str, Any] = answer.data
    assert data["kind"] == "cascade"
    assert data["on"] == "1914-07-28"
    assert {j["state"] for j in data["treaties"]["joined"]} == {"GRC", "MNE"}
    assert data["estimate"]["method"] == "exact"
    bases = {
        way["basis"] for wave in data["all"]["waves"] for act in wave["acts"] for way in act["ways"]
    }
    assert bases == {"register", "treaty", "interest"}


def test_the_data_are_what_the_contract_says(answer: Answer) -> None:
    CascadeAnswer.model_validate(answer.data)


def test_an_incident_of_flags_has_a_cascade_without_an_estimate() -> None:
    answer = cascading(None, today=TODAY, on=date(2026, 6, 1), victims=["PRK"], attackers=["KOR"])
    CascadeAnswer.model_validate(answer.data)
    assert answer.data["estimate"] is None
    assert "How likely" not in draw(answer, form="text")


def test_a_file_and_flags_are_not_given_together(example: Path) -> None:
    with pytest.raises(IncidentError, match="both a file and options"):
        cascading(example, today=TODAY, victims=["SRB"])


def test_a_cascade_needs_an_attacker() -> None:
    with pytest.raises(IncidentError, match="nobody attacks anybody"):
        cascading(None, today=TODAY, victims=["SRB"])
