"""Was the casus foederis met? The rules of `foedus.panel.meeting` against human coders.

Run:  python bench/human_coders.py CODERS MEMBERS IWD COW [--half develop|held] [--rows]

CODERS is your own copy of the replication file of Berkemeier and Fuhrmann 2018 as CSV, MEMBERS
ATOP's member-level file, IWD the Interstate War Data, COW the Correlates of War's inter-state
dyad-years. Printed: balanced accuracy on all pairs and on each half of the wars, the baseline
beside it, rows gained and lost against it, and what kinds of rows differ. --rows lists those.
Exit codes: 0 gate passed, 1 a file cannot be read, 2 usage, 3 gate failed.
"""

import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from calibration import best_cpu, machine, report
from foedus.errors import FoedusError
from foedus.panel.importing import import_file
from foedus.panel.meeting import (
    Fight,
    Meeting,
    War,
    by_kind_and_role,
    meeting,
    pledges_by_alliance,
    war_of,
)
from foedus.truth import Truth
from honoured import rows_of

NEEDED = (
    "sample",
    "warid",
    "cowwarid",
    "warname",
    "atopid",
    *(f"{v}LLM" for v in ("honor", "violate")),
)
GATE, GOAL = 0.67, 0.80
FLAGS = ("defense", "offense", "neutrality")
TOLD = ((True, True), (True, False), (False, False), (False, True))
SECONDS = (4.0, 2.0)
DRAWS, SEED = 2000, 1


def _fight(attacker: int, victim: int, first: date, last: date) -> Fight:
    return Fight(attacker=attacker, victim=victim, first=first, last=last)


_BORNEO = (date(1963, 9, 15), date(1966, 8, 11))
MORE = {
    90: (_fight(325, 339, date(1939, 4, 7), date(1939, 4, 12)),),
    91: (_fight(713, 710, date(1950, 1, 1), date(1950, 12, 31)),),
    92: (_fight(816, 710, date(1984, 1, 1), date(1984, 12, 31)),),
    93: (_fight(616, 220, date(1961, 7, 19), date(1961, 7, 22)),),
    # Two states that did not originate the dispute used force on the victim's side.
    94: (_fight(850, 820, *_BORNEO), _fight(200, 850, *_BORNEO), _fight(900, 850, *_BORNEO)),
}
"""Wars that IWD and COW lack: side A against side B of MIDs 108, 633, 3639, 28 and 1070."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair of a war and an alliance: the coders' answer, ours and the baseline's."""

    war: int
    name: str
    alliance: int
    early: bool
    """Of the years to 1944."""
    coders: bool
    ours: Meeting
    baseline: bool
    flagged: bool
    """Help or neutrality is pledged: the treaty's flags alone."""


def half_of(war: int) -> str:
    """Return which half a war is in, by the SHA-256 of its number."""
    even = hashlib.sha256(str(war).encode()).digest()[0] % 2 == 0
    return "develop" if even else "held"


def coded(path: Path, *, pair: str = "LLM") -> list[tuple[int, int | None, str, int, bool, bool]]:
    """Return each row's war, COW's number of it, name, alliance, whether early, and the answer.

    Raises:
        InputError: It cannot be read, or a column is missing.
    """
    return [
        (
            int(line["warid"]),
            int(float(line["cowwarid"])) if line["cowwarid"] else None,
            line["warname"],
            int(float(line["atopid"])),
            float(line["sample"]) == 1.0,
            any(line[f"{v}{pair}"] in ("1", "1.0") for v in ("honor", "violate")),
        )
        for line in rows_of(path, needed=NEEDED)
    ]


def decided(files: Sequence[Path], *, pair: str = "LLM") -> list[Row]:
    """Return every pair with all three answers; the decision never sees the coders' one.

    Args:
        files: CODERS, MEMBERS, IWD and COW.
        pair: LLM, the rules of Leeds, Long and Mitchell, or BF, the authors' own.
    """
    lines = coded(files[0], pair=pair)
    members, iwd, cow = (import_file(path) for path in files[1:])
    pledges = pledges_by_alliance(members)
    wars: dict[int, War] = {}
    rows = []
    for number, cow_number, name, alliance, early, met in lines:
        if number not in wars:
            more = MORE.get(number, ())
            wars[number] = war_of(number, iwd=iwd, cow=cow, cow_number=cow_number, more=more)
        owed = pledges.get(alliance, [])
        rows.append(
            Row(
                war=number,
                name=name,
                alliance=alliance,
                early=early,
                coders=met,
                ours=meeting(owed, wars[number]),
                baseline=by_kind_and_role(owed, wars[number]),
                flagged=any(row[kind] == 1 for row in owed for kind in FLAGS),
            )
        )
    return rows


def balanced(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, int, int, int, int]:
    """Return balanced accuracy, then met found, met missed, not met found, met in excess."""
    told = Counter(pairs)
    hits, missed, kept, excess = (told[pair] for pair in TOLD)
    return _share(told), hits, missed, kept, excess


def kind_of(row: Row) -> str:
    """Return what kind of difference a row is."""
    if row.coders:
        if not row.ours.tests:
            return "missed: no pledge in force between members, by ATOP 5.1 and these wars"
        near = [t for t in row.ours.tests if sum(f.truth is not Truth.TRUE for f in t.facts) == 1]
        names = sorted({f.name for t in near for f in t.facts if f.truth is not Truth.TRUE})
        return f"missed: {'/'.join(names) or 'several conditions'} not met"
    opened = "" if row.ours.truth is Truth.TRUE else ", presumed"
    return f"in excess: {'/'.join(row.ours.called)}{opened}"


def main(arguments: list[str]) -> int:
    paths = [Path(a) for a in arguments if not a.startswith("--") and a not in ("develop", "held")]
    if len(paths) != 4:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    try:
        rows = decided(paths)
        seconds = best_cpu(lambda: decided(paths), times=2)
    except FoedusError as error:
        print(error, file=sys.stderr)
        return 1
    only = next((a for a in arguments if a in ("develop", "held")), None)
    chosen = [row for row in rows if only in (None, half_of(row.war))]
    for half in (only,) if only else (None, "develop", "held"):
        _print_scores([r for r in rows if half in (None, half_of(r.war))], half or "all wars")
    _print_differences(chosen, listed="--rows" in arguments)
    _print_eras(rows)
    own = decided(paths, pair="BF")
    score = balanced((row.coders, row.ours.presumed) for row in own)[0]
    print(f"against the authors' own rules, {sum(r.coders for r in own)} met: {score:.3f}")
    print(machine())
    report("import four files and decide", seconds, gate=SECONDS[0], goal=SECONDS[1])
    score = balanced((row.coders, row.ours.presumed) for row in rows)[0]
    verdict = "goal met" if score >= GOAL else "gate passed" if score > GATE else "GATE FAILED"
    print(f"balanced accuracy {score:.3f}  gate > {GATE}  goal {GOAL}  {verdict}")
    return 0 if score > GATE else 3


def _print_scores(rows: list[Row], title: str) -> None:
    ours = balanced((row.coders, row.ours.presumed) for row in rows)
    base = balanced((row.coders, row.baseline) for row in rows)
    open_ = sum(row.ours.truth is Truth.OPEN for row in rows)
    settled = [row for row in rows if row.ours.truth is not Truth.OPEN]
    sure = balanced((row.coders, row.ours.truth is Truth.TRUE) for row in settled)
    print(f"{title}: {len(rows)} pairs, {sum(row.coders for row in rows)} met by the coders")
    flags = balanced((row.coders, row.flagged) for row in rows)
    for name, found in (
        ("rules", ours),
        ("rules, settled only", sure),
        ("kind and role", base),
        ("flags alone", flags),
    ):
        print(
            f"  {name:<22}{found[0]:.3f}   met {found[1]} of {found[1] + found[2]}, "
            f"not met {found[3]} of {found[3] + found[4]}"
        )
    print(f"  open, answered by a presumption: {open_}")


def _print_eras(rows: list[Row]) -> None:
    for title, early in (("to 1944", True), ("from 1945", False)):
        part = [row for row in rows if row.early is early]
        ours = balanced((row.coders, row.ours.presumed) for row in part)[0]
        base = balanced((row.coders, row.baseline) for row in part)[0]
        print(f"{title}: rules {ours:.3f}, kind and role {base:.3f} on {len(part)} pairs")
    low, high = _spread(rows, over_baseline=False)
    print(f"wars as units, {DRAWS} draws: {low:.3f} to {high:.3f}", end="")
    low, high = _spread(rows, over_baseline=True)
    print(f"; over kind and role {low:+.3f} to {high:+.3f}")


def _spread(rows: list[Row], *, over_baseline: bool) -> tuple[float, float]:
    """Return the middle 95 % of the score, or of its lead, over wars drawn with replacement."""
    wars: dict[int, list[Row]] = {}
    for row in rows:
        wars.setdefault(row.war, []).append(row)
    counts = {
        war: (
            Counter((row.coders, row.ours.presumed) for row in of_war),
            Counter((row.coders, row.baseline) for row in of_war),
        )
        for war, of_war in wars.items()
    }
    numbers, draw = sorted(counts), random.Random(SEED)
    found = []
    for _ in range(DRAWS):
        ours: Counter[tuple[bool, bool]] = Counter()
        base: Counter[tuple[bool, bool]] = Counter()
        for war in draw.choices(numbers, k=len(numbers)):
            ours.update(counts[war][0])
            base.update(counts[war][1])
        lead = _share(base) if over_baseline else 0.0
        found.append(_share(ours) - lead)
    found.sort()
    return found[int(0.025 * DRAWS)], found[int(0.975 * DRAWS)]


def _share(told: Counter[tuple[bool, bool]]) -> float:
    met = told[True, True] + told[True, False]
    other = told[False, False] + told[False, True]
    return (told[True, True] / max(met, 1) + told[False, False] / max(other, 1)) / 2


def _print_differences(rows: list[Row], *, listed: bool) -> None:
    right = Counter(((r.ours.presumed == r.coders), (r.baseline == r.coders)) for r in rows)
    print(f"against kind and role: gained {right[True, False]}, lost {right[False, True]}")
    wrong = [row for row in rows if row.ours.presumed != row.coders]
    for kind, count in Counter(map(kind_of, wrong)).most_common():
        print(f"  {count:>3}  {kind}")
    if listed:
        for row in wrong:
            print(f"  {row.war} {row.name}, {row.alliance}: {kind_of(row)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
