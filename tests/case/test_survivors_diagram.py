"""Do circuit and diagram answer as every completion does? On small functions, all of them tried.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from itertools import product

import pytest

from foedus.case.bdd import Diagram
from foedus.case.circuit import Circuit, kleene
from foedus.truth import Truth

DOMAINS = {"k": frozenset("xyz")}
Build = Callable[[Circuit], int]


def is_one_of(circuit: Circuit, values: str) -> int:
    return circuit.among("k", frozenset(values), domain=DOMAINS["k"])


# The names are in the order of the levels: a and b above the category k, z below it.
FUNCTIONS: dict[str, Build] = {
    "both and one of": lambda c: c.all([c.fact("a"), is_one_of(c, "x"), c.fact("z")]),
    "either or one of": lambda c: c.any([c.fact("a"), is_one_of(c, "xy"), c.fact("z")]),
    "two of four": lambda c: c.at_least(2, [*map(c.fact, "abz"), is_one_of(c, "x")]),
    "three of four": lambda c: c.at_least(3, [*map(c.fact, "abz"), is_one_of(c, "yz")]),
    "a choice": lambda c: c.any(
        [
            c.all([c.fact("a"), is_one_of(c, "x")]),
            c.all([c.negation(c.fact("a")), is_one_of(c, "y"), c.fact("z")]),
        ]
    ),
}


def made(build: Build) -> tuple[Diagram, int]:
    circuit = Circuit()
    root = build(circuit)
    diagram = Diagram(circuit, [root], domains=DOMAINS)
    return diagram, diagram.of(root)


def end(diagram: Diagram, node: int, told: tuple[int, ...]) -> int:
    while node > 1:
        node = diagram.to[node][told[diagram.at[node]]]
    return node


@pytest.mark.parametrize("goal", [0, 1])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_whichever_branch_of_any_level_is_taken(name: str, goal: int) -> None:
    diagram, node = made(FUNCTIONS[name])
    widths = [range(v.width) for v in diagram.variables]
    for level, width in enumerate(widths):
        left = diagram.whichever(node, level, tuple(width), goal=goal)
        assert level not in diagram.support(left)
        for told in product(*widths):
            ends = {end(diagram, node, (*told[:level], b, *told[level + 1 :])) for b in width}
            assert (end(diagram, left, told) == goal) == (ends == {goal})


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_left_of_a_function_is_what_it_was_where_it_is_still_possible(name: str) -> None:
    diagram, node = made(FUNCTIONS[name])
    widths = [range(v.width) for v in diagram.variables]
    kept: dict[int, int] = {}
    for variable in diagram.variables:
        for still in ((0,), (1,), (0, 1)):
            known = {variable.name: still}
            left = diagram.restrict(node, known)
            kept.clear()
            assert diagram.restrict(node, known, seen=kept) == left
            assert kept[node] == left
            level = diagram.level(variable.name)
            for told in product(*widths):
                if told[level] in still:
                    assert end(diagram, left, told) == end(diagram, node, told)
            if len(still) == 1:
                assert level not in diagram.support(left)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_answer_is_settled_where_all_completions_agree_and_there_alone(name: str) -> None:
    circuit = Circuit()
    root = FUNCTIONS[name](circuit)
    diagram = Diagram(circuit, [root], domains=DOMAINS)
    node = diagram.of(root)
    choices = [[*((b,) for b in range(v.width)), tuple(range(v.width))] for v in diagram.variables]
    for allowed in product(*choices):
        ends = {end(diagram, node, told) for told in product(*allowed)}
        known = {v.name: still for v, still in zip(diagram.variables, allowed, strict=True)}
        settled = Truth.of(bool(ends.pop()) if len(ends) == 1 else None)
        assert diagram.truth(node, known) is settled
        facts = {
            v.name: bool(known[v.name][0]) for v in diagram.variables if len(known[v.name]) < 2
        }
        possible = frozenset[str]().union(
            *(v.classes[b] for v in diagram.variables if v.classes for b in known[v.name])
        )
        quick = kleene(circuit, root, facts=facts, possible={"k": possible})
        assert quick in (settled, Truth.OPEN)
        if all(len(still) == 1 for still in allowed):
            assert quick is settled


def test_a_count_of_constants_is_counted_at_once() -> None:
    circuit = Circuit()
    a, b = circuit.fact("a"), circuit.fact("b")
    assert circuit.at_least(0, [a]) == 1
    assert circuit.at_least(1, [1, a]) == 1
    assert circuit.at_least(2, [1, a]) == a
    assert circuit.at_least(2, [0, a]) == 0
    assert circuit.at_least(2, [0, a, b]) == circuit.all([a, b])
    assert circuit.at_least(1, [0, a, b]) == circuit.any([a, b])
