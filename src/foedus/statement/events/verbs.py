"""Which words that can tell of a deed stand as verbs, and which as nouns?"""

from collections.abc import Iterable

from foedus.statement.events.actors import PRONOUNS
from foedus.statement.events.phrases import Clause
from foedus.statement.tokens import Token
from foedus.statement.words import word_set

MODALS = word_set("will would shall should may might can could must 'll 'd wo")


def verbs_of(
    tokens: tuple[Token, ...], at: Iterable[int], demonyms: frozenset[int], clause: Clause
) -> frozenset[int]:
    """Return the places of cues that stand as verbs.

    Args:
        tokens: The sentence.
        at: Places where a cue begins.
        demonyms: Places where a word of nation ends ("Russian attacks" is a noun).
        clause: The sentence's grammar; its own `verbs` are not asked.
    """
    return frozenset(p for p in at if _is_verb(tokens, p, demonyms, clause))


def _is_verb(
    tokens: tuple[Token, ...], place: int, demonyms: frozenset[int], clause: Clause
) -> bool:
    low, before, after = tokens[place].low, clause.low(place - 1), clause.low(place + 1)
    words = clause.words
    if tokens[place].upper and place:
        return False
    if clause.is_noun(place) or not low.isalpha():
        return False
    if low.endswith("ing"):
        return before in words.auxiliaries or before == ","
    if clause.is_participle(place):
        return True
    if place - 1 in demonyms:
        return False
    if before in ("to", "and") or before in MODALS or before in words.auxiliaries:
        return True
    if before in PRONOUNS or before in ("who", "which", "we", "i"):
        return True
    return place > 0 and after not in words.prepositions and after not in ("and", ",", ".", "")
