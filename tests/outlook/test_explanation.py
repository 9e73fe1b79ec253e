import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "estimates.md"


def test_the_examples_of_the_explanation_run() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted >= 6
    assert result.failed == 0
