"""Who would owe help to whom, counted over every attacker? The pairs of a day in short.

Millions of rows say of each obligor, victim and article against which attacker it is due.
Most differ in the attacker alone, so they are told as one relation with its counts; two
days are compared relation by relation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.case.finding import FIRMNESS
from foedus.case.pairs import Pairs

if TYPE_CHECKING:
    import numpy

Key = tuple[str, str, str]
"""Victim, obligor, ``instrument#article``."""
Counts = tuple[int, ...]
"""How many attackers give each outcome of `FIRMNESS`, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one obligor owes one victim under one article, over all attackers."""

    victim: str
    obligor: str
    """A state, or ``organ``."""
    article: str
    counts: Counts

    def outcomes(self) -> dict[str, int]:
        """Return outcome to the number of attackers that give it, without those none gives."""
        return {name: n for name, n in zip(FIRMNESS, self.counts, strict=True) if n}

    @property
    def firmest(self) -> str:
        """Return the outcome against the attacker against whom most is owed."""
        return next(iter(self.outcomes()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A relation that two days tell otherwise; None: not there on that day."""

    before: Relation | None
    after: Relation | None

    @property
    def relation(self) -> Relation:
        """Return the relation as it stands on the later of the days that have it."""
        found = self.after or self.before
        assert found is not None
        return found


def relations(every: Pairs) -> Mapping[Key, Relation]:
    """Return every relation of a day by victim, obligor and article, in that order.

    >>> from datetime import date
    >>> from foedus.commitment import load
    >>> from foedus.case.pairs import pairs
    >>> day = pairs(load(), on=date(2026, 11, 22), states=("PRK", "KOR", "CHN", "USA"))
    >>> relations(day)["PRK", "CHN", "chn-prk-1961#art2"].outcomes()
    {'open': 2}
    """
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    among, articles = len(every.states) + 1, max(1, len(every.articles))
    code = (every.victim.astype(np.int64) * among + every.obligor + 1) * articles + every.article
    found, at = np.unique(code, return_inverse=True)
    size = len(FIRMNESS)
    counted = np.bincount(at.ravel() * size + every.outcome, minlength=len(found) * size)
    names = ("organ", *every.states)
    made = {}
    for number, counts in zip(found.tolist(), counted.reshape(-1, size).tolist(), strict=True):
        pair, article = divmod(number, articles)
        victim, obligor = divmod(pair, among)
        key = (every.states[victim], names[obligor], every.articles[article])
        made[key] = Relation(victim=key[0], obligor=key[1], article=key[2], counts=tuple(counts))
    return dict(sorted(made.items()))


def turns(before: Pairs, after: Pairs) -> tuple[Turn, ...]:
    """Return the relations of which the two days tell another firmest outcome.

    Counts alone do not count: they move whenever a state is born or ends.
    """
    was, now = relations(before), relations(after)
    found = (Turn(before=was.get(k), after=now.get(k)) for k in sorted({*was, *now}))
    return tuple(t for t in found if _firmest(t.before) != _firmest(t.after))


def _firmest(relation: Relation | None) -> str:
    return "not_due" if relation is None else relation.firmest


def rows(every: Pairs) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield attacker, victim, obligor, article and outcome of every row in words."""
    names = (*every.states, "organ")
    columns = (every.attacker, every.victim, every.obligor, every.article, every.outcome)
    for attacker, victim, obligor, article, outcome in zip(*map(_listed, columns), strict=True):
        yield (
            every.states[attacker],
            every.states[victim],
            names[obligor],
            every.articles[article],
            FIRMNESS[outcome],
        )


def _listed(column: "numpy.ndarray[Any, Any]") -> list[int]:
    return column.tolist()  # type: ignore[no-any-return]


__all__ = ["Relation", "Turn", "relations", "rows", "turns"]
