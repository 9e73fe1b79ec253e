"""What can go wrong, and what mends it? Every error Foedus raises on purpose.

    FoedusError
    ├── InputError             the user's file, text or argument is wrong
    │   ├── RegisterError      files of the register: all faults at once, file and line
    │   ├── IncidentError      an incident names unknown states, dates or facts
    │   └── DocumentError      a text cannot be read, decoded or is too large
    └── UnknownName            a name is not in the register
        ├── UnknownState
        └── UnknownInstrument

Catch ``FoedusError`` to catch them all. An *open* question is an answer, not an
error: it is ``Truth.OPEN``. Every message reads ``place: problem.`` and then the
act that mends it; messages are public interface and have golden tests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class FoedusError(Exception):
    """Base of all errors raised on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: where, what, and the act that mends it."""

    place: str
    """File, file:line, or the argument's name."""
    line: int
    """1-based line in the file; 0 where there is no line."""
    problem: str
    mend: str

    def __str__(self) -> str:
        at = f"{self.place}:{self.line}" if self.line else self.place
        return f"{at}: {self.problem}\n  {self.mend}"


class InputError(FoedusError):
    """Something the user gave is wrong; the message says what, where and how to mend it."""

    def __init__(self, place: str, problem: str, mend: str) -> None:
        self.fault = Fault(place, 0, problem, mend)
        super().__init__(str(self.fault))


class DocumentError(InputError):
    """A text cannot be read: empty, binary, too large, no text in it."""


class IncidentError(InputError):
    """An incident cannot be decided as it stands: no victim, unknown state, no such day."""


class RegisterError(InputError):
    """One or more files of the register do not say what such a file must say."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        self.fault = self.faults[0]
        FoedusError.__init__(self, "\n".join(map(str, self.faults)))


class UnknownName(FoedusError):  # noqa: N818 - the name says what is wrong
    """A name is not in the register."""

    kind = "name"

    def __init__(self, name: str, known: Iterable[str], *, place: str | None = None) -> None:
        self.name = name
        head = f"{place}: " if place else ""
        super().__init__(f"{head}unknown {self.kind} '{name}'.\n  {suggest(name, known)}")


class UnknownState(UnknownName):
    """A state's code or name is not in the register."""

    kind = "state"


class UnknownInstrument(UnknownName):
    """An instrument's id is not in the register."""

    kind = "instrument"


def suggest(word: str, known: Iterable[str], *, most: int = 12) -> str:
    """Return a hint: the nearest known word, or the known words if none is near.

    >>> suggest("musst", ["must", "may"])
    "Did you mean 'must'?"
    """
    names = sorted(set(known))
    near = get_close_matches(word, names, n=1) or get_close_matches(
        word.casefold(), names, n=1, cutoff=0.7
    )
    if near:
        return f"Did you mean '{near[0]}'?"
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"Known: {', '.join(names[:most])}{more}."
