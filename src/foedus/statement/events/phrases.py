"""Where do the noun phrase and the verb group beside a word begin and end?

A grammar of closed classes, without a parser: it reads as fast as the text is cut.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.statement.tokens import Token

_STOPS = frozenset([",", ";", ":", ".", "!", "?", "(", ")", "[", "]", "“", "”", '"', "—", "–", "-"])
_ENDS = frozenset([";", ":", ".", "!", "?", "(", ")", "[", "]", "“", "”", '"', "—", "–"])
_ASIDE = 18
"""Words; a parenthesis between commas is no longer."""


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of ``register/lexicon/plover.yaml``."""

    auxiliaries: frozenset[str]
    being: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    clause_words: frozenset[str]
    saying: frozenset[str]
    times: frozenset[str]
    finite: frozenset[str]
    participles: frozenset[str]
    """Past participles of irregular verbs."""
    light: frozenset[str]
    """Verbs that leave the deed to their object: "launched an attack on"."""
    particles: frozenset[str]


def closed_words(files: Mapping[str, Any]) -> Words:
    """Return the closed classes of the parsed files of ``register/lexicon``."""
    lists = files["plover.yaml"]["plover_words"]
    return Words(*(frozenset(str(lists[name]).split()) for name in Words.__slots__))


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with what the grammar asks of it at every word."""

    tokens: tuple[Token, ...]
    verbs: frozenset[int]
    """Where a cue stands as a verb."""
    words: Words

    def low(self, at: int) -> str:
        """Return the word at ``at``, or nothing beyond either end."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def group_start(self, verb: int) -> int:
        """Return where the verb group that ends in ``verb`` begins: "has not yet met"."""
        at = verb
        while at and (self.low(at - 1) in self.words.auxiliaries or _is_adverb(self.low(at - 1))):
            at -= 1
        return at

    def is_passive(self, verb: int) -> bool:
        """Tell whether the verb is a participle under "be", or before "by"."""
        if not self.is_participle(verb):
            return False
        group = {self.low(i) for i in range(self.group_start(verb), verb)}
        return bool(group & self.words.being) or self.low(verb + 1) == "by"

    def is_participle(self, verb: int) -> bool:
        """Tell whether the word can be a past participle."""
        low = self.low(verb)
        return low.endswith(("ed", "en", "wn")) or low in self.words.participles

    def is_noun(self, at: int) -> bool:
        """Tell whether the word is a noun or gerund here: after an article or a preposition."""
        before = self.low(at - 1)
        words = self.words
        if before == "to":
            return False
        if before in words.determiners or before in words.prepositions:
            return before not in words.clause_words or before in ("after", "before", "since")
        return False

    def before(self, verb: int) -> tuple[int, int] | None:
        """Return the subject of the verb group that begins at ``verb``, or None."""
        end = self._over_asides(verb)
        start = end
        while start > 0 and not self._opens(start - 1):
            start -= 1
        while start < end and self.low(start) in _LEADING:
            start += 1
        return (start, end) if start < end else None

    def _over_asides(self, verb: int) -> int:
        """Return the end of the subject, left of times and of what stands between commas."""
        end = self._over_times(verb)
        if self.low(end - 1) in ("who", "which", "that"):
            end -= 1
            return end - 1 if self.low(end - 1) == "," else end
        if self.low(end - 1) != ",":
            return end
        for at in range(end - 2, max(end - _ASIDE, 0), -1):
            if self.low(at) in _ENDS:
                break
            if self.low(at) == ",":
                return at
        return end - 1

    def _over_times(self, end: int) -> int:
        """Step left over "on Monday", "last week", "in 2014"."""
        at = end
        while at and (self.low(at - 1) in self.words.times or self.low(at - 1)[:1].isdigit()):
            at -= 1
        if at == end:
            return end
        while at and self.low(at - 1) in ("on", "in", "at", "of", "the", "this", "since"):
            at -= 1
        return at

    def _opens(self, at: int) -> bool:
        """Tell whether a noun phrase cannot reach left over this word."""
        low = self.low(at)
        words = self.words
        if low in _STOPS:
            return True
        if low in words.clause_words or self.says(at):
            return True
        return at in self.verbs or low in words.finite

    def says(self, at: int) -> bool:
        """Tell whether the word is a verb of saying."""
        return self.low(at) in self.words.saying and not self.tokens[at].upper

    def after(self, start: int) -> tuple[int, int]:
        """Return the noun phrase that begins at ``start``; empty where none does."""
        at = start
        while at < len(self.tokens) and not self._closes(at, start):
            at += 1
        while at > start and self.low(at - 1) in ("and", "or", ","):
            at -= 1
        return start, at

    def _closes(self, at: int, start: int) -> bool:
        low = self.low(at)
        words = self.words
        if low == ",":
            return not self._goes_on(at)
        if low in ("and", "or"):
            return at + 1 in self.verbs and not self.tokens[at + 1].upper
        if low in _STOPS or low in words.prepositions or low in words.clause_words:
            return low != "-"
        if self.says(at) or low in words.finite:
            return True
        return at > start and (
            low in words.times or (at in self.verbs and not self.tokens[at].upper)
        )

    def _goes_on(self, comma: int) -> bool:
        """Tell whether a comma joins names: "France, Italy and Spain"."""
        after = self.tokens[comma + 1 : comma + 2]
        if not (after and after[0].upper and self.tokens[comma - 1].upper):
            return False
        ahead = [t.low for t in self.tokens[comma + 2 : comma + 8]]
        return any(low in ("and", "or") for low in ahead)


_LEADING = frozenset(["and", "but", "or", "then", "however", "meanwhile"])


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and len(low) > 4
