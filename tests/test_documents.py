"""README and docs are executed: every console example must print what the page shows.

In a fenced block marked ``console`` each line after ``$`` is run from the root of the
checkout; the lines below it are what it prints. ``...`` alone on a line stands for any
number of lines, inside a line for any characters. Blocks marked ``python`` run as doctests
where they hold a prompt.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.checkout


def _blocks(kind: str) -> list[object]:
    return [
        pytest.param(match[2], id=f"{page.relative_to(ROOT)}:{_line(page, match.start())}")
        for page in PAGES
        for match in FENCE.finditer(page.read_text(encoding="utf-8"))
        if match[1] == kind
    ]


def _line(page: Path, position: int) -> int:
    return page.read_text(encoding="utf-8")[:position].count("\n") + 1


def _commands(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [tuple(part.partition("\n")[::2]) for part in parts]  # type: ignore[misc]


@pytest.mark.parametrize("block", _blocks("console"))
def test_console_example(block: str, tmp_path: Path) -> None:
    for command, shown in _commands(block):
        words = shlex.split(command)
        assert words[0] in ("foedus", "cat", "echo"), f"an example may run foedus only: {command}"
        env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        ran = subprocess.run(
            command,
            shell=True,
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        printed = ran.stdout + ran.stderr
        assert _pattern(shown).fullmatch(printed.strip()), f"$ {command}\n{printed}"


def _pattern(shown: str) -> re.Pattern[str]:
    lines = [
        ".*?"
        if line.strip() == "..."
        else re.escape(line.rstrip()).replace(r"\.\.\.", "[^\n]*") + r"[ ]*"
        for line in shown.strip().splitlines()
    ]
    return re.compile("\n".join(lines).replace("\n.*?\n", "\n(?:.*\n)*?"), re.DOTALL)


@pytest.mark.parametrize("block", _blocks("python"))
def test_python_example(block: str) -> None:
    if ">>>" not in block:
        compile(block, "docs", "exec")
        return
    test = doctest.DocTestParser().get_doctest(block, {}, "docs", None, 0)
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed
    assert failed == 0
