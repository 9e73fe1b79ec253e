"""The laws of `bench/laws.py` in their short form; the full numbers run there."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.case import Incident
from foedus.commitment import Register, load
from foedus.content import content

BENCH = Path(__file__).resolve().parents[2] / "bench"
pytestmark = pytest.mark.checkout
Law = Callable[..., Any]


@pytest.fixture(scope="module")
def laws() -> Any:
    """The script of the laws."""
    sys.path.insert(0, str(BENCH))
    import laws

    return laws


@pytest.mark.parametrize(
    ("law", "count"),
    [
        ("order_is_nothing", 100),
        ("learning_only_settles", 20_000),
        ("flips_are_true", 1_500),
        ("faces_agree", 6),
    ],
)
def test_a_law_holds(laws: Any, register: Register, law: str, count: int) -> None:
    tally = getattr(laws, law)(register, count=count, seed=20_26)
    assert tally.cases >= count
    assert tally.violations == []


KURSK = Incident(
    victims=("RUS",),
    attackers=("UKR",),
    day=date(2025, 1, 15),
    attacks=frozenset({"armed_attack"}),
    places=frozenset({"kursk-oblast", "crimea"}),
    facts={"state_of_war": True, "victim_is_aggressor": {"RUS": False, "UNGA": True}},
)


def test_the_order_of_the_whole_register_changes_no_byte(laws: Any, register: Register) -> None:
    expected = laws.decided(KURSK, register)
    for seed in range(3):
        kept = list(register.instruments.items())
        random.Random(seed).shuffle(kept)
        assert laws.decided(KURSK, replace(register, instruments=dict(kept))) == expected


def test_the_order_in_which_files_are_written_changes_no_byte(
    laws: Any, register: Register, tmp_path: Path
) -> None:
    source = content()
    files = sorted(p for p in source.rglob("*") if p.is_file())
    for path in reversed(files):
        target = tmp_path / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    other = load(root=tmp_path)
    assert other.version == register.version
    assert laws.answer(KURSK, other) == laws.answer(KURSK, register)


def test_the_seed_of_hashes_changes_no_byte_of_random_cases() -> None:
    code = (
        "import itertools, laws; r = laws.load();"
        "print(*(laws.answer(i, m) for m, _, i in itertools.islice(laws.incidents(r, 5), 24)))"
    )
    answers = set()
    for seed in ("0", "1", "4242"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=BENCH,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        answers.add(ran.stdout)
    assert len(answers) == 1
    assert answers.pop().count('"findings"') == 24


def test_a_law_that_is_broken_is_told(
    laws: Any, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laws, "flips", lambda exact, node: ())
    assert laws.flips_are_true(register, count=200, seed=1).violations
    always_open = type("Open", (), {"truth": lambda self, node: laws.Truth.OPEN})
    monkeypatch.setattr(laws, "_known", lambda *a, **k: always_open())
    assert laws.learning_only_settles(register, count=50, seed=1).violations
