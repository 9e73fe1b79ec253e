"""How often does a sentence begin and end where a reader would say?  Sentence F1 on treebanks.

Run:  python bench/sentences.py [FOLDER]

FOLDER holds the treebanks (default: shared/data/treebanks beside the checkout).
A sentence counts where both its ends are right. Each treebank is joined in two
ways: sentences by spaces alone, which hides every heading and signature, and
by the newlines that its paragraphs had, as a text reaches the reader. Below each
stands the ceiling: a reader of marks who never errs, but cannot see an end that
has neither mark nor newline. The last figure leaves out the documents in which
some sentence lacks a closing mark; there the goal is 97.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from foedus.text.sentences import split_sentences

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "treebanks"
GOAL = 97.0
CLOSED = re.compile(r"[.!?…][\"'”’)\]]*(?: ?\[\d+\])*$")
Pair = tuple[int, int]


class Gold(NamedTuple):
    """One sentence of a treebank and whether a paragraph begins with it."""

    text: str
    opens: bool


class Score(NamedTuple):
    """Counts of sentences: right, found, in the treebank."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return 200 * self.right / (self.found + self.gold)

    def __str__(self) -> str:
        precision, recall = 100 * self.right / self.found, 100 * self.right / self.gold
        return f"F1 {self.f1:5.2f}  precision {precision:5.2f}  recall {recall:5.2f}  n={self.gold}"


def documents(path: Path) -> Iterator[list[Gold]]:
    document: list[Gold] = []
    opens = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if document:
                    yield document
                document = []
            elif line.startswith("# newpar"):
                opens = True
            elif line.startswith("# text = "):
                document.append(Gold(line[9:].strip(), opens))
                opens = False
    if document:
        yield document


def join(document: list[Gold], *, newlines: bool) -> tuple[str, set[Pair]]:
    text, spans = "", set()
    for gold in document:
        if text:
            text += "\n" if newlines and gold.opens else " "
        spans.add((len(text), len(text) + len(gold.text)))
        text += gold.text
    return text, spans


def score(treebank: list[list[Gold]], *, newlines: bool) -> Score:
    right = found = total = 0
    for document in treebank:
        text, gold = join(document, newlines=newlines)
        own = {(s.span.start, s.span.end) for s in split_sentences(text)}
        right, found, total = right + len(own & gold), found + len(own), total + len(gold)
    return Score(right, found, total)


def ceiling(treebank: list[list[Gold]], *, newlines: bool) -> Score:
    right = found = total = 0
    for document in treebank:
        text, gold = join(document, newlines=newlines)
        seen, begin = set(), 0
        for start, end in sorted(gold):
            if CLOSED.search(text[start:end]) or text[end : end + 1] in ("\n", ""):
                seen.add((begin, end))
                begin = end + 1
        right, found, total = right + len(seen & gold), found + len(seen), total + len(gold)
    return Score(right, found, total)


def closed(treebank: list[list[Gold]]) -> list[list[Gold]]:
    return [d for d in treebank if all(CLOSED.search(g.text) for g in d)]


def main(folder: Path) -> None:
    failed = []
    for path in sorted(folder.glob("*_dev.conllu.gz")):
        treebank = list(documents(path))
        print(path.name.removesuffix(".conllu.gz"))
        for label, newlines in (("joined by spaces", False), ("paragraphs kept", True)):
            print(f"  {label:22} {score(treebank, newlines=newlines)}")
            print(f"  {'  ceiling of marks':22} {ceiling(treebank, newlines=newlines)}")
        last = score(closed(treebank), newlines=False)
        print(f"  {'all closed, by spaces':22} {last}")
        if last.f1 < GOAL:
            failed.append(path.name)
    if failed:
        sys.exit(f"Below the goal of {GOAL} where all is closed: {', '.join(failed)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
