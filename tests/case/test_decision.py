"""What must hold of the register in use, and how each clause of a rule changes the answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from foedus.case import Incident, decide
from foedus.case.questions import change_words
from foedus.commitment import Article, Instrument, Life, Norm, Patch, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Participation, Unless, Weaker
from foedus.dates import Interval
from foedus.truth import Truth

ARMED = frozenset({"armed_attack"})
DAY = date(2026, 11, 22)
AGGRESSOR = Unless(
    id="own_aggression",
    when=c.Fact(name="victim_is_aggressor"),
    effect="defeats",
    cite="UN Charter Art. 51",
)
Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]


def on_pyongyang(day: date, **changes: object) -> Incident:
    given: dict[str, object] = {"victims": ("PRK",), "attackers": ("KOR",), "attacks": ARMED}
    return Incident(day=day, **(given | changes))  # type: ignore[arg-type]


def test_russia_is_bound_or_not_by_two_open_facts_in_2026(register: Register) -> None:
    case = decide(on_pyongyang(date(2026, 11, 22)), register)
    finding = case.finding("rus-prk-2024#art4", "RUS")
    assert finding is not None
    assert finding.due == "open"
    assert {q.name for q in finding.questions} == {"state_of_war", "victim_is_aggressor"}
    assert finding.lines is not None
    organs = {step.organ for step in finding.lines.authorised.steps}
    assert "Federation Council" in organs
    assert [s.cite for s in finding.lines.authorised.after] == ["UN Charter Art. 51"]
    assert "laws of both states" in finding.lines.authorised.excuse


def test_china_is_bound_or_not_by_the_same_two_facts(register: Register) -> None:
    finding = decide(on_pyongyang(date(2026, 11, 22)), register).finding("chn-prk-1961#art2", "CHN")
    assert finding is not None
    assert finding.due == "open"
    assert {q.name for q in finding.questions} == {"state_of_war", "victim_is_aggressor"}
    assert finding.lines is not None
    assert "no excuse" in finding.lines.authorised.excuse


def test_the_ally_of_the_attacker_is_not_bound_and_is_told_why(register: Register) -> None:
    finding = decide(on_pyongyang(date(2026, 11, 22)), register).finding("usa-kor-1953#art3", "USA")
    assert finding is not None
    assert finding.due == "not_due"
    assert finding.flips == ()
    assert finding.reason == (
        "North Korea, the victim, is not a party to the US-Korea treaty of 1953; "
        "its party South Korea is the attacker."
    )


def test_between_signature_and_entry_into_force_only_contact_is_owed(register: Register) -> None:
    case = decide(on_pyongyang(date(2024, 11, 15)), register)
    later = case.finding("rus-prk-2024#art4", "RUS")
    assert later is not None
    assert later.due == "not_due"
    assert later.reason == (
        "The Russia-DPRK treaty of 2024 was signed on 2024-06-19, in force only from 2024-12-04."
    )
    older = case.finding("rus-prk-2000#art2", "RUS")
    assert older is not None
    assert older.norm.must == "consult"
    assert older.due in ("due", "open")
    assert case.lines["RUS"].bound.value == "not_due"


def test_once_both_facts_are_known_russia_is_bound(register: Register) -> None:
    facts = {"state_of_war": True, "victim_is_aggressor": False}
    case = decide(on_pyongyang(date(2026, 11, 22), facts=facts), register)
    finding = case.finding("rus-prk-2024#art4", "RUS")
    assert finding is not None
    assert finding.due == "due"
    cheapest = finding.flips[0]
    assert (cheapest.cost, cheapest.to) == (10, Truth.FALSE)
    assert {change_words(f.changes[0]) for f in finding.flips} >= {
        "state_of_war: no",
        "victim_is_aggressor: yes",
        "attack: armed aggression",
    }


def test_kursk_is_open_together_and_settled_by_each_account(register: Register) -> None:
    facts = {"state_of_war": True, "victim_is_aggressor": {"RUS": False, "UNGA": True}}
    told = Incident(
        victims=("RUS",),
        attackers=("UKR",),
        day=date(2025, 1, 15),
        attacks=ARMED,
        places=frozenset({"kursk-oblast"}),
        facts=facts,
    )
    case = decide(told, register)
    art4 = "rus-prk-2024#art4"
    assert case.verdicts()[art4]["PRK"] == "open"
    told = {s: case.views[s][art4]["PRK"] for s in ("RUS", "UNGA")}
    assert told == {"RUS": "due", "UNGA": "not_due"}
    finding = case.finding(art4, "PRK")
    assert finding is not None
    assert {c.cost for f in finding.flips for c in f.changes if c.name == AGGRESSOR.when.name} == {
        1
    }  # type: ignore[attr-defined]


def test_standing_duties_stand_apart_and_only_while_in_force(register: Register) -> None:
    def standing(day: date) -> set[str]:
        case = decide(on_pyongyang(day), register)
        assert not {f.article for f in case.findings} & {"art5", "art8", "art16"}
        return {f"{s.instrument}#{s.article}" for s in case.standing}

    assert "rus-prk-2024#art5" in standing(date(2024, 12, 4))
    assert "rus-prk-2024#art5" not in standing(date(2024, 12, 3))


def test_silence_is_never_a_bare_no_instrument(register: Register) -> None:
    told = Incident(victims=("CHE",), attackers=("QMA",), day=date(2026, 1, 1), attacks=ARMED)
    case = decide(told, register, states=("ARG",))
    assert case.findings == ()
    assert "silence of the register is not absence of duty" in case.coverage
    assert "silence is not absence of duty" in case.lines["ARG"].bound.sentence
    assert case.lines["ARG"].entitled.value is Truth.OPEN


@pytest.mark.parametrize(
    ("effect", "due", "instead"),
    [
        ("defeats", "not_due", None),
        ("ends", "not_due", None),
        ("suspends", "not_due", None),
        ("reduces_to_consult", "not_due", "consult"),
        ("own_choice_of_form", "due", None),
        ("forum_is", "due", None),
    ],
)
def test_each_effect_changes_the_outcome_as_the_law_says(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    effect: str,
    due: str,
    instead: str | None,
) -> None:
    unless = Unless(id="x", when=c.Fact(name="external"), effect=effect, cite="Art. 2")
    register = world(instrument(article(unless=(unless,))))
    told = incident(facts={"state_of_war": True, "external": True})
    finding = decide(told, register).finding("qma-qmb-2000#art1", "QMB")
    assert finding is not None
    assert finding.due == due
    assert finding.holding == (effect,)
    assert (finding.instead.must if finding.instead else None) == instead
    unshown = decide(replace(told, facts={"state_of_war": True, "external": False}), register)
    assert unshown.verdicts()["qma-qmb-2000#art1"] == {"QMB": "due", "QMC": "due"}


def test_an_open_exception_leaves_the_duty_bound_unless_shown(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(unless=(AGGRESSOR,))))
    finding = decide(incident(facts={"state_of_war": True}), register).findings[0]
    assert finding.due == "open"
    assert finding.casus is Truth.TRUE
    assert finding.reason.startswith("Bound unless it is shown: own aggression.")


def test_casus_stands_while_what_has_to_come_first_is_missing(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(needs=c.Request())))
    told = incident(facts={"state_of_war": True, "request": False})
    finding = decide(told, register).findings[0]
    assert (finding.casus, finding.due) == (Truth.TRUE, "not_due")
    assert finding.reason.startswith("The casus foederis is met, but")


def test_otherwise_a_weaker_norm_applies(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(otherwise=(Weaker(norm=Norm(must="consult")),))))
    finding = decide(incident(facts={"state_of_war": False}), register).findings[0]
    assert finding.due == "not_due"
    assert finding.instead == Norm(must="consult")
    assert finding.instead_due is Truth.TRUE


def test_victims_and_attackers_never_bear_assistance(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    told = incident(attackers=("QMB",), facts={"state_of_war": True})
    assert decide(told, register).verdicts() == {
        "qma-qmb-2000#art1": {"QMB": "not_due", "QMC": "due"}
    }


def test_one_of_two_alternative_attackers_may_still_be_bound(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    told = incident(attackers=("QMB", "QMD"), alternatives=True, facts={"state_of_war": True})
    assert decide(told, register).verdicts()["qma-qmb-2000#art1"] == {"QMB": "open", "QMC": "due"}


def test_either_of_two_places_inside_one_area_decides(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.Place(names=("korea-peninsula",)))))
    told = incident(places=frozenset({"seoul", "pyongyang"}))
    assert decide(told, register).findings[0].due == "due"
    assert (
        decide(replace(told, places=frozenset({"seoul", "new-york"})), register).findings[0].due
        == "open"
    )


def test_a_place_that_is_not_told_is_anywhere_on_the_victim_s_soil(register: Register) -> None:
    facts = {"external": True, "victim_is_aggressor": False}
    told = Incident(victims=("USA",), attackers=("QMA",), day=DAY, attacks=ARMED, facts=facts)
    case = decide(told, register)
    finding = case.finding("usa-kor-1953#art3", "KOR")
    assert finding is not None
    assert (finding.due, finding.questions[0].name) == ("open", "place")
    assert any(a.startswith("The place is not given") for a in case.assumptions)
    on_guam = decide(replace(told, places=frozenset({"guam"})), register)
    assert on_guam.verdicts()["usa-kor-1953#art3"]["KOR"] == "due"
    elsewhere = [f for f in on_guam.findings if f.instrument == "usa-kor-1953"][-1].flips
    assert sum(f.changes[0].name == "place" for f in elsewhere) == 1


def test_a_place_in_dispute_is_settled_where_every_claim_agrees(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    told = incident(places=frozenset({"crimea"}))
    one = world(instrument(article(when=c.SoilOf(whom=("UKR",)))))
    either = world(instrument(article(when=c.SoilOf(whom=("UKR", "RUS")))))
    assert decide(told, one).findings[0].due == "open"
    assert decide(told, either).findings[0].due == "due"
    said = replace(told, soil_of="UKR")
    assert decide(said, one).findings[0].due == "due"


def test_a_group_counts_as_a_state_once_its_acts_are_attributed(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.By(kinds=("state", "states")))))
    told = incident(attackers=(), attacker_kinds=frozenset({"non_state"}))
    finding = decide(told, register).findings[0]
    assert (finding.due, [q.name for q in finding.questions]) == ("open", ["attributable_to_state"])
    for answer, due in ((True, "due"), (False, "not_due")):
        known = replace(told, facts={"attributable_to_state": answer})
        assert decide(known, register).findings[0].due == due


def test_two_thirds_of_a_vote_without_the_disputants(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    vote = c.Vote(
        body="council",
        share=Fraction(2, 3),
        exclude=("disputants",),
        exclude_if=c.Attacker(party=True),
    )
    register = world(instrument(article(when=vote)))
    votes = {"vote.council.QMA": True, "vote.council.QMB": True, "vote.council.QMC": False}
    assert decide(incident(facts=votes), register).findings[0].due == "due"
    inside = incident(attackers=("QMC",), facts={**votes, "vote.council.QMC": None})
    # Victim and attacker have no vote: QMB's alone is two thirds of one.
    assert decide(inside, register).verdicts()["qma-qmb-2000#art1"]["QMB"] == "due"
    untold = decide(incident(), register).findings[0]
    assert [q.name for q in untold.questions] == ["vote.council"]


def test_branches_stand_only_on_their_days_and_once_they_are_public(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    when = c.Any(
        of=(
            c.Fact(name="state_of_war"),
            c.Fact(name="external", from_=date(2010, 1, 1), until=date(2020, 1, 1)),
            c.Fact(name="provoked", known_from=date(2015, 1, 1)),
        )
    )
    register = world(instrument(article(when=when)))
    facts = {"state_of_war": False, "external": True, "provoked": False}

    def due(day: date, **known: object) -> str:
        told = incident(day=day, facts=facts | known.pop("facts", {}), **known)  # type: ignore[operator]
        return decide(told, register).findings[0].due

    assert [due(date(y, 1, 1)) for y in (2009, 2010, 2019, 2020)] == [
        "not_due",
        "due",
        "due",
        "not_due",
    ]
    secret = {"external": False, "provoked": True}
    assert due(date(2012, 1, 1), facts=secret) == "not_due"
    assert due(date(2012, 1, 1), facts=secret, known_on=date(2015, 1, 1)) == "due"


def test_a_text_that_is_not_public_is_unknown_not_open(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    life = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), published=date(2027, 1, 1))
    register = world(instrument(article(), life=life))
    finding = decide(incident(facts={"state_of_war": True}), register).findings[0]
    assert finding.due == "text_unknown"
    assert finding.reason == (
        "The text of this article of the invented treaty was not public before 2027-01-01."
    )
    later = decide(incident(known_on=date(2027, 1, 1), facts={"state_of_war": True}), register)
    assert later.findings[0].due == "due"


def test_a_reservation_binds_its_author_alone_and_a_reading_only_when_declared(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    patch = {"art1.when": c.All(of=(c.Fact(name="state_of_war"), c.Fact(name="external")))}
    facts = {"state_of_war": True}
    reserved = world(instrument(article(), reservations=(Patch(by="QMB", conditions=patch),)))
    assert decide(incident(facts=facts), reserved).verdicts()["qma-qmb-2000#art1"] == {
        "QMB": "open",
        "QMC": "due",
    }
    read = world(instrument(article(), interpretations=(Patch(by="council", conditions=patch),)))
    assert decide(incident(facts=facts), read).findings[0].due == "due"
    assert decide(incident(facts=facts, mode="declared"), read).findings[0].due == "open"


def test_an_overriding_article_takes_the_other_s_place(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    above = article(
        id="art2",
        cite="Art. 2",
        when=c.Fact(name="external"),
        norm=Norm(must="consult"),
        overrides=("qma-qmb-2000#art1",),
    )
    register = world(instrument(article(), above))
    told = incident(facts={"state_of_war": True, "external": True})
    verdicts = decide(told, register).verdicts()
    assert verdicts["qma-qmb-2000#art1"]["QMB"] == "not_due"
    assert verdicts["qma-qmb-2000#art2"]["QMB"] == "due"


def test_suspension_from_a_body_leaves_the_bond_open_and_a_freeze_leaves_it_alone(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    def due(kind: str) -> str:
        entry = Participation(state="QMB", kind=kind, span=Interval(), source="a decision")
        register = world(instrument(article(), participation=(entry,)))
        told = incident(facts={"state_of_war": True})
        return decide(told, register).verdicts()["qma-qmb-2000#art1"]["QMB"]

    assert due("suspended") == "open"
    assert due("frozen_declared") == "due"


def test_a_political_text_binds_nobody_in_law(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(), binding="political"))
    case = decide(incident(facts={"state_of_war": True}), register)
    assert case.findings[0].due == "due"
    assert case.lines["QMB"].bound.value == "not_due"


def test_who_left_and_who_has_not_joined_has_no_finding(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    parties = (
        ("QMA", Interval(date(2000, 1, 1))),
        ("QMB", Interval(date(2000, 1, 1), date(2010, 1, 1))),
        ("QMC", Interval(date(2030, 1, 1))),
    )
    register = world(instrument(article(), parties=parties))
    assert decide(incident(facts={"state_of_war": True}), register).findings == ()
