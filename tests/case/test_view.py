"""A case as plain data, and a proof as lines: golden."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date

from foedus.case import Incident, as_data, as_lines, decide
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c

TOLD = Incident(
    victims=("PRK",),
    attackers=("KOR",),
    day=date(2026, 11, 22),
    attacks=frozenset({"armed_attack"}),
    facts={"state_of_war": {"PRK": True, "KOR": False}},
)


def test_a_case_is_json_and_the_same_each_time(register: Register) -> None:
    data = as_data(decide(TOLD, register))
    assert set(data) == {
        "register",
        "incident",
        "findings",
        "lines",
        "conflicts",
        "questions",
        "views",
        "standing",
        "assumptions",
        "coverage",
    }
    finding = next(f for f in data["findings"] if f["instrument"] == "rus-prk-2024")
    assert set(finding) == {
        "instrument",
        "article",
        "cite",
        "binding",
        "obligor",
        "beneficiary",
        "casus",
        "due",
        "norm",
        "instead",
        "duty",
        "effects",
        "reason",
        "proof",
        "open",
        "flips",
        "lines",
        "readings",
    }
    assert set(finding["lines"]) == {"bound", "entitled", "authorised", "barred"}
    text = json.dumps(data, sort_keys=True, allow_nan=False)
    assert json.dumps(as_data(decide(TOLD, register)), sort_keys=True) == text


def test_the_same_case_gives_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import json; from datetime import date\n"
        "from foedus.case import Incident, as_data, decide\n"
        "from foedus.commitment import load\n"
        "told = Incident(victims=('KOR',), attackers=('PRK',), day=date(2026, 11, 22))\n"
        "print(json.dumps(as_data(decide(told, load()))))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "", **_cache()},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def _cache() -> dict[str, str]:
    import os

    return {"FOEDUS_CACHE": os.environ["FOEDUS_CACHE"]}


def test_a_proof_says_each_step_with_its_cite(
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
    incident: Callable[..., Incident],
) -> None:
    when = c.All(
        of=(
            c.Attack(at_least="armed_attack"),
            c.Any(of=(c.Place(names=("guam",)), c.Not(of=c.Fact(name="external")))),
            c.Attacker(not_in=("RUS",)),
        )
    )
    register = world(instrument(article(when=when, needs=c.Request())))
    told = incident(places=frozenset({"guam"}), facts={"request": False})
    proof = decide(told, register).findings[0].proof
    assert list(as_lines(proof)) == [
        (
            "no: Invented state QMB owes assistance to invented state QMA.  "
            "[Art. 1 of the invented treaty]"
        ),
        "  no: What has to come first is there.  [Art. 1]",
        "    no: Invented state QMA has asked for it.",
    ]
    known = incident(places=frozenset({"guam"}), facts={"request": True})
    met = decide(known, register).findings[0].proof
    assert list(as_lines(met))[6:] == [
        "  yes: The casus foederis is met.  [Art. 1]",
        "    yes: It is at least an armed attack.",
        "    yes: At least one of these holds.",
        "      yes: It falls in guam.",
        "    yes: The attacker is not Russia.",
        "  yes: What has to come first is there.  [Art. 1]",
        "    yes: Invented state QMA has asked for it.",
    ]


def test_what_is_settled_by_cases_says_so(
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
    incident: Callable[..., Incident],
) -> None:
    when = c.Any(of=(c.Fact(name="external"), c.Not(of=c.Fact(name="external"))))
    register = world(instrument(article(when=when)))
    finding = decide(incident(), register).findings[0]
    assert finding.due == "due"
    assert any("whatever the open answers are" in line for line in as_lines(finding.proof))


def test_a_proof_as_data_tells_what_a_checker_needs_of_votes_and_places(
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
    incident: Callable[..., Incident],
) -> None:
    asked = (c.Place(names=("wake-island",)), c.Fact(name="external"), c.Fact(name="provoked"))
    register = world(instrument(article(when=c.Count(at_least=2, of=asked))))
    told = incident(places=frozenset({"wake-island", "pyongyang"}))
    proof = as_data(decide(told, register))["findings"][0]["proof"]
    casus = next(p for p in proof["because"] if p["sentence"] == "The casus foederis is met.")
    (count,) = casus["because"]
    assert (count["rule"], count["least"]) == ("count", 2)
    place, *facts = count["because"]
    assert place["asks"] == "place"
    assert (place["met"], place["unmet"]) == (["wake-island"], ["pyongyang"])
    assert not any("met" in fact or "least" in fact for fact in facts)


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, foedus.case; print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "pydantic", "ruamel", "rich", "trafilatura"}
    assert heavy.isdisjoint(name.split(".")[0] for name in run.stdout.split())
