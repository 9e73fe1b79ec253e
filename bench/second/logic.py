"""What follows from what, when some questions are open? A second logic, by trying every answer."""

from collections.abc import Iterator
from typing import NamedTuple


class Refused(Exception):  # noqa: N818 - the name says what became of the proof
    """A proof does not hold, or cannot be read."""


class Node(NamedTuple):
    """What a sentence says: a constant, a question, or a rule over other sentences."""

    op: str
    """const | fact | in | all | any | not | count"""
    parts: tuple["Node", ...] = ()
    name: str = ""
    """Of a question, its name; of a constant, words that its sentence must hold, as a pattern."""
    met: frozenset[str] = frozenset()
    least: int = 0
    holds: bool = False


def const(holds: bool, says: str = "") -> Node:
    """Return what the register alone settles."""
    return Node("const", holds=holds, name=says)


def fact(name: str) -> Node:
    """Return the question of a fact."""
    return Node("fact", name=name)


def negated(part: Node) -> Node:
    """Return what holds if a part does not."""
    return Node("not", (part,))


def every(*parts: Node) -> Node:
    """Return what holds if every part does."""
    return Node("all", parts)


def some(*parts: Node) -> Node:
    """Return what holds if at least one part does."""
    return Node("any", parts)


class Known:
    """What is settled, and what is still possible; with every value found so far."""

    def __init__(self, facts: dict[str, bool], possible: dict[str, frozenset[str]]) -> None:
        self.facts, self.possible = facts, possible
        self._kept: dict[int, tuple[Node, bool | None]] = {}

    def value(self, node: Node) -> bool | None:
        """Return the value that all completions agree on; None if they do not."""
        if id(node) not in self._kept:
            found = self.reached(node)
            self._kept[id(node)] = node, found.pop() if len(found) == 1 else None
        return self._kept[id(node)][1]

    def reached(self, node: Node) -> set[bool]:
        """Return the values that some completion gives to a node."""
        quick = self.quick(node)
        if quick is not None:
            return {quick}
        found: set[bool] = set()
        for supposed in self.supposed(next(self.open_leaves(node)), node):
            found |= supposed.reached(node)
            if len(found) == 2:
                break
        return found

    def quick(self, node: Node) -> bool | None:
        """Return what the three-valued connectives give, from the leaves up."""
        match node.op:
            case "const":
                return node.holds
            case "fact":
                return self.facts.get(node.name)
            case "in":
                still = self.possible[node.name]
                return True if still <= node.met else None if still & node.met else False
        return joined(node.op, [self.quick(p) for p in node.parts], least=node.least)

    def open_leaves(self, node: Node) -> Iterator[Node]:
        """Yield the leaves on which the value still turns."""
        if self.quick(node) is None:
            if not node.parts:
                yield node
            for part in node.parts:
                yield from self.open_leaves(part)

    def supposed(self, leaf: Node, whole: Node) -> Iterator["Known"]:
        """Yield what would be known under each answer to one leaf that ``whole`` tells apart."""
        if leaf.op == "fact":
            yield from (Known(self.facts | {leaf.name: a}, self.possible) for a in (True, False))
            return
        asked = [n.met for n in leaves(whole) if n.op == "in" and n.name == leaf.name]
        still = sorted(self.possible[leaf.name])
        for value in {tuple(v in met for met in asked): v for v in still}.values():
            yield Known(self.facts, self.possible | {leaf.name: frozenset({value})})


def joined(op: str, values: list[bool | None], *, least: int = 0) -> bool | None:
    """Return the three-valued connective of some values."""
    yes, no = values.count(True), values.count(False)
    match op:
        case "not":
            return None if values[0] is None else not values[0]
        case "all":
            return False if no else None if yes < len(values) else True
        case "any":
            return True if yes else None if no < len(values) else False
        case "count":
            return True if yes >= least else False if len(values) - no < least else None
    raise Refused(f"no such rule: {op}")


def leaves(node: Node) -> Iterator[Node]:
    """Yield every leaf of a node."""
    if not node.parts:
        yield node
    for part in node.parts:
        yield from leaves(part)
