"""How does a page look as Markdown?"""

import re
from collections.abc import Iterator

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
    Tree,
    Words,
    runs,
)

SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
TONES = {"law": "", "estimate": " — *estimate, not law*", "caution": "", "plain": ""}


def as_markdown(page: Page) -> str:
    """Return the page as CommonMark with tables."""
    lines = [f"# {_safe(page.title)}", "", _words(page.lead), ""]
    lines += [" · ".join(f"**{_safe(label)}** {_safe(value)}" for label, value in page.facts), ""]
    for block in page.blocks:
        lines += [*_block(block, level=2), ""]
    lines += ["---", "", *(f"*{_safe(line)}*  " for line in page.foot)] if page.foot else []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _block(block: Block, *, level: int) -> Iterator[str]:
    match block:
        case Para():
            yield _words(block.words)
        case Bullets():
            for n, item in enumerate(block.items, 1):
                yield f"{f'{n}.' if block.ordered else '-'} {_words(item)}"
        case Table():
            yield from _table(block)
        case Figure():
            yield _safe(block.alt)
            yield ""
            yield from _table(block.table)
        case Tree():
            yield f"**{_safe(block.title)}**"
            yield ""
            for root in block.roots:
                yield from _branch(root, depth=0)
        case Section():
            yield f"{'#' * level} {_safe(block.title)}{TONES[block.tone]}"
            for part in block.blocks:
                yield ""
                yield from _block(part, level=level + 1)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"*{_safe(table.caption)}*"
        yield ""
    yield f"| {' | '.join(map(_safe, table.columns))} |"
    yield f"|{'---|' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(_words(cell) for cell in row)} |"


def _branch(branch: Branch, *, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {_words(branch.words)}"
    for under in branch.under:
        yield from _branch(under, depth=depth + 1)


def _words(words: Words) -> str:
    return "".join(map(_run, runs(words)))


def _run(run: Run) -> str:
    text = _safe(run.text).replace("\n", "<br>")
    match run.style:
        case "said":
            return f"“*{text}*”"
        case "strong" | "verdict":
            return _bold(text)
        case "code":
            return f"`{run.text}`"
    return text


def _bold(text: str) -> str:
    # Stars beside a space are no emphasis in CommonMark: spaces go outside.
    bare = text.strip()
    if not bare:
        return text
    start = text.index(bare)
    return f"{text[:start]}**{bare}**{text[start + len(bare) :]}"


def _safe(text: str) -> str:
    # Words from outside must not become links, HTML or headings in somebody's document.
    return SPECIAL.sub(r"\\\1", text)
