"""Whose trees are read: those of our own parser, or those of a user's spaCy pipeline?

spaCy is no dependency. A pipeline is whatever gives, called with a text, a document with
``sents``, whose tokens have ``idx`` beside what `clear.Token` asks for.
"""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from foedus.errors import InputError
from foedus.statement.syntax.clear import as_tree
from foedus.statement.syntax.cutting import Word, cut_words
from foedus.statement.syntax.parsing import parse
from foedus.statement.syntax.tree import Tree
from foedus.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One sentence: its words with their places in the text, and its tree."""

    words: tuple[Word, ...]
    tree: Tree


class Parser(Protocol):
    """Who parses."""

    @property
    def name(self) -> str:
        """What a reading says it was parsed by."""

    def parsed(self, text: str, spans: Sequence[Span]) -> list[tuple[Parsed, ...]]:
        """Return the sentences of each run of ``text``: one at least where it has words."""


@dataclass(frozen=True, slots=True)
class OwnParser:
    """The parser that comes with Foedus: one sentence a run."""

    name: str = "the built-in parser"

    def parsed(self, text: str, spans: Sequence[Span]) -> list[tuple[Parsed, ...]]:
        """See `Parser`.

        Raises:
            InputError: The weights are missing or changed.
        """
        cut = [cut_words(text, span.start, span.end) for span in spans]
        trees = parse([[word.form for word in words] for words in cut])
        pairs = zip(cut, trees, strict=True)
        return [(Parsed(words=words, tree=tree),) if words else () for words, tree in pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineParser:
    """A user's pipeline; its trees are turned into the labels of Universal Dependencies."""

    pipeline: Callable[[str], Any]
    name: str

    def parsed(self, text: str, spans: Sequence[Span]) -> list[tuple[Parsed, ...]]:
        """See `Parser`.

        Raises:
            InputError: The pipeline gives no trees.
        """
        return [self._sentences(span.of(text), span.start) for span in spans]

    def _sentences(self, run: str, start: int) -> tuple[Parsed, ...]:
        doc = self.pipeline(run)
        if run.strip() and not any(token.dep_ for token in doc):
            mend = "Take one with a parser, such as en_core_web_sm."
            raise InputError(self.name, "the pipeline gives no trees.", mend)
        return tuple(_parsed(list(sentence), start) for sentence in doc.sents)


def _parsed(tokens: Sequence[Any], start: int) -> Parsed:
    places = [start + token.idx for token in tokens]
    words = (
        Word(place, place + len(token.text), token.text)
        for place, token in zip(places, tokens, strict=True)
    )
    return Parsed(words=tuple(words), tree=as_tree(tokens))


def of_pipeline(pipeline: Callable[[str], Any]) -> Parser:
    """Return the parser that a loaded pipeline is."""
    meta = getattr(pipeline, "meta", {})
    parts = (meta.get("lang", ""), meta.get("name", ""))
    return PipelineParser(pipeline=pipeline, name=f"spaCy {'_'.join(filter(None, parts))}".strip())


def named(name: str) -> Parser:
    """Return the parser that the installed pipeline ``name`` is, or the one in that folder.

    Raises:
        InputError: spaCy is not installed, or there is no such pipeline.
    """
    try:
        spacy: Any = importlib.import_module("spacy")
    except ImportError:
        mend = "Install spacy and a pipeline of its own, or leave the pipeline out."
        raise InputError(f"pipeline {name}", "spaCy is not installed.", mend) from None
    try:
        return of_pipeline(spacy.load(name))
    except OSError:
        mend = "Install it, or name a folder that holds one."
        raise InputError(f"pipeline {name}", "spaCy finds no such pipeline.", mend) from None
