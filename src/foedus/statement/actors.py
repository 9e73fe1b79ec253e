"""Who would act, for whom, against whom? The parties of a promise, a duty, a request, a fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.statement import naming
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.refs import Frame, Ref, States, objects, references, subjects
from foedus.statement.unit import FINITE
from foedus.statement.words import listed, word_set

_BINDING = ("duty.shall", "duty.may", "duty.will")
NAMED = ("state", "capital", "seat", "demonym")


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
            attacker = attacker or (ref.word == "demonym" and _strikes(clause, ref, low))
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
            by = by or (ref.word == "demonym" and _strikes(clause, ref, low))
            if len(ref.states) == 1 and (listed("attacking_verbs").intersection(end) or by):
                found |= set(ref.states)
    return tuple(sorted(found))


def _strikes(clause: Clause, ref: Ref, low: int) -> bool:
    """``a fresh Russian armed attack``: the adjective before a word of attack, no victim of it."""
    behind = clause.unit.lows(ref.at - 1, ref.at) in _UPON
    hits = clause.group("triggers", within=(low, min(ref.at + 4, clause.end)))
    return not behind and any(ref.at < h.end and h.start <= ref.at + 2 for h in hits)


_UPON = (("on",), ("upon",), ("against",), ("at",), ("to",))


def mutual(clause: Clause) -> bool:
    """Tell whether the clause speaks of help in both directions.

    "Both countries' laws" and "both governments agree" are reserves, not directions.
    """
    barred = [*clause.group("law_words"), *clause.group("qualifiers")]
    for hit in clause.group("mutual"):
        reserve = any(b.start - 4 <= hit.start <= b.end + 2 for b in barred)
        if not reserve and not _in_title(clause, hit) and not _beside(clause, hit):
            return True
    return False


def _beside(clause: Clause, hit: Hit) -> bool:
    """``pledged radars as the two allies met``: what went on beside it gives no direction."""
    unit = clause.unit
    since = next(
        (at for at in range(hit.start - 1, clause.start, -1) if unit.tokens[at].low in _WHILE), 0
    )
    behind = unit.lows(hit.end, min(hit.end + 3, clause.end))
    return since > clause.start and any(w.endswith("ed") or w in _MET for w in behind)


_WHILE = word_set("as while after when")
_MET = word_set("met held spoke were are meet hold")


def _in_title(clause: Clause, hit: Hit) -> bool:
    """``the 1951 mutual defence treaty``: a title says nothing of a direction."""
    position = clause.unit.tokens[hit.start].start
    named = any(m.start <= position < m.end for m in clause.unit.treaties)
    named = named or clause.unit.lows(hit.start, hit.start + 2) in _MUTUAL_DEFENCE
    return named or bool(clause.group("treaty_words", within=(hit.end, hit.end + 3)))


_MUTUAL_DEFENCE = (("mutual", "defence"), ("mutual", "defense"))


def both_ways(frame: Frame, refs: Sequence[Ref], *, all_for_one: bool = False) -> Sides:
    """Return the sides of a mutual duty: the states named, else the parties of the treaty."""
    if clause_members := frame.scene.members() if all_for_one else ():
        return Sides(clause_members, clause_members)
    parties = frame.parties()
    named = tuple(sorted({s for r in refs if r.word in NAMED for s in r.states}))
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
        predicate = clause.start - 1
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


_RELATIVES = word_set("who which whom whose that")


def _nominal(clause: Clause, frame: Frame) -> bool:
    """The word of promising has only an object or an infinitive behind it.

    ``pledged radars and experts who will train crews``: a relative clause makes no sentence.
    """
    if not frame.promised or not frame.own():
        return False
    words = [w for low, high in clause.main() for w in clause.unit.lows(low, high)]
    if words[:1] == ["to"]:
        return True
    for at, word in enumerate(words):
        if word in _RELATIVES and at > 0:
            return True
        if word in FINITE:
            return False
    return True


def bound(clause: Clause, predicate: int, *, frame: Frame) -> Sides | None:
    """``It bound Berlin to come to Austria's side``: the obligor is the verb's object, or None.

    ``allows Britain, Greece and Turkey to act``: several objects, and who is helped may be
    the state that the treaty is about.
    """
    for hit in clause.group("duties"):
        word = clause.unit.tokens[hit.start].low
        infinitive = word in _PROMISING and _infinitive_behind(clause, hit.end)
        if not infinitive and (
            word not in listed("binding_verbs") or not hit.entry.id.startswith(_BINDING)
        ):
            continue
        before = clause.unit.lows(hit.start - 1, hit.start)
        if word in _PASSIVES or _PASSIVES.intersection(before):
            return None
        refs = [
            r for low, high in clause.main() for r in references(clause, low, high, frame=frame)
        ]
        later = [
            r for r in refs if r.at > hit.start and r.states and r.before not in ("against", "by")
        ]
        if not later or later[0].at - hit.start > 4:
            return None
        obligor, rest = _joined(later)
        helped = next((r.states for r in rest if not set(r.states) & set(obligor)), ())
        helped = helped or victims(clause, frame=frame) or _attacked(refs, hit.start)
        if not helped and len(obligor) > 1:
            every = {*frame.parties(), *instrument_states(frame.instrument, frame)}
            helped = tuple(sorted(every - set(obligor))) if len(every) - len(obligor) < 3 else ()
        return _settled(obligor, helped, refs, frame=frame, enemy=attackers(clause, frame=frame))
    return None


_PROMISING = word_set("pledges pledged promised swore vowed engages engaged charges charged")
_PASSIVES = word_set("is are was were be been")


def _infinitive_behind(clause: Clause, at: int) -> bool:
    """``pledged Berlin to defend``: who is named before the infinitive is bound by it."""
    words = clause.unit.lows(at, at + 5)
    return "to" in words[1:] and not {",", "that", "and"}.intersection(words[: words.index("to")])


def _attacked(refs: Sequence[Ref], verb: int) -> States:
    """``an attack on Oslo or Riga bound Berlin to help the victim``: who stands behind "on"."""
    before = [r for r in refs if r.at < verb and r.states]
    at = next((i for i, r in enumerate(before) if r.before in ("on", "against")), -1)
    return _joined(before[at:])[0] if at >= 0 else ()


def _joined(refs: Sequence[Ref]) -> tuple[States, Sequence[Ref]]:
    """Return the states of the first reference and those joined to it, and the references left."""
    states = set(refs[0].states)
    last = refs[0].at
    for count, ref in enumerate(refs[1:], 1):
        if ref.before not in ("and", ",", "or") or ref.at - last > 5 or ref.word == "self":
            return tuple(sorted(states)), refs[count:]
        states |= set(ref.states)
        last = ref.at
    return tuple(sorted(states)), ()


def of_fact(clause: Clause, predicate: int, *, frame: Frame, treaty: str | None) -> Sides:
    """Return whose deed is told, and for whom; the parties of a treaty in facts on its life."""
    refs = references(clause, clause.start, clause.end, frame=frame)
    subject = subjects(refs, predicate)
    if treaty == "leaver":
        couple = frame.couple() if frame.instrument and len(frame.parties()) == 2 else ()
        alone = subject or frame.own()
        # "ended its accord with France"
        partner = [r.states for r in refs if r.at > predicate and r.before == "with" and r.states]
        couple = couple or (partner[0] if partner and len(partner[0]) == 1 else ())
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
    several = len(subject) > _TWO  # "the League sent ships to Riga", one of its members
    helped = objects(refs, predicate, without=() if several else subject)
    subject = tuple(s for s in subject if s not in helped) if several else subject
    if not helped and len(subject) == 1 and frame.scene.pair[0] == subject:
        helped = frame.scene.pair[1]
    known = frame.scene.asker or frame.addressee
    return Sides(subject, helped or tuple(s for s in known if s not in subject))


_TWO = 2


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
    if len(named) < 2:
        # "We met the Finns"; "such a meeting had been held": the other is who speaks, or the two.
        named |= set(frame.own() if named else frame.couple())
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
    before = frame.before
    if before is not None and before.obligor == obligor and before.beneficiary:
        return before.beneficiary
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
    return _likeliest(obligor, frame)


def _likeliest(obligor: States, frame: Frame) -> States:
    """Return the state of the text that a lone obligor would help: its ally, else who spoke last.

    Of several allies it is who spoke last, then the one named most.
    """
    spoken = frame.cast.last_spoken if frame.cast.last_spoken != frame.speaker.state else None
    rest = [s for s in (spoken, *frame.scene.states) if s and s not in obligor]
    if len(obligor) != 1 or not rest:
        return ()
    allies = (s for s in rest if naming.allied(obligor[0], s, frame.scene.on))
    return (next(allies, rest[0]),)


def instrument_states(instrument: str | None, frame: Frame) -> States:
    """Return the parties of an instrument with the states it is about."""
    if not instrument:
        return ()
    return tuple(
        sorted({*naming.parties(instrument, frame.scene.on), *naming.concerned(instrument)})
    )
