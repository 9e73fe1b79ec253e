"""Which entries of the lexicon do these words match?

The lexicon is content (``register/lexicon/*.yaml``): groups of entries, each with an
id, a value and phrases. A phrase is words in lower case; ``a|b`` alternatives, ``x?``
optional, ``{verb}`` every inflected form of a verb, ``~n`` a gap of up to n words
that crosses no stop. Matching tries, at each word, only the phrases that can begin
with it; gaps are bounded, so the time is linear in the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from foedus.content import tree
from foedus.errors import Fault, RegisterError
from foedus.statement.tokens import Token

FILES = ("speech", "operators", "deeds", "text-marks")
_STOPS = frozenset('.;:!?"“”()')


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon: what its words mean."""

    id: str
    group: str
    value: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry met at the tokens ``[start, end)``."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: its words, or a gap of up to ``gap`` words."""

    words: frozenset[str]
    optional: bool = False
    gap: int = 0


Phrase = tuple[tuple[Slot, ...], Entry]


def inflect(verb: str, irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return every form of ``verb``.

    >>> sorted(inflect("warn", {}))
    ['warn', 'warned', 'warning', 'warns']
    """
    if verb in irregular:
        return frozenset({verb, *irregular[verb]})
    if verb.endswith("e"):
        return frozenset({verb, verb + "s", verb + "d", verb[:-1] + "ing"})
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return frozenset({verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"})
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return frozenset({verb, verb + ending, verb + "ed", verb + "ing"})


class Lexicon:
    """The entries of all groups, ready to be met in text."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for word in _first_words(phrase[0]):
                self._by_word.setdefault(word, []).append(phrase)

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits in ``tokens``; within a group the longest at each place, no overlaps."""
        best: dict[str, int] = {}
        hits: list[Hit] = []
        for at, token in enumerate(tokens):
            longest: dict[str, Hit] = {}
            for slots, entry in self._by_word.get(token.low, ()):
                end = _match(slots, 0, tokens=tokens, at=at)
                group = entry.group
                if end > at and (group not in longest or end > longest[group].end):
                    longest[group] = Hit(at, end, entry)
            for group, hit in longest.items():
                if at >= best.get(group, 0):
                    best[group] = hit.end
                    hits.append(hit)
        return tuple(hits)


def lexicon() -> Lexicon:
    """Return the lexicon of the register in use.

    Raises:
        RegisterError: An entry has no id or no phrases.
    """
    files = tree("lexicon")
    return _lexicon(HeldFiles(files))


class HeldFiles:
    """The parsed files of the lexicon, equal when the content room gives the same object again."""

    def __init__(self, files: Mapping[str, Any]) -> None:
        self.files = files

    def __hash__(self) -> int:
        return id(self.files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HeldFiles) and other.files is self.files


@lru_cache(maxsize=2)
def _lexicon(held: HeldFiles) -> Lexicon:
    irregular = held.files.get("inflections.yaml", {}).get("inflections", {})
    phrases: list[Phrase] = []
    for name in FILES:
        for group, entries in held.files.get(f"{name}.yaml", {}).items():
            for raw in entries:
                phrases.extend(_phrases(raw, group, irregular=irregular, file=name))
    return Lexicon(phrases)


def _phrases(
    raw: Mapping[str, Any], group: str, *, irregular: Mapping[str, Sequence[str]], file: str
) -> Iterator[Phrase]:
    if not isinstance(raw.get("id"), str) or not raw.get("phrases"):
        problem = f"an entry of '{group}' has no id or no phrases"
        raise RegisterError([Fault(f"lexicon/{file}.yaml", 0, f"{problem}.", "Give it both.")])
    more = {k: str(v) for k, v in raw.items() if k not in ("id", "value", "phrases")}
    entry = Entry(raw["id"], group, str(raw.get("value", "")), more)
    for phrase in raw["phrases"]:
        # Text is cut before a possessive ending, so phrases are too.
        words = str(phrase).replace("'s ", " 's ").split()
        yield tuple(_slot(word, irregular) for word in words), entry


def _slot(word: str, irregular: Mapping[str, Sequence[str]]) -> Slot:
    if word.startswith("~"):
        return Slot(frozenset(), gap=int(word[1:]))
    optional = word.endswith("?") and len(word) > 1
    core = word[:-1] if optional else word
    inflected = core.startswith("{")
    words: set[str] = set()
    for choice in core.strip("{}").split("|"):
        words |= inflect(choice, irregular) if inflected else {choice}
    return Slot(frozenset(words), optional)


def _first_words(slots: Sequence[Slot]) -> Iterator[str]:
    for slot in slots:
        yield from slot.words
        if not slot.optional:
            return


def _match(slots: Sequence[Slot], which: int, *, tokens: Sequence[Token], at: int) -> int:
    """Return the end of the longest match of ``slots[which:]`` at ``at``, or -1."""
    while which < len(slots):
        slot = slots[which]
        if slot.gap:
            return _after_gap(slots, which, tokens=tokens, at=at)
        met = at < len(tokens) and tokens[at].low in slot.words
        if not met and not slot.optional:
            return -1
        if met and slot.optional:
            taken = _match(slots, which + 1, tokens=tokens, at=at + 1)
            return taken if taken >= 0 else _match(slots, which + 1, tokens=tokens, at=at)
        at += met
        which += 1
    return at


def _after_gap(slots: Sequence[Slot], which: int, *, tokens: Sequence[Token], at: int) -> int:
    for skipped in range(slots[which].gap + 1):
        end = _match(slots, which + 1, tokens=tokens, at=at + skipped)
        if end >= 0:
            return end
        if at + skipped >= len(tokens) or tokens[at + skipped].low in _STOPS:
            return -1
    return -1
