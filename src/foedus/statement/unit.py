"""What is one run of text that is read together, and what was met in it?

A unit is a sentence, or several that one quotation holds together, or a turn of a
transcript: its tokens, the lexicon's hits and the names in it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from foedus.names import Mention
from foedus.statement.lexicon import Hit, Lexicon
from foedus.statement.tokens import Token, tokenise
from foedus.statement.turns import turns
from foedus.statement.words import word_set
from foedus.text import Document, Span

LONGEST = 4000
"""Characters; a longer unit is no running prose and is not read."""

AUXILIARIES = word_set(
    "is are was were be been being am 're 'm has have had 've do does did will would 'll "
    "'d shall should may might can could must"
)
FINITE = word_set(
    "is are was were am 're 'm has have had 've do does did will would 'll shall should "
    "may might can could must 'd"
)
PRONOUNS = word_set("he she it they we i")
_place = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens ``[0, n)`` of one run of text, with hits and mentions on them."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...]
    treaties: tuple[Mention, ...] = ()
    """Instruments named or described; they may cover names of states."""
    turn: str | None = None
    """The label of a transcript's turn ("MR. BERG"), None in running text."""
    by_group: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    _lows: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _sorted: dict[tuple[str, ...], tuple[Hit, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """The hits of groups that were asked for together."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lows", tuple([t.low for t in self.tokens]))
        object.__setattr__(self, "_ends", tuple([t.end for t in self.tokens]))

    def group(self, *names: str, within: tuple[int, int] | None = None) -> tuple[Hit, ...]:
        """Return the hits of the groups in order, those wholly inside ``within``."""
        hits = self.by_group.get(names[0], ()) if len(names) == 1 else self._together(names)
        if within is None or not hits:
            return hits
        low, high = within
        return tuple([h for h in hits if low <= h.start < high and h.end <= high])

    def _together(self, names: tuple[str, ...]) -> tuple[Hit, ...]:
        hits = self._sorted.get(names)
        if hits is None:
            found = [h for n in names for h in self.by_group.get(n, ())]
            hits = self._sorted[names] = tuple(sorted(found, key=_place) if found else ())
        return hits

    def span_of(self, start: int, end: int) -> Span:
        """Return the characters of the tokens ``[start, end)``."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def words(self, start: int, end: int) -> str:
        """Return the text of the tokens ``[start, end)``, or an empty text."""
        return self.span_of(start, end).of(self.text) if start < end else ""

    def lows(self, start: int, end: int) -> tuple[str, ...]:
        """Return the lower-case tokens ``[start, end)``."""
        return self._lows[max(start, 0) : end]

    def named(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that begin inside the tokens ``[start, end)``."""
        if start >= end:
            return ()
        low, high = self.tokens[start].start, self.tokens[end - 1].end
        return tuple([m for m in self.mentions if low <= m.start < high])

    def titled(self, treaties: Sequence[Mention]) -> Mention:
        """Return the treaty meant by several mentions: a title decides before a description."""
        titles = {m.start for m in self.mentions if m.kind == "instrument"}
        return min(treaties, key=lambda m: (m.start not in titles, m.start))

    def at(self, position: int) -> int:
        """Return the index of the first token that ends after ``position``."""
        return bisect_right(self._ends, position)


def make_unit(
    document: Document,
    span: Span,
    *,
    quotes: tuple[Span, ...],
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    treaties: Sequence[Mention] = (),
    turn: str | None = None,
) -> Unit:
    """Return the unit of one run of text: cut, met with the lexicon, names attached."""
    tokens = tokenise(document.text, span, quotes)
    hits = lexicon.find(tokens)
    by_group: dict[str, list[Hit]] = {}
    for hit in hits:
        by_group.setdefault(hit.entry.group, []).append(hit)
    inside = tuple(m for m in mentions if span.start <= m.start and m.end <= span.end)
    grouped = {name: tuple(found) for name, found in by_group.items()}
    others = grouped.get("other_treaties", ())
    if others:
        treaties = [m for m in treaties if not _covered(m, others, tokens)]
        kept = [h for h in grouped.get("treaty_words", ()) if not _inside(h, others)]
        grouped["treaty_words"] = tuple(kept)
    return Unit(document.text, span, tokens, hits, inside, tuple(treaties), turn, grouped)


def _covered(mention: Mention, others: Sequence[Hit], tokens: Sequence[Token]) -> bool:
    """A treaty of another kind ("the Non-Proliferation Treaty") is no treaty of defence."""
    return any(
        tokens[h.start].start < mention.end and mention.start < tokens[h.end - 1].end
        for h in others
    )


def _inside(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(o.start <= hit.start and hit.end <= o.end for o in others)


def unit_spans(document: Document, quotes: tuple[Span, ...]) -> tuple[tuple[Span, str | None], ...]:
    """Return the runs to read: sentences, joined where a quotation crosses their border.

    A line that begins with a name in capitals and a colon is a transcript's turn.
    """
    if spoken := turns(document):
        return spoken
    joined: list[Span] = []
    paragraph = -1
    for sentence in document.sentences:
        border = sentence.span.start
        crossing = joined and any(q.start < border < q.end for q in _near(quotes, border))
        if crossing and sentence.span.end - joined[-1].start < LONGEST:
            joined[-1] = joined[-1].join(sentence.span)
        else:
            opens = sentence.paragraph != paragraph
            joined.append(_past_dateline(document, sentence.span) if opens else sentence.span)
        paragraph = sentence.paragraph
    return tuple((span, None) for span in joined if len(span) <= LONGEST)


_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{3,24}(?:(?:, ?| ?/ ?| )[A-Z][A-Z.'’-]{2,24}){0,4}"
    r"(?:, [A-Z][a-z]{2,14}\.?)?(?:,? ?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([^()\n]{2,40}\))?(?:\s-{1,2}\s|\s?[–—]\s?)(?=[\"'“‘„«A-Z0-9])"
)
"""Places in capitals, perhaps a day and an agency, and a dash, before running text."""


def _past_dateline(document: Document, span: Span) -> Span:
    """``MANILA (Agency) - The two sides met.``: the place of writing is no word of the text."""
    found = _DATELINE.match(document.text, span.start, span.end)
    return Span(found.end(), span.end) if found else span


def _near(quotes: Sequence[Span], position: int) -> Iterable[Span]:
    at = bisect_left(quotes, Span(position, position + 1))
    return quotes[max(0, at - 1) : at]
