"""How many games a second, and does Gambit solve them to the same play?

Run:  python bench/games.py

Times the closed form of extended deterrence on a million draws, the tree solver, and the
strategic probit where ../shared has its data; holds 200 random games against the tree solver,
and against Gambit (pygambit, GPL: an oracle, never a part of Foedus) where it is installed.
Exit codes: 0 all gates passed, 3 one failed.
"""

import csv
import io
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from calibration import best_cpu, machine, report
from foedus.outlook.games import as_efg, extended_deterrence, sequential
from foedus.outlook.games.trees import Game, extended_deterrence_tree
from foedus.outlook.strategic import egame12

Columns = dict[str, NDArray[np.float64]]
DRAWS = 1_000_000
GATE, GOAL = DRAWS / 10e6, DRAWS / 20e6
RANDOM_GAMES = 200
WAR = Path(__file__).resolve().parents[2] / "shared/data/reliability/war1800.csv"
NEEDED = ("esc", "war", "s_wt_re1", "revis1", "regime1", "balanc", "regime2")


def drawn(count: int, *, seed: int) -> Columns:
    random = np.random.Generator(np.random.Philox(seed))
    p2 = random.random(count)
    ranges = {"cost_challenger": 0.6, "cost_protege": 0.6, "cost_hard": 0.3, "cost_soft": 1.0}
    ranges |= {"stake": 1.0, "audience": 0.4, "hard": 1.0}
    return {"p2": p2, "p3": p2 * random.random(count)} | {
        name: most * random.random(count) for name, most in ranges.items()
    }


def agreeing(count: int, *, solve: Callable[[Game], list[dict[str, str]]]) -> int:
    """Return how many random games ``solve`` plays as the closed form does."""
    games = drawn(count, seed=2026)
    found = extended_deterrence(**games)
    agreed = 0
    for i in range(count):
        ours = {
            "start": "attack" if found.attacks[i] else "refrain",
            "attacked": "resist" if found.resists[i] else "concede",
            "hard": "honour" if found.honours_hard[i] else "abandon",
            "soft": "honour" if found.honours_soft[i] else "abandon",
        }
        tree = extended_deterrence_tree(**{name: float(c[i]) for name, c in games.items()})
        agreed += ours in solve(tree)
    return agreed


def by_tree(tree: Game) -> list[dict[str, str]]:
    found = sequential(tree)
    return [dict(found[0].strategy)] if len(found) == 1 else []


def by_gambit(gambit: Any) -> Callable[[Game], list[dict[str, str]]]:
    def solve(tree: Game) -> list[dict[str, str]]:
        read = gambit.read_efg(io.StringIO(as_efg(tree)))
        order = [
            (sees, action)
            for player in tree.players
            for sees, moves in tree.sets.items()
            if moves[0].player == player
            for action, _ in moves[0].branches
        ]
        profiles = gambit.nash.enumpure_agent_solve(read).equilibria
        return [
            {sees: action for (sees, action), p in zip(order, _shares(one), strict=True) if p}
            for one in profiles
        ]

    return solve


def war_data() -> tuple[NDArray[np.float64], dict[str, dict[str, Any]]]:
    with WAR.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if all(r[k] not in ("", "NA") for k in NEEDED)]

    def column(name: str) -> NDArray[np.float64]:
        return np.array([float(r[name]) for r in rows])

    def regimes(name: str) -> dict[str, NDArray[np.float64]]:
        return {kind: np.array([float(r[name] == kind) for r in rows]) for kind in ("mixed", "dem")}

    outcomes = np.where(column("esc") == 0, 1.0, np.where(column("war") == 1, 4.0, 3.0))
    return outcomes, {
        "u11": {"const": 1, "S": column("s_wt_re1"), "revis1": column("revis1")},
        "u14": {"const": 1, **regimes("regime1")},
        "u24": {"const": 1, "balanc": column("balanc"), **regimes("regime2")},
    }


def main() -> int:
    print(machine())
    games = drawn(DRAWS, seed=1)
    seconds = best_cpu(lambda: extended_deterrence(**games), times=9)
    passed = [report("1,000,000 extended-deterrence games", seconds, gate=GATE, goal=GOAL)]
    print(f"{DRAWS / seconds / 1e6:.1f} M games a second")
    passed.append(_agree("tree solver, the only sequential play", by_tree))
    try:
        gambit = import_module("pygambit")
    except ImportError:
        print("pygambit is not here: 200 games were not held against it")
    else:
        name = f"pygambit {gambit.__version__}, among its equilibria"
        passed.append(_agree(name, by_gambit(gambit)))
    if WAR.is_file():
        outcomes, explained = war_data()
        fit = egame12(outcomes, explained)
        print(f"egame12 on war1800: n {fit.n}, log-likelihood {fit.loglik:.4f}")
        passed.append(round(fit.loglik, 3) == -286.124)
        seconds = best_cpu(lambda: egame12(outcomes, explained), times=3)
        passed.append(report("egame12, 20 starts", seconds, gate=4.0, goal=0.9))
    return 0 if all(passed) else 3


def _agree(name: str, solve: Callable[[Game], list[dict[str, str]]]) -> bool:
    agreed = agreeing(RANDOM_GAMES, solve=solve)
    print(f"{name}: {agreed} of {RANDOM_GAMES} random games agree")
    return agreed == RANDOM_GAMES


def _shares(profile: Any) -> list[float]:
    """Return the chance of every action, in whichever form this version of Gambit gives it."""
    parts = list(profile)
    if isinstance(parts[0], tuple):
        return [float(share) for _, share in parts]
    return [float(share) for player in parts for _, at in player for _, share in at]


if __name__ == "__main__":
    sys.exit(main())
