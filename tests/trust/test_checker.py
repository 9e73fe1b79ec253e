"""The checker accepts every proof, and refuses every one that was tampered with."""

import copy
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.case import Incident, as_data, decide, register_cases
from foedus.case.checking import checked
from foedus.commitment import Register
from foedus.errors import IncidentError

BENCH = Path(__file__).resolve().parents[2] / "bench"
pytestmark = pytest.mark.checkout
Plain = dict[str, Any]
Case = tuple[Plain, Plain, Plain]
"""An incident, a finding and a register, all as plain data."""
CASES, WORLDS, TAMPERED = 8, 40, 9
"""How many cases of the register and invented worlds are tried here, and how many tampered with."""


def answered(incident: Incident, register: Register) -> Plain:
    """Return the answer as it is written to JSON, and read again."""
    told: Plain = json.loads(json.dumps(as_data(decide(incident, register))))
    return told


def invented(tools: Any, plain: Plain, register: Register, *, seeds: range) -> Iterator[Case]:
    """Yield the findings of invented worlds in which speakers tell facts differently."""
    worlds = tools["worlds"]
    for seed in seeds:
        maker = worlds.Maker(seed, accounts=True)
        files = worlds.pair(maker)
        made = worlds.world(register, files)
        for _ in range(2):
            try:
                told = answered(checked(maker.incident(), made), made)
            except IncidentError:
                continue
            known = worlds.plain_world(plain, files)
            yield from ((told["incident"], finding, known) for finding in told["findings"])


def walk(proof: Plain) -> Iterator[Plain]:
    """Yield a proof's sentences, its head first."""
    yield proof
    for part in proof.get("because", ()):
        yield from walk(part)


def refusal(tools: Any, case: Case) -> str | None:
    """Return why a finding is refused; None if it is accepted."""
    checker = tools["checker"]
    try:
        checker.Finding(*case).check()
    except (checker.Refused, LookupError) as found:
        return str(found) or "refused"
    return None


def test_the_checker_is_one_file_of_250_lines_that_shares_nothing() -> None:
    text = (BENCH / "checker.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    code = "import sys; before = set(sys.modules); import checker; print(set(sys.modules) - before)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=BENCH, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in eval(ran.stdout)}
    assert loaded - set(sys.stdlib_module_names) == {"checker"}


def test_every_proof_of_the_register_s_cases_holds(
    tools: Any, plain: Plain, register: Register
) -> None:
    held = 0
    for case in random.Random(4).sample(register_cases(register), CASES):
        told = answered(case.incident, register)
        for finding in told["findings"]:
            assert refusal(tools, (told["incident"], finding, plain)) is None
            held += 1
    assert held > 100


def test_every_proof_of_invented_worlds_holds_speaker_by_speaker(
    tools: Any, plain: Plain, register: Register
) -> None:
    seen: Counter[str] = Counter()
    for incident, finding, known in invented(tools, plain, register, seeds=range(WORLDS)):
        assert refusal(tools, (incident, finding, known)) is None
        seen.update(n.get("rule", "leaf") for n in walk(finding["proof"]))
        asked = {n.get("asks") for n in walk(finding["proof"])}
        by_speaker = {n for n, v in incident["facts"].items() if isinstance(v, dict)}
        seen.update(("finding", finding["due"], *(["by speaker"] if asked & by_speaker else [])))
    assert seen["finding"] > 200
    assert set(seen) >= {"all", "any", "not", "count", "leaf", "due", "not_due", "open"}
    assert seen["by speaker"] > 15


@pytest.mark.parametrize(
    "when",
    [
        {"count": {"at_least": 2, "of": [{"term": "area"}, {"fact": "external"}]}},
        {"term": "area"},
    ],
)
def test_a_term_that_a_reservation_takes_out_of_the_text_has_no_sentence(
    when: Plain, tools: Any, plain: Plain, register: Register
) -> None:
    worlds = tools["worlds"]
    patch = {"terms.area": {"place": ["guam"], "until": "2020-01-01"}}
    file = {
        "foedus": 1,
        "id": worlds.TREATY,
        "title": "Treaty",
        "binding": "political",
        "life": {"signed": "1999-01-01", "in_force": "2000-01-01"},
        "parties": {"2000-01-01": ["QMA", "QMB"]},
        "terms": {"area": {"place": ["guam", "europe"], "cite": "Art. 9"}},
        "reservations": [{"state": "QMB", "says": "x", "source": "y", "patch": patch}],
        "articles": {
            "art1": {
                "cite": "Art. 1",
                "for": "every_other_party",
                "when": when,
                "then": {"must": "assist"},
            }
        },
    }
    told = answered(
        Incident(victims=("QMA",), day=date(2026, 11, 22)), worlds.world(register, [file])
    )
    (finding,) = told["findings"]
    assert "Guam" not in json.dumps(finding["proof"])
    known = worlds.plain_world(plain, [file])
    assert refusal(tools, (told["incident"], finding, known)) is None


Tamper = Iterator[tuple[str, Plain, str, Any]]
"""What it is, and which key of which mapping is given which other value."""


def tampers(case: Case) -> Tamper:
    """Yield every way to tamper with one finding that changes what it says."""
    incident, finding, _ = case
    verdicts = {"due", "not_due", "open", "text_unknown"} - {finding["due"]}
    yield from (("verdict", finding, "due", verdict) for verdict in sorted(verdicts))
    yield "norm", finding["norm"], "must", "report"
    for sentence in walk(finding["proof"]):
        yield from in_sentence(sentence)
        asks = sentence.get("asks")
        if asks and "met" not in sentence and asks != "text":
            value = {True: False, False: True}.get(sentence["value"], True)
            yield "fact", incident["facts"], asks, value
            if sentence["value"] != "open":
                accounts = {"QMA": value, "QMD": not value}
                yield "speaker", incident["facts"], asks, accounts
    for name in ("attacks", "targets"):
        kind = name.removesuffix("s")
        if incident[name] and any(s.get("asks") == kind for s in walk(finding["proof"])):
            others = {"attacks": "danger", "targets": "vessel"}
            yield "incident", incident, name, sorted({*incident[name]} ^ {others[name]})


def in_sentence(sentence: Plain) -> Tamper:
    """Yield every way to tamper with one sentence of a proof."""
    value, below = sentence["value"], sentence.get("because", [])
    others = {True: (False, "open"), False: (True, "open")}.get(value, (True, False))
    yield from (("value", sentence, "value", other) for other in others)
    if "cite" in sentence:
        yield "cite", sentence, "cite", "Art. 99"
    if "asks" in sentence:
        yield "question", sentence, "asks", "nationals"
    if "met" in sentence:
        every = [*sentence["met"], *sentence["unmet"]]
        yield "met", sentence, "met", [] if value is True else every
        yield "met", sentence, "unmet", ["QZX", *sentence["unmet"]]
    if not below:
        yield "rule", sentence, "because", [copy.deepcopy(sentence)]
        return
    yield "by cases", sentence, "by_cases", not sentence.get("by_cases", False)
    rules = {"all", "any", "not", "count"} - {sentence["rule"]}
    yield from (("rule", sentence, "rule", rule) for rule in sorted(rules))
    if sentence["rule"] == "count":
        yield "least", sentence, "least", sentence["least"] + 1
    yield "dropped", sentence, "because", []
    yield "added", sentence, "because", [*below, copy.deepcopy(below[-1])]
    alone = (sentence["rule"], value) in (("all", False), ("any", True))
    if not alone or sentence.get("by_cases"):
        yield "dropped", sentence, "because", below[1:]
        yield "dropped", sentence, "because", below[:-1]


SHAPE = {"value", "rule", "added", "dropped", "question", "cite", "met", "least"}
"""What the first step does not see in a sentence that it takes on trust; the second does."""


def test_whatever_is_tampered_with_is_refused(tools: Any, plain: Plain, register: Register) -> None:
    second = second_reading()
    tried: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for case in invented(tools, plain, register, seeds=range(0, TAMPERED * 7, 7)):
        for what, holder, key, other in some_of_each(case):
            true, holder[key] = holder.get(key, ABSENT), other
            tried[what] += 1
            if refusal(tools, case) is None:
                assert what in SHAPE, (what, holder)
                assert second(case), (what, holder)
                left[what] += 1
            put_back(holder, key, true)
        assert refusal(tools, case) is None
    assert set(tried) == SHAPE | {
        *("verdict", "norm", "fact", "speaker", "by cases", "incident"),
    }
    assert left.total() < tried.total() / 4
    assert left["value"] < tried["value"] / 50


ABSENT: Any = object()


def some_of_each(case: Case) -> Tamper:
    """Yield two tampers of each kind, as far as there are so many."""
    kinds: dict[str, list[Any]] = {}
    for tamper in tampers(case):
        what, holder, key, other = tamper
        if holder.get(key, ABSENT) != other:
            kinds.setdefault(what, []).append(tamper)
    for every in kinds.values():
        yield from random.Random(len(every)).sample(every, min(2, len(every)))


def put_back(holder: Plain, key: str, value: Any) -> None:
    """Give a mapping its old value again, or none."""
    if value is ABSENT:
        del holder[key]
    else:
        holder[key] = value


def second_reading() -> Callable[[Case], bool]:
    """Return what tells whether the second step refuses a finding."""
    from second.logic import Refused
    from second_reading import SecondReading

    def refuses(case: Case) -> bool:
        incident, finding, register = case
        try:
            SecondReading(register).case({"incident": incident, "findings": [finding]})
        except (Refused, LookupError):
            return True
        return False

    return refuses


BOUND: Plain = {
    "victims": ("PRK",),
    "attackers": ("KOR",),
    "day": date(2026, 11, 22),
    "attacks": frozenset({"armed_attack"}),
    "facts": {"state_of_war": {"PRK": True, "UNGA": True}, "victim_is_aggressor": False},
}


@pytest.fixture
def russia(register: Register, plain: Plain) -> Case:
    """Russia's duty under Art. 4 of the treaty of 2024, which is due, and its own register."""
    told = answered(Incident(**BOUND), register)
    found = next(
        f for f in told["findings"] if f["instrument"] == "rus-prk-2024" and f["due"] == "due"
    )
    return told["incident"], found, copy.deepcopy({**plain, "places": {}})


def article(register: Plain) -> Plain:
    found: Plain = register["instruments"]["rus-prk-2024"]["articles"]["art4"]
    return found


def life(register: Plain) -> Plain:
    found: Plain = register["instruments"]["rus-prk-2024"]["life"]
    return found


FORGED: dict[str, Callable[[Plain, Plain, Plain], Any]] = {
    "one speaker changes his account": lambda i, f, r: i["facts"]["state_of_war"].update(
        UNGA=False
    ),
    "one speaker is silent": lambda i, f, r: i["facts"]["state_of_war"].update(UNGA=None),
    "another kind of attack": lambda i, f, r: i.update(attacks=["danger"]),
    "another day": lambda i, f, r: i.update(day="2024-12-03"),
    "another obligor": lambda i, f, r: f.update(obligor="CHN"),
    "another article": lambda i, f, r: f.update(article="art3"),
    "in force later": lambda i, f, r: life(r).update(in_force="2026-12-01"),
    "ended": lambda i, f, r: life(r).update(until="2026-01-01"),
    "published later": lambda i, f, r: life(r).update(published="2027-01-01"),
    "no party": lambda i, f, r: r["instruments"]["rus-prk-2024"].update(
        parties={"2024-12-04": ["PRK"]}
    ),
    "no state": lambda i, f, r: r["states"]["RUS"].update(life={"until": "2025-01-01"}),
    "left": lambda i, f, r: r["instruments"]["rus-prk-2024"].update(leaves={"RUS": "2026-01-01"}),
    "another cite": lambda i, f, r: article(r).update(cite="Art. 5"),
    "another norm": lambda i, f, r: article(r)["then"].update(must="consult"),
    "one condition more": lambda i, f, r: article(r)["when"]["all"].append({"fact": "external"}),
    "one condition fewer": lambda i, f, r: article(r)["when"]["all"].pop(),
    "a graver attack": lambda i, f, r: article(r)["when"]["all"][0].update(attack="invasion"),
    "one is enough": lambda i, f, r: article(r).update(when={"any": article(r)["when"]["all"]}),
    "a condition precedent": lambda i, f, r: article(r).update(needs={"fact": "request"}),
    "one exception more": lambda i, f, r: article(r)["unless"].append(
        {"id": "x", "if": {"fact": "provoked"}, "effect": "defeats", "cite": "y"}
    ),
    "a later exception": lambda i, f, r: article(r)["unless"][0].update({"from": "2026-12-01"}),
    "a rule above it": lambda i, f, r: r["instruments"]["nato-1949"]["articles"]["art5"].update(
        overrides="rus-prk-2024#art4"
    ),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_proof_of_another_incident_or_by_another_text_is_refused(
    tools: Any, russia: Case, forged: str
) -> None:
    assert refusal(tools, russia) is None
    FORGED[forged](*russia)
    assert refusal(tools, russia)


def test_the_command_reads_the_folder_and_tells_what_it_took_on_trust(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from foedus.cli import main
    from foedus.content import content

    arguments = "decide --victim PRK --attacker KOR --attack armed_attack --on 2026-11-22"
    told = json.loads(CliRunner().invoke(main, [*arguments.split(), "--format", "json"]).stdout)
    case, folder = tmp_path / "case.json", tmp_path / "register"
    for name in ("lexicon", "states"):
        shutil.copytree(content() / name, folder / name)
    (folder / "instruments").mkdir()
    for file in {f["instrument"] for f in told["case"]["findings"]}:
        shutil.copy(content() / "instruments" / f"{file}.yaml", folder / "instruments")

    def run() -> subprocess.CompletedProcess[str]:
        case.write_text(json.dumps(told), encoding="utf-8")
        command = [sys.executable, str(BENCH / "checker.py"), str(case), str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    held = run()
    count = len(told["case"]["findings"])
    assert held.stdout.startswith(f"{count} proofs hold; "), held.stderr
    told["case"]["findings"][0]["due"] = "due"
    broken = run()
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.startswith("refused: the verdict on ")
