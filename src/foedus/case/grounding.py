"""What does this rule ask of this incident, for this obligor, on this day?

Grounding replaces what the register knows (membership, dates, whose soil a place
is) by constants, and leaves a circuit over the facts and categories of the
incident. A branch outside its ``from``/``until``, or not yet public on
``known_on``, is not in the text: it falls away from the rule that holds it.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from foedus.case.alike import is_alike
from foedus.case.atoms import ATOMS
from foedus.case.scope import (
    Grounded,
    Scope,
    conjunction,
    constant,
    disjunction,
    fact,
    negation,
)
from foedus.commitment import condition as c
from foedus.commitment.instrument import Unless, Weaker


def stands(element: c.Condition | Unless | Weaker, *, day: date, known_on: date) -> bool:
    """Tell whether ``element`` is in the text on ``day``, as far as was public on ``known_on``."""
    begun = element.from_ is None or element.from_ <= day
    ended = element.until is not None and element.until <= day
    return begun and not ended and (element.known_from is None or element.known_from <= known_on)


def ground(condition: c.Condition, scope: Scope) -> Grounded | None:
    """Return the condition over this incident, or None if it is not in the text that day."""
    if not stands(condition, day=scope.day, known_on=scope.known_on):
        return None
    if scope.granted or scope.patches or not is_alike(condition, scope.instrument):
        return GROUNDERS[type(condition)](condition, scope)
    make = partial(GROUNDERS[type(condition)], condition, scope)
    return scope.scene.setting.alike(condition, scope.instrument, make)


def _kept(parts: Iterable[c.Condition], scope: Scope) -> tuple[Grounded, ...]:
    return tuple(g for g in (ground(p, scope) for p in parts) if g is not None)


def _all(said: c.All, scope: Scope) -> Grounded | None:
    parts = _kept(said.of, scope)
    return conjunction(said, parts, scope=scope) if parts or not said.of else None


def _any(said: c.Any, scope: Scope) -> Grounded | None:
    parts = _kept(said.of, scope)
    return disjunction(said, parts, scope=scope) if parts or not said.of else None


def _not(said: c.Not, scope: Scope) -> Grounded | None:
    part = ground(said.of, scope)
    return None if part is None else negation(said, part, scope=scope)


def _count(said: c.Count, scope: Scope) -> Grounded:
    parts = _kept(said.of, scope)
    node = scope.circuit.at_least(said.at_least, (p.node for p in parts))
    return Grounded(node, "count", said, parts, None, said.at_least)


def _term(said: c.Term, scope: Scope) -> Grounded | None:
    assert scope.instrument is not None
    if said.name in scope.granted:
        return constant(True, said)
    patched = scope.patches.get(f"terms.{said.name}")
    part = ground(patched[0] if patched else scope.instrument.terms[said.name], scope)
    if part is None:
        return None
    own = scope.instrument.term_cites.get(said.name)
    cite = f"{own or said.name}, as {patched[1]} reads it" if patched else own
    return Grounded(part.node, "all", said, (part,), cite)


def _vote(said: c.Vote, scope: Scope) -> Grounded:
    whole, told = f"vote.{said.body}", scope.scene.incident.facts
    of_members = (f"{whole}.", f"objection.{said.body}.")
    if whole in told or not any(name.startswith(of_members) for name in told):
        # Nobody told how each member voted: one question, for the outcome.
        return fact(whole, said, scope=scope)
    voters = [s for s in _electorate(said, scope) if s not in said.exclude]
    if "disputants" not in said.exclude:
        return _tally(said, voters, scope=scope)
    disputants = {scope.scene.victim, *scope.scene.incident.victims, *scope.scene.attackers}
    fewer = _tally(said, [s for s in voters if s not in disputants], scope=scope)
    if said.exclude_if is None:
        return fewer
    every = _tally(replace(said, exclude=()), voters, scope=scope)
    asked = ground(said.exclude_if, scope)
    if asked is None:
        return every
    kept = negation("The disputants keep their votes.", asked, scope=scope)
    ways = (
        conjunction("The disputants have no vote.", (asked, fewer), scope=scope),
        conjunction("Every member has a vote.", (kept, every), scope=scope),
    )
    return disjunction(said, ways, scope=scope)


def _electorate(said: c.Vote, scope: Scope) -> tuple[str, ...]:
    register = scope.scene.register
    found: list[str] = []
    for word in said.of:
        if word == "parties":
            found += scope.parties
        elif word in register.instruments:
            found += register.instrument(word).parties_on(scope.day)
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))


def _tally(said: c.Vote, voters: list[str], *, scope: Scope) -> Grounded:
    if said.no_objection:
        silent = tuple(_no_objection(said.body, state, scope=scope) for state in voters)
        return conjunction(said, silent, scope=scope)
    names = [f"vote.{said.body}.{state}" for state in voters]
    votes = tuple(fact(name, c.Fact(name=name), scope=scope) for name in names)
    least = votes_needed(said, len(votes))
    node = scope.circuit.at_least(least, (v.node for v in votes))
    return Grounded(node, "count", said, votes, None, least)


def votes_needed(said: c.Vote, members: int) -> int:
    """Return how many of ``members`` votes carry it; a part of a vote does not decide.

    >>> from fractions import Fraction
    >>> votes_needed(c.Vote(body="b", share=Fraction(2, 3)), 19)
    13
    >>> votes_needed(c.Vote(body="b", more_than=Fraction(1, 2)), 18)
    10
    """
    if said.more_than is not None:
        return math.floor(said.more_than * members) + 1
    return math.ceil((1 if said.share is None else said.share) * members)


def _no_objection(body: str, state: str, *, scope: Scope) -> Grounded:
    """Return that a member does not object: who abstains or stays away does not."""
    name, told = f"objection.{body}.{state}", scope.scene.incident.facts
    if name in told:
        asked = fact(name, c.Fact(name=name), scope=scope)
        return negation(f"{{{state}}} does not object.", asked, scope=scope)
    name = f"vote.{body}.{state}"  # a vote against is an objection
    return fact(name, c.Fact(name=name), scope=scope)


GROUNDERS: dict[type[c.Condition], Callable[[Any, Scope], Grounded | None]] = {
    **ATOMS,
    c.All: _all,
    c.Any: _any,
    c.Not: _not,
    c.Count: _count,
    c.Term: _term,
    c.Vote: _vote,
}
"""Every constructor of the vocabulary; a test holds the two lists equal."""
