"""What is the article in this page? The worker that parses HTML; run as ``-m foedus.text.jail``.

Reads HTML in UTF-8 on standard input and writes one JSON object. It first
limits its own time, memory and files and closes the way to the network: what
happens in here cannot outlive, outgrow or leave the process.
"""

import json
import sys
from typing import Any

from foedus.text.oddities import unseen
from foedus.text.pages import FLAW

# A space stands last, with nothing to turn into, and so is taken out.
_STYLE = "translate(@style, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ', 'abcdefghijklmnopqrstuvwxyz')"
_UNSEEN = (
    "//body//*[self::template or @hidden"
    f" or contains({_STYLE}, 'display:none') or contains({_STYLE}, 'visibility:hidden')]"
)
_BARRED = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostby",
    "socket.send",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
)


def main(arguments: list[str]) -> int:
    """Read a page and print its article; return 0 also where there is none.

    ``arguments`` are seconds of computing and bytes of memory, as `foedus.text.pages` gives them.
    """
    _lock(cpu_s=int(arguments[0]), memory=int(arguments[1]))
    html = sys.stdin.buffer.read().decode("utf-8")
    try:
        answer = _article(html)
    except MemoryError:
        answer = {FLAW: "it needs too much memory"}
    except ImportError as error:
        answer = {FLAW: f"the HTML parser is not installed whole ({error.name or error.msg[:80]})"}
    except Exception as error:  # whatever the parser fails with, the parent reports it
        answer = {FLAW: f"the HTML parser gave up ({type(error).__name__})"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _lock(*, cpu_s: int, memory: int) -> None:
    import resource  # noqa: PLC0415 - not on every platform; the parent has looked

    # One second more to the hard limit: at the soft one comes a signal of its own.
    _lower(resource.RLIMIT_CPU, cpu_s, resource, slack=1)
    _lower(resource.RLIMIT_AS, memory, resource)
    _lower(resource.RLIMIT_FSIZE, 0, resource)
    _lower(resource.RLIMIT_CORE, 0, resource)
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _lower(kind: int, most: int, resource: Any, *, slack: int = 0) -> None:
    _, hard = resource.getrlimit(kind)
    bound = most + slack if hard == resource.RLIM_INFINITY else min(most + slack, hard)
    resource.setrlimit(kind, (min(most, bound), bound))


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    # Looking names up, connecting and starting programs; libxml2's own network is off by default.
    if event.startswith(_BARRED):
        raise PermissionError(event)


def _article(html: str) -> dict[str, Any]:
    import logging  # noqa: PLC0415 - in the worker alone

    import trafilatura  # noqa: PLC0415 - 0.3 s and hostile input: only here

    logging.disable(logging.CRITICAL)
    tree = trafilatura.load_html(
        html if _is_whole(html) else f"<html><body><div>{html}</div></body></html>"
    )
    if tree is None:
        return {FLAW: "the HTML parser could make nothing of it"}
    notes = [*_drop_hidden(tree), *unseen(tree.text_content())]
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


def _drop_hidden(tree: Any) -> list[str]:
    """Take out what a reader of the page would not see, and say so."""
    parts = [part for part in tree.xpath(_UNSEEN) if part.text_content().strip()]
    for part in parts:
        part.drop_tree()
    if not parts:
        return []
    what = "1 part" if len(parts) == 1 else f"{len(parts)} parts"
    return [f"Left out: {what} of the page that a browser does not show."]


def _is_whole(html: str) -> bool:
    # The parser takes a bare fragment, such as one paragraph, for no HTML at all.
    head = html[:20_000].lower()
    return "<html" in head or "<body" in head


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
