"""What does this YAML file say, and on which line? Strict YAML 1.2, as plain data.

Contributed files are read as data only: no tags, anchors, aliases or directives, no
duplicate keys, bounded size, depth and numbers. Dates stay text ("2024-12-04"), so does
``12:30``; ``NO`` stays text. Values are made from the parser's events, one pass, so an
alias cannot multiply what it stands for.

Source: YAML 1.2.2, section 10.3 (core schema).
"""

import math
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from foedus.errors import Fault, RegisterError

Path_ = tuple[str | int, ...]
MOST_BYTES = 2_000_000
MOST_VALUES = 100_000
MOST_FAULTS = 100
DEEPEST = 60
LONGEST_NUMBER = 30
"""Characters; a longer number is a slip or an attack, no figure of a treaty."""

NULL = re.compile(r"null|Null|NULL|~|")
TRUE, FALSE = re.compile(r"true|True|TRUE"), re.compile(r"false|False|FALSE")
INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""NUL and other controls, and halves of surrogate pairs, which no file can hold."""


class Lines(dict[Path_, int]):
    """The 1-based line on which each value of a file begins, by its path in the data."""

    def nearest(self, path: Path_) -> int:
        """Return the line of ``path``, or of the nearest value that contains it."""
        while path not in self and path:
            path = path[:-1]
        return self.get(path, 1)


def parse_yaml(text: str, *, place: str) -> tuple[Any, Lines]:
    """Return the data of one YAML 1.2 document and the line of every value.

    Args:
        text: The file's text; a byte order mark at its start is left out.
        place: What to call the file in messages.

    Raises:
        RegisterError: Not YAML, a tag, an anchor, a duplicate key, too large or too deep.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415 - 60 ms; only when a file is compiled
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415
    from ruamel.yaml.reader import ReaderError  # noqa: PLC0415

    if len(text) > MOST_BYTES:
        raise _fault(place, 1, "the file is larger than 2 MB", "Split it.")
    if "\t" in text:
        line = text[: text.index("\t")].count("\n") + 1
        raise _fault(place, line, "a tab stands here", "Indent and part with spaces.")
    for number, row in enumerate(text.split("\n"), start=1):
        if _steepest(row) > DEEPEST:
            # Refused before the parser sees it: it looks ahead through all brackets of a line.
            raise _fault(place, number, f"nested deeper than {DEEPEST} levels", "Flatten it.")
    reading = _Reading(place)
    try:
        found = reading.document(YAML(typ="safe", pure=True).parse(text.removeprefix("\ufeff")))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = f"not YAML here: {_short(error.problem or error.context or 'unreadable')}"
        raise _fault(place, line, problem, "Mend the line, or quote the text on it.") from None
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        problem = f"a character that cannot be printed, number {ord(text[error.position])}"
        raise _fault(place, line, problem, "Leave it out.") from None
    except (YAMLError, ValueError, OverflowError):
        # An escape such as \U00110000, which is no character at all.
        problem = "not YAML: an escape stands for no character"
        raise _fault(place, reading.line, problem, "Write the character itself.") from None
    if reading.faults:
        raise RegisterError(reading.faults)
    return found, reading.lines


def read_yaml(path: Path, *, place: str | None = None) -> tuple[Any, Lines]:
    """Return `parse_yaml` of a file in UTF-8; messages name ``place``, else the path."""
    name = place or str(path)
    try:
        return parse_yaml(path.read_text(encoding="utf-8-sig"), place=name)
    except UnicodeDecodeError as error:
        raise _fault(name, 0, f"not UTF-8 at byte {error.start}", "Save it as UTF-8.") from None


def _fault(place: str, line: int, problem: str, mend: str) -> RegisterError:
    return RegisterError([Fault(place, line, f"{problem}.", mend)])


class _Reading:
    """One pass over the events of a file."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.lines = Lines()
        self.line = 1
        self.faults: list[Fault] = []

    def document(self, events: Iterator[Any]) -> Any:
        """Return the data of the one document among ``events``; None if there is none."""
        found: Any = None
        documents = 0
        for event in events:
            match type(event).__name__:
                case "DocumentStartEvent":
                    documents += 1
                    self._start(event, documents)
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    pass
                case _:
                    found = self._value(event, events, ())
        return found

    def _start(self, event: Any, documents: int) -> None:
        self.line = event.start_mark.line + 1
        if documents > 1:
            self._stop("a second document begins here", "Keep one document in a file.")
        if event.version or event.tags:
            self._note("a directive stands before it.", "Leave lines that begin with % out.")

    def _value(self, event: Any, events: Iterator[Any], path: Path_) -> Any:
        self.line = self.lines[path] = event.start_mark.line + 1
        if len(path) > DEEPEST:
            self._stop(f"nested deeper than {DEEPEST} levels", "Flatten it.")
        if len(self.lines) > MOST_VALUES:
            self._stop(f"more than {MOST_VALUES} values", "Split it.")
        kind = type(event).__name__
        if kind == "AliasEvent":
            self._note(f"an alias '*{_short(event.anchor)}'.", "Write the value out.")
            return None
        if event.anchor:
            self._note(f"an anchor '&{_short(event.anchor)}'.", "Write the value out.")
        if event.tag:
            self._note(f"a tag '{_short(str(event.tag))}'.", "Leave tags out.")
        if kind == "ScalarEvent":
            return self._scalar(event)
        if kind == "SequenceStartEvent":
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[Any], path: Path_) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _mapping(self, events: Iterator[Any], path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                break
            key = self._key(event)
            value = next(events)
            if key in found:
                self.line = value.start_mark.line + 1
                self._note(f"'{_short(key)}' stands twice.", "Keep one of them.")
            found[key] = self._value(value, events, (*path, key))
        return found

    def _key(self, event: Any) -> str:
        self.line = event.start_mark.line + 1
        if type(event).__name__ != "ScalarEvent":
            self._stop("a key that is no plain word", "Write a word before the colon.")
        if event.anchor or event.tag:
            self._note("a key with an anchor or a tag.", "Write the word alone.")
        return self._text(event)

    def _text(self, event: Any) -> str:
        text: str = event.value
        if event.style == '"' and UNPRINTABLE.search(text):
            # Only an escape can say what may not stand in a file.
            self._note("an escape for what cannot be printed.", "Leave it out.")
        return text

    def _scalar(self, event: Any) -> str | int | float | bool | None:
        text = self._text(event)
        if not event.implicit[0]:
            return text
        if NULL.fullmatch(text):
            return None
        if TRUE.fullmatch(text) or FALSE.fullmatch(text):
            return text.lower() == "true"
        if text[0] not in "+-.0123456789":
            return text
        return self._number(text)

    def _number(self, text: str) -> str | int | float:
        whole = INT.fullmatch(text)
        if not whole and not FLOAT.fullmatch(text):
            return text
        if len(text) > LONGEST_NUMBER:
            self._note(f"a number of {len(text)} characters.", "Quote it if it is a name.")
            return text
        if whole:
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        number = float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        if not math.isfinite(number):
            self._note(f"'{text}' is no finite number.", "Write the number out.")
        return number

    def _note(self, problem: str, mend: str) -> None:
        self.faults.append(Fault(self.place, self.line, problem, mend))
        if len(self.faults) >= MOST_FAULTS:
            raise RegisterError(self.faults)

    def _stop(self, problem: str, mend: str) -> None:
        self._note(f"{problem}.", mend)
        raise RegisterError(self.faults)


def _steepest(row: str) -> int:
    """Return how many brackets stand open at once on one line; 0 where there are few."""
    if row.count("[") + row.count("{") <= DEEPEST:
        return 0
    steps = accumulate((c in "[{") - (c in "]}") for c in row)
    return max(steps, default=0)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}..."
