"""Which words of deeds stand in a sentence, and what would each of them mean alone?

The dictionary is content (``register/lexicon/plover.yaml``), in the phrase language of
the other lexicons. Unlike those, every hit is kept, also one inside another: which of
them governs a pair of actors is decided later, by grammar and by the classifier.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.errors import Fault, RegisterError
from foedus.statement.lexicon import inflect
from foedus.statement.phrases import Slot
from foedus.statement.tokens import Token

_STOPS = frozenset('.;:!?"“”()')
_FILE = "lexicon/plover.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry: a kind of deed, or an operator that turns the deed behind it into another."""

    id: str
    root: str = ""
    """PLOVER root, with YIELD for CONCEDE and RETREAT; empty for operators."""
    cameo: str = ""
    """CAMEO code of two to four digits; empty for operators."""
    operator: str = ""
    """intend, agree, demand, threaten, refuse, stop, ease, negate ...; empty for deeds."""
    to: tuple[str, ...] = ()
    """Where the target stands: "object", or prepositions that lead to it.

    Empty for words that only tell of a deed ("gunmen"): they inform the classifier alone.
    """
    mutual: bool = False
    """Both sides do it: "A met B", "A and B met"."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue met at the tokens ``[start, end)``."""

    start: int
    end: int
    cue: Cue


Phrase = tuple[tuple[Slot, ...], Cue]


class CueDictionary:
    """All cues, ready to be met in tokens; time linear in the text, as gaps are bounded."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        for slots, cue in phrases:
            for word in _openers(slots):
                self._by_word.setdefault(word, []).append((slots, cue))

    def find(self, tokens: Sequence[Token]) -> tuple[CueHit, ...]:
        """Return all hits in order, of each cue at each place the longest."""
        words = [token.low for token in tokens]
        hits: list[CueHit] = []
        for at, word in enumerate(words):
            if phrases := self._by_word.get(word):
                hits.extend(_hits(phrases, words, at=at))
        return tuple(hits)


def _hits(phrases: Sequence[Phrase], words: Sequence[str], *, at: int) -> Iterator[CueHit]:
    longest: dict[str, CueHit] = {}
    for slots, cue in phrases:
        end = _end(slots, 0, words=words, at=at)
        if end > at and (cue.id not in longest or end > longest[cue.id].end):
            longest[cue.id] = CueHit(at, end, cue)
    yield from longest.values()


def compiled(files: Mapping[str, Any]) -> CueDictionary:
    """Return the dictionary of the parsed files of ``register/lexicon``.

    Raises:
        RegisterError: An entry lacks its id, its phrases or its meaning.
    """
    groups = files.get("plover.yaml", {})
    irregular = {
        **files.get("inflections.yaml", {}).get("inflections", {}),
        **groups.get("plover_inflections", {}),
    }
    phrases: list[Phrase] = []
    for raw in groups.get("plover_cues", ()):
        phrases.extend(_phrases(raw, _cue(raw, needs="root"), irregular=irregular))
    for raw in groups.get("plover_operators", ()):
        phrases.extend(_phrases(raw, _cue(raw, needs="value"), irregular=irregular))
    return CueDictionary(phrases)


def _cue(raw: Mapping[str, Any], *, needs: str) -> Cue:
    if not (isinstance(raw.get("id"), str) and raw.get("phrases") and raw.get(needs)):
        problem = f"the entry '{raw.get('id', '?')}' has no id, no phrases or no {needs}."
        raise RegisterError([Fault(_FILE, 0, problem, "Give it all three.")])
    return Cue(
        id=raw["id"],
        root=str(raw.get("root", "")),
        cameo=str(raw.get("cameo", "")),
        operator=str(raw.get("value", "")),
        to=tuple(raw.get("to", ())),
        mutual=bool(raw.get("mutual", False)),
    )


def _phrases(
    raw: Mapping[str, Any], cue: Cue, *, irregular: Mapping[str, Sequence[str]]
) -> Iterator[Phrase]:
    for phrase in raw["phrases"]:
        yield tuple(_slot(word, irregular) for word in str(phrase).split()), cue


def _slot(word: str, irregular: Mapping[str, Sequence[str]]) -> Slot:
    if word.startswith("~"):
        return Slot(frozenset(), gap=int(word[1:]))
    optional = word.endswith("?") and len(word) > 1
    core = word[:-1] if optional else word
    words: set[str] = set()
    for choice in core.strip("{}").split("|"):
        words |= inflect(choice, irregular) if core.startswith("{") else {choice}
    return Slot(frozenset(words), optional)


def _openers(slots: Sequence[Slot]) -> Iterator[str]:
    for slot in slots:
        yield from slot.words
        if not slot.optional:
            return


def _end(slots: Sequence[Slot], which: int, *, words: Sequence[str], at: int) -> int:
    """Return the end of the longest match of ``slots[which:]`` at ``at``, or -1."""
    while which < len(slots):
        slot = slots[which]
        if slot.gap:
            return _behind_gap(slots, which, words=words, at=at)
        met = at < len(words) and words[at] in slot.words
        if not (met or slot.optional):
            return -1
        if met and slot.optional:
            taken = _end(slots, which + 1, words=words, at=at + 1)
            return taken if taken >= 0 else _end(slots, which + 1, words=words, at=at)
        at += met
        which += 1
    return at


def _behind_gap(slots: Sequence[Slot], which: int, *, words: Sequence[str], at: int) -> int:
    for skipped in range(slots[which].gap + 1):
        end = _end(slots, which + 1, words=words, at=at + skipped)
        if end >= 0:
            return end
        if at + skipped >= len(words) or words[at + skipped] in _STOPS:
            return -1
    return -1
