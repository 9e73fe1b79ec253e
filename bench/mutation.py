"""Would the tests notice a slip in the engine? Small faults are put in, one at a time, and sought.

Run:  python bench/mutation.py [--sample 300] [--seed 1] [--module bdd] [--list] [--gate 85]
      [--tests bdd] [--notes FILE] [--patience 30]

Every fault is one change in the syntax tree of a module of ``foedus.case`` that decides: a
comparison, a connective, a constant, a returned value, an operator, a filter or a call
(`mutants`). A child process holds it and runs the engine's tests (`hunt`). A test that fails has
found the fault; faults that no test found are printed. Those that made a test run past its CPU time
are told apart and count neither way; where the bench itself broke the fault counts as not found.
Words in quotation marks are not changed.

That the bench itself fails no test is tried first: every function of these modules is changed
so that it does what it did before, and every test must pass. Tests that need more than two
seconds, that are red without a fault, or that look from another process are left out: what they
alone would find counts as not found. So does what no test has found within ``--patience`` CPU
seconds. With ``--notes FILE`` what was seen of the tests without a fault is kept for the next run.
Exit codes: 0, 1 the bench cannot run, 3 under the gate.
"""

import argparse
import ast
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from equivalents import EQUIVALENT
from hunt import ROOM, ROOT, Alone, Changed, Hunt, Notes, Told, in_child, silence
from mutants import Mutant, harmless, mutants_of

MODULES = (
    *(
        "circuit",
        "bdd",
        "exact",
        "scope",
        "scene",
        "spots",
        "atoms",
        "grounding",
        "frame",
        "rule",
        "setting",
    ),
    *("proof", "questions", "outcome", "lines", "conflicts", "decision", "reason", "duty"),
    *("clock", "rivals", "alike", "finding"),
)
TESTS = (
    *("bdd", "checking", "conflicts", "decision", "duty", "examples", "files", "language", "laws"),
    *("lines", "relations", "survivors*", "telling", "twins", "unconfirmed", "view"),
    "setting",
)
"""Files of tests/case: what decides, without batches, pairs and what compares registers."""
OF_TRUST = ("incidents", "laws", "checker")
GOAL = 90.0
CANNOT_RUN = 1
INTERNAL_ERROR = 3
"""Exit code of pytest where a plugin of it breaks."""


def files(only: Iterable[str] = ()) -> list[str]:
    """Return the files of tests; ``only`` those of tests/case of these names."""
    case, trust = ROOT / "tests" / "case", ROOT / "tests" / "trust"
    found = [p for name in only or TESTS for p in sorted(case.glob(f"test_{name}.py"))]
    return list(map(str, found if only else [*found, *(trust / f"test_{n}.py" for n in OF_TRUST)]))


def pytest_with(plugin: object, tests: list[str]) -> int:
    """Run pytest on these files with this plugin; return its exit code."""
    import pytest  # noqa: PLC0415 - warmed by the parent

    plain = ["-q", "-s", "-o", "addopts=", "--import-mode=importlib", "-p", "no:cacheprovider"]
    quiet = [*plain, "--assert=plain", "-m", "not long", *tests]
    return int(pytest.main(quiet, plugins=[plugin]))


def warm() -> None:
    """Import all that the engine stands on, and load the register, once for all children."""
    import hypothesis  # noqa: F401, PLC0415 - only when mutants run
    import pytest  # noqa: F401, PLC0415

    from foedus.commitment import load  # noqa: PLC0415
    from foedus.commitment.coverage import coverage_of  # noqa: PLC0415
    from foedus.content import FOLDERS, tree  # noqa: PLC0415
    from foedus.names import states  # noqa: PLC0415

    _ = [tree(folder) for folder in FOLDERS]  # else each child would read the YAML for itself
    register = load()
    states()
    coverage_of("ISL", date(2000, 1, 1))
    for instrument in register.instruments.values():
        instrument.articles_on(instrument.life.in_force or instrument.life.signed)  # type: ignore[arg-type]
    _ = [register.places.zones(name) for name in register.places.places]
    assert not any(name.startswith("foedus.case") for name in sys.modules), "the engine is loaded"


def served(plugin: Callable[[Callable[[Told], None]], Hunt], tests: list[str]) -> Iterator[Told]:
    """Yield what a hunt in a child tells of the tests, and of each fault in a function.

    Args:
        plugin: Returns the hunt that tells what it finds by its argument.
        tests: The files of tests.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        silence()
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:

            def tell(told: Told) -> None:
                pipe.write(json.dumps(told) + "\n")
                pipe.flush()

            try:
                code = pytest_with(plugin(tell), tests)
                tell({"kind": "end", "code": code})
            finally:
                pipe.flush()
                os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        yield from (json.loads(line) for line in pipe)
    os.waitpid(child, 0)


def afresh(
    trees: dict[str, ast.Module], seconds: dict[str, float], tests: list[str], patience: float
) -> Told:
    """Return which test fails first where modules are imported from these trees.

    Args:
        trees: Name of a module to its syntax tree.
        seconds: Name of a test to the CPU seconds that it takes, in the order to run.
        tests: The files in which they are.
        patience: CPU seconds after which no further test is begun.
    """

    def act() -> Told:
        silence()
        sys.meta_path.insert(0, Changed(trees))
        alone = Alone(seconds, patience)
        code = pytest_with(alone, tests)
        if code == INTERNAL_ERROR:
            raise RuntimeError("the bench itself went wrong")
        # Fixtures that cannot even be imported have met the fault before any test.
        return alone.told or ({} if code in (0, 5) else {"test": "import", "why": f"exit {code}"})

    return in_child(act, seconds=60)


def fate_of(told: Told) -> str:
    """Return what became of a fault: found, missed, too long, or crashed."""
    if "ended" in told:
        return "too long" if told["ended"] == "too long" else "crashed"
    return "found" if "test" in told else "missed"


@dataclass
class Tally:
    """What became of each fault, told as it is met."""

    by_fate: dict[str, list[Mutant]] = field(
        default_factory=lambda: {"found": [], "missed": [], "too long": [], "crashed": []}
    )
    finders: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0

    def note(self, mutant: Mutant, told: Told) -> None:
        """Count one fault; print it unless it was found."""
        fate = fate_of(told)
        self.cpu += told["cpu"]
        self.by_fate[fate].append(mutant)
        if fate == "found":
            self.finders[told["why"].split(":")[0].split(" ")[0]] += 1
            return
        where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
        why = " (no quick test calls it)" if "untried" in told else ""
        why = " (given up)" if "given_up" in told else why
        print(f"{fate}: {where} {mutant.name.split(': ', 1)[1]}{why}", flush=True)

    def report(self, *, gate: float) -> int:
        """Print the score by module; return 3 if it misses the gate."""
        found, late = self.by_fate["found"], self.by_fate["too long"]
        tried = [*found, *self.by_fate["missed"], *self.by_fate["crashed"]]
        hits = Counter(m.module for m in found)
        for module, number in sorted(Counter(m.module for m in tried).items()):
            print(f"{module:<12}{hits[module]:5} of {number:4} found")
        told = ", ".join(f"{why} {n}" for why, n in self.finders.most_common(8))
        print(f"{self.cpu / 60:.1f} CPU minutes on faults; found by {told}")
        score = 100 * len(found) / len(tried)
        verdict = "goal met" if score >= GOAL else "gate passed" if score >= gate else "GATE FAILED"
        count = f"{len(found)} of {len(tried)}; {len(late)} ran too long and count neither way"
        print(
            f"mutation score {score:.1f} % ({count})  gate {gate:g} %  goal {GOAL:g} %  {verdict}"
        )
        return 3 if score < gate else 0


def hunted(some: list[Mutant], given: argparse.Namespace) -> int:
    """Try the faults, print those that were not found, and the score."""
    start, tally, seconds = time.time(), Tally(), dict[str, float]()
    by_name = {m.name: m for m in some}
    tests, patience = files(given.tests), given.patience
    notes = Notes(given.notes)
    within = [m for m in some if m.within]
    is_sound = False
    for told in served(lambda tell: Hunt(within, MODULES, tell, notes, patience), tests):
        match told["kind"]:
            case "fault":
                tally.note(by_name[told["name"]], told)
            case "tests":
                seconds = told["seconds"]
            case "slow":
                print(f"left out, slow: {told['name']}", flush=True)
            case "red":
                print(f"left out, red without a fault: {told['name']}: {told['why']}", flush=True)
            case "harmless":
                is_sound = _is_harmless(told)
                print(f"{len(seconds)} tests, {told['cpu']:.0f} CPU seconds in a row", flush=True)
    if not seconds or not is_sound:
        print("the tests cannot be collected, or fail without a fault")
        return CANNOT_RUN
    at_import = [m for m in some if not m.within]
    trees = {m.module: harmless(m.path) for m in at_import}
    if trees and not _is_harmless(afresh(trees, seconds, tests, patience)):
        return CANNOT_RUN
    for mutant in at_import:
        told = afresh({mutant.module: mutant.tree()}, seconds, tests, patience)
        tally.note(mutant, told)
    print(f"{(time.time() - start) / 60:.1f} minutes in all")
    return tally.report(gate=given.gate)


def _is_harmless(told: Told) -> bool:
    if fate_of(told) == "missed":  # nothing failed
        return True
    print(f"changes without effect fail a test: {told}", flush=True)
    return False


def chosen(every: Iterable[Mutant], *, sample: int, seed: int) -> list[Mutant]:
    """Return a sample of faults, in the order of modules and lines; 0: all."""
    kept = [m for m in every if m.name not in EQUIVALENT]
    if sample and sample < len(kept):
        kept = random.Random(seed).sample(kept, sample)
    return sorted(kept, key=lambda m: (m.module, m.line, m.name))


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python bench/mutation.py")
    parser.add_argument("--sample", type=int, default=300, help="how many faults; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", choices=MODULES, help="only these modules")
    parser.add_argument("--only", action="append", default=[], help="only faults of this name")
    parser.add_argument("--list", action="store_true", help="list the faults and run nothing")
    parser.add_argument("--gate", type=float, default=85.0)
    parser.add_argument("--tests", action="append", default=[], help="only these of tests/case")
    parser.add_argument("--patience", type=float, default=30.0, help="CPU seconds for one fault")
    parser.add_argument("--notes", type=Path, help="what is known of the tests; added to")
    return parser.parse_args()


def main() -> int:
    """Print the faults that were not found, then the score."""
    given = asked()
    every = [m for name in given.module or MODULES for m in mutants_of(ROOM / f"{name}.py")]
    every = [m for m in every if not given.only or m.name in given.only]
    some = chosen(every, sample=given.sample, seed=given.seed)
    without = sum(m.name in EQUIVALENT for m in every)
    print(f"{len(every)} faults, {without} of them without effect; {len(some)} tried", flush=True)
    gone = EQUIVALENT.keys() - {m.name for name in MODULES for m in mutants_of(ROOM / f"{name}.py")}
    print(
        "".join(f"no fault any more, to be struck off: {name}\n" for name in sorted(gone)), end=""
    )
    if given.list:
        print("\n".join(m.name for m in some))
        return 0
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        warm()
        return hunted(some, given)


if __name__ == "__main__":
    # The order of sets must be the same in every run, and the tree that is tried this one.
    wanted = {"PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT / "src")}
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **wanted})
    raise SystemExit(main())
