"""`foedus check` takes a cascade file and tells its faults at their lines."""

from pathlib import Path

from click.testing import CliRunner, Result

from foedus.cli import main

GOOD = """\
cascade: A small one
source: invented
attacks:
  - {attacker: QMA, victim: PRK, day: 2026-11-22, attack: armed_attack, source: invented}
"""


def check(path: Path) -> Result:
    return CliRunner().invoke(main, ["check", str(path)])


def test_a_cascade_that_can_be_read_passes(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(GOOD, encoding="utf-8")
    result = check(file)
    assert result.exit_code == 0, result.output
    assert result.stdout.rstrip().endswith("1 passed, 0 failed")


def test_a_fault_is_told_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(GOOD.replace("armed_attack", "armed_atack"), encoding="utf-8")
    result = check(file)
    assert result.exit_code == 1
    assert "small.yaml:4" in result.stderr
    assert "armed_attack" in result.stderr
