"""The Charter layer by date: what the Council bars, from whom, to whom, for members only."""

from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.commitment import Register
from foedus.commitment.vocabulary import PROVISION_FORMS, WITHIN

TODAY = date(2026, 11, 22)


def _all_members(state: str, day: date) -> bool:
    return True


def _cites(register: Register, *asked: str, on: date) -> list[str]:
    giver, receiver, form = asked
    found = register.charter.bars(giver, receiver, form, on, un_member=_all_members)
    return [f"{p.resolution} {p.paragraph}" for p in found]


def test_what_lies_within_a_form_of_aid_is_one_that_a_provision_may_name() -> None:
    assert set(WITHIN) | set(WITHIN.values()) <= set(PROVISION_FORMS)


def test_the_charter_holds_the_rules_that_the_engine_rests_on(register: Register) -> None:
    for article in ("2(4)", "25", "51", "53", "103"):
        rule = register.charter.rule(article)
        assert rule is not None
        assert rule.cite
        assert rule.sentence.endswith(".")


def test_the_charter_is_in_force_from_its_day(register: Register) -> None:
    assert register.charter.rules_on(date(1945, 10, 23)) == ()
    articles = [r.article for r in register.charter.rules_on(date(1945, 10, 24))]
    assert {"2(4)", "51", "103"} <= set(articles)
    assert not any("3314" in article for article in articles)


def test_nothing_was_barred_on_the_eve_of_1718(register: Register) -> None:
    assert _cites(register, "RUS", "PRK", "military", on=date(2006, 10, 13)) == []
    measures = register.charter.measures_on(date(2006, 10, 13))
    assert "PRK" not in [measure.target for measure in measures]
    assert "PRK" in [m.target for m in register.charter.measures_on(date(2006, 10, 14))]


def test_heavy_arms_are_barred_from_1718_on(register: Register) -> None:
    assert _cites(register, "RUS", "PRK", "heavy_arms", on=date(2006, 10, 14)) == ["1718 8(a)(i)"]
    assert _cites(register, "PRK", "RUS", "heavy_arms", on=date(2006, 10, 14)) == ["1718 8(b)"]


def test_small_arms_to_the_dprk_are_free_until_2270(register: Register) -> None:
    eve, day = date(2016, 3, 1), date(2016, 3, 2)
    assert _cites(register, "RUS", "PRK", "small_arms", on=date(2010, 1, 1)) == []
    assert _cites(register, "RUS", "PRK", "small_arms", on=eve) == []
    assert "2270 6" in _cites(register, "RUS", "PRK", "small_arms", on=day)


def test_small_arms_from_the_dprk_are_barred_since_1874(register: Register) -> None:
    assert _cites(register, "PRK", "RUS", "small_arms", on=date(2009, 6, 11)) == []
    assert _cites(register, "PRK", "RUS", "small_arms", on=date(2009, 6, 12)) == ["1874 9"]


def test_training_is_barred_both_ways(register: Register) -> None:
    for giver, receiver in (("RUS", "PRK"), ("PRK", "RUS")):
        found = _cites(register, giver, receiver, "training", on=TODAY)
        assert {"1718 8(c)", "2270 9"} <= set(found)


@pytest.mark.parametrize("form", ["diplomatic", "humanitarian", "consultation", "economic"])
def test_what_is_not_military_is_not_barred_as_such(register: Register, form: str) -> None:
    assert _cites(register, "RUS", "PRK", form, on=TODAY) == []


def test_combat_troops_as_such_are_not_named(register: Register) -> None:
    assert _cites(register, "PRK", "RUS", "troops", on=TODAY) == []
    assert _cites(register, "PRK", "RUS", "intelligence", on=TODAY) == []


def test_military_aid_as_a_whole_meets_every_bar_on_a_part_of_it(register: Register) -> None:
    whole = _cites(register, "RUS", "PRK", "military", on=TODAY)
    parts = {c for f in ("arms", "training") for c in _cites(register, "RUS", "PRK", f, on=TODAY)}
    assert parts <= set(whole)


def test_aid_between_others_is_no_matter_of_these_measures(register: Register) -> None:
    assert _cites(register, "RUS", "CHN", "arms", on=TODAY) == []


def test_only_members_are_bound(register: Register) -> None:
    def nobody(state: str, day: date) -> bool:
        return False

    assert register.charter.bars("RUS", "PRK", "arms", TODAY, un_member=nobody) == ()

    def only_prk(state: str, day: date) -> bool:
        return state == "PRK"

    assert register.charter.bars("TWN", "PRK", "arms", TODAY, un_member=only_prk) == ()
    assert register.charter.bars("PRK", "TWN", "arms", TODAY, un_member=only_prk)


def test_membership_comes_from_the_names_unless_given(register: Register) -> None:
    assert register.charter.bars("RUS", "PRK", "arms", TODAY)
    assert register.charter.bars("QMA", "PRK", "arms", TODAY) == ()


def test_every_provision_says_what_it_forbids_and_where_that_is_told(register: Register) -> None:
    for measure in register.charter.measures:
        for provision in measure.provisions:
            assert provision.sentence.endswith(".")
            assert provision.source
            assert provision.since >= measure.since
            assert provision.cite.startswith("UNSC ")


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(PROVISION_FORMS),
)
def test_the_measures_only_ever_grew(register: Register, one: date, other: date, form: str) -> None:
    charter = register.charter
    early, late = (
        set(charter.bars("RUS", "PRK", form, day, un_member=_all_members))
        for day in sorted((one, other))
    )
    assert early <= late
