"""What is the syntax of one sentence?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A dependency tree in the labels of Universal Dependencies: five columns, one row a word."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    """Universal parts of speech ("VERB")."""
    xpos: tuple[str, ...]
    """Penn Treebank tags ("VBD")."""
    heads: tuple[int, ...]
    """Words counted from 1; 0 is the root's head."""
    deprels: tuple[str, ...]
    """Relations with their subtypes ("nsubj:pass")."""

    def __len__(self) -> int:
        return len(self.words)

    @property
    def root(self) -> int:
        """The index of the word that hangs on nothing; -1 where there are no words."""
        return self.heads.index(0) if self.heads else -1

    def as_conllu(self) -> str:
        """Return the tree in CoNLL-U, with columns that are not known as ``_``."""
        rows = zip(self.words, self.upos, self.xpos, self.heads, self.deprels, strict=True)
        return "".join(
            f"{at}\t{word}\t_\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n"
            for at, (word, upos, xpos, head, deprel) in enumerate(rows, 1)
        )
