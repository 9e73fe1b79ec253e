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
from foedus.case.scene import set_scene
from foedus.case.spots import atlas_on
from foedus.commitment import Article, Instrument, Life, Norm, Reading, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Ending, Patch, Unless, Weaker
from foedus.dates import Interval
from foedus.errors import IncidentError
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


def test_a_body_that_owes_help_is_held_against_no_measure_of_the_council(
    world: World, article: Make, instrument: Treaty
) -> None:
    register = world(
        instrument(
            article(bearers="organ", norm=Norm(must="assist", aid=("arms",))),
            parties=tuple((s, Interval(date(2000, 1, 1))) for s in ("PRK", "QMB")),
        )
    )
    told = Incident(victims=("PRK",), attackers=("QMD",), day=KOREA.day, attacks=KOREA.attacks)
    case = decide(told, register)
    assert [f.obligor for f in case.findings] == ["organ"]
    assert case.conflicts == ()


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


def test_accounts_are_told_in_the_order_of_their_names(
    world: World, instrument: Treaty, incident: Event
) -> None:
    told = dict.fromkeys(("UNGA", "QMD", "QMA", "QME", "ICJ"), True)
    case = decide(incident(facts={"state_of_war": told}), world(instrument()))
    assert list(case.views) == sorted(told)


def test_a_place_told_with_its_holder_is_that_spot_alone(register: Register) -> None:
    spots = atlas_on(register.places, KOREA.day, view=None, states={"UKR"}).spots
    many = [n for n, s in spots.items() if n.count("/") == 2 and s.soil == "UKR"]
    assert many, "the gazetteer has no place with two holders any more: take another"
    told = Incident(victims=("UKR",), day=KOREA.day, places=frozenset({many[0]}), soil_of="UKR")
    assert set_scene(told, "UKR", register=register).possible["place"] == {many[0]}


def test_where_nothing_is_open_nothing_is_asked(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    told = incident(facts={"state_of_war": True})
    for finding in decide(told, world(instrument())).findings:
        assert finding.questions == ()
    open_ = decide(incident(facts={"state_of_war": None}), world(instrument())).findings[0]
    assert [(q.name, q.influence) for q in open_.questions] == [("state_of_war", 1.0)]


def test_the_most_telling_question_comes_first(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    both = c.All(of=(c.Fact(name="external"), c.Fact(name="request")))
    rule = article(when=c.Any(of=(c.Fact(name="state_of_war"), both)))
    finding = decide(incident(), world(instrument(rule))).findings[0]
    told = [(question.name, question.influence) for question in finding.questions]
    assert told == [("state_of_war", 0.75), ("external", 0.25), ("request", 0.25)]


def test_help_to_both_and_keeping_out_are_the_conflicts_of_two_duties(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    out = article(id="art2", number="2", cite="Art. 2", norm=Norm(must="abstain"))
    told = incident(victims=("QMA", "QMB"), facts={"state_of_war": True})
    found = decide(told, world(instrument(article(), out))).conflicts
    assert sorted(x.kind for x in found if x.state == "QMC") == [
        "both_sides",
        "contrary",
        "contrary",
    ]


def test_consulting_and_keeping_out_do_not_conflict(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    out = article(id="art2", number="2", cite="Art. 2", norm=Norm(must="abstain"))
    ask = article(norm=Norm(must="consult"))
    told = incident(facts={"state_of_war": True})
    assert decide(told, world(instrument(ask, out))).conflicts == ()


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


def test_the_plainest_spot_is_on_the_map(register: Register) -> None:
    atlas = atlas_on(register.places, KOREA.day, view=None, states={"QMA"})
    assert atlas.plainest(frozenset({"elsewhere", "soil-of-QMA", "zzz"})) == "zzz"
    assert atlas.plainest(frozenset({"a/b", "zzz"})) == "zzz"


def test_a_replay_asks_the_leaves_not_the_values_told_above_them() -> None:
    leaf = Proof(sentence="It is so.", value=Truth.TRUE, rule="leaf")
    wrong = Proof(sentence="One is.", value=Truth.FALSE, rule="any", because=(leaf,))
    whole = Proof(sentence="All are.", value=Truth.FALSE, rule="all", because=(wrong,))
    assert replay(whole) is Truth.TRUE


def test_a_place_that_no_one_holds_as_told_is_refused(register: Register) -> None:
    told = Incident(victims=("UKR",), day=KOREA.day, places=frozenset({"crimea/PRK/PRK"}))
    with pytest.raises(IncidentError):
        decide(told, register)
