"""What the engine's other tests would not notice: found by putting small faults into it.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Finding, Incident, decide
from foedus.case.conflicts import touched
from foedus.case.decision import accounts_in_law, verdicts
from foedus.case.incident import FactValue
from foedus.case.lines import Bar, Barred
from foedus.case.proof import Proof, replay, walk
from foedus.case.questions import Change, Flip, applied
from foedus.commitment import Article, Instrument, Life, Norm, Reading, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Ending, Unless, Weaker
from foedus.truth import Truth

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
KOREA = Incident(
    victims=("PRK",),
    attackers=("KOR",),
    day=date(2026, 11, 22),
    attacks=frozenset({"armed_attack"}),
    facts={"state_of_war": True, "victim_is_aggressor": False},
)


def of_russia(register: Register, **facts: FactValue) -> Finding:
    told = Incident(
        victims=KOREA.victims,
        attackers=KOREA.attackers,
        day=KOREA.day,
        attacks=KOREA.attacks,
        facts={**KOREA.facts, **facts},
    )
    found = decide(told, register, instruments=["rus-prk-2024"])
    finding = found.finding("rus-prk-2024#art4", "RUS")
    assert finding is not None
    return finding


@pytest.mark.parametrize(
    ("war", "verb", "certain"), [(True, "Russia owes", True), (None, "Russia would owe", False)]
)
def test_a_duty_that_is_open_would_be_owed(
    register: Register, war: bool | None, verb: str, certain: bool
) -> None:
    told = Incident(
        victims=KOREA.victims,
        attackers=KOREA.attackers,
        day=KOREA.day,
        attacks=KOREA.attacks,
        facts={"state_of_war": war, "victim_is_aggressor": False},
    )
    case = decide(told, register, instruments=["rus-prk-2024"])
    found = [x for x in case.conflicts if (x.kind, x.state) == ("charter_103", "RUS")]
    assert [(verb in x.sentence, x.certain) for x in found] == [(True, certain)]


def barred(*forms: str) -> Barred:
    bars = tuple(Bar(form=f, cites=("a resolution",), sentences=("It forbids it.",)) for f in forms)
    return Barred(sentence="Forms are barred.", forms=bars)


@pytest.mark.parametrize(
    ("norm", "forms", "expected"),
    [
        (Norm(must="assist", aid=("arms", "economic")), ("arms",), ("arms",)),
        (Norm(must="assist", aid=("economic",)), ("arms",), ()),
        (Norm(must="assist", aid=("military",)), ("arms",), ("arms",)),
        (Norm(must="assist", means="all_in_power"), ("arms",), ("arms",)),
        (Norm(must="assist", means="appropriate"), ("arms",), ()),
        (Norm(must="assist", aid=("economic",), means="all_in_power"), ("arms",), ()),
    ],
    ids=str,
)
def test_only_barred_forms_that_the_norm_calls_for_are_touched(
    register: Register, norm: Norm, forms: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    finding = of_russia(register)
    changed = {f: getattr(finding, f) for f in finding.__dataclass_fields__} | {"norm": norm}
    assert touched(Finding(**changed), barred(*forms)) == expected


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
    assert accounts_in_law(incident(), [contested(instrument)]) == {"QMB", "QMC"}
    assert accounts_in_law(incident(victims=("QME",)), [contested(instrument)]) == set()
    assert accounts_in_law(incident(), [contested(instrument, life=ended)]) == set()


def test_a_party_to_a_treaty_that_has_ended_is_no_party_to_it(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    ended = Life(signed=date(1989, 1, 1), in_force=date(1990, 1, 1), until=date(2005, 1, 1))
    other = instrument(id="old-1990", life=ended)
    rule = article(when=c.BearerPartyTo(instrument="old-1990"))
    register = world(other, instrument(rule))
    found = verdicts(incident(), register, instruments=["qma-qmb-2000"])
    assert found["qma-qmb-2000#art1"] == {"QMB": "not_due", "QMC": "not_due"}


def test_joint_attackers_of_a_flip_attack_together(incident: Event) -> None:
    change = Change(name="attacker", value="QMD+QME", cost=10, was_open=False)
    flip = Flip(to=Truth.FALSE, changes=(change,), cost=10)
    told = incident(attackers=("QMD", "QME", "QMF"), alternatives=True)
    after = applied(told, flip, victim="QMA")
    assert (after.attackers, after.alternatives) == (("QMD", "QME"), False)


def test_what_one_source_says_costs_three_to_suppose_otherwise(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    for told, cost in ((True, 10), ({"UNGA": True}, 3), ({"UNGA": True, "QMA": False}, 1)):
        finding = decide(incident(facts={"state_of_war": told}), register).findings[0]
        costs = {f.cost for f in finding.flips if f.changes[0].name == "state_of_war"}
        assert costs == {cost}, told


def kinds(*still: str) -> frozenset[str]:
    return frozenset(still)


@pytest.mark.parametrize(
    ("still", "due"),
    [
        (kinds("state"), "due"),
        (kinds("state", "states"), "due"),
        (kinds("state", "non_state"), "open"),
        (kinds("non_state"), "open"),
    ],
    ids=str,
)
def test_a_named_state_attacks_whether_alone_or_with_others(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    still: frozenset[str],
    due: str,
) -> None:
    register = world(instrument(article(when=c.Attacker(in_=("QMD",)))))
    finding = decide(incident(attacker_kinds=still), register).findings[0]
    assert finding.due == due
    # Where states alone may have attacked there is nothing to ask of attribution.
    asked = {part.ask.name for part in leaves(finding) if part.ask is not None}
    assert ("attributable_to_state" in asked) is ("non_state" in still)


def leaves(finding: Finding) -> list[Proof]:
    return [part for part in walk(finding.proof) if part.rule == "leaf"]


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


def test_a_proof_by_cases_over_a_kind_replays_to_its_answer(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    at_sea, elsewhere = c.Target(kinds=("vessel",)), c.Target(kinds=("territory", "forces"))
    either = c.Any(of=(at_sea, elsewhere))
    register = world(instrument(article(when=either)))
    told = incident(targets=frozenset({"vessel", "forces"}))
    finding = decide(told, register).findings[0]
    assert finding.due == "due"
    assert replay(finding.proof) is Truth.TRUE
    assert any(part.by_cases for part in walk(finding.proof))
