"""Lists of the register on a day: who stands there, one row each, and what changed."""

from datetime import date

import pytest

from foedus.briefing import draw
from foedus.briefing.history import history
from foedus.briefing.listing import listing
from foedus.errors import UnknownState

WAR = date(1914, 7, 28)
TREATY = "rus-prk-2024"


def ids(on: str, *parties: str, statuses: tuple[str, ...] = ("in_force",)) -> list[str]:
    answer = listing(on=date.fromisoformat(on), parties=parties, statuses=statuses)
    return [row["id"] for row in answer.data["instruments"]]


def test_a_treaty_is_listed_from_the_day_on_which_it_is_in_force() -> None:
    assert TREATY not in ids("2024-12-03", "RUS")
    assert TREATY in ids("2024-12-04", "RUS")
    assert TREATY in ids("2024-12-03", "RUS", statuses=("signed",))


def test_a_party_is_listed_from_the_day_on_which_it_joined() -> None:
    assert "nato-1949" not in ids("2024-03-06", "SWE")
    assert "nato-1949" in ids("2024-03-07", "SWE")


def test_several_parties_must_all_be_there_and_may_be_named_in_words() -> None:
    assert "dual-1879" in ids("1914-07-28", "Austria-Hungary", "DEU")
    assert "dual-1879" not in ids("1914-07-28", "AUH", "ITA")


def test_a_treaty_between_states_that_are_no_more_has_ended_with_them() -> None:
    assert "cze-sun-1935" in ids("1938-09-30", "RUS")
    assert "cze-sun-1935" not in ids("2024-12-04", "RUS")


def test_each_instrument_is_one_line_that_begins_with_its_id() -> None:
    answer = listing(on=WAR, parties=("AUH",))
    lines = draw(answer, form="text").splitlines()
    for row in answer.data["instruments"]:
        own = [line for line in lines if line.startswith(f"{row['id']} ")]
        assert len(own) == 1
        assert len(own[0]) <= 100


def test_what_was_not_yet_signed_is_not_known() -> None:
    early = listing(on=date(2026, 1, 1), known_on=date(2024, 1, 1), parties=("PRK",))
    assert TREATY not in [row["id"] for row in early.data["instruments"]]


def test_changes_since_a_day_are_told_by_day_and_run_either_way() -> None:
    first, last = date(2024, 10, 1), date(2024, 12, 4)
    told = listing(on=last, since=first, parties=("PRK",)).data["changes"]
    assert ("2024-12-04", TREATY, "in_force") in [
        (c["day"], c["instrument"], c["kind"]) for c in told
    ]
    assert [c["day"] for c in told] == sorted(c["day"] for c in told)
    assert told == listing(on=first, since=last, parties=("PRK",)).data["changes"]


def test_an_unknown_party_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownState, match=r"--party: unknown state 'Rusia'\.\n  Did you mean"):
        listing(on=WAR, parties=("Rusia",))


def test_a_history_tells_the_steps_of_a_departure() -> None:
    events = history("rio-1947", on=date(2026, 1, 1)).data["events"]
    cuba = [(e["day"], e["kind"]) for e in events if e["states"] == ["CUB"]]
    assert ("1960-03-29", "notice") in cuba
    assert ("1962-03-29", "left") in cuba


def test_a_history_known_on_a_day_ends_with_it() -> None:
    events = history(TREATY, on=date(2026, 1, 1), known_on=date(2024, 11, 10)).data["events"]
    assert events
    assert max(e["day"] for e in events) <= "2024-11-10"
