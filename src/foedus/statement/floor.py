"""For which state does whoever has the floor in a transcript speak, and by which full name?

A label seldom tells. The heading does ("Downing Street, afternoon lobby"), or the treaty
spoken of: who says "we" of one party to the other speaks for the second.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foedus.statement import naming
from foedus.statement.claim import Speaker
from foedus.statement.scene import Scene
from foedus.statement.unit import Unit
from foedus.statement.words import listed, word_set

_STATE_KINDS = ("state", "capital", "seat", "demonym")
_OURSELVES = word_set("we us our i ours")
_STOPS = frozenset(".!;")
_STRIKING = word_set("by against")
_BEFORE, _BEHIND = 5, 6
"""Words between "us" and the other party: "ask us", "oblige us to stand by"."""


@dataclass(slots=True)
class Floor:
    """What one transcript has told so far of who speaks for whom."""

    heading: str | None = None
    states: tuple[str, ...] = ()
    """States that the heading names."""
    others: set[str] = field(default_factory=set)
    """States that somebody has spoken of as the other side."""

    def speaker(self, unit: Unit, start: int, speaker: Speaker, *, scene: Scene) -> Speaker:
        """Return the speaker of a turn, whose words begin at the token ``start``."""
        if self.heading is None:
            self.heading = unit.text[: unit.span.start]
            self.states = _named(self.heading, scene.on)
        self.others.update(_addressed(unit, start))
        name, role = _without_honours(speaker)
        named = replace(speaker, name=_fuller(name, self.heading), role=role)
        if named.name is None and named.kind == "person":
            named = replace(named, kind="office")
        return replace(named, state=named.state or self._state(scene))

    def _state(self, scene: Scene) -> str | None:
        if len(self.states) == 1:
            return self.states[0]
        parties = naming.parties(scene.main, scene.on) if scene.main else ()
        rest = [p for p in parties if p not in self.others]
        if len(parties) == 2 and len(rest) == 1:
            return rest[0]
        return scene.first if scene.first not in self.others else None


def only_asks(unit: Unit, start: int) -> bool:
    """Tell whether a turn holds nothing but questions.

    Args:
        unit: The turn.
        start: The token at which its words begin.
    """
    lows = [low for low in unit.lows(start, len(unit.tokens)) if low not in ('"', "“", "”")]
    return lows[-1:] == ["?"] and not _STOPS.intersection(lows)


def _named(heading: str, on: date | None) -> tuple[str, ...]:
    found = naming.mentions(heading, on=on)
    codes = [m.ids[0] for m in found if m.kind in _STATE_KINDS and len(m.ids) == 1]
    return tuple(dict.fromkeys(codes))


def _addressed(unit: Unit, start: int) -> set[str]:
    """Return the states close to "we" or "us": who speaks names his own state otherwise."""
    own = [i for i in range(start, len(unit.tokens)) if unit.tokens[i].low in _OURSELVES]
    found: set[str] = set()
    for mention in unit.named(start, len(unit.tokens)):
        at = unit.at(mention.start)
        near = any(at - _BEHIND <= i < at or at < i <= at + _BEFORE for i in own)
        if mention.kind not in ("state", "capital") or len(mention.ids) != 1:
            continue
        if _STRIKING.intersection([w for w in unit.lows(at - 2, at) if w != "the"][-1:]):
            found.add(mention.ids[0])
        elif near:
            between = [i for i in own if at - _BEHIND <= i <= at + _BEFORE]
            closest = min(between, key=lambda i: abs(i - at))
            words = unit.lows(min(closest, at), max(closest, at))
            if not _STOPS.intersection(words):
                found.add(mention.ids[0])
    return found


def _without_honours(speaker: Speaker) -> tuple[str | None, str | None]:
    """Return name and role with titles of courtesy left out and titles of office moved."""
    words = (speaker.name or "").split()
    kept = [w for w in words if w.lower().strip(".") not in listed("honours")]
    if kept and all(w.lower() in listed("titles") for w in kept):
        return None, " ".join([speaker.role or "", *kept]).strip()
    return " ".join(kept) or None, speaker.role


def _fuller(name: str | None, heading: str) -> str | None:
    """Return the full form that the heading gives for a surname in capitals."""
    if not name or " " in name:
        return name
    word = re.escape(name)
    pattern = rf"\b((?:[A-Z][\w’'-]+ ){{1,3}}){word}\b"
    found = re.search(pattern, heading, re.IGNORECASE)
    if not found:
        return name
    given = _capitalised(found[1].split())
    return " ".join([*given, heading[found.end() - len(name) : found.end()]]) if given else name


def _capitalised(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() or word.lower() in listed("titles"):
            break
        kept.insert(0, word)
    return kept
