"""How does an article's circuit become steps over the columns?"""

from collections.abc import Iterable, Mapping

from foedus.case.batches.legend import Legend
from foedus.case.batches.opened import Opened
from foedus.case.batches.program import NO, YES, Program


def compiled(
    articles: Iterable[Opened], *, columns: frozenset[str], legend: Legend
) -> tuple[Program, tuple[int, ...]]:
    """Return the program of all articles, and the step that answers each.

    Args:
        articles: Grounded on what all rows share.
        columns: The names of what differs from row to row.
        legend: The bits of the columns of masks.
    """
    program = Program()
    return program, tuple(_answer(one, program, columns=columns, legend=legend) for one in articles)


def _answer(one: Opened, program: Program, *, columns: frozenset[str], legend: Legend) -> int:
    if one.constant is not None:
        return YES if one.constant > 0 else NO
    due = _Compiling(one, program, columns=columns, legend=legend).step(one.root)
    if "attacker" not in columns:
        return due
    # Nobody owes help against itself, and nobody attacks itself: the others alone count.
    others = legend.bits("attacker", one.possible["attacker"])
    if others == legend.mask("attacker"):
        return due
    return program.all([due, program.some("attacker", bits=others)])


class _Compiling:
    """One article's nodes on their way into the program."""

    def __init__(
        self, one: Opened, program: Program, *, columns: frozenset[str], legend: Legend
    ) -> None:
        self._nodes = one.scope.circuit.nodes
        self._program = program
        self._columns = columns
        self._legend = legend
        self._facts: Mapping[str, bool] = one.facts
        self._possible = one.possible
        self._found: dict[int, int] = {0: NO, 1: YES}

    def step(self, node: int) -> int:
        """Return the step of a circuit node."""
        if node not in self._found:
            self._found[node] = self._of(node)
        return self._found[node]

    def _of(self, number: int) -> int:
        match self._nodes[number]:
            case ("fact", str(name)):
                return self._fact(name)
            case ("in", str(category), frozenset() as values):
                return self._among(category, values)
            case ("not", int(part)):
                return self._program.negation(self.step(part))
            case ("all", tuple(parts)):
                return self._program.all(map(self.step, parts))
            case ("any", tuple(parts)):
                return self._program.any(map(self.step, parts))
            case ("count", int(least), tuple(parts)):
                return self._program.at_least(least, map(self.step, parts))
        raise AssertionError(number)

    def _fact(self, name: str) -> int:
        if name in self._columns or name not in self._facts:
            return self._program.fact(name)
        return YES if self._facts[name] else NO

    def _among(self, category: str, values: frozenset[str]) -> int:
        whole = self._legend.bits(category, self._possible[category])
        inside = self._legend.bits(category, values) & whole
        return self._program.among(category, inside=inside, outside=whole & ~inside)
