"""What hangs together in a crisis? Every bond by which one act may follow from others.

A web is turned into networks: of the treaties alone or of all bonds, to be followed to the
letter or to be drawn by chance.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from foedus.case.cascade.calls import Calls
from foedus.case.cascade.network import AT_ONCE, JOINS, Chance, Lag, Link, Network
from foedus.case.cascade.story import Asked, Dyad, Story
from foedus.case.circuit import FALSE, Circuit


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """One link with what it is: whose act, against whom, for whom, by what."""

    id: str
    who: str
    dyad: Dyad
    """What it brings about."""
    aids: str | None
    """For whom; None: on its own account."""
    kind: str | None
    """Of a duty: which of `KINDS` its beneficiary is in."""
    basis: str
    """register | treaty (told, not in the register) | interest"""
    source: str
    """The instrument's id, or the interest's."""
    articles: tuple[str, ...] = ()
    """Those by which it may be owed."""
    binding: str = "treaty"
    """Of the register's instrument: treaty | political | domestic_law | executive."""
    live: int = FALSE
    """Node: it is owed, or it is open whether."""
    due: int = FALSE
    """Node: it is owed."""
    draw: str = ""
    lag: Lag = AT_ONCE
    start: int = 0
    """Day from which its instrument is in force, from the first; it calls on nobody before."""

    @property
    def is_law(self) -> bool:
        """Tell whether a treaty asks for it; a political text binds nobody in law."""
        return self.basis != "interest" and self.binding == "treaty"


@dataclass(frozen=True, kw_only=True)
class Web:
    """All links of a story."""

    story: Story
    circuit: Circuit
    bonds: tuple[Bond, ...]
    struck: tuple[Link, ...]
    """Who struck first: links that always act."""
    since: Mapping[Dyad, int]
    """Every possible dyad to the first day on which it may be there."""
    calls: Calls

    @property
    def states(self) -> tuple[str, ...]:
        """Return every state that may be in the war."""
        return tuple(sorted({s for does, *pair in self.since if does == "attacks" for s in pair}))

    @property
    def law(self) -> tuple[Bond, ...]:
        """Return the bonds for which a treaty asks."""
        return tuple(bond for bond in self.bonds if bond.is_law)

    @property
    def beginners(self) -> frozenset[str]:
        """Return the states of the deeds with which it begins."""
        return frozenset(s for d in self.story.deeds for s in (d.attacker, d.victim))

    def fact_node(self, dyad: Dyad) -> int:
        """Return the node that asks whether a dyad is there."""
        return self.circuit.fact(name_of(dyad)) if dyad in self.since else FALSE

    def at_war(self, one: str, two: str) -> int:
        """Return the node that asks whether two states are at war with each other."""
        return self._wars.get((one, two), FALSE)

    @cached_property
    def _wars(self) -> Mapping[tuple[str, str], int]:
        pairs = {(who, whom) for does, who, whom in self.since if does == "attacks"}
        return {
            pair: self.circuit.any(self.fact_node(("attacks", *p)) for p in (pair, pair[::-1]))
            for who, whom in sorted(pairs)
            for pair in ((who, whom), (whom, who))
        }

    @cached_property
    def _enemies(self) -> Mapping[str, frozenset[str]]:
        """Return state to those with whom it may be at war."""
        found: dict[str, set[str]] = {}
        for one, two in self._wars:
            found.setdefault(one, set()).add(two)
        return {state: frozenset(others) for state, others in found.items()}

    def struck_first(self, one: str, two: str) -> int:
        """Return the node: ``one`` struck first as against ``two``.

        It attacked it before being attacked by it, or struck first as against a state for which
        ``two`` came in, itself or in the same way.
        """
        aided = self._aided.get((two, one), ())
        return self.circuit.any(self.circuit.fact(f"struck.{one}.{s}") for s in (two, *aided))

    @cached_property
    def _aided(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return, for one state's attack on another, the others for whom it may come."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for bond in self.bonds:
            does, who, whom = bond.dyad
            if does == "attacks" and bond.aids not in (None, whom):
                found.setdefault((who, whom), {})[str(bond.aids)] = None
        return {pair: tuple(aided) for pair, aided in found.items()}

    def told(self, name: str, victim: str, against: Iterable[str]) -> int:
        """Return the node of a fact that the waves tell in the case of ``victim``."""
        family, _, state = name.partition(".")
        if family == "supports_attacker":
            deeds = [(does, state, victim) for does in ("attacks", "threatens")]
        else:
            deeds = [("attacks", state, other) for other in against]
        return self.circuit.any(self.fact_node(deed) for deed in deeds)

    @cached_property
    def _guards(self) -> Mapping[str, int]:
        return dict(_guards(self))

    @cached_property
    def _rivals(self) -> tuple[tuple[str, str, int], ...]:
        return tuple(_rivals(self))

    @cached_property
    def _joins(self) -> Mapping[str, int]:
        return {
            f"{JOINS}{state}": self.is_in(state)
            for state in self.states
            if state not in self.beginners
        }

    def is_in(self, state: str) -> int:
        """Return the node that asks whether a state is at war with any other."""
        others = sorted(self._enemies.get(state, ()))
        return self.circuit.any(self.at_war(state, other) for other in others)

    def common_enemies(self, one: str, two: str) -> list[int]:
        """Return a node for each third state with which both may be at war."""
        thirds = self._enemies.get(one, frozenset()) & self._enemies.get(two, frozenset())
        return [
            self.circuit.all([self.at_war(one, third), self.at_war(two, third)])
            for third in sorted(thirds)
        ]

    def network(
        self, bonds: Iterable[Bond], *, chances: bool, asked: Iterable[Asked] = ()
    ) -> Network:
        """Return the network of some of the bonds.

        Args:
            bonds: Those that count.
            chances: True: every act is drawn, and an open duty acts as likely as one that is
                owed. False: every duty is followed and every interest acts, and what is drawn,
                without a chance, is how each open duty turns out.
            asked: Questions beside that of each state's entry.
        """
        kept = tuple(bonds)
        links = [*self.struck, *(link for b in kept for link in _links(b, self, chances=chances))]
        return Network(
            circuit=self.circuit,
            given={
                **{name_of(d.dyad): (d.day - self.story.day).days for d in self.story.deeds},
                **{f"{FROM}{day}": day for day in sorted({b.start for b in kept}) if day},
            },
            links=tuple(links),
            chances=_chances(self.story, kept) if chances else {},
            guards=self._guards,
            rivals=self._rivals,
            watched={**self._joins, **dict(_questions(self, asked))},
        )


def name_of(dyad: Dyad) -> str:
    """Return the name of a dyad's fact."""
    return ".".join(dyad)


def needs_of(dyad: Dyad) -> Iterator[tuple[str, str]]:
    """Yield in which of `KINDS` a dyad puts whom."""
    does, who, whom = dyad
    if does == "attacks":
        yield "attacked", whom
        yield "own_war", who
    else:
        yield "threatened", whom


def object_of(kind: str, victim: str, dyad: Dyad) -> str | None:
    """Return against whom ``victim`` is in need of ``kind`` by a dyad; None: it is not."""
    does, who, whom = dyad
    if kind == "own_war":
        return whom if does == "attacks" and who == victim else None
    wanted = "attacks" if kind == "attacked" else "threatens"
    return who if does == wanted and whom == victim else None


def _links(bond: Bond, web: Web, *, chances: bool) -> Iterator[Link]:
    head = name_of(bond.dyad)
    if chances:
        yield Link(id=bond.id, head=head, body=bond.live, draw=bond.draw, lag=bond.lag)
        return
    if bond.due != FALSE:
        yield Link(id=bond.id, head=head, body=bond.due, lag=bond.lag)
    if bond.live != bond.due:
        unsettled = web.circuit.all([bond.live, web.circuit.negation(bond.due)])
        draw = f"{OPEN} {bond.draw}"
        yield Link(id=f"{OPEN} {bond.id}", head=head, body=unsettled, draw=draw, lag=bond.lag)


OPEN = "open"
FROM = "from."
"""Begins the name of a fact that is given on a day, such as ``from.9``."""


def _chances(story: Story, bonds: Iterable[Bond]) -> dict[str, Chance | None]:
    told: dict[str, Chance | None] = {i.id: i.chance for i in story.interests}
    told |= {f"{f.who} {f.instrument}": f.chance for f in story.followed if f.chance}
    return {b.draw: told.get(b.draw, story.otherwise) for b in bonds}


def _guards(web: Web) -> Iterator[tuple[str, int]]:
    """Yield what keeps a state from attacking: it fights beside the other already.

    Both fight a third, or one has come in for the other.
    """
    circuit = web.circuit
    aid: dict[tuple[str, str], list[int]] = {}
    for bond in web.bonds:
        if bond.aids is not None and bond.dyad[0] == "attacks":
            pair = (min(bond.who, bond.aids), max(bond.who, bond.aids))
            aid.setdefault(pair, []).append(web.fact_node(bond.dyad))
    for dyad in web.since:
        does, who, whom = dyad
        if does == "attacks":
            common = web.common_enemies(who, whom)
            common += aid.get((min(who, whom), max(who, whom)), [])
            if (node := circuit.any(common)) != FALSE:
                yield name_of(dyad), node


def _rivals(web: Web) -> Iterator[tuple[str, str, int]]:
    """Yield two attacks of one state on two that are at war with each other."""
    by: dict[str, list[str]] = {}
    for does, who, whom in web.since:
        if does == "attacks":
            by.setdefault(who, []).append(whom)
    for who, objects in by.items():
        for i, one in enumerate(objects):
            for two in objects[i + 1 :]:
                if (node := web.at_war(one, two)) != FALSE:
                    yield f"attacks.{who}.{one}", f"attacks.{who}.{two}", node


def _questions(web: Web, asked: Iterable[Asked]) -> Iterator[tuple[str, int]]:
    for question in asked:
        nodes = [web.is_in(state) for state in question.states]
        yield question.name, web.circuit.at_least(question.at_least, nodes)
