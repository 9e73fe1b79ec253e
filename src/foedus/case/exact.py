"""What follows from what is known? The exact three-valued answer to every node of a rule.

Kleene's value is taken where it is settled (it is never wrong then); where Kleene
says OPEN the diagram is asked whether all completions agree after all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from foedus.case.bdd import ENDS, Diagram
from foedus.case.circuit import FALSE, TRUE, kleene
from foedus.case.scene import Scene
from foedus.truth import Truth

Found = TypeVar("Found")


class Exact:
    """Answers about a set of circuit nodes under what a scene leaves possible."""

    def __init__(self, scene: Scene, roots: Sequence[int], *, bearer: str | None = None) -> None:
        """Prepare the nodes ``roots``; ``bearer`` is no candidate for an attacker nobody named."""
        self.scene = scene
        self.roots = tuple(roots)
        self._bearer = bearer
        unnamed = bearer is not None and bearer not in scene.attackers
        self._not_attacker = frozenset({bearer}) if unnamed and bearer else frozenset()
        self._quick: dict[int, Truth] = {}
        self._rests: dict[int, int] = {}
        self.reached: dict[int, int] = {0: 1, 1: 2}
        """Diagram node to the terminals that are reached from it under what is known."""
        self.proofs: dict[int, object] = {}
        """The proofs of what the scene grounds alike for every obligor, by its id."""
        self._kept: dict[tuple[str, int], object] = {}
        self._truths: dict[int, Truth] = {FALSE: Truth.FALSE, TRUE: Truth.TRUE}

    @cached_property
    def possible(self) -> Mapping[str, frozenset[str]]:
        """Return the values of each category that are still possible."""
        if "attacker" not in self.scene.circuit.asked:
            return self.scene.possible
        attacker = self.scene.possible["attacker"] - self._not_attacker
        return {**self.scene.possible, "attacker": attacker}

    @cached_property
    def domains(self) -> Mapping[str, frozenset[str]]:
        """Return every value of each category."""
        if "attacker" not in self.scene.circuit.asked:
            return self.scene.domains
        attacker = self.scene.domains["attacker"] - self._not_attacker
        return {**self.scene.domains, "attacker": attacker}

    @cached_property
    def diagram(self) -> Diagram:
        """Return the diagram of the roots, built as far as it is asked."""
        setting = self.scene.setting
        return setting.diagram(self.roots, domains=self.domains, without=self._not_attacker)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Return the places where the rule would ask more than it asks of those still possible."""
        doubts = self.scene.circuit.doubts
        if not doubts:
            return frozenset()
        covered = self.diagram.covered
        return frozenset[str]().union(*(of for node, of in doubts.items() if node in covered))

    @cached_property
    def known(self) -> dict[str, tuple[int, ...]]:
        """Return the branches of each variable that are still possible."""
        found: dict[str, tuple[int, ...]] = {}
        for variable in self.diagram.variables:
            if variable.classes:
                still = self.possible[variable.name]
                classes = enumerate(variable.classes)
                found[variable.name] = tuple(i for i, c in classes if not c.isdisjoint(still))
            elif variable.name in self.scene.facts:
                found[variable.name] = (int(self.scene.facts[variable.name]),)
        return found

    @cached_property
    def allowed(self) -> list[tuple[int, ...] | None]:
        """Return the branches left at each level of the diagram."""
        return [self.known.get(v.name) for v in self.diagram.variables]

    def truth(self, node: int) -> Truth:
        """Return the exact value of a circuit node."""
        if node not in self._truths:
            quick = kleene(
                self.scene.circuit,
                node,
                facts=self.scene.facts,
                possible=self.possible,
                seen=self._quick,
            )
            if quick is Truth.OPEN and self.scene.circuit.nodes[node][0] not in ("fact", "in"):
                quick = self._settled(node)
            self._truths[node] = quick
        return self._truths[node]

    def _settled(self, node: int) -> Truth:
        if node not in self.diagram.covered:
            # A part of the rule that something else settles already: asked by itself.
            return Exact(self.scene, [node], bearer=self._bearer).truth(node)
        return ENDS[self.diagram.reach(self.diagram.of(node), self.allowed, self.reached)]

    def once(self, what: str, node: int, compute: Callable[["Exact", int], Found]) -> Found:
        """Return ``compute(self, node)``, computed at the first call for ``what`` and kept."""
        key = (what, node)
        if key not in self._kept:
            self._kept[key] = compute(self, node)
        return self._kept[key]  # type: ignore[return-value]

    def rest(self, node: int) -> int:
        """Return the residual of a circuit node, as a node of `diagram`."""
        return self.diagram.restrict(self.diagram.of(node), self.known, seen=self._rests)

    def branches(self, name: str) -> Iterable[int]:
        """Return the still-possible branches of a variable."""
        level = self.diagram.level(name)
        return self.known.get(name, range(self.diagram.variables[level].width))
