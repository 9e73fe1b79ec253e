"""How does a page look in Word? Real styles, lists, header rows and footnotes, by python-docx.

A heading is a heading (the navigation pane shows it), a list is a list, the head of a table
comes again on each page, a treaty's sources stand in a footnote where it is first named. A
picture goes in as PNG, drawn by typst; where that is not installed its table stands alone.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from docx import Document
from docx.shared import Cm, Emu

from foedus.briefing.documents import word_parts as parts
from foedus.briefing.documents.laid import Note, Notes, safe, shares
from foedus.briefing.documents.word_styles import TONES, WIDTH, paged, styled
from foedus.briefing.page import (
    Block,
    Branch,
    Bullets,
    Figure,
    Page,
    Para,
    Run,
    Section,
    Table,
    Tone,
    Tree,
    Words,
    plain,
)
from foedus.panel.workbook import stamp

PIXELS = 96
"""Units of a picture in an inch."""
SHARP = 220
"""Pixels an inch of a picture on paper."""
NO_PICTURE = "The picture stands in the HTML and PDF forms; this is its table."
DEEPEST = 9
"""Word knows nine levels of headings."""
STEP = Cm(0.55)
"""How far a list under a list stands in."""
VERDICTS = {
    **dict.fromkeys(("agrees", "due"), "Verdict good"),
    **dict.fromkeys(("omits", "adds", "open", "other_term"), "Verdict open"),
    **dict.fromkeys(("outside", "not_due", "text_unknown"), "Verdict none"),
}
STYLES = {"said": "Said", "strong": "Strong", "faint": "Faint", "code": "Code"}


def as_docx(page: Page, *, register: str, engine: str) -> bytes:
    """Return the page as a Word file of A4 pages."""
    writer = _Writer()
    writer.page(page)
    _describe(writer.document, page, register=register, engine=engine)
    parts.add_footnotes(writer.document, [note.text for note in writer.notes.noted.values()])
    out = io.BytesIO()
    writer.document.save(out)
    return parts.undated(out.getvalue())


def _describe(document: Any, page: Page, *, register: str, engine: str) -> None:
    about, made = document.core_properties, stamp(register)
    about.title, about.subject = safe(page.title)[:255], safe(plain(page.lead))[:255]
    about.author = about.last_modified_by = f"Foedus {engine}"
    facts = "; ".join(f"{safe(label)}: {safe(value)}" for label, value in page.facts)
    about.keywords = f"register {register}; {facts}"[:255]
    about.comments, about.language = "", "en"
    about.created = about.modified = made.replace(tzinfo=None)
    about.revision = 1


class _Writer:
    """Puts block after block into one document."""

    def __init__(self) -> None:
        self.document: Any = Document()
        self.notes = Notes()
        self._tone: Tone = "plain"
        styled(self.document)

    def page(self, page: Page) -> None:
        """Write the whole page."""
        paged(self.document, title=safe(page.title))
        self.document.add_paragraph(safe(page.title), style="Title")
        self._para(page.lead, "Lead")
        facts = [(Run(f"{label} ", "faint"), value, "   ") for label, value in page.facts]
        self._para(tuple(part for fact in facts for part in fact), "Facts")
        for block in page.blocks:
            self._block(block, level=1)
        for line in page.foot:
            self._para(line, "Closing")

    def _block(self, block: Block, *, level: int) -> None:
        match block:
            case Para():
                self._para(block.words, "Normal")
            case Bullets():
                self._list(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Tree():
                self.document.add_paragraph(safe(block.title), style="Proof")
                for root in block.roots:
                    self._branch(root, depth=0)
            case Section():
                if not self.notes.needless(block):
                    self._section(block, level=level)

    def _section(self, section: Section, *, level: int) -> None:
        heading = self.document.add_heading(safe(section.title), level=min(level, DEEPEST))
        if section.tone == "estimate":
            heading.add_run(" estimate, not law", style="Faint")
        with self._in_tone(section.tone):
            for block in section.blocks:
                self._block(block, level=level + 1)

    @contextmanager
    def _in_tone(self, tone: Tone) -> Iterator[None]:
        before, self._tone = self._tone, tone if tone in TONES else self._tone
        yield
        self._tone = before

    def _para(self, words: Words, style: str) -> Any:
        paragraph = self.document.add_paragraph()
        parts.look(paragraph, style)
        self._words(paragraph, words)
        TONES.get(self._tone, lambda _: None)(paragraph)
        return paragraph

    def _list(self, bullets: Bullets) -> None:
        number = parts.fresh_number(self.document) if bullets.ordered else None
        for item in bullets.items:
            paragraph = self._para(item, "List Number" if bullets.ordered else "List Bullet")
            if number is not None:
                parts.numbered(paragraph, number)

    def _branch(self, branch: Branch, *, depth: int) -> None:
        style = "List Bullet" if depth == 0 else f"List Bullet {min(depth + 1, 3)}"
        paragraph = self._para(branch.words, style)
        paragraph.paragraph_format.left_indent = Emu(STEP * (depth + 1))
        for under in branch.under:
            self._branch(under, depth=depth + 1)

    def _table(self, table: Table) -> None:
        if table.caption:
            self.document.add_paragraph(safe(table.caption), style="Caption")
        if not table.columns:
            return
        widths = [Emu(int(share * WIDTH)) for share in shares(table)]
        drawn = self.document.add_table(rows=1, cols=len(widths), style="Ruled")
        drawn.autofit = False
        for column, width in zip(drawn.columns, widths, strict=True):
            column.width = width
        self._row(drawn.rows[0], tuple(Run(name, "strong") for name in table.columns), widths)
        parts.repeated(drawn.rows[0])
        for row in table.rows:
            self._row(drawn.add_row(), row, widths)
        self.document.add_paragraph(style="Gap")

    def _row(self, drawn: Any, row: tuple[Words, ...], widths: list[Emu]) -> None:
        parts.unbroken(drawn)
        for cell, words, width in zip(drawn.cells, row, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            parts.look(paragraph, "Cell")
            self._words(paragraph, words)

    def _figure(self, figure: Figure) -> None:
        if find_spec("typst") is None:
            self._para(Run(NO_PICTURE, "faint"), "Normal")
        else:
            from foedus.briefing.documents.pdf import as_png  # noqa: PLC0415 - only for pictures

            run = self.document.add_paragraph(style="Picture").add_run()
            shown = run.add_picture(io.BytesIO(as_png(figure.svg, ppi=SHARP)))
            shown.width, shown.height = _size(shown)
            parts.described(shown, safe(figure.alt))
        if figure.caption:
            self.document.add_paragraph(safe(figure.caption), style="Caption")
        self._table(figure.table)

    def _words(self, paragraph: Any, words: Words) -> None:
        for part in self.notes.parts(words):
            if isinstance(part, Note):
                parts.refer(paragraph, part.number)
            elif part.style == "said":
                parts.say(paragraph, f"“{part.text}”", "Said")
            elif part.style == "verdict":
                parts.say(paragraph, part.text, VERDICTS.get(part.key, "Verdict bad"))
            else:
                parts.say(paragraph, part.text, STYLES.get(part.style, ""))


def _size(shown: Any) -> tuple[Emu, Emu]:
    """Return width and height of a picture at its own scale, within the page's width."""
    # PNG files of typst bear no resolution: python-docx takes 72 pixels an inch.
    shrunk = min(72 / SHARP, WIDTH / shown.width)
    return Emu(int(shown.width * shrunk)), Emu(int(shown.height * shrunk))
