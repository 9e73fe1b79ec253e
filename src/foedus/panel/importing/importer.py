"""What does an importer say of itself? The columns it needs, and what it makes of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from foedus.panel.importing.layout import Wanted, fits, laid_out
from foedus.panel.source import Source
from foedus.panel.table import Table

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One data set in one layout; plugins give such objects (entry points `foedus.importers`)."""

    id: str
    """Id of the data set, such as ``cow-states``; two layouts of one data set share it."""
    title: str
    wanted: tuple[Wanted, ...]
    """The columns looked for; a file that has all needed ones is recognised."""
    cite: tuple[str, ...]
    """Keys of the works to cite (`foedus.panel.citing`), the first one first."""
    shape: Callable[[Columns], Columns] = dict
    """Turns the columns found (``version`` among them) into those that the table shall have."""
    version: str = ""
    """Version, where the file does not tell it."""
    layout: str = ""
    """Whose layout this is, for the source's ``how``."""
    kinds: Mapping[str, tuple[str, str, tuple[str, ...]]] | None = None
    """By the beginning of the file's version: id, title and works of a sister data set."""

    @property
    def needed(self) -> int:
        """How many columns a file must have; of several that fit, the one with most is meant."""
        return sum(column.needed for column in self.wanted)

    def recognises(self, table: Table) -> bool:
        """Tell whether a file has all needed columns."""
        return fits(self.wanted, table.names)

    def read(self, table: Table) -> Table:
        """Return the data set's table from a file's columns.

        Raises:
            RegisterError: Needed columns are absent or hold what they cannot hold.
        """
        found = laid_out(table, self.wanted)
        told = version_told(found)
        source = table.source or Source(id="", title="")
        how = ", ".join(part for part in (source.how, self.layout) if part)
        id_, title, cite = self._kind(told, source.file)
        source = replace(
            source, id=id_, title=title, cite=cite, how=how, version=told or self.version
        )
        shaped = {name: column for name, column in self.shape(found).items() if name != "version"}
        return Table(columns=shaped, source=source)

    def _kind(self, version: str, file: str) -> tuple[str, str, tuple[str, ...]]:
        for start, kind in (self.kinds or {}).items():
            if version.casefold().startswith(start) or (not version and start in file.casefold()):
                return kind
        return self.id, self.title, self.cite


def version_told(found: Columns) -> str:
    """Return what the file's own column of versions says: the last one it names, or nothing."""
    column = found.get("version")
    told = sorted({str(value) for value in column.tolist()} - {""}) if column is not None else []
    if not told:
        return ""
    try:
        # Stata holds 4.01 as 4.0100002.
        return f"{float(told[-1]):.6g}"
    except ValueError:
        return told[-1]
