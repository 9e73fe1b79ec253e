"""Every pair on a page, as JSON and as a table say the same; the flags exclude an incident."""

import csv
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from foedus.briefing import draw
from foedus.briefing.every_pair import COLUMNS, every_pair
from foedus.cli import main

STATES = ("PRK", "KOR", "RUS", "USA")
DAY, OTHER = date(2026, 11, 22), date(2024, 1, 1)
SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/schema/pairs.v1.schema.json"


def test_the_table_holds_as_many_rows_as_the_view_counts(tmp_path: Path) -> None:
    answer = every_pair(on=DAY, states=STATES, table=tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == COLUMNS
    assert len(rows) == answer.data["rows"] > 0
    counted = sum(sum(r["attackers"].values()) for r in answer.data["relations"])
    assert counted == len(rows)


def test_the_view_is_what_its_schema_says_and_the_page_tells_what_turned() -> None:
    answer = every_pair(on=DAY, against=OTHER, states=STATES)
    told = json.loads(draw(answer, form="json"))
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    turned = {(t["victim"], t["obligor"], t["article"]): t for t in told["turned"]}
    assert turned["RUS", "PRK", "rus-prk-2024#art4"]["before"] is None
    page = draw(answer, form="text")
    assert "rus-prk-2024#art4" in page
    assert f"than on {OTHER}" in page


def test_a_day_held_against_itself_tells_that_nothing_turned() -> None:
    answer = every_pair(on=DAY, against=DAY, states=STATES)
    assert answer.data["turned"] == []
    assert "No relation is another one" in draw(answer, form="md")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--every-pair", "--victim", "PRK"], "name no incident"),
        (["--every-pair", "--instrument", "nato-1949"], "name no incident"),
        (["--victim", "PRK", "--against", "2024-01-01"], "go with --every-pair"),
        (["--victim", "PRK", "--csv", "rows.csv"], "go with --every-pair"),
    ],
)
def test_an_incident_and_every_pair_are_not_asked_together(flags: list[str], words: str) -> None:
    result = CliRunner().invoke(main, ["decide", *flags])
    assert result.exit_code == 2
    assert words in result.output
