"""What explains which utility? Columns, checked before anything is estimated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError, suggest
from foedus.outlook.logit import fit_logit, listed, raise_if_singular

Floats = NDArray[np.float64]
Explained = Mapping[str, Mapping[str, ArrayLike]]
"""Utility to the columns that explain it: name to n numbers, or one number for all rows."""
LEWIS_SCHULTZ = "Lewis and Schultz 2003, Political Analysis 11(4): 345-367"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The columns of one utility."""

    utility: str
    names: tuple[str, ...]
    columns: Floats
    """Shape (n, k)."""
    size: Floats
    """Root mean square of each column, shape (k,): estimates are made in these units."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Return ``utility:name`` for each column."""
        return tuple(f"{self.utility}:{name}" for name in self.names)


def designs_of(
    explained: Explained, *, known: Iterable[str], rows: int, place: str
) -> tuple[Design, ...]:
    """Return the designs in the order of ``known``; a utility that is not explained is 0.

    Raises:
        InputError: An unknown utility, a column of another length or with gaps, a column that
            other columns of the same utility make up.
    """
    order = tuple(known)
    for name in explained:
        if name not in order:
            raise InputError(place, f"'{name}' is no utility of it.", suggest(name, order))
    found = tuple(
        _design(name, explained[name], rows=rows, place=place)
        for name in order
        if explained.get(name)
    )
    if not found:
        problem = "no utility is explained by anything."
        raise InputError(place, problem, "Give at least one utility a column.")
    return found


def _design(utility: str, given: Mapping[str, ArrayLike], *, rows: int, place: str) -> Design:
    columns = []
    for name, raw in given.items():
        column = np.asarray(raw, dtype=np.float64)
        if column.shape not in ((), (rows,)):
            problem = f"'{utility}:{name}' has the shape {column.shape}, the outcome {(rows,)}."
            raise InputError(place, problem, "Give one number for each row, or one for all.")
        column = np.broadcast_to(column, (rows,))
        if gaps := int(np.count_nonzero(~np.isfinite(column))):
            problem = f"'{utility}:{name}' is missing or infinite in {gaps} of {rows} rows."
            raise InputError(place, problem, "Leave those rows out first, and say so.")
        columns.append(column)
    square = np.column_stack(columns)
    names = tuple(given)
    raise_if_singular(square, [f"{utility}:{n}" for n in names], place=place)
    size = np.sqrt(np.mean(square**2, axis=0))
    return Design(utility=utility, names=names, columns=square, size=size)


def raise_if_shared(designs: Sequence[Design], *, player: int, place: str) -> None:
    """Refuse what moves all utilities of a player alike: no choice of his can show it.

    Args:
        designs: Those of every outcome below one of his moves.
        player: His number.
        place: For the message.

    Raises:
        InputError: Naming the columns that stand in every one of them.
    """
    scaled = [d.columns / d.size for d in designs]
    first = scaled[0]
    gaps = [np.zeros_like(part) for part in scaled[1:]]
    blocks = [
        np.column_stack((first, *gaps[:i], -part, *gaps[i + 1 :]))
        for i, part in enumerate(scaled[1:])
    ]
    triangle = np.linalg.qr(np.vstack(blocks), mode="r")
    _, spread, axes = np.linalg.svd(triangle)
    if spread[-1] > 1e-9 * spread[0]:
        return
    labels = [label for d in designs for label in d.labels]
    together = [n for n, part in zip(labels, axes[-1], strict=True) if abs(part) > 1e-6]
    problem = (
        f"not identified: {listed(together)} can move every utility of player {player} alike, "
        f"which changes none of his choices ({LEWIS_SCHULTZ})."
    )
    raise InputError(place, problem, "Leave it out of at least one of these utilities.")


def raise_if_separated(
    chosen: NDArray[np.bool_],
    columns: Floats,
    names: Sequence[str],
    *,
    place: str,
    who: str,
    only: bool = False,
) -> None:
    """Refuse choices that the columns tell without fail, so that no finite estimate exists.

    Separation does not depend on the link, so the logit finds it for the probit too.

    Args:
        chosen: Whether right was taken, shape (n,).
        columns: What explains it, shape (n, k).
        names: Of the columns.
        place: For the message.
        who: The player and the move, in words.
        only: Look for separation alone: columns that add nothing are told elsewhere.

    Raises:
        InputError: One action is never taken, or the columns part the two without fail.
    """
    if chosen.all() or not chosen.any():
        side = "right" if chosen.any() else "left"
        problem = f"{who} takes {side} every time."
        raise InputError(place, problem, "Give rows of both, or estimate a smaller game.")
    if not columns.shape[1]:
        return
    try:
        fit_logit(columns, chosen, names=names)
    except InputError as error:
        if only and not error.fault.problem.startswith("separation"):
            return
        problem = f"the choices of {who}: {error.fault.problem}"
        raise InputError(place, problem, error.fault.mend) from None
