"""Which words does the tagger read, how are they written, and are they inside quotation marks?"""

import re
from collections.abc import Iterator, Sequence

from foedus.statement.words import word_set

_WORD = re.compile(
    r"(?=\S)(?:(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*"  # 47.1
    r"|[’'](?:s|ll|re|ve|d|m|t)\b"
    r"|[^\W\d_]++(?:[-.&]?\w++)*+"
    r"|\w++|\.{2,}|-{2,}|\S)",
    re.IGNORECASE,
)
SHAPES = ("lower", "title", "upper", "mixed", "digit", "mark", "opening", "closing")
"""How a word is written; the order of the rows of the weights."""
QUOTED = ("outside", "inside")
_OPENING, _CLOSING, _EITHER = word_set("“ « ``"), word_set("” » ''"), '"'
_STOPS = word_set(". ? ! ... …")
_ENDINGS = word_set("” » '' \" ) ]")
LONGEST_QUOTE = 600
"""Words; a run that stays open longer began at a stray mark."""


def cut(line: str, offset: int = 0) -> list[tuple[int, int]]:
    """Return the character ranges of the words and marks of one line, moved by ``offset``.

    >>> [("Mr. Aho's U.S. envoy didn't"[a:b]) for a, b in cut("Mr. Aho's U.S. envoy didn't")]
    ['Mr', '.', 'Aho', "'s", 'U.S.', 'envoy', 'didn', "'t"]
    """
    return [(m.start() + offset, m.end() + offset) for m in _WORD.finditer(line)]


def shape(word: str) -> int:
    """Return the row of ``SHAPES`` for a word; quotation marks are given their side elsewhere.

    >>> SHAPES[shape("NATO")], SHAPES[shape("McGuire")], SHAPES[shape("1951")]
    ('upper', 'mixed', 'digit')
    """
    if not any(c.isalnum() for c in word):
        return 5
    if any(c.isdigit() for c in word):
        return 4
    if word.islower():
        return 0
    if word[1:].islower() or len(word) == 1:
        return 1
    return 2 if word.isupper() else 3


def marked(paragraphs: Sequence[Sequence[str]]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield, for each paragraph, the shape and the quotation state of each word.

    A straight mark opens or closes by turns inside a paragraph. A quotation that is
    open at a paragraph's end goes on only if the next paragraph opens with a mark,
    as print does; every paragraph therefore begins outside.
    """
    for words in paragraphs:
        shapes, states, since = [], [], -1
        for at, word in enumerate(words):
            opens = word in _OPENING or (word == _EITHER and since < 0)
            closes = since >= 0 and (word in _CLOSING or word == _EITHER)
            if opens and not closes:
                since = at
            shapes.append(6 if opens else 7 if closes else shape(word))
            states.append(int(since >= 0 and at - since < LONGEST_QUOTE))
            if closes:
                since = -1
        yield shapes, states


def ends_sentence(words: Sequence[str], at: int) -> bool:
    """Tell whether a sentence may end after word ``at``: a stop, with its closing marks."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in _STOPS:
        return follows not in _ENDINGS
    return words[at] in _ENDINGS and at > 0 and words[at - 1] in _STOPS
