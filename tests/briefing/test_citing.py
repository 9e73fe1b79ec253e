"""`foedus cite` names the works of what was used, in the form that a reference manager reads."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.cli import main
from foedus.content import register_version
from foedus.panel.importing import importers


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["cite", *arguments])


def test_without_a_name_foedus_and_the_register_are_cited_with_the_hash() -> None:
    told = run().stdout
    assert "Foedus" in told
    assert register_version() in told


@pytest.mark.parametrize(("form", "mark"), [("bibtex", "@"), ("csl", "["), ("ris", "TY  - ")])
def test_every_form_begins_as_its_readers_expect(form: str, mark: str) -> None:
    result = run("atop-members", "--form", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(mark)
    assert "2002" in result.stdout


def test_csl_is_json_with_a_type_and_a_title() -> None:
    items = json.loads(run("cow-nmc", "foedus-register", "--form", "csl").stdout)
    assert all(item["type"] and item["title"] for item in items)


def test_a_file_is_cited_by_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "my-nmc.csv"
    header = "ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version"
    file.write_text(f"{header}\n2,2016,1,1,1,1,1,1,0.1,7\n", encoding="utf-8")
    by_file, by_name = run("--file", str(file)), run("cow-nmc")
    assert by_file.exit_code == 0, by_file.stderr
    # The file's own entry tells version and digest; then the works to cite for the data set.
    assert "version 7" in by_file.stdout
    assert "my-nmc.csv, SHA-256" in by_file.stdout
    assert by_file.stdout.endswith(by_name.stdout)


def test_everything_that_can_be_cited_is_listed_and_can_be() -> None:
    listed = [line.split()[0] for line in run("--list").stdout.splitlines()]
    assert {one.id for one in importers()} < set(listed)
    for name in listed:
        assert run(name).exit_code == 0, name


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    result = run("atop-member")
    assert result.exit_code == 1
    assert "atop-members" in result.stderr
