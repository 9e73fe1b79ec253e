"""Who would owe whom help against whom? Every ordered pair of attacker and victim of one day.

Supposed is an armed attack by one state on the soil of another, and nothing else: every
other fact is open. What a rule asks of the attacker is asked once for each class of states
that it can tell apart, so that forty thousand pairs cost little more than two hundred.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from foedus.case.atoms import who_meets
from foedus.case.decision import candidates, overriders_of
from foedus.case.exact import Exact
from foedus.case.finding import FIRMNESS
from foedus.case.incident import Incident
from foedus.case.outcome import verdict_of
from foedus.case.rule import Overriders, rule_of
from foedus.case.scene import Scene, set_scene
from foedus.case.scope import exists, scope_of
from foedus.case.setting import Setting
from foedus.commitment import Article, Instrument
from foedus.commitment.condition import (
    AdministeredBy,
    Attacker,
    BearerIn,
    BearerPartyTo,
    Condition,
    RecognisedBy,
    Request,
    SoilOf,
    Term,
    VictimIn,
)
from foedus.commitment.parsing import walk

if TYPE_CHECKING:
    import numpy

    from foedus.commitment import Register

ATTACK = frozenset({"armed_attack"})
Answers = dict[int, tuple[Article, dict[str, str]]]
"""The id of an article, to the article and obligor to outcome; hashing an article takes long."""
Key = tuple[bool, ...]
"""What a rule can tell of an attacker: for each of its conditions whether it is met."""
Block = tuple[Instrument, Article, str, tuple[str, ...], tuple[tuple[str, str], ...]]
"""Instrument, article, victim, attackers of one class, (obligor, outcome) pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The answers of one day, a row for each attacker, victim, obligor and article.

    All columns have one length N. States are indices into `states`, articles into
    `articles`; outcomes are indices into `FIRMNESS` (0 due, 1 open ... 4 not due).
    """

    day: date
    states: tuple[str, ...]
    articles: tuple[str, ...]
    """``instrument#article``."""
    attacker: "numpy.ndarray[Any, Any]"
    """int16"""
    victim: "numpy.ndarray[Any, Any]"
    """int16"""
    obligor: "numpy.ndarray[Any, Any]"
    """int16; -1 is the organ of the instrument."""
    article: "numpy.ndarray[Any, Any]"
    """int16"""
    outcome: "numpy.ndarray[Any, Any]"
    """int8"""

    def of(self, attacker: str, victim: str) -> Mapping[str, Mapping[str, str]]:
        """Return reference to obligor to outcome for one pair, as `verdicts` does."""
        pair = (self.attacker == self.states.index(attacker)) & (
            self.victim == self.states.index(victim)
        )
        found: dict[str, dict[str, str]] = {}
        rows = zip(self.article[pair], self.obligor[pair], self.outcome[pair], strict=True)
        for article, obligor, outcome in rows:
            who = "organ" if obligor < 0 else self.states[obligor]
            found.setdefault(self.articles[article], {})[who] = FIRMNESS[outcome]
        return {reference: dict(sorted(of.items())) for reference, of in sorted(found.items())}


def states_on(register: "Register", day: date) -> tuple[str, ...]:
    """Return every state of the register's table that exists on ``day``, by code."""
    from foedus.names import states  # noqa: PLC0415 - the names' tables, only when asked

    return tuple(code for code in states() if exists(code, day))


def pairs(
    register: "Register",
    *,
    on: date,
    known_on: date | None = None,
    states: Iterable[str] | None = None,
) -> Pairs:
    """Return what every instrument in force says of an attack of every state on every other.

    Args:
        register: The register that speaks.
        on: The day.
        known_on: Only what was public by then.
        states: Only between these; default: all that exist on the day.
    """
    everyone = tuple(sorted(set(states if states is not None else states_on(register, on))))
    with _uncollected():
        blocks = _Day(register, on, known_on=known_on, states=everyone).blocks()
        return _columns(on, everyone, blocks)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from walking, again and again, all the objects that one pass makes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Day:
    """One day of the register: its instruments, and a scene for each pair that is asked for."""

    def __init__(
        self, register: "Register", day: date, *, known_on: date | None, states: tuple[str, ...]
    ) -> None:
        self._register, self._day, self._known_on = register, day, known_on
        self._states = states
        self._scenes: dict[tuple[str, str], Scene] = {}
        self._bearerwise: dict[int, bool] = {}

    @cached_property
    def _instruments(self) -> tuple[Instrument, ...]:
        found = (
            i for i in self._register.instruments.values() if i.status_on(self._day) == "in_force"
        )
        return tuple(sorted(found, key=lambda i: i.id))

    @cached_property
    def _overriders(self) -> Overriders:
        return overriders_of(self._register.instruments.values())

    def blocks(self) -> Iterator[Block]:
        """Yield the answers, those of one class of attackers at a time."""
        for instrument in self._instruments:
            shielded = [s.state for s in instrument.protects if self._day in s.span]
            bound = [*instrument.bound_on(self._day), *shielded]
            asked = _of_the_attacker(instrument, self._overriders, register=self._register)
            for victim in dict.fromkeys(state for state in bound if state in self._states):
                for attackers in self._classes(instrument, victim, asked=asked):
                    yield from self._block(instrument, victim, attackers=attackers)

    def _classes(
        self,
        instrument: Instrument,
        victim: str,
        *,
        asked: tuple[tuple[Condition, Instrument], ...],
    ) -> Iterable[tuple[str, ...]]:
        """Return the attackers that no rule of the instrument can tell apart, class by class."""
        others = [state for state in self._states if state != victim]
        if not asked:
            return [tuple(others)] if others else []
        if any(not isinstance(condition, Attacker) for condition, _ in asked):
            return [(state,) for state in others]
        scene = self._scene(others[0], victim)
        anybody = {**scene.domains, "attacker": frozenset(others)}
        scene = scene.widened(domains=anybody)
        met = [
            who_meets(
                condition, scope_of(scene, "organ", instrument=home, article=home.articles[0])
            )
            for condition, home in asked
            if isinstance(condition, Attacker)
        ]
        classes: dict[Key, list[str]] = {}
        for state in others:
            classes.setdefault(tuple(state in states for states in met), []).append(state)
        return map(tuple, classes.values())

    def _block(
        self, instrument: Instrument, victim: str, *, attackers: tuple[str, ...]
    ) -> Iterator[Block]:
        parties = set(instrument.bound_on(self._day))
        outside = [state for state in attackers if state not in parties]
        first = (outside or list(attackers))[0]
        found = self._answers(instrument, self._scene(first, victim))
        if not outside and len(attackers) > 1:
            # Each of them is a party: what the first owes is seen where another attacks.
            second = self._answers(instrument, self._scene(attackers[1], victim))
            for key, (_, owed) in found.items():
                owed[first] = second[key][1].get(first, "not_due")
        for article, by_obligor in found.values():
            yield instrument, article, victim, attackers, tuple(by_obligor.items())

    def _answers(self, instrument: Instrument, scene: Scene) -> Answers:
        found: Answers = {}
        shared: dict[int, str] = {}
        for home, article, bearer in candidates(scene, (instrument,)):
            key = id(article)
            alone = bearer in (scene.victim, *scene.attackers) or self._is_own(
                bearer, home, article
            )
            due = None if alone else shared.get(key)
            if due is None:
                scope = scope_of(scene, bearer, instrument=home, article=article)
                rule = rule_of(scope, overriders=self._overriders)
                due = verdict_of(rule, Exact(scene, rule.roots, bearer=bearer))
                if not alone:
                    shared[key] = due
            found.setdefault(key, (article, {}))[1][bearer] = due
        return found

    def _is_own(self, bearer: str, instrument: Instrument, article: Article) -> bool:
        """Tell whether what is asked of one obligor may differ from what is asked of the others."""
        key = id(article)
        if key not in self._bearerwise:
            above = f"{instrument.id}#{article.id}" in self._overriders
            self._bearerwise[key] = above or _asks_the_bearer(article, instrument)
        return self._bearerwise[key] or _has_bonds_of_its_own(bearer, instrument)

    def _scene(self, attacker: str, victim: str) -> Scene:
        key = (attacker, victim)
        if key not in self._scenes:
            incident = Incident(
                victims=(victim,),
                attackers=(attacker,),
                day=self._day,
                attacks=ATTACK,
                attacker_kinds=frozenset({"state"}),
                known_on=self._known_on,
            )
            # Thousands of rules would cost more to keep than to ground.
            own = Setting(keeps=False)
            self._scenes[key] = set_scene(incident, victim, register=self._register, setting=own)
        return self._scenes[key]


OF_THE_BEARER = (BearerIn, BearerPartyTo)


def _asks_the_bearer(article: Article, instrument: Instrument) -> bool:
    """Tell whether a condition of the article, or a term of the file, asks who the obligor is."""
    whole = replace(instrument, articles=(article,))
    return any(
        isinstance(part, OF_THE_BEARER)
        or (isinstance(part, SoilOf | AdministeredBy) and "bearer" in part.whom)
        or (isinstance(part, VictimIn) and "bearer" in part.states)
        or (isinstance(part, RecognisedBy | Request) and part.by == "bearer")
        for part in _conditions(whole)
    )


def _has_bonds_of_its_own(state: str, instrument: Instrument) -> bool:
    """Tell whether reservations or suspensions of a party make its norm another one."""
    patched = (s for p in instrument.reservations for s in (p.by, *p.states))
    parted = (p.state for p in instrument.participation)
    return state in {*patched, *parted, "organ"}


def _of_the_attacker(
    instrument: Instrument, overriders: Overriders, *, register: "Register"
) -> tuple[tuple[Condition, Instrument], ...]:
    """Return every condition of its rules that asks who attacked, with the file it stands in."""
    above = {
        id(home): home
        for reference, found in overriders.items()
        if reference.partition("#")[0] == instrument.id
        for home, _ in found
    }
    return tuple(
        (part, home)
        for home in (instrument, *above.values())
        for part in _conditions(home)
        if isinstance(part, Attacker)
        or (isinstance(part, SoilOf | AdministeredBy) and "attacker" in part.whom)
    )


def _conditions(instrument: Instrument) -> Iterator[Condition]:
    found: list[Condition] = [*instrument.terms.values()]
    for article in instrument.articles:
        found += [article.when, *(u.when for u in article.unless)]
        found += [c for c in (article.needs, *(w.when for w in article.otherwise)) if c]
        found += [r.when for r in article.readings if r.when]
    for patch in (*instrument.reservations, *instrument.interpretations):
        found += patch.conditions.values()
    yield from (part for c in found for part in walk(c) if not isinstance(part, Term))


def _columns(day: date, states: tuple[str, ...], blocks: Iterable[Block]) -> Pairs:
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    at = {state: i for i, state in enumerate(states)} | {"organ": -1}
    articles: dict[str, int] = {}
    parts: list[list[Any]] = [[], [], [], [], []]
    for instrument, article, victim, attackers, answers in blocks:
        owing = [(at[who], FIRMNESS.index(due)) for who, due in answers if who in at]
        who = np.array([at[a] for a in attackers], np.int16)
        obligor, outcome = np.array(owing, np.int16).reshape(-1, 2).T
        grid = np.repeat(who, len(obligor))
        bearers = np.tile(obligor, len(who))
        free = grid != bearers  # who attacks owes its victim nothing
        number = articles.setdefault(f"{instrument.id}#{article.id}", len(articles))
        size = len(grid)
        victims, numbers = np.full(size, at[victim], np.int16), np.full(size, number, np.int16)
        made = [grid, victims, bearers, numbers, np.tile(outcome, len(who))]
        for part, column in zip(parts, made, strict=True):
            part.append(column[free])
    empty = np.array([], np.int16)
    attacker, victim_, obligor, article_, outcome = (
        np.concatenate(part) if part else empty for part in parts
    )
    return Pairs(
        day=day,
        states=states,
        articles=tuple(articles),
        attacker=attacker,
        victim=victim_,
        obligor=obligor,
        article=article_,
        outcome=outcome.astype(np.int8),
    )
