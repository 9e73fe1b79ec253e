"""For whom, and under which text, is a rule read? And what does a grounded rule look like?

A grounded rule is a tree: beside each circuit node stands the condition, or the
sentence, that it came from. The same tree is decided and explained.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from foedus.case.circuit import FALSE, TRUE, Circuit
from foedus.case.scene import Scene
from foedus.codes import is_invented
from foedus.commitment.condition import Condition
from foedus.commitment.instrument import Article, Instrument, Patch, Unless
from foedus.dates import Interval

Said = Condition | Unless | str
"""What a node stands for: an element of the text, or a plain sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One obligor under one article, in one scene."""

    scene: Scene
    bearer: str
    instrument: Instrument | None = None
    article: Article | None = None
    parties: tuple[str, ...] = ()
    patches: Mapping[str, tuple[Condition, str]] = field(default_factory=dict)
    """Element (``terms.x``, ``art5.when``) to the condition put in its place, and by whom."""
    granted: frozenset[str] = frozenset()
    """Terms and facts taken as met, to see what is left for want of them alone."""

    @property
    def day(self) -> date:
        """Return the day for which the case is decided."""
        return self.scene.incident.day

    @property
    def known_on(self) -> date:
        """Return the day by which the text had to be public."""
        return self.scene.incident.known_on or self.scene.incident.day

    @property
    def circuit(self) -> Circuit:
        """Return the table that all rules of this scene share."""
        return self.scene.circuit

    def domain(self, category: str) -> frozenset[str]:
        """Return every value of ``category``; an attacker nobody named is not the obligor."""
        whole = self.scene.domains[category]
        if category == "attacker" and self.bearer not in self.scene.attackers:
            return whole - {self.bearer}
        return whole

    def states(self, whom: Iterable[str]) -> frozenset[str]:
        """Return the states that ``victim``, ``bearer``, ``parties`` and codes stand for."""
        named = {
            "victim": (self.scene.victim,),
            "bearer": (self.bearer,),
            "parties": self.parties,
        }
        return frozenset(state for word in whom for state in named.get(word, (word,)))


@dataclass(frozen=True, slots=True)
class Grounded:
    """One node of a rule, grounded."""

    node: int
    """Its number in the circuit."""
    rule: str
    """all | any | not | count | leaf"""
    said: Said
    parts: tuple["Grounded", ...] = ()
    cite: str | None = None
    least: int = 0
    """Of a count: how many parts must hold."""

    def nodes(self) -> Iterator[int]:
        """Yield its own node and those of all that it is made of."""
        yield self.node
        for part in self.parts:
            yield from part.nodes()


def scope_of(scene: Scene, bearer: str, *, instrument: Instrument, article: Article) -> Scope:
    """Return the scope of one article for one obligor, with the patches that bind it."""
    return Scope(
        scene=scene,
        bearer=bearer,
        instrument=instrument,
        article=article,
        parties=scene.parties(instrument, parties_for),
        patches=patches_of(instrument, bearer, scene=scene),
    )


def parties_for(instrument: Instrument, day: date) -> tuple[str, ...]:
    """Return the parties on ``day``; of an instrument that is only signed, its first parties.

    A party that is no state any more, or not yet one, is left out.
    """
    return tuple(state for state in _parties(instrument, day) if exists(state, day))


@lru_cache(maxsize=4096)
def exists(code: str, day: date) -> bool:
    """Tell whether ``code`` is a state on ``day``; invented states always are."""
    from foedus.names import state, states  # noqa: PLC0415 - the names' tables, only when asked

    if is_invented(code) or code not in states():
        return True
    found = state(code)
    # On the very day on which it ended it may still have been attacked as a state.
    return found.is_state_on(day) or any(day == spell.end for spell in found.spells)


def _parties(instrument: Instrument, day: date) -> tuple[str, ...]:
    life = instrument.life
    if life.in_force and day < life.in_force:
        return instrument.bound_on(life.in_force)
    if instrument.status_on(day) == "ended":
        states = (s for s, span in instrument.parties if span.end in (None, life.until))
        return tuple(dict.fromkeys(states))
    return instrument.bound_on(day)


def patches_of(
    instrument: Instrument, bearer: str, *, scene: Scene
) -> dict[str, tuple[Condition, str]]:
    """Return what the obligor's reservations put in place; in mode declared interpretations too."""
    if not instrument.reservations and not instrument.interpretations:
        return {}
    made = [p for p in instrument.reservations if _reaches(p, bearer, victim=scene.victim)]
    if scene.incident.mode == "declared":
        read = (p for p in instrument.interpretations if not p.states or bearer in p.states)
        made = [*read, *made]
    return {
        element: (condition, patch.by)
        for patch in made
        if _counts(patch, scene)
        for element, condition in patch.conditions.items()
    }


def _reaches(patch: Patch, bearer: str, *, victim: str) -> bool:
    # VCLT Art. 21(1)(b): what is owed to the reserving state is modified to the same extent.
    authors = patch.states or (patch.by,)
    return bearer in authors or (patch.reciprocal and victim in authors)


def _counts(patch: Patch, scene: Scene) -> bool:
    """Tell whether a reservation or reading stands on the day, as far as it was public."""
    incident = scene.incident
    known_on = incident.known_on or incident.day
    begun = incident.day in Interval(patch.day, patch.until)
    return begun and (patch.known_from is None or patch.known_from <= known_on)


def leaf(node: int, said: Said, *, cite: str | None = None) -> Grounded:
    """Return a grounded node without parts."""
    return Grounded(node, "leaf", said, (), cite)


def constant(value: bool, said: Said, *, cite: str | None = None) -> Grounded:
    """Return what the register alone settles."""
    return leaf(TRUE if value else FALSE, said, cite=cite)


def fact(name: str, said: Said, *, scope: Scope) -> Grounded:
    """Return the leaf that asks for a fact."""
    if name in scope.granted:
        return constant(True, said)
    return leaf(scope.circuit.fact(name), said)


def among(category: str, values: frozenset[str], *, said: Said, scope: Scope) -> Grounded:
    """Return the leaf that asks whether a category's value is one of ``values``."""
    return leaf(scope.circuit.among(category, values, domain=scope.domain(category)), said)


def conjunction(
    said: Said, parts: Iterable[Grounded], *, scope: Scope, cite: str | None = None
) -> Grounded:
    """Return the node that holds if every part does."""
    kept = tuple(parts)
    return Grounded(scope.circuit.all(p.node for p in kept), "all", said, kept, cite)


def disjunction(
    said: Said, parts: Iterable[Grounded], *, scope: Scope, cite: str | None = None
) -> Grounded:
    """Return the node that holds if at least one part does."""
    kept = tuple(parts)
    return Grounded(scope.circuit.any(p.node for p in kept), "any", said, kept, cite)


def negation(said: Said, part: Grounded, *, scope: Scope, cite: str | None = None) -> Grounded:
    """Return the node that holds if ``part`` does not."""
    return Grounded(scope.circuit.negation(part.node), "not", said, (part,), cite)
