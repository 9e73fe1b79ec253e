"""Which parts of a page does a browser not show?

What no reader of the page sees is nobody's statement: it is left out, and said so.
Styles are read from ``style`` attributes and from plain class and id rules of ``style``
elements. Not modelled: rules with other selectors, scripts, and colours of a background.
"""

import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[A-Za-z*]{0,20}+([.#])([\w-]{1,80})")
_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|%|vh|vw|ch)?")
_FAR = re.compile(r"-\d{3,}(?:\.\d*)?(?:px|pt|em|rem|%)?")
_WHITE = re.compile(
    r"#f{3,4}|#f{6}(?:f\w)?|white|transparent|rgba?\(255,255,255(?:,[\d.]+)?\)"
    r"|rgba\(\d+,\d+,\d+,0(?:\.0*)?\)"
)
_IMPORTANT = "!important"
_MOST_STYLE = 200_000


def drop_unseen(tree: Any) -> list[str]:
    """Take what a reader of the page would not see out of the lxml ``tree``, and say so."""
    selectors = set(_unseen_selectors(tree))
    parts = [
        p for p in tree.iter() if _is_unseen(p, selectors) and (p.text_content() or "").strip()
    ]
    for part in parts:
        if part.getparent() is not None:
            part.drop_tree()
    if not parts:
        return []
    what = "1 part" if len(parts) == 1 else f"{len(parts)} parts"
    return [f"Left out: {what} of the page that a browser does not show."]


def _has_words(part: Any) -> bool:
    return bool((part.text_content() or "").strip())


def _is_unseen(part: Any, selectors: set[tuple[str, str]]) -> bool:
    if not isinstance(part.tag, str) or part.tag in ("html", "head", "body", "style", "script"):
        return False
    if part.tag == "template" or part.get("hidden") is not None:
        return True
    if _hides(part.get("style") or ""):
        return True
    named = {(".", name) for name in (part.get("class") or "").split()}
    named.add(("#", part.get("id") or ""))
    return not selectors.isdisjoint(named)


def _unseen_selectors(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the classes and ids that a plain rule of a style element hides."""
    for sheet in tree.iter("style"):
        for rule in _without_comments((sheet.text or "")[:_MOST_STYLE]).split("}"):
            selectors, _, declarations = rule.rpartition("{")
            if _hides(declarations):
                # What stands before an inner brace is a condition ("@media print").
                for one in selectors.rpartition("{")[2].split(","):
                    if plain := _PLAIN.fullmatch(one.strip()):
                        yield plain[1], plain[2]


def _without_comments(style: str) -> str:
    first, *rest = style.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in rest)])


def _hides(style: str) -> bool:
    """Tell whether declarations such as ``display: none`` take the words off the page.

    >>> _hides("color:red; DISPLAY : none"), _hides("color: white; background: navy")
    (True, False)
    """
    told = dict(_declarations(style))
    if told.get("display") == "none" or told.get("visibility") in ("hidden", "collapse"):
        return True
    if _NOTHING.fullmatch(told.get("opacity", "1")) or _NOTHING.fullmatch(
        told.get("font-size", "1")
    ):
        return True
    if any(_FAR.fullmatch(told.get(key, "")) for key in ("left", "top", "text-indent", "right")):
        return True
    if told.get("overflow") == "hidden" and any(
        _NOTHING.fullmatch(told.get(key, "")) for key in ("height", "width", "max-height")
    ):
        return True
    backed = any(key.startswith("background") for key in told)
    return not backed and bool(_WHITE.fullmatch(told.get("color", "")))


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.lower().split(";"):
        key, colon, value = part.partition(":")
        if colon:
            yield key.strip(), "".join(value.split()).removesuffix(_IMPORTANT)
