"""How often do the intervals of few, clustered cases contain the truth?

Run:  python bench/coverage.py FILE [DRAWS]

FILE is your own copy of the replication file of Berkemeier and Fuhrmann 2018, as CSV: the
sizes of its wars make the designs. Each war draws its own chance from a beta distribution
with the cell's share as mean and a given correlation between two cases of one war; its
cases are honoured with that chance. Counted is how often each interval holds the mean.
Exit codes: 0 gate passed, 1 the file cannot be read, 2 usage, 3 gate failed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration import calibrate, machine
from foedus.errors import FoedusError
from foedus.outlook.interval import clustered, jeffreys
from honoured import War, rows_of, wars_of

CELLS = (
    ("any", "before_1945"),
    ("any", "from_1945"),
    ("defense", "before_1945"),
    ("defense", "from_1945"),
    ("neutrality", "before_1945"),
    ("nonaggression", "before_1945"),
    ("nonaggression", "from_1945"),
)
CORRELATIONS = (0.0, 0.1, 0.3)
DRAWS = 500
RESAMPLES = 400
GATE, GOAL = 0.92, 0.95
SEED = 1945

Ints = NDArray[np.int64]
Interval = tuple[float, float]


def drawn(sizes: Ints, *, share: float, correlation: float, stream: np.random.Generator) -> Ints:
    """Return the honoured cases of each war in one draw, shape of ``sizes``."""
    if correlation == 0.0:
        return stream.binomial(sizes, share)
    weight = 1.0 / correlation - 1.0
    chances = stream.beta(share * weight, (1.0 - share) * weight, sizes.shape)
    return stream.binomial(sizes, chances)


def independent_interval(honoured: Ints, sizes: Ints, _stream: np.random.Generator) -> Interval:
    return jeffreys(int(honoured.sum()), int(sizes.sum()))


def bootstrap_interval(honoured: Ints, sizes: Ints, stream: np.random.Generator) -> Interval:
    picks = stream.integers(0, sizes.size, (RESAMPLES, sizes.size))
    shares = honoured[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return float(low), float(high)


def clustered_interval(honoured: Ints, sizes: Ints, _stream: np.random.Generator) -> Interval:
    spread = clustered([(int(k), int(n)) for k, n in zip(honoured, sizes, strict=True)])
    return spread.low, spread.high


WAYS: dict[str, Callable[[Ints, Ints, np.random.Generator], Interval]] = {
    "independent": independent_interval,
    "bootstrap": bootstrap_interval,
    "clustered": clustered_interval,
}


def coverage(
    sizes: Ints, *, share: float, correlation: float, draws: int
) -> dict[str, tuple[float, float]]:
    """Return each way's share of draws whose interval holds ``share``, and its mean width."""
    held = dict.fromkeys(WAYS, 0)
    width = dict.fromkeys(WAYS, 0.0)
    for draw in range(draws):
        # One counter-based stream a draw: the same draws in any order or chunking.
        stream = np.random.Generator(np.random.Philox(key=SEED, counter=draw << 64))
        honoured = drawn(sizes, share=share, correlation=correlation, stream=stream)
        for name, way in WAYS.items():
            low, high = way(honoured, sizes, stream)
            held[name] += low <= share <= high
            width[name] += high - low
    return {name: (held[name] / draws, width[name] / draws) for name in WAYS}


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2 or not all(word.isdigit() for word in arguments[1:]):
        print("usage: python bench/coverage.py FILE [DRAWS]", file=sys.stderr)
        return 2
    draws = int(arguments[1]) if len(arguments) == 2 else DRAWS
    try:
        rows = rows_of(Path(arguments[0]))
    except FoedusError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{'cell':<28}{'corr.':>6}" + "".join(f"{name:>20}" for name in WAYS))
    worst = 1.0
    for pledge, era in CELLS:
        wars = wars_of(rows, coding="leeds_long_mitchell_rules", pledge=pledge, era=era)
        for correlation in CORRELATIONS:
            found = _cell(wars, correlation=correlation, draws=draws)
            worst = min(worst, found["clustered"][0])
            print(f"{pledge} {era:<{27 - len(pledge)}}{correlation:>6.1f}" + _columns(found))
    return _verdict(worst)


def _cell(wars: list[War], *, correlation: float, draws: int) -> dict[str, tuple[float, float]]:
    sizes = np.array([war.tested for war in wars], dtype=np.int64)
    share = sum(war.honoured for war in wars) / int(sizes.sum())
    return coverage(sizes, share=share, correlation=correlation, draws=draws)


def _columns(found: dict[str, tuple[float, float]]) -> str:
    return "".join(f"{held:>11.3f} w {width:.3f}" + "  " for held, width in found.values())


def _verdict(worst: float) -> int:
    passed = worst >= GATE
    verdict = "goal met" if worst >= GOAL else "gate passed" if passed else "GATE FAILED"
    print(f"worst coverage of clustered {worst:.3f}  gate {GATE}  goal {GOAL}  {verdict}")
    print(f"{machine()}; calibration {1000 * calibrate():.1f} ms CPU")
    return 0 if passed else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
