"""Users' files as columns: separators, quotes, missing values, types, and what cannot be read."""

import contextlib
import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import FoedusError
from foedus.panel import is_missing
from foedus.panel.reading import read_table
from foedus.panel.separated import parse_separated


def columns_of(text: str | bytes) -> dict[str, list[object]]:
    content = text if isinstance(text, bytes) else text.encode()
    columns, _ = parse_separated(content, place="x.csv")
    return {name: column.tolist() for name, column in columns.items()}


def test_each_column_has_the_narrowest_type_that_all_its_values_are_of() -> None:
    columns, _ = parse_separated(
        b"a,b,c,d,e\n1,1.5,1914-08-04,UKG,3000000000\n-2,2,1918-11-11,FRN,1\n", place="x.csv"
    )
    kinds = {name: str(column.dtype) for name, column in columns.items()}
    assert kinds == {"a": "int32", "b": "float64", "c": "datetime64[D]", "d": "<U3", "e": "int64"}


def test_empty_fields_and_unquoted_na_are_missing_and_quoted_na_is_a_word() -> None:
    columns, _ = parse_separated(
        b'whole,number,day,word\n1,2.5,2000-01-01,"NA"\nNA,.,NA,NA\n,,,x\n', place="x.csv"
    )
    for name in ("whole", "number", "day"):
        assert is_missing(columns[name]).tolist() == [False, True, True]
    assert columns["word"].tolist() == ["NA", "", "x"]


def test_a_column_without_values_is_of_missing_numbers() -> None:
    assert np.isnan(columns_of("a,b\n1,\n2,NA\n")["b"]).all()


def test_quoted_fields_may_hold_separators_quotes_and_line_breaks() -> None:
    assert columns_of('a,b\r\n"x, ""y""\r\nz",1\r\n"",2\r\n') == {
        "a": ['x, "y"\r\nz', ""],
        "b": [1, 2],
    }


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_separator_is_the_one_that_the_header_has_most_of(mark: str) -> None:
    assert columns_of(f"a{mark}b\n1{mark}2\n") == {"a": [1], "b": [2]}


def test_a_byte_order_mark_blank_lines_and_a_missing_last_line_end_do_no_harm() -> None:
    assert columns_of(b"\xef\xbb\xbfa,b\n1,2\n\n3,4") == {"a": [1, 3], "b": [2, 4]}


def test_what_is_not_utf_8_is_read_as_latin_1() -> None:
    columns, encoding = parse_separated("a,b\nCuraçao,1\n".encode("latin-1"), place="x.csv")
    assert (columns["a"].tolist(), encoding) == (["Curaçao"], "latin-1")


def test_the_names_of_rows_that_r_writes_come_under_a_name() -> None:
    assert columns_of('"","a"\n"1",5\n') == {"row": [1], "a": [5]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n3\n", r"x\.csv:3: 1 fields, where the header names 2"),
        (b'a,b\n"1\n\n",2\n3,4,5\n', r"x\.csv:5: 3 fields"),
        (b'a,b\n"1,2\n', r"x\.csv: a quotation mark is opened and never closed"),
        (b"a,a\n1,2\n", r"x\.csv: two columns are called 'a'"),
        (b"a,b\n", r"x\.csv: it has a header and no rows"),
        (b" \n", r"x\.csv: it is empty"),
        (b"a\0b", r"x\.csv: it holds zero bytes"),
        (b"a\n" + b"x" * 20_000 + b"\n", r"x\.csv: a field is longer than 16384 bytes"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(FoedusError, match=message):
        parse_separated(content, place="x.csv")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FoedusError, match=r"none\.csv: it cannot be read: No such file"):
        read_table(tmp_path / "none.csv")


def test_a_broken_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(FoedusError, match=r"x\.parquet: (it is no Parquet file|Parquet needs)"):
        read_table(path)


def test_parquet_without_a_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1")
    monkeypatch.setattr("foedus.panel.reading.find_spec", lambda name: None)
    with pytest.raises(FoedusError, match=r"Parquet needs pyarrow.*\n.*foedus\[export\]"):
        read_table(path)


@pytest.mark.parametrize("library", ["pyarrow", "polars"])
def test_parquet_keeps_types_and_missing_values(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    polars = pytest.importorskip("polars", reason="polars writes the file of this test")
    path = tmp_path / "x.parquet"
    frame = polars.DataFrame(
        {
            "whole": polars.Series([1, None], dtype=polars.Int64),
            "number": [1.5, None],
            "word": ["a", None],
            "yes": [True, None],
            "day": polars.Series(["1914-08-04", None]).str.to_date(),
        }
    )
    frame.write_parquet(path)
    monkeypatch.setattr(
        "foedus.panel.reading.find_spec", lambda name: True if name == library else None
    )
    table = read_table(path)
    kinds = {name: table[name].dtype.kind for name in table}
    assert kinds == {"whole": "i", "number": "f", "word": "U", "yes": "i", "day": "M"}
    for name in table:
        assert is_missing(table[name]).tolist() == [False, True]
    assert str(table["day"][0]) == "1914-08-04"


def test_long_strings_in_many_rows_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a,b\n1,"x ""y"" "\n2,NA\n3,Curaçao\n4,"NA"\n'
    block = columns_of(text)["b"]
    monkeypatch.setattr("foedus.panel.separated.CELLS", 4)
    assert [str(word).strip() for word in columns_of(text)["b"]] == block
    assert block == ['x "y"', "", "Curaçao", "NA"]


@settings(max_examples=30)
@given(st.binary(max_size=60) | st.text('ab",;\n\r\t 019-.', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    columns: dict[str, np.ndarray] = {}
    with contextlib.suppress(FoedusError):
        columns, _ = parse_separated(content, place="x.csv")
    assert len({len(column) for column in columns.values()}) <= 1


FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@settings(max_examples=30)
@given(st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=6))
def test_what_the_standard_library_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["word", "other"])
    # A word in every column keeps it a column of strings.
    written = [("word", "word"), *rows]
    writer.writerows(written)
    found = columns_of(file.getvalue())
    expected = [
        [cell.strip(" \t\n\v\f") for cell in column] for column in zip(*written, strict=True)
    ]
    assert [[str(c).strip(" \t\n\v\f") for c in found[n]] for n in ("word", "other")] == expected
