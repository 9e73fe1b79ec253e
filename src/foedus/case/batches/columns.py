"""Can these columns be decided? Names, types, lengths and values must mean something."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from foedus.case.batches.legend import Legend
from foedus.errors import IncidentError, suggest


def checked_columns(
    columns: Mapping[str, NDArray[Any]], *, names: Sequence[str], legend: Legend
) -> int:
    """Return the number of rows.

    Raises:
        IncidentError: A column is missing or not expected, or has another shape, type or
            length.
    """
    for name in (n for n in columns if n not in names):
        raise IncidentError("columns", f"'{name}' is not expected here.", suggest(name, names))
    for name in (n for n in names if n not in columns):
        raise IncidentError("columns", f"'{name}' is missing.", "Give a column of that name.")
    lengths = {columns[name].shape for name in names}
    if len(lengths) != 1 or len(next(iter(lengths))) != 1:
        told = ", ".join(f"{name} {columns[name].shape}" for name in names)
        raise IncidentError(
            "columns",
            f"the columns are not of one length: {told or 'there is none'}.",
            "Give one-dimensional arrays with one value for each row.",
        )
    for name in names:
        _check_type(name, columns[name], legend.classes.get(name))
    return int(next(iter(lengths))[0])


def check_values(
    name: str, column: NDArray[Any], *, classes: Sequence[frozenset[str]] | None
) -> None:
    """Check some rows of a column of the right type.

    Args:
        name: Of a fact or category.
        column: One row or more.
        classes: Of a category: the values behind each bit.

    Raises:
        IncidentError: It holds a value that means nothing.
    """
    least, most = int(column.min()), int(column.max())
    if classes is None and (least < -1 or most > 1):
        _refuse(
            name,
            f"{least if least < -1 else most} means nothing for a fact",
            "Use 1 for yes, 0 for open, -1 for no.",
        )
    if classes is not None and not least:
        _refuse(name, "a mask has no value", "Set the bits of all values that are possible.")
    if classes is not None and most >> len(classes):
        problem = f"a mask has bits beyond the {len(classes)} of the legend"
        _refuse(name, problem, "Make the masks with Legend.mask.")


def _check_type(name: str, column: NDArray[Any], classes: Sequence[frozenset[str]] | None) -> None:
    if classes is None and column.dtype != np.int8:
        mend = "Give a fact as int8: 1 yes, 0 open, -1 no."
        _refuse(name, f"it is {column.dtype}, not int8", mend)
    if classes is not None and (
        column.dtype.kind != "u" or 8 * column.dtype.itemsize < len(classes)
    ):
        _refuse(
            name,
            f"it is {column.dtype}, not unsigned of {len(classes)} bits or more",
            "Give masks as uint8, uint16, uint32 or uint64; Legend.mask makes them.",
        )


def _refuse(name: str, problem: str, mend: str) -> NoReturn:
    raise IncidentError(f"columns: {name}", f"{problem}.", mend)
