"""Where does each step of a program stand, and how is it worked out from the steps before?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from foedus.case.batches.layout import BYTE, WIDE, Layout, Type
from foedus.case.batches.program import Program

BYTE_PARTS = 127
"""So many parts can be counted in one signed byte."""


def laid_out(
    program: Program,
    roots: Sequence[int],
    *,
    types: Mapping[str, Type],
    bits: Mapping[str, int],
) -> Layout:
    """Return the layout that writes the value of each of ``roots`` into its row of answers.

    Args:
        program: The steps.
        roots: The step that answers each article.
        types: The type of every column; what no column tells is open in every row.
        bits: Category to the bits that a mask may have.
    """
    order = list(_in_order(program, roots))
    read = dict.fromkeys(name for step in order if (name := program.column(step)) in types)
    layout = Layout(columns={name: types[name] for name in read}, answers=len(roots))
    placing = _Placing(program, layout, homes=roots, bits=bits)
    left = Counter(part for step in order for part in program.parts(step))
    for step in order:
        placing.place(step)
        for part in program.parts(step):
            left[part] -= 1
            if not left[part]:
                layout.release(placing.at[part])
    for i, root in enumerate(roots):
        if placing.at[root] != layout.answer(i):
            layout.act(np.positive, placing.at[root], result=layout.answer(i))
    return layout


def _in_order(program: Program, roots: Sequence[int]) -> Iterator[int]:
    """Yield each step that ``roots`` need, after its parts."""
    seen: set[int] = set()

    def visit(step: int) -> Iterator[int]:
        if step not in seen:
            seen.add(step)
            for part in program.parts(step):
                yield from visit(part)
            yield step

    for root in roots:
        yield from visit(root)


class _Placing:
    """Gives each step an array, and adds the acts that fill it."""

    def __init__(
        self, program: Program, layout: Layout, *, homes: Sequence[int], bits: Mapping[str, int]
    ) -> None:
        self._steps, self._layout, self._bits = program.steps, layout, bits
        self._homes = {step: layout.answer(i) for i, step in reversed([*enumerate(homes)])}
        self.at: dict[int, int] = {}
        """Step to the number of its array."""

    def place(self, step: int) -> None:
        """Place a step whose parts are placed."""
        layout = self._layout
        match self._steps[step]:
            case ("constant", int(value)):
                self.at[step] = layout.constant(value)
                return
            case ("fact" | "among" | "some", str(name), *_) if name not in layout.columns:
                self.at[step] = layout.constant(0)  # open in every row
                return
            case ("fact", str(name)):
                self.at[step] = layout.column(name)
                return
        result = self.at[step] = self._homes[step] if step in self._homes else layout.buffer()
        match self._steps[step]:
            case ("among", str(name), int(inside), int(outside)):
                self._among(name, inside, outside=outside, result=result)
            case ("some", str(name), int(bits)):
                self._some(name, bits, result=result)
            case ("not", int(part)):
                layout.act(np.negative, self.at[part], result=result)
            case ("all", tuple(parts)):
                self._chain(np.minimum, parts, result=result)
            case ("any", tuple(parts)):
                self._chain(np.maximum, parts, result=result)
            case ("count", int(least), tuple(parts)):
                self._count(least, parts, result=result)

    def _chain(self, ufunc: Callable[..., Any], parts: Sequence[int], *, result: int) -> None:
        first, *rest = (self.at[part] for part in parts)
        for part in rest:
            self._layout.act(ufunc, first, part, result=result)
            first = result

    def _none_of(self, name: str, bits: int, *, rest: int = 0) -> int:
        """Return a buffer: 1 where none of ``bits`` is set in a column of masks, else 0.

        Args:
            name: Of the column.
            bits: Those asked about.
            rest: All others, where they are known to be the only ones that may be set.
        """
        layout = self._layout
        type_, column = layout.columns[name], layout.column(name)
        found = layout.buffer()
        if rest.bit_count() == 1:
            layout.act(np.equal, column, layout.constant(rest, type_), result=found + 1)
        elif 0 < rest < bits & -bits:
            layout.act(np.less, column, layout.constant(bits & -bits, type_), result=found + 1)
        else:
            kept = layout.buffer(type_)
            layout.act(np.bitwise_and, column, layout.constant(bits, type_), result=kept)
            layout.act(np.equal, kept, layout.constant(0, type_), result=found + 1)
            layout.release(kept)
        return found

    def _among(self, name: str, inside: int, *, outside: int, result: int) -> None:
        is_whole = inside | outside == self._bits[name]
        yes = self._none_of(name, outside, rest=inside if is_whole else 0)
        no = self._none_of(name, inside, rest=outside if is_whole else 0)
        self._layout.act(np.subtract, yes, no, result=result)
        self._layout.release(yes, no)

    def _some(self, name: str, bits: int, *, result: int) -> None:
        layout = self._layout
        none = self._none_of(name, bits)
        layout.act(np.add, none, none, result=none)
        layout.act(np.subtract, layout.constant(1), none, result=result)
        layout.release(none)

    def _count(self, least: int, parts: Sequence[int], *, result: int) -> None:
        """Add: yes if so many parts are, no if so many cannot be any more."""
        layout = self._layout
        type_ = BYTE if len(parts) <= BYTE_PARTS else WIDE
        enough = [self._reached(least, parts, over=over, type_=type_) for over in (-1, 0)]
        layout.act(np.add, *enough, result=result)
        layout.act(np.subtract, result, layout.constant(1), result=result)
        layout.release(*enough)

    def _reached(self, least: int, parts: Sequence[int], *, over: int, type_: Type) -> int:
        """Return a buffer: 1 where at least so many parts are greater than ``over``."""
        layout = self._layout
        sums, one = layout.buffer(type_), layout.buffer()
        layout.act(np.positive, layout.constant(0, type_), result=sums)
        for part in parts:
            layout.act(np.greater, self.at[part], layout.constant(over), result=one + 1)
            layout.act(np.add, sums, one, result=sums)
        layout.act(np.greater_equal, sums, layout.constant(least, type_), result=one + 1)
        layout.release(sums)
        return one
