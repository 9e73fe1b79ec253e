"""Which facts may be asked, and in which words? The questions of the lexicon's facts.yaml."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

FAMILIES: Mapping[str, str] = {
    "request": "Has it been asked for by {of}?",
    "finding": "Has it been found to be so by {of}?",
    "recognised_by": "Is the place recognised as lawfully that of the state attacked by {of}?",
    "step": "Has the step '{step}' been taken in {of}?",
    "vote": "Was the vote of {of} in the {body} for it?",
    "reaches": "Does the area '{of}' reach to the place of the attack?",
    "assists": "Is help in fact given to the state attacked by {of}?",
    "supports_attacker": "Is the attacker supported by {of}?",
    "mobilises": "Have forces been mobilised by {of}?",
    "acted": "Has what is owed been given by {of}?",
    "objection": "Was there an objection of {of} in the {body}?",
    "ended": "Had {instrument} ended, as the account '{of}' has it?",
    "suspended": "Does the suspension of {of} suspend its rights and duties under {instrument}?",
    "reading": "Does the {language} text prevail for '{term}' in {of}?",
}
"""Facts made of a family and a subject: ``request.PRK``, ``vote.council.USA`` and the like.

``request.<who>``, ``finding.<body>``, ``recognised_by.<ISO3>``, ``step.<ISO3>.<step id>``,
``vote.<body>`` (the decision) and ``vote.<body>.<ISO3>`` (one vote), ``objection.<body>.<ISO3>``,
``reaches.<zone>``, ``assists.<ISO3>``, ``supports_attacker.<ISO3>``, ``mobilises.<ISO3>``,
``acted.<ISO3>``, ``suspended.<instrument>.<ISO3>`` (or ``.<ISO3>.<ISO3>``: towards one),
``ended.<instrument>.<id>``, ``reading.<instrument>.<term>.<language>`` and
``reading.<instrument>.<article>.<id of the reading>``.
"""
_PARTS = {
    "vote": (1, 2),
    "step": (2,),
    "suspended": (2, 3),
    "reading": (3,),
    "objection": (2,),
    "ended": (2,),
}
_BODIES = {"unsc": "the Security Council", "joint": "the parties together"}
_WORD = re.compile(r"[A-Za-z0-9_-]++")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuestion:
    """One fact: the question that it answers, and what is taken where nobody says."""

    name: str
    question: str
    kind: str
    """event | status | request | judgement | finding | consent | conduct"""
    default: bool | None = None
    """Taken where the fact is not given, printed as an assumption; None: open."""
    cite: str | None = None
    note: str | None = None


def to_fact(name: str, plain: Mapping[str, Any]) -> FactQuestion:
    """Return the question of one entry of a checked file."""
    return FactQuestion(name=name, **plain)


def is_facts_file(name: str) -> bool:
    """Tell whether a file of the lexicon holds facts: ``facts.yaml``, ``facts-<topic>.yaml``."""
    return re.fullmatch(r"facts(-[a-z0-9]+)*\.yaml", name) is not None


def is_made_fact(name: str) -> bool:
    """Tell whether ``name`` is a well-formed member of one of `FAMILIES`.

    >>> is_made_fact("vote.council.USA"), is_made_fact("vote"), is_made_fact("external")
    (True, False, False)
    """
    family, *rest = name.split(".")
    if family not in FAMILIES or not rest:
        return False
    return len(rest) in _PARTS.get(family, (1,)) and all(_WORD.fullmatch(part) for part in rest)


def made_question(
    name: str, *, votes: Mapping[str, str], called: Callable[[str], str] = str
) -> FactQuestion:
    """Return the question of a fact of one of `FAMILIES`.

    Args:
        name: A name for which `is_made_fact` holds.
        votes: Body to the question of its votes, with ``{state}`` in it.
        called: How a state's code is called in running text.
    """
    family, first, *rest = name.split(".")
    text = FAMILIES[family]
    said = first.replace("_", " ")
    words = {"of": called(first) if first.isupper() else _BODIES.get(first, f"the {said}")}
    match family:
        case "vote" if not rest:
            text = "Has it been decided by {of}, with the votes that it takes?"
        case "reaches":
            words = {"of": first}
        case "vote":
            words = {"of": called(rest[0]), "body": said}
            text = votes.get(first, text).replace("{state}", "{of}")
        case "objection":
            words = {"of": called(rest[0]), "body": said}
        case "ended":
            words = {"of": rest[0].replace("_", " "), "instrument": first}
        case "step":
            words["step"] = rest[0].replace("_", " ")
        case "suspended":
            towards = f" towards {called(rest[1])}" if len(rest) > 1 else ""
            words = {"of": called(rest[0]) + towards, "instrument": first}
        case "reading":
            words = {"of": first, "term": rest[0].replace("_", " "), "language": rest[1]}
    kind = {"request": "request", "step": "conduct", "vote": "conduct"}.get(family, "finding")
    return FactQuestion(name=name, question=text.format(**words), kind=kind)
