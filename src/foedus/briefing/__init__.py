"""One document from all of it: terminal, Markdown, HTML, JSON."""

from foedus.briefing.answer import Answer, draw

__all__ = ["Answer", "draw"]
