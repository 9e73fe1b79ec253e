"""How does a page look in a terminal?"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
    plain,
    runs,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {"said": "italic", "strong": "bold", "faint": "dim", "code": "cyan", "plain": ""}
VERDICTS = {
    "agrees": "green",
    "due": "green",
    "other_term": "cyan",
    "omits": "yellow",
    "adds": "yellow",
    "open": "yellow",
    "outside": "dim",
    "not_due": "dim",
    "text_unknown": "dim",
}
WIDTH = 100


def as_text(page: Page, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the page as text of at most ``width`` columns, with ANSI colours if asked."""
    from rich.console import Console  # noqa: PLC0415 - 60 ms; only where a page is drawn

    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    console.print(_text((page.title,), base="bold"))
    console.print(_text(page.lead))
    console.print(_text(" · ".join(f"{label} {value}" for label, value in page.facts), base="dim"))
    for block in page.blocks:
        console.print()
        _draw(console, block, level=0)
    if page.foot:
        console.print()
    for line in page.foot:
        console.print(_text(line, base="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _draw(console: "Console", block: Block, *, level: int) -> None:
    match block:
        case Para():
            console.print(_text(block.words))
        case Bullets():
            for n, item in enumerate(block.items, 1):
                console.print(_hanging(f"{n}. " if block.ordered else "- ", item))
        case Table(shape="rows"):
            for line in _lines(block):
                console.print(line, no_wrap=True, overflow="ellipsis")
        case Table():
            console.print(_table(block))
        case Figure():
            console.print(_text(block.alt))
            _draw(console, block.table, level=level)
        case Tree():
            console.print(_tree(block))
        case Section():
            mark = " (estimate, not law)" if block.tone == "estimate" else ""
            _heading(console, f"{block.title}{mark}", level=level)
            for part in block.blocks:
                _draw(console, part, level=level + 1)


def _heading(console: "Console", title: str, *, level: int) -> None:
    if level:
        console.print(_text(title, base="bold"))
        return
    from rich.rule import Rule  # noqa: PLC0415

    console.print(Rule(_text(title, base="bold"), align="left", characters="─", style="dim"))


def _hanging(mark: str, words: Words) -> Any:
    from rich.table import Table as Grid  # noqa: PLC0415

    grid = Grid.grid(padding=(0, 0))
    grid.add_column(width=len(mark))
    grid.add_column()
    grid.add_row(mark, _text(words))
    return grid


def _table(table: Table) -> Any:
    from rich import box  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415

    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    grid.title = _text(table.caption) if table.caption else None
    for name in table.columns:
        grid.add_column(name, overflow="fold")
    for row in table.rows:
        grid.add_row(*(_text(cell) for cell in row))
    return grid


def _lines(table: Table) -> "Iterator[Text]":
    """Yield one line for the head and each row: who pipes a list reads it line by line."""
    widths = [max(map(len, map(plain, column))) for column in zip(*_cells(table), strict=True)]
    for number, row in enumerate(_cells(table)):
        cells = zip(map(plain, row[:-1]), widths, strict=False)
        line = "  ".join([*(f"{cell:<{width}}" for cell, width in cells), plain(row[-1])])
        yield _text(line, base="" if number else "dim")


def _cells(table: Table) -> tuple[tuple[Words, ...], ...]:
    return (table.columns, *table.rows)


def _tree(tree: Tree) -> Any:
    from rich.tree import Tree as Drawn  # noqa: PLC0415

    drawn = Drawn(_text(tree.title, base="bold"), guide_style="dim")
    for root in tree.roots:
        _grow(drawn, root)
    return drawn


def _grow(parent: Any, branch: Branch) -> None:
    node = parent.add(_text(branch.words))
    for under in branch.under:
        _grow(node, under)


def _text(words: Words, *, base: str = "") -> "Text":
    from rich.text import Text  # noqa: PLC0415

    text = Text(style=base)
    for run in runs(words):
        style = VERDICTS.get(run.key, "red") if run.style == "verdict" else STYLES[run.style]
        text.append(f"“{run.text}”" if run.style == "said" else run.text, style=style)
    return text
