"""What is the article of an HTML page?"""

from typing import Any

from foedus.text.oddities import unseen
from foedus.text.parsers.unseen import drop_unseen
from foedus.text.worker import FLAW


def parsed(payload: bytes) -> dict[str, Any]:
    """Return text, title, date, sitename and notes of a page in UTF-8."""
    import trafilatura  # noqa: PLC0415 - 0.3 s; the worker reports where it is not installed

    html = payload.decode("utf-8")
    tree = trafilatura.load_html(
        html if _is_whole(html) else f"<html><body><div>{html}</div></body></html>"
    )
    if tree is None:
        return {FLAW: "the HTML parser could make nothing of it"}
    notes = [*drop_unseen(tree), *unseen(tree.text_content())]
    # The day comes from metadata only: never guessed from the running text or the clock.
    found = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "min_date": "1945-01-01",
            "max_date": "9999-12-31",
        },
    )
    if found is None:
        return {}
    told = {name: getattr(found, name, None) for name in ("text", "title", "date", "sitename")}
    return {**told, "notes": notes}


def _is_whole(html: str) -> bool:
    # The parser takes a bare fragment, such as one paragraph, for no HTML at all.
    head = html[:20_000].lower()
    return "<html" in head or "<body" in head
