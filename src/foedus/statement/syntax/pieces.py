"""Into which pieces of words does the parser cut a word, and what is the word's shape?

The pieces are those of the base model's vocabulary, longest first; a word's case, which
the vocabulary does not know, lives on as one of eight shapes.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from foedus.statement.word_pieces import longest_first

CLASS, STOP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MOST_PIECES = 6
"""Pieces of one word that are looked at; what is longer is an address or a number."""
LONGEST_PART = 100

NO_WORD, SMALL, TITLE, CAPITALS, MIXED, NUMBER, MARK, INITIAL = range(8)
SHAPES = 8

_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "‐": "-"}
)
_WHOLE = {"--": "—", "---": "—", "...": "…", "....": "…", "''": '"', ". . .": "…"}
_HALF_WIDTH = range(33, 127)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A vocabulary of pieces; a piece's id is its place in it."""

    vocabulary: tuple[str, ...]
    _ids: dict[str, int] = field(init=False, repr=False, compare=False)
    _seen: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", {p: at for at, p in enumerate(self.vocabulary)})
        object.__setattr__(self, "_seen", {})

    def id_of(self, piece: str) -> int:
        """Return the id of one piece; ``KeyError`` where the vocabulary lacks it."""
        return self._ids[piece]

    def of(self, word: str) -> tuple[int, ...]:
        """Return the ids of the pieces of ``word``: one at least, ``MOST_PIECES`` at most."""
        found = self._seen.get(word)
        if found is None:
            found = self._cut(word)
            if len(self._seen) < 200_000:
                self._seen[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        unknown = self._ids[UNKNOWN]
        ids: list[int] = []
        for part in parts(word):
            ids += longest_first(part, self._ids, unknown=unknown, longest=LONGEST_PART)
        return tuple(ids[:MOST_PIECES]) or (unknown,)


def parts(word: str) -> list[str]:
    """Return ``word`` in small letters, without accents, its marks cut off one by one.

    >>> parts("Café-owner’s")
    ['cafe', '-', 'owner', "'", 's']
    """
    plain = word.translate(_ALIKE)
    plain = _WHOLE.get(plain, plain)
    if not plain.isascii():
        plain = "".join(
            c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn"
        )
    found: list[str] = []
    run = ""
    for char in plain.lower():
        if char.isspace() or _is_mark(char):
            found += [run] if run else []
            found += [] if char.isspace() else [char]
            run = ""
        else:
            run += char
    return [*found, run] if run else found


@lru_cache(maxsize=65536)
def shape(word: str) -> int:
    """Return the shape of ``word``, 1 to 7.

    >>> [shape(w) for w in ("treaty", "NATO", "Seoul", "A", "MoU", "2024", "—")]
    [1, 3, 2, 7, 4, 5, 6]
    """
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return NUMBER
    if not letters:
        return MARK
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return SMALL
    if upper == len(letters):
        return INITIAL if upper == 1 else CAPITALS
    return TITLE if upper == 1 and letters[0].isupper() else MIXED


def is_kept(piece: str) -> bool:
    """Tell whether a piece of the base vocabulary is of use in English text."""
    if piece in (CLASS, STOP, UNKNOWN):
        return True
    bare = piece.removeprefix("##")
    if piece.startswith("["):
        return piece == "["
    return bool(bare) and all(_is_western(c) for c in bare)


def _is_western(char: str) -> bool:
    return char < "\u0250" or "\u2010" <= char <= "\u2044" or char in "€™№"


def _is_mark(char: str) -> bool:
    # ASCII symbols such as "$" and "+" are marks to the base model too.
    if ord(char) in _HALF_WIDTH:
        return not char.isalnum()
    return unicodedata.category(char).startswith("P")
