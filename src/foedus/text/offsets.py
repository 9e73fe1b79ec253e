"""Where in the text as it was given does a place of the text as it is read stand?

Reading puts a text into NFC, with LF for every line end; places then shift. White space
composes with nothing, so each run of other characters can be put into NFC by itself, and
in it each letter with the marks that follow it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from foedus.text.decoding import clean
from foedus.text.document import Span

_PIECE = re.compile(r"\r\n?|[^\S\r]+|\S+")
_VOWELS_AND_FINALS = ("\u1160", "\u11ff")
"""Hangul that joins the letter before it, as marks do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """Places of the text read (``read``) beside those of the text given; both ascend."""

    read: tuple[int, ...]
    given: tuple[int, ...]
    joined: tuple[bool, ...]
    """Whether what stands from there to the next place was put into another form as one."""

    def span(self, span: Span) -> Span:
        """Return the span in the text given that holds the words of a span in the text read.

        Where a letter was joined with its marks, it is taken whole.
        """
        start = self._of(span.start, after=False)
        return Span(start, max(self._of(span.end, after=True), start + 1))

    def _of(self, place: int, *, after: bool) -> int:
        at = bisect_right(self.read, place) - 1
        step = place - self.read[at]
        if step and self.joined[at]:
            return self.given[at + 1] if after else self.given[at]
        return self.given[at] + step


def offsets(given: str) -> Offsets:
    r"""Return how places in ``clean(given)`` stand in ``given``; linear in its length.

    >>> offsets("Cafe\u0301 \r\nOslo").span(Span(6, 10))
    Span(start=8, end=12)
    """
    if clean(given) == given:
        return Offsets(read=(0,), given=(0,), joined=(False,))
    read, at = 0, len(given) - len(given.lstrip("\ufeff"))
    places = [(0, at, False)]
    for run in _PIECE.finditer(given, at):
        start = run.start()
        for words in _letters(run.group()):
            told = _cleaned(words)
            if told != words:
                places.append((read, start, True))
                places.append((read + len(told), start + len(words), False))
            read += len(told)
            start += len(words)
    reads, givens, joined = zip(*places, strict=True)
    return Offsets(read=reads, given=givens, joined=joined)


def _letters(words: str) -> Iterator[str]:
    """Yield a run whole where reading keeps it, else each letter with the marks that follow it."""
    told = _cleaned(words)
    if told == words or "\r" in words:
        yield words
        return
    bounds = [0, *(at for at in range(1, len(words)) if not _joins(words[at])), len(words)]
    parts = [words[low:high] for low, high in pairwise(bounds)]
    yield from parts if "".join(map(_cleaned, parts)) == told else [words]


def _joins(char: str) -> bool:
    low, high = _VOWELS_AND_FINALS
    return category(char).startswith("M") or low <= char <= high


def _cleaned(words: str) -> str:
    # The mark stays, but for those at the head of the text; its stand-in joins with nothing.
    return clean(words.replace("\ufeff", "\u2060")).replace("\u2060", "\ufeff")
