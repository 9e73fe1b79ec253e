"""Are ATOP's published directed dyad-years those that follow from its member-level file?

Run:  python bench/atop_acceptance.py FOLDER [--all]

FOLDER holds your own copies of atop51_member_level.csv (ATOP 5.1, Leeds, Ritter, Mitchell and
Long 2002) and peacesciencer__atop_alliance.parquet (its directed dyad-years as the R package
peacesciencer gives them). The keys and the five pledges of both are compared; every
difference is classed. --all prints each of them.
Exit codes: 0 gate passed, 1 a file cannot be read, 2 usage, 3 gate failed.
"""

import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from calibration import best_cpu, calibrate, machine
from foedus.commitment.owed import pledged_on
from foedus.commitment.pledges import PLEDGES
from foedus.errors import FoedusError
from foedus.panel import Table
from foedus.panel.importing import import_file
from foedus.panel.importing.atop import obligations
from foedus.panel.importing.atop_rules import instruments_of
from foedus.panel.importing.atop_years import dyad_years

MEMBERS, PUBLISHED = "atop51_member_level.csv", "peacesciencer__atop_alliance.parquet"
EXTRA, SHARE = 28, 99.87
DAYS = tuple(date(year, 7, 28) for year in range(1816, 2019, 7))
KEY = ("cow1", "cow2", "year")
VARIES = "the alliance's promises differ by partner (obvary); a member's row holds their union"
OUTSIDE = "a member that is no state of the Correlates of War system"
UNEXPLAINED = "UNEXPLAINED"

Key = tuple[int, int, int]


def keys_of(table: Table) -> list[Key]:
    return list(zip(*(table[name].tolist() for name in KEY), strict=True))


def differences(ours: Table, theirs: Table) -> dict[str, list[Key]]:
    """Return by pledge the keys where it differs; the key sets must be matched before."""
    renamed = ours.select(*KEY, *PLEDGES).renamed(**{name: f"our_{name}" for name in PLEDGES})
    both = theirs.joined(renamed, on=KEY)
    absent = both["our_defense"] < 0
    keys = keys_of(both)
    return {
        name: [keys[n] for n in np.flatnonzero(~absent & (both[name] != both[f"our_{name}"]))]
        for name in PLEDGES
    }


def givers(owed: Table, key: Key, pledge: str) -> list[tuple[int, bool]]:
    """Return the alliances that give a pledge in a year by our reading, and whether they vary."""
    one, two, year = key
    rows = (owed["obligor"] == one) & (owed["beneficiary"] == two) & (owed[pledge] == 1)
    years = [owed[end].astype("datetime64[Y]").astype(int) + 1970 for end in ("first", "last")]
    rows &= (years[0] <= year) & (years[1] >= year)
    return sorted(
        set(zip(owed["alliance"][rows].tolist(), (owed["varies"][rows] == 1).tolist(), strict=True))
    )


def classed(owed: Table, found: dict[str, list[Key]]) -> dict[tuple[str, str, str], list[Key]]:
    """Return (class, alliances, pledge) to the keys that differ there."""
    sorted_out: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for pledge, keys in found.items():
        for key in keys:
            by = givers(owed, key, pledge)
            reason = VARIES if by and all(varies for _, varies in by) else UNEXPLAINED
            sorted_out[reason, " ".join(str(a) for a, _ in by), pledge].append(key)
    return dict(sorted_out)


def toward(theirs: Table, keys: list[Key], owed: Table, alliance: int, pledge: str) -> str:
    """Return toward which other members the published file has the pledge of these obligors."""
    obligors = {key[0] for key in keys}
    years = {key[2] for key in keys}
    members = owed["beneficiary"][owed["alliance"] == alliance]
    rows = np.isin(theirs["cow1"], list(obligors)) & np.isin(theirs["cow2"], members)
    rows &= np.isin(theirs["year"], list(years)) & (theirs[pledge] == 1)
    pairs = sorted(
        set(zip(theirs["cow1"][rows].tolist(), theirs["cow2"][rows].tolist(), strict=True))
    )
    return ", ".join(f"{a}->{b}" for a, b in pairs[:8]) + (" ..." if len(pairs) > 8 else "")


def as_rules(members: Table, owed: Table) -> str:
    """Return how often the instruments made of the file pledge what the obligations say."""
    instruments = instruments_of(members).values()
    equal = total = 0
    for day in DAYS:
        here = (owed["first"] <= day) & (owed["last"] >= day)
        theirs = Counter({p: int((owed[p][here] == 1).sum()) for p in PLEDGES})
        # An alliance with offence is two instruments: a pair's pledge counts once.
        made = {
            (instrument.refs["atop"], pair, pledge)
            for instrument in instruments
            for pair, given in pledged_on(instrument, day).items()
            for pledge in given
        }
        ours = Counter(pledge for _, _, pledge in made)
        equal += sum((ours & theirs).values())
        total += sum((ours | theirs).values())
    return (
        f"as instruments ({len(instruments)}), on {len(DAYS)} days: pledges of pairs "
        f"{100 * equal / total:.2f} % equal, {total} in all"
    )


def main(arguments: list[str]) -> int:
    folders = [a for a in arguments if not a.startswith("--")]
    if len(folders) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        members = import_file(Path(folders[0]) / MEMBERS)
        theirs = import_file(Path(folders[0]) / PUBLISHED)
    except FoedusError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    owed = obligations(members)
    return judged(members, owed, theirs, every="--all" in arguments)


def judged(members: Table, owed: Table, theirs: Table, *, every: bool) -> int:
    """Print both files' agreement and each class of difference; 3 if the gate is missed."""
    ours = dyad_years(owed)
    published, made = set(keys_of(theirs)), set(keys_of(ours))
    missing, extra = published - made, made - published
    print(f"published {len(published)}, made {len(made)}")
    print(f"missing {len(missing)} (gate 0), extra {len(extra)} (gate {EXTRA})")
    system = set(members["cow"][members["in_system"] == 1].tolist())
    why = Counter(OUTSIDE if not {a, b} <= system else UNEXPLAINED for a, b, _ in extra)
    for reason, count in why.items():
        print(f"  extra {count}: {reason}")
    found = differences(ours, theirs)
    different = {key for keys in found.values() for key in keys}
    share = 100 * (1 - len(different) / len(published))
    print(f"equal on all five pledges: {share:.4f} % (gate {SHARE} %), {len(different)} differ")
    sorted_out = classed(owed, found)
    for (reason, alliances, pledge), keys in sorted(sorted_out.items()):
        held = toward(theirs, keys, owed, int((alliances.split() or ["0"])[0]), pledge)
        years = f"{min(k[2] for k in keys)}-{max(k[2] for k in keys)}"
        print(f"  ATOP {alliances} {pledge}: {len(keys)} in {years}; published: {held or 'none'}")
        print(f"    {reason}")
        if every:
            print("    " + ", ".join(f"{a}->{b} {y}" for a, b, y in sorted(keys)))
    unexplained = why[UNEXPLAINED] + sum(
        len(k) for r, k in sorted_out.items() if r[0] == UNEXPLAINED
    )
    print(f"unexplained: {unexplained}")
    print(as_rules(members, owed))
    cpu = best_cpu(lambda: dyad_years(obligations(members)))
    print(
        f"members to dyad-years: {1000 * cpu:.0f} ms CPU, x{cpu / calibrate():.1f} of calibration"
    )
    print(machine())
    passed = not missing and len(extra) <= EXTRA and share >= SHARE and not unexplained
    print("gate passed" if passed else "GATE FAILED")
    return 0 if passed else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
