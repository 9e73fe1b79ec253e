"""Bad input of incidents: told in one line with its mend, whatever its shape; never a traceback."""

import random
from datetime import date
from typing import Any

import pytest

from foedus.case import Incident, decide, entries, incident_from_flags
from foedus.commitment import Register
from foedus.errors import FoedusError, IncidentError

DAY = date(2026, 11, 22)
KEYS = (
    *("case", "day", "known_on", "mode", "facts", "incident", "expect", "effects", "open"),
    *("views", "practice", "source", "victim", "attacker", "attacker_kind", "attack", "target"),
    *("place", "soil_of", "clock", "votes", "colour"),
)
INSIDE = ("victim", "attacker", "attacker_kind", "attack", "target", "place", "soil_of", "colour")
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, "", "x", "PRK", "2026-11-22", "2026-02-30", "due", "P2D"),
    *([], {}, ["PRK"], ["PRK", "KOR"], [[1]], {"a": 1}, {"a": {"b": "c"}}, {1: 2}),
    *("armed_attack", ["armed_attack", 3], "\0", "a" * 3000, "../../etc", "state"),
    *({"rus-prk-2024#art4": {"RUS": "due"}}, {"rus-prk-2024#art4": "due"}, {"RUS": 3}),
    *({"rus-prk-2024#art4": ["RUS"]}, {"RUS": {"rus-prk-2024#art4": {"RUS": "due"}}}),
    *({"state_of_war": True}, {"state_of_war": {"RUS": True}}, {"state_of_war": {"RUS": []}}),
    *({"state_of_war": []}, {"vote.council": {"yes": ["USA"]}}, {"": True}, {"vote.": True}),
    *({".": True}, {"vote..": None}, {"request.": True}, {"step.a.b.c": True}),
)


def shapes(seed: int) -> Any:
    """Return a case that is wrong in one to four ways, or no case at all."""
    rng = random.Random(seed)
    if rng.random() < 0.1:
        return rng.choice(ODD)
    inner: dict[str, Any] = {"victim": "PRK", "attacker": "KOR", "attack": "armed_attack"}
    made = {"case": "x", "day": "2026-11-22", "incident": inner, "facts": {}}
    made |= {rng.choice(KEYS): rng.choice(ODD) for _ in range(rng.randint(1, 3))}
    if made["incident"] is inner and rng.random() < 0.5:
        inner[rng.choice(INSIDE)] = rng.choice(ODD)
    return made


def test_any_shape_of_a_case_is_decided_or_refused_with_its_mend(register: Register) -> None:
    refused = 0
    for seed in range(2000):
        try:
            found = entries([shapes(seed)], place="cases")
            if seed % 10 == 0:
                decide(found[0].incident, register, instruments=["rus-prk-2024"])
        except FoedusError as error:
            refused += 1
            place, _, mend = str(error).partition("\n  ")
            assert place.endswith("."), seed
            assert mend, seed
    assert 500 < refused < 2000


def refusal(register: Register, **changes: Any) -> str:
    given: dict[str, Any] = {"victims": ("PRK",), "attackers": ("KOR",), "day": DAY}
    with pytest.raises(IncidentError) as error:
        decide(Incident(**(given | changes)), register)
    return str(error.value)


GOLDEN: dict[str, tuple[dict[str, Any], str]] = {
    "a fact nobody asks for": (
        {"facts": {"weather": True}},
        "facts: unknown fact 'weather'.\n",
    ),
    "a fact that is a kind of attack": (
        {"facts": {"armed_attack": True}},
        (
            "facts: 'armed_attack' is a kind of attack, not a fact.\n"
            "  Write 'attack: armed_attack' in the incident."
        ),
    ),
    "an answer and its contrary": (
        {"facts": {"request": True, "request.PRK": False}},
        (
            "facts: 'request' and 'request.PRK' contradict each other.\n"
            "  They answer one question: keep one of them."
        ),
    ),
    "an answer and its contrary by one account": (
        {"facts": {"request": {"KOR": True}, "request.PRK": {"KOR": False}}},
        (
            "facts: 'request' and 'request.PRK' contradict each other by the account of KOR.\n"
            "  They answer one question: keep one of them."
        ),
    ),
    "a victim that is no state yet": (
        {"victims": ("DDR",), "day": date(1940, 1, 1), "attackers": ("QMA",)},
        "victim: East Germany (DDR) was no state on 1940-01-01.\n",
    ),
    "a victim that is no state any more": (
        {"victims": ("DDR",), "attackers": ("QMA",)},
        "victim: East Germany (DDR) was no state on 2026-11-22.\n",
    ),
    "an attacker of another time": (
        {"attackers": ("YUG",)},
        "attacker: Yugoslavia (YUG) was no state on 2026-11-22.\n",
    ),
    "no victim": (
        {"victims": ()},
        "victim: nobody is attacked.\n  Name the state that is attacked, such as PRK.",
    ),
    "a state that never was": (
        {"victims": ("XYZ",)},
        "victim: unknown state 'XYZ'.\n",
    ),
    "a kind of attack that is none": (
        {"attacks": frozenset({"war"})},
        "attack: unknown attack 'war'.\n",
    ),
    "a mode that is none": (
        {"mode": "spirit"},
        "mode: unknown mode 'spirit'.\n  Known: declared, text.",
    ),
    "a place on two soils": (
        {"places": frozenset({"crimea/RUS"}), "soil_of": "UKR"},
        (
            "place: 'crimea/RUS' and 'soil_of: UKR' contradict each other.\n"
            "  Say once whose soil it is."
        ),
    ),
    "an attack on oneself": (
        {"attackers": ("PRK",)},
        (
            "attacker: PRK is both victim and the only attacker.\n"
            "  Name who attacked it, or leave the attacker open."
        ),
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_what_cannot_be_is_refused_in_these_words(register: Register, name: str) -> None:
    changes, message = GOLDEN[name]
    found = refusal(register, **changes)
    assert found.startswith(message) if message.endswith("\n") else found == message
    assert "\n  " in found


def test_a_state_s_days_are_told_where_it_was_none(register: Register) -> None:
    given = {"victims": ("DDR",), "attackers": ("FRA",)}
    assert refusal(register, day=date(1940, 1, 1), **given) == (
        "victim: East Germany (DDR) was no state on 1940-01-01.\n"
        "  It is one from 1949-10-07 to 1990-10-03: mend the day, or name its predecessor."
    )


def test_before_a_treaty_s_life_nothing_of_it_is_due_and_after_it_nothing_either(
    register: Register,
) -> None:
    told = {"victims": ("PRK",), "attackers": ("KOR",), "attacks": frozenset({"armed_attack"})}
    facts = {"state_of_war": True, "victim_is_aggressor": False}
    for made in (register.instrument("rus-prk-2000"), register.instrument("rus-prk-2024")):
        life = made.life
        days = [d for d in (life.signed, life.in_force, life.until) if d is not None]
        for day in (min(days), max(days)):
            case = decide(Incident(day=day, facts=facts, **told), register)  # type: ignore[arg-type]
            found = {f.due for f in case.findings if f.instrument == made.id}
            if not made.is_applied_on(day, state="PRK"):
                assert found <= {"not_due"}


@pytest.mark.parametrize("word", ["", "=", "=yes", "request", "request=maybe", "@RUS=yes", "a=b=c"])
def test_a_flag_that_is_no_fact_with_its_answer_is_refused(register: Register, word: str) -> None:
    with pytest.raises(IncidentError) as error:
        incident_from_flags(register, day=DAY, victims=["PRK"], facts=[word])
    assert "\n  " in str(error.value)


def test_each_spell_of_a_state_that_came_back_is_told(register: Register) -> None:
    given = {"victims": ("FRA",), "attackers": ("KOR",)}
    assert refusal(register, day=date(1940, 1, 1), **given) == (
        "attacker: South Korea (KOR) was no state on 1940-01-01.\n"
        "  It is one until 1910-08-29 and from 1948-08-15 on: "
        "mend the day, or name its predecessor."
    )
