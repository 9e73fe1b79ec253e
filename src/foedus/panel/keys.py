"""Which row of one table has the key of a row of another? Whole integer columns at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError

Ints = NDArray[np.int64]
DENSE = 1 << 25
"""Cells of a direct look-up table, at most: 128 MiB."""
SPAN = 1 << 20
"""Least to greatest value of a key that is still ranked by a direct look-up."""


def positions(
    left: Sequence[NDArray[Any]], right: Sequence[NDArray[Any]], *, names: Sequence[str]
) -> Ints:
    """Return for each row of ``left`` the row of ``right`` with the same key, or -1.

    A missing value (the least of the integer type) matches nothing.

    Raises:
        InputError: Two rows of ``right`` have one key; it is told with ``names``.
    """
    found, sought, size = _packed(left, right)
    rows = np.flatnonzero(sought >= 0)
    _check_once(sought[rows], right, rows, names)
    if size <= DENSE:
        table = np.full(size + 1, -1, np.int32)
        table[sought[rows]] = rows
        return table[found].astype(np.int64)  # an absent key is -1: the last cell, always -1
    order = rows[np.argsort(sought[rows], kind="stable")]
    ordered = sought[order]
    at = np.minimum(np.searchsorted(ordered, found), max(len(ordered) - 1, 0))
    hit = (found >= 0) & (ordered[at] == found) if len(ordered) else np.zeros(len(found), bool)
    return np.where(hit, order[at] if len(order) else -1, -1)


def _packed(left: Sequence[NDArray[Any]], right: Sequence[NDArray[Any]]) -> tuple[Ints, Ints, int]:
    """Return both sides' keys, each as one number below ``size``; -1 where none can match."""
    found = np.zeros(len(left[0]), np.int64)
    sought = np.zeros(len(right[0]), np.int64)
    size = 1
    for ours, theirs in zip(left, right, strict=True):
        known = np.unique(theirs)
        known = known[known != np.iinfo(theirs.dtype).min].astype(np.int64)
        if size * max(len(known), 1) >= 1 << 62:
            # Rank what is packed so far: it has no more values than rows.
            values, sought = np.unique(sought, return_inverse=True)
            found, size = _ranked(found, values), len(values)
        ours_at, theirs_at = _ranked(ours, known), _ranked(theirs, known)
        found = np.where((found < 0) | (ours_at < 0), -1, found * len(known) + ours_at)
        sought = np.where((sought < 0) | (theirs_at < 0), -1, sought * len(known) + theirs_at)
        size *= max(len(known), 1)
    return found, sought, size


def _ranked(column: NDArray[Any], known: Ints) -> Ints:
    """Return the place of each value among the sorted ``known`` ones, or -1."""
    if not len(known):
        return np.full(len(column), -1, np.int64)
    low, high = int(known[0]), int(known[-1])
    if high - low < SPAN:
        table = np.full(high - low + 2, -1, np.int64)
        table[known - low] = np.arange(len(known))
        inside = (column >= low) & (column <= high)
        place: Ints = table[np.where(inside, column.astype(np.int64) - low, high - low + 1)]
        return place
    at = np.minimum(np.searchsorted(known, column), len(known) - 1)
    return np.where(known[at] == column, at, -1)


def _check_once(
    keys: Ints, right: Sequence[NDArray[Any]], rows: Ints, names: Sequence[str]
) -> None:
    ordered = np.argsort(keys, kind="stable")
    twice = np.flatnonzero(keys[ordered][1:] == keys[ordered][:-1])
    if not len(twice):
        return
    row = rows[ordered[twice[0]]]
    told = ", ".join(f"{name} {column[row]}" for name, column in zip(names, right, strict=True))
    raise InputError(
        "join",
        f"several rows of the table to join have the key {told}.",
        "Keep one row for each key, or add the column that tells them apart to the keys.",
    )
