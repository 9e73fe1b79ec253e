"""Which deed does a clause tell as done: signed, delivered, deployed, attacked, asked?"""

from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.unit import FINITE
from foedus.statement.words import listed, word_set

_HAVE = word_set("have has had be been was were is are yet to not never already n't")
_OPEN_ENDED = frozenset(("ASSAULT", "REQUEST", "REJECT", "MOBILIZE", "COOPERATE", "RETREAT"))
_MODALS = word_set("will would 'll shall can could may might must 'd if should")
_PAST = (
    "ed",
    "ent",
    "own",
    "ought",
    "ut",
    "ew",
    "old",
    "et",
    "de",
    "oke",
    "ook",
    "ave",
    "ell",
    "aid",
    "eft",
)


_THERE = word_set("evidence has have are were is stationed there now already")


def treaty_deed(clause: Clause) -> Hit | None:
    """Return the deed in the life of a treaty that the main part of the clause tells, or None."""
    main = clause.main()
    for hit in clause.group("deeds"):
        inside = any(low <= hit.start < high for low, high in main)
        if inside and "treaty" in hit.entry.more and not _describes_noun(clause, hit):
            return hit
    return None


def fact_told(clause: Clause, *, known: bool) -> Hit | None:
    """Return the deed that the clause reports, or None.

    ``known``: an instrument is at hand even if the clause does not name it.
    """
    lows = clause.lows()
    treaty = treaty_deed(clause)
    grouped = any(m.kind == "group" for m in clause.named())
    worded = clause.group("treaty_words") or listed("alliance_bodies").intersection(lows) or grouped
    future = treaty is not None and _MODALS.intersection(
        clause.unit.lows(max(clause.start, treaty.start - 3), treaty.start)
    )
    if treaty is not None and (worded or known) and not future:
        return treaty
    if _MODALS.intersection(lows):
        return None
    main = clause.main()
    for hit in clause.group("deeds"):
        inside = any(low <= hit.start < high for low, high in main)
        if not inside or "treaty" in hit.entry.more or not _told_as_done(clause, hit):
            continue
        objects = clause.group("forms", "treaty_words") or "flown" in lows
        if hit.entry.more.get("needs") == "forces" and not _forces(clause):
            continue
        if hit.entry.value in _OPEN_ENDED or objects:
            return hit
    return None


def _forces(clause: Clause) -> bool:
    return any(h.entry.value in ("troops", "arms", "other") for h in clause.group("forms"))


def _describes_noun(clause: Clause, hit: Hit) -> bool:
    """Words such as "the treaty signed in June" tell no deed of their own."""
    unit = clause.unit
    word = unit.tokens[hit.start].low
    before = unit.lows(max(clause.start, hit.start - 5), hit.start)
    if not before or word in FINITE or word in ("yet", "not", "never"):
        return False
    if before[-1] in _HAVE:
        return before[-1] == "to" and "yet" not in before
    if word == "ratification":
        return before[-1] not in ("completed", "finished")
    nouns = {h.end for h in clause.group("treaty_words")}
    after_noun = hit.start in nouns or (before[-1] == "," and hit.start - 1 in nouns)
    relative = bool(
        {"that", "which", "who"}.intersection(
            before[1:] if clause.start == hit.start - len(before) else before
        )
    )
    return (after_noun and word in listed("treaty_participles")) or relative


def _told_as_done(clause: Clause, hit: Hit) -> bool:
    unit = clause.unit
    before = unit.lows(max(clause.start, hit.start - 3), hit.start)
    if before and before[-1] in (
        "to",
        "of",
        "for",
        "a",
        "an",
        "under",
        "any",
        "who",
        "that",
        "which",
        "our",
        "its",
        "their",
        "the",
        "and",
    ):
        return False
    words = unit.lows(hit.start, hit.end)
    nominal = hit.entry.value == "COOPERATE" or (
        hit.entry.value == "MOBILIZE" and bool(_THERE.intersection(clause.lows()))
    )
    running = "been" in words or bool({"did", "does", "do"}.intersection(before))
    return nominal or running or any(w.endswith(_PAST) for w in words)
