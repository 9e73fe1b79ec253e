"""What the clauses of hard treaties mean: ends, freezes, readings, weaker norms, votes."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from foedus.case import Case, Incident, applied, as_lines, decide, replay
from foedus.commitment import Article, Instrument, Life, Norm, Patch, Reading, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import (
    Ending,
    Obsolete,
    Participation,
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
ARTICLE = "qma-qmb-2000#art1"
WAR = {"state_of_war": True}


def due(case: Case, obligor: str = "QMB", reference: str = ARTICLE) -> str:
    """Verdict for one obligor; what is not found is not due."""
    return case.verdicts().get(reference, {}).get(obligor, "not_due")


def test_an_end_that_some_assert_is_open_and_settled_by_each_account(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    ending = Ending(
        id="lapse",
        kind="breach",
        day=date(2020, 1, 1),
        by=("QMB",),
        denied_by=("QMA",),
        source="a note",
    )
    register = world(instrument(article(), endings=(ending,)))
    case = decide(incident(facts=WAR), register)
    finding = case.finding(ARTICLE, "QMB")
    assert finding is not None
    assert finding.due == "open"
    assert [q.text for q in finding.questions] == [
        "Had the invented treaty ended by breach on 2020-01-01, as invented state QMB hold?"
    ]
    assert {s: v[ARTICLE]["QMB"] for s, v in case.views.items()} == {"QMA": "due", "QMB": "not_due"}
    name = "ended.qma-qmb-2000.lapse"
    assert due(decide(incident(facts={**WAR, name: True}), register)) == "not_due"
    assert due(decide(incident(facts={**WAR, name: False}), register)) == "due"
    assert due(decide(incident(day=date(2019, 12, 31), facts=WAR), register)) == "due"


def test_a_freeze_counts_by_its_author_s_account_alone(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    freeze = Participation(
        state="QMB", kind="frozen_declared", span=Interval(date(2020, 1, 1)), source="a speech"
    )
    case = decide(incident(facts=WAR), world(instrument(article(), participation=(freeze,))))
    assert due(case) == "due"
    assert case.views["QMB"][ARTICLE] == {"QMB": "not_due", "QMC": "due"}


def test_a_suspension_between_two_parties_leaves_the_third_alone(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    entry = Participation(
        state="QMB", towards=("QMA",), kind="suspended", span=Interval(), source="a note"
    )
    register = world(instrument(article(), participation=(entry,)))
    case = decide(incident(facts=WAR), register)
    assert (due(case, "QMB"), due(case, "QMC")) == ("open", "due")
    assert due(decide(incident(victims=("QMC",), facts=WAR), register), "QMB") == "due"


def test_a_spent_article_is_off_except_by_those_who_uphold_it(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    spent = Obsolete(by="a resolution", since=date(2005, 1, 1), upheld_by=("QMC",), cite="para. 1")
    register = world(instrument(article(obsolete=spent)))
    case = decide(incident(facts=WAR), register)
    assert due(case) == "not_due"
    assert case.finding(ARTICLE, "QMB").reason.startswith("Not so: Art. 1 is not spent")
    assert case.views["QMC"][ARTICLE]["QMB"] == "due"
    assert due(decide(incident(day=date(2004, 12, 31), facts=WAR), register)) == "due"


def test_what_is_applied_provisionally_binds_before_it_is_in_force(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    early = Provisional(span=Interval(date(1999, 6, 1)), states=("QMA", "QMB"), cite="Art. 9")
    life = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), provisional=early)
    register = world(instrument(article(), life=life))
    case = decide(incident(day=date(1999, 7, 1), facts=WAR), register)
    assert (due(case, "QMB"), due(case, "QMC")) == ("due", "not_due")
    assert due(decide(incident(day=date(1999, 5, 31), facts=WAR), register)) == "not_due"


def test_a_protected_state_is_owed_help_and_owes_none(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    shield = Standing(state="QMP", span=Interval(date(2001, 1, 1)), cite="Protocol")
    register = world(instrument(article(), protects=(shield,)))
    helped = decide(incident(victims=("QMP",), facts=WAR), register)
    assert helped.verdicts()[ARTICLE] == {"QMA": "due", "QMB": "due", "QMC": "due"}
    assert "QMP" not in decide(incident(facts=WAR), register).verdicts()[ARTICLE]
    before = incident(victims=("QMP",), day=date(2000, 6, 1), facts=WAR)
    assert decide(before, register).findings == ()


def test_it_applies_to_a_state_that_is_no_party_any_more(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    kept = Standing(state="QMD", span=Interval(date(2026, 1, 1)), cite="Art. 127")
    register = world(instrument(article(), application=(kept,)))
    case = decide(incident(attackers=(), facts=WAR), register)
    assert due(case, "QMD") == "due"
    proof = "\n".join(as_lines(case.finding(ARTICLE, "QMD").proof))  # type: ignore[union-attr]
    assert "is treated as a party to it.  [Art. 127]" in proof


def test_an_article_that_only_defines_is_no_finding(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    area = article(id="art2", defines="area", norm=Norm(must="nothing"), when=c.All(of=()))
    case = decide(incident(facts=WAR), world(instrument(article(), area)))
    assert {f.article for f in case.findings} == {"art1"}
    assert case.standing == ()


def _rivals(*, base: c.Condition) -> dict[str, object]:
    wide = Reading(
        id="wide", about="war", says="An attack is enough.", by="QMA", when=_ARMED, rival=True
    )
    return {"when": base, "readings": (wide,)}


_ARMED = c.Attack(at_least="armed_attack")
_WAR = c.Fact(name="state_of_war")


def test_rival_readings_are_open_only_where_they_part(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(**_rivals(base=c.All(of=(_ARMED, _WAR))))))
    parted = decide(incident(facts={"state_of_war": False}), register).findings[0]
    assert parted.due == "open"
    assert [q.name for q in parted.questions] == ["reading.qma-qmb-2000.art1.wide"]
    assert parted.questions[0].text == (
        "Which reading of Art. 1 of the invented treaty prevails: "
        "is it 'An attack is enough' (QMA)?"
    )
    assert parted.readings == ("An attack is enough. (QMA): due under it",)
    told = list(as_lines(parted.proof))
    assert any("yes: By the reading of QMA: An attack is enough." in line for line in told)
    assert any("no: By the rule as it stands in the file." in line for line in told)
    assert due(decide(incident(facts=WAR), register)) == "due"
    none = incident(attacks=frozenset({"danger"}), facts=WAR)
    assert due(decide(none, register)) == "not_due"
    chosen = {"state_of_war": False, "reading.qma-qmb-2000.art1.wide": True}
    assert due(decide(incident(facts=chosen), register)) == "due"


def test_a_reading_that_is_the_text_itself_counts_once(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    base = c.All(of=(_ARMED, _WAR))
    own = Reading(id="strict", about="war", says="War too.", by="QMB", when=base, rival=True)
    made = _rivals(base=base)
    made["readings"] = (*made["readings"], own)  # type: ignore[misc]
    finding = decide(
        incident(facts={"state_of_war": False}), world(instrument(article(**made)))
    ).findings[0]
    assert finding.due == "open"
    assert replay(finding.proof) is Truth.OPEN
    assert all("as it stands in the file" not in line for line in as_lines(finding.proof))


def test_a_reading_that_is_no_rival_is_shown_and_never_applied(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    wide = Reading(id="wide", about="war", says="Attack.", by="in the literature", when=_ARMED)
    register = world(instrument(article(readings=(wide,))))
    finding = decide(incident(facts={"state_of_war": False}), register).findings[0]
    assert finding.due == "not_due"
    assert finding.readings == ("Attack. (in the literature): due under it",)


LADDER = (
    Weaker(norm=Norm(must="remain_neutral"), for_want_of=("state_of_war",), cite="Art. 2"),
    Weaker(norm=Norm(must="consult"), when=c.Fact(name="danger_to_peace")),
)


@pytest.mark.parametrize(
    ("facts", "instead", "holds"),
    [
        ({"state_of_war": False, "external": True}, "remain_neutral", Truth.TRUE),
        ({"state_of_war": False, "external": False}, "consult", Truth.OPEN),
        ({"state_of_war": True, "external": False, "danger_to_peace": True}, "consult", Truth.TRUE),
        ({"state_of_war": True, "external": True}, "remain_neutral", Truth.FALSE),
    ],
)
def test_a_weaker_norm_is_left_for_want_of_the_named_reason_alone(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    facts: dict[str, bool],
    instead: str,
    holds: Truth,
) -> None:
    when = c.All(of=(_WAR, c.Fact(name="external")))
    register = world(instrument(article(when=when, otherwise=LADDER)))
    finding = decide(incident(facts=facts), register).findings[0]
    assert finding.instead is not None
    assert (finding.instead.must, finding.instead_due) == (instead, holds)
    assert finding.instead_proof is not None
    assert replay(finding.instead_proof) is holds


def test_whom_an_exception_defeats_is_left_no_weaker_norm(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    own = Unless(
        id="own", when=c.Fact(name="victim_is_aggressor"), effect="defeats", cite="Art. 51"
    )
    plain = (Weaker(norm=Norm(must="consult")),)
    register = world(instrument(article(unless=(own,), otherwise=plain)))
    facts = {"state_of_war": False, "victim_is_aggressor": True}
    assert decide(incident(facts=facts), register).findings[0].instead_due is Truth.FALSE
    facts["victim_is_aggressor"] = False
    assert decide(incident(facts=facts), register).findings[0].instead_due is Truth.TRUE


def test_a_reciprocal_reservation_narrows_what_its_author_is_owed(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    narrow = {"art1.when": c.All(of=(_WAR, c.Fact(name="external")))}
    for reciprocal, expected in ((False, "due"), (True, "open")):
        patch = Patch(by="QMA", states=("QMA",), conditions=narrow, reciprocal=reciprocal)
        register = world(instrument(article(), reservations=(patch,)))
        assert due(decide(incident(facts=WAR), register)) == expected


def test_a_withdrawn_or_secret_reservation_does_not_count(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    patch = Patch(
        by="QMB",
        states=("QMB",),
        conditions={"art1.when": c.Fact(name="external")},
        day=date(2005, 1, 1),
        until=date(2015, 1, 1),
        known_from=date(2008, 1, 1),
    )
    register = world(instrument(article(), reservations=(patch,)))

    def on(year: int, **known: object) -> str:
        told = incident(day=date(year, 1, 1), facts={**WAR, "external": False}, **known)
        return due(decide(told, register))

    assert [on(2004), on(2006), on(2010), on(2015)] == ["due", "due", "not_due", "due"]
    assert on(2006, known_on=date(2009, 1, 1)) == "not_due"


def test_a_state_s_own_reading_binds_itself_and_a_body_s_binds_all(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    wide = {"art1.when": _ARMED}
    for states, expected in (
        (("QMB",), {"QMB": "due", "QMC": "not_due"}),
        ((), {"QMB": "due", "QMC": "due"}),
    ):
        patch = Patch(by="QMB", states=states, conditions=wide, says="Attack is enough.")
        register = world(instrument(article(), interpretations=(patch,)))
        told = incident(facts={"state_of_war": False}, mode="declared")
        assert decide(told, register).verdicts()[ARTICLE] == expected
        text = decide(incident(facts={"state_of_war": False}), register).findings[0]
        assert text.due == "not_due"
        assert text.readings == (
            "Attack is enough. (official reading of invented state QMB; not applied in mode text)",
        )


VOTES = {"vote.council.QMA": True, "vote.council.QMB": True}


@pytest.mark.parametrize(
    ("vote", "facts", "expected"),
    [
        ({"share": Fraction(2, 3)}, {"vote.council.QMC": False}, "due"),
        ({"more_than": Fraction(2, 3)}, {"vote.council.QMC": False}, "not_due"),
        ({"more_than": Fraction(1, 2)}, {}, "due"),
        ({}, {"vote.council.QMC": False}, "not_due"),
        ({"no_objection": True}, {"vote.council.QMC": False}, "not_due"),
        ({"no_objection": True}, {}, "open"),
        ({"no_objection": True}, {"objection.council.QMC": False}, "due"),
        ({"no_objection": True}, {"objection.council.QMC": True}, "not_due"),
        ({"of": ("QMA", "QMB")}, {}, "due"),
        ({"of": ("QMA", "QMX"), "share": Fraction(1)}, {"vote.council.QMX": False}, "not_due"),
        ({"exclude": ("QMC",)}, {}, "due"),
    ],
    ids=str,
)
def test_how_a_vote_counts(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    vote: dict[str, object],
    facts: dict[str, bool],
    expected: str,
) -> None:
    when = c.Vote(body="council", **vote)  # type: ignore[arg-type]
    register = world(instrument(article(when=when)))
    assert due(decide(incident(facts=VOTES | facts), register)) == expected


def test_the_attacker_s_own_soil(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    when = c.Not(of=c.SoilOf(whom=("attacker",)))
    register = world(instrument(article(when=when)))
    russian = incident(attackers=("RUS",), places=frozenset({"kursk-oblast"}))
    assert due(decide(russian, register)) == "not_due"
    foreign = incident(attackers=("RUS",), places=frozenset({"seoul"}))
    assert due(decide(foreign, register)) == "due"
    unknown = incident(attackers=(), places=frozenset({"seoul"}))
    finding = decide(unknown, register).findings[0]
    assert (finding.due, finding.questions[0].name) == ("open", "attackers_soil")


def test_who_is_attacked_is_settled_by_the_register(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.VictimIn(states=("QMA",)))))
    assert due(decide(incident(), register)) == "due"
    assert due(decide(incident(victims=("QMC",)), register)) == "not_due"


def test_an_attacker_owes_no_help_but_may_still_owe_consultation(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    told = incident(attackers=("QMB",), facts=WAR)
    talk = article(norm=Norm(must="consult"))
    assert due(decide(told, world(instrument(talk)))) == "not_due"
    both = article(norm=Norm(must="consult"), binds_attacker=True)
    assert due(decide(told, world(instrument(both)))) == "due"


def test_a_party_that_is_no_state_any_more_owes_nothing(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    parties = tuple((s, Interval(date(2000, 1, 1))) for s in ("QMA", "QMB", "CSK"))
    case = decide(incident(facts=WAR), world(instrument(article(), parties=parties)))
    assert case.verdicts()[ARTICLE] == {"QMB": "due"}


def test_an_instrument_asked_for_by_name_is_told_before_its_signature(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    told = incident(day=date(1998, 1, 1), facts=WAR)
    assert decide(told, register).findings == ()
    asked = decide(told, register, instruments=["qma-qmb-2000"]).findings
    assert {f.reason for f in asked} == {"The invented treaty was not yet signed on 1998-01-01."}


def test_an_unpublished_text_is_not_unknown_to_who_certainly_owes_nothing(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(text_unknown=True)))
    told = incident(attackers=("QMC",), facts=WAR)
    assert decide(told, register).verdicts()[ARTICLE] == {"QMB": "text_unknown", "QMC": "not_due"}


def test_what_is_left_open_under_one_name_is_answered_under_the_other(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(needs=c.Request())))
    told = incident(facts={**WAR, "request": None, "request.QMA": True})
    assert due(decide(told, register)) == "due"
    by = {"QMA": None, "QMD": True}
    told = incident(facts={**WAR, "request": by, "request.victim": {"QMA": True}})
    assert due(decide(told, register)) == "due"
    flip = decide(incident(facts={**WAR, "request.QMA": True}), register).findings[0].flips[0]
    after = applied(incident(facts={**WAR, "request.QMA": True}), flip, victim="QMA")
    assert due(decide(after, register)) == "not_due"


def test_a_flip_to_another_place_takes_the_told_soil_away_with_it(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.SoilOf(whom=("UKR",)))))
    told = incident(places=frozenset({"crimea"}), soil_of="UKR")
    finding = decide(told, register).findings[0]
    assert finding.due == "due"
    (flip,) = finding.flips
    after = applied(told, flip, victim="QMA")
    assert after.soil_of is None
    assert due(decide(after, register)) == "not_due"


def test_of_a_text_that_cannot_be_read_no_condition_is_told(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(text_unknown=True)))
    told = incident(attackers=("QMC",), facts=WAR)
    finding = decide(told, register).finding(ARTICLE, "QMC")
    assert finding is not None
    assert finding.flips == ()
    assert finding.reason == "Invented state QMC is the attacker and owes no help in this incident."
    assert [p.sentence for p in finding.proof.because] == [
        "Invented state QMC is not the attacker."
    ]
