"""How likely is each entry into the war, under given chances of the links? An estimate.

Exact, by decision diagrams, while the budget of nodes holds; else from sampled worlds, each
figure with its standard error. The chances are somebody's beliefs, independent of each
other; what is exact is the sum over all worlds, not the beliefs.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from foedus.case.cascade.functions import (
    MOST_NODES,
    Functions,
    TooLargeError,
    Weights,
    functions_of,
)
from foedus.case.cascade.network import Network
from foedus.case.cascade.unfolding import Unfolded, unfold
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.case.cascade.worlds import Value, Worlds

RUNS = 100_000
MOST_RUNS = 2**34
CHUNK = 4096
"""Words worked on at once: 262,144 worlds, some tens of megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One probability."""

    value: float | None
    """None: it turns on a link to which nobody gave a chance."""
    low: float
    high: float
    """Over the intervals of all chances; 0 and 1 stand for a chance that nobody gave."""
    error: float = 0.0
    """Standard error of ``value`` where it was sampled."""


@dataclass(frozen=True, slots=True)
class Slope:
    """How much one link weighs."""

    value: float
    """Derivative of the expected size by the link's chance: states that its act adds."""
    error: float = 0.0
    """Standard error, where it was sampled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """The odds of a network."""

    method: str
    """exact | sampled"""
    effort: int
    """Nodes of the diagram, or worlds sampled."""
    seed: int | None
    of: Mapping[str, Share]
    """Watched question to its probability."""
    size: Share
    """Expected number of states that join: not a probability, 0 to their number."""
    sizes: tuple[float, ...] | None
    """Probability that exactly 0, 1, 2 ... join; None where some chance is missing."""
    passages: Mapping[str, tuple[tuple[int, float], ...]]
    """Watched question to day and the probability that it first holds on that day."""
    tipping: Mapping[str, Slope]
    """Draw to its slope, the heaviest first."""


def odds(
    network: Network,
    *,
    most_nodes: int = MOST_NODES,
    runs: int = RUNS,
    seed: int = 1,
    drawn_lags: bool = False,
) -> Odds:
    """Return the odds of a network: exact while ``most_nodes`` hold, else sampled.

    Args:
        network: Facts, links and chances.
        most_nodes: Budget of the diagram; 0: sample.
        runs: Worlds to sample where the budget does not hold.
        seed: Of the sampled worlds.
        drawn_lags: Draw the lags from their ranges, which only sampling does.

    Raises:
        InputError: The worlds cannot be sampled as asked, or a draw has no chance there.
    """
    if most_nodes and not drawn_lags:
        try:
            return exact_odds(network, most_nodes=most_nodes)
        except TooLargeError:
            pass
    return sampled_odds(network, runs=runs, seed=seed)


def exact_odds(network: Network, *, most_nodes: int = MOST_NODES) -> Odds:
    """Return the exact odds.

    Raises:
        TooLargeError: The diagram needs more than ``most_nodes``.
    """
    functions = functions_of(network, most=most_nodes)
    found = unfold(network, functions)
    weights = Weights(functions, network.chances)
    joins = [found.watched[name] for name in network.joiners]
    ends = [weights.ends(node) for node in joins]
    shares = [weights.share(node) for node in joins]
    known = [share for share in shares if share is not None]
    return Odds(
        method="exact",
        effort=len(functions),
        seed=None,
        of={q: _share(weights, node) for q, node in found.watched.items()},
        size=Share(
            value=math.fsum(known) if len(known) == len(shares) else None,
            low=math.fsum(low for low, _ in ends),
            high=math.fsum(high for _, high in ends),
        ),
        sizes=_exact_sizes(functions, weights, joins) if len(known) == len(shares) else None,
        passages={q: _days(p, weights) for q, p in found.passages.items()},
        tipping=_slopes(weights, joins),
    )


def _share(weights: Weights, node: int) -> Share:
    low, high = weights.ends(node)
    return Share(value=weights.share(node), low=low, high=high)


def _days(
    passages: tuple[tuple[int, int, int], ...], weights: Weights
) -> tuple[tuple[int, float], ...]:
    found: dict[int, float] = {}
    for day, _, node in passages:
        share = weights.share(node)
        if share is None:
            return ()
        found[day] = found.get(day, 0.0) + share
    return tuple(sorted(found.items()))


def _slopes(weights: Weights, joins: list[int]) -> dict[str, Slope]:
    found: dict[str, float] = {}
    for node in joins:
        for draw, slope in weights.slopes(node).items():
            found[draw] = found.get(draw, 0.0) + slope
    return _heaviest({draw: Slope(slope) for draw, slope in found.items()})


def _heaviest(slopes: Mapping[str, Slope]) -> dict[str, Slope]:
    ranked = sorted(slopes.items(), key=lambda item: (-abs(round(item[1].value, 12)), item[0]))
    return dict(ranked)


def _exact_sizes(
    functions: Functions, weights: Weights, joins: list[int]
) -> tuple[float, ...] | None:
    """Return how likely each size is; None if counting outgrows the budget."""
    row = [functions.true]
    try:
        for node in joins:
            row.append(functions.false)
            for k in range(len(row) - 1, 0, -1):
                row[k] = functions.either(row[k], functions.both(row[k - 1], node))
    except TooLargeError:
        return None
    least = [*(weights.share(node) or 0.0 for node in row), 0.0]
    return tuple(max(0.0, a - b) for a, b in pairwise(least))


@dataclass
class _Tally:
    """Counts over chunks of worlds."""

    of: dict[str, int]
    days: dict[str, dict[int, int]]
    sizes: dict[int, int]
    acted: dict[str, int]
    """Draw to the worlds in which it acted."""
    among: dict[str, int]
    """Draw to the sum of sizes over those worlds."""


def sampled_odds(
    network: Network, *, runs: int = RUNS, seed: int = 1, chunk: int = CHUNK, tipping: bool = True
) -> Odds:
    """Return the odds from sampled worlds, the same for any ``chunk``.

    Args:
        network: Every draw needs a chance.
        runs: Worlds; rounded up to a whole number of stretches of 2,048.
        seed: 0 or more.
        chunk: Words worked on at once; rounded up like ``runs``.
        tipping: Also estimate the derivatives.

    Raises:
        InputError: A draw without a chance, or no number of worlds.
    """
    missing = next((d for d in network.draws if network.chances.get(d) is None), None)
    if missing is not None:
        problem = f"the link '{missing}' has no chance, and worlds cannot be drawn without one."
        raise InputError("h", problem, "Give it one, or the file a default.")
    if not 1 <= runs <= MOST_RUNS or seed < 0:
        raise InputError(
            "runs", f"{runs} worlds with seed {seed}.", "Ask for 1 or more, seed 0 up."
        )
    tally, worlds = _tallied(network, runs=runs, seed=seed, chunk=chunk, tipping=tipping)
    ends = [
        _tallied(network, runs=runs, seed=seed, chunk=chunk, end=end)[0]
        for end in (("low", "high") if _has_intervals(network) else ())
    ]
    sizes = _frequencies(tally.sizes, len(network.joiners), worlds)
    return Odds(
        method="sampled",
        effort=worlds,
        seed=seed,
        of={q: _sampled(n, worlds, [t.of[q] for t in ends]) for q, n in tally.of.items()},
        size=_mean_size(tally.sizes, worlds, [t.sizes for t in ends]),
        sizes=sizes,
        passages={
            q: tuple((day, n / worlds) for day, n in sorted(days.items()))
            for q, days in tally.days.items()
        },
        tipping=_gains(tally, worlds) if tipping else {},
    )


def _tallied(
    network: Network, *, runs: int, seed: int, chunk: int, end: str = "h", tipping: bool = False
) -> tuple[_Tally, int]:
    from foedus.case.cascade.worlds import UNIT, count, drawn  # noqa: PLC0415 - brings numpy

    total = -(-runs // (64 * UNIT)) * UNIT
    size = -(-chunk // UNIT) * UNIT
    tally = _Tally(
        of=dict.fromkeys(network.watched, 0),
        days={q: {} for q in network.watched},
        sizes={},
        acted=dict.fromkeys(network.draws, 0),
        among=dict.fromkeys(network.draws, 0),
    )
    for first in range(0, total, size):
        words = min(size, total - first)
        algebra = drawn(network, seed=seed, first=first, words=words, end=end)
        found = unfold(network, algebra)
        for question, value in found.watched.items():
            tally.of[question] += count(value)
            days = tally.days[question]
            for day, _, new in found.passages[question]:
                days[day] = days.get(day, 0) + count(new)
        _add_sizes(tally, found, network, algebra=algebra, words=words, tipping=tipping)
    return tally, total * 64


def _add_sizes(
    tally: _Tally,
    found: "Unfolded[Value]",
    network: Network,
    *,
    algebra: "Worlds",
    words: int,
    tipping: bool,
) -> None:
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    from foedus.case.cascade.worlds import count, unpacked  # noqa: PLC0415

    size = np.zeros(words * 64, np.int32)
    for name in network.joiners:
        value = found.watched[name]
        if value is not None:
            size += unpacked(value)
    for number, times in enumerate(np.bincount(size).tolist()):
        if times:
            tally.sizes[number] = tally.sizes.get(number, 0) + times
    for draw in network.draws if tipping else ():
        acts = algebra.acts(draw)
        tally.acted[draw] += count(acts)
        if acts is not None:
            tally.among[draw] += int(size[unpacked(acts).view(bool)].sum())


def _sampled(times: int, worlds: int, ends: list[int]) -> Share:
    value = times / worlds
    # Drawn half a world in, so that a share that was never met has an error too.
    inside = (times + 0.5) / (worlds + 1)
    low, high = sorted(n / worlds for n in ends) if ends else (value, value)
    return Share(
        value=value,
        low=min(low, value),
        high=max(high, value),
        error=math.sqrt(inside * (1 - inside) / worlds),
    )


def _mean_size(sizes: Mapping[int, int], worlds: int, ends: list[dict[int, int]]) -> Share:
    mean = sum(s * n for s, n in sizes.items()) / worlds
    spread = sum((s - mean) ** 2 * n for s, n in sizes.items()) / worlds
    told = [sum(s * n for s, n in of.items()) / worlds for of in ends] or [mean]
    return Share(
        value=mean,
        low=min(*told, mean),
        high=max(*told, mean),
        error=math.sqrt(spread / worlds),
    )


def _frequencies(sizes: Mapping[int, int], most: int, worlds: int) -> tuple[float, ...]:
    return tuple(sizes.get(s, 0) / worlds for s in range(most + 1))


def _gains(tally: _Tally, worlds: int) -> dict[str, Slope]:
    """Return the mean size where a draw acts less that where it does not."""
    whole = sum(s * n for s, n in tally.sizes.items())
    spread = sum(s * s * n for s, n in tally.sizes.items()) / worlds - (whole / worlds) ** 2
    found = {}
    for draw, acted in tally.acted.items():
        if 0 < acted < worlds:
            idle = worlds - acted
            gain = tally.among[draw] / acted - (whole - tally.among[draw]) / idle
            found[draw] = Slope(gain, math.sqrt(max(spread, 0.0) * (1 / acted + 1 / idle)))
    return _heaviest(found)


def _has_intervals(network: Network) -> bool:
    chances = (network.chances.get(d) for d in network.draws)
    return any(c is not None and c.low < c.high for c in chances)


def without_intervals(network: Network) -> Network:
    """Return the network with every chance as one number."""
    chances: dict[str, Any] = {
        draw: c and replace(c, low=c.h, high=c.h) for draw, c in network.chances.items()
    }
    return replace(network, chances=chances)
