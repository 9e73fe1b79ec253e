"""How long does one decision take? Goals: one article with proof p99 < 1 ms, the register < 100 ms.

Run:  python bench/decide.py [--rounds 2000] [--gate]

Times are CPU times of this process, warm, on one core; the calibration loop's time
stands beside them, so that figures of two machines can be held together.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

from calibration import calibrate, machine
from foedus.case import Incident, decide
from foedus.case.decision import candidates
from foedus.case.exact import Exact
from foedus.case.outcome import finding_of
from foedus.case.pairs import pairs
from foedus.case.rule import rule_of
from foedus.case.scene import set_scene
from foedus.case.scope import scope_of
from foedus.case.setting import forget_settings
from foedus.commitment import Register, load

GOAL_ARTICLE_MS, GOAL_REGISTER_MS, GOAL_IMPORT_MS = 1.0, 100.0, 150.0
GOAL_PAIRS_MS = 2000.0
GOAL_FIRST_MS = 2.0
"""Our own: nobody asked for it, and a first question should not be felt either."""
FACTS = ("state_of_war", "victim_is_aggressor", "request", "external")
ATTACKS = ("danger", "armed_attack", None)
WIDEST = (("USA", "RUS"), ("USA", "CHN"), ("MLI", "DZA"), ("EGY", "ISR"))
"""Victim and attacker of the incidents that most articles of the register speak of."""


def incidents() -> Iterator[Incident]:
    """Yield every state of knowledge of four facts and the kind of attack, on two dyads."""
    for (victim, attacker), attack in product((("PRK", "KOR"), ("KOR", "PRK")), ATTACKS):
        for values in product((True, False, None), repeat=len(FACTS)):
            yield Incident(
                victims=(victim,),
                attackers=(attacker,),
                day=date(2026, 11, 22),
                attacks=frozenset({attack} if attack else ()),
                facts=dict(zip(FACTS, values, strict=True)),
            )


def article_times(register: Register, rounds: int, *, anew: bool = False) -> list[float]:
    """Return milliseconds for each decision of one article, with proof, questions and flips.

    Args:
        register: The register that speaks.
        rounds: Decisions, at least.
        anew: Ground every incident from nothing, as a first question does; otherwise what is
            grounded serves all incidents that differ only in their facts.
    """
    times: list[float] = []
    while len(times) < rounds:
        for incident in incidents():
            if anew:
                forget_settings()
            scene = set_scene(incident, incident.victims[0], register=register)
            for instrument, article, bearer in candidates(scene, register.instruments.values()):
                start = time.process_time_ns()
                scope = scope_of(scene, bearer, instrument=instrument, article=article)
                rule = rule_of(scope)
                finding_of(rule, Exact(scene, rule.roots, bearer=bearer))
                times.append((time.process_time_ns() - start) / 1e6)
    return times


def register_times(register: Register, rounds: int) -> list[float]:
    """Return milliseconds for each decision of one incident by the whole register."""
    times = []
    for incident, _ in zip(incidents(), range(rounds), strict=False):
        start = time.process_time_ns()
        decide(incident, register)
        times.append((time.process_time_ns() - start) / 1e6)
    return times


def widest_ms(register: Register) -> float:
    """Return milliseconds for the slowest of the incidents that concern the most articles."""
    slowest = 0.0
    for victim, attacker in WIDEST:
        incident = Incident(
            victims=(victim,),
            attackers=(attacker,),
            day=date(2026, 11, 22),
            attacks=frozenset({"armed_attack"}),
        )
        decide(incident, register)
        times = []
        for _ in range(5):
            start = time.process_time_ns()
            decide(incident, register)
            times.append((time.process_time_ns() - start) / 1e6)
        slowest = max(slowest, min(times))
    return slowest


def pairs_ms(register: Register) -> tuple[float, int]:
    """Return milliseconds for all ordered pairs of one day, and how many answers that gives."""
    start = time.process_time_ns()
    found = pairs(register, on=date(2026, 11, 22))
    return (time.process_time_ns() - start) / 1e6, len(found.attacker)


def import_ms() -> float:
    """Return CPU milliseconds of a cold ``import foedus.case``, the interpreter's own taken off."""

    def cpu(code: str) -> float:
        script = f"{code}\nimport time; print(time.process_time())"
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        return float(run.stdout) * 1000

    return min(cpu("import foedus.case") for _ in range(5)) - min(cpu("") for _ in range(5))


def share(times: list[float], part: float) -> float:
    """Return the time that ``part`` of the runs stay within."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def main() -> int:
    """Print the figures; with ``--gate``, 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python bench/decide.py")
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--gate", action="store_true")
    given = parser.parse_args()
    register = load()
    article_times(register, 500)
    articles = article_times(register, given.rounds)
    first = article_times(register, given.rounds, anew=True)
    whole = register_times(register, max(20, given.rounds // 20))
    widest = widest_ms(register)
    every_pair, answers = min(pairs_ms(register) for _ in range(3))
    cold = import_ms()
    rows: list[tuple[str, Callable[[], float], float]] = [
        ("one article with proof, p50", lambda: share(articles, 0.5), GOAL_ARTICLE_MS),
        ("one article with proof, p99", lambda: share(articles, 0.99), GOAL_ARTICLE_MS),
        ("the same, grounded anew, p99", lambda: share(first, 0.99), GOAL_FIRST_MS),
        ("whole register with proofs, p99", lambda: share(whole, 0.99), GOAL_REGISTER_MS),
        ("the widest of four incidents", lambda: widest, GOAL_REGISTER_MS),
        ("every ordered pair of a day", lambda: every_pair, GOAL_PAIRS_MS),
        ("import foedus.case, cold", lambda: cold, GOAL_IMPORT_MS),
    ]
    missed = 0
    for name, figure, goal in rows:
        value = figure()
        missed += value > goal
        print(f"{name:34} {value:9.3f} ms   goal {goal:g} ms")
    print(f"{len(register.instruments)} instruments; every pair: {answers} answers")
    print(f"{'calibration loop':34} {1000 * calibrate():9.3f} ms   {machine()}")
    return int(bool(missed) and given.gate)


if __name__ == "__main__":
    raise SystemExit(main())
