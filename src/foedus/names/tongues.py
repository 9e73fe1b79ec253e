"""What are the states called in Russian, Korean and Chinese, and where does a text name them?

Loaded only where a text has such letters. Russian forms are listed with their cases and found
as whole words; Korean takes particles after a name and Chinese puts no space between words, so
there a form may be followed by other signs, and the longest form wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from foedus.errors import UnknownName
from foedus.names.mention import Kind, Mention
from foedus.names.tables import check_keys, register, section

LANGUAGES = ("ru", "ko", "zh")
FOREIGN = re.compile(r"[\u0400-\u04ff\uac00-\ud7a3\u4e00-\u9fff]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
KINDS = {"also": "state", "people": "demonym", "capital": "capital", "seats": "seat"}
KEYS = ("name", *KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one state is called in one language."""

    name: str
    also: tuple[str, ...] = ()
    """Other names, and the case forms of all of them."""
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield each form with its kind: state, demonym, capital or seat."""
        yield self.name, "state"
        for key, kind in KINDS.items():
            yield from ((form, kind) for form in getattr(self, key))


def named_in(language: str) -> Mapping[str, Named]:
    """Return alpha-3 code to names in ``language``: ru, ko or zh.

    Raises:
        UnknownName: The register has no names in it.
    """
    table = _tongues(register())
    if language not in table:
        raise UnknownName(language, table, place="language")
    return table[language]


def codes_of(name: str) -> tuple[str, ...]:
    """Return the states that bear a name in one of the languages, by code; usually one."""
    return _index(register()).get(name.strip().casefold(), ())


def has_foreign_letters(text: str) -> bool:
    """Tell whether a text has letters of one of the scripts, so that it is worth a look."""
    return not text.isascii() and FOREIGN.search(text) is not None


def find_foreign(text: str) -> list[Mention]:
    """Return the states named in ``text`` in Russian, Korean or Chinese, in order.

    Spans index into ``text``, NFC; no two overlap and the longest form wins.
    """
    automaton, senses = _finder(register())
    hits = sorted(
        (start, -end, index)
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if _stands_alone(text, start, end)
    )
    found: list[Mention] = []
    reached = 0
    for start, end, index in hits:
        if start >= reached:
            code, kind, name = senses[index]
            found.append(Mention(start, -end, cast(Kind, kind), (code,), name))
            reached = -end
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if "\u0400" <= text[start] <= "\u04ff":
        return not before.isalpha() and not after.isalpha()
    # 북한은, 韩国的: particles and other words follow at once; a word begins with its name.
    return not (HANGUL.match(text[start]) and HANGUL.match(before))


@cache
def _tongues(root: Path) -> Mapping[str, Mapping[str, Named]]:
    return MappingProxyType(
        {
            language: MappingProxyType(
                {
                    code: _named(record, place=f"tongues: {language}: {code}")
                    for code, record in records.items()
                }
            )
            for language, records in section("tongues", root=root).items()
        }
    )


def _named(record: Mapping[str, Any], *, place: str) -> Named:
    check_keys(record, place=place, known=KEYS)
    lists = {key: tuple(record.get(key, ())) for key in KINDS}
    return Named(name=record["name"], **lists)


@cache
def _index(root: Path) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for names in _tongues(root).values():
        for code, one in names.items():
            for form in (one.name, *one.also):
                found.setdefault(form.casefold(), set()).add(code)
    return MappingProxyType({form: tuple(sorted(codes)) for form, codes in found.items()})


@cache
def _finder(root: Path) -> tuple[Any, tuple[tuple[str, str, str], ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415 - only for such texts

    from foedus.names.state_table import state  # noqa: PLC0415

    senses = {
        form: (code, kind, state(code).name)
        for names in _tongues(root).values()
        for code, one in names.items()
        for form, kind in one.forms()
    }
    automaton = AhoCorasick(list(senses), matchkind=MatchKind.Standard)
    return automaton, tuple(senses.values())
