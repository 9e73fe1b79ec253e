"""Does a published number come out again? What was published, what was obtained, side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number, published and obtained."""

    quantity: str
    published: float
    obtained: float
    within: float = 0.0
    """How far apart the two may be: half a unit of the last digit that was published."""
    places: int = 0
    """Decimals in which both are told."""
    seen: bool = True
    """False: the number was not seen in print, but computed from the file before, by another
    program."""

    @property
    def equal(self) -> bool:
        """Tell whether the number came out again."""
        return abs(self.published - self.obtained) <= self.within * (1.0 + 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """A study that can be computed again from its file."""

    id: str
    title: str
    file: str
    """What the file holds, and in which form it is read."""
    where: str
    """Where the file is had: Foedus neither ships nor fetches it."""
    cite: str
    """Full citation."""
    cite_data: str = ""
    """What to cite for the file, where that is another work."""
    method: str
    compute: Callable[[Path], Iterable[Row]]
    folder: bool = False
    """The path is a folder of files, not one file."""
    note: str = ""
    """What these numbers are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A replication, computed."""

    replication: Replication
    rows: tuple[Row, ...]

    @property
    def different(self) -> tuple[Row, ...]:
        """Return the rows that did not come out again."""
        return tuple(row for row in self.rows if not row.equal)


def rounded(
    quantity: str, published: float, obtained: float, *, places: int, seen: bool = True
) -> Row:
    """Return a row that is equal if both agree to ``places`` decimals of the published number.

    >>> rounded("loglik", -57.345, -57.34458, places=3).equal
    True
    """
    within = 0.5 * 10.0**-places
    return Row(
        quantity=quantity,
        published=published,
        obtained=obtained,
        within=within,
        places=places,
        seen=seen,
    )
