from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import Interval
from foedus.errors import RegisterError
from foedus.names.tables import check_keys, first_day, interval, on_day, spells


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_partial_date_is_the_first_day_of_what_is_known(day: date) -> None:
    assert first_day(day.isoformat(), place="x") == day
    assert first_day(day.isoformat()[:7], place="x") == day.replace(day=1)
    assert first_day(day.year, place="x") == date(day.year, 1, 1)


@pytest.mark.parametrize("text", ["1999-13", "soon", "2001-02-30", "", "19990101"])
def test_what_is_no_date_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(RegisterError) as caught:
        first_day(text, place="groups: nato")
    assert str(caught.value) == (
        f"groups: nato: '{text}' is not a day, month or year.\n"
        "  Write it as YYYY-MM-DD, YYYY-MM or YYYY."
    )


def test_a_state_that_left_and_came_back_has_two_spells() -> None:
    members = {"1992-05-15": ["UZB", "RUS"], "2006-08-16": ["UZB"]}
    found = spells(members, {"UZB": ["1999-04-20", "2012-12-19"]}, place="x")
    assert found == (
        ("UZB", Interval(date(1992, 5, 15), date(1999, 4, 20))),
        ("RUS", Interval(date(1992, 5, 15), None)),
        ("UZB", Interval(date(2006, 8, 16), date(2012, 12, 19))),
    )
    assert on_day(found, date(2000, 1, 1)) == ("RUS",)
    assert on_day(found, date(2010, 1, 1)) == ("RUS", "UZB")


def test_what_has_not_the_shape_of_a_code_is_refused() -> None:
    with pytest.raises(RegisterError, match="'Uzb' is no alpha-3 code"):
        spells({"1992": ["Uzb"]}, {}, place="x")


def test_unknown_keys_are_refused_all_at_once() -> None:
    with pytest.raises(RegisterError) as caught:
        check_keys({"nam": 1, "name": 2, "aka": 3}, place="states: NOR", known=("name", "also"))
    assert [fault.problem for fault in caught.value.faults] == [
        "unknown key 'aka'.",
        "unknown key 'nam'.",
    ]


def test_an_interval_is_open_where_nothing_stands() -> None:
    assert interval({}, place="x") == Interval()
    assert interval({"until": "1918-11"}, place="x") == Interval(None, date(1918, 11, 1))
