"""Which words of a page of a PDF are not seen? White ones on bare paper, and those without ink.

A page that is a scan carries its words without ink below the picture: there they stay.
Not modelled: words under pictures, outside the page, or too small to be seen.
"""

from importlib import import_module
from typing import Any

_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINTS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"))
_WHITE = {b"g": (1,), b"rg": (1, 1, 1), b"k": (0, 0, 0, 0), b"sc": (1, 1, 1), b"scn": (1, 1, 1)}
_NO_INK = 3
State = tuple[bool, int]
"""The fill is white; the text rendering mode."""


def drop_unseen(page: Any, reader: Any) -> int:
    """Take unseen words out of the ``page`` of pypdf; return how many runs of them there were."""
    contents = page.get_contents()
    if contents is None:
        return 0
    kept, dropped, seen = _parted(contents.operations)
    if not dropped or not seen:
        return 0
    generic = import_module("pypdf.generic")
    stream = generic.ContentStream(None, reader)
    stream.operations = kept
    page[generic.NameObject("/Contents")] = stream
    return dropped


def _parted(operations: list[Any]) -> tuple[list[Any], int, int]:
    """Return the operations without unseen words, and how many runs are unseen and seen."""
    state: State = (False, 0)
    stack: list[State] = []
    kept: list[Any] = []
    dropped = seen = 0
    painted = False
    for operands, operator in operations:
        if operator == b"q":
            stack.append(state)
        elif operator == b"Q" and stack:
            state = stack.pop()
        else:
            state = _after(state, operands, operator)
        painted = painted or (operator in _PAINTS and not state[0])
        if operator in _SHOWS:
            # White on something painted before is a caption on a coloured ground.
            if state[1] == _NO_INK or (state[0] and not painted):
                dropped += 1
                continue
            seen += 1
        kept.append((operands, operator))
    return kept, dropped, seen


def _after(state: State, operands: list[Any], operator: bytes) -> State:
    white, mode = state
    if operator in (b"g", b"rg", b"k", b"sc", b"scn"):
        white = _numbers(operands) == _WHITE[operator] or (
            operator in (b"sc", b"scn") and _numbers(operands) == (1,)
        )
    elif operator == b"Tr" and operands:
        mode = int((_numbers(operands) or (0,))[0])
    return white, mode


def _numbers(operands: list[Any]) -> tuple[float, ...]:
    try:
        return tuple(float(one) for one in operands)
    except (TypeError, ValueError):
        return ()
