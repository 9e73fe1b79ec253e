"""Which words are whose? Acts of speech in a unit: cue, source, content, and what nests in what.

Three shapes are read, by rule: source before its cue ("Oslo said that ..."), source
after it ("...," said Ida Holm), and the phrase ("according to ..."). A cue without a
source of its own shares the one before it ("regretted the loss and urged calm").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.statement.contents import around, sides_of_cue
from foedus.statement.cues import is_silence, is_verb
from foedus.statement.heard import Report
from foedus.statement.lexicon import Hit
from foedus.statement.places import by_place
from foedus.statement.scene import STATE_KINDS
from foedus.statement.sources import leading_subject, source_after, source_before, speaks
from foedus.statement.unit import AUXILIARIES, Unit
from foedus.statement.unsaid import is_deed, is_subordinate, is_supposed, never_asked
from foedus.statement.words import listed, word_set

_ADVERBS = word_set("also still later then again once already earlier now not never ever even only")

_COORDINATORS = word_set("and but while whereas although though yet")
_LATER = word_set("before after as")


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


def utterances(unit: Unit, reports: Sequence[Report] = ()) -> tuple[Utterance, ...]:
    """Return the acts of speech of ``unit``, one entry a speaker, in order.

    Args:
        unit: A run of text.
        reports: Acts that are known from elsewhere; they count where the rules see none.
    """
    acts = _acts(unit)
    found = _with_reports(unit, acts, reports if acts or reports else by_place(unit))
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
        elif act.shape == "phrase" and _is_outlet(unit, act):
            # "..., he said, according to a news agency": the agency only passes it on.
            outers[-1] = (act.source, *outers[-1])
        elif _covers(before, act) and (_is_outlet(unit, act) or not _same_state(unit, before, act)):
            # "Moscow promised help, a Belarusian official said": the promise is the inner act.
            outers[-1] = (act.source, *outers[-1])
        elif _covers(before, act):
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
        if act is not None and _quotes_another(unit, cue):
            acts.extend(_quoted_as_saying(unit, act))
            continue
        if act is not None and not _in_treaty(unit, act):
            acts.append(replace(act, cue_word=unit.tokens[cue.start].low))
    spoken = [a for a in acts if a.cue.entry.group != "nouns_of_speech"]
    return spoken or acts or _remarks(unit)


def _with_reports(unit: Unit, found: list[Act], reports: Sequence[Report]) -> list[Act]:
    """Add the acts that are known from elsewhere, where they meet none that the rules see."""
    added = []
    for report in reports:
        cue, source = report.cue, report.source
        met = any(a.cue.start < cue.end and cue.start < a.cue.end for a in found)
        silent = is_silence(unit, cue) or never_asked(unit, cue) or is_deed(unit, cue)
        if met or silent or unit.tokens[cue.start].quoted:
            continue
        if source[0] < cue.end and cue.start < source[1]:
            continue
        if unit.group("deeds", "treaty_words", within=(cue.start, cue.end)):
            continue  # "they signed a treaty", "under the pact": no word of saying
        if not speaks(unit, source, cue):
            continue  # "Article 2 forbids either side": the treaty speaks, and nobody reports it
        content = (
            around(unit, after=source, cue=cue)
            if report.follows
            else sides_of_cue(unit, source, cue)
        )
        shape = "after" if report.follows else "before"
        added.append(Act(cue, source, content, shape, unit.tokens[cue.start].low))
    return sorted([*found, *added], key=lambda act: act.cue.start) if added else found


def _is_outlet(unit: Unit, act: Act) -> bool:
    """``the state news agency reported``, ``according to a local daily``."""
    lows = unit.lows(*act.source)
    return bool(unit.group("agencies", within=act.source) or _OUTLETS.intersection(lows))


_OUTLETS = word_set(
    "agency newspaper daily weekly radio television broadcaster magazine channel website"
)


def _quotes_another(unit: Unit, cue: Hit) -> bool:
    if unit.tokens[cue.start].low in AUXILIARIES:
        return False  # "was quoted as saying"
    return cue.end - cue.start > 3 and unit.lows(cue.end - 2, cue.end) == ("as", "saying")


def _quoted_as_saying(unit: Unit, act: Act) -> list[Act]:
    """``TASS quoted Rudenko as saying``: an outlet and, inside, the one who speaks."""
    cue = act.cue
    quoting = Hit(cue.start, cue.start + 1, cue.entry)
    saying = Hit(cue.end - 1, cue.end, cue.entry)
    inner = Act(saying, (cue.start + 1, cue.end - 2), act.content, "before", "saying")
    return [replace(act, cue=quoting, cue_word=unit.tokens[cue.start].low), inner]


def _remarks(unit: Unit) -> list[Act]:
    """``Rudenko's remarks carried a note of caution, underscoring that ...``."""
    for at in range(1, min(8, len(unit.tokens))):
        owner = unit.tokens[at - 1].low in ("'s", "his", "her", "their") and unit.tokens[
            at
        ].low in listed("words_spoken")
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
    if unit.tokens[cue.start].quoted or is_silence(unit, cue) or is_deed(unit, cue):
        return None
    if cue.entry.id == "cue.according":
        return _phrase(unit, cue)
    if cue.entry.group == "nouns_of_speech":
        return _noun(unit, cue)
    if cue.entry.group == "given_to":
        return None
    if not is_verb(unit, cue) or never_asked(unit, cue):
        return None
    after = source_after(unit, cue)
    if after is not None:
        return Act(cue, after, around(unit, after=after, cue=cue), "after")
    source = source_before(unit, cue)
    if source is not None and (is_subordinate(unit, source[0]) or _is_object(unit, source)):
        return None
    if source is not None and cue.entry.more.get("act") == "ask" and is_supposed(unit, source[0]):
        return None
    if source is not None and speaks(unit, source, cue):
        return Act(cue, source, sides_of_cue(unit, source, cue), "before")
    if source is None and not before:
        source = leading_subject(unit, cue)
        if source is not None and speaks(unit, source, cue):
            return Act(cue, source, ((cue.end, len(unit.tokens)),), "before")
        return None
    if source is None and before and _shares(unit, cue, before[-1]):
        return Act(cue, (cue.start, cue.start), ((cue.end, len(unit.tokens)),), "shared")
    return None


def _in_treaty(unit: Unit, act: Act) -> bool:
    """``Under it London undertakes``, ``in the treaty they pledged``: the text speaks."""
    start = act.source[0]
    if act.act != "promise" or start == act.source[1] or start == 0:
        return False
    lead = unit.lows(max(0, start - 8), start)
    by_text = unit.group("treaty_words", within=(max(0, start - 6), start)) or "it" in lead[-2:]
    return bool({"under", "in", "by"}.intersection(lead)) and bool(by_text)


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


def _is_object(unit: Unit, source: tuple[int, int]) -> bool:
    """``an attack on a state close to it threatens ...``: a pronoun behind a preposition."""
    start, end = source
    lone = end - start == 1 and unit.tokens[start].low in ("it", "them", "him", "her")
    return lone and unit.lows(start - 1, start) in _TOWARDS


_TOWARDS = tuple((word,) for word in sorted(word_set("with to of for on by from against in at")))


def _shares(unit: Unit, cue: Hit, before: Act) -> bool:
    at = cue.start - 1
    while at >= 0 and (unit.tokens[at].low in _ADVERBS or unit.tokens[at].low.endswith("ly")):
        at -= 1
    joined = at >= 0 and unit.tokens[at].low in ("and", "but", "then")
    return joined and before.cue.end <= at


_THAT_STATE = tuple((noun, "'s") for noun in ("country", "island", "kingdom", "republic"))
_OWNERS = word_set("his her its their our")


def _same_voice(unit: Unit, before: Act, act: Act) -> bool:
    """``..., and he denied``: a pronoun after a coordinator goes on with the same speaker."""
    start, end = act.source
    low = unit.tokens[start].low
    pronoun = end - start == 1 and low in ("he", "she", "they", "it")
    pronoun = pronoun or (low in _OWNERS and unit.tokens[end - 1].low in listed("own_bodies"))
    own = before.source[1] > before.source[0]
    judged = act.act in ("react", "reject", "call") and not unit.named(start, end)
    return (
        (pronoun or judged)
        and own
        and before.cue.end <= start
        and not (judged and _coordinated(unit, start))
    )


def _covers(before: Act, act: Act) -> bool:
    """The later act stands behind words of which the earlier one is a part."""
    low, high = act.content[0] if act.content else (0, 0)
    whole = low <= before.source[0] and before.cue.end <= high
    return whole and act.shape in ("before", "after") and before.cue.end < act.cue.start


def _same_state(unit: Unit, before: Act, act: Act) -> bool:
    """The later source is an office of the earlier one ("Hungary ..., its minister said")."""
    earlier = {id_ for m in unit.named(*before.source) for id_ in m.ids}
    later = {id_ for m in unit.named(*act.source) for id_ in m.ids if m.kind in STATE_KINDS}
    if unit.lows(act.source[0], act.source[0] + 3)[1:] in _THAT_STATE:
        # "Oslo promised Riga ships, the country's minister said": the one named last.
        named = [m for m in unit.named(0, act.source[0]) if m.kind in STATE_KINDS]
        later = set(named[-1].ids) if named else later
    return not later or not earlier or bool(earlier & later)


def _nested(unit: Unit, before: Act, act: Act) -> bool:
    """The later act is inside the content of the earlier one, with no clause between them."""
    if act.shape == "phrase" or act.source[0] < before.cue.end:
        return act.shape != "phrase" and act.cue.start < before.source[0]
    return not _coordinated(unit, act.source[0])


def _coordinated(unit: Unit, start: int) -> bool:
    at = start - 1
    low = unit.tokens[at].low if at >= 0 else ""
    return low in _COORDINATORS or low in _LATER or low == ";"


"""Acts whose content may stand before the source; others take an object after the cue."""


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
        if end <= start:
            continue
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
