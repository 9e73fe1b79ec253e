"""Which claim does a clause carry? From kind, parties and operators to `Claim`."""

from collections.abc import Sequence
from dataclasses import replace

from foedus.statement import naming
from foedus.statement.claim import Claim, Kind, Mark
from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.instruments import Cited, instrument_mark
from foedus.statement.marks import text_marks
from foedus.statement.operators import Reading, mark
from foedus.statement.refs import Frame
from foedus.statement.reserves import law_marks, place_marks
from foedus.statement.sides import sides_of
from foedus.statement.tenses import hypothetical, tense_of
from foedus.statement.unnamed import unnamed_treaty
from foedus.statement.words import listed, word_set

_BARE = frozenset(("reaction", "warning"))
_PLEDGING = frozenset(("commitment", "treaty_description"))
_PLACED = frozenset(("commitment", "denial_of_commitment", "treaty_description", "request"))
_MODALS = word_set("must will would shall may can could")
_STRUCK_WITH = frozenset(("arms", "base_access"))
_STEADY = frozenset(
    ("consultation", "base_access", "other", "training", "arms", "economic", "intelligence")
)
"""Forms that a treaty gives in peace, before anything happens."""


def describe(
    draft: Draft, clause: Clause, reading: Reading, *, frame: Frame, articles: Sequence[Cited]
) -> Claim:
    """Return the claim of ``clause`` with its marks; ``articles`` are those it cites."""
    if draft.kind == "treaty_description" and frame.instrument is None:
        cites = bool(articles or clause.group("treaty_words"))
        frame = replace(frame, instrument=unnamed_treaty(clause, scene=frame.scene, cites=cites))
    sides = sides_of(draft, clause, reading, frame=frame)
    bare = draft.kind in _BARE
    laws = () if bare else law_marks(clause, frame=frame)
    places = place_marks(clause) if draft.kind in _PLACED else ()
    negated = (
        _negated(draft, clause, reading) if draft.negated is None else draft.negated
    ) and not bare
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
        qualifiers=() if bare else reserve_values(_own_reserves(reading, laws), (*laws, *places)),
        polarity=draft.polarity,
        negated=negated,
        hypothetical=hypothetical(draft, reading, clause),
        tense=tense_of(draft, clause, frame=frame),
    )
    carried = _carried(claim, draft, clause, frame=frame)
    claim = _on_treaty(carried, draft, frame=frame, lows=clause.lows())
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


def _negated(draft: Draft, clause: Clause, reading: Reading) -> bool:
    """A deed is negated where the word stands before it, not in a clause beside it."""
    if draft.kind != "report_of_fact" or draft.by is None or not reading.negated:
        return reading.negated
    near = (max(clause.start, draft.by.start - 4), draft.by.end + 1)
    return bool(
        clause.group("negations", within=near)
        or clause.group("negations", within=(clause.start, clause.start + 2))
    )


def article_marks(articles: Sequence[Cited]) -> list[Mark]:
    """Return the marks of articles as cited."""
    return [
        Mark(field="article", value=a.number, span=a.span, rule="article.cited") for a in articles
    ]


def sorted_marks(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return each mark once, in document order."""
    return tuple(sorted(set(marks), key=lambda m: (m.span, m.field, m.value, m.rule)))


def _on_treaty(claim: Claim, draft: Draft, *, frame: Frame, lows: Sequence[str]) -> Claim:
    """Give a claim of an alliance's members the alliance's treaty, where the document names it."""
    if claim.kind == "threat" or (claim.kind == "request" and not frame.worded):
        return replace(claim, instrument=None, article=None)
    if claim.kind in _OWN_WILL and claim.instrument and _foreign(claim, frame):
        return replace(claim, instrument=None, article=None)
    free = claim.kind in _OWN_WILL and not draft.adds and not _BOUND.intersection(lows)
    if free and claim.instrument and not frame.worded:
        return replace(claim, instrument=None, article=None)
    if claim.instrument and not frame.worded and not _rests(claim, frame):
        return replace(claim, instrument=None, article=None)
    if claim.instrument or claim.kind in _BARE:
        return claim
    if claim.kind == "treaty_description" and (told := frame.scene.instrument()):
        # "In return Rome owed help to Berlin": the treaty of the sentence before goes on.
        told_of = replace(claim, instrument=told)
        return told_of if _rests(told_of, frame) else claim
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


_BOUND = word_set("bound obliged obligation obligations duty duties commitments")
"""Words by which a promise rests on a treaty that is not named beside it."""
_OWN_WILL = frozenset(("commitment", "denial_of_commitment", "threat"))


def _foreign(claim: Claim, frame: Frame) -> bool:
    """Seoul's promise to Kyiv rests on no treaty of Moscow and Pyongyang, though it names one."""
    parties = set(naming.parties(claim.instrument or "", frame.scene.on))
    parties |= set(naming.concerned(claim.instrument or ""))
    sides = {*claim.obligor, *claim.beneficiary}
    return bool(sides) and bool(parties) and not sides & parties


def _rests(claim: Claim, frame: Frame) -> bool:
    """A treaty that the statement does not name carries only promises between its parties."""
    parties = set(naming.parties(claim.instrument or "", frame.scene.on))
    parties |= set(naming.concerned(claim.instrument or ""))
    sides = {*claim.obligor, *claim.beneficiary}
    kinds = ("commitment", "denial_of_commitment", "treaty_description", "request")
    return claim.kind in kinds and sides <= parties


def _kind(name: str) -> Kind:
    return name  # type: ignore[return-value] # every name comes from `kinds.Draft`


def _duty(draft: Draft, reading: Reading, clause: Clause, *, frame: Frame) -> str:
    if draft.kind not in _PLEDGING or draft.adds:
        return "none"
    if draft.goes_on and frame.before is not None:
        before = frame.before.duty
        firm = "shall" if before == "shall_at_once" else before
        return "shall_at_once" if firm == "shall" and reading.at_once else firm
    if frame.promised and reading.duty in ("none", "may"):
        return frame.promised
    if draft.by is not None and draft.by.entry.group == "double_negation":
        return draft.by.entry.value
    if draft.shares or (draft.by is not None and draft.by.entry.group == "shared_attacks"):
        return "will"
    if draft.kind == "treaty_description" and reading.duty == "none" and draft.about_text:
        plain = clause.group("help") and listed("verbs_of_aid").intersection(clause.lows())
        if plain and reading.trigger != "none":
            return "shall_at_once" if reading.at_once else "shall"
    return reading.duty


def _forms(draft: Draft, reading: Reading) -> tuple[str, ...]:
    if draft.kind == "report_of_fact" and draft.by is not None and "treaty" in draft.by.entry.more:
        return ()
    if draft.kind == "threat":
        # Who threatens with guns gives none: they are the force that is used.
        forced = {"military" if form in _STRUCK_WITH else form for form in reading.forms}
        return tuple(sorted(forced - {"military"} if "nuclear" in forced else forced))
    if draft.kind == "report_of_fact":
        return _done_by(draft.plover, reading.forms)
    return reading.forms


def _done_by(deed: str | None, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the help that a deed gives: who moves, strikes or drills with guns hands over none.

    ``moved tanks to the frontier`` gives troops, ``its artillery shelled the town`` military force.
    """
    if deed == "COOPERATE" and forms:
        return (*(f for f in forms if f == "cyber"), "training")
    if deed == "MOBILIZE" and {"arms", "military"}.intersection(forms):
        return ("troops",)
    if deed == "ASSAULT" and "arms" in forms:
        kept = tuple(f for f in forms if f != "arms")
        return kept or ("military",)
    return forms


def _own_reserves(reading: Reading, laws: Sequence[Mark]) -> list[str]:
    """Leave out a constitution that is part of a named state's law."""
    inside = {
        m.value
        for m in reading.marks
        if m.field == "qualifiers" and any(law.span.covers(m.span) for law in laws)
    }
    return [q for q in reading.qualifiers if not (q == "constitutional_process" and q in inside)]


def reserve_values(values: Sequence[str], more: Sequence[Mark]) -> tuple[str, ...]:
    """Return the values of reserves, each once, sorted."""
    return tuple(sorted({*values, *(m.value for m in more)}))


def _trigger(draft: Draft, reading: Reading, clause: Clause) -> str:
    if draft.kind in ("report_of_fact", "reaction", "warning", "other"):
        return "none"
    pledged = draft.kind in ("commitment", "denial_of_commitment")
    if draft.kind == "request" and _holds_back(clause):
        return "none"
    if reading.trigger != "none" and not (pledged and reading.past and not reading.conditional):
        return reading.trigger
    if draft.kind == "request":
        return "unspecified"
    if draft.kind == "treaty_description":
        steady = reading.forms and _STEADY.issuperset(reading.forms) and not reading.negated
        running = any(m.rule == "duty.running" for m in reading.marks)
        return "none" if (steady or running) and not reading.conditional else "unspecified"
    if draft.kind == "denial_of_commitment":
        return "none"
    if reading.conditional:
        return "unspecified"
    defence = set(reading.forms) in ({"military"}, {"nuclear"}, {"military", "nuclear"}) or (
        reading.solved and reading.duty == "will"
    )
    bare = (
        not reading.forms and reading.duty in ("will", "readiness") and draft.kind == "commitment"
    )
    return "unspecified" if defence or bare else "none"


def _holds_back(clause: Clause) -> bool:
    """``urged both to stay calm``: who asks for restraint asks for no help."""
    lows = list(clause.lows())
    first = next((at for at, low in enumerate(lows) if low in listed("help_asked")), len(lows))
    held = [clause.unit.tokens[h.start].low for h in clause.group("restraints")]
    words = {*held, *listed("restraint")}
    return any(low in words for low in lows[:first])


def _carried(claim: Claim, draft: Draft, clause: Clause, *, frame: Frame) -> Claim:
    """Carry condition and reserve of the clause before into one that only goes on."""
    before = frame.before
    if before is None or claim.kind not in _PLACED or before.kind not in _PLEDGING:
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
