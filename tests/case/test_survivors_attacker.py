"""Who attacked, and whose ally is it? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Incident, decide
from foedus.case.decision import verdicts
from foedus.case.proof import walk
from foedus.commitment import Article, Instrument, Life, Norm, Register
from foedus.commitment import condition as c
from foedus.dates import Interval

Make = Callable[..., Article]
Treaty = Callable[..., Instrument]
Event = Callable[..., Incident]
World = Callable[..., Register]
ALLY_OF_QME = c.Attacker(allied_with=("QME",))


def pact(make: Treaty, article: Article, id_: str, *states: str, **changes: object) -> Instrument:
    """A pact of other states."""
    given = {"parties": tuple((s, Interval(date(2000, 1, 1))) for s in states), "id": id_}
    return make(article, **(given | changes))


def owed(register: Register, told: Incident) -> str:
    found = verdicts(told, register, instruments=["qma-qmb-2000"])
    return found["qma-qmb-2000#art1"]["QMB"]


def test_an_ally_is_whom_a_treaty_in_force_binds_to_assist(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    ours = instrument(article(when=ALLY_OF_QME))
    assist, talk = article(), article(norm=Norm(must="consult"))
    ended = Life(signed=date(1999, 1, 1), in_force=date(2000, 1, 1), until=date(2005, 1, 1))
    pacts = {
        "due": pact(instrument, assist, "qmd-qme", "QMD", "QME"),
        "a political text": pact(instrument, assist, "qmd-qme", "QMD", "QME", binding="political"),
        "only to consult": pact(instrument, talk, "qmd-qme", "QMD", "QME"),
        "of other states": pact(instrument, assist, "qmd-qmf", "QMD", "QMF"),
        "ended": pact(instrument, assist, "qmd-qme", "QMD", "QME", life=ended),
    }
    found = {name: owed(world(ours, other), incident()) for name, other in pacts.items()}
    assert found == {name: "due" if name == "due" else "not_due" for name in pacts}


def test_an_ally_is_found_wherever_its_treaty_stands_in_the_register(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    ours = instrument(article(when=ALLY_OF_QME))
    between = pact(instrument, article(), "b", "QMD", "QME")
    others = pact(instrument, article(), "a", "QMF", "QMG"), pact(instrument, article(), "c", "QMH")
    assert owed(world(ours, others[0], between, others[1]), incident()) == "due"


def test_a_state_is_no_ally_of_itself(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    ours = instrument(article(when=ALLY_OF_QME))
    between = pact(instrument, article(), "qmd-qme", "QMD", "QME")
    assert owed(world(ours, between), incident(attackers=("QME",))) == "not_due"


@pytest.mark.parametrize(
    ("said", "of_qmd", "of_qme"),
    [
        (c.Attacker(in_=("QMD",)), "due", "not_due"),
        (c.Attacker(not_in=("QMD",)), "not_due", "due"),
        (c.Attacker(party=True), "not_due", "due"),
        (c.Attacker(party=False), "due", "not_due"),
        (c.Attacker(in_=("QMD", "QME"), not_in=("QMD",)), "not_due", "due"),
    ],
    ids=["one of", "none of", "a party", "no party", "both"],
)
def test_who_attacked_decides_where_the_text_names_or_excludes_it(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    said: c.Attacker,
    of_qmd: str,
    of_qme: str,
) -> None:
    parties = tuple((s, Interval(date(2000, 1, 1))) for s in ("QMA", "QMB", "QME"))
    register = world(instrument(article(when=said), parties=parties))
    assert owed(register, incident(attackers=("QMD",))) == of_qmd
    assert owed(register, incident(attackers=("QME",))) == of_qme


def test_an_exclusion_of_states_leaves_armed_groups_in(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.Attacker(not_in=("QMD",)))))
    by_group = {"attackers": (), "attacker_kinds": frozenset({"non_state"})}
    told = incident(facts={"attributable_to_state": False}, **by_group)
    assert owed(register, told) == "due"


@pytest.mark.parametrize("attacker", ["QMD", "QME"])
def test_of_a_named_state_the_proof_tells_no_more_than_that_it_attacked(
    world: World, article: Make, instrument: Treaty, incident: Event, attacker: str
) -> None:
    register = world(instrument(article(when=c.Attacker(in_=("QMD",)))))
    finding = decide(incident(attackers=(attacker,)), register).findings[0]
    assert not any("A state attacks" in part.sentence for part in walk(finding.proof))


def test_of_joint_attackers_one_is_enough(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    register = world(instrument(article(when=c.Attacker(in_=("QME",)))))
    assert owed(register, incident(attackers=("QMD", "QME"))) == "due"
    either = incident(attackers=("QMD", "QME"), alternatives=True)
    assert owed(register, either) == "open"


@pytest.mark.parametrize(
    ("asked", "by_state", "by_group", "by_group_of_a_state"),
    [
        (("state",), "due", "not_due", "due"),
        (("non_state",), "not_due", "due", "due"),
        (("state", "non_state"), "due", "due", "due"),
        (("unknown",), "due", "due", "due"),
    ],
    ids=str,
)
def test_which_kind_of_attacker_meets_a_text_that_names_kinds(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    asked: tuple[str, ...],
    by_state: str,
    by_group: str,
    by_group_of_a_state: str,
) -> None:
    register = world(instrument(article(when=c.By(kinds=asked))))

    def of_group(attributed: bool) -> Incident:
        group = {"attackers": (), "attacker_kinds": frozenset({"non_state"})}
        return incident(facts={"attributable_to_state": attributed}, **group)

    assert owed(register, incident()) == by_state
    assert owed(register, of_group(False)) == by_group
    assert owed(register, of_group(True)) == by_group_of_a_state
