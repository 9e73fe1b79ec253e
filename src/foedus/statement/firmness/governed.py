"""How does a word hang on its governor, and what does the governor make of it?

The frame is the place in which the word stands ("to": an infinitive, "clause", "object",
"oblique of" ...); where the governor is an operator, its class and the pair count too.
"""

from collections.abc import Iterator

from foedus.statement.firmness.operators import Operators
from foedus.statement.firmness.scale import Link
from foedus.statement.syntax.branches import Branches
from foedus.statement.words import word_set

_FRAMES = {
    "obj": "object",
    "iobj": "object",
    "csubj": "subject clause",
    "parataxis": "aside",
    "appos": "apposition",
    "amod": "attribute",
}
_GOVERNED = word_set(
    "clause question whether to ing purpose small "
    "object subject oblique noun aside attribute compound acl"
)
"""Frames, by their first word, in which the governor's class counts."""
_QUESTIONS = frozenset({"whether", "if", "how", "why", "where", "what", "who", "which"})


def plain(branches: Branches, word: int) -> str:
    """Return the relation of ``word`` without its subtype."""
    return branches.deprel(word).split(":")[0]


def class_of(branches: Branches, word: int, *, operators: Operators) -> str:
    """Return the class of a governor, with its particle if the two are one ("turn down")."""
    low = branches.low(word)
    for child in branches.children(word, "compound:prt"):
        if group := operators.governing.get(f"{low} {branches.low(child)}"):
            return group
    return operators.governing.get(low, "")


def marker(branches: Branches, word: int, *, operators: Operators) -> str:
    """Return the class of what opens the clause or phrase of ``word``; empty where nothing does.

    A preposition or conjunction without a class is "other".
    """
    for child in branches.children(word):
        low, relation = branches.low(child), plain(branches, child)
        if relation in ("mark", "case"):
            return operators.marker.get(low, "other")
        if relation == "advmod" and (low in _QUESTIONS or operators.marker.get(low) == "when"):
            return operators.marker.get(low, "question")
    return ""


def governed(branches: Branches, word: int, *, operators: Operators) -> Iterator[Link]:
    """Yield the links from the governor of ``word`` down to it; none for roots and joined words."""
    over = branches.head(word)
    if over < 0 or plain(branches, word) == "conj":
        return
    frame = _frame(branches, word, operators=operators)
    group = class_of(branches, over, operators=operators)
    if group and frame.split()[0] in _GOVERNED:
        rules = [frame, group, f"{group} > {frame.split()[0]}"]
        if frame in ("to", "clause") and _is_passive(branches, over):
            rules.append(f"passive > {frame}")
    else:
        rules = [frame, f"{frame}, {_kind(branches, over)}"]
    yield Link(rules=tuple(rules), words=(over,))
    yield from _degree(branches, over, frame)


def _frame(branches: Branches, word: int, *, operators: Operators) -> str:
    relation, opened = branches.deprel(word), marker(branches, word, operators=operators)
    tag = branches.tree.xpos[word]
    match relation.split(":")[0]:
        case "ccomp":
            # "asked how it fell" takes the fall for granted, "asked whether it fell" does not.
            return {"if": "whether", "whether": "whether"}.get(
                opened, "question" if opened == "question" else "clause"
            )
        case "xcomp":
            return "to" if opened == "to" else "ing" if tag == "VBG" else "small"
        case "advcl":
            return _adverbial(branches, word, opened)
        case "acl":
            return _of_noun(relation, opened, tag)
        case "nsubj":
            return "subject passive" if relation.endswith("pass") else "subject"
        case "obl":
            return f"oblique {opened or 'bare'}"
        case "nmod":
            return "owner" if relation == "nmod:poss" else f"noun {opened or 'bare'}"
        case other:
            return _FRAMES.get(other, other)


def _adverbial(branches: Branches, word: int, opened: str) -> str:
    """Return the frame of an adverbial clause; that of an adjective is its complement."""
    over = branches.head(word)
    tag = branches.tree.xpos[word]
    if opened == "to":
        if tag == "VBG":
            return "ing"
        return "to" if branches.tree.upos[over] in ("ADJ", "ADV") else "purpose"
    return f"adverbial {opened or {'VBG': 'ing', 'VBN': 'ed'}.get(tag, 'bare')}"


def _of_noun(relation: str, opened: str, tag: str) -> str:
    if relation == "acl:relcl":
        return "relative"
    if opened in ("to", "that", "whether"):
        return "to" if opened == "to" else "clause"
    return "acl phrase" if opened else {"VBG": "ing", "VBN": "acl ed"}.get(tag, "acl")


def _kind(branches: Branches, word: int) -> str:
    upos = branches.tree.upos[word]
    return (
        "of noun"
        if upos in ("NOUN", "PROPN", "PRON")
        else "of verb"
        if upos == "VERB"
        else "of other"
    )


def _is_passive(branches: Branches, word: int) -> bool:
    return bool(branches.children(word, "aux:pass", "nsubj:pass"))


def _degree(branches: Branches, over: int, frame: str) -> Iterator[Link]:
    """Yield ``too late to pay``, ``enough to pay``."""
    if frame in ("to", "purpose"):
        for child in branches.children(over, "advmod", "amod"):
            if branches.low(child) in ("too", "enough"):
                yield Link(rules=(f"{branches.low(child)} to",), words=(child,))
