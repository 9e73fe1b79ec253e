"""Which states, groups, offices, people and instruments does a text name, and where?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from foedus.names.guards import is_bare_surname, is_before_name, is_persons_name, is_persons_noun
from foedus.names.mention import Kind, Mention
from foedus.names.spelling import unquoted
from foedus.names.tables import register
from foedus.names.vocabulary import Sense, vocabulary

Hit = tuple[int, int, Sense]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """The automaton over all forms, and what each form means."""

    automaton: Any
    senses: tuple[Sense, ...]


def find_names(text: str, *, on: date | None = None) -> list[Mention]:
    """Return all names in ``text``, in order; no two overlap, the longest form wins.

    A form counts only as whole words. Capitals count (turkey is no state) except in
    words of office. Curly and straight apostrophes are equal; a possessive 's stays out.

    Args:
        text: Running text, NFC; spans index into it.
        on: The text's day: a name that did not yet exist is not found.

    >>> [(m.name, m.ids) for m in find_names("Moscow’s pledge to the DPRK")]
    [('Russia', ('RUS',)), ('North Korea', ('PRK',))]
    """
    plain = unquoted(text)
    kept: list[Hit] = []
    end = 0
    for hit in _whole_words(plain, on):
        if hit[0] >= end and _holds(plain, hit):
            kept.append(hit)
            end = hit[1]
    foreign = _foreign(text)
    near = {id_ for _, _, sense in kept if sense.guard != "loose" for id_ in sense.ids}
    found = [
        Mention(start, stop, cast(Kind, sense.kind), sense.ids, sense.name)
        for start, stop, sense in kept
        if sense.kind != "not_name" and (sense.guard != "loose" or _is_at_home(sense, near))
    ]
    return sorted((*found, *foreign), key=lambda m: m.start) if foreign else found


def _foreign(text: str) -> list[Mention]:
    """Return what is named in other scripts; the tables of these are read only for such texts."""
    if text.isascii():
        return []
    from foedus.names.tongues import find_foreign, has_foreign_letters  # noqa: PLC0415

    return find_foreign(text) if has_foreign_letters(text) else []


def _whole_words(text: str, on: date | None) -> list[Hit]:
    finder = _finder(register())
    senses = finder.senses
    found: list[tuple[int, int, int]] = []
    for index, start, end in finder.automaton.find_matches_as_indexes(text, overlapping=True):
        if start and text[start - 1].isalnum() and text[start].isalnum():
            continue
        if text[end : end + 1].isalnum() and text[end - 1].isalnum():
            continue
        found.append((start, -end, index))
    found.sort()
    hits = ((start, -end, senses[index]) for start, end, index in found)
    return [hit for hit in hits if on is None or hit[2].since is None or hit[2].since <= on]


def _holds(text: str, hit: Hit) -> bool:
    start, end, sense = hit
    match sense.guard:
        case "person":
            return not is_persons_name(text, start, end)
        case "surname":
            return is_bare_surname(text, start)
        case "noun":
            return is_persons_noun(text, start, end)
        case "prefix":
            return text[end : end + 1] == "-"
        case "loose":
            return not is_before_name(text, end)
    return True


def _is_at_home(sense: Sense, near: set[str]) -> bool:
    # "the North" is North Korea only where the text names one of the two Koreas otherwise.
    return (
        bool(near & {"PRK", "KOR"})
        if set(sense.ids) <= {"PRK", "KOR"}
        else bool(near & set(sense.ids))
    )


@cache
def _finder(root: Path) -> Finder:
    from ahocorasick_rs import (  # noqa: PLC0415 - only when a text is read
        AhoCorasick,
        Implementation,
        MatchKind,
    )

    forms = vocabulary(root)
    automaton = AhoCorasick(
        list(forms),
        matchkind=MatchKind.Standard,
        implementation=Implementation.ContiguousNFA,
        store_patterns=False,
    )
    return Finder(automaton=automaton, senses=tuple(forms.values()))


def forms() -> Iterator[str]:
    """Yield every written form that `find_names` knows."""
    yield from vocabulary(register())
