"""Which claim does a clause carry, with all its fields? From kind, parties and operators to `Claim`."""

from dataclasses import replace

from foedus.statement.actors import Frame, Sides, both_ways, directed, mutual, references
from foedus.statement.claim import Claim, Mark
from foedus.statement.clauses import Clause
from foedus.statement.instruments import cited, instrument_mark
from foedus.statement.kinds import Draft
from foedus.statement.marks import text_marks
from foedus.statement.operators import Reading, mark
from foedus.statement.reserves import law_marks, place_marks

_DEFENCE = frozenset(("military",))
_BARE = frozenset(("reaction", "warning"))
_SIDED = frozenset(
    (
        "commitment",
        "denial_of_commitment",
        "treaty_description",
        "request",
        "report_of_fact",
        "threat",
        "other",
    )
)


def describe(
    draft: Draft, clause: Clause, reading: Reading, *, frame: Frame, wide: Clause
) -> Claim:
    """Return the claim of ``clause`` (``wide``: the whole statement, for what it names elsewhere)."""
    sides = _sides(draft, clause, reading, frame=frame)
    laws = () if draft.kind in _BARE else law_marks(clause, frame=frame)
    places = place_marks(clause) if draft.kind in ("commitment", "treaty_description") else ()
    qualifiers = _qualifiers(reading, laws, places)
    articles = cited(clause.unit.text, wide.span(), last=frame.scene.article)
    negated = reading.negated if draft.negated is None else draft.negated
    claim = Claim(
        kind=draft.kind,  # type: ignore[arg-type]
        span=clause.span(),
        plover=draft.plover,
        obligor=sides.obligor,
        beneficiary=sides.beneficiary,
        against=sides.against,
        instrument=frame.instrument,
        article=articles[0].number if articles and frame.instrument else None,
        trigger=_trigger(draft, reading, clause),
        duty=reading.duty
        if draft.kind in ("commitment", "treaty_description") and not negated
        else "none",
        aid_scope=reading.aid_scope,
        forms=() if draft.kind in _BARE else reading.forms,
        qualifiers=() if draft.kind in _BARE else qualifiers,
        polarity=draft.polarity,
        negated=negated and draft.kind not in _BARE,
        hypothetical=_hypothetical(draft, reading),
        tense=_tense(draft, clause),
    )
    marks = [*reading.marks, *laws, *places, *text_marks(clause)]
    if draft.by is not None:
        marks.append(mark(clause, "kind", draft.kind, draft.by))
    if claim.instrument and (
        named := instrument_mark(clause.unit, wide.start, wide.end, instrument=claim.instrument)
    ):
        marks.append(named)
    marks.extend(
        Mark(field="article", value=a.number, span=a.span, rule="article.cited") for a in articles
    )
    return replace(claim, marks=tuple(sorted(set(marks), key=lambda m: (m.span, m.field, m.value))))


def _sides(draft: Draft, clause: Clause, reading: Reading, *, frame: Frame) -> Sides:
    refs = references(clause, clause.start, clause.end, frame=frame)
    predicate = max(draft.predicate, clause.start)
    if draft.kind in _BARE or draft.kind not in _SIDED:
        return Sides()
    if draft.kind == "threat":
        found = directed(clause, predicate, frame=frame)
        named = tuple(
            s for r in refs if len(r.states) == 1 for s in r.states if s not in frame.own()
        )
        return Sides(frame.own(), (), tuple(sorted(set(named))) or found.against)
    if draft.kind == "treaty_description":
        return _described(clause, predicate, frame=frame)
    if draft.kind == "other":
        return Sides(frame.own()) if frame.instrument else Sides()
    if (
        mutual(clause)
        and draft.kind in ("commitment", "denial_of_commitment")
        and _two_sided(clause, frame)
    ):
        return both_ways(frame, refs)
    return directed(
        clause, predicate, frame=frame, passive_helped=_subject_is_helped(clause, reading)
    )


def _two_sided(clause: Clause, frame: Frame) -> bool:
    return len(frame.couple()) == 2 or len(frame.parties()) > 2


def _subject_is_helped(clause: Clause, reading: Reading) -> bool:
    """ "Athens would not stand alone"; "an attack on Benin would be treated as ..."."""
    words = " ".join(clause.lows())
    if reading.solved and any(
        w in words for w in ("alone", "be left", "be abandoned", "be forgotten")
    ):
        return True
    return "be treated" in words or "be considered" in words or "be regarded" in words


def _described(clause: Clause, predicate: int, *, frame: Frame) -> Sides:
    parties = frame.parties()
    couple = frame.couple()
    if mutual(clause):
        return both_ways(frame, ())
    one_way = directed(clause, predicate, frame=frame)
    everyone = parties if len(parties) > 1 else couple
    helped = tuple(s for s in one_way.beneficiary if s in everyone)
    named = tuple(s for s in one_way.obligor if s in everyone)
    if (
        len(everyone) > 2
        and helped
        and len(helped) < len(everyone)
        and len(one_way.beneficiary) <= 2
    ):
        return Sides(tuple(s for s in everyone if s not in helped), helped, one_way.against)
    if len(everyone) == 2 and len(named) == 1 and _one_way(clause):
        return Sides(named, tuple(s for s in everyone if s not in named), one_way.against)
    if len(parties) == 1 and len(everyone) == 2:
        return Sides(parties, tuple(s for s in everyone if s not in parties))
    return Sides(everyone, everyone)


def _one_way(clause: Clause) -> bool:
    """A duty that binds one named state: "X is required to defend Y", "it bound Berlin to"."""
    return bool(
        [
            h
            for h in clause.group("duties")
            if h.entry.value in ("shall", "may", "will", "readiness")
        ]
    )


def _qualifiers(
    reading: Reading, laws: tuple[Mark, ...], places: tuple[Mark, ...]
) -> tuple[str, ...]:
    values = list(reading.qualifiers)
    for found in (*laws, *places):
        if found.value not in values:
            values.append(found.value)
    if laws and "constitutional_process" in values and any("constitution" in v for v in ()):
        values.remove("constitutional_process")
    return tuple(sorted(values))


def _trigger(draft: Draft, reading: Reading, clause: Clause) -> str:
    if draft.kind in ("report_of_fact", "reaction", "warning", "other"):
        return "none"
    if draft.kind == "request":
        restraint = not clause.group("help") and not {
            "help",
            "talks",
            "consultations",
        }.intersection(clause.lows())
        return (
            reading.trigger
            if reading.trigger != "none"
            else ("none" if restraint else "unspecified")
        )
    if reading.trigger != "none":
        return reading.trigger
    if draft.kind == "treaty_description":
        return "unspecified"
    if draft.kind == "denial_of_commitment":
        return "none"
    open_ended = reading.conditional or reading.solved or _DEFENCE.intersection(reading.forms)
    bare = not reading.forms and bool(clause.group("help")) and reading.duty != "may"
    return "unspecified" if open_ended or bare else "none"


def _hypothetical(draft: Draft, reading: Reading) -> bool:
    if draft.kind in ("report_of_fact", "reaction", "request"):
        return False
    if draft.kind == "warning":
        return True
    only_asked = reading.qualifiers == ("request_of_victim",) and reading.trigger == "none"
    weighed = any(
        m.rule in ("duty.may", "neg.double.ready")
        or m.value == "readiness"
        and "consider" in m.rule
        for m in reading.marks
    )
    return (reading.conditional and not only_asked) or weighed


def _tense(draft: Draft, clause: Clause) -> str:  # type: ignore[return]
    lows = set(clause.lows())
    if draft.kind in ("commitment", "threat", "warning", "denial_of_commitment"):
        future = {"will", "would", "'ll", "shall", "could"}.intersection(
            lows
        ) or draft.kind != "denial_of_commitment"
        steady = {"remains", "stands", "remained", "stood"}.intersection(
            lows
        ) and "will" not in lows
        return "present" if steady or not future else "future"
    if draft.kind == "report_of_fact":
        return "past" if not {"yet", "is", "are"}.intersection(lows) else "present"
    return "present"
