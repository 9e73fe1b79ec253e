"""What does the pooled model say of a pledge? Our own estimates, as the register keeps them.

`foedus.outlook.pooling` makes them; bench/reliability.py computes them again from the users'
own files. Here they are read and set beside the published shares, without numpy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.content import tree
from foedus.errors import Fault, InputError, RegisterError
from foedus.outlook.published import ERAS, MEMBERS, PLEDGES, Figure
from foedus.outlook.selection import mean_behind

__all__ = ["PLEDGES", "Cell", "PooledEstimates", "as_pooled", "load_pooled", "untested"]

FILE = "pooled.yaml"
STUDY = "foedus_pooled"
WORDS = ("method", "cite", "score")
CELL_KEYS = ("coding", "pledge", "era", "members", "value", "low", "high", "effective_cases")
ALL_KEYS = (*CELL_KEYS, "cases", "alike")
THRESHOLDS = (0.9, 0.7, 0.5)
"""Chances of help under which attackers are supposed to strike, the mildest first."""

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The estimate of one kind of pledge in one era."""

    coding: str
    pledge: str
    era: str
    members: str
    value: float
    """Mean share honoured, 0 to 1, of cases like those of the cell in wars not yet seen."""
    low: float
    high: float
    effective_cases: float
    """Independent cases that would tell as much as the model does."""
    cases: int
    alike: float
    """a + b of the Beta that spreads as single pledges of the cell do."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return coding, pledge, era and members."""
        return self.coding, self.pledge, self.era, self.members


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledEstimates:
    """All cells, with what was done and how well it foretells."""

    cells: tuple[Cell, ...]
    method: str
    cite: str
    score: str
    codings: Mapping[str, str]
    years: Mapping[str, tuple[int, int]]

    def find(self, coding: str, *, pledge: str, era: str, members: str = "all") -> Cell | None:
        """Return one cell, or None."""
        wanted = (coding, pledge, era, members)
        return next((cell for cell in self.cells if cell.key == wanted), None)

    def figure(self, cell: Cell, *, note: str = "") -> Figure:
        """Return a cell in the shape of a published figure, marked as modelled by us."""
        told = (
            f"{cell.cases} cases; with what it borrows from other pledges it tells as much as "
            f"{cell.effective_cases:.0f} independent ones."
        )
        return Figure(
            study=STUDY,
            short="Foedus, pooled over pledges, eras and pacts",
            cite=self.cite,
            coding=cell.coding,
            rules=self.codings[cell.coding],
            pledge=cell.pledge,
            era=cell.era,
            members=cell.members,
            years=self.years[cell.era],
            value=cell.value,
            method=self.method,
            checked="recomputed",
            published=False,
            modelled=True,
            note=f"{told} {note}".strip(),
            clustered=(cell.low, cell.high),
            effective_cases=cell.effective_cases,
        )


def untested(cell: Cell) -> str:
    """Say how often all such pledges would be kept, tested or not, were only doubted ones tested.

    The closed form of `foedus.outlook.selection`, for each of `THRESHOLDS` that such a rate
    allows; the spread between single pledges is the model's own.
    """
    parts = []
    for below in THRESHOLDS:
        try:
            mean = mean_behind(cell.value, weight=cell.alike, below=below)
        except InputError:
            break
        parts.append(f"{100 * mean:.0f} % if attackers strike only below {100 * below:.0f} %")
    if not parts:
        return ""
    return f"Of all such pledges, tested or not, would be kept: {'; '.join(parts)}."


def load_pooled() -> PooledEstimates:
    """Return the register's pooled estimates.

    Raises:
        RegisterError: The file is absent or faulty; all faults at once.
    """
    place = f"register/outlook/{FILE}"
    raw = tree("outlook").get(FILE)
    if not isinstance(raw, dict):
        raise RegisterError([Fault(place, 0, "no estimates are here.", "Restore the file.")])
    return as_pooled(raw, place=place)


def as_pooled(raw: Raw, *, place: str) -> PooledEstimates:
    """Return the estimates of one file's contents.

    Raises:
        RegisterError: A key is missing or unknown, or a number is no share.
    """
    faults = [Fault(place, 0, *fault) for fault in _faults(raw)]
    if faults:
        raise RegisterError(faults)
    return PooledEstimates(
        cells=tuple(Cell(**cell) for cell in raw["cells"]),
        codings=dict(raw["codings"]),
        years={era: (years[0], years[1]) for era, years in raw["years"].items()},
        **{name: raw[name] for name in WORDS},
    )


def _faults(raw: Raw) -> Iterator[tuple[str, str]]:
    for name in (*WORDS, "codings", "years", "cells"):
        if not raw.get(name):
            yield f"no '{name}'.", f"Add '{name}'."
    known = {"pledge": PLEDGES, "era": ERAS, "members": MEMBERS, "coding": raw.get("codings") or {}}
    for number, cell in enumerate(raw.get("cells") or (), 1):
        if odd := set(ALL_KEYS) ^ set(cell):
            yield f"cell {number}: {', '.join(sorted(odd))}.", f"Give {', '.join(ALL_KEYS)}."
            continue
        for key, words in known.items():
            if cell[key] not in words:
                yield f"cell {number}: {key} '{cell[key]}' is unknown.", f"Name one of {[*words]}."
        if not 0.0 <= cell["low"] <= cell["value"] <= cell["high"] <= 1.0:
            yield f"cell {number}: no share inside its interval.", "Give 0 <= low <= value <= high."
