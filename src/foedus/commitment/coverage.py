"""How much of what others list does the register hold, for a state in a year?

Silence of the register is no absence of a duty: an answer that finds nothing says how much
was looked through. The counts lie in ``register/coverage``; what they were counted against
is no part of the project (``bench/register_coverage.py`` counts them anew).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from foedus.content import content, tree

RUN = re.compile(r"(\d{4})(?:-(\d{4}))? (\d+)/(\d+)\Z")
"""A run of years with one count: ``1961-1995 2/3`` is two of three in each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the alliances that a list names for a state in a year stand in the register."""

    state: str
    year: int
    """The year asked for, or the list's last one if it ends before."""
    held: int
    listed: int
    source: str
    """The list, in words."""
    is_last_year: bool
    """The list ends before the day that was asked for."""

    @property
    def sentence(self) -> str:
        """The count in one sentence without its full stop."""
        year = f"{self.year}, its last year" if self.is_last_year else str(self.year)
        return f"of the alliances that {self.source} lists for {self.state} in {year} it holds " + (
            f"{self.held} of {self.listed}" if self.listed else "none, for none is listed"
        )


def coverage_of(state: str, day: date, *, root: Path | None = None) -> Coverage | None:
    """Return the coverage for a state on a day; None where no list counts the state then."""
    table = _table(root or content())
    if not table or state not in table["states"]:
        return None
    year = min(day.year, table["last_year"])
    for start, end, held, listed in table["states"][state]:
        if start <= year <= end:
            return Coverage(
                state=state,
                year=year,
                held=held,
                listed=listed,
                source=table["source"],
                is_last_year=day.year > year,
            )
    return None


@cache
def _table(root: Path) -> dict[str, Any]:
    for plain in tree("coverage", root=root).values():
        runs = {state: tuple(map(_run, told)) for state, told in plain["states"].items()}
        return {"source": plain["source"], "last_year": plain["last_year"], "states": runs}
    return {}


def _run(text: str) -> tuple[int, int, int, int]:
    found = RUN.match(text)
    if found is None:
        raise ValueError(f"'{text}' is no run of years with a count, such as 1961-1995 2/3")
    start, end, held, listed = found.groups()
    return int(start), int(end or start), int(held), int(listed)
