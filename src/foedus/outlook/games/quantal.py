"""How is a small game played by players who err, the less the more it costs them?

The agent quantal response equilibrium: at each information set an action is taken with a
chance proportional to exp(precision x expected payoff), everybody reckoning with the errors of
all. At precision 0 all is chance; as it grows one branch leads to one sequential equilibrium,
mixed ones included. The egame estimators with the logit link are this at precision 1.

Source: McKelvey and Palfrey 1998, Quantal Response Equilibria for Extensive Form Games,
Experimental Economics 1: 9-41. Followed here from precision 0 on by Newton's steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.outlook.games.trees import Chance, End, Game, Move, Node, actions

Floats = NDArray[np.float64]
FIRST_STEP, LEAST_STEP = 0.1, 1e-7
GROWTH = 1.25
NEWTON_STEPS, CLOSE, NUDGE = 12, 1e-10, 1e-6
STEEPEST = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantal:
    """The branch of equilibria that begins in pure chance, at one precision."""

    precision: float
    chances: Mapping[str, Mapping[str, float]]
    """Information set to action to its chance."""
    ends: Mapping[str, float]
    """Name of an end to its chance; ends of one name are added."""
    payoffs: tuple[float, ...]
    """Expected, one for each player."""


def quantal(game: Game, *, precision: float) -> Quantal:
    """Return how the game is played at a precision.

    Args:
        game: A small tree.
        precision: 0 or more, in units of 1 / payoff.

    Raises:
        InputError: ``precision`` is below 0, or the branch cannot be followed so far.

    >>> from foedus.outlook.games.trees import End, Move
    >>> stay, go = End(name="stay", payoffs=(0.0,)), End(name="go", payoffs=(1.0,))
    >>> root = Move(player="A", sees="start", branches=(("stay", stay), ("go", go)))
    >>> found = quantal(Game(title="Go", players=("A",), root=root), precision=1.0)
    >>> round(found.chances["start"]["go"], 6)
    0.731059
    """
    if not 0.0 <= precision < float("inf"):
        raise InputError("precision", f"{precision!r} is none.", "Give a number of 0 or more.")
    play = _Play(game)
    odds, reached, step = np.zeros(play.size), 0.0, FIRST_STEP
    while reached < precision:
        towards = min(reached + step, precision)
        found = _settled(play, odds, towards)
        if found is not None:
            odds, reached, step = found, towards, step * GROWTH
        elif step < LEAST_STEP:
            problem = f"the branch of equilibria cannot be followed beyond {reached:.4g}."
            raise InputError("precision", problem, "Ask for a lower precision.")
        else:
            step /= 2.0
    return play.told(odds, precision)


class _Play:
    """The tree, with the chances of actions as log-odds against the first one of each set."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.sets = {
            name: (moves[0].player, actions(moves[0])) for name, moves in game.sets.items()
        }
        ends = np.cumsum([0, *(len(acts) - 1 for _, acts in self.sets.values())]).tolist()
        self.parts = {
            name: slice(a, b) for name, (a, b) in zip(self.sets, pairwise(ends), strict=True)
        }
        self.size = int(ends[-1])

    def gains(self, odds: Floats) -> Floats:
        """Return what each action is expected to bring more than the first one of its set."""
        chances = self.chances(odds)
        sums = {name: np.zeros(len(acts)) for name, (_, acts) in self.sets.items()}
        weights = dict.fromkeys(self.sets, 0.0)
        self._visit(self.game.root, 1.0, chances, sums, weights)
        found = np.zeros(self.size)
        for name, part in self.parts.items():
            mean = sums[name] / weights[name] if weights[name] > 0.0 else sums[name]
            found[part] = mean[1:] - mean[0]
        return found

    def chances(self, odds: Floats) -> dict[str, Floats]:
        """Return the chances of the actions of each information set."""
        found = {}
        for name, part in self.parts.items():
            raw = np.concatenate(([0.0], odds[part]))
            raw = np.exp(np.maximum(raw - raw.max(), -STEEPEST))
            found[name] = raw / raw.sum()
        return found

    def _visit(
        self,
        node: Node,
        reach: float,
        chances: Mapping[str, Floats],
        sums: Mapping[str, Floats],
        weights: dict[str, float],
    ) -> Floats:
        match node:
            case End():
                return np.array(node.payoffs)
            case Chance():
                below = [
                    (p, self._visit(n, reach * p, chances, sums, weights))
                    for _, p, n in node.branches
                ]
            case Move():
                shares = chances[node.sees].tolist()
                pairs = zip(shares, node.branches, strict=True)
                below = [
                    (p, self._visit(n, reach * p, chances, sums, weights)) for p, (_, n) in pairs
                ]
                mine = self.game.players.index(node.player)
                sums[node.sees][:] += [reach * float(payoffs[mine]) for _, payoffs in below]
                weights[node.sees] += reach
        return np.asarray(sum(p * payoffs for p, payoffs in below))

    def told(self, odds: Floats, precision: float) -> Quantal:
        """Return the play in names."""
        chances = self.chances(odds)
        ends: dict[str, float] = {}
        _count(self.game.root, 1.0, chances, ends)
        sums = {name: np.zeros(len(acts)) for name, (_, acts) in self.sets.items()}
        payoffs = self._visit(self.game.root, 1.0, chances, sums, dict.fromkeys(self.sets, 0.0))
        named = {
            name: dict(zip(acts, chances[name].tolist(), strict=True))
            for name, (_, acts) in self.sets.items()
        }
        return Quantal(
            precision=precision, chances=named, ends=ends, payoffs=tuple(payoffs.tolist())
        )


def _count(node: Node, reach: float, chances: Mapping[str, Floats], ends: dict[str, float]) -> None:
    match node:
        case End():
            ends[node.name] = ends.get(node.name, 0.0) + reach
        case Chance():
            for _, share, below in node.branches:
                _count(below, reach * share, chances, ends)
        case Move():
            for share, (_, below) in zip(chances[node.sees].tolist(), node.branches, strict=True):
                _count(below, reach * share, chances, ends)


def _settled(play: _Play, odds: Floats, precision: float) -> Floats | None:
    """Return the log-odds that answer themselves at ``precision``, near ``odds``, or None."""
    at = odds.copy()
    for _ in range(NEWTON_STEPS):
        miss = at - precision * play.gains(at)
        if np.abs(miss).max(initial=0.0) < CLOSE * max(1.0, precision):
            return at
        try:
            move = np.linalg.solve(_slopes(play, at, precision), miss)
        except np.linalg.LinAlgError:
            return None
        at = at - move
        if not np.isfinite(at).all():
            return None
    return None


def _slopes(play: _Play, at: Floats, precision: float) -> Floats:
    columns = []
    for j in range(len(at)):
        step = np.zeros(len(at))
        step[j] = NUDGE
        columns.append((play.gains(at + step) - play.gains(at - step)) / (2.0 * NUDGE))
    return np.asarray(np.eye(len(at)) - precision * np.column_stack(columns))
