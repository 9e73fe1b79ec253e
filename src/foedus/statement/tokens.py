"""Which words stand where, and which of them are inside quotation marks?

One pattern cuts a text into words, possessive endings and single marks; quotation
marks are paired once for the whole text. Both are linear in the text.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from foedus.text import Span

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[’'](?:s|ll|re|ve|d|m)\b|\w+(?:-\w+)*|\S")
_NEGATED = re.compile(r"(?:n[’']t)\b")
_MARKS = '"“”«»'
_OPENING, _CLOSING = "“«", "”»"
LONGEST_QUOTE = 3000
"""Characters; a longer run between two marks is a stray mark, not a quotation."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the text, its lower-case form and whether it is quoted."""

    start: int
    end: int
    low: str
    """Lower case, with straight apostrophes."""
    quoted: bool
    upper: bool
    """Begins with a capital letter."""


def quotations(text: str) -> tuple[Span, ...]:
    """Return the quotations of ``text``, marks included, in order.

    A text with a mark at every other word holds none: they are stray.
    A mark opens after white space or an opening bracket and closes before white space
    or a stop; a paragraph's end closes what it left open only if the next one re-opens.
    """
    marks = sum(map(text.count, _MARKS))
    if marks > max(1000, len(text) // 20):
        return ()
    found: list[Span] = []
    opened = -1
    for match in re.finditer(r'["“”«»]', text):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        may_open = mark in _OPENING or (mark == '"' and (before.isspace() or before in "([—–-:"))
        may_close = mark in _CLOSING or (mark == '"' and not (after.isalnum() and may_open))
        if opened >= 0 and may_close and at - opened <= LONGEST_QUOTE:
            found.append(Span(opened, at + 1))
            opened = -1
        elif may_open and not after.isspace():
            opened = at
    return tuple(found)


def tokenise(text: str, span: Span, quotes: tuple[Span, ...]) -> tuple[Token, ...]:
    """Return the tokens of one stretch of ``text``, with positions in the whole text."""
    starts = [q.start for q in quotes]
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        word = match.group()
        at = bisect_left(starts, start + 1) - 1
        quoted = at >= 0 and start < quotes[at].end
        low = word.lower().replace("’", "'")
        tokens.append(Token(start, end, low, quoted, word[:1].isupper()))
    return tuple(_join_negated(tokens, text))


def _join_negated(tokens: list[Token], text: str) -> list[Token]:
    # "don't" is cut as don + ' + t; the three become do + n't, so that both parts can be met.
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        here = tokens[at]
        tail = _NEGATED.match(text, here.end - 1) if here.low.endswith("n") else None
        if tail and at + 2 < len(tokens) and tokens[at + 2].end == tail.end():
            stem = {"won": "will", "shan": "shall", "can": "can"}.get(here.low, here.low[:-1])
            joined.append(Token(here.start, here.end - 1, stem, here.quoted, here.upper))
            joined.append(Token(here.end - 1, tail.end(), "n't", here.quoted, False))
            at += 3
            continue
        joined.append(here)
        at += 1
    return joined
