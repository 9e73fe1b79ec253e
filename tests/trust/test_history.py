"""The cases of history: each tells practice beside law, and stands on the page.

That each holds on the law column is run with all cases of the register in tests/case.
"""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from foedus.case import run_cases
from foedus.case.files import CaseEntry
from foedus.commitment import Register

pytestmark = pytest.mark.checkout
BENCH = Path(__file__).resolve().parents[2] / "bench"
FLOOR = 60
LONGEST = 200
"""Characters of a reason: one line."""


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The script that writes the page."""
    sys.path.insert(0, str(BENCH))
    import history

    return history


@pytest.fixture(scope="module")
def cases(bench: ModuleType) -> tuple[CaseEntry, ...]:
    """Every case of register/history."""
    found: tuple[CaseEntry, ...] = bench.cases()
    return found


def test_practice_is_marked_sourced_and_explained_where_it_stands_apart(
    bench: ModuleType, cases: tuple[CaseEntry, ...], register: Register
) -> None:
    assert list(bench.faults(cases, register)) == []


def test_the_cases_are_spread_over_every_era(
    bench: ModuleType, cases: tuple[CaseEntry, ...]
) -> None:
    assert len(cases) >= FLOOR
    starts = [start for start, _ in bench.ERAS]
    eras = Counter(max(s for s in starts if s <= e.incident.day.year) for e in cases)
    assert min(eras[s] for s in starts) >= 10
    assert len({e.name for e in cases}) == len(cases)


def test_a_reason_is_one_line(bench: ModuleType, cases: tuple[CaseEntry, ...]) -> None:
    reasons = [bench.practice_of(e).reason for e in cases]
    assert [r for r in reasons if len(r) > LONGEST or ". " in r.replace("Art. ", "")] == []


def test_the_marks_are_borne_out_by_the_law_column(
    bench: ModuleType, cases: tuple[CaseEntry, ...]
) -> None:
    """Less than owed needs something due, more than owed something that is not all due."""
    for entry in cases:
        views = [by for expected in entry.views.values() for by in expected.values()]
        laws = {w for by in entry.expect.values() for ws in by.values() for w in ws}
        told = laws | {w for by in views for ws in by.values() for w in ws}
        mark = bench.practice_of(entry).mark
        if mark == "Less than the law":
            assert "due" in told, entry.place
        if mark == "Law open":
            assert laws & {"open", "text_unknown"}, entry.place


def test_the_page_is_current(
    bench: ModuleType, cases: tuple[CaseEntry, ...], register: Register
) -> None:
    page = bench.PAGE.read_text(encoding="utf-8")
    assert page == "\n".join(bench.page_lines(cases, register)) + "\n", (
        "run python bench/history.py --write"
    )
    assert all(f"| {e.incident.day} | {e.name} |" in page for e in cases)


def test_a_fault_of_a_case_is_told(
    bench: ModuleType, cases: tuple[CaseEntry, ...], register: Register
) -> None:
    case = next(e for e in cases if bench.practice_of(e).mark == "Less than the law")
    unmarked = replace(case, practice="Nobody came.")
    unexplained = replace(case, practice="Less than the law. Nobody came.")
    unneeded = replace(case, practice="As the law. All came. Because they would.")
    unsourced = replace(case, source=None)
    helped = replace(case, expect={})
    for broken in (unmarked, unexplained, unneeded, unsourced, helped):
        assert len(list(bench.faults([broken], register))) == 1
    assert list(bench.faults([case], register)) == []


def test_an_expectation_that_does_not_hold_fails(
    cases: tuple[CaseEntry, ...], register: Register
) -> None:
    """A case whose due were not due, and the other way round, would be told."""
    turned = {"due": ("not_due",), "not_due": ("due",), "open": ("due",), "text_unknown": ("due",)}
    for entry in [e for e in cases if e.expect and not e.views and not e.open][::12]:
        reference, by = next(iter(entry.expect.items()))
        state, (wanted, *_) = next(iter(by.items()))
        broken = replace(entry, expect={reference: {state: turned[wanted]}}, views={})
        assert run_cases([broken], register).failed == 1, entry.place
