"""Which conflicts does a case tell? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Finding, Incident, decide
from foedus.case.conflicts import touched
from foedus.case.incident import FactValue
from foedus.case.lines import Bar, Barred
from foedus.commitment import Article, Instrument, Norm, Register
from foedus.dates import Interval

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
