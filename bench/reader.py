"""How well and how fast does the reader read? Scores the development passages.

    python bench/reader.py [GOLD.jsonl] [--before OLD.jsonl] [--keep PRED.jsonl] [--worst N]

Labels are stripped before reading. The score is that of the project's scorer
(``score_claims.py``, looked for in ``../shared/tools``); passages and CPU time are printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from foedus.statement.jsonl import predict

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    passages_of = SHARED / "data/claims/dev.jsonl"
    parser.add_argument("gold", nargs="?", type=Path, default=passages_of)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--keep", type=Path, help="write the predictions here")
    parser.add_argument("--worst", type=int, default=0)
    chosen = parser.parse_args()
    passages = [json.loads(line) for line in chosen.gold.read_text("utf-8").splitlines() if line]
    lines = [json.dumps({k: p[k] for k in ("id", "text", "date")}) for p in passages]
    start = time.process_time()
    predicted = list(predict(lines))
    took = time.process_time() - start
    target = chosen.keep or Path(tempfile.mkdtemp()) / "predicted.jsonl"
    target.write_text("\n".join(predicted) + "\n", encoding="utf-8")
    size = sum(len(p["text"]) for p in passages) / 1000
    rate = len(lines) / took
    print(f"{len(lines)} passages, {size:.1f} kB: {took:.2f} s CPU, {rate:.0f} passages/s")
    scorer = str(SHARED / "tools/score_claims.py")
    command = [sys.executable, scorer, str(chosen.gold), str(target)]
    command += ["--worst", str(chosen.worst)]
    if chosen.before:
        command += ["--before", str(chosen.before)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
