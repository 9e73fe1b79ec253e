"""The register's figures against the authors' file, through the bench as users run it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bench" / "honoured.py"


@pytest.fixture
def replication() -> Path:
    path = ROOT.parent / "shared/data/reliability/berkemeier_fuhrmann_2018.csv"
    if not path.is_file():
        pytest.skip("the replication file of Berkemeier and Fuhrmann 2018 is not here")
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_figure_follows_from_the_file(replication: Path) -> None:
    found = run(str(replication), "--show")
    assert found.returncode == 0, found.stdout + found.stderr
    assert "42 figures equal." in found.stdout
    assert "6 of 43" in found.stdout


def test_one_changed_case_is_noticed(replication: Path, tmp_path: Path) -> None:
    lines = replication.read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    at = next(n for n, line in enumerate(lines) if ",3465.0," in line)  # Yom Kippur 1973
    row = lines[at].split(",")
    honoured, violated = header.index("honorLLM"), header.index("violateLLM")
    row[honoured], row[violated] = row[violated], row[honoured]
    lines[at] = ",".join(row)
    copy = tmp_path / "changed.csv"
    copy.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = run(str(copy))
    assert found.returncode == 3
    assert (
        "leeds_long_mitchell_rules defense from_1945 all: "
        "honoured is 6 in the register, 5 by the file"
    ) in found.stdout


def test_another_file_is_an_input_fault(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    found = run(str(other))
    assert found.returncode == 1
    assert "no column" in found.stderr
    assert "honorLLM" in found.stderr


def test_a_file_that_is_not_there_is_an_input_fault(tmp_path: Path) -> None:
    found = run(str(tmp_path / "absent.csv"))
    assert found.returncode == 1
    assert "Name the replication file as CSV." in found.stderr


def test_no_file_is_a_fault_of_use() -> None:
    assert run().returncode == 2
