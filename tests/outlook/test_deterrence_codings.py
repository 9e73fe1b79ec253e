"""Whose pact against whom? Every coding in a small world, and named adversaries by the rules."""

from datetime import date

import numpy as np
import pytest

from foedus.commitment import load
from foedus.outlook.deterrence.codings import CODINGS, answers
from foedus.outlook.deterrence.relevance import relevance_of
from foedus.outlook.deterrence.ties import PROMISES, years_of_ties
from foedus.panel.dyads import DyadYears, dyad_years
from foedus.panel.table import Table
from foedus.panel.universe import States, state_years

A, B, C, D, AUH, GMY, RUS, FRN = 2, 20, 40, 41, 300, 255, 365, 220
PLEDGES = ("defense", "offense", "neutrality", "nonaggression", "consultation")
MARKS = ("defense_adversary", "threat_named", "defense_conflict", "wartime", "conditional")


def world(*codes: int, year: int) -> DyadYears:
    start, end = np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01")
    states = States(
        system="cow",
        code=np.array(sorted(codes), np.int32),
        start=np.full(len(codes), start),
        end=np.full(len(codes), end),
    )
    return dyad_years(state_years(states, first=year, last=year))


def owed(*rows: dict[str, object], year: int) -> Table:
    """Return directed pledges; each row tells obligor, beneficiary, alliance and what is not 0."""
    numbers = ("obligor", "beneficiary", "alliance", "threat1", "threat2", *PLEDGES, *MARKS)
    columns = {n: np.array([row.get(n, 0) for row in rows], np.int64) for n in numbers}
    days = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    for name, day in days.items():
        columns[name] = np.array([row.get(name, day) for row in rows], "datetime64[D]")
    return Table(columns=columns)


def pact(alliance: int, *members: int, **more: object) -> list[dict[str, object]]:
    rows = [(one, two) for one in members for two in members if one != two]
    base = {"alliance": alliance, "defense": 1, **more}
    return [{"obligor": one, "beneficiary": two, **base} for one, two in rows]


def told(
    dyads: DyadYears, table: Table, *, rule: str = "any_day"
) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """Return the pairs (challenger, target) of which each coding says yes."""
    rows = np.arange(len(dyads))
    found = answers(
        years_of_ties(dyads, table, rows, rule=rule),
        table,
        asked=dict.fromkeys(PROMISES, CODINGS),
        size=len(rows),
        relevance=relevance_of(table, load()),
    )
    one, two = dyads.of.code[dyads.first], dyads.of.code[dyads.second]
    return {
        key: set(zip(one[yes].tolist(), two[yes].tolist(), strict=True))
        for key, yes in found.items()
    }


def test_an_ally_counts_against_all_but_itself() -> None:
    table = owed(*pact(1, A, B), year=1900)
    found = told(world(A, B, C, year=1900), table)
    for coding in CODINGS:
        assert found["owed", coding] == {(C, A), (C, B)}, coding


def test_an_ally_bound_to_the_challenger_is_none_and_its_treaty_stays_one() -> None:
    table = owed(*pact(1, A, B), *pact(2, A, C, defense=0, consultation=1), year=1900)
    found = told(world(A, B, C, D, year=1900), table)
    assert found["owed", "any_ally"] >= {(C, A), (C, B)}
    # B's ally A has a pact with C; A's ally B has none.
    assert (C, B) not in found["owed", "ally_without_pact"]
    assert (C, A) in found["owed", "ally_without_pact"]
    assert (C, B) in found["owed", "treaty_without_challenger"]


def test_a_treaty_of_which_the_challenger_is_a_member_does_not_count() -> None:
    table = owed(*pact(1, A, B, C), year=1900)
    found = told(world(A, B, C, D, year=1900), table)
    assert (C, A) in found["owed", "any_ally"]
    assert found["owed", "treaty_without_challenger"] == {(D, A), (D, B), (D, C)}


def test_whose_promise_it_is_matters() -> None:
    table = owed({"obligor": A, "beneficiary": B, "alliance": 1, "defense": 1}, year=1900)
    found = told(world(A, B, C, year=1900), table)
    for coding in ("any_ally", "treaty_without_challenger", "matched"):
        assert found["owed", coding] == {(C, B)}
        assert found["own", coding] == {(C, A)}
        assert found["either", coding] == {(C, A), (C, B)}


@pytest.mark.parametrize(
    ("mark", "left_out"),
    [
        ("conditional", {"unconditional"}),
        ("wartime", {"unnamed_peacetime", "matched"}),
        ("defense_conflict", {"unnamed_peacetime", "matched"}),
        ("threat_named", {"no_named_adversary", "unnamed_peacetime", "matched"}),
        ("defense_adversary", {"no_named_adversary", "unnamed_peacetime", "matched"}),
    ],
)
def test_marks_of_the_coders_leave_treaties_out(mark: str, left_out: set[str]) -> None:
    table = owed(*pact(1, A, B, **{mark: 1}), year=1900)
    found = told(world(A, B, C, year=1900), table)
    for coding in CODINGS:
        assert found["owed", coding] == (set() if coding in left_out else {(C, A), (C, B)}), coding


def test_a_named_adversary_is_matched_and_nobody_else() -> None:
    table = owed(*pact(1, A, B, defense_adversary=1, threat2=C), year=1900)
    found = told(world(A, B, C, D, year=1900), table)
    assert found["owed", "treaty_without_challenger"] == {(C, A), (C, B), (D, A), (D, B)}
    assert found["owed", "matched"] == {(C, A), (C, B)}


def test_of_a_treaty_that_the_register_holds_its_rules_tell_the_adversary() -> None:
    # The coders name nobody here; Art. 1 of the Dual Alliance names Russia.
    table = owed(*pact(1335, AUH, GMY, defense_adversary=1), year=1890)
    found = told(world(AUH, GMY, RUS, FRN, year=1890), table)
    assert {(RUS, AUH), (RUS, GMY)} <= found["owed", "matched"]
    assert (AUH, GMY) not in found["owed", "matched"]
    before = told(
        world(AUH, GMY, RUS, year=1875),
        owed(*pact(1335, AUH, GMY, defense_adversary=1), year=1875),
    )
    assert before["owed", "matched"] == set()


def test_the_little_entente_looks_at_hungary_alone() -> None:
    czechoslovakia, romania, hungary = 315, 360, 310
    table = owed(*pact(2080, czechoslovakia, romania), year=1930)
    found = told(world(czechoslovakia, romania, hungary, GMY, year=1930), table)
    assert found["owed", "matched"] == {(hungary, czechoslovakia), (hungary, romania)}
    assert (GMY, romania) in found["owed", "treaty_without_challenger"]


def test_allies_of_a_named_adversary_are_looked_up() -> None:
    # Art. 1 of 1950: Japan, or any other state allied with it; the United States since 1952.
    china, usa, japan, india = 710, 2, 740, 750
    table = owed(*pact(3200, china, RUS, defense_adversary=1), year=1965)
    found = told(world(china, RUS, usa, japan, india, year=1965), table)
    against = {challenger for challenger, target in found["owed", "matched"] if target == china}
    assert against == {usa, japan}


def test_where_a_further_fact_may_bring_help_about_the_pact_counts() -> None:
    # Art. 2 of the Dual Alliance: help against others once Russia supports them.
    table = owed(*pact(1335, AUH, GMY, defense_adversary=1), year=1890)
    found = told(world(AUH, GMY, RUS, FRN, year=1890), table)
    assert (FRN, AUH) in found["owed", "matched"]


def test_the_challengers_own_pacts_are_seen_from_the_target() -> None:
    table = owed(*pact(1, A, B, defense=0, offense=1), year=1900)
    found = told(world(A, B, C, year=1900), table)
    for level in ("states", "treaties"):
        assert found["owed", f"offense:{level}"] == {(A, C), (B, C)}
        assert found["owed", f"neutrality:{level}"] == set()


def test_a_promise_that_ended_in_june_is_none_from_july_on() -> None:
    table = owed(*pact(1, A, B, last=date(1900, 6, 30)), year=1900)
    dyads = world(A, B, C, year=1900)
    assert told(dyads, table)["owed", "any_ally"] == {(C, A), (C, B)}
    assert told(dyads, table, rule="to_july")["owed", "any_ally"] == set()


def test_allies_outside_the_system_make_no_ally_but_a_treaty() -> None:
    table = owed(*pact(1, A, 999), year=1900)
    found = told(world(A, B, year=1900), table)
    assert found["owed", "any_ally"] == set()
    assert found["owed", "treaty_without_challenger"] == {(B, A)}
