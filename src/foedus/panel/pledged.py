"""Which pledges stand between the two states of a row? Columns for dyads, from days."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from foedus.commitment.pledges import PLEDGES
from foedus.errors import InputError
from foedus.panel.dyads import DyadYears
from foedus.panel.obligations import BITS, Obligations
from foedus.panel.universe import YearRule, years_of

Answers = NDArray[np.int8]
"""1 yes, 0 no, the least int8 where the source does not speak of the year."""
MISSING = np.iinfo(np.int8).min
DIRECTIONS = {"owed": "the first state owes the second", "held": "the second owes the first"}


def pledge_columns(
    dyads: DyadYears,
    obligations: Obligations,
    *,
    rule: YearRule | None = None,
    pledges: Iterable[str] = PLEDGES,
    directions: Iterable[str] = ("owed",),
) -> dict[str, Answers]:
    """Return one column a pledge and direction: ``defense_owed`` and so on.

    Args:
        dyads: The rows.
        obligations: Directed pledges by day, in the same system of codes.
        rule: When a year counts; default: that of the rows.
        pledges: Which; all five by default.
        directions: Of `DIRECTIONS`. Of a directed dyad ``owed`` alone says all, once.

    Raises:
        InputError: The codes are of another system, or there is no such pledge.
    """
    if obligations.system != dyads.of.states.system:
        told = f"{obligations.system}, but the states are of {dyads.of.states.system}."
        raise InputError("pledges", f"their codes are of {told}", "Choose one system for both.")
    wrong = [p for p in pledges if p not in BITS]
    if wrong:
        raise InputError("--pledge", f"no '{wrong[0]}'.", f"Choose {', '.join(PLEDGES)}.")
    flags = {}
    for direction in directions:
        turned = direction == "held"
        found = _flags(dyads, obligations, rule=rule or dyads.of.rule, turned=turned)
        for pledge in pledges:
            flags[f"{pledge}_{direction}"] = _answers(dyads, found, obligations, pledge)
    return flags


def _flags(
    dyads: DyadYears, obligations: Obligations, *, rule: YearRule, turned: bool
) -> NDArray[np.uint8]:
    """Return the bits of all pledges between the states of each row."""
    first, last = years_of(obligations.start, obligations.end, rule=rule)
    one, two = obligations.obligor, obligations.beneficiary
    if turned:
        one, two = two, one
    if not dyads.directed:
        # An unordered pair has the state with the lower code first: the other way is not it.
        last = np.where(one < two, last, first - 1)
    pair, row = dyads.rows_between(one, two, first, last)
    found = np.zeros(len(dyads), np.uint8)
    bits = obligations.pledges[pair]
    for bit in BITS.values():
        found[row[(bits & bit) > 0]] |= np.uint8(bit)
    return found


def _answers(
    dyads: DyadYears, flags: NDArray[np.uint8], obligations: Obligations, pledge: str
) -> Answers:
    made: Answers = ((flags & BITS[pledge]) > 0).astype(np.int8)
    if obligations.covers is not None:
        first, last = obligations.covers
        silent = (dyads.year < first) | (dyads.year > last)
        made[silent] = MISSING
    return made


def meanings(source: str) -> Mapping[str, str]:
    """Return what each column of `pledge_columns` says, for the codebook."""
    return {
        f"{pledge}_{direction}": f"A pledge of {pledge}: {words} ({source})."
        for pledge in PLEDGES
        for direction, words in DIRECTIONS.items()
    }
