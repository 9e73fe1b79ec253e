"""Where does a quotation begin and end, whatever marks it is written with?

Double marks of all kinds are told by what stands beside them; a mark that is never
closed is closed before the word of saying that follows it, or is stray. Single marks
count only where they cannot be apostrophes. Corner brackets close their own kind.
Every step looks a bounded way ahead, so the time is linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from foedus.text import Span
from foedus.text.lexicon import lexicon

LONGEST_QUOTE = 3000
"""Characters; a longer run between two marks is a stray mark, not a quotation."""
_LONGEST_SINGLE = 1000
_DOUBLE = re.compile(r'["“”„‟«»‹›＂〝〞〟]')
_OPENING, _CLOSING, _EITHER = "“„‟«‹〝", "”»›〞〟", '"＂'
_SPACED = "«‹"
"""These may have a space inside the quotation ("« oui »")."""
_TURNED = {"„": "“", "»": "«", "›": "‹"}
"""The opening mark that closes what these have opened: „Ja“, »Ja«."""
_BEFORE = "([—–-:"
_SINGLE = re.compile("[‘’‚'‛]")
_SURE_END, _SURE_AFTER = ".,!?…;:)", '.,;:!?)]”"—–'
# What an apostrophe begins with: 's, 'll, 'em, '90s.
_ELIDED = re.compile(r"(?:s|ll|re|ve|d|m|t|em|til|tis|twas|n)\b|\d\ds?\b", re.IGNORECASE)
_CORNER = re.compile("[「」『』﹁﹂]")
_CORNER_OPENS = "「『﹁"
_COMMA = re.compile(r"[,!?]\s")
_CLAUSE = re.compile(r"[^,;:.!?\n\"“”]{1,60}")
_MOST_SAYING = 8
"""Words; a longer clause behind a comma is no mere ", he said"."""


def quotations(text: str) -> tuple[Span, ...]:
    """Return the quotations of ``text``, marks included, in order; none overlaps another.

    A text with a mark at every other word holds none: they are stray. A mark opens after
    white space or an opening bracket and closes before white space or a stop; where a
    line re-opens what the line before left open, both are quoted.

    >>> text = "He said 'no' and „Ja“, as the allies' man had."
    >>> [quote.of(text) for quote in quotations(text)]
    ["'no'", '„Ja“']
    """
    doubles = _distinct(_doubles(text))
    return _distinct((*doubles, *_corners(text), *_singles(text, doubles)))


def _distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the outermost of the spans, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _doubles(text: str) -> Iterator[Span]:
    if _is_littered(text, '"“”„«»‹›＂'):
        return
    opened = -1
    for match in _DOUBLE.finditer(text):
        at, mark = match.start(), match.group()
        before, after = _around(text, at)
        if 0 <= opened < at - LONGEST_QUOTE:
            yield from _unclosed(text, opened, opened + LONGEST_QUOTE)
            opened = -1
        held = text[opened] if opened >= 0 else ""
        if held and _closes(mark, before, after, held=held):
            yield Span(opened, at + 1)
            opened = -1
        elif _opens(mark, before, after, held=held):
            if held:
                yield from _unclosed(text, opened, at)
            opened = at
    if opened >= 0:
        yield from _unclosed(text, opened, min(len(text), opened + LONGEST_QUOTE))


def _is_littered(text: str, marks: str) -> bool:
    return sum(map(text.count, marks)) > max(1000, len(text) // 20)


def _around(text: str, at: int) -> tuple[str, str]:
    return text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "


def _opens(mark: str, before: str, after: str, *, held: str) -> bool:
    free = before.isspace() or before in _BEFORE
    if mark in _EITHER:
        return free and not after.isspace()
    if mark in _OPENING:
        return not after.isspace() or (mark in _SPACED and after != "\n")
    # Some open with the mark that closes elsewhere: ”Nej”, »Ja«.
    return not held and free and after.isalnum()


def _closes(mark: str, before: str, after: str, *, held: str) -> bool:
    if mark in _EITHER:
        return not (after.isalnum() and (before.isspace() or before in _BEFORE))
    if mark in _CLOSING:
        return True
    if _TURNED.get(held) == mark:
        return True
    return not (before.isspace() or before in _BEFORE or after.isalnum())


def _unclosed(text: str, opened: int, upto: int) -> Iterator[Span]:
    """Yield where the quotation ends that a mark at ``opened`` began and none ended, if it is one.

    The next mark, at ``upto``, may re-open it on a line of its own; else it ends before
    ", he said", or the mark is stray.
    """
    line = text.find("\n", opened, upto)
    end = upto if line < 0 else line
    if said := _before_saying(text, opened, end):
        yield Span(opened, said)
    elif line >= 0 and not text[line:upto].strip() and text[upto - 1] == "\n":
        yield Span(opened, opened + len(text[opened:line].rstrip()))


def _before_saying(text: str, start: int, end: int) -> int:
    """Return where the words end before a short clause of saying (", he said"), else 0."""
    sayings = lexicon().language("en").reporting
    for comma in _COMMA.finditer(text, start, end):
        clause = _CLAUSE.match(text, comma.end(), end)
        words = clause.group().split() if clause else []
        if len(words) <= _MOST_SAYING and not sayings.isdisjoint(words):
            return comma.start() + 1
    return 0


def _corners(text: str) -> Iterator[Span]:
    opened, depth = -1, 0
    for match in _CORNER.finditer(text):
        if depth and match.start() - opened > LONGEST_QUOTE:
            depth = 0
        if match.group() in _CORNER_OPENS:
            opened, depth = (match.start(), 1) if not depth else (opened, depth + 1)
        elif depth:
            depth -= 1
            if not depth:
                yield Span(opened, match.end())


def _singles(text: str, doubles: Sequence[Span]) -> Iterator[Span]:
    """Yield quotations between single marks outside double ones; they may hold such ones."""
    if _is_littered(text, "‘‚"):
        return
    opened = likely = -1
    for at in _free_singles(text, doubles):
        before, after = _around(text, at)
        if opened >= 0 and (at - opened > _LONGEST_SINGLE or "\n\n" in text[opened:at]):
            if likely >= 0:
                yield Span(opened, likely)
            opened = likely = -1
        if _begins(text, at, before, after):
            if likely >= 0:
                yield Span(opened, likely)
            opened, likely = at, -1
        elif opened >= 0 and not before.isspace() and not after.isalnum():
            sure = before in _SURE_END or after in _SURE_AFTER
            if sure or before not in "sSzZxX":
                yield Span(opened, at + 1)
                opened = likely = -1
            elif likely < 0:
                likely = at + 1  # "the allies'": a possessive, unless nothing better follows
    if likely >= 0:
        yield Span(opened, likely)


def _free_singles(text: str, doubles: Sequence[Span]) -> Iterator[int]:
    starts = [q.start for q in doubles]
    for match in _SINGLE.finditer(text):
        inside = bisect_right(starts, match.start()) - 1
        if inside < 0 or match.start() >= doubles[inside].end:
            yield match.start()


def _begins(text: str, at: int, before: str, after: str) -> bool:
    free = before.isspace() or before in _BEFORE
    return free and after.isalnum() and not _ELIDED.match(text, at + 1)
