"""Which claims do the words of one statement carry? Clause by clause, then joined."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.statement import naming
from foedus.statement.attribution import Act
from foedus.statement.cast import Cast
from foedus.statement.claim import Claim, Speaker
from foedus.statement.clauses import Clause, clauses
from foedus.statement.describe import describe, sorted_marks
from foedus.statement.draft import Draft
from foedus.statement.instruments import Cited, cited
from foedus.statement.joining import (
    aside,
    between_states,
    distinct,
    with_article,
    without_headers,
)
from foedus.statement.kinds import by_content, by_cue
from foedus.statement.operators import Reading, read_operators
from foedus.statement.refs import Frame, references, subjects
from foedus.statement.remarks import remark_on_text
from foedus.statement.scene import Scene
from foedus.statement.unit import Unit
from foedus.statement.words import listed

_WHOLE = frozenset(("react", "reject", "call", "ask", "deny", "threaten"))
"""Acts that make one claim of their own, whatever their object says."""
_STATE_KINDS = ("state", "capital", "seat", "demonym")


@dataclass(frozen=True, slots=True)
class Said:
    """One act of a statement and the token ranges of its content."""

    act: Act | None
    ranges: tuple[tuple[int, int], ...]
    spoken: bool = False
    """The words are speech though no cue stands in them (a quotation that goes on)."""


def claims_of(
    unit: Unit,
    said: Sequence[Said],
    *,
    speaker: Speaker,
    whole: tuple[int, int],
    scene: Scene,
    cast: Cast,
) -> tuple[Claim, ...]:
    """Return the claims of one statement, one for each direction, trigger and duty."""
    found: list[Claim] = []
    spare: list[Cited] = []
    remarks: list[Claim] = []
    thanked = len(said) > 1
    if any(one.act is not None and one.act.act == "hope" for one in said):
        return ()
    for one in said:
        if (
            thanked
            and one.act is not None
            and unit.tokens[one.act.cue.start].low.startswith("thank")
        ):
            continue
        for clause in _clauses(unit, one):
            frame = _frame(unit, clause, speaker=speaker, whole=whole, scene=scene, cast=cast)
            frame = replace(
                frame,
                before=found[-1] if found else None,
                source=_source(unit, one, speaker, scene),
                promised=_promised(one),
                addressee=_addressee(unit, one),
            )
            if clause.group("silence") and speaker.kind != "outlet":
                continue
            articles = cited(unit.text, unit.span_of(clause.start, clause.end), last=scene.article)
            reading = read_operators(_after_cue(clause, one))
            draft = _draft(clause, reading, said=one, frame=frame)
            if found and _only_reserves(clause, reading, found[-1]):
                found[-1] = _reserved(found[-1], clause, reading)
                continue
            if draft is None:
                spare.extend(a for a in articles if a.own)
                pointed = Clause(unit, _pointing(unit, clause, one), clause.end, clause.hole)
                if scene.instrument() and (
                    remark := remark_on_text(pointed, reading, frame=frame, articles=articles)
                ):
                    remarks.append(remark)
                continue
            if _idle_forecast(draft, clause, frame=frame):
                continue
            claim = describe(draft, clause, reading, frame=frame, articles=articles)
            found.append(_outsider(claim, clause, said=one, frame=frame))
    spare.extend(_outside(unit, said, whole))
    claims = without_headers(distinct([with_article(c, spare) for c in found]))
    kept = [aside(c, speaker) for c in claims if scene.bare or between_states(c, speaker)]
    return (*kept, *remarks)


_HELD = ("commitment", "denial_of_commitment", "treaty_description")


def _only_reserves(clause: Clause, reading: Reading, before: Claim) -> bool:
    """``..., though its president alone would decide``: a reserve of the promise before it."""
    given = [h for h in clause.group("help") if h.entry.id == "help"]
    barred = clause.group("qualifiers")
    bare = not any(not any(b.start <= h.start < b.end for b in barred) for h in given)
    plain = reading.trigger == "none" and not reading.forms and not reading.negated
    return before.kind in _HELD and bool(reading.qualifiers) and bare and plain


def _reserved(claim: Claim, clause: Clause, reading: Reading) -> Claim:
    own = [m for m in reading.marks if m.field == "qualifiers"]
    return replace(
        claim,
        span=claim.span.join(clause.span()),
        qualifiers=tuple(sorted({*claim.qualifiers, *reading.qualifiers})),
        marks=sorted_marks([*claim.marks, *own]),
    )


def _clauses(unit: Unit, said: Said) -> tuple[Clause, ...]:
    if said.act is not None and said.act.act in _WHOLE:
        end = max((b for _, b in said.ranges), default=said.act.cue.end)
        own = said.act.source[1] if said.act.shape == "before" else said.act.cue.start
        start = own if own <= said.act.cue.start else said.act.cue.start
        if any(a < start for a, _ in said.ranges):
            return clauses(unit, said.ranges)[:1]
        end = next((i for i in range(said.act.cue.end, end) if unit.tokens[i].low == ";"), end)
        return (Clause(unit, start, max(end, said.act.cue.end)),)
    return clauses(unit, said.ranges)


def _draft(clause: Clause, reading: Reading, *, said: Said, frame: Frame) -> Draft | None:
    act = said.act
    if act is not None and (draft := by_cue(act.act, act.cue, clause, frame=frame)) is not None:
        return draft
    if act is not None and act.act in ("call", "hope"):
        return None
    name = act.act if act else ("say" if said.spoken or frame.speaker.kind != "outlet" else "")
    draft = by_content(clause, reading, act=name, frame=frame)
    return _by_voice(draft, clause, act=name, frame=frame) if draft is not None else None


def _outsider(claim: Claim, clause: Clause, *, said: Said, frame: Frame) -> Claim:
    """Only those who speak for the obligor commit it; others read the treaty or forecast.

    A beneficiary who reports the obligor's own words ("has told us it will come") is no outsider.
    """
    state = frame.speaker.state
    if (
        claim.kind not in ("commitment", "denial_of_commitment")
        or state is None
        or not claim.obligor
    ):
        return claim
    if state in claim.obligor or (said.act is not None and said.act.act in ("promise", "deny")):
        return claim
    if state in frame.scene.members() and len(claim.obligor) > 2:
        return claim
    if clause.group("nouns_of_speech") or listed("words_of_assurance").intersection(clause.lows()):
        return claim
    if frame.instrument and clause.unit.group("treaty_words"):
        return replace(claim, kind="treaty_description", plover=None)
    return replace(claim, kind="other", plover=None, trigger="none", duty="none")


_NARRATED = frozenset(("treaty_description", "report_of_fact"))


def _by_voice(draft: Draft, clause: Clause, *, act: str, frame: Frame) -> Draft | None:
    """Settle whose will makes the duty: outsiders forecast, the narrator only describes."""
    if frame.speaker.kind == "outlet" and "i" in clause.lows() and draft.kind not in _NARRATED:
        # A columnist's own forecast: "Lima, I suspect, would never send a soldier".
        return Draft("other", predicate=draft.predicate, negated=draft.negated)
    if frame.speaker.kind == "outlet":
        return draft if draft.kind in _NARRATED or frame.scene.bare else None
    if frame.speaker.kind != "analysts":
        return draft
    if draft.kind in ("commitment", "denial_of_commitment"):
        negated = True if draft.negated or act == "doubt" else None
        return Draft("other", predicate=draft.predicate, negated=negated)
    return draft if draft.kind != "threat" else None


def _idle_forecast(draft: Draft, clause: Clause, *, frame: Frame) -> bool:
    """A forecast of help needs a state that would help ("the pledge will be tested")."""
    if draft.kind != "other" or frame.speaker.kind != "analysts" or draft.predicate < 0:
        return False
    refs = references(clause, clause.start, max(draft.predicate, clause.start), frame=frame)
    return not subjects(refs, draft.predicate)


def _frame(
    unit: Unit,
    clause: Clause,
    *,
    speaker: Speaker,
    whole: tuple[int, int],
    scene: Scene,
    cast: Cast,
) -> Frame:
    instrument = _instrument(unit, clause, whole=whole, scene=scene)
    span = unit.span_of(*whole)
    named = any(span.start <= m.start < span.end for m in unit.treaties)
    pronoun = _meant_by_pronoun(unit, whole, scene)
    words = unit.group("treaty_words", within=whole) or cited(unit.text, span, last=None)
    return Frame(speaker, scene, cast, instrument, worded=bool(named or pronoun or words))


def _instrument(unit: Unit, clause: Clause, *, whole: tuple[int, int], scene: Scene) -> str | None:
    """Return the instrument that a clause rests on: named in it, meant by it, or the only one."""
    for low, high in ((clause.start, clause.end), whole):
        span = unit.span_of(low, high)
        inside = [m for m in unit.treaties if span.start <= m.start < span.end]
        if inside:
            # A name decides before a description ("the accord known as ...").
            return unit.titled(inside).ids[0]
    worded = unit.group("treaty_words", within=whole) or cited(
        unit.text, unit.span_of(*whole), last=None
    )
    pronoun = _meant_by_pronoun(unit, whole, scene)
    if worded or pronoun:
        return scene.instrument() or _of_group(unit, whole, scene)
    if scene.main and len(naming.parties(scene.main, scene.on)) == 2:
        return scene.main
    named = [
        m for m in unit.mentions if m.kind == "group" and "Treaty" in unit.text[m.start : m.end]
    ]
    return naming.group_instrument(named[0].ids[0]) if named else None


def _meant_by_pronoun(unit: Unit, whole: tuple[int, int], scene: Scene) -> bool:
    """``It obliges ...``, ``nobody has ratified it``, after a sentence on a treaty."""
    lows = unit.lows(*whole)
    object_ = any(
        a in listed("verbs_on_treaties") and b == "it" for a, b in itertools.pairwise(lows)
    )
    lead = lows[:3] if not _EMPTY.intersection(lows[1:4]) else ()
    return scene.subject_is_text and (object_ or bool({"it", "what", "this"}.intersection(lead)))


_EMPTY = frozenset(("comes", "came", "takes", "took", "seems", "seemed"))
"""Verbs by which "it" means nothing ("if it comes to war")."""


def _of_group(unit: Unit, whole: tuple[int, int], scene: Scene) -> str | None:
    """``Under the Joint Defence Agreement, ... of the six``: the treaty of the body at hand."""
    words = unit.group("treaty_words", within=whole)
    own = any(
        unit.tokens[h.start].upper or unit.lows(h.start - 1, h.start) == ("its",) for h in words
    )
    return naming.group_instrument(scene.group) if own and scene.group else None


def _pointing(unit: Unit, clause: Clause, said: Said) -> int:
    """``pointed to Article Four``: the word of saying belongs to the words that cite."""
    act = said.act
    return (
        act.cue.start
        if act is not None and act.cue.end == clause.start and act.cue.end - act.cue.start > 1
        else clause.start
    )


def _after_cue(clause: Clause, said: Said) -> Clause:
    """The word of saying itself is no operator of what is said ("threatened to ...").

    A denied denial is one, as a whole ("refused to rule out").
    """
    act = said.act
    if act is None or act.act not in _WHOLE or act.cue.end >= clause.end:
        return clause
    if not clause.start <= act.cue.start < clause.end:
        return clause
    if act.act == "deny" and clause.group("double_negation"):
        return clause
    return Clause(clause.unit, act.cue.end, clause.end, clause.hole)


def _promised(said: Said) -> str:
    if said.act is None or said.act.act != "promise":
        return ""
    return "readiness" if "offer" in said.act.cue_word else "will"


def _addressee(unit: Unit, said: Said) -> tuple[str, ...]:
    if said.act is None or said.act.shape == "phrase":
        return ()
    start = said.act.cue.end
    found = [
        m
        for m in unit.named(start, min(start + 4, len(unit.tokens)))
        if m.kind in ("state", "capital")
    ]
    begins = min((a for a, _ in said.ranges if a >= start), default=start)
    return tuple(m.ids[0] for m in found[:1] if len(m.ids) == 1 and unit.at(m.start) < begins)


def _source(unit: Unit, said: Said, speaker: Speaker, scene: Scene) -> tuple[str, ...]:
    if said.act is None or speaker.state is not None or speaker.kind == "analysts":
        return ()
    if {"alliance", "bloc", "union", "league"}.intersection(unit.lows(*said.act.source)):
        return scene.members()
    found: list[str] = []
    for mention in unit.named(*said.act.source):
        if mention.kind == "group":
            found.extend(naming.group_members(mention.ids[0], scene.on))
        if mention.kind in _STATE_KINDS and len(mention.ids) == 1 and mention.ids[0] not in found:
            found.append(mention.ids[0])
    return tuple(sorted(found))


def _outside(unit: Unit, said: Sequence[Said], whole: tuple[int, int]) -> list[Cited]:
    """Return the articles cited outside the content (", citing Article 2")."""
    covered = [unit.span_of(a, b) for one in said for a, b in one.ranges if a < b]
    found = cited(unit.text, unit.span_of(*whole), last=None)
    return [c for c in found if not any(s.covers(c.span) for s in covered)]
