"""How does a piece of HTML read as plain text? One line for each block of it."""

from typing import Any

# fmt: off
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
])
_CELLS = frozenset(("td", "th"))
_MUTE = frozenset([
    "head", "script", "style", "template", "noscript", "textarea", "select", "option", "svg",
    "math", "object", "iframe",
])
# fmt: on


def block_text(tree: Any) -> str:
    """Return the words of an lxml ``tree``: a line for each block, cells parted by a bar."""
    from lxml import etree  # noqa: PLC0415

    parts: list[str] = []
    mute = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            mute += tag in _MUTE
            if tag in _BLOCKS:
                parts.append("\n")
            if not mute:
                parts.append(_flat(element.text))
            continue
        mute -= bool(event == "end" and tag in _MUTE)
        if tag in _BLOCKS:
            parts.append("\n")
        if tag in _CELLS:
            parts.append(" | ")
        if not mute:
            parts.append(_flat(element.tail))
    lines = (" ".join(line.split()).strip("| ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _flat(words: str | None) -> str:
    return " ".join(("." + (words or "") + ".").split())[1:-1] if words else ""
