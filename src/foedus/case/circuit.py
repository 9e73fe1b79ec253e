"""Which Boolean function is this rule, over the open questions of one incident?

A circuit is a table of hash-consed nodes; the same sub-question is the same node
number everywhere, and constants fold as nodes are made. Leaves are facts (yes or
no) and memberships: *the value of this category lies in this set*, so that two
still-possible places inside one area need no further question.

Every evaluator starts from these nodes: `kleene` here (quick, three-valued) and
`foedus.case.bdd` (exact, the answer of record).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from foedus.truth import Truth

Made = TypeVar("Made")

FALSE, TRUE = 0, 1
Node = tuple[object, ...]
"""("fact", name), ("in", category, values), ("not", n), ("all" or "any", ns), ("count", k, ns)"""


class Circuit:
    """A table of nodes; numbers 0 and 1 are the constants FALSE and TRUE."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [("const", False), ("const", True)]
        self._number: dict[Node, int] = {}
        self._asks: dict[int, bool] = {}
        self.asked: set[str] = set()
        """The facts and categories of which what was grounded asks, also where that folded away."""
        self.doubts: dict[int, frozenset[str]] = {}
        """Node that asks for the place, to the places where more would be asked, were it there."""

    def fact(self, name: str) -> int:
        """Return the node that is TRUE if the fact ``name`` is so."""
        self.asked.add(name)
        return self._make(("fact", name))

    def among(self, category: str, values: frozenset[str], *, domain: frozenset[str]) -> int:
        """Return the node that is TRUE if the category's value is one of ``values``.

        Args:
            category: ``attack``, ``attacker_kind``, ``target``, ``place``, ``attacker`` ...
            values: The values that make it TRUE; those outside ``domain`` are left out.
            domain: Every value that the category can take.
        """
        met = values & domain
        if not met:
            return FALSE
        if met == domain:
            return TRUE
        self.asked.add(category)
        return self._make(("in", category, met))

    def asking(self, make: Callable[[], Made]) -> tuple[Made, frozenset[str]]:
        """Return what ``make`` makes of this table, and the facts and categories it asks for."""
        before, self.asked = self.asked, set()
        try:
            made = make()
            return made, frozenset(self.asked)
        finally:
            self.asked |= before

    def doubt(self, node: int, places: frozenset[str]) -> None:
        """Keep that ``node`` leaves out what would be asked if it were at one of ``places``."""
        if places and node not in (FALSE, TRUE):
            self.doubts[node] = self.doubts.get(node, frozenset()) | places

    def negation(self, node: int) -> int:
        """Return the node that is TRUE where ``node`` is FALSE."""
        if node in (FALSE, TRUE):
            return 1 - node
        inner = self.nodes[node]
        return int(inner[1]) if inner[0] == "not" else self._make(("not", node))  # type: ignore[call-overload]

    def all(self, nodes: Iterable[int]) -> int:
        """Return the conjunction; TRUE if there is none to hold."""
        return self._join("all", nodes, neutral=TRUE)

    def any(self, nodes: Iterable[int]) -> int:
        """Return the disjunction; FALSE if there is none to hold."""
        return self._join("any", nodes, neutral=FALSE)

    def at_least(self, least: int, nodes: Iterable[int]) -> int:
        """Return the node that is TRUE if ``least`` or more of ``nodes`` are."""
        parts = list(nodes)
        left = least - parts.count(TRUE)
        parts = sorted(n for n in parts if n not in (FALSE, TRUE))
        if left <= 0:
            return TRUE
        if left > len(parts):
            return FALSE
        if left == len(parts):
            return self.all(parts)
        return self.any(parts) if left == 1 else self._make(("count", left, tuple(parts)))

    def asks_who_attacked(self, node: int) -> bool:
        """Tell whether some leaf below ``node`` asks which state attacked."""
        known = self._asks.get(node)
        if known is None:
            match self.nodes[node]:
                case ("in", category, _):
                    known = category == "attacker"
                case ("not", int(part)):
                    known = self.asks_who_attacked(part)
                case ("all" | "any", tuple(parts)) | ("count", _, tuple(parts)):
                    known = any(self.asks_who_attacked(part) for part in parts)
                case _:
                    known = False
            self._asks[node] = known
        return known

    def _join(self, kind: str, nodes: Iterable[int], *, neutral: int) -> int:
        parts = {n for n in nodes if n != neutral}
        if 1 - neutral in parts:
            return 1 - neutral
        if len(parts) < 2:
            return parts.pop() if parts else neutral
        return self._make((kind, tuple(sorted(parts))))

    def _make(self, node: Node) -> int:
        number = self._number.get(node)
        if number is None:
            number = self._number[node] = len(self.nodes)
            self.nodes.append(node)
        return number


def kleene(
    circuit: Circuit,
    root: int,
    *,
    facts: Mapping[str, bool | None],
    possible: Mapping[str, frozenset[str]],
    seen: dict[int, Truth] | None = None,
) -> Truth:
    """Return Kleene's value of ``root``: quick, OPEN at times where the exact answer is settled.

    Args:
        circuit: The table.
        root: A node of it.
        facts: Yes, no or None; a fact that is missing is open.
        possible: The still-possible values of each category.
        seen: Kleene's values found at earlier calls; what is found here is added.
    """
    found = {} if seen is None else seen
    if not found:
        found.update({FALSE: Truth.FALSE, TRUE: Truth.TRUE})
    return _Kleene(circuit.nodes, facts, possible, found).value(root)


class _Kleene:
    """One walk; a class rather than a closure, for speed."""

    __slots__ = ("_facts", "_found", "_nodes", "_possible")

    def __init__(
        self,
        nodes: list[Node],
        facts: Mapping[str, bool | None],
        possible: Mapping[str, frozenset[str]],
        found: dict[int, Truth],
    ) -> None:
        self._nodes, self._facts, self._possible, self._found = nodes, facts, possible, found

    def value(self, number: int) -> Truth:
        """Return the value of a node."""
        known = self._found.get(number)
        if known is None:
            known = self._found[number] = self._of(self._nodes[number])
        return known

    def _of(self, node: Any) -> Truth:
        match node[0]:
            case "fact":
                return Truth.of(self._facts.get(node[1]))
            case "in":
                still = self._possible[node[1]]
                if still <= node[2]:
                    return Truth.TRUE
                return Truth.FALSE if still.isdisjoint(node[2]) else Truth.OPEN
            case "not":
                return ~self.value(node[1])
            case "all":
                return self._first(node[1], Truth.FALSE)
            case "any":
                return self._first(node[1], Truth.TRUE)
        return _count(node[1], [self.value(n) for n in node[2]])

    def _first(self, parts: tuple[int, ...], settling: Truth) -> Truth:
        """Return ``settling`` if a part has it, else OPEN if one is open, else its opposite."""
        found = ~settling
        for part in parts:
            value = self.value(part)
            if value is settling:
                return settling
            if value is Truth.OPEN:
                found = value
        return found


def _count(least: int, values: list[Truth]) -> Truth:
    if values.count(Truth.TRUE) >= least:
        return Truth.TRUE
    return Truth.FALSE if len(values) - values.count(Truth.FALSE) < least else Truth.OPEN
