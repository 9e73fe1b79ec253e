"""How fast is a cascade? Many pacts sampled, small ones exact, and 1914 with its law.

Run:  python bench/cascade.py [--gate]

Networks are random with a fixed seed. CPU times, best of five; the ratio to the calibration
loop stands beside them. Exit codes: 0 the gates hold, 3 with --gate where one does not.
"""

import argparse
import random
import sys
from pathlib import Path

from calibration import best_cpu, machine, report
from foedus.case.cascade import cascade, read_story
from foedus.case.cascade.functions import TooLargeError
from foedus.case.cascade.network import Chance, Network, edges_network, pacts_network
from foedus.case.cascade.odds import exact_odds, sampled_odds
from foedus.case.cascade.weaving import weave
from foedus.commitment import load

RUNS = 10_000
WORLDS = 1_024_000
EXAMPLE = Path(__file__).resolve().parents[1] / "docs/examples/cascades/1914.yaml"


def network(states: int, pacts: int, *, largest: int, h: tuple[float, float]) -> Network:
    """Return pacts of 2 to ``largest`` members each, with chances between the two of ``h``."""
    r = random.Random(1914)
    told = []
    for number in range(pacts):
        members = r.sample(range(states), r.randint(2, largest))
        chances = {f"s{m}": (x := r.uniform(*h), Chance(h=x, low=x, high=x))[1] for m in members}
        told.append((f"p{number}", chances))
    return pacts_network(told, attacker="s0", victim="s1")


def exact_row(states: int, pacts: int) -> None:
    """Print one network's exact time and size, or that its budget did not hold."""
    made = network(states, pacts, largest=2, h=(0.3, 0.7))
    try:
        found = exact_odds(made)
    except TooLargeError:
        print(f"{f'{states} states, {pacts} pacts, exact':<52}beyond the budget of nodes: sampled")
        return
    seconds = best_cpu(lambda: exact_odds(made), times=3)
    name = f"{states} states, {pacts} pacts, exact ({found.effort:,} nodes)"
    print(f"{name:<52}{1000 * seconds:9.1f} ms CPU")


def packed_row(name: str, made: Network) -> None:
    """Print how many worlds of a network are worked out in a second."""
    seconds = best_cpu(lambda: sampled_odds(made, runs=WORLDS, tipping=False), times=3)
    rate = WORLDS / seconds / 1e6
    print(f"{name:<52}{1000 * seconds:9.1f} ms CPU  {rate:.1f} M worlds a second")


def edges(states: int, number: int) -> Network:
    """Return single edges between random states, all on one side."""
    r = random.Random(1914)
    made = [(*r.sample(range(states), 2), r.uniform(0.1, 0.5)) for _ in range(number)]
    return edges_network(((f"s{a}", f"s{b}", h) for a, b, h in made), start="s0")


def crisis_of_1914() -> list[bool]:
    """Print what July 1914 takes: its law, its exact odds, and the whole answer."""
    register = load()
    story = read_story(EXAMPLE, register)
    web = weave(story, register)
    network = web.network(web.bonds, chances=True, asked=story.asked)
    found = exact_odds(network)
    law = best_cpu(lambda: weave(story, register), times=3)
    print(f"{f'1914: {len(web.bonds)} links of the register and told':<52}{1000 * law:9.1f} ms CPU")
    name = f"1914, exact ({len(network.draws)} draws, {found.effort:,} nodes)"
    held = report(name, best_cpu(lambda: exact_odds(network)), gate=0.05, goal=0.05)
    whole = best_cpu(lambda: cascade(story, register), times=2)
    print(f"{'1914, the whole answer with proofs':<52}{1000 * whole:9.1f} ms CPU")
    return [held]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python bench/cascade.py")
    parser.add_argument("--gate", action="store_true")
    given = parser.parse_args()
    print(machine())
    wide = network(200, 100, largest=11, h=(0.05, 0.25))
    found = sampled_odds(wide, runs=RUNS)
    print(
        f"200 states, 100 pacts, {len(wide.draws)} draws: "
        f"{found.size.value:.2f} states join (standard error {found.size.error:.2f})"
    )
    held = [
        report(
            f"the same, {RUNS:,} worlds",
            best_cpu(lambda: sampled_odds(wide, runs=RUNS, tipping=False)),
            gate=0.6,
            goal=0.5,
        ),
        report(
            f"the same, {RUNS:,} worlds, with tipping links",
            best_cpu(lambda: sampled_odds(wide, runs=RUNS)),
            gate=0.6,
            goal=0.5,
        ),
    ]
    packed_row("30 states, 100 edges, packed worlds", edges(30, 100))
    packed_row(
        "30 states, 100 pacts of two, two sides, packed",
        network(30, 100, largest=2, h=(0.1, 0.5)),
    )
    for states, pacts in ((6, 10), (10, 24), (12, 30), (20, 50)):
        exact_row(states, pacts)
    held += crisis_of_1914()
    return 3 if given.gate and not all(held) else 0


if __name__ == "__main__":
    sys.exit(main())
