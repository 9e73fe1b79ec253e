"""Which parts of a Word file must be written by hand? Footnotes, fields, marks of rows, dates.

Element names and their order are those of ECMA-376, part 1 (WordprocessingML).
"""

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from foedus.panel.workbook import FIRST

RULE = (
    '<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r>{}</w:r></w:p>'
)
NOTE = (
    '<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


def add_footnotes(document: Any, texts: Sequence[str]) -> None:
    """Add the part that holds the footnotes 1, 2, ...; none where there are none."""
    if not texts:
        return
    rules = (
        f'<w:footnote w:type="{kind}" w:id="{number}">{RULE.format(f"<w:{kind}/>")}</w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = (NOTE.format(number=n, text=escape(text)) for n, text in enumerate(texts, 1))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{''.join((*rules, *notes))}</w:footnotes>"
    )
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def refer(paragraph: Any, number: int) -> None:
    """Set the mark of a footnote at a paragraph's end."""
    run = paragraph.add_run()
    run._r.style = "FootnoteReference"
    run._r.append(_made("w:footnoteReference", id=number))


def look(paragraph: Any, style: str) -> None:
    """Give a paragraph a style that is there; python-docx would search all styles each time."""
    if style != "Normal":
        paragraph._p.style = style.replace(" ", "")


def say(paragraph: Any, text: str, style: str) -> None:
    """Write words at a paragraph's end, in a style of characters or, for "", in none."""
    run = paragraph.add_run(text)
    if style:
        run._r.style = style.replace(" ", "")


def field(paragraph: Any, code: str) -> None:
    """Set a field that Word fills in, such as PAGE."""
    element = _made("w:fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def fresh_number(document: Any) -> int:
    """Return the id of a numbering that begins again at 1."""
    style = document.styles["List Number"].element
    numbering = document.part.numbering_part.element
    asked = style.pPr.numPr.numId.val
    pattern = next(n.abstractNumId.val for n in numbering.num_lst if n.numId == asked)
    made = numbering.add_num(pattern)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = made.numId
    return number


def numbered(paragraph: Any, number: int) -> None:
    """Let a paragraph count in the numbering of this id."""
    numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val = 0
    numbers.get_or_add_numId().val = number


def repeated(row: Any) -> None:
    """Let a row be the head of its table, shown again on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def unbroken(row: Any) -> None:
    """Let a row stand on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def described(picture: Any, says: str) -> None:
    """Give a picture the words for those who do not see it."""
    picture._inline.docPr.set("descr", says)


def shaded(paragraph: Any, *, fill: str) -> None:
    """Lay a colour under a paragraph."""
    shade = _made("w:shd", val="clear", color="auto", fill=fill)
    paragraph._p.get_or_add_pPr().insert_element_before(shade, *_AFTER_SHADE)


def ruled_left(paragraph: Any, *, colour: str) -> None:
    """Draw a line along a paragraph's left side."""
    borders = OxmlElement("w:pBdr")
    borders.append(_made("w:left", val="single", sz=12, space=6, color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", *_AFTER_SHADE)


_AFTER_SHADE = (
    *("w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct"),
    *("w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd"),
    *("w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
"""What the schema wants behind the shade of a paragraph."""


def undated(package: bytes) -> bytes:
    """Return a zip archive with every part dated to the first day that zip can tell."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _made(tag: str, **attributes: str | int) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
