"""Which columns does a user's file hold? CSV by numpy; Parquet by pyarrow or polars.

The reading knows no data set: what the columns mean, `foedus.panel.importing` says.
"""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.panel.separated import parse_separated
from foedus.panel.source import Source
from foedus.panel.table import Table

PARQUET = b"PAR1"


def read_table(path: Path | str, *, mended: Callable[[bytes], bytes] | None = None) -> Table:
    """Return the columns of a CSV or Parquet file under the names that it gives them.

    The source tells the file's name, its digest and how it was read.

    Args:
        path: The file.
        mended: Gives a text file the header that it lacks.

    Raises:
        InputError: The file is absent, is neither kind, is empty or broken, or it is Parquet
            and neither pyarrow nor polars is installed.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = f"it cannot be read: {error.strerror or error}."
        raise InputError(str(path), problem, "Name a CSV or Parquet file that exists.") from None
    if content[:4] == PARQUET:
        columns, how = _of_parquet(path), "Parquet"
    else:
        text = mended(content) if mended else content
        columns, encoding = parse_separated(text, place=path.name)
        how = "CSV, UTF-8" if encoding == "utf-8" else "CSV, not UTF-8: read as Latin-1"
    source = Source(
        id="", title=path.name, file=path.name, sha256=sha256(content).hexdigest(), how=how
    )
    return Table(columns=columns, source=source)


def _of_parquet(path: Path) -> dict[str, NDArray[Any]]:
    for library, read in (("pyarrow", _by_pyarrow), ("polars", _by_polars)):
        if find_spec(library) is not None:
            try:
                return read(path)
            except InputError:
                raise
            except Exception as error:  # each library has its own tree of errors
                problem = f"it is no Parquet file that {library} can read ({error})."
                raise InputError(path.name, problem, "Fetch it again, or give it as CSV.") from None
    raise InputError(
        path.name,
        "Parquet needs pyarrow, which is not installed.",
        "Install it (pip install 'foedus[export]'), or give the file as CSV.",
    )


def _by_pyarrow(path: Path) -> dict[str, NDArray[Any]]:
    table = import_module("pyarrow.parquet").read_table(path)
    compute = import_module("pyarrow.compute")
    found = {}
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        absent = np.asarray(compute.is_null(column).to_numpy(zero_copy_only=False), bool)
        kind = str(column.type)
        if kind in ("string", "large_string"):
            values: Any = np.array(column.to_pylist(), object)
        else:
            values = column.to_numpy(zero_copy_only=False)
            if absent.any() and kind.startswith(("int", "uint")):
                # pyarrow turns integers with nulls into floats, which lose digits.
                values = compute.fill_null(column, 0).to_numpy(zero_copy_only=False)
        found[name] = _column(values, absent, place=f"{path.name}, column '{name}'")
    return found


def _by_polars(path: Path) -> dict[str, NDArray[Any]]:
    polars = import_module("polars")
    frame = polars.read_parquet(path)
    found = {}
    for name in frame.columns:
        series = frame[name]
        absent = series.is_null().to_numpy()
        whole = series.dtype.is_integer()
        values = (series.fill_null(0) if whole else series).to_numpy()
        found[name] = _column(values, absent, place=f"{path.name}, column '{name}'")
    return found


def _column(values: Any, absent: NDArray[np.bool_], *, place: str) -> NDArray[Any]:
    """Return what a library gave as a column of ours, with our missing values."""
    kind = values.dtype.kind
    column: NDArray[Any]
    if kind in "iub":
        small = np.int8 if kind == "b" else np.int32
        fits = kind == "b" or (kind == "i" and values.dtype.itemsize <= 4)
        column = values.astype(small if fits else np.int64)
        column[absent] = np.iinfo(column.dtype).min
    elif kind == "f":
        column = np.where(absent, np.nan, values.astype(np.float64))
    elif kind == "M":
        column = values.astype("datetime64[D]")
    elif kind in "OU":
        column = _of_objects(values, absent, place=place)
    else:
        mend = "Leave the column out, or give the file as CSV."
        raise InputError(place, f"it holds values of type {values.dtype}.", mend)
    return column


def _of_objects(values: Any, absent: NDArray[np.bool_], *, place: str) -> NDArray[Any]:
    told = values[~absent]
    if len(told) and all(isinstance(value, bool) for value in told):
        return _column(np.where(absent, False, values).astype(bool), absent, place=place)
    column: NDArray[Any]
    if len(told) and all(hasattr(value, "isoformat") for value in told):
        column = np.array(np.where(absent, None, values), "datetime64[D]")
    elif all(isinstance(value, str) for value in told):
        column = np.array(np.where(absent, "", values), "U")
    else:
        column = np.array(np.where(absent, None, values), object)
    return column
