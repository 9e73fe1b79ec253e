"""What does a page consist of? Blocks that the terminal, Markdown and HTML each draw their own way.

A composer (`foedus.briefing.brief` and its neighbours) decides what is said and in
which order; a drawer decides how it looks. Words that were *said or signed* are
marked as such, so that they can look different from what Foedus says of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and bidirectional overrides: they can hide or reorder what is read."""
Style = Literal["plain", "said", "strong", "faint", "code", "verdict"]
Tone = Literal["plain", "law", "estimate", "caution"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = "plain"
    key: str = ""
    """For style ``verdict``: the verdict's slug."""


Words = str | Run | tuple["str | Run", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list."""

    items: tuple[Words, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    shape: str = "plain"
    """plain | verdicts: which column gets the room | rows: one line a row, its end cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, and the table that says the same; where no picture can be shown the table is."""

    svg: str
    """Drawn by `foedus.briefing.pictures`: markup of ours, everything from outside escaped."""
    alt: str
    """What it shows, in a sentence."""
    table: Table
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A node of a proof: a sentence and what it rests on."""

    words: Words
    under: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A proof, or any other tree of sentences."""

    title: str
    roots: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page under a heading; ``tone`` sets law and estimate visibly apart."""

    title: str
    blocks: tuple["Block", ...]
    tone: Tone = "plain"


Block = Para | Bullets | Table | Figure | Tree | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole page."""

    title: str
    lead: Words
    """The answer in a sentence or two, before anything else."""
    facts: tuple[tuple[str, str], ...]
    """Label and value pairs of the header: said on, as of, known on ..."""
    blocks: tuple[Block, ...]
    foot: tuple[str, ...] = ()


def said(words: str) -> Run:
    """Return words that were said or signed, on one line."""
    return Run(" ".join(words.split()), "said")


def strong(words: str) -> Run:
    """Return words that carry the answer."""
    return Run(words, "strong")


def faint(words: str) -> Run:
    """Return words that may be passed over."""
    return Run(words, "faint")


def verdict(slug: str) -> Run:
    """Return a verdict with its sign, such as ``✕ overstates``."""
    return Run(f"{SIGNS.get(slug, '?')} {slug.replace('_', ' ')}", "verdict", slug)


SIGNS = {
    "agrees": "✓",
    "other_term": "≈",
    "overstates": "▲",
    "understates": "▼",
    "distorts": "✕",
    "adds": "+",
    "omits": "–",
    "contradicted": "✕",
    "outside": "·",
    "due": "✓",
    "not_due": "✕",
    "open": "?",
    "text_unknown": "–",
    "undecided": "?",
}
"""Never colour alone: each verdict has a sign and a word."""


def runs(words: Words) -> Iterable[Run]:
    """Yield the runs of ``words``, plain text as plain runs, what could deceive a screen shown."""
    for part in words if isinstance(words, tuple) else (words,):
        run = part if isinstance(part, Run) else Run(part)
        yield Run(CONTROL.sub("\ufffd", run.text), run.style, run.key)


def plain(words: Words) -> str:
    """Return ``words`` without styles; said words in quotation marks."""
    return "".join(f"“{r.text}”" if r.style == "said" else r.text for r in runs(words))
