"""How long until Foedus answers, from a cold start, and how large is it?

Run:  python bench/start.py [ARTICLE] [--said-on DAY] [--venv FOLDER]

CPU time (user and system) of a fresh process, best of five after one run that is not
counted, since it may compile the register; peak memory of the largest run; size of the
core, that is of foedus and what it requires, without extras, in a virtual environment.
Exit codes: 0 all gates passed, 2 usage, 3 a gate failed or a command did not run.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from calibration import BEST_OF, calibrate, machine, report

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "docs" / "examples" / "articles" / "seoul-pledge.txt"
MEGABYTE = 1_000_000
SIZE_GATE = 250 * MEGABYTE
# ru_maxrss counts kilobytes on Linux, bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024

# Runs inside the environment that is measured, with its own Python.
SIZE_SCRIPT = """
import re
from importlib.metadata import PackageNotFoundError, distribution

def closure(name, found):
    try:
        dist = distribution(name)
    except PackageNotFoundError:
        return found
    if dist.metadata["Name"] not in found:
        found[dist.metadata["Name"]] = dist
        for line in dist.requires or []:
            if "extra ==" not in line:
                closure(re.match(r"[A-Za-z0-9._-]+", line).group(), found)
    return found

def size(dist):
    paths = (dist.locate_file(file) for file in dist.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())

for name, dist in closure("foedus", {}).items():
    print(size(dist), name)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A command, and what it may cost in CPU seconds and bytes of memory."""

    name: str
    command: tuple[str, ...]
    gate: float
    goal: float
    most_memory: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run cost."""

    code: int
    seconds: float
    peak: int
    """Bytes."""
    complaint: str


def run_once(command: tuple[str, ...]) -> Run:
    """Run ``command`` and return its cost; a command that cannot start has code 127."""
    with tempfile.TemporaryFile() as complaints:
        try:
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints)
        except OSError as error:
            return Run(code=127, seconds=0.0, peak=0, complaint=str(error))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
    return Run(
        code=child.returncode,
        seconds=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * RSS_UNIT,
        complaint=lines[-1] if lines else "",
    )


def measure(start: Start) -> bool:
    """Print what ``start`` costs; tell whether it ran and passed its gates."""
    first = run_once(start.command)
    if first.code:
        print(f"{start.name:<52}did not run: exit {first.code}. {first.complaint}")
        return False
    runs = [run_once(start.command) for _ in range(BEST_OF)]
    in_time = report(start.name, min(run.seconds for run in runs), gate=start.gate, goal=start.goal)
    peak = max(run.peak for run in runs)
    fits = start.most_memory is None or peak <= start.most_memory
    gate = f"  gate {start.most_memory // MEGABYTE} MB" if start.most_memory else ""
    verdict = "" if fits else "  GATE FAILED"
    print(
        f"{'':<52}{peak / MEGABYTE:9.1f} MB peak{gate}{verdict}"
        f"  (first run {1000 * first.seconds:.0f} ms CPU)"
    )
    return in_time and fits and not any(run.code for run in runs)


def measure_size(venv: Path) -> bool:
    """Print the size of the core in ``venv``; tell whether it passed the gate."""
    python = next(
        (p for p in (venv / "bin/python", venv / "Scripts/python.exe") if p.exists()), None
    )
    if python is None:
        print(f"{'size of the core':<52}not measured: no Python in {venv}.")
        return False
    listed = subprocess.run(
        [str(python), "-c", SIZE_SCRIPT], capture_output=True, text=True, check=False
    )
    sizes = sorted(
        ((int(line.split()[0]), line.split()[1]) for line in listed.stdout.splitlines()),
        reverse=True,
    )
    if not sizes:
        print(f"{'size of the core':<52}not measured: foedus is not installed in {venv}.")
        return False
    total = sum(size for size, _ in sizes)
    passed = total <= SIZE_GATE
    largest = ", ".join(f"{name} {size / MEGABYTE:.0f}" for size, name in sizes[:4])
    print(
        f"{'size of the core':<52}{total / MEGABYTE:9.1f} MB  gate {SIZE_GATE // MEGABYTE} MB  "
        f"{'gate passed' if passed else 'GATE FAILED'}  ({len(sizes)} packages; {largest})"
    )
    return passed


def starts(article: Path, said_on: str) -> tuple[Start, ...]:
    """Return the commands with their gates and goals."""
    beside = Path(sys.executable).with_name("foedus")
    foedus = str(beside) if beside.exists() else shutil.which("foedus") or "foedus"
    return (
        Start(name="foedus --version", command=(foedus, "--version"), gate=0.120, goal=0.100),
        Start(
            name='python -c "import foedus"',
            command=(sys.executable, "-c", "import foedus"),
            gate=0.150,
            goal=0.100,
        ),
        Start(
            name=f"foedus brief {article.name} --said-on {said_on}",
            command=(foedus, "brief", str(article), "--said-on", said_on),
            gate=2.5,
            goal=1.0,
            most_memory=400 * MEGABYTE,
        ),
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("article", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--said-on", default="2024-10-15")
    parser.add_argument("--venv", type=Path, default=Path(sys.prefix))
    given = parser.parse_args(arguments)
    print(f"{machine()}; calibration {1000 * calibrate():.1f} ms CPU")
    passed = [measure(start) for start in starts(given.article, given.said_on)]
    passed.append(measure_size(given.venv))
    return 0 if all(passed) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
