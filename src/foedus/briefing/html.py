"""How does a page look in a browser? One file of its own: no script, no request, prints well."""

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

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

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(page: Page, *, language: str = "en") -> str:
    """Return the page as one HTML5 document; everything from outside is escaped."""
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in page.facts
    )
    body = "\n".join(part for block in page.blocks for part in _block(block, level=2))
    foot = "".join(f"<p>{escape(line)}</p>" for line in page.foot)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Foedus">\n'
        f"<title>{escape(page.title)}</title>\n<style>{_css()}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(page.title)}</h1>\n<p class="lead">{_words(page.lead)}</p>\n'
        f'<dl class="facts">{facts}</dl>\n{body}\n'
        f"<footer>{foot}</footer>\n</main>\n</body>\n</html>\n"
    )


@cache
def _css() -> str:
    here = Path(__file__).parent
    pages = (here / "page.css", here / "pictures" / "picture.css")
    return "".join(path.read_text(encoding="utf-8") for path in pages)


def _block(block: Block, *, level: int) -> Iterator[str]:
    match block:
        case Para():
            yield f"<p>{_words(block.words)}</p>"
        case Bullets():
            tag = "ol" if block.ordered else "ul"
            items = "".join(f"<li>{_words(item)}</li>" for item in block.items)
            yield f"<{tag}>{items}</{tag}>"
        case Table():
            yield _table(block)
        case Figure():
            yield _figure(block)
        case Tree():
            roots = "".join(map(_branch, block.roots))
            yield f"<details><summary>{escape(block.title)}</summary><ul>{roots}</ul></details>"
        case Section():
            yield _section(block, level=level)


def _section(section: Section, *, level: int) -> str:
    tag = ' <span class="tag">estimate, not law</span>' if section.tone == "estimate" else ""
    inner = "\n".join(part for block in section.blocks for part in _block(block, level=level + 1))
    heading = f"<h{level}>{escape(section.title)}{tag}</h{level}>"
    return f'<section class="{section.tone}">{heading}\n{inner}</section>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    opened = f'<table class="{table.shape}">{caption}'
    return (
        f'<div class="wide">{opened}<thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _figure(figure: Figure) -> str:
    said = f"<figcaption>{escape(figure.caption)}</figcaption>" if figure.caption else ""
    shown = f"<details><summary>The same as a table</summary>{_table(figure.table)}</details>"
    return f"<figure>{figure.svg}{said}{shown}</figure>"


def _branch(branch: Branch) -> str:
    under = f"<ul>{''.join(map(_branch, branch.under))}</ul>" if branch.under else ""
    return f"<li>{_words(branch.words)}{under}</li>"


def _words(words: Words) -> str:
    return "".join(map(_run, runs(words)))


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    match run.style:
        case "said":
            return f"<q>{text}</q>"
        case "strong":
            return f"<strong>{text}</strong>"
        case "faint":
            return f'<span class="faint">{text}</span>'
        case "code":
            return f"<code>{text}</code>"
        case "verdict":
            return f'<span class="v v-{escape(run.key)}">{text}</span>'
    return text
