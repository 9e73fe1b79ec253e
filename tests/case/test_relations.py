"""Relations count the rows of a day, and two days differ where an outcome does."""

from collections import Counter
from datetime import date

import pytest

from foedus.case.finding import FIRMNESS
from foedus.case.pairs import Pairs, pairs
from foedus.case.relations import relations, rows, turns
from foedus.commitment import Register

STATES = ("CHN", "KOR", "PRK", "RUS", "USA", "FRA", "POL", "FIN")
BEFORE, AFTER = date(2022, 1, 1), date(2026, 11, 22)


@pytest.fixture(scope="module")
def days(register: Register) -> tuple[Pairs, Pairs]:
    before, after = (pairs(register, on=day, states=STATES) for day in (BEFORE, AFTER))
    return before, after


def test_relations_count_every_row_once(days: tuple[Pairs, Pairs]) -> None:
    every = days[1]
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for _, victim, obligor, article, outcome in rows(every):
        counted[victim, obligor, article, outcome] += 1
    told = {
        (r.victim, r.obligor, r.article, outcome): number
        for r in relations(every).values()
        for outcome, number in r.outcomes().items()
    }
    assert told == dict(counted)
    assert sum(told.values()) == len(every.outcome)


def test_the_firmest_outcome_is_that_against_some_attacker(days: tuple[Pairs, Pairs]) -> None:
    for relation in relations(days[1]).values():
        assert relation.firmest == min(relation.outcomes(), key=FIRMNESS.index)


def test_a_day_differs_from_itself_in_nothing(days: tuple[Pairs, Pairs]) -> None:
    assert turns(days[1], days[1]) == ()


def test_an_accession_turns_what_is_owed_both_ways(days: tuple[Pairs, Pairs]) -> None:
    found = {(t.relation.victim, t.relation.obligor, t.relation.article): t for t in turns(*days)}
    for victim, obligor in (("FIN", "POL"), ("POL", "FIN")):
        turn = found[victim, obligor, "nato-1949#art5"]
        assert turn.before is None
        assert turn.after is not None
        assert turn.after.firmest == "open"
    assert ("FRA", "POL", "nato-1949#art5") not in found


def test_turns_the_other_way_round_are_the_same_relations(days: tuple[Pairs, Pairs]) -> None:
    there, back = turns(*days), turns(*reversed(days))
    assert [(t.before, t.after) for t in there] == [(t.after, t.before) for t in back]
