"""What does the article in an HTML page say? Asks a worker that may be killed at any time."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import Any
from unicodedata import normalize

from foedus.errors import DocumentError
from foedus.text.heading import Heading
from foedus.text.markup import check_markup

FLAW = "flaw"
"""The worker's key for the reason that it has no article to give."""
_MEND = "Copy the article's text into a plain text file, then read that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost its worker."""

    cpu_s: int = 5
    memory: int = 1_000_000_000
    """Bytes of address space."""
    wall_s: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A running text and what its metadata say; None where they say nothing."""

    text: str
    heading: Heading
    notes: tuple[str, ...] = ()
    """What of the page a person should know, in whole sentences."""


def read_article(html: str, *, place: str, limits: Limits | None = None) -> Article:
    """Return the article of a page; nothing is ever fetched.

    Raises:
        DocumentError: The page is built to choke a parser, holds no article, costs more
            than ``limits``, or this platform has no resource limits.
    """
    limits = limits or Limits()
    check_markup(html, place=place)
    answer = _ask_worker(html, place=place, limits=limits)
    if flaw := answer.get(FLAW):
        raise _unread(place, flaw)
    text = (answer.get("text") or "").strip()
    if not text:
        raise DocumentError(place, "no article text was found in this page.", _MEND)
    return Article(
        text=text,
        heading=Heading(
            title=normalize("NFC", answer.get("title") or "") or None,
            dateline=_day(answer.get("date")),
            outlet=normalize("NFC", answer.get("sitename") or "") or None,
        ),
        notes=tuple(answer.get("notes", ())),
    )


def _ask_worker(html: str, *, place: str, limits: Limits) -> dict[str, Any]:
    if find_spec("resource") is None:
        raise _unread(place, "HTML needs a worker with resource limits, which this platform lacks")
    # -P: a file in the working folder must not stand in for a library.
    command = [
        sys.executable,
        "-P",
        "-m",
        "foedus.text.jail",
        str(limits.cpu_s),
        str(limits.memory),
    ]
    try:
        worker = subprocess.run(  # noqa: S603 - our own module, no shell, no words of the user
            command,
            input=html.encode("utf-8", "replace"),
            capture_output=True,
            timeout=limits.wall_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _unread(place, f"it took longer than {limits.wall_s:g} s") from None
    except OSError as error:
        raise _unread(place, f"the worker did not start ({error.strerror})") from None
    if worker.returncode:
        raise _unread(place, _death(worker.returncode, worker.stderr, limits=limits))
    try:
        return dict(json.loads(worker.stdout))
    except ValueError:
        raise _unread(place, "the worker broke off in mid-answer") from None


def _death(code: int, complaint: bytes, *, limits: Limits) -> str:
    if code == -signal.SIGXCPU:
        return f"it took more than {limits.cpu_s} s of computing"
    if code == -signal.SIGKILL:
        return "the worker was killed from outside, mostly for want of memory"
    if code < 0:
        return f"the worker was ended by signal {-code}"
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"the worker ended with code {code}{f' ({last[:120]})' if last else ''}"


def _unread(place: str, reason: str) -> DocumentError:
    return DocumentError(place, f"could not be read: {reason}.", _MEND)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
