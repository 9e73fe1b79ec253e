"""Which runs of a transcript are whose turns?

A turn begins at the head of a line with a label and a colon: "MR. BERG:", "Q:",
"Reporter:", "Mr. Ri (Norway):". Labels in capitals are known by their shape; others
count where they name an office, a state, whoever asks, or come again. A short label is
told in full where the text gives the full one ("SALO" after "Remarks by Prime Minister
Aino Salo", "A" in an interview with her).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from foedus.statement.labels import asks_only, is_titled, labelled, names_somebody
from foedus.text import Document, Span

__all__ = ["asks_only", "labelled", "turns"]

_CAPITALS = r"[A-Z][A-Z.’'-]{0,30}"
_NAMED = r"[A-Z][\w.’'-]{0,30}"
_LINK = r"(?:of|the|for|and|de|da|van|von|al|bin|\d{1,3})"
_ASIDE = r"(?: \([^()\n]{2,80}\)){0,2}"
_COLON = r"[*_]{0,2}:[*_]{0,2}(?:[ \t]|(?=\n))"
_LOUD = re.compile(
    rf"^[ \t]{{0,8}}[*_]{{0,2}}({_CAPITALS}(?:,? {_CAPITALS}){{0,8}}{_ASIDE}){_COLON}", re.MULTILINE
)
_QUIET = re.compile(
    rf"^[ \t]{{0,8}}[*_]{{0,2}}({_NAMED}(?:,? (?:{_LINK}|{_NAMED})){{0,8}}{_ASIDE}){_COLON}",
    re.MULTILINE,
)
_ANSWERS = frozenset(("a", "answer"))
_HEAD = 3_000
_FULL = rf"((?:{_NAMED} ){{1,6}}{_NAMED})"
_GUEST = re.compile(
    rf"\b(?i:interview|conversation|Q&A|questions|conference|briefing|remarks|speech|statement|talk)"
    rf"s?\b[^.\n]{{0,40}}?\b(?:with|by|of|to|from) {_FULL}"
)
_HEADED = re.compile(rf"{_NAMED}(?:,? (?:{_LINK}|{_NAMED})){{0,8}}{_ASIDE}{_COLON}")
_FEWEST = 2
LONGEST_TURN = 4000
"""Characters; a longer turn is read in parts, each of whole sentences."""


def turns(document: Document) -> tuple[tuple[Span, str | None], ...]:
    """Return the turns of a transcript with their labels; none where the text is no transcript.

    One label alone makes a transcript only where it holds a title.
    """
    text = document.text
    found = _found(text)
    if not found:
        return ()
    full = _full_labels([m[1] for m in found], text[: min(found[0].start(), _HEAD)])
    spans: list[tuple[Span, str | None]] = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        end = match.start() + len(text[match.start() : end].rstrip())
        label = full.get(match[1], match[1])
        spans += ((part, label) for part in _parts(document, Span(match.start(1), end)))
    return tuple(spans)


def is_headed(text: str, span: Span) -> bool:
    """Tell whether a stretch of a transcript begins with its label, as no later part of a turn."""
    return _HEADED.match(text, span.start, span.end) is not None


def _parts(document: Document, turn: Span) -> Iterator[Span]:
    """Yield a turn whole, or a long one in parts; a sentence that is no prose is left out."""
    if len(turn) <= LONGEST_TURN:
        yield turn
        return
    start = end = turn.start
    first = bisect_right(document.sentences, turn.start, key=lambda s: s.span.end)
    for sentence in document.sentences[first:]:
        low, high = max(sentence.span.start, turn.start), min(sentence.span.end, turn.end)
        if low >= turn.end:
            break
        if high - start > LONGEST_TURN:
            if end > start:
                yield Span(start, end)
            start = end = low
        if high - low <= LONGEST_TURN:
            end = high
        else:
            start = end = high
    if end > start:
        yield Span(start, end)


def _found(text: str) -> list[re.Match[str]]:
    """Return the labels of the text, none where they make no transcript."""
    loud = list(_LOUD.finditer(text))
    quiet = list(_QUIET.finditer(text)) if text.count(":") >= _FEWEST else []
    telling = _telling([m[1] for m in quiet])
    kept = [m for m in quiet if m[1] in telling or m[1].isupper()]
    if sum(m[1] in telling for m in quiet) >= _FEWEST and len(telling) >= _FEWEST:
        return kept
    alone = len(loud) == 1 and loud[0].start() == 0 and is_titled(loud[0][1])
    return loud if len(loud) >= _FEWEST or alone else []


def _telling(labels: Sequence[str]) -> frozenset[str]:
    """Return the labels that stand for somebody: who asks, who bears a title, who comes again."""
    times = Counter(labels)
    asked = any(map(asks_only, times))
    return frozenset(
        label
        for label, count in times.items()
        if asks_only(label)
        or is_titled(label)
        or (count > 1 and (asked or names_somebody(label, on=None) or label.isupper()))
        or (asked and label.lower() in _ANSWERS)
    )


def _full_labels(labels: Sequence[str], head: str) -> dict[str, str]:
    """Return the full label for each short one that the text tells in full."""
    guests = [m[1] for m in _GUEST.finditer(head)]
    told: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        if label.lower() in _ANSWERS:
            if len(set(guests)) == 1:
                told[label] = guests[0]
        elif not asks_only(label) and (fuller := next(_fuller(label, labels, guests), None)):
            told[label] = fuller
    return told


def _fuller(label: str, labels: Sequence[str], guests: Sequence[str]) -> Iterator[str]:
    speaker = labelled(label, on=None)
    if speaker.name is None or speaker.state or " " in speaker.name:
        return
    surname = speaker.name.casefold()
    for other in (*labels, *guests):
        words = [w.strip(".,()").casefold() for w in other.split()]
        if surname in words and len(words) > len(label.split()):
            yield other
