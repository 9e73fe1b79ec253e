"""Who may enter a war after whom, and when? Facts, and the links by which one follows another.

A fact (``attacks.AUH.SRB``) enters by a link: its *body*, a question about the facts of the
wave before, and its *draw*, whether the state acts if the body holds. Facts are added and
never withdrawn. What a network says is worked out by `foedus.case.cascade.unfolding`, in one
world, in many at once, or in all of them exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from foedus.case.circuit import Circuit
from foedus.errors import InputError, suggest

LONGEST_LAG = 36_525
"""A hundred years, in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How likely a link is to act if it is live: an estimate that somebody made."""

    h: float
    """0 to 1."""
    low: float
    high: float
    """The interval: 0 <= low <= h <= high <= 1."""
    source: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.low <= self.h <= self.high <= 1.0:
            problem = f"h {self.h:g} with the interval {self.low:g} to {self.high:g} cannot be."
            raise InputError("h", problem, "Write 0 <= low <= h <= high <= 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How many days pass from what calls on a state to its entry."""

    days: int = 0
    """Taken wherever one figure is needed: the waves, and the exact odds."""
    earliest: int | None = None
    latest: int | None = None
    """Only in sampling: every day from ``earliest`` to ``latest`` is as likely as any other."""

    def __post_init__(self) -> None:
        first, last = self.ends
        if not 0 <= first <= self.days <= last <= LONGEST_LAG:
            problem = f"a lag of {self.days} days between {first} and {last} cannot be."
            raise InputError("lag", problem, "Write 0 <= earliest <= days <= latest.")

    @property
    def ends(self) -> tuple[int, int]:
        """Return the earliest and the latest day."""
        first = self.days if self.earliest is None else self.earliest
        return first, self.days if self.latest is None else self.latest


AT_ONCE = Lag()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way in which a fact may follow from others."""

    id: str
    head: str
    """The fact that enters."""
    body: int
    """The node of the circuit that makes it live."""
    draw: str | None = None
    """Whose act it is. Links of one draw act together or not at all; None: it always acts."""
    lag: Lag = AT_ONCE


@dataclass(frozen=True, kw_only=True)
class Network:
    """Facts and links over one circuit."""

    circuit: Circuit
    given: Mapping[str, int]
    """Fact to the day, from the first, on which it is given."""
    links: tuple[Link, ...]
    chances: Mapping[str, Chance | None] = field(default_factory=dict)
    """Draw to its chance; None, or missing: nobody gave one."""
    guards: Mapping[str, int] = field(default_factory=dict)
    """Fact to the node that keeps it out if it holds before the wave."""
    rivals: tuple[tuple[str, str, int], ...] = ()
    """Two facts of which neither enters where both would and the node holds."""
    watched: Mapping[str, int] = field(default_factory=dict)
    """Question to its node; ``joins.GRC`` and the like make up the size."""

    @cached_property
    def draws(self) -> tuple[str, ...]:
        """Return every draw, in the order of the links."""
        return tuple(dict.fromkeys(link.draw for link in self.links if link.draw is not None))

    @cached_property
    def joiners(self) -> tuple[str, ...]:
        """Return the watched questions that count towards the size."""
        return tuple(name for name in self.watched if name.startswith(JOINS))

    @cached_property
    def is_monotone(self) -> bool:
        """Tell whether more acts can never mean fewer facts."""
        return not self.guards and not self.rivals and not _has_negation(self)

    def with_chances(self, chances: Mapping[str, Chance | None]) -> "Network":
        """Return the network with other chances for the draws named."""
        unknown = next((name for name in chances if name not in self.draws), None)
        if unknown is not None:
            raise InputError("h", f"unknown link '{unknown}'.", suggest(unknown, self.draws))
        return replace(self, chances={**self.chances, **chances})


JOINS = "joins."


def _has_negation(network: Network) -> bool:
    nodes = network.circuit.nodes
    waiting = [link.body for link in network.links] + list(network.watched.values())
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        node = nodes[number]
        if node[0] == "not":
            return True
        waiting += parts_of(node)
    return False


def parts_of(node: tuple[object, ...]) -> tuple[int, ...]:
    """Return the nodes of which a node of a circuit is made."""
    match node:
        case ("not", int(part)):
            return (part,)
        case ("all" | "any", tuple(parts)) | ("count", _, tuple(parts)):
            return parts
    return ()


def pacts_network(
    pacts: Iterable[tuple[str, Mapping[str, Chance]]],
    *,
    attacker: str,
    victim: str,
    void_if_split: bool = True,
) -> Network:
    """Return the plain network of pacts: a member joins its co-member's side with chance h.

    A pact with a belligerent member on one side only is live; each member that is not yet
    at war joins that side, with one draw for each member and pact.

    Args:
        pacts: Name, and member to its chance of acting under this pact.
        attacker: Who begins.
        victim: Who is attacked.
        void_if_split: A pact with members on both sides calls on nobody.

    Source: independent cascade with live edges (Kempe, Kleinberg and Tardos 2003); the
        void pact is a convention, to be set beside the rule of each treaty.
    """
    circuit = Circuit()
    told = [(name, dict(members)) for name, members in pacts]
    sides = (("with", "against"), ("against", "with"))
    links: list[Link] = []
    chances: dict[str, Chance | None] = {}

    def on(side: str, who: str) -> int:
        return circuit.fact(f"{side}.{who}")

    for name, members in told:
        for side, other in sides:
            called = circuit.any(on(side, m) for m in members)
            split = circuit.any(on(other, m) for m in members)
            live = circuit.all([called, circuit.negation(split)]) if void_if_split else called
            for member, chance in members.items():
                draw = f"{name} {member}"
                chances[draw] = chance
                if member not in (attacker, victim):
                    head = f"{side}.{member}"
                    links.append(Link(id=f"{draw} {side}", head=head, body=live, draw=draw))
    states = sorted({m for _, members in told for m in members} - {attacker, victim})
    return Network(
        circuit=circuit,
        given={f"with.{victim}": 0, f"against.{attacker}": 0},
        links=tuple(links),
        chances=chances,
        guards={f"{side}.{s}": on(other, s) for side, other in sides for s in states},
        rivals=tuple((f"with.{s}", f"against.{s}", circuit.all(())) for s in states),
        watched={f"{JOINS}{s}": circuit.any([on("with", s), on("against", s)]) for s in states},
    )


def edges_network(edges: Iterable[tuple[str, str, float]], *, start: str) -> Network:
    """Return the network of single edges: whoever is in draws its neighbour in, with chance h.

    Args:
        edges: From, to, h; each of its own draw.
        start: Who is in at the start.
    """
    circuit = Circuit()
    links, chances = [], {}
    names = {start}
    for one, two, h in edges:
        draw = f"{one}-{two}"
        names |= {one, two}
        chances[draw] = Chance(h=h, low=h, high=h)
        body = circuit.fact(f"in.{one}")
        links.append(Link(id=draw, head=f"in.{two}", body=body, draw=draw))
    return Network(
        circuit=circuit,
        given={f"in.{start}": 0},
        links=tuple(links),
        chances=chances,
        watched={f"{JOINS}{s}": circuit.fact(f"in.{s}") for s in sorted(names - {start})},
    )
