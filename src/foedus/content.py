"""Where is the register, and what stands in it? Parsed once, kept by content hash.

The checkout's ``register/`` comes first (so an editable install never sees a
stale copy), then the one packed into the wheel. ``FOEDUS_REGISTER`` names
another folder. What was parsed is kept as JSON under the hash of the files'
bytes: beside the packed register, else in the user's cache folder.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from foedus.errors import Fault, InputError, RegisterError
from foedus.yaml12 import read_yaml

FOLDERS = (
    *("instruments", "states", "charter", "places", "lexicon", "history", "outlook"),
    "coverage",
)
COMPILER = "2"
"""Rises when `yaml12` reads the same bytes to other data."""

Tree = dict[str, Any]


def content() -> Path:
    """Return the folder of the register that is in use.

    Raises:
        InputError: ``FOEDUS_REGISTER`` names no folder.
    """
    if named := os.environ.get("FOEDUS_REGISTER"):
        folder = Path(named)
        if not folder.is_dir():
            raise InputError(
                "FOEDUS_REGISTER", f"'{named}' is not a folder.", "Name one, or unset it."
            )
        return folder
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "register").is_dir():
        return checkout / "register"
    return Path(str(resources.files("foedus") / "register"))


def tree(folder: str, *, root: Path | None = None) -> Tree:
    """Return the data of every YAML file below ``register/<folder>``, by its relative path.

    The same bytes give the same object; an edited file is noticed at the next call.

    Raises:
        RegisterError: A file is not what `yaml12` reads; all faulty files at once.
    """
    base = root or content()
    return _tree(base, folder, _folder_hash(base, folder))


def tree_as_of_now(folder: str, *, root: Path | None = None) -> Callable[[], Tree]:
    """Return what returns `tree` of the bytes that the folder holds now; nothing is read yet."""
    base = root or content()
    mark = _folder_hash(base, folder)
    return lambda: _tree(base, folder, mark)


def register_version(*, root: Path | None = None) -> str:
    """Return the register's calendar version and content hash, as ``2026.11+1a2b3c4d5e6f``."""
    base = root or content()
    mark = hashlib.sha256("".join(_folder_hash(base, f) for f in FOLDERS).encode())
    version = base / "VERSION"
    calendar = version.read_text(encoding="utf-8").strip() if version.is_file() else "unversioned"
    return f"{calendar}+{mark.hexdigest()[:12]}"


def compile_all(root: Path, target: Path) -> None:
    """Write the compiled form of every folder of ``root`` into ``target`` (at wheel build)."""
    target.mkdir(parents=True, exist_ok=True)
    for folder in FOLDERS:
        name = f"{folder}-{_folder_hash(root, folder)[:20]}.json"
        (target / name).write_text(_dump(_parse(root, folder)), encoding="utf-8")


def cache_folder() -> Path:
    """Return where compiled registers are kept for this user (``FOEDUS_CACHE`` overrides)."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only when a register is compiled

    named = os.environ.get("FOEDUS_CACHE")
    return Path(named) if named else user_cache_path("foedus", appauthor=False)


def is_marked(kind: str, seal: str) -> bool:
    """Tell whether the user's cache holds the mark ``kind`` for the bytes that ``seal`` names."""
    return (cache_folder() / f"{kind}-{seal}.ok").is_file()


def mark(kind: str, seal: str) -> None:
    """Keep the mark ``kind`` for the bytes that ``seal`` names; a read-only disk keeps none."""
    _keep(cache_folder() / f"{kind}-{seal}.ok", "")


def made_once(kind: str, seal: str, make: Callable[[], Any]) -> Any:
    """Return what ``make`` makes, as JSON gives it back; kept in the user's cache.

    Args:
        kind: What it is; part of the file's name.
        seal: A hash of everything that it is made of, the code that makes it too.
        make: Makes it, of lists, mappings, texts and numbers.
    """
    path = cache_folder() / f"{kind}-{seal[:20]}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        text = _dump(make())
        _keep(path, text)
        return json.loads(text)


@cache
def _tree(base: Path, folder: str, mark: str) -> Tree:
    name = f"{folder}-{mark[:20]}.json"
    for kept in (Path(__file__).parent / "compiled" / name, cache_folder() / name):
        try:
            return dict(json.loads(kept.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            continue
    parsed = _parse(base, folder)
    _keep(cache_folder() / name, _dump(parsed))
    return parsed


def _files(base: Path, folder: str) -> list[Path]:
    return sorted((base / folder).rglob("*.yaml"))


def _folder_hash(base: Path, folder: str) -> str:
    """Return the hash of the folder's bytes; they are read again only where a file was touched."""
    signs = tuple(sorted(_signs(str(base / folder))))
    known = _known.get((base, folder))
    if known is not None and known[0] == signs:
        return known[1]
    before = time.time_ns()
    mark = hashlib.sha256(COMPILER.encode())
    for path in _files(base, folder):
        data = path.read_bytes()
        mark.update(f"{path.relative_to(base)}\0{len(data)}\0".encode() + data)
    found = mark.hexdigest()
    # A file changed a moment ago may change once more under the same time.
    if all(max(sign[1:3]) < before - _MOMENT_NS for sign in signs):
        _known[base, folder] = signs, found
    return found


_Sign = tuple[str, int, int, int, int]
_known: dict[tuple[Path, str], tuple[tuple[_Sign, ...], str]] = {}
_MOMENT_NS = 2_000_000_000
"""Coarser than the clock of any file system in use."""


def _signs(folder: str) -> Iterator[_Sign]:
    """Yield path, times, size and inode of each YAML file below a folder."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _signs(entry.path)
        elif entry.name.endswith(".yaml"):
            now = entry.stat()
            yield entry.path, now.st_mtime_ns, now.st_ctime_ns, now.st_size, now.st_ino


def _parse(base: Path, folder: str) -> Tree:
    parsed: Tree = {}
    faults: list[Fault] = []
    for path in _files(base, folder):
        try:
            parsed[path.relative_to(base / folder).as_posix()] = read_yaml(path)[0]
        except RegisterError as error:
            faults.extend(error.faults)
    if faults:
        raise RegisterError(faults)
    return parsed


def _dump(parsed: Any) -> str:
    return json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))


def _keep(path: Path, text: str) -> None:
    # Two processes at once and read-only disks both work: a temporary file, then a rename.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
        ) as part:
            part.write(text)
        Path(part.name).replace(path)
    except OSError:
        return
