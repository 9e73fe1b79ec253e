"""The command as a person meets it: answers, messages, exit codes; never a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from foedus.cli import main

ARTICLES = Path(__file__).resolve().parents[1] / "docs/examples/articles"
SEOUL = str(ARTICLES / "seoul-pledge.txt")
ATTACK = ["--victim", "PRK", "--attacker", "KOR", "--attack", "armed_attack"]
VERBS = [
    ["read", SEOUL],
    ["load", "--on", "2026-11-22"],
    ["load", "rus-prk-2024", "--on", "2024-10-15"],
    ["list", "--on", "2024-12-04", "--party", "RUS", "--since", "2024-01-01"],
    ["show", "rus-prk-2024", "--history", "--on", "2024-12-04"],
    ["compare", SEOUL],
    ["decide", *ATTACK, "--on", "2026-11-22"],
    ["estimate", "--on", "2026-11-22"],
    ["brief", SEOUL],
]


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=text)


def answer(*arguments: str, text: str | None = None) -> dict[str, Any]:
    result = run(*arguments, "--format", "json", text=text)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("verb", VERBS, ids=lambda v: " ".join(v[:2])[:40])
def test_every_verb_answers_in_every_form(verb: list[str], form: str) -> None:
    result = run(*verb, "--format", form)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: " ".join(v[:2])[:40])
def test_every_answer_begins_with_the_six_keys(verb: list[str]) -> None:
    assert list(answer(*verb))[:6] == ["foedus", "kind", "register", "engine", "on", "known_on"]


def test_out_writes_the_file_and_prints_nothing(tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    result = run("brief", SEOUL, "--format", "html", "--out", str(target))
    assert (result.exit_code, result.output) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


MESSAGES = {
    "no such file": (["brief", "no-such.txt"], None, "no-such.txt: "),
    "empty": (["brief", "-"], b"", "standard input: "),
    "white space": (["read", "-"], b" \n\t\n", "standard input: "),
    "binary": (["brief", "-"], bytes(range(256)) * 8, "standard input: "),
    "a PDF": (["brief", "-"], b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "standard input: "),
    "too large": (["brief", "-"], b"a word " * 2_000_000, "standard input: "),
    "no such day": (
        ["brief", SEOUL, "--said-on", "2024-13-01"],
        None,
        "--said-on: '2024-13-01' is not a day.\n  Write it as YYYY-MM-DD, such as 2024-12-04.\n",
    ),
    "unknown instrument": (
        ["compare", SEOUL, "--instrument", "rus-prk-2042"],
        None,
        "unknown instrument 'rus-prk-2042'.\n  Did you mean 'rus-prk-2024'?\n",
    ),
    "nobody attacked": (
        ["decide", "--attacker", "KOR"],
        None,
        "--victim: nobody is attacked.\n  Name the state that is attacked: --victim PRK.\n",
    ),
    "unknown kind of attack": (
        ["decide", "--victim", "PRK", "--attack", "armed_atack"],
        None,
        "unknown attack 'armed_atack'.\n  Did you mean 'armed_attack'?\n",
    ),
    "unknown fact": (
        ["decide", *ATTACK, "--fact", "state_of_wra=yes"],
        None,
        "unknown fact 'state_of_wra'.\n  Did you mean 'state_of_war'?\n",
    ),
    "unknown state": (["decide", "--victim", "Ruritania"], None, "unknown state 'Ruritania'."),
    "no such pledge": (
        ["estimate", "--pledge", "love"],
        None,
        "pledge: 'love' is no class of pledge.",
    ),
    "not JSON lines": (["read", "--claims-jsonl", "-"], b"{", "line 1: not JSON."),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_fault_in_the_input_is_told_with_its_mend(name: str) -> None:
    arguments, text, message = MESSAGES[name]
    result = run(*arguments, text=text)
    assert result.exit_code == 1, result.output
    assert message in result.stderr
    assert "\n  " in result.stderr
    assert result.stdout == ""
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "arguments",
    [["brief"], ["decide", "--colour"], ["fly"], ["read"], ["read", SEOUL, "--claims-jsonl", "-"]],
)
def test_a_wrong_call_is_exit_code_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_text_without_a_commitment_is_an_honest_nothing() -> None:
    result = run("brief", str(ARTICLES / "harbour-accord.txt"))
    assert result.exit_code == 0
    assert "Nothing found" in result.stdout
    told = answer("brief", str(ARTICLES / "harbour-accord.txt"))
    assert told["comparisons"] == []
    assert told["case"] is None
    assert told["estimates"] == []


def test_another_language_is_said_to_be_another_language() -> None:
    text = (
        "Россия окажет КНДР военную помощь в случае агрессии, заявил заместитель министра. "
        "Это будет сделано на основании договора, который подписали обе страны."
    )
    told = answer("brief", "-", "--said-on", "2024-10-15", text=text)
    assert told["document"]["language"] == "ru"
    assert any("English" in note for note in told["document"]["notes"] + told["notes"])


def test_a_day_before_the_treaty_is_said_to_be_before_it() -> None:
    text = "The United States will defend South Korea if it is attacked, Dean Acheson said."
    told = answer(
        "compare", "-", "--said-on", "1950-01-12", "--instrument", "usa-kor-1953", text=text
    )
    assert told["instrument"]["status"] == "not_yet_signed"


@pytest.mark.slow
def test_the_register_and_its_cases_hold() -> None:
    told = answer("check")
    assert told["cases"] >= 20
    assert told["failed"] == []


def test_a_failing_case_is_exit_code_three(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "- case: wrong on purpose\n"
        "  day: 2026-11-22\n"
        "  incident: {victim: PRK, attacker: QMA, attack: armed_attack}\n"
        "  facts: {state_of_war: false}\n"
        "  expect: {rus-prk-2024#art4: {RUS: due}}\n",
        encoding="utf-8",
    )
    result = run("check", str(case))
    assert result.exit_code == 3
    assert "expected due, found not_due" in result.stdout


def test_a_faulty_treaty_is_told_at_the_line(tmp_path: Path) -> None:
    good = Path(__file__).resolve().parents[1] / "register/instruments/rus-prk-2000.yaml"
    bad = tmp_path / "rus-prk-2000.yaml"
    bad.write_text(good.read_text(encoding="utf-8").replace("must: consult", "must: konsult"))
    result = run("check", str(bad))
    assert result.exit_code == 1
    assert f"{bad}:" in result.stderr
    assert "Did you mean 'consult'?" in result.stderr


def test_an_internal_fault_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOEDUS_DEBUG")
    monkeypatch.setattr("foedus.briefing.draw", lambda *_, **__: 1 / 0)
    result = run("estimate")
    assert result.exit_code == 1
    assert result.stderr == (
        "foedus: an internal fault, ZeroDivisionError: division by zero.\n"
        "  This is a fault of Foedus: please report it; FOEDUS_DEBUG=1 shows where it is.\n"
    )


def test_a_body_of_the_treaty_can_be_the_one_who_owes() -> None:
    call = ["decide", "--victim", "BRA", "--attacker", "QMA", "--attack", "armed_attack"]
    result = run(*call, "--on", "2026-01-01")
    assert result.exit_code == 0, result.output
    assert "the organ" in result.stdout


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([], "NOR     PER     AID"),
        (["--format", "json"], '"root": "AID"'),
    ],
)
def test_events_are_told_of_a_text(more: list[str], expected: str, tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    told.write_text("Norway sent medicines to Peru on Monday.", encoding="utf-8")
    ran = CliRunner().invoke(main, ["read", str(told), "--as", "events", *more])
    assert ran.exit_code == 0, ran.output
    assert expected in ran.output


def test_events_are_written_as_csv_where_the_file_says_so(tmp_path: Path) -> None:
    told, out = tmp_path / "told.txt", tmp_path / "events.csv"
    told.write_text("Norway sent medicines to Peru.", encoding="utf-8")
    arguments = ["read", str(told), str(told), "--as", "events", "--out", str(out)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    heads, *rows = out.read_text(encoding="utf-8").splitlines()
    assert heads.startswith("on,source,target,root")
    assert len(rows) == 2
