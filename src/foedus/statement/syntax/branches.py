"""What hangs on a word of a tree: its children, its phrase, its name, its obliques?"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from foedus.statement.syntax.tree import Tree

Range = tuple[int, int]
"""Word indices [start, end), counted from 0."""

_NAME_PARTS = frozenset({"flat", "compound"})
_LATER_CLAUSES = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "advcl:relcl", "punct"})
_TRIMMED = frozenset({",", ";", ":", ".", "—", "–", "--", "-", "!", "?"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Oblique:
    """A phrase with a preposition that hangs on a word ("under the treaty")."""

    marker: str
    """Its preposition in small letters ("because of"); empty where there is none."""
    head: int
    span: Range
    """The phrase without its preposition."""


@dataclass(frozen=True, slots=True)
class Branches:
    """A tree that can be asked downwards as well as upwards."""

    tree: Tree
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tree.words]
        for at, head in enumerate(self.tree.heads):
            if head:
                below[head - 1].append(at)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))

    def head(self, word: int) -> int:
        """Return the word over ``word``, -1 over the root."""
        return self.tree.heads[word] - 1

    def deprel(self, word: int) -> str:
        """Return the relation of ``word`` to its head."""
        return self.tree.deprels[word]

    def low(self, word: int) -> str:
        """Return the word in small letters, its apostrophes straight."""
        return self.tree.words[word].lower().replace("’", "'")

    def children(self, word: int, *deprels: str) -> tuple[int, ...]:
        """Return the words that hang on ``word``, by these relations if some are named."""
        below = self._children[word]
        return tuple(c for c in below if self.deprel(c) in deprels) if deprels else below

    def below(self, word: int) -> set[int]:
        """Return ``word`` and all that hangs on it, however deep."""
        found, waiting = {word}, [word]
        while waiting:
            fresh = self._children[waiting.pop()]
            found.update(fresh)
            waiting.extend(fresh)
        return found

    def is_noun(self, word: int) -> bool:
        """Tell whether the word is a noun by its part of speech."""
        return self.tree.upos[word] in ("NOUN", "PROPN")

    def hull(self, words: Iterable[int]) -> Range:
        """Return the range from the first to the last of ``words``, marks at its ends left out."""
        kept = set(words)
        while kept and self.tree.words[min(kept)] in _TRIMMED:
            kept.discard(min(kept))
        while kept and self.tree.words[max(kept)] in _TRIMMED:
            kept.discard(max(kept))
        return (min(kept), max(kept) + 1) if kept else (0, 0)

    def phrase(self, word: int) -> Range:
        """Return the noun phrase around its head: no preposition, no clause that comes after."""
        kept = self.below(word)
        for child in self._children[word]:
            after = child > word and self.deprel(child) in _LATER_CLAUSES
            before = child < word and self.deprel(child) in ("case", "cc", "punct", "mark")
            if after or before:
                kept -= self.below(child)
        end = max(kept)
        later = [c for c in self.children(word, *_LATER_CLAUSES) if c > word]
        cut = min((min(self.below(c)) for c in later if self.deprel(c) != "punct"), default=end + 1)
        possessive = [c for c in self.children(word, "case") if self.low(c) in ("'s", "'")]
        return self.hull(w for w in kept if w < cut and w not in possessive)

    def obliques(self, head: int) -> tuple[Oblique, ...]:
        """Return the prepositional and bare phrases that hang on a word, in order."""
        found = []
        for child in self._children[head]:
            deprel = self.deprel(child)
            if deprel.split(":")[0] not in ("obl", "nmod") or deprel == "nmod:poss":
                continue
            cases = sorted(w for c in self.children(child, "case") for w in self.below(c))
            marker = " ".join(map(self.low, cases))
            found.append(Oblique(marker=marker, head=child, span=self.phrase(child)))
        return tuple(found)

    def name_span(self, token: int) -> Range:
        """Return the whole name that a word is part of: flat and compound parts, "of" a name."""
        top = token
        while self.deprel(top) in _NAME_PARTS and self.head(top) >= 0:
            top = self.head(top)
        parts = self._parts(top)
        start = end = top
        while start - 1 in parts:
            start -= 1
        while end + 1 in parts:
            end += 1
        span = (start, end + 1)
        return span if start <= token <= end else (token, token + 1)

    def _parts(self, top: int) -> set[int]:
        """Return the words of the name whose head is ``top``."""
        found = {top}
        for child in self._children[top]:
            if self.deprel(child) in _NAME_PARTS:
                found |= self._parts(child)
            elif self._is_of_name(top, child):
                found |= self._parts(child) | set(self.children(child, "case", "det"))
        named = "PROPN" in (self.tree.upos[word] for word in found)
        adjectives = self.children(top, "amod") if named else ()
        return found | {a for a in adjectives if self.tree.words[a][:1].isupper()}

    def _is_of_name(self, top: int, child: int) -> bool:
        """Tell whether ``child`` is the Korea of "Republic of Korea"."""
        cases = [self.low(c) for c in self.children(child, "case")]
        names = (self.tree.words[w][:1].isupper() for w in (top, child))
        return self.deprel(child) == "nmod" and cases == ["of"] and all(names)

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb is passive: by its auxiliary, subject or agent, or as a bare one."""
        below = {self.deprel(child) for child in self._children[verb]}
        if below & {"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"}:
            return True
        bare = "aux" not in below and self.deprel(verb) in ("acl", "amod", "advcl")
        return bare and self.tree.xpos[verb] == "VBN"
