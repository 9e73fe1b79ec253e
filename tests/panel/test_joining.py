"""Other tables beside a panel: by their keys, missing where they do not speak."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.panel.dyads import DyadYears, dyad_years
from foedus.panel.joining import Joined, joined_columns, years_since
from foedus.panel.table import Table, is_missing
from foedus.panel.universe import States, StateYears, state_years

NONE = np.iinfo(np.int32).min


def three(*, first: int = 2000, last: int = 2003) -> StateYears:
    """Return 2, 20 and 200, the last one from 2001 on."""
    start = ["1900-01-01", "1900-01-01", "2001-06-01"]
    states = States(
        system="cow",
        code=np.array([2, 20, 200], np.int32),
        start=np.array(start, "datetime64[D]"),
        end=np.array(["9999-12-31"] * 3, "datetime64[D]"),
    )
    return state_years(states, first=first, last=last)


def pairs(directed: bool = True) -> DyadYears:
    return dyad_years(three(), directed=directed)


CAPABILITY = Table(
    columns={
        "cow": np.array([2, 20, 2, 710], np.int32),
        "year": np.array([2000, 2000, 2001, 2000], np.int32),
        "cinc": np.array([0.15, 0.01, 0.16, 0.2]),
    }
)


def test_a_table_of_states_comes_once_into_state_years_and_missing_stays_missing() -> None:
    of = three()
    cinc = joined_columns(of, Joined(table=CAPABILITY))["cinc"]
    told = {(c, y): v for c, y, v in zip(of.code, of.year, cinc, strict=True) if not np.isnan(v)}
    assert told == {(2, 2000): 0.15, (20, 2000): 0.01, (2, 2001): 0.16}


def test_a_table_of_states_comes_for_both_sides_into_dyads() -> None:
    dyads = pairs()
    found = joined_columns(dyads, Joined(table=CAPABILITY))
    at = dyads.rows(np.array([2, 20]), np.array([20, 2]), np.array([2000, 2000]))
    assert found["cinc1"][at].tolist() == [0.15, 0.01]
    assert found["cinc2"][at].tolist() == [0.01, 0.15]


@pytest.mark.parametrize(("none_means", "silent"), [(None, NONE), (0, 0)])
def test_a_list_of_events_may_say_none_within_its_years_alone(
    none_means: int | None, silent: int
) -> None:
    events = Table(
        columns={
            "cow1": np.array([2, 200], np.int32),
            "cow2": np.array([20, 2], np.int32),
            "year": np.array([2001, 2002], np.int32),
            "dispute": np.array([1, 1], np.int32),
        }
    )
    dyads = pairs()
    column = joined_columns(dyads, Joined(table=events, none_means=none_means))["dispute"]
    ask = dyads.rows(
        np.array([2, 20, 200, 20, 20]),
        np.array([20, 2, 2, 200, 2]),
        np.array([2001, 2001, 2002, 2002, 2003]),
    )
    assert column[ask].tolist() == [1, silent, 1, silent, NONE]


def test_spells_count_for_their_years_and_the_later_one_holds() -> None:
    spells = Table(
        columns={
            "cow1": np.array([20, 2], np.int32),
            "cow2": np.array([2, 20], np.int32),
            "first": np.array(["2002-01-01", "1900-01-01"], "datetime64[D]"),
            "last": np.array(["NaT", "2001-12-31"], "datetime64[D]"),
            "contiguity": np.array([1, 5], np.int32),
        }
    )
    dyads = pairs(directed=False)
    column = joined_columns(dyads, Joined(table=spells))["contiguity"]
    at = dyads.rows(np.array([2] * 4), np.array([20] * 4), np.arange(2000, 2004))
    assert column[at].tolist() == [5, 5, 1, 1]
    assert is_missing(column).sum() == len(dyads) - 4


def test_of_several_rows_the_greatest_value_may_hold() -> None:
    disputes = Table(
        columns={
            "cow1": np.array([2, 2, 2], np.int32),
            "cow2": np.array([20, 20, 20], np.int32),
            "year": np.array([2001, 2001, 2001], np.int32),
            "onset": np.array([1, 0, NONE], np.int32),
        }
    )
    dyads = pairs()
    at = dyads.rows(np.array([2]), np.array([20]), np.array([2001]))
    latest = joined_columns(dyads, Joined(table=disputes))["onset"]
    greatest = joined_columns(dyads, Joined(table=disputes, several="greatest"))["onset"]
    assert (latest[at].tolist(), greatest[at].tolist()) == ([NONE], [1])


def test_a_table_without_such_codes_is_told_with_what_would_mend_it() -> None:
    with pytest.raises(InputError, match="no column of cow codes") as told:
        joined_columns(pairs(), Joined(table=Table(columns={"gw": np.array([2], np.int32)})))
    assert "'cow1', 'cow2' and 'year'" in str(told.value)


def test_a_table_of_pairs_does_not_go_into_state_years() -> None:
    table = Table(columns={n: np.array([2], np.int32) for n in ("cow1", "cow2", "year", "x")})
    with pytest.raises(InputError, match="it is about pairs"):
        joined_columns(three(), Joined(table=table))


def test_the_years_since_something_happened_are_counted_by_pair() -> None:
    of = three(first=1990, last=1999)
    dyads = dyad_years(of)
    happened = np.zeros(len(dyads), np.int8)
    happened[dyads.rows(np.array([2]), np.array([20]), np.array([1993]))] = 1
    since = years_since(dyads, happened)
    at = dyads.rows(np.full(10, 2), np.full(10, 20), np.arange(1990, 2000))
    assert since[at].tolist() == [0, 1, 2, 3, 0, 1, 2, 3, 4, 5]
    other = dyads.rows(np.full(10, 20), np.full(10, 2), np.arange(1990, 2000))
    assert since[other].tolist() == list(range(10))
