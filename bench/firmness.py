"""How near does the grammar of firmness come to what readers of the news said?

    python bench/firmness.py [FOLDER] [--keep NEW.json] [--before OLD.json] [--worst N]

The folder holds the splits of Jiang and de Marneffe 2021 (UW, CB, MV2, RP; ``train.jsonl``
and ``dev.jsonl`` each), looked for in ``../shared/data/reading/commitment``. The gate is on
UW; the other sets, with scales and frames of their own, are information. Beside each error
stands that of the best constant, the median of the set's training labels.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from calibration import machine
from foedus.statement.firmness import Firmness, firmness
from foedus.statement.syntax import Tree, parse

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/reading/commitment"
SETS = ("UW", "CB", "MV2", "RP")
GATE, GOAL = 0.56, 0.50
STOPS = frozenset({".", "?", "!"})
MOVED = 0.5
"""A row is gained or lost when its error changed by this much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event in one sentence and the mean of what its readers said, from -3 to 3."""

    words: tuple[str, ...]
    span: tuple[int, int]
    label: float
    block: int
    """Forty lines of the file are one block: passages that are near each other."""


def read_rows(folder: Path, name: str, part: str) -> list[Row]:
    """Return the rows of one split; of several sentences only that of the event."""
    lines = (folder / name / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines):
        raw = json.loads(line)
        for target in raw["targets"]:
            words, span = _sentence(raw["text"].split(" "), *target["span1"])
            row = Row(words=words, span=span, label=target["label"], block=number // 40)
            found.append(row)
    return found


def _sentence(words: list[str], start: int, end: int) -> tuple[tuple[str, ...], tuple[int, int]]:
    first = max((at + 1 for at in range(start) if words[at] in STOPS), default=0)
    last = min((at + 1 for at in range(end - 1, len(words)) if words[at] in STOPS), default=0)
    kept = tuple(word.strip() or "_" for word in words[first : last or len(words)])
    return kept, (start - first, min(end - first, len(kept)))


def event_of(row: Row, tree: Tree) -> int:
    """Return the word of the row's span that hangs on a word outside of it."""
    start, end = row.span
    tops = [at for at in range(start, end) if not start <= tree.heads[at] - 1 < end]
    verbs = [at for at in tops if tree.upos[at] in ("VERB", "AUX", "ADJ", "NOUN")]
    return (verbs or tops or [start])[0]


def read(rows: Sequence[Row]) -> list[Firmness]:
    """Return the firmness of each row's event."""
    trees = parse([row.words for row in rows])
    pairs = zip(rows, trees, strict=True)
    return [firmness(row.words, event_of(row, tree), tree=tree) for row, tree in pairs]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--keep", type=Path, help="write the values here")
    parser.add_argument("--before", type=Path, help="values that an earlier run kept")
    parser.add_argument("--worst", type=int, default=0, help="print so many rows of UW")
    chosen = parser.parse_args()
    if not chosen.folder.is_dir():
        print(f"{chosen.folder}: no such folder. Name the one with UW, CB, MV2 and RP.")
        return 1
    print(machine())
    errors, kept = {}, {}
    for name in SETS:
        rows = read_rows(chosen.folder, name, "dev")
        found = read(rows)
        kept[name] = [f.value for f in found]
        usual = median(r.label for r in read_rows(chosen.folder, name, "train"))
        errors[name] = _print_score(name, rows, found, usual=usual)
        if name == "UW":
            _print_worst(rows, found, chosen.worst)
            if chosen.before:
                _print_moved(rows, found, json.loads(chosen.before.read_text())[name])
    if chosen.keep:
        chosen.keep.write_text(json.dumps(kept))
    passed = errors["UW"] <= GATE
    verdict = "goal met" if errors["UW"] <= GOAL else "gate passed" if passed else "GATE FAILED"
    print(f"UW: {errors['UW']:.3f}, gate {GATE}, goal {GOAL}: {verdict}")
    return 0 if passed else 3


def _print_score(
    name: str, rows: Sequence[Row], found: Sequence[Firmness], *, usual: float
) -> float:
    values, labels = np.array([f.value for f in found]), np.array([r.label for r in rows])
    inside = np.mean([f.low <= r.label <= f.high for f, r in zip(found, rows, strict=True)])
    error = float(np.abs(values - labels).mean())
    likeness = np.corrcoef(values, labels)[0, 1]
    print(
        f"{name:<4}{len(rows):5d} events  MAE {error:.3f}  r {likeness:.3f}"
        f"  constant {usual:.1f}: {np.abs(usual - labels).mean():.3f}"
        f"  in the interval {100 * inside:.0f} %"
    )
    return error


def _print_worst(rows: Sequence[Row], found: Sequence[Firmness], many: int) -> None:
    order = sorted(range(len(rows)), key=lambda at: -abs(found[at].value - rows[at].label))
    for at in order[:many]:
        print(_line(rows[at], found[at]))


def _print_moved(rows: Sequence[Row], found: Sequence[Firmness], before: Sequence[float]) -> None:
    gains = [
        abs(old - r.label) - abs(f.value - r.label)
        for r, f, old in zip(rows, found, before, strict=True)
    ]
    for title, sign in (("gained", 1), ("lost", -1)):
        moved = [at for at, gain in enumerate(gains) if sign * gain >= MOVED]
        print(f"{title}: {len(moved)} rows by {MOVED} or more")
        for at in moved:
            print(f"  {before[at]:5.2f} ->{_line(rows[at], found[at])}")


def _line(row: Row, found: Firmness) -> str:
    start, end = row.span
    near = " ".join(row.words[max(0, start - 8) : end + 4])
    rules = "; ".join(f"{step.rules[-1]} {step.value:.1f}" for step in found.steps)
    return f"{found.value:6.2f} for {row.label:5.2f}  {row.words[start]}: {near}  [{rules}]"


if __name__ == "__main__":
    sys.exit(main())
