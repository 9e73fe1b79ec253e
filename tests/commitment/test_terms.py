"""No file is so large or so deep that its rule could not be decided."""

from pathlib import Path
from typing import Any

import pytest

from foedus.commitment.articles import in_articles
from foedus.commitment.terms import DEEPEST, MOST_PARTS
from foedus.yaml12 import read_yaml

SAMPLE: dict[str, Any] = read_yaml(Path(__file__).with_name("qma-qmb-2000.yaml"))[0]
WAR = {"fact": "state_of_war"}


def _problems(when: Any, terms: dict[str, Any] | None = None) -> list[str]:
    article = {"cite": "Art. 1", "for": "every_party", "when": when, "then": {"must": "consult"}}
    content = SAMPLE | {"articles": {"art1": article}, "terms": terms or {}}
    return [finding.problem for finding in in_articles(content)]


def _nested(depth: int) -> Any:
    return {"not": _nested(depth - 1)} if depth else WAR


def test_conditions_may_be_deep_but_not_without_end() -> None:
    assert _problems(_nested(DEEPEST - 3)) == []
    (problem,) = _problems(_nested(DEEPEST))
    assert problem.endswith(f"deep; {DEEPEST} are decided")


def test_conditions_may_be_many_but_not_without_end() -> None:
    assert _problems({"any": [WAR] * (MOST_PARTS - 10)}) == []
    (problem,) = _problems({"any": [WAR] * (MOST_PARTS + 10)})
    assert problem.endswith(f"parts, terms written out; {MOST_PARTS} are decided")


def test_terms_that_name_terms_that_name_terms_are_counted_as_written_out() -> None:
    laughs = {"t0": {"any": [WAR, WAR]}}
    laughs |= {f"t{i}": {"any": [{"term": f"t{i - 1}"}] * 10} for i in range(1, 8)}
    (problem,) = _problems({"term": "t7"}, laughs)
    assert "terms written out" in problem


@pytest.mark.parametrize("depth", [10, 40])
def test_depth_runs_through_terms(depth: int) -> None:
    chain: dict[str, Any] = {"t0": WAR}
    chain |= {f"t{i}": {"not": {"term": f"t{i - 1}"}} for i in range(1, depth)}
    deep = [p for p in _problems({"term": f"t{depth - 1}"}, chain) if "deep" in p]
    assert bool(deep) == (depth == 40)


def test_a_circle_of_terms_is_told_once_and_not_followed() -> None:
    circle = {"a": {"not": {"term": "b"}}, "b": {"not": {"term": "a"}}}
    problems = _problems({"term": "a"}, circle)
    assert all("circle" in problem for problem in problems)
    assert len(problems) == 2
