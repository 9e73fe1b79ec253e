"""Do all completions of a row agree? The decision diagram of a rule, over columns.

From the leaves up every node is told, row by row, which ends its open branches
reach: 1 no, 2 yes, 3 both. It is `foedus.case.bdd` for many rows at once, and
exact; only the rows that Kleene leaves open come here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.batches.legend import Legend
from foedus.case.batches.opened import Opened
from foedus.case.bdd import Diagram, Variable

Rows = Mapping[str, NDArray[Any]]
Reached = NDArray[np.uint8]
ANSWERS = np.array([0, -1, 1, 0], dtype=np.int8)
"""The ends that are reached, to the answer."""


@dataclass(frozen=True, slots=True)
class Completing:
    """One article's diagram, made ready for the columns of a batch."""

    diagram: Diagram
    root: int
    levels: Mapping[int, Callable[[Rows], list[Reached]]]
    """Level to what tells, row by row, which of its branches are still possible (1 or 0)."""
    nodes: tuple[int, ...]
    """Those below ``root``, deepest level first."""
    columns: tuple[str, ...]
    """Those that are read."""

    def truths(self, rows: Rows, *, size: int) -> NDArray[np.int8]:
        """Return 1, 0 or -1 for each of ``size`` rows, of which ``rows`` holds the columns."""
        branches = {level: possible(rows) for level, possible in self.levels.items()}
        ends: dict[int, Any] = {0: np.uint8(1), 1: np.uint8(2)}
        for node in self.nodes:
            first, *others = zip(
                branches[self.diagram.at[node]], self.diagram.to[node], strict=True
            )
            reached = first[0] * ends[first[1]]
            for still, child in others:
                reached = reached | still * ends[child]
            ends[node] = reached
        answers: NDArray[np.int8] = ANSWERS[np.broadcast_to(ends[self.root], size)]
        return answers


def completing_of(one: Opened, *, columns: frozenset[str], legend: Legend) -> Completing:
    """Return the diagram of what an article still asks once the constants are known.

    Raises:
        IncidentError: The rule is too large to be decided exactly.
    """
    whole = Diagram(one.scope.circuit, [one.root], domains=one.domains)
    known = {v.name: _settled(v, one) for v in whole.variables if v.name not in columns}
    root = whole.restrict(whole.of(one.root), {n: b for n, b in known.items() if b is not None})
    nodes = tuple(n for n in reversed(whole.below(root)) if n > 1)
    levels = {}
    for level in {whole.at[n] for n in nodes}:
        variable = whole.variables[level]
        levels[level] = (
            _of_column(variable, one, legend=legend)
            if variable.name in columns
            else _always(known[variable.name], variable.width)
        )
    read = tuple(n for n in (whole.variables[level].name for level in levels) if n in columns)
    return Completing(whole, root, levels, nodes, read)


def _settled(variable: Variable, one: Opened) -> tuple[int, ...] | None:
    """Return the branches that are possible in all rows; None: every one."""
    if not variable.classes:
        told = one.facts.get(variable.name)
        return None if told is None else (int(told),)
    still = one.possible[variable.name]
    return tuple(i for i, held in enumerate(variable.classes) if held & still)


def _always(branches: tuple[int, ...] | None, width: int) -> Callable[[Rows], list[Reached]]:
    still = range(width) if branches is None else branches
    flags = [np.asarray(b in still, dtype=np.uint8) for b in range(width)]
    return lambda _: flags


def _of_column(
    variable: Variable, one: Opened, *, legend: Legend
) -> Callable[[Rows], list[Reached]]:
    name = variable.name
    if not variable.classes:
        return lambda rows: [(rows[name] <= 0).view(np.uint8), (rows[name] >= 0).view(np.uint8)]
    bits = [legend.bits(name, held & one.domains[name]) for held in variable.classes]

    def possible(rows: Rows) -> list[Reached]:
        column = rows[name]
        return [((column & column.dtype.type(b)) != 0).view(np.uint8) for b in bits]

    return possible
