"""The diagram equals brute force on random circuits of every kind of node."""

from itertools import product

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from foedus.case import bdd
from foedus.case.bdd import Diagram
from foedus.case.circuit import FALSE, TRUE, Circuit, kleene
from foedus.errors import IncidentError
from foedus.truth import Truth

NAMES = "abcd"
VALUES = frozenset("xyz")
DOMAINS = {"k": VALUES}
SUBSETS = st.frozensets(st.sampled_from(sorted(VALUES)))
Tree = tuple[object, ...]
LEAF = st.one_of(
    st.sampled_from(NAMES).map(lambda n: ("fact", n)), SUBSETS.map(lambda v: ("in", v))
)
TREES: st.SearchStrategy[Tree] = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(("all", "any")), st.lists(inner, max_size=4).map(tuple)),
        st.tuples(st.just("count"), st.integers(0, 4), st.lists(inner, max_size=4).map(tuple)),
    ),
    max_leaves=12,
)
KNOWLEDGE = st.dictionaries(st.sampled_from(NAMES), st.booleans())


def build(circuit: Circuit, tree: Tree) -> int:
    match tree:
        case ("fact", str(name)):
            return circuit.fact(name)
        case ("in", frozenset() as values):
            return circuit.among("k", values, domain=VALUES)
        case ("not", tuple(part)):
            return circuit.negation(build(circuit, part))
        case ("all", tuple(parts)):
            return circuit.all([build(circuit, p) for p in parts])
        case ("any", tuple(parts)):
            return circuit.any([build(circuit, p) for p in parts])
        case ("count", int(least), tuple(parts)):
            return circuit.at_least(least, [build(circuit, p) for p in parts])
    raise AssertionError(tree)


def value(tree: Tree, told: dict[str, object]) -> bool:
    match tree:
        case ("fact", str(name)):
            return bool(told[name])
        case ("in", frozenset() as values):
            return told["k"] in values
        case ("not", tuple(part)):
            return not value(part, told)
        case ("all", tuple(parts)):
            return all(value(p, told) for p in parts)
        case ("any", tuple(parts)):
            return any(value(p, told) for p in parts)
        case ("count", int(least), tuple(parts)):
            return sum(value(p, told) for p in parts) >= least
    raise AssertionError(tree)


@given(tree=TREES, known=KNOWLEDGE, possible=SUBSETS.filter(bool))
@settings(max_examples=200, deadline=None)
def test_exact_is_every_completion_and_kleene_is_never_wrong(
    tree: Tree, known: dict[str, bool], possible: frozenset[str]
) -> None:
    circuit = Circuit()
    root = build(circuit, tree)
    choices = [(known[n],) if n in known else (False, True) for n in NAMES]
    found = {
        value(tree, dict(zip((*NAMES, "k"), made, strict=True)))
        for made in product(*choices, sorted(possible))
    }
    diagram = Diagram(circuit, [root], domains=DOMAINS)
    branches: dict[str, tuple[int, ...]] = {n: (int(v),) for n, v in known.items()}
    for variable in diagram.variables:
        if variable.classes:
            still = [i for i, c in enumerate(variable.classes) if c & possible]
            branches[variable.name] = tuple(still)
    exact = diagram.truth(diagram.of(root), branches)
    assert exact is Truth.of(found.pop() if len(found) == 1 else None)
    assert kleene(circuit, root, facts=known, possible={"k": possible}) in (exact, Truth.OPEN)


def test_equal_parts_are_one_node_and_constants_fold() -> None:
    circuit = Circuit()
    a, b = circuit.fact("a"), circuit.fact("b")
    assert circuit.all([a, b]) == circuit.all([b, a, TRUE])
    assert circuit.any([a, TRUE]) == TRUE
    assert circuit.all([a, FALSE]) == FALSE
    assert circuit.negation(circuit.negation(a)) == a
    assert circuit.at_least(1, [a, b]) == circuit.any([a, b])
    assert circuit.at_least(3, [a, b, TRUE]) == circuit.all([a, b])
    assert circuit.among("k", VALUES, domain=VALUES) == TRUE
    assert circuit.among("k", frozenset("q"), domain=VALUES) == FALSE


def test_two_forms_of_one_function_are_one_diagram_node() -> None:
    circuit = Circuit()
    a, b, c = map(circuit.fact, "abc")
    pairs = circuit.any([circuit.all([a, b]), circuit.all([a, c]), circuit.all([b, c])])
    most = circuit.at_least(2, [a, b, c])
    diagram = Diagram(circuit, [pairs, most], domains={})
    assert pairs != most
    assert diagram.of(pairs) == diagram.of(most)


def test_a_category_used_twice_is_settled_where_kleene_is_not() -> None:
    circuit = Circuit()
    x = circuit.among("k", frozenset("x"), domain=VALUES)
    y = circuit.among("k", frozenset("y"), domain=VALUES)
    either = circuit.any([x, y])
    possible = frozenset("xy")
    diagram = Diagram(circuit, [either], domains=DOMAINS)
    (variable,) = diagram.variables
    still = tuple(i for i, c in enumerate(variable.classes) if c & possible)
    assert kleene(circuit, either, facts={}, possible={"k": possible}) is Truth.OPEN
    assert diagram.truth(diagram.of(either), {"k": still}) is Truth.TRUE


def test_a_diagram_that_grows_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bdd, "MOST_NODES", 3)
    circuit = Circuit()
    root = circuit.at_least(3, [circuit.fact(n) for n in "abcdef"])
    diagram = Diagram(circuit, [root], domains={})
    with pytest.raises(IncidentError, match="beyond the size that is decided exactly"):
        diagram.of(root)


@given(tree=TREES, name=st.sampled_from((*NAMES, "k")), goal=st.sampled_from((0, 1)))
@settings(max_examples=200, deadline=None)
def test_whichever_branch_is_taken_is_every_branch(tree: Tree, name: str, goal: int) -> None:
    circuit = Circuit()
    root = build(circuit, tree)
    diagram = Diagram(circuit, [root], domains=DOMAINS)
    if name not in {v.name for v in diagram.variables}:
        return
    level = diagram.level(name)
    branches = tuple(range(diagram.variables[level].width))
    node = diagram.of(root)
    left = diagram.whichever(node, level, branches, goal=goal)
    assert level not in diagram.support(left)
    widths = [range(v.width) for v in diagram.variables]
    for told in product(*widths):
        ends = {_end(diagram, node, (*told[:level], b, *told[level + 1 :])) for b in branches}
        assert (_end(diagram, left, told) == goal) == (ends == {goal})


def _end(diagram: Diagram, node: int, told: tuple[int, ...]) -> int:
    while node > 1:
        node = diagram.to[node][told[diagram.at[node]]]
    return node
