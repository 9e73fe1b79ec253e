"""Which words are whose? Acts of speech in a unit: cue, source, content, and what nests in what.

Three shapes are read, by rule: source before its cue ("Oslo said that ..."), source
after it ("...," said Ida Holm), and the phrase ("according to ..."). A cue without a
source of its own shares the one before it ("regretted the loss and urged calm").
"""

from dataclasses import dataclass, replace

from foedus.statement.lexicon import Hit
from foedus.statement.sources import source_after, source_before, speaks
from foedus.statement.unit import AUXILIARIES, Unit

_BE = frozenset("is are was were be been being 're".split())
_MODALS = frozenset("will would could may might shall should can must 'll 'd to".split())
_SUBORDINATORS = frozenset("if once when whenever unless until whether should".split())
_QUESTIONED = frozenset("asked pressed questioned".split())
_NOUN_SIGNS = frozenset("a an the its their his her our my no any every this these".split())
_ADVERBS = frozenset(
    "also still later then again once already earlier now not never even only".split()
)
_COORDINATORS = frozenset("and but while whereas although though yet".split())
_LATER = frozenset("before after as".split())
_QUOTE_MARKS = frozenset('"“”«»')
_PLURAL_SUBJECTS = frozenset("they we i you people police many some others both all".split())


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech: its cue and the token ranges of its source and content."""

    cue: Hit
    source: tuple[int, int]
    """Empty (start == end) where the cue shares the source of the act before it."""
    content: tuple[tuple[int, int], ...]
    shape: str
    """``before``, ``after``, ``phrase`` or ``shared``."""

    cue_word: str = ""
    """The first word of the cue, in lower case."""

    @property
    def act(self) -> str:
        """What the cue does: say, promise, deny, warn, ask, react ..."""
        return self.cue.entry.more.get("act", "say")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement to be: the acts of one speaker, and the tokens it covers."""

    acts: tuple[Act, ...]
    outer: tuple[tuple[int, int], ...]
    """Sources that report the speaker, outermost first."""
    range: tuple[int, int]


def utterances(unit: Unit) -> tuple[Utterance, ...]:
    """Return the acts of speech of ``unit``, one entry a speaker, in order."""
    found = _acts(unit)
    if not found:
        return ()
    groups: list[list[Act]] = []
    outers: list[tuple[tuple[int, int], ...]] = []
    for act in found:
        before = groups[-1][-1] if groups else None
        if before is None:
            groups.append([act])
            outers.append(())
        elif act.shape == "shared" or _same_voice(unit, before, act):
            groups[-1].append(act)
        elif _own_office(unit, before, act):
            # "Hungary ruled out ..., its foreign minister said": one voice, two words of saying.
            inner = groups[-1]
            groups[-1] = [Act(act.cue, act.source, (), act.shape), *inner]
        elif _nested(unit, before, act):
            reporter = groups[-1][0].source
            outers[-1] = (*outers[-1], reporter)
            groups[-1] = [act]
        else:
            groups.append([act])
            outers.append(())
    return _with_ranges(unit, groups, outers)


def _acts(unit: Unit) -> list[Act]:
    acts: list[Act] = []
    for cue in unit.group("cues", "given_to", "nouns_of_speech"):
        act = _read(unit, cue, acts)
        if act is not None and not _in_treaty(unit, act):
            acts.append(replace(act, cue_word=unit.tokens[cue.start].low))
    spoken = [a for a in acts if a.cue.entry.group != "nouns_of_speech"]
    return spoken or acts or _remarks(unit)


_SPOKEN = frozenset(
    "remarks remark comments words statement statements speech address briefing".split()
)


def _remarks(unit: Unit) -> list[Act]:
    """``Rudenko's remarks carried a note of caution, underscoring that ...``."""
    for at in range(1, min(8, len(unit.tokens))):
        owner = (
            unit.tokens[at - 1].low in ("'s", "his", "her", "their")
            and unit.tokens[at].low in _SPOKEN
        )
        if not owner:
            continue
        end = at - 1 if unit.tokens[at - 1].low == "'s" else at
        for cue in unit.group("cues", within=(at, len(unit.tokens))):
            word = unit.tokens[cue.start].low
            that = unit.lows(cue.end, cue.end + 1) == ("that",)
            if word.endswith("ing") and that and not unit.tokens[cue.start].quoted:
                return [Act(cue, (0, end), ((cue.end, len(unit.tokens)),), "before", word)]
    return []


def _read(unit: Unit, cue: Hit, before: list[Act]) -> Act | None:
    if unit.tokens[cue.start].quoted or _is_silence(unit, cue):
        return None
    if cue.entry.id == "cue.according":
        return _phrase(unit, cue)
    if cue.entry.group == "nouns_of_speech":
        return _noun(unit, cue)
    if cue.entry.group == "given_to":
        return None
    if not _is_verb(unit, cue):
        return None
    after = source_after(unit, cue)
    if after is not None:
        return Act(cue, after, _around(unit, after=after, cue=cue), "after")
    source = source_before(unit, cue)
    if source is not None and _subordinate(unit, source[0]):
        return None
    if source is not None and speaks(unit, source, cue):
        return Act(cue, source, _sides(unit, source, cue), "before")
    if source is None and before and _shares(unit, cue, before[-1]):
        return Act(cue, (cue.start, cue.start), ((cue.end, len(unit.tokens)),), "shared")
    return None


def _in_treaty(unit: Unit, act: Act) -> bool:
    """``Under it London undertakes``; ``in the treaty they pledged``: the text speaks, not a person."""
    start = act.source[0]
    if act.act != "promise" or start == act.source[1] or start == 0:
        return False
    lead = unit.lows(max(0, start - 8), start)
    by_text = unit.group("treaty_words", within=(max(0, start - 6), start)) or "it" in lead[-2:]
    return bool({"under", "in"}.intersection(lead)) and bool(by_text)


def _phrase(unit: Unit, cue: Hit) -> Act | None:
    end = cue.end
    while end < len(unit.tokens) and unit.tokens[end].low not in (",", ".", ";", '"', "”"):
        end += 1
    if end == cue.end or not speaks(unit, (cue.end, end), cue):
        return None
    content = [(0, cue.start)] if cue.start > 1 else []
    if end + 1 < len(unit.tokens):
        content.append((end + 1, len(unit.tokens)))
    return Act(cue, (cue.end, end), tuple(content), "phrase")


def _noun(unit: Unit, cue: Hit) -> Act | None:
    at = cue.start - 1
    while (
        at >= 0 and not unit.tokens[at].upper and unit.tokens[at].low != "'s" and at > cue.start - 3
    ):
        at -= 1
    if at < 1 or unit.tokens[at].low != "'s":
        return None
    source = (max(0, at - 3), at)
    while source[0] < at and not unit.named(source[0], source[0] + 1):
        source = (source[0] + 1, at)
    if source[0] == at:
        return None
    return Act(cue, source, ((cue.end - 1, len(unit.tokens)),), "before")


def _is_verb(unit: Unit, cue: Hit) -> bool:
    """Tell whether the word of saying is a finite active verb here, not a noun or a passive."""
    token = unit.tokens[cue.start]
    word = token.low
    at = cue.start - 1
    while at >= 0 and (unit.tokens[at].low in _ADVERBS or unit.tokens[at].low.endswith("ly")):
        at -= 1
    previous = unit.tokens[at].low if at >= 0 else ""
    if word.startswith("recall") and "ambassador" in " ".join(unit.lows(cue.end, cue.end + 3)):
        return False
    if (token.upper and cue.start) or previous in _MODALS or previous in _NOUN_SIGNS:
        return False
    if word in _QUESTIONED and previous == ",":
        return False
    if word in _BE:
        return True
    if previous in _BE or word.endswith("ing"):
        withal = "with" in unit.lows(cue.start - 5, cue.start) and cue.entry.id.startswith(
            "cue.react"
        )
        return word.endswith("ing") and (previous in _BE or withal)
    if previous in ("who", "which", "that") and at > 0 and unit.tokens[at - 1].low != ",":
        return False
    if _is_past(word):
        return True
    if word.endswith("s") and not word.endswith("ss"):
        return _singular_subject(unit, at)
    auxiliary = previous in ("did", "does", "do", "and")
    return (
        auxiliary or previous in _PLURAL_SUBJECTS or _plural(previous) or _plural_phrase(unit, at)
    )


def _is_silence(unit: Unit, cue: Hit) -> bool:
    return any(h.start < cue.end and cue.start < h.end for h in unit.group("silence"))


def _subordinate(unit: Unit, start: int) -> bool:
    return start > 0 and unit.tokens[start - 1].low in _SUBORDINATORS


def _singular_subject(unit: Unit, at: int) -> bool:
    token = unit.tokens[at] if at >= 0 else None
    if token is None or token.low.endswith("'s"):
        return False
    people = unit.group(
        "roles", "bodies", "observers", "unnamed", "organisations", "documents_of_speech"
    )
    return (
        token.upper or token.low in ("he", "she", "it", ",") or any(h.end == at + 1 for h in people)
    )


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in _PAST


_PREPOSITIONS = frozenset("in at of from on near for with".split())
_PAST = frozenset(
    "said told wrote swore gave made put spoke held took stood read went laid sought quit "
    "let thought found fought brought spelt sworn".split()
)


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in (
        "people",
        "men",
        "women",
        "media",
    )


def _plural_phrase(unit: Unit, at: int) -> bool:
    """``Diplomats in the region say``: the head noun before a preposition is plural."""
    if at < 0 or unit.tokens[at].low in _PREPOSITIONS:
        return False
    for back in range(at, max(at - 5, 0), -1):
        if unit.tokens[back].low in ("such", "no", "any", ",", "that"):
            return False
        if unit.tokens[back].low in _PREPOSITIONS:
            return _plural(unit.tokens[back - 1].low)
    return False


def _adjective_like(word: str) -> bool:
    return word.endswith(("al", "ive", "ous", "ful")) and word not in ("general", "official")


def _shares(unit: Unit, cue: Hit, before: Act) -> bool:
    at = cue.start - 1
    while at >= 0 and (unit.tokens[at].low in _ADVERBS or unit.tokens[at].low.endswith("ly")):
        at -= 1
    joined = at >= 0 and unit.tokens[at].low in ("and", "but", "then")
    return joined and before.cue.end <= at


def _same_voice(unit: Unit, before: Act, act: Act) -> bool:
    """``..., and he denied``: a pronoun after a coordinator goes on with the same speaker."""
    start, end = act.source
    pronoun = end - start == 1 and unit.tokens[start].low in ("he", "she", "they", "it")
    own = before.source[1] > before.source[0]
    judged = act.act in ("react", "reject", "call") and not unit.named(start, end)
    return (
        (pronoun or judged)
        and own
        and before.cue.end <= start
        and not (judged and _coordinated(unit, start))
    )


def _own_office(unit: Unit, before: Act, act: Act) -> bool:
    """The later source is an office of the earlier one, and stands after its words."""
    start, end = act.source
    later = (
        act.shape == "before" and before.cue.end < start and act.content[:1] == ((0, start - 1),)
    )
    return later and unit.tokens[start].low in ("its", "their", "his", "her") and end - start <= 6


def _nested(unit: Unit, before: Act, act: Act) -> bool:
    """The later act is inside the content of the earlier one, with no clause between them."""
    if act.shape == "phrase" or act.source[0] < before.cue.end:
        return act.shape != "phrase" and act.cue.start < before.source[0]
    return not _coordinated(unit, act.source[0])


def _coordinated(unit: Unit, start: int) -> bool:
    at = start - 1
    low = unit.tokens[at].low if at >= 0 else ""
    return low in _COORDINATORS or low in _LATER or low == ";"


def _sides(unit: Unit, source: tuple[int, int], cue: Hit) -> tuple[tuple[int, int], ...]:
    """Return the content of a source-first act: what follows, and what stood before a comma."""
    total = len(unit.tokens)
    before = source[0] - 1
    closed = before >= 1 and unit.tokens[before].low in (",", '"', "”", "»", "–", "—")
    if not closed:
        return ((_past_addressee(unit, cue), total),)
    medial = _medial(unit, cue)
    if not _clause(unit, 0, before):
        lead = unit.tokens[0].low in _PREPOSITIONS or medial is None
        return (
            ((_past_addressee(unit, cue), total),)
            if lead or medial is None
            else ((0, before), (medial, total))
        )
    if cue.entry.more.get("act") not in _OPEN:
        return ((0, before), (_past_addressee(unit, cue), total))
    right = medial if medial is not None else _goes_on(unit, cue)
    return ((0, before), (right, total)) if right is not None else ((0, before),)


_OPEN = frozenset(("say", "promise", "warn", "doubt"))
"""Acts whose content may stand before the source; others take an object after the cue."""


_TELLING = frozenset(
    "told tell tells assured assures reminded informed warned promised cautioned advised".split()
)


def _past_addressee(unit: Unit, cue: Hit) -> int:
    """``assured Moscow that it will``: the content begins behind the one who is told."""
    if unit.tokens[cue.start].low not in _TELLING:
        return cue.end
    for at in range(cue.end, min(cue.end + 9, len(unit.tokens) - 2)):
        low = unit.tokens[at].low
        if low in ("that", "he", "she", "they", "we", "all", '"', "“"):
            return at
        if low in AUXILIARIES or low in (",", "to", "of"):
            return cue.end
    return cue.end


def _medial(unit: Unit, cue: Hit) -> int | None:
    """``The pact, he told us, had failed``: where the sentence goes on after the attribution."""
    for at in range(cue.end, min(cue.end + 8, len(unit.tokens) - 1)):
        if unit.tokens[at].low == ",":
            following = unit.tokens[at + 1].low
            return at + 1 if following in AUXILIARIES or following in _OPENERS else None
    return None


_OPENERS = frozenset('" “ it they we he she if that and'.split())


def _goes_on(unit: Unit, cue: Hit) -> int | None:
    """Return where content after a final attribution begins, or None where none follows."""
    for at in range(cue.end, len(unit.tokens) - 1):
        if unit.tokens[at].low in (":", ";", ",", '"', "“"):
            citing = unit.tokens[at + 1].low in _CITING
            return None if citing and unit.tokens[at].low == "," else at
    if _clause_opener(unit, cue.end):
        return cue.end
    return None


_CITING = frozenset("citing pointing referring invoking quoting".split())


def _clause_opener(unit: Unit, at: int) -> bool:
    low = unit.tokens[at].low if at < len(unit.tokens) else "."
    return low in ("that", "it", "they", "he", "she", "we", "all", "no", "there") or (
        unit.tokens[min(at, len(unit.tokens) - 1)].upper
        and _clause(unit, at, len(unit.tokens))
        and low not in _WEEKDAYS
        and not unit.group("agencies", within=(at, at + 1))
    )


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _around(unit: Unit, *, after: tuple[int, int], cue: Hit) -> tuple[tuple[int, int], ...]:
    """Return the content of a source-last act: what stood before, and what goes on after."""
    parts = [(0, max(cue.start - 1, 1))]
    if after[1] < len(unit.tokens) - 1:
        parts.append((after[1], len(unit.tokens)))
    return tuple(parts)


def _clause(unit: Unit, start: int, end: int) -> bool:
    """Tell whether the tokens hold a verb or a quotation."""
    verbs = unit.group("help", "deeds", "duties", within=(start, end))
    lows = unit.lows(start, end)
    return bool(verbs) or any(w in _BE or w in _QUOTE_MARKS or w.endswith("ed") for w in lows)


def _with_ranges(
    unit: Unit, groups: list[list[Act]], outers: list[tuple[tuple[int, int], ...]]
) -> tuple[Utterance, ...]:
    borders = [0]
    for group in groups[1:]:
        borders.append(_border(unit, group[0], borders[-1]))
    borders.append(len(unit.tokens))
    made = []
    for at, group in enumerate(groups):
        start, end = borders[at], _trimmed(unit, borders[at], borders[at + 1])
        acts = tuple(_clipped(act, start, end) for act in group)
        made.append(Utterance(acts, outers[at], (start, end)))
    return tuple(made)


def _border(unit: Unit, act: Act, low: int) -> int:
    """Return where the clause of a later speaker begins: after the last coordinator before it."""
    anchor = act.source[0] if act.shape != "after" else act.cue.start
    for at in range(anchor - 1, low, -1):
        if unit.tokens[at].low in _COORDINATORS and unit.tokens[at - 1].low in (",", ";", '"', "”"):
            return at + 1
        if unit.tokens[at].low == ";":
            return at + 1
    return anchor if act.shape != "after" else max(low + 1, anchor - 1)


def _trimmed(unit: Unit, start: int, end: int) -> int:
    """Return ``end`` without the linking word and comma before the next speaker's clause."""
    if end == len(unit.tokens):
        return end
    while end - 1 > start and (
        unit.tokens[end - 1].low in _COORDINATORS or unit.tokens[end - 1].low in ",;"
    ):
        end -= 1
    return end


def _clipped(act: Act, start: int, end: int) -> Act:
    content = tuple(
        (max(a, start), min(b, end)) for a, b in act.content if max(a, start) < min(b, end)
    )
    return Act(act.cue, act.source, content, act.shape, act.cue_word)
