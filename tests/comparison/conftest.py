"""Statements written by hand, so that comparing is tested apart from reading."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from foedus.statement import Claim, Mark, Speaker, Statement
from foedus.text import Document, Sentence, Span

SETS = ("obligor", "beneficiary", "forms", "qualifiers", "against")
ByHand = Callable[[str, Sequence[dict[str, Any]]], tuple[Statement, ...]]


@pytest.fixture(scope="session")
def by_hand() -> ByHand:
    """Build statements from rows {voice, speaker, claims: [{words, marks, ...}]} over a text."""
    return _statements


@pytest.fixture(scope="session")
def document_of() -> Callable[[str], Document]:
    """Build a document of one sentence; comparing does not look at sentences."""
    return lambda text: Document(
        text=text, sentences=(Sentence(span=Span(0, len(text)), paragraph=0),)
    )


def _statements(text: str, rows: Sequence[dict[str, Any]]) -> tuple[Statement, ...]:
    found, start = [], 0
    for n, row in enumerate(rows):
        claims = []
        for given in row["claims"]:
            start = text.index(given["words"], start)
            claims.append(_claim(text, given, start=start))
        found.append(
            Statement(
                id=f"s{n}",
                spans=(claims[0].span.join(claims[-1].span),),
                voice=row["voice"],
                speaker=Speaker(**row.get("speaker", {})),
                claims=tuple(claims),
            )
        )
    return tuple(found)


def _claim(text: str, given: dict[str, Any], *, start: int) -> Claim:
    fields = {k: v for k, v in given.items() if k not in ("words", "marks")}
    fields |= {k: tuple(v) for k, v in fields.items() if k in SETS}
    marks = [
        Mark(field=field, value=value, span=_span(text, words, start), rule="by hand")
        for field, values in given.get("marks", {}).items()
        for value, words in values.items()
    ]
    return Claim(span=_span(text, given["words"], start), marks=tuple(marks), **fields)


def _span(text: str, words: str, start: int) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))
