"""Who must agree at home, by action and day."""

from datetime import date

import pytest

from foedus.commitment import Register
from foedus.commitment.vocabulary import ACTIONS
from foedus.errors import InputError

TODAY = date(2026, 11, 22)


def _ids(register: Register, state: str, action: str, *, on: date) -> list[str]:
    return [step.id for step in register.authority[state].steps(action, on)]


IN_FULL = frozenset(
    {"RUS", "PRK", "CHN", "USA", "KOR", "JPN", "GBR", "FRA", "DEU", "TUR", "POL", "GRC", "AUS"}
    | {"PHL"}
)
"""States whose steps are held for every action; of the others, those on the use of force."""


def test_the_states_held_in_full_have_steps_for_every_action(register: Register) -> None:
    assert set(register.authority) >= IN_FULL
    for state in sorted(IN_FULL):
        for action in ACTIONS:
            assert register.authority[state].steps(action, TODAY), (state, action)


def test_every_state_has_a_step_for_the_use_of_force(register: Register) -> None:
    for state, authority in register.authority.items():
        assert authority.steps("forces_abroad", TODAY) or authority.steps("war_entry", TODAY), state


def test_russia_needs_the_federation_council_to_use_force_abroad(register: Register) -> None:
    (step, *_) = register.authority["RUS"].steps("forces_abroad", TODAY)
    assert step.organ == "Federation Council"
    assert step.timing == "prior"
    assert "102(1)(d)" in step.cite


def test_operational_use_by_the_president_came_with_the_law_of_2009(register: Register) -> None:
    eve, day = date(2009, 11, 8), date(2009, 11, 9)
    assert "president_operational_use" not in _ids(register, "RUS", "forces_abroad", on=eve)
    assert "president_operational_use" in _ids(register, "RUS", "forces_abroad", on=day)


def test_the_dprk_changed_the_organ_in_2016(register: Register) -> None:
    eve, day = date(2016, 6, 28), date(2016, 6, 29)
    assert _ids(register, "PRK", "forces_abroad", on=eve) == ["national_defence_commission_abroad"]
    assert _ids(register, "PRK", "forces_abroad", on=day) == ["president_of_state_affairs_abroad"]


def test_war_powers_have_their_deadlines_and_are_contested(register: Register) -> None:
    steps = {s.id: s for s in register.authority["USA"].steps("forces_abroad", TODAY)}
    assert steps["war_powers_notice"].deadline == "PT48H"
    assert steps["congress_authorises"].deadline == "P60D"
    assert steps["congress_authorises"].emergency
    assert steps["congress_authorises"].contested
    before = _ids(register, "USA", "forces_abroad", on=date(1973, 11, 6))
    assert before == ["president_commands"]


def test_china_names_treaties_of_common_defence(register: Register) -> None:
    steps = {s.id: s for s in register.authority["CHN"].steps("war_entry", TODAY)}
    assert "common defence" in steps["npcsc_state_of_war"].act


def test_korea_needs_its_assembly_for_dispatch_and_war(register: Register) -> None:
    assert "national_assembly_dispatch" in _ids(register, "KOR", "forces_abroad", on=TODAY)
    assert "national_assembly_war" in _ids(register, "KOR", "war_entry", on=TODAY)
    assert _ids(register, "KOR", "war_entry", on=date(1988, 2, 24)) == []


def test_every_step_cites_its_law_and_says_how_sure_it_is(register: Register) -> None:
    for authority in register.authority.values():
        for step in authority.all_steps:
            assert step.cite
            assert step.sources
            assert step.confidence in ("high", "medium", "low")


def test_an_unknown_action_is_told_with_its_neighbour(register: Register) -> None:
    with pytest.raises(InputError) as error:
        register.authority["RUS"].steps("forces_abroda", TODAY)
    assert str(error.value) == (
        "action: unknown action 'forces_abroda'.\n  Did you mean 'forces_abroad'?"
    )
