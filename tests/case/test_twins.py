"""What is told of one obligor after another is what would be found for each anew."""

import json
import random
from datetime import date

import pytest

from foedus.case import Incident, as_data, decide
from foedus.case.twins import Twins
from foedus.commitment import Register
from foedus.errors import IncidentError
from foedus.names import states

FACTS = ("state_of_war", "request", "victim_is_aggressor", "external", "unsc_measures_adequate")
DAYS = tuple(date(year, 7, 28) for year in (1914, 1938, 1950, 1975, 1999, 2015, 2026))


def incidents(draw: random.Random) -> Incident:
    victim, attacker = draw.sample(states(), 2)
    return Incident(
        victims=(victim,),
        attackers=(attacker,) if draw.random() < 0.8 else (),
        day=draw.choice(DAYS),
        attacks=frozenset(draw.sample(("armed_attack", "danger", "invasion"), draw.choice((0, 1)))),
        facts={f: draw.choice((True, False, None)) for f in FACTS if draw.random() < 0.6},
        mode=draw.choice(("text", "declared")),
    )


def answered(incident: Incident, register: Register) -> str | None:
    try:
        return json.dumps(as_data(decide(incident, register)))
    except IncidentError:
        return None


@pytest.mark.parametrize(
    "incident",
    [
        *(incidents(random.Random(seed)) for seed in range(24)),
        *(
            Incident(victims=(victim,), attackers=("QMA",), day=DAYS[-1])
            for victim in ("USA", "FRA", "POL", "EGY", "MLI", "GRC", "ARM")
        ),
    ],
)
def test_an_answer_is_the_same_with_and_without_sharing(
    register: Register, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = answered(incident, register)
    monkeypatch.setattr(Twins, "of", lambda self, scope: None)
    assert shared == answered(incident, register)


def test_sharing_is_what_most_parties_of_a_large_treaty_get(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []
    true = Twins.of

    def watched(self: Twins, scope: object) -> object:
        told = true(self, scope)  # type: ignore[arg-type]
        found.append(told is not None)
        return told

    monkeypatch.setattr(Twins, "of", watched)
    decide(Incident(victims=("POL",), attackers=("QMA",), day=DAYS[-1]), register)
    assert sum(found) > len(found) / 2
