"""ATOP's coded pledges as instruments: what they would ask of whom, decided by the engine."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foedus.case import Case, Incident, decide
from foedus.commitment import Register
from foedus.commitment.owed import pledged_on
from foedus.commitment.pledges import PLEDGES
from foedus.panel import Table
from foedus.panel.importing import import_file
from foedus.panel.importing.atop import CODES, CONDITIONS, obligations
from foedus.panel.importing.atop_rules import coded_register

DATES = ["yrent", "moent", "dayent", "yrexit", "moexit", "dayexit"]
COLUMNS = ["atopid", "member", "phase", *DATES, *CODES.values(), *CONDITIONS.values()]
COLUMNS += ["obvary", "statthr1", "version"]
USA, CAN, GBR, RUS = 2, 20, 200, 365
NEVER = (0, 0, 0)

Read = Callable[..., Register]


def _line(
    member: int,
    entry: tuple[int, int, int] = (1900, 1, 5),
    leave: tuple[int, int, int] = NEVER,
    phase: int = 0,
    **codes: int,
) -> str:
    dates = dict(zip(DATES, (*entry, *leave), strict=True))
    row = {**dict.fromkeys(COLUMNS, 0), "atopid": 7, "member": member, "phase": phase, **dates}
    return ",".join(str({**row, "version": "5.1", **codes}[name]) for name in COLUMNS)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(*lines: str) -> Register:
        path = tmp_path / "members.csv"
        path.write_text("\n".join((",".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
        return coded_register(import_file(path))

    return _read


def _attack(register: Register, attacker: str, day: date = date(1910, 5, 1), **facts: bool) -> Case:
    return decide(
        Incident(
            victims=("USA",),
            attackers=(attacker,),
            attacker_kinds=frozenset({"state"}),
            day=day,
            attacks=frozenset({"armed_attack"}),
            facts=facts,
        ),
        register,
    )


def _due(case: Case, obligor: str = "CAN") -> dict[str, str]:
    return {f.article.partition("_")[0]: f.due for f in case.findings if f.obligor == obligor}


def test_help_is_owed_to_the_member_attacked_by_who_promised_it(read: Read) -> None:
    register = read(_line(USA), _line(CAN, defense=1))
    assert _due(_attack(register, "RUS")) == {"defense": "due"}
    assert _due(_attack(register, "RUS"), "USA") == {}
    assert _due(_attack(register, "RUS", day=date(1899, 5, 1))) == {}


def test_a_named_adversary_is_the_coded_threat(read: Read) -> None:
    codes = {"defense": 1, "defcoadv": 1, "statthr1": RUS}
    register = read(_line(USA, **codes), _line(CAN, **codes))
    assert _due(_attack(register, "RUS")) == {"defense": "due"}
    assert _due(_attack(register, "GBR")) == {"defense": "not_due"}


def test_what_is_coded_as_a_mere_yes_is_asked_for(read: Read) -> None:
    register = read(_line(USA), _line(CAN, defense=1, defcoloc=1))
    case = _attack(register, "RUS")
    assert _due(case) == {"defense": "open"}
    finding = next(f for f in case.findings if f.obligor == "CAN")
    assert [question.text for question in finding.questions] == [
        "Does it fall in the area that the defence pledge of ATOP alliance 7 names?"
    ]
    assert _due(_attack(register, "RUS", atop_7_defense_location=True)) == {"defense": "due"}
    assert _due(_attack(register, "RUS", atop_7_defense_location=False)) == {"defense": "not_due"}


def test_provocation_ends_a_pledge_that_asks_for_none(read: Read) -> None:
    register = read(_line(USA), _line(CAN, defense=1, defconpr=1))
    assert _due(_attack(register, "RUS")) == {"defense": "open"}
    assert _due(_attack(register, "RUS", provoked=False)) == {"defense": "due"}
    assert _due(_attack(register, "RUS", provoked=True)) == {"defense": "not_due"}


def test_a_pledge_of_offence_needs_a_war_and_no_attack_by_another(read: Read) -> None:
    register = read(_line(USA), _line(CAN, offense=1))
    assert set(register.instruments) == {"atop-7-offense"}
    assert register.instruments["atop-7-offense"].offensive
    assert _due(_attack(register, "RUS", state_of_war=True)) == {"offense": "due"}
    assert _due(_attack(register, "RUS", state_of_war=False)) == {"offense": "not_due"}


def test_phases_are_versions_of_the_text(read: Read) -> None:
    change = (1905, 3, 4)
    register = read(
        *(_line(m, leave=change, phase=1, defense=1) for m in (USA, CAN)),
        *(_line(m, entry=change, phase=2, neutral=1) for m in (USA, CAN)),
    )
    war = {"state_of_war": True}
    assert _due(_attack(register, "RUS", day=date(1905, 3, 3), **war)) == {"defense": "due"}
    assert _due(_attack(register, "RUS", day=date(1905, 3, 4), **war)) == {"neutrality": "due"}


def test_a_code_that_passes_from_state_to_state_is_split_between_them(read: Read) -> None:
    register = read(_line(345, (1992, 5, 1), nonagg=1), _line(USA, (1992, 5, 1), nonagg=1))
    pact = register.instruments["atop-7"]
    assert set(pledged_on(pact, date(2000, 1, 1))) == {("USA", "YUG"), ("YUG", "USA")}
    assert set(pledged_on(pact, date(2010, 1, 1))) == {("USA", "SRB"), ("SRB", "USA")}


@pytest.fixture(scope="module")
def members(shared: Path) -> Table:
    return import_file(shared / "data/alliances/atop51_member_level.csv")


def test_the_instruments_pledge_what_the_obligations_say(members: Table) -> None:
    register, owed = coded_register(members), obligations(members)
    for day in (date(1914, 7, 28), date(1990, 12, 31)):
        found = dict.fromkeys(PLEDGES, 0)
        for instrument in register.instruments.values():
            offense_alone = instrument.id.endswith("-offense")
            for given in pledged_on(instrument, day).values():
                # Help in any war is also help against an attack: two articles, one pledge each.
                for pledge in given - {"defense"} if offense_alone else given:
                    found[pledge] += 1
        here = (owed["first"] <= day) & (owed["last"] >= day)
        assert found == {pledge: int((owed[pledge][here] == 1).sum()) for pledge in PLEDGES}


def test_in_1914_few_were_bound_to_help_serbia(members: Table) -> None:
    incident = Incident(
        victims=("SRB",),
        attackers=("AUH",),
        attacker_kinds=frozenset({"state"}),
        day=date(1914, 7, 28),
        attacks=frozenset({"armed_attack"}),
    )
    case = decide(incident, coded_register(members))
    bound = {f.obligor: f.due for f in case.findings if f.article.startswith("defense")}
    # Greece only if Serbia did not provoke it; Russia had no treaty with Serbia.
    assert {who: due for who, due in bound.items() if due != "not_due"} == {
        "MNE": "due",
        "GRC": "open",
    }
