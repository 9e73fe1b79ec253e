"""Do all completions of a row agree? The decision diagram of a rule, over columns.

From the leaves up every node is told, row by row, which ends its open branches
reach: 1 no, 2 yes, 3 both. It is `foedus.case.bdd` for many rows at once, and
exact; only the rows that Kleene leaves open come here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.batches.legend import Legend
from foedus.case.batches.opened import Opened
from foedus.case.bdd import Diagram, Variable

Rows = Mapping[str, NDArray[Any]]
Reached = NDArray[np.uint8]
NO, YES = 1, 2
"""The ends; of a fact also the bits of its two branches."""


@dataclass(frozen=True, slots=True)
class Fork:
    """One node of the diagram."""

    node: int
    column: str | None
    """The column that tells which branches are possible; None: all are, in every row."""
    ways: tuple[tuple[int, int], ...]
    """The bits of the branches that lead to one child, and the child."""


@dataclass(frozen=True, slots=True)
class Completing:
    """One article's diagram, made ready for the columns of a batch."""

    root: int
    forks: tuple[Fork, ...]
    """Each after its children."""
    facts: frozenset[str]
    """The columns that are facts."""

    @property
    def columns(self) -> frozenset[str]:
        """Return the columns that are read."""
        return frozenset(fork.column for fork in self.forks if fork.column)

    def truths(self, rows: Rows, *, size: int) -> NDArray[np.int8]:
        """Return 1, 0 or -1 for each of ``size`` rows, of which ``rows`` holds the columns."""
        open_: dict[tuple[str, int], Reached] = {}
        ends: dict[int, Any] = {0: np.uint8(NO), 1: np.uint8(YES)}
        for fork in self.forks:
            parts = []
            for bits, child in fork.ways:
                parts.append(ends[child])
                if fork.column is not None:
                    key = (fork.column, bits)
                    if key not in open_:
                        open_[key] = self._may(*key, rows=rows)
                    parts[-1] = open_[key] * ends[child]
            reached = parts[0]
            for part in parts[1:]:
                reached = reached | part
            ends[fork.node] = reached
        found = np.broadcast_to(ends[self.root], size)
        return (found >> 1).astype(np.int8) - (found & 1).astype(np.int8)

    def _may(self, column: str, bits: int, *, rows: Rows) -> Reached:
        """Return 1 for each row in which a branch of these bits is still possible, else 0."""
        told = rows[column]
        may: NDArray[np.bool_]
        if column in self.facts:
            may = told <= 0 if bits == NO else told >= 0
        else:
            may = (told & told.dtype.type(bits)) != 0
        return may.view(np.uint8)


def completing_of(one: Opened, *, columns: Collection[str], legend: Legend) -> Completing:
    """Return the diagram of what an article still asks once the constants are known.

    Raises:
        IncidentError: The rule is too large to be decided exactly.
    """
    whole = Diagram(one.scope.circuit, [one.root], domains=one.domains)
    known = {v.name: _possible(v, one) for v in whole.variables if v.name not in columns}
    root = whole.restrict(whole.of(one.root), known)
    forks = []
    for node in reversed(whole.below(root)):
        if node > 1:
            variable = whole.variables[whole.at[node]]
            told = variable.name in columns
            bits = _bits(variable, one, legend=legend) if told else (1,) * variable.width
            ways = _ways(bits, whole.to[node])
            forks.append(Fork(node, variable.name if told else None, ways))
    facts = frozenset(v.name for v in whole.variables if not v.classes)
    return Completing(root, tuple(forks), facts)


def _possible(variable: Variable, one: Opened) -> tuple[int, ...]:
    """Return the branches of a variable that no column tells."""
    if not variable.classes:
        told = one.facts.get(variable.name)
        return (0, 1) if told is None else (int(told),)
    still = one.possible[variable.name]
    return tuple(i for i, held in enumerate(variable.classes) if held & still)


def _bits(variable: Variable, one: Opened, *, legend: Legend) -> tuple[int, ...]:
    if not variable.classes:
        return (NO, YES)
    still = one.possible[variable.name]
    return tuple(legend.bits(variable.name, held & still) for held in variable.classes)


def _ways(bits: tuple[int, ...], children: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    joined: dict[int, int] = {}
    for bit, child in zip(bits, children, strict=True):
        joined[child] = joined.get(child, 0) | bit
    return tuple((bit, child) for child, bit in joined.items() if bit)
