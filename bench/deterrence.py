"""Do defence pacts deter, by coding? The step table, the planned estimate, and all others.

Run:  python bench/deterrence.py [FOLDER] [--every] [--gate]

FOLDER holds your own copies of the files (default: the folder of public data beside the
checkout). Held against is what an earlier program computed from the same data sets, coded by
its own reading of them; where it reads otherwise than ours, both stand. Times are CPU seconds
of this process, reading of the files included.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from foedus.threads import one_thread

one_thread()

import numpy as np  # noqa: E402 - after the threads are settled

from calibration import best_cpu, calibrate, machine  # noqa: E402
from foedus.commitment import load  # noqa: E402
from foedus.outlook.deterrence import (  # noqa: E402
    CODINGS,
    PLANNED,
    PROMISES,
    SAMPLES,
    TARGET,
    Design,
    Effect,
    design_of,
    effects,
    every_specification,
    tables_of,
)
from foedus.outlook.deterrence.replicated import AS_BEFORE  # noqa: E402
from foedus.outlook.dyadic import COVARIANCES  # noqa: E402
from foedus.outlook.replicating.johnson_leeds import COUNTS, STEPS, WITHIN  # noqa: E402
from foedus.outlook.similarity import s_scores  # noqa: E402

GOAL_TABLE_S, GOAL_SIMILARITY_MS = 10.0, 5.0
STATES = 195
OWN = ("challenger_defense", "challenger_offense", "challenger_neutrality")


def line(found: Effect, *, before: str = "") -> str:
    """Return one estimate on one line."""
    low, high = found.interval()
    own = " ".join(f"{found.beta[name]:+.2f}" for name in OWN)
    return (
        f"{found.beta[TARGET]:+.3f} {before:>14} {100 * found.change:+6.1f} %  "
        f"z {found.z('dyad'):+5.2f} {found.z('dyadic'):+5.2f}  "
        f"dyadic {low:+.3f} to {high:+.3f}  own {own}  {CODINGS[found.made.coding]}"
    )


def steps(found: list[Effect]) -> int:
    """Print the table beside what was computed before; return how many rows lie outside."""
    print(f"{'b':>6} {'before':>14} {'odds':>8}  z by dyad, dyadic; 95 %; pacts of the challenger")
    off = 0
    for effect in found:
        before = STEPS[effect.made.coding][1]
        near = abs(effect.beta[TARGET] - before) <= WITHIN
        off += not near
        print(line(effect, before=f"{before:+.3f} {'within' if near else 'OUTSIDE'}"))
    return off


def similarity_ms() -> float:
    """Return milliseconds for S of all pairs of 195 states."""
    rng = np.random.default_rng(0)
    portfolios = rng.choice(4, (STATES, STATES), p=(0.8, 0.05, 0.05, 0.1))
    return 1000 * best_cpu(lambda: s_scores(portfolios, farthest=3), times=9)


def main() -> int:
    """Print the figures; with ``--gate``, 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python bench/deterrence.py")
    default = Path(__file__).parents[2] / "shared/data/alliances"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--every", action="store_true", help="all codings in all samples too")
    parser.add_argument("--gate", action="store_true")
    given = parser.parse_args()
    start = time.process_time()
    tables = tables_of(given.folder)
    read = time.process_time()
    design = design_of(tables)
    built = time.process_time()
    wanted = [PLANNED, replace(PLANNED, clock="dispute")]
    table = list(effects(design, load(), made=AS_BEFORE.values()))
    fitted = time.process_time()
    planned, otherwise = effects(design, load(), made=wanted)
    matched = time.process_time()
    counts = {"rows": table[0].rows, "initiations": table[0].events, "dyads": table[0].dyads}
    print(
        "  ".join(f"{name} {value:,} (before {COUNTS[name]:,})" for name, value in counts.items())
    )
    off = steps(table) + (counts != COUNTS)
    print("\nPlanned: a named adversary matched by the rules; owed by another; any day of the year")
    print(line(planned))
    print("The same, peace counted since any dispute of the two")
    print(line(otherwise))
    if given.every:
        every(design)
    total = fitted - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    alike = similarity_ms()
    print(
        f"\nread {read - start:.1f} s, built {built - read:.1f} s, six models "
        f"{fitted - built:.1f} s: {total:.1f} s CPU   goal {GOAL_TABLE_S:g} s; {memory:.2f} GB"
    )
    print(f"the planned one, twice, with the register's answers {matched - fitted:.1f} s CPU")
    print(f"S, all pairs of {STATES} states {alike:.2f} ms   goal {GOAL_SIMILARITY_MS:g} ms")
    print(f"calibration loop {1000 * calibrate():.1f} ms   {machine()}")
    missed = total > GOAL_TABLE_S or alike > GOAL_SIMILARITY_MS or off > 0
    return int(missed and given.gate)


def every(design: Design) -> None:
    """Print all codings by all readings of a promise, sample by sample."""
    heading, values = ("", ""), []
    settled: dict[str, Counter[int]] = {kind: Counter() for kind in COVARIANCES}
    for found in effects(design, load(), made=every_specification()[1:]):
        if heading != (found.made.sample, found.made.promise):
            heading = (found.made.sample, found.made.promise)
            told = f"{SAMPLES[heading[0]][0]}: {found.rows:,} rows, {found.events:,} events"
            print(f"\n{told}; {PROMISES[heading[1]]}")
        print(line(found))
        values.append(found.beta[TARGET])
        for kind, counts in settled.items():
            low, high = found.interval(kind)
            counts[(low > 0) - (high < 0)] += 1
    print(f"\n{len(values)} estimates from {min(values):+.3f} to {max(values):+.3f}")
    for kind, counts in settled.items():
        told = f"{counts[-1]} below 0, {counts[1]} above, {counts[0]} hold it"
        print(f"95 % intervals, {kind}: {told}")


if __name__ == "__main__":
    sys.exit(main())
