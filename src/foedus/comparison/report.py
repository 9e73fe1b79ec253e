"""What came of holding a text against the register? The result of a comparison, as data."""

from dataclasses import dataclass
from datetime import date

from foedus.statement import Speaker
from foedus.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One verdict: these words, by this voice, on this element of this clause."""

    span: Span
    statement: str
    """Id of the statement; the verdict belongs to the layer that made it."""
    speaker: Speaker
    voice: str
    element: str
    """One of ladders.ELEMENTS."""
    verdict: str
    """One of ladders.VERDICTS."""
    instrument: str | None
    article: str | None
    """Number as cited, such as ``4``; None where the element has no article."""
    clause: str
    """What the text says on it, in our words, with its citation; empty if there is none."""
    reason: str
    said: tuple[str, ...] = ()
    """The values that were read, such as ``law:PRK``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: words of the document, or the register (span None)."""

    span: Span | None
    speaker: Speaker | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two things that cannot both be so."""

    element: str
    first: Side
    second: Side
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """Something that the text of the treaty has and the document never mentions."""

    what: str
    """Slug, such as ``state_of_war``."""
    sentence: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an instrument stood on a day."""

    instrument: str
    title: str
    short: str
    status: str
    """not_yet_signed | signed | in_force | ended"""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document held against the register."""

    said_on: date
    compared: Standing | None
    """The instrument the document is about; None if it is about none in this register."""
    governing: Standing | None
    """What bound the same parties on the day the words were said; None if nothing here did."""
    articles_cited: tuple[str, ...]
    articles_used_uncited: tuple[str, ...]
    """Articles whose content the document uses without citing them."""
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    never_mentioned: tuple[Unsaid, ...]
    notes: tuple[str, ...]
    """What could not be compared and why, in whole sentences."""
