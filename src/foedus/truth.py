"""Is it so? Yes, no, or not settled by what is known.

Every predicate in Foedus answers TRUE, FALSE or OPEN. The connectives follow
Kleene's strong logic: an answer is settled as soon as the known facts settle
it, whatever the open ones turn out to be.

    >>> all_of([Truth.FALSE, Truth.OPEN])
    <Truth.FALSE: -1>
    >>> any_of([Truth.FALSE, Truth.OPEN])
    <Truth.OPEN: 0>

Kleene is the quick answer, not the answer of record: `foedus.case` decides
exactly, by asking whether *every* completion of the open facts agrees.

Source: Kleene (1952), Introduction to Metamathematics, section 64.
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """FALSE < OPEN < TRUE, so that *and* is ``min`` and *or* is ``max``."""

    FALSE = -1
    OPEN = 0
    TRUE = 1

    def __bool__(self) -> bool:
        """Refuse: a third value has no place in an ``if``."""
        raise TypeError("a Truth has three values; write `is Truth.TRUE`, not `if truth`")

    def __invert__(self) -> "Truth":
        """Return *not*: OPEN stays OPEN.

        >>> ~Truth.TRUE
        <Truth.FALSE: -1>
        """
        return Truth(-self.value)

    @staticmethod
    def of(value: bool | None) -> "Truth":
        """Return the Truth of a yes, a no, or None for not known."""
        return Truth.OPEN if value is None else Truth.TRUE if value else Truth.FALSE


def all_of(values: Iterable[Truth]) -> Truth:
    """TRUE if every value is; FALSE if any is FALSE; otherwise OPEN."""
    return Truth(min(values, default=Truth.TRUE))


def any_of(values: Iterable[Truth]) -> Truth:
    """TRUE if any value is; FALSE if every one is FALSE; otherwise OPEN."""
    return Truth(max(values, default=Truth.FALSE))
