"""Which numbers may a game be played with? Columns of one shape, each within its range."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EVERYWHERE = (-np.inf, np.inf)
SHARE = (0.0, 1.0)
COST = (0.0, np.inf)


def broadcast(**given: ArrayLike) -> dict[str, Floats]:
    """Return the numbers as float arrays of one shape, which share memory with what was given.

    Raises:
        InputError: The shapes do not go together.
    """
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in given.items()}
    try:
        spread = np.broadcast_arrays(*arrays.values())
    except ValueError:
        shapes = ", ".join(f"{name} {a.shape}" for name, a in arrays.items() if a.shape)
        problem = f"the shapes do not go together: {shapes}."
        raise InputError("game", problem, "Give numbers, or arrays of one shape.") from None
    return dict(zip(arrays, spread, strict=True))


def raise_if_outside(columns: Mapping[str, Floats], **ranges: tuple[float, float]) -> None:
    """Refuse numbers that are missing or outside their range, ends included.

    Raises:
        InputError: Naming the column, the first such number and the range.
    """
    for name, (low, high) in ranges.items():
        column = columns[name]
        if column.size and not (column.min() >= low and column.max() <= high):
            bad = column[~((column >= low) & (column <= high))].flat[0]
            span = f"from {low:g} to {high:g}" if np.isfinite(high) else f"of {low:g} or more"
            problem = "a number is missing." if np.isnan(bad) else f"{bad:g} is outside its range."
            raise InputError(name, problem, f"Give numbers {span}.")


def raise_unless(holds: Flags, *, place: str, problem: str, mend: str) -> None:
    """Refuse the whole where a condition between columns fails somewhere.

    Raises:
        InputError: With ``problem`` and how many rows have it.
    """
    failing = int(holds.size - np.count_nonzero(holds))
    if failing:
        raise InputError(place, f"{problem} (in {failing} of {holds.size} rows).", mend)
