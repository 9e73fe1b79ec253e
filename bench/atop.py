"""Are the pledges that follow from our rules those that human coders found? Against ATOP 5.1.

Run:  python bench/atop.py FOLDER [--write] [--all]

FOLDER holds your own copies of the member-level file of ATOP 5.1 (Leeds, Ritter, Mitchell and
Long 2002), atop51_member_level.csv, and, if it is there, of the state system of the Correlates
of War, peacesciencer__cow_states.parquet. Compared is, for every instrument that both hold,
what each member owes the other members: directed dyad-years and five pledges. The headline is
that of the instruments whose dossier record does not name ATOP among its sources
(../shared/facts beside the checkout), on which the two codings are independent.
--write writes docs/reference/atop.md; --all prints every disagreement.
Exit codes: 0 gate passed, 1 a file cannot be read, 2 usage, 3 gate failed.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from atop_dates import LAST, Row, membership_lines, state_lines
from foedus.case.scope import exists
from foedus.commitment import Instrument, load
from foedus.commitment.owed import pledged_on
from foedus.commitment.pledges import PLEDGES
from foedus.names import state_of_cow
from foedus.yaml12 import read_yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reference/atop.md"
REASONS = Path(__file__).with_name("atop-reasons.yaml")
DOSSIER = ROOT.parent / "shared/facts/instruments.yaml"
MEMBERS = "atop51_member_level.csv"
STATES = "peacesciencer__cow_states.parquet"
GATE, GOAL, LEAST = 93.0, 97.0, 110
COLUMNS = dict(zip(PLEDGES, ("defense", "offense", "neutral", "nonagg", "consul"), strict=True))
BASES = ("in_force", "signed")


class Unit(NamedTuple):
    """One directed dyad-year and pledge of one instrument."""

    instrument: str
    obligor: str
    beneficiary: str
    year: int
    pledge: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Pairs of answers: ours and theirs."""

    answers: dict[Unit, tuple[bool, bool]]

    def of(self, instruments: Iterable[str]) -> "Tally":
        """Return the units of some instruments."""
        kept = set(instruments)
        return Tally({u: a for u, a in self.answers.items() if u.instrument in kept})

    @property
    def share(self) -> float:
        """Return the share of equal answers, in per cent."""
        return 100 * sum(o == t for o, t in self.answers.values()) / max(1, len(self.answers))

    @property
    def pledged(self) -> float:
        """Return the share of equal answers where either has the pledge, in per cent."""
        either = [o == t for o, t in self.answers.values() if o or t]
        return 100 * sum(either) / max(1, len(either))

    @property
    def mean(self) -> float:
        """Return the mean of the instruments' shares of equal answers, in per cent."""
        found: dict[str, list[bool]] = defaultdict(list)
        for unit, (ours, theirs) in self.answers.items():
            found[unit.instrument].append(ours == theirs)
        return sum(100 * sum(x) / len(x) for x in found.values()) / max(1, len(found))

    @property
    def cells(self) -> float:
        """Return the share of instruments and pledges that mostly agree, in per cent."""
        found: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for unit, (ours, theirs) in self.answers.items():
            found[unit.instrument, unit.pledge].append(ours == theirs)
        return 100 * sum(2 * sum(x) >= len(x) for x in found.values()) / max(1, len(found))

    def kappa(self, pledge: str) -> float | None:
        """Return Cohen's kappa of one pledge; None where chance alone agrees."""
        pairs = [a for u, a in self.answers.items() if u.pledge == pledge]
        if not pairs:
            return None
        n = len(pairs)
        agreed = sum(o == t for o, t in pairs) / n
        ours, theirs = sum(o for o, _ in pairs) / n, sum(t for _, t in pairs) / n
        chance = ours * theirs + (1 - ours) * (1 - theirs)
        return None if chance == 1 else (agreed - chance) / (1 - chance)


def members(path: Path) -> list[Row]:
    """Return the rows of the member-level file, states by our codes."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first = _day(row, "ent", 1, 1)
            last = _day(row, "exit", 12, 31) if int(row["yrexit"]) else date(LAST, 12, 31)
            state = state_of_cow(row["member"], on=first) or state_of_cow(row["member"])
            given = frozenset(p for p, column in COLUMNS.items() if row[column] == "1")
            if state and first:
                found.append(Row(int(row["atopid"]), state, first, last or first, given))
    return found


def _day(row: dict[str, str], what: str, month: int, day: int) -> date:
    year, m, d = (int(row[f"{part}{what}"] or 0) for part in ("yr", "mo", "day"))
    m, d = m if 1 <= m <= 12 else month, d if 1 <= d <= 31 else day
    while True:
        try:
            return date(year, m, d)
        except ValueError:
            d -= 1


def compared(instruments: list[Instrument], rows: list[Row], *, basis: str) -> Tally:
    """Return ours and theirs for every directed dyad-year that both hold in an instrument."""
    by_alliance: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_alliance[row.alliance].append(row)
    answers: dict[Unit, tuple[bool, bool]] = {}
    for instrument in instruments:
        theirs = [r for number in instrument.refs.get("atop", ()) for r in by_alliance[number]]
        if theirs:
            answers |= dict(_of_instrument(instrument, theirs, basis=basis))
    return Tally(answers)


def _of_instrument(
    instrument: Instrument, rows: list[Row], *, basis: str
) -> Iterator[tuple[Unit, tuple[bool, bool]]]:
    for year in range(min(r.first for r in rows).year, max(r.last for r in rows).year + 1):
        theirs: dict[str, frozenset[str]] = {}
        for row in rows:
            if row.first.year <= year <= row.last.year:
                theirs[row.state] = theirs.get(row.state, frozenset()) | row.pledges
        day = _our_day(instrument, year, basis=basis)
        if day is None or len(theirs) < 2:
            continue
        ours = pledged_on(instrument, day)
        parties = [s for s in instrument.bound_on(day) if exists(s, day) and s in theirs]
        for obligor in parties:
            for other in parties:
                if obligor == other:
                    continue
                given = ours.get((obligor, other), frozenset())
                for pledge in PLEDGES:
                    unit = Unit(instrument.id, obligor, other, year, pledge)
                    yield unit, (pledge in given, pledge in theirs[obligor])


def _our_day(instrument_: "Instrument", year: int, *, basis: str) -> date | None:
    """Return the last day of a year on which it is in force (or, from its signature, its text)."""
    life = instrument_.life
    start = life.in_force or life.signed
    if start is None:
        return None
    until = life.until
    day = date(year, 12, 31)
    if until is not None and until <= day:
        day = date.fromordinal(until.toordinal() - 1)
    if day >= start and day.year == year:
        return day
    signed = life.signed or start
    if (
        basis == "signed"
        and signed.year <= year
        and day < start
        and (until is None or start < until)
    ):
        return start
    return None


def independent(instruments: list[Instrument]) -> set[str] | None:
    """Return the ids whose dossier record does not name ATOP as a source; None without it."""
    if not DOSSIER.is_file():
        return None
    records = read_yaml(DOSSIER)[0]["instruments"]
    named = {r["id"] for r in records if "ATOP" in str(r["source"])}
    return {i.id for i in instruments} - named


def disagreements(tally: Tally) -> dict[tuple[str, str, bool], Counter[str]]:
    """Return (instrument, pledge, ours) to how often, by direction ``RUS -> IND``."""
    found: dict[tuple[str, str, bool], Counter[str]] = defaultdict(Counter)
    for unit, (ours, theirs) in tally.answers.items():
        if ours != theirs:
            who = f"{unit.obligor} -> {unit.beneficiary}"
            found[unit.instrument, unit.pledge, ours][who] += 1
    return dict(sorted(found.items()))


def reasons() -> dict[str, dict[str, str]]:
    """Return ``instrument pledge`` to its class (ours, theirs, open) and reason."""
    told: dict[str, dict[str, str]] = read_yaml(REASONS)[0]["reasons"]
    return told


def figures(tally: Tally, names: list[str], *, title: str) -> Iterator[str]:
    """Yield the rows of the table of one group of instruments."""
    part = tally.of(names)
    held = {u.instrument for u in part.answers}
    kappas = [part.kappa(pledge) for pledge in PLEDGES]
    told = " | ".join("—" if k is None else f"{k:.2f}" for k in kappas)
    shares = " | ".join(f"{x:.1f} %" for x in (part.share, part.pledged, part.mean, part.cells))
    sizes = f"{len(held)} | {len(part.answers)} | {shares}"
    yield f"| {title} | {sizes} | {told} |"


def page_lines(
    instruments: list[Instrument], rows: list[Row], tallies: dict[str, Tally]
) -> Iterator[str]:
    """Yield the lines of the page."""
    alone = independent(instruments)
    every = [i.id for i in instruments]
    yield "# Pledges against ATOP 5.1"
    yield ""
    yield "Written by `python bench/atop.py FOLDER --write`; do not edit. How the pledges follow"
    yield "from the rules says [coding](../explanation/coding.md)."
    yield ""
    heads = (
        "instruments",
        "held by both",
        "answers",
        "equal",
        "equal if either",
        "mean",
        "mostly equal",
    )
    yield f"| {' | '.join((*heads, *(f'κ {pledge}' for pledge in PLEDGES)))} |"
    page = [f"|{'---|' + '---:|' * 11}"]
    for basis, tally in tallies.items():
        name = basis.replace("_", " ")
        if alone is not None:
            page += figures(tally, sorted(alone), title=f"independent of ATOP ({name})")
            rest = sorted(set(every) - alone)
            page += figures(tally, rest, title=f"dossier record names ATOP ({name})")
        page += figures(tally, every, title=f"all ({name})")
    yield from page
    yield ""
    largest = Counter(u.instrument for u in tallies["in_force"].answers).most_common(5)
    weight = 100 * sum(n for _, n in largest) / len(tallies["in_force"].answers)
    yield "An answer is one pledge of one directed pair of members in one year. *Equal if either*"
    yield "leaves out the answers where neither has the pledge. *Mostly equal* counts each"
    yield "instrument and pledge once: at least half of its answers agree. *Mean* lets every"
    yield "instrument weigh the same. The share of equal answers is above all that"
    yield f"of the large treaties: {weight:.0f} % of all answers are those of five instruments"
    yield f"({', '.join(name for name, _ in largest)})."
    yield "Offense is held by few, and what the two codings call so is not the same: the figure for"
    yield "it says that they disagree, not how often."
    yield ""
    yield from _disagreement_lines(tallies["in_force"])
    yield from membership_lines(instruments, rows, reasons())


def _disagreement_lines(tally: Tally) -> Iterator[str]:
    told = reasons()
    found = disagreements(tally)
    classes = Counter(told.get(f"{i} {p}", {}).get("class", "unexplained") for i, p, _ in found)
    listed = ", ".join(f"{n} {name}" for name, n in sorted(classes.items()))
    yield from ("## Every disagreement", "")
    yield f"{len(found)} in all: {listed}. *Ours*: our coding is narrower than the text, or the"
    yield "text was not read; *theirs*: the text says what we have; *open*: both can be held."
    yield from ("", "| instrument | pledge | we have | they have | answers | class | reason |")
    yield "|---|---|---|---|---:|---|---|"
    for (instrument, pledge, ours), pairs in found.items():
        reason = told.get(f"{instrument} {pledge}", {"class": "unexplained", "reason": ""})
        have = ("yes", "no") if ours else ("no", "yes")
        cells = (instrument, pledge, *have, str(pairs.total()), reason["class"], reason["reason"])
        yield f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    folders = [a for a in arguments if not a.startswith("--")]
    if len(folders) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        rows = members(Path(folders[0]) / MEMBERS)
    except OSError as error:
        sys.stderr.write(f"{folders[0]}: {error.strerror}.\n  Name the folder with {MEMBERS}.\n")
        return 1
    instruments = sorted(load().instruments.values(), key=lambda i: i.id)
    tallies = {basis: compared(instruments, rows, basis=basis) for basis in BASES}
    if "--write" in arguments:
        systems = state_lines(Path(folders[0]) / STATES)
        lines = [*page_lines(instruments, rows, tallies), *systems]
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report(instruments, tallies, every="--all" in arguments)


def report(instruments: list[Instrument], tallies: dict[str, Tally], *, every: bool) -> int:
    """Print the figures; 3 if the gate is missed."""
    tally = tallies["in_force"]
    alone = independent(instruments) or {i.id for i in instruments}
    for line in figures(tally, sorted(alone), title="independent of ATOP"):
        print(line)
    for line in figures(tally, [i.id for i in instruments if i.id not in alone], title="others"):
        print(line)
    for (instrument, pledge, ours), pairs in disagreements(tally).items():
        if every:
            who = ", ".join(f"{w} {n}" for w, n in pairs.most_common(2))
            have = "have" if ours else "lack"
            print(f"  {instrument} {pledge}: we {have} it; {who}, {pairs.total()}")
    told = reasons()
    unexplained = [f"{i} {p}" for i, p, _ in disagreements(tally) if f"{i} {p}" not in told]
    held = len({u.instrument for u in tally.answers})
    share = tally.of(alone).share
    passed = share >= GATE and held >= LEAST
    print(f"{held} instruments held by both (gate {LEAST})")
    print(f"{len(unexplained)} disagreements unexplained")
    verdict = "gate passed" if passed else "GATE FAILED"
    verdict = "goal met" if share >= GOAL and passed else verdict
    print(f"equal where independent: {share:.1f} %  gate {GATE:g} %, goal {GOAL:g} %  {verdict}")
    return 0 if passed else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
