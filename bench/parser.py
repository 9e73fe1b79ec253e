"""How well and how fast does the parser parse, on text it has not learned from?

    python bench/parser.py [--weights FILE.npz]

Scores gold words of the development parts of two treebanks (../shared/data/treebanks), marks
included, labels with their subtypes; words cut by our own rules; then CPU time of one process
with one thread, of reading the weights, and the peak of memory; where onnxruntime and onnx are
installed, its speed too, and whether all trees are the same. Exit codes: 0 all gates passed, 3
one failed.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: a process, a thread
os.environ.setdefault("OMP_NUM_THREADS", "1")

from calibration import best_cpu, calibrate, machine
from foedus.statement.syntax.compiled import ONNXRUNTIME, WAYS, backend, compiled
from foedus.statement.syntax.cutting import cut_words
from foedus.statement.syntax.parsing import Reading, read
from foedus.statement.syntax.weights import Weights, faster, read_weights, weights
from train.treebank import Sentence, read_treebank

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "treebanks"
SETS = (("EWT", "en_ewt_dev", 88.0, 90.0), ("GUM", "en_gum_free_dev", 87.5, 90.0))
SPEED_WORDS = 8000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path)
    chosen = parser.parse_args()
    using = read_weights(chosen.weights, sha256=None) if chosen.weights else weights()
    print(machine())
    passed = []
    parsed: list[tuple[Sequence[Sentence], Sequence[Reading]]] = []
    for name, file, gate, goal in SETS:
        sentences = read_treebank(SHARED / f"{file}.conllu.gz")
        readings = read([s.words for s in sentences], using=using)
        parsed.append((sentences, readings))
        figures = scores(sentences, readings)
        print(name, ", ".join(f"{label} {value:.2f}" for label, value in figures.items()))
        passed.append(_report(f"{name} LAS", figures["LAS"], gate=gate, goal=goal))
        print(f"{name} words cut by our rules, F1 {100 * word_f1(sentences):.2f}")
    passed.append(_same_alone(sentences[:200], readings, using))
    passed.append(_speed(sentences, using))
    passed += _cold(chosen.weights)
    if chosen.weights is None and backend() == ONNXRUNTIME:
        passed.append(_same_faster(parsed))
        _faster_speed(sentences)
    return 0 if all(passed) else 3


def scores(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> dict[str, float]:
    """Return figures in per cent of all words; "LAS universal" leaves subtypes out."""
    rows = [
        (head == h, deprel == d, deprel.split(":")[0] == d.split(":")[0], upos == u, xpos == x)
        for s, r in zip(sentences, readings, strict=True)
        for head, h, deprel, d, upos, u, xpos, x in zip(
            *(s.heads, r.tree.heads, s.deprels, r.tree.deprels),
            *(s.upos, r.tree.upos, s.xpos, r.tree.xpos),
            strict=True,
        )
    ]
    asked: dict[str, Callable[[tuple[bool, ...]], bool]] = {
        "LAS": lambda row: row[0] and row[1],
        "UAS": lambda row: row[0],
        "LAS universal": lambda row: row[0] and row[2],
        "UPOS": lambda row: row[3],
        "XPOS": lambda row: row[4],
    }
    return {name: 100 * sum(map(holds, rows)) / len(rows) for name, holds in asked.items()}


def word_f1(sentences: Sequence[Sentence]) -> float:
    """Return the F1 of the words that our rules cut, by their characters without spaces."""
    right = gold = ours = 0
    for sentence in sentences:
        bare = "".join(sentence.text.split())
        if bare != "".join("".join(sentence.words).split()):
            continue
        wanted = _bounds("".join(word.split()) for word in sentence.words)
        found = _bounds("".join(w.form.split()) for w in cut_words(sentence.text))
        right, gold, ours = right + len(wanted & found), gold + len(wanted), ours + len(found)
    return 2 * right / (gold + ours)


def _bounds(words: Iterable[str]) -> set[tuple[int, int]]:
    bounds, at = set(), 0
    for word in words:
        bounds.add((at, at + len(word)))
        at += len(word)
    return bounds


def _same_alone(sentences: Sequence[Sentence], readings: Sequence[Reading], using: Weights) -> bool:
    alone = [read([s.words], using=using)[0] for s in sentences]
    pairs = zip(alone, readings, strict=False)
    differing = sum(a.tree != b.tree or a.states.tobytes() != b.states.tobytes() for a, b in pairs)
    print(f"sentences whose tree or states differ alone and in a batch: {differing}")
    return differing == 0


def _same_faster(parsed: Sequence[tuple[Sequence[Sentence], Sequence[Reading]]]) -> bool:
    """Tell whether both graphs of onnxruntime give numpy's bytes for every sentence."""
    many = differing = 0
    for way in WAYS:
        held = weights()
        maps = {name: compiled(one, way) for name, one in held.linear.items()}
        for sentences, wanted in parsed:
            found = read([s.words for s in sentences], using=replace(held, linear=maps))
            pairs = list(zip(found, wanted, strict=True))
            many += len(pairs)
            differing += sum(
                a.tree != b.tree or a.states.tobytes() != b.states.tobytes() for a, b in pairs
            )
    print(f"sentences whose tree or states differ by onnxruntime: {differing} of {many}")
    return differing == 0


def _faster_speed(sentences: Sequence[Sentence]) -> None:
    """Print words a second by numpy and by the quickest way of each map, turn by turn."""
    given = _some(sentences)
    words = sum(map(len, given))
    quick = faster()
    best = {"numpy": 1e9, "quickest way": 1e9}
    for _ in range(5):
        for name, using in (("numpy", weights()), ("quickest way", quick)):
            seconds = best_cpu(partial(read, given, using=using), times=1)
            best[name] = min(best[name], seconds)
    ways = sum(one.run is not None for one in quick.linear.values())
    for name, seconds in best.items():
        print(f"words a second and core, {name:<15}{words / seconds:9.0f}")
    print(f"maps that onnxruntime runs quicker here: {ways} of {len(quick.linear)}")


def _some(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    given: list[tuple[str, ...]] = []
    words = 0
    for sentence in sentences:
        if words < SPEED_WORDS:
            given.append(sentence.words)
            words += len(sentence.words)
    return given


def _speed(sentences: Sequence[Sentence], using: Weights) -> bool:
    given = _some(sentences)
    words = sum(map(len, given))
    seconds = best_cpu(lambda: read(given, using=using))
    print(
        f"{words} words in {1000 * seconds:.0f} ms CPU, x{seconds / calibrate():.1f} of calibration"
    )
    return _report("words a second and core", words / seconds, gate=3000, goal=5000)


def _cold(file: Path | None) -> list[bool]:
    code = (
        "import resource, sys, time; from pathlib import Path\n"
        "from foedus.statement.syntax.parsing import read\n"
        "from foedus.statement.syntax import weights as w\n"
        "import numpy; start = time.process_time()\n"
        "using = w.read_weights(Path(sys.argv[1]), sha256=None) if sys.argv[1:] else w.weights()\n"
        "print(time.process_time() - start)\n"
        "read([['The', 'treaty', 'binds', 'both', '.']] * 400, using=using)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    command = [sys.executable, "-c", code, *([str(file)] if file else [])]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    load, memory = map(float, ran.stdout.split())
    return [
        _report("seconds CPU to read the weights", -load, gate=-0.3, goal=-0.15),
        _report("MB at most, after 400 sentences", -memory, gate=-450, goal=-200),
    ]


def _report(name: str, value: float, *, gate: float, goal: float) -> bool:
    """Print a figure of which more is better (less, where it is negative)."""
    verdict = "goal met" if value >= goal else "gate passed" if value >= gate else "GATE FAILED"
    print(f"{name:<40}{abs(value):9.2f}  gate {abs(gate):g}  goal {abs(goal):g}  {verdict}")
    return value >= gate


if __name__ == "__main__":
    sys.exit(main())
