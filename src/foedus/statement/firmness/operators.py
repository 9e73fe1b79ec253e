"""Which words are operators, and which class does each belong to?

The words stand in ``register/lexicon/firmness.yaml`` in their base form. A section is a
place where an operator can stand: beside the event, before an event noun, over the event
as its governor, at the head of its clause.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedus.content import tree
from foedus.errors import Fault, RegisterError
from foedus.statement.lexicon import HeldFiles, inflect

FILE = "firmness.yaml"
SECTIONS = ("beside", "determiner", "attribute", "governing", "marker")
Classes = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operators:
    """The class of each operator's form, in small letters, by the place where it stands."""

    beside: Classes
    determiner: Classes
    attribute: Classes
    governing: Classes
    marker: Classes
    none: frozenset[str]
    """Words of none, as subject or object ("nobody")."""


def operators(files: Mapping[str, Any] | None = None) -> Operators:
    """Return the operators of the lexicon's ``files``; without them, of the register in use.

    Raises:
        RegisterError: A section is missing, or one word stands in two classes of a section.
    """
    return _operators(HeldFiles(tree("lexicon") if files is None else files))


@lru_cache(maxsize=2)
def _operators(held: HeldFiles) -> Operators:
    content = held.files.get(FILE, {})
    faults = list(_faults(content))
    if faults:
        raise RegisterError(faults)
    irregular = held.files.get("inflections.yaml", {}).get("inflections", {}) | content["forms"]
    return Operators(
        **{name: _by_word(content[name]) for name in SECTIONS if name != "governing"},
        governing=_by_form(content["governing"], irregular),
        none=frozenset(content["none"]),
    )


def _faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    place = f"lexicon/{FILE}"
    for name in (*SECTIONS, "none", "forms"):
        if not content.get(name):
            yield Fault(place, 0, f"The section '{name}' is missing.", "Add it.")
    for name in SECTIONS:
        seen: dict[str, str] = {}
        for group, words in (content.get(name) or {}).items():
            for word in words:
                if word in seen:
                    problem = f"'{word}' stands in '{seen[word]}' and '{group}' of '{name}'."
                    yield Fault(place, 0, problem, "Keep one of the two.")
                seen[word] = group


def _by_word(groups: Mapping[str, Sequence[str]]) -> Classes:
    return {word: group for group, words in groups.items() for word in words}


def _by_form(
    groups: Mapping[str, Sequence[str]], irregular: Mapping[str, Sequence[str]]
) -> Classes:
    forms: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            verb, *particle = word.split()
            for form in (*inflect(verb, irregular), verb + "s"):
                forms.setdefault(" ".join((form, *particle)), group)
    # A base form is itself, whatever it may be a form of ("found", "bound").
    return {**forms, **_by_word(groups)}
