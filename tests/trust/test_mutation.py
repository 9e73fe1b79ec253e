"""Is a slip in each important part of the engine found by its tests? The short form of a long run.

The whole bench, `bench/mutation.py`, tries samples of some 2,400 faults. Ten stand here: one for
each constructor of the circuit and the diagram, and for what grounds, frames and tells a rule.
"""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.checkout, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
FAULTS = (
    "circuit: among: values & domain -> values | domain",
    "circuit: negation: 1 - node -> 1 + node",
    "circuit: _join: 1 - neutral in parts -> 1 - neutral not in parts",
    "circuit: at_least: least - parts.count(TRUE) -> least + parts.count(TRUE)",
    "bdd: _fold: 1 - stop -> 1 + stop",
    "bdd: _count: k - 1 -> k + 1",
    "grounding: stands: element.from_ <= day -> element.from_ > day",
    "frame: _role: bearer != scene.victim -> bearer == scene.victim",
    "rule: _body: u.effect in DEFEATING -> u.effect not in DEFEATING",
    "proof: relevant: part.value is value -> part.value is not value",
    "conflicts: touched: not norm.aid -> norm.aid",
)
TESTS = ("bdd", "language", "survivors_conflicts", "survivors_text")


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    """The scripts of the bench."""
    sys.path.insert(0, str(ROOT / "bench"))
    import hunt
    import mutants
    import mutation

    return {"hunt": hunt, "mutants": mutants, "mutation": mutation}


def test_a_fault_in_each_important_part_is_found() -> None:
    script = [sys.executable, "bench/mutation.py", "--sample", "0", "--gate", "100"]
    script += [word for name in TESTS for word in ("--tests", name)]
    script += [word for name in FAULTS for word in ("--only", name)]
    ran = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert f"{len(FAULTS)} faults, 0 of them without effect" in ran.stdout, (
        f"a fault of the list is no more: take another of the same function\n{ran.stdout}"
    )
    assert f"({len(FAULTS)} of {len(FAULTS)};" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == 0


@pytest.mark.parametrize(
    ("told", "fate"),
    [
        ({"test": "a", "why": "AssertionError"}, "found"),
        ({}, "missed"),
        ({"untried": True}, "missed"),
        ({"ended": "too long"}, "too long"),
        ({"ended": "status 256"}, "crashed"),
    ],
)
def test_only_a_test_that_fails_has_found_a_fault(
    bench: dict[str, Any], told: dict[str, Any], fate: str
) -> None:
    assert bench["mutation"].fate_of(told) == fate


def test_a_fault_that_breaks_the_bench_lowers_the_score(
    bench: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, three = list(bench["mutants"].mutants_of(bench["hunt"].ROOM / "rivals.py"))[:3]
    tally = bench["mutation"].Tally()
    tally.note(one, {"test": "a", "why": "AssertionError", "cpu": 0.1})
    tally.note(two, {"ended": "status 256", "cpu": 0.1})
    tally.note(three, {"ended": "too long", "cpu": 0.1})
    assert tally.report(gate=85.0) == 3
    told = capsys.readouterr().out
    assert "mutation score 50.0 % (1 of 2; 1 ran too long and count neither way)" in told


@pytest.mark.parametrize("act", ["loop", "break"])
def test_a_child_that_loops_or_breaks_is_told_apart(bench: dict[str, Any], act: str) -> None:
    def child() -> dict[str, Any]:
        while act == "loop":
            pass
        raise RuntimeError

    told = bench["hunt"].in_child(child, seconds=1)
    assert told["ended"] == ("too long" if act == "loop" else "status 256")


def test_every_fault_changes_its_module_and_has_a_name_of_its_own(bench: dict[str, Any]) -> None:
    for name in bench["mutation"].MODULES[:3]:
        path = bench["hunt"].ROOM / f"{name}.py"
        plain = ast.dump(ast.parse(path.read_text(encoding="utf-8")))
        every = list(bench["mutants"].mutants_of(path))
        assert len({m.name for m in every}) == len(every)
        assert all(ast.dump(m.tree()) != plain for m in every)
