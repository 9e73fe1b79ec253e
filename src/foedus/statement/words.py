"""Which of a few small words is this? Sets of words, written as one line of text."""


def word_set(line: str) -> frozenset[str]:
    """Return the words of ``line``.

    >>> sorted(word_set("and but"))
    ['and', 'but']
    """
    return frozenset(line.split())
