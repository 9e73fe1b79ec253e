"""Which runs of a transcript are whose turns, and whom does a turn's label name?

A label is words in capitals before a colon at the head of a line: a title, a name, and
what the person speaks for, in any order of the parts ("DEFENCE MINISTER BERG, NORWAY").
"""

import re
from collections.abc import Sequence
from datetime import date

from foedus.names import Mention
from foedus.statement import naming
from foedus.statement.claim import Speaker
from foedus.statement.lexicon import Hit, lexicon
from foedus.statement.tokens import Token, tokenise
from foedus.statement.words import listed, word_set
from foedus.text import Document, Span

_WORD = r"[A-Z][A-Z.’'-]{0,30}"
_LABEL = re.compile(rf"^[ \t]{{0,8}}({_WORD}(?:,? {_WORD}){{0,8}}): ", re.MULTILINE)
_HONORIFICS = word_set("mr ms mrs dr sir dame the of for and")
_STATE_KINDS = ("state", "capital", "seat", "demonym")
_OFFICES = ("roles", "bodies", "unnamed")


def turns(document: Document) -> tuple[tuple[Span, str | None], ...]:
    """Return the turns of a transcript with their labels; none where the text is no transcript.

    One label alone makes a transcript only where it holds a title.
    """
    found = list(_LABEL.finditer(document.text))
    alone = len(found) == 1 and found[0].start() == 0 and _titled(found[0].group(1))
    if len(found) < 2 and not alone:
        return ()
    spans: list[tuple[Span, str | None]] = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(document.text)
        end = match.start() + len(document.text[match.start() : end].rstrip())
        spans.append((Span(match.start(1), end), match.group(1)))
    return tuple(spans)


def asks_only(label: str) -> bool:
    """Tell whether the label is that of whoever only puts the questions."""
    return label.lower().split()[-1] in listed("questioners")


def labelled(label: str, *, on: date | None) -> Speaker:
    """Return whom the label names; its state is None where the label gives none.

    >>> labelled("GENERAL EKSTRAND, SWEDEN", on=None).state
    'SWE'
    """
    # Names are known in their usual spelling only; the words keep their places.
    usual = " ".join(w if "." in w else w.title() for w in label.split(" "))
    named = [m for m in naming.mentions(usual, on=on) if m.kind in _STATE_KINDS]
    tokens, offices = _read(label)
    offices = tuple(h for h in offices if not _inside(tokens[h.start], named))
    names: list[str] = []
    roles: list[str] = []
    for start, end in _parts(tokens):
        # A title stands before its name; a part with neither is all name.
        last = max((h.end for h in offices if start <= h.start < end), default=start)
        for at in range(start, end):
            token = tokens[at]
            if token.upper and token.low not in _HONORIFICS and not _inside(token, named):
                (roles if at < last else names).append(label[token.start : token.end])
    name, role = " ".join(names) or None, " ".join(roles) or None
    states = {m.ids[0] for m in named if len(m.ids) == 1}
    return Speaker(
        name=name,
        role=role,
        state=states.pop() if len(states) == 1 else None,
        kind="person" if name else ("office" if role else "government"),
    )


def _read(label: str) -> tuple[tuple[Token, ...], tuple[Hit, ...]]:
    tokens = tokenise(label, Span(0, len(label)), ())
    hits = lexicon().find(tokens)
    return tokens, tuple(h for h in hits if h.entry.group in _OFFICES)


def _parts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    commas = [at for at, token in enumerate(tokens) if token.low == ","]
    return list(zip([0, *(c + 1 for c in commas)], [*commas, len(tokens)], strict=True))


def _inside(token: Token, named: Sequence[Mention]) -> bool:
    return any(m.start <= token.start < m.end for m in named)


def _titled(label: str) -> bool:
    tokens, offices = _read(label)
    return len(tokens) > 1 and (bool(offices) or tokens[0].low in _HONORIFICS)
