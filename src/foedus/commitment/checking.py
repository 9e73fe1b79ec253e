"""Does every file of the register say what such a file must say? All faults at once, by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.commitment.facts import is_facts_file
from foedus.commitment.meaning import across_instruments, across_places, in_any_file, in_file
from foedus.commitment.schema import LANGUAGE, schema_of
from foedus.commitment.structure import Finding, Structure, Word
from foedus.commitment.words import Known, known_words, mend_word
from foedus.content import tree
from foedus.errors import Fault, RegisterError
from foedus.yaml12 import Lines, read_yaml

FOLDER_KINDS = {"instruments": "instrument", "charter": "charter", "places": "places"}


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file to check: where it lies, of which kind it is, what it says."""

    folder: str
    name: str
    """Relative to the folder."""
    kind: str
    content: Any


def faults_of(root: Path) -> Iterator[Fault]:
    """Yield every fault of the files below ``root``, in no particular order."""
    unread: list[Fault] = []
    files = [f for folder in _FOLDERS for f in _files(root, folder, unread=unread)]
    yield from unread
    known = known_words({folder: _contents(files, folder) for folder in _FOLDERS})
    findings = {(f.folder, f.name): list(findings_of(f, known)) for f in files}
    for folder, across in _ACROSS.items():
        sound = {n: c for n, c in _contents(files, folder).items() if not findings[folder, n]}
        for name, finding in across(sound):
            findings[folder, name].append(finding)
    for (folder, name), found in findings.items():
        if found:
            yield from placed(root / folder / name, found)


_ACROSS = {"instruments": across_instruments, "places": across_places}


def contents_of(root: Path) -> dict[str, dict[str, Any]]:
    """Return folder to the contents of its files, of all folders that hold known words."""
    return {folder: dict(tree(folder, root=root)) for folder in _FOLDERS}


_FOLDERS = ("instruments", "charter", "places", "states", "lexicon")


def kind_of(folder: str, name: str) -> str | None:
    """Return the file kind of a file of the register, or None if this room does not read it."""
    if folder == "states":
        return "authority" if name.startswith("authority/") else None
    if folder == "lexicon":
        return "facts" if is_facts_file(name) else None
    return FOLDER_KINDS.get(folder)


def _files(root: Path, folder: str, *, unread: list[Fault]) -> Iterator[RegisterFile]:
    try:
        contents = tree(folder, root=root)
    except RegisterError as error:
        unread.extend(error.faults)
        contents = dict(_readable(root / folder))
    for name, content in contents.items():
        kind = kind_of(folder, name)
        if kind or folder == "states":
            yield RegisterFile(folder, name, kind or "names", content)


def _readable(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.rglob("*.yaml")):
        try:
            yield path.relative_to(folder).as_posix(), read_yaml(path)[0]
        except RegisterError:
            continue


def _contents(files: list[RegisterFile], folder: str) -> dict[str, Any]:
    return {f.name: f.content for f in files if f.folder == folder}


def findings_of(file: RegisterFile, known: Known) -> Iterator[Finding]:
    """Yield every fault of one file, by its path in the content."""
    if file.kind == "names":  # the rooms of the names check these
        return
    newer = _newer(file.content)
    if newer:
        yield newer
        return
    structure = Structure(schema_of(file.kind))
    structure.check(file.content)
    yield from structure.findings
    unknown = list(_unknown_words(structure.words, known, file.content))
    yield from unknown
    yield from in_any_file(file.kind, file.name, file.content)
    if not structure.findings and not unknown:
        yield from in_file(file.kind, file.name, file.content)


def _newer(content: Any) -> Finding | None:
    version = content.get("foedus") if isinstance(content, Mapping) else None
    if not isinstance(version, int) or version <= LANGUAGE:
        return None
    return Finding(
        ("foedus",),
        f"written in version {version} of the rule language; this Foedus reads {LANGUAGE}",
        "Upgrade Foedus: pip install --upgrade foedus.",
    )


def _unknown_words(words: list[Word], known: Known, content: Any) -> Iterator[Finding]:
    terms = content.get("terms") if isinstance(content, Mapping) else None
    own = frozenset(terms) if isinstance(terms, Mapping) else frozenset()
    for word in words:
        if not known.has(word.kind, word.text, terms=own):
            mend = mend_word(word, known, terms=own)
            yield Finding(word.path, f"unknown {word.kind} '{word.text}'", mend)


def placed(path: Path, findings: list[Finding]) -> Iterator[Fault]:
    """Yield findings as faults, each with its line in the file."""
    lines: Lines = read_yaml(path)[1]
    for finding in findings:
        line = lines.nearest(finding.path)
        yield Fault(str(path), line, f"{finding.problem}.", finding.mend)
