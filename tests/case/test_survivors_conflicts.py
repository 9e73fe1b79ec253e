"""Which conflicts does a case tell? What the engine's other tests would not notice.

Each test holds one thing that a reader of an answer relies on (`bench/mutation.py`).
"""

from collections.abc import Callable
from datetime import date

import pytest

from foedus.case import Finding, Incident, decide
from foedus.case.conflicts import conflict_lines, touched
from foedus.case.incident import FactValue
from foedus.case.lines import Bar, Barred
from foedus.commitment import Article, Instrument, Life, Norm, Register
from foedus.commitment.instrument import Provisional
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


def test_the_proof_of_a_bar_tells_the_forms_that_the_norm_calls_for_and_no_other(
    world: World, article: Make, instrument: Treaty
) -> None:
    rule = article(norm=Norm(must="assist", aid=("arms",)))
    parties = tuple((s, Interval(date(2000, 1, 1))) for s in ("PRK", "RUS"))
    case = decide(KOREA, world(instrument(rule, parties=parties)))
    (conflict,) = case.conflicts
    assert len(case.lines["RUS"].barred.forms) > 1
    assert [p.sentence.partition(":")[0] for p in conflict.proofs[1].because] == ["Arms"]


@pytest.mark.parametrize(("war", "words"), [(True, ": "), (None, " if the open norm is due: ")])
def test_a_conflict_in_one_paragraph_says_whether_it_is_sure(
    world: World, article: Make, instrument: Treaty, incident: Event, war: bool | None, words: str
) -> None:
    out = article(id="art2", number="2", cite="Art. 2", norm=Norm(must="abstain"))
    told = incident(facts={"state_of_war": war})
    found = decide(told, world(instrument(article(), out))).conflicts[0]
    name = "invented state QMB"
    assert conflict_lines(found) == f"{name}. Conflict{words}{found.sentence} {found.order}"


def orders(register: Register, told: Incident) -> set[str]:
    return {x.order for x in decide(told, register).conflicts if x.state == "QMB"}


def test_what_is_applied_before_it_is_in_force_is_the_later_text(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    early = Provisional(span=Interval(date(2000, 1, 1)))
    life = Life(signed=date(1990, 1, 1), provisional=early)
    out = article(norm=Norm(must="abstain"))
    applied = instrument(out, id="applied", short="the applied text", life=life)
    told = incident(facts={"state_of_war": True})
    (order,) = orders(world(instrument(article()), applied), told)
    assert order.startswith("The applied text is the later one between the same parties")


def test_between_texts_with_other_parties_the_law_gives_no_order(
    world: World, article: Make, instrument: Treaty, incident: Event
) -> None:
    out = article(norm=Norm(must="abstain"))
    parties = tuple((s, Interval(date(2000, 1, 1))) for s in ("QMA", "QMB"))
    told = incident(facts={"state_of_war": True})
    (order,) = orders(world(instrument(article()), instrument(out, id="b", parties=parties)), told)
    assert order.startswith("No text here gives an order between them")


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({"rank": "charter"}, {}, "The first text prevails (UN Charter Art. 103)."),
        ({}, {"rank": "charter"}, "The second text prevails (UN Charter Art. 103)."),
        ({"binding": "political"}, {}, "Art. 2 of the second text binds in law, "),
        ({}, {"binding": "political"}, "Art. 1 of the first text binds in law, "),
    ],
)
def test_the_charter_and_what_binds_in_law_go_before(
    world: World,
    article: Make,
    instrument: Treaty,
    incident: Event,
    first: dict[str, str],
    second: dict[str, str],
    words: str,
) -> None:
    out = article(id="art2", number="2", cite="Art. 2", norm=Norm(must="abstain"))
    one = instrument(article(), id="a", short="the first text", **first)
    two = instrument(out, id="b", short="the second text", **second)
    (order,) = orders(world(one, two), incident(facts={"state_of_war": True}))
    assert order.startswith(words)
