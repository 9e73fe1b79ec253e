"""Do the register's figures of honoured pledges follow from the authors' file?

Run:  python bench/honoured.py FILE [--show]

FILE is your own copy of the replication file of Berkemeier and Fuhrmann 2018, as CSV.
Every count, interval and cluster of the register is recomputed from it and compared.
Exit codes: 0 all equal, 1 the file cannot be read, 2 usage, 3 a figure differs.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from calibration import best_cpu, machine, report
from foedus.errors import FoedusError, InputError
from foedus.outlook.interval import clustered, jeffreys
from foedus.outlook.published import Figure, load_published

STUDY = "berkemeier_fuhrmann_2018"
SUFFIX = {"leeds_long_mitchell_rules": "LLM", "berkemeier_fuhrmann_rules": "BF"}
COLUMN = {
    "defense": "defense",
    "offense": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
}
# 1 marks tests of the first study's years, 1816 to 1944; the others date from 1945 on.
SAMPLE = {"before_1945": 1.0, "from_1945": 0.0}
READABLE = {
    "WorldWarII": "World War II",
    "SixDay_1967": "Six-Day War 1967",
    "Soviet-Hungarian1956": "Soviet intervention in Hungary 1956",
}
NEEDED = (
    "warid",
    "warname",
    "sample",
    "multilateral",
    *COLUMN.values(),
    *(f"honor{suffix}" for suffix in SUFFIX.values()),
    *(f"violate{suffix}" for suffix in SUFFIX.values()),
)
CLOSE = 5.1e-5  # the register rounds to four decimals
GATE, GOAL = 2.0, 0.5

Row = dict[str, str]
Facts = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class War:
    """The tested pledges of one war in one cell."""

    name: str
    honoured: int
    tested: int


def rows_of(path: Path, *, needed: Iterable[str] = NEEDED) -> list[Row]:
    """Return the rows of the replication file, which must have the columns ``needed``.

    Raises:
        InputError: It cannot be read, or a column is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(needed) - set(reader.fieldnames or ())
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"{error}.", "Name the replication file as CSV.") from None
    if missing:
        problem = f"no column {', '.join(sorted(missing))}."
        raise InputError(str(path), problem, "Save the replication file as CSV, all columns.")
    return rows


def wars_of(
    rows: list[Row], *, coding: str, pledge: str, era: str, members: str = "all"
) -> list[War]:
    """Return the wars of one cell that tested at least one pledge, in the order of their ids."""
    found: dict[int, list[bool]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in rows:
        if not _in_cell(row, pledge=pledge, era=era, members=members):
            continue
        kept, broken = (_is_one(row[f"{v}{SUFFIX[coding]}"]) for v in ("honor", "violate"))
        if kept or broken:
            found[int(row["warid"])].append(kept)
            names[int(row["warid"])] = row["warname"]
    return [
        War(name=names[war], honoured=sum(kept), tested=len(kept))
        for war, kept in sorted(found.items())
    ]


def facts_of(wars: list[War]) -> Facts:
    """Return what the register says of one cell, recomputed."""
    honoured, tested = (sum(getattr(war, key) for war in wars) for key in ("honoured", "tested"))
    spread = clustered([(war.honoured, war.tested) for war in wars])
    most = max(war.tested for war in wars)
    largest = [READABLE.get(war.name, war.name) for war in wars if war.tested == most]
    return {
        "honoured": honoured,
        "tested": tested,
        "value": honoured / tested,
        "wars": len(wars),
        "largest_war": largest[0] if len(largest) == 1 else "",
        "largest_war_tested": most,
        "independent": jeffreys(honoured, tested),
        "clustered": (spread.low, spread.high),
        "effective_cases": spread.effective_cases,
    }


def differences(figure: Figure, facts: Facts) -> list[str]:
    """Return the facts that the register states otherwise, each as a line."""
    cell = f"{figure.coding} {figure.pledge} {figure.era} {figure.members}"
    return [
        f"{cell}: {key} is {said} in the register, {found} by the file"
        for key, found in facts.items()
        if not _equal(said := getattr(figure, key), found)
    ]


def recompute(rows: list[Row], figures: list[Figure]) -> list[str]:
    """Return every difference between the register's figures and the file."""
    return [
        line
        for figure in figures
        for line in differences(
            figure,
            facts_of(
                wars_of(
                    rows,
                    coding=figure.coding,
                    pledge=figure.pledge,
                    era=figure.era,
                    members=figure.members,
                )
            ),
        )
    ]


def main(arguments: list[str]) -> int:
    paths = [argument for argument in arguments if argument != "--show"]
    if len(paths) != 1:
        print("usage: python bench/honoured.py FILE [--show]", file=sys.stderr)
        return 2
    try:
        rows = rows_of(Path(paths[0]))
        figures = [figure for figure in load_published().figures if figure.study == STUDY]
        found = recompute(rows, figures)
    except FoedusError as error:
        print(error, file=sys.stderr)
        return 1
    if "--show" in arguments:
        for figure in figures:
            print(_line(figure))
    print("\n".join(found) or f"{len(figures)} figures equal.")
    print(machine())
    report(
        "recompute all figures", best_cpu(lambda: recompute(rows, figures)), gate=GATE, goal=GOAL
    )
    return 3 if found else 0


def _line(figure: Figure) -> str:
    low, high = figure.clustered or (0.0, 1.0)
    return (
        f"{figure.coding:<27}{figure.pledge:<14}{figure.era:<12}{figure.members:<5}"
        f"{figure.honoured:>4} of {figure.tested:<4}{figure.value:6.3f}  "
        f"{low:.3f} to {high:.3f}  {figure.wars} wars"
    )


def _in_cell(row: Row, *, pledge: str, era: str, members: str) -> bool:
    if era != "whole" and float(row["sample"]) != SAMPLE[era]:
        return False
    if members != "all" and _is_one(row["multilateral"]) != (members == "many"):
        return False
    return pledge == "any" or _is_one(row[COLUMN[pledge]])


def _is_one(cell: str) -> bool:
    return bool(cell) and float(cell) == 1.0


def _equal(said: object, found: object) -> bool:
    if isinstance(said, tuple) and isinstance(found, tuple):
        return all(map(_equal, said, found))
    if isinstance(said, float | int) and isinstance(found, float | int):
        return abs(said - found) <= CLOSE
    return said == found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
