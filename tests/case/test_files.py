"""Incidents in files and on command lines: what is read, and every message word for word."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foedus.case import (
    Incident,
    check_files,
    decide,
    entries,
    incident_from_flags,
    read_cases,
    read_incidents,
    run_cases,
)
from foedus.commitment import Register
from foedus.content import content
from foedus.errors import FoedusError, IncidentError

CASE = """\
- case: Russia is bound once both facts are known
  day: 2026-11-22
  incident: {victim: North Korea, attacker: KOR, attack: armed_attack, place: Pyongyang}
  facts: {state_of_war: true, victim_is_aggressor: {PRK: false, KOR: false}}
  expect: {rus-prk-2024#art4: {RUS: due}}
"""
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file called cases.yaml and stand beside it."""
    monkeypatch.chdir(tmp_path)

    def written(text: str) -> Path:
        path = Path("cases.yaml")
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_case_is_read_with_names_and_codes_alike(write: Write) -> None:
    (entry,) = read_cases(write(CASE))
    assert entry.incident == Incident(
        victims=("PRK",),
        attackers=("KOR",),
        day=date(2026, 11, 22),
        attacks=frozenset({"armed_attack"}),
        places=frozenset({"Pyongyang"}),
        facts={"state_of_war": True, "victim_is_aggressor": {"PRK": False, "KOR": False}},
        label="Russia is bound once both facts are known",
    )
    assert entry.place == "cases.yaml:1"


def test_what_is_null_is_open_and_a_missing_target_is_territory(write: Write) -> None:
    text = "{victim: PRK, day: 2026-11-22, attack: null, target: null, facts: {request: null}}"
    (entry,) = read_cases(write(text))
    assert entry.incident.attacks == entry.incident.targets == frozenset()
    assert entry.incident.facts == {"request": None}
    (other,) = read_cases(write("{victim: PRK, day: 2026-11-22}"))
    assert other.incident.targets == frozenset({"territory"})


def test_a_list_of_attackers_is_alternatives_unless_they_are_said_to_be_joint(write: Write) -> None:
    text = "{victim: PRK, day: 2026-11-22, attacker: [KOR, USA]%s}"
    (either,) = read_cases(write(text % ""))
    (both,) = read_cases(write(text % ", attacker_kind: states"))
    assert (either.incident.alternatives, both.incident.alternatives) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "victim: North Korea, ",
            "",
            "cases.yaml:3: nobody is attacked.\n  Add 'victim:' with a state, such as PRK.",
        ),
        (
            "2026-11-22",
            "2026-11-31",
            (
                "cases.yaml:2: '2026-11-31' is not a day.\n"
                "  Write it as YYYY-MM-DD, such as 2024-12-04."
            ),
        ),
        (
            "attack: armed_attack",
            "attack: armed_atack",
            "cases.yaml:3: unknown attack 'armed_atack'.\n  Did you mean 'armed_attack'?",
        ),
        (
            "attacker: KOR",
            "atacker: KOR",
            "cases.yaml:3: unknown key 'atacker'.\n  Did you mean 'attacker'?",
        ),
        (
            "state_of_war: true",
            "state_of_war: perhaps",
            "cases.yaml:4: 'perhaps' is no answer.\n  Write true, false or null (open).",
        ),
        (
            "RUS: due",
            "RUS: bound",
            (
                "cases.yaml:5: unknown outcome 'bound'.\n"
                "  Known: due, not_due, open, text_unknown, undecided."
            ),
        ),
        (
            "  day: 2026-11-22\n",
            "",
            "cases.yaml:1: the day is missing.\n  Add 'day:' with a day, such as 2024-12-04.",
        ),
    ],
    ids=["no victim", "no day", "kind", "key", "answer", "outcome", "day missing"],
)
def test_a_fault_is_told_with_its_line(write: Write, old: str, new: str, message: str) -> None:
    assert old in CASE
    path = write(CASE.replace(old, new))
    with pytest.raises(IncidentError) as error:
        read_cases(path)
    assert str(error.value) == message


def test_all_faults_of_a_file_are_told_at_once(write: Write) -> None:
    text = CASE.replace("armed_attack", "war").replace("2026-11-22", "soon")
    with pytest.raises(IncidentError) as error:
        read_cases(write(text))
    assert str(error.value).count("cases.yaml:") == 2


def test_an_unknown_state_is_told_with_the_nearest(write: Write) -> None:
    with pytest.raises(IncidentError) as error:
        read_cases(write(CASE.replace("attacker: KOR", "attacker: South Kora")))
    assert str(error.value).startswith("cases.yaml:3: unknown state 'South Kora'.\n  Did you mean")


def test_an_empty_file_holds_no_case(write: Write) -> None:
    with pytest.raises(IncidentError, match="there is no case here"):
        read_cases(write("[]"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"victims": ()},
            "victim: nobody is attacked.\n  Name the state that is attacked, such as PRK.",
        ),
        ({"victims": ("PRKK",)}, "victim: unknown state 'PRKK'.\n  Did you mean 'PRK'?"),
        (
            {"facts": {"state_of_warr": True}},
            "facts: unknown fact 'state_of_warr'.\n  Did you mean 'state_of_war'?",
        ),
        (
            {"places": frozenset({"pyongyangg"})},
            "place: unknown place 'pyongyangg'.\n  Did you mean 'pyongyang'?",
        ),
        (
            {"attacks": frozenset({"attack"})},
            "attack: unknown attack 'attack'.\n  Did you mean 'armed_attack'?",
        ),
    ],
    ids=["victim", "state", "fact", "place", "kind"],
)
def test_what_cannot_be_decided_is_refused(
    register: Register, changes: dict[str, object], message: str
) -> None:
    given: dict[str, object] = {"victims": ("PRK",), "day": date(2026, 11, 22)}
    with pytest.raises(IncidentError) as error:
        decide(Incident(**(given | changes)), register)  # type: ignore[arg-type]
    assert str(error.value) == message


def test_flags_tell_the_same_incident_as_a_file(register: Register, write: Write) -> None:
    flags = incident_from_flags(
        register,
        day=date(2026, 11, 22),
        victims=["North Korea"],
        attackers=["kor"],
        attack="armed_attack",
        place="Pyongyang",
        facts=["state_of_war=yes", "victim_is_aggressor@PRK=no", "victim_is_aggressor@KOR=no"],
    )
    (told,) = read_incidents(write(CASE), register)
    assert decide(flags, register).verdicts() == decide(told, register).verdicts()
    assert told.label == "Russia is bound once both facts are known"
    (moved,) = read_incidents(write(CASE), register, on=date(2024, 11, 15))
    assert moved.day == date(2024, 11, 15)


def test_a_flag_without_answer_is_refused(register: Register) -> None:
    with pytest.raises(IncidentError) as error:
        incident_from_flags(register, day=date(2026, 1, 1), victims=["PRK"], facts=["request"])
    assert str(error.value) == (
        "incident: facts: 'request' is no fact with its answer.\n"
        "  Write NAME=yes, NAME=no or NAME=open."
    )


def test_an_unknown_fact_in_a_file_is_told_with_its_line(register: Register, write: Write) -> None:
    path = write(CASE.replace("state_of_war", "state_of_warr"))
    with pytest.raises(IncidentError) as error:
        read_incidents(path, register)
    assert str(error.value).startswith("cases.yaml:1: facts: unknown fact 'state_of_warr'.")


def test_a_case_that_fails_says_what_was_found_and_why(register: Register, write: Write) -> None:
    text = CASE.replace("RUS: due", "RUS: [open, not_due]")
    (result,) = check_files([write(text)], register).results
    assert result.problems == (
        (
            "rus-prk-2024#art4 RUS: expected open or not_due, found due. "
            "Every condition of the article is met and no exception applies."
        ),
    )
    assert not result.passed


def test_star_stands_for_everybody_found_and_for_nobody_found(register: Register) -> None:
    case = {
        "case": "x",
        "day": "2026-11-22",
        "incident": {"victim": "PRK", "attack": "armed_attack", "attacker": "KOR"},
        "expect": {"chn-prk-1961#art2": {"*": "open"}, "anzus-1951#art4": {"*": "due"}},
        "open": {"chn-prk-1961#art2": ["request"]},
    }
    (result,) = run_cases(entries([case], place="test"), register).results
    assert result.problems == (
        "anzus-1951#art4 *: expected due, found not_due.",
        "chn-prk-1961#art2: 'request' is not asked. Known: state_of_war, victim_is_aggressor.",
    )


def test_an_article_that_the_register_lacks_is_no_expectation_that_holds(
    register: Register,
) -> None:
    case = {
        "case": "x",
        "day": "2026-11-22",
        "incident": {"victim": "PRK", "attack": "armed_attack", "attacker": "KOR"},
        "expect": {"chn-prk-1916#art2": {"*": "not_due"}, "chn-prk-1961#art22": {"*": "not_due"}},
    }
    (result,) = run_cases(entries([case], place="test"), register).results
    assert result.problems == (
        "unknown instrument 'chn-prk-1916' in 'chn-prk-1916#art2'. Did you mean 'chn-prk-1961'?",
        "unknown article 'art22' in 'chn-prk-1961#art22'. Did you mean 'art2'?",
    )


def test_an_instrument_s_file_is_checked_with_its_cases(register: Register, tmp_path: Path) -> None:
    own = content() / "instruments" / "rus-prk-2024.yaml"
    path = tmp_path / own.name
    text = own.read_text(encoding="utf-8")
    path.write_text(
        text.replace("{fact: state_of_war}]}\n    unless", "{fact: external}]}\n    unless", 1)
    )
    report = check_files([path], register)
    assert report.results
    assert report.failures
    assert all(r.place.startswith(str(path)) for r in report.results)
    path.write_text(text.replace("must: assist", "must: asist"))
    with pytest.raises(FoedusError) as error:
        check_files([path], register)
    assert str(error.value).startswith(f"{path}:")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"expect": "due"}, "'expect' is no mapping."),
        ({"expect": {"rus-prk-2024#art4": ["RUS"]}}, "'rus-prk-2024#art4' is no mapping."),
        ({"effects": {"rus-prk-2024#art4": "due"}}, "'rus-prk-2024#art4' is no mapping."),
        ({"open": ["x"]}, "'open' is no mapping."),
        ({"views": 3}, "'views' is no mapping."),
        ({"facts": {"request": ["x"]}}, "'['x']' is no answer."),
        ({"facts": {"request": {"RUS": {"a": "b"}}}}, "'{'a': 'b'}' is no answer."),
    ],
    ids=str,
)
def test_what_has_the_wrong_shape_is_a_fault_not_a_crash(
    changes: dict[str, object], problem: str
) -> None:
    case = {"case": "x", "day": "2026-01-01", "incident": {"victim": "PRK"}} | changes
    with pytest.raises(IncidentError) as error:
        entries([case], place="here")
    assert error.value.fault.problem == problem
