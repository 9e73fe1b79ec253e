"""Who speaks by a verb, a noun of speech or "according"?"""

from foedus.statement.syntax.branches import Branches, Range
from foedus.statement.words import word_set

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DOCUMENTS = word_set(
    "statement letter report speech note interview post message memo communique resolution "
    "declaration address dispatch bulletin briefing remarks tweet"
)
"""Nouns of what is spoken or written: who issues "a statement saying" is who says it."""
_SINGULAR, _PLURAL = "singular", "plural"
_PRONOUNS = {"he": _SINGULAR, "she": _SINGULAR, "it": _SINGULAR, "they": _PLURAL, "we": _PLURAL}
_VERBS = {
    "is": _SINGULAR,
    "was": _SINGULAR,
    "has": _SINGULAR,
    "does": _SINGULAR,
    "are": _PLURAL,
    "were": _PLURAL,
    "have": _PLURAL,
    "do": _PLURAL,
}
_PAST = frozenset({"was", "were", "had", "did"})


def speaker(tree: Branches, cue: int) -> Range | None:
    """Return the words that name who speaks by ``cue``, None where the sentence does not say."""
    if tree.deprel(cue) in ("case", "mark") and tree.head(cue) >= 0:
        return tree.phrase(tree.head(cue))  # "according to the ministry"
    if tree.is_noun(cue):
        return _owner(tree, cue)
    found = _subject(tree, cue, frozenset())
    return None if found is None else tree.phrase(found)


def _owner(tree: Branches, noun: int) -> Range | None:
    """Return who a noun of speech belongs to, or who makes it ("Oslo gave a pledge")."""
    owners = tree.children(noun, "nmod:poss")
    owners += tuple(o.head for o in tree.obliques(noun) if o.marker in ("by", "from"))
    if owners:
        return tree.phrase(owners[0])
    if tree.deprel(noun) != "obj":
        return None
    found = _subject(tree, tree.head(noun), frozenset())
    return None if found is None else tree.phrase(found)


def _subject(tree: Branches, verb: int, seen: frozenset[int]) -> int | None:
    if verb in seen or verb < 0:
        return None
    seen |= {verb}
    if tree.is_passive(verb):
        return next(iter(tree.children(verb, "obl:agent")), None)
    own = tree.children(verb, "nsubj", "nsubj:outer")
    return _resolved(tree, own[-1], verb) if own else _borrowed(tree, verb, seen)


def _borrowed(tree: Branches, verb: int, seen: frozenset[int]) -> int | None:
    """Return the subject that a verb without one of its own shares."""
    deprel, head = tree.deprel(verb), tree.head(verb)
    if head < 0:
        return None
    if deprel == "conj":
        over = _matrix(tree, verb, head)
        return _subject(tree, head if over is None else over, seen)
    if deprel == "xcomp":
        objects = tree.children(head, "obj", "iobj")
        return objects[0] if objects else _subject(tree, head, seen)
    if deprel in ("acl", "acl:relcl"):
        issued = tree.low(head) in _DOCUMENTS and tree.deprel(head) in ("obj", "obl")
        return _subject(tree, tree.head(head), seen) if issued else head
    return _subject(tree, head, seen) if deprel in ("advcl", "parataxis", "ccomp") else None


def _resolved(tree: Branches, subject: int, verb: int) -> int:
    """Return what a relative pronoun stands for, any other subject as it is."""
    if tree.low(subject) not in _RELATIVES:
        return subject
    clause = verb
    while tree.deprel(clause) in ("conj", "xcomp") and tree.head(clause) >= 0:
        clause = tree.head(clause)
    relative = tree.deprel(clause) in ("acl:relcl", "acl")
    return tree.head(clause) if relative and tree.head(clause) >= 0 else subject


def _matrix(tree: Branches, cue: int, first: int) -> int | None:
    """Return the verb over a relative clause to which a verb within it belongs by agreement.

    "The minister met troops who fight there and says": a parser joins *says* to *fight*,
    but it agrees with *minister*.
    """
    if tree.deprel(first) not in ("acl:relcl", "acl"):
        return None
    antecedent = over = tree.head(first)
    while tree.tree.upos[over] != "VERB":
        if (over := tree.head(over)) < 0:
            return None
    subject = next(iter(tree.children(over, "nsubj", "nsubj:pass")), None)
    if subject is None or subject == antecedent:
        return None
    number = _number_of_verb(tree, cue)
    if number and number != _number(tree, antecedent):
        return over if number == _number(tree, subject) else None
    alike = _is_past(tree, cue) == _is_past(tree, over) != _is_past(tree, first)
    return over if number is None and alike else None


def _number(tree: Branches, noun: int) -> str | None:
    if tree.children(noun, "conj"):
        return _PLURAL
    if tree.low(noun) in _PRONOUNS:
        return _PRONOUNS[tree.low(noun)]
    return {"NN": _SINGULAR, "NNP": _SINGULAR, "NNS": _PLURAL, "NNPS": _PLURAL}.get(
        tree.tree.xpos[noun]
    )


def _finite(tree: Branches, verb: int) -> int:
    """Return the word that carries number and tense: the first auxiliary, else the verb."""
    return next(iter(tree.children(verb, "aux", "aux:pass", "cop")), verb)


def _number_of_verb(tree: Branches, verb: int) -> str | None:
    finite = _finite(tree, verb)
    tagged = {"VBZ": _SINGULAR, "VBP": _PLURAL}.get(tree.tree.xpos[finite])
    return _VERBS.get(tree.low(finite), tagged)


def _is_past(tree: Branches, verb: int) -> bool:
    finite = _finite(tree, verb)
    return tree.tree.xpos[finite] == "VBD" or tree.low(finite) in _PAST
