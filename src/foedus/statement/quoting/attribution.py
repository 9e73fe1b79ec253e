"""What is one attribution: who, by which words of saying, said what?"""

from dataclasses import dataclass

from foedus.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that a text lays in somebody's mouth. Every span is exact, parts are in order."""

    source: tuple[Span, ...]
    """Empty where nobody is named ("it was said that ...")."""
    cue: tuple[Span, ...]
    """Empty where a content stands alone."""
    content: tuple[Span, ...]
    """Several where the attribution itself or a paragraph's end breaks it."""
    speaker: tuple[Span, ...]
    """The name or description that a pronoun, a "who" or a surname stands for, where the
    document has one before it; else the source."""
    inside: int | None
    """Place, in the same tuple, of the attribution whose content holds this one."""
    score: float
    """How sure the least sure of its spans is: the mean share of its labels, 0..1."""

    @property
    def span(self) -> Span:
        """The shortest span that covers source, cue and content."""
        parts = sorted((*self.source, *self.cue, *self.content))
        return Span(parts[0].start, max(p.end for p in parts))
