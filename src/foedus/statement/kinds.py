"""What kind of claim is a clause: promise, denial, threat, description of a treaty, fact ...?

The order of the questions is the grammar: what the word of saying does by itself comes
first, then whose will makes the duty, then what is told as done.
"""

from dataclasses import dataclass

from foedus.statement.refs import Frame, references
from foedus.statement.clauses import Clause
from foedus.statement.facts import fact_told, treaty_deed
from foedus.statement.lexicon import Hit
from foedus.statement.operators import Reading
from foedus.statement.unit import FINITE

_MODALS = frozenset("will would 'll shall can could may might must 'd".split())
_BODIES = ("government", "organisation")
_PREPOSITIONS = frozenset("in of with by to from as on after under between for".split())
REACTION_PLOVER = {
    "welcomes": "SUPPORT",
    "supports": "SUPPORT",
    "concern": "ACCUSE",
    "regret": "ACCUSE",
    "condemns": "ACCUSE",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim's kind before its parties are looked for."""

    kind: str
    plover: str | None = None
    polarity: str | None = None
    by: Hit | None = None
    """The hit that decided."""
    negated: bool | None = None
    """None: as the operators read it."""
    predicate: int = -1
    about_text: bool = False
    """The subject is the treaty or its article."""
    goes_on: bool = False
    """The clause goes on with the duty of the one before it ("... and to lend")."""
    shares: bool = False
    """The speaker takes an attack on another as one on itself."""
    adds: bool = False
    """The clause only adds a condition to the promise before it."""


def by_cue(act: str, cue: Hit, clause: Clause, *, frame: Frame) -> Draft | None:
    """Return the kind that the word of saying gives by itself; None where the content decides."""
    match act:
        case "react":
            polarity = cue.entry.more["polarity"]
            return Draft("reaction", REACTION_PLOVER[polarity], polarity, cue)
        case "reject":
            return _rejected(cue, clause)
        case "threaten":
            return Draft("threat", "THREATEN", "threatens", cue)
        case "call":
            return _called(clause)
        case "warn":
            return _warned(cue, clause, frame)
        case "ask":
            return Draft("request", "REQUEST", by=cue, predicate=cue.end - 1)
        case "deny":
            return _denied(cue, clause)
    return None


def by_content(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    """Return the kind that the words of the clause give, or None where they carry no claim."""
    if frame.speaker.kind == "outlet":
        return (
            _continued(clause, reading, frame=frame)
            or _history(clause, reading, frame=frame)
            or _text(clause, reading, act=act, frame=frame)
            or _fact(clause, frame=frame)
        )
    return (
        _aim(clause)
        or _shared_attack(clause, frame=frame)
        or _for_us_all(clause, frame=frame)
        or _no_treaty(clause, reading, frame=frame)
        or _continued(clause, reading, frame=frame)
        or _adds_condition(clause, reading, frame=frame)
        or _judged(clause, reading)
        or _history(clause, reading, frame=frame)
        or _text(clause, reading, act=act, frame=frame)
        or _threat(clause, reading, frame=frame)
        or _request(clause, frame=frame)
        or _promise(clause, reading, act=act, frame=frame)
        or _fact(clause, frame=frame)
        or _reaction(clause)
    )


def _rejected(cue: Hit, clause: Clause) -> Draft:
    if clause.group("nouns_of_speech") or {"request", "appeal", "plea", "call"}.intersection(
        clause.lows()
    ):
        return Draft("denial_of_commitment", "REJECT", by=cue, negated=True)
    return Draft("reaction", "REJECT", "condemns", cue)


def _called(clause: Clause) -> Draft | None:
    if aimed := clause.group("other_remarks"):
        return Draft("other", by=aimed[0], negated=True)
    for hit in reversed(clause.group("reactions")):
        return Draft("reaction", REACTION_PLOVER.get(hit.entry.value), hit.entry.value, hit)
    return None


def _warned(cue: Hit, clause: Clause, frame: Frame) -> Draft:
    if (shared := _shared_attack(clause, frame=frame)) is not None:
        return shared
    harm = clause.group("harm")
    outcome = [h for h in clause.group("outcome") if h.start > clause.start]
    if harm and not outcome and frame.speaker.kind != "analysts" and frame.own():
        return Draft("threat", "THREATEN", "threatens", harm[0])
    return Draft("warning", None, "concern", cue)


_ACCUSATIONS = frozenset(
    "claim claims accusation accusations allegation allegations charge charges report reports".split()
)


def _denied(cue: Hit, clause: Clause) -> Draft | None:
    if _ACCUSATIONS.intersection(clause.lows()):
        return Draft("reaction", "REJECT", "condemns", cue)
    if not clause.group(
        "help", "duties", "forms", "treaty_words", "deeds", "nouns_of_speech", "triggers"
    ):
        return None
    promised = clause.group("duties", "treaty_words", "nouns_of_speech") or (
        {"promised", "pledged", "pledge", "promise", "commitment", "talk", "plans"}.intersection(
            clause.lows()
        )
    )
    if cue.entry.id == "cue.deny" and clause.group("deeds") and not promised:
        return Draft("reaction", "REJECT", "condemns", cue)
    return Draft("denial_of_commitment", "REJECT", by=cue, negated=True, predicate=cue.end)


def _shared_attack(clause: Clause, *, frame: Frame) -> Draft | None:
    """``An attack on X would be a declaration of war on us``: a promise to X by the speaker."""
    hits = clause.group("shared_attacks")
    conditions = clause.conditions()
    named = any(
        r.states and r.word != "self"
        for a, b in conditions
        for r in references(clause, a, b, frame=frame)
    )
    if not hits or not named or not frame.own() or clause.group("negations"):
        return None
    return Draft("commitment", "AGREE", by=hits[0], predicate=hits[0].start, shares=True)


_NO_TREATY = frozenset(
    "treaty alliance guarantee pact obligation obligations promise cheque check".split()
)


def _no_treaty(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``The commitment is not a treaty``; ``it is no military alliance``."""
    lows = clause.lows()
    for at, word in enumerate(lows[:-1]):
        if word in ("is", "was", "are", "be") and lows[at + 1] in ("no", "not", "n't"):
            if _NO_TREATY.intersection(lows[at + 2 : at + 6]):
                promised = frame.speaker.state is not None and frame.scene.pair[0] == (
                    frame.speaker.state,
                )
                own = _own_treaty(frame) or promised
                kind = "denial_of_commitment" if own else "treaty_description"
                plover = "REJECT" if kind == "denial_of_commitment" else None
                return Draft(
                    kind,
                    plover,
                    negated=True,
                    predicate=clause.start + at,
                    about_text=kind != "denial_of_commitment" or bool(frame.instrument),
                )
    return None


def _aim(clause: Clause) -> Draft | None:
    hits = clause.group("other_remarks")
    return Draft("other", by=hits[0], negated=True) if hits else None


def _continued(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``... and to lend each other help``; ``a plain promise: if one is attacked, the other ...``."""
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


_STEPS = frozenset("that this it such any aid help assistance support deployment".split())


def _adds_condition(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``That would need the approval of the Diet``: a condition added to what was just promised."""
    scene = frame.scene
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
    if not (_STEPS.intersection(lead) and needs):
        return None
    plover = "AGREE" if scene.last_kind == "commitment" else None
    return Draft(scene.last_kind, plover, predicate=predicate_of(clause), adds=True)


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


def _for_us_all(clause: Clause, *, frame: Frame) -> Draft | None:
    """``Whoever attacks one of us attacks every one of us``, said by the alliance itself."""
    hits = clause.group("shared_attacks")
    if hits and len(frame.own()) > 2 and {"us", "our"}.intersection(clause.lows()):
        return Draft("commitment", "AGREE", by=hits[0], predicate=hits[0].start, about_text=True)
    return None


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


def subject_is_text(clause: Clause, predicate: int, *, frame: Frame) -> bool:
    """Tell whether a treaty or an article is the subject of the predicate."""
    start = clause.start
    words = clause.group("treaty_words", within=(start, max(predicate, start)))
    lead = clause.unit.lows(start, start + 3)
    lead = lead[1:] if lead[:1] in (("that",), ("and",), ("but",)) else lead
    if lead[:2] == ("nothing", "in"):
        return bool(words)
    if any(not _behind_preposition(clause, h) for h in words):
        return True
    for treaty in clause.unit.treaties:
        at = clause.unit.at(treaty.start)
        if start <= at <= start + 2 and at < predicate:
            return True
    pronoun = lead[:1] in (("it",), ("what",), ("this",))
    return pronoun and frame.scene.subject_is_text and frame.speaker.kind not in _BODIES


def _behind_preposition(clause: Clause, hit: Hit) -> bool:
    """Tell whether the treaty's name stands behind a preposition ("under the Rio Treaty")."""
    start = hit.start
    for treaty in clause.unit.treaties:
        low = clause.unit.at(treaty.start)
        if low <= hit.start < clause.unit.at(treaty.end - 1) + 1:
            start = min(start, low)
    for at in range(start - 1, max(clause.start - 1, start - 5), -1):
        low_word = clause.unit.tokens[at].low
        if low_word in _PREPOSITIONS:
            return True
        if low_word in (",", "that", "and") or low_word in FINITE:
            return False
    return False


def _text(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    predicate = predicate_of(clause)
    if predicate < 0 or treaty_deed(clause) is not None:
        return None
    told = subject_is_text(clause, predicate, frame=frame)
    under = bool(clause.group("treaty_words")) and "under" in clause.lows()
    binding = reading.duty in ("shall", "shall_at_once")
    general = _general_remark(clause, reading, frame)
    lead = clause.unit.lows(clause.start, clause.start + 3)
    if {"we", "our"}.intersection(lead) and reading.duty == "will" and not told:
        return None
    if not (
        told or general or ((under or frame.instrument) and binding) or (under and _plain(clause))
    ):
        return None
    if (
        reading.negated
        and _own_treaty(frame)
        and act != ""
        and not clause.group("cues")
        and not general
    ):
        return Draft(
            "denial_of_commitment", "REJECT", negated=True, predicate=predicate, about_text=told
        )
    return Draft("treaty_description", predicate=predicate, about_text=told or general)


def _general_remark(clause: Clause, reading: Reading, frame: Frame) -> bool:
    """``Nobody can be made to use force``, said on by whoever has just described a treaty."""
    scene = frame.scene
    follows = scene.last_kind == "treaty_description" and scene.last_name == (
        frame.speaker.name or frame.speaker.role
    )
    lead = clause.unit.lows(clause.start, clause.start + 2)
    return (
        follows
        and bool({"nobody", "everyone", "each", "nothing"}.intersection(lead))
        and reading.duty in ("may", "shall")
    )


def _own_treaty(frame: Frame) -> bool:
    own = frame.own()
    return (
        bool(own)
        and set(own) <= set(frame.couple())
        and frame.speaker.kind not in ("analysts", "outlet")
    )


def _plain(clause: Clause) -> bool:
    return not _MODALS.intersection(clause.lows())


def predicate_of(clause: Clause) -> int:
    """Return the token of the first finite verb or word of duty in the main part, or -1."""
    starts = {h.start for h in clause.group("duties", "help", "deeds", "domain_verbs")}
    main = clause.main()
    for low, high in main:
        for at in range(low, high):
            word = clause.unit.tokens[at].low
            verbal = at in starts and at > clause.start and word.endswith(("s", "ed", "d"))
            if word in FINITE or verbal:
                return at
    return min((s for s in starts if any(a <= s < b for a, b in main)), default=-1)


def _threat(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    harm = clause.group("harm")
    if not harm or not frame.own() or frame.speaker.kind in ("analysts", "outlet"):
        return None
    helped = clause.group("double_negation") or {"defend", "protect", "help"}.intersection(
        clause.lows()
    )
    if helped or reading.negated or not _MODALS.intersection(clause.lows()):
        return None
    return Draft("threat", "THREATEN", "threatens", harm[0], predicate=harm[0].start)


_CALLING = frozenset("may will would could might to must".split())
_ASKING = frozenset("want wants need needs ask asks urge urges expect expects request".split())
_RESTRAINT = frozenset("stop withdraw leave pull end halt cease stay refrain hold return".split())


def _request(clause: Clause, *, frame: Frame) -> Draft | None:
    lows = clause.lows()
    for word, after in zip(lows, lows[1:], strict=False):
        if (word == "we" and after in _ASKING) or (
            word in ("must", "should") and after in _RESTRAINT
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


def _promise(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    main = clause.main()
    helps = [h for h in clause.group("help", "forms") if any(a <= h.start < b for a, b in main)]
    if (reading.duty == "none" and act != "promise") or clause.group("other_treaties"):
        return None
    if not helps and not reading.solved and reading.duty != "readiness":
        return None
    predicate = _nearest(clause, helps[0].start) if helps else predicate_of(clause)
    if predicate < 0:
        predicate = helps[0].start if helps else clause.start
    if not _somebody(clause, act=act, frame=frame):
        return Draft("other")
    if reading.negated:
        return Draft("denial_of_commitment", "REJECT", negated=True, predicate=predicate)
    return Draft("commitment", "AGREE", predicate=predicate)


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
    return Draft("report_of_fact", hit.entry.value, by=hit, predicate=hit.start)


def _reaction(clause: Clause) -> Draft | None:
    for hit in clause.group("reactions"):
        return Draft("reaction", REACTION_PLOVER.get(hit.entry.value), hit.entry.value, hit)
    return None
