"""When, by whom, how free, where, until when: the norm in full, and no duty where there is none."""

from collections.abc import Callable

import pytest

from foedus.case import Incident, decide
from foedus.case.clock import hours_of
from foedus.case.duty import Duty, discretion
from foedus.commitment import Article, Instrument, Norm, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Unless

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
WAR = {"state_of_war": True}


@pytest.fixture
def duty(world: World, article: Make, instrument: Treaty, incident: Event) -> Callable[..., Duty]:
    def made(
        facts: dict[str, bool] | None = None,
        *,
        clock: str | None = None,
        binding: str = "treaty",
        needs: c.Condition | None = None,
        unless: tuple[Unless, ...] = (),
        **norm: object,
    ) -> Duty:
        rule = article(norm=Norm(must="assist", **norm), needs=needs, unless=unless)  # type: ignore[arg-type]
        register = world(instrument(rule, binding=binding))
        told = incident(facts=WAR | (facts or {}), clock=clock)
        found = decide(told, register).findings[0].duty
        assert found is not None
        return found

    return made


@pytest.mark.parametrize(
    ("delay", "facts", "clock", "status"),
    [
        ("at_once", {}, None, "due"),
        ("at_once", {}, "PT0S", "due"),
        ("at_once", {}, "P2D", "overdue"),
        ("at_once", {"acted.QMB": True}, "P2D", "performed"),
        ("P3D", {}, "PT72H", "due"),
        ("P3D", {}, "PT73H", "overdue"),
        ("unsaid", {}, "P1Y", "due"),
        ("after_consultation", {}, "P2D", "pending"),
        ("after_consultation", {"consulted": False}, None, "pending"),
        ("after_consultation", {"consulted": True}, "P2D", "due"),
        ("at_once", {"state_of_war": False}, "P2D", "none"),
    ],
)
def test_a_norm_is_pending_then_due_then_overdue(
    duty: Callable[..., Duty], delay: str, facts: dict[str, bool], clock: str, status: str
) -> None:
    assert duty(facts, clock=clock, delay=delay).status == status


def test_overdue_says_whether_it_is_known_that_nothing_was_done(
    duty: Callable[..., Duty],
) -> None:
    late = duty(clock="P2D", delay="at_once")
    assert late.timing == "Overdue P2D after it became due, unless it has been given."
    known = duty({"acted.QMB": False}, clock="P2D", delay="at_once")
    assert known.timing == "Overdue P2D after it became due."


def test_while_a_request_or_a_vote_is_missing_the_norm_is_pending(
    duty: Callable[..., Duty],
) -> None:
    assert duty(needs=c.Request()).status == "pending"
    assert duty({"request": False}, needs=c.Request()).status == "pending"
    assert duty({"request": True}, needs=c.Request()).status == "due"
    vote = c.Vote(body="council", no_objection=True)
    assert duty(needs=vote).status == "pending"
    stop = Unless(id="own", when=c.Fact(name="external"), effect="defeats", cite="Art. 2")
    assert duty({"external": True}, needs=c.Request(), unless=(stop,)).status == "none"


def test_forum_choice_and_end_stand_in_the_duty(duty: Callable[..., Duty]) -> None:
    def unless(id_: str, effect: str, value: str | None = None) -> Unless:
        when = c.Fact(name="external" if effect != "ends" else "unsc_measures_adequate")
        return Unless(id=id_, when=when, effect=effect, cite=f"Art. {id_}", value=value)

    found = duty(
        {"external": True},
        unless=(
            unless("first", "forum_is", "nato-1949"),
            unless("own", "own_choice_of_form"),
            unless("council", "ends"),
        ),
        means="all_in_power",
        force="may",
        procedure="constitutional",
    )
    assert (found.forum, found.discretion) == ("nato-1949", "D3")
    assert found.until == ("council (Art. council)",)
    assert found.sentence == (
        "Due; the text names no time. Each obligor decides for itself what it gives. "
        "Its constitutional process is part of it. "
        "Whether help includes armed force is for the helper to decide. "
        "The obligor chooses the form of its help. It is carried out in nato-1949."
    )


@pytest.mark.parametrize(
    ("binding", "words"),
    [
        ("political", "It is a political text: no duty in law follows from it."),
        ("domestic_law", "It is a law of one state: no duty between states follows from it."),
        ("executive", "It is an act of one government: no duty between states follows from it."),
    ],
)
def test_what_is_no_treaty_says_plainly_that_no_duty_in_law_follows(
    world: World, article: Make, instrument: Treaty, incident: Event, binding: str, words: str
) -> None:
    register = world(instrument(article(), binding=binding))
    case = decide(incident(facts=WAR), register)
    finding = case.findings[0]
    assert finding.duty is not None
    assert not finding.duty.in_law
    assert finding.duty.sentence.endswith(words)
    assert finding.reason.endswith(words)
    assert case.lines["QMB"].bound.value == "not_due"


def test_a_right_to_help_is_no_duty(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(norm=Norm(must="assist", owed="may"))))
    finding = decide(incident(facts=WAR), register).findings[0]
    assert finding.duty is not None
    assert (finding.duty.in_law, finding.duty.discretion) == (False, "D4")
    assert finding.reason.endswith("The text entitles and does not bind.")


@pytest.mark.parametrize(
    ("norm", "letter"),
    [
        (Norm(must="assist", force="must", decided_by="automatic"), "D0"),
        (Norm(must="assist", force="must"), "D1"),
        (Norm(must="assist", force="may", means="all_in_power"), "D2"),
        (Norm(must="assist", force="may", aid=("military",)), "D2"),
        (Norm(must="assist", force="may"), "D3"),
        (Norm(must="assist", force="must", content="to_be_agreed"), "D3"),
        (Norm(must="apply_measures", force="consent_only"), "D4"),
        (Norm(must="consult"), "D4"),
        (Norm(must="remain_neutral"), "D5"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_discretion_is_drawn_from_three_scales(norm: Norm, letter: str) -> None:
    assert discretion(norm) == letter


@pytest.mark.parametrize(
    ("duration", "hours"),
    [
        ("P1Y2M1W3DT4H30M36S", 8760 + 1440 + 168 + 72 + 4.51),
        ("PT0S", 0),
        ("P", None),
        ("PT", None),
        ("2 days", None),
    ],
)
def test_a_duration_is_read_or_refused(duration: str, hours: float | None) -> None:
    assert hours_of(duration) == (hours if hours is None else pytest.approx(hours))
