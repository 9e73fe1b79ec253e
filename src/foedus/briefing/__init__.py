"""One document from all of it: terminal, Markdown, HTML, JSON, Word, PDF, Excel."""

from foedus.briefing.answer import Answer, draw, draw_file

__all__ = ["Answer", "draw", "draw_file"]
