"""Bytes to `Document`: text in NFC with exact spans, sentences, title and dateline."""

from foedus.text.document import Document, Sentence, Span
from foedus.text.reading import read_document
from foedus.text.sentences import split_sentences

__all__ = ["Document", "Sentence", "Span", "read_document", "split_sentences"]
