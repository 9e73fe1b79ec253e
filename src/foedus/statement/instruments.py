"""Which treaty is meant, and which of its articles? By name, by description, by "the pact"."""

import re
from dataclasses import dataclass

from foedus.statement.claim import Mark
from foedus.statement.lexicon import Hit
from foedus.statement.unit import Unit
from foedus.text import Span

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_WORDS = {word: str(number) for number, word in enumerate(_NUMBERS.split())}
_ARTICLE = re.compile(
    r"[AaSsPp](?<!\w.)(?:(?<=[Aa])rt(?:icles?|\.)|(?<=[Ss])ection|(?<=[Pp])aragraph)\s{1,3}"
    r"(\d{1,3}(?:\(\d{1,2}\)|\.\d{1,2})?|[IVXL]{1,6}\b|(?i:" + "|".join(_WORDS) + r"|fifty-one)\b)"
)
_OF_CHARTER = re.compile(r"\W++of the (?:UN|U\.N\.|United Nations) Charter")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ANAPHORA = re.compile(r"\b(?:[Tt]hat|[Tt]he|[Tt]his|same) (?:article|clause|provision)\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """An article as cited, in Arabic digits, and its words."""

    number: str
    span: Span
    own: bool
    """False where the words only point back ("that article")."""


def arabic(word: str) -> str:
    """Return an article's number as cited, in Arabic digits.

    >>> arabic("IV"), arabic("Four"), arabic("42.7")
    ('4', '4', '42(7)')
    """
    low = word.lower()
    if low in _WORDS:
        return _WORDS[low]
    if low == "fifty-one":
        return "51"
    if word[0] in _ROMAN:
        values = [_ROMAN[c] for c in word]
        after = [*values[1:], 0]
        return str(sum(-v if v < n else v for v, n in zip(values, after, strict=True)))
    return re.sub(r"\.(\d+)$", r"(\1)", word)


def cited(text: str, span: Span, *, last: str | None) -> tuple[Cited, ...]:
    """Return the articles cited in a stretch of text, without those of the UN Charter."""
    found: list[Cited] = []
    for match in _ARTICLE.finditer(text, span.start, span.end):
        number = arabic(match.group(1))
        after = match.end()
        charter = number == "51" or _OF_CHARTER.match(text, after, after + 40)
        if not charter:
            found.append(Cited(number, Span(match.start(), match.end()), True))
    if not found and last is not None and (back := _ANAPHORA.search(text, span.start, span.end)):
        found.append(Cited(last, Span(back.start(), back.end()), False))
    return tuple(found)


def treaty_hits(unit: Unit, start: int, end: int) -> tuple[Hit, ...]:
    """Return the words for a treaty in the tokens ``[start, end)``."""
    return unit.group("treaty_words", within=(start, end))


def instrument_mark(unit: Unit, start: int, end: int, *, instrument: str) -> Mark | None:
    """Return the words that name or describe the instrument in the tokens, or None."""
    low, high = unit.tokens[start].start, unit.tokens[end - 1].end
    named = [m for m in unit.treaties if low <= m.start and m.end <= high]
    anchored = [
        h for h in unit.group("status", within=(start, end)) if unit.tokens[h.end - 1].low == "in"
    ]
    if named and anchored and unit.tokens[anchored[0].start].start < named[0].start:
        # "anchored in the framework of a partnership between X and Y": the words that place it.
        words = unit.group("instrument_words", within=(anchored[0].end, end))
        last = words[0].end if words else unit.at(named[0].end - 1) + 1
        span = unit.span_of(anchored[0].start, last)
        return Mark(field="instrument", value=instrument, span=span, rule="instrument.anchored")
    if named:
        span = Span(named[0].start, named[0].end)
        return Mark(field="instrument", value=instrument, span=span, rule="instrument.name")
    hits = unit.group("instrument_words", within=(start, end))
    if not hits:
        return None
    best = max(hits, key=lambda h: h.end - h.start)
    return Mark(
        field="instrument",
        value=instrument,
        span=unit.span_of(best.start, best.end),
        rule=best.entry.id,
    )
