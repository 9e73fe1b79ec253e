"""The folder tree is the pipeline: what may import what, and what a cold start may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "foedus"
GROUND = (
    "truth",
    "errors",
    "dates",
    "codes",
    "forms",
    "version",
    "yaml12",
    "content",
    "threads",
    "names",
)
ROOMS = (
    "text",
    "statement",
    "commitment",
    "comparison",
    "case",
    "panel",
    "outlook",
    "briefing",
    "cli",
)
STRANGERS = {("statement", "commitment"), ("commitment", "statement"), ("commitment", "text")}
"""Rooms that do not know each other, whatever their order."""

pytestmark = pytest.mark.checkout


def _imports() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [f"{node.module}.{alias.name}" for alias in node.names]
                if isinstance(node, ast.ImportFrom) and node.module
                else []
            )
            for name in names:
                parts = name.split(".")
                if parts[0] == "foedus" and len(parts) > 1:
                    found.append((str(path.relative_to(ROOT)), room, parts[1]))
    return found


def _rank(room: str) -> int:
    return -1 if room in GROUND else ROOMS.index(room)


def test_every_room_is_known() -> None:
    rooms = {p.name.removesuffix(".py") for p in SOURCE.iterdir() if not p.name.startswith("_")}
    assert rooms - {"py.typed", "models"} <= {*GROUND, *ROOMS}


def test_a_room_imports_only_rooms_before_it() -> None:
    wrong = [
        (path, other)
        for path, room, other in _imports()
        if room not in ("__init__", other)
        and other in (*GROUND, *ROOMS)
        and (_rank(other) > _rank(room) or (room, other) in STRANGERS)
    ]
    assert wrong == []


def test_at_most_fourteen_visible_entries_at_the_top() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so what is tracked is not known")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert len([name for name in top if not name.startswith(".")]) <= 16


@pytest.mark.parametrize("module", ["foedus", "foedus.cli"])
def test_a_cold_start_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(' '.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numpy", "pydantic", "ruamel", "trafilatura", "lxml", "rich", "ahocorasick_rs"}
    assert heavy.isdisjoint(name.split(".")[0] for name in loaded)
