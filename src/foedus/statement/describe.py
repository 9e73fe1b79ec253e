"""Which claim does a clause carry, with all its fields? From kind, parties and operators to `Claim`."""

from collections.abc import Sequence
from dataclasses import replace

from foedus.statement import naming
from foedus.statement.actors import (
    Sides,
    both_ways,
    bound,
    directed,
    instrument_states,
    mutual,
    of_fact,
    requested,
    together,
)
from foedus.statement.claim import Claim, Kind, Mark, Tense
from foedus.statement.clauses import Clause
from foedus.statement.instruments import Cited, instrument_mark
from foedus.statement.kinds import Draft
from foedus.statement.marks import text_marks
from foedus.statement.operators import Reading, mark
from foedus.statement.refs import Frame, references
from foedus.statement.reserves import law_marks, place_marks

_BARE = frozenset(("reaction", "warning"))
_PLEDGING = frozenset(("commitment", "treaty_description"))
_HELP_ASKED = frozenset(
    "help aid assistance support talks consultations weapons troops protection".split()
)
_MODALS = frozenset("must will would shall may can could".split())
_PRESENT = frozenset(
    "gives give assists assist provides provide helps help comes come defends defend acts supports aids treats regards".split()
)


def describe(
    draft: Draft, clause: Clause, reading: Reading, *, frame: Frame, articles: Sequence[Cited]
) -> Claim:
    """Return the claim of ``clause`` with its marks; ``articles`` are those it cites."""
    sides = _sides(draft, clause, reading, frame=frame)
    bare = draft.kind in _BARE
    laws = () if bare else law_marks(clause, frame=frame)
    places = place_marks(clause) if draft.kind in _PLEDGING else ()
    negated = (reading.negated if draft.negated is None else draft.negated) and not bare
    duty = _duty(draft, reading, clause, frame=frame) if not negated else "none"
    claim = Claim(
        kind=_kind(draft.kind),
        span=clause.span(),
        plover=draft.plover,
        obligor=sides.obligor,
        beneficiary=sides.beneficiary,
        against=sides.against,
        instrument=None if bare else frame.instrument,
        article=articles[0].number if articles and frame.instrument and not bare else None,
        trigger=_trigger(draft, reading, clause),
        duty=duty,
        aid_scope=reading.aid_scope,
        forms=() if bare else _forms(draft, reading),
        qualifiers=() if bare else _values(_own_reserves(reading, laws), (*laws, *places)),
        polarity=draft.polarity,
        negated=negated,
        hypothetical=_hypothetical(draft, reading),
        tense=_tense(draft, clause),
    )
    claim = _on_treaty(_carried(claim, draft, clause, frame=frame), draft, frame=frame)
    kept = {*reading.qualifiers} - {*_own_reserves(reading, laws)}
    own = [m for m in reading.marks if m.field != "qualifiers" or m.value not in kept]
    marks = [*own, *laws, *places, *text_marks(clause)]
    if draft.by is not None:
        marks.append(mark(clause, "kind", draft.kind, draft.by))
    if claim.instrument and (
        named := instrument_mark(clause.unit, clause.start, clause.end, instrument=claim.instrument)
    ):
        marks.append(named)
    marks.extend(article_marks(articles))
    return replace(claim, marks=sorted_marks(marks))


def remark_on_text(
    clause: Clause, reading: Reading, *, frame: Frame, articles: Sequence[Cited]
) -> Claim | None:
    """Return what a clause without a claim says of the treaty's text or purpose, or None.

    The annotation guideline does not count it; the comparison reads its marks.
    """
    marks = [
        *text_marks(clause),
        *law_marks(clause, frame=frame),
        *article_marks([a for a in articles if a.own]),
        *(m for m in reading.marks if m.field in ("qualifiers", "trigger", "aid_scope", "forms")),
    ]
    if not any(m.field in _TELLING for m in marks):
        return None
    described = any(m.field in ("trigger", "qualifiers", "article") for m in marks)
    instrument = frame.instrument or frame.scene.instrument()
    if instrument and (
        named := instrument_mark(clause.unit, clause.start, clause.end, instrument=instrument)
    ):
        marks.append(named)
    qualifiers = _values((), [m for m in marks if m.field == "qualifiers"])
    parties = both_ways(replace(frame, instrument=instrument), ())
    return Claim(
        kind="treaty_description" if described else "other",
        span=clause.span(),
        obligor=parties.obligor,
        beneficiary=parties.beneficiary,
        instrument=instrument,
        article=articles[0].number if articles else None,
        trigger=reading.trigger,
        aid_scope=reading.aid_scope,
        forms=reading.forms,
        qualifiers=qualifiers,
        marks=sorted_marks(marks),
        remark=True,
    )


_TELLING = frozenset(
    "status publicity domains purpose character practical_measures vague_law vague_international "
    "qualifiers article direction".split()
)


def article_marks(articles: Sequence[Cited]) -> list[Mark]:
    """Return the marks of articles as cited."""
    return [
        Mark(field="article", value=a.number, span=a.span, rule="article.cited") for a in articles
    ]


def sorted_marks(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return each mark once, in document order."""
    return tuple(sorted(set(marks), key=lambda m: (m.span, m.field, m.value, m.rule)))


def _on_treaty(claim: Claim, draft: Draft, *, frame: Frame) -> Claim:
    """Give a claim of an alliance's members the alliance's treaty, where the document names it."""
    if claim.instrument or claim.kind in _BARE:
        return claim
    treaty = draft.by.entry.more.get("treaty") if draft.by is not None else None
    if treaty == "leaver" and frame.scene.group:
        return replace(claim, instrument=naming.group_instrument(frame.scene.group))
    main = frame.scene.main
    everyone = set(naming.parties(main, frame.scene.on)) if main else set()
    if (
        len(claim.obligor) > 2
        and {*claim.obligor, *claim.beneficiary} <= everyone
        and claim.kind != "report_of_fact"
    ):
        return replace(claim, instrument=main)
    return claim


def _kind(name: str) -> Kind:
    return name  # type: ignore[return-value] # every name comes from `kinds.Draft`


def _sides(draft: Draft, clause: Clause, reading: Reading, *, frame: Frame) -> Sides:
    predicate = max(draft.predicate, clause.start)
    if draft.adds:
        return Sides(*frame.scene.pair)
    shared = clause.unit.tokens[clause.start].low in _MODALS
    if frame.before is not None and shared and draft.kind in _PLEDGING:
        return Sides(frame.before.obligor, frame.before.beneficiary, frame.before.against)
    refs = references(clause, clause.start, clause.end, frame=frame)
    if (
        frame.before is not None
        and draft.kind == "commitment"
        and not [r for r in refs if r.word != "opener"]
    ):
        # "... and the forms of aid would be settled": nobody new acts.
        return Sides(frame.before.obligor, frame.before.beneficiary, frame.before.against)
    match draft.kind:
        case "reaction" | "warning":
            return Sides()
        case "other":
            return _remarked(draft, clause, frame=frame)
        case "threat":
            return _threatened(clause, frame=frame)
        case "request":
            helping = bool(
                _HELP_ASKED.intersection(clause.lows())
                or {"consultation", "intelligence", "arms"}.intersection(reading.forms)
            )
            return requested(
                clause, predicate, frame=frame, helping=helping or bool(frame.instrument)
            )
        case "report_of_fact":
            return _told(draft, clause, predicate, frame=frame)
        case "treaty_description":
            return _described(clause, predicate, reading, frame=frame)
    if draft.about_text or (
        mutual(clause) and _two_sided(frame) and not _one_promises(clause, predicate, frame=frame)
    ):
        return both_ways(frame, refs)
    if clause.unit.group("given_to"):
        return _assured(clause, frame=frame)
    helped = draft.shares or _subject_is_helped(clause, reading)
    found = directed(clause, predicate, frame=frame, helped_subject=helped)
    if len(found.obligor) == 2 and not found.beneficiary:
        return Sides(found.obligor, found.obligor, found.against)
    return found


def _remarked(draft: Draft, clause: Clause, *, frame: Frame) -> Sides:
    if draft.predicate >= 0:
        return directed(clause, draft.predicate, frame=frame)
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
    if draft.plover in ("REQUEST", "REJECT"):
        named = requested(clause, predicate, frame=frame, helping=True)
        own = len(frame.own()) == 1 and frame.speaker.kind != "outlet"
        explicit = bool(references(clause, predicate + 1, clause.end, frame=frame))
        return (
            named
            if own and explicit and len(named.obligor) == 1
            else _asked_before(clause, frame=frame)
        )
    return of_fact(clause, predicate, frame=frame, treaty=treaty)


def _asked_before(clause: Clause, *, frame: Frame) -> Sides:
    """A request told as history: the asker gains, the other parties were asked."""
    asker = (
        directed(clause, draft_start(clause), frame=frame).obligor
        if frame.speaker.state is None
        else frame.own()
    )
    asker = asker if len(asker) == 1 else ()
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


def _subject_is_helped(clause: Clause, reading: Reading) -> bool:
    """ "Athens would not stand alone"; "an attack on Benin would be treated as ..."."""
    words = " ".join(clause.lows())
    if reading.solved and any(
        w in words for w in ("alone", "be left", "be abandoned", "be forgotten")
    ):
        return True
    return any(f"be {w}" in words for w in ("treated", "considered", "regarded", "met with"))


def _assured(clause: Clause, *, frame: Frame) -> Sides:
    """Promises whose giver is not named: only the helped is known."""
    refs = references(clause, clause.start, clause.end, frame=frame)
    helped = next((r.states for r in refs if r.states), frame.own())
    return Sides((), helped)


def _described(clause: Clause, predicate: int, reading: Reading, *, frame: Frame) -> Sides:
    everyone = instrument_states(frame.instrument, frame) or frame.couple()
    parties = frame.parties()
    if len(parties) == 1 and len(everyone) == 2:
        return Sides(parties, tuple(s for s in everyone if s not in parties))
    binding = bound(clause, predicate, frame=frame)
    if binding is not None and len(binding.obligor) == 1 and not mutual(clause):
        return binding
    if mutual(clause):
        return Sides(everyone, everyone)
    one_way = binding or directed(clause, predicate, frame=frame)
    helped = tuple(s for s in one_way.beneficiary if s in everyone)
    if len(everyone) > 2:
        named = (
            len(helped)
            and len(one_way.beneficiary) <= 2
            and _named_here(clause, helped, frame=frame)
        )
        rest = tuple(s for s in everyone if s not in helped)
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


def _named_here(clause: Clause, states: tuple[str, ...], *, frame: Frame) -> bool:
    refs = references(clause, clause.start, clause.end, frame=frame)
    return any(
        r.word in ("state", "capital", "seat", "demonym", "self") and set(r.states) & set(states)
        for r in refs
    )


def _duty(draft: Draft, reading: Reading, clause: Clause, *, frame: Frame) -> str:
    if draft.kind not in _PLEDGING or draft.adds:
        return "none"
    if draft.goes_on and frame.before is not None:
        before = frame.before.duty
        firm = "shall" if before == "shall_at_once" else before
        return "shall_at_once" if firm == "shall" and reading.at_once else firm
    if frame.promised and reading.duty in ("none", "may"):
        return frame.promised
    if draft.shares or (draft.by is not None and draft.by.entry.group == "shared_attacks"):
        return "will"
    if draft.kind == "treaty_description" and reading.duty == "none" and draft.about_text:
        plain = clause.group("help") and _PRESENT.intersection(clause.lows())
        if plain and reading.trigger != "none":
            return "shall_at_once" if reading.at_once else "shall"
    return reading.duty


def _forms(draft: Draft, reading: Reading) -> tuple[str, ...]:
    if draft.kind == "report_of_fact" and draft.by is not None and "treaty" in draft.by.entry.more:
        return ()
    if draft.plover == "COOPERATE" and "training" in reading.forms:
        return tuple(f for f in reading.forms if f in ("training", "cyber"))
    return reading.forms


def _own_reserves(reading: Reading, laws: Sequence[Mark]) -> list[str]:
    """Leave out a constitution that is part of a named state's law."""
    inside = {
        m.value
        for m in reading.marks
        if m.field == "qualifiers" and any(law.span.covers(m.span) for law in laws)
    }
    return [q for q in reading.qualifiers if not (q == "constitutional_process" and q in inside)]


def _values(values: Sequence[str], more: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(sorted({*values, *(m.value for m in more)}))


def _trigger(draft: Draft, reading: Reading, clause: Clause) -> str:
    if draft.kind in ("report_of_fact", "reaction", "warning", "other"):
        return "none"
    if reading.trigger != "none":
        return reading.trigger
    if draft.kind == "request":
        helping = (
            _HELP_ASKED.intersection(clause.lows()) or reading.forms or clause.group("treaty_words")
        )
        return "unspecified" if helping else "none"
    if draft.kind == "treaty_description":
        return "unspecified"
    if draft.kind == "denial_of_commitment":
        return "none"
    if reading.conditional:
        return "unspecified"
    defence = {"military"} == set(reading.forms) or reading.solved and reading.duty == "will"
    bare = (
        not reading.forms and reading.duty in ("will", "readiness") and draft.kind == "commitment"
    )
    return "unspecified" if defence or bare else "none"


def _hypothetical(draft: Draft, reading: Reading) -> bool:
    if draft.kind in ("report_of_fact", "reaction", "request"):
        return False
    if draft.kind == "warning":
        return True
    only_asked = "request_of_victim" in reading.qualifiers and reading.trigger == "none"
    weighed = (
        any(m.rule in ("duty.may", "neg.double.ready") for m in reading.marks)
        and draft.kind == "commitment"
    )
    return (reading.conditional and not only_asked) or weighed


def _tense(draft: Draft, clause: Clause) -> Tense:
    lows = set(clause.lows())
    future = bool({"will", "would", "'ll", "shall", "could", "'d"}.intersection(lows))
    if draft.kind == "commitment":
        steady = {"remains", "stands", "remained", "stood", "remain", "stand"}.intersection(lows)
        return "present" if steady and not future else "future"
    if draft.kind in ("threat", "warning"):
        return "future"
    if draft.kind == "denial_of_commitment":
        return "future" if future else "present"
    if draft.kind == "report_of_fact":
        return "present" if {"yet", "is", "are"}.intersection(lows) else "past"
    if draft.kind == "treaty_description":
        past = {"obliged", "bound", "owed", "went", "promised", "required"}.intersection(
            lows
        ) and not {"is", "are"}.intersection(lows)
        return "past" if past else "present"
    return "present"


def _carried(claim: Claim, draft: Draft, clause: Clause, *, frame: Frame) -> Claim:
    """Carry condition and reserve of the clause before into one that only goes on."""
    before = frame.before
    if before is None or claim.kind not in _PLEDGING or before.kind not in _PLEDGING:
        return claim
    lead = clause.unit.lows(clause.start, clause.start + 2)
    pronoun = bool({"it", "they", "that", "this", "we", "he", "she", "to"}.intersection(lead))
    if not pronoun or clause.conditions() or claim.trigger not in ("none", "unspecified"):
        return claim
    if before.trigger in ("none", "unspecified"):
        return claim
    asked = tuple(q for q in before.qualifiers if q == "request_of_victim")
    return replace(
        claim,
        trigger=before.trigger,
        hypothetical=True,
        qualifiers=tuple(sorted({*claim.qualifiers, *asked})),
    )
