"""Which features do the words around a source and a target have?

Actors are masked: what they are called says nothing of the deed, only their common nouns
("court", "protesters") may. Blocks of features are weighed apart by the classifier.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foedus.statement.events.cues import Cue, CueHit
from foedus.statement.events.scheme import turned
from foedus.statement.tokens import Token
from foedus.statement.words import word_set

Run = tuple[int, int]
"""Tokens ``[start, end)``."""
Features = dict[str, list[str]]
"""Features by block, repeated as often as they are met."""

BLOCKS = ("bigrams", "letters", "places", "actors", "cues", "frames", "chains")
_MARKS = word_set(". , ; : — – - \" “ ” ( ) ' ’")
_LEADING = word_set("to with on against from of in into at for between by over about")
_NEAR = 4
_REACH = 8
"""Words; an operator turns a deed that stands at most so far behind it."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of the masked sentence."""

    low: str
    """Lower case; "<S>" or "<T>" for an actor, "#" for a number."""
    side: str
    """"S", "T" or nothing."""
    stem: str


def pair_features(
    tokens: Sequence[Token], source: Sequence[Run], target: Sequence[Run], *, hits: Sequence[CueHit]
) -> Features:
    """Return the features of one pair of actors in one sentence.

    Args:
        tokens: The sentence.
        source: Where the source is named; may be empty.
        target: Where the target is named; may be empty.
        hits: The cues of the same tokens.
    """
    words, at = _masked(tokens, source, target)
    frame = _Frame(words)
    named = {i for start, end in (*source, *target) for i in range(start, end)}
    met = [(at[h.start], at[h.end - 1], h.cue, h.start in named) for h in hits]
    outside = sorted((m for m in met if not m[3]), key=lambda m: (m[0], not m[2].operator))
    return {
        "bigrams": [f"{a.stem} {b.stem}" for a, b in pairwise(words)],
        "letters": [gram for w in words if not w.side for gram in _letters(w.low)],
        "places": list(_places(words, frame)),
        "actors": [*_actors(tokens, source, "S"), *_actors(tokens, target, "T")],
        "cues": [*_cues(met, frame), *_turned_cues(outside, frame)],
        "frames": list(_frames(words, outside)),
        "chains": list(_chains(outside)),
    }


def _masked(
    tokens: Sequence[Token], source: Sequence[Run], target: Sequence[Run]
) -> tuple[list[_Word], list[int]]:
    """Return the words with each actor as one, and for each token the word it became."""
    side = dict.fromkeys((i for a, b in source for i in range(a, b)), "S")
    side.update(dict.fromkeys((i for a, b in target for i in range(a, b)), "T"))
    words: list[_Word] = []
    at: list[int] = []
    before = ""
    for index, token in enumerate(tokens):
        here = side.get(index, "")
        if here and here != before:
            words.append(_Word(f"<{here}>", here, f"<{here}>"))
        elif not here:
            low = "#" if token.low[0].isdigit() else token.low
            words.append(_Word(low, "", stem(low)))
        at.append(len(words) - 1)
        before = here
    return words, at


def stem(word: str) -> str:
    """Return a rough stem.

    >>> stem("attacked"), stem("attacks"), stem("agree")
    ('attack', 'attack', 'agre')
    """
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


class _Frame:
    """Where the first source and target stand, and what is before, between and after them."""

    def __init__(self, words: Sequence[_Word]) -> None:
        places = [next((i for i, w in enumerate(words) if w.side == s), None) for s in "ST"]
        self.source, self.target = places
        known = sorted(place for place in places if place is not None)
        self.first, self.second = (*([0] * (2 - len(known))), *known)
        if self.source is None or self.target is None:
            self.order = "T" if self.source is None else "S"
        else:
            self.order = "ST" if self.source < self.target else "TS"

    def zone(self, place: int) -> str:
        if place < self.first:
            return "b"
        return "m" if place < self.second else "a"


def _letters(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in (3, 4, 5):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def _places(words: Sequence[_Word], frame: _Frame) -> Iterator[str]:
    for place, word in enumerate(words):
        if word.side or word.low in _MARKS:
            continue
        yield f"{frame.order}{frame.zone(place)}{word.stem}"
        yield f"s:{word.stem}"
        for actor, side in ((frame.source, "S"), (frame.target, "T")):
            if actor is not None and 0 < abs(place - actor) <= _NEAR:
                far, way = abs(place - actor), "+" if place > actor else "-"
                yield f"{side}{way}{far if far < 3 else _NEAR}:{word.stem}"


def _actors(tokens: Sequence[Token], runs: Sequence[Run], side: str) -> Iterator[str]:
    for start, end in runs:
        for token in tokens[start:end]:
            if not token.upper and token.low.isalpha():
                yield side + stem(token.low)
        last = tokens[end - 1]
        yield f"{side}={'' if last.upper else last.low}"


_Met = tuple[int, int, Cue, bool]


def _name(cue: Cue) -> str:
    return cue.root or f"op.{cue.operator}"


def _cues(met: Sequence[_Met], frame: _Frame) -> Iterator[str]:
    for place, _, cue, inside in met:
        zone, name = "i" if inside else frame.zone(place), _name(cue)
        yield from (f"{frame.order}{zone}{name}", f"{zone}{name}", f"any{name}", f"{zone}{cue.id}")
        if frame.source is not None and 0 < place - frame.source <= 5:
            yield f"S+{name}"
        if frame.target is not None and 0 < frame.target - place <= _NEAR:
            yield f"T-{name}"


def _turned_cues(outside: Sequence[_Met], frame: _Frame) -> Iterator[str]:
    """What each deed becomes under the operators before it in the same zone; the first, second."""
    for zone in "bma":
        operators: list[tuple[int, str]] = []
        seen: set[int] = set()
        for place, _, cue, _ in outside:
            if frame.zone(place) != zone:
                continue
            if cue.operator:
                operators.append((place, cue.operator))
                continue
            near = [value for start, value in operators if place - start <= _REACH]
            root = turned(cue.root, near)
            yield f"c{zone}{min(len(seen), 2)}:{root}"
            yield f"c{zone}{root}"
            seen.add(place)


def _frames(words: Sequence[_Word], outside: Sequence[_Met]) -> Iterator[str]:
    """Which cues stand nearest each actor, which preposition leads to it, and whether that fits."""
    for place, word in enumerate(words):
        if not word.side:
            continue
        side = word.side
        leads = next(
            (
                words[i].low
                for i in range(place - 1, max(place - 4, -1), -1)
                if words[i].low in _LEADING
            ),
            "-",
        )
        before = [m for m in outside if m[0] < place]
        yield f"{side}p:{leads}"
        yield from (f"{side}p:{leads}|{m[2].root or m[2].operator}" for m in before[-2:])
        after = [m for m in outside if m[0] > place]
        yield from (f"{side}a:{m[2].root or m[2].operator}" for m in after[:2])
        yield from (f"{side}fit:{m[2].root}" for m in before if _fits(m, leads, place=place))
        if leads == "by" and before:
            yield f"{side}by:{before[-1][2].root or before[-1][2].operator}"


def _fits(met: _Met, leads: str, *, place: int) -> bool:
    _, end, cue, _ = met
    if not cue.root:
        return False
    return leads in cue.to or ("object" in cue.to and leads == "-" and 0 < place - end <= _NEAR)


def _chains(outside: Sequence[_Met]) -> Iterator[str]:
    for at, first in enumerate(outside):
        for second in outside[at + 1 : at + 6]:
            if second[0] - first[0] <= _REACH:
                left, right = first[2], second[2]
                yield f"{left.root or left.operator}>{right.root or right.operator}"
