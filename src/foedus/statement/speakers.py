"""Who are the words before or behind a word of saying: name, role, state, kind?"""

from dataclasses import replace
from datetime import date

from foedus.names import Mention
from foedus.statement import naming
from foedus.statement.called import COMMON, name_in, runs_of_capitals, title_of_body
from foedus.statement.cast import Cast, resolved
from foedus.statement.claim import Speaker, SpeakerKind
from foedus.statement.owners import (
    bare_office,
    introduced_office,
    name_behind,
    of_a_party,
    owner,
)
from foedus.statement.unit import PRONOUNS, Unit
from foedus.statement.words import listed, word_set

_STATE_KINDS = ("state", "capital", "seat", "demonym")

_OBJECTIVE = {"him": "he", "her": "she", "them": "they"}


_LINKING = word_set("with from into near over under against between after before since until than")


def read_speaker(
    unit: Unit,
    source: tuple[int, int],
    *,
    cast: Cast,
    content_state: str | None,
    on: date | None,
    strong: bool = False,
) -> Speaker:
    """Return who the words of ``source`` are.

    ``content_state`` is the state that acts in the words spoken, used where an office
    ("the defence minister") does not say of which state.
    """
    start, end = source
    lows = unit.lows(start, end)
    if len(lows) == 1 and lows[0] in PRONOUNS | _OBJECTIVE.keys():
        return _pronoun(_OBJECTIVE.get(lows[0], lows[0]), cast, content_state)
    name, role = name_in(unit, start, end), _role(unit, start, end)
    if name is None and role is not None:
        name = name_behind(unit, end)
    if name and " " not in name and (known := cast.by_surname(name)):
        return known
    if name and (known := cast.by_surname(name.split()[-1])) and known.name:
        return known if len(known.name) >= len(name) else replace(known, name=name)
    office = cast.singular
    plain = name and role is None and end - start <= 4
    private = unit.group("observers", "institutes", within=source)
    if plain and not private and office is not None and _nameless_office(office):
        # A name without a role follows an office without a name: the same person.
        return replace(office, name=name, kind="person")
    kind = _kind(unit, start, end, name=name, role=role)
    if kind == "organisation" and name is None:
        name = title_of_body(unit, start, end)
    private_voice = _private_group(unit, source, kind) or of_a_party(unit, source)
    own = lows[:1] in (("its",), ("their",)) and not private_voice
    state = owner(unit, source, cast=cast) if own else None
    if state is None and not private_voice:
        state = _state(unit, start, end, cast=cast)
    if state is None and not private_voice:
        state = owner(unit, source, cast=cast) or bare_office(unit, source)
    if (
        state is None
        and not private_voice
        and _states(unit, start, end, cast) == ()
        and kind not in ("analysts", "organisation")
    ):
        known = None if name else cast.by_role(tuple((role or "").lower().split()))
        if known is not None and lows[0] == "the":
            return known
        if _national(unit, source, kind):
            known_state = _named_before(unit, source, cast) if name and not content_state else None
            state = known_state or _implied(lows, cast, content_state, strong=strong)
    if kind == "analysts":
        state = None
    return Speaker(name=name, role=role, state=state, kind=kind)


def _private_group(unit: Unit, source: tuple[int, int], kind: str) -> bool:
    """``Dockers in Mombasa``, ``the Basotho Unity Party``: people who speak for no state."""
    start, end = source
    offices = unit.group("roles", "bodies", "unnamed", within=source)
    clubs = unit.group("private_bodies", within=source)
    within = [unit.at(m.start) for m in unit.named(start, end) if m.kind in _STATE_KINDS]
    placed = bool(within) and within[0] > start and unit.tokens[within[0] - 1].low in ("in", "from")
    return not offices and (bool(clubs) or (placed and kind != "person"))


def _nameless_office(speaker: Speaker) -> bool:
    return speaker.kind == "office" and speaker.name is None


def chain_name(unit: Unit, source: tuple[int, int], speaker: Speaker, *, cast: Cast) -> str:
    """Return what to call the speaker in a chain of reports.

    It is the name, or else the words that first named the speaker, without "the" before and
    without what a comma or a relative clause adds.
    """
    if speaker.name:
        return speaker.name
    if speaker in cast.called:
        return cast.called[speaker]
    start, end = source
    end = next((i for i in range(start + 1, end) if unit.tokens[i].low in _ADDING), end)
    start += unit.tokens[start].low in _DROPPED and end - start > 1
    if speaker.kind != "unnamed" and unit.tokens[start].low in ("a", "an") and end - start > 1:
        start += 1
    owned = next((i + 1 for i in range(start, end - 1) if unit.tokens[i].low in ("'s", "'")), start)
    served = unit.group("roles", "bodies", within=(owned, end))
    if served and unit.lows(owned, owned + 1) != ("office",):
        start = owned
    words = unit.words(start, end)
    if unit.lows(start, end)[0] in PRONOUNS | _OBJECTIVE.keys():
        return speaker.role or words
    cast.called[speaker] = words
    return words


_ADDING = word_set(", who which that whose ( —")
_DROPPED = word_set("the its their his her both")


def introduced(unit: Unit, cast: Cast, *, spoke: bool = False) -> None:
    """Note people named with a role who do not speak ("Defence Minister Aino Salo landed").

    ``spoke``: one person spoke in the unit, who stays whom "he" means: "Oslo's envoy thanked
    Minister Aino Salo. He promised ships."
    """
    if not unit.group("cues") and (office := introduced_office(unit, cast)):
        cast.singular = Speaker(role=office[0], state=office[1], kind="office")
    for mention_start, mention_end in runs_of_capitals(unit, 0, len(unit.tokens)):
        if mention_end - mention_start < 2 or not _presented(unit, mention_start):
            continue
        name = unit.words(mention_start, mention_end)
        if cast.by_surname(name.split()[-1]):
            continue
        start = max(0, mention_start - 9)
        speaker = Speaker(
            name=name,
            role=_role(unit, start, mention_start),
            state=_state(unit, start, mention_start, cast=cast),
            kind="person",
        )
        cast.people.append(speaker)
        if not spoke:
            cast.singular = speaker


def _presented(unit: Unit, start: int) -> bool:
    """A title or a plain noun stands before the name ("keeper Ana Ruiz"), or a comma between."""
    at = start - 1 if start and unit.tokens[start - 1].low == "," else start
    roles = unit.group("roles", "observers", within=(max(0, at - 5), at))
    if roles and (roles[-1].end == at or unit.tokens[roles[-1].end].low in ("in", "to", "at")):
        return True
    noun = unit.tokens[start - 1] if start else None
    plain = noun is not None and noun.low.isalpha() and not noun.upper and len(noun.low) > 3
    return plain and noun is not None and noun.low not in COMMON | _LINKING


def _pronoun(word: str, cast: Cast, content_state: str | None) -> Speaker:
    if word in ("he", "she"):
        return cast.singular or Speaker(kind="unnamed")
    if word == "they":
        return cast.plural or cast.body or cast.singular or Speaker(kind="unnamed")
    if word == "it":
        return cast.body or Speaker(kind="government", state=content_state)
    return Speaker(state=content_state, kind="unnamed")


def _role(unit: Unit, start: int, end: int) -> str | None:
    hits = unit.group("roles", "unnamed", within=(start, end)) or unit.group(
        "bodies", within=(start, end)
    )
    if not hits:
        return None
    head = hits[0]
    for later in hits[1:]:
        if later.start == head.end:
            head = later
    low = head.start
    while low > start and _modifies(unit, low - 1):
        low -= 1
    return unit.words(low, head.end + 2 * _office_of(unit, head.end))


def _office_of(unit: Unit, end: int) -> bool:
    """``the prime minister's office``: a body, and no person."""
    return unit.lows(end, end + 2) == ("'s", "office")


def _modifies(unit: Unit, at: int) -> bool:
    token = unit.tokens[at]
    named = any(m.start <= token.start < m.end and m.kind in _STATE_KINDS for m in unit.mentions)
    return not named and (
        token.low in listed("titles") - {"the", "and", "of"}
        or (
            token.low.endswith("'s") is False
            and token.low.isalpha()
            and not token.upper
            and token.low not in COMMON | {"s", "with", "who", "serves"}
        )
    )


def _kind(unit: Unit, start: int, end: int, *, name: str | None, role: str | None) -> SpeakerKind:
    if unit.group("observers", within=(start, end)) or (
        name
        and unit.group("institutes", within=(start, end))
        and not unit.group("roles", within=(start, end))
    ):
        return "analysts"
    if name:
        return "person"
    if unit.group("unnamed", within=(start, end)):
        return "unnamed"
    if any(_office_of(unit, hit.end) for hit in unit.group("roles", within=(start, end))):
        return "government"
    if unit.group("roles", within=(start, end)):
        return "office"
    if unit.group("agencies", within=(start, end)) or "delegation" in unit.lows(start, end):
        return "organisation"
    if any(m.kind in _STATE_KINDS for m in unit.named(start, end)):
        groupish = unit.group("organisations", within=(start, end)) and not unit.group(
            "bodies", within=(start, end)
        )
        return "organisation" if groupish else "government"
    if any(m.kind == "group" for m in unit.named(start, end)) or unit.group(
        "organisations", within=(start, end)
    ):
        return "organisation"
    return "government" if unit.group("bodies", within=(start, end)) else "organisation"


def _states(unit: Unit, start: int, end: int, cast: Cast) -> tuple[str, ...]:
    found: list[str] = []
    for mention in unit.named(start, end):
        at = unit.at(mention.start)
        if unit.lows(at - 1, at) == ("in",) and _only_place(unit, start, at):
            continue
        if mention.kind in _STATE_KINDS and (code := resolved(mention, cast)) and code not in found:
            found.append(code)
    return tuple(found)


def _state(unit: Unit, start: int, end: int, *, cast: Cast, on: date | None = None) -> str | None:
    for mention in unit.named(start, end):
        if holder := naming.person_state(mention, on):
            return holder
    own: list[str] = []
    for mention in unit.named(start, end):
        code = resolved(mention, cast) if mention.kind in _STATE_KINDS else None
        at = unit.at(mention.start)
        before = unit.tokens[at - 1].low if at > start else ""
        if before in ("the", "a", "an") and at - 1 > start:
            before = unit.tokens[at - 2].low
        if _in_proper_name(unit, mention):
            continue
        placed = before in ("near", "visiting", "against", "in") and bool(own)
        placed = placed or (before == "in" and _only_place(unit, start, at))
        if code is None or code in own or placed or before == "to":
            continue
        if not own or before in ("and", ","):
            own.append(code)
    return own[0] if len(own) == 1 else None


def _only_place(unit: Unit, start: int, at: int) -> bool:
    """``a brigadier, Ana Ruiz, in Lima``; ``the heads of state in Lima``: where, not for whom."""
    told = unit.tokens[at - 2].low if at - 2 >= start else ""
    several = unit.group("roles", within=(start, at)) and told.endswith("s")
    offices = ("roles", "bodies", "organisations", "unnamed")
    titled = unit.group(*offices, within=(max(start, at - 4), at - 1))
    named = at - 2 >= start and unit.tokens[at - 2].upper and not titled
    return told == "," or bool(several) or named


def _in_proper_name(unit: Unit, mention: Mention) -> bool:
    """``the Suva Sharks``: a place that only begins the name of a club or a firm."""
    at = unit.at(mention.end - 1) + 1
    if mention.kind not in ("capital", "seat") or at >= len(unit.tokens):
        return False
    known = unit.group("roles", "bodies", "agencies", "organisations", within=(at, at + 3))
    return unit.tokens[at].upper and unit.tokens[at].low not in listed("titles") and not known


def _national(unit: Unit, source: tuple[int, int], kind: str) -> bool:
    """Tell whether the office is one of a state, in the singular ("the defence minister")."""
    lows = unit.lows(*source)
    last = (source[1] - 1, source[1])
    plural = bool(lows) and lows[-1].endswith("s") and bool(unit.group("roles", within=last))
    several = plural or lows[:1] == ("heads",)
    if several and not unit.group("unnamed", within=source):
        return False
    roles_at = {h.start for h in unit.group("roles", within=source)}
    # "Security Council secretary Ana Ruiz" serves a state's own council.
    ends = [unit.at(m.end - 1) for m in unit.named(*source) if m.kind == "group"]
    if any(at + 1 not in roles_at or unit.tokens[at].low != "council" for at in ends):
        return False
    if _of_an_organisation(lows) or _REGIONAL.intersection(lows):
        return False
    if listed("private_offices").intersection(lows) or {
        "two",
        "three",
        "five",
        "their",
        "both",
    }.intersection(lows):
        return False
    roles = unit.group("roles", "unnamed", within=source)
    bodies = unit.group("bodies", within=source)
    return bool(roles) or (kind == "government" and bool(bodies))


def _of_an_organisation(lows: tuple[str, ...]) -> bool:
    """``the organization's secretary-general``, ``the head of the mission``: of no state."""
    joined = " ".join(lows)
    return "secretary-general" in lows or any(words in joined for words in _COMMON_OFFICES)


_REGIONAL = word_set("western european gulf arab african asian regional latin balkan baltic nordic")
_COMMON_OFFICES = (
    *("secretary general", "high representative", "head of mission", "head of the mission"),
    *("organization 's", "organisation 's", "alliance 's", "bloc 's", "community 's"),
    *("commission president", "president of the commission"),
)


def _named_before(unit: Unit, source: tuple[int, int], cast: Cast) -> str | None:
    """Return the state that the sentence begins with, else the one that the text named first.

    ``Lima protested, and Foreign Minister Ana Ruiz said``
    """
    lead = [m for m in unit.named(0, min(3, source[0])) if m.kind in ("state", "capital")]
    own = resolved(lead[0], cast) if lead else None
    return own or next(iter(cast.seen), None)


def _implied(
    lows: tuple[str, ...], cast: Cast, content_state: str | None, *, strong: bool
) -> str | None:
    if {"its", "their"}.intersection(lows[:1]):
        # "Any Chinese ship will be sunk, its defence minister added": whoever was spoken of.
        return cast.last_state or content_state
    nameless = {"diplomats", "sources", "officers", "insiders", "source"}.intersection(lows)
    if nameless and not {"its", "his", "her"}.intersection(lows):
        return None
    if ("secretary" in lows and "general" in lows) or "secretary-general" in lows:
        return None
    if {"alliance's", "bloc's", "alliance", "bloc", "league", "party"}.intersection(lows):
        return None
    if {"his", "her"}.intersection(lows[:1]) and cast.singular is not None:
        return cast.singular.state
    if strong and content_state:
        return content_state
    if lows[:1] != ("the",) and content_state:
        # A title without an article brings somebody new: "Foreign Minister Ana Ruiz".
        return content_state
    if cast.body is not None and cast.body.kind == "government" and cast.body.state:
        return cast.body.state
    unnamed = {
        "official",
        "officials",
        "diplomat",
        "diplomats",
        "source",
        "sources",
        "aide",
    }.intersection(lows)
    return content_state or (cast.last_spoken if unnamed else None) or cast.last_state
