"""Which acts of speech do the trees of a text show, where no list of words knows the verb?

A verb that takes a clause reports it ("Riga reckons the pact holds"), and so does a word of
saying whose subject stands too far off for a rule of places. Whether somebody speaks there
is for the rules of attribution to judge.
"""

from collections.abc import Iterator, Mapping, Sequence

from foedus.errors import InputError
from foedus.statement.heard import PLAIN, Report, may_report
from foedus.statement.lexicon import Hit
from foedus.statement.syntax.parsers import OwnParser, Parsed, Parser
from foedus.statement.syntax.tree import Tree
from foedus.statement.syntax.view import Syntax, of_tree
from foedus.statement.unit import Unit
from foedus.text import Span

_TAIL = 24
"""Tokens at the end of a unit among which a word of saying stands behind a comma."""
_MAIN = frozenset({"root", "conj", "ccomp", "parataxis"})
_ENDINGS = ("ed", "s", "id", "ew", "oke", "ent", "ore")


def reports_by_trees(
    text: str, units: Sequence[Unit], parser: Parser | None = None
) -> Mapping[Span, tuple[Report, ...]]:
    """Return what the trees of units show, by the unit's span.

    Args:
        text: The text of the document.
        units: Runs of it in which nobody is heard yet, in order.
        parser: Whose trees, asked only of runs that look like a report; None: those of the
            parser that comes with Foedus, and nothing where its weights are missing.

    Raises:
        InputError: The pipeline of ``parser`` gives no trees.
    """
    asked = [unit for unit in units if may_report(unit) and _is_likely(unit)]
    spans = [unit.span for unit in asked]
    try:
        parsed = (parser or OwnParser()).parsed(text, spans) if spans else []
    except InputError:
        if parser is not None:
            raise
        return {}
    found = {
        unit.span: tuple(report for sentence in sentences for report in _reports(unit, sentence))
        for unit, sentences in zip(asked, parsed, strict=True)
    }
    return {span: reports for span, reports in found.items() if reports}


def _is_likely(unit: Unit) -> bool:
    last = len(unit.tokens)
    first = max(0, last - _TAIL)
    comma = next((at for at in range(first, last) if unit.tokens[at].low == ","), last)
    behind = unit.tokens[comma + 1 :]
    return bool(unit.group("cues")) or any(
        not token.upper and token.low.endswith(_ENDINGS) for token in behind
    )


def _reports(unit: Unit, sentence: Parsed) -> Iterator[Report]:
    view = of_tree(sentence.tree)
    cues = {hit.start: hit for hit in unit.group("cues")}
    for at, word in enumerate(sentence.words):
        if not _asserts(sentence.tree, at):
            continue
        token = unit.at(word.start)
        known = cues.get(token)
        if known is None and not _takes_clause(sentence, at):
            continue
        if source := _source(view, at):
            first, last = sentence.words[source[0]], sentence.words[source[1] - 1]
            start = unit.at(first.start)
            yield Report(
                cue=known or Hit(token, token + 1, PLAIN),
                source=(start, unit.at(last.end - 1) + 1),
                follows=start > token,
            )


def _source(view: Syntax, verb: int) -> tuple[int, int] | None:
    """Return who speaks by ``verb``, None where nobody does or nothing is said."""
    source = view.source(verb)
    return source if source and source[0] < source[1] and view.content(verb) else None


def _asserts(tree: Tree, verb: int) -> bool:
    """Tell whether the sentence itself says that ``verb`` was done: no infinitive, no side clause.

    "If it errs, its partner was to warn it", "until the Council found it": nobody spoke.
    """
    if tree.upos[verb] != "VERB" or tree.xpos[verb] == "VB":
        return False
    node = verb
    while node >= 0:
        if tree.deprels[node].split(":")[0] not in _MAIN:
            return False
        node = tree.heads[node] - 1
    return True


def _takes_clause(sentence: Parsed, verb: int) -> bool:
    columns = zip(sentence.tree.heads, sentence.tree.deprels, strict=True)
    return any(head == verb + 1 and deprel == "ccomp" for head, deprel in columns)
