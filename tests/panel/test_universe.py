"""Rows of panels: which states and pairs there are, and where each stands."""

from datetime import date
from itertools import combinations, permutations

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.panel.dyads import dyad_years
from foedus.panel.universe import (
    YEAR_RULES,
    States,
    YearRule,
    own_states,
    state_years,
    states_on,
    years_of,
)


def system(*spells: tuple[int, str, str]) -> States:
    code, start, end = zip(*spells, strict=True)
    return States(
        system="cow",
        code=np.array(code, np.int32),
        start=np.array(start, "datetime64[D]"),
        end=np.array(end, "datetime64[D]"),
    )


FEW = system(
    (2, "1816-01-01", "9999-12-31"),
    (200, "1816-01-01", "9999-12-31"),
    (255, "1816-01-01", "1945-05-09"),
    (255, "1990-10-03", "9999-12-31"),
    (265, "1954-03-25", "1990-10-03"),
    (260, "1955-05-05", "1990-10-03"),
)


def brute(states: States, year: int, rule: YearRule) -> list[int]:
    found = set()
    for code, start, end in zip(states.code, states.start, states.end, strict=True):
        opens = np.datetime64(f"{year}-01-01")
        closes = np.datetime64(f"{year + 1}-01-01")
        last = np.datetime64(f"{year}-12-31")
        counts = {
            "any_day": start < closes and end > opens,
            "31_december": start <= last < end,
            "whole_year": start <= opens and end >= closes,
        }
        if counts[rule]:
            found.add(int(code))
    return sorted(found)


@pytest.mark.parametrize("rule", YEAR_RULES)
def test_a_state_counts_in_a_year_by_the_rule_chosen(rule: YearRule) -> None:
    of = state_years(FEW, first=1944, last=1992, rule=rule)
    for year in range(1944, 1993):
        assert of.code[of.year == year].tolist() == brute(FEW, year, rule)


def test_the_row_of_a_state_in_a_year_is_found_or_told_absent() -> None:
    of = state_years(FEW, first=1944, last=1992)
    rows = of.rows(of.code, of.year)
    assert rows.tolist() == list(range(len(of)))
    nobody = of.rows(np.array([255, 2, 99_999, -1]), np.array([1970, 1816, 1950, 1950]))
    assert nobody.tolist() == [-1, -1, -1, -1]


@pytest.mark.parametrize("directed", [True, False])
def test_every_pair_of_a_year_is_there_once(directed: bool) -> None:
    dyads = dyad_years(state_years(FEW, first=1944, last=1992), directed=directed)
    table = dyads.table()
    pairs = permutations if directed else combinations
    for year in range(1944, 1993):
        here = table["year"] == year
        got = list(zip(table["cow1"][here].tolist(), table["cow2"][here].tolist(), strict=True))
        # United Germany and its two parts were states of 1990, but on no common day.
        apart = [{255, 260}, {255, 265}] if year == 1990 else []
        wanted = [p for p in pairs(brute(FEW, year, "any_day"), 2) if set(p) not in apart]
        assert got == wanted


@pytest.mark.parametrize("directed", [True, False])
def test_the_row_of_a_pair_is_found_by_arithmetic(directed: bool) -> None:
    dyads = dyad_years(state_years(FEW, first=1944, last=1992), directed=directed)
    table = dyads.table()
    assert dyads.rows(table["cow1"], table["cow2"], table["year"]).tolist() == [*range(len(dyads))]
    if not directed:
        assert dyads.rows(table["cow2"], table["cow1"], table["year"]).tolist() == [
            *range(len(dyads))
        ]
    gone = dyads.rows(np.array([255, 255, 2]), np.array([260, 255, 200]), np.array([1990] * 3))
    assert (gone >= 0).tolist() == [False, False, True]


def test_all_years_of_a_spell_are_found_at_once() -> None:
    dyads = dyad_years(state_years(FEW, first=1944, last=1992))
    first, last = np.array([1816, 1950, 1980]), np.array([1946, 1949, 2020])
    one, two = np.array([2, 2, 260]), np.array([255, 200, 2])
    pair, row = dyads.rows_between(one, two, first, last)
    found = {(p, y) for p, y in zip(pair.tolist(), dyads.year[row].tolist(), strict=True)}
    assert found == {(0, 1944), (0, 1945), *((2, year) for year in range(1980, 1991))}


def test_a_day_has_the_states_of_that_day() -> None:
    assert states_on(FEW, date(1990, 10, 2)).tolist() == [2, 200, 260, 265]
    assert states_on(FEW, date(1990, 10, 3)).tolist() == [2, 200, 255]


def test_the_years_of_open_and_short_spells() -> None:
    start = np.array(["2000-03-01", "2000-03-01", "2000-01-01"], "datetime64[D]")
    end = np.array(["NaT", "2000-04-01", "2002-01-01"], "datetime64[D]")
    first, last = years_of(start, end, rule="whole_year")
    assert first.tolist() == [2001, 2001, 2000]
    assert last.tolist() == [9998, 1999, 2001]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(1950, 1940, "1950 is after 1940"), (1700, 1710, "no state of the system 'cow' in 1700-1710")],
)
def test_years_without_rows_are_told(first: int, last: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        state_years(FEW, first=first, last=last)


def test_an_unknown_rule_is_told() -> None:
    with pytest.raises(InputError, match="no rule 'mid_year'"):
        state_years(FEW, first=1950, last=1951, rule="mid_year")  # type: ignore[arg-type]


def test_the_registers_own_states_have_their_codes_by_day() -> None:
    states = own_states("cow")
    assert {260, 265} <= set(states_on(states, date(1970, 1, 1)).tolist())
    assert 260 not in states_on(states, date(1995, 1, 1)).tolist()
    with pytest.raises(InputError, match="no system 'iso'"):
        own_states("iso")
