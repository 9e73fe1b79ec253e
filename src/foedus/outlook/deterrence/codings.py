"""Does the target have a defence pact against this challenger? Codings from loose to exact.

The specification of docs/explanation/deterrence.md numbers them 1 to 7. Each is a question about
a challenger and a target in a year; the challenger's own pacts are coded alike, against the target.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.deterrence.relevance import NAMING, OF_A_WAR, Relevance, with_any
from foedus.outlook.deterrence.ties import Counts, YearOfTies
from foedus.panel.table import Table

Yes = NDArray[np.bool_]

CODINGS: Mapping[str, str] = {
    "any_ally": "1 some other state owes defence (usual flag)",
    "ally_without_pact": "2 such an ally without a pact with the challenger",
    "treaty_without_challenger": "3 a defence treaty without the challenger",
    "no_named_adversary": "4 as 3, no adversary named",
    "unconditional": "5 as 3, unconditional only",
    "unnamed_peacetime": "6 as 3, no adversary or conflict named, not of a war",
    "matched": "7 as 3, a named adversary matched by the rules",
}
"""Key of each coding, and what it asks."""
OF_STATES = ("any_ally", "ally_without_pact")
"""Codings that look at states; the others look at treaties."""
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "no_named_adversary": NAMING,
    "unconditional": ("conditional",),
    "unnamed_peacetime": (*NAMING, *OF_A_WAR),
}
"""The coders' marks of treaties that a coding leaves out."""
OWN_PACTS = ("defense", "offense", "neutrality")
"""The challenger's pledges that stand beside the target's."""


def answers(
    years: Iterable[YearOfTies],
    owed: Table,
    *,
    asked: Mapping[str, Iterable[str]],
    size: int,
    relevance: Relevance | None = None,
) -> dict[tuple[str, str], Yes]:
    """Return a column of yes and no for each reading of a promise and each question.

    Args:
        years: What `years_of_ties` yields.
        owed: Its table.
        asked: Readings of a promise, of `PROMISES`, to the codings wanted, of `CODINGS`.
        size: Rows wanted in all.
        relevance: Against whom treaties with a named adversary apply; needed for ``matched``.

    Returns:
        (promise, coding), and (promise, ``defense:states``) or ``:treaties`` and so on for the
        challenger's own pacts, to a column of length ``size``.
    """
    wanted = {whose: tuple(codings) for whose, codings in asked.items()}
    found: dict[tuple[str, str], Yes] = {}
    for year in years:
        for whose, codings in wanted.items():
            told = _of_targets(year, owed, whose=whose, codings=codings, relevance=relevance)
            for name, against in told:
                column = found.setdefault((whose, name), np.zeros(size, bool))
                column[year.rows] = against[year.challenger, year.target]
            for name, against in _of_challengers(year, owed, whose=whose):
                column = found.setdefault((whose, name), np.zeros(size, bool))
                column[year.rows] = against[year.target, year.challenger]
    return found


def _of_targets(
    year: YearOfTies,
    owed: Table,
    *,
    whose: str,
    codings: tuple[str, ...],
    relevance: Relevance | None,
) -> Iterator[tuple[str, Yes]]:
    """Yield each coding with its matrix [challenger, target]."""
    defence = owed["defense"][year.promise] > 0
    outside = 1.0 - year.members()
    allies = year.allies(defence, whose=whose)
    for name in codings:
        match name:
            case "any_ally":
                yield name, _others(allies)
            case "ally_without_pact":
                yield name, (_strangers(year) @ allies) > 0
            case "matched" if relevance is not None:
                yield name, relevance.against(year, outside, whose=whose)
            case _:
                chosen = defence & ~with_any(LEFT_OUT.get(name, ()), owed, year)
                yield name, (outside.T @ year.holders(chosen, whose=whose)) > 0


def _of_challengers(year: YearOfTies, owed: Table, *, whose: str) -> Iterator[tuple[str, Yes]]:
    """Yield pledge and level with the matrix [target, challenger]."""
    outside = 1.0 - year.members()
    for pledge in OWN_PACTS:
        chosen = owed[pledge][year.promise] > 0
        yield f"{pledge}:states", _others(year.allies(chosen, whose=whose))
        yield f"{pledge}:treaties", (outside.T @ year.holders(chosen, whose=whose)) > 0


def _others(allies: Counts) -> Yes:
    """Return at [one, holder] whether some state but the one is an ally of the holder."""
    return np.asarray((allies.sum(axis=0)[None, :] - allies) > 0)


def _strangers(year: YearOfTies) -> Counts:
    """Return 1 at [state, other] where no pact of any kind binds the two."""
    every = np.ones(len(year.promise), bool)
    apart = 1.0 - year.allies(every, whose="either")
    np.fill_diagonal(apart, 0.0)
    return apart
