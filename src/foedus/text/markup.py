"""Is it HTML or a feed, and may a parser have it? One linear pass, before any parser runs."""

import re

from foedus.errors import DocumentError

MOST_ATTRIBUTES = 256
DEEPEST = 256

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_FIRST_TAG = re.compile(
    r"\s*(?:<!doctype\s+html|<\?xml[^>]*\?>\s*<(?:!doctype\s+html|html)|<!--"
    r"|<(?:html|head|body|title|meta|link|script|style|article|main|section|div|p|h[1-6]|table"
    r"|span|header|nav)[\s/>])",
    re.IGNORECASE,
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_FIRST_FEED_TAG = re.compile(
    r"\s*+(?:<\?xml[^>]{0,300}\?>\s*+)?+(?:<!--(?:(?!-->).){0,2000}-->\s*+)?+"
    r"<(?:!DOCTYPE\s{1,9})?(?:rss|rdf:RDF|(?:[\w-]{1,20}:)?(?:feed|item|entry))[\s/>]",
    re.DOTALL,
)
_TAG = re.compile(r"<(?:!--|(/?)([A-Za-z][^\s/>]{0,80}))")
# Each step moves on and none is tried twice, so the pass stays linear.
_ATTRIBUTE = re.compile(
    r"[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++|))?|[\s/]++|="
)
# fmt: off
_VOID = frozenset([
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link",
    "meta", "param", "source", "track", "wbr",
])
_OPTIONAL = frozenset([
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option",
    "optgroup", "rt", "rp", "html", "head", "body",
])
"""Their end tags may be left out, so an open one says nothing about depth."""
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "noembed", "iframe", "noframes"])
# fmt: on
_MEND = "Give the article's text as plain text."


def is_html(text: str, *, suffix: str = "", media_type: str | None = None) -> bool:
    """Tell whether ``text`` is HTML: by its media type, else its suffix, else its first tag."""
    kind = (media_type or "").partition(";")[0].strip().lower()
    if kind in _HTML_TYPES:
        return True
    if kind == "text/plain":
        return False
    return suffix.lower() in _HTML_SUFFIXES or bool(_FIRST_TAG.match(text))


def is_feed(text: str, *, media_type: str | None = None) -> bool:
    """Tell whether ``text`` is RSS or Atom, or one item of it: by media type or first tag."""
    kind = (media_type or "").partition(";")[0].strip().lower()
    if kind in _FEED_TYPES:
        return True
    return kind not in ("text/plain", *_HTML_TYPES) and bool(_FIRST_FEED_TAG.match(text))


def check_markup(html: str, *, place: str) -> None:
    """Refuse a page that is built to choke a parser.

    Raises:
        DocumentError: More than 256 attributes on one tag, or tags nested deeper than 256.
    """
    depth = _Depth()
    at = 0
    while match := _TAG.search(html, at):
        name = (match[2] or "").lower()
        if not name:
            at = html.find("-->", match.end())
            if at < 0:
                return
            continue
        at = match.end() if match[1] else _skip_attributes(html, match.end(), place)
        if match[1]:
            depth.close(name)
        elif name in _RAW:
            at = _skip_raw(html, name, at)
        elif name not in _VOID and name not in _OPTIONAL and html[at - 1 : at + 1] != "/>":
            depth.open(name)
        if depth.deepest > DEEPEST:
            raise DocumentError(place, f"tags are nested deeper than {DEEPEST}.", _MEND)


def _skip_attributes(html: str, at: int, place: str) -> int:
    count = 0
    while match := _ATTRIBUTE.match(html, at):
        count += 1
        at = match.end()
        if count > 2 * MOST_ATTRIBUTES:
            break
    if count > MOST_ATTRIBUTES:
        raise DocumentError(place, f"one tag has more than {MOST_ATTRIBUTES} attributes.", _MEND)
    return at


def _skip_raw(html: str, name: str, at: int) -> int:
    """Return where the text of a script or the like ends; the end of the page if never."""
    close = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return close.start() if close else len(html)


class _Depth:
    """How many tags stand open; an end tag closes all that were opened inside its own."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.counts: dict[str, int] = {}
        self.deepest = 0

    def open(self, name: str) -> None:
        self.stack.append(name)
        self.counts[name] = self.counts.get(name, 0) + 1
        self.deepest = max(self.deepest, len(self.stack))

    def close(self, name: str) -> None:
        if not self.counts.get(name):
            return
        while True:
            closed = self.stack.pop()
            self.counts[closed] -= 1
            if closed == name:
                return
