"""What does the article in an HTML page say, or the item of a feed, or a PDF?"""

from foedus.text.markup import check_markup
from foedus.text.worker import Article, Limits, ask_worker

__all__ = ["Article", "Limits", "read_article", "read_item", "read_pdf"]


def read_article(html: str, *, place: str, limits: Limits | None = None) -> Article:
    """Return the article of a page; nothing is ever fetched.

    Raises:
        DocumentError: The page is built to choke a parser, holds no article, costs more
            than ``limits``, or this platform has no resource limits.
    """
    check_markup(html, place=place)
    absent = "no article text was found in this page."
    payload = html.encode("utf-8", "replace")
    return ask_worker("html", payload, place=place, limits=limits, absent=absent)


def read_item(xml: str, *, place: str, limits: Limits | None = None) -> Article:
    """Return the one item of an RSS or Atom feed: its body, title, day and outlet.

    Raises:
        DocumentError: The feed has no item, or several, or its item has no words; it is
            built to choke a parser, costs more than ``limits``, or the platform has none.
    """
    check_markup(xml, place=place)
    absent = "the item of this feed has no text."
    payload = xml.encode("utf-8", "replace")
    return ask_worker("feed", payload, place=place, limits=limits, absent=absent)


def read_pdf(raw: bytes, *, place: str, limits: Limits | None = None) -> Article:
    """Return the text of a PDF, page after page; pictures of words are not read.

    Raises:
        DocumentError: It is locked, broken, holds no text, costs more than ``limits``,
            or this platform has no resource limits.
    """
    absent = "no text was found in this PDF; its pages may be pictures."
    return ask_worker("pdf", raw, place=place, limits=limits, absent=absent)
