"""A panel leaves in every form with its missing values missing and its codebook beside it."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from foedus.commitment import load
from foedus.errors import InputError
from foedus.panel.building import KINDS, panel
from foedus.panel.joining import Joined
from foedus.panel.obligations import registered
from foedus.panel.table import Table, missing_of
from foedus.panel.universe import own_states
from foedus.panel.writing import as_arrow, as_pandas, as_polars, write

SMALL = Table(
    columns={
        "cow": np.array([2, missing_of("int32")], np.int32),
        "flag": np.array([1, missing_of("int8")], np.int8),
        "cinc": np.array([0.25, np.nan]),
        "day": np.array(["1914-07-28", "NaT"], "datetime64[D]"),
        "name": np.array(["Österreich", ""]),
    }
)


def test_csv_leaves_missing_fields_empty(tmp_path: Path) -> None:
    write(SMALL, tmp_path / "panel.csv")
    with (tmp_path / "panel.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["cow", "flag", "cinc", "day", "name"],
        ["2", "1", "0.25", "1914-07-28", "Österreich"],
        ["", "", "", "", ""],
    ]


def test_polars_arrow_and_pandas_hold_nulls() -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    assert as_polars(SMALL).rows()[1] == (None, None, None, None, None)
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra export)")
    assert as_arrow(SMALL).to_pylist()[1] == dict.fromkeys(SMALL.names)
    pytest.importorskip("pandas", reason="pandas is not installed (extra export)")
    frame = as_pandas(SMALL)
    assert frame.isna().iloc[1].all()
    assert not frame.isna().iloc[0].any()


def test_parquet_comes_back_as_it_went(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    write(SMALL, tmp_path / "panel.parquet")
    assert parquet.read_table(tmp_path / "panel.parquet").to_pylist() == as_arrow(SMALL).to_pylist()


def test_stata_comes_back_with_labels_and_missing_values(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra export)")
    write(SMALL, tmp_path / "panel.dta", labels={"cinc": "Share of the world's capabilities."})
    with pandas.io.stata.StataReader(tmp_path / "panel.dta") as reader:
        frame, labels = reader.read(), reader.variable_labels()
    assert labels["cinc"] == "Share of the world's capabilities."
    assert frame.loc[0, "cow"] == 2
    assert frame.isna().loc[1, ["cow", "flag", "cinc", "day"]].all()
    assert str(frame.loc[0, "day"].date()) == "1914-07-28"
    assert frame.loc[0, "name"] == "Österreich"


def test_another_ending_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'.xls' is no form of a panel") as told:
        write(SMALL, tmp_path / "panel.xls")
    assert ".csv, .xlsx, .parquet, .dta" in str(told.value)


@pytest.mark.parametrize("kind", KINDS)
def test_the_codebook_says_every_column_and_its_source(kind: str) -> None:
    register = load()
    capability = Table(
        columns={
            "cow": np.array([2], np.int32),
            "year": np.array([1914], np.int32),
            "cinc": np.array([0.2]),
        }
    )
    made = panel(
        kind,
        states=own_states("cow"),
        first=1914,
        last=1915,
        pledges={"register": registered(register)},
        beside=[Joined(table=capability)],
    )
    told = json.loads(made.codebook.as_json(made.table))
    assert [one["column"] for one in told["columns"]] == list(made.table.names)
    assert all(one["says"] for one in told["columns"])
    assert told["count"] == len(made)
    assert any(register.version in source["version"] for source in told["sources"])
    page = made.codebook.as_markdown(made.table)
    assert all(f"| {name} |" in page for name in made.table.names)


def test_two_columns_of_one_name_are_refused() -> None:
    table = Table(columns={n: np.array([2], np.int32) for n in ("cow", "year", "x")})
    with pytest.raises(InputError, match="two columns would be called 'x'"):
        panel(
            "state_year",
            states=own_states("cow"),
            first=1914,
            last=1915,
            beside=[Joined(table=table), Joined(table=table)],
        )


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(InputError, match="no kind 'triads'"):
        panel("triads", states=own_states("cow"), first=1914, last=1915)
