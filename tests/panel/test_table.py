"""Columns, joins and missing values of a table."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.panel import Source, Table, is_missing, missing_of
from foedus.panel.keys import positions


def _table(**columns: object) -> Table:
    return Table(columns={name: np.array(column) for name, column in columns.items()})


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(InputError, match="columns differ in length: a 1, b 2"):
        _table(a=[1], b=[1, 2])


def test_a_column_cannot_be_written() -> None:
    table = _table(a=[1, 2])
    with pytest.raises(ValueError, match="read-only"):
        table["a"][0] = 3


def test_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    table = Table(columns={"ccode": np.array([2])}, source=Source(id="x", title="X", file="x.csv"))
    with pytest.raises(InputError, match=r"x\.csv: no column 'code'\.\n  Did you mean 'ccode'\?"):
        table["code"]


@pytest.mark.parametrize("kind", ["int8", "int32", "int64", "float64", "datetime64[D]", "U4", "O"])
def test_each_type_knows_its_missing_value(kind: str) -> None:
    column = np.array([missing_of(kind)], dtype=kind)
    assert is_missing(column).tolist() == [True]


def test_select_rename_where_and_add() -> None:
    table = _table(ccode=[2, 20, 200], year=[1, 2, 3]).renamed(ccode="cow")
    assert table.select("year", "cow").names == ("year", "cow")
    assert table.where(table["cow"] > 2)["year"].tolist() == [2, 3]
    assert table.where(np.array([2, 0]))["cow"].tolist() == [200, 2]
    assert table.with_columns(x=np.arange(3))["x"].tolist() == [0, 1, 2]


def test_a_left_join_keeps_every_row_and_leaves_what_matches_nothing_missing() -> None:
    left = _table(cow=[2, 200, 2, 365], year=[1914, 1914, 1915, 1914])
    right = _table(
        cow=[200, 2],
        year=[1914, 1914],
        cinc=[0.1, 0.2],
        abb=["UKG", "USA"],
        at_war=[True, False],
        day=np.array(["1914-08-04", "1917-04-06"], "datetime64[D]"),
    )
    joined = left.joined(right, on=("cow", "year"))
    assert joined["cow"].tolist() == left["cow"].tolist()
    assert joined["cinc"][:2].tolist() == [0.2, 0.1]
    assert joined["abb"].tolist() == ["USA", "UKG", "", ""]
    assert joined["at_war"].tolist() == [0, 1, -128, -128]
    for name in ("cinc", "abb", "at_war", "day"):
        assert is_missing(joined[name]).tolist() == [False, False, True, True]


def test_a_missing_key_matches_nothing() -> None:
    none = missing_of("int64")
    left, right = _table(cow=[none, 2]), _table(cow=[none, 2], x=[1, 5])
    assert joined_values(left, right) == [missing_of("int64"), 5]


def joined_values(left: Table, right: Table) -> list[int]:
    return left.joined(right, on=("cow",))["x"].tolist()


def test_a_join_with_no_rows_on_the_right() -> None:
    right = Table(columns={"cow": np.array([], np.int64), "x": np.array([], np.int64)})
    assert joined_values(_table(cow=[1]), right) == [missing_of("int64")]


def test_two_rows_with_one_key_are_refused() -> None:
    with pytest.raises(InputError, match=r"several rows .* have the key cow 2"):
        _table(cow=[2]).joined(_table(cow=[2, 2], x=[0, 1]), on=("cow",))


def test_a_name_that_both_have_is_refused() -> None:
    with pytest.raises(InputError, match="both tables have a column 'x'"):
        _table(cow=[2], x=[1]).joined(_table(cow=[2], x=[1]), on=("cow",))


def test_only_integers_are_keys() -> None:
    with pytest.raises(InputError, match="key 'cow' is a column of float64"):
        _table(cow=[2.0]).joined(_table(cow=[2.0], x=[1]), on=("cow",))


@pytest.mark.parametrize("span", [30, 1 << 40, 1 << 61])
def test_positions_agree_with_a_dictionary(span: int) -> None:
    rng = np.random.default_rng(7)
    left = [rng.integers(-span, span, 500) for _ in range(3)]
    right = [np.concatenate([part[:200], rng.integers(-span, span, 200)]) for part in left]
    keys = [tuple(row) for row in np.array(right).T.tolist()]
    once = np.array([n for n, key in enumerate(keys) if key not in keys[:n]])
    right = [part[once] for part in right]
    where = {keys[n]: at for at, n in enumerate(once.tolist())}
    expected = [where.get(tuple(row), -1) for row in np.array(left).T.tolist()]
    assert positions(left, right, names="abc").tolist() == expected
    assert sum(at >= 0 for at in expected) >= 200


def test_keys_too_many_to_pack_are_ranked_on_the_way() -> None:
    rng = np.random.default_rng(8)
    many = [rng.integers(0, 1 << 62, 9000) for _ in range(6)]
    turned = [part[::-1] for part in many]
    assert positions(turned, many, names="abcdef").tolist() == list(range(8999, -1, -1))


def test_sources_of_joined_tables_are_kept() -> None:
    first, second = Source(id="a", title="A"), Source(id="b", title="B")
    left = Table(columns={"k": np.array([1])}, source=first)
    right = Table(columns={"k": np.array([1]), "x": np.array([1])}, source=second)
    joined = left.joined(right, on=("k",))
    assert joined.source is not None
    assert joined.source.every == (first, second)
