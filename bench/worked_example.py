"""How many of the worked example's 24 rows are right, and how many verdicts come on top?

Run:  python bench/worked_example.py [ARTICLE.txt ROWS.jsonl]

The article and its expected rows stand outside the project (default: ../shared/articles). A row
is right when every element listed for it is found with its verdict, on words that overlap by
half (intersection over union of characters). Gate: 18 rows, at most 12 more verdicts; goal:
22 and 6. Exit codes: 0 gate passed, 1 a file is missing, 3 gate failed.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.brief import brief

SHARED = Path(__file__).resolve().parents[2] / "shared" / "articles"
GATE, GOAL = (18, 12), (22, 6)
SAID_ON = date(2024, 10, 15)


def overlap(one: list[int], other: list[int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def matches(found: dict[str, Any], row: dict[str, Any]) -> bool:
    same = (found["element"], found["verdict"]) == (row["element"], row["verdict"])
    at_article = row["article"] is None or found["article"] == row["article"]
    return same and at_article and overlap(found["words"], row["span"]) >= 0.5


def main(arguments: list[str]) -> int:
    article, expected = (
        map(Path, arguments)
        if len(arguments) == 2
        else (
            SHARED / "rus-prk-assistance.txt",
            SHARED / "rus-prk-assistance.expected.jsonl",
        )
    )
    if not article.is_file() or not expected.is_file():
        print(f"{article}: not there. Give ARTICLE.txt and ROWS.jsonl.", file=sys.stderr)
        return 1
    rows = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()]
    found = brief(article, today=SAID_ON, said_on=SAID_ON).data["comparisons"]
    elements = defaultdict(list)
    for row in rows:
        elements[row["id"]].append(any(matches(f, row) for f in found))
    right = sum(all(hits) for hits in elements.values())
    extra = [f for f in found if not any(matches(f, row) for row in rows)]
    print(f"rows right {right} of {len(elements)}, further verdicts {len(extra)}", end=" ")
    print(f"(gate {GATE[0]} and {GATE[1]}, goal {GOAL[0]} and {GOAL[1]})")
    for row in rows:
        if not any(matches(f, row) for f in found):
            print(f"  - {row['id']} {row['element']} {row['verdict']}: {row['words'][:80]}")
    for one in extra:
        print(f"  + {one['element']} {one['verdict']}: {' '.join(one['quote'].split())[:80]}")
    return 0 if right >= GATE[0] and len(extra) <= GATE[1] else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
