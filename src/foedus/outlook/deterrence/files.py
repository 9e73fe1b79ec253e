"""Which of a folder's files hold the design's data sets? Each recognised by its columns."""

from collections.abc import Mapping
from pathlib import Path

from foedus.errors import InputError
from foedus.panel.importing import import_file
from foedus.panel.table import Table

NEEDED: Mapping[str, str] = {
    "cow-states": "states of the system (Correlates of War)",
    "atop-members": "ATOP, member level",
    "gml-mid-dyad-years": "directed dyad-year disputes of Gibler, Miller and Little",
    "cow-nmc": "national material capabilities with cinc (Correlates of War)",
    "democracy": "Polity by state and year (polity2)",
    "cow-contiguity": "direct contiguity (Correlates of War)",
    "cow-capitals": "capitals with latitude and longitude",
    "cow-majors": "major powers (Correlates of War)",
}
"""Id of each data set, and what it is."""
SUFFIXES = (".csv", ".parquet")


def tables_of(folder: Path) -> dict[str, Table]:
    """Return the tables of the design by data set id, from a folder of the user's own files.

    Files of other data sets are passed over. Of two files of one data set the smaller counts,
    for it is the plainer one.

    Raises:
        InputError: The folder is absent, or lacks a data set; all that it lacks are named.
    """
    if not folder.is_dir():
        raise InputError(str(folder), "this is no folder.", "Name the folder of your files.")
    paths = [p for p in folder.iterdir() if p.suffix in SUFFIXES]
    found: dict[str, Table] = {}
    for path in sorted(paths, key=lambda p: (p.stat().st_size, p.name)):
        if len(found) == len(NEEDED):
            break
        try:
            table = import_file(path)
        except InputError:
            continue  # a file of something else
        if table.source is not None and table.source.id in NEEDED:
            found.setdefault(table.source.id, table)
    raise_if_lacking(found, place=str(folder))
    return found


def raise_if_lacking(tables: Mapping[str, Table], *, place: str) -> None:
    """Refuse tables that lack a data set of the design."""
    lacking = [f"{words} ({name})" for name, words in NEEDED.items() if name not in tables]
    if lacking:
        problem = f"no file of: {'; '.join(lacking)}."
        mend = "Put each data set's own file there, as CSV or Parquet."
        raise InputError(place, problem, mend)
