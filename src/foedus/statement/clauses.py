"""Into which clauses does the content of an act of speech fall, and which part is condition?

A clause is a run of tokens, possibly with a hole where the attribution stands. It is
parted from the next where a coordinator, a stop or a new complement opens words that
have a subject and a finite verb of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.names import Mention
from foedus.statement.lexicon import Hit
from foedus.statement.unit import FINITE, PRONOUNS, Unit
from foedus.statement.words import word_set
from foedus.text import Span

_LINKS = word_set("and but though although while whereas because")
_SUBJECTS = PRONOUNS | word_set(
    "each neither either nobody that this there no any both all one everyone"
)
_HARD = frozenset(".;")
_MODAL_NEXT = (("would",), ("will",), ("must",), ("shall",), ("'ll",))
_MODALS = ("must", "will", "would", "shall", "may", "can", "could")
_LONG_SUBJECT = 7
_SHORT_SUBJECT, _LONG_CONDITION = 4, 14
_ANY = ("any", "anyone", "anybody")
_AFTER_ONCE = (("more",), ("again",), ("in",), ("only",), (",",))
_SUBJECT_OPENERS = word_set(
    "the a an any its their our his her it they we he she either one anyone anybody another war "
    "this that these those somebody someone"
)
_NOUN_CONDITIONS = word_set(
    "any an aggression whoever attack armed a moving deploying placing sending anyone anybody one "
    "upon on"
)
_AFTER_NOUN = word_set("will would is shall must 'll as finds and")
_CONDITIONAL = word_set("if should when once unless whenever were")
_DETERMINERS = word_set("the its their our his her no neither each both")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``[start, end)`` of a unit without those in ``hole``."""

    unit: Unit
    start: int
    end: int
    hole: tuple[int, int] = (0, 0)

    def group(self, *names: str, within: tuple[int, int] | None = None) -> tuple[Hit, ...]:
        """Return the lexicon's hits of the groups inside the clause."""
        hits = self.unit.group(*names, within=within or (self.start, self.end))
        low, high = self.hole
        return tuple([h for h in hits if h.end <= low or h.start >= high]) if high else hits

    def named(self, within: tuple[int, int] | None = None) -> tuple[Mention, ...]:
        """Return the names inside the clause."""
        low, high = within or (self.start, self.end)
        return tuple(
            m
            for m in self.unit.named(low, high)
            if not self.hole[0] <= self.unit.at(m.start) < self.hole[1]
        )

    def lows(self) -> tuple[str, ...]:
        """Return the lower-case words of the clause."""
        unit, (low, high) = self.unit, self.hole
        if not self.start <= low < high <= self.end:
            return unit.lows(self.start, self.end)
        return unit.lows(self.start, low) + unit.lows(high, self.end)

    def span(self) -> Span:
        """Return the characters of the clause, without marks at its ends.

        Where it has a hole, the longer part stands for it.
        """
        start, end = self.start, self.end
        if start < self.hole[1] <= end:
            before, after = (start, self.hole[0]), (self.hole[1], end)
            start, end = max(before, after, key=lambda r: r[1] - r[0])
        while end - start > 1 and self.unit.tokens[end - 1].low in '.,;:"“”':
            end -= 1
        while end - start > 1 and self.unit.tokens[start].low in (*'.,;:"“”', "that", "and", "but"):
            start += 1
        return self.unit.span_of(start, end)

    def conditions(self) -> tuple[tuple[int, int], ...]:
        """Return the token ranges of its conditions ("if ...", "an attack on ...")."""
        found: list[tuple[int, int]] = []
        for hit in self.group("conditions"):
            if found and hit.start < found[-1][1]:
                continue
            if self._likened(hit) or not self._opens(hit):
                continue
            if found and hit.start == found[-1][1] and self._is_noun(hit):
                # "calls an attack on one an aggression against all": the predicate.
                continue
            found.append((hit.start, self._closes(hit)))
        return tuple(found)

    def _likened(self, hit: Hit) -> bool:
        """Words such as "at once", "once more", "as if" and "as long as it takes" set none."""
        around = self.unit.lows(hit.start - 1, hit.end)
        if around in (("at", "once"), ("as", "if")):
            return True
        after = self.unit.lows(hit.end, hit.end + 2)
        return after == ("it", "takes") or (
            around[-1:] == ("once",) and after[:1] in _AFTER_ONCE and hit.end - hit.start == 1
        )

    def main(self) -> tuple[tuple[int, int], ...]:
        """Return the token ranges outside the conditions and the hole."""
        cut = sorted((*self.conditions(), self.hole))
        ranges: list[tuple[int, int]] = []
        at = self.start
        for low, high in cut:
            if high <= at:
                continue
            if low > at:
                ranges.append((at, min(low, self.end)))
            at = high
        if at < self.end:
            ranges.append((at, self.end))
        return tuple(ranges)

    def _opens(self, hit: Hit) -> bool:
        """Words such as "should", "were" and "any" open a condition only before their subject."""
        word = self.unit.tokens[hit.start].low
        if hit.end - hit.start > 1 or word not in ("should", "were", *_ANY):
            return True
        if word in _ANY:
            return self._whoever(hit)
        at = hit.start
        after = self.unit.lows(at + 1, at + 9)
        subject = bool(_SUBJECT_OPENERS.intersection(after[:1])) or (
            at + 1 < self.end and self.unit.tokens[at + 1].upper
        )
        if word == "should" and (subject or "be" in after[1:6]):
            return True
        if word == "were" and subject and "to" in after[1:6]:
            return True
        return at == self.start or self.unit.tokens[at - 1].low in (
            ",",
            '"',
            "“",
            "that",
            "and",
            "but",
        )

    def _whoever(self, hit: Hit) -> bool:
        """``Any ship that enters the bay will be sunk``: a subject, with its own verb ahead."""
        at = hit.start
        if at > self.start and self.unit.tokens[at - 1].low not in (",", '"', "“", "that", ":"):
            return False
        # "Any deployment would need a vote" sets no condition.
        for later in range(at + 1, min(at + _SHORT_SUBJECT, self.end)):
            if self.unit.tokens[later].low in _MODALS:
                return False
        for later in range(at + _SHORT_SUBJECT, min(at + _LONG_CONDITION, self.end)):
            if self.unit.tokens[later].low in _MODALS:
                return True
        return False

    def _is_noun(self, hit: Hit) -> bool:
        """Tell whether the condition is a noun phrase ("an attack on ...")."""
        return self.unit.tokens[hit.start].low in _NOUN_CONDITIONS

    def _closes(self, hit: Hit) -> int:
        """Return where the condition ends: at its comma, a modal after a noun, or the end."""
        noun = self._is_noun(hit)
        placed = self.unit.tokens[hit.start].low == "in" and not noun
        for at in range(hit.end, self.end):
            low = self.unit.tokens[at].low
            if self.hole[0] <= at < self.hole[1]:
                return at
            if low in (",", ";", ".", ":") and not self._inner_comma(at):
                return at
            subject = low in PRONOUNS and self.unit.lows(at + 1, at + 2)[:1] in _MODAL_NEXT
            if subject and at >= hit.end + 2:
                return at
            if noun and low in ("a", "an") and at - hit.end >= 2 and self._predicative(at):
                return at
            if noun and low in _AFTER_NOUN:
                return at
            if placed and low in _MODALS:
                return self._subject_before(at, hit)
        return self.end

    def _subject_before(self, modal: int, hit: Hit) -> int:
        """``In a war over the bay the battalion would stay``: the subject begins at "the"."""
        for at in range(modal - 1, hit.end, -1):
            if self.unit.tokens[at].low in _DETERMINERS:
                return at
        return modal

    def _predicative(self, at: int) -> bool:
        """``calls any attack on its soil a threat``: the article opens a predicate."""
        before = self.unit.tokens[at - 1].low
        return before not in (
            "on",
            "against",
            "of",
            "from",
            "by",
            "in",
            "to",
            "with",
            "or",
            "and",
            "as",
        )

    def _inner_comma(self, at: int) -> bool:
        """A comma inside a list ("a soldier, ship or aircraft") closes nothing."""
        following = self.unit.lows(at + 1, at + 6)
        if following[:1] == ("or",):
            return True
        for word in following:
            if word in FINITE or word == ",":
                return False
            if word == "or":
                return True
        return False


def clauses(unit: Unit, ranges: Sequence[tuple[int, int]]) -> tuple[Clause, ...]:
    """Return the clauses of the token ranges, in order."""
    joined = _joined(unit, ranges)
    found: list[Clause] = []
    for complete in joined:
        whole = _without_comment(complete)
        start = whole.start
        for at in range(whole.start + 1, whole.end - 1):
            if whole.hole[0] <= at < whole.hole[1] or at < start + 2:
                continue
            after = _splits(unit, at, end=whole.end)
            hard = _stops(unit, at)
            if after and (hard or _tells(_cut(whole, start, at))):
                found.append(_cut(whole, start, at))
                start = after
        if start < whole.end:
            found.append(_cut(whole, start, whole.end))
    return tuple(c for c in found if c.end - c.start > 1)


def _without_comment(whole: Clause) -> Clause:
    """``..., reinforcing a story of resilience``: a trailing participle comments on the rest.

    One that gives help or says something ("..., sending troops", "..., adding that") does not.
    """
    unit = whole.unit
    for at in range(whole.end - 2, whole.start, -1):
        low = unit.tokens[at].low
        if unit.tokens[at - 1].low != "," or not low.endswith("ing"):
            if low in ".;:" or low in FINITE:
                return whole
            continue
        telling = list(unit.group("forms", "cues", "duties", "comment_excluded", "law_links"))
        if unit.named(at, whole.end) or unit.group("forms", within=(at, whole.end)):
            telling += unit.group("help")
        if any(h.start == at for h in telling) or not _has_verb(unit, whole.start, at):
            return whole
        return _cut(whole, whole.start, at - 1)
    return whole


def _joined(unit: Unit, ranges: Sequence[tuple[int, int]]) -> list[Clause]:
    if len(ranges) == 2:
        (a, b), (c, d) = ranges
        asked = unit.tokens[a].low in ("asked", "pressed", "questioned")
        full = unit.group("help", "forms", "treaty_words", within=(c, d))
        if asked and full and _has_verb(unit, c, d):
            # What was asked is not what was said; the answer stands behind the attribution.
            return [Clause(unit, c, d)]
        if asked or not _has_verb(unit, a, b):
            return [Clause(unit, a, d, (b, c))]
    return [Clause(unit, a, b) for a, b in ranges]


def _cut(whole: Clause, start: int, end: int) -> Clause:
    low, high = whole.hole
    return Clause(whole.unit, start, end, (low, high) if start < high and low < end else (0, 0))


def _stops(unit: Unit, at: int) -> bool:
    """A point inside a number or a name ("1.6 billion yen", "U.N.-led") ends nothing."""
    if unit.tokens[at].low not in _HARD:
        return False
    glued = 0 < at < len(unit.tokens) - 1 and unit.tokens[at - 1].end == unit.tokens[at].start
    return not (glued and unit.tokens[at].end == unit.tokens[at + 1].start)


def _splits(unit: Unit, at: int, *, end: int) -> int:
    """Return where a new clause begins if the token at ``at`` parts two, else 0."""
    low = unit.tokens[at].low
    if _stops(unit, at) or (low == ":" and _has_verb(unit, at + 1, end)):
        return at + 1
    if low not in _LINKS or (low == "and" and _lists_names(unit, at)):
        return 0
    nxt = unit.lows(at + 1, at + 3)
    if not nxt:
        return 0
    if low == "but" and nxt[0] in ("no", "not"):
        return at + 1  # "will send tanks but no soldiers": a promise and a refusal
    if nxt[0] == "to" and low == "and":
        verbs = unit.group("help", "duties", "deeds", "forms", within=(at + 2, at + 8))
        return at + 1 if any(h.start == at + 2 for h in verbs) else 0
    if nxt[0] in ("that", *_MODALS) and len(nxt) > 1:
        return at + 1
    return at + 1 if _own_subject(unit, at + 1, end=end) else 0


def _lists_names(unit: Unit, at: int) -> bool:
    """``that Chad and Mali would act``: two names before one verb."""
    beside = {unit.at(m.start) for m in unit.mentions} & {at + 1, at + 2}
    before = any(unit.at(m.end - 1) == at - 1 for m in unit.mentions)
    if not beside or not before:
        return False
    for back in range(at - 1, max(at - 8, -1), -1):
        low = unit.tokens[back].low
        if low in FINITE:
            return False
        if low in ("that", ",", ":"):
            return True
    return False


def _own_subject(unit: Unit, start: int, *, end: int) -> bool:
    """Tell whether a subject and a finite verb follow, before any stop."""
    first = unit.tokens[start].low
    for at in range(start, min(start + _LONG_SUBJECT, end)):
        low = unit.tokens[at].low
        if low in ",;.:" or low in ("if", "when", "should"):
            return False
        if at > start and (low in FINITE or _finite_hit(unit, at)):
            return True
        if at == start and low in FINITE and first not in _SUBJECTS:
            return low in ("will", "would", "shall", "must", "can", "could", "may") and False
    return False


def _finite_hit(unit: Unit, at: int) -> bool:
    return any(h.start == at for h in unit.group("duties", "deeds", within=(at, at + 6))) and (
        unit.tokens[at].low.endswith(("s", "ed"))
        or unit.tokens[at].low in ("owe", "requires", "calls")
    )


def _tells(piece: Clause) -> bool:
    """Tell whether a piece has a verb of its own, beside that of its condition.

    "If the port fell and the Finns resisted, we would come" is not parted at "and".
    """
    if piece.unit.tokens[piece.start].low not in _CONDITIONAL:
        return _has_verb(piece.unit, piece.start, piece.end)
    return any(_has_verb(piece.unit, low, high) for low, high in piece.main())


def _has_verb(unit: Unit, start: int, end: int) -> bool:
    if any(low in FINITE for low in unit.lows(start, end)):
        return True
    hits = unit.group("duties", "deeds", "help", within=(start, end))
    return any(
        unit.tokens[h.start].low.endswith(("ed", "es", "s")) or h.entry.group == "duties"
        for h in hits
    )
