"""How do the words of an English sentence hang together? Our own parser, and its five answers."""

from foedus.statement.syntax.cutting import Word, cut_words
from foedus.statement.syntax.parsing import encode, parse
from foedus.statement.syntax.tree import Tree
from foedus.statement.syntax.view import Syntax, of_tree

__all__ = ["Syntax", "Tree", "Word", "cut_words", "encode", "of_tree", "parse"]
