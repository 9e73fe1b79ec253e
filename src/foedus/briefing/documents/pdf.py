"""How does a page look as PDF? Set by typst from a fixed template; the words go in as JSON.

Nothing of an answer is ever read as markup: the template receives strings and sets them. The
sources of the treaties stand at the end, each with the number that its first mention bears.
The file is tagged (PDF/UA-1: headings, lists, tables, alternative texts) wherever the fonts
have every letter; where they lack one, the file says so in its last lines.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from foedus.briefing.documents.laid import Note, Notes, safe, shares
from foedus.briefing.documents.picture import printed
from foedus.briefing.page import (
    Block,
    Branch,
    Bullets,
    Figure,
    Page,
    Para,
    Section,
    Table,
    Tree,
    Words,
)
from foedus.panel.workbook import stamp

SANS = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial", "DejaVu Sans")
SERIF = ("Noto Serif", "Georgia", "Liberation Serif", "Times New Roman", "Libertinus Serif")
OTHER = (
    *("Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic"),
    *("Noto Sans CJK SC", "Noto Sans SC", "DejaVu Sans", "DejaVu Sans Mono", "Libertinus Serif"),
)
"""Behind the first: Korean, Chinese, and the signs of verdicts."""
MISSING = (
    "Some letters have no font on the machine where this file was made, and stand as boxes. "
    "Korean comes with: pip install 'foedus[export]'."
)


def as_pdf(page: Page, *, register: str, engine: str) -> bytes:
    """Return the page as a PDF file of A4 pages."""
    told = _told(page, register=register, engine=engine)
    made = stamp(register)
    typst = import_module("typst")
    try:
        return _set(told, pdf_standards=["ua-1"], timestamp=made)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    told["foot"] = [*told["foot"], MISSING]
    return _set(told, timestamp=made)


def as_png(svg: str, *, ppi: float) -> bytes:
    """Return a picture of ours as PNG with so many pixels an inch (96 units of the picture)."""
    source = (
        b"#set page(width: auto, height: auto, margin: 0pt)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg")'
    )
    drawn: bytes = _compiler().compile(
        source, format="png", ppi=ppi, sys_inputs={"svg": printed(svg)}
    )
    return drawn


def _set(told: dict[str, Any], **how: Any) -> bytes:
    template = Path(__file__).with_name("page.typ").read_bytes()
    given = {"told": json.dumps(told, ensure_ascii=False)}
    drawn: bytes = _compiler().compile(template, format="pdf", sys_inputs=given, **how)
    return drawn


@cache
def _fonts() -> Any:
    brought = find_spec("pylopdf_fonts_ko")
    paths = list(brought.submodule_search_locations or ()) if brought else []
    return import_module("typst").Fonts(font_paths=paths)


@cache
def _compiler() -> Any:
    return import_module("typst").Compiler(font_paths=_fonts())


def _families(first: tuple[str, ...]) -> list[str]:
    there = set(_fonts().families())
    chosen = [name for name in first if name in there][:1]
    return [*chosen, *(name for name in OTHER if name in there)]


def _told(page: Page, *, register: str, engine: str) -> dict[str, Any]:
    notes = Notes()
    told: dict[str, Any] = {
        "title": safe(page.title),
        "author": f"Foedus {engine}",
        "keywords": [f"register {register}", *(f"{safe(k)}: {safe(v)}" for k, v in page.facts)],
        "sans": _families(SANS),
        "serif": _families(SERIF),
        "lead": _words(page.lead, notes),
        "facts": [[safe(label), safe(value)] for label, value in page.facts],
        "blocks": [part for block in page.blocks for part in _block(block, notes, level=2)],
        "foot": [safe(line) for line in page.foot],
    }
    return {**told, "notes": [note.text for note in notes.noted.values()]}


def _block(block: Block, notes: Notes, *, level: int) -> Iterator[dict[str, Any]]:
    match block:
        case Para():
            yield {"kind": "para", "words": _words(block.words, notes)}
        case Bullets():
            items = [_words(item, notes) for item in block.items]
            yield {"kind": "ordered" if block.ordered else "bullets", "items": items}
        case Table():
            yield _table(block, notes)
        case Figure():
            yield {
                "kind": "figure",
                "svg": printed(block.svg),
                "alt": safe(block.alt),
                "caption": safe(block.caption),
            }
            yield _table(block.table, notes)
        case Tree():
            roots = [_branch(root, notes) for root in block.roots]
            yield {"kind": "tree", "title": safe(block.title), "roots": roots}
        case Section():
            if not notes.needless(block):
                inner = [p for one in block.blocks for p in _block(one, notes, level=level + 1)]
                head = {"kind": "section", "title": safe(block.title), "tone": block.tone}
                yield {**head, "level": level, "blocks": inner}


def _table(table: Table, notes: Notes) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": safe(table.caption),
        "shares": list(shares(table)),
        "head": [safe(name) for name in table.columns],
        "rows": [[_words(cell, notes) for cell in row] for row in table.rows],
    }


def _branch(branch: Branch, notes: Notes) -> dict[str, Any]:
    under = [_branch(one, notes) for one in branch.under]
    return {"words": _words(branch.words, notes), "under": under}


def _words(words: Words, notes: Notes) -> list[list[str]]:
    parts = notes.parts(words)
    return [
        ["note", str(part.number), ""]
        if isinstance(part, Note)
        else [part.style, part.text, part.key]
        for part in parts
    ]
