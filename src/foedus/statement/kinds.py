"""What kind of claim is a clause: promise, denial, threat, description of a treaty, fact ...?

The order of the questions is the grammar: what the word of saying does by itself
(`foedus.statement.cued`) comes first, then whose will makes the duty, then what is told as done.
"""

import itertools

from foedus.statement.asking import invoked, told_to_leave
from foedus.statement.clauses import Clause
from foedus.statement.cued import by_cue
from foedus.statement.draft import REACTION_PLOVER, Draft
from foedus.statement.facts import fact_told, treaty_deed
from foedus.statement.lexicon import Hit
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame, references
from foedus.statement.refusing import bars_the_enemy, limited_duty, never_promised, refusal
from foedus.statement.shared import for_us_all, protected, shared_attack
from foedus.statement.treaty_talk import no_treaty, predicate_of, treaty_told
from foedus.statement.unit import FINITE
from foedus.statement.words import listed, word_set

__all__ = ["by_content", "by_cue"]

_MODALS = word_set("will would 'll shall can could may might must 'd")


def by_content(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    """Return the kind that the words of the clause give, or None where they carry no claim."""
    if frame.speaker.kind == "outlet" and not frame.scene.bare:
        return (
            _continued(clause, reading, frame=frame)
            or no_treaty(clause, reading, frame=frame)
            or _history(clause, reading, frame=frame)
            or _concluded(clause)
            or treaty_told(clause, reading, act=act, frame=frame)
            or _fact(clause, frame=frame)
        )
    return (
        _aim(clause)
        or shared_attack(clause, frame=frame)
        or for_us_all(clause, frame=frame)
        or no_treaty(clause, reading, frame=frame)
        or _continued(clause, reading, frame=frame)
        or _adds_condition(clause, reading, frame=frame)
        or _judged(clause, reading)
        or _history(clause, reading, frame=frame)
        or told_to_leave(clause, frame=frame)
        or _none_of(clause, frame=frame)
        or limited_duty(clause, reading, frame=frame)
        or treaty_told(clause, reading, act=act, frame=frame)
        or protected(clause, reading, frame=frame)
        or _threat(clause, reading, frame=frame)
        or invoked(clause, frame=frame)
        or refusal(clause, frame=frame)
        or never_promised(clause, frame=frame)
        or _request(clause, frame=frame)
        or _bodes_ill(clause, reading, act=act)
        or _promise(clause, reading, act=act, frame=frame)
        or _fact(clause, frame=frame)
        or _foreseen(clause, act=act)
        or _reaction(clause)
    )


def _aim(clause: Clause) -> Draft | None:
    hits = clause.group("other_remarks")
    return Draft("other", by=hits[0], negated=True) if hits else None


def _continued(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``... and to lend each other help``; ``a promise: if one is attacked, the other ...``."""
    before = frame.before
    if before is None or before.kind not in ("treaty_description", "commitment"):
        return None
    unit, start = clause.unit, clause.start
    plain_to = unit.tokens[start].low == "to"
    colon = start > 0 and unit.tokens[start - 1].low == ":" and before.kind == "treaty_description"
    own = {r.word for r in references(clause, clause.start, clause.end, frame=frame)}
    if plain_to or (colon and not own.intersection(("self", "state", "capital"))):
        predicate = predicate_of(clause)
        negated = reading.negated
        return Draft(
            before.kind,
            before.plover,
            negated=negated,
            predicate=predicate,
            about_text=True,
            goes_on=plain_to,
        )
    return None


def _adds_condition(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``That would need the approval of the Diet``: a condition added to what was just promised."""
    scene = frame.scene
    passive = scene.last_kind == "treaty_description" and _agentless(clause, frame)
    same = scene.last_name == (frame.speaker.name or frame.speaker.role or "")
    if (
        not same
        or scene.last_kind not in ("commitment", "treaty_description")
        or not reading.qualifiers
    ):
        return None
    lead = clause.unit.lows(clause.start, clause.start + 2)
    needs = {"need", "needs", "require", "requires", "depend", "depends", "subject"}.intersection(
        clause.lows()
    )
    if not (listed("steps_of_help").intersection(lead) and needs) and not passive:
        return None
    plover = "AGREE" if scene.last_kind == "commitment" else None
    return Draft(scene.last_kind, plover, predicate=predicate_of(clause), adds=True)


def _agentless(clause: Clause, frame: Frame) -> bool:
    """``Soldiers would be sent only if ...``: help in the passive, by nobody named."""
    predicate = predicate_of(clause)
    refs = references(clause, clause.start, max(predicate, clause.start), frame=frame)
    return not refs and "be" in clause.unit.lows(predicate, predicate + 3)


def _concluded(clause: Clause) -> Draft | None:
    """``A pact was concluded``; ``approved a pact under which it will help``: what was done."""
    hit = treaty_deed(clause)
    if hit is None or clause.conditions() or hit.entry.value != "SUPPORT":
        return None
    duties = [h.start for h in clause.group("duties") if not hit.start <= h.start < hit.end]
    related = [at for at in range(hit.end, clause.end) if clause.unit.tokens[at].low == "which"]
    if any(at < min(related, default=clause.end) for at in duties):
        return None
    return Draft("report_of_fact", "SUPPORT", by=hit, predicate=hit.start)


def _history(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """An invocation told as done ("the clause has been triggered once")."""
    hit = fact_told(clause, known=bool(frame.instrument))
    if (
        hit is None
        or hit.entry.value not in ("REQUEST", "REJECT")
        or reading.duty in ("shall", "may")
    ):
        return None
    return Draft("report_of_fact", hit.entry.value, by=hit, predicate=hit.start)


def _judged(clause: Clause, reading: Reading) -> Draft | None:
    """A judgement without a duty ("the treaty had failed the country", "it would study")."""
    hits = clause.group("reactions")
    if not hits or reading.duty in ("shall", "shall_at_once", "readiness", "may"):
        return None
    best = hits[-1]
    if (
        best.entry.value == "supports"
        and not reading.forms
        and reading.aid_scope == "unspecified"
        and not clause.group("conditions")
    ):
        return Draft("reaction", "SUPPORT", "supports", best)
    governed = best.entry.value in ("condemns", "regret", "concern", "neutral")
    if not governed or clause.group("conditions") or reading.forms:
        return None
    return Draft("reaction", REACTION_PLOVER.get(best.entry.value), best.entry.value, best)


def _threat(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    harm = clause.group("harm")
    if not harm or not frame.own() or frame.speaker.kind in ("analysts", "outlet"):
        return None
    helped = clause.group("double_negation") or {"defend", "protect", "help"}.intersection(
        clause.lows()
    )
    harm = tuple(h for h in harm if not any(a <= h.start < b for a, b in clause.conditions()))
    reserved = any(h.entry.id == "harm.reserved" for h in harm)
    coming = reserved or bool(_MODALS.intersection(clause.lows())) or bool(clause.conditions())
    if helped or reading.negated or not harm or not coming:
        return None
    return Draft("threat", "THREATEN", "threatens", harm[0], predicate=harm[0].start)


_FORESEEING = word_set("could would might may will can")
_CALLING = word_set("may will would could might to must")


def _request(clause: Clause, *, frame: Frame) -> Draft | None:
    lows = clause.lows()
    if (noun := _asking_noun(lows)) >= 0 and frame.own():
        return Draft("request", "REQUEST", predicate=clause.start + noun)
    if (expects := _expects(clause, frame)) >= 0:
        return Draft("request", "REQUEST", predicate=expects)
    if (begs := _begs(clause, frame)) >= 0:
        return Draft("request", "REQUEST", predicate=begs)
    for word, after in itertools.pairwise(lows):
        if (word == "we" and after in listed("asking_verbs")) or (
            word in ("must", "should") and after in listed("verbs_of_restraint")
        ):
            return Draft("request", "REQUEST")
    for hit in clause.group("cues"):
        before = clause.unit.lows(hit.start - 1, hit.start)
        if (
            _plain_subject(clause, hit.start, frame)
            and hit.entry.more.get("act") == "ask"
            and before
            and before[0] in _CALLING
            and hit.start > clause.start
        ):
            return Draft("request", "REQUEST", by=hit, predicate=hit.end - 1)
    return None


_BEGGING = word_set("ask beg implore beseech urge appeal plead request entreat")


def _begs(clause: Clause, frame: Frame) -> int:
    """``I beg Moscow, from this floor, for ships``: to say so is to ask; the verb, or -1."""
    unit = clause.unit
    for at in range(clause.start + 1, clause.end):
        if unit.tokens[at].low not in _BEGGING or unit.tokens[at - 1].low not in ("i", "we"):
            continue
        behind = references(clause, at + 1, min(at + 5, clause.end), frame=frame)
        if any(r.states and r.states != frame.own() for r in behind):
            return at
    return -1


_NOUNS_OF_ASKING = word_set("demand plea appeal request call")


def _asking_noun(lows: tuple[str, ...]) -> int:
    """``with a demand that every soldier leave``: the noun's place in the clause, or -1."""
    for at, word in enumerate(lows[:5]):
        opened = lows[at - 1] in ("a", "an", "another", "new") if at else False
        if word in _NOUNS_OF_ASKING and opened and lows[at + 1 : at + 2] in _OBJECTS_OF_ASKING:
            return at
    return -1


_OBJECTS_OF_ASKING = (("that",), ("for",), ("to",))


def _expects(clause: Clause, frame: Frame) -> int:
    """``Manila expects Washington to come``: the token of the verb, or -1."""
    for at in range(clause.start + 1, clause.end - 2):
        if clause.unit.tokens[at].low not in listed("asking_verbs") or "to" not in clause.unit.lows(
            at, at + 6
        ):
            continue
        before = references(clause, clause.start, at, frame=frame)
        after = references(clause, at + 1, min(at + 5, clause.end), frame=frame)
        own = any(r.states and r.states == frame.own() for r in before)
        if own and any(r.states and r.states != frame.own() for r in after):
            return at
    return -1


def _promise(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    main = clause.main()
    helps = [h for h in clause.group("help", "forms") if any(a <= h.start < b for a, b in main)]
    if (reading.duty == "none" and act != "promise") or clause.group("other_treaties"):
        return None
    if not helps and not reading.solved and reading.duty != "readiness":
        return None
    if act == "promise" and reading.duty == "none" and _under_way(clause, frame):
        return None
    predicate = _nearest(clause, helps[0].start) if helps else predicate_of(clause)
    if predicate < 0:
        predicate = helps[0].start if helps else clause.start
    leaves = [h for h in clause.group("deeds") if h.entry.value == "RETREAT"]
    if any("needs" not in h.entry.more for h in leaves) and not reading.negated:
        return Draft("other")
    if not _somebody(clause, act=act, frame=frame):
        return Draft("other")
    if reading.negated and not _withholds(clause) and not bars_the_enemy(clause):
        return Draft("denial_of_commitment", "REJECT", negated=True, predicate=predicate)
    return Draft("commitment", "AGREE", predicate=predicate, negated=False)


def _under_way(clause: Clause, frame: Frame) -> bool:
    """``assured the sheikh that its troops were on their way``: a deed, no promise."""
    hit = fact_told(clause, known=bool(frame.instrument))
    finite = any(w in FINITE for w in clause.lows())
    return finite and hit is not None and hit.entry.value in ("MOBILIZE", "RETREAT")


def _withholds(clause: Clause) -> bool:
    """``not to let its soil be used against the other``: a promise, though in words of refusal."""
    forms = clause.group("forms")
    return bool(forms) and all(h.entry.id == "form.other.soil" for h in forms)


def _plain_subject(clause: Clause, at: int, frame: Frame) -> bool:
    """A state or "we" stands before ``at`` as subject, and nothing is only supposed."""
    refs = references(clause, clause.start, at, frame=frame)
    return not clause.conditions() and any(r.states for r in refs)


def _nearest(clause: Clause, at: int) -> int:
    """Return the last finite verb at or before the token ``at``, else the first of the clause."""
    for low, high in reversed(clause.main()):
        for back in range(min(at, high - 1), low - 1, -1):
            if clause.unit.tokens[back].low in FINITE:
                return back
    return predicate_of(clause)


def _somebody(clause: Clause, *, act: str, frame: Frame) -> bool:
    """A slogan names no actor ("friends do not leave friends under the bombs")."""
    refs = references(clause, clause.start, clause.end, frame=frame)
    indirect = not any(t.quoted for t in clause.unit.tokens[clause.start : clause.end])
    return bool(refs) or act == "promise" or (indirect and bool(frame.own()))


def _fact(clause: Clause, *, frame: Frame) -> Draft | None:
    hit = fact_told(clause, known=bool(frame.instrument))
    if hit is None:
        return None
    none = clause.unit.lows(hit.end, hit.end + 1) == ("no",)
    if none and hit.entry.value == "SUPPORT" and frame.own() and frame.speaker.kind != "outlet":
        # "We have signed no paper that drags us into a war."
        return Draft("denial_of_commitment", "REJECT", by=hit, negated=True, predicate=hit.start)
    return Draft("report_of_fact", hit.entry.value or None, by=hit, predicate=hit.start)


def _foreseen(clause: Clause, *, act: str) -> Draft | None:
    """``A long crisis would scorch the whole coast``: what may come, and nobody's promise."""
    hits = clause.group("outcome")
    if not hits or act not in ("say", "doubt") or not _FORESEEING.intersection(clause.lows()):
        return None
    return Draft("warning", None, "concern", hits[0])


def _bodes_ill(clause: Clause, reading: Reading, *, act: str) -> Draft | None:
    """``The money would only stoke tension``; ``it would start an arms race``: no help is meant."""
    hits = clause.group("outcome")
    if not hits or reading.duty not in ("will", "may") or reading.negated:
        return None
    helps = clause.group("help", within=(hits[0].start + 1, clause.end))
    apart = [h for h in helps if h.start >= hits[0].end]
    before = [h for h in clause.group("help") if _modal_before(clause, h)]
    return None if apart or before else _foreseen(clause, act=act)


def _modal_before(clause: Clause, hit: Hit) -> bool:
    return bool(_MODALS.intersection(clause.unit.lows(max(clause.start, hit.start - 2), hit.start)))


def _none_of(clause: Clause, *, frame: Frame) -> Draft | None:
    """``... but no soldiers``: the rest of the promise before it is refused."""
    before = frame.before
    lead = clause.unit.lows(clause.start, clause.start + 2)
    lead = lead[1:] if lead[:1] == ("but",) else lead
    bare = not any(w in FINITE for w in clause.lows())
    if before is None or before.kind != "commitment" or not bare:
        return None
    if lead[:1] not in (("no",), ("not",), ("never",)) or not clause.group("forms", "help"):
        return None
    return Draft("denial_of_commitment", "REJECT", negated=True, predicate=clause.start, rest=True)


def _reaction(clause: Clause) -> Draft | None:
    for hit in clause.group("reactions"):
        return Draft("reaction", REACTION_PLOVER.get(hit.entry.value), hit.entry.value, hit)
    return None
