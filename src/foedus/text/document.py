"""What stands in the text, and exactly where?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range ``[start, end)`` into a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def join(self, other: "Span") -> "Span":
        """Return the shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its span and the paragraph it stands in."""

    span: Span
    paragraph: int
    """0-based."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as it is read: NFC, line ends as LF, every span exact."""

    text: str
    sentences: tuple[Sentence, ...]
    """In order; together they cover every character that is not white space."""
    title: str | None = None
    dateline: date | None = None
    """The day the text itself gives as its own (dateline, HTML metadata); None if it gives none."""
    outlet: str | None = None
    language: str = "und"
    """ISO 639-1 of the running text as far as it can be told ("en", "ru", ...), else "und"."""
    source: str = "-"
    """File name, or "-" for standard input."""
    notes: tuple[str, ...] = ()
    """What a person should know of the extraction, in whole sentences."""

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence at ``position``, or the next one after it.

        Raises:
            IndexError: There is none.
        """
        return next(s for s in self.sentences if position < s.span.end) if self.sentences else _no()


def _no() -> Sentence:
    raise IndexError("the document has no sentences")
