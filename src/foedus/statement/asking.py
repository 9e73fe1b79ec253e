"""Who is asked for help, for whom, and is it help at all that is asked?"""

from collections.abc import Sequence

from foedus.statement.actors import NAMED, Sides
from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.history import told_as_history
from foedus.statement.refs import Frame, Ref, States, references, subjects
from foedus.statement.words import word_set

_MODALS = word_set("will would may might could can must shall should if")
_NOT_ASKED = word_set("under after near against over about")
_THEY = word_set("they them it")
_FOR_AHEAD = 6
"""Words after the verb of asking in which "for" opens what is asked."""
_OBJECT_AHEAD = 3


def invoked(clause: Clause, *, frame: Frame) -> Draft | None:
    """``Lima is turning to the Rio Treaty``, said by who does it: a call for what it promises."""
    if not frame.own() or _MODALS.intersection(clause.lows()):
        return None
    for hit in clause.group("invocations"):
        before = clause.unit.lows(max(hit.start - 2, clause.start), hit.start)
        if {"to", "not", "n't", "never", "without"}.intersection(before):
            continue
        if not _of_treaty(clause, hit.end):
            continue
        subject = subjects(references(clause, clause.start, hit.start, frame=frame), hit.start)
        if subject and subject != frame.own():
            continue
        past = told_as_history(clause, hit.start, on=frame.scene.on)
        kind = "report_of_fact" if past else "request"
        return Draft(kind, "REQUEST", by=hit, negated=False, predicate=hit.end - 1)
    return None


def told_to_leave(clause: Clause, *, frame: Frame) -> Draft | None:
    """``Peking must take its soldiers home``, said by others: a demand, whatever binds whom."""
    own = frame.own()
    if not own or frame.speaker.kind in ("analysts", "outlet") or clause.conditions():
        return None
    for hit in clause.group("restraints"):
        if not _MUST.intersection(clause.unit.lows(max(hit.start - 2, clause.start), hit.start)):
            continue
        subject = subjects(references(clause, clause.start, hit.start, frame=frame), hit.start)
        if subject and not set(subject) & set(own):
            return Draft("request", "REQUEST", by=hit, negated=False, predicate=clause.start - 1)
    return None


_MUST = word_set("must should")
_OBJECT_WORDS = 6


def _of_treaty(clause: Clause, at: int) -> bool:
    """Tell whether a treaty or an alliance stands right behind the token ``at``."""
    within = (at, min(at + _OBJECT_WORDS, clause.end))
    named = any(m.kind in ("group", "instrument") for m in clause.named(within))
    return named or bool(clause.group("treaty_words", within=within))


def requested(clause: Clause, predicate: int, *, frame: Frame) -> Sides:
    """Return who is asked, and who would gain: the asker, where help or talks are asked for."""
    own = frame.own()
    helping = for_help(clause, predicate)
    refs = references(clause, max(predicate, clause.start), clause.end, frame=frame)
    asked = _all_asked(refs, own=own)
    if not asked and "both" in clause.lows():
        recent = tuple(s for s in frame.cast.recent if s not in own)
        several = tuple(sorted(s for s in frame.scene.states if s not in own)[:2])
        asked = recent if len(recent) == 2 else several
    if not asked:
        asked = _pointed_at(clause, refs, frame=frame)
    if not asked and helping:
        asked = _known(clause, frame=frame)
    cues = [h.start for h in clause.group("cues", "reactions") if h.start > predicate + 1]
    own_part = [r for r in refs if r.at < min(cues, default=clause.end)]
    gains = _third(own_part, asked, own=own) or own
    return Sides(tuple(s for s in asked if s not in (*own, *gains)), gains if helping else ())


def _all_asked(refs: Sequence[Ref], *, own: States) -> States:
    """``appealed to Oslo and Riga for ships``: all whose names are joined, and no others."""
    named = [r for r in refs if r.states and r.states != own]
    first = next((i for i, r in enumerate(named) if r.before not in _NOT_ASKED), len(named))
    asked: set[str] = set()
    last = -1
    for ref in named[first:]:
        if asked and (ref.before != "and" or ref.at - last > _JOINED):
            break
        asked |= set(ref.states)
        last = ref.at
    return tuple(sorted(asked))


_JOINED = 5
"""Words between the names of two that are asked together."""


def _third(refs: Sequence[Ref], asked: States, *, own: States) -> States:
    """``urged Paris to send radars to Chad``: help asked for another."""
    later = [r for r in refs if r.states and r.word in ("state", "capital") and r.before == "to"]
    if not later or set(later[0].states) <= {*asked, *own}:
        later = later[1:]
    return later[0].states if later and later[0].states != own else ()


def for_help(clause: Clause, predicate: int) -> bool:
    """Tell whether help or talks are asked for, not restraint or retreat.

    ``appealed for calm``, ``demanded that they leave``: nobody is helped;
    ``asked for ships to end the siege``: the ships are help.
    """
    restraints = [h for h in clause.group("restraints") if h.start > predicate]
    if not restraints:
        return True
    words = clause.unit.lows(predicate, min(predicate + _FOR_AHEAD, clause.end))
    noun = predicate + words.index("for") if "for" in words else clause.end
    return restraints[0].start > noun + _OBJECT_AHEAD


def _pointed_at(clause: Clause, refs: Sequence[Ref], *, frame: Frame) -> States:
    """``implored its neighbour``, ``demanded that they leave``: whoever spoke or acted last."""
    own = frame.own()
    words = {r.word for r in refs}
    pronoun = [r for r in refs[:2] if clause.unit.tokens[r.at].low in _THEY]
    if "ally" not in words and not pronoun:
        return ()
    spoken = frame.cast.last_spoken
    if spoken and spoken not in own:
        return (spoken,)
    others = [s for s in frame.scene.states if s not in own]
    return (others[0],) if others and "ally" in words else ()


def _known(clause: Clause, *, frame: Frame) -> States:
    """``thanked Washington and asked for an aircraft``: the one spoken of before."""
    own = frame.own()
    before = references(clause, 0, clause.start, frame=frame)
    named = [r.states for r in before if r.states and r.states != own and r.word in NAMED]
    treaty = frame.parties() if frame.worded else ()
    return treaty or frame.scene.members() or (named[-1] if named else _promiser(frame))


def _promiser(frame: Frame) -> States:
    """``He pressed for the radars to come soon``: who has just promised is the one asked."""
    obligor, helped = frame.scene.pair
    return obligor if helped == frame.own() else ()
