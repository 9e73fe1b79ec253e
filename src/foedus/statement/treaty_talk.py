"""Is it the treaty that speaks here: its article, its duty, or that it holds none?"""

from foedus.statement.clauses import Clause
from foedus.statement.draft import Draft
from foedus.statement.facts import fact_told, treaty_deed
from foedus.statement.lexicon import Hit
from foedus.statement.operators import Reading
from foedus.statement.refs import Frame
from foedus.statement.unit import FINITE
from foedus.statement.words import listed, word_set

_MODALS = word_set("will would 'll shall can could may might must 'd")

_BODIES = ("government", "organisation")


_PREPOSITIONS = word_set("in of with by to from as on after under between for")


_PLEDGES = word_set(
    "oath promise pledge guarantee assurance undertaking commitment obligation treaty pact accord "
    "agreement alliance word deal offer"
)
_IS_NOT = (("is", "not"), ("is", "n't"), ("was", "not"))
_AMOUNTS = word_set("amount constitute create mean imply entail make")
_BINDS = word_set("bind binds bound oblige obliges obliged commits commit")
_BINDING = _BINDS | word_set("contains contain contained holds hold held includes included")
_CLAUSES = word_set("clause clauses provision provisions duty commitment commitments guarantees")
_MADE = word_set("was were been exists existed is made given taken")


def no_treaty(clause: Clause, reading: Reading, *, frame: Frame) -> Draft | None:
    """``The commitment is not a treaty``; ``a treaty it is not``; ``no such oath was taken``."""
    lows = clause.lows()
    for at in range(len(lows) - 1):
        if _names_none(lows, at):
            return _denied_treaty(frame, predicate=clause.start + at)
    return None


def _names_none(lows: tuple[str, ...], at: int) -> bool:
    word, following = lows[at], lows[at + 1]
    names = listed("names_of_duties")
    if word in ("is", "was", "are", "be") and following in ("no", "not", "n't"):
        return bool(names.intersection(lows[at + 2 : at + 6]))
    if word in _AMOUNTS and {"not", "n't"}.intersection(lows[max(at - 2, 0) : at]):
        return bool(names.intersection(lows[at + 1 : at + 6]))
    if word in _BINDING and following in ("nobody", "no", "none"):
        return word in _BINDS or bool((names | _CLAUSES).intersection(lows[at + 2 : at + 4]))
    if word in ("it", "this", "that") and lows[at + 1 : at + 3] in _IS_NOT:
        return bool(names.intersection(lows[max(at - 3, 0) : at]))
    such = word == "no" and following == "such" and _PLEDGES.intersection(lows[at + 2 : at + 4])
    return bool(such) and bool(_MADE.intersection(lows[at:]))


def _denied_treaty(frame: Frame, *, predicate: int) -> Draft:
    state = frame.speaker.state
    promised = state is not None and frame.scene.pair[0] == (state,)
    if own_treaty(frame) or promised:
        text = bool(frame.instrument)
        return Draft(
            "denial_of_commitment", "REJECT", negated=True, predicate=predicate, about_text=text
        )
    return Draft("treaty_description", negated=True, predicate=predicate, about_text=True)


_OPENING = word_set('that and but “ ” " ,')


def subject_is_text(clause: Clause, predicate: int, *, frame: Frame) -> bool:
    """Tell whether a treaty or an article is the subject of the predicate."""
    start = clause.start
    words = clause.group("treaty_words", within=(start, max(predicate, start)))
    lead = clause.unit.lows(start, start + 4)
    while lead and lead[0] in _OPENING:
        lead = lead[1:]
    if lead[:2] == ("nothing", "in"):
        return bool(words) or (lead[2:3] == ("it",) and frame.scene.subject_is_text)
    if any(not _behind_preposition(clause, h) for h in words):
        return True
    for treaty in clause.unit.treaties:
        at = clause.unit.at(treaty.start)
        if start <= at <= start + 2 and at < predicate:
            return True
    if frame.speaker.kind == "outlet" and (_each_party(clause, lead, frame) or _text_says(clause)):
        return True
    pronoun = lead[:1] in (("it",), ("what",), ("this",))
    return (
        pronoun
        and (
            frame.scene.subject_is_text
            or bool(clause.unit.group("treaty_words", within=(0, start)))
        )
        and frame.speaker.kind not in _BODIES
    )


def _each_party(clause: Clause, lead: tuple[str, ...], frame: Frame) -> bool:
    """``Each party recognises that ...`` goes on with the treaty of the sentence before.

    ``The accord was wider: each was to back the other``; ``Each party to the pact had to help``.
    """
    if not _PARTIES.intersection(lead[:1]):
        return False
    words = clause.unit.group("treaty_words", within=(0, clause.start))
    opened = bool(words) and clause.unit.tokens[clause.start - 1].low == ":"
    own = clause.unit.lows(clause.start + 2, clause.start + 3) in (("to",), ("of",))
    own = own and bool(clause.group("treaty_words", within=(clause.start, clause.start + 7)))
    return frame.scene.subject_is_text or opened or own


_PARTIES = word_set("each either neither both every")
_LAYS_DOWN = word_set("lays laid provides provided stipulates says said reads ran runs has puts")
_NUMBERED = 2


def _text_says(clause: Clause) -> bool:
    """``..., the text says``, ``..., Article 1 lays down``: the whole sentence is the treaty's."""
    unit = clause.unit
    cues = {h.start for h in unit.group("cues")}
    for hit in unit.group("treaty_words"):
        if hit.end in cues:
            return True
        behind = unit.lows(hit.end, hit.end + _NUMBERED)
        verb = next((w for w in behind if w in _LAYS_DOWN), "")
        if verb and behind.index(verb) == (0 if not behind[0][:1].isdigit() else 1):
            return unit.lows(hit.start - 1, hit.start) == (",",) or hit.start > 0 < clause.start
    return False


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


def treaty_told(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> Draft | None:
    """Return a description (or an own denial) of a treaty that the clause gives, or None."""
    predicate = predicate_of(clause)
    if predicate < 0 and act == "promise" and _in_the_text(clause):
        predicate = clause.start
    if predicate < 0 or treaty_deed(clause) is not None:
        return None
    told = subject_is_text(clause, predicate, frame=frame)
    lows = clause.lows()
    by_it = frame.scene.subject_is_text and lows[:2] in (("under", "it"), ("under", "which"))
    under = "under" in lows and (bool(clause.group("treaty_words")) or by_it)
    under = under or (frame.speaker.kind == "outlet" and _by_treaty(clause))
    binding = reading.duty in ("shall", "shall_at_once")
    alliance = binding and frame.speaker.kind == "outlet" and frame.scene.group
    told = told or bool(
        alliance and {"alliance", "allies", "members", "bloc"}.intersection(clause.lows())
    )
    told = told or _goes_on(clause, reading, frame=frame)
    told = told or (act == "promise" and _in_the_text(clause))
    told = told or (frame.speaker.kind == "outlet" and _related(clause))
    general = _general_remark(clause, reading, frame)
    if binding and not told and _own_feeling(clause):
        return None
    lead = clause.unit.lows(clause.start, clause.start + 3)
    if {"we", "our"}.intersection(lead) and reading.duty == "will" and not told:
        return None
    if not _telling(clause, reading, told=told or under):
        return None
    if _joint_word(clause, reading, act=act, frame=frame) and not told:
        return None
    narrated = under and frame.speaker.kind == "outlet" and reading.duty != "none"
    if not (
        narrated
        or told
        or general
        or ((under or frame.instrument) and binding)
        or (under and _plain(clause) and fact_told(clause, known=False) is None)
    ):
        return None
    if (
        reading.duty != "none"
        and reading.negated
        and own_treaty(frame)
        and act != ""
        and not clause.group("cues")
        and not general
        and not _permits(clause)
    ):
        return Draft(
            "denial_of_commitment", "REJECT", negated=True, predicate=predicate, about_text=told
        )
    negated = False if _only_limits(clause) else None
    return Draft(
        "treaty_description", predicate=predicate, negated=negated, about_text=told or general
    )


def _goes_on(clause: Clause, reading: Reading, *, frame: Frame) -> bool:
    """``In return Rome owed help to Berlin``: the narrator goes on with the treaty before."""
    scene = frame.scene
    follows = scene.subject_is_text and scene.last_kind == "treaty_description"
    owing = bool(clause.group("help", "forms")) or bool(_OWING.intersection(clause.lows()))
    binding = reading.duty in ("shall", "shall_at_once") and owing
    allowed = reading.duty == "may" and bool(reading.forms) and bool(reading.qualifiers)
    return frame.speaker.kind == "outlet" and follows and (binding or allowed)


_OWING = word_set("owe owes owed")
_OPENERS = word_set("under by")


def _by_treaty(clause: Clause) -> bool:
    """``By Article 3 of the treaty Ankara was to lend aid``; ``will consult, under a treaty ...``.

    The words that name the treaty may open or close the sentence, in a clause of their own.
    """
    unit = clause.unit
    for hit in unit.group("treaty_words"):
        before = unit.lows(max(0, hit.start - 4), hit.start)
        opened = unit.tokens[0].low in _OPENERS and hit.start <= _NEAR
        if opened or ("under" in before and "," not in before[before.index("under") :]):
            return True
    return False


_NEAR = 6
"""Tokens from the start of a sentence within which "By ..." names its treaty."""


def _related(clause: Clause) -> bool:
    """``Riga can count on Article 5, which commits allies to ...``: the article's own words."""
    unit = clause.unit
    for hit in clause.group("treaty_words"):
        behind = unit.lows(hit.end, hit.end + 5)
        link = next((i for i, w in enumerate(behind[:3]) if w in ("which", "that")), -1)
        if link >= 0 and _BINDS.intersection(behind[link + 1 : link + 2]):
            return True
    return False


def _in_the_text(clause: Clause) -> bool:
    """``By the treaty of 1839 the powers guaranteed ...``: what they promised there, not now."""
    unit = clause.unit
    lead = unit.lows(0, 2)
    opens = lead[:1] == ("by",) or (lead[:1] == ("in",) and lead[1:] in _DETERMINERS)
    return opens and clause.start > 0 and bool(unit.group("treaty_words", within=(0, 6)))


_DETERMINERS = (("the",), ("a",), ("its",), ("their",), ("article",), ("that",), ("this",))


def _own_feeling(clause: Clause) -> bool:
    """``London would feel bound to lend help``: its own will, no matter what a treaty says."""
    for hit in clause.group("duties"):
        if _FEELING.intersection(clause.unit.lows(hit.start - 2, hit.start + 1)):
            return True
    return False


_FEELING = word_set("feel feels felt feeling consider considers considered deem deems deemed")


def _permits(clause: Clause) -> bool:
    """``The treaty lets nobody land troops``: a right is denied by this, and no duty."""
    return any(
        h.entry.id == "duty.may" and clause.unit.tokens[h.start].low in listed("binding_verbs")
        for h in clause.group("duties")
    )


def _only_limits(clause: Clause) -> bool:
    """``entitles them to use the port and to nothing beyond``: the right itself is not denied."""
    negations = clause.group("negations")
    return bool(negations) and all(
        clause.unit.lows(h.start, h.start + 1) == ("nothing",)
        and bool({"and", "but"}.intersection(clause.unit.lows(h.start - 2, h.start)))
        and clause.unit.lows(h.end, h.end + 1) in _BEYOND
        for h in negations
    )


_BEYOND = ((), ("beyond",), ("more",), ("else",), ("further",), ("besides",), (".",))


def _joint_word(clause: Clause, reading: Reading, *, act: str, frame: Frame) -> bool:
    """``The two governments reaffirmed that under the pact they will meet``: their own word."""
    joint = frame.speaker.kind in (*_BODIES, "office") and frame.speaker.state is None
    return joint and act != "" and reading.duty == "will"


def _telling(clause: Clause, reading: Reading, *, told: bool) -> bool:
    """A treaty that "has kept the peace" or "is intended to deter" gives no duty by that."""
    if not told:
        return True
    if clause.group("purposes") and not clause.group("help", "conditions"):
        return False
    content = list(clause.group("help", "forms", "triggers", "conditions", "domain_verbs"))
    content += [h for h in clause.group("duties") if clause.unit.tokens[h.start].low not in _MODALS]
    cites = clause.group("cues", "qualifiers", "law_words")
    return bool(content or cites or _LIMITING.intersection(clause.lows()))


_LIMITING = word_set(
    "confined confines released releases exempted exempts excluded excludes excepted excepts "
    "freed frees absolved absolves dispensed extended extends covered covers"
)
"""Verbs by which a treaty or a protocol says where its duty ends."""


def _general_remark(clause: Clause, reading: Reading, frame: Frame) -> bool:
    """``Nobody can be made to use force``, said on by whoever has just described a treaty."""
    scene = frame.scene
    follows = scene.last_kind == "treaty_description" and scene.last_name == (
        frame.speaker.name or frame.speaker.role
    )
    lead = clause.unit.lows(clause.start, clause.start + 5)
    every = {"each", "every", "no"}.intersection(lead)
    member = every and {"ally", "member", "party", "state"}.intersection(lead)
    each = "each" in lead and scene.subject_is_text
    firm = reading.duty in ("may", "shall") or reading.negated
    if (member or each) and firm and scene.main and len(frame.couple()) != 1:
        return True
    lead = lead[:2]
    return (
        follows
        and bool({"nobody", "everyone", "each", "nothing"}.intersection(lead))
        and reading.duty in ("may", "shall")
    )


def own_treaty(frame: Frame) -> bool:
    """Tell whether the speaker speaks for a party of the treaty at hand."""
    own = frame.own()
    return (
        bool(own)
        and (set(own) <= set(frame.couple()) or (len(own) == 1 and own[0] in frame.parties()))
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
            verbal = at in starts and at > clause.start and word.endswith(("s", "ed"))
            # "Article 6, the envoy remarked, provides for talks": the comma is the attribution's.
            after_hole = 0 < clause.hole[1] <= at <= clause.hole[1] + 1
            verbal = verbal and (clause.unit.tokens[at - 1].low != "," or after_hole)
            if word in FINITE or verbal:
                return at
    return min((s for s in starts if any(a <= s < b for a, b in main)), default=-1)
