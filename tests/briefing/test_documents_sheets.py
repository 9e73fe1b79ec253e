"""Tables as Excel: no text turns into a formula, and every text comes back as it was."""

import io
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from foedus.briefing.page import Page, Section, Table
from foedus.errors import InputError
from foedus.panel import Table as Columns
from foedus.panel import workbook, writing

WANTED = "the extra `export` is not installed"
pytest.importorskip("xlsxwriter", reason=WANTED)
from foedus.briefing.documents.sheets import as_xlsx  # noqa: E402

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TAILS = ("cmd|' /C calc'!A0", "1+1", "SUM(A1:A9)", 'HYPERLINK("http://x.example")', "{1}", "")
PAYLOADS = [f"{lead}{start}{tail}" for lead in ("", " ") for start in STARTS for tail in TAILS]


def read(raw: bytes):  # type: ignore[no-untyped-def]
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, the oracle, is not installed")
    return openpyxl.load_workbook(io.BytesIO(raw))


def unescape(text: str) -> str:
    """Return a text as Excel reads it: ``_x000D_`` is a CR (ECMA-376, ST_Xstring)."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def made(*tables: Table) -> bytes:
    told = Page(title="T", lead="=1+1", facts=(), blocks=tables)
    return as_xlsx(told, register="2026.11+abc", engine="0.6.0")


def test_no_file_holds_a_formula_whatever_the_words() -> None:
    raw = made(Table(columns=("=a", "b"), rows=tuple((one, one) for one in PAYLOADS)))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_every_payload_is_marked_as_text_and_comes_back() -> None:
    rows = tuple((one,) for one in PAYLOADS)
    sheet = read(made(Table(columns=("words",), rows=rows))).worksheets[1]
    cells = [row[0] for row in sheet.iter_rows(min_row=4)]
    # The words of a page lose what could hide on a screen: a bare CR is shown as U+FFFD.
    assert [c.value for c in cells] == [one.replace("\r", "\ufffd") for one in PAYLOADS]
    assert all(c.data_type == "s" for c in cells)
    assert all(c.quotePrefix for c, one in zip(cells, PAYLOADS, strict=True) if "\r" not in one)


def test_a_panel_keeps_words_numbers_days_and_gaps(tmp_path: Path) -> None:
    table = Columns(
        columns={
            "words": np.array([*PAYLOADS, "U.K.", ""], dtype=object),
            "year": np.array([1816] * (len(PAYLOADS) + 1) + [np.iinfo(np.int64).min]),
            "share": np.array([0.25] * (len(PAYLOADS) + 1) + [np.nan]),
            "day": np.array(
                ["1816-01-01", *["2024-06-19"] * len(PAYLOADS), "NaT"], "datetime64[D]"
            ),
        }
    )
    out = tmp_path / "p.xlsx"
    writing.write(table, out, labels={"year": "=The year."})
    assert out.read_bytes() == _again(table, tmp_path)
    book = read(out.read_bytes())
    rows = list(book["panel"].iter_rows(min_row=2))
    told = [unescape(row[0].value) for row in rows[: len(PAYLOADS)]]
    assert told == PAYLOADS
    assert all(row[0].quotePrefix and row[0].data_type == "s" for row in rows[: len(PAYLOADS)])
    assert rows[0][1].value == 1816
    assert rows[0][2].value == 0.25
    assert rows[0][3].value == "1816-01-01"
    assert str(rows[1][3].value)[:10] == "2024-06-19"
    assert [cell.value for cell in rows[-1]] == [None, None, None, None]
    assert book["columns"]["B2"].value == "=The year."


def _again(table: Columns, folder: Path) -> bytes:
    other = folder / "again" / "p.xlsx"
    other.parent.mkdir()
    writing.write(table, other, labels={"year": "=The year."})
    return other.read_bytes()


def test_what_a_sheet_cannot_hold_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    table = Columns(columns={"year": np.arange(3)})
    with pytest.raises(InputError, match=r"4 rows.*\n.*Write .csv or .parquet"):
        writing.write(table, tmp_path / "p.xlsx")
    with pytest.raises(InputError, match="cannot be written"):
        writing.write(Columns(columns={"year": np.arange(2)}), tmp_path / "none" / "p.xlsx")


def test_sheets_are_named_after_their_tables_and_no_name_comes_twice() -> None:
    tables = [Table(columns=("a",), rows=(("1",),), caption=f"{'x/[y]' * 9}") for _ in range(3)]
    answer = Table(columns=("a",), rows=(("1",),), caption="answer")
    names = read(made(*tables, answer)).sheetnames
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 for name in names)


def test_numbers_are_numbers_and_codes_stay_words() -> None:
    cells = ("12", "0.50", "-3", "007", "1.2.3", "2024-06-19", "14 %")
    inner = Table(columns=("a",), rows=tuple((one,) for one in cells))
    told = Page(title="T", lead="L", facts=(), blocks=(Section(title="In here", blocks=(inner,)),))
    book = read(as_xlsx(told, register="2026.11+abc", engine="0.6.0"))
    values = [row[0].value for row in book["In here"].iter_rows(min_row=4)]
    assert values == [12, 0.5, -3, "007", "1.2.3", "2024-06-19", "14 %"]


def test_the_same_page_gives_the_same_bytes() -> None:
    table = Table(columns=("a",), rows=(("1",),))
    assert made(table) == made(table)
