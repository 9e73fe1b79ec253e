"""A second reading of the law accepts every proof, and refuses every one tampered with."""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.case import Incident, as_data, decide, register_cases
from foedus.commitment import Register
from foedus.content import content

BENCH = Path(__file__).resolve().parents[2] / "bench"
pytestmark = pytest.mark.checkout
Plain = dict[str, Any]
DAY = date(2026, 11, 22)
CASES, WORLDS = 6, 25
"""How many cases of the register, and how many invented worlds, are tried here."""


def answered(incident: Incident, register: Register) -> Plain:
    """Return the answer as it is written to JSON, and read again."""
    told: Plain = json.loads(json.dumps(as_data(decide(incident, register))))
    return told


def in_sum(tools: Any, plain: Plain, register: Register, seed: int) -> Iterator[tuple[Any, Plain]]:
    """Yield a checker and an answer for each incident of an invented world."""
    worlds = tools["worlds"]
    maker = worlds.Maker(seed, accounts=True)
    files = worlds.pair(maker)
    checker = tools["second"].SecondReading(worlds.plain_world(plain, files))
    for _ in range(2):
        incident = maker.incident()
        yield checker, answered(incident, worlds.world(register, files))


def test_nothing_of_foedus_is_imported_by_the_second_reading() -> None:
    files = [BENCH / "second_reading.py", *sorted((BENCH / "second").glob("*.py"))]
    assert len(files) == 8
    code = "import sys; import second_reading; print([m for m in sys.modules if 'foedus' in m])"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=BENCH, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


def test_its_own_reader_of_yaml_reads_the_same(tools: Any, plain: Plain) -> None:
    assert tools["second"].read_register(content()) == plain


def test_every_proof_of_the_register_s_cases_holds(
    tools: Any, plain: Plain, register: Register
) -> None:
    cases = random.Random(4).sample(register_cases(register), CASES)
    checker = tools["second"].SecondReading(plain)
    held = sum(checker.case(answered(case.incident, register)) for case in cases)
    assert held > 100


def test_every_proof_of_invented_treaties_of_every_construction_holds(
    tools: Any, plain: Plain, register: Register
) -> None:
    held, seen, verdicts = 0, set(), set()
    for seed in range(WORLDS):
        for checker, told in in_sum(tools, plain, register, seed):
            held += checker.case(told)
            verdicts |= {f["due"] for f in told["findings"]}
            seen |= {n.get("rule", "leaf") for f in told["findings"] for n in walk(f["proof"])}
    assert held > 100
    assert seen == {"all", "any", "not", "count", "leaf"}
    assert verdicts >= {"due", "not_due", "open"}


def walk(proof: Plain) -> Iterator[Plain]:
    """Yield a proof's sentences, its head first."""
    yield proof
    for part in proof.get("because", ()):
        yield from walk(part)


def refused(checker: Any, told: Plain) -> str | None:
    """Return why a case is refused; None if it is accepted."""
    from second.logic import Refused

    try:
        checker.case(told)
    except Refused as refusal:
        return str(refusal)
    return None


def test_no_value_of_any_sentence_can_be_changed(
    tools: Any, plain: Plain, register: Register
) -> None:
    tampered = 0
    for seed in range(3):
        for checker, told in in_sum(tools, plain, register, seed):
            for finding in told["findings"][:3]:
                one = told | {"findings": [finding]}
                for sentence in walk(finding["proof"]):
                    true = sentence["value"]
                    for other in {True: (False, "open"), False: (True, "open")}.get(
                        true, (True, False)
                    ):
                        sentence["value"] = other
                        assert refused(checker, one), sentence
                        tampered += 1
                    sentence["value"] = true
    assert tampered > 60


def test_no_sentence_can_be_left_out_doubled_or_put_elsewhere(
    tools: Any, plain: Plain, register: Register
) -> None:
    tampered = 0
    for seed in range(3):
        for checker, told in in_sum(tools, plain, register, seed):
            for finding in told["findings"][:3]:
                one = told | {"findings": [finding]}
                for sentence in walk(finding["proof"]):
                    for below in changed_order(sentence):
                        true, sentence["because"] = sentence["because"], below
                        assert refused(checker, one), sentence
                        sentence["because"] = true
                        tampered += 1
    assert tampered > 60


def skeleton(sentence: Plain) -> Plain:
    """Return a proof without its words."""
    kept = {k: v for k, v in sentence.items() if k not in ("sentence", "cite", "because")}
    return kept | {"because": list(map(skeleton, sentence.get("because", ())))}


def changed_order(sentence: Plain) -> Iterator[list[Plain]]:
    """Yield the sentences below one in other numbers; no failure of many is left out alone."""
    below = sentence.get("because", [])
    rests_on_one = (sentence.get("rule"), sentence["value"]) in (("all", False), ("any", True))
    if not below or (rests_on_one and not sentence.get("by_cases")):
        return
    yield below[1:]
    yield below[:-1]
    yield [*below, below[-1]]
    if list(map(skeleton, below)) != list(map(skeleton, below[::-1])):
        yield below[::-1]


BOUND: Plain = {
    "victims": ("PRK",),
    "attackers": ("KOR",),
    "day": DAY,
    "attacks": frozenset({"armed_attack"}),
    "facts": {"state_of_war": True, "victim_is_aggressor": False},
}
Tamper = Callable[[Plain], None]


def russia(told: Plain) -> Plain:
    """Return the finding of Russia under Art. 4 of the treaty of 2024."""
    found: Plain = next(
        f for f in told["findings"] if (f["instrument"], f["article"]) == ("rus-prk-2024", "art4")
    )
    return found


def sentence_of(told: Plain, words: str) -> Plain:
    """Return the first sentence of Russia's proof that has ``words`` in it."""
    return next(s for s in walk(russia(told)["proof"]) if words in s["sentence"])


def facts(told: Plain, **answers: Any) -> None:
    told["incident"]["facts"] |= answers


TAMPERS: dict[str, tuple[Tamper, str]] = {
    "verdict": (lambda t: russia(t).update(due="not_due"), "the verdict is given as not_due"),
    "casus": (lambda t: russia(t).update(casus="open"), "the casus is given as None"),
    "norm": (lambda t: russia(t)["norm"].update(must="consult"), "the norm is given as consult"),
    "obligor": (lambda t: russia(t).update(obligor="CHN"), "CHN: the verdict is given as due"),
    "rule": (
        lambda t: sentence_of(t, "casus foederis").update(rule="any"),
        "the rule of 'The casus foederis is met.' is given as any",
    ),
    "by cases": (
        lambda t: sentence_of(t, "casus foederis").update(by_cases=True),
        "'The casus foederis is met.' does not follow from what stands below it",
    ),
    "question": (
        lambda t: sentence_of(t, "state of war because").update(asks="external"),
        "is given as external, and is state_of_war",
    ),
    "words of a fact": (
        lambda t: sentence_of(t, "state of war because").update(sentence="Is it raining?"),
        "the words of 'state_of_war'",
    ),
    "cite": (
        lambda t: sentence_of(t, "casus foederis").update(cite="Art. 99"),
        "the cite 'Art. 99' does not stand in the file",
    ),
    "day in force": (
        lambda t: sentence_of(t, "is in force").update(
            sentence=f"The treaty is in force on {DAY} (since 1987-01-02)."
        ),
        "1987-01-02 is no day of the file",
    ),
    "leaf with a part": (
        lambda t: sentence_of(t, "casus foederis").update(asks="attack"),
        "is a leaf and is not",
    ),
    "day of the incident": (
        lambda t: t["incident"].update(day="2024-12-03"),
        "the verdict is given as due, and is not_due",
    ),
    "kind of attack": (
        lambda t: t["incident"].update(attacks=["danger"]),
        "the verdict is given as due, and is not_due",
    ),
    "kind of attack left open": (
        lambda t: t["incident"].update(attacks=[]),
        "the verdict is given as due, and is open",
    ),
    "kind of attacker": (
        lambda t: t["incident"].update(attacker_kinds=["non_state"]),
        "the verdict is given as due, and is open",
    ),
    "the obligor as attacker": (
        lambda t: t["incident"].update(attackers=["RUS"]),
        "the verdict is given as due, and is not_due",
    ),
    "fact denied": (
        lambda t: facts(t, state_of_war=False),
        "the verdict is given as due, and is not_due",
    ),
    "fact contested": (
        lambda t: facts(t, state_of_war={"PRK": True, "KOR": False}),
        "the verdict is given as due, and is open",
    ),
    "fact taken back": (
        lambda t: facts(t, victim_is_aggressor=None),
        "the verdict is given as due, and is open",
    ),
    "unknown instrument": (
        lambda t: russia(t).update(instrument="rus-prk-2042"),
        "'rus-prk-2042'",
    ),
    "no answer": (lambda t: russia(t).update(due="undecided"), "no answer was given"),
}


@pytest.mark.parametrize("name", TAMPERS)
def test_a_tampered_answer_is_refused_and_the_reason_told(
    tools: Any, plain: Plain, register: Register, name: str
) -> None:
    checker = tools["second"].SecondReading(plain)
    told = answered(Incident(**BOUND), register)
    told["findings"] = [russia(told)]
    assert refused(checker, told) is None
    tamper, reason = TAMPERS[name]
    tamper(told)
    assert reason in (refused(checker, told) or "accepted")


def article(file: Plain) -> Plain:
    found: Plain = file["articles"]["art4"]
    return found


FILES: dict[str, Tamper] = {
    "in force later": lambda f: f["life"].update(in_force="2026-12-01"),
    "ended": lambda f: f["life"].update(until="2026-01-01"),
    "parties": lambda f: f.update(parties={"2024-12-04": ["RUS", "CHN"]}),
    "left": lambda f: f.update(leaves={"RUS": "2026-01-01"}),
    "joined later": lambda f: f.update(parties={"2024-12-04": ["PRK"], "2026-12-01": ["RUS"]}),
    "other trigger": lambda f: article(f).update(when={"fact": "external"}),
    "one condition more": lambda f: article(f)["when"]["all"].append({"fact": "external"}),
    "one condition fewer": lambda f: article(f)["when"]["all"].pop(),
    "graver attack": lambda f: article(f)["when"]["all"][0].update(attack="invasion"),
    "condition precedent": lambda f: article(f).update(needs={"fact": "request"}),
    "exception more": lambda f: article(f)["unless"].append(
        {"id": "x", "if": {"fact": "provoked"}, "effect": "defeats", "cite": "y"}
    ),
    "exception fewer": lambda f: article(f).update(
        unless=[{"id": "x", "if": {"fact": "external"}, "effect": "forum_is", "cite": "y"}]
    ),
    "exception later": lambda f: article(f)["unless"][0].update({"from": "2026-12-01"}),
    "other cite": lambda f: article(f).update(cite="Art. 5"),
    "other norm": lambda f: article(f)["then"].update(must="consult"),
    "not public": lambda f: article(f).update(text_unknown=True),
    "published later": lambda f: f["life"].update(published="2027-01-01"),
    "suspended": lambda f: f.update(
        participation=[{"state": "RUS", "kind": "suspended", "from": "2025-01-01", "source": "x"}]
    ),
    "contested end": lambda f: f.update(
        ends=[{"id": "b", "kind": "breach", "day": "2025-01-01", "by": "RUS", "source": "x"}]
    ),
    "spent": lambda f: article(f).update(status={"obsolete_by": "x", "since": "2025-01-01"}),
    "rival reading": lambda f: article(f).update(
        readings=[{"id": "r", "rival": True, "when": {"fact": "external"}}]
    ),
    "reservation": lambda f: f.update(
        reservations=[{"state": "RUS", "patch": {"art4.when": {"fact": "external"}}}]
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_proof_by_another_text_is_refused(
    tools: Any, plain: Plain, register: Register, name: str
) -> None:
    told = answered(Incident(**BOUND), register)
    told["findings"] = [russia(told)]
    files = copy.deepcopy(plain["instruments"])
    FILES[name](files["rus-prk-2024"])
    other = {k: v for k, v in plain.items() if k != "_atlases"} | {"instruments": files}
    assert refused(tools["second"].SecondReading(other), told)


def test_the_command_answers_by_its_exit_code(plain: Plain, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from foedus.cli import main

    arguments = "decide --victim PRK --attacker KOR --attack armed_attack --on 2026-11-22"
    answer = CliRunner().invoke(main, [*arguments.split(), "--format", "json"])
    told = json.loads(answer.stdout)
    case, kept = tmp_path / "case.json", tmp_path / "register.json"
    kept.write_text(
        json.dumps({k: v for k, v in plain.items() if k != "_atlases"}), encoding="utf-8"
    )

    def run() -> tuple[int, str]:
        case.write_text(json.dumps(told), encoding="utf-8")
        command = [sys.executable, str(BENCH / "second_reading.py"), str(case), str(kept)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout

    code, words = run()
    assert (code, words) == (0, f"{len(told['case']['findings'])} proofs hold\n")
    russia(told["case"])["due"] = "due"
    code, words = run()
    assert code == 3
    assert words.startswith("refused: rus-prk-2024#art4 RUS: the verdict is given as due")
