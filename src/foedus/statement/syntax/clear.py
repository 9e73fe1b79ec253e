"""How does a user's own spaCy pipeline stand behind the reader's five questions?

The English pipelines of spaCy label in the manner of CLEAR, where a preposition heads its
noun and a form of "be" its predicate. Their trees are turned into the labels of Universal
Dependencies, so that one set of rules answers for both. spaCy itself is not needed: any
sequence of tokens with ``i``, ``text``, ``pos_``, ``tag_``, ``dep_`` and ``head`` will do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from foedus.statement.syntax.tree import Tree
from foedus.statement.syntax.view import Syntax, of_tree
from foedus.statement.words import word_set

_SAME_BUT_FOR_NAME = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "poss": "nmod:poss",
    "npadvmod": "obl:unmarked",
    "intj": "discourse",
    "oprd": "xcomp",
    "quantmod": "advmod",
    "meta": "dep",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "dative": "iobj",
    "attr": "xcomp",
    "acomp": "xcomp",
    "prep": "advmod",
    "agent": "advmod",
    "pobj": "obl",
    "pcomp": "advcl",
}
_BE = word_set("be is are was were been being am 's 're 'm ’s ’re ’m")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


class Token(Protocol):
    """What is asked of a token of spaCy."""

    i: int
    text: str
    pos_: str
    tag_: str
    dep_: str

    @property
    def head(self) -> "Token":
        """The token it hangs on; the root's is itself."""


def of_doc(sentence: Sequence[Token]) -> Syntax:
    """Return the view of one parsed sentence: a span of spaCy, or a document of one sentence.

    Indices are counted from the sentence's first token.
    """
    return of_tree(as_tree(sentence))


def as_tree(sentence: Sequence[Token]) -> Tree:
    """Return the tree of a sentence in the labels of Universal Dependencies."""
    turned = _Turned(
        words=tuple(token.text for token in sentence),
        upos=tuple(token.pos_ for token in sentence),
        heads=[_place(token, sentence[0].i) for token in sentence],
        # What CLEAR names nmod stands before its noun; the other manner's stands behind.
        deprels=["compound" if t.dep_ == "nmod" and t.i < t.head.i else t.dep_ for t in sentence],
    )
    for turn in (turned.prepositions, turned.copulas, turned.conjuncts):
        turn()
    deprels = (_SAME_BUT_FOR_NAME.get(deprel, deprel) for deprel in turned.deprels)
    return Tree(
        words=turned.words,
        upos=turned.upos,
        xpos=tuple(token.tag_ for token in sentence),
        heads=tuple(head + 1 for head in turned.heads),
        deprels=tuple(deprels),
    )


def _place(token: Token, first: int) -> int:
    return -1 if token.head.i == token.i else token.head.i - first


@dataclass(slots=True, kw_only=True)
class _Turned:
    """A tree while it is turned: heads by index, -1 over the root."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    heads: list[int]
    deprels: list[str]

    def below(self, word: int, deprels: Iterable[str]) -> list[int]:
        """Return the words that hang on ``word`` by one of these relations."""
        return [
            w for w, head in enumerate(self.heads) if head == word and self.deprels[w] in deprels
        ]

    def swap(self, upper: int, lower: int, *, as_what: str) -> None:
        """Let ``lower`` take the place and the other children of ``upper``, over it."""
        for word, head in enumerate(self.heads):
            if head == upper:
                self.heads[word] = lower
        self.heads[lower] = self.heads[upper]
        self.heads[upper] = lower
        self.deprels[lower], self.deprels[upper] = self.deprels[upper], as_what

    def prepositions(self) -> None:
        """Put nouns and clauses over their prepositions."""
        for word, deprel in enumerate(self.deprels):
            is_led = deprel == "conj" and self.upos[word] == "ADP"
            if deprel in ("prep", "agent") or is_led or (deprel == "dative" and self._led(word)):
                self._preposition(word, deprel)

    def _led(self, word: int) -> list[int]:
        return self.below(word, ("pobj",))

    def _preposition(self, word: int, deprel: str) -> None:
        second = [w for w in self.below(word, ("prep", "pcomp")) if self._led(w)]
        objects = self._led(word)
        if second and not objects:  # "according to", "because of"
            objects = self._led(second[0])
            self.heads[objects[0]], self.deprels[second[0]] = word, "fixed"
        clauses = self.below(word, ("pcomp",))
        if objects:
            self.swap(word, objects[0], as_what="case")
            for fixed in self.below(objects[0], ("fixed",)):
                self.heads[fixed] = word
            self.deprels[objects[0]] = self._oblique(objects[0], deprel)
        elif clauses:
            self.swap(word, clauses[0], as_what="mark")
            over = self.heads[clauses[0]]
            nominal = over >= 0 and self.upos[over] in _NOMINAL
            self.deprels[clauses[0]] = "acl" if nominal else "advcl"

    def _oblique(self, word: int, deprel: str) -> str:
        if deprel in ("conj", "agent"):
            return {"conj": "conj", "agent": "obl:agent"}[deprel]
        over = self.heads[word]
        return "nmod" if over >= 0 and self.upos[over] in _NOMINAL else "obl"

    def copulas(self) -> None:
        """Put a predicate over its form of "be"; what there is, is a subject."""
        for word, form in enumerate(self.words):
            if form.lower() not in _BE or self.deprels[word] in ("aux", "auxpass", "case"):
                continue
            predicates = self.below(word, ("attr", "acomp"))
            if predicates and self.below(word, ("expl",)):
                self.deprels[predicates[0]] = "nsubj"
            elif predicates:
                self.swap(word, predicates[0], as_what="cop")

    def conjuncts(self) -> None:
        """Hang all conjuncts on the first, and each "and" on the conjunct after it."""
        for word, deprel in enumerate(self.deprels):
            if deprel == "cc":
                after = [c for c in self.below(self.heads[word], ("conj",)) if c > word]
                self.heads[word] = after[0] if after else self.heads[word]
        for word, deprel in enumerate(self.deprels):
            while deprel == "conj" and self.deprels[self.heads[word]] == "conj":
                self.heads[word] = self.heads[self.heads[word]]
