"""Which steps over whole columns give these answers?

A step is a node in three values, kept once however many articles ask for it: -1 no,
0 open, 1 yes. On that scale *and* is the least, *or* the greatest, *not* the
opposite value, and *at least k of n* the k-th greatest: one operation on one byte
where a pair of known-true and known-false bits would need two.

Steps are simplified as they are made. Two sets of one category in one conjunction
are one set; what stands beside a part is taken as given inside it. That leaves the
two-valued meaning alone, makes fewer steps, and settles rows that the circuit's own
three values leave open. Parts that are denied together are denied once (De Morgan).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NO, YES = 0, 1
"""The numbers of the constant steps."""
Step = tuple[object, ...]
"""("constant", v), ("fact", name), ("among", category, inside, outside), ("some", category, bits),
("not", n), ("all" or "any", ns), ("count", least, ns)"""


@dataclass(frozen=True, slots=True)
class Given:
    """What may be taken as settled inside a part, because of what stands beside it."""

    value: int
    """YES beside the parts of a conjunction, which all hold; NO beside those of a disjunction."""
    steps: frozenset[int]
    """Steps that have this value."""
    denied: frozenset[int]
    """Steps that have the other one."""
    left: Mapping[str, int]
    """Category to the bits that are left to it."""


@dataclass(slots=True)
class Program:
    """Steps in an order in which each one's parts come before it."""

    steps: list[Step] = field(default_factory=lambda: [("constant", -1), ("constant", 1)])
    _number: dict[Step, int] = field(default_factory=dict)
    _denied: dict[int, int] = field(default_factory=dict)
    """Step to its negation."""
    _known: dict[tuple[str, frozenset[int]], int] = field(default_factory=dict)
    """Conjunctions and disjunctions made before."""

    def parts(self, step: int) -> tuple[int, ...]:
        """Return the steps from which ``step`` is worked out."""
        match self.steps[step]:
            case ("not", int(part)):
                return (part,)
            case ("all" | "any", tuple(parts)) | ("count", _, tuple(parts)):
                return parts
        return ()

    def column(self, step: int) -> str:
        """Return the column that ``step`` itself reads; empty if it reads none."""
        match self.steps[step]:
            case ("fact" | "among" | "some", str(name), *_):
                return name
        return ""

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
        """Return the step with yes for no; it reaches down to the facts."""
        if step not in self._denied:
            self._denied[step] = self._negation(step)
            self._denied[self._denied[step]] = step
        return self._denied[step]

    def _negation(self, step: int) -> int:
        match self.steps[step]:
            case ("constant", _):
                return YES - step
            case ("not", int(part)):
                return part
            case ("among", str(category), int(inside), int(outside)):
                return self.among(category, inside=outside, outside=inside)
            case ("all" | "any" as kind, tuple(parts)):
                return self._join(_other(str(kind)), map(self.negation, parts))
            case ("count", int(least), tuple(parts)):
                return self.at_least(len(parts) - least + 1, map(self.negation, parts))
        return self._make(("not", step))

    def all(self, steps: Iterable[int]) -> int:
        """Return the least of ``steps``; yes if there is none."""
        return self._join("all", steps)

    def any(self, steps: Iterable[int]) -> int:
        """Return the greatest of ``steps``; no if there is none."""
        return self._join("any", steps)

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

    def _join(self, kind: str, steps: Iterable[int]) -> int:
        key = (kind, frozenset(steps))
        if key not in self._known:
            self._known[key] = self._made(*key)
        return self._known[key]

    def _made(self, kind: str, steps: frozenset[int]) -> int:
        neutral, other = (YES, NO) if kind == "all" else (NO, YES)
        parts = self._merged(kind, self._flat(kind, steps))
        for part in sorted(parts, reverse=True):
            # The longest parts first: each is told what the others, as they are now, settle.
            others = self._given_by(kind, parts - {part})
            parts = parts - {part} | set(self._flat(kind, [self._under(part, others)]))
        parts = self._merged(kind, parts) - {neutral}
        if other in parts:
            return other
        return self._joined(kind, parts) if parts else neutral

    def _joined(self, kind: str, parts: set[int]) -> int:
        denied = {s for s in parts if self.steps[s][0] == "not"}
        if len(denied) > 1:
            inner = tuple(sorted(self.negation(s) for s in denied))
            other = self._make(("any" if kind == "all" else "all", inner))
            parts = parts - denied | {self._make(("not", other))}
        return parts.pop() if len(parts) == 1 else self._make((kind, tuple(sorted(parts))))

    def _flat(self, kind: str, steps: Iterable[int]) -> set[int]:
        """Return the parts of a conjunction (disjunction), of those within it too."""
        found: set[int] = set()
        for step in steps:
            inner = self.steps[step]
            if inner[0] == kind:
                found |= self._flat(kind, self.parts(step))
            elif inner[0] == "not" and self.steps[self.parts(step)[0]][0] == _other(kind):
                denied = map(self.negation, self.parts(self.parts(step)[0]))
                found |= self._flat(kind, denied)
            else:
                found.add(step)
        return found

    def _merged(self, kind: str, parts: set[int]) -> set[int]:
        """Return ``parts`` with one set for each category."""
        sets: dict[str, tuple[int, int]] = {}
        rest: set[int] = set()
        for step in parts:
            match self.steps[step]:
                case ("among", str(category), int(inside), int(outside)):
                    whole = inside | outside
                    known = sets.get(category, (whole if kind == "all" else 0, whole))[0]
                    both = known & inside if kind == "all" else known | inside
                    sets[category] = (both, whole)
                case _:
                    rest.add(step)
        made = (self.among(c, inside=i, outside=w & ~i) for c, (i, w) in sets.items())
        return rest | set(made)

    def _given_by(self, kind: str, parts: set[int]) -> Given:
        left = {}
        for step in parts:
            match self.steps[step]:
                case ("among", str(category), int(inside), int(outside)):
                    left[category] = inside if kind == "all" else outside
        denied = frozenset(map(self.negation, parts))
        return Given(YES if kind == "all" else NO, frozenset(parts), denied, left)

    def _under(self, step: int, given: Given) -> int:
        """Return ``step`` as simple as what is given lets it be."""
        if step in given.steps or step in given.denied:
            return given.value if step in given.steps else YES - given.value
        match self.steps[step]:
            case ("among", str(category), int(inside), int(outside)) if category in given.left:
                return self._narrowed(category, inside, outside=outside, given=given)
            case ("not", int(part)):
                return self.negation(self._under(part, given))
            case ("all" | "any" as kind, tuple(parts)):
                return self._join(str(kind), [self._under(p, given) for p in parts])
            case ("count", int(least), tuple(parts)):
                return self.at_least(least, [self._under(p, given) for p in parts])
        return step

    def _narrowed(self, category: str, inside: int, *, outside: int, given: Given) -> int:
        """Return a set as narrow (or as wide) as the one beside it: rings are settled exactly."""
        left, whole = given.left[category], inside | outside
        if not inside & left or not outside & left:
            return YES if inside & left else NO
        kept = inside & left if given.value == YES else inside | whole & ~left
        return self.among(category, inside=kept, outside=whole & ~kept)

    def _make(self, step: Step) -> int:
        number = self._number.get(step)
        if number is None:
            number = self._number[step] = len(self.steps)
            self.steps.append(step)
        return number


def _other(kind: str) -> str:
    return "any" if kind == "all" else "all"
