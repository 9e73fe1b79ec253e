"""What is grounded once and kept gives the answers that are found from nothing."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from foedus.case import Incident, as_data, decide
from foedus.case.incident import FactValue
from foedus.case.rule import Rule, rule_of
from foedus.case.scene import Scene, set_scene
from foedus.case.scope import scope_of
from foedus.case.setting import MOST_SETTINGS, Setting, forget_settings
from foedus.commitment import Register

PLAIN = ("state_of_war", "request", "victim_is_aggressor", "external", "unsc_measures_adequate")
DOTTED = ("vote.nato_council", "recognised_by.USA", "request.RUS", "finding.USA", "finding.joint")
SETTINGS = (
    ("PRK", "KOR", date(2026, 11, 22)),
    ("KOR", "PRK", date(2026, 11, 22)),
    ("PHL", "CHN", date(2024, 6, 17)),
    ("ARM", "AZE", date(2022, 9, 13)),
    ("FRA", "DEU", date(1914, 8, 3)),
    ("POL", "DEU", date(1939, 9, 1)),
)


def told(draw: random.Random) -> Iterator[tuple[str, FactValue]]:
    for name in PLAIN:
        mixed = {"PRK": True, "USA": draw.choice((True, False))}
        answers: tuple[FactValue, ...] = (True, False, None, mixed)
        if draw.random() < 0.7:
            yield name, draw.choice(answers)
    for name in DOTTED:
        if draw.random() < 0.15:
            yield name, draw.choice((True, False, None))


def incidents(seed: int) -> list[Incident]:
    """Return incidents of one pair and day that differ in their facts, and in little else."""
    draw = random.Random(seed)
    victim, attacker, day = SETTINGS[seed % len(SETTINGS)]
    first = Incident(
        victims=(victim,), attackers=(attacker,), day=day, attacks=frozenset({"armed_attack"})
    )
    made = [replace(first, facts=dict(told(draw))) for _ in range(4)]
    made += [replace(made[0], attacks=frozenset()), replace(made[1], mode="declared")]
    draw.shuffle(made)
    return made


def answer(incident: Incident, register: Register) -> str:
    return json.dumps(as_data(decide(incident, register)))


@pytest.mark.parametrize("seed", range(12))
def test_kept_grounding_changes_no_answer(register: Register, seed: int) -> None:
    asked = incidents(seed)
    forget_settings()
    together = [answer(incident, register) for incident in asked]
    for incident, before in zip(asked, together, strict=True):
        forget_settings()
        assert answer(incident, register) == before


def test_a_question_to_one_instrument_assumes_nothing_for_the_others(register: Register) -> None:
    incident = incidents(0)[0]

    def narrow() -> str:
        return json.dumps(as_data(decide(incident, register, instruments=["rus-prk-2024"])))

    forget_settings()
    alone = narrow()
    decide(incident, register)
    assert narrow() == alone


def test_scenes_that_differ_in_answers_share_a_setting_and_others_do_not(
    register: Register,
) -> None:
    plain = Incident(victims=("PRK",), attackers=("KOR",), day=date(2026, 11, 22))

    def setting(incident: Incident, victim: str = "PRK", view: str | None = None) -> object:
        return set_scene(incident, victim, register=register, view=view).setting

    forget_settings()
    first = setting(plain)
    assert setting(replace(plain, facts={"request": True})) is first
    others = [
        setting(plain, view="RUS"),
        setting(replace(plain, day=date(2026, 11, 21))),
        setting(replace(plain, attackers=("USA",))),
        setting(replace(plain, attacks=frozenset({"invasion"}))),
        setting(replace(plain, mode="declared")),
        setting(replace(plain, known_on=date(2024, 1, 1))),
        setting(replace(plain, facts={"vote.nato_council": None})),
    ]
    assert len({id(made) for made in (first, *others)}) == len(others) + 1


def test_only_the_settings_used_last_are_kept(register: Register) -> None:
    plain = Incident(victims=("PRK",), attackers=("KOR",), day=date(2026, 11, 22))
    forget_settings()
    first = set_scene(plain, "PRK", register=register).setting
    for day in range(1, MOST_SETTINGS + 1):
        set_scene(replace(plain, day=date(2025, 1, day)), "PRK", register=register)
    assert set_scene(plain, "PRK", register=register).setting is not first


def test_a_setting_that_keeps_nothing_gives_the_same_rules(register: Register) -> None:
    plain = Incident(victims=("PRK",), attackers=("KOR",), day=date(2026, 11, 22))
    treaty = register.instrument("rus-prk-2024")
    article = register.article("rus-prk-2024#art4")
    passing = set_scene(plain, "PRK", register=register, setting=Setting(keeps=False))
    kept = set_scene(plain, "PRK", register=register, setting=Setting())

    def rules(scene: Scene) -> list[Rule]:
        scope = scope_of(scene, "RUS", instrument=treaty, article=article)
        return [rule_of(scope), rule_of(scope)]

    assert rules(kept)[0].due is rules(kept)[1].due
    first, second = rules(passing)
    assert first.due is not second.due
    assert [first.due, first.casus] == [rules(kept)[0].due, rules(kept)[0].casus]


def test_a_widened_scene_grounds_for_itself(register: Register) -> None:
    plain = Incident(victims=("PRK",), attackers=("KOR",), day=date(2026, 11, 22))
    scene = set_scene(plain, "PRK", register=register)
    wide = scene.widened(possible={**scene.possible, "attacker": scene.domains["attacker"]})
    assert wide.setting is not scene.setting
    assert wide.possible["attacker"] > scene.possible["attacker"]
