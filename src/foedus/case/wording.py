"""How is a rule said in plain words? Every constructor prints itself."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from foedus.case.spots import ELSEWHERE, SOIL
from foedus.commitment import condition as c
from foedus.commitment.instrument import Unless
from foedus.commitment.register import WITH_ARTICLE

if TYPE_CHECKING:
    from foedus.case.scope import Scope
    from foedus.commitment import Register

VALUES = {
    "none": "no attack at all",
    "danger": "a danger of aggression",
    "aggression_not_armed": "aggression without arms",
    "armed_aggression": "armed aggression",
    "armed_attack": "an armed attack",
    "invasion": "an invasion",
    "state": "a state",
    "states": "several states",
    "non_state": "an armed group that is no state",
    "unknown": "somebody unknown",
    "territory": "territory",
    "forces": "armed forces",
    "vessel": "a vessel",
    "aircraft": "an aircraft",
    "nationals": "nationals",
    "infrastructure": "infrastructure",
    ELSEWHERE: "a place outside every zone, on nobody's soil",
}
"""Values of the categories, in words."""
CATEGORIES = {
    "attack": "Which kind of attack was it?",
    "attacker_kind": "Who attacked: a state, several states or an armed group?",
    "target": "What was attacked?",
    "place": "Where did it happen?",
    "attacker": "Which state attacked?",
}
"""Each category's question."""
EFFECT_WORDS = {
    "defeats": "defeats the duty",
    "ends": "ends the duty",
    "suspends": "suspends the duty",
    "reduces_to_consult": "leaves only consultation",
    "own_choice_of_form": "leaves the form of help to the obligor",
    "forum_is": "makes another body the forum",
}


@cache
def called(code: str) -> str:
    """Return a state's name in running text; what is no state's code returns as it is."""
    from foedus.names import state_name  # noqa: PLC0415 - the names' tables, only when asked

    if len(code) != 3 or not code.isupper():
        return code.replace("_", " ")
    return f"the {state_name(code)}" if code in WITH_ARTICLE else state_name(code)


@lru_cache(maxsize=4096)
def named(text: str) -> str:
    """Return ``text`` with every ``{ABC}`` replaced by the state's name, and a capital first."""
    head, *rest = text.split("{")
    parts = [head]
    for piece in rest:
        code, _, tail = piece.partition("}")
        parts += [called(code), tail]
    full = "".join(parts)
    return full[:1].upper() + full[1:]


def value_words(value: str) -> str:
    """Return a category's value in words: a kind, a place with its claim, one or more states."""
    if value in VALUES:
        return VALUES[value]
    if value.startswith(SOIL):
        return f"the soil of {called(value.removeprefix(SOIL))}"
    place, *claims = value.split("/")
    if claims:
        return f"{place} (as the soil of {' held by '.join(map(called, claims))})"
    return listed(map(called, value.split("+")), word="and")


def listed(words: Iterable[str], *, word: str = "or") -> str:
    """Return words as a list in running text.

    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    *most, last = list(words) or ["nothing"]
    return f"{', '.join(most)} {word} {last}" if most else last


def fact_question(name: str, register: "Register") -> str:
    """Return the question that a fact answers."""
    if (known := register.fact(name)) is not None:
        return known.question
    family, *rest = name.split(".")
    match family:
        case "vote":
            return f"Has the {rest[0].replace('_', ' ')} decided it, with the votes that it takes?"
        case "reaches":
            return f"Does '{rest[0]}' reach to the place of the attack?"
        case "suspended":
            what = f"suspend its rights and duties under {rest[0]}"
            return f"Does the suspension of {called(rest[1])} {what}?"
    raise AssertionError(name)


def sentence(said: c.Condition | Unless | str, scope: "Scope") -> str:
    """Return what a node of a rule says, as a sentence or, for a fact, as its question."""
    if isinstance(said, str):
        return named(said)
    if isinstance(said, Unless):
        return _exception(said)
    return named(PHRASES[type(said)](said, scope))


def _exception(said: Unless) -> str:
    why = f" {said.why}" if said.why else ""
    name = said.id.replace("_", " ")
    return f"The exception '{name}', which {EFFECT_WORDS[said.effect]}, does not apply.{why}"


def _whom(words: Iterable[str], scope: "Scope", *, word: str = "or") -> str:
    roles = {
        "victim": f"{{{scope.scene.victim}}}",
        "bearer": f"{{{scope.bearer}}}",
        "parties": "a party",
        "attacker": "the attacker",
    }
    return listed((roles.get(w, f"{{{w}}}") for w in words), word=word)


def _attacker(said: c.Attacker, scope: "Scope") -> str:
    parts = []
    if said.in_:
        parts.append(f"is {_whom(said.in_, scope)}")
    if said.not_in:
        parts.append(f"is not {_whom(said.not_in, scope)}")
    if said.party is not None:
        parts.append("is a party" if said.party else "is no party")
    if said.allied_with:
        parts.append(f"is allied with {_whom(said.allied_with, scope)}")
    return f"The attacker {listed(parts, word='and')}."


def _vote(said: c.Vote, scope: "Scope") -> str:
    body = said.body.replace("_", " ")
    if said.no_objection:
        return f"No member of the {body} objects."
    share = f"{said.share} of its members vote for it" if said.share else "it is decided there"
    if said.more_than:
        share = f"more than {said.more_than} of its members vote for it"
    excluded = f", without the votes of {_whom(said.exclude, scope)}" if said.exclude else ""
    return f"In the {body}, {share}{excluded}."


def _request(said: c.Request, scope: "Scope") -> str:
    return f"{_whom((said.by,), scope)} has asked for it."


def _finding(said: c.Finding, scope: "Scope") -> str:
    who = "The parties together have" if said.by == "joint" else f"{_whom((said.by,), scope)} has"
    return f"{who} found that it is so."


def _recognised(said: c.RecognisedBy, scope: "Scope") -> str:
    by, victim = _whom((said.by,), scope), scope.scene.victim
    return f"{by} recognises the place as lawfully that of {{{victim}}}."


PHRASES: dict[type[c.Condition], Callable[[Any, "Scope"], str]] = {
    c.All: lambda s, _: f"All {len(s.of)} of these hold." if len(s.of) > 1 else "This holds.",
    c.Any: lambda s, _: "At least one of these holds.",
    c.Not: lambda s, _: "The following is not so.",
    c.Count: lambda s, _: f"At least {s.at_least} of these {len(s.of)} hold.",
    c.Term: lambda s, _: f"It is a case of '{s.name.replace('_', ' ')}'.",
    c.Fact: lambda s, scope: fact_question(s.name, scope.scene.register),
    c.Attack: lambda s, _: f"It is at least {VALUES[s.at_least]}.",
    c.By: lambda s, _: f"It comes from {listed(VALUES[k] for k in s.kinds)}.",
    c.Attacker: _attacker,
    c.Target: lambda s, _: f"What is attacked: {listed(VALUES[k] for k in s.kinds)}.",
    c.Place: lambda s, _: f"It falls in {listed(s.names)}.",
    c.SoilOf: lambda s, scope: f"It falls on the soil of {_whom(s.whom, scope)}.",
    c.AdministeredBy: lambda s, scope: f"The place is administered by {_whom(s.whom, scope)}.",
    c.RecognisedBy: _recognised,
    c.BearerIn: lambda s, scope: f"The obligor is {_whom(s.states, scope)}.",
    c.BearerPartyTo: lambda s, scope: f"{{{scope.bearer}}} is a party to {s.instrument}.",
    c.VictimIn: lambda s, scope: f"The state attacked is {_whom(s.states, scope)}.",
    c.Request: _request,
    c.Finding: _finding,
    c.Vote: _vote,
}
"""Every constructor's words; a test holds the list equal to the vocabulary."""
