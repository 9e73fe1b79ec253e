"""Would the tests notice a slip in the engine? Small faults are put in, one at a time, and sought.

Run:  python bench/mutation.py [--sample 300] [--seed 1] [--module bdd ...] [--list] [--gate 85]

Every fault is one change in the syntax tree of a module of ``foedus.case``: a comparison, a
connective, a constant, a returned value, an operator, a filter or a call. A child process takes
the changed module in place of the true one and runs the engine's tests; a test that fails, or that
runs past its time, has found the fault. What is printed at the end are the faults that none found.
Words in quotation marks are not changed: they have golden tests of their own.
"""

import argparse
import importlib.abc
import importlib.util
import os
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from mutants import EQUIVALENT, Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[1]
ROOM = ROOT / "src" / "foedus" / "case"
MODULES = (
    *("circuit", "bdd", "exact", "scope", "scene", "spots", "atoms", "grounding", "frame"),
    *("rule", "proof", "questions", "outcome", "lines", "conflicts", "decision"),
)
TESTS = (
    *(f"tests/case/test_{n}.py" for n in ("bdd", "lines", "conflicts", "duty", "view", "files")),
    *(f"tests/case/test_{n}.py" for n in ("survivors", "language", "checking", "scrutiny")),
    *(f"tests/case/test_{n}.py" for n in ("laws", "decision")),
    *(f"tests/trust/test_{n}.py" for n in ("incidents", "laws", "checker")),
)
# Left out: tests that look from another process, which does not hold the fault, and those
# that tamper with proofs, which try the checker and not the engine.
LEFT_OUT = " and ".join(
    f"not {word}"
    for word in (
        *("hash_seed", "heavy", "cached", "command", "zone_of_the_clock"),
        *("tampered", "another_text", "can_be_changed", "left_out", "own_reader", "imported"),
    )
)
SECONDS = 300
GOAL = 90.0


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module of the engine from a changed syntax tree."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = f"foedus.case.{mutant.module}"
        self.path = ROOM / f"{mutant.module}.py"
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of the one module, None for all others."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed module."""
        exec(compile(self.mutant.tree(), str(self.path), "exec"), module.__dict__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault."""

    mutant: Mutant
    found: bool


def started(mutant: Mutant | None) -> int:
    """Start the tests in a child process that holds the fault; None: no fault."""
    child = os.fork()
    if child == 0:
        _tests_with(mutant)
    return child


def _tests_with(mutant: Mutant | None) -> None:
    """Run the tests with the fault and end this process: 0 if all passed."""
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    code = 1
    try:
        if mutant is not None:
            sys.meta_path.insert(0, Changed(mutant))
        import pytest  # noqa: PLC0415 - warmed by the parent

        tests = [t for t in TESTS if (ROOT / t).exists()]
        plain = [
            "-x",
            "-q",
            "-o",
            "addopts=",
            "--import-mode=importlib",
            "-p",
            "no:cacheprovider",
            "--assert=plain",
            "--hypothesis-seed=7",
        ]
        code = int(pytest.main([*plain, "-m", "not long", "-k", LEFT_OUT, *tests]))
    finally:
        os._exit(code)


def warm() -> None:
    """Import all that the engine stands on, and load the register, once for all children."""
    import hypothesis  # noqa: PLC0415 - only when mutants run
    import pytest  # noqa: F401, PLC0415

    from foedus.commitment import load  # noqa: PLC0415
    from foedus.names import states  # noqa: PLC0415

    generate = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutation", database=None, phases=generate, report_multiple_bugs=False
    )
    hypothesis.settings.load_profile("mutation")
    register = load()
    states()
    for instrument in register.instruments.values():
        instrument.articles_on(instrument.life.in_force or instrument.life.signed)  # type: ignore[arg-type]
    _ = [register.places.zones(name) for name in register.places.places]
    assert not any(name.startswith("foedus.case") for name in sys.modules), "the engine is loaded"


def outcomes(chosen: Sequence[Mutant], *, jobs: int) -> Iterator[Outcome]:
    """Yield what becomes of each fault, ``jobs`` of them at a time."""
    waiting = list(reversed(chosen))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[started(mutant)] = mutant
        child, status = os.wait()
        yield Outcome(running.pop(child), status != 0)


def main() -> int:
    """Print the score and the faults that were not found; 3 if the score misses the gate."""
    parser = argparse.ArgumentParser(prog="python bench/mutation.py")
    parser.add_argument("--sample", type=int, default=300, help="how many faults; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", choices=MODULES, help="only these modules")
    parser.add_argument("--only", action="append", default=[], help="only faults of this name")
    parser.add_argument("--list", action="store_true", help="list the faults and run nothing")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--gate", type=float, default=85.0)
    given = parser.parse_args()
    every = [m for name in given.module or MODULES for m in mutants_of(ROOM / f"{name}.py")]
    every = [m for m in every if not given.only or m.name in given.only]
    kept = [m for m in every if m.name not in EQUIVALENT]
    some = kept
    if given.sample and given.sample < len(kept):
        some = random.Random(given.seed).sample(kept, given.sample)
    print(
        f"{len(every)} faults, {len(every) - len(kept)} of them without effect; {len(some)} tried"
    )
    if given.list:
        print("\n".join(m.name for m in some))
        return 0
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        warm()
        if os.waitpid(started(None), 0)[1] != 0:
            print("the tests fail without any fault: mend them first")
            return 1
        return report(outcomes(some, jobs=given.jobs), gate=given.gate)


def report(tried: Iterator[Outcome], *, gate: float) -> int:
    """Print each survivor as it is met, then the score by module; 3 if it misses the gate."""
    by_module: dict[str, list[bool]] = {}
    for outcome in tried:
        by_module.setdefault(outcome.mutant.module, []).append(outcome.found)
        if not outcome.found:
            print(f"not found: {outcome.mutant.name}", flush=True)
    for module, found in sorted(by_module.items()):
        print(f"{module:<12}{sum(found):5} of {len(found):4} found")
    every = [f for found in by_module.values() for f in found]
    score = 100 * sum(every) / len(every)
    verdict = "goal met" if score >= GOAL else "gate passed" if score >= gate else "GATE FAILED"
    print(
        f"mutation score {score:.1f} % ({sum(every)} of {len(every)})  gate {gate:g} %  {verdict}"
    )
    return 3 if score < gate else 0


if __name__ == "__main__":
    raise SystemExit(main())
