"""What does the reader ask of a parse? Five questions, whoever parsed.

Behind `Syntax` stands our own parser (`of_tree`) or a user's spaCy pipeline (`clear.of_doc`).
A range is a pair (start, end) of word indices counted from 0, its end not in it.
"""

from dataclasses import dataclass
from typing import Protocol

from foedus.statement.syntax.branches import Branches, Oblique, Range
from foedus.statement.syntax.said import said
from foedus.statement.syntax.speaking import speaker
from foedus.statement.syntax.tree import Tree


class Syntax(Protocol):
    """One sentence, parsed."""

    def source(self, cue: int) -> Range | None:
        """Return who speaks by a cue: a verb, a noun of speech or "according"."""

    def content(self, cue: int) -> tuple[Range, ...]:
        """Return what is said by a cue, in order of the text; its parts where it is parted."""

    def obliques(self, head: int) -> tuple[Oblique, ...]:
        """Return the phrases that hang on a word, in order of the text."""

    def name_span(self, token: int) -> Range:
        """Return the whole name that a word is part of; the word alone if it is none."""

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb's subject is the one it is done to."""


@dataclass(frozen=True, slots=True)
class TreeSyntax:
    """The five answers, read off a tree in the labels of Universal Dependencies."""

    branches: Branches

    def source(self, cue: int) -> Range | None:
        """See `Syntax`."""
        return speaker(self.branches, cue)

    def content(self, cue: int) -> tuple[Range, ...]:
        """See `Syntax`."""
        return said(self.branches, cue)

    def obliques(self, head: int) -> tuple[Oblique, ...]:
        """See `Syntax`."""
        return self.branches.obliques(head)

    def name_span(self, token: int) -> Range:
        """See `Syntax`."""
        return self.branches.name_span(token)

    def is_passive(self, verb: int) -> bool:
        """See `Syntax`."""
        return self.branches.is_passive(verb)


def of_tree(tree: Tree) -> Syntax:
    """Return the view of a tree, such as `parse` gives."""
    return TreeSyntax(Branches(tree))
