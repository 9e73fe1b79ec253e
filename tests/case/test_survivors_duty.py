"""What exactly is owed, and by when? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Incident, decide
from foedus.case.clock import hours_of
from foedus.case.duty import Duty
from foedus.commitment import Article, Instrument, Norm, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Patch, Unless

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]


@pytest.fixture
def duty(world: World, article: Make, instrument: Treaty, incident: Event) -> Callable[..., Duty]:
    def made(facts: dict[str, bool] | None = None, **changes: object) -> Duty:
        register = world(instrument(article(**changes)))
        told = incident(facts={"state_of_war": True} | (facts or {}))
        found = decide(told, register).findings[0].duty
        assert found is not None
        return found

    return made


@pytest.mark.parametrize(
    ("duration", "hours"), [("P1Y", 8760), ("P1M", 720), ("P1W", 168), ("P1D", 24), ("PT1H", 1)]
)
def test_each_unit_of_a_duration_has_its_hours(duration: str, hours: float) -> None:
    assert hours_of(duration) == hours


def test_minutes_and_seconds_are_parts_of_an_hour() -> None:
    assert hours_of("PT1M") == pytest.approx(1 / 60)
    assert hours_of("PT1S") == pytest.approx(1 / 3600)


def exception(effect: str, *, id_: str = "the_one", value: str | None = None) -> Unless:
    when = c.Fact(name="external")
    return Unless(id=id_, when=when, effect=effect, cite="Art. 2", value=value)


def test_an_exception_that_leaves_the_norm_due_does_not_end_its_waiting(
    duty: Callable[..., Duty],
) -> None:
    told = {"external": True, "request": False}
    choice = exception("own_choice_of_form")
    assert duty(told, needs=c.Request(), unless=(choice,)).status == "pending"
    stop = exception("suspends")
    assert duty(told, needs=c.Request(), unless=(stop,)).status == "none"


@pytest.mark.parametrize(("value", "forum"), [("the_council", "the_council"), (None, "the_one")])
def test_the_forum_is_named_by_its_value_or_else_by_its_exception(
    duty: Callable[..., Duty], value: str | None, forum: str
) -> None:
    found = duty({"external": True}, unless=(exception("forum_is", value=value),))
    assert found.forum == forum
    assert found.sentence.endswith(f"It is carried out in {forum.replace('_', ' ')}.")
    assert duty({"external": False}, unless=(exception("forum_is"),)).forum is None


def test_only_what_has_not_ended_it_yet_can_end_it(duty: Callable[..., Duty]) -> None:
    ends = exception("suspends", id_="a_pause")
    assert duty({"external": False}, unless=(ends,)).until == ("a pause (Art. 2)",)
    assert duty({"external": True}, unless=(ends,)).until == ()


def test_the_duty_tells_what_the_norm_says_and_no_more(duty: Callable[..., Duty]) -> None:
    plain = duty(norm=Norm(must="consult", delay="at_once", force="may"))
    assert plain.sentence == (
        "Due; the time of the text runs from now. Each obligor decides for itself what it gives."
    )
    full = duty(norm=Norm(must="assist", content="to_be_agreed", procedure="both_states_laws"))
    assert full.sentence == (
        "Due; the text names no time. Each obligor decides for itself what it gives. "
        "The laws of both states are part of it. What is given has still to be agreed."
    )


def test_a_time_that_the_text_names_is_told_while_it_runs(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(norm=Norm(must="assist", delay="P3D"))))
    told = incident(facts={"state_of_war": True}, clock="P1D")
    found = decide(told, register).findings[0].duty
    assert found is not None
    assert found.timing == "The time of the text (P3D) still runs."


@pytest.mark.parametrize("day", [None, date(2001, 1, 1)])
def test_an_official_reading_is_shown_with_its_day_if_it_has_one(
    world: World, article: Make, instrument: Treaty, incident: Event, day: date | None
) -> None:
    wide = Patch(by="the council", says="It is wide.", day=day)
    finding = decide(incident(), world(instrument(article(), interpretations=(wide,)))).findings[0]
    on = f", {day}" if day else ""
    assert finding.readings == (
        f"It is wide. (official reading of the council{on}; not applied in mode text)",
    )


def test_an_official_reading_that_says_nothing_in_words_is_not_shown(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    silent = Patch(by="the council", conditions={"art1.when": c.Fact(name="external")})
    register = world(instrument(article(), interpretations=(silent,)))
    assert decide(incident(), register).findings[0].readings == ()


def test_only_an_end_or_a_pause_can_end_it(duty: Callable[..., Duty]) -> None:
    every = tuple(
        exception(e, id_=e) for e in ("ends", "suspends", "defeats", "own_choice_of_form")
    )
    assert duty({"external": False}, unless=every).until == ("ends (Art. 2)", "suspends (Art. 2)")


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"state_of_war": True, "external": False, "request": None}, "pending"),
        ({"state_of_war": False, "external": False, "request": None}, "none"),
        ({"state_of_war": None, "external": False, "request": False}, "none"),
        ({"state_of_war": True, "external": None, "request": True}, "none"),
        ({"state_of_war": True, "external": None, "request": False}, "pending"),
        ({"state_of_war": True, "external": True, "request": False}, "none"),
    ],
    ids=str,
)
def test_a_norm_waits_only_for_what_has_to_come_first(
    duty: Callable[..., Duty], facts: dict[str, bool], status: str
) -> None:
    assert duty(facts, needs=c.Request(), unless=(exception("defeats"),)).status == status
