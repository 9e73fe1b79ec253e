"""Which phrases begin at this word, and where does each end?

Tried at a word are only the phrases that can begin with it and go on with the next one; one
with a gap only where the words behind the gap stand in the text at all. Gaps are bounded,
so the time is linear in the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
_STOPS = frozenset('.;:!?"“”()')


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: its words, or a gap of up to ``gap`` words."""

    words: frozenset[str]
    optional: bool = False
    gap: int = 0

    @property
    def is_plain(self) -> bool:
        """Exactly one word stands here."""
        return not self.optional and not self.gap


@dataclass(frozen=True, slots=True)
class _Start(Generic[T]):
    """A phrase of which the first word is met."""

    met: int
    """Words that are sure to match: the first, or also the second; 0 if all are to be tried."""
    rest: tuple[Slot, ...]
    needed: frozenset[str]
    """One of these stands in the text, or the rest cannot match; empty if nothing is known."""
    meaning: T


def first_words(slots: Sequence[Slot]) -> Iterator[str]:
    """Yield the words with which a phrase can begin."""
    for slot in slots:
        yield from slot.words
        if not slot.optional:
            return


class Branch(Generic[T]):
    """The phrases that can begin with one word, sorted by the word that follows."""

    def __init__(self, phrases: Sequence[tuple[tuple[Slot, ...], T]]) -> None:
        seconds = [_second(slots) for slots, _ in phrases]
        starts = [
            _start(slots, meaning, met=2 if second else 1 if slots[0].is_plain else 0)
            for (slots, meaning), second in zip(phrases, seconds, strict=True)
        ]
        pairs = list(zip(seconds, starts, strict=True))
        self._otherwise = [start for second, start in pairs if not second]
        self._by_next = {
            word: [start for second, start in pairs if not second or word in second]
            for word in frozenset().union(*seconds)
        }

    def ends(
        self, words: Sequence[str], at: int, present: frozenset[str]
    ) -> Iterator[tuple[int, T]]:
        """Yield where each phrase that begins at ``at`` ends, and its meaning.

        Args:
            words: All words of the text, in lower case; the branch is that of ``words[at]``.
            at: A place in them.
            present: The same words as a set.
        """
        following = words[at + 1] if at + 1 < len(words) else ""
        for start in self._by_next.get(following, self._otherwise):
            if not start.rest:
                yield at + start.met, start.meaning
            elif not start.needed or not start.needed.isdisjoint(present):
                end = _match(start.rest, 0, words=words, at=at + start.met)
                if end > at:
                    yield end, start.meaning


def _second(slots: Sequence[Slot]) -> frozenset[str]:
    """Return the words of which one must follow the first at once; empty if others may."""
    plain = len(slots) > 1 and slots[0].is_plain and slots[1].is_plain
    return slots[1].words if plain else frozenset()


def _start(slots: tuple[Slot, ...], meaning: T, *, met: int) -> _Start[T]:
    rest = slots[met:]
    needed = next((slot.words for slot in reversed(rest) if slot.is_plain), frozenset())
    return _Start(met, rest, needed, meaning)


def _match(slots: Sequence[Slot], which: int, *, words: Sequence[str], at: int) -> int:
    """Return the end of the longest match of ``slots[which:]`` at ``at``, or -1."""
    while which < len(slots):
        slot = slots[which]
        if slot.gap:
            return _after_gap(slots, which, words=words, at=at)
        met = at < len(words) and words[at] in slot.words
        if not met and not slot.optional:
            return -1
        if met and slot.optional:
            taken = _match(slots, which + 1, words=words, at=at + 1)
            return taken if taken >= 0 else _match(slots, which + 1, words=words, at=at)
        at += met
        which += 1
    return at


def _after_gap(slots: Sequence[Slot], which: int, *, words: Sequence[str], at: int) -> int:
    for skipped in range(slots[which].gap + 1):
        end = _match(slots, which + 1, words=words, at=at + skipped)
        if end >= 0:
            return end
        if at + skipped >= len(words) or words[at + skipped] in _STOPS:
            return -1
    return -1
