"""Which document is this? From a path, standard input or bytes to a `Document`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import DocumentError
from foedus.text.decoding import clean, decode
from foedus.text.document import Document, Sentence, Span
from foedus.text.heading import Heading, dateline_end, find_heading
from foedus.text.language import guess_language
from foedus.text.loading import load_bytes
from foedus.text.markup import is_feed, is_html
from foedus.text.oddities import oddities
from foedus.text.payloads import without_payloads
from foedus.text.sentences import split_sentences

if TYPE_CHECKING:
    from foedus.text.pages import Article

_PDF = b"%PDF-"


def read_document(
    source: str | Path | bytes, *, name: str | None = None, media_type: str | None = None
) -> Document:
    """Return the document that a file or some bytes hold; nothing is fetched.

    Args:
        source: A path, "-" for standard input, or the bytes themselves.
        name: What to call it in messages and as ``Document.source``; else the path or "-".
        media_type: Such as "text/html; charset=koi8-r"; else the suffix and the first
            bytes tell HTML, a feed's item and PDF from plain text.

    Raises:
        DocumentError: Missing, a folder, empty, larger than 10 MB, not text, an archive or
            an Office file; a page, feed or PDF with no text, or that no parser survives.

    >>> read_document(b"Gen. Li left. He is back.").sentences[1].span
    Span(start=14, end=25)
    """
    place = name or ("-" if isinstance(source, bytes) else str(source))
    raw = load_bytes(source, place=place)
    text, told, notes = _extracted(raw, place, _suffix(source, name), media_type)
    oddly = oddities(text)
    text, aside = without_payloads(text)
    if not text.strip():
        raise DocumentError(place, "all of it speaks to a machine.", "Give the article's text.")
    found = find_heading(text)
    language = guess_language(text)
    return Document(
        text=text,
        sentences=_parted(split_sentences(text, language=language), text),
        title=told.title or found.title,
        dateline=told.dateline or found.dateline,
        outlet=told.outlet or found.outlet,
        language=language,
        source=place,
        notes=tuple(dict.fromkeys((*notes, *oddly, *aside))),
    )


def _extracted(
    raw: bytes, place: str, suffix: str, media_type: str | None
) -> tuple[str, Heading, tuple[str, ...]]:
    """Return the running text of the bytes, what they say of it, and notes."""
    if raw.startswith(_PDF) and not (media_type or "").startswith("text/"):
        from foedus.text.pages import read_pdf  # noqa: PLC0415 - plain text needs no subprocess

        return _of(read_pdf(raw, place=place))
    text, notes = decode(raw, place=place, media_type=media_type)
    if is_feed(text, media_type=media_type):
        from foedus.text.pages import read_item  # noqa: PLC0415

        return _of(read_item(text, place=place), notes)
    if is_html(text, suffix=suffix, media_type=media_type):
        from foedus.text.pages import read_article  # noqa: PLC0415

        return _of(read_article(text, place=place), notes)
    return text, Heading(), notes


def _of(article: "Article", notes: tuple[str, ...] = ()) -> tuple[str, Heading, tuple[str, ...]]:
    return clean(article.text), article.heading, (*notes, *article.notes)


def _parted(sentences: tuple[Sentence, ...], text: str) -> tuple[Sentence, ...]:
    """Return the sentences with the dateline as one of its own: it is nobody's words."""
    at = dateline_end(text)
    if at is None:
        return sentences
    made: list[Sentence] = []
    for sentence in sentences:
        span = sentence.span
        if span.start < at < span.end:
            end = span.start + len(text[span.start : at].rstrip())
            made.append(replace(sentence, span=Span(span.start, end)))
            made.append(replace(sentence, span=Span(at, span.end)))
        else:
            made.append(sentence)
    return tuple(made)


def _suffix(source: str | Path | bytes, name: str | None) -> str:
    return Path(name or "").suffix if isinstance(source, bytes) else Path(source).suffix
