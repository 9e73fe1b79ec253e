"""Every dated fact of an instrument is an event of its history."""

from datetime import date

import pytest

from foedus.commitment import load
from foedus.commitment.events import KINDS, changes_between, events_of


@pytest.mark.parametrize("id_", sorted(load().instruments))
def test_a_history_holds_every_date_of_the_life_and_of_the_parties(id_: str) -> None:
    instrument = load().instrument(id_)
    events = events_of(instrument)
    days = {event.day for event in events}
    life = instrument.life
    expected = {life.signed, life.in_force, life.until, *(day for day, _ in life.events)}
    expected |= {day for _, span in instrument.parties for day in (span.start, span.end)}
    assert expected - {None} <= days
    assert [e.place for e in events] == sorted(e.place for e in events)
    assert {e.kind for e in events} <= set(KINDS)


def test_a_file_s_own_words_for_a_day_take_the_place_of_the_bare_fact() -> None:
    told = [e for e in events_of(load().instrument("rus-prk-2024")) if e.day == date(2024, 6, 19)]
    assert [(e.kind, e.words) for e in told] == [("signed", "signed at Pyongyang")]


def test_changes_count_the_last_day_and_not_the_first() -> None:
    found = [load().instrument("rus-prk-2024")]
    day, before = date(2024, 12, 4), date(2024, 12, 3)
    assert "in_force" in [e.kind for _, e in changes_between(found, before, day)]
    assert "in_force" not in [e.kind for _, e in changes_between(found, day, date(2024, 12, 5))]
