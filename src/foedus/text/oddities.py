"""Is there something in the text that the eye does not see? Hidden characters, mixed scripts."""

import re
from collections.abc import Iterator

_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SIMPLE = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_PARTING, _JOINING = r"\u200b\u2060\ufeff\u00ad", r"\u200c\u200d"
_HIDDEN = re.compile(  # it begins with a set, to which the engine leaps
    rf"[{_PARTING}{_JOINING}](?<![{_PARTING}{_JOINING}].)(?:(?<=\w[{_PARTING}])[{_PARTING}]*+(?=\w)"
    # Joiners are part of the spelling of Persian, Hindi and emoji, not of these scripts.
    rf"|(?<=[{_SIMPLE}][{_JOINING}])[{_JOINING}]*+(?=[{_SIMPLE}]))"
)
_MIXED = re.compile(r"[A-Za-z\u00c0-\u024f][\u0370-\u052f]|[\u0370-\u052f][A-Za-z\u00c0-\u024f]")
_MOST_NAMED = 3
_WORD = re.compile(r"\w{3,}")  # "μm" is no word in disguise


def oddities(text: str) -> Iterator[str]:
    """Yield a note, in a whole sentence, for each kind of hidden or misleading character."""
    if text.isascii():
        return
    yield from unseen(text)
    mixed = sorted({word[:40] for word in _WORD.findall(text) if _MIXED.search(word)})
    if mixed:
        yield (
            "Letters of two scripts are mixed in one word, which may look like another:"
            f" {', '.join(mixed[:_MOST_NAMED])}."
        )


def unseen(text: str) -> Iterator[str]:
    """Yield a note for each kind of character that has no shape of its own but misleads."""
    if found := len(_BIDI.findall(text)):
        yield (
            f"It holds {_count(found, 'character')} that turn the direction of writing;"
            " what is shown may differ from what is read."
        )
    if found := len(_HIDDEN.findall(text)):
        yield f"Invisible characters stand inside {_count(found, 'word')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
