"""How is an answer proved, asked and turned? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable

from foedus.case import Incident, decide
from foedus.case.proof import Proof, replay, walk
from foedus.case.questions import Change, Flip, applied
from foedus.commitment import Article, Instrument, Register
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
