"""What does each operator of firmness do on the scale? Fits the table of weights.

    python bench/firmness_fit.py [FOLDER] [--write] [--seed N]

The folder is that of ``firmness.py``; training parts alone are read. The loss is the absolute
error (Huber's near zero), descended by Adam through the chain of links; what the links of an
event share is fitted once. Sets other than UW weigh less and have a scale of their own, so
that they teach what a denied governor does, not what a number means. A rule stays if it is
seen in `LEAST_ROWS` rows and `LEAST_BLOCKS` blocks of the training data and moves a value by
`LEAST_SHIFT`. Four folds of whole blocks of UW give the cross-validated error that is printed
and the intervals. ``--write`` writes ``register/lexicon/firmness-weights.yaml``.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firmness import FOLDER, Row, event_of, read_rows
from foedus.content import content
from foedus.statement.firmness.operators import operators
from foedus.statement.firmness.scale import FILE, TOP
from foedus.statement.firmness.way import links
from foedus.statement.syntax import parse
from foedus.statement.syntax.branches import Branches

Floats = NDArray[np.float64]
WEIGHTS = {"UW": 1.0, "MV2": 0.3, "RP": 0.5, "CB": 0.5}
LEAST_ROWS, LEAST_BLOCKS, LEAST_SHIFT = 8, 3, 0.2
FOLDS, BATCH, NEAR_ZERO = 4, 1024, 0.15
EPOCHS, RATE, SLOPE_RATE, AVERAGED = 120, 0.06, 0.4, 0.8
HELD_SLOPE, HELD_SHIFT = 5.0, 1.5
"""How strongly a rule is held to doing nothing, in rows."""
MOST_RULES = 4
ISLANDS = frozenset(
    (
        *("aside", "relative", "apposition", "list", "adverbial ing", "adverbial though"),
        *("adverbial because", "adverbial after", "adverbial when", "adverbial until"),
        "adverbial with",
    )
)
"""Frames that are held to a fresh start: what denies the governor passes them by."""
BINS = (-2.0, -1.0, 0.0, 0.75, 1.25, 1.75, 2.25, 2.6, 2.9, 3.0)
HEAD = """\
# What does each operator of firmness do on the scale from -3 to 3?
# Written by bench/firmness_fit.py.
# A value that was fully asserted (3) outside the operator is shifted by `asserted`, one that was
# fully denied (-3) by `denied`, linear between; rules of one link add. `seen`: training rows.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One training row: its chain of rules, outermost first, and what is held against it."""

    chain: tuple[tuple[str, ...], ...]
    label: float
    of: int
    """Which set, in the order of `WEIGHTS`."""
    block: int


@dataclass(slots=True, kw_only=True)
class Table:
    """The parameters: one slope and shift a rule (row 0 does nothing), one scale a set."""

    names: dict[str, int]
    slope: Floats
    shift: Floats
    scale: Floats
    offset: Floats

    def parts(self) -> tuple[Floats, ...]:
        """Return the arrays that are fitted."""
        return self.slope, self.shift, self.scale, self.offset


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    events = read_events(chosen.folder)
    crossed, labels = cross(events, seed=chosen.seed)
    error = np.abs(crossed - labels).mean()
    print(f"UW train, {FOLDS} folds: MAE {error:.4f}, r {np.corrcoef(crossed, labels)[0, 1]:.4f}")
    rules = seen(events)
    table = pruned(events, rules, seed=chosen.seed)
    lines = [HEAD.rstrip(), "shifts:", *_shifts(table, rules), "intervals:"]
    lines += _intervals(crossed, labels)
    print(f"{len(table.names)} rules of {len(rules)} seen")
    if chosen.write:
        (content() / "lexicon" / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_events(folder: Path) -> list[Event]:
    """Return the events of the training part of every set."""
    sets = [(of, read_rows(folder, name, "train")) for of, name in enumerate(WEIGHTS)]
    return [event for of, rows in sets for event in _events(rows, of)]


def _events(rows: Sequence[Row], of: int) -> list[Event]:
    known, found = operators(), []
    for row, tree in zip(rows, parse([row.words for row in rows]), strict=True):
        chain = links(Branches(tree), event_of(row, tree), operators=known)
        rules = tuple(link.rules[:MOST_RULES] for link in chain)
        found.append(Event(chain=rules, label=row.label, of=of, block=row.block))
    return found


def seen(events: Sequence[Event]) -> dict[str, int]:
    """Return in how many rows each rule is seen that is seen often enough."""
    rows: Counter[str] = Counter()
    blocks = defaultdict(set)
    for event in events:
        for rule in {rule for rules in event.chain for rule in rules}:
            rows[rule] += 1
            blocks[rule].add((event.of, event.block))
    return {
        rule: many
        for rule, many in sorted(rows.items())
        if many >= LEAST_ROWS and len(blocks[rule]) >= LEAST_BLOCKS
    }


def cross(events: Sequence[Event], *, seed: int) -> tuple[Floats, Floats]:
    """Return what each event of UW is read as by a table fitted without its fold; the labels."""
    uw = [event for event in events if event.of == 0]
    found = np.zeros(len(uw))
    for fold in range(FOLDS):
        rest = [e for e in events if e.of or e.block % FOLDS != fold]
        table = pruned(rest, seen(rest), seed=seed)
        held = [at for at, e in enumerate(uw) if e.block % FOLDS == fold]
        found[held] = forward(table, _numbers(table.names, [uw[at] for at in held]))[-1]
    return found, np.array([event.label for event in uw])


def pruned(events: Sequence[Event], rules: Collection[str], *, seed: int) -> Table:
    """Return the table of the rules that do something, fitted again without the others."""
    table = fit(events, rules, seed=seed)
    kept = [
        rule for rule, at in table.names.items() if max(map(abs, _ends(table, at))) >= LEAST_SHIFT
    ]
    return fit(events, kept, seed=seed)


def fit(events: Sequence[Event], rules: Collection[str], *, seed: int) -> Table:
    """Return the table of least absolute error over ``events``."""
    table = _fresh(rules)
    start = [part.copy() for part in table.parts()]
    chains = _numbers(table.names, events)
    labels, sets = np.array([e.label for e in events]), np.array([e.of for e in events])
    weights = np.array(list(WEIGHTS.values()))[sets]
    draws = np.random.Generator(np.random.Philox(seed))
    batches = -(-len(events) // BATCH)
    adam = _Adam(table, EPOCHS * batches)
    for _ in range(EPOCHS):
        order = draws.permutation(len(events))
        for rows in np.array_split(order, batches):
            slopes = backward(table, chains[rows], labels[rows], sets[rows], weights[rows])
            slopes[0][:] += HELD_SLOPE * (table.slope - start[0]) / len(events)
            slopes[1][:] += HELD_SHIFT * (table.shift - start[1]) / len(events)
            adam.move(slopes)
    return adam.average()


def _fresh(rules: Collection[str]) -> Table:
    names = {rule: at for at, rule in enumerate(rules, 1)}
    free = np.array([False, *(rule in ISLANDS for rule in names)])
    many = len(WEIGHTS)
    return Table(
        names=names,
        slope=np.where(free, -0.7, 0.0),
        shift=np.where(free, 0.7 * TOP, 0.0),
        scale=np.ones(many),
        offset=np.zeros(many),
    )


def _numbers(names: dict[str, int], events: Sequence[Event]) -> NDArray[np.int64]:
    """Return (events, links, rules): the rules' rows in the table, chains flush at their end."""
    longest = max(len(event.chain) for event in events)
    found = np.zeros((len(events), longest, MOST_RULES), np.int64)
    for row, event in enumerate(events):
        for at, rules in enumerate(event.chain, longest - len(event.chain)):
            found[row, at, : len(rules)] = [names.get(rule, 0) for rule in rules]
    return found


def forward(table: Table, chains: NDArray[np.int64]) -> list[Floats]:
    """Return the values before the first link and after each, (links + 1) arrays of events."""
    values = [np.full(len(chains), TOP)]
    for at in range(chains.shape[1]):
        values.append(np.clip(_raw(table, chains[:, at], values[-1]), -TOP, TOP))
    return values


def _raw(table: Table, rules: NDArray[np.int64], outer: Floats) -> Floats:
    raw: Floats = (1 + table.slope[rules].sum(1)) * outer + table.shift[rules].sum(1)
    return raw


def backward(
    table: Table, chains: NDArray[np.int64], labels: Floats, sets: NDArray[np.int64], w: Floats
) -> tuple[Floats, ...]:
    """Return the gradient of the mean loss for each part of the table."""
    values = forward(table, chains)
    off = table.scale[sets] * values[-1] + table.offset[sets] - labels
    push = np.clip(off / NEAR_ZERO, -1, 1) * w / len(labels)
    slope, shift = np.zeros_like(table.slope), np.zeros_like(table.shift)
    scale: Floats = np.bincount(sets, push * values[-1], len(table.scale)).astype(np.float64)
    offset: Floats = np.bincount(sets, push, len(table.scale)).astype(np.float64)
    scale[0] = offset[0] = 0.0  # the scale of UW is the scale
    push = push * table.scale[sets]
    for at in range(chains.shape[1] - 1, -1, -1):
        rules, outer = chains[:, at], values[at]
        raw = _raw(table, rules, outer)
        push = np.where((np.abs(raw) < TOP) | (raw * push > 0), push, 0.0)
        for column in rules.T:
            slope += np.bincount(column, push * outer, len(slope))
            shift += np.bincount(column, push, len(shift))
        push = push * (1 + table.slope[rules].sum(1))
    slope[0] = shift[0] = 0.0
    return slope, shift, scale, offset


class _Adam:
    """Kingma and Ba 2015, with a falling rate and an average over the last steps."""

    def __init__(self, table: Table, steps: int) -> None:
        self.table, self.steps, self.step, self.averaged = table, steps, 0, 0
        self.first = [np.zeros_like(part) for part in table.parts()]
        self.second = [np.zeros_like(part) for part in table.parts()]
        self.sums = [np.zeros_like(part) for part in table.parts()]

    def move(self, slopes: tuple[Floats, ...]) -> None:
        self.step += 1
        gone = self.step / self.steps
        rate = RATE * (1.0 if gone < 0.5 else 0.05 + 1.9 * (1 - gone))
        for at, slope in enumerate(slopes):
            self.first[at] = 0.9 * self.first[at] + 0.1 * slope
            self.second[at] = 0.999 * self.second[at] + 0.001 * slope**2
            mean = self.first[at] / (1 - 0.9**self.step)
            spread = np.sqrt(self.second[at] / (1 - 0.999**self.step)) + 1e-5
            pace = rate * SLOPE_RATE if at == 0 else rate
            self.table.parts()[at][:] -= pace * mean / spread
        if gone > AVERAGED:
            self.averaged += 1
            self.sums = [s + part for s, part in zip(self.sums, self.table.parts(), strict=True)]

    def average(self) -> Table:
        slope, shift, scale, offset = (total / self.averaged for total in self.sums)
        return Table(names=self.table.names, slope=slope, shift=shift, scale=scale, offset=offset)


def _ends(table: Table, at: int) -> tuple[float, float]:
    """Return what a rule adds to a value that was asserted, and to one that was denied."""
    slope, shift = float(table.slope[at]), float(table.shift[at])
    return TOP * slope + shift, -TOP * slope + shift


def _shifts(table: Table, rules: dict[str, int]) -> list[str]:
    lines = []
    for rule, at in sorted(table.names.items()):
        asserted, denied = _ends(table, at)
        row = f"asserted: {asserted:.2f}, denied: {denied:.2f}, seen: {rules[rule]}"
        lines.append(f'  "{rule}": {{{row}}}')
    return lines


def _intervals(crossed: Floats, labels: Floats) -> list[str]:
    lines, last = [], -np.inf
    for top in BINS:
        near = labels[(crossed > last) & (crossed <= top)]
        low, high = np.quantile(near, (0.1, 0.9))
        lines.append(f"  - {{up_to: {top}, low: {low:.1f}, high: {high:.1f}}}")
        last = top
    return lines


if __name__ == "__main__":
    main()
