"""Which bytes are meant, and may they be read at all?"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from foedus.errors import DocumentError

MOST_BYTES = 10_000_000
STDIN = "-"

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", "Save it as plain text (.txt), then read that."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first, then read what is in it."),
    (b"BZh", "a bzip2 archive", "Unpack it first, then read what is in it."),
    (b"\xfd7zXZ\0", "an xz archive", "Unpack it first, then read what is in it."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first, then read what is in it."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it first, then read what is in it."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it first, then read what is in it."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file",
        "Save it as plain text (.txt), then read that.",
    ),
    (b"\x89PNG\r\n\x1a\n", "a picture", "Foedus reads text; give the text that is in it."),
    (b"\xff\xd8\xff", "a picture", "Foedus reads text; give the text that is in it."),
    (b"GIF8", "a picture", "Foedus reads text; give the text that is in it."),
)
_OFFICE = (
    b"[Content_Types].xml",
    b"word/",
    b"xl/",
    b"ppt/",
    b"vnd.oasis.opendocument",
    b"epub+zip",
)


def load_bytes(source: str | Path | bytes, *, place: str) -> bytes:
    """Return the bytes of a file, of standard input ("-"), or ``source`` itself.

    At most 10 MB (10,000,000 bytes) and one byte more are ever read.

    Raises:
        DocumentError: No such file, a folder, not readable, larger than 10 MB, empty,
            or of a kind that holds no plain text (archive, Office, picture).
    """
    if isinstance(source, bytes):
        raw = source
    elif str(source) == STDIN:
        raw = _bounded(lambda: sys.stdin.buffer, place)
    else:
        raw = _load_file(Path(source), place)
    if len(raw) > MOST_BYTES:
        raise _too_large(place)
    _refuse_kinds(raw, place)
    return raw


def _load_file(path: Path, place: str) -> bytes:
    try:
        if path.is_dir():
            raise DocumentError(place, "this is a folder.", "Name one file in it.")
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(place)
    except (FileNotFoundError, NotADirectoryError):
        raise _no_file(place) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(
            place[:200], f"no file can have this name: {reason}.", _NO_FILE_MEND
        ) from None
    return _bounded(lambda: path.open("rb"), place)


def _bounded(opener: Callable[[], BinaryIO], place: str) -> bytes:
    try:
        with opener() as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            place, f"could not be read: {reason}.", "Check that you may read the file."
        ) from None


_NO_FILE_MEND = (
    "Check the path; to read words rather than a file, give them on standard input ('-')."
)


def _no_file(place: str) -> DocumentError:
    return DocumentError(place, "there is no such file.", _NO_FILE_MEND)


def _too_large(place: str) -> DocumentError:
    return DocumentError(place, "larger than 10 MB.", "Split it, or keep only the article.")


def _refuse_kinds(raw: bytes, place: str) -> None:
    for magic, kind, mend in _KINDS:
        if raw.startswith(magic):
            raise DocumentError(place, f"this is {kind}.", mend)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if any(sign in raw[:4096] for sign in _OFFICE):
            raise DocumentError(
                place,
                "this is a Word, Excel, PowerPoint, OpenDocument or EPUB file.",
                "Save it as plain text (.txt), then read that.",
            )
        raise DocumentError(
            place, "this is a zip archive.", "Unpack it first, then read what is in it."
        )
