"""How do the styles of a Word document look? Ink on white, hairlines, serif for words said."""

from collections.abc import Callable, Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from foedus.briefing.documents import word_parts as parts

INK, DIM, HAIR, TINT = "16181D", "5B6270", "D5D9E0", "F4F6FA"
GOOD, BAD, WARN = "17683A", "A3231A", "7A5200"
MARGIN = Cm(1.9)
WIDTH = Cm(21) - 2 * MARGIN
"""Of the text on an A4 page, in EMU."""
TONES: Mapping[str, Callable[[Any], None]] = {
    "estimate": lambda paragraph: parts.shaded(paragraph, fill=TINT),
    "caution": lambda paragraph: parts.ruled_left(paragraph, colour=WARN),
}
"""How a paragraph of a section in that tone is set apart."""
PARAGRAPHS = {
    "Title": (None, 17, INK, 0, 3, True),
    "Lead": ("Normal", 11, INK, 0, 3, False),
    "Facts": ("Normal", 8.5, INK, 0, 4, False),
    "Caption": (None, 8.5, DIM, 4, 2, True),
    "Proof": ("Normal", 9.5, INK, 6, 2, True),
    "Cell": ("Normal", 8.5, INK, 1, 1, False),
    "Gap": ("Normal", 4, INK, 0, 0, False),
    "Picture": ("Normal", 9.5, INK, 4, 2, True),
    "Closing": ("Normal", 8, DIM, 4, 0, False),
    "footnote text": ("Normal", 8, INK, 0, 1, False),
    "List Bullet": (None, 9.5, INK, 0, 2, False),
    "List Bullet 2": (None, 9.5, INK, 0, 2, False),
    "List Bullet 3": (None, 9.5, INK, 0, 2, False),
    "List Number": (None, 9.5, INK, 0, 2, False),
}
"""Base, size, colour, space before and after, kept with the next: by the style's name."""
CHARACTERS = {
    "Said": ("Georgia", None, None),
    "Faint": (None, DIM, False),
    "Code": ("Courier New", None, None),
    "Verdict good": (None, GOOD, True),
    "Verdict open": (None, WARN, True),
    "Verdict bad": (None, BAD, True),
    "Verdict none": (None, DIM, True),
    "footnote reference": (None, None, None),
}
"""Font, colour and weight, by the style's name."""
NOTES = {"footnote text": "FootnoteText", "footnote reference": "FootnoteReference"}
"""Word knows these two by name; the part of the footnotes names them by id."""
RULED = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Ruled">
  <w:name w:val="Ruled"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:tcBorders>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>
    </w:tcBorders></w:tcPr>
  </w:tblStylePr>
</w:style>"""


def styled(document: Any) -> None:
    """Give a new document the styles that its writer names."""
    _without_needless(document)
    _plain_fonts(document)
    normal = document.styles["Normal"]
    _looks(normal, size=9.5, colour=INK, before=0, after=3)
    normal.paragraph_format.line_spacing = 1.08
    for name, (base, size, colour, before, after, kept) in PARAGRAPHS.items():
        style = _style(document, name, WD_STYLE_TYPE.PARAGRAPH, base)
        _looks(style, size=size, colour=colour, before=before, after=after)
        style.paragraph_format.keep_with_next = kept
    for level in range(1, 10):
        size = 12 if level == 1 else 10.5 if level == 2 else 9.5
        _looks(document.styles[f"Heading {level}"], size=size, colour=INK, before=10, after=3)
        document.styles[f"Heading {level}"].font.italic = False
    for name in ("Title", "Caption", "Proof"):
        document.styles[name].font.bold = name != "Caption"
    for border in document.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _characters(document)
    document.styles.element.append(parse_xml(RULED))
    for level in document.part.numbering_part.element.xpath(".//w:lvl[w:numFmt/@w:val='bullet']"):
        _bullet(level)


def paged(document: Any, *, title: str) -> None:
    """Give a document A4 pages, with title and page number at their foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Cm(1.7)
    section.footer_distance = Cm(0.8)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    _looks(foot.style, size=8, colour=DIM, before=0, after=0)
    foot.style.paragraph_format.tab_stops.clear_all()
    foot.style.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{title}\t")
    parts.field(foot, "PAGE")
    foot.add_run(" / ")
    parts.field(foot, "NUMPAGES")


def _without_needless(document: Any) -> None:
    """Leave out the template's hundred styles of tables, and the doubles of its paragraphs'."""
    for style in document.styles.element.findall(qn("w:style")):
        kind, name = style.get(qn("w:type")), style.name_val or ""
        table = kind == "table" and style.get(qn("w:default")) is None
        if table or (kind == "character" and name.endswith(" Char")):
            document.styles.element.remove(style)
    for link in list(document.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)


def _plain_fonts(document: Any) -> None:
    """Name fonts outright: those of the template's theme would win over any other."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), "Arial")
        fonts.set(qn("w:eastAsia"), "Malgun Gothic")
    for size in document.styles.element.xpath("w:docDefaults//w:sz | w:docDefaults//w:szCs"):
        size.set(qn("w:val"), "19")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "ko-KR")


def _bullet(level: Any) -> None:
    """Draw a list's mark with a letter of the text's font: not every machine has Symbol."""
    level.find(qn("w:lvlText")).set(qn("w:val"), "•")
    for fonts in level.iter(qn("w:rFonts")):
        for script in ("ascii", "hAnsi"):
            fonts.set(qn(f"w:{script}"), "Arial")


def _characters(document: Any) -> None:
    for name, (font, colour, bold) in CHARACTERS.items():
        style = _style(document, name, WD_STYLE_TYPE.CHARACTER, None)
        style.font.bold = bold
        if font:
            style.font.name = font
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
    document.styles["footnote reference"].font.superscript = True


def _style(document: Any, name: str, kind: Any, base: str | None) -> Any:
    there = {style.name for style in document.styles}
    if name in there:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, kind, builtin=name in NOTES)
        style.element.styleId = NOTES.get(name, style.style_id)
    if base and base != name:
        style.base_style = document.styles[base]
    return style


def _looks(style: Any, *, size: float, colour: str, before: float, after: float) -> None:
    style.font.size = Pt(size)
    if colour != INK or style.font.color.rgb is not None or style.name == "Normal":
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
