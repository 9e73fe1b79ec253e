"""What was said in a spaCy `Doc`? Its statements as ``doc._.foedus_statements``.

spaCy is no dependency: whatever has ``text``, ``char_span`` and ``_``, and whose type has
``has_extension`` and ``set_extension``, will do.

    import spacy
    from foedus.briefing.spacy_doc import annotate

    doc = annotate(spacy.blank("en")(text), said_on=date(2026, 11, 24))
    doc._.foedus_statements[0]["claims"][0]["duty"]
"""

from datetime import date
from typing import Any, Protocol, TypeVar

from foedus.briefing.speech import statement_view
from foedus.errors import DocumentError
from foedus.statement import read_statements
from foedus.text import Span, read_document
from foedus.text.offsets import Offsets, offsets

ATTRIBUTE = "foedus_statements"


class DocLike(Protocol):
    """What is asked of a document: its text, spans by characters, and custom attributes."""

    text: str
    _: Any

    def char_span(self, start: int, end: int, *, alignment_mode: str) -> Any:
        """Return the span of tokens that covers the characters ``[start, end)``."""


D = TypeVar("D", bound=DocLike)


def annotate(doc: D, *, said_on: date | None = None) -> D:
    """Put the statements of ``doc`` into ``doc._.foedus_statements`` and return it.

    Each is the plain view that `read --format json` gives, with places as characters of
    ``doc.text``, and beside them ``span``, a span of the document's own tokens: on the
    statement, on each claim (``span``) and on each mark.

    Args:
        doc: A spaCy document, or what looks like one; a blank pipeline is enough.
        said_on: The day on which the words were said; None takes the text's own.
    """
    kind: Any = type(doc)
    if not kind.has_extension(ATTRIBUTE):
        kind.set_extension(ATTRIBUTE, default=())
    setattr(doc._, ATTRIBUTE, tuple(_views(doc, said_on)))
    return doc


def _views(doc: DocLike, said_on: date | None) -> list[dict[str, Any]]:
    raw = doc.text.encode("utf-8", "replace")
    try:
        document = read_document(raw, name="doc", media_type="text/plain")
    except DocumentError:
        if doc.text.strip():
            raise
        return []
    places = offsets(doc.text)
    found = read_statements(document, said_on=said_on or document.dateline)
    return [_placed(statement_view(s, document.text), doc, places) for s in found]


def _placed(view: dict[str, Any], doc: DocLike, places: Offsets) -> dict[str, Any]:
    spans = [_given(pair, places) for pair in view["spans"]]
    view["spans"] = spans
    view["cue"] = _given(view["cue"], places) if view["cue"] else None
    view["span"] = _tokens(doc, [spans[0][0], spans[-1][1]])
    for claim in view["claims"]:
        for part in (claim, *claim["marks"]):
            part["words"] = _given(part["words"], places)
            part["span"] = _tokens(doc, part["words"])
    return view


def _given(pair: list[int], places: Offsets) -> list[int]:
    span = places.span(Span(*pair))
    return [span.start, span.end]


def _tokens(doc: DocLike, pair: list[int]) -> Any:
    return doc.char_span(pair[0], pair[1], alignment_mode="expand")
