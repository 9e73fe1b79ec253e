"""Which words name the one who speaks? The noun phrase before or after a word of saying."""

from foedus.statement.lexicon import Hit
from foedus.statement.unit import AUXILIARIES, PRONOUNS, Unit
from foedus.statement.words import listed, word_set

_ADVERBS = word_set(
    "also still later then again once already earlier now not never even only just long in "
    "effect themselves itself himself herself"
)
_PREPOSITIONS = word_set("of in at from for on to with near by behind under through as")
_STOPS = word_set(
    "that what whether if while but because although though so than when whereas after before "
    'until since which who whose ; : " “ ” « » ( ) — – . ? !'
)
_DETERMINERS = word_set("the a an its their his her our one some several two three four five many")
_PLAIN = word_set("cue.say cue.stress cue.warn cue.promise cue.doubt cue.deny cue.ask cue.threaten")
LONGEST_SOURCE = 40


def source_before(unit: Unit, cue: Hit) -> tuple[int, int] | None:
    """Return the tokens of the subject of ``cue``, with its apposition, or None."""
    end = cue.start
    while end > 0 and _skipped(unit, end - 1):
        end -= 1
    if end == 0:
        return None
    if unit.tokens[cue.start].low.endswith("ing") and "with" in unit.lows(end - 4, end):
        start = next(i for i in range(end - 1, -1, -1) if unit.tokens[i].low == "with") + 1
        return (start, end) if start < end else None
    if unit.tokens[end - 1].low == ",":
        return _with_apposition(unit, end - 1)
    if unit.tokens[end - 1].low in listed("times") and end > 2 and unit.tokens[end - 2].low == "on":
        end -= 2
    start = _walk(unit, end)
    return (start, end) if start < end else None


def leading_subject(unit: Unit, cue: Hit) -> tuple[int, int] | None:
    """``Oslo changed course and said``: the sentence's subject, for a cue joined to its verb."""
    at = cue.start - 1
    while at >= 0 and _skipped(unit, at):
        at -= 1
    if at < 1 or unit.tokens[at].low not in ("and", "but"):
        return None
    for end in range(1, min(at, LONGEST_SOURCE)):
        low = unit.tokens[end].low
        if low == "," or low in AUXILIARIES or (low.endswith("ed") and not unit.tokens[end].upper):
            return (_without_lead(unit, 0, end), end)
    return None


def source_after(unit: Unit, cue: Hit) -> tuple[int, int] | None:
    """Return the tokens of a source that follows its cue ("...," said Ida Holm), or None."""
    at, end = cue.start - 1, cue.end
    if at < 0 or end >= len(unit.tokens):
        return None
    previous = unit.tokens[at].low
    if cue.entry.id not in _PLAIN and not (unit.tokens[at].quoted and previous != ","):
        return None
    if previous not in (",", '"', "”", "»", "—", "–") or not _begins_noun(unit, end):
        return None
    if previous == "," and _apposition_here(unit, at, cue):
        return None
    while end < len(unit.tokens) and not _ends_source(unit, cue.end, end):
        end += 1
    return (cue.end, end) if end > cue.end else None


def speaks(unit: Unit, source: tuple[int, int], cue: Hit) -> bool:
    """Tell whether the phrase can speak: a person, a body, a state; not a treaty or a thing."""
    start, end = source
    head = next((i for i in range(start + 1, end) if unit.tokens[i].low == ","), end)
    if "and" not in unit.lows(head, end):
        end, source = head, (start, head)
    lows = unit.lows(start, end)
    if not lows or lows[-1] in listed("no_speakers") or lows[0] in listed("no_speakers"):
        return False
    low, high = unit.tokens[start].start, unit.tokens[end - 1].end
    bodies = [m for m in unit.named(start, end) if m.kind == "group"]
    titles = (t for t in unit.treaties if not any(b.start < t.end < b.end for b in bodies))
    if any(t.start < high and low < t.end for t in titles):
        return False
    if lows[0] in _EACH or (start > 0 and len(lows) == 1 and _related(unit, start)):
        return False
    documents = unit.group("documents_of_speech", within=source)
    if cue.entry.id == "cue.reads":
        return bool(documents)
    if lows[-1] in PRONOUNS or lows[0] in PRONOUNS or lows[0] == "one":
        return True
    people = unit.group("roles", "observers", "unnamed", "agencies", within=source)
    if unit.group("treaty_words", within=source) and not people and not bodies:
        return bool(documents) and cue.entry.id == "cue.say"
    if people or unit.group("bodies", "organisations", within=source):
        return True
    if unit.named(start, end) and lows[-1] not in listed("things"):
        return True
    if documents or lows[-1] in listed("things"):
        return bool(documents) and cue.entry.id in ("cue.say", "cue.react.condemn")
    capital = any(t.upper for t in unit.tokens[start + (start == 0) : end])
    return (
        capital
        or end - start == 1
        or (cue.entry.id in _PLAIN and unit.tokens[cue.start].low in listed("strict_verbs"))
    )


def _related(unit: Unit, at: int) -> bool:
    """``a partnership that goes back decades``: the verb of a relative clause is no speaker."""
    told = unit.tokens[at - 1].low in ("that", "which", "who")
    return told and not unit.tokens[at].upper and unit.tokens[at].low not in PRONOUNS


_EACH = word_set("each either neither every no")


def _skipped(unit: Unit, at: int) -> bool:
    token = unit.tokens[at]
    return (
        token.low in AUXILIARIES
        or token.low in _ADVERBS
        or (token.low.endswith("ly") and not token.upper)
    )


def _with_apposition(unit: Unit, comma: int) -> tuple[int, int] | None:
    """``Peru's foreign minister, Ernesto Balbuena, said``; ``X, who teaches there, said``."""
    for at in range(comma - 1, max(comma - LONGEST_SOURCE, -1), -1):
        low = unit.tokens[at].low
        if low == ",":
            start = _walk(unit, at)
            return (start, comma) if start < at else None
        titled = low == "." and unit.tokens[at - 1].low in listed("honorifics")
        if low in ('"', "“", "”", ";", ".") and not titled:
            return None
    return None


def _apposition_here(unit: Unit, comma: int, cue: Hit) -> bool:
    """The comma before the cue closes an apposition, so the source stands before the cue."""
    found = _with_apposition(unit, comma)
    if found is None:
        return False
    inner = next(i for i in range(comma - 1, -1, -1) if unit.tokens[i].low == ",")
    relative = unit.tokens[inner + 1].low in (
        "who",
        "whose",
        "which",
        "through",
        "speaking",
        "a",
        "the",
        "asked",
        "citing",
    )
    nominal = comma - inner <= 8 and not any(_verb(unit, i) for i in range(inner + 1, comma))
    return (relative or nominal) and speaks(unit, found, cue) and not _verb(unit, inner - 1)


def _verb(unit: Unit, at: int) -> bool:
    low = unit.tokens[at].low
    return low in AUXILIARIES or (low.endswith("ed") and not unit.tokens[at].upper)


def _walk(unit: Unit, end: int) -> int:
    """Return where the noun phrase that ends before ``end`` begins."""
    start = end
    while start > 0 and end - start < LONGEST_SOURCE:
        token = unit.tokens[start - 1]
        if token.quoted or token.low in _STOPS or token.low in AUXILIARIES:
            break
        if token.low in listed("strict_verbs"):
            break  # "who was visiting, said Canberra was concerned"
        if token.low == "," and not _listed(unit, start - 1, end):
            break
        if token.low in ("and", "or") and not _joins_names(unit, start - 1, end):
            break
        start -= 1
        if token.low in _DETERMINERS and not _continues(unit, start):
            start -= start > 0 and unit.tokens[start - 1].low in ("the", "its", "their", "all")
            break
        if token.low in PRONOUNS:
            start += end - start > 1
            break
    return _without_lead(unit, start, end)


def _continues(unit: Unit, at: int) -> bool:
    return at > 0 and (
        unit.tokens[at - 1].low in _PREPOSITIONS
        or (unit.tokens[at - 1].low in ("and", "or") and at > 1 and unit.tokens[at - 2].upper)
        or unit.tokens[at - 1].low == "one"
    )


def _listed(unit: Unit, comma: int, end: int) -> bool:
    """``Sofia, Bucharest and Ankara``: a comma inside a list of names."""
    both = comma > 0 and unit.tokens[comma - 1].upper and unit.tokens[comma + 1].upper
    return both and "and" in unit.lows(comma, end)


def _joins_names(unit: Unit, at: int, end: int) -> bool:
    if at == 0:
        return False
    left, right = unit.tokens[at - 1], unit.tokens[at + 1]
    nouns = unit.group("bodies", "roles", "organisations", within=(at - 1, at))
    if nouns and not right.upper and right.low not in ("the", "its", "their"):
        return bool(unit.group("roles", "bodies", "unnamed", within=(at + 1, end)))
    return (left.upper or left.low == "the" or right.low in ("the", "its", "their")) and (
        right.upper or right.low in ("the", "its", "their")
    )


def _without_lead(unit: Unit, start: int, end: int) -> int:
    """Return ``start`` past a leading time or place ("On Tuesday Oslo", "last month the ...")."""
    if start < end and unit.tokens[start].low in (
        "but",
        "and",
        "yet",
        "so",
        "then",
        "later",
        "earlier",
        "meanwhile",
    ):
        return _without_lead(unit, start + 1, end)
    lead = unit.tokens[start].low if start < end else ""
    if lead in _PREPOSITIONS or lead in (
        "last",
        "next",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
    ):
        for at in range(start, end - 1):
            if unit.tokens[at].low in listed("times") or unit.tokens[at].low.isdigit():
                return _without_lead(unit, at + 1, end)
        if lead in _PREPOSITIONS:
            return _after_place(unit, start, end)
    return start


def _after_place(unit: Unit, start: int, end: int) -> int:
    names = unit.named(start, end)
    after = unit.at(names[0].end) if names else end
    return after if after < end else end


def _begins_noun(unit: Unit, at: int) -> bool:
    token = unit.tokens[at]
    people = unit.group(
        "roles", "observers", "unnamed", "bodies", "organisations", within=(at, at + 3)
    )
    begins = any(h.start <= at + 1 for h in people) and token.low not in _STOPS | _PREPOSITIONS
    return (
        (token.upper and not token.quoted)
        or token.low in _DETERMINERS
        or token.low in ("he", "she", "they")
        or begins
    )


def _ends_source(unit: Unit, start: int, at: int) -> bool:
    """The source ends at a stop, at a time or place, or at a clause that goes on."""
    token = unit.tokens[at]
    if token.quoted or token.low in ('"', "“", ".", ";", ":", "—", "–", "but", "while"):
        return True
    if token.low in ("on", "after", "when", "during", "as") and at > start:
        return True
    following = unit.lows(at + 1, at + 2)
    if token.low == ",":
        return (bool(following) and following[0].endswith("ing")) or following[:1] in (
            ("and",),
            ("but",),
            ("after",),
            ("when",),
            ("if",),
        )
    return False
