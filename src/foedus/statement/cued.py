"""What kind of claim does the word of saying make by itself: a threat, a request, a denial ...?"""

from foedus.statement.clauses import Clause
from foedus.statement.draft import REACTION_PLOVER, Draft
from foedus.statement.history import told_as_history
from foedus.statement.lexicon import Hit
from foedus.statement.refs import Frame, references, subjects
from foedus.statement.shared import shared_attack
from foedus.statement.treaty_talk import predicate_of
from foedus.statement.unit import PRONOUNS
from foedus.statement.words import listed, word_set

_NOUNS_OF_ASKING = word_set("request requests appeal appeals plea pleas call calls demand demands")
_NEGATING = word_set("not n't never nor")
_MODALS = word_set("could might may would will can")
_JUDGING = word_set("recognise recognize accept acknowledge believe")
_REFUSING = ("refus", "declin", "turn", "reject", "spurn", "balk", "baulk", "shy", "stop", "rul")
_DISMISSING = ("wav", "brush", "shrug", "pooh", "scoff", "laugh")


def by_cue(act: str, cue: Hit, clause: Clause, *, frame: Frame) -> Draft | None:
    """Return the kind that the word of saying gives by itself; None where the content decides."""
    match act:
        case "react" if clause.group("civil") and not _warlike(clause):
            return None
        case "react":
            return None if _leaves(cue, clause, frame) else _reacted(cue, clause)
        case "reject":
            return _rejected(cue, clause)
        case "threaten":
            return Draft("threat", "THREATEN", "threatens", cue)
        case "call":
            return _called(clause)
        case "warn" if _own_help(clause, frame) or not _bodes(clause, cue):
            return None
        case "warn":
            return _warned(cue, clause, frame)
        case "ask":
            return _asked(cue, clause, frame)
        case "promise" if _denied_before(clause, cue):
            return _refused(cue)
        case "say" if _complains(cue, clause):
            return _reaction("condemns", cue)
        case "deny":
            return _denied(cue, clause)
    return None


def _warlike(clause: Clause) -> bool:
    return bool(clause.group("security", "security_shared", "treaty_words"))


def _leaves(cue: Hit, clause: Clause, frame: Frame) -> bool:
    """``Cairo denounced the treaty``, a party to it: it leaves, and judges nobody."""
    own = frame.own()
    party = bool(own) and set(own) <= set(frame.parties())
    treaty = clause.group("treaty_words", within=(cue.end, min(cue.end + 5, clause.end)))
    return clause.unit.tokens[cue.start].low.startswith("denounc") and party and bool(treaty)


def _reaction(polarity: str, by: Hit) -> Draft:
    return Draft("reaction", REACTION_PLOVER.get(polarity), polarity, by)


def _complains(cue: Hit, clause: Clause) -> bool:
    """``The others had looked on, Amman fumed``: a complaint, where nothing else is said."""
    telling = ("harm", "duties", "conditions", "deeds", "treaty_words", "help", "outcome")
    angry = clause.unit.tokens[cue.start].low.startswith(_COMPLAINING)
    return angry and not clause.group(*telling, "restraints", "other_remarks")


_COMPLAINING = (
    *("railed", "rails", "fumed", "fumes", "jeered", "jeers", "sneered", "sneers", "complained"),
    *("complains", "raged", "rages", "ranted", "seethed", "protested", "protests", "taunted"),
)


def _reacted(cue: Hit, clause: Clause) -> Draft:
    """``Tokyo fretted that the raid could end in war``: worry over what may come is a warning."""
    polarity = cue.entry.more["polarity"]
    if polarity == "condemns" and listed("accusations").intersection(clause.lows()):
        # "dismissed as fiction the charge that ...": the charge is denied.
        return Draft("reaction", "REJECT", polarity, cue)
    outcome = clause.group("outcome")
    if polarity == "concern" and outcome and _MODALS.intersection(clause.lows()):
        return Draft("warning", None, "concern", cue)
    return _reaction(polarity, cue)


def _asked(cue: Hit, clause: Clause, frame: Frame) -> Draft:
    if _not_asked(clause, cue):
        return Draft("report_of_fact", "REQUEST", by=cue, negated=True, predicate=cue.end - 1)
    before = clause.unit.lows(max(cue.start - 3, 0), cue.start)
    own_report = "had" in before and bool(PRONOUNS.intersection(before))
    if own_report or told_as_history(clause, cue.start, on=frame.scene.on):
        return Draft("report_of_fact", "REQUEST", by=cue, predicate=cue.end - 1)
    return Draft("request", "REQUEST", by=cue, predicate=cue.end - 1)


def _not_asked(clause: Clause, cue: Hit) -> bool:
    """``Riyadh invoked no treaty``; ``Kyiv has not asked for troops``."""
    none = clause.unit.lows(cue.end, cue.end + 1) == ("no",)
    return none or _denied_before(clause, cue)


def _denied_before(clause: Clause, cue: Hit) -> bool:
    """``Wellington had never promised to open its ports``: nothing was promised."""
    start = max(cue.start - 2, 0)
    return bool(_NEGATING.intersection(clause.unit.lows(start, cue.start)))


def _refused(cue: Hit) -> Draft:
    return Draft("denial_of_commitment", "REJECT", by=cue, negated=True, predicate=cue.end)


def _rejected(cue: Hit, clause: Clause) -> Draft:
    if clause.group("nouns_of_speech") or _NOUNS_OF_ASKING.intersection(clause.lows()):
        return Draft("denial_of_commitment", "REJECT", by=cue, negated=True)
    return Draft("reaction", "REJECT", "condemns", cue)


def _called(clause: Clause) -> Draft | None:
    if aimed := clause.group("other_remarks"):
        return Draft("other", by=aimed[0], negated=True)
    for hit in reversed(clause.group("reactions")):
        return _reaction(hit.entry.value, hit)
    return None


def _bodes(clause: Clause, cue: Hit) -> bool:
    """A warning tells of what may come; "cautioned that it has no headquarters" does not."""
    if {"against", "not"}.intersection(clause.unit.lows(cue.end, cue.end + 4)):
        return True
    telling = clause.group("outcome", "harm", "triggers", "conditions", "shared_attacks", "duties")
    return bool(telling) or bool(_MODALS.intersection(clause.lows()))


def _warned(cue: Hit, clause: Clause, frame: Frame) -> Draft:
    if (shared := shared_attack(clause, frame=frame)) is not None:
        return shared
    if _own_refusal(clause, frame):
        return _refused(cue)
    harm = clause.group("harm")
    outcome = [h for h in clause.group("outcome") if h.start > clause.start]
    if harm and not outcome and frame.speaker.kind != "analysts" and frame.own():
        return Draft("threat", "THREATEN", "threatens", harm[0])
    return Draft("warning", None, "concern", cue)


def _own_help(clause: Clause, frame: Frame) -> bool:
    """``Seoul may send weapons, an official warned``: help, though in words of warning."""
    predicate = predicate_of(clause)
    refs = references(clause, clause.start, max(predicate, clause.start), frame=frame)
    own = bool(frame.own()) and subjects(refs, predicate) == frame.own()
    others = clause.group("harm", "outcome", "negations", "conditions")
    return own and bool(clause.group("forms")) and not others


def _own_refusal(clause: Clause, frame: Frame) -> bool:
    """``Paris cautioned that no French soldier would go``: a refusal in words of warning."""
    refs = references(clause, clause.start + 1, clause.end, frame=frame)
    own = any(r.states and r.states == frame.own() for r in refs)
    barred = clause.group("negations") and clause.group("help", "forms", "duties")
    return own and bool(barred) and not clause.group("outcome", "conditions")


def _denied(cue: Hit, clause: Clause) -> Draft | None:
    """A refusal of help, a charge denied, or words of others waved away."""
    around = clause.unit.group("double_negation", within=(max(cue.start - 3, 0), cue.end + 4))
    if double := clause.group("double_negation") or around:
        return Draft("commitment", "AGREE", by=double[0], predicate=double[0].end)
    word, lows = clause.unit.tokens[cue.start].low, clause.lows()
    if listed("accusations").intersection(lows):
        return Draft("reaction", "REJECT", "condemns", cue)
    if word.startswith("play"):
        return _reaction("neutral", cue)
    pledges = clause.group("treaty_words", "duties", "nouns_of_speech")
    if word.startswith(_DISMISSING) and not pledges and not _NOUNS_OF_ASKING.intersection(lows):
        return _reaction("condemns", cue)
    if word.startswith(_REFUSING) and _JUDGING.intersection(lows[:5]):
        # "refused to recognise the annexation": a judgement, and no help is refused.
        return _reaction("condemns", cue)
    if not clause.group(
        "help", "duties", "forms", "treaty_words", "deeds", "nouns_of_speech", "triggers"
    ):
        return None
    if cue.entry.id == "cue.deny" and not word.startswith(_REFUSING) and _charged(cue, clause):
        return Draft("reaction", "REJECT", "condemns", cue)
    return _refused(cue)


def _charged(cue: Hit, clause: Clause) -> bool:
    """``denied having sent the bomber``: a deed is denied, and not a promise."""
    lows = clause.lows()
    promised = clause.group("duties", "treaty_words", "nouns_of_speech") or (
        {"promised", "pledged", "pledge", "promise", "commitment", "talk", "plans"}.intersection(
            lows
        )
    )
    told = {"had", "was", "were", "been", "having"}.intersection(lows)
    deeds = [h for h in clause.group("deeds") if h.start >= cue.end]
    return bool(deeds or told) and not promised
