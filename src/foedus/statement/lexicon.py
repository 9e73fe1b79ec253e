"""Which entries of the lexicon do these words match?

The lexicon is content (``register/lexicon/*.yaml``): groups of entries, each with an
id, a value and phrases. A phrase is words in lower case; ``a|b`` alternatives, ``x?``
optional, ``{verb}`` every inflected form of a verb, ``~n`` a gap of up to n words
that crosses no stop. How phrases are met in text: `foedus.statement.phrases`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from foedus.content import tree
from foedus.errors import Fault, RegisterError
from foedus.statement.phrases import Branch, Slot, first_words
from foedus.statement.tokens import Token

FILES = ("speech", "operators", "deeds", "text-marks")


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
            for word in first_words(phrase[0]):
                self._by_word.setdefault(word, []).append(phrase)
        self._branches: dict[str, Branch[Entry]] = {}

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits in ``tokens``; within a group the longest at each place, no overlaps."""
        lows = [token.low for token in tokens]
        present = frozenset(lows)
        best: dict[str, int] = {}
        hits: list[Hit] = []
        for at, word in enumerate(lows):
            if word not in self._by_word:
                continue
            longest: dict[str, tuple[int, Entry]] = {}
            for end, entry in self._branch(word).ends(lows, at, present):
                held = longest.get(entry.group)
                if held is None or end > held[0]:
                    longest[entry.group] = end, entry
            for group, (end, entry) in longest.items():
                if at >= best.get(group, 0):
                    best[group] = end
                    hits.append(Hit(at, end, entry))
        return tuple(hits)

    def _branch(self, word: str) -> Branch[Entry]:
        """Return the phrases that can begin with ``word``, sorted when it is first met."""
        branch = self._branches.get(word)
        if branch is None:
            branch = self._branches[word] = Branch(self._by_word[word])
        return branch


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
    slot = lru_cache(maxsize=None)(partial(_slot, irregular=irregular))  # most words come often
    phrases: list[Phrase] = []
    for name in FILES:
        for group, entries in held.files.get(f"{name}.yaml", {}).items():
            for raw in entries:
                phrases.extend(_phrases(raw, group, slot=slot, file=name))
    return Lexicon(phrases)


def _phrases(
    raw: Mapping[str, Any], group: str, *, slot: Callable[[str], Slot], file: str
) -> Iterator[Phrase]:
    if not isinstance(raw.get("id"), str) or not raw.get("phrases"):
        problem = f"an entry of '{group}' has no id or no phrases"
        raise RegisterError([Fault(f"lexicon/{file}.yaml", 0, f"{problem}.", "Give it both.")])
    more = {k: str(v) for k, v in raw.items() if k not in ("id", "value", "phrases")}
    entry = Entry(raw["id"], group, str(raw.get("value", "")), more)
    for phrase in raw["phrases"]:
        # Text is cut before a possessive ending, so phrases are too.
        words = str(phrase).replace("'s ", " 's ").split()
        yield tuple(map(slot, words)), entry


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
