"""What do PolNeAR's annotators say of who speaks, in which words, about what?

Reads brat stand-off files (``text/NAME.txt`` beside ``attributions/NAME_CODE.ann``) and
CofeNet's tagged paragraphs (one JSON object a line: ``tokens``, ``labels``, ``id``).
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from foedus.statement.quoting.labels import ROLES
from foedus.statement.quoting.words import cut

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reading" / "attribution"

HELD_OUT = 21
"""Every so many training articles one is kept out, to choose by."""
_SPAN = re.compile(r"(T\d+)\t[\w-]+ ([\d ;]+)")
_EVENT = re.compile(r"E\d+\t(.+)")

Stretch = tuple[int, int]
"""Half-open range of characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One annotated attribution: the stretches of each role, in order (any may be empty)."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]

    def of(self, role: str) -> tuple[Stretch, ...]:
        """Return the stretches of one role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]

    def parts(self, role: str, text: str) -> list[Stretch]:
        """Return the spans of a role: parts joined over blanks, parted at ends of paragraphs."""
        return [p for s in _merged(self.of(role), text) for p in _lines(s, text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text and the attributions of its first annotator."""

    name: str
    text: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One document of CofeNet's file: paragraphs of words with one flat label each."""

    name: str
    words: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]


def articles(split: str, root: Path = SHARED) -> list[Article]:
    """Return the articles of ``train`` or ``dev``, in the order of their names."""
    marked: dict[str, Path] = {}
    for path in sorted((root / split / "attributions").glob("*.ann"), reverse=True):
        marked[path.stem.rsplit("_", 1)[0]] = path
    found = []
    for path in sorted((root / split / "text").glob("*.txt")):
        acts = _acts(marked[path.stem].read_text("utf-8"))
        text = path.read_bytes().decode("utf-8")
        found.append(Article(name=path.stem, text=text, acts=acts))
    return found


def lines_of(text: str) -> list[list[Stretch]]:
    """Return the words of each line that has any, as ranges of the whole text."""
    found, offset = [], 0
    for line in text.split("\n"):
        found.append(cut(line, offset))
        offset += len(line) + 1
    return [line for line in found if line]


def tagged(root: Path = SHARED) -> list[Tagged]:
    """Return CofeNet's validation file, its paragraphs gathered by document."""
    lines = (root / "polnear_tagged_valid.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        Tagged(
            name=name,
            words=tuple(tuple(row["tokens"]) for row in group),
            labels=tuple(tuple(row["labels"]) for row in group),
        )
        for name, group in ((n, list(g)) for n, g in groupby(rows, key=lambda row: row["id"]))
    ]


def _acts(lines: str) -> tuple[Act, ...]:
    spans: dict[str, tuple[Stretch, ...]] = {}
    events: list[list[str]] = []
    for line in lines.splitlines():
        if match := _SPAN.match(line):  # the words quoted after it may go on over lines
            spans[match[1]] = tuple(_stretch(r) for r in match[2].split(";"))
        elif match := _EVENT.match(line):
            events.append(match[1].split())
    return tuple(sorted((_act(e, spans) for e in events), key=_first))


def _stretch(words: str) -> Stretch:
    start, end = words.split()
    return int(start), int(end)


def _act(event: list[str], spans: dict[str, tuple[Stretch, ...]]) -> Act:
    parts: dict[str, list[Stretch]] = {role: [] for role in ROLES}
    for argument in event:
        role, target = argument.split(":")
        role = role.rstrip("0123456789").lower()
        if role in parts:
            parts[role] += spans[target]
    return Act(**{role: tuple(sorted(found)) for role, found in parts.items()})


def _first(act: Act) -> tuple[Stretch, ...]:
    return (act.cue or act.content or act.source)[:1]


def painted(article: Article, words: Sequence[Stretch]) -> list[str]:
    """Return one label a word, as CofeNet does: each part of a broken span is a span of its own.

    Longer stretches are painted first, so that a shorter one inside them is seen.
    """
    labels = ["O"] * len(words)
    starts, ends = [a for a, _ in words], [b for _, b in words]
    for role, (start, end) in sorted(gold(article), key=lambda g: g[1][0] - g[1][1]):
        for n, i in enumerate(range(bisect_right(ends, start), bisect_left(starts, end))):
            labels[i] = ("I-" if n else "B-") + role
    for i in range(1, len(labels)):
        if labels[i][0] == "I" and labels[i - 1][2:] != labels[i][2:]:
            labels[i] = "B-" + labels[i][2:]  # a span that goes on after one painted over it
    return labels


def gold(article: Article) -> set[tuple[str, Stretch]]:
    """Return the spans to find, with their roles."""
    return {(r, p) for act in article.acts for r in ROLES for p in act.parts(r, article.text)}


def _merged(stretches: tuple[Stretch, ...], text: str) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in stretches:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _lines(stretch: Stretch, text: str) -> list[Stretch]:
    words = re.compile(r"\S(?:[^\n]*\S)?")
    return [m.span() for m in words.finditer(text, *stretch)]
