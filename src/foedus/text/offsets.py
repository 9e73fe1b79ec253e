"""Where in the text as it was given does a place of the text as it is read stand?

Reading puts a text into NFC, with LF for every line end; places then shift. White space
composes with nothing, so each run of other characters can be put into NFC by itself.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from foedus.text.decoding import clean
from foedus.text.document import Span

_PIECE = re.compile(r"\r\n?|[^\S\r]+|\S+")
_LONGEST = 200
"""Characters; inside a longer changed run places are given as those of the whole run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """Places of the text read (``read``) beside those of the text given; both ascend."""

    read: tuple[int, ...]
    given: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """Return the span in the text given that holds the words of a span in the text read."""
        return Span(self._of(span.start), max(self._of(span.end), self._of(span.start) + 1))

    def _of(self, place: int) -> int:
        at = bisect_right(self.read, place) - 1
        step = place - self.read[at]
        if at + 1 == len(self.read):
            return self.given[at] + step
        return min(self.given[at] + step, self.given[at + 1])


def offsets(given: str) -> Offsets:
    r"""Return how places in ``clean(given)`` stand in ``given``; linear in its length.

    >>> offsets("Cafe\u0301 \r\nOslo").span(Span(6, 10))
    Span(start=8, end=12)
    """
    if clean(given) == given:
        return Offsets(read=(0,), given=(0,))
    read, at = 0, len(given) - len(given.lstrip("\ufeff"))
    places: list[tuple[int, int]] = [(0, at)]
    for piece in _PIECE.finditer(given, at):
        words = piece.group()
        told = clean(words.replace("\ufeff", "x"))
        if len(told) != len(words):
            places += [(read + near, piece.start() + far) for near, far in _inside(words)]
            places.append((read + len(told), piece.end()))
        read += len(told)
    return Offsets(read=tuple(r for r, _ in places), given=tuple(g for _, g in places))


def _inside(words: str) -> list[tuple[int, int]]:
    """Return the places inside a changed run where both texts have a whole character."""
    if len(words) > _LONGEST:
        return [(0, 0)]
    found = [(0, 0)]
    for far in range(1, len(words)):
        near = len(clean(words[:far]))
        if near > found[-1][0] and clean(words[:far]) + clean(words[far:]) == clean(words):
            found.append((near, far))
    return found
