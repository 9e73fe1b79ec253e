"""Do all completions of what is open agree? Exactly, by a reduced ordered decision diagram.

A small diagram of our own: one level for each fact (no, yes) and for each
category (one branch for each class of values that the rule cannot tell apart).
Reduced and hash-consed, so a function that is settled under the known facts *is*
a terminal. The same diagram gives probabilities, influence and cheapest flips.

Source: Bryant (1986), Graph-based algorithms for Boolean function manipulation;
the many-valued branches follow Srinivasan and others (1990).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from foedus.case.circuit import Circuit
from foedus.errors import IncidentError
from foedus.truth import Truth

MOST_NODES = 40_000
"""Beyond this a diagram is given up, in about a second; articles need some tens of nodes."""


class OverBudgetError(IncidentError):
    """A rule grew beyond the size that is decided exactly: undecided, never a guess."""

    def __init__(self) -> None:
        super().__init__(
            "incident",
            "the rule grew beyond the size that is decided exactly.",
            "Settle some of the open facts first.",
        )


@dataclass(frozen=True, slots=True)
class Variable:
    """One question: a fact, or a category with the classes of values that matter."""

    name: str
    classes: tuple[frozenset[str], ...] = ()
    """Of a category: its values by class. Empty for a fact, whose branches are no and yes."""

    @property
    def width(self) -> int:
        """Return the number of branches."""
        return len(self.classes) or 2


Known = Mapping[str, tuple[int, ...]]
"""Variable to the branches that are still possible; a variable that is missing is wholly open."""


Allowed = Sequence[tuple[int, ...] | None]
"""The branches left at each level; None where all are."""
ENDS = {1: Truth.FALSE, 2: Truth.TRUE, 3: Truth.OPEN}
"""The terminals that are reached, as `Diagram.reach` tells them, to the value."""


class Diagram:
    """The functions of some nodes of a circuit; diagram nodes 0 and 1 are FALSE and TRUE."""

    def __init__(
        self, circuit: Circuit, roots: Sequence[int], *, domains: Mapping[str, frozenset[str]]
    ) -> None:
        """Build the diagram of every node in ``roots``.

        Args:
            circuit: The table.
            roots: Nodes of it.
            domains: All values of each category.

        Raises:
            OverBudgetError: More than `MOST_NODES` nodes.
        """
        self._circuit = circuit
        order, self.covered = _leaves(circuit, roots)
        self.variables = _variables(circuit, order, domains=domains)
        self._level = {v.name: i for i, v in enumerate(self.variables)}
        self.at: list[int] = [len(self.variables)] * 2
        self.to: list[tuple[int, ...]] = [(), ()]
        self._number: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}
        self._flipped: dict[int, int] = {0: 1, 1: 0}
        self._built: dict[int, int] = {0: 0, 1: 1}

    def copy(self) -> "Diagram":
        """Return a diagram of the same functions that grows by itself."""
        made = object.__new__(Diagram)
        made._circuit, made.variables, made.covered = self._circuit, self.variables, self.covered
        made._level = self._level
        made.at, made.to = self.at.copy(), self.to.copy()
        made._number, made._joined = self._number.copy(), self._joined.copy()
        made._flipped, made._built = self._flipped.copy(), self._built.copy()
        return made

    def of(self, root: int) -> int:
        """Return the diagram node of a circuit node."""
        if root not in self._built:
            self._built[root] = self._build(root)
        return self._built[root]

    def level(self, name: str) -> int:
        """Return the level of the variable ``name``."""
        return self._level[name]

    def truth(self, node: int, known: Known) -> Truth:
        """Return TRUE or FALSE if every completion of ``known`` agrees, else OPEN."""
        allowed = [known.get(v.name) for v in self.variables]
        return ENDS[self.reach(node, allowed, {0: 1, 1: 2})]

    def reach(self, node: int, allowed: Allowed, seen: dict[int, int]) -> int:
        """Return which terminals some completion reaches: 1 FALSE, 2 TRUE, 3 both.

        Args:
            node: A function.
            allowed: The branches left at each level; None: all.
            seen: What was found before under the same ``allowed``, terminals among it.
        """
        found = seen.get(node, 0)
        if not found:
            children = self.to[node]
            still = allowed[self.at[node]]
            for child in children if still is None else [children[b] for b in still]:
                found |= seen.get(child) or self.reach(child, allowed, seen)
                if found == 3:
                    break
            seen[node] = found
        return found

    def restrict(self, node: int, known: Known, *, seen: dict[int, int] | None = None) -> int:
        """Return the residual function: ``node`` with every branch that is ruled out cut.

        Args:
            node: A function.
            known: The branches that are left.
            seen: Residuals under the same ``known`` found before; those found here are added.
        """
        allowed = [known.get(v.name) for v in self.variables]
        found = {} if seen is None else seen
        found |= {0: 0, 1: 1}
        return self._restrict(node, allowed, found)

    def whichever(self, node: int, level: int, branches: Sequence[int], *, goal: int) -> int:
        """Return the function that is ``goal`` where ``node`` is, whichever branch is taken.

        Args:
            node: A function.
            level: Of the variable that is left open; the result does not ask for it.
            branches: Its branches that are possible.
            goal: 0 or 1.
        """
        seen = {0: 0, 1: 1}

        def rest(at: int) -> int:
            if self.at[at] > level:
                return at
            if at not in seen and self.at[at] == level:
                result = goal
                for branch in branches:
                    result = self._join(self.to[at][branch], result, stop=1 - goal)
                seen[at] = result
            elif at not in seen:
                seen[at] = self._make(self.at[at], tuple(map(rest, self.to[at])))
            return seen[at]

        return rest(node)

    def support(self, node: int) -> list[int]:
        """Return the levels of the variables that ``node`` still depends on, in order."""
        return sorted({self.at[n] for n in self.below(node) if n > 1})

    def below(self, node: int) -> list[int]:
        """Return the nodes reached from ``node`` with itself, in the order of their levels."""
        found = {node}
        waiting = [node]
        while waiting:
            for child in self.to[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return sorted(found, key=self.at.__getitem__)

    def negate(self, node: int) -> int:
        """Return the function that is TRUE where ``node`` is FALSE."""
        if node not in self._flipped:
            flipped = self._make(self.at[node], tuple(self.negate(c) for c in self.to[node]))
            self._flipped[node] = flipped
            self._flipped[flipped] = node
        return self._flipped[node]

    def conjoin(self, one: int, two: int) -> int:
        """Return the conjunction of two functions."""
        return self._join(one, two, stop=0)

    def disjoin(self, one: int, two: int) -> int:
        """Return the disjunction of two functions."""
        return self._join(one, two, stop=1)

    def _join(self, one: int, two: int, *, stop: int) -> int:
        """Return conjunction (``stop`` is FALSE) or disjunction (TRUE): the end that settles it."""
        if two in (one, 1 - stop):
            return one
        if one == 1 - stop:
            return two
        if stop in (one, two):
            return stop
        key = (one, two, stop) if one < two else (two, one, stop)
        found = self._joined.get(key)
        if found is not None:
            return found
        level = min(self.at[one], self.at[two])
        width = self.variables[level].width
        left = self.to[one] if self.at[one] == level else (one,) * width
        right = self.to[two] if self.at[two] == level else (two,) * width
        pairs = zip(left, right, strict=True)
        made = self._make(level, tuple([self._join(a, b, stop=stop) for a, b in pairs]))
        self._joined[key] = made
        return made

    def _build(self, root: int) -> int:
        kind, *of = cast("tuple[str, Any]", self._circuit.nodes[root])
        # Compared one by one: matching whole patterns takes three times as long.
        if kind == "fact":
            return self._make(self._level[of[0]], (0, 1))
        if kind == "in":
            level = self._level[of[0]]
            classes = self.variables[level].classes
            return self._make(level, tuple([int(c <= of[1]) for c in classes]))
        if kind == "not":
            return self.negate(self.of(of[0]))
        if kind == "count":
            return self._count([self.of(n) for n in of[1]], of[0])
        return self._fold(of[0], stop=0 if kind == "all" else 1)

    def _fold(self, parts: Iterable[int], *, stop: int) -> int:
        # Deep levels first: what is joined so far stays below what is added.
        result = 1 - stop
        for part in sorted(map(self.of, parts), key=self.at.__getitem__, reverse=True):
            result = self._join(part, result, stop=stop)
        return result

    def _count(self, parts: list[int], least: int) -> int:
        # row[k] is "at least k of the parts seen so far"; one pass, like counting votes.
        row = [1] + [0] * least
        for part in sorted(parts, key=self.at.__getitem__, reverse=True):
            other = self.negate(part)
            row = [1] + [
                self.disjoin(self.conjoin(part, row[k - 1]), self.conjoin(other, row[k]))
                for k in range(1, least + 1)
            ]
        return row[least]

    def _make(self, level: int, children: tuple[int, ...]) -> int:
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (level, children)
        number = self._number.get(key)
        if number is None:
            number = len(self.at)
            if number > MOST_NODES:
                raise OverBudgetError
            self._number[key] = number
            self.at.append(level)
            self.to.append(children)
        return number

    def _restrict(
        self, node: int, allowed: list[tuple[int, ...] | None], seen: dict[int, int]
    ) -> int:
        found = seen.get(node)
        if found is None:
            children = self.to[node]
            still = allowed[self.at[node]]
            if still is None:
                rest = tuple(self._restrict(c, allowed, seen) for c in children)
            elif len(still) == 1:
                rest = (self._restrict(children[still[0]], allowed, seen),)
            else:
                open_ = {b: self._restrict(children[b], allowed, seen) for b in still}
                # A branch that is ruled out copies a possible one, so that it never tells.
                rest = tuple(open_.get(b, open_[still[0]]) for b in range(len(children)))
            found = seen[node] = self._make(self.at[node], rest)
        return found


def _leaves(circuit: Circuit, roots: Sequence[int]) -> tuple[list[int], frozenset[int]]:
    """Return the leaves below ``roots``, and every node there."""
    seen: set[int] = set()
    found: list[int] = []

    def visit(number: int) -> None:
        if number in seen:
            return
        seen.add(number)
        node = cast("tuple[Any, ...]", circuit.nodes[number])
        if node[0] in ("fact", "in"):
            found.append(number)
        elif node[0] == "not":
            visit(node[1])
        elif node[0] != "const":
            for part in node[-1]:
                visit(part)

    for root in roots:
        visit(root)
    return found, frozenset(seen)


def _variables(
    circuit: Circuit, leaves: Iterable[int], *, domains: Mapping[str, frozenset[str]]
) -> tuple[Variable, ...]:
    asked: dict[str, list[frozenset[str]]] = {}
    for number in leaves:
        node = circuit.nodes[number]
        sets = asked.setdefault(str(node[1]), [])
        if node[0] == "in":
            sets.append(node[2])  # type: ignore[arg-type]
    # In the order of their names, so that nothing told depends on the order of the rules.
    return tuple(
        Variable(name, _classes(domains[name], tuple(sets)) if sets else ())
        for name, sets in sorted(asked.items())
    )


@lru_cache(maxsize=2048)
def _classes(
    domain: frozenset[str], sets: tuple[frozenset[str], ...]
) -> tuple[frozenset[str], ...]:
    """Return the values of ``domain`` by class: those that no set of ``sets`` tells apart."""
    parts = [domain]
    for values in sets:
        split = (piece for part in parts for piece in (part & values, part - values))
        parts = [piece for piece in split if piece]
    return tuple(sorted(parts, key=min))
