"""What does a verb give back to a face? A page to look at and a plain view to compute with."""

from dataclasses import dataclass
from typing import Any

from foedus.briefing.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in two forms that say the same."""

    page: Page
    data: dict[str, Any]
    """The JSON contract's view, envelope included."""
    failed: bool = False
    """A check found failing cases."""


def draw(answer: Answer, *, form: str, colour: bool = False) -> str:
    """Return the answer as ``text``, ``md``, ``html`` or ``json``.

    The forms of `draw_file` are files, not text.
    """
    match form:
        case "json":
            import json  # noqa: PLC0415 - only this form needs it

            return json.dumps(answer.data, ensure_ascii=False, indent=1) + "\n"
        case "md":
            from foedus.briefing.markdown import as_markdown  # noqa: PLC0415

            return as_markdown(answer.page)
        case "html":
            from foedus.briefing.html import as_html  # noqa: PLC0415

            return as_html(answer.page)
    from foedus.briefing.terminal import as_text  # noqa: PLC0415

    return as_text(answer.page, colour=colour)


def draw_file(answer: Answer, *, form: str) -> bytes:
    """Return the answer as a file: ``docx``, ``pdf`` or ``xlsx``, or a text form in UTF-8.

    Raises:
        InputError: The library that a form needs is not installed (extra ``export``).
    """
    from foedus.briefing.documents import DOCUMENTS, as_document  # noqa: PLC0415 - only for files

    if form not in DOCUMENTS:
        return draw(answer, form=form).encode()
    told = answer.data
    return as_document(answer.page, form=form, register=told["register"], engine=told["engine"])
