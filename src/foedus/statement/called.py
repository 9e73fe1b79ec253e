"""What is a speaker called? The name in words such as "the envoy, Ana Ruiz", without titles."""

from foedus.statement.owners import is_common, owns
from foedus.statement.unit import Unit
from foedus.statement.words import listed, word_set

_STATE_KINDS = ("state", "capital", "seat", "demonym")
_ARTICLES_OF_NAMES = ("al-", "el-", "as-", "ar-", "ash-", "bin-", "ibn-")


def runs_of_capitals(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    """Return runs of capitalised words that are neither titles nor names of states or bodies."""
    covered = [
        (unit.at(m.start), unit.at(m.end - 1) + 1)
        for m in unit.mentions
        if m.kind not in ("person",)
    ]
    blocked = {i for a, b in covered for i in range(a, b)}
    for hit in unit.group(
        "roles", "bodies", "agencies", "organisations", "institutes", "unnamed", within=(start, end)
    ):
        blocked.update(range(hit.start, hit.end))
    runs: list[tuple[int, int]] = []
    at = start
    while at < end:
        if not _nameable(unit, at, blocked):
            at += 1
            continue
        stop = at + 1
        while stop < end and (
            _nameable(unit, stop, blocked)
            or unit.tokens[stop].low.startswith(_ARTICLES_OF_NAMES)
            or (
                unit.tokens[stop].low in listed("name_particles")
                and stop + 1 < end
                and _nameable(unit, stop + 1, blocked)
            )
        ):
            stop += 1
        runs.append((at, stop))
        at = stop
    return runs


def _nameable(unit: Unit, at: int, blocked: set[int]) -> bool:
    token = unit.tokens[at]
    return (
        token.upper
        and at not in blocked
        and token.low not in listed("titles")
        and token.low not in COMMON
    )


COMMON = word_set(
    "the a an in on at of for and but by to from as if it its his her their according "
    "officials analysts historians observers lawyers diplomats one some two several "
    "others"
)


def name_in(unit: Unit, start: int, end: int) -> str | None:
    """Return the name in the tokens: of a known person, else of capitals, else None."""
    for mention in unit.named(start, end):
        if mention.kind == "person" and not owns(unit, unit.at(mention.end - 1) + 1):
            words = unit.text[mention.start : mention.end]
            return words if " " in words or " " not in mention.name else mention.name
    runs = [run for run in runs_of_capitals(unit, start, end) if not owns(unit, run[1])]
    for low, high in runs:
        institute = low > start and unit.tokens[low - 1].low in ("of", "at", "in", "the")
        if high - low >= 2 and not institute:
            return unit.words(low, high)
    for low, high in runs:
        titled = low > 0 and unit.tokens[low - 1].low.rstrip(".") in listed("honorifics") | {"."}
        alone = high - low == end - start and not is_common(unit, low, high)
        if titled or alone or (low > start and unit.group("roles", within=(low - 1, low))):
            return unit.words(low, high)
    return None


def title_of_body(unit: Unit, start: int, end: int) -> str | None:
    """Return the proper name of an organisation ("Rivers League"), None for common nouns."""
    at = start
    while at < end and not (unit.tokens[at].upper and unit.tokens[at].low not in COMMON):
        at += 1
    stop = at
    while stop < end and unit.tokens[stop].upper:
        stop += 1
    named = any(m.kind in _STATE_KINDS for m in unit.named(at, stop)) if at < stop else True
    own = stop - at > 2 and bool(unit.group("organisations", within=(stop - 1, stop)))
    linked = unit.lows(stop, stop + 2) == ("of", "the") and stop + 2 < end
    if linked and any(m.kind == "group" for m in unit.named(stop, end)):
        # "the Ministerial Council of the GCC"
        group = next(m for m in unit.named(stop, end) if m.kind == "group")
        stop = unit.at(group.end - 1) + 1
    return None if (named and not own) or stop - at < 2 else unit.words(at, stop)
