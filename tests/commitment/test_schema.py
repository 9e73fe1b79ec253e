"""The editors' schemas are current, and every file of the register meets them."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from foedus.commitment.checking import kind_of
from foedus.commitment.schema import KINDS, schema_of
from foedus.commitment.schema.__main__ import schema_text, stale, write
from foedus.content import FOLDERS, content, tree

FILES = [
    (folder, path.relative_to(content() / folder).as_posix())
    for folder in FOLDERS
    for path in sorted((content() / folder).rglob("*.yaml"))
]
READ_HERE = [(folder, name) for folder, name in FILES if kind_of(folder, name)]


def test_the_committed_schemas_are_current() -> None:
    assert stale(content() / "schema") == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_table_is_a_json_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(kind)))


@pytest.mark.parametrize(("folder", "name"), READ_HERE)
def test_every_file_meets_the_schema_of_its_kind(folder: str, name: str) -> None:
    kind = kind_of(folder, name)
    assert kind is not None
    jsonschema.Draft202012Validator(schema_of(kind)).validate(tree(folder)[name])


def test_an_editor_sees_what_the_check_sees() -> None:
    plain = json.loads(json.dumps(tree("instruments")["rus-prk-2024.yaml"]))
    plain["articles"]["art4"]["whn"] = {}
    faults = list(jsonschema.Draft202012Validator(schema_of("instrument")).iter_errors(plain))
    assert [list(f.absolute_path) for f in faults] == [["articles", "art4"]]


def test_a_stale_schema_is_named_and_written_anew(tmp_path: Path) -> None:
    write(tmp_path)
    assert stale(tmp_path) == []
    old = tmp_path / "facts.schema.json"
    old.write_text("{}", encoding="utf-8")
    assert stale(tmp_path) == [old]


def test_the_command_tells_by_its_exit_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "foedus.commitment.schema", str(tmp_path)]
    missing = subprocess.run(command, capture_output=True, text=True, check=False)
    assert missing.returncode == 1
    assert "not current.\n  Run with --write." in missing.stdout
    assert subprocess.run([*command, "--write"], check=False).returncode == 0
