"""What the check says of rules by themselves: dead articles, idle exceptions, missing cases."""

from pathlib import Path

import pytest

from foedus.case import check_files
from foedus.case.runs import CaseReport
from foedus.commitment import Register

HEAD = """foedus: 1
id: qma-qmb-2001
title: An invented treaty
binding: treaty
life: {signed: 2001-01-01, in_force: 2001-06-01}
parties: {2001-06-01: [QMA, QMB]}
"""
ARTICLE = """articles:
  art1:
    cite: Art. 1
    for: every_other_party
    when: {attack: armed_attack}
    then: {must: assist, force: may}
"""


@pytest.fixture
def report(tmp_path: Path, register: Register):  # type: ignore[no-untyped-def]
    def check(body: str) -> CaseReport:
        path = tmp_path / "qma-qmb-2001.yaml"
        path.write_text(HEAD + body, encoding="utf-8")
        return check_files([path], register)

    return check


def problems(report: CaseReport, *, grave: bool) -> list[str]:
    return [r.problem for r in report.remarks if r.grave is grave]


def test_a_sound_article_is_only_missing_its_cases(report) -> None:  # type: ignore[no-untyped-def]
    told = report(ARTICLE)
    assert problems(told, grave=True) == []
    assert problems(told, grave=False) == [
        "art1 has no case in which it is due or not due or open."
    ]
    assert told.remarks[0].place.endswith("qma-qmb-2001.yaml:9")
    assert told.failed == 0


@pytest.mark.parametrize(
    "when",
    [
        "{all: [{fact: request}, {not: {fact: request}}]}",
        "{all: [{bearer_in: QMA}, {victim_in: QMA}]}",
        "{attacker: {in: QMB, not: QMB}}",
        "{all: [{fact: request, until: 2001-01-15}]}",
        "{bearer_party_to: usa-kor-1953}",
    ],
)
def test_an_article_that_can_never_be_due_fails_the_check(report, when: str) -> None:  # type: ignore[no-untyped-def]
    told = report(ARTICLE.replace("{attack: armed_attack}", when))
    assert problems(told, grave=True) == ["Art. 1 can never be due, under any facts on any day."]
    assert told.failed == 1


@pytest.mark.parametrize(
    "when",
    [
        "{count: {at_least: 2, of: [{attacker: {in: QMX}}, {attacker: {in: QMY}}]}}",
        "{fact: request, from: 2030-01-01}",
        "{fact: request, until: 2001-06-02}",
        "{all: [{bearer_in: QMB}, {soil_of: bearer}, {target: vessel}]}",
        "{fact: request, known_from: 2020-01-01}",
    ],
)
def test_an_article_that_is_due_in_some_corner_is_left_alone(report, when: str) -> None:  # type: ignore[no-untyped-def]
    told = report(ARTICLE.replace("{attack: armed_attack}", when))
    assert problems(told, grave=True) == []


@pytest.mark.parametrize(
    ("exception", "effect"),
    [
        ("{attack: danger}", "own_choice_of_form"),
        ("{not: {attack: danger}}", "defeats"),
        ("{not: {attack: danger}}", "forum_is"),
        ("{all: [{fact: request}, {not: {fact: request}}]}", "ends"),
    ],
)
def test_an_exception_that_can_never_matter_is_told(report, exception: str, effect: str) -> None:  # type: ignore[no-untyped-def]
    unless = f"""    unless:
      - id: idle
        if: {exception}
        effect: {effect}
        cite: Art. 2
"""
    told = report(ARTICLE + unless)
    idle = [p for p in problems(told, grave=False) if "'idle'" in p]
    # An effect that leaves the duty due matters wherever it can hold together with it.
    assert bool(idle) is (exception != "{attack: danger}")


def test_of_two_exceptions_alike_each_is_idle_beside_the_other(report) -> None:  # type: ignore[no-untyped-def]
    unless = """    unless:
      - {id: one, if: {fact: provoked}, effect: defeats, cite: Art. 2}
      - {id: two, if: {fact: provoked}, effect: defeats, cite: Art. 3}
"""
    told = report(ARTICLE + unless)
    alike = "can never matter: with and without it the article comes out alike."
    assert [p for p in problems(told, grave=False) if "can never matter" in p] == [
        f"the exception 'one' of art1 {alike}",
        f"the exception 'two' of art1 {alike}",
    ]


@pytest.mark.slow
def test_the_register_s_own_rules_can_all_work(register: Register) -> None:
    from foedus.case.scrutiny import remarks_on

    told = [r for i in register.instruments.values() for r in remarks_on(i, register)]
    assert [(r.instrument, r.problem) for r in told if r.grave] == []


def test_a_case_of_the_register_that_fails_is_told_with_its_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from foedus.commitment import load
    from foedus.content import content

    shutil.copytree(content(), tmp_path / "register")
    wrong = tmp_path / "register/instruments/rus-prk-2000.yaml"
    for other in (tmp_path / "register").glob("[ih][ni]*/*.yaml"):
        if other != wrong and other.stem != "rus-prk-2024":
            other.unlink()
    text = wrong.read_text(encoding="utf-8")
    wrong.write_text(text.replace("{RUS: due}", "{RUS: not_due}", 1), encoding="utf-8")
    monkeypatch.setenv("FOEDUS_REGISTER", str(tmp_path / "register"))
    (failure,) = check_files([], load(root=tmp_path / "register")).failures
    place, _, line = failure.place.rpartition(":")
    assert place == str(wrong)
    at = wrong.read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert failure.case in at
