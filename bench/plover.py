"""How well are deeds told apart by PLOVER root, and how fast are events coded?

    python bench/plover.py [PLV_train.tsv] [--folds 5] [--repeats 5] [--keep] [--pairs]

Cross-validated on PLV train (Hu and others, ACL 2024; looked for in ``../shared``):
stratified folds, near-duplicates never on both sides, dictionary and code as shipped, no
sentence of a codebook in training. The first repeat's roots are compared with the committed
ones (``plover-predictions.tsv``); ``--keep`` replaces these. ``--pairs`` also tells how often
the grammar chooses the pair that annotators marked, and how right its roots then are.
Exit codes: 0 passed, 1 the file cannot be read, 3 a gate failed.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration import machine
from foedus.statement.events import code_events
from foedus.statement.events.scheme import CLASSES
from foedus.text import Document, Sentence, Span
from train_plover.crossing import Material, crossed, material
from train_plover.pairs import pair_report
from train_plover.scores import LEVELS, by_level, by_root

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared/data/reading/plover/PLV_train.tsv"
KEPT = HERE / "plover-predictions.tsv"
GATES = {"root": (0.75, 0.82), "quad": (0.89, 0.92), "binary": (0.94, 0.965)}
SPEED = 300.0
DAY = date(2019, 6, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", nargs="?", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="commit these predictions")
    parser.add_argument("--pairs", action="store_true", help="score the choice of pairs too")
    chosen = parser.parse_args()
    try:
        given = material(chosen.rows)
    except (OSError, KeyError) as error:
        print(f"{chosen.rows}: {error}", file=sys.stderr)
        return 1
    print(machine())
    margins = [crossed(given, folds=chosen.folds, seed=s) for s in range(chosen.repeats)]
    found = [_roots(m) for m in margins]
    passed = _report(given, found)
    _by_root(given, found)
    _changes(given, found[0], keep=chosen.keep)
    passed &= _speed(given)
    if chosen.pairs:
        print(pair_report(given, found[0]))
    return 0 if passed else 3


def _roots(margins: NDArray[np.float32]) -> list[str]:
    return [CLASSES[int(best)] for best in margins.argmax(1)]


def _report(given: Material, found: Sequence[Sequence[str]]) -> bool:
    scores = [by_level(given.labels, roots) for roots in found]
    passed = True
    print(f"{len(given.rows)} marked sentences, {len(set(given.groups))} groups; macro-F1")
    for level in LEVELS:
        values = [score[level] for score in scores]
        mean, (gate, goal) = float(np.mean(values)), GATES[level]
        passed &= mean >= gate
        verdict = "goal reached" if mean >= goal else "gate passed" if mean >= gate else "FAILED"
        spread = f"{min(values):.3f}-{max(values):.3f}"
        print(f"  {level:7}{mean:.3f}  ({spread})  gate {gate}, goal {goal}: {verdict}")
    return passed


def _by_root(given: Material, found: Sequence[Sequence[str]]) -> None:
    tables = [by_root(given.labels, roots) for roots in found]
    parts = [f"{root} {np.mean([t[root] for t in tables]):.2f}" for root in tables[0]]
    print("  F1 by root: " + ", ".join(parts))


def _changes(given: Material, found: Sequence[str], *, keep: bool) -> None:
    """Print the rows gained and lost against the committed predictions of the first repeat."""
    before = dict(
        line.split("\t") for line in (KEPT.read_text("utf-8").splitlines() if KEPT.exists() else ())
    )
    rows = list(zip(given.rows, given.labels, found, strict=True))
    gained = [r.id for r, gold, now in rows if before.get(r.id) not in (gold, None) and now == gold]
    lost = [r.id for r, gold, now in rows if before.get(r.id) == gold and now != gold]
    print(f"  against the committed predictions: {len(gained)} gained, {len(lost)} lost")
    for name, ids in (("gained", gained), ("lost", lost)):
        if ids:
            print(f"    {name}: {' '.join(ids)}")
    if keep:
        lines = "".join(f"{r.id}\t{now}\n" for r, _, now in rows)
        KEPT.write_text(lines, encoding="utf-8")


def _speed(given: Material) -> bool:
    document = _joined([row.text for row in given.rows])
    code_events(_joined(["Norway thanked Peru."]), DAY)  # tables and weights are read once
    fastest = 0.0
    for _ in range(5):
        start = time.process_time()
        events = code_events(document, DAY)
        fastest = max(fastest, len(given.rows) / (time.process_time() - start))
    verdict = "gate passed" if fastest >= SPEED else "FAILED"
    print(f"  {fastest:.0f} sentences/s of CPU, {len(events)} events; gate {SPEED:.0f}: {verdict}")
    return fastest >= SPEED


def _joined(texts: Sequence[str]) -> Document:
    sentences, at = [], 0
    for number, text in enumerate(texts):
        sentences.append(Sentence(span=Span(at, at + len(text)), paragraph=number))
        at += len(text) + 1
    return Document(text="\n".join(texts), sentences=tuple(sentences))


if __name__ == "__main__":
    sys.exit(main())
