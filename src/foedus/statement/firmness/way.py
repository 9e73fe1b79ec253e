"""Which operators lie on the way from the root of a sentence to an event?

Three kinds of links alternate, outermost first: how a word hangs on its governor
(`governed`), what stands beside it (`beside`), and at the end the event's own form.
"""

from collections.abc import Iterator

from foedus.statement.firmness.around import FINITE, before_noun, beside
from foedus.statement.firmness.governed import class_of, governed, plain
from foedus.statement.firmness.operators import Operators
from foedus.statement.firmness.scale import Link
from foedus.statement.syntax.branches import Branches

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
_OF_ARGUMENTS = frozenset({"none: subject", "none: object", "few"})
_SPEAKERS = frozenset({"report", "claim", "believe", "confirm", "know", "expect"})
_CERTAIN = frozenset({"said", "says"})


def links(branches: Branches, event: int, *, operators: Operators) -> tuple[Link, ...]:
    """Return the links to ``event``, the outermost first."""
    lifted = _lifted(branches, event)
    path = _path(branches, lifted)
    found = []
    if "?" in branches.tree.words[event:]:
        found.append(Link(rules=("interrogative",), words=()))
    for node, below in zip(path, [*path[1:], -1], strict=True):
        found += governed(branches, node, operators=operators)
        found += _own(branches, node, below, operators=operators)
    found += _event(branches, event, lifted, operators=operators)
    return tuple(found)


def _lifted(branches: Branches, event: int) -> int:
    """Return the word whose operators are those of ``event``: an auxiliary's own verb."""
    over = branches.head(event)
    return over if over >= 0 and plain(branches, event) in ("aux", "cop") else event


def _path(branches: Branches, event: int) -> list[int]:
    """Return the words from the root to ``event``.

    A finite verb that is joined to an infinitive or participle shares nothing with it but
    the governor; parsers join them often ("failed to pay and closed").
    """
    path, node = [event], event
    while (over := branches.head(node)) >= 0:
        if not (plain(branches, node) == "conj" and _parted(branches, node, over)):
            path.append(over)
        node = over
    return path[::-1]


def _parted(branches: Branches, node: int, over: int) -> bool:
    tags = branches.tree.xpos
    return (
        tags[node] in FINITE
        and tags[over] in ("VB", "VBG")
        and not branches.children(over, "aux", "aux:pass", "cop")
    )


def _is_command(branches: Branches, node: int) -> bool:
    """Tell whether ``node`` is a verb that calls for its deed ("Send ships", "Don't go")."""
    helpers = (branches.low(at) for at in branches.children(node, "aux", "mark"))
    return (
        branches.tree.xpos[node] == "VB"
        and plain(branches, node) in ("root", "ccomp", "parataxis")
        and not branches.children(node, *SUBJECTS)
        and all(low in ("do", "don't") for low in helpers)
    )


def _own(branches: Branches, node: int, below: int, *, operators: Operators) -> Iterator[Link]:
    """Yield what stands beside ``node`` and bears on what is ``below`` it (-1: on itself)."""
    relation = plain(branches, below) if below >= 0 else ""
    yield from _speaker(branches, node, operators=operators)
    if _is_command(branches, node):
        yield Link(rules=("imperative",), words=(node,))
    if relation != "conj":
        for link in beside(branches, node, operators=operators):
            if not _passes_by(link, relation):
                yield link
    if branches.is_noun(node):
        yield from before_noun(branches, node, operators=operators, last=below < 0)


def _passes_by(link: Link, relation: str) -> bool:
    """Tell whether an operator on a word leaves alone what hangs on it by ``relation``."""
    if link.rules[0] in _OF_ARGUMENTS:
        return relation in ("nsubj", "csubj", "obj", "iobj", "obl")
    return link.rules[0] == "consequent" and relation in ("nsubj", "csubj", "advcl")


def _speaker(branches: Branches, node: int, *, operators: Operators) -> Iterator[Link]:
    """Yield ``..., he said``: a governor that stands aside."""
    for child in branches.children(node, "parataxis"):
        group = class_of(branches, child, operators=operators)
        if group in _SPEAKERS:
            yield Link(rules=("attributed", f"{group} > aside"), words=(child,))


def _event(branches: Branches, event: int, lifted: int, *, operators: Operators) -> Iterator[Link]:
    """Yield what the event's own word says; an auxiliary speaks for its verb."""
    word = lifted if plain(branches, event) == "aux" else event
    tag = branches.tree.xpos[word]
    form = f"form {tag[:2] if tag[:2] in ('JJ', 'RB') else tag}"
    helped = branches.children(lifted, "aux", "aux:pass", "cop")
    company = f"{form} with auxiliary" if helped else f"{form} alone"
    yield Link(rules=(form, f"{form} as {plain(branches, word)}", company), words=(word,))
    low = branches.low(word)
    if low in _CERTAIN:
        yield Link(rules=("said",), words=(word,))
    if group := class_of(branches, word, operators=operators):
        kind = "noun" if branches.is_noun(word) else "verb"
        yield Link(rules=(f"itself {group}", f"itself {group} {kind}"), words=(word,))
