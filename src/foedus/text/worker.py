"""How is a hostile file taken apart without harm? By a worker that may be killed at any time."""

import json
import re
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

FLAW = "flaw"
"""The worker's key for the reason that it has no text to give."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1b\ud800-\udfff]")
"""Control characters and halves of pairs: what a broken font or entity leaves behind."""
MEND = "Copy the article's text into a plain text file, then read that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost its worker."""

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
    """What of the file a person should know, in whole sentences."""


def ask_worker(
    kind: str, payload: bytes, *, place: str, limits: Limits | None, absent: str
) -> Article:
    """Return what the worker finds in ``payload``; nothing is ever fetched.

    Args:
        kind: html | pdf | feed: which parser of `foedus.text.parsers`.
        payload: The file; HTML and feeds in UTF-8.
        place: What to call it in messages.
        limits: What it may cost; None for the usual.
        absent: The problem to name where no text is found.

    Raises:
        DocumentError: There is no text in it, the parser gave up or cost more than
            ``limits``, or this platform has no resource limits.
    """
    answer = _answer(kind, payload, place=place, limits=limits or Limits())
    if flaw := answer.get(FLAW):
        raise unread(place, flaw, answer.get("mend") or MEND)
    text = _UNREADABLE.sub("\ufffd", answer.get("text") or "").strip()
    if not text:
        raise DocumentError(place, absent, MEND)
    return Article(
        text=text,
        heading=Heading(
            title=_line(answer.get("title")),
            dateline=_day(answer.get("date")),
            outlet=_line(answer.get("sitename")),
        ),
        notes=tuple(answer.get("notes", ())),
    )


def unread(place: str, reason: str, mend: str = MEND) -> DocumentError:
    """Return the error of a file that could not be read for this reason."""
    return DocumentError(place, f"could not be read: {reason}.", mend)


def _answer(kind: str, payload: bytes, *, place: str, limits: Limits) -> dict[str, Any]:
    if find_spec("resource") is None:
        what = {"html": "HTML", "pdf": "a PDF", "feed": "a feed"}[kind]
        reason = f"{what} needs a worker with resource limits, which this platform lacks"
        raise unread(place, reason)
    # -P: a file in the working folder must not stand in for a library.
    command = [sys.executable, "-P", "-m", "foedus.text.jail", kind]
    command += [str(limits.cpu_s), str(limits.memory)]
    try:
        worker = subprocess.run(  # noqa: S603 - our own module, no shell, no words of the user
            command, input=payload, capture_output=True, timeout=limits.wall_s, check=False
        )
    except subprocess.TimeoutExpired:
        raise unread(place, f"it took longer than {limits.wall_s:g} s") from None
    except OSError as error:
        raise unread(place, f"the worker did not start ({error.strerror})") from None
    if worker.returncode:
        raise unread(place, _death(worker.returncode, worker.stderr, limits=limits))
    try:
        return dict(json.loads(worker.stdout))
    except ValueError:
        raise unread(place, "the worker broke off in mid-answer") from None


def _death(code: int, complaint: bytes, *, limits: Limits) -> str:
    if code == -signal.SIGXCPU:
        return f"it took more than {limits.cpu_s} s of computing"
    if code == -signal.SIGKILL:
        return "the worker was killed from outside, mostly for want of memory"
    if code < 0:
        return f"the worker was ended by signal {-code}"
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"the worker ended with code {code}{f' ({last[:120]})' if last else ''}"


def _line(words: str | None) -> str | None:
    return normalize("NFC", " ".join(_UNREADABLE.sub("\ufffd", words or "").split())) or None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
