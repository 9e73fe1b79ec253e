"""The fit descends the right slope and finds the weights that made its labels."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCH = Path(__file__).resolve().parents[3] / "bench"
pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def fitting() -> Iterator[ModuleType]:
    """Scripts of bench import one another by plain name."""
    sys.path.insert(0, str(BENCH))
    try:
        import firmness_fit

        yield firmness_fit
    finally:
        sys.path.remove(str(BENCH))


def events(fitting: ModuleType, many: int) -> list[object]:
    """Labels made by two rules: "may" takes one and a half, "not" turns the sign."""
    made = []
    for at in range(many):
        chain = [(rule,) for rule, each in (("not", 2), ("may", 3)) if at % each == 0]
        label = -3.0 if at % 2 == 0 else 3.0
        label += (1.5 if label < 0 else -1.5) if at % 3 == 0 else 0.0
        made.append(fitting.Event(chain=(*chain, ("plain",)), label=label, of=0, block=at % 7))
    return made


def test_the_slope_is_that_of_the_loss(fitting: ModuleType) -> None:
    rows = events(fitting, 12)
    table = fitting._fresh(fitting.seen(rows * 3))
    # No value reaches an end of the scale: there the fit leans back inside on purpose.
    table.slope[1:], table.shift[1:] = (-0.2, -0.3, -1.5), (-0.1, 0.2, 0.05)
    chains = fitting._numbers(table.names, rows)
    labels = np.array([row.label for row in rows])
    sets, weights = np.zeros(len(rows), int), np.ones(len(rows))

    def loss() -> float:
        off = np.abs(fitting.forward(table, chains)[-1] - labels)
        near = fitting.NEAR_ZERO
        return float(np.where(off < near, off**2 / near / 2, off - near / 2).mean())

    found = fitting.backward(table, chains, labels, sets, weights)
    for part, slope in zip(table.parts()[:2], found[:2], strict=True):
        for at in range(1, len(part)):
            part[at] += 1e-6
            above = loss()
            part[at] -= 2e-6
            below = loss()
            part[at] += 1e-6
            assert slope[at] == pytest.approx((above - below) / 2e-6, abs=1e-5)


def test_the_fit_finds_what_made_the_labels(fitting: ModuleType) -> None:
    rows = events(fitting, 1200)
    table = fitting.pruned(rows, fitting.seen(rows), seed=0)
    off = fitting.forward(table, fitting._numbers(table.names, rows))[-1]
    assert np.abs(off - [row.label for row in rows]).mean() < 0.1
    asserted, denied = fitting._ends(table, table.names["may"])
    assert -2 < asserted < -1 < 1 < denied < 2


def test_a_rule_of_too_few_passages_does_not_stay(fitting: ModuleType) -> None:
    rows = [
        fitting.Event(chain=(("rare",), ("plain",)), label=0.0, of=0, block=at % 2)
        for at in range(20)
    ]
    assert fitting.seen(rows) == {}
