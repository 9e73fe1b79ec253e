"""What does an article ask where only the names of the columns are known?

The scene of a batch is one incident with everything open that a column will tell.
Grounding it gives one circuit for all rows; what no column tells is a constant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from foedus.case.checking import checked, is_state
from foedus.case.circuit import Circuit, Node
from foedus.case.decision import overriders_of
from foedus.case.exact import Exact
from foedus.case.incident import Incident
from foedus.case.outcome import verdict_of
from foedus.case.rule import rule_of
from foedus.case.scene import Scene, set_scene
from foedus.case.scope import Scope, scope_of
from foedus.commitment.instrument import Article, Instrument
from foedus.errors import IncidentError, UnknownState

if TYPE_CHECKING:
    from foedus.commitment import Register

CATEGORIES = ("attack", "attacker_kind", "target", "place", "attacker")
"""Columns of still-possible values; every other column is a fact."""
VERDICTS = {"due": 1, "not_due": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One obligor under one article, for one victim."""

    article: str
    """A reference such as ``rus-prk-2024#art4``."""
    victim: str
    bearer: str
    """Alpha-3, or ``organ``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One asked article, grounded on what all rows share."""

    asked: Asked
    scope: Scope
    root: int
    """Node of the scene's circuit: the norm is due."""
    constant: int | None = None
    """1 or -1 where the columns cannot change the answer."""

    @property
    def domains(self) -> dict[str, frozenset[str]]:
        """Return every value of each category, for this obligor."""
        return {name: self.scope.domain(name) for name in CATEGORIES}

    @property
    def possible(self) -> dict[str, frozenset[str]]:
        """Return what is possible of each category in any row."""
        told = self.scope.scene.possible
        return {name: told[name] & domain for name, domain in self.domains.items()}

    @property
    def leaves(self) -> tuple[Node, ...]:
        """Return the leaves on which the answer may turn: none where it is constant."""
        if self.constant is not None:
            return ()
        return leaves_below(self.scope.circuit, self.root)

    @property
    def facts(self) -> Mapping[str, bool]:
        """Return the facts that are settled in all rows."""
        return self.scope.scene.facts


def opened(
    asked: Iterable[Asked],
    *,
    register: "Register",
    day: date,
    columns: Iterable[str],
    told: Incident | None,
) -> tuple[Opened, ...]:
    """Return each article grounded, in the order asked.

    Raises:
        IncidentError, UnknownName: As `foedus.case.batch.batch_of` says.
    """
    names = frozenset(columns)
    overriders = overriders_of(register.instruments.values())
    scenes: dict[str, Scene] = {}
    found = []
    for one in asked:
        if one.victim not in scenes:
            scenes[one.victim] = _scene(one.victim, register, day=day, columns=names, told=told)
        if one.bearer != "organ" and not is_state(one.bearer):
            raise _unknown(one.bearer)
        scene = scenes[one.victim]
        instrument, article = _article(one.article, register, day=day)
        if article.binds_attacker and "attacker" in names and not scene.attackers:
            raise _owed_by_the_attacker(one)
        scope = scope_of(scene, one.bearer, instrument=instrument, article=article)
        rule = rule_of(scope, overriders=overriders)
        verdict = verdict_of(rule, Exact(scene, rule.roots, bearer=one.bearer))
        if verdict == "text_unknown":
            raise IncidentError(
                one.article,
                f"its text was not public by {scope.known_on}, so no column can decide it.",
                "Leave the article out, or ask as of a later day.",
            )
        constant = VERDICTS.get(verdict) if _is_in_text(article, scope) else -1
        found.append(Opened(asked=one, scope=scope, root=rule.due.node, constant=constant))
    return tuple(found)


def _is_in_text(article: Article, scope: Scope) -> bool:
    assert scope.instrument is not None
    start = scope.instrument.life.in_force or scope.day
    public = article.known_from is None or article.known_from <= scope.known_on
    return public and max(scope.day, start) in article.versions


def _article(reference: str, register: "Register", *, day: date) -> tuple[Instrument, Article]:
    article = register.article(reference)
    instrument = register.instrument(reference.partition("#")[0])
    if not article.is_decided:
        raise IncidentError(
            reference,
            "no incident starts what it owes.",
            "Ask of an article that has a condition.",
        )
    start = instrument.life.in_force
    current = instrument.article(article.id, on=max(day, start) if start else day)
    return instrument, current or article


def _scene(
    victim: str,
    register: "Register",
    *,
    day: date,
    columns: frozenset[str],
    told: Incident | None,
) -> Scene:
    told = told or Incident(victims=(victim,), day=day)
    facts = {**told.facts, **dict.fromkeys(sorted(columns - {*CATEGORIES}))}
    base = replace(told, victims=(victim,), day=day, facts=facts)
    if "target" in columns:
        # What is attacked differs from row to row, so it tells nothing of the place.
        base = replace(base, targets=frozenset())
    scene = set_scene(checked(base, register), victim, register=register)
    told_of = {"place": base.places, "attacker": base.attackers}
    wide = (n for n in CATEGORIES if n in columns and not told_of.get(n))
    return scene.widened(possible={**scene.possible, **{n: scene.domains[n] for n in wide}})


def _owed_by_the_attacker(one: Asked) -> IncidentError:
    # A row could name the obligor as the attacker, and its duty would stand: whether such
    # rows occur cannot be seen from the columns' names.
    return IncidentError(
        one.article,
        f"{one.bearer} owes it also where it is itself the attacker, and nobody is named as one.",
        "Name in 'told' all attackers that can occur, or leave the column 'attacker' out.",
    )


def _unknown(code: str) -> UnknownState:
    from foedus.names import states  # noqa: PLC0415 - the names' tables, only when asked

    return UnknownState(code, states(), place="bearer")


def leaves_below(circuit: Circuit, root: int) -> tuple[Node, ...]:
    """Return the facts and memberships below a node, in the order of their numbers."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        match circuit.nodes[number]:
            case ("not", int(part)):
                waiting.append(part)
            case ("all" | "any", tuple(parts)) | ("count", _, tuple(parts)):
                waiting += parts
    return tuple(circuit.nodes[n] for n in sorted(seen) if circuit.nodes[n][0] in ("fact", "in"))
