"""Whose minister, and which name? What stands beside the words for a speaker."""

from foedus.statement.cast import Cast, resolved
from foedus.statement.unit import FINITE, Unit
from foedus.statement.words import listed, word_set

_STATE_KINDS = ("state", "capital", "seat", "demonym")
_OWNING = word_set("its their")
_BEHIND = word_set("of in on at from near with under by between to for into against off over than")
_DETERMINERS = word_set("the a an")


def owner(unit: Unit, source: tuple[int, int], *, cast: Cast) -> str | None:
    """Return the state that "its" means: ``Chile, its envoy said, would not join``, or None.

    It is the first state before the speaker that stands behind no preposition.
    """
    lows = unit.lows(*source)
    several = bool(unit.group("roles", within=source)) and lows[-1].endswith("s")
    if not _OWNING.intersection(lows[:1]) or several:
        return None
    for mention in unit.named(_main_clause(unit, source[0]), source[0]):
        at = unit.at(mention.start)
        before = [w for w in unit.lows(at - 2, at) if w not in _DETERMINERS][-1:]
        plain = mention.kind in ("state", "capital") and not _BEHIND.intersection(before)
        if plain and (code := resolved(mention, cast)):
            return code
    return None


def _main_clause(unit: Unit, end: int) -> int:
    """``When Peru attacked, Lima stayed out, and its minister said``: past the first comma."""
    if unit.tokens[0].low not in _LEADING:
        return 0
    return next((at for at in range(1, end) if unit.tokens[at].low == ","), 0)


_LEADING = word_set("when after before while since although as")


def bare_office(unit: Unit, source: tuple[int, int]) -> str | None:
    """Return GBR for the offices that bear no state's name in English: "the Foreign Office"."""
    lows = tuple(w for w in unit.lows(*source) if w != "the")
    known = listed("british_offices")
    return "GBR" if len(lows) == 2 and lows[1] == "office" and lows[0] in known else None


def of_a_party(unit: Unit, source: tuple[int, int]) -> bool:
    """``a Wafd deputy``, ``the Liberals' spokesman``, ``a leader of Hamas``: no state's voice."""
    for hit in unit.group("roles", within=source):
        if unit.tokens[hit.start].upper:
            continue
        if _of_private_body(unit, hit.end):
            return True
        beside = [hit.start - 1]
        if unit.lows(hit.start - 1, hit.start) in (("'s",), ("'",)):
            beside = [hit.start - 2]
            if hit.start == 2 + source[0] == 2 and _unknown_name(unit, 0, first=True):
                return True
        if unit.lows(hit.end, hit.end + 1) == ("of",):
            beside.append(hit.end + 1)
        if any(source[0] <= at < source[1] and _unknown_name(unit, at) for at in beside):
            return True
    return False


def _of_private_body(unit: Unit, end: int) -> bool:
    """``the head of the cocoa federation``, ``a spokesman for the campaign group``."""
    if unit.lows(end, end + 1) not in (("of",), ("for",)):
        return False
    words = unit.lows(end + 1, end + 6)
    words = words[: words.index(",")] if "," in words else words
    last = min(end + 6, len(unit.tokens))
    states = [m for m in unit.named(end, last) if m.kind in _STATE_KINDS]
    return bool(_PRIVATE.intersection(words)) and not states


_PRIVATE = word_set(
    "federation group association company firm club union league campaign lobby charity church "
    "bank ngo foundation"
)


def _unknown_name(unit: Unit, at: int, *, first: bool = False) -> bool:
    token = unit.tokens[at]
    known = any(m.start <= token.start < m.end for m in unit.mentions)
    hits = unit.group("roles", "bodies", "agencies", "organisations", within=(at, at + 1))
    plain = token.low.removesuffix("'s").removesuffix("'") in listed("titles")
    return token.upper and (at > 0 or first) and not known and not hits and not plain


def name_behind(unit: Unit, end: int) -> str | None:
    """Return the name set in commas behind the words for an office (``the consul, Ana Ruiz,``)."""
    if unit.lows(end, end + 1) != (",",):
        return None
    at = end + 1
    while at < len(unit.tokens) and (
        unit.tokens[at].upper or (at > end + 1 and unit.tokens[at].low in listed("name_particles"))
    ):
        at += 1
    named = any(m.kind != "person" for m in unit.named(end + 1, at)) if at > end + 1 else True
    closed = at < len(unit.tokens) and unit.tokens[at].low in (",", ".")
    return unit.words(end + 1, at) if closed and not named and at - end > 2 else None


def owns(unit: Unit, end: int) -> bool:
    """Tell whether the words up to ``end`` only own an office (``Sadat's spokesman``)."""
    served = unit.group("roles", "bodies", "unnamed", within=(end + 1, end + 5))
    return unit.lows(end, end + 1) in (("'s",), ("'",), ("’s",)) and bool(served)


def is_common(unit: Unit, start: int, end: int) -> bool:
    """``Sponsors threaten to leave``: a common noun that only begins its sentence is no name."""
    token = unit.tokens[start]
    if start > 0 or end - start > 1 or any(m.start <= token.start < m.end for m in unit.mentions):
        return False
    return token.low in listed("common_speakers") or token.low.endswith(_COMMON_ENDINGS)


_COMMON_ENDINGS = ("ers", "ists", "ment", "ments", "ants", "ents", "tors", "sors", "ians")


def introduced_office(unit: Unit, cast: Cast) -> tuple[str, str] | None:
    """Return role and state of a nameless office that a sentence begins with, or None.

    >>> # "The Norwegian consul put down his glass.": ("consul", "NOR")
    """
    for hit in unit.group("roles", within=(0, min(7, len(unit.tokens)))):
        role = unit.tokens[hit.end - 1]
        if (
            role.upper
            or role.low.endswith("s")
            or any(w in FINITE for w in unit.lows(0, hit.start))
        ):
            return None
        before = [m for m in unit.named(0, hit.start) if m.kind in _STATE_KINDS]
        near = before and hit.start - unit.at(before[-1].end - 1) <= 4
        code = resolved(before[-1], cast) if near else None
        named = hit.end < len(unit.tokens) and unit.tokens[hit.end].upper
        return (unit.words(hit.start, hit.end), code) if code and not named else None
    return None
