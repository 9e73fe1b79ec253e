"""What does the one item of an RSS or Atom feed say: title, day, outlet, body?

Names are met without their namespaces, since items are passed on without the
declarations of the feed that they come from.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from foedus.text.oddities import unseen
from foedus.text.parsers.blocks import block_text
from foedus.text.parsers.unseen import drop_unseen
from foedus.text.worker import FLAW

_ITEMS = ("item", "entry")
_BODIES = ("encoded", "content", "description", "summary")
_DAYS = ("pubDate", "published", "issued", "date", "updated", "modified")
_OUTLETS = ("source", "publisher")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?>")


def parsed(payload: bytes) -> dict[str, Any]:
    """Return text, title, date, sitename and notes of the one item of a feed in UTF-8."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, recover=True, huge_tree=False
    )
    root = etree.fromstring(payload, parser)
    items = [e for e in root.iter() if _name(e) in _ITEMS] if root is not None else []
    if len(items) != 1:
        return {FLAW: f"this feed has {len(items) or 'no'} items", "mend": _MEND}
    item = items[0]
    body, notes = _body(item)
    return {
        "title": _words(_first(item, ("title",))),
        "date": _day(_words(_first(item, _DAYS))),
        "sitename": _outlet(item, root),
        "text": body,
        "notes": notes,
    }


_MEND = "Give one item by itself, an <item> of RSS or an <entry> of Atom."


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _first(item: Any, names: tuple[str, ...]) -> Any:
    """Return the first child by the order of ``names`` that holds anything, or None."""
    for name in names:
        for child in item:
            if _name(child) == name and (len(child) or (child.text or "").strip()):
                return child
    return None


def _words(element: Any) -> str:
    return "" if element is None else _TAG.sub("", unescape("".join(element.itertext()))).strip()


def _body(item: Any) -> tuple[str, list[str]]:
    """Return the item's fullest body as plain text, and what of it was left out."""
    from lxml import etree, html  # noqa: PLC0415

    bodies = [c for c in item if _name(c) in _BODIES]
    if not bodies:
        return "", []
    element = max(bodies, key=lambda c: (len("".join(c.itertext())), -_BODIES.index(_name(c))))
    inner = "".join(etree.tostring(c, encoding="unicode") for c in element)
    markup = f"{element.text or ''}{inner}" if len(element) else element.text or ""
    if "<" not in markup:
        return unescape(markup), []
    tree = html.document_fromstring(f"<html><body><div>{markup}</div></body></html>")
    notes = [*drop_unseen(tree), *unseen(tree.text_content())]
    return block_text(tree), notes


def _outlet(item: Any, root: Any) -> str:
    for element in (_first(item, _OUTLETS), _first(root, ("publisher",))):
        if element is not None:
            title = _first(element, ("title",))
            return _words(element if title is None else title)
    return next((t for t in _titles_around(item) if t), "")


def _titles_around(item: Any) -> Iterator[str]:
    """Yield the titles of the channel or feed that the item stands in."""
    for parent in item.iterancestors():
        yield _words(_first(parent, ("title",)))
    for channel in item.getroottree().getroot():
        if _name(channel) == "channel":  # RSS 1.0: the items stand beside it
            yield _words(_first(channel, ("title",)))


def _day(told: str) -> str | None:
    """Return an RFC 822 or ISO day as ISO, on the clock of whoever published it."""
    try:
        return datetime.fromisoformat(told.replace("Z", "+00:00")).date().isoformat()
    except ValueError:
        pass
    for written in (told, f"{told} 00:00:00"):
        try:
            return parsedate_to_datetime(written).date().isoformat()
        except (ValueError, TypeError, IndexError):
            continue
    return None
