"""Into which word pieces does the encoder's vocabulary cut a word?

The uncased scheme of BERT: lower case, accents dropped, every mark a piece of its own,
then the longest known piece first ("##" before those inside a word).
"""

import unicodedata
from collections.abc import Iterable
from functools import partial

from foedus.statement.word_pieces import longest_first

LONGEST = 60
"""Characters; a longer run is no word and stands as unknown."""
_NAMES = {"``": '"', "''": '"', "-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]"}


class Pieces:
    """A vocabulary, with the pieces of words already met kept."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._row = {piece: row for row, piece in enumerate(vocabulary)}
        self.unknown = self._row["[UNK]"]
        self.begin, self.end = self._row["[CLS]"], self._row["[SEP]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the rows of the pieces of one word, at least one."""
        rows = self._known.get(word)
        if rows is None:
            cut = partial(longest_first, places=self._row, unknown=self.unknown, longest=LONGEST)
            rows = tuple(r for run in _runs(word) for r in cut(run)) or (self.unknown,)
            if len(self._known) < 200_000:
                self._known[word] = rows
        return rows


def _runs(word: str) -> list[str]:
    low = word.lower()
    plain = unicodedata.normalize("NFD", _NAMES.get(low, low))
    spaced = "".join(
        f" {c} " if not c.isalnum() else c for c in plain if unicodedata.category(c) != "Mn"
    )
    return spaced.split()
