"""How many articles of 700 words does the reader read in a second, on two cores?

Run:  python bench/reading_speed.py [FOLDER] [--articles 60]

*Ordinary* articles are those of FOLDER (plain text, one a file), cut to 700 words; default: news
texts of the folder of public data beside the checkout. *Dense* ones are made of the labelled
passages of this folder: nearly every sentence speaks of help in war. Two processes read at once,
each on one thread; the slower one's CPU time counts, once all that is read from disk is read.
That is counted by itself: the time and the memory that a fresh process needs until it has read
its first text, one short sentence for which the tagger's weights are loaded too.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from calibration import calibrate, machine

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared" / "data" / "reading" / "attribution" / "dev" / "text"
LABELLED = ("passages.jsonl", "practice-a.jsonl", "practice-b.jsonl")
WORDS, DAY = 700, date(2024, 10, 16)
GATES = {"ordinary": (40.0, 60.0), "dense": (12.0, 20.0)}
LOAD_S, PEAK_MB = 0.3, 450.0
SHORT = "The minister met them on Monday."
"""Loads all: in a text so short the tagger is asked where the rules hear nobody."""


def cut(words: Sequence[str]) -> Iterator[str]:
    """Yield texts of 700 words."""
    for at in range(0, len(words) - WORDS + 1, WORDS):
        yield " ".join(words[at : at + WORDS])


def ordinary(folder: Path) -> list[str]:
    texts = (path.read_text("utf-8", errors="replace") for path in sorted(folder.iterdir()))
    return [text for whole in texts for text in cut(whole.split(" "))]


def dense() -> list[str]:
    lines = [line for name in LABELLED for line in (HERE / name).read_text("utf-8").splitlines()]
    passages = [json.loads(line) for line in lines]
    prose = [p["text"] for p in passages if p.get("source_style") in ("wire", "article")]
    return list(cut("\n\n".join(prose).split(" ")))


def read_all(texts: Sequence[str]) -> float:
    """Return the CPU seconds that reading the texts takes, after a first one and `SHORT`."""
    from foedus.statement.read import read_statements  # noqa: PLC0415 - in each process
    from foedus.text import read_document  # noqa: PLC0415

    first, *documents = (
        read_document(text.encode(), media_type="text/plain") for text in (SHORT, *texts)
    )
    read_statements(first, said_on=DAY)
    read_statements(documents[0], said_on=DAY)
    start = time.process_time()
    for document in documents:
        read_statements(document, said_on=DAY)
    return time.process_time() - start


def rate(texts: Sequence[str]) -> float:
    """Return articles a second of two processes."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return len(texts) / max(pool.map(read_all, (texts[::2], texts[1::2])))


def first_text(text: str) -> tuple[float, float]:
    """Return CPU seconds until a fresh process has read a text, and its peak memory in MB."""
    code = (
        "import sys, resource, time; from datetime import date; import foedus;"
        "from foedus.text import read_document; from foedus.statement.read import read_statements;"
        "text = sys.stdin.buffer.read();"
        "read_statements(read_document(text, media_type='text/plain'), said_on=date(2024, 10, 16));"
        "print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), capture_output=True, check=True
    )
    seconds, peak = map(float, run.stdout.split())
    return seconds, peak


def main() -> int:
    """Print the rates; 3 if one misses its gate."""
    parser = argparse.ArgumentParser(prog="python bench/reading_speed.py")
    parser.add_argument("folder", type=Path, nargs="?", default=NEWS)
    parser.add_argument("--articles", type=int, default=60)
    given = parser.parse_args()
    texts = {"dense": dense()}
    if given.folder.is_dir():
        texts["ordinary"] = ordinary(given.folder)
    failed = False
    for name, found in sorted(texts.items()):
        many = (found * (given.articles // len(found) + 1))[: given.articles]
        gate, goal = GATES[name]
        measured = rate(many)
        verdict = "goal met" if measured >= goal else "passed" if measured >= gate else "FAILED"
        failed |= measured < gate
        print(f"{name:<9}{measured:7.1f} articles/s  gate {gate:g}  goal {goal:g}  {verdict}")
    seconds, peak = min(first_text(SHORT) for _ in range(3))
    _, dense_peak = first_text(texts["dense"][0])
    print(f"fresh process, first text {seconds:.2f} s CPU, {peak:.0f} MB  gate {LOAD_S:g} s")
    print(f"fresh process, dense article: peak {dense_peak:.0f} MB  gate {PEAK_MB:g}")
    print(f"calibration loop {1000 * calibrate():.1f} ms   {machine()}")
    return 3 if failed or dense_peak > PEAK_MB else 0


if __name__ == "__main__":
    raise SystemExit(main())
