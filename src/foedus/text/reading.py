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
MOST_CHARACTERS = 500_000
"""Characters that are read of one text, about a hundred articles: half a minute at most."""
_SEARCHED = 20_000
"""Characters before that end in which a line, a sentence or a word is looked for that ends."""
LONGEST_SENTENCE = 4_000
"""Characters; what reads statements leaves out a longer sentence of running text."""


def read_document(
    source: str | Path | bytes, *, name: str | None = None, media_type: str | None = None
) -> Document:
    """Return the document that a file or some bytes hold; nothing is fetched.

    Of a text longer than `MOST_CHARACTERS` only the beginning is read, which a note tells.

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
    text, short = _shortened(text)
    oddly = oddities(text)
    text, aside = without_payloads(text)
    if not text.strip():
        raise DocumentError(place, "all of it speaks to a machine.", "Give the article's text.")
    found = find_heading(text)
    language = guess_language(text)
    sentences = _parted(split_sentences(text, language=language), text)
    return Document(
        text=text,
        sentences=sentences,
        title=told.title or found.title,
        dateline=told.dateline or found.dateline,
        outlet=told.outlet or found.outlet,
        language=language,
        source=place,
        notes=tuple(dict.fromkeys((*notes, *short, *oddly, *aside, *_endless(sentences)))),
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


def _shortened(text: str) -> tuple[str, tuple[str, ...]]:
    """Return as much of a text as is read, up to the end of a line, sentence or word; a note."""
    whole = len(text)
    if whole <= MOST_CHARACTERS:
        return text, ()
    low = MOST_CHARACTERS - _SEARCHED
    ends = (text.rfind(mark, low, MOST_CHARACTERS) + 1 for mark in ("\n", ". ", "。", " "))
    kept = text[: next(filter(None, ends), MOST_CHARACTERS)].rstrip()
    told = f"Only its first {len(kept):,} characters of {whole:,} were read."
    return kept, (f"{told} Split the text to have the rest read.",)


def _endless(sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Return a note on sentences that are too long to be read, if there are any."""
    long = sum(len(sentence.span) > LONGEST_SENTENCE for sentence in sentences)
    if not long:
        return ()
    what = "1 sentence is" if long == 1 else f"{long} sentences are"
    told = f"{what} longer than {LONGEST_SENTENCE:,} characters, which is no prose:"
    return (f"{told} nothing is read there. Part it by full stops or line breaks.",)


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
