"""How many spans of each role are found?

* **exact**: a span counts when role, start and end are those of a gold span.
* **overlap**: a found span is right when it touches a gold span of its role, a gold span
  is met when it touches a found one; F1 of the two shares.
* **places**: F1 over the single places of the role (words where spans count words,
  characters where they count characters).

Each part of a broken span is a span of its own, and a span that goes on in the next
paragraph is parted there, as in CofeNet's files; counts are summed over all documents
(micro average), never averaged over sentences.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from foedus.statement.quoting.labels import ROLES

Span = tuple[str, int, int]
MEASURES = ("exact", "overlap", "places")


@dataclass(slots=True)
class Tally:
    """Right and all found spans, met and all gold spans."""

    right: int = 0
    found: int = 0
    met: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of found spans that are right, in per cent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold spans that are met, in per cent."""
        return 100 * self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, in per cent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """Tallies by measure and role, added document by document."""

    tallies: dict[tuple[str, str], Tally] = field(
        default_factory=lambda: {(m, r): Tally() for m in MEASURES for r in ROLES}
    )

    def add(self, gold: Iterable[Span], found: Iterable[Span]) -> None:
        """Count one document, or one paragraph: spans as (role, start, end)."""
        wanted, given = set(gold), set(found)
        for role in ROLES:
            g = sorted((a, b) for r, a, b in wanted if r == role)
            f = sorted((a, b) for r, a, b in given if r == role)
            same = len(set(g) & set(f))
            self._count("exact", role, (same, len(f), same, len(g)))
            self._count("overlap", role, (_touching(f, g), len(f), _touching(g, f), len(g)))
            gw = {i for a, b in g for i in range(a, b)}
            fw = {i for a, b in f for i in range(a, b)}
            both = len(gw & fw)
            self._count("places", role, (both, len(fw), both, len(gw)))

    def _count(self, measure: str, role: str, counts: tuple[int, int, int, int]) -> None:
        tally = self.tallies[measure, role]
        tally.right += counts[0]
        tally.found += counts[1]
        tally.met += counts[2]
        tally.gold += counts[3]

    def f1(self, measure: str) -> tuple[float, float, float]:
        """Return F1 of source, cue and content, in per cent."""
        source, cue, content = (self.tallies[measure, role].f1 for role in ROLES)
        return source, cue, content


def _touching(these: list[tuple[int, int]], those: list[tuple[int, int]]) -> int:
    """Count the spans of the first list that share a position with one of the second."""
    starts = [a for a, _ in those]
    longest = max((b - a for a, b in those), default=0)
    count = 0
    for start, end in these:
        near = range(bisect_left(starts, start - longest), bisect_left(starts, end))
        count += any(those[i][1] > start for i in near)
    return count
