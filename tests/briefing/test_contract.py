"""Every JSON answer is what its committed schema says, and the schemas are current."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from foedus.briefing.contract import schemas
from foedus.cli import main
from foedus.content import content

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "docs/reference/schema"
ARTICLES = ROOT / "docs/examples/articles"
ATTACK = ["--victim", "PRK", "--attacker", "KOR", "--attack", "armed_attack"]
CALLS = [
    ["check", str(content() / "instruments" / "rus-prk-2024.yaml")],
    ["load"],
    ["list", "--on", "2024-12-04", "--since", "2024-01-01"],
    ["show", "rus-prk-2024", "--history"],
    ["show", "rus-prk-2024", "--on", "2025-01-01", "--known-on", "2024-06-19"],
    ["panel", "--system", "cow", "--years", "1914-1914"],
    ["panel", "--system", "gw", "--on", "1914-07-28"],
    ["replicate", "--list"],
    ["decide", "--cascade", str(ROOT / "docs/examples/cascades/1914.yaml")],
    ["estimate"],
    ["estimate", "--pledge", "consult"],
    ["decide", *ATTACK, "--on", "2026-11-22"],
    ["decide", *ATTACK, "--on", "2024-11-15", "--fact", "victim_is_aggressor@KOR=yes"],
    *(
        [verb, str(article)]
        for verb in ("read", "compare", "brief")
        for article in sorted(ARTICLES.glob("*.txt"))
    ),
]


def test_the_committed_schemas_are_current() -> None:
    made = schemas()
    assert {p.name for p in COMMITTED.iterdir()} == set(made)
    stale = [n for n, text in made.items() if (COMMITTED / n).read_text(encoding="utf-8") != text]
    assert stale == [], "run: make docs"


@pytest.mark.parametrize("call", CALLS, ids=lambda c: f"{c[0]} {Path(c[-1]).name}")
def test_an_answer_is_what_its_schema_says(call: list[str]) -> None:
    result = CliRunner().invoke(main, [*call, "--format", "json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    schema = json.loads((COMMITTED / f"{told['kind']}.v1.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema, cls=jsonschema.Draft202012Validator)


def test_a_key_that_no_schema_names_is_refused() -> None:
    told = json.loads(CliRunner().invoke(main, ["estimate", "--format", "json"]).stdout)
    schema = json.loads((COMMITTED / "estimate.v1.schema.json").read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError, match="mood"):
        jsonschema.validate(told | {"mood": "good"}, schema)
