"""Which text binds whom? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Incident, decide
from foedus.case.decision import accounts_in_law, verdicts
from foedus.case.proof import walk
from foedus.commitment import Article, Instrument, Life, Norm, Reading, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import (
    Ending,
    Patch,
    Unless,
    Weaker,
)
from foedus.truth import Truth

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]

DAY = date(2026, 11, 22)


def test_of_several_victims_the_firmest_verdict_counts(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    only_qma = c.All(of=(c.VictimIn(states=("QMA",)), c.Fact(name="state_of_war")))
    register = world(instrument(article(when=only_qma)))
    told = incident(victims=("QMA", "QMB"), facts={"state_of_war": True})
    assert verdicts(told, register)["qma-qmb-2000#art1"]["QMC"] == "due"


def test_a_reading_has_no_outcome_where_the_treaty_is_not_in_force(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    wide = Reading(id="wide", about="when", says="Wider.", by="a party", when=c.Any(of=()))
    rule = article(readings=(wide,))
    later = instrument(rule, life=Life(signed=date(1999, 1, 1), in_force=date(2030, 1, 1)))
    told = incident(facts={"state_of_war": True})
    in_force = decide(told, world(instrument(rule))).findings[0]
    signed = decide(told, world(later)).findings[0]
    assert in_force.readings == ("Wider. (a party): not due under it",)
    assert signed.readings == ("Wider. (a party)",)


def contested(instrument: Treaty, **changes: object) -> Instrument:
    end = Ending(
        id="breach",
        kind="breach",
        day=date(2020, 1, 1),
        by=("QMB",),
        denied_by=("QMC",),
        source="x",
    )
    return instrument(endings=(end,), **changes)


def test_accounts_of_an_end_count_where_the_victim_is_a_party_and_it_is_in_force(
    instrument: Treaty, incident: Event
) -> None:
    ended = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), until=date(2010, 1, 1))
    assert set(accounts_in_law(incident(), [contested(instrument)])) == {"QMB", "QMC"}
    assert accounts_in_law(incident(victims=("QME",)), [contested(instrument)]) == {}
    assert accounts_in_law(incident(), [contested(instrument, life=ended)]) == {}


def test_a_party_to_a_treaty_that_has_ended_is_no_party_to_it(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    ended = Life(signed=date(1989, 1, 1), in_force=date(1990, 1, 1), until=date(2005, 1, 1))
    other = instrument(id="old-1990", life=ended)
    rule = article(when=c.BearerPartyTo(instrument="old-1990"))
    register = world(other, instrument(rule))
    found = verdicts(incident(), register, instruments=["qma-qmb-2000"])
    assert found["qma-qmb-2000#art1"] == {"QMB": "not_due", "QMC": "not_due"}


def test_only_consultation_is_left_where_nothing_else_stops_the_norm(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    reduces = Unless(
        id="r", when=c.Fact(name="external"), effect="reduces_to_consult", cite="Art. 2"
    )
    defeats = Unless(id="d", when=c.Fact(name="provoked"), effect="defeats", cite="Art. 3")
    register = world(instrument(article(unless=(reduces, defeats))))

    def left(**facts: bool) -> Truth:
        told = {"state_of_war": True, "external": True, "provoked": False} | facts
        return decide(incident(facts=told), register).findings[0].instead_due

    assert left() is Truth.TRUE
    assert left(provoked=True) is Truth.FALSE
    assert left(external=False) is Truth.FALSE


@pytest.mark.parametrize(("own", "shown"), [("Art. 1(2)", "Art. 1(2)"), (None, "Art. 1")])
def test_a_weaker_norm_cites_its_own_provision_or_that_of_the_article(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    own: str | None,
    shown: str,
) -> None:
    weaker = Weaker(norm=Norm(must="consult"), cite=own)
    register = world(instrument(article(otherwise=(weaker,))))
    finding = decide(incident(facts={"state_of_war": False}), register).findings[0]
    assert finding.instead_due is Truth.TRUE
    assert finding.instead_proof is not None
    assert finding.instead_proof.cite == shown


def official(**changes: object) -> Patch:
    given = {"by": "QMB", "states": ("QMB",), "day": date(2001, 1, 1), "says": "It is wide."}
    return Patch(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("patch", "mode", "of_qmb", "of_qmc"),
    [
        (official(), "declared", "; applied in", "; not applied in"),
        (official(), "text", "; not applied in", "; not applied in"),
        (official(by="the council", states=()), "declared", "; applied in", "; applied in"),
    ],
    ids=["a state's own", "in mode text", "a body's"],
)
def test_an_official_reading_is_applied_to_those_it_binds(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    patch: Patch,
    mode: str,
    of_qmb: str,
    of_qmc: str,
) -> None:
    register = world(instrument(article(), interpretations=(patch,)))
    case = decide(incident(mode=mode), register)
    told = {f.obligor: f.readings for f in case.findings}
    assert [len(readings) for readings in told.values()] == [1, 1]
    assert of_qmb in told["QMB"][0]
    assert of_qmc in told["QMC"][0]


def test_an_official_reading_of_a_later_day_or_of_another_article_is_not_shown(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    later = official(day=date(2030, 1, 1))
    elsewhere = official(conditions={"art9.when": c.Fact(name="external")})
    register = world(instrument(article(), interpretations=(later, elsewhere)))
    assert {f.readings for f in decide(incident(), register).findings} == {()}


def test_a_reservation_of_two_states_counts_for_both(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    never = {"art1.when": c.Fact(name="provoked")}
    both = Patch(by="QMB and QMC", states=("QMB", "QMC"), conditions=never)
    register = world(instrument(article(), reservations=(both,)))
    told = incident(facts={"state_of_war": True, "provoked": False})
    found = verdicts(told, register)["qma-qmb-2000#art1"]
    assert found == {"QMB": "not_due", "QMC": "not_due"}


def test_who_holds_a_treaty_to_have_ended_is_named(
    world: World, instrument: Treaty, incident: Event
) -> None:
    end = Ending(id="x", kind="breach", day=date(2020, 1, 1), by=("QMB", "QMC"), source="a note")
    finding = decide(incident(), world(instrument(endings=(end,)))).findings[0]
    sentences = [part.sentence for part in walk(finding.proof)]
    who = "invented state QMB and invented state QMC"
    assert f"It had not ended by breach on 2020-01-01, as {who} hold." in sentences


def test_a_weaker_norm_for_want_of_an_exception_takes_it_as_not_met(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    stops = Unless(id="stops", when=c.Fact(name="provoked"), effect="defeats", cite="Art. 2")
    other = Unless(id="other", when=c.Fact(name="external"), effect="defeats", cite="Art. 3")
    weaker = Weaker(norm=Norm(must="consult"), for_want_of=("stops",))
    register = world(instrument(article(unless=(stops, other), otherwise=(weaker,))))

    def left(**facts: bool) -> Truth:
        told = {"state_of_war": True, "provoked": True, "external": False} | facts
        return decide(incident(facts=told), register).findings[0].instead_due

    assert left() is Truth.TRUE
    assert left(external=True) is Truth.FALSE


@pytest.mark.parametrize(
    ("day", "known_on", "due"),
    [
        (date(2009, 12, 31), None, "due"),
        (date(2010, 1, 1), None, "not_due"),
        (date(2014, 12, 31), None, "not_due"),
        (date(2015, 1, 1), None, "due"),
        (date(2012, 1, 1), date(2009, 6, 30), "due"),
        (date(2012, 1, 1), date(2009, 7, 1), "not_due"),
    ],
)
def test_an_exception_stands_from_its_first_day_to_the_day_before_it_falls_once_public(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    day: date,
    known_on: date | None,
    due: str,
) -> None:
    stops = Unless(
        id="stops",
        when=c.All(of=()),
        effect="defeats",
        cite="Art. 2",
        from_=date(2010, 1, 1),
        until=date(2015, 1, 1),
        known_from=date(2009, 7, 1),
    )
    register = world(instrument(article(unless=(stops,))))
    told = incident(day=day, known_on=known_on, facts={"state_of_war": True})
    assert {f.due for f in decide(told, register).findings} == {due}


def test_a_branch_of_the_text_that_is_not_in_it_that_day_neither_helps_nor_hinders(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    later = c.Fact(name="external", from_=date(2030, 1, 1))
    war = c.Fact(name="state_of_war")
    told = incident(facts={"state_of_war": True, "external": False})
    for when in (c.All(of=(war, later)), c.Any(of=(war, later)), c.All(of=(war, c.Not(of=later)))):
        register = world(instrument(article(when=when)))
        assert {f.due for f in decide(told, register).findings} == {"due"}, when
    # Where nothing of the rule is in the text, there is no rule.
    for when in (c.All(of=(later,)), c.Any(of=(later,)), c.Not(of=later)):
        register = world(instrument(article(when=when)))
        assert {f.due for f in decide(told, register).findings} == {"not_due"}, when


def test_a_term_that_names_the_obligor_is_read_for_each_obligor(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    term = {"near": c.BearerIn(states=("QMB",))}
    register = world(instrument(article(when=c.Term(name="near")), terms=term))
    found = {f.obligor: f.due for f in decide(incident(), register).findings}
    assert found == {"QMB": "due", "QMC": "not_due"}


def test_the_victim_bears_no_assistance_to_itself_but_may_owe_consultation(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    for must, expected in (("assist", {"QMB", "QMC"}), ("consult", {"QMA", "QMB", "QMC"})):
        register = world(instrument(article(bearers="every_party", norm=Norm(must=must))))
        assert {f.obligor for f in decide(incident(), register).findings} == expected


def test_an_article_is_overridden_only_for_whom_the_other_binds(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    above = article(
        id="art2",
        bearers=("QMB",),
        norm=Norm(must="consult"),
        overrides=("qma-qmb-2000#art1",),
    )
    told = incident(facts={"state_of_war": True})
    found = decide(told, world(instrument(article(), above)))
    assert found.verdicts()["qma-qmb-2000#art1"] == {"QMB": "not_due", "QMC": "due"}


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ({}, "open"),
        ({"reading.qma-qmb-2000.art1.wide": True}, "not_due"),
        ({"reading.qma-qmb-2000.art1.wide": False}, "due"),
    ],
    ids=["open", "it prevails", "it does not"],
)
def test_where_a_rival_reading_prevails_the_text_s_own_does_not_count(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    told: dict[str, bool],
    due: str,
) -> None:
    other = c.Fact(name="external")
    rival = Reading(
        id="wide", about="when", says="It is wide.", by="a party", when=other, rival=True
    )
    register = world(instrument(article(readings=(rival,))))
    facts = {"state_of_war": True, "external": False} | told
    assert {f.due for f in decide(incident(facts=facts), register).findings} == {due}


def test_a_weaker_norm_for_want_of_what_has_to_come_first_takes_it_as_there(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    weaker = Weaker(norm=Norm(must="consult"), for_want_of=("needs",))
    register = world(instrument(article(needs=c.Request(), otherwise=(weaker,))))
    for war, request, left in (
        (True, False, Truth.TRUE),
        (False, False, Truth.FALSE),
        (True, True, Truth.FALSE),
    ):
        told = incident(facts={"state_of_war": war, "request": request})
        assert decide(told, register).findings[0].instead_due is left


@pytest.mark.parametrize(
    ("published", "when"),
    [
        (date(2030, 1, 1), " before 2030-01-01."),
        (date(2010, 1, 1), " by 2026-11-22."),
        (None, " by 2026-11-22."),
    ],
)
def test_a_text_that_nobody_can_read_is_said_to_be_unknown_since_when(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    published: date | None,
    when: str,
) -> None:
    life = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), published=published)
    register = world(instrument(article(text_unknown=True), life=life))
    finding = decide(incident(), register).findings[0]
    assert finding.due == "text_unknown"
    assert finding.reason.endswith(
        f"The text of this article of the invented treaty was not public{when}"
    )


def test_a_rule_that_takes_the_norm_s_place_takes_the_weaker_one_s_too(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    weaker = Weaker(norm=Norm(must="consult"), for_want_of=("when",))
    above = article(
        id="art2",
        when=c.Fact(name="external"),
        norm=Norm(must="abstain"),
        overrides=("qma-qmb-2000#art1",),
    )
    register = world(instrument(article(otherwise=(weaker,)), above))
    for external, left in ((True, Truth.FALSE), (False, Truth.TRUE)):
        told = incident(facts={"state_of_war": False, "external": external})
        finding = decide(told, register).finding("qma-qmb-2000#art1", "QMB")
        assert finding is not None
        assert finding.instead_due is left


def test_an_exception_counts_also_behind_one_that_is_not_in_the_text(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    later = Unless(
        id="a", when=c.Any(of=()), effect="defeats", cite="Art. 2", from_=date(2030, 1, 1)
    )
    stops = Unless(id="b", when=c.All(of=()), effect="defeats", cite="Art. 3")
    register = world(instrument(article(unless=(later, stops))))
    found = decide(incident(facts={"state_of_war": True}), register).findings
    assert {f.due for f in found} == {"not_due"}
