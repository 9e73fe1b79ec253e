"""How is a small game played by players who look ahead? Backward induction, and with types.

With every move seen, the last mover's best action decides, then the one's before it. With
hidden types or moves, a profile of pure strategies is kept if each information set acts best
under what its player must then believe: Bayes' rule where play comes by; elsewhere either the
limit of small even trembles, or any belief at all. Mixed equilibria are not looked for.

Source: Kreps and Wilson 1982, Econometrica 50(4): 863-894 (sequential equilibrium; even
trembles are one of the ways in which its beliefs may arise).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from foedus.errors import InputError, suggest
from foedus.outlook.games.trees import Chance, End, Game, Move, Node, actions

MOST_PROFILES = 200_000
EQUAL = 1e-12
BELIEFS = ("even", "any")
Strategy = Mapping[str, str]
"""Information set to action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """One way to play, and what it brings."""

    strategy: Strategy
    payoffs: tuple[float, ...]
    """Expected, one for each player."""
    ties: tuple[str, ...] = ()
    """Information sets at which another action is as good."""


def backward_induction(game: Game) -> Solution:
    """Return the subgame-perfect play of a game in which every move is seen.

    Of equally good actions the first named is taken, and told in ``ties``.

    Raises:
        InputError: An information set has more than one move.
    """
    hidden = [name for name, moves in game.sets.items() if len(moves) > 1]
    if hidden:
        problem = f"at '{hidden[0]}' the player cannot tell where it is."
        raise InputError("backward_induction", problem, "Use `sequential`, which holds beliefs.")
    strategy: dict[str, str] = {}
    ties: list[str] = []
    payoffs = _backwards(game.root, game.players, strategy, ties)
    return Solution(strategy=strategy, payoffs=payoffs, ties=tuple(ties))


def sequential(game: Game, *, beliefs: str = "even") -> tuple[Solution, ...]:
    """Return every profile of pure strategies that is best at every information set.

    Args:
        game: A small game: at most 200,000 profiles.
        beliefs: What is believed where play does not come by: ``even``, the limit when every
            action is taken by mistake equally seldom; ``any``, whatever supports the profile
            (information sets of two actions only).

    Raises:
        InputError: The game is too large, or has an information set that ``beliefs`` cannot
            judge.
    """
    if beliefs not in BELIEFS:
        raise InputError("beliefs", f"'{beliefs}' is not known.", suggest(beliefs, BELIEFS))
    sets = game.sets
    profiles = prod(len(moves[0].branches) for moves in sets.values())
    if profiles > MOST_PROFILES:
        problem = f"the game has {profiles:,} profiles of strategies."
        raise InputError("sequential", problem, f"Make it smaller: at most {MOST_PROFILES:,}.")
    wide = [name for name, moves in sets.items() if len(moves) > 1 and len(moves[0].branches) > 2]
    if beliefs == "any" and wide:
        problem = f"'{wide[0]}' has more than two actions."
        raise InputError("sequential", problem, "Use beliefs='even'.")
    return tuple(_kept(game, sets, beliefs=beliefs))


def _kept(game: Game, sets: Mapping[str, tuple[Move, ...]], *, beliefs: str) -> Iterator[Solution]:
    for chosen in product(*(actions(moves[0]) for moves in sets.values())):
        strategy = dict(zip(sets, chosen, strict=True))
        values: dict[int, tuple[float, ...]] = {}
        payoffs = _value(game.root, strategy, values)
        orders = _orders(game.root, strategy)
        ties = []
        for name, moves in sets.items():
            reasons = _reasons(moves, strategy[name], game.players, values)
            weights = _weights(moves, orders)
            came_by = min(orders[id(move)][0] for move in moves) == 0
            if came_by or beliefs == "even":
                worst = max(
                    sum(w * r[b] for w, r in zip(weights, reasons, strict=True))
                    for b in range(len(moves[0].branches))
                )
            else:
                worst = min(max(reason) for reason in reasons)
            if worst > EQUAL:
                break
            ties += [name] if _has_tie(moves, weights, reasons, strategy[name]) else []
        else:
            yield Solution(strategy=strategy, payoffs=payoffs, ties=tuple(ties))


def _backwards(
    node: Node, players: tuple[str, ...], strategy: dict[str, str], ties: list[str]
) -> tuple[float, ...]:
    match node:
        case End():
            return node.payoffs
        case Chance():
            below = [(p, _backwards(n, players, strategy, ties)) for _, p, n in node.branches]
            return _mean(below)
        case Move():
            found = [(a, _backwards(n, players, strategy, ties)) for a, n in node.branches]
            mine = players.index(node.player)
            action, payoffs = max(found, key=lambda one: one[1][mine])
            if sum(payoffs[mine] - other[mine] <= EQUAL for _, other in found) > 1:
                ties.append(node.sees)
            strategy[node.sees] = action
            return payoffs
    raise AssertionError(node)


def _mean(below: list[tuple[float, tuple[float, ...]]]) -> tuple[float, ...]:
    return tuple(
        sum(p * value for (p, _), value in zip(below, column, strict=True))
        for column in zip(*(payoffs for _, payoffs in below), strict=True)
    )


def _value(
    node: Node, strategy: Strategy, values: dict[int, tuple[float, ...]]
) -> tuple[float, ...]:
    """Return the expected payoffs from ``node`` on, and note those of every node below."""
    match node:
        case End():
            found = node.payoffs
        case Chance():
            found = _mean([(p, _value(n, strategy, values)) for _, p, n in node.branches])
        case Move():
            below = {action: _value(n, strategy, values) for action, n in node.branches}
            found = below[strategy[node.sees]]
    values[id(node)] = found
    return found


def _orders(root: Node, strategy: Strategy) -> dict[int, tuple[int, float]]:
    """Return for each move how many mistakes lead to it, and the chance of Nature's draws."""
    found: dict[int, tuple[int, float]] = {}

    def visit(node: Node, mistakes: int, chance: float) -> None:
        match node:
            case Chance():
                for _, share, below in node.branches:
                    visit(below, mistakes, chance * share)
            case Move():
                found[id(node)] = (mistakes, chance)
                for action, below in node.branches:
                    visit(below, mistakes + (action != strategy[node.sees]), chance)

    visit(root, 0, 1.0)
    return found


def _weights(moves: tuple[Move, ...], orders: dict[int, tuple[int, float]]) -> list[float]:
    """Return what the player believes: only the fewest mistakes count, by Nature's chances."""
    possible = [orders[id(m)][0] for m in moves if orders[id(m)][1] > 0.0]
    least = min(possible, default=0)
    raw = [chance if order == least else 0.0 for order, chance in (orders[id(m)] for m in moves)]
    total = sum(raw)
    return [w / total for w in raw] if total else [1.0 / len(moves)] * len(moves)


def _reasons(
    moves: tuple[Move, ...],
    chosen: str,
    players: tuple[str, ...],
    values: dict[int, tuple[float, ...]],
) -> list[list[float]]:
    """Return for each move what each action would gain over the chosen one."""
    mine = players.index(moves[0].player)
    found = []
    for move in moves:
        worth = {action: values[id(node)][mine] for action, node in move.branches}
        found.append([worth[action] - worth[chosen] for action in worth])
    return found


def _has_tie(
    moves: tuple[Move, ...], weights: list[float], reasons: list[list[float]], chosen: str
) -> bool:
    gains = [
        sum(w * r[b] for w, r in zip(weights, reasons, strict=True))
        for b, action in enumerate(actions(moves[0]))
        if action != chosen
    ]
    return any(abs(gain) <= EQUAL for gain in gains)
