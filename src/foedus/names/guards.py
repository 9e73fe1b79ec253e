"""Does an ambiguous word name what it seems to name here? Judged from its neighbours."""

import re

WORD = re.compile(r"[^\W\d_][\w'-]*")
BEFORE = re.compile(r"([^\W\d_][\w'-]*\.?) \Z")
# Words with a capital that may stand before a state's name at the start of a sentence.
OPENERS = frozenset(
    "a after against all although and as at because before between beyond both but by could did "
    "does even every for from has have how if in inside into is it its last like many may meanwhile "
    "must near neither next nor not now of official on once only or our out outside over since so "
    "should still that the their then this though through to today toward towards under unlike until "
    "was what when where whether while why will with within without would yesterday yet "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december east west north south central".split()
)
# Words with a capital that may stand after a state's name used as an adjective.
FOLLOWERS = frozenset(
    "president prime foreign defence defense minister ministry premier king queen prince ambassador "
    "army navy air government parliament monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december and".split()
)
AS_NOUN = frozenset(
    "who said says told added warned has had was is and of in from at to for on with by also "
    "named wrote did would will could may might can insisted noted".split()
)


def is_persons_name(text: str, start: int, end: int) -> bool:
    """Tell whether the word at ``[start, end)`` is part of a person's name: Michael Jordan."""
    if before := BEFORE.search(text, max(0, start - 30), start):
        word = before.group(1)
        if word[0].isupper() and word.lower() not in OPENERS and not word.endswith("'s"):
            return not word.isupper()
    if text[end : end + 1] == " " and (after := WORD.match(text, end + 1)):
        word = after.group()
        return word[0].isupper() and not word.isupper() and word.lower() not in FOLLOWERS
    return False


def is_persons_noun(text: str, start: int, end: int) -> bool:
    """Tell whether a word such as "general" names a person here, not a quality."""
    after = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if after is None:
        return not text[end : end + 1].isalnum() and text[end : end + 1] != "-"
    word = after.group()
    if text[start].isupper() and word[0].isupper():
        return True
    return word in AS_NOUN


def is_before_name(text: str, end: int) -> bool:
    """Tell whether a word with a capital follows: the North Atlantic, the South Pacific."""
    after = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return after is not None and after.group()[0].isupper()
