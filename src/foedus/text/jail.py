"""Which text is in this file? The worker that parses it; run as ``-m foedus.text.jail``.

Reads a page, a feed or a PDF on standard input and writes one JSON object. It first
limits its own time, memory and files and closes the way to the network: what
happens in here cannot outlive, outgrow or leave the process.
"""

import json
import sys
from importlib import import_module
from typing import Any

from foedus.text.worker import FLAW

_PARSERS = {"html": "the HTML parser", "feed": "the feed parser", "pdf": "the PDF parser"}
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
    """Read a file and print its text; return 0 also where there is none.

    ``arguments`` are html, feed or pdf, seconds of computing and bytes of memory, as
    `foedus.text.worker` gives them.
    """
    kind = arguments[0]
    _lock(cpu_s=int(arguments[1]), memory=int(arguments[2]))
    payload = sys.stdin.buffer.read()
    name = _PARSERS[kind]
    try:
        answer = _parsed(kind, payload)
    except MemoryError:
        answer = {FLAW: "it needs too much memory"}
    except ImportError as error:
        answer = {FLAW: f"{name} is not installed whole ({error.name or error.msg[:80]})"}
    except Exception as error:  # whatever the parser fails with, the parent reports it
        answer = {FLAW: f"{name} gave up ({type(error).__name__})"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _parsed(kind: str, payload: bytes) -> dict[str, Any]:
    import logging  # noqa: PLC0415 - in the worker alone

    logging.disable(logging.CRITICAL)
    # 0.1 to 0.3 s and hostile input: only here.
    return dict(import_module(f"foedus.text.parsers.{kind}").parsed(payload))


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
