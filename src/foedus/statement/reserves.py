"""Under whose law, and on whose soil? Reserves that need the parties to be read.

A law named by its state is ``law:ISO3``; by role ``law:obligor``, ``law:beneficiary`` or
``law:both``; without whose, it is only a vague mark.
"""

from foedus.statement.cast import resolved
from foedus.statement.claim import Mark
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.operators import background
from foedus.statement.refs import Frame
from foedus.statement.words import listed, word_set
from foedus.text import Span

_BOTH = word_set("both involved two parties' sides' countries' each")
_STATE_KINDS = ("state", "capital", "seat", "demonym")
_REACH = 9
_WEAK = word_set("to by with as follow follows following")


def law_marks(clause: Clause, *, frame: Frame) -> tuple[Mark, ...]:
    """Return a ``qualifiers`` mark ``law:...`` for each owner of a law in the clause."""
    found: dict[str, tuple[int, int, str]] = {}
    last: tuple[str, ...] = ()
    for hit in clause.group("law_words"):
        link = _link(clause, hit)
        owners = _owners(clause, hit, link, frame=frame)
        if not owners and last and _own(clause, hit):
            owners = last
        if link is None and not (owners and last):
            continue
        start = link if link is not None else hit.start
        for owner in owners:
            low, high, rule = found.get(owner, (start, hit.end, hit.entry.id))
            found[owner] = (min(low, start), max(high, _coordinated(clause, hit)), rule)
        last = owners or last
    unit = clause.unit
    return tuple(
        Mark(field="qualifiers", value=f"law:{o}", span=unit.span_of(a, b), rule=r)
        for o, (a, b, r) in found.items()
    )


def _link(clause: Clause, hit: Hit) -> int | None:
    links = clause.group("law_links", within=(max(clause.start, hit.start - _REACH), hit.start))
    strong = [
        h for h in links if clause.unit.tokens[h.start].low not in _WEAK or h.end - h.start > 1
    ]
    chosen = strong or links
    return chosen[-1].start if chosen else None


def _owners(clause: Clause, hit: Hit, link: int | None, *, frame: Frame) -> tuple[str, ...]:
    low = link if link is not None else max(clause.start, hit.start - 4)
    high = _after(clause, hit)
    words = set(clause.unit.lows(low, high))
    named: list[str] = []
    for mention in clause.named((low, high)):
        code = resolved(mention, frame.cast) if mention.kind in _STATE_KINDS else None
        if code and code not in named:
            named.append(code)
    north = "north" in words and "PRK" not in named and frame.scene.states
    if north and "PRK" in frame.scene.states:
        named.append("PRK")
    if named:
        return tuple(named)
    if listed("victim_words") & words:
        return ("beneficiary",)
    if listed("helper_words") & words:
        return ("obligor",)
    return ("both",) if _BOTH & words else ()


def _after(clause: Clause, hit: Hit) -> int:
    """Return the end of "... of Russia and the North" behind a word for law."""
    following = clause.unit.lows(hit.end, hit.end + 1)
    if following != ("of",):
        return hit.end
    end = hit.end + 1
    while end < min(clause.end, hit.end + 8) and clause.unit.tokens[end].low not in (
        ",",
        ".",
        ";",
        "if",
        "when",
    ):
        end += 1
    return end


def _own(clause: Clause, hit: Hit) -> bool:
    return bool(
        {"its", "their", "applicable", "and"}.intersection(
            clause.unit.lows(hit.start - 2, hit.start)
        )
    )


def _coordinated(clause: Clause, hit: Hit) -> int:
    nxt = clause.unit.lows(hit.end, hit.end + 2)
    if nxt[:1] == ("and",) and clause.group("law_words", within=(hit.end + 1, hit.end + 4)):
        return clause.group("law_words", within=(hit.end + 1, hit.end + 4))[0].end
    return _after(clause, hit)


def place_marks(clause: Clause) -> tuple[Mark, ...]:
    """Return ``territorial_scope`` marks: places narrower than, or added to, a state's name."""
    unit = clause.unit
    named = [(unit.at(m.start), unit.at(m.end - 1) + 1) for m in clause.named()]
    past = background(clause)
    found = [
        Mark(
            field="qualifiers",
            value="territorial_scope",
            span=unit.span_of(h.start, h.end),
            rule=h.entry.id,
        )
        for h in clause.group("places")
        if not _own_soil(clause, h)
        and not _no_limit(clause, h.start)
        and not any(a <= h.end - 1 < b for a, b in (*named, *past))
        and unit.lows(h.end, h.end + 1) not in _GUARDS
    ]
    outside = (
        at for at in range(clause.start, clause.end) if not any(a <= at < b for a, b in past)
    )
    names = (_place_name(clause, at) for at in outside)
    found.extend(
        Mark(field="qualifiers", value="territorial_scope", span=span, rule="place.name")
        for span in names
        if span is not None
    )
    return tuple(found)


def _own_soil(clause: Clause, hit: Hit) -> bool:
    """``an attack on its soil``: all of the state, and no narrower place; "on Finnish soil" is."""
    lows = clause.unit.lows(hit.start, hit.end)
    return lows[-1:] in (("soil",), ("territory",)) and bool(_OWNERS.intersection(lows))


def _no_limit(clause: Clause, at: int) -> bool:
    """``leave the Gulf``, ``on passage to the bay``, ``the same defence as Hawaii``.

    Where somebody goes from or passes, what is only likened and all that is around ("the
    region") limit no help.
    """
    unit = clause.unit
    before = unit.lows(max(clause.start, at - 4), at)
    back = tuple(w for w in before if w not in _LEADING)
    if unit.tokens[at].low in ("region", "area") and before[-1:] == ("the",):
        return unit.lows(at + 1, at + 2) != ("of",)
    return back[-1:] in (("leave",), ("as",)) or back[-2:] in _PASSED


_LEADING = word_set("the a an their its our his her")
_PASSED = (
    *(("out", "of"), ("passage", "to"), ("way", "to"), ("passage", "through")),
    *(("way", "through"), ("back", "from"), ("home", "from")),
)
_GUARDS = (("guard",), ("guards",))
_OWNERS = word_set("its their our your his her whose")
_PLACING = word_set("in at to into onto on over near off around across for")
_STRIKING = word_set("defend protect quieten storm hold guard secure reach")
_SKIPPED = word_set("the a an of")
_NO_PLACES = word_set(
    "article congress parliament senate friday council treaty pact charter union alliance army "
    "court house commons conference summit god navy government ministry commission agreement"
)


def _place_name(clause: Clause, at: int) -> Span | None:
    """A name of no state in a place's place: "a strike on Grodno", "keep a brigade in Goma"."""
    unit = clause.unit
    if not _unknown_name(clause, at) or unit.tokens[at - 1].upper:
        return None
    back = at - 1
    while back > clause.start and (
        unit.tokens[back].low in _SKIPPED or unit.lows(back, back + 1)[0].endswith(_COMPASS)
    ):
        back -= 1
    before = unit.tokens[back].low
    struck = any(
        h.end == back + 1 and unit.tokens[h.start].low.endswith(("ed", "s", "ck"))
        for h in clause.group("triggers")
    )
    hit = unit.lows(at + 1, at + 2)[:1] in (("is",), ("was",), ("were",)) and bool(
        {"hit", "attacked", "struck", "invaded", "raided"}.intersection(unit.lows(at + 2, at + 3))
    )
    if not (before in _PLACING or before in _STRIKING or struck or hit) or _past(clause, back):
        return None
    if _no_limit(clause, at):
        return None
    end = at + 1
    while end < clause.end and _unknown_name(clause, end):
        end += 1
    return unit.span_of(at, end)


_COMPASS = ("ern",)


def _past(clause: Clause, at: int) -> bool:
    """``after the raid on Omdurman``, ``signed at Locarno``: where a thing was is no limit."""
    before = clause.unit.lows(max(clause.start, at - 10), at)
    since = before[max((i for i, low in enumerate(before) if low in ",;:"), default=-1) + 1 :]
    return bool(_PAST.intersection(since)) or bool(_SIGNED.intersection(before[-4:]))


_PAST = word_set("after since following")
_SIGNED = word_set("signed initialled initialed concluded ratified adopted drafted met agreed")


def _unknown_name(clause: Clause, at: int) -> bool:
    """Tell whether a token is a capitalised word that is no known name, office, body or day."""
    unit = clause.unit
    token = unit.tokens[at]
    if not token.upper or at == 0 or token.quoted != unit.tokens[at - 1].quoted:
        return False
    if token.low in _NO_PLACES | listed("times") | listed("titles") or token.low.isupper():
        return False
    if not token.low.isalpha() or any(m.start <= token.start < m.end for m in unit.mentions):
        return False
    held = unit.group(
        "roles", "bodies", "agencies", "organisations", "treaty_words", "law_words", "qualifiers"
    )
    return not any(h.start <= at < h.end or h.start == at + 1 for h in held)
