"""What does the register cover? Counts by region, kind and confidence, and against ATOP's list.

Run:  python bench/register_coverage.py FILE [--write]

FILE is your own copy of the member-level file of ATOP 5.1 (Leeds, Ritter, Mitchell and Long
2002), as CSV. With --write it writes docs/reference/coverage.md, and register/coverage/atop.yaml,
from which answers say how much was looked through. Nothing of FILE but counts goes into them.
Exit codes: 0 done, 1 FILE cannot be read, 2 usage.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from foedus.commitment import Instrument, load
from foedus.content import tree
from foedus.names import state_name, state_of_cow

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reference/coverage.md"
COUNTS = ROOT / "register/coverage/atop.yaml"
FIRST, LAST = 1815, 2018
SOURCE = "ATOP 5.1"
Key = tuple[str, int]
"""State and year."""


def main(arguments: list[str]) -> int:
    write = "--write" in arguments
    files = [a for a in arguments if a != "--write"]
    if len(files) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        with Path(files[0]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        sys.stderr.write(f"{files[0]}: {error.strerror}.\n  Name the member-level file.\n")
        return 1
    instruments = sorted(load().instruments.values(), key=lambda i: i.id)
    counts = counted(rows, {number for i in instruments for number in i.refs.get("atop", ())})
    page = "\n".join(page_lines(instruments, counts)) + "\n"
    if write:
        PAGE.write_text(page, encoding="utf-8")
        COUNTS.parent.mkdir(exist_ok=True)
        COUNTS.write_text("\n".join(count_lines(counts)) + "\n", encoding="utf-8")
    else:
        print(page)
    return 0


def counted(rows: Iterable[dict[str, str]], held: set[int]) -> dict[Key, tuple[int, int]]:
    """Return state and year to how many of the listed alliances the register holds, of how many."""
    listed: dict[Key, set[int]] = defaultdict(set)
    for row in rows:
        last = int(row["yrexit"]) or LAST
        for year in range(int(row["yrent"]), last + 1):
            state = state_of_cow(row["member"], on=date(year, 7, 1)) or state_of_cow(row["member"])
            if state:
                listed[state, year].add(int(row["atopid"]))
    return {key: (len(ids & held), len(ids)) for key, ids in listed.items()}


def count_lines(counts: dict[Key, tuple[int, int]]) -> Iterator[str]:
    """Yield the lines of the file of counts: for each state runs of years with one count."""
    yield "# How many of the alliances that ATOP 5.1 lists for a state in a year stand here."
    yield "# Written by bench/register_coverage.py; for a year left out nothing is listed."
    yield f"source: {SOURCE}"
    yield f"last_year: {LAST}"
    yield "states:"
    for state in sorted({state for state, _ in counts}):
        runs = ", ".join(_runs(state, counts))
        yield f"  {state}: [{runs}]"


def _runs(state: str, counts: dict[Key, tuple[int, int]]) -> Iterator[str]:
    years = [(year, counts.get((state, year), (0, 0))) for year in range(FIRST, LAST + 1)]
    for count, group in groupby(years, key=lambda pair: pair[1]):
        span = [year for year, _ in group]
        if count[1]:
            end = f"-{span[-1]}" if len(span) > 1 else ""
            yield f"{span[0]}{end} {count[0]}/{count[1]}"


def page_lines(instruments: list[Instrument], counts: dict[Key, tuple[int, int]]) -> Iterator[str]:
    """Yield the lines of the page."""
    articles = [a for i in instruments for a in i.articles]
    yield "# What the register covers"
    yield ""
    yield "Written by `python bench/register_coverage.py FILE --write`; do not edit."
    yield ""
    decided = sum(a.executable and not a.defines for a in articles)
    defines = sum(bool(a.defines) for a in articles)
    untold, secret = sum(not a.executable for a in articles), sum(a.text_unknown for a in articles)
    yield f"{len(instruments)} instruments, {len(articles)} texts of articles: {decided} are rules,"
    yield f"{defines} define a term or a procedure, {untold} are shown and not decided because no"
    yield f"source tells their text, {secret} are not public."
    yield f"{sum(len(i.cases) for i in instruments)} cases stand in the files themselves."
    yield from _table("Region of the parties", instruments, key=_region())
    yield from _table("Kind of binding", instruments, key=lambda i: i.binding.replace("_", " "))
    yield from _table("Confidence", instruments, key=lambda i: i.confidence)
    yield from _table("Status in the register", instruments, key=lambda i: i.status)
    yield from _table("Standing at the end of 2025", instruments, key=_standing)
    yield from _table("Coder", instruments, key=lambda i: i.coder or "first hand")
    yield from _precision(instruments)
    yield from _against_atop(counts)


def _table(title: str, instruments: list[Instrument], *, key: object) -> Iterator[str]:
    groups: dict[str, list[Instrument]] = defaultdict(list)
    for instrument in instruments:
        groups[key(instrument)].append(instrument)  # type: ignore[operator]
    yield from ("", f"## {title}", "")
    yield "| | instruments | rules decided | articles not decided | high | medium | low |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, of in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        articles = [a for i in of for a in i.articles]
        decided = sum(a.executable and not a.defines and not a.text_unknown for a in articles)
        other = sum(not a.executable or a.text_unknown for a in articles)
        sure = Counter(i.confidence for i in of)
        cells = (len(of), decided, other, sure["high"], sure["medium"], sure["low"])
        yield f"| {name} | {' | '.join(map(str, cells))} |"


def _region() -> object:
    files = tree("states")
    home = {
        code: name.removesuffix(".yaml")
        for name, told in files.items()
        for code in (told.get("states", {}) if isinstance(told, dict) else {})
    }

    def region(instrument: Instrument) -> str:
        found = {home.get(state, "elsewhere") for state, _ in instrument.parties} - {"historical"}
        return found.pop() if len(found) == 1 else "between regions" if found else "historical"

    return region


def _standing(instrument: Instrument) -> str:
    return instrument.status_on(date(2025, 12, 31)).replace("_", " ")


def _precision(instruments: list[Instrument]) -> Iterator[str]:
    yield from ("", "## Dates", "")
    taken = sum(any(" taken" in note for note in i.notes) for i in instruments)
    yield "Every date in the register is a day. Where only the month or the year was found, a day"
    yield f"is taken and the notes of the file say so: {taken} files."
    yield ""
    yield "| date | known to the day | not known |"
    yield "|---|---:|---:|"
    lives = [i.life for i in instruments]
    for name in ("signed", "in_force", "published"):
        known = sum(getattr(life, name) is not None for life in lives)
        yield f"| {name.replace('_', ' ')} | {known} | {len(lives) - known} |"
    joined = [span.start for i in instruments for _, span in i.parties]
    yield f"| memberships: joined | {sum(map(bool, joined))} | {joined.count(None)} |"


def _against_atop(counts: dict[Key, tuple[int, int]]) -> Iterator[str]:
    yield from ("", "## Against ATOP 5.1, by state and decade", "")
    yield "Of the alliances that ATOP 5.1 (Leeds, Ritter, Mitchell and Long 2002) lists for a state"
    yield "in a year, how many stand in this register: the sums of the years of a decade. Its list"
    yield f"ends in {LAST}; it has non-aggression, neutrality and consultation pacts too, of which"
    yield "this register has few. The counts of each year lie in `register/coverage/atop.yaml`, and"
    yield "every decision prints those of the victim."
    decades = range(1810, LAST + 1, 10)
    yield ""
    yield "| decade | held | listed | share |"
    yield "|---|---:|---:|---:|"
    for decade in decades:
        held, listed = _sum(counts, decade)
        if listed:
            yield f"| {decade}s | {held} | {listed} | {100 * held / listed:.0f} % |"
    yield from ("", "| state | since 1815 | 1945 to 2018 | 2018 |", "|---|---:|---:|---:|")
    for state in sorted({state for state, _ in counts}):
        spans = [(FIRST, LAST), (1945, LAST), (LAST, LAST)]
        cells = [_cell(counts, state, first, last) for first, last in spans]
        yield f"| {state} {state_name(state)} | {' | '.join(cells)} |"


def _sum(counts: dict[Key, tuple[int, int]], decade: int) -> tuple[int, int]:
    found = [count for (_, year), count in counts.items() if decade <= year < decade + 10]
    return sum(held for held, _ in found), sum(listed for _, listed in found)


def _cell(counts: dict[Key, tuple[int, int]], state: str, first: int, last: int) -> str:
    found = [counts[state, year] for year in range(first, last + 1) if (state, year) in counts]
    held, listed = sum(h for h, _ in found), sum(n for _, n in found)
    return f"{held} of {listed}" if listed else "none listed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
