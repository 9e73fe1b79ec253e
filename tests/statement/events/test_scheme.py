"""The tables of the scheme and the dictionary in the register hold together."""

import pytest

from foedus.content import tree
from foedus.errors import RegisterError
from foedus.statement.events.cues import compiled
from foedus.statement.events.dating import day_in
from foedus.statement.events.lore import lore
from foedus.statement.events.scheme import (
    CLASSES,
    QUADS,
    cameo_of,
    cameo_root,
    plover_root,
    turned,
)
from foedus.statement.tokens import tokenise
from foedus.text import Span

OPERATORS = {
    *("intend", "agree", "demand", "threaten", "refuse", "stop", "ease", "negate"),
    *("accuse", "praise", "allow", "had"),
}


def entries(group):
    return tree("lexicon")["plover.yaml"][group]


def test_every_cue_has_a_root_a_code_and_an_id_of_its_own():
    ids = [entry["id"] for group in ("plover_cues", "plover_operators") for entry in entries(group)]
    assert len(ids) == len(set(ids))
    for entry in entries("plover_cues"):
        assert entry["root"] in CLASSES, entry["id"]
        assert entry["cameo"].isdigit(), entry["id"]
        assert 2 <= len(entry["cameo"]) <= 4, entry["id"]
        assert all(isinstance(word, str) for word in entry["to"]), entry["id"]
    assert {entry["root"] for entry in entries("plover_cues")} == set(CLASSES)


def test_every_operator_is_one_the_scheme_knows():
    assert {entry["value"] for entry in entries("plover_operators")} <= OPERATORS


@pytest.mark.parametrize("root", CLASSES)
def test_a_root_under_any_operator_is_a_root(root):
    assert turned(root, ()) == root
    for operator in OPERATORS:
        assert turned(root, (operator,)) in CLASSES
        assert QUADS[plover_root(turned(root, (operator,)), "")] in (1, 2, 3, 4)


@pytest.mark.parametrize("root", CLASSES)
def test_codes_of_turned_deeds_begin_with_their_roots_digits(root):
    for deed in CLASSES:
        code = cameo_of(root, deed, "")
        if code:
            assert code[:2] == cameo_root(root, "")


def test_the_outermost_operator_decides():
    assert turned("AID", ("refuse", "agree")) == "REJECT"
    assert turned("AID", ("agree", "stop")) == "AGREE"
    assert turned("ASSAULT", ("negate",)) == "ASSAULT"


def test_an_entry_without_meaning_is_refused_with_its_name():
    files = {"plover.yaml": {"plover_cues": [{"id": "aid.any", "phrases": ["{help}"]}]}}
    with pytest.raises(RegisterError, match=r"the entry 'aid\.any' has no .*root"):
        compiled(files)


def words_met(text):
    tokens = tokenise(text, Span(0, len(text)), ())
    return {
        (hit.cue.id, " ".join(t.low for t in tokens[hit.start : hit.end]))
        for hit in lore().cues.find(tokens)
    }


def test_phrases_have_inflected_verbs_gaps_and_options():
    assert ("aid.humanitarian", "delivered some food") in words_met("Peru delivered some food.")
    assert ("consult.visit", "paid a short visit") in words_met("She paid a short visit.")
    assert ("sanction.reduce", "expelled two diplomats") in words_met("It expelled two diplomats.")


def test_a_gap_crosses_no_stop():
    assert not any(id_ == "consult.phone" for id_, _ in words_met("He held out. A call came."))


DAYS = {
    "Chile fell on 4 October 2007.": "2007-10-04",
    "Chile fell on October 4, 2007.": "2007-10-04",
    "Chile fell on Sept 4.": "2025-09-04",
    "Chile fell yesterday.": "2026-03-03",
    "Chile fell on Wednesday.": "2026-03-04",
    "Chile fell on Thursday.": "2026-02-26",
    "Chile votes next Thursday.": "2026-03-05",
    "Chile fell on 31 February 2020.": None,
    "Chile fell.": None,
}


@pytest.mark.parametrize(("text", "day"), DAYS.items(), ids=list(DAYS))
def test_the_day_of_a_sentence(text, day):
    from datetime import date

    on = date(2026, 3, 4)
    found, told = day_in(tokenise(text, Span(0, len(text)), ()), on=on)
    assert (found.isoformat() if told else None) == day
    assert told or found == on
