"""Which deed does a clause tell as done: signed, delivered, deployed, attacked, asked?"""

from collections.abc import Container

from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.unit import FINITE, PRONOUNS
from foedus.statement.words import listed, word_set

_HAVE = word_set("have has had be been was were is are yet to not never already n't")
_LINKS = word_set("and but though although while whereas because")
_OPEN_ENDED = frozenset(
    ("ASSAULT", "REQUEST", "REJECT", "MOBILIZE", "COOPERATE", "RETREAT", "COERCE", "PROTEST")
)
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
_PERFECT = word_set("had has have 've")
_IRREGULAR = word_set(
    "began came ran sank shot fled struck swept fought fell rode rose drove stole broke won sang"
)
_TO_BE = word_set("is are was were am 's 're")
_BEGIN = word_set("begun began begins started starts continued continues resumed")
_AFTERWARDS = word_set("after before since when until")
_NO_VERBS = word_set("raid raids bombers fire")


def treaty_deed(clause: Clause) -> Hit | None:
    """Return the deed in the life of a treaty that the main part of the clause tells, or None."""
    main = clause.main()
    for hit in clause.group("deeds"):
        inside = any(low <= hit.start < high for low, high in main)
        told = inside and "treaty" in hit.entry.more and not _describes_noun(clause, hit)
        if told and not _dates_another(clause, hit):
            return hit
    return None


def _dates_another(clause: Clause, hit: Hit) -> bool:
    """``Oslo would answer any strike, he said a day after the pact was signed``: only a date."""
    unit = clause.unit
    for at in range(hit.start - 1, max(clause.start, hit.start - 12), -1):
        low = unit.tokens[at].low
        if low in (",", ";", "that"):
            return False
        if low in _AFTERWARDS:
            return bool(FINITE.intersection(unit.lows(clause.start, at)))
    return False


def fact_told(clause: Clause, *, known: bool) -> Hit | None:
    """Return the deed that the clause reports, or None.

    ``known``: an instrument is at hand even if the clause does not name it.
    """
    lows = clause.lows()
    treaty = treaty_deed(clause)
    grouped = any(m.kind == "group" for m in clause.named())
    worded = clause.group("treaty_words") or listed("alliance_bodies").intersection(lows) or grouped
    future = treaty is not None and _supposed(
        clause, max(clause.start, treaty.start - 3), treaty.start
    )
    if treaty is not None and (worded or known) and not future:
        return treaty
    if _supposed(clause, clause.start, clause.end):
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


def _supposed(clause: Clause, low: int, high: int) -> bool:
    """Tell whether a modal verb stands in the tokens; the month of May is none."""
    unit = clause.unit
    without = range(*clause.hole)
    modals = [a for a in range(low, high) if unit.tokens[a].low in _MODALS and a not in without]
    return any(
        not (unit.tokens[at].low == "may" and unit.tokens[at].upper and at > 0) for at in modals
    )


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
    if _contact_relative(clause, hit, nouns):
        return True
    relative = bool(
        {"that", "which", "who"}.intersection(
            before[1:] if clause.start == hit.start - len(before) else before
        )
    )
    return (after_noun and word in listed("treaty_participles")) or relative


def _contact_relative(clause: Clause, hit: Hit, nouns: Container[int]) -> bool:
    """``the treaty they signed at Bergen obliged the two``: a relative clause without its word."""
    unit = clause.unit
    for at in range(hit.start - 1, max(clause.start, hit.start - 5), -1):
        low = unit.tokens[at].low
        if low in FINITE or low in (",", ";", ":"):
            return False
        if at in nouns:
            subject = low in PRONOUNS or bool(unit.named(at, hit.start))
            return subject and low not in _LINKS
    return False


def _told_as_done(clause: Clause, hit: Hit) -> bool:
    unit = clause.unit
    before = unit.lows(max(clause.start, hit.start - 3), hit.start)
    words = unit.lows(hit.start, hit.end)
    passive = len(words) > 2 and bool({"been", "was", "were"}.intersection(words))
    if passive or _under_way(clause, hit):
        return True
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
    nominal = hit.entry.value == "COOPERATE" or (
        hit.entry.value == "MOBILIZE" and bool(_THERE.intersection(clause.lows()))
    )
    running = "been" in words or bool({"did", "does", "do"}.intersection(before))
    moved = "needs" in hit.entry.more and bool(_PERFECT.intersection(before[-2:]))
    running = running or words[0] in _TO_BE or moved
    past = any(w in _IRREGULAR or (w.endswith(_PAST) and w not in _NO_VERBS) for w in words)
    return nominal or running or past


def _under_way(clause: Clause, hit: Hit) -> bool:
    """``has begun to pull out``, ``began landing``, ``are leaving``: a deed that goes on."""
    before = clause.unit.lows(max(clause.start, hit.start - 3), hit.start)
    word = clause.unit.tokens[hit.start].low
    begun = before[-1:] and before[-1] in _BEGIN and word.endswith("ing")
    begun = begun or (before[-1:] == ("to",) and bool(_BEGIN.intersection(before)))
    moving = hit.entry.value in ("RETREAT", "MOBILIZE") and word.endswith("ing")
    return bool(begun) or (moving and bool(_TO_BE.intersection(before[-2:])))
