"""What cannot be decided as it stands is refused with its mend: no state, no fact, both."""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Incident, IncidentFaultsError, decide, entries, incident_from_flags
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.errors import IncidentError

Event = Callable[..., Incident]


def refusal(told: Incident, register: Register) -> str:
    with pytest.raises(IncidentError) as error:
        decide(told, register)
    return str(error.value)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            {"request": True, "request.QMA": False},
            "facts: 'request' and 'request.QMA' contradict each other.",
        ),
        (
            {"request": {"QMA": True}, "request.victim": {"QMA": False, "QMD": True}},
            "facts: 'request' and 'request.victim' contradict each other by the account of QMA.",
        ),
        (
            {"joint_finding": True, "finding.joint": {"QMA": False}},
            (
                "facts: 'joint_finding' and 'finding.joint' contradict each other "
                "by the account of QMA."
            ),
        ),
    ],
    ids=lambda x: "" if isinstance(x, str) else " ".join(x),
)
def test_facts_that_answer_one_question_twice_may_not_differ(
    register: Register, incident: Event, facts: dict[str, bool], message: str
) -> None:
    mend = "They answer one question: keep one of them."
    assert refusal(incident(facts=facts), register) == f"{message}\n  {mend}"


@pytest.mark.parametrize(
    "facts",
    [
        {"request": True, "request.QMA": True},
        {"request": True, "request.QMA": None},
        {"request": {"QMA": True}, "request.QMA": {"QMD": False}},
        {"request": True, "request.QMB": False},
    ],
    ids=str,
)
def test_what_does_not_differ_is_no_contradiction(
    register: Register, incident: Event, facts: dict[str, bool]
) -> None:
    decide(incident(facts=facts), register)


def test_a_state_cannot_be_its_own_only_attacker(register: Register, incident: Event) -> None:
    assert refusal(incident(attackers=("QMA",)), register) == (
        "attacker: QMA is both victim and the only attacker.\n"
        "  Name who attacked it, or leave the attacker open."
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"victims": ("CSK",)},
            (
                "victim: Czechoslovakia (CSK) was no state on 2026-11-22.\n"
                "  It is one from 1918-10-28 to 1993-01-01: mend the day, or name its predecessor."
            ),
        ),
        (
            {"victims": ("YMD",), "day": date(1960, 1, 1)},
            (
                "victim: South Yemen (YMD) was no state on 1960-01-01.\n"
                "  It is one from 1967-11-30 to 1990-05-22: mend the day, or name its predecessor."
            ),
        ),
        (
            {"attackers": ("DDR",)},
            "attacker: East Germany (DDR) was no state on 2026-11-22.",
        ),
    ],
    ids=lambda x: "" if isinstance(x, str) else " ".join(x),
)
def test_who_is_no_state_that_day_is_told_with_its_days(
    register: Register, incident: Event, changes: dict[str, object], message: str
) -> None:
    assert refusal(incident(**changes), register).startswith(message)


def test_a_kind_of_attack_is_no_fact(register: Register, incident: Event) -> None:
    told = incident(attacks=frozenset({"danger"}), facts={"invasion": True})
    assert refusal(told, register) == (
        "facts: 'invasion' is a kind of attack, not a fact.\n"
        "  Write 'attack: invasion' in the incident."
    )


@pytest.mark.parametrize(
    "flags",
    [
        ["request=yes", "request=no"],
        ["request@QMA=yes", "request@QMA=no"],
        ["request=yes", "request@QMA=yes"],
    ],
    ids=" ".join,
)
def test_one_speaker_cannot_say_yes_and_no(register: Register, flags: list[str]) -> None:
    with pytest.raises(IncidentError, match="is told twice, and not the same"):
        incident_from_flags(register, day=date(2026, 1, 1), victims=["QMA"], facts=flags)


def test_every_fault_of_an_incident_is_told_at_once(register: Register, incident: Event) -> None:
    told = incident(victims=("CSK",), facts={"request": True, "request.CSK": False, "xyzzy": True})
    with pytest.raises(IncidentFaultsError) as error:
        decide(told, register)
    assert [f.place for f in error.value.faults] == ["facts", "facts", "victim"]


def test_members_that_abstained_or_stayed_away_are_written_so() -> None:
    case = {
        "case": "x",
        "day": "2026-01-01",
        "clock": "P2D",
        "incident": {"victim": "QMA"},
        "facts": {"vote.council.QMB": "abstained", "vote.council.QMC": "absent"},
    }
    told = entries([case], place="here")[0].incident
    assert told.clock == "P2D"
    assert told.facts == {
        "vote.council.QMB": False,
        "objection.council.QMB": False,
        "vote.council.QMC": False,
        "objection.council.QMC": False,
    }
    with pytest.raises(IncidentError, match="'soon' is no duration"):
        entries([case | {"clock": "soon"}], place="here")
    with pytest.raises(IncidentError, match="'absent' is no answer"):
        entries([case | {"facts": {"request": "absent"}}], place="here")


def _hard(size: int) -> c.Condition:
    """Any of pairs that are asked far apart in the order: exponential in ``size``."""
    pairs = [(f"finding.a{i}", f"finding.z{size - i}") for i in range(size)]
    return c.Any(of=tuple(c.All(of=(c.Fact(name=a), c.Fact(name=b))) for a, b in pairs))


def test_a_rule_over_its_budget_is_undecided_never_wrong(
    register: Register,
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
    incident: Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("foedus.case.bdd.MOST_NODES", 2_000)
    rule = c.All(of=(_hard(16), c.Not(of=_hard(16))))  # never so, but Kleene cannot see it
    given = world(instrument(article(when=rule), article(id="art2", when=c.Fact(name="external"))))
    case = decide(incident(facts={"external": True}), given)
    assert case.verdicts()["qma-qmb-2000#art1"] == {"QMB": "undecided", "QMC": "undecided"}
    assert case.verdicts()["qma-qmb-2000#art2"]["QMB"] == "due"
    finding = case.findings[0]
    assert "budget" in finding.reason
    assert finding.proof.ask is not None
    assert finding.proof.ask.name == "budget"
    assert (finding.flips, finding.questions, finding.duty) == ((), (), None)
    without = decide(incident(facts={"external": False}), given)
    assert without.lines["QMB"].bound.value == "undecided"
    told = incident(facts={f"finding.a{i}": False for i in range(16)})
    assert decide(told, given).verdicts()["qma-qmb-2000#art1"]["QMB"] == "not_due"


def test_a_place_cannot_be_the_soil_of_two_states(register: Register, incident: Event) -> None:
    for place in ("soil-of-KOR", "crimea/RUS"):
        told = incident(places=frozenset({place}), soil_of="UKR")
        assert refusal(told, register) == (
            f"place: '{place}' and 'soil_of: UKR' contradict each other.\n"
            "  Say once whose soil it is."
        )


@pytest.mark.parametrize("place", ["antarctica", "cyberspace", "outer-space"])
def test_a_zone_in_which_no_place_lies_is_no_soil_and_in_no_other_zone(
    register: Register,
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
    incident: Event,
    place: str,
) -> None:
    soil = article(when=c.SoilOf(whom=("victim", "parties", "RUS")))
    europe = article(id="art2", when=c.Place(names=("europe", "north-america")))
    itself = article(id="art3", when=c.Place(names=(place,)))
    given = world(instrument(soil, europe, itself))
    case = decide(incident(places=frozenset({place})), given)
    found = {r.partition("#")[2]: v["QMB"] for r, v in case.verdicts().items()}
    assert found == {"art1": "not_due", "art2": "not_due", "art3": "due"}


def test_a_claim_and_the_same_soil_are_one(
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
    incident: Event,
) -> None:
    given = world(instrument(article(when=c.SoilOf(whom=("UKR",)))))
    told = incident(places=frozenset({"crimea/UKR"}), soil_of="UKR")
    assert decide(told, given).findings[0].due == "due"
