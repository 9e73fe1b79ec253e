"""Who may move when, knowing what, for what? A small game as a tree.

A move names what its mover sees: moves with the same ``sees`` are one information set, which
its player cannot tell apart. Chance draws types. `foedus.outlook.games.solving` plays it
backwards, `foedus.outlook.games.efg` writes it for other programs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose, isfinite
from typing import Union

from foedus.errors import InputError

PLACE = "game tree"


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The game is over."""

    name: str
    payoffs: tuple[float, ...]
    """One for each player, in the order of `Game.players`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Nature draws."""

    branches: tuple[tuple[str, float, "Node"], ...]
    """Name, probability, what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A player chooses."""

    player: str
    sees: str
    """Name of the information set."""
    branches: tuple[tuple[str, "Node"], ...]
    """Action, what follows."""


Node = Union[End, Chance, Move]  # noqa: UP007 - a forward name cannot be joined by a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A checked tree.

    Raises:
        InputError: A payoff is missing, chances do not add up to 1, an information set has
            two players or two lists of actions or is met twice on one way, or one move stands
            in two places.
    """

    title: str
    players: tuple[str, ...]
    root: Node

    def __post_init__(self) -> None:
        seen: dict[str, tuple[str, tuple[str, ...]]] = {}
        moves: set[int] = set()
        for node, above in walk(self.root):
            match node:
                case End():
                    _check_end(node, self.players)
                case Chance():
                    _check_chance(node)
                case Move():
                    _check_move(node, above, players=self.players, seen=seen)
                    if id(node) in moves:
                        problem = f"one move at '{node.sees}' stands in two places."
                        raise InputError(PLACE, problem, "Make it anew for each place.")
                    moves.add(id(node))

    @property
    def sets(self) -> dict[str, tuple[Move, ...]]:
        """Return information set to its moves, in the order of the tree."""
        found: dict[str, list[Move]] = {}
        for node, _ in walk(self.root):
            if isinstance(node, Move):
                found.setdefault(node.sees, []).append(node)
        return {name: tuple(moves) for name, moves in found.items()}


def walk(root: Node, above: tuple[str, ...] = ()) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield every node before those below it, with the information sets met on the way."""
    yield root, above
    match root:
        case Chance():
            for _, _, node in root.branches:
                yield from walk(node, above)
        case Move():
            for _, node in root.branches:
                yield from walk(node, (*above, root.sees))


def actions(move: Move) -> tuple[str, ...]:
    """Return the names of what the mover may do."""
    return tuple(name for name, _ in move.branches)


def extended_deterrence_tree(
    *,
    p2: float,
    p3: float,
    cost_challenger: float,
    cost_protege: float,
    cost_hard: float,
    cost_soft: float,
    stake: float,
    audience: float,
    hard: float,
) -> Game:
    """Return one row of `extended_deterrence` as a tree; arguments as there."""

    def defended(kind: str, cost: float) -> Node:
        joint = End(
            name=f"joint war, {kind}",
            payoffs=(p3 - cost_challenger, -p3 - cost_protege, -stake * p3 - cost),
        )
        alone = End(
            name="bilateral war",
            payoffs=(p2 - cost_challenger, -p2 - cost_protege, -stake * p2 - audience),
        )
        help_ = Move(player="defender", sees=kind, branches=(("abandon", alone), ("honour", joint)))
        conceded = End(name="conceded", payoffs=(1.0, -1.0, -stake))
        reply = Move(
            player="protege", sees="attacked", branches=(("concede", conceded), ("resist", help_))
        )
        peace = End(name="status quo", payoffs=(0.0, 0.0, 0.0))
        return Move(
            player="challenger", sees="start", branches=(("refrain", peace), ("attack", reply))
        )

    kinds = (("hard", hard, cost_hard), ("soft", 1.0 - hard, cost_soft))
    branches = tuple((kind, chance, defended(kind, cost)) for kind, chance, cost in kinds)
    players = ("challenger", "protege", "defender")
    return Game(title="Extended deterrence", players=players, root=Chance(branches=branches))


def _check_end(end: End, players: tuple[str, ...]) -> None:
    if len(end.payoffs) != len(players) or not all(map(isfinite, end.payoffs)):
        problem = f"'{end.name}' pays {end.payoffs} to {len(players)} players."
        raise InputError(PLACE, problem, "Give one number for each player.")


def _check_chance(chance: Chance) -> None:
    total = sum(share for _, share, _ in chance.branches)
    if not isclose(total, 1.0, abs_tol=1e-9) or any(share < 0.0 for _, share, _ in chance.branches):
        names = ", ".join(name for name, _, _ in chance.branches)
        problem = f"the chances of {names} are no probabilities that add up to 1."
        raise InputError(PLACE, problem, "Give shares from 0 to 1 that add up to 1.")


def _check_move(
    move: Move,
    above: tuple[str, ...],
    *,
    players: tuple[str, ...],
    seen: dict[str, tuple[str, tuple[str, ...]]],
) -> None:
    if move.player not in players:
        raise InputError(PLACE, f"'{move.player}' is no player.", f"Players: {', '.join(players)}.")
    if not move.branches:
        raise InputError(PLACE, f"'{move.sees}' offers no action.", "Give it a branch.")
    mine = (move.player, actions(move))
    if seen.setdefault(move.sees, mine) != mine:
        problem = f"moves at '{move.sees}' differ in their player or their actions."
        raise InputError(PLACE, problem, "Name information sets apart that can be told apart.")
    if move.sees in above:
        problem = f"'{move.sees}' is met twice on one way."
        raise InputError(PLACE, problem, "Name the later one otherwise: its player knows more.")
