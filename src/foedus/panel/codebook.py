"""What does each column say, in which unit, from which source? The codebook of a panel."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedus.panel.source import Source
from foedus.panel.table import Table, is_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One column."""

    name: str
    says: str
    unit: str = ""
    source: str = ""
    """Title and version of what it was taken from."""
    absent: str = ""
    """What a missing value means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The columns of a panel, in their order, and how its rows were chosen."""

    rows: str
    """What one row is, and which rows there are."""
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]

    def of(self, table: Table) -> "list[dict[str, str | int]]":
        """Return one record a column of ``table``, with its type and its missing values."""
        known = {entry.name: entry for entry in self.entries}
        return [
            {
                "column": name,
                "says": known[name].says if name in known else "",
                "unit": known[name].unit if name in known else "",
                "type": table[name].dtype.name,
                "missing": int(is_missing(table[name]).sum()),
                "absent": known[name].absent if name in known else "",
                "source": known[name].source if name in known else "",
            }
            for name in table.names
        ]

    def as_json(self, table: Table) -> str:
        """Return the codebook as JSON text."""
        made = {
            "rows": self.rows,
            "count": len(table),
            "columns": self.of(table),
            "sources": [_source(source) for source in self.sources],
        }
        return json.dumps(made, indent=1, ensure_ascii=False) + "\n"

    def as_markdown(self, table: Table) -> str:
        """Return the codebook as a Markdown page."""
        lines = ["# Codebook", "", f"{self.rows} {len(table):,} rows.", ""]
        lines += ["| column | says | unit | type | missing | source |", "|---|---|---|---|--:|---|"]
        for one in self.of(table):
            says = f"{one['says']} {one['absent']}".strip()
            cells = (one["column"], says, one["unit"], one["type"], one["missing"], one["source"])
            lines.append(f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |")
        lines += ["", "## Sources", ""]
        lines += [f"* {_told(source)}" for source in self.sources]
        return "\n".join(lines) + "\n"


def _source(source: Source) -> Mapping[str, str | list[str]]:
    return {
        "id": source.id,
        "title": source.title,
        "version": source.version,
        "file": source.file,
        "sha256": source.sha256,
        "how": source.how,
        "cite": list(source.cite),
    }


def _told(source: Source) -> str:
    version = f", version {source.version}" if source.version else ""
    file = f" (file {source.file}, sha256 {source.sha256[:12]})" if source.file else ""
    cite = f" Cite: {', '.join(source.cite)}." if source.cite else ""
    return f"{source.title}{version}{file}. {source.how}.{cite}".replace(" . ", " ")


def sources_of(tables: Iterable[Source | None]) -> tuple[Source, ...]:
    """Return every source once, in order."""
    found: list[Source] = []
    for source in tables:
        for one in source.every if source else ():
            if one not in found:
                found.append(one)
    return tuple(found)
