"""How firmly does the source of this sentence commit to this event?"""

from collections.abc import Sequence

from foedus import content
from foedus.errors import InputError
from foedus.statement.firmness.operators import operators
from foedus.statement.firmness.scale import Firmness, weigh
from foedus.statement.firmness.way import links
from foedus.statement.syntax import Tree, parse
from foedus.statement.syntax.branches import Branches


def firmness(words: Sequence[str], event: int, *, tree: Tree | None = None) -> Firmness:
    """Return how firmly the sentence ``words`` commits to its word ``event``.

    Args:
        words: One sentence, cut as `foedus.statement.syntax.cut_words` cuts it.
        event: The index, from 0, of the verb, noun or adjective that tells the event.
        tree: The tree of ``words``, where it is known already; else they are parsed.

    Raises:
        InputError: ``event`` is no word of the sentence, or the parser's weights are missing.
    """
    if not 0 <= event < len(words):
        problem = f"{event} is no word of a sentence of {len(words)} words."
        raise InputError("event", problem, "Count the words from 0.")
    (found,) = parse([words]) if tree is None else (tree,)
    files = content.tree("lexicon")
    return weigh(links(Branches(found), event, operators=operators(files)), files)
