"""How likely is it that the norm is due, if these beliefs about the open facts are right?

An estimate, never a verdict: `decide` knows no probability. The figure is exact under
its beliefs: it is the weight of the completions of the open facts in which the norm is
due, summed over the residual diagram. Beliefs are independent of each other within one
*view*; a category (kind of attack, place, attacker ...) is one draw among its values.
Whoever holds that two facts go together gives several views, each with its weight.
What is settled is settled: a belief about it is passed over, and told.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.bdd import Variable
from foedus.case.checking import checked, is_fact
from foedus.case.decision import candidates, overriders_of
from foedus.case.exact import Exact
from foedus.case.incident import Incident
from foedus.case.rule import rule_of
from foedus.case.scene import is_told, set_scene
from foedus.case.scope import scope_of
from foedus.case.wording import CATEGORIES, fact_question
from foedus.errors import IncidentError, UnknownInstrument, suggest

if TYPE_CHECKING:
    from foedus.commitment import Register

Belief = float | Mapping[str, float]
"""Of a fact: how likely *yes* is. Of a category: value to its share; the shares sum to 1."""
Beliefs = Mapping[str, Belief]
Pick = Callable[[Iterable[float]], float]
LABEL = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One set of beliefs that go together, and how much weight it is given."""

    weight: float
    """Above 0; the weights of all views are brought to the sum of 1."""
    beliefs: Beliefs
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An open question, and how much its answer would teach."""

    name: str
    text: str
    drop: float
    """Bits by which the answer is expected to make *due or not* more certain; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """How likely the norm is due under stated beliefs; an estimate."""

    low: float
    high: float
    """In [0, 1]; equal where every open fact has a belief, else the bounds without one."""
    ask: tuple[Ask, ...]
    """What to find out next, the most telling first; empty where a belief is missing."""
    without_belief: tuple[str, ...]
    """Open facts about which nothing is believed: they take their worst and best values."""
    passed_over: tuple[str, ...]
    """Facts of which a belief was given, although they are settled or never asked."""
    label: str = LABEL

    @property
    def value(self) -> float | None:
        """Return the probability, or None where a belief is missing."""
        return self.low if not self.without_belief else None


def probability(
    incident: Incident,
    register: "Register",
    reference: str,
    *,
    obligor: str,
    beliefs: Beliefs | None = None,
    views: Iterable[View] = (),
    victim: str | None = None,
) -> Probability:
    """Return how likely the norm of an article is due, under beliefs about what is open.

    Args:
        incident: What is said to have happened; what it settles stays settled.
        register: The register that speaks.
        reference: ``instrument#article``.
        obligor: Alpha-3, or ``organ``.
        beliefs: One set of independent beliefs.
        views: Instead, several sets with weights: a mixture, for beliefs that go together.
        victim: Towards whom, where several are attacked; default: the first.

    Raises:
        IncidentError: The incident, or a belief, cannot be as told.
        UnknownInstrument: No such article, or it says nothing of this obligor.
    """
    mixture = tuple(views) or (View(weight=1.0, beliefs=beliefs or {}),)
    for name, belief in ((n, b) for view in mixture for n, b in view.beliefs.items()):
        _check(name, belief, register)
    exact, node = _rule(incident, register, reference, obligor=obligor, victim=victim)
    rest = exact.rest(node)
    odds = [_Odds(exact, view) for view in mixture]
    weights = _weights(mixture)
    missing = sorted({name for o in odds for name in o.missing(rest)})
    low = sum(w * o.chance(rest, worst=min) for w, o in zip(weights, odds, strict=True))
    high = sum(w * o.chance(rest, worst=max) for w, o in zip(weights, odds, strict=True))
    ask = () if missing else tuple(_asks(exact, rest, odds=odds, weights=weights))
    named = {name for view in mixture for name in view.beliefs}
    asked = {exact.diagram.variables[level].name for level in exact.diagram.support(rest)}
    return Probability(
        low=low,
        high=high,
        ask=tuple(sorted(ask, key=lambda a: (-round(a.drop, 12), a.name))),
        without_belief=tuple(missing),
        passed_over=tuple(sorted(named - asked)),
    )


def _rule(
    incident: Incident, register: "Register", reference: str, *, obligor: str, victim: str | None
) -> tuple[Exact, int]:
    incident = checked(incident, register)
    scene = set_scene(incident, victim or incident.victims[0], register=register)
    overriders = overriders_of(register.instruments.values())
    known = []
    for instrument, article, bearer in candidates(scene, register.instruments.values()):
        known.append(f"{instrument.id}#{article.id} {bearer}")
        if known[-1] == f"{reference} {obligor}":
            scope = scope_of(scene, bearer, instrument=instrument, article=article)
            rule = rule_of(scope, overriders=overriders)
            return Exact(scene, [rule.due.node], bearer=bearer), rule.due.node
    raise UnknownInstrument(f"{reference} {obligor}", known)


def _weights(views: tuple[View, ...]) -> list[float]:
    wrong = next((v for v in views if not 0 < v.weight < math.inf), None)
    if wrong is not None:
        problem = f"the weight of the view '{wrong.name}' is {wrong.weight}."
        raise IncidentError("views", problem, "Give every view a weight above 0.")
    whole = math.fsum(v.weight for v in views)
    return [v.weight / whole for v in views]


class _Odds:
    """The chance of each branch of the diagram in one view."""

    def __init__(self, exact: Exact, view: View) -> None:
        self._exact = exact
        self._told = view.beliefs
        self.of = {v.name: self._branches(v) for v in exact.diagram.variables}

    def _branches(self, variable: Variable) -> tuple[float, ...] | None:
        """Return the chance of each branch; None where nothing is believed."""
        belief, name = self._told.get(variable.name), variable.name
        if belief is None:
            return None
        if not variable.classes:
            assert not isinstance(belief, Mapping)
            return 1 - belief, belief
        shares = [self._share(name, belief, values) for values in variable.classes]
        whole = math.fsum(shares)
        if whole <= 0:
            problem = f"the beliefs about '{name}' leave nothing of what is still possible."
            raise IncidentError("beliefs", problem, "Give a value that is still possible a share.")
        return tuple(s / whole for s in shares)

    def _share(self, name: str, belief: Belief, values: frozenset[str]) -> float:
        assert isinstance(belief, Mapping)
        still = values & self._exact.possible[name]
        if name == "place":
            return math.fsum(self._in_place(place, still) * p for place, p in belief.items())
        return math.fsum(p for value, p in belief.items() if value in still)

    def _in_place(self, place: str, still: frozenset[str]) -> float:
        """Return the part of a place's spots that lies in one class of the diagram."""
        spots = self._exact.scene.spots
        names = {n for n, s in spots.items() if is_told(s, frozenset({place}))}
        own = names & self._exact.possible["place"]
        return len(names & still) / len(own) if own else 0.0

    def missing(self, rest: int) -> Iterator[str]:
        """Yield the open questions of a residual about which nothing is believed."""
        variables = self._exact.diagram.variables
        for level in self._exact.diagram.support(rest):
            if self.of[variables[level].name] is None:
                yield variables[level].name

    def chance(
        self, rest: int, *, worst: Pick = min, given: tuple[int, int] | None = None
    ) -> float:
        """Return the chance of TRUE; a question without a belief takes ``worst`` of its branches.

        Args:
            rest: A residual function.
            worst: ``min`` or ``max``.
            given: (level, branch) that is supposed.
        """
        diagram = self._exact.diagram
        share = {0: 0.0, 1: 1.0}
        for number in reversed(diagram.below(rest)):
            if number < 2:
                continue
            level = diagram.at[number]
            ways = [share[child] for child in diagram.to[number]]
            odds = self.of[diagram.variables[level].name]
            if given is not None and given[0] == level:
                share[number] = ways[given[1]]
            elif odds is None:
                still = self._exact.branches(diagram.variables[level].name)
                share[number] = worst(ways[b] for b in still)
            else:
                share[number] = math.fsum(o * w for o, w in zip(odds, ways, strict=True))
        return share[rest]


def _check(name: str, belief: Belief, register: "Register") -> None:
    """Raise IncidentError unless the belief is about a question, and of its kind."""
    if name not in CATEGORIES and not is_fact(name, register):
        known = (*CATEGORIES, *register.facts)
        raise IncidentError("beliefs", f"unknown fact '{name}'.", suggest(name, known))
    if isinstance(belief, Mapping):
        if name not in CATEGORIES:
            mend = "Write one number, how likely yes is."
            raise IncidentError("beliefs", f"'{name}' is a question of yes or no.", mend)
        _check_shares(name, belief)
    elif name in CATEGORIES:
        mend = "Write value: share for each value, such as armed_attack: 0.7."
        raise IncidentError("beliefs", f"'{name}' is no question of yes or no.", mend)
    elif not 0 <= belief <= 1:
        mend = "Write a number from 0 to 1."
        raise IncidentError("beliefs", f"'{name}' cannot be believed at {belief}.", mend)


def _check_shares(name: str, belief: Mapping[str, float]) -> None:
    if any(not 0 <= p <= 1 for p in belief.values()):
        raise IncidentError("beliefs", f"a share of '{name}' is outside 0 to 1.", "Mend it.")
    if not math.isclose(whole := math.fsum(belief.values()), 1.0, abs_tol=1e-9):
        problem = f"the shares of '{name}' sum to {whole:g}."
        raise IncidentError("beliefs", problem, "Bring them to the sum of 1.")


def _asks(exact: Exact, rest: int, *, odds: list[_Odds], weights: list[float]) -> Iterator[Ask]:
    """Yield each open question with the entropy that its answer is expected to take away."""
    diagram = exact.diagram
    now = _entropy(sum(w * o.chance(rest) for w, o in zip(weights, odds, strict=True)))
    for level in diagram.support(rest):
        variable = diagram.variables[level]
        left = 0.0
        for branch in range(variable.width):
            told = [
                w * _odds_of(o, variable.name)[branch] for w, o in zip(weights, odds, strict=True)
            ]
            reached = math.fsum(told)
            if reached > 0:
                due = math.fsum(
                    t * o.chance(rest, given=(level, branch))
                    for t, o in zip(told, odds, strict=True)
                )
                left += reached * _entropy(due / reached)
        name = variable.name
        text = CATEGORIES.get(name) or fact_question(name, exact.scene.register)
        yield Ask(name=name, text=text, drop=max(0.0, now - left))


def _odds_of(odds: _Odds, name: str) -> tuple[float, ...]:
    found = odds.of[name]
    assert found is not None
    return found


def _entropy(p: float) -> float:
    """Return the entropy of a yes or no, in bits."""
    p = min(max(p, 0.0), 1.0)
    return -sum(x * math.log2(x) for x in (p, 1 - p) if x > 0)
