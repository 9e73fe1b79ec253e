"""Shares of strength: the worked examples, what is missing, and what is no strength."""

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.capability import at_distance, chance_of_winning, cinc, share_of_first

TWO = [(10, 20, 5, 10, 100, 30), (30, 20, 15, 10, 100, 70)]


def test_worked_examples(shared: Path) -> None:
    text = (shared / "data/reliability/worked_examples.json").read_text(encoding="utf-8")
    golden = json.loads(text)
    index = cinc(TWO)
    np.testing.assert_allclose(index, golden["cinc"], atol=1e-12)
    assert float(share_of_first(*index)) == pytest.approx(golden["capprop"])
    assert float(at_distance(0.2, 2500, year=1990)) == pytest.approx(golden["lsg"])


def test_the_index_of_the_authors_comes_out_again(shared: Path) -> None:
    from foedus.panel.importing import import_file

    pytest.importorskip("pyarrow")
    table = import_file(shared / "data/alliances/peacesciencer__cow_nmc.parquet")
    year = table["year"] == 1914
    parts = np.column_stack([table[n][year] for n in ("milex", "milper", "irst", "pec")])
    more = np.column_stack([table[n][year] for n in ("tpop", "upop")])
    components = np.where(
        np.column_stack((parts, more)) < 0, np.nan, np.column_stack((parts, more))
    )
    np.testing.assert_allclose(cinc(components), table["cinc"][year], atol=2e-4)


def test_what_is_missing_is_left_out_of_the_mean() -> None:
    found = cinc([(1, np.nan), (3, 4), (np.nan, np.nan), (0, 4)])
    np.testing.assert_allclose(found, [0.25, (0.75 + 0.5) / 2, np.nan, 0.25])
    np.testing.assert_allclose(cinc([(1, 0), (1, 0)]), [0.5, 0.5])
    assert np.isnan(share_of_first([0.0, np.nan], [0.0, 1.0])).all()


def test_sides_add_up_and_decisiveness_sharpens() -> None:
    assert chance_of_winning([0.2, 0.1], [0.1]) == pytest.approx(0.75)
    assert chance_of_winning([0.2], [0.1], decisiveness=2.0) == pytest.approx(0.8)
    one, two = chance_of_winning([0.2], [0.7]), chance_of_winning([0.7], [0.2])
    assert one + two == pytest.approx(1.0)


def test_strength_falls_with_distance_and_less_so_in_later_years() -> None:
    near, far = at_distance(0.2, [0.0, 5000.0], year=1900)
    assert near > far
    assert at_distance(0.2, 5000, year=1930) < at_distance(0.2, 5000, year=1960)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: cinc([1.0, 2.0]), "are no table"),
        (lambda: cinc([(-9, 1)]), "Mark missing values as NaN, not as -9"),
        (lambda: chance_of_winning([], [1.0]), "no sum above 0"),
        (lambda: chance_of_winning([float("nan")], [1.0]), "no sum above 0"),
        (lambda: at_distance(1.2, 10, year=1900), "outside 0 to 1"),
    ],
)
def test_what_is_no_strength_is_told(act: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        act()  # type: ignore[operator]
