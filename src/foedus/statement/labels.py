"""Whom does the label of a transcript's turn name?

A label is a title, a name, and what the person speaks for, in any order of the parts
("DEFENCE MINISTER BERG, NORWAY"; "Mr. Ri (Democratic People's Republic of Korea)").
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from foedus.names import Mention
from foedus.statement import naming
from foedus.statement.claim import Speaker
from foedus.statement.lexicon import Hit, lexicon
from foedus.statement.tokens import Token, tokenise
from foedus.statement.words import listed, word_set
from foedus.text import Span

HONORIFICS = word_set("mr ms mrs miss dr sir dame lord lady mx m mme h.e")
_PARTICLES = word_set("the of and for")
_STATE_KINDS = ("state", "capital", "seat", "demonym")
_OFFICES = ("roles", "bodies", "unnamed")
_ASIDE = re.compile(r"\(([^()]{1,80})\)?")
_SPOKEN = re.compile(r"\b(?:spoke in|interpretation|translation|via)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"[\s#]?\d{1,3}$")


def asks_only(label: str) -> bool:
    """Tell whether the label is that of whoever only puts the questions.

    >>> asks_only("Reporter 2"), asks_only("Mr. Berg")
    (True, False)
    """
    told = _NUMBERED.sub("", _ASIDE.sub("", label)).lower().split()
    return bool(told) and told[-1].strip(".") in listed("questioners")


@lru_cache(maxsize=1024)
def is_titled(label: str) -> bool:
    """Tell whether the label holds a title of courtesy or of office beside a name."""
    tokens, offices = _read(label)
    words = [t for t in tokens if t.low not in (".", ",", "(", ")")]
    return len(words) > 1 and (bool(offices) or words[0].low in HONORIFICS)


@lru_cache(maxsize=1024)
def names_somebody(label: str, *, on: date | None) -> bool:
    """Tell whether the label names an office, a state, or a person or body of the register."""
    return bool(_read(label)[1]) or bool(naming.mentions(_usual(label), on=on))


@lru_cache(maxsize=1024)
def labelled(label: str, *, on: date | None) -> Speaker:
    """Return whom the label names; its state is None where the label gives none.

    >>> labelled("GENERAL EKSTRAND, SWEDEN", on=None).state
    'SWE'
    >>> labelled("Mr. Berg (Norway)", on=None).name
    'Berg'
    """
    label = _plain(label)
    # Names are known in their usual spelling only; the words keep their places.
    mentions = naming.mentions(_usual(label), on=on)
    named = [m for m in mentions if m.kind in _STATE_KINDS]
    tokens, offices = _read(label)
    offices = tuple(h for h in offices if not _inside(tokens[h.start], named))
    names: list[str] = []
    roles: list[str] = []
    for start, end in _parts(tokens):
        # A title stands before its name; a part with neither is all name.
        last = max((h.end for h in offices if start <= h.start < end), default=start)
        for at in range(start, end):
            token = tokens[at]
            if _is_word_of_name(token) and not _inside(token, named):
                (roles if at < last else names).append(label[token.start : token.end])
    name, role = " ".join(names) or None, " ".join(roles) or None
    return Speaker(
        name=name,
        role=role,
        state=_state(mentions, named, on=on),
        kind="person" if name else ("office" if role else "government"),
    )


def _state(mentions: Sequence[Mention], named: Sequence[Mention], *, on: date | None) -> str | None:
    """Return the one state that the label names, else that of the person whom it names."""
    states = {m.ids[0] for m in named if len(m.ids) == 1}
    states = states or {s for m in mentions if (s := naming.person_state(m, on))}
    return states.pop() if len(states) == 1 else None


def _plain(label: str) -> str:
    """Return the label with an aside as a part of its own, but no mere remark on the turn."""
    asides = [m[1] for m in _ASIDE.finditer(label) if not _SPOKEN.search(m[1])]
    return ", ".join([_ASIDE.sub("", label).rstrip(), *asides])


def _usual(label: str) -> str:
    return " ".join(w.title() if w.isupper() and "." not in w else w for w in label.split(" "))


def _is_word_of_name(token: Token) -> bool:
    return token.upper and token.low.rstrip(".") not in HONORIFICS | _PARTICLES


def _read(label: str) -> tuple[tuple[Token, ...], tuple[Hit, ...]]:
    tokens = tokenise(label, Span(0, len(label)), ())
    hits = lexicon().find(tokens)
    return tokens, tuple(h for h in hits if h.entry.group in _OFFICES)


def _parts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    commas = [at for at, token in enumerate(tokens) if token.low == ","]
    return list(zip([0, *(c + 1 for c in commas)], [*commas, len(tokens)], strict=True))


def _inside(token: Token, named: Sequence[Mention]) -> bool:
    return any(m.start <= token.start < m.end for m in named)
