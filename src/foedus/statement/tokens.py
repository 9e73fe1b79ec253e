"""Which words stand where, and which of them are inside quotation marks?

One pattern cuts a text into words, possessive endings and single marks; quotation
marks are paired once for the whole text (`foedus.statement.quotations`). Both are
linear in the text.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from foedus.statement.quotations import LONGEST_QUOTE, quotations
from foedus.text import Span

__all__ = ["LONGEST_QUOTE", "Token", "quotations", "tokenise"]

# Marks of direction and joining and the invisible letters of tags are no words: they may hide
# between two words, but not part them.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\U000e0000-\U000e01ef"
_TOKEN = re.compile(rf"(?:[A-Z]\.){{2,}}|[’'](?:s|ll|re|ve|d|m)\b|\w+(?:-\w+)*|[^\s{_UNSEEN}]")
_SHAPELESS = re.compile(r"\S")
_NEGATED = re.compile(r"(?:n[’']t)\b")


class Token(NamedTuple):
    """One word or mark of the text, its lower-case form and whether it is quoted."""

    start: int
    end: int
    low: str
    """Lower case, with straight apostrophes; marks that quote are “ and ”, whatever their
    kind, but for the straight one, which stays."""
    quoted: bool
    upper: bool
    """Begins with a capital letter."""


def tokenise(text: str, span: Span, quotes: tuple[Span, ...]) -> tuple[Token, ...]:
    """Return the tokens of one stretch of ``text``, with positions in the whole text."""
    tokens: list[Token] = []
    here = bisect_right(quotes, span.start, key=_end)
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        while here < len(quotes) and quotes[here].end <= start:
            here += 1
        quoted = here < len(quotes) and quotes[here].start <= start
        word = match.group()
        low = word.lower().replace("’", "'")
        if quoted and end - start == 1 and word != '"':
            low = _told(start, quotes[here]) or low
        tokens.append(Token(start, end, low, quoted, word[:1].isupper()))
    if not tokens and (mark := _SHAPELESS.search(text, span.start, span.end)):
        # A stretch without any shape is still read: as one mark.
        tokens.append(Token(mark.start(), mark.end(), mark.group(), False, False))
    negated = _NEGATED.search(text, span.start, span.end)
    return tuple(_join_negated(tokens, text) if negated else tokens)


def _end(quote: Span) -> int:
    return quote.end


def _told(at: int, quote: Span) -> str:
    """Return “ or ” for a mark of any kind that opens or closes the quotation."""
    return "“" if at == quote.start else "”" if at == quote.end - 1 else ""


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
