"""Which labels does the model give to words, and which spans do they make?"""

from collections.abc import Sequence

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
"""The order of the columns of the weights: O, B-source, I-source, B-cue, ..."""

Stretch = tuple[str, int, int]
"""Role, first word, and the word after the last."""


def stretches(labels: Sequence[str]) -> list[Stretch]:
    """Return the spans that ``labels`` mark, in order.

    A span begins at ``B-``; an ``I-`` that goes on from nothing or from another role
    begins one too, so that nothing a model marks is lost.

    >>> stretches(["B-source", "B-cue", "O", "B-content", "I-content"])
    [('source', 0, 1), ('cue', 1, 2), ('content', 3, 5)]
    """
    found: list[Stretch] = []
    for at, label in enumerate(labels):
        mark, _, role = label.partition("-")
        goes_on = mark == "I" and found and found[-1][0] == role and found[-1][2] == at
        if goes_on:
            found[-1] = (role, found[-1][1], at + 1)
        elif role:
            found.append((role, at, at + 1))
    return found
