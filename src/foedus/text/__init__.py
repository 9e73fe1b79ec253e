"""Bytes to `Document`: text in NFC with exact spans, sentences, title and dateline."""

from foedus.text.document import Document, Sentence, Span

__all__ = ["Document", "Sentence", "Span"]
