"""Why is it so, why not, or why is it open? The rule as a tree of plain sentences with cites.

Every node carries its value and the rule by which it follows from the nodes below.
`replay` computes the answer again from the leaves alone, without circuit or
diagram: where the three-valued connectives leave it open it goes through every
completion of the open leaves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, cast

from foedus.case.circuit import FALSE, TRUE
from foedus.case.exact import Exact
from foedus.case.scope import Grounded, Scope
from foedus.case.wording import sentence
from foedus.truth import Truth, all_of, any_of

WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.OPEN: "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What an open leaf asks: a fact, or whether a category's value is one of ``met``."""

    name: str
    met: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    """Values still possible; empty for a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One sentence, its value, and the sentences that it follows from."""

    sentence: str
    value: Truth
    rule: str
    """all | any | not | count | leaf"""
    cite: str | None = None
    because: tuple["Proof", ...] = ()
    least: int = 0
    by_cases: bool = False
    """True: settled only because every completion of the open leaves agrees."""
    ask: Ask | None = None


def prove(grounded: Grounded, *, scope: Scope, exact: Exact) -> Proof:
    """Return the proof of ``grounded``: everything that its value rests on, and no more."""
    if id(grounded) not in scope.scene.setting.shared:
        return _proved(grounded, scope=scope, exact=exact)
    # It asks nothing of the obligor: one proof serves all who share the diagram.
    kept = exact.proofs.get(id(grounded))
    if kept is None:
        kept = exact.proofs[id(grounded)] = _proved(grounded, scope=scope, exact=exact)
    return kept  # type: ignore[return-value]


def _proved(grounded: Grounded, *, scope: Scope, exact: Exact) -> Proof:
    value = exact.truth(grounded.node)
    words = sentence(grounded.said, scope)
    if grounded.rule == "leaf":
        ask = _ask(grounded, scope=scope, exact=exact)
        return Proof(sentence=words, value=value, rule="leaf", cite=grounded.cite, ask=ask)
    made = tuple(prove(part, scope=scope, exact=exact) for part in grounded.parts)
    quick = combine(grounded.rule, made, least=grounded.least)
    by_cases = quick is Truth.OPEN and value is not Truth.OPEN
    return Proof(
        sentence=words,
        value=value,
        rule=grounded.rule,
        cite=grounded.cite,
        because=made if by_cases else relevant(grounded.rule, value, made),
        least=grounded.least,
        by_cases=by_cases,
    )


def combine(rule: str, parts: tuple[Proof, ...], *, least: int = 0) -> Truth:
    """Return the value that the three-valued connective of ``rule`` gives to ``parts``."""
    values = [part.value for part in parts]
    match rule:
        case "all":
            return all_of(values)
        case "any":
            return any_of(values)
        case "not":
            return ~values[0]
        case "count":
            if values.count(Truth.TRUE) >= least:
                return Truth.TRUE
            reachable = len(values) - values.count(Truth.FALSE)
            return Truth.FALSE if reachable < least else Truth.OPEN
    raise AssertionError(rule)


def relevant(rule: str, value: Truth, parts: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """Return the parts that settle ``value``: one failure is enough, and one way is."""
    if (rule, value) in (("all", Truth.FALSE), ("any", Truth.TRUE)):
        return tuple(part for part in parts if part.value is value)
    return parts


def replay(proof: Proof) -> Truth:
    """Return the answer of ``proof``, computed from its leaves alone."""
    if proof.rule == "leaf":
        return proof.value
    again = tuple(_with_value(part, replay(part)) for part in proof.because)
    quick = combine(proof.rule, again, least=proof.least)
    if quick is not Truth.OPEN:
        return quick
    answers = set()
    for completion in _completions(proof):
        answers.add(_evaluate(proof, completion))
        if len(answers) == 2:
            return Truth.OPEN
    return Truth.of(answers.pop())


def walk(proof: Proof) -> Iterator[Proof]:
    """Yield ``proof`` and every proof below it."""
    yield proof
    for part in proof.because:
        yield from walk(part)


def as_lines(proof: Proof, *, depth: int = 0) -> Iterator[str]:
    """Yield the proof as indented lines: value, sentence, cite."""
    cite = f"  [{proof.cite}]" if proof.cite else ""
    cases = " (whatever the open answers are)" if proof.by_cases else ""
    yield f"{'  ' * depth}{WORDS[proof.value]}: {proof.sentence}{cases}{cite}"
    for part in proof.because:
        yield from as_lines(part, depth=depth + 1)


def _ask(grounded: Grounded, *, scope: Scope, exact: Exact) -> Ask | None:
    if grounded.node in (FALSE, TRUE):
        return None
    kind, *asked = cast("tuple[str, Any]", scope.circuit.nodes[grounded.node])
    if kind == "fact":
        return Ask(name=asked[0])
    if kind == "in":
        name, met = asked
        still = exact.possible[name]
        return Ask(name=name, met=met & still, possible=still)
    return None  # a leaf that what is known settles, whatever lies behind it


def _with_value(proof: Proof, value: Truth) -> Proof:
    if proof.value is value:
        return proof
    return Proof(sentence=proof.sentence, value=value, rule=proof.rule)


Completion = Mapping[str, bool | str]


def _completions(proof: Proof) -> Iterator[Completion]:
    asks: dict[str, list[Ask]] = {}
    for part in walk(proof):
        if part.ask is not None and part.value is Truth.OPEN:
            asks.setdefault(part.ask.name, []).append(part.ask)
    for values in product(*map(_choices, asks.values())):
        yield dict(zip(asks, values, strict=True))


def _choices(asks: list[Ask]) -> tuple[bool | str, ...]:
    """Return one value for each class that the leaves can tell apart; a fact has two."""
    told_apart = {tuple(v in a.met for a in asks): v for v in sorted(asks[0].possible)}
    return tuple(told_apart.values()) or (False, True)


def _evaluate(proof: Proof, completion: Completion) -> bool:
    if proof.rule == "leaf":
        if proof.value is not Truth.OPEN or proof.ask is None:
            return proof.value is Truth.TRUE
        value = completion[proof.ask.name]
        return value in proof.ask.met if isinstance(value, str) else value
    parts = tuple(_evaluate(part, completion) for part in proof.because)
    match proof.rule:
        case "all":
            return all(parts)
        case "any":
            return any(parts)
        case "not":
            return not parts[0]
    return sum(parts) >= proof.least
