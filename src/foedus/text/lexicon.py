"""What does the register know of a language: its frequent words, months, abbreviations?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.content import content, tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language as ``register/lexicon/languages.yaml`` tells it; all words in small letters."""

    code: str
    """ISO 639-1."""
    script: str
    """latin, cyrillic, arabic, hangul, kana or han."""
    known: bool
    """False for a neighbour, known only so that it is not taken for another language."""
    words: frozenset[str]
    marks: frozenset[str]
    """Letters that its near neighbours do not use."""
    months: Mapping[str, int]
    """Month names and their short forms, each with its number, 1 to 12."""
    before_name: frozenset[str]
    before_number: frozenset[str]
    inside: frozenset[str]
    starters: frozenset[str]
    reporting: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every language of the register, and the agencies that sign a dateline."""

    languages: Mapping[str, Language]
    agencies: frozenset[str]

    def language(self, code: str) -> Language:
        """Return the language, or English for one that the register does not tell."""
        return self.languages.get(code) or self.languages["en"]

    def month(self, word: str) -> int | None:
        """Return the number of the month that ``word`` names in any language, else None."""
        key = word.casefold().rstrip(".")
        return next(
            (found.months[key] for found in self.languages.values() if key in found.months), None
        )


def lexicon() -> Lexicon:
    """Return the lexicon of the register in use.

    Raises:
        RegisterError: A file of ``register/lexicon`` is faulty.
    """
    return _read(content())


@cache
def _read(root: Path) -> Lexicon:
    table: dict[str, Any] = tree("lexicon", root=root)["languages.yaml"]
    found = {code: _language(code, row, known=True) for code, row in table["languages"].items()}
    for code, row in table["neighbours"].items():
        found[code] = _language(code, row, known=False)
    return Lexicon(languages=found, agencies=_words(table["agencies"]))


def _language(code: str, row: Mapping[str, Any], *, known: bool) -> Language:
    return Language(
        code=code,
        script=row["script"],
        known=known,
        words=_words(row["words"]),
        marks=frozenset(row.get("marks", "")),
        months={
            str(name): number
            for number, names in enumerate(row.get("months", ()), start=1)
            for name in names
        },
        before_name=_words(row.get("before_name", ())),
        before_number=_words(row.get("before_number", ())),
        inside=_words(row.get("inside", ())),
        starters=_words(row.get("starters", ())),
        reporting=_words(row.get("reporting", ())),
    )


def _words(listed: Iterable[Any]) -> frozenset[str]:
    return frozenset(map(str, listed))
