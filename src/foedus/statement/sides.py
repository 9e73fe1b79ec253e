"""Who is bound and who is helped, for a claim of each kind?"""

from collections.abc import Sequence

from foedus.statement.actors import (
    Sides,
    both_ways,
    bound,
    directed,
    instrument_states,
    mutual,
    of_fact,
    together,
)
from foedus.statement.asking import requested
from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.lexicon import Hit
from foedus.statement.naming import group_members
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame, Ref, objects, references, subjects
from foedus.statement.words import word_set

_PLEDGING = word_set("commitment treaty_description")
_MODALS = word_set("must will would shall may can could")


def sides_of(draft: Draft, clause: Clause, reading: Reading, *, frame: Frame) -> Sides:
    """Return the parties of the claim that the clause carries."""
    predicate = max(draft.predicate, clause.start)
    if (shared := _as_before(draft, clause, frame=frame)) is not None:
        return shared
    match draft.kind:
        case "reaction" | "warning":
            return Sides()
        case "other":
            return _remarked(draft, clause, frame=frame)
        case "threat":
            return _threatened(clause, frame=frame)
        case "request":
            if draft.by is not None and draft.by.entry.group == "invocations":
                return _called_on(clause, frame=frame)
            return requested(clause, predicate, frame=frame)
        case "report_of_fact":
            return _told(draft, clause, predicate, frame=frame)
        case "treaty_description":
            return _described(clause, predicate, reading, frame=frame)
    return _promised(draft, clause, predicate, reading=reading, frame=frame)


def _as_before(draft: Draft, clause: Clause, *, frame: Frame) -> Sides | None:
    """Return the parties of the claim before, where the clause names nobody new."""
    if draft.adds:
        return Sides(*frame.scene.pair)
    if draft.rest and frame.before is not None:
        return Sides(frame.before.obligor, frame.before.beneficiary)
    if frame.before is None or draft.kind not in _PLEDGING:
        return None
    # "... and must help", "... and the forms of aid would be settled".
    refs = references(clause, clause.start, clause.end, frame=frame)
    nobody = draft.kind == "commitment" and all(r.word == "opener" for r in refs)
    if nobody or clause.unit.tokens[clause.start].low in _MODALS:
        return Sides(frame.before.obligor, frame.before.beneficiary, frame.before.against)
    return None


def _promised(
    draft: Draft, clause: Clause, predicate: int, *, reading: Reading, frame: Frame
) -> Sides:
    if (ours := _lets_use(clause, predicate, frame=frame)) is not None:
        return ours
    refs = references(clause, clause.start, clause.end, frame=frame)
    if (named := _word_given(clause, refs, frame=frame)) is not None:
        return named
    alone = _one_promises(clause, predicate, frame=frame)
    if draft.about_text or (mutual(clause) and _two_sided(frame) and not alone):
        shared = bool(clause.group("shared_attacks")) and len(frame.scene.members()) > 2
        return both_ways(frame, refs, all_for_one=shared)
    if clause.unit.group("given_to"):
        return _assured(clause, frame=frame)
    own = bool(frame.own()) and subjects(refs, predicate) == frame.own()
    helped = draft.shares or (_subject_is_helped(clause, reading) and not own)
    found = directed(clause, predicate, frame=frame, helped_subject=helped)
    if len(found.obligor) >= 2 and not found.beneficiary:
        return Sides(found.obligor, found.obligor, found.against)
    if draft.kind == "denial_of_commitment" and not found.obligor:
        return both_ways(frame, refs)
    return found


def _word_given(clause: Clause, refs: Sequence[Ref], *, frame: Frame) -> Sides | None:
    """``the commitment of Spain to the defence of Malta``, ``Spain's pledge to Malta``.

    Who owns the word of promising is bound, whoever speaks, and "to" names who is helped.
    """
    unit = clause.unit
    nouns = [at for at in range(clause.start, clause.end) if unit.tokens[at].low in _GIVEN]
    for at in nouns:
        near = [r for r in refs if r.states and abs(r.at - at) < _NEAR]
        behind = [r for r in near if r.before == "of" and r.at > at]
        owns = [r for r in near if r.at < at and "'s" in unit.lows(r.at + 1, at)]
        giver = next(iter(behind[:1] or owns[-1:]), None)
        if giver is None or len(giver.states) > 1:
            continue
        later = [r.states for r in refs if r.at > max(at, giver.at) and r.states != giver.states]
        toward = "to" in unit.lows(max(at, giver.at) + 1, max(at, giver.at) + 4)
        helped = next((s for s in later if s), ())
        if toward and helped:
            return Sides(giver.states, helped)
    return None


_GIVEN = word_set("commitment commitments pledge promise guarantee guarantees obligation assurance")
_NEAR = 6


def _remarked(draft: Draft, clause: Clause, *, frame: Frame) -> Sides:
    if draft.predicate >= 0:
        return directed(clause, draft.predicate, frame=frame)
    if frame.speaker.state is None and frame.speaker.kind == "government":
        # "Both sides noted that the drills are aimed at no third country."
        return Sides(frame.own() or frame.couple())
    return Sides(frame.own()) if frame.instrument and frame.speaker.state else Sides()


def _threatened(clause: Clause, *, frame: Frame) -> Sides:
    refs = references(clause, clause.start, clause.end, frame=frame)
    own = frame.own()
    named = {
        s
        for r in refs
        if len(r.states) == 1 and r.word != "demonym"
        for s in r.states
        if s not in own
    }
    return Sides(own, (), tuple(sorted(named)))


def _told(draft: Draft, clause: Clause, predicate: int, *, frame: Frame) -> Sides:
    treaty = draft.by.entry.more.get("treaty") if draft.by else None
    if draft.plover in ("COOPERATE", "CONSULT"):
        return together(clause, frame=frame)
    if draft.plover in ("ASSAULT", "COERCE"):
        return _struck(clause, predicate, frame=frame)
    if draft.plover in ("REQUEST", "REJECT"):
        named = requested(clause, predicate, frame=frame)
        if frame.speaker.kind == "outlet" and draft.negated is not False:
            asker = subjects(references(clause, clause.start, predicate, frame=frame), predicate)
            asked = [s for s in named.obligor if s not in asker]
            if len(asker) == 1 and len(asked) == 1:
                return Sides(tuple(asked), asker)
        own = len(frame.own()) == 1 and frame.speaker.kind != "outlet"
        explicit = bool(references(clause, predicate + 1, clause.end, frame=frame))
        return (
            named
            if own and explicit and len(named.obligor) == 1
            else _asked_before(clause, frame=frame)
        )
    return of_fact(clause, predicate, frame=frame, treaty=treaty)


def _called_on(clause: Clause, *, frame: Frame) -> Sides:
    """``Lima turned to the Rio Treaty``: its other parties are asked, or the members of a body."""
    groups = [m for m in clause.named() if m.kind == "group"]
    members = group_members(groups[0].ids[0], frame.scene.on) if groups else ()
    asked = members or instrument_states(frame.instrument, frame) or frame.scene.members()
    return Sides(tuple(s for s in asked if s not in frame.own()), frame.own())


def _struck(clause: Clause, predicate: int, *, frame: Frame) -> Sides:
    """Return who attacks and whom: nobody is helped by an attack.

    ``Goma was shelled``: in the passive the subject is the one attacked.
    """
    refs = references(clause, clause.start, clause.end, frame=frame)
    subject = subjects(refs, predicate)
    if _BE.intersection(clause.unit.lows(predicate - 3, predicate + 1)):
        doers = [r.states for r in refs if r.at > predicate and r.before == "by" and r.states]
        return Sides(doers[0] if doers else (), (), subject)
    doer = subject or (frame.own() if frame.speaker.kind != "outlet" else ())
    return Sides(doer, (), objects(refs, predicate, without=doer))


_BE = word_set("is are was were be been being")


def _asked_before(clause: Clause, *, frame: Frame) -> Sides:
    """A request told as history: the asker gains, the other parties were asked."""
    asker = (
        directed(clause, draft_start(clause), frame=frame).obligor
        if frame.speaker.state is None
        else frame.own()
    )
    asker = asker if len(asker) == 1 else ()
    if clause.group("deeds") and clause.group("deeds")[0].entry.value == "REJECT":
        asker = frame.scene.asker or asker
    everyone = instrument_states(frame.instrument, frame) or frame.scene.members()
    if not asker:
        return Sides()
    return Sides(tuple(s for s in everyone if s not in asker), asker)


def draft_start(clause: Clause) -> int:
    """Return the token of the first deed of the clause, or its start."""
    hits = clause.group("deeds")
    return hits[0].start if hits else clause.start


def _two_sided(frame: Frame) -> bool:
    return len(frame.couple()) == 2 or len(frame.parties()) > 2


def _one_promises(clause: Clause, predicate: int, *, frame: Frame) -> bool:
    """``We will help the other side``: a subject that is one state gives in one direction."""
    refs = references(clause, clause.start, predicate, frame=frame)
    return any(r.word == "self" and r.before != "of" for r in refs) and not {
        "each",
        "one",
        "mutual",
    }.intersection(clause.lows())


def _lets_use(clause: Clause, predicate: int, *, frame: Frame) -> Sides | None:
    """``They may use our bases``, ``their ships may be let into port``: the guests are helped."""
    lows = clause.lows()
    if reliance := clause.group("reliance"):
        return _relied_on(clause, reliance[0].start, frame=frame)
    uses = "use" in lows and "our" in lows[lows.index("use") : lows.index("use") + 3]
    refs = references(clause, clause.start, max(predicate, clause.start), frame=frame)
    guests = subjects(refs, predicate)
    uses = uses or _let_in(clause)
    return Sides(frame.own(), guests) if uses and guests not in ((), frame.own()) else None


def _let_in(clause: Clause) -> bool:
    words = " ".join(clause.lows())
    return any(f"be {verb} {to}" in words for verb in _ADMITTED for to in _INWARD)


_ADMITTED = ("let", "allowed", "admitted", "permitted", "welcomed", "received", "given access")
_INWARD = ("in", "into", "to use", "to land", "to enter", "to dock", "to refuel", "onto", "at")


def _relied_on(clause: Clause, at: int, *, frame: Frame) -> Sides | None:
    """``Georgia can count on us``: the subject is helped by whoever is named behind."""
    behind = references(clause, at, min(at + 5, clause.end), frame=frame)
    named = next((r.states for r in behind if r.states), ())
    helped = subjects(references(clause, clause.start, at, frame=frame), at)
    helped = helped or frame.addressee or tuple(s for s in frame.couple() if s not in named)
    return Sides(named, helped) if named and named == frame.own() else None


def _subject_is_helped(clause: Clause, reading: Reading) -> bool:
    """Words such as "Athens would not stand alone": the subject is helped."""
    words = " ".join(clause.lows())
    if reading.solved and any(
        w in words for w in ("alone", "be left", "be abandoned", "be forgotten")
    ):
        return True
    if any(f"to be {w}" in words for w in ("defended", "helped", "protected", "assisted")):
        return True
    return any(f"be {w}" in words for w in _PASSIVES)


_PASSIVES = ("treated", "considered", "regarded", "met with", "consulted", "helped", "defended")


def _assured(clause: Clause, *, frame: Frame) -> Sides:
    """Promises whose giver is not named: only the helped is known."""
    refs = references(clause, clause.start, clause.end, frame=frame)
    helped = next((r.states for r in refs if r.states), frame.own())
    return Sides((), helped)


_MEMBERS = word_set("alliance allies members bloc member ally")


def _described(clause: Clause, predicate: int, reading: Reading, *, frame: Frame) -> Sides:
    alliance = _MEMBERS.intersection(clause.lows())
    members = frame.scene.members() if alliance else ()
    if (ours := _lets_use(clause, predicate, frame=frame)) is not None:
        return ours
    everyone = instrument_states(frame.instrument, frame) or members or frame.couple()
    parties = frame.parties()
    if len(parties) == 1 and len(everyone) == 2:
        return Sides(parties, tuple(s for s in everyone if s not in parties))
    binding = bound(clause, predicate, frame=frame)
    if binding is not None and binding.beneficiary and _grants_use(clause, reading):
        return Sides(binding.beneficiary, binding.obligor, binding.against)
    some = binding is not None and (
        set(binding.obligor) < set(everyone) or len(binding.obligor) > max(len(everyone), 2)
    )
    if binding is not None and some and not _reciprocal(clause):
        among = len(binding.obligor) > 2 and not binding.beneficiary
        return Sides(binding.obligor, binding.obligor) if among else binding
    if binding is not None and len(binding.obligor) == 1 and not mutual(clause):
        return binding
    if mutual(clause):
        return Sides(everyone, everyone)
    helped_first = _subject_is_helped(clause, reading)
    one_way = binding or directed(clause, predicate, frame=frame, helped_subject=helped_first)
    if not frame.instrument and one_way.obligor and one_way.beneficiary:
        return one_way
    helped = tuple(s for s in one_way.beneficiary if s in everyone)
    if len(everyone) > 2:
        named = (
            len(helped)
            and len(one_way.beneficiary) <= 2
            and _named_here(clause, helped, frame=frame)
        )
        rest = tuple(s for s in everyone if s not in helped)
        lone = one_way.obligor if len(one_way.obligor) == 1 else ()
        if named and lone and _named_here(clause, lone, frame=frame):
            rest = lone
        return Sides(rest, helped, one_way.against) if named else Sides(everyone, everyone)
    subject = tuple(s for s in one_way.obligor if s in everyone)
    firm = (
        reading.duty in ("shall", "shall_at_once", "readiness", "may", "will")
        and not reading.negated
    )
    if (
        len(everyone) == 2
        and len(subject) == 1
        and firm
        and _named_here(clause, subject, frame=frame)
    ):
        return Sides(subject, tuple(s for s in everyone if s not in subject), one_way.against)
    return Sides(everyone, everyone)


def _reciprocal(clause: Clause) -> bool:
    """``each other``, ``the other``; "jointly or each alone" says nothing of a direction."""
    hits = [h for h in clause.group("mutual") if h.end - h.start > 1 or _is_mutual(clause, h)]
    return bool(hits) and mutual(clause)


def _is_mutual(clause: Clause, hit: Hit) -> bool:
    each = clause.unit.tokens[hit.start].low == "each"
    return not each or clause.unit.lows(hit.end, hit.end + 1) == ("of",)


def _grants_use(clause: Clause, reading: Reading) -> bool:
    """``entitles Washington to use the port``: the guest is helped, the host owes."""
    lent = "base_access" in reading.forms and not {"help", "defend"}.intersection(clause.lows())
    return lent and reading.duty == "may" and bool(_USING.intersection(clause.lows()))


_USING = word_set(
    "use using keep station build enter dock refuel land overfly operate run maintain"
)


def _named_here(clause: Clause, states: tuple[str, ...], *, frame: Frame) -> bool:
    refs = references(clause, clause.start, clause.end, frame=frame)
    return any(
        r.word in ("state", "capital", "seat", "demonym", "self") and set(r.states) & set(states)
        for r in refs
    )
