"""Who would act, for whom, against whom? The parties of a promise, a duty, a request, a fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.statement import naming
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.refs import Frame, Ref, States, objects, references, subjects
from foedus.statement.unit import FINITE
from foedus.statement.words import listed

_BINDING = ("duty.shall", "duty.may", "duty.will")
_NAMED = ("state", "capital", "seat", "demonym")


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one claim."""

    obligor: States = ()
    beneficiary: States = ()
    against: States = ()


def adversaries(refs: Sequence[Ref], *, sides: States) -> States:
    """Return the states named behind "against" that are on neither side."""
    found = {s for r in refs if r.before == "against" and len(r.states) == 1 for s in r.states}
    return tuple(sorted(found - set(sides)))


def victims(clause: Clause, *, frame: Frame) -> States:
    """Return the states that a condition names as attacked ("if Finland is attacked")."""
    found: set[str] = set()
    for low, high in clause.conditions():
        for ref in references(clause, low, high, frame=frame):
            end = clause.unit.lows(ref.at + 1, ref.at + 2)
            attacker = bool(listed("attacking_verbs").intersection(end)) or ref.before in (
                "from",
                "by",
                "across",
            )
            joined = not found or ref.before in ("and", "or", ",")
            if ref.states and ref.word not in ("group", "self") and not attacker and joined:
                found |= set(ref.states)
    return tuple(sorted(found))


def attackers(clause: Clause, *, frame: Frame) -> States:
    """Return the states that a condition names as attacking ("if Russia attacks")."""
    found: set[str] = set()
    for low, high in clause.conditions():
        for ref in references(clause, low, high, frame=frame):
            end = clause.unit.lows(ref.at + 1, ref.at + 2)
            by = ref.before == "by" and bool(clause.group("triggers", within=(low, ref.at)))
            if len(ref.states) == 1 and (listed("attacking_verbs").intersection(end) or by):
                found |= set(ref.states)
    return tuple(sorted(found))


def mutual(clause: Clause) -> bool:
    """Tell whether the clause speaks of help in both directions.

    "Both countries' laws" and "both governments agree" are reserves, not directions.
    """
    barred = [*clause.group("law_words"), *clause.group("qualifiers")]
    for hit in clause.group("mutual"):
        reserve = any(b.start - 4 <= hit.start <= b.end + 2 for b in barred)
        if not reserve and not _in_title(clause, hit):
            return True
    return False


def _in_title(clause: Clause, hit: Hit) -> bool:
    """``the 1951 mutual defence treaty``: a title says nothing of a direction."""
    position = clause.unit.tokens[hit.start].start
    named = any(m.start <= position < m.end for m in clause.unit.treaties)
    return named or bool(clause.group("treaty_words", within=(hit.end, hit.end + 3)))


def both_ways(frame: Frame, refs: Sequence[Ref], *, all_for_one: bool = False) -> Sides:
    """Return the sides of a mutual duty: the states named, else the parties of the treaty."""
    if clause_members := frame.scene.members() if all_for_one else ():
        return Sides(clause_members, clause_members)
    parties = frame.parties()
    named = tuple(sorted({s for r in refs if r.word in _NAMED for s in r.states}))
    if len(parties) < 2:
        parties = named if len(named) == 2 else frame.couple()
    return Sides(parties, parties)


def directed(
    clause: Clause, predicate: int, *, frame: Frame, helped_subject: bool = False
) -> Sides:
    """Return obligor and beneficiary of a one-way promise or duty in ``clause``."""
    refs = [r for low, high in clause.main() for r in references(clause, low, high, frame=frame)]
    subject = subjects(refs, predicate)
    hurt = victims(clause, frame=frame)
    enemy = attackers(clause, frame=frame)
    if helped_subject:
        obligor = tuple(s for s in frame.own() if (s,) != subject)
        return _settled(obligor, subject or hurt, refs, frame=frame, enemy=enemy)
    if _nominal(clause, frame):
        # "promised Somalia warships", "promised to pay": who promises is not in these words.
        subject = ()
    follows = frame.scene.pair[0] if any(r.word == "it" for r in refs) else ()
    obligor = subject or frame.own() or follows
    helped = objects(refs, predicate, without=obligor if len(obligor) < 3 else ())
    if not helped:
        # "Guarantees for Ukraine were on the table": the helped stands before the predicate.
        given = [
            r.states for r in refs if r.at < predicate and r.before in ("for", "to") and r.states
        ]
        helped = next((s for s in given if s != obligor), ())
    if not helped and hurt != obligor:
        helped = hurt
    return _settled(obligor, helped, refs, frame=frame, enemy=enemy)


def _nominal(clause: Clause, frame: Frame) -> bool:
    """The word of promising has only an object or an infinitive behind it."""
    finite = any(t.low in FINITE for t in clause.unit.tokens[clause.start : clause.end])
    return bool(frame.promised) and bool(frame.own()) and not finite


def bound(clause: Clause, predicate: int, *, frame: Frame) -> Sides | None:
    """``It bound Berlin to come to Austria's side``: the obligor is the verb's object, or None."""
    for hit in clause.group("duties"):
        if clause.unit.tokens[hit.start].low not in listed(
            "binding_verbs"
        ) or not hit.entry.id.startswith(_BINDING):
            continue
        passive = bool(
            {"is", "are", "was", "were", "be"}.intersection(
                clause.unit.lows(hit.start - 1, hit.start)
            )
        )
        refs = [
            r for low, high in clause.main() for r in references(clause, low, high, frame=frame)
        ]
        if passive or clause.unit.tokens[hit.start].low in ("is", "are", "was", "were"):
            return None
        later = [
            r for r in refs if r.at > hit.start and r.states and r.before not in ("against", "by")
        ]
        if not later or later[0].at - hit.start > 4:
            return None
        obligor = later[0].states
        helped = next((r.states for r in later[1:] if r.states != obligor), ())
        helped = helped or victims(clause, frame=frame)
        return _settled(obligor, helped, refs, frame=frame, enemy=attackers(clause, frame=frame))
    return None


def requested(clause: Clause, predicate: int, *, frame: Frame, helping: bool) -> Sides:
    """Return who is asked, and who would gain: the asker, where help or talks are asked for."""
    own = frame.own()
    refs = references(clause, max(predicate, clause.start), clause.end, frame=frame)
    asked = next(
        (
            r.states
            for r in refs
            if r.states
            and r.states != own
            and r.before not in ("under", "after", "near", "against")
        ),
        (),
    )
    helping = helping and not listed("restraint").intersection(clause.lows())
    if not asked and "both" in clause.lows():
        asked = tuple(sorted(s for s in frame.scene.states if s not in own)[:2])
    if not asked and helping:
        # "thanked Washington and asked for an aircraft": the one spoken of before.
        before = references(clause, 0, clause.start, frame=frame)
        named = [r.states for r in before if r.states and r.states != own and r.word in _NAMED]
        treaty = frame.parties() if frame.worded else ()
        asked = treaty or frame.scene.members() or (named[-1] if named else ())
    gaining = own if helping else ()
    return Sides(tuple(s for s in asked if s not in own), gaining)


def of_fact(clause: Clause, predicate: int, *, frame: Frame, treaty: str | None) -> Sides:
    """Return whose deed is told, and for whom; the parties of a treaty in facts on its life."""
    refs = references(clause, clause.start, clause.end, frame=frame)
    subject = subjects(refs, predicate)
    if treaty == "leaver":
        couple = frame.couple() if frame.instrument and len(frame.parties()) == 2 else ()
        alone = subject or frame.own()
        return Sides(alone, tuple(s for s in couple if s not in alone) if len(alone) == 1 else ())
    if treaty == "party":
        parties = frame.parties() or frame.couple()
        return (
            Sides(parties, parties) if len(parties) <= 3 or not subject else Sides(subject, subject)
        )
    if not subject and {"his", "her", "its", "their"}.intersection(
        clause.unit.lows(clause.start, predicate)
    ):
        subject = frame.scene.pair[0] if len(frame.scene.pair[0]) == 1 else ()
    subject = subject or frame.own()
    helped = objects(refs, predicate, without=subject)
    if not helped and len(subject) == 1 and frame.scene.pair[0] == subject:
        helped = frame.scene.pair[1]
    return Sides(subject, helped or tuple(s for s in frame.scene.asker if s not in subject))


def together(clause: Clause, *, frame: Frame) -> Sides:
    """Return the sides of what states do together (drills, talks): all of them on both."""
    refs = references(clause, clause.start, clause.end, frame=frame)
    named = {
        s
        for r in refs
        if r.states and r.before not in ("off", "near", "in", "against")
        for s in r.states
    }
    listed = [r for r in refs if r.before in ("from", "and", ",", "with", "between", "")]
    named |= {s for r in listed for s in r.states}
    states = tuple(sorted(named))
    return Sides(states, states)


def _settled(
    obligor: States, helped: States, refs: Sequence[Ref], *, frame: Frame, enemy: States
) -> Sides:
    far = {
        s for r in refs if r.before in ("from", "against") and len(r.states) == 1 for s in r.states
    }
    enemy = tuple(sorted({*enemy, *(far - set(helped) - set(obligor))}))
    helped = tuple(s for s in helped if s not in enemy)
    if not helped and len(obligor) == 2 and any(r.word == "it" for r in refs):
        helped = tuple(s for s in frame.cast.recent if s not in (*obligor, *enemy))
    if not helped:
        helped = tuple(s for s in _other(obligor, frame) if s not in enemy)
    if len(obligor) > 2 and 0 < len(helped) < len(obligor):
        obligor = tuple(s for s in obligor if s not in helped)
    against = tuple(sorted({*enemy, *adversaries(refs, sides=(*obligor, *helped))}))
    return Sides(obligor, helped, tuple(s for s in against if s not in helped))


def _other(obligor: States, frame: Frame) -> States:
    """Return who is helped where the clause does not say: as before, else the other party."""
    last = frame.scene.pair
    asker = frame.scene.asker
    if len(obligor) == 1 and asker and asker != obligor and not last[1]:
        return asker
    if len(obligor) > 2 and (asker or last[1]):
        return asker or last[1]
    if last[0] == obligor and last[1]:
        return last[1]
    couple = frame.couple() if frame.instrument else ()
    if len(obligor) == 1 and obligor[0] in couple:
        return tuple(s for s in couple if s not in obligor)
    if len(obligor) == 1 and len(last[1]) == 1 and obligor[0] not in last[1]:
        return last[1]
    if frame.addressee and not set(frame.addressee) & set(obligor):
        return frame.addressee
    spoken = frame.cast.last_spoken
    if len(obligor) == 1 and spoken and spoken not in obligor and frame.speaker.state != spoken:
        return (spoken,)
    rest = [s for s in frame.scene.states if s not in obligor]
    return (rest[0],) if len(obligor) == 1 and rest else ()


def instrument_states(instrument: str | None, frame: Frame) -> States:
    """Return the parties of an instrument with the states it is about."""
    if not instrument:
        return ()
    return tuple(
        sorted({*naming.parties(instrument, frame.scene.on), *naming.concerned(instrument)})
    )
