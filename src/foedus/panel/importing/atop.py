"""Who owes what to whom, from which day, on what condition, by ATOP's member-level file?

ATOP (Leeds, Ritter, Mitchell and Long 2002; here version 5.1) has one row for each member
of each phase of an alliance. `MEMBERS` reads it; `obligations` makes the directed pairs,
exact to the day; `foedus.panel.importing.atop_years` makes dyad-years of them.

What a member's row cannot say: where its promises differ by partner (``varies``), the row
holds what it owes to any of them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.commitment.pledges import PLEDGES
from foedus.errors import InputError
from foedus.panel.importing.days import earliest, is_exact, latest
from foedus.panel.importing.importer import Columns, Importer, version_told
from foedus.panel.importing.layout import Wanted, whole
from foedus.panel.table import Table

LAST_YEARS = {"3": 2003, "4": 2016, "5": 2018}
"""By major version: the year until whose end ATOP follows an alliance."""
CODES = dict(zip(PLEDGES, ("defense", "offense", "neutral", "nonagg", "consul"), strict=True))

CONDITIONS = {
    "defense_adversary": "defcoadv",  # only against a named adversary or class of them
    "defense_location": "defcoloc",  # only in a named area
    "defense_conflict": "defcocon",  # only in a named conflict
    "defense_number": "defconum",  # only against a number of attackers
    "defense_demand": "defcodem",  # only after a demand was refused
    "defense_unprovoked": "defconpr",  # only if the partner did not provoke it
    "offense_adversary": "offcoadv",
    "offense_location": "offcoloc",
    "offense_conflict": "offcocon",
    "offense_number": "offconum",
    "offense_demand": "offcodem",
    "neutrality_adversary": "neucoadv",
    "neutrality_location": "neucoloc",
    "neutrality_conflict": "neucocon",
    "neutrality_number": "neuconum",
    "neutrality_demand": "neucodem",
    "neutrality_unprovoked": "neuconpr",
    "neutrality_attacked": "neucoatt",  # only if the partner is the one attacked
    "consultation_adversary": "concoadv",
    "consultation_location": "concoloc",
    "consultation_conflict": "concocon",
    "consultation_request": "concoreq",  # only if a partner asks
}
"""Our names of the conditions, <pledge>_<condition>, to ATOP's; 1 where the pledge has it."""

TERMS = {
    "conditional": "conditio",
    "defense_conditional": "defcon",
    "offense_conditional": "offcon",
    "neutrality_conditional": "neucon",
    "consultation_conditional": "concon",
    "other_limit": "olimob",
    "asymmetric": "asymm",
    "varies": "obvary",
    "threat_named": "specthrt",
    "threat1": "statthr1",
    "threat2": "statthr2",
    "bilateral": "bilat",
    "wartime": "wartime",
    "war": "cowwar",
    "ratification": "estmode",
    "secrecy": "pubsecr",
    "term_kind": "speclgth",
    "term_months": "length",
    "renunciation": "renounce",
    "ended": "term",
    "not_aid_enemy": "notaiden",
    "no_separate_peace": "seppeace",
    "no_opposing_alliance": "noothall",
    "ongoing_conflict": "conmen",
    "league_or_un": "reflnun",
    "military_contact": "milcon",
    "military_aid": "milaid",
    "economic_aid": "ecaid",
    "integrated_command": "intcom",
    "subordination": "subord",
    "organization1": "organ1",
    "organization2": "organ2",
    "bases": "base",
    "contributions": "contrib",
    "arms": "armred",
    "companion": "compag",
    "text_basis": "source",
}
"""Our names of the other columns to ATOP's."""


def _shape(found: Columns) -> Columns:
    entry = [found[f"{part}ent"] for part in ("yr", "mo", "day")]
    leave = [found[f"{part}exit"] for part in ("yr", "mo", "day")]
    still = leave[0] <= 0
    first, last = earliest(*entry), np.where(still, _last_day(found), latest(*leave))
    wrong = np.flatnonzero(np.isnat(first) | (last < first))
    if len(wrong):
        row = int(wrong[0])
        problem = (
            f"alliance {found['alliance'][row]}, member {found['cow'][row]} ends before it begins."
        )
        raise InputError("ATOP members", problem, "Mend the days of entry and exit in the file.")
    kept = {n: c for n, c in found.items() if n != "version" and not n.endswith(("ent", "exit"))}
    small = {n: _small(c) for n, c in kept.items() if n not in ("alliance", "cow")}
    return {
        "alliance": found["alliance"],
        "cow": found["cow"],
        "first": first,
        "last": last,
        "still": still.astype(np.int8),
        "exact": (is_exact(*entry[1:]) & (still | is_exact(*leave[1:]))).astype(np.int8),
        **small,
    }


def _last_day(found: Columns) -> np.datetime64:
    """Return the day until which a version follows an alliance; an exit of 0: a member then."""
    version = version_told(found) or "5"
    return np.datetime64(f"{LAST_YEARS.get(version[0], LAST_YEARS['5'])}-12-31", "D")


def _small(column: NDArray[Any]) -> NDArray[Any]:
    """Return a column of small codes as int8 or int16, missing values kept."""
    none = column == np.iinfo(column.dtype).min
    size = np.abs(np.where(none, 0, column)).max(initial=0)
    kind = np.int8 if size < 128 else np.int16 if size < 1 << 15 else np.int32
    small = np.where(none, 0, column).astype(kind)
    small[none] = np.iinfo(kind).min
    return small


def _columns() -> tuple[Wanted, ...]:
    dates = [
        whole(f"{part}{end}", missing=()) for end in ("ent", "exit") for part in ("yr", "mo", "day")
    ]
    pledges = [whole(name, code) for name, code in CODES.items()]
    conditions = [whole(name, code) for name, code in CONDITIONS.items()]
    terms = [whole(name, code, needed=name == "varies") for name, code in TERMS.items()]
    return (
        whole("alliance", "atopid"),
        whole("cow", "member"),
        whole("in_system", "cowsys", needed=False),
        whole("phase", needed=True),
        *dates,
        *pledges,
        *conditions,
        *terms,
        Wanted(name="version", known_as=("version",), kind="text", needed=False),
    )


MEMBERS = Importer(
    id="atop-members",
    title="Alliance Treaty Obligations and Provisions, member level",
    wanted=_columns(),
    cite=("leeds-ritter-mitchell-long-2002", "atop-codebook"),
    shape=_shape,
    layout="ATOP member level",
)


def _alliances(found: Columns) -> Columns:
    size = len(found["alliance"])
    unknown = np.full(size, -9)
    begin, end = (
        [found[f"{mark}yr"], found.get(f"{mark}mo", unknown), found.get(f"{mark}day", unknown)]
        for mark in ("beg", "end")
    )
    dates = {f"{mark}{part}" for mark in ("beg", "end") for part in ("yr", "mo", "day")}
    kept = {n: _small(c) for n, c in found.items() if n not in {*dates, "version"}}
    last = np.where(end[0] <= 0, _last_day(found), latest(*end))
    days = {"first": earliest(*begin), "last": last}
    return {"alliance": found["alliance"], **days, **{n: kept[n] for n in kept if n != "alliance"}}


ALLIANCES = Importer(
    id="atop-alliances",
    title="Alliance Treaty Obligations and Provisions, alliance level",
    wanted=(
        whole("alliance", "atopid"),
        *(
            whole(f"{mark}{part}", missing=(), needed=part == "yr")
            for mark in ("beg", "end")
            for part in ("yr", "mo", "day")
        ),
        *(whole(name, code) for name, code in CODES.items()),
        *(whole(name, code, needed=False) for name, code in (CONDITIONS | TERMS).items()),
        *(whole(f"member{n}", f"mem{n}", needed=False) for n in range(1, 60)),
        Wanted(name="version", known_as=("version",), kind="text", needed=False),
    ),
    cite=("leeds-ritter-mitchell-long-2002", "atop-codebook"),
    shape=_alliances,
    layout="ATOP alliance level",
)


def obligations(members: Table) -> Table:
    """Return what each member of an alliance owes each other one, a row per pair and spell.

    Args:
        members: The table of `MEMBERS`.

    Returns:
        ``obligor``, ``beneficiary`` (COW codes), ``alliance``, ``first``, ``last`` (days, both
        included; ``last`` is the end of the data where they are still members then), ``phase``
        and all other columns of the obligor's row. On the day when one phase follows another
        the later one holds. Two that share no night (one leaves on the day when the other
        enters) do not count as partners. Sorted by alliance, obligor, beneficiary, first, phase.
    """
    obligor, partner = _pairs(members["alliance"])
    first = np.maximum(members["first"][obligor], members["first"][partner])
    last = np.minimum(members["last"][obligor], members["last"][partner])
    cow = members["cow"]
    still = (members["still"][obligor] == 1) & (members["still"][partner] == 1)
    kept = (cow[obligor] != cow[partner]) & ((first < last) | still & (first <= last))
    obligor, partner, first, last = (part[kept] for part in (obligor, partner, first, last))
    phase = np.maximum(members["phase"][obligor], members["phase"][partner])
    keys = (members["alliance"][obligor], cow[obligor], cow[partner], first, phase)
    order = np.lexsort([key.astype(np.int64) for key in reversed(keys)])
    obligor, partner, first, last = (part[order] for part in (obligor, partner, first, last))
    columns = {
        "obligor": cow[obligor],
        "beneficiary": cow[partner],
        "alliance": members["alliance"][obligor],
        "first": first,
        "last": _until_the_next([k[order] for k in keys[:3]], first, last),
        "phase": phase[order],
        "exact": members["exact"][obligor] & members["exact"][partner],
    }
    rest = {n: c[obligor] for n, c in members.columns.items() if n not in (*columns, "cow")}
    return Table(columns={**columns, **rest}, source=members.source)


def _pairs(alliance: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of all ordered pairs of rows of one alliance."""
    order = np.argsort(alliance, kind="stable")
    sizes = np.unique(alliance, return_counts=True)[1]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    squares = sizes**2
    before = np.repeat(np.cumsum(squares) - squares, squares)
    within = np.arange(int(squares.sum())) - before
    size, start = np.repeat(sizes, squares), np.repeat(starts, squares)
    return order[start + within // size], order[start + within % size]


def _until_the_next(keys: list[NDArray[Any]], first: NDArray[Any], last: NDArray[Any]) -> Any:
    """Return the last days, each the day before a later phase of the same pair begins."""
    same = np.ones(max(len(first) - 1, 0), bool)
    for key in keys:
        same &= key[1:] == key[:-1]
    cut = np.flatnonzero(same & (first[1:] <= last[:-1]) & (first[1:] > first[:-1]))
    until = last.copy()
    until[cut] = first[cut + 1] - np.timedelta64(1, "D")
    return until
