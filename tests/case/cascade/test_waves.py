"""Who is drawn in by invented treaties: chains, conditions, sides, order, certain and possible."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from foedus.case.cascade import Cascade, Deed, Interest, Story, cascade
from foedus.case.cascade.network import Lag
from foedus.case.cascade.story import Assumed
from foedus.commitment import Instrument, Life, Register, Unless
from foedus.commitment import condition as c
from foedus.dates import Interval

DAY, SINCE = date(2026, 11, 22), date(2000, 1, 1)

Pact = Callable[..., Instrument]
Telling = Callable[..., Story]
World = Callable[..., Register]


def joined(found: Cascade) -> dict[str, str]:
    return dict(found.all.joined)


def acts(found: Cascade) -> list[tuple[int, str]]:
    """Wave and act, in order, of what follows."""
    return [
        (wave.number, ">".join(act.dyad[1:]))
        for wave in found.all.waves
        for act in wave.acts
        if wave.number
    ]


def interest(name: str, who: str, **changes: Any) -> Interest:
    given: dict[str, Any] = {"does": "attacks", "source": "told"}
    return Interest(id=name, who=who, **(given | changes))


def test_a_chain_of_pacts_comes_wave_by_wave(pact: Pact, story: Telling, world: World) -> None:
    # QMA is attacked; QMB is its ally. QMZ attacked it; QMY is an ally of QMZ, attacked by QMB.
    register = world(pact("QMA", "QMB"), pact("QMZ", "QMY"))
    found = cascade(story(("QMZ", "QMA")), register)
    assert acts(found) == [(1, "QMB>QMZ"), (2, "QMY>QMB"), (3, "QMA>QMY")]
    assert joined(found) == {"QMB": "certain", "QMY": "certain"}
    assert found.all == found.treaties
    assert found.odds is None


def test_nobody_owes_help_to_whoever_struck_first_where_the_text_says_so(
    pact: Pact, story: Telling, world: World
) -> None:
    """The case is not monotone: had the same enemy come first, the ally would be bound."""
    own = Unless(id="own", when=c.Fact(name="victim_is_aggressor"), effect="defeats", cite="Art. 1")
    register = world(pact("QMA", "QMB"), pact("QMZ", "QMY", unless=(own,)))
    began = cascade(story(("QMZ", "QMA")), register)
    assert joined(began) == {"QMB": "certain"}
    assert {g.finding.due for g in began.outside if g.who == "QMY"} == {"not_due"}
    none = Assumed(facts={"victim_is_aggressor": False}, why="nobody is said to have begun")
    attacked = cascade(story(("QMB", "QMZ"), assumed=(none,)), register)
    assert joined(attacked) == {"QMY": "certain", "QMA": "certain"}


def test_a_chain_of_allies_is_one_answer_to_one_blow(
    pact: Pact, story: Telling, world: World
) -> None:
    """QMC helps QMB, which helps QMA: against QMZ, which began, neither struck first."""
    own = Unless(id="own", when=c.Fact(name="victim_is_aggressor"), effect="defeats", cite="Art. 1")
    told = Assumed(facts={"victim_is_aggressor": False}, why="nobody is said to have begun")
    chain = (pact("QMA", "QMB"), pact("QMB", "QMC"), pact("QMZ", "QMY"))
    register = world(*chain, pact("QMC", "QMD", unless=(own,)))
    found = cascade(story(("QMZ", "QMA"), assumed=(told,)), register)
    # QMY comes for QMZ against QMB; QMC for QMB against QMY; QMY's ally is nobody's here.
    assert joined(found)["QMC"] == "certain"
    strike = interest(
        "strike", "QMY", whom="QMC", when=(("attacks", "QMC", "QMY"),), lag=Lag(days=1)
    )
    struck = cascade(story(("QMZ", "QMA"), assumed=(told,), interests=(strike,)), register)
    # QMC answered a blow, so that its own ally owes it help against QMY.
    assert joined(struck)["QMD"] == "certain"


def test_what_is_open_is_possible_and_so_is_all_that_follows_from_it(
    pact: Pact, story: Telling, world: World
) -> None:
    asked = c.All(of=(c.Attack(at_least="armed_attack"), c.Fact(name="request")))
    register = world(pact("QMA", "QMB", when=asked), pact("QMZ", "QMY"))
    found = cascade(story(("QMZ", "QMA")), register)
    assert joined(found) == {"QMB": "possible", "QMY": "possible"}
    (ground,) = [g for g in found.grounds.values() if g.who == "QMB" and g.victim == "QMA"]
    assert [question.name for question in ground.finding.questions] == ["request"]
    yes = Assumed(facts={"request": True}, victim="QMA", why="QMA has asked")
    told = cascade(story(("QMZ", "QMA"), assumed=(yes,)), register)
    # QMB is bound now; QMA's own help for it would still be asked for.
    assert joined(told) == {"QMB": "certain", "QMY": "certain"}
    no = Assumed(facts={"request": False}, victim="QMA", why="QMA asks nobody")
    assert joined(cascade(story(("QMZ", "QMA"), assumed=(no,)), register)) == {}


def test_who_is_bound_to_both_sides_in_one_wave_stands_aside(
    pact: Pact, story: Telling, world: World
) -> None:
    register = world(pact("QMA", "QMB"), pact("QMZ", "QMB"))
    found = cascade(story(("QMZ", "QMA"), ("QMA", "QMZ")), register)
    assert joined(found) == {}
    assert {aside.dyad for aside in found.all.aside} == {
        ("attacks", "QMB", "QMA"),
        ("attacks", "QMB", "QMZ"),
    }


def test_who_fights_beside_a_state_does_not_attack_it(
    pact: Pact, story: Telling, world: World
) -> None:
    # QMB helps QMA against QMZ; QMA then attacks QMC, whose ally QMB is too.
    register = world(pact("QMA", "QMB"), pact("QMC", "QMB"))
    turn = interest("turn", "QMA", whom="QMC", when=(("attacks", "QMB", "QMZ"),), lag=Lag(days=3))
    found = cascade(story(("QMZ", "QMA"), interests=(turn,)), register)
    assert ("attacks", "QMB", "QMA") in {aside.dyad for aside in found.all.aside}
    assert all(act != "QMB>QMA" for _, act in acts(found))


def test_a_pact_against_two_attackers_waits_for_the_second(
    pact: Pact, story: Telling, world: World
) -> None:
    two = c.Count(
        at_least=2,
        of=(c.Attacker(in_=("QMX",)), c.Attacker(in_=("QMY",)), c.Attacker(in_=("QMZ",))),
    )
    register = world(pact("QMA", "QMB", when=c.All(of=(two, c.Attack(at_least="armed_attack")))))
    alone = cascade(story(("QMZ", "QMA")), register)
    assert joined(alone) == {}
    also = interest("also", "QMY", whom="QMA", when=(("attacks", "QMZ", "QMA"),), lag=Lag(days=2))
    found = cascade(story(("QMZ", "QMA"), interests=(also,)), register)
    assert joined(found) == {"QMY": "certain", "QMB": "certain"}
    # Where only their number makes it owed, it is owed against all of them.
    assert {act for _, act in acts(found)} >= {"QMB>QMY", "QMB>QMZ"}


def test_help_is_owed_against_the_named_enemy_alone(
    pact: Pact, story: Telling, world: World
) -> None:
    named = c.All(of=(c.Attack(at_least="armed_attack"), c.Attacker(in_=("QMZ",))))
    register = world(pact("QMA", "QMB", when=named))
    found = cascade(story(("QMZ", "QMA"), ("QMY", "QMA")), register)
    assert [act for _, act in acts(found)] == ["QMB>QMZ"]


def test_an_attack_that_an_ally_supports_is_told_by_the_waves(
    pact: Pact, story: Telling, world: World
) -> None:
    helped = c.All(of=(c.Attack(at_least="armed_attack"), c.Fact(name="supports_attacker.QMY")))
    register = world(pact("QMA", "QMB", when=helped))
    assert joined(cascade(story(("QMZ", "QMA")), register)) == {}
    mobilised = interest(
        "m", "QMY", does="threatens", whom="QMA", when=(("attacks", "QMZ", "QMA"),)
    )
    found = cascade(story(("QMZ", "QMA"), interests=(mobilised,)), register)
    assert joined(found) == {"QMB": "certain"}


def test_lags_put_the_waves_on_days(pact: Pact, story: Telling, world: World) -> None:
    late = interest("late", "QMC", joins="QMA", whom="QMZ", lag=Lag(days=9))
    found = cascade(story(("QMZ", "QMA"), interests=(late,)), world(pact("QMA", "QMB")))
    days = {act.dyad[1]: act.day.isoformat() for wave in found.all.waves for act in wave.acts}
    assert days == {"QMZ": "2026-11-22", "QMB": "2026-11-22", "QMC": "2026-12-01"}


def test_an_order_that_changes_the_end_is_a_race(pact: Pact, story: Telling, world: World) -> None:
    """QMB comes for QMA; on the same day QMA attacks QMC, whose ally QMB is too."""
    register = world(pact("QMA", "QMB"), pact("QMC", "QMB"))
    turn = interest("turn", "QMA", whom="QMC", when=(("attacks", "QMZ", "QMA"),))
    found = cascade(story(("QMZ", "QMA"), interests=(turn,)), register)
    (race,) = found.all.races
    assert {race.one, race.two} == {"QMA", "QMB"}
    assert race.only_if_one != race.only_if_two


def test_independent_acts_of_one_day_are_no_race(pact: Pact, story: Telling, world: World) -> None:
    register = world(pact("QMA", "QMB"), pact("QMA", "QMC"))
    found = cascade(story(("QMZ", "QMA")), register)
    assert joined(found) == {"QMB": "certain", "QMC": "certain"}
    assert found.all.races == ()


def test_a_political_text_is_told_apart_from_the_treaties(
    pact: Pact, story: Telling, world: World
) -> None:
    register = world(pact("QMA", "QMB"), pact("QMA", "QMC", binding="political"))
    found = cascade(story(("QMZ", "QMA")), register)
    assert dict(found.treaties.joined) == {"QMB": "certain"}
    assert joined(found) == {"QMB": "certain", "QMC": "certain"}


@pytest.mark.parametrize("force", ["no", "consent_only"])
def test_help_that_rules_arms_out_brings_nobody_in(
    pact: Pact, story: Telling, world: World, force: str
) -> None:
    found = cascade(story(("QMZ", "QMA")), world(pact("QMA", "QMB", force=force)))
    assert joined(found) == {}


def test_a_treaty_whose_own_member_attacks_follows_its_own_rule(
    pact: Pact, story: Telling, world: World
) -> None:
    three = ("QMA", "QMB", "QMZ")
    silent = cascade(story(("QMZ", "QMA")), world(pact(*three)))
    assert joined(silent) == {"QMB": "certain"}
    outside = c.All(of=(c.Attack(at_least="armed_attack"), c.Attacker(party=False)))
    only_outsiders = cascade(story(("QMZ", "QMA")), world(pact(*three, when=outside)))
    assert joined(only_outsiders) == {}


def test_an_offensive_pact_calls_on_the_ally_of_who_begins(
    pact: Pact, story: Telling, world: World
) -> None:
    register = world(pact("QMZ", "QMY", when=c.Fact(name="state_of_war"), offensive=True))
    war = Assumed(facts={"state_of_war": True}, why="war was declared")
    found = cascade(story(("QMZ", "QMA"), assumed=(war,)), register)
    assert acts(found) == [(1, "QMY>QMA")]
    (ground,) = [g for g in found.grounds.values() if g.who == "QMY"]
    assert (ground.kind, ground.victim) == ("own_war", "QMZ")
    assert dict(cascade(story(("QMZ", "QMA")), register).all.joined) == {"QMY": "possible"}


def test_a_threat_calls_only_where_a_danger_is_enough(
    pact: Pact, story: Telling, world: World
) -> None:
    danger = c.Attack(at_least="danger")
    register = world(pact("QMA", "QMB", when=danger), pact("QMA", "QMC"))
    threat = Deed(attacker="QMZ", victim="QMA", day=DAY, attack="danger", source="told")
    found = cascade(Story(name="a threat", deeds=(threat,)), register)
    assert joined(found) == {"QMB": "certain"}


def test_the_day_of_a_treaty_counts(pact: Pact, story: Telling, world: World) -> None:
    """A treaty that enters into force after the first day calls in the waves from then on."""
    late = date(2026, 12, 1)
    life = Life(signed=SINCE, in_force=late)
    parties = tuple((state, Interval(late)) for state in ("QMA", "QMB"))
    register = world(pact("QMA", "QMB", life=life, parties=parties))
    assert joined(cascade(story(("QMZ", "QMA")), register)) == {}
    second = interest(
        "second", "QMY", whom="QMA", when=(("attacks", "QMZ", "QMA"),), lag=Lag(days=20)
    )
    found = cascade(story(("QMZ", "QMA"), interests=(second,)), register)
    days = {a.dyad[1:]: a.day for w in found.all.waves for a in w.acts if a.who == "QMB"}
    # It calls against the first enemy from the day on which it is in force, not before.
    assert days == {("QMB", "QMZ"): late, ("QMB", "QMY"): date(2026, 12, 12)}
