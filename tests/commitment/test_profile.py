"""Articles in the vocabulary of claims."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.commitment import ArticleProfile, Register, profile
from foedus.commitment.loading import to_instrument
from foedus.commitment.profile import TRIGGERS
from foedus.yaml12 import read_yaml

TODAY = date(2026, 11, 22)
SAMPLE: dict[str, Any] = read_yaml(Path(__file__).with_name("qma-qmb-2000.yaml"))[0]


def _of(register: Register, reference: str, *, on: date = TODAY) -> ArticleProfile:
    id_, _, name = reference.partition("#")
    instrument = register.instrument(id_)
    article = instrument.article(name)
    assert article is not None
    return profile(article, instrument, day=on)


def _made(**article: Any) -> ArticleProfile:
    plain = copy.deepcopy(SAMPLE)
    base = {"cite": "Art. 1", "for": "every_party", "then": {"must": "assist"}}
    plain["articles"] = {"art1": {**base, **article}}
    instrument = to_instrument(plain)
    return profile(instrument.articles[0], instrument, day=date(2003, 1, 1))


def test_article_4_of_2024_in_the_words_of_claims(register: Register) -> None:
    found = _of(register, "rus-prk-2024#art4")
    assert found.trigger == "armed_attack"
    assert found.second_conditions == {"state_of_war", "by_states"}
    assert found.qualifiers == {"un_charter_51", "law:both"}
    assert (found.duty, found.delay, found.means) == ("must", "at_once", "all_available")
    assert found.aid == ("military", "other")
    assert found.mutual


def test_article_3_of_2024_is_consultation_at_an_immediate_threat(register: Register) -> None:
    found = _of(register, "rus-prk-2024#art3")
    assert (found.must, found.trigger) == ("consult", "immediate_threat")
    assert found.second_conditions == frozenset()
    assert "practical_measures" in found.aid
    assert found.qualifiers == {"request_of_victim"}


def test_the_treaty_of_2000_asks_for_a_danger_only(register: Register) -> None:
    assert _of(register, "rus-prk-2000#art2").trigger == "danger"


def test_the_treaty_of_1961_names_no_law(register: Register) -> None:
    assert _of(register, "chn-prk-1961#art2").qualifiers == frozenset()


def test_the_treaty_of_1953_has_an_area_and_constitutional_processes(register: Register) -> None:
    found = _of(register, "usa-kor-1953#art3")
    assert found.trigger == "armed_attack"
    assert found.qualifiers == {"territorial_scope", "constitutional_process"}
    assert not _of(register, "usa-kor-1953#art4").mutual


def test_every_article_has_a_trigger_of_the_scale(register: Register) -> None:
    for instrument in register.instruments.values():
        for article in instrument.articles:
            found = profile(article, instrument, day=TODAY)
            assert found.trigger in TRIGGERS
            is_started = not (article.standing or article.defines)
            assert (found.trigger != "none") <= is_started


@pytest.mark.parametrize(
    ("when", "trigger"),
    [
        ({"any": [{"attack": "armed_attack"}, {"fact": "danger_to_peace"}]}, "danger"),
        ({"any": [{"attack": "invasion"}, {"fact": "external"}]}, "invasion"),
        ({"all": [{"attack": "danger"}, {"attack": "armed_attack"}]}, "armed_attack"),
        ({"term": "raid"}, "armed_aggression"),
        ({"fact": "external"}, "none"),
        (
            {"count": {"at_least": 1, "of": [{"attack": "danger"}, {"attack": "invasion"}]}},
            "danger",
        ),
    ],
)
def test_the_trigger_is_the_earliest_that_the_rule_is_content_with(
    when: dict[str, Any], trigger: str
) -> None:
    assert _made(when=when).trigger == trigger


@pytest.mark.parametrize(
    ("when", "second"),
    [
        ({"all": [{"attack": "armed_attack"}, {"fact": "state_of_war"}]}, {"state_of_war"}),
        ({"any": [{"attack": "armed_attack"}, {"fact": "state_of_war"}]}, set()),
        ({"all": [{"attack": "danger"}, {"by": ["state", "non_state"]}]}, set()),
        ({"all": [{"attack": "danger"}, {"attacker": {"not": ["QMX"]}}]}, {"named_attacker"}),
        (
            {"count": {"at_least": 2, "of": [{"fact": "external"}, {"by": "state"}]}},
            {"external", "by_states"},
        ),
    ],
)
def test_second_conditions_are_those_that_every_way_asks_for(
    when: dict[str, Any], second: set[str]
) -> None:
    assert _made(when=when).second_conditions == second


@pytest.mark.parametrize(
    ("article", "qualifier"),
    [
        ({"needs": {"request": "victim"}}, "request_of_victim"),
        ({"needs": {"finding": "joint"}}, "joint_decision"),
        ({"needs": {"finding": "unsc"}}, "un_resolutions"),
        ({"needs": {"finding": "council"}}, "organ_decision"),
        ({"needs": {"vote": {"body": "council"}}}, "organ_decision"),
        ({"needs": {"not": {"fact": "provoked"}}}, "unprovoked"),
        ({"then": {"must": "assist", "delay": "after_consultation"}}, "consultation_first"),
        ({"then": {"must": "assist", "decided_by": "joint"}}, "joint_decision"),
        ({"refers_to": ["international_law"]}, "international_law"),
        (
            {
                "unless": [
                    {"id": "own", "if": {"fact": "provoked"}, "effect": "defeats", "cite": "Art. 1"}
                ]
            },
            "unprovoked",
        ),
    ],
)
def test_qualifiers_are_read_off_the_rule(article: dict[str, Any], qualifier: str) -> None:
    plain = _made(when={"attack": "armed_attack"})
    assert qualifier not in plain.qualifiers
    assert _made(**{"when": {"attack": "armed_attack"}, **article}).qualifiers == {qualifier}


def test_a_branch_that_no_longer_stands_leaves_no_mark() -> None:
    when = {"all": [{"attack": "armed_attack"}, {"fact": "state_of_war", "until": "2003-01-01"}]}
    assert _made(when=when).second_conditions == frozenset()


def test_an_entitlement_is_no_duty() -> None:
    made = _made(when={"attack": "armed_attack"}, then={"must": "assist", "owed": "may"})
    assert made.duty == "may"


def test_a_treaty_that_binds_one_side_is_not_mutual() -> None:
    assert not _made(when={"attack": "armed_attack"}, **{"for": ["QMA"]}).mutual
