"""Gambit (GPL, an oracle of the tests only) solves the same games to the same play."""

import io
from typing import Any

import numpy as np
import pytest

from foedus.outlook.games import (
    as_efg,
    backward_induction,
    extended_deterrence,
    quantal,
    sequential,
    tied_hands,
)
from foedus.outlook.games.trees import Chance, End, Game, Move, Node, extended_deterrence_tree

RANDOM_GAMES = 200


@pytest.fixture(scope="module")
def gambit() -> Any:
    return pytest.importorskip("pygambit", reason="pygambit, an oracle only, is not here")


def drawn(n: int) -> dict[str, np.ndarray]:
    random = np.random.Generator(np.random.Philox(2026))
    p2 = random.random(n)
    ranges = {"cost_challenger": 0.6, "cost_protege": 0.6, "cost_hard": 0.3, "cost_soft": 1.0}
    ranges |= {"stake": 1.0, "audience": 0.4, "hard": 1.0}
    return {"p2": p2, "p3": p2 * random.random(n)} | {
        name: most * random.random(n) for name, most in ranges.items()
    }


def pure(gambit: Any, game: Game) -> list[dict[str, str]]:
    """Return the pure equilibria of the agent form: information set to action."""
    read = gambit.read_efg(io.StringIO(as_efg(game)))
    order = [
        (sees, action)
        for player in game.players
        for sees, moves in game.sets.items()
        if moves[0].player == player
        for action, _ in moves[0].branches
    ]
    return [
        {sees: action for (sees, action), share in zip(order, shares(one), strict=True) if share}
        for one in gambit.nash.enumpure_agent_solve(read).equilibria
    ]


def shares(profile: Any) -> list[float]:
    """Return the chance of every action, by player and information set."""
    parts = list(profile)
    if isinstance(parts[0], tuple):  # before version 17: action and chance
        return [float(share) for _, share in parts]
    return [float(share) for player in parts for _, at in player for _, share in at]


def test_the_closed_form_is_an_equilibrium_of_200_random_games(gambit: Any) -> None:
    games = drawn(RANDOM_GAMES)
    found = extended_deterrence(**games)
    agreed = 0
    for i in range(RANDOM_GAMES):
        tree = extended_deterrence_tree(**{name: float(c[i]) for name, c in games.items()})
        ours = {
            "start": "attack" if found.attacks[i] else "refrain",
            "attacked": "resist" if found.resists[i] else "concede",
            "hard": "honour" if found.honours_hard[i] else "abandon",
            "soft": "honour" if found.honours_soft[i] else "abandon",
        }
        equilibria = pure(gambit, tree)
        (only,) = sequential(tree)
        assert dict(only.strategy) == ours
        agreed += ours in equilibria
    assert agreed == RANDOM_GAMES


def random_tree(random: np.random.Generator, *, depth: int) -> Game:
    count = iter(range(10_000))

    def node(left: int) -> Node:
        number = next(count)
        if left == 0 or random.random() < 0.1:
            return End(name=f"e{number}", payoffs=tuple(random.random(3).tolist()))
        below = (("l", node(left - 1)), ("r", node(left - 1)))
        if random.random() < 0.15:
            share = round(float(random.random()), 3)
            shares = (share, 1.0 - share)
            return Chance(
                branches=tuple((n, p, b) for (n, b), p in zip(below, shares, strict=True))
            )
        player = ("A", "B", "C")[int(random.integers(3))]
        return Move(player=player, sees=f"s{number}", branches=below)

    root = Move(player="A", sees="root", branches=(("l", node(depth)), ("r", node(depth))))
    return Game(title="Random", players=("A", "B", "C"), root=root)


def test_backward_induction_is_an_equilibrium_of_random_games_of_three(gambit: Any) -> None:
    random = np.random.Generator(np.random.Philox(77))
    for _ in range(40):
        game = random_tree(random, depth=2)
        ours = dict(backward_induction(game).strategy)
        assert ours in pure(gambit, game)


def signal(given: dict[str, float]) -> Game:
    """The two-type signal, the fights of its ends worked out."""

    def after(kind: str, told: bool) -> Node:
        peace = End(name=f"{kind} {told} left", payoffs=(given["value"], 0.0))
        paid = given["audience"] if told else 0.0
        war = (0.01, given["war_receiver"]) if kind == "hard" else (-paid, given["prize"])
        called = End(name=f"{kind} {told} called", payoffs=war)
        sees = "signal" if told else "silence"
        return Move(
            player="receiver", sees=sees, branches=(("accept", peace), ("challenge", called))
        )

    def sender(kind: str) -> Node:
        branches = (("signal", after(kind, True)), ("silent", after(kind, False)))
        return Move(player="sender", sees=kind, branches=branches)

    share = given["hard"]
    root = Chance(branches=(("hard", share, sender("hard")), ("soft", 1 - share, sender("soft"))))
    return Game(title="Signal", players=("sender", "receiver"), root=root)


def test_nobody_gains_by_leaving_the_signalling_equilibrium(gambit: Any) -> None:
    random = np.random.Generator(np.random.Philox(6))
    played = 0
    while played < 50:
        names = ("value", "audience", "prize", "hard")
        given = {n: round(0.05 + 0.9 * float(random.random()), 4) for n in names}
        given |= {"war_receiver": -0.5, "war_soft": -2.0}
        found = tied_hands(**given)
        if given["hard"] >= found.belief_needed:
            continue
        played += 1
        read = gambit.read_efg(io.StringIO(as_efg(signal(given))))
        bluff, called = float(found.bluff), float(found.challenge)
        profile = read.mixed_behavior_profile(
            data=[[[1.0, 0.0], [bluff, 1.0 - bluff]], [[1.0 - called, called], [0.0, 1.0]]]
        )
        assert float(profile.max_regret()) < 1e-9
        other = read.mixed_behavior_profile(
            data=[[[1.0, 0.0], [bluff, 1.0 - bluff]], [[called, 1.0 - called], [0.0, 1.0]]]
        )
        assert abs(called - 0.5) < 0.01 or float(other.max_regret()) > 1e-6


def test_quantal_play_is_that_of_gambit(gambit: Any) -> None:
    games = drawn(12)
    for i in range(12):
        tree = extended_deterrence_tree(**{name: float(c[i]) for name, c in games.items()})
        read = gambit.read_efg(io.StringIO(as_efg(tree)))
        for precision in (1.0, 8.0):
            (found,) = gambit.qre.logit_solve_lambda(read, lam=[precision], use_strategic=False)
            chances = quantal(tree, precision=precision).chances
            ours = [share for sees in ("start", "attacked", "hard", "soft")
                    for share in chances[sees].values()]  # fmt: skip
            assert shares(found.profile) == pytest.approx(ours, abs=1e-7)
