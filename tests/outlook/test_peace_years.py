"""Years of peace: what either did counts for both, and the powers."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.peace_years import peace_years, powers
from foedus.panel.dyads import DyadYears, dyad_years
from foedus.panel.universe import States, state_years


@pytest.fixture
def three() -> DyadYears:
    states = States(
        system="cow",
        code=np.array([2, 20, 200], np.int32),
        start=np.array(["1900-01-01"] * 3, "datetime64[D]"),
        end=np.array(["1906-01-01"] * 3, "datetime64[D]"),
    )
    return dyad_years(state_years(states, first=1900, last=1905))


def happened(rows: DyadYears, one: int, two: int, year: int) -> np.ndarray:
    found = np.zeros(len(rows), np.int8)
    found[rows.rows(np.array([one]), np.array([two]), np.array([year]))] = 1
    return found


def of_pair(rows: DyadYears, years: np.ndarray, one: int, two: int) -> list[int]:
    size = 6
    at = rows.rows(np.full(size, one), np.full(size, two), np.arange(1900, 1906))
    return [int(v) for v in years[at]]


def test_what_either_did_counts_for_both(three: DyadYears) -> None:
    found = peace_years(three, happened(three, 20, 2, 1902))
    assert of_pair(three, found, 2, 20) == of_pair(three, found, 20, 2) == [0, 1, 2, 0, 1, 2]
    assert of_pair(three, found, 2, 200) == [0, 1, 2, 3, 4, 5]


def test_or_only_what_the_first_did(three: DyadYears) -> None:
    found = peace_years(three, happened(three, 20, 2, 1902), either=False)
    assert of_pair(three, found, 2, 20) == [0, 1, 2, 3, 4, 5]
    assert of_pair(three, found, 20, 2) == [0, 1, 2, 0, 1, 2]


def test_powers_are_of_one_size() -> None:
    found = powers([0, 20])
    assert [float(v[1]) for v in found.values()] == [20.0, 4.0, 0.8]


def test_one_value_a_row(three: DyadYears) -> None:
    with pytest.raises(InputError, match="for 36 dyad-years"):
        peace_years(three, np.zeros(3))
