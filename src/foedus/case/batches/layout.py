"""Which arrays does a program need, and which operations fill them? Numbered, for any chunk.

First come the columns, then one row of answers for each article, then buffers of
one chunk's length and constants. A buffer that is read no more is used again, so
that what is in use stays in the cache however long the program is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Type = np.dtype[Any]
BYTE, TRUTH, WIDE = np.dtype(np.int8), np.dtype(np.bool_), np.dtype(np.int16)


@dataclass(frozen=True, slots=True)
class Act:
    """One numpy operation: the numbers of the arrays that it reads, and of its result."""

    ufunc: Callable[..., Any]
    given: tuple[int, ...]
    result: int


@dataclass(slots=True)
class Layout:
    """Acts in their order, over columns, answers, buffers and constants."""

    columns: Mapping[str, Type]
    """Each column that is read, with its type; their arrays come first, in this order."""
    answers: int
    """How many rows of answers come after the columns."""
    acts: list[Act] = field(default_factory=list)
    _made: list[Type | NDArray[Any]] = field(default_factory=list)
    """What comes after the answers: the type of a buffer, or a constant."""
    _free: dict[Type, list[int]] = field(default_factory=dict)
    _types: dict[int, Type] = field(default_factory=dict)
    _constants: dict[tuple[int, Type], int] = field(default_factory=dict)

    def column(self, name: str) -> int:
        """Return the number of a column's array."""
        return list(self.columns).index(name)

    def answer(self, article: int) -> int:
        """Return the number of the array of an article's answers."""
        return len(self.columns) + article

    def constant(self, value: int, type_: Type = BYTE) -> int:
        """Return the number of an array that holds one value for all rows."""
        key = (value, type_)
        if key not in self._constants:
            self._constants[key] = self._add(np.array(value, dtype=type_))
        return self._constants[key]

    def buffer(self, type_: Type = BYTE) -> int:
        """Return a free buffer; of bytes, the next number is its view as truth values."""
        free = self._free.setdefault(type_, [])
        if free:
            return free.pop()
        number = self._add(type_)
        self._types[number] = type_
        if type_ == BYTE:
            self._add(TRUTH)
        return number

    def release(self, *numbers: int) -> None:
        """Say that buffers are read no more; arrays that are no buffers are left alone."""
        for number in numbers:
            if number in self._types:
                self._free[self._types[number]].append(number)

    def act(self, ufunc: Callable[..., Any], *given: int, result: int) -> None:
        """Add an act."""
        self.acts.append(Act(ufunc, given, result))

    def arrays(self, rows: int) -> list[NDArray[Any]]:
        """Return buffers and constants for chunks of up to ``rows`` rows, newly made."""
        made: list[NDArray[Any]] = []
        for kind in self._made:
            if isinstance(kind, np.ndarray):
                made.append(kind)
            elif kind == TRUTH:
                made.append(made[-1].view(TRUTH))
            else:
                made.append(np.empty(rows, dtype=kind))
        return made

    def _add(self, kind: Type | NDArray[Any]) -> int:
        self._made.append(kind)
        return len(self.columns) + self.answers + len(self._made) - 1
