"""Which data set is this file? Importers of what users fetched themselves, and of plugins.

    table = import_file("atop5_1m.csv")     # recognised by its columns
    table.source.id                         # "atop-members"
    table.columns                           # our names, our missing values

No data set comes with Foedus. A package adds importers by an entry point of the group
``foedus.importers`` that names an `Importer`, or a function that returns several.
"""

from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from foedus.errors import InputError, suggest
from foedus.panel.importing.headless import with_header
from foedus.panel.importing.importer import Importer
from foedus.panel.importing.layout import found_in
from foedus.panel.reading import read_table
from foedus.panel.table import Table

__all__ = ["Importer", "import_file", "importer_of", "importers"]

GROUP = "foedus.importers"
KEYS = frozenset({"cow", "cow1", "cow2", "gw", "year", "first", "last"})
"""Columns that many data sets have: they do not tell which one a file is."""


def importers() -> tuple[Importer, ...]:
    """Return all importers: those of Foedus, then those of installed plugins by name.

    Raises:
        InputError: A plugin names no importer.
    """
    return (*_own(), *_of_plugins())


def import_file(path: Path | str, *, as_: str | None = None, version: str | None = None) -> Table:
    """Return a user's file as the table of its data set.

    Args:
        path: A CSV or Parquet file.
        as_: Id of the data set; None recognises it by its columns.
        version: The data set's version, where the file does not tell it.

    Raises:
        InputError: The file cannot be read, is of no data set known here, or lacks a column.
    """
    table = read_table(path, mended=with_header)
    found = importer_of(table, as_=as_).read(table)
    if version is None or found.source is None:
        return found
    return replace(found, source=replace(found.source, version=version))


def importer_of(table: Table, *, as_: str | None = None) -> Importer:
    """Return the importer for a file's columns: of those that fit, the one that needs most.

    Raises:
        InputError: None fits; the message names the nearest and what it looked for.
    """
    known = [one for one in importers() if as_ is None or one.id == as_ or _has_kind(one, as_)]
    if not known:
        mend = suggest(as_ or "", {one.id for one in importers()})
        raise InputError("importer", f"no importer '{as_}'.", mend)
    fitting = [one for one in known if one.recognises(table)]
    if fitting:
        return max(fitting, key=lambda one: one.needed)
    return _nearest(table, known)


def _nearest(table: Table, known: Iterable[Importer]) -> Importer:
    """Return the importer that most of a file's columns speak for: its reading tells the rest.

    Raises:
        InputError: None is near.
    """

    def share(one: Importer) -> float:
        telling = [column for column in one.wanted if column.needed and column.name not in KEYS]
        return sum(found_in(c, table.names) is not None for c in telling) / len(telling)

    near = max(known, key=share)
    if share(near) > 0.5:
        return near
    place = table.source.file if table.source else "table"
    listed = ", ".join(table.names[:12]) + (" ..." if len(table.names) > 12 else "")
    titles = "; ".join(sorted({one.title for one in known}))
    raise InputError(place, f"no data set known here has columns {listed}.", f"Known: {titles}.")


def _has_kind(importer: Importer, id_: str) -> bool:
    return any(kind[0] == id_ for kind in (importer.kinds or {}).values())


def _own() -> tuple[Importer, ...]:
    from foedus.panel.importing.catalogue import CATALOGUE  # noqa: PLC0415 - heavy, on first use

    return CATALOGUE


def _of_plugins() -> tuple[Importer, ...]:
    found: list[Importer] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        found += _given(point.load(), name=point.name)
    return tuple(found)


def _given(loaded: Any, *, name: str) -> tuple[Importer, ...]:
    given = loaded() if callable(loaded) else loaded
    several = (given,) if isinstance(given, Importer) else tuple(given)
    if not all(isinstance(one, Importer) for one in several):
        mend = "Let it name a foedus.panel.importing.Importer, or a function that returns some."
        raise InputError(f"entry point {GROUP}: {name}", "it names no importer.", mend)
    return several
