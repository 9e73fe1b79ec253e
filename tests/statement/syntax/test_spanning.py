"""The best tree is the best of all trees with one root."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.statement.syntax.spanning import best_tree


def is_tree(heads) -> bool:
    if list(heads).count(0) != 1:
        return False
    reached = {0}
    for _ in heads:
        reached |= {word for word, head in enumerate(heads, 1) if head in reached}
    return len(reached) == len(heads) + 1


def total(scores, heads) -> float:
    return sum(scores[at, head] for at, head in enumerate(heads))


@st.composite
def matrices(draw):
    size = draw(st.integers(1, 4))
    row = st.lists(st.integers(-9, 9), min_size=size + 1, max_size=size + 1)
    return np.array(draw(st.lists(row, min_size=size, max_size=size)), np.float32)


@given(matrices())
@settings(max_examples=80, deadline=None)
def test_no_tree_has_a_better_score(scores) -> None:
    size = len(scores)
    found = best_tree(scores)
    assert is_tree(found)
    others = (h for h in product(range(size + 1), repeat=size) if is_tree(h))
    assert total(scores, found) == max(total(scores, heads) for heads in others)


@pytest.mark.parametrize("size", [0, 1, 2, 30, 120])
def test_every_size_gives_a_tree_of_words(size: int) -> None:
    scores = np.random.default_rng(size).normal(size=(size, size + 1)).astype(np.float32)
    found = best_tree(scores)
    assert is_tree(found) or size == 0
    assert all(type(head) is int for head in found)


def test_the_second_root_hangs_on_where_it_costs_least() -> None:
    scores = np.array([[9, 0, 0, 0], [8, 5, 0, 1], [0, 0, 4, 0]], np.float32)
    assert best_tree(scores) == [0, 1, 2]


def test_cycles_are_broken_where_it_costs_least() -> None:
    # 1 and 2 want each other, 2 and 3 too: nested cycles.
    scores = np.array([[1, 0, 9, 3], [2, 9, 0, 8], [0, 1, 9, 0]], np.float32)
    found = best_tree(scores)
    assert is_tree(found)
    assert total(scores, found) == 20
