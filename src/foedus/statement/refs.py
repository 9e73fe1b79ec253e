"""Which words of a clause stand for which states? Names, "we", "the allies", "each", "its ally"."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.statement import naming
from foedus.statement.cast import Cast, resolved
from foedus.statement.claim import Claim, Speaker
from foedus.statement.clauses import Clause
from foedus.statement.scene import Scene
from foedus.statement.words import listed, word_set

_SELF = word_set("we our us i my ourselves ours")
_THIRD = word_set("he she his")
_IT = word_set("it its they their")
_OBJECTS = word_set("them him her it its their")
_MUTUAL_SUBJECTS = word_set("both each neither either")
_JOINT_ROLES = (
    "secretary general",
    "secretary-general",
    "commander",
    "chiefs",
    "ministers",
    "leaders",
    "chief",
)
_EVERY = (("every",), ("each",), ("any",), ("all",))
_OPENERS = word_set("that whether")
_PREPOSITIONS = word_set("in of on at from near with under by between to for into against off over")
_AGAINST = word_set("against from")
_STATE_KINDS = ("state", "capital", "seat", "demonym")
States = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that stand for states: where, which, behind which preposition."""

    at: int
    states: States
    word: str
    before: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known around a clause when its parties are looked for."""

    speaker: Speaker
    scene: Scene
    cast: Cast
    instrument: str | None = None
    worded: bool = False
    """The statement itself names the instrument, or says "the treaty"."""
    before: Claim | None = None
    """The claim before this one in the same statement."""
    source: States = ()
    """States named in the words for the speaker, where no single one is spoken for."""
    promised: str = ""
    """The duty that the word of saying gives by itself (a vow: will, an offer: readiness)."""
    addressee: States = ()
    """States to whom the words are said."""

    def own(self) -> States:
        """Return the states for which the speaker speaks."""
        if self.speaker.state:
            return (self.speaker.state,)
        if self.source:
            return self.source
        role = (self.speaker.role or "").lower()
        joint = self.speaker.kind == "organisation" or any(w in role for w in _JOINT_ROLES)
        return self.scene.members() if joint and self.scene.group else ()

    def parties(self) -> States:
        """Return the parties of the instrument of the clause, with the states it is about."""
        return naming.parties(self.instrument, self.scene.on) if self.instrument else ()

    def couple(self) -> States:
        """Return the two states at hand: parties of a bilateral treaty, else those named most."""
        parties = tuple(
            sorted(
                {*self.parties(), *(naming.concerned(self.instrument) if self.instrument else ())}
            )
        )
        if len(parties) == 2:
            return parties
        mentioned = tuple(c for c in self.scene.states if c != self.speaker.state)
        if self.speaker.state and mentioned:
            return tuple(sorted((self.speaker.state, mentioned[0])))
        return tuple(sorted(self.scene.states[:2])) if len(self.scene.states) >= 2 else ()


def references(clause: Clause, low: int, high: int, *, frame: Frame) -> tuple[Ref, ...]:
    """Return what stands for states in the tokens ``[low, high)``, in order."""
    unit = clause.unit
    found: list[Ref] = []
    named = {unit.at(m.start): m for m in clause.named((low, high))} if low < high else {}
    covered = -1
    for at in range(low, high):
        if at <= covered or clause.hole[0] <= at < clause.hole[1]:
            continue
        word, before = unit.tokens[at].low, unit.tokens[at - 1].low if at else ""
        if before in ("the", "'s", "its", "their", "a", "an", "every", "each", "all") and at > 1:
            before = unit.tokens[at - 2].low if before != "'s" else before
        if before == "with" and unit.tokens[at - 2].low in ("war", "conflict", "hostilities"):
            before = "against"
        if at in named:
            mention = named[at]
            covered = unit.at(mention.end - 1)
            states = _mentioned(
                mention.kind,
                mention.ids,
                frame,
                resolved(mention, frame.cast) if mention.kind in _STATE_KINDS else None,
            )
            if states:
                found.append(Ref(at, states, mention.kind, before))
        elif (meant := _meant(clause, at, frame)) is not None and (
            word not in _OPENERS or at > low
        ):
            found.append(Ref(at, *meant, before))
    return tuple(found)


def _meant(clause: Clause, at: int, frame: Frame) -> tuple[States, str] | None:
    """Return what a common word or pronoun stands for, and of which sort it is, or None."""
    unit, word = clause.unit, clause.unit.tokens[at].low
    if word == "majesty" and unit.lows(at + 1, at + 3) in _CROWN:
        return ("GBR",), "state"  # "His Majesty's Government"
    if word in _SELF or (word in _THIRD and frame.speaker.state):
        return frame.own(), "self"
    body = word in listed("group_nouns") and not _one_body(unit.lows(at - 1, at + 2))
    if frame.scene.group and (body or (word == "ally" and unit.lows(at - 1, at) in _EVERY)):
        return frame.scene.members(), "group"
    if _counted(unit.lows(at - 1, at + 2), frame):
        return frame.cast.recent, "group"
    if word in _GUARANTORS and len(frame.parties()) > 2:
        # "The guarantors must consult first", said by the state that they guarantee.
        return tuple(s for s in frame.parties() if s not in frame.own()), "group"
    sorts = (
        ("mutual", _MUTUAL_SUBJECTS),
        ("ally", listed("ally_nouns")),
        ("it", _IT),
        ("opener", _OPENERS),
    )
    return next((((), sort) for sort, words in sorts if word in words), None)


_CROWN = (("'s", "government"), ("'s", "ships"), ("'s", "forces"))
_GUARANTORS = word_set("guarantors guarantor")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTED = word_set(
    "states sides powers countries governments partners allies members neighbours nations parties "
    "to would will must shall may agreed had have are were of , . signatories guarantors"
)


def _counted(words: tuple[str, ...], frame: Frame) -> bool:
    """``the five`` after a sentence that names five states: those."""
    if len(words) < 3 or words[0] != "the" or words[1] not in _COUNTS:
        return False
    return words[2] in _COUNTED and _COUNTS[words[1]] == len(frame.cast.recent)


def _mentioned(kind: str, ids: Sequence[str], frame: Frame, code: str | None) -> States:
    if kind in _STATE_KINDS:
        return (code,) if code else ()
    if kind != "group" or ids[0] == "un":
        return ()  # "Article 51 of the UN Charter" names nobody
    return naming.group_members(ids[0], frame.scene.on)


def subjects(refs: Sequence[Ref], predicate: int) -> States:
    """Return the states that are the subject of the predicate at ``predicate``."""
    before = [r for r in refs if r.at < predicate and r.states]
    since = max((r.at for r in refs if r.at < predicate and r.word == "opener"), default=-1)
    before = [r for r in before if r.at > since] or before
    plain = [r for r in before if r.before not in _PREPOSITIONS]
    chosen = plain or [r for r in before if r.before not in ("for", "to", "against")]
    if not chosen:
        return ()
    states = set(chosen[0].states)
    for last, ref in itertools.pairwise(chosen):
        if ref.before in ("and", ",") and ref.at - last.at <= 6:
            states |= set(ref.states)
    return tuple(sorted(states))


def objects(refs: Sequence[Ref], predicate: int, *, without: States) -> States:
    """Return the states that stand behind the predicate and are not its subject."""
    found: set[str] = set()
    last = -9
    for ref in refs:
        if ref.at <= predicate or not ref.states or ref.before in _AGAINST or ref.word == "self":
            continue
        new = set(ref.states) - set(without)
        if new and (not found or (ref.before in ("and", ",", "or") and ref.at - last <= 5)):
            found |= new
            last = ref.at
    return tuple(sorted(found))


def _one_body(words: tuple[str, ...]) -> bool:
    """Words such as "no Council decision", "the consultation body": an organ, not its members."""
    return bool({"decision", "decisions", "vote", "security"}.intersection(words))
