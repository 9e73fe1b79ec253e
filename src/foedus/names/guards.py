"""Does an ambiguous word name what it seems to name here? Judged from its neighbours."""

import re
from functools import cache
from pathlib import Path

from foedus.names.tables import register, section

WORD = re.compile(r"[^\W\d_][\w'-]*")
# It begins where a run of letters, digits and hyphens does, so that each run is read once.
BEFORE = re.compile(r"(?<![\w'-])[\d_'-]*+([^\W\d_][\w'-]*+\.?) \Z")


def is_persons_name(text: str, start: int, end: int) -> bool:
    """Tell whether the word at ``[start, end)`` is part of a person's name: Michael Jordan."""
    word = _word_before(text, start)
    named = word[:1].isupper() and not word.endswith("'s")
    if named and word.lower() not in _neighbours("openers"):
        return not word.isupper() or len(word) == 2
    if text[end : end + 1] == " " and (after := WORD.match(text, end + 1)):
        word = after.group()
        return (
            word[0].isupper()
            and not word.isupper()
            and word.lower() not in _neighbours("followers")
        )
    return False


def is_bare_surname(text: str, start: int) -> bool:
    """Tell whether a surname stands without somebody else's given name: not Denis Dutton."""
    before = _word_before(text, start)
    if not before[:1].isupper():
        return True
    word = before.lower()
    return word in _neighbours("titles") or word in _neighbours("openers") or word.endswith("'s")


def _word_before(text: str, start: int) -> str:
    """Return the word before a place in its own sentence, or an empty text.

    A full stop ends the sentence, but for that of an initial or of a title ("W.", "Gen.").
    """
    before = BEFORE.search(text, max(0, start - 30), start)
    word = before.group(1) if before else ""
    if not word.endswith(".") or len(word) == 2 or word.lower() in _neighbours("titles"):
        return word
    return ""


def is_persons_noun(text: str, start: int, end: int) -> bool:
    """Tell whether a word such as "general" names a person here, not a quality."""
    after = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if after is None:
        return not text[end : end + 1].isalnum() and text[end : end + 1] != "-"
    word = after.group()
    if text[start].isupper() and word[0].isupper():
        return True
    return word in _neighbours("as_noun")


def is_before_name(text: str, end: int) -> bool:
    """Tell whether a word with a capital follows: the North Atlantic, the South Pacific."""
    after = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return after is not None and after.group()[0].isupper()


def _neighbours(key: str) -> frozenset[str]:
    return _lists(register())[key]


@cache
def _lists(root: Path) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in section("neighbours", root=root).items()}
