"""Do the laws of a decision hold, many times over? Order, learning, flips, proofs, faces.

Run:  python bench/laws.py [--law C2 --law C3] [--share 0.01] [--seed 1]

C1  the same case in any order of facts and instruments, in any thread: the same bytes
C2  learning never turns due into not due, or back, but by way of open; all known is settled
C3  flips are true: each leads where it says, no single change is missing, none is cheaper
C4  the independent checker accepts every proof
C7  the command line and the library give the same JSON

Treaties and incidents are random ones of every construction (`worlds`) and the register's own.
Prints cases and violations of each law; exit code 3 if there is a violation.
"""

import argparse
import json
import math
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from typing import Any

import checker
from foedus.case import Incident, applied, as_data, decide, register_cases
from foedus.case.bdd import Variable
from foedus.case.checking import checked
from foedus.case.circuit import kleene
from foedus.case.decision import candidates, overriders_of
from foedus.case.exact import Exact
from foedus.case.finding import DUE
from foedus.case.outcome import verdict_of
from foedus.case.questions import Flip, flips
from foedus.case.rule import Rule, rule_of
from foedus.case.scene import CONTESTED, Scene, set_scene
from foedus.case.scope import scope_of
from foedus.case.telling import place_told
from foedus.commitment import Register, load
from foedus.content import content, tree
from foedus.errors import IncidentError
from foedus.truth import Truth
from worlds import Maker, Plain, pair, plain_world, world

COUNTS = {"C1": 10_000, "C2": 1_000_000, "C3": 100_000, "C4": 100_000, "C7": 500}
MOST_COMPLETIONS = 4096
"""Twelve unknowns of two answers each."""


@dataclass(slots=True)
class Tally:
    """How often a law was tried, and where it did not hold."""

    cases: int = 0
    violations: list[str] = field(default_factory=list)

    def see(self, holds: bool, words: str) -> None:
        """Count one case, and keep what it was if the law does not hold."""
        self.cases += 1
        if not holds:
            self.violations.append(words)


def incidents(register: Register, seed: int) -> Iterator[tuple[Register, list[Plain], Incident]]:
    """Yield random worlds without end, each with incidents that can be decided."""
    while True:
        maker = Maker(seed, accounts=True)
        files = pair(maker)
        made = world(register, files)
        for _ in range(4):
            incident = maker.incident()
            try:
                yield made, files, checked(incident, made)
            except IncidentError:
                continue
        seed += 1


def order_is_nothing(register: Register, *, count: int, seed: int) -> Tally:
    """C1: shuffle facts and instruments, in four threads at once; the bytes stay the same."""
    tally, rng = Tally(), random.Random(seed)
    every = incidents(register, seed)
    with ThreadPoolExecutor(4) as pool:
        while tally.cases < count:
            made, _, incident = next(every)
            expected = decided(incident, made)
            shuffled = [(_shuffled(incident, rng), _reordered(made, rng)) for _ in range(8)]
            for found in pool.map(lambda one: decided(*one), shuffled):
                tally.see(found == expected, f"{incident}")
    return tally


def answer(incident: Incident, register: Register) -> str:
    """Return a decided case as JSON."""
    return json.dumps(as_data(decide(incident, register)), ensure_ascii=False)


def decided(incident: Incident, register: Register) -> str:
    """Return all that is said of an incident, without the incident as it was told."""
    case = as_data(decide(incident, register))
    return json.dumps({k: v for k, v in case.items() if k != "incident"}, ensure_ascii=False)


def _shuffled(incident: Incident, rng: random.Random) -> Incident:
    facts = list(incident.facts.items())
    rng.shuffle(facts)
    return replace(incident, facts=dict(facts))


def _reordered(register: Register, rng: random.Random) -> Register:
    kept = list(register.instruments.items())
    rng.shuffle(kept)
    return replace(register, instruments=dict(kept))


def rules(incident: Incident, register: Register) -> Iterator[tuple[Scene, Rule]]:
    """Yield every article and obligor of an incident, grounded."""
    overriders = overriders_of(register.instruments.values())
    for victim in incident.victims:
        scene = set_scene(incident, victim, register=register)
        for instrument, article, bearer in candidates(scene, register.instruments.values()):
            scope = scope_of(scene, bearer, instrument=instrument, article=article)
            yield scene, rule_of(scope, overriders=overriders)


def learning_only_settles(register: Register, *, count: int, seed: int) -> Tally:
    """C2: learn one thing after the other until all is known; verdicts move from open alone."""
    tally, rng = Tally(), random.Random(seed)
    every = incidents(register, seed)
    while tally.cases < count:
        made, _, incident = next(every)
        for _, rule in rules(replace(incident, facts={}), made):
            for _ in range(10):
                _learn(rule, rng=rng, tally=tally)
    return tally


def _learn(rule: Rule, *, rng: random.Random, tally: Tally) -> None:
    scene, bearer, root = rule.scope.scene, rule.scope.bearer, rule.due.node
    first = Exact(scene, rule.roots, bearer=bearer)
    asked = [v.name for v in first.diagram.variables]
    rng.shuffle(asked)
    before = first.truth(root)
    possible = {**scene.possible, "attacker": first.possible["attacker"]}
    facts = {n: v for n, v in scene.facts.items() if n not in asked}
    before = _known(scene, rule, first=first, facts=facts, possible=possible).truth(root)
    for name in asked:
        if name in possible:
            possible = possible | {name: frozenset({rng.choice(sorted(possible[name]))})}
        else:
            facts = facts | {name: rng.random() < 0.5}
        after = _known(scene, rule, first=first, facts=facts, possible=possible).truth(root)
        told = f"{rule.instrument.id}#{rule.article.id} {bearer}: {before!r} to {after!r} by {name}"
        tally.see(before in (Truth.OPEN, after), told)
        before = after
    tally.see(before is not Truth.OPEN, f"{rule.instrument.id}: all is known, and it is open")


def _known(scene: Scene, rule: Rule, *, first: Exact, facts: Any, possible: Any) -> Exact:
    supposed = replace(scene, facts=facts, possible=possible)
    known = Exact(supposed, rule.roots, bearer=rule.scope.bearer)
    known.diagram = first.diagram  # the same functions, under other knowledge
    return known


def flips_are_true(register: Register, *, count: int, seed: int) -> Tally:
    """C3: hold the flips of each rule against every completion of what it asks."""
    tally = Tally()
    every = incidents(register, seed)
    while tally.cases < count:
        made, files, incident = next(every)
        named_matters = any(word in json.dumps(files) for word in NAMED)
        for scene, rule in rules(incident, made):
            exact = Exact(scene, rule.roots, bearer=rule.scope.bearer)
            size = math.prod(v.width for v in exact.diagram.variables)
            if rule.due.node < 2 or size > MOST_COMPLETIONS:
                continue
            found = flips(exact, rule.due.node)
            _try_flips(rule, exact, found=found, tally=tally)
            published = rule.instrument.life.published
            if published is not None and published > rule.scope.known_on:
                continue  # what cannot be read is not told
            for flip in found:
                if not (named_matters and any(c.name == "attacker" for c in flip.changes)):
                    _try_applied(flip, rule, incident=incident, register=made, tally=tally)
    return tally


NAMED = ("disputants", '"attacker"]', '"attacker",')
"""Where a rule asks who was *named* as the attacker, another attacker makes another rule."""


Branches = tuple[int, ...]


def _try_flips(rule: Rule, exact: Exact, *, found: tuple[Flip, ...], tally: Tally) -> None:
    values = completions(rule, exact)
    now = exact.truth(rule.due.node)
    variables = exact.diagram.variables
    still = [tuple(exact.branches(v.name)) for v in variables]
    who = (
        f"{rule.instrument.id}#{rule.article.id} {rule.scope.bearer} on {rule.scope.scene.incident}"
    )
    reached = {values[c] for c in product(*still)}
    tally.see(now is Truth.of(reached.pop() if len(reached) == 1 else None), f"value: {who}")
    for target in {True, False} - {now is Truth.TRUE if now is not Truth.OPEN else None}:
        told = [f.cost for f in found if f.to is Truth.of(target)]
        least, cheapest = min(told, default=None), _cheapest(exact, values, target=target)
        words = f"cheapest {least}, not {cheapest}: {who}"
        tally.see(_is_cheapest(least, cheapest, exact=exact), words)
    singles = {_single(f) for f in found if len(f.changes) == 1}
    for level, variable in enumerate(variables):
        for branch in range(variable.width):
            if still[level] == (branch,):
                continue
            if variable.name == "place" and not _is_place_told(variable, branch, exact=exact):
                continue
            after = {values[c] for c in product(*still[:level], (branch,), *still[level + 1 :])}
            turns = len(after) == 1 and Truth.of(next(iter(after))) is not now
            name = (variable.name, Truth.of(next(iter(after)))) if turns else None
            if turns:
                tally.see(name in {(n, to) for n, _, to in singles}, f"missing {name}: {who}")


def completions(rule: Rule, exact: Exact) -> dict[Branches, bool]:
    """Return the value of *due* for every answer to everything that the rule asks."""
    variables = exact.diagram.variables
    values: dict[Branches, bool] = {}
    for branches in product(*(range(v.width) for v in variables)):
        pairs = list(zip(variables, branches, strict=True))
        facts: dict[str, bool | None] = {v.name: bool(b) for v, b in pairs if not v.classes}
        possible = {v.name: frozenset({min(v.classes[b])}) for v, b in pairs if v.classes}
        told = kleene(rule.scope.circuit, rule.due.node, facts=facts, possible=possible)
        values[branches] = told is Truth.TRUE
    return values


def _cheapest(exact: Exact, values: dict[Branches, bool], *, target: bool) -> int | None:
    """Return what it costs at least to suppose enough for ``target``; None if nothing leads there.

    What is contested is supposed at a price, and may also be left open, if it does not matter.
    """
    variables, costs = exact.diagram.variables, exact.scene.costs
    still = [tuple(exact.branches(v.name)) for v in variables]
    facts = [i for i, v in enumerate(variables) if not v.classes and len(still[i]) == 2]
    contested = [i for i in facts if costs.get(variables[i].name, 0)]
    found: list[int] = []
    for branches in (b for b, value in values.items() if value is target):
        if not _can_be_told(exact, branches, values):
            continue
        known = [i for i, b in enumerate(branches) if b not in still[i]]
        dear = sum(costs.get(variables[i].name, 0) for i in known)
        for size in range(len(contested) + 1):
            for left in combinations(contested, size):
                choices = [(0, 1) if i in left else (b,) for i, b in enumerate(branches)]
                if all(values[other] is target for other in product(*choices)):
                    paid = [costs[variables[i].name] for i in contested if i not in left]
                    found.append(dear + sum(paid))
    return min(found, default=None)


def _is_cheapest(told: int | None, true: int | None, *, exact: Exact) -> bool:
    """Tell whether a told cost is the least; of contested facts it may take one too many each."""
    if told is None or true is None:
        return told is true
    contested = [v for v in exact.diagram.variables if exact.scene.costs.get(v.name) == CONTESTED]
    return true <= told <= true + CONTESTED * len(contested)


def _can_be_told(exact: Exact, branches: Branches, values: dict[Branches, bool]) -> bool:
    """Tell whether an incident can say it: a newly named attacker's soil is the gazetteer's."""
    names = [v.name for v in exact.diagram.variables]
    told = dict(zip(names, branches, strict=True))
    place = next((v for v in exact.diagram.variables if v.name == "place"), None)
    if place is not None and not _is_place_told(place, told["place"], exact=exact):
        return False
    holds = any(told.get(f"attackers_{what}") for what in ("soil", "administration"))
    if not holds or "attacker" not in told:
        return True
    # Said of whoever it was: it must not matter who, of those who may have been.
    at, still = names.index("attacker"), tuple(exact.branches("attacker"))
    others = ((*branches[:at], b, *branches[at + 1 :]) for b in still)
    return told["attacker"] in still and len({values[o] for o in others}) == 1


def _is_place_told(variable: Variable, branch: int, *, exact: Exact) -> bool:
    """Tell whether an incident can name a place of a class: each flip so told is tried anew."""
    settled = tuple(exact.branches("place")) == (branch,)
    return settled or place_told(variable.classes[branch], exact) is not None


def _single(flip: Flip) -> tuple[str, Any, Truth]:
    change = flip.changes[0]
    return (change.name, change.value, flip.to)


def _try_applied(
    flip: Flip, rule: Rule, *, incident: Incident, register: Register, tally: Tally
) -> None:
    scope = rule.scope
    after = applied(incident, flip, victim=scope.scene.victim)
    try:
        found = verdict(after, register, rule=rule)
    except IncidentError as error:
        found = f"'{error}'"
    tally.see(found in (DUE[flip.to], None), f"{flip} leads to {found}, of {incident}")


def verdict(incident: Incident, register: Register, *, rule: Rule) -> str | None:
    """Return the verdict of one article and obligor; None if the incident names no such obligor."""
    for _, other in rules(checked(incident, register), register):
        same = other.instrument.id == rule.instrument.id and other.article.id == rule.article.id
        if same and other.scope.bearer == rule.scope.bearer:
            return verdict_of(
                other, Exact(other.scope.scene, other.roots, bearer=other.scope.bearer)
            )
    return None


def proofs_hold(register: Register, *, count: int, seed: int) -> Tally:
    """C4: half of the proofs from the register's own cases, half from random worlds."""
    tally, plain = Tally(), plain_register()
    for case in register_cases(register):
        if tally.cases >= count // 2:
            break
        _check(plain, answer(case.incident, register), tally=tally)
    every = incidents(register, seed)
    while tally.cases < count:
        made, files, incident = next(every)
        _check(plain_world(plain, files), answer(incident, made), tally=tally)
    return tally


def plain_register() -> Plain:
    """Return the register's instruments, places, facts and states as plain data."""
    places = {k: v for file in tree("places").values() for k, v in file["places"].items()}
    files = {file["id"]: file for file in tree("instruments").values()}
    states = {k: v for file in tree("states").values() for k, v in file.get("states", {}).items()}
    told = [(k, v) for f in tree("lexicon").values() for k, v in (f.get("facts") or {}).items()]
    facts = {k: v for k, v in told if isinstance(v, dict) and "question" in v}
    return {"instruments": files, "places": places, "facts": facts, "states": states}


def _check(register: Plain, told: str, *, tally: Tally) -> None:
    case = json.loads(told)
    for finding in case["findings"]:
        try:
            checker.Finding(case["incident"], finding, register).check()
            tally.see(True, "")
        except (checker.Refused, LookupError) as refusal:
            tally.see(False, f"{refusal!r} in {case['incident']}")


def faces_agree(register: Register, *, count: int, seed: int) -> Tally:
    """C7: the register's own cases by the command and by the library."""
    from click.testing import CliRunner  # noqa: PLC0415 - only for this law

    from foedus.cli import main  # noqa: PLC0415

    tally, rng = Tally(), random.Random(seed)
    cases = [c.incident for c in register_cases(register)]
    for incident in rng.sample(cases, min(count, len(cases))):
        arguments = flags(incident)
        ran = CliRunner().invoke(main, ["decide", *arguments, "--format", "json"])
        told = json.loads(ran.stdout)["case"] if ran.exit_code == 0 else ran.output
        plain = replace(incident, label="")
        tally.see(told == json.loads(answer(plain, register)), " ".join(arguments))
    return tally


def flags(incident: Incident) -> list[str]:
    """Return the options that tell an incident on the command line."""
    told = {
        "victim": incident.victims,
        "attacker": incident.attackers,
        "attacker-kind": sorted(incident.attacker_kinds),
        "attack": sorted(incident.attacks),
        "target": sorted(incident.targets),
        "place": sorted(incident.places),
        "on": (incident.day,),
        "known-on": filter(None, (incident.known_on,)),
        "soil-of": filter(None, (incident.soil_of,)),
        "clock": filter(None, (incident.clock,)),
        "mode": (incident.mode,),
        "fact": _flag_facts(incident),
    }
    return [word for name, values in told.items() for v in values for word in (f"--{name}", str(v))]


def _flag_facts(incident: Incident) -> Iterator[str]:
    words = {True: "yes", False: "no", None: "open"}
    for name, value in incident.facts.items():
        if isinstance(value, bool) or value is None:
            yield f"{name}={words[value]}"
        else:
            yield from (f"{name}@{who}={words[v]}" for who, v in value.items())


LAWS: dict[str, Callable[..., Tally]] = {
    "C1": order_is_nothing,
    "C2": learning_only_settles,
    "C3": flips_are_true,
    "C4": proofs_hold,
    "C7": faces_agree,
}


def main() -> int:
    """Print each law's cases and violations; 3 if there is one."""
    parser = argparse.ArgumentParser(prog="python bench/laws.py")
    parser.add_argument("--law", action="append", choices=LAWS)
    parser.add_argument("--share", type=float, default=1.0, help="of the full number of cases")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    register, broken = load(), 0
    print(f"register {register.version} at {content().name}")
    for name in given.law or LAWS:
        tally = LAWS[name](register, count=int(COUNTS[name] * given.share), seed=given.seed)
        words = (LAWS[name].__doc__ or "").partition(": ")[2].splitlines()[0]
        print(f"{name}  {tally.cases:>9,} cases  {len(tally.violations)} violations  {words}")
        print("".join(f"    {v}\n" for v in tally.violations[:5]), end="", flush=True)
        broken += len(tally.violations)
    return 3 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
