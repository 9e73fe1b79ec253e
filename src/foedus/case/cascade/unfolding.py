"""What follows wave after wave? One algorithm for one world, for many, and for all at once.

Each step takes the facts that are due to enter on one day, all at once; then every link is
decided on the facts so far, and what becomes live is set down for the day that its lag
names: with no lag, for the next step of the same day. So the links of a wave are decided
on the facts of the wave before, nothing is withdrawn, and it ends.

Values are whatever the algebra makes of them: a yes or no, the worlds (as bits) in which a
fact holds, or its function of all draws.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from foedus.case.cascade.network import Link, Network, parts_of

Value = TypeVar("Value")
MOST_STEPS = 100_000


class Algebra(Protocol[Value]):
    """How values are joined."""

    false: Value
    true: Value
    tells_ways: bool
    """Whether it is told by which links a fact entered: of many worlds it costs too much."""

    def both(self, one: Value, two: Value) -> Value:
        """Return where both hold."""

    def either(self, one: Value, two: Value) -> Value:
        """Return where at least one holds."""

    def without(self, one: Value, two: Value) -> Value:
        """Return where ``one`` holds and ``two`` does not."""

    def is_false(self, one: Value) -> bool:
        """Tell whether it holds nowhere."""

    def acts(self, draw: str) -> Value:
        """Return where the draw comes out as an act."""

    def lagged(self, link: Link, live: Value) -> Iterable[tuple[int, Value]]:
        """Yield lag in days, and where in ``live`` it is that long."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """One fact, newly there."""

    day: int
    """Days after the first."""
    step: int
    """Within the day: 0, 1 ..."""
    fact: str
    value: Value
    """Where it is new."""
    by: tuple[str, ...]
    """The links that brought it, by id; none where it is given, or not `Algebra.tells_ways`."""


@dataclass(frozen=True, slots=True)
class Unfolded(Generic[Value]):
    """A cascade to its end."""

    entries: tuple[Entry[Value], ...]
    facts: Mapping[str, Value]
    watched: Mapping[str, Value]
    passages: Mapping[str, tuple[tuple[int, int, Value], ...]]
    """Watched question to day, step and where it first held then."""
    kept_out: tuple[tuple[int, int, str, Value], ...]
    """Day, step, fact and where it would have entered but for a guard or a rival."""
    live: Mapping[str, Value]
    """Link to where it was ever live."""


def unfold(
    network: Network, algebra: Algebra[Value], *, after: Mapping[str, int] | None = None
) -> Unfolded[Value]:
    """Return the cascade of ``network``, worked out in ``algebra``.

    Args:
        network: Facts and links.
        algebra: How values are joined.
        after: Link to a number of steps by which it comes later on its day: to see whether
            the order of two acts of one day matters.
    """
    return _Unfolding(network, algebra, after or {}).run()


class _Unfolding(Generic[Value]):
    def __init__(self, network: Network, algebra: Algebra[Value], after: Mapping[str, int]) -> None:
        self._network, self._algebra, self._after = network, algebra, after
        self._gates = Gates(network, algebra)
        self._seen: dict[int, Value] = {}
        self._by_body: dict[int, list[Link]] = {}
        for link in network.links:
            self._by_body.setdefault(link.body, []).append(link)
        self._arrived: dict[str, Value] = {}
        self._due: dict[tuple[int, int], dict[str, list[tuple[str, Value]]]] = {}
        self._days: list[tuple[int, int]] = []
        self._entries: list[Entry[Value]] = []
        self._kept_out: list[tuple[int, int, str, Value]] = []
        self._passages: dict[str, list[tuple[int, int, Value]]] = {q: [] for q in network.watched}
        self._held: dict[str, Value] = dict.fromkeys(network.watched, algebra.false)
        self._rivals: dict[str, list[tuple[str, int]]] = {}
        for one, two, node in network.rivals:
            self._rivals.setdefault(one, []).append((two, node))
            self._rivals.setdefault(two, []).append((one, node))

    def run(self) -> Unfolded[Value]:
        for fact, day in self._network.given.items():
            self._set_down((day, 0), fact, "", self._algebra.true)
        self._follow((min(self._network.given.values(), default=0), -1), None)
        for _ in range(MOST_STEPS):
            if not self._days:
                break
            at = heapq.heappop(self._days)
            changed = self._enter(at, self._due.pop(at))
            if changed:
                self._follow(at, self._gates.change(changed))
        return Unfolded(
            entries=tuple(self._entries),
            facts=dict(self._gates.facts),
            watched={q: self._gates.value(n) for q, n in self._network.watched.items()},
            passages={q: tuple(found) for q, found in self._passages.items()},
            kept_out=tuple(self._kept_out),
            live={
                link.id: self._seen[body]
                for body, links in self._by_body.items()
                for link in links
                if body in self._seen
            },
        )

    def _set_down(self, at: tuple[int, int], fact: str, link: str, value: Value) -> None:
        if at not in self._due:
            self._due[at] = {}
            heapq.heappush(self._days, at)
        self._due[at].setdefault(fact, []).append((link, value))

    def _enter(
        self, at: tuple[int, int], due: Mapping[str, list[tuple[str, Value]]]
    ) -> dict[str, Value]:
        """Let the facts of one step in; return those that changed, with their new values."""
        do, facts = self._algebra, self._gates.facts
        for fact, ways in due.items():
            value = self._arrived.get(fact, do.false)
            for _, way in ways:
                value = do.either(value, way)
            self._arrived[fact] = value
        changed: dict[str, Value] = {}
        for fact, ways in due.items():
            known = facts.get(fact, do.false)
            wanted = do.without(self._arrived[fact], known)
            if do.is_false(wanted):
                continue
            new = self._admitted(fact, wanted, at)
            if new is wanted or not do.is_false(new):
                self._entries.append(Entry(*at, fact, new, self._ways(ways, new)))
                changed[fact] = do.either(known, new)
        return changed

    def _ways(self, ways: Iterable[tuple[str, Value]], new: Value) -> tuple[str, ...]:
        do = self._algebra
        if not do.tells_ways:
            return ()
        told = (link for link, way in ways if link and not do.is_false(do.both(way, new)))
        return tuple(dict.fromkeys(told))

    def _admitted(self, fact: str, wanted: Value, at: tuple[int, int]) -> Value:
        do, new = self._algebra, self._unguarded(fact, wanted)
        for other, node in self._rivals.get(fact, ()):
            rival = self._unguarded(other, self._arrived.get(other, do.false))
            if rival is not do.false:
                new = do.without(new, do.both(rival, self._gates.value(node)))
        if new is not wanted:
            barred = do.without(wanted, new)
            if not do.is_false(barred):
                self._kept_out.append((*at, fact, barred))
        return new

    def _unguarded(self, fact: str, value: Value) -> Value:
        guard = self._network.guards.get(fact)
        if guard is None or value is self._algebra.false:
            return value
        return self._algebra.without(value, self._gates.value(guard))

    def _follow(self, at: tuple[int, int], dirty: set[int] | None) -> None:
        """Decide every link whose body may have changed, and set down what becomes live."""
        do = self._algebra
        for body, links in self._by_body.items():
            if dirty is not None and body not in dirty:
                continue
            seen = self._seen.get(body, do.false)
            gained = do.without(self._gates.value(body), seen)
            if do.is_false(gained):
                continue
            self._seen[body] = do.either(seen, gained)
            for link in links:
                acting = gained if link.draw is None else do.both(gained, do.acts(link.draw))
                self._call(link, acting, at)
        for question, node in self._network.watched.items():
            if dirty is None or node in dirty:
                now = self._gates.value(node)
                new = do.without(now, self._held[question])
                if not do.is_false(new):
                    self._passages[question].append((*at, new))
                    self._held[question] = now

    def _call(self, link: Link, acting: Value, at: tuple[int, int]) -> None:
        """Set down the entries of a link that has become live."""
        for lag, value in self._algebra.lagged(link, acting):
            if value is not self._algebra.false:
                late = self._after.get(link.id, 0)
                when = (at[0] + lag, late) if lag else (at[0], at[1] + 1 + late)
                self._set_down(when, link.head, link.id, value)


class Gates(Generic[Value]):
    """The values of the circuit's nodes under the facts so far."""

    def __init__(self, network: Network, algebra: Algebra[Value]) -> None:
        """Begin with no facts."""
        self.facts: dict[str, Value] = {}
        self._nodes: Sequence[tuple[Any, ...]] = network.circuit.nodes
        self._algebra = algebra
        self._values: dict[int, Value] = {}
        self._above: dict[int, list[int]] = {}
        self._leaf: dict[str, int] = {}
        for number, node in enumerate(self._nodes):
            if node[0] == "fact":
                self._leaf[str(node[1])] = number
            for part in parts_of(node):
                self._above.setdefault(part, []).append(number)

    def change(self, facts: Mapping[str, Value]) -> set[int]:
        """Take the new values in; return every node whose value may be another one now."""
        self.facts.update(facts)
        waiting = [self._leaf[fact] for fact in facts if fact in self._leaf]
        dirty: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number not in dirty:
                dirty.add(number)
                self._values.pop(number, None)
                waiting += self._above.get(number, ())
        return dirty

    def value(self, number: int) -> Value:
        """Return the value of a node."""
        found = self._values.get(number)
        if found is None:
            found = self._values[number] = self._of(self._nodes[number])
        return found

    def _of(self, node: tuple[Any, ...]) -> Value:
        do = self._algebra
        match node[0]:
            case "const":
                return do.true if node[1] else do.false
            case "fact":
                return self.facts.get(node[1], do.false)
            case "not":
                return do.without(do.true, self.value(node[1]))
            case "all":
                return self._all(node[1])
            case "any":
                return self._any(node[1])
        return self._count(node[1], node[2])

    def _all(self, parts: Iterable[int]) -> Value:
        do, value = self._algebra, self._algebra.true
        for part in parts:
            node = self._nodes[part]
            if node[0] == "not":
                value = do.without(value, self.value(node[1]))
            else:
                value = do.both(value, self.value(part))
            if value is do.false:
                break
        return value

    def _any(self, parts: Iterable[int]) -> Value:
        value = self._algebra.false
        for part in parts:
            value = self._algebra.either(value, self.value(part))
        return value

    def _count(self, least: int, parts: Iterable[int]) -> Value:
        do = self._algebra
        row = [do.true] + [do.false] * least
        for part in parts:
            here = self.value(part)
            for k in range(least, 0, -1):
                row[k] = do.either(row[k], do.both(row[k - 1], here))
        return row[least]


class Plain:
    """One world: yes and no."""

    false, true = False, True
    tells_ways = True

    def __init__(self, refused: Iterable[str] = ()) -> None:
        """Let every draw come out as an act but those ``refused``."""
        self._refused = frozenset(refused)

    def both(self, one: bool, two: bool) -> bool:
        """Return whether both hold."""
        return one and two

    def either(self, one: bool, two: bool) -> bool:
        """Return whether one holds."""
        return one or two

    def without(self, one: bool, two: bool) -> bool:
        """Return whether ``one`` holds and ``two`` does not."""
        return one and not two

    def is_false(self, one: bool) -> bool:
        """Tell whether it is no."""
        return not one

    def acts(self, draw: str) -> bool:
        """Return whether the draw is none of those refused."""
        return draw not in self._refused

    def lagged(self, link: Link, live: bool) -> Iterable[tuple[int, bool]]:
        """Return the one lag of the link."""
        return ((link.lag.days, live),)
