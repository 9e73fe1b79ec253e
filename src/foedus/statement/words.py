"""Which of a few words is this? Small sets from the code, larger ones from the lexicon."""

from functools import cache

from foedus.content import tree


def word_set(line: str) -> frozenset[str]:
    """Return the words of ``line``.

    >>> sorted(word_set("and but"))
    ['and', 'but']
    """
    return frozenset(line.split())


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of one list of ``register/lexicon/words.yaml``, read once a process.

    Raises:
        KeyError: No list has that name, a fault of the code.

    >>> "monday" in listed("weekdays")
    True
    """
    return word_set(tree("lexicon")["words.yaml"]["word_lists"][name])
