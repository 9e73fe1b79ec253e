"""How does a page look in Excel? A sheet that tells the answer, then one for each table."""

import io
import re
from collections.abc import Iterator

from foedus.briefing.documents.laid import safe
from foedus.briefing.page import Block, Bullets, Figure, Page, Para, Section, Table, Words, plain
from foedus.panel.workbook import Book, book, check_size, stamp

LONGEST = 31
"""Letters in the name of a sheet."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""What no sheet's name may hold."""
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
WIDEST = 60
FRONT = "Answer"


def as_xlsx(page: Page, *, register: str, engine: str) -> bytes:
    """Return the page's tables as a workbook; texts stay texts, numbers are numbers."""
    tables = list(_tables(page.blocks, under=page.title))
    names = _names([name for name, _ in tables])
    out = io.BytesIO()
    with book(out, made=stamp(register), title=safe(page.title)) as made:
        _front(made, page, told=f"Foedus {engine}, register {register}", names=names)
        for name, (title, table) in zip(names, tables, strict=True):
            _sheet(made, name, title, table)
    return out.getvalue()


def _tables(blocks: tuple[Block, ...], *, under: str) -> Iterator[tuple[str, Table]]:
    """Yield every table with what it is called: its caption, else the section's title."""
    for block in blocks:
        match block:
            case Table():
                yield block.caption or under, block
            case Figure():
                yield block.table.caption or under, block.table
            case Section():
                yield from _tables(block.blocks, under=block.title)
            case _:
                pass


def _names(titles: list[str]) -> list[str]:
    """Return a name for each sheet: allowed, short enough, and none twice."""
    found: list[str] = []
    taken = {FRONT.casefold(), "history"}
    for title in titles:
        plain_title = FORBIDDEN.sub(" ", safe(title))
        bare = " ".join(plain_title.split()).strip("' ")[:LONGEST].rstrip("' ") or "Table"
        name, number = bare, 2
        while name.casefold() in taken:
            end = f" {number}"
            name, number = bare[: LONGEST - len(end)] + end, number + 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _front(made: Book, page: Page, *, told: str, names: list[str]) -> None:
    sheet = made.sheet(FRONT)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    made.text(sheet, 0, 0, safe(page.title), look="title")
    rows: list[tuple[str, str]] = [("Answer", plain(page.lead)), *page.facts, ("Made by", told)]
    rows += [("Sheet", name) for name in names]
    rows += list(_prose(page.blocks, under=""))
    rows += [("Note", line) for line in page.foot]
    for row, (label, words) in enumerate(rows, 2):
        made.text(sheet, row, 0, safe(label), look="wrapped")
        made.text(sheet, row, 1, safe(words), look="wrapped")


def _prose(blocks: tuple[Block, ...], *, under: str) -> Iterator[tuple[str, str]]:
    """Yield paragraphs and items of lists with the section's title; proofs stay in other forms."""
    for block in blocks:
        match block:
            case Para():
                yield under, plain(block.words)
            case Bullets():
                yield from ((under, plain(item)) for item in block.items)
            case Section():
                mark = " (estimate, not law)" if block.tone == "estimate" else ""
                yield from _prose(block.blocks, under=f"{block.title}{mark}")
            case _:
                pass


def _sheet(made: Book, name: str, title: str, table: Table) -> None:
    check_size(name, rows=len(table.rows) + 3, columns=len(table.columns))
    sheet = made.sheet(name)
    made.text(sheet, 0, 0, safe(title))
    for at, (head, width) in enumerate(zip(table.columns, _widths(table), strict=True)):
        sheet.set_column(at, at, width)
        made.text(sheet, 2, at, safe(head), look="head")
    for row, cells in enumerate(table.rows, 3):
        for at, cell in enumerate(cells):
            _cell(made, sheet, row, at, cell)
    sheet.freeze_panes(3, 0)
    if table.rows and table.columns:
        sheet.autofilter(2, 0, 2 + len(table.rows), len(table.columns) - 1)


def _cell(made: Book, sheet: object, row: int, at: int, cell: Words) -> None:
    words = safe(plain(cell))
    if NUMBER.fullmatch(words) and words == f"{float(words):.{_places(words)}f}":
        made.value(sheet, row, at, float(words) if "." in words else int(words))
    else:
        made.text(sheet, row, at, words, look="wrapped")


def _places(words: str) -> int:
    return len(words.partition(".")[2])


def _widths(table: Table) -> list[int]:
    columns = zip(table.columns, *([plain(c) for c in row] for row in table.rows), strict=True)
    return [min(max(len(cell) for cell in cells) + 3, WIDEST) for cells in columns]
