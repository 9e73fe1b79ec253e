"""Which operators stand beside a word: modals, negation, hedges, conditions, determiners?"""

from collections.abc import Iterator

from foedus.statement.firmness.governed import marker, plain
from foedus.statement.firmness.operators import Operators
from foedus.statement.firmness.scale import Link
from foedus.statement.syntax.branches import Branches

MODALS = frozenset({"will", "would", "may", "can", "could", "should", "must"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HAVE = frozenset({"have", "'ve", "has", "had"})
_POINTERS = ("det", "nmod:poss", "advmod", "amod", "compound", "cc:preconj", "det:predet")


def beside(branches: Branches, word: int, *, operators: Operators) -> Iterator[Link]:
    """Yield the operators beside ``word``, the outermost first.

    A condition bears on all, a hedge on the modal, and the negation comes before the modal:
    "could not" denies what could be. Where it is the other way round ("may not"), the
    modal's shift under denial says so, or a rule of the pair.
    """
    near = _near(branches, word)
    kinds = {at: operators.beside.get(branches.low(at), "") for at in near}
    yield from _conditions(branches, word, operators=operators)
    for at, kind in kinds.items():
        if kind and kind not in MODALS and kind != "not" and plain(branches, at) == "advmod":
            yield Link(rules=(kind,), words=(at,))
    denied = _negation(branches, word, near, operators=operators)
    modal = next(((at, kind) for at, kind in kinds.items() if kind in MODALS), None)
    if denied and modal:
        yield Link(rules=(f"not {modal[1]}",), words=(*denied.words, modal[0]))
    if denied:
        yield denied
    if modal:
        perfect = any(branches.low(at) in _HAVE for at in near)
        rules = (modal[1], f"{modal[1]} have") if perfect else (modal[1],)
        yield Link(rules=rules, words=(modal[0],))


def _near(branches: Branches, word: int) -> tuple[int, ...]:
    """Return the auxiliaries and adverbs of ``word``, and what it shares with a verb before it.

    A joined verb without a tense, a subject or an auxiliary of its own shares those that
    stand before the first ("may leave or close").
    """
    kinds = ("aux", "aux:pass", "cop", "advmod", "cc", "cc:preconj", "discourse")
    near = branches.children(word, *kinds)
    if branches.tree.xpos[word] in FINITE:
        return near
    first = word
    while plain(branches, first) == "conj" and not branches.children(
        first, "aux", "nsubj", "csubj"
    ):
        first = branches.head(first)
    if first == word:
        return near
    shared = branches.children(first, "aux", "aux:pass", "advmod")
    return tuple(at for at in shared if at < first) + near


def _conditions(branches: Branches, word: int, *, operators: Operators) -> Iterator[Link]:
    for child in branches.children(word, "advcl"):
        if marker(branches, child, operators=operators) == "if":
            yield Link(rules=("consequent",), words=(child,))


def _negation(
    branches: Branches, word: int, near: tuple[int, ...], *, operators: Operators
) -> Link | None:
    """Return what denies ``word``: beside it, grown onto it ("hasn't"), or in an argument."""
    for at in near:
        low = branches.low(at)
        if operators.beside.get(low) == "not" or low.endswith("n't"):
            return Link(rules=("not",), words=(at,))
        if low in ("longer", "more") and branches.low(at - 1) == "no":
            return Link(rules=("no longer",), words=(at - 1, at))
    for child in branches.children(word, "nsubj", "nsubj:pass", "obj", "obl"):
        role = "subject" if plain(branches, child) == "nsubj" else "object"
        if branches.low(child) in operators.none:
            return Link(rules=(f"none: {role}",), words=(child,))
        for at in branches.children(child, *_POINTERS):
            kind = operators.determiner.get(branches.low(at))
            if kind == "no" or branches.low(at) in operators.none:
                return Link(rules=(f"none: {role}",), words=(at, child))
            if kind == "few":
                return Link(rules=("few",), words=(at, child))
    return None


def before_noun(
    branches: Branches, noun: int, *, operators: Operators, last: bool
) -> Iterator[Link]:
    """Yield the determiner and the attributes of ``noun``.

    Of a noun that is not the ``last`` on the way only those that make it unreal count.
    """
    pointed = False
    for child in branches.children(noun, *_POINTERS):
        low = branches.low(child)
        owner = branches.deprel(child) == "nmod:poss"
        pointer = "owner" if owner else operators.determiner.get(low)
        if pointer and (last or pointer in ("no", "any")):
            yield Link(rules=(f"noun with {pointer}",), words=(child,))
        pointed = pointed or (bool(pointer) and branches.deprel(child) != "amod")
        attribute = operators.attribute.get(low)
        if attribute and (last or attribute in ("possible", "planned", "attempted", "unreal")):
            yield Link(rules=(f"{attribute} noun",), words=(child,))
    if last and not pointed:
        tag = branches.tree.xpos[noun]
        number = "name" if tag.startswith("NNP") else "plural" if tag == "NNS" else "singular"
        yield Link(rules=(f"noun alone, {number}",), words=(noun,))
