"""How many scenarios a second can ten articles decide at once? Gate: 100 million, goal: 300.

Run:  python bench/batch.py [--rows 2000000]

A unit is one scenario under one article, from raw columns (facts as int8, categories as
masks) to the answer of record, on one core: Kleene for all rows, the diagram for those that
it leaves open where it is not exact. The scenarios are random; facts are open in a fifth of
the rows, of categories one value is known in most. CPU time of this process, best of five.
Exit codes: 0 the gate is passed, 3 it is not.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration import best_cpu, calibrate, machine
from foedus.case import Incident
from foedus.case.batch import CATEGORIES, Asked, Batch, batch_of
from foedus.commitment import Register, load

GATE, GOAL = 100.0, 300.0
"""Millions of scenario x articles a second."""
DAY = date(2026, 11, 22)
ARTICLES = (
    Asked(article="nato-1949#art5", victim="EST", bearer="DEU"),
    Asked(article="rus-prk-2024#art4", victim="PRK", bearer="RUS"),
    Asked(article="chn-prk-1961#art2", victim="PRK", bearer="CHN"),
    Asked(article="usa-kor-1953#art3", victim="KOR", bearer="USA"),
    Asked(article="usa-jpn-1960#art5", victim="JPN", bearer="USA"),
    Asked(article="usa-phl-1951#art4", victim="PHL", bearer="USA"),
    Asked(article="csto-1992#art4", victim="KAZ", bearer="RUS"),
    Asked(article="eu-teu-42-7#art42_7", victim="FIN", bearer="FRA"),
    Asked(article="rio-1947#art3_1", victim="BRA", bearer="ARG"),
    Asked(article="fra-grc-2021#art2", victim="GRC", bearer="FRA"),
)
PLACES = (
    "tallinn",
    "north-atlantic",
    "mediterranean-sea",
    "pyongyang",
    "seoul",
    "tokyo",
    "guam",
    "manila",
    "second-thomas-shoal",
    "almaty",
    "helsinki",
    "greece",
    "brazil",
    "falkland-islands",
    "greenland",
    "new-york",
)
"""Where something may happen in these scenarios; disputed ones under each claim."""
OPEN_FACTS = 0.2
SEVERAL, NOTHING_KNOWN = 0.15, 0.05
"""Shares of the rows in which two values of a category are possible, and in which all are."""
Columns = dict[str, NDArray[Any]]


def compiled(asked: Sequence[Asked], register: Register) -> Batch:
    """Return the articles compiled for a column of every fact of which they ask."""
    told = Incident(victims=("EST",), day=DAY, places=frozenset(PLACES))
    wide = batch_of(asked, register=register, day=DAY, columns=CATEGORIES, told=told)
    facts = {str(leaf[1]) for one in wide.opened for leaf in one.leaves if leaf[0] == "fact"}
    names = (*sorted(facts), *CATEGORIES)
    return batch_of(asked, register=register, day=DAY, columns=names, told=told)


def random_columns(batch: Batch, rows: int, *, stream: int) -> Columns:
    """Return random scenarios, from one numbered stream."""
    draws = np.random.Generator(np.random.Philox(stream))
    return {name: _column(batch, name, rows, draws=draws) for name in batch.names}


def _column(batch: Batch, name: str, rows: int, *, draws: np.random.Generator) -> NDArray[Any]:
    classes = batch.legend.classes.get(name)
    if classes is None:
        settled = draws.integers(0, 2, rows, dtype=np.int8) * 2 - 1
        return np.where(draws.random(rows) < OPEN_FACTS, 0, settled).astype(np.int8)
    one, other = (1 << draws.integers(0, len(classes), rows).astype(np.uint64) for _ in range(2))
    how = draws.random(rows)
    masks = np.where(how < SEVERAL + NOTHING_KNOWN, one | other, one)
    masks = np.where(how < NOTHING_KNOWN, np.uint64((1 << len(classes)) - 1), masks)
    return masks.astype(np.min_scalar_type((1 << len(classes)) - 1))


def millions(batch: Batch, columns: Mapping[str, NDArray[Any]]) -> float:
    """Return millions of scenario x articles decided in a second of CPU time."""
    rows = len(next(iter(columns.values())))
    out = np.empty((len(batch.asked), rows), dtype=np.int8)
    seconds = best_cpu(lambda: batch.decide(columns, out=out))
    return out.size / seconds / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(prog="python bench/batch.py")
    parser.add_argument("--rows", type=int, default=2_000_000)
    rows = parser.parse_args().rows
    register = load()
    batch = compiled(ARTICLES, register)
    columns = random_columns(batch, rows, stream=1)
    answers = batch.decide(columns)
    loop = calibrate()
    print(f"{machine()}, numpy {np.__version__}; {rows:,} scenarios, {len(batch.names)} columns")
    for i, asked in enumerate(ARTICLES):
        alone = compiled([asked], register)
        told = random_columns(alone, rows, stream=1)
        exact = "Kleene is exact" if batch.kleene_exact[i] else "open rows by diagram"
        shares = [100 * float(np.mean(answers[i] == value)) for value in (1, 0, -1)]
        print(
            f"{asked.article:22} alone {millions(alone, told):6.0f} M/s   "
            f"due {shares[0]:4.1f} %  open {shares[1]:4.1f} %  not due {shares[2]:4.1f} %   {exact}"
        )
    speed = millions(batch, columns)
    verdict = "goal met" if speed >= GOAL else "gate passed" if speed >= GATE else "GATE FAILED"
    ratio = loop * 1e6 * speed
    print(
        f"ten articles together {speed:6.0f} M scenario x articles/s   gate {GATE:g}  "
        f"goal {GOAL:g}   {ratio:,.0f} in one calibration loop   {verdict}"
    )
    return 0 if speed >= GATE else 3


if __name__ == "__main__":
    sys.exit(main())
