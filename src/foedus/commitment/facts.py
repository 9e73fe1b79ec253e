"""Which facts may be asked, and in which words? The questions of the lexicon's facts.yaml."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

FAMILIES: Mapping[str, str] = {
    "request": "Has {of} asked for it?",
    "finding": "Has {of} found that it is so?",
    "recognised_by": "Does {of} recognise the place as lawfully that of the state attacked?",
    "step": "Has the step '{step}' been taken in {of}?",
    "vote": "Did {of} vote for it in the {body}?",
    "reading": "Does the {language} text prevail for '{term}' in {of}?",
}
"""Facts made of a family and a subject: ``request.PRK``, ``vote.council.USA`` and the like.

``request.<who>``, ``finding.<body>``, ``recognised_by.<ISO3>``, ``step.<ISO3>.<step id>``,
``vote.<body>.<ISO3>``, ``reading.<instrument>.<term>.<language>``.
"""
_PARTS = {"vote": 3, "step": 3, "reading": 4}
_WORD = re.compile(r"[A-Za-z0-9_-]+\Z")


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


def to_facts(plain: Mapping[str, Any]) -> dict[str, FactQuestion]:
    """Return the questions of a checked file, by name."""
    return {name: FactQuestion(name=name, **entry) for name, entry in plain["facts"].items()}


def is_made_fact(name: str) -> bool:
    """Tell whether ``name`` is a well-formed member of one of `FAMILIES`.

    >>> is_made_fact("vote.council.USA"), is_made_fact("vote.council"), is_made_fact("external")
    (True, False, False)
    """
    family, *rest = name.split(".")
    if family not in FAMILIES or not rest:
        return False
    return len(rest) + 1 == _PARTS.get(family, 2) and all(map(_WORD.match, rest))


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
    words = {"of": called(first)}
    match family:
        case "vote":
            words = {"of": called(rest[0]), "body": first.replace("_", " ")}
            text = votes.get(first, text).replace("{state}", "{of}")
        case "step":
            words["step"] = rest[0].replace("_", " ")
        case "reading":
            words |= {"term": rest[0].replace("_", " "), "language": rest[1]}
    kind = {"request": "request", "step": "conduct", "vote": "conduct"}.get(family, "finding")
    return FactQuestion(name=name, question=text.format(**words), kind=kind)
