"""Which test finds a fault? Tests are collected once and run in children that hold it.

The tests are collected and the engine is imported once. For each fault a child is forked, the
code of the changed function is put in place of the true one there, and those tests run that
called the function when there was no fault: the ones that found most before come first, then
the quickest. A fault outside of functions (a constant of a module) needs a fresh import: its child
is forked before the engine is imported.
"""

import ast
import gc
import hashlib
import importlib.abc
import importlib.util
import json
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from mutants import Mutant, harmless, noting

ROOT = Path(__file__).resolve().parents[1]
ROOM = ROOT / "src" / "foedus" / "case"
SLOW = 2.0
"""CPU seconds, watched and with nothing kept from before, beyond which a test is left out."""
EXAMPLES = 20
"""What a property may try at most; its own budget where that is less."""
MEMORY = 6 << 30
"""Bytes of addresses that a child may take: a fault may never stop asking for more."""
NO_FAILURES = ("FailedHealthCheck", "DeadlineExceeded", "Flaky", "fixture '")
"""Words of reports that speak of the run and not of the fault."""
SEEN = "_functions_that_were_called"
Told = dict[str, Any]
Called = tuple[str, str, int]
"""A function: module, qualified name, first line."""


@dataclass(slots=True)
class Test:
    """One test, as it was when there was no fault."""

    item: Any
    seconds: float
    called: frozenset[Called]
    found: int = 0

    @property
    def worth(self) -> tuple[float, float]:
        """Return the place in the order: faults found for each second, then the quickest."""
        return (-self.found / max(self.seconds, 0.01), self.seconds)


def in_child(act: Callable[[], Told], *, seconds: float) -> Told:
    """Return what ``act`` tells from a child of this process, or how it ended without telling.

    Args:
        act: What the child runs; it may give itself more time with `allow`.
        seconds: CPU seconds that the child has to begin with.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _tell(act, writing, seconds=seconds)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    by_signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    over = by_signal in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
    ended = {"ended": "too long" if over else f"status {status}"} if status else json.loads(told)
    return {**ended, "cpu": used.ru_utime + used.ru_stime}


def _tell(act: Callable[[], Told], pipe: int, *, seconds: float) -> None:
    """Write what ``act`` tells into a pipe, and end this process."""
    code = 1
    try:
        allow(seconds)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        told = json.dumps(act()).encode()
        while told:
            told = told[os.write(pipe, told) :]
        code = 0
    finally:
        os._exit(code)


def allow(seconds: float) -> None:
    """Let this process compute for so long from now on; then it is ended."""
    limit = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    signal.alarm(60 + round(30 * seconds))  # for one that waits and never computes


def silence() -> None:
    """Send what the tests print nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


# --- running tests --------------------------------------------------------------------------


def first_failure(tests: Iterable[tuple[Any, float]], *, patience: float = math.inf) -> Told:
    """Run tests until one fails; tell which, and why: ``{}`` if none does.

    Args:
        tests: Each with the CPU seconds that it takes where there is no fault. It may take
            five times that, and three seconds more; then this process is ended.
        patience: CPU seconds of this process after which no further test is begun.
    """
    from _pytest.runner import runtestprotocol  # noqa: PLC0415 - warmed by the parent

    waiting = list(tests)
    following = [item for item, _ in waiting[1:]]
    for (item, seconds), after in zip(waiting, [*following, None], strict=True):
        if time.process_time() > patience:
            return {"given_up": True}
        allow(3 + 5 * seconds)
        for report in runtestprotocol(item, log=False, nextitem=after):
            why = _why(report)
            if report.failed and not any(word in why for word in NO_FAILURES):
                return {"test": item.nodeid, "why": why}
    return {}


def _why(report: Any) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr)
    return text.strip().split("\n", 1)[0][:160]


def watched(item: Any, seen: set[Called]) -> Told:
    """Run one test without a fault; tell what it cost and which functions it called."""
    from _pytest.runner import runtestprotocol  # noqa: PLC0415 - warmed by the parent

    start = time.process_time()
    reports = runtestprotocol(item, log=False, nextitem=None)
    seconds = time.process_time() - start
    why = next((_why(r) for r in reports if r.failed), "")
    states = sorted({r.outcome for r in reports})
    return {"states": states, "seconds": seconds, "called": sorted(seen), "why": why}


def modest(item: Any) -> None:
    """Let a property try few examples, and neither hurry nor shrink what it finds."""
    import hypothesis  # noqa: PLC0415 - warmed by the parent

    function = getattr(item, "obj", None)
    own = getattr(function, "_hypothesis_internal_use_settings", None)
    if own is None:
        return
    function._hypothesis_internal_use_settings = hypothesis.settings(  # type: ignore[union-attr]
        own,
        max_examples=min(own.max_examples, EXAMPLES),
        deadline=None,
        database=None,
        derandomize=True,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        report_multiple_bugs=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )


# --- putting a fault in ---------------------------------------------------------------------


class Living:
    """The functions of the engine that live in this process."""

    def __init__(self, modules: Iterable[str]) -> None:
        paths = {str(ROOM / f"{name}.py") for name in modules}
        self.functions: dict[Called, list[FunctionType]] = {}
        for function in gc.get_objects():
            if isinstance(function, FunctionType) and function.__code__.co_filename in paths:
                self.functions.setdefault(_key(function.__code__), []).append(function)

    def take(self, codes: dict[Called, CodeType]) -> None:
        """Give the functions other code. Nested ones are made anew by those that hold them."""
        for key, code in codes.items():
            for function in self.functions.get(key, ()):
                if len(code.co_freevars) == len(function.__code__.co_freevars):
                    function.__code__ = code


def codes_of(tree: ast.Module, path: Path) -> dict[Called, CodeType]:
    """Return the code of every function of a syntax tree."""
    return {_key(code): code for code in _codes(compile(tree, str(path), "exec"))}


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _key(code: CodeType) -> Called:
    return (Path(code.co_filename).stem, code.co_qualname, code.co_firstlineno)


@dataclass
class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports modules of the engine from changed syntax trees."""

    trees: dict[str, ast.Module]

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a changed module, None for all others."""
        room, _, name = fullname.rpartition(".")
        if room != "foedus.case" or name not in self.trees:
            return None
        return importlib.util.spec_from_file_location(fullname, ROOM / f"{name}.py", loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed module."""
        name = module.__name__.rpartition(".")[2]
        exec(compile(self.trees[name], str(ROOM / f"{name}.py"), "exec"), module.__dict__)


# --- what is known of the tests without a fault ---------------------------------------------


@dataclass
class Notes:
    """What was seen of each test, kept in a file for the next hunt through the same text."""

    path: Path | None = None
    lines: dict[str, Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path is not None and self.path.exists():
            told = map(json.loads, self.path.read_text(encoding="utf-8").splitlines())
            self.lines = {line["name"]: line for line in told}

    def once(self, name: str, of: str, act: Callable[[], Told]) -> Told:
        """Return what ``act`` tells, or what it told before of a text with the digest ``of``."""
        known = self.lines.get(name)
        if known is None or known["of"] != of:
            known = self.lines[name] = {"name": name, "of": of, **act()}
            if self.path is not None:
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(known) + "\n")
        return known


def digest(*paths: Path) -> str:
    """Return a digest of the engine with the register, and of these files."""
    return _digest_of(paths, _digest_of_engine())


@cache
def _digest_of_engine() -> str:
    package = (ROOT / "src" / "foedus").rglob("*.py")
    register = (ROOT / "register").rglob("*.yaml")
    return _digest_of(sorted([*package, *register, Path(__file__)]))


def _digest_of(paths: Iterable[Path], start: str = "") -> str:
    made = hashlib.sha256(start.encode())
    for path in paths:
        made.update(path.read_bytes())
    return made.hexdigest()


# --- the two ways of a hunt -----------------------------------------------------------------


@dataclass
class Alone:
    """A plugin of pytest: runs the tests of these names in this order, in this process."""

    seconds: dict[str, float]
    """Name of a test to the CPU seconds that it takes."""
    patience: float = math.inf
    told: Told = field(default_factory=dict)

    def pytest_runtestloop(self, session: Any) -> bool:
        """Run them instead of the usual loop."""
        if session.testsfailed:
            self.told = {"test": "import", "why": "some tests cannot be collected"}
            return True
        by_name = {item.nodeid: item for item in session.items}
        for item in session.items:
            modest(item)
        # A test may be gone: its name may hold a value that the fault changed.
        here = [(by_name[name], s) for name, s in self.seconds.items() if name in by_name]
        self.told = first_failure(here, patience=time.process_time() + self.patience)
        return True


@dataclass
class Hunt:
    """A plugin of pytest: tries every fault that stands in a function."""

    mutants: list[Mutant]
    modules: tuple[str, ...]
    tell: Callable[[Told], None]
    notes: Notes = field(default_factory=Notes)
    patience: float = math.inf
    """CPU seconds after which no further test is begun on a fault."""
    tests: list[Test] = field(default_factory=list)

    def pytest_runtestloop(self, session: Any) -> bool:
        """Look at the tests without a fault, then with each."""
        session.config._tmp_path_factory.getbasetemp()  # one folder for all children
        for item in session.items:
            modest(item)
        self.living = Living(self.modules)
        gc.collect()
        gc.freeze()  # what lives now is shared with the children: leave it untouched
        self.look(session.items)
        order = sorted(self.tests, key=lambda t: t.worth)
        self.tell({"kind": "tests", "seconds": {t.item.nodeid: t.seconds for t in order}})
        told = self.untouched(order)
        self.tell({"kind": "harmless", **told})
        if not told.keys() & {"test", "ended"}:
            for mutant in self.mutants:
                self.tell({"kind": "fault", "name": mutant.name, **self.tried(mutant)})
        return True

    def look(self, items: list[Any]) -> None:
        """Keep the tests that pass alone, in good time, and touch the engine in this process."""
        seen: set[Called] = set()
        noted: dict[Called, CodeType] = {}
        for name in self.modules:
            path = ROOM / f"{name}.py"
            sys.modules[f"foedus.case.{name}"].__dict__[SEEN] = seen
            noted.update(codes_of(noting(path, SEEN), path))

        def act(item: Any) -> Told:
            self.living.take(noted)
            return watched(item, seen)

        for item in items:
            act_on = partial(in_child, partial(act, item), seconds=SLOW)
            told = self.notes.once(item.nodeid, digest(*_files_of(item)), act_on)
            if told.get("states") == ["passed"] and told["called"]:
                called = frozenset((m, q, n) for m, q, n in told["called"])
                self.tests.append(Test(item, told["seconds"], called))
            elif "failed" in told.get("states", ()) or told.get("ended", "too long") != "too long":
                self.tell({"kind": "red", "name": item.nodeid, "why": told.get("why", "?")})
            elif "ended" in told:
                self.tell({"kind": "slow", "name": item.nodeid})

    def untouched(self, order: list[Test]) -> Told:
        """Run every test with every function changed so that it does what it did."""

        def act() -> Told:
            for name in self.modules:
                path = ROOM / f"{name}.py"
                self.living.take(codes_of(harmless(path), path))
            return first_failure((t.item, t.seconds) for t in order)

        of = digest(*(path for test in order for path in _files_of(test.item)))
        return self.notes.once("harmless", of, partial(in_child, act, seconds=SLOW))

    def tried(self, mutant: Mutant) -> Told:
        """Return what became of one fault."""
        function = (mutant.module, *(mutant.within or ("", 0)))
        able = sorted((t for t in self.tests if function in t.called), key=lambda t: t.worth)
        if not able:
            return {"cpu": 0.0, "untried": True}

        def act() -> Told:
            self.living.take(codes_of(mutant.tree(), mutant.path))
            return first_failure(((t.item, t.seconds) for t in able), patience=self.patience)

        told = in_child(act, seconds=SLOW)
        for test in able:
            test.found += test.item.nodeid == told.get("test")
        return told


def _files_of(item: Any) -> tuple[Path, ...]:
    """Return the file of a test and the one of its fixtures."""
    return (item.path, item.path.with_name("conftest.py"))
