"""Who is bound that day: suspended, spent, protected? What other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from foedus.case import Incident, decide
from foedus.case.decision import accounts_in_law, verdicts
from foedus.case.frame import in_force_words
from foedus.case.proof import walk
from foedus.commitment import Article, Instrument, Life, Norm, Reading, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import (
    Ending,
    Obsolete,
    Participation,
    Patch,
    Provisional,
    Standing,
    Unless,
    Weaker,
)
from foedus.dates import Interval
from foedus.truth import Truth

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
DAY = date(2026, 11, 22)
ALWAYS = Interval()


def part(kind: str, span: Interval = ALWAYS, state: str = "QMB") -> Participation:
    return Participation(state=state, kind=kind, span=span, source="a note")


PAST = Interval(date(2010, 1, 1), date(2015, 1, 1))


@pytest.mark.parametrize(
    ("entry", "speakers"),
    [
        (part("frozen_declared"), {"QMB"}),
        (part("suspended"), set()),  # a suspension is a fact, nobody's account
        (part("frozen_declared", PAST), set()),
    ],
    ids=["frozen", "suspended", "frozen before"],
)
def test_who_holds_its_own_part_frozen_that_day_speaks_of_the_law(
    instrument: Treaty, incident: Event, entry: Participation, speakers: set[str]
) -> None:
    assert set(accounts_in_law(incident(), [instrument(participation=(entry,))])) == speakers


@pytest.mark.parametrize(
    ("since", "speakers"), [(date(2010, 1, 1), {"QMC"}), (date(2030, 1, 1), set())]
)
def test_who_upholds_a_spent_article_speaks_of_the_law_once_it_is_held_spent(
    instrument: Treaty, article: Make, incident: Event, since: date, speakers: set[str]
) -> None:
    spent = Obsolete(by="a court", since=since, upheld_by=("QMC",))
    assert set(accounts_in_law(incident(), [instrument(article(obsolete=spent))])) == speakers


@pytest.mark.parametrize(
    ("entries", "due"),
    [
        ((part("suspended", PAST),), "due"),
        ((part("suspended", state="QMC"),), "due"),
        ((part("frozen_declared"), part("suspended")), "open"),
        ((part("suspended", PAST), part("suspended")), "open"),
    ],
    ids=["before", "another's", "frozen and suspended", "before and now"],
)
def test_a_suspension_counts_on_its_days_for_its_party(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    entries: tuple[Participation, ...],
    due: str,
) -> None:
    register = world(instrument(article(), participation=entries))
    found = verdicts(incident(facts={"state_of_war": True}), register)
    assert found["qma-qmb-2000#art1"]["QMB"] == due


def test_a_reservation_that_was_not_public_yet_does_not_count(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    never = Patch(by="QMB", conditions={"art1.when": c.Any(of=())}, known_from=date(2015, 1, 1))
    register = world(instrument(article(), reservations=(never,)))
    for known_on, due in ((date(2014, 12, 31), "due"), (date(2015, 1, 1), "not_due")):
        told = incident(facts={"state_of_war": True}, known_on=known_on)
        assert verdicts(told, register)["qma-qmb-2000#art1"]["QMB"] == due


def test_rival_readings_of_the_casus_do_not_read_what_has_to_come_first(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    other = c.Fact(name="external")
    rival = Reading(
        id="wide", about="when", says="It is wide.", by="a party", when=other, rival=True
    )
    register = world(instrument(article(readings=(rival,), needs=c.Request())))
    facts = {"state_of_war": True, "external": True}
    for asked, due in ((True, "due"), (False, "not_due")):
        told = incident(facts=facts | {"request": asked})
        assert {f.due for f in decide(told, register).findings} == {due}


def test_a_weaker_norm_is_left_only_where_the_stronger_is_not_due(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(otherwise=(Weaker(norm=Norm(must="consult")),))))
    for war, left in ((True, Truth.FALSE), (False, Truth.TRUE), (None, Truth.OPEN)):
        told = incident(facts={"state_of_war": war})
        assert decide(told, register).findings[0].instead_due is left


def test_a_protected_state_is_one_only_on_its_days(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    told = incident(victims=("QME",), facts={"state_of_war": True})
    for state, span, found in (
        ("QME", ALWAYS, {"QMA", "QMB", "QMC"}),
        ("QME", PAST, set()),
        ("QMF", ALWAYS, set()),
    ):
        guarded = instrument(protects=(Standing(state=state, span=span, cite="Art. 4"),))
        assert {f.obligor for f in decide(told, world(guarded)).findings} == found


def test_a_standing_duty_that_is_spent_is_not_told(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    for since, told in ((date(2030, 1, 1), ["art1"]), (date(2010, 1, 1), [])):
        spent = Obsolete(by="a court", since=since)
        rule = article(standing=True, when=c.All(of=()), obsolete=spent)
        case = decide(incident(), world(instrument(rule)))
        assert [duty.article for duty in case.standing] == told


@pytest.mark.parametrize(("since", "due"), [(date(2030, 1, 1), "due"), (DAY, "not_due")])
def test_a_spent_article_is_off_from_the_day_since_which_it_is_held_so(
    world: World, article: Make, instrument: Treaty, incident: Event, since: date, due: str
) -> None:
    register = world(instrument(article(obsolete=Obsolete(by="a court", since=since))))
    found = verdicts(incident(facts={"state_of_war": True}), register)
    assert set(found["qma-qmb-2000#art1"].values()) == {due}


def test_an_article_that_was_not_public_by_then_is_no_finding(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(known_from=date(2015, 1, 1))))
    for known_on, count in ((date(2014, 12, 31), 0), (date(2015, 1, 1), 2), (None, 2)):
        assert len(decide(incident(known_on=known_on), register).findings) == count


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1998, 12, 31), "The invented treaty was not yet signed on 1998-12-31."),
        (date(1999, 3, 1), "was signed on 1999-01-01, in force only from 2000-01-01."),
        (date(1999, 7, 1), "provisionally since 1999-06-01, before it is in force (Art. 9)."),
        (date(2005, 1, 1), "The invented treaty is in force on 2005-01-01 (since 2000-01-01)."),
        (date(2015, 1, 1), "is no longer in force: it ended on 2015-01-01 (agreement)."),
    ],
    ids=["unsigned", "signed", "provisional", "in force", "ended"],
)
def test_what_the_register_says_of_a_treaty_s_force_on_a_day(
    instrument: Treaty, day: date, words: str
) -> None:
    early = Provisional(span=Interval(date(1999, 6, 1)), cite="Art. 9")
    life = Life(
        signed=date(1999, 1, 1),
        in_force=date(2000, 1, 1),
        until=date(2015, 1, 1),
        ended_by="agreement",
        provisional=early,
    )
    assert in_force_words(instrument(life=life), day, others={}).endswith(words)


def test_what_is_told_of_an_end_goes_before_whose_account_it_is(
    world: World, instrument: Treaty, incident: Event
) -> None:
    end = Ending(id="breach", kind="breach", day=DAY, by=("QMB",), denied_by=("QMC",), source="x")
    register = world(instrument(endings=(end,)))
    for told, view, due in (
        ({}, "QMB", "not_due"),
        ({}, "QMC", "due"),
        ({}, None, "open"),
        ({"ended.qma-qmb-2000.breach": False}, "QMB", "due"),
        ({"ended.qma-qmb-2000.breach": True}, "QMC", "not_due"),
    ):
        found = verdicts(incident(facts={"state_of_war": True} | told), register, view=view)
        assert set(found["qma-qmb-2000#art1"].values()) == {due}, (told, view)


def test_what_every_party_owes_the_victim_owes_too(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    rule = article(bearers="every_party", norm=Norm(must="consult"))
    found = verdicts(incident(facts={"state_of_war": True}), world(instrument(rule)))
    assert found["qma-qmb-2000#art1"] == {"QMA": "due", "QMB": "due", "QMC": "due"}


def test_who_is_treated_as_a_party_is_told_so_and_no_other_is(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    treated = Standing(state="QMB", span=ALWAYS, cite="a judgment")
    case = decide(incident(), world(instrument(application=(treated,))))
    for finding in case.findings:
        told = [
            p.sentence for p in walk(finding.proof) if "is treated as a party to it" in p.sentence
        ]
        assert len(told) == (finding.obligor == "QMB"), finding.obligor


@pytest.mark.parametrize(
    ("exclude_if", "told", "due"),
    [
        (None, {}, "due"),  # the two who dispute have no vote
        (c.Fact(name="external"), {"external": True}, "due"),
        (c.Fact(name="external"), {"external": False}, "not_due"),
        (c.Fact(name="external"), {}, "open"),
        (c.Fact(name="external", until=date(2000, 1, 1)), {"external": True}, "not_due"),
    ],
    ids=["always", "so it is", "not so", "open", "no more in the text"],
)
def test_disputants_have_no_vote_where_the_text_takes_it_from_them(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    exclude_if: c.Condition | None,
    told: dict[str, bool],
    due: str,
) -> None:
    vote = c.Vote(
        body="council", of=("QMA", "QMB", "QMD"), exclude=("disputants",), exclude_if=exclude_if
    )
    votes = {"vote.council.QMA": False, "vote.council.QMB": True, "vote.council.QMD": False}
    register = world(instrument(article(when=vote)))
    found = decide(incident(facts=votes | told), register).findings
    assert {f.due for f in found} == {due}


def test_of_a_treaty_that_ended_those_are_told_who_stayed_to_its_end(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    end = date(2020, 1, 1)
    life = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), until=end)
    start = date(2000, 1, 1)
    parties = (
        ("QMA", Interval(start, end)),
        ("QMB", Interval(start, date(2005, 1, 1))),
        ("QMC", Interval(start, end)),
        ("QME", Interval(start)),
    )
    found = decide(incident(), world(instrument(life=life, parties=parties))).findings
    assert {f.obligor: f.due for f in found} == {"QMC": "not_due", "QME": "not_due"}
    assert {f.reason.partition(":")[0] for f in found} == {
        "The invented treaty is no longer in force"
    }


def test_only_consultation_is_left_also_where_an_exception_changes_the_form(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    reduces = Unless(
        id="r", when=c.Fact(name="external"), effect="reduces_to_consult", cite="Art. 2"
    )
    forum = Unless(id="f", when=c.All(of=()), effect="forum_is", cite="Art. 3")
    register = world(instrument(article(unless=(reduces, forum))))
    told = incident(facts={"state_of_war": True, "external": True})
    assert decide(told, register).findings[0].instead_due is Truth.TRUE


@pytest.mark.parametrize(
    ("days", "by_name", "is_told"),
    [(3653, False, True), (3654, False, False), (3654, True, True)],
)
def test_what_ended_ten_years_before_is_told_and_what_ended_earlier_if_it_is_asked_for(
    world: World, instrument: Treaty, incident: Event, days: int, by_name: bool, is_told: bool
) -> None:
    end = DAY - timedelta(days=days)
    life = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), until=end)
    asked = ["qma-qmb-2000"] if by_name else None
    found = decide(incident(), world(instrument(life=life)), instruments=asked).findings
    assert bool(found) is is_told
