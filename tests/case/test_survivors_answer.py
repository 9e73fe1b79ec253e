"""How is an answer proved, asked and turned? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from foedus.case import Incident, decide
from foedus.case.proof import Ask, Proof, combine, replay, walk
from foedus.case.questions import Change, Flip, applied, change_words
from foedus.commitment import Article, Instrument, Norm, Register
from foedus.commitment import condition as c
from foedus.truth import Truth

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]


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


def test_accounts_are_told_in_the_order_of_their_names(
    world: World, instrument: Treaty, incident: Event
) -> None:
    told = dict.fromkeys(("UNGA", "QMD", "QMA", "QME", "ICJ"), True)
    case = decide(incident(facts={"state_of_war": told}), world(instrument()))
    assert list(case.views) == sorted(told)


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


def test_a_replay_asks_the_leaves_not_the_values_told_above_them() -> None:
    leaf = Proof(sentence="It is so.", value=Truth.TRUE, rule="leaf")
    wrong = Proof(sentence="One is.", value=Truth.FALSE, rule="any", because=(leaf,))
    whole = Proof(sentence="All are.", value=Truth.FALSE, rule="all", because=(wrong,))
    assert replay(whole) is Truth.TRUE


def test_a_replay_of_an_open_proof_is_open() -> None:
    asked = Proof(sentence="Is it?", value=Truth.OPEN, rule="leaf", ask=Ask(name="external"))
    other = Proof(sentence="Is it too?", value=Truth.OPEN, rule="leaf", ask=Ask(name="request"))
    for rule in ("all", "any"):
        whole = Proof(sentence="So?", value=Truth.OPEN, rule=rule, because=(asked, other))
        assert replay(whole) is Truth.OPEN
    not_it = Proof(sentence="Is it not?", value=Truth.OPEN, rule="not", because=(asked,))
    either = Proof(sentence="Or?", value=Truth.OPEN, rule="any", because=(asked, not_it))
    both = Proof(sentence="And?", value=Truth.OPEN, rule="all", because=(asked, not_it))
    assert (replay(either), replay(both)) == (Truth.TRUE, Truth.FALSE)


@pytest.mark.parametrize(
    ("settled", "rule", "value"),
    [
        (True, "all", Truth.OPEN),
        (True, "any", Truth.TRUE),
        (False, "all", Truth.FALSE),
        (False, "any", Truth.OPEN),
    ],
)
def test_a_settled_leaf_counts_beside_an_open_one(settled: bool, rule: str, value: Truth) -> None:
    known = Proof(sentence="It is.", value=Truth.of(settled), rule="leaf")
    asked = Proof(sentence="Is it?", value=Truth.OPEN, rule="leaf", ask=Ask(name="external"))
    whole = Proof(sentence="So?", value=value, rule=rule, because=(known, asked))
    assert replay(whole) is value


@pytest.mark.parametrize(("least", "value"), [(1, Truth.TRUE), (2, Truth.OPEN), (3, Truth.FALSE)])
def test_a_count_of_a_proof_counts_what_holds_and_what_still_may(least: int, value: Truth) -> None:
    parts = tuple(
        Proof(sentence="Is it?", value=v, rule="leaf", ask=Ask(name=f"f{v}"))
        for v in (Truth.TRUE, Truth.OPEN, Truth.FALSE)
    )
    assert combine("count", parts, least=least) is value
    whole = Proof(sentence="So many.", value=value, rule="count", because=parts, least=least)
    assert replay(whole) is value


def test_what_a_leaf_asks_names_the_values_that_meet_it_among_those_still_possible(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.Target(kinds=("vessel", "aircraft")))))
    told = incident(targets=frozenset({"vessel", "forces"}))
    asks = [p.ask for p in walk(decide(told, register).findings[0].proof) if p.ask is not None]
    (ask,) = [ask for ask in asks if ask.name == "target"]
    assert (ask.met, ask.possible) == ({"vessel"}, {"vessel", "forces"})


def test_a_part_of_a_proof_that_fails_is_enough_and_stands_alone(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    both = c.All(of=(c.Fact(name="external"), c.Fact(name="request")))
    told = incident(facts={"external": True, "request": False})
    finding = decide(told, world(instrument(article(when=both)))).findings[0]
    leaves = [p.value for p in walk(finding.proof) if p.rule == "leaf"]
    assert leaves == [Truth.FALSE]
    assert finding.reason.startswith("The casus foederis is not met. Answered no: ")


def test_a_change_is_told_in_words() -> None:
    change = Change(name="state_of_war", value=True, cost=0, was_open=True)
    assert change_words(change) == "state_of_war: yes"
    assert change_words(replace(change, value=False)) == "state_of_war: no"
    place = replace(change, name="place", value="kursk-oblast")
    assert change_words(place) == "place: kursk-oblast"


def test_flips_lead_from_due_to_not_due_and_back_and_from_open_to_either(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article()))
    for war, others in (
        (True, {Truth.FALSE}),
        (False, {Truth.TRUE}),
        (None, {Truth.TRUE, Truth.FALSE}),
    ):
        finding = decide(incident(facts={"state_of_war": war}), register).findings[0]
        assert {flip.to for flip in finding.flips} == others


def test_the_cheapest_flip_supposes_no_more_than_it_needs(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    names = ("state_of_war", "external", "request")
    when = c.Any(of=(c.All(of=tuple(c.Fact(name=n) for n in names[:2])), c.Fact(name=names[2])))
    register = world(instrument(article(when=when)))
    told = incident(facts=dict.fromkeys(names, False))
    found = decide(told, register).findings[0].flips
    assert [[ch.name for ch in flip.changes] for flip in found] == [["request"]]
    told = incident(facts={"state_of_war": False, "external": False, "request": {"QMB": False}})
    found = decide(told, register).findings[0].flips
    assert [(flip.cost, [ch.name for ch in flip.changes]) for flip in found] == [(3, ["request"])]
    told = incident(facts={"state_of_war": None, "external": None, "request": False})
    cheapest = decide(told, register).findings[0].flips[0]
    assert cheapest.cost == 0


def test_a_flip_of_several_changes_leaves_out_what_makes_no_difference(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    # In the order of the names the open fact comes first, so that every way names it.
    a, b, sure, open_ = (
        c.Fact(name=n) for n in ("request", "state_of_war", "provoked", "external")
    )
    when = c.Any(of=(c.All(of=(a, b)), c.All(of=(open_, sure))))
    told = incident(
        facts={"request": {"QMB": False}, "state_of_war": {"QMB": False}, "provoked": False}
    )
    found = decide(told, world(instrument(article(when=when)))).findings[0]
    assert [(flip.cost, [ch.name for ch in flip.changes]) for flip in found.flips] == [
        (6, ["request", "state_of_war"])
    ]


def test_an_open_rule_that_would_take_its_place_is_no_exception_to_be_shown(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    above = article(
        id="art2",
        when=c.Fact(name="external"),
        norm=Norm(must="consult"),
        overrides=("qma-qmb-2000#art1",),
    )
    told = incident(facts={"state_of_war": True})
    finding = decide(told, world(instrument(article(), above))).finding("qma-qmb-2000#art1", "QMB")
    assert finding is not None
    assert (finding.due, finding.casus) == ("open", Truth.TRUE)
    assert finding.reason.startswith("Open until it is known: ")


def test_every_single_change_that_turns_the_answer_is_told(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    names = ("external", "request", "state_of_war")
    register = world(instrument(article(when=c.All(of=tuple(c.Fact(name=n) for n in names)))))
    found = decide(incident(facts=dict.fromkeys(names, True)), register).findings[0].flips
    assert sorted(flip.changes[0].name for flip in found) == sorted(names)
    assert {len(flip.changes) for flip in found} == {1}


def test_of_ways_that_cost_the_same_the_first_by_what_it_supposes_is_told(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    a, b, p, q = (c.Fact(name=n) for n in ("external", "provoked", "request", "state_of_war"))
    when = c.Any(of=(c.All(of=(a, b)), c.All(of=(p, c.Not(of=q)))))
    told = incident(
        facts={"external": False, "provoked": False, "request": False, "state_of_war": True}
    )
    flip = decide(told, world(instrument(article(when=when)))).findings[0].flips[0]
    assert [(ch.name, ch.value) for ch in flip.changes] == [
        ("request", True),
        ("state_of_war", False),
    ]
