"""What kind of claim is a clause: promise, denial, threat, description of a treaty, fact ...?

The order of the questions is the grammar: what the word of saying does by itself comes
first, then whose will makes the duty, then what is told as done.
"""

from dataclasses import dataclass

from foedus.statement.actors import Frame
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.operators import Reading
from foedus.statement.unit import FINITE

_MODALS = frozenset("will would 'll shall can could may might must 'd".split())
PLOVER = {
    "commitment": "AGREE",
    "denial_of_commitment": "REJECT",
    "threat": "THREATEN",
    "request": "REQUEST",
}
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
    predicate: int = -1
    mutual: bool = False
    about_text: bool = False


def by_cue(act: str, cue: Hit, clause: Clause, *, frame: Frame) -> Draft | None:
    """Return the kind that the word of saying gives by itself, or None where the content decides."""
    if act == "react":
        polarity = cue.entry.more["polarity"]
        return Draft("reaction", REACTION_PLOVER[polarity], polarity, cue)
    if act == "reject":
        return Draft("reaction", "REJECT", "condemns", cue)
    if act == "threaten":
        return Draft("threat", "THREATEN", "threatens", cue)
    if act == "call":
        return _called(clause)
    if act == "warn":
        return _warned(cue, clause, frame)
    if act == "ask":
        return Draft("request", "REQUEST", by=cue)
    if act == "deny":
        return _denied(cue, clause)
    return None


def _called(clause: Clause) -> Draft | None:
    if aimed := clause.group("other_remarks"):
        return Draft("other", by=aimed[0], negated=True)
    for hit in reversed(clause.group("reactions")):
        return Draft("reaction", REACTION_PLOVER.get(hit.entry.value), hit.entry.value, hit)
    return None


def _warned(cue: Hit, clause: Clause, frame: Frame) -> Draft:
    harm = clause.group("harm")
    if harm and frame.speaker.kind not in ("analysts",) and frame.own():
        return Draft("threat", "THREATEN", "threatens", harm[0])
    return Draft("warning", None, "concern", cue)


def _denied(cue: Hit, clause: Clause) -> Draft:
    promised = clause.group("help", "duties", "forms", "treaty_words")
    deed = clause.group("deeds")
    if deed and not clause.group("duties") and cue.entry.id == "cue.deny" and not promised:
        return Draft("reaction", "REJECT", "condemns", cue)
    return Draft("denial_of_commitment", "REJECT", by=cue, negated=True)


def by_content(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    """Return the kind that the words of the clause give, or None where they carry no claim."""
    return (
        _aim(clause)
        or _text(clause, reading, frame=frame)
        or _threat(clause, reading, frame=frame)
        or _request(clause, frame=frame)
        or _promise(clause, reading, act=act, frame=frame)
        or _fact(clause, frame=frame)
        or _reaction(clause, frame=frame)
    )


def _aim(clause: Clause) -> Draft | None:
    hits = clause.group("other_remarks")
    return Draft("other", by=hits[0], negated=True) if hits else None


def subject_is_text(clause: Clause, predicate: int, *, frame: Frame) -> bool:
    """Tell whether a treaty or an article is the subject of the predicate."""
    words = clause.group("treaty_words", within=(clause.start, max(predicate, clause.start)))
    first = [h for h in words if not _behind_preposition(clause, h)]
    if first:
        return True
    lead = clause.unit.lows(clause.start, clause.start + 2)
    pronoun = bool({"it", "what"}.intersection(lead))
    return pronoun and frame.scene.subject_is_text


def _behind_preposition(clause: Clause, hit: Hit) -> bool:
    before = clause.unit.lows(max(clause.start, hit.start - 4), hit.start)
    return bool(
        {"in", "of", "with", "by", "to", "from", "as", "on", "after"}.intersection(before[-3:])
    )


def _text(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    predicate = predicate_of(clause)
    if predicate < 0:
        return None
    deed = treaty_deed(clause)
    if deed is not None:
        return None
    told = subject_is_text(clause, predicate, frame=frame)
    under = clause.group("treaty_words") and "under" in clause.lows()
    binding = reading.duty in ("shall", "shall_at_once")
    if not (told or ((under or frame.instrument) and binding) or (under and _bare(clause))):
        return None
    own = set(frame.own())
    if (
        reading.negated
        and own
        and own <= set(frame.couple())
        and not frame.speaker.kind == "analysts"
        and not _says_text(clause)
    ):
        return Draft(
            "denial_of_commitment", "REJECT", negated=True, predicate=predicate, mutual=True
        )
    return Draft("treaty_description", predicate=predicate, mutual=True, about_text=told)


def _says_text(clause: Clause) -> bool:
    return bool(clause.group("cues"))


def _bare(clause: Clause) -> bool:
    return not _MODALS.intersection(clause.lows())


def predicate_of(clause: Clause) -> int:
    """Return the token of the first finite verb or word of duty in the main part, or -1."""
    hits = clause.group("duties", "help", "deeds", "domain_verbs")
    starts = {h.start for h in hits}
    for low, high in clause.main():
        for at in range(low, high):
            word = clause.unit.tokens[at].low
            if word in FINITE or (
                at in starts and at > clause.start and word.endswith(("s", "ed", "d"))
            ):
                return at
    return min((s for s in starts if any(a <= s < b for a, b in clause.main())), default=-1)


def _threat(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    harm = clause.group("harm")
    if not harm or not frame.own() or frame.speaker.kind == "analysts":
        return None
    future = _MODALS.intersection(clause.lows())
    if not future or reading.negated:
        return None
    return Draft("threat", "THREATEN", "threatens", harm[0], predicate=harm[0].start)


_WANTS = (
    ("we", "want"),
    ("we", "need"),
    ("we", "ask"),
    ("we", "call"),
    ("we", "urge"),
    ("must", "stop"),
    ("must", "withdraw"),
    ("must", "leave"),
    ("should", "withdraw"),
    ("should", "stop"),
    ("must", "pull"),
)


def _request(clause: Clause, *, frame: Frame) -> Draft | None:
    lows = clause.lows()
    for pair in zip(lows, lows[1:], strict=False):
        if pair in _WANTS:
            return Draft("request", "REQUEST")
    return None


def _promise(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    helps = [
        h for h in clause.group("help", "forms") if any(a <= h.start < b for a, b in clause.main())
    ]
    if reading.duty == "none" and act != "promise":
        return None
    if not helps and not reading.solved and reading.duty != "readiness":
        return None
    predicate = predicate_of(clause)
    if predicate < 0:
        predicate = helps[0].start if helps else clause.start
    if reading.negated:
        return Draft("denial_of_commitment", "REJECT", negated=True, predicate=predicate)
    return Draft("commitment", "AGREE", predicate=predicate)


def treaty_deed(clause: Clause) -> Hit | None:
    """Return the deed in the life of a treaty that the clause tells, or None."""
    for hit in clause.group("deeds"):
        if "treaty" in hit.entry.more and any(a <= hit.start < b for a, b in clause.main()):
            if hit.start == clause.start or not _noun_or_relative(clause, hit):
                return hit
    return None


def _noun_or_relative(clause: Clause, hit: Hit) -> bool:
    """ "the treaty signed in June" and "the treaty that Moscow signed" tell no deed of their own."""
    before = clause.unit.lows(max(clause.start, hit.start - 5), hit.start)
    if not before:
        return False
    own = before[-1] in (
        "have",
        "has",
        "had",
        "be",
        "been",
        "was",
        "were",
        "yet",
        "to",
        "not",
        "never",
        "already",
    )
    words = {h.end for h in clause.group("treaty_words")}
    participle = hit.start in words and not own
    return participle or (bool({"that", "which"}.intersection(before)) and not own)


def _fact(clause: Clause, *, frame: Frame) -> Draft | None:
    lows = clause.lows()
    treaty = treaty_deed(clause)
    if treaty is not None and (clause.group("treaty_words") or frame.instrument):
        return Draft("report_of_fact", treaty.entry.value, by=treaty, predicate=treaty.start)
    if _MODALS.intersection(lows):
        return None
    for hit in clause.group("deeds"):
        if "treaty" in hit.entry.more or not any(a <= hit.start < b for a, b in clause.main()):
            continue
        if not _told_as_done(clause, hit):
            continue
        objects = clause.group("forms", "treaty_words")
        if (
            hit.entry.value in ("ASSAULT", "REQUEST", "REJECT", "MOBILIZE", "COOPERATE", "RETREAT")
            or objects
        ):
            return Draft("report_of_fact", hit.entry.value, by=hit, predicate=hit.start)
    return None


def _told_as_done(clause: Clause, hit: Hit) -> bool:
    word = clause.unit.tokens[hit.start].low
    before = clause.unit.lows(max(clause.start, hit.start - 3), hit.start)
    if before and before[-1] in ("to", "of", "for", "a", "an"):
        return False
    return word.endswith(
        ("ed", "ent", "own", "ought", "ut", "ew", "old", "et", "de")
    ) or hit.entry.value in ("COOPERATE", "MOBILIZE")


def _reaction(clause: Clause, *, frame: Frame) -> Draft | None:
    for hit in clause.group("reactions"):
        return Draft("reaction", REACTION_PLOVER.get(hit.entry.value), hit.entry.value, hit)
    return None
