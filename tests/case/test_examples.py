"""The worked examples of the design decide as they stand: areas, votes, effects, double law."""

import re
from datetime import date
from pathlib import Path

import pytest

from foedus.case import Incident, decide
from foedus.commitment import Instrument, Register, load_beside

ARMED = frozenset({"armed_attack"})
SOUGHT = {"victim_is_aggressor": False}


@pytest.fixture(scope="module")
def examples(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Instrument]:
    """The four examples of the design's section 5, loaded beside the register in use."""
    folder = tmp_path_factory.mktemp("examples")
    design = (shared / "design" / "rule-language.md").read_text(encoding="utf-8")
    section = design[design.index("## 5.") : design.index("## 6.")]
    found = {}
    for text in re.findall(r"(?ms)^foedus: 1\n.*?(?=^---$|^```$)", section):
        name = re.findall(r"(?m)^id: (\S+)", text)[0]
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        found[name] = load_beside(path).instrument(name)
    return found


def due(told: Incident, instrument: Instrument, register: Register, *, article: str) -> str:
    """What becomes of the first obligor who is not in the incident."""
    case = decide(told, register, instruments=[instrument])
    by = case.verdicts().get(f"{instrument.id}#{article}", {})
    return next((v for s, v in by.items() if s not in told.attackers), "none")


def on_soil(victim: str, place: str, day: date, **facts: bool | None) -> Incident:
    return Incident(
        victims=(victim,),
        attackers=("QMA",),
        day=day,
        attacks=ARMED,
        places=frozenset({place}),
        facts=SOUGHT | facts,
    )


@pytest.mark.parametrize(
    ("victim", "place", "day", "expected"),
    [
        ("USA", "new-york", date(2001, 10, 2), "due"),
        ("USA", "hawaii", date(2001, 10, 2), "not_due"),
        ("GBR", "falkland-islands", date(1982, 4, 2), "not_due"),
        ("FRA", "algeria", date(1962, 7, 2), "due"),
        ("FIN", "finland", date(2023, 4, 4), "due"),
    ],
)
def test_the_area_of_the_north_atlantic_treaty(
    examples: dict[str, Instrument],
    register: Register,
    victim: str,
    place: str,
    day: date,
    expected: str,
) -> None:
    told = on_soil(victim, place, day)
    assert due(told, examples["nato-1949"], register, article="art5") == expected


def test_a_double_condition_is_open_on_its_second_half(
    examples: dict[str, Instrument], register: Register
) -> None:
    told = on_soil("PRK", "pyongyang", date(2026, 11, 22))
    assert due(told, examples["rus-prk-2024"], register, article="art4") == "open"


def test_fourteen_votes_of_twenty_one_decide_in_1982_and_abstaining_is_no_vote(
    examples: dict[str, Instrument], register: Register
) -> None:
    day = date(1982, 4, 28)
    members = [s for s in examples["rio-1947"].parties_on(day) if s != "MEX"]
    for yes, expected in ((17, "due"), (14, "due"), (13, "not_due")):
        votes = {f"vote.organ_of_consultation.{s}": i < yes for i, s in enumerate(members)}
        votes["vote.organ_of_consultation.MEX"] = False
        told = Incident(
            victims=("ARG",), attackers=("GBR",), day=day, attacks=ARMED, facts=SOUGHT | votes
        )
        assert due(told, examples["rio-1947"], register, article="art6") == expected


def test_effects_stand_beside_the_norm_and_leave_it_due(
    examples: dict[str, Instrument], register: Register
) -> None:
    told = on_soil("FRA", "paris", date(2015, 11, 17), request=True)
    case = decide(told, register, instruments=[examples["eu-teu-42-7"]])
    holding = {f.obligor: f.holding for f in case.findings}
    assert set(case.verdicts()["eu-teu-42-7#art42_7"].values()) == {"due"}
    assert holding["IRL"] == ("own_choice_of_form",)
    assert holding["SWE"] == ()
    assert holding["DEU"] == ("forum_is",)
