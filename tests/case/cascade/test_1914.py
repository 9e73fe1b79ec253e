"""July 1914: the treaties draw in few, the interests many; every link says which it is."""

from pathlib import Path
from typing import Any

import pytest

from foedus.case.cascade import Cascade, cascade, read_story
from foedus.case.cascade.cascading import _Moment
from foedus.case.cascade.odds import exact_odds, sampled_odds, without_intervals
from foedus.case.cascade.unfolding import Plain, unfold
from foedus.case.cascade.waves import dyad_of, is_dyad
from foedus.case.cascade.weaving import weave
from foedus.case.cascade.web import Bond, Web
from foedus.case.decision import verdicts
from foedus.commitment import Register


@pytest.fixture(scope="module")
def web(example: Path, register: Register) -> Web:
    return weave(read_story(example, register), register)


@pytest.fixture(scope="module")
def found(example: Path, register: Register) -> Cascade:
    return cascade(read_story(example, register), register)


def way_in(found: Cascade, who: str, whom: str) -> tuple[str, set[str], str]:
    """Day, bases and status of one attack."""
    (act,) = [
        act for wave in found.all.waves for act in wave.acts if act.dyad == ("attacks", who, whom)
    ]
    return act.day.isoformat(), {way.bond.basis for way in act.ways}, act.status


def test_the_treaty_closure_is_montenegro_and_perhaps_greece(found: Cascade) -> None:
    assert dict(found.treaties.joined) == {"GRC": "possible", "MNE": "certain"}


@pytest.mark.parametrize(
    ("who", "whom", "day", "basis", "status"),
    [
        ("DEU", "RUS", "1914-08-01", "interest", "certain"),
        ("DEU", "FRA", "1914-08-03", "interest", "certain"),
        ("FRA", "DEU", "1914-08-04", "register", "certain"),
        ("DEU", "BEL", "1914-08-04", "interest", "certain"),
        ("GBR", "DEU", "1914-08-04", "register", "certain"),
        ("MNE", "AUH", "1914-08-05", "treaty", "certain"),
        ("GRC", "AUH", "1914-08-02", "register", "possible"),
        ("JPN", "DEU", "1914-08-23", "interest", "certain"),
        ("TUR", "RUS", "1914-10-29", "register", "possible"),
    ],
)
def test_every_link_says_whether_treaty_or_interest(
    found: Cascade, who: str, whom: str, day: str, basis: str, status: str
) -> None:
    assert way_in(found, who, whom) == (day, {basis}, status)


def test_britain_comes_by_the_guarantee_of_1839(found: Cascade) -> None:
    (ground,) = [g for g in found.grounds.values() if g.who == "GBR" and g.victim == "BEL"]
    assert (ground.finding.instrument, ground.finding.due) == ("london-1839", "due")


@pytest.mark.parametrize("who", ["ITA", "ROU"])
def test_the_allies_of_the_aggressor_owe_it_no_help(found: Cascade, who: str) -> None:
    helps = [g for g in found.outside if g.who == who and g.finding.norm.must == "assist"]
    assert helps
    assert {ground.finding.due for ground in helps} == {"not_due"}


def test_a_guarantor_that_fights_beside_the_attacker_stands_aside(found: Cascade) -> None:
    assert ("attacks", "AUH", "DEU") in {aside.dyad for aside in found.all.aside}


def test_refusals_that_stop_it_do_stop_it(found: Cascade, web: Web) -> None:
    network = web.network(web.bonds, chances=True, asked=web.story.asked)
    assert found.cuts["joins.GBR"]
    for question, cuts in found.cuts.items():
        for cut in cuts:
            assert not unfold(network, Plain(cut)).watched[question]
            for spared in cut:
                rest = [draw for draw in cut if draw != spared]
                assert unfold(network, Plain(rest)).watched[question]


def test_the_estimate_is_exact_and_agrees_with_sampled_worlds(web: Web) -> None:
    network = web.network(web.bonds, chances=True, asked=web.story.asked)
    exact = exact_odds(network)
    sampled = sampled_odds(without_intervals(network), runs=16_000, tipping=False)
    assert exact.effort < 200_000
    for question, share in exact.of.items():
        value = sampled.of[question].value
        assert share.value is not None
        assert value is not None
        assert share.low <= share.value <= share.high
        assert abs(value - share.value) < 4 * sampled.of[question].error


def test_drawn_lags_spread_the_days(example: Path, register: Register, web: Web) -> None:
    network = web.network(web.bonds, chances=True)
    sampled = sampled_odds(without_intervals(network), runs=8_000, tipping=False)
    days = sampled.passages["joins.MNE"]
    assert {day for day, _ in days} == set(range(4, 13))
    assert exact_odds(network).passages["joins.MNE"] == ((8, pytest.approx(0.66)),)


REFUSED: tuple[tuple[str, ...], ...] = (
    (),
    ("rus-mobilises",),
    ("deu-war-plan-west", "GRC grc-srb-1913"),
    ("deu-for-auh", "mne-for-srb", "JPN gbr-jpn-1902"),
    ("FRA fra-rus-1892", "GBR london-1839"),
)


@pytest.mark.parametrize("refused", REFUSED)
def test_a_compiled_duty_is_what_the_register_decides_in_that_world(
    web: Web, refused: tuple[str, ...]
) -> None:
    """Every duty of every state in need, by its node and by a decision of the very incident."""
    network = web.network(web.bonds, chances=True)
    end = unfold(network, Plain(refused))
    there = _Moment(web)
    there.take(fact for fact, is_so in end.facts.items() if is_so)
    asked = 0
    for bond in (b for b in web.bonds if b.basis == "register"):
        kind, victim = str(bond.kind), str(bond.aids)
        instrument = web.calls.register.instrument(bond.source)
        need = there.need(kind, victim, instrument)
        against = tuple(state for state in need.against if state != bond.who)
        value: Any = there._gates.value
        if bond.dyad[2] not in against:
            assert not value(bond.live)
            continue
        asked += 1
        wanted = expected(web, bond, need=need, against=against)
        assert (value(bond.live), value(bond.due)) == wanted
    assert asked or refused
    assert {dyad_of(fact)[0] for fact in end.facts if is_dyad(fact)} <= {"attacks", "threatens"}


def expected(web: Web, bond: Bond, *, need: Any, against: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether the bond's duty is at least open, and due, by decisions of `foedus.case` alone."""
    from dataclasses import replace

    calls = web.calls
    instrument = calls.register.instrument(bond.source)
    told = frozenset(calls.waves_of(instrument))

    def firmness(states: tuple[str, ...]) -> str:
        incident = calls.incident(
            replace(need, against=states), day=calls.day_of(instrument), told=told
        )
        found = verdicts(incident, calls.register, instruments=[instrument])
        own = {found.get(f"{bond.source}#{a}", {}).get(bond.who, "not_due") for a in bond.articles}
        return "due" if "due" in own else "open" if own - {"not_due"} else "not_due"

    def is_called(enough: tuple[str, ...]) -> bool:
        if firmness(against) not in enough:
            return False
        alone = [state for state in against if firmness((state,)) in enough]
        return bond.dyad[2] in alone or not alone

    return is_called(("due", "open")), is_called(("due",))
