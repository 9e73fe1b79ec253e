"""How does a page look in a browser? One self-contained file: no script, no request, prints well."""

from collections.abc import Iterator
from html import escape

from foedus.briefing.page import (
    Block,
    Branch,
    Bullets,
    Page,
    Para,
    Run,
    Section,
    Table,
    Tree,
    Words,
    runs,
)

CSS = """
:root{--ink:#16181d;--faint:#5b6270;--line:#d5d9e0;--blue:#1a4fa3;--paper:#fff;--tint:#f4f6fa;
--good:#17683a;--bad:#a3231a;--warn:#7a5200;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaee;--faint:#a3abb9;--line:#3a404c;--blue:#8ab4ff;
--paper:#14161a;--tint:#1d2027;--good:#7fd6a0;--bad:#ff9c92;--warn:#e6bd6a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.45 system-ui,-apple-system,"Segoe UI","Noto Sans","Liberation Sans",sans-serif}
main{max-width:62rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.55rem;line-height:1.2;margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.02rem;margin:1.5rem 0 .45rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:.95rem;margin:.9rem 0 .3rem}
p{margin:.35rem 0}
.lead{font-size:1.08rem;max-width:52rem}
dl.facts{display:flex;flex-wrap:wrap;gap:.15rem 1.4rem;margin:.6rem 0 0;font-size:.86rem}
dl.facts div{display:flex;gap:.4rem}
dt{color:var(--faint)}dd{margin:0;font-variant-numeric:tabular-nums}
q,.said{font-family:Georgia,"Noto Serif","Liberation Serif",serif;font-size:1.02em}
.faint,footer{color:var(--faint)}
ul,ol{margin:.3rem 0;padding-left:1.25rem}li{margin:.12rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.88rem;margin:.3rem 0}
caption{text-align:left;color:var(--faint);padding-bottom:.2rem}
th{text-align:left;font-weight:600;color:var(--faint);border-bottom:1px solid var(--ink)}
th,td{padding:.26rem .7rem .26rem 0;vertical-align:top}
td{border-bottom:1px solid var(--line)}
tr{break-inside:avoid}
.v{white-space:nowrap;font-weight:600;color:var(--bad)}
.v-agrees,.v-due{color:var(--good)}
.v-omits,.v-adds,.v-open,.v-other_term{color:var(--warn)}
.v-outside,.v-not_due,.v-text_unknown{color:var(--faint)}
section.estimate{background:var(--tint);border:1px dashed var(--faint);padding:.1rem 1rem .7rem;margin-top:1.4rem}
section.estimate>h2{border:0;padding-top:.2rem;margin-top:.5rem}
section.caution{border-left:3px solid var(--warn);padding-left:.9rem;margin-top:1.2rem}
section.caution>h2{border:0;padding:0;margin-top:0}
.tag{font-weight:400;color:var(--faint)}
details{margin:.35rem 0}summary{cursor:pointer;color:var(--blue)}
footer{margin-top:1.6rem;border-top:1px solid var(--line);padding-top:.5rem;font-size:.8rem}
a{color:var(--blue)}code{font-size:.92em}
@media print{@page{size:A4;margin:13mm 14mm}body{font-size:9.2pt;line-height:1.3}main{padding:0;max-width:none}
h1{font-size:15pt}h2{margin:.55rem 0 .2rem;padding-top:.25rem}table{font-size:8.4pt}th,td{padding:.12rem .5rem .12rem 0}
details{display:none}section.estimate{margin-top:.6rem;padding:.1rem .6rem .3rem}footer{font-size:7.6pt;margin-top:.6rem}}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(page: Page, *, language: str = "en") -> str:
    """Return the page as one HTML5 document; everything from outside is escaped."""
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in page.facts
    )
    body = "\n".join(part for block in page.blocks for part in _block(block, level=2))
    foot = "".join(f"<p>{escape(line)}</p>" for line in page.foot)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Foedus">\n'
        f"<title>{escape(page.title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(page.title)}</h1>\n<p class="lead">{_words(page.lead)}</p>\n'
        f'<dl class="facts">{facts}</dl>\n{body}\n<footer>{foot}</footer>\n</main>\n</body>\n</html>\n'
    )


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
    return (
        f'<div class="wide"><table>{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _branch(branch: Branch) -> str:
    under = f"<ul>{''.join(map(_branch, branch.under))}</ul>" if branch.under else ""
    return f"<li>{_words(branch.words)}{under}</li>"


def _words(words: Words) -> str:
    return "".join(map(_run, runs(words)))


def _run(run: Run) -> str:
    text = escape(run.text)
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
