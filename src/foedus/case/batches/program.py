"""Which steps over whole columns give these answers?

A step is a node in three values, kept once however many articles ask for it: -1 no,
0 open, 1 yes. On that scale *and* is the least, *or* the greatest, *not* the
opposite value, and *at least k of n* the k-th greatest: one operation on one byte
where a pair of known-true and known-false bits would need two. The parts that
are denied in one conjunction are denied together (De Morgan).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foedus.case.batches.legend import Legend
from foedus.case.batches.opened import Opened

NO, OPEN, YES = 0, 1, 2
"""The numbers of the constant steps."""
Step = tuple[object, ...]
"""("constant", v), ("fact", name), ("among", category, inside, outside), ("some", category, bits),
("not", n), ("all" or "any", ns), ("count", least, ns)"""


@dataclass(slots=True)
class Program:
    """Steps in an order in which each one's parts come before it."""

    steps: list[Step] = field(
        default_factory=lambda: [("constant", -1), ("constant", 0), ("constant", 1)]
    )
    _number: dict[Step, int] = field(default_factory=dict)

    def parts(self, step: int) -> tuple[int, ...]:
        """Return the steps from which ``step`` is worked out."""
        match self.steps[step]:
            case ("not", int(part)):
                return (part,)
            case ("all" | "any", tuple(parts)) | ("count", _, tuple(parts)):
                return parts
        return ()

    def column(self, step: int) -> str | None:
        """Return the column that ``step`` itself reads, if any."""
        match self.steps[step]:
            case ("fact" | "among" | "some", str(name), *_):
                return name
        return None

    def fact(self, name: str) -> int:
        """Return the step that is the column of a fact."""
        return self._make(("fact", name))

    def among(self, category: str, *, inside: int, outside: int) -> int:
        """Return the step: yes if only bits ``inside`` are set, no if only bits ``outside`` are."""
        if not inside or not outside:
            return YES if inside else NO
        return self._make(("among", category, inside, outside))

    def some(self, category: str, *, bits: int) -> int:
        """Return the step: yes if some of ``bits`` is set, else no; never open."""
        return self._make(("some", category, bits))

    def negation(self, step: int) -> int:
        """Return the step with yes for no."""
        if step <= YES:
            return YES - step
        kind, *rest = self.steps[step]
        return int(str(rest[0])) if kind == "not" else self._make(("not", step))

    def all(self, steps: Iterable[int]) -> int:
        """Return the least of ``steps``; yes if there is none."""
        return self._join("all", steps, neutral=YES)

    def any(self, steps: Iterable[int]) -> int:
        """Return the greatest of ``steps``; no if there is none."""
        return self._join("any", steps, neutral=NO)

    def at_least(self, least: int, steps: Iterable[int]) -> int:
        """Return the ``least``-th greatest of ``steps``."""
        parts = list(steps)
        left = least - parts.count(YES)
        parts = sorted(s for s in parts if s not in (NO, YES))
        if left <= 0:
            return YES
        if left > len(parts):
            return NO
        if left == len(parts):
            return self.all(parts)
        return self.any(parts) if left == 1 else self._make(("count", left, tuple(parts)))

    def _join(self, kind: str, steps: Iterable[int], *, neutral: int) -> int:
        parts = {s for s in steps if s != neutral}
        if YES - neutral in parts:
            return YES - neutral
        denied = {s for s in parts if self.steps[s][0] == "not"}
        if len(denied) > 1:
            inner = self._join(
                "any" if kind == "all" else "all",
                (self.negation(s) for s in denied),
                neutral=YES - neutral,
            )
            parts = parts - denied | {self.negation(inner)}
        if len(parts) < 2:
            return parts.pop() if parts else neutral
        return self._make((kind, tuple(sorted(parts))))

    def _make(self, step: Step) -> int:
        number = self._number.get(step)
        if number is None:
            number = self._number[step] = len(self.steps)
            self.steps.append(step)
        return number


def compiled(
    articles: Iterable[Opened], *, columns: frozenset[str], legend: Legend
) -> tuple[Program, tuple[int, ...]]:
    """Return the program of all articles, and the step that answers each."""
    program = Program()
    return program, tuple(_answer(one, program, columns=columns, legend=legend) for one in articles)


def _answer(one: Opened, program: Program, *, columns: frozenset[str], legend: Legend) -> int:
    if one.constant is not None:
        return YES if one.constant > 0 else NO
    due = _Compiling(one, program, columns=columns, legend=legend).step(one.root)
    if "attacker" not in columns:
        return due
    # Nobody owes help against itself, and nobody attacks itself: the others alone count.
    others = legend.bits("attacker", one.domains["attacker"])
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
        self._domains, self._possible = one.domains, one.possible
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
        if name in self._columns:
            return self._program.fact(name)
        told = self._facts.get(name)
        return OPEN if told is None else YES if told else NO

    def _among(self, category: str, values: frozenset[str]) -> int:
        if category not in self._columns:
            still = self._possible[category]
            return YES if still <= values else OPEN if still & values else NO
        inside = self._legend.bits(category, values)
        whole = self._legend.bits(category, self._domains[category])
        return self._program.among(category, inside=inside, outside=whole & ~inside)
