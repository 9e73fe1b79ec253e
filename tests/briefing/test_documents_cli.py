"""`--format docx|pdf|xlsx`: the file is asked for before any work, and so is the library."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.briefing import documents, draw_file
from foedus.briefing.answer import Answer
from foedus.briefing.page import Page
from foedus.cli import main
from foedus.cli.shared import FILES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("form", FILES)
def test_a_file_must_be_named(form: str) -> None:
    result = run("list", "--format", form)
    assert result.exit_code == 1
    assert result.stderr == (
        f"--format {form}: it is a file, and none is named.\n  Name one: --out answer.{form}\n"
    )


@pytest.mark.parametrize("form", FILES)
def test_a_library_that_is_not_there_is_named_with_the_line_that_installs_it(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "find_spec", lambda _: None)
    result = run("list", "--format", form, "--out", str(tmp_path / "x"))
    assert result.exit_code == 1
    package = documents.NEEDS[form][1]
    assert result.stderr == (
        f"--format: {form} needs {package}, which is not installed.\n"
        "  Install it with: pip install 'foedus[export]'.\n"
    )
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_a_verb_writes_its_answer_into_the_file(form: str, start: bytes, tmp_path: Path) -> None:
    pytest.importorskip(documents.NEEDS[form][0], reason="the extra `export` is not installed")
    out = tmp_path / f"list.{form}"
    made = run("list", "--on", "1914-07-28", "--format", form, "--out", str(out))
    assert made.exit_code == 0, made.stderr
    assert made.stdout == ""
    assert out.read_bytes().startswith(start)


def test_read_puts_one_text_into_a_file_and_not_two(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="the extra `export` is not installed")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Berg said in {name} that Aland will help Boland.\n")
    out = tmp_path / "r.docx"
    texts = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    two = run("read", *texts, "--format", "docx", "--out", str(out))
    assert two.exit_code == 1
    assert "a file shows one text" in two.stderr
    with_as = run("read", texts[0], "--as", "jsonl", "--format", "docx", "--out", str(out))
    assert with_as.exit_code == 2
    assert "--as has forms of its own" in with_as.stderr
    assert run("read", texts[0], "--format", "docx", "--out", str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"PK")


def test_text_forms_can_be_had_as_bytes_too() -> None:
    page = Page(title="T", lead="L", facts=(), blocks=())
    assert draw_file(Answer(page=page, data={}), form="md") == b"# T\n\nL\n"
