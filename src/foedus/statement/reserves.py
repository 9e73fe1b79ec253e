"""Under whose law, and on whose soil? Reserves that need the parties to be read.

A law named by its state is ``law:ISO3``; by role ``law:obligor``, ``law:beneficiary`` or
``law:both``; without whose, it is only a vague mark.
"""

from foedus.statement.cast import resolved
from foedus.statement.claim import Mark
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
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
    found = [
        Mark(
            field="qualifiers",
            value="territorial_scope",
            span=unit.span_of(h.start, h.end),
            rule=h.entry.id,
        )
        for h in clause.group("places")
    ]
    names = (_place_name(clause, at) for at in range(clause.start, clause.end))
    found.extend(
        Mark(field="qualifiers", value="territorial_scope", span=span, rule="place.name")
        for span in names
        if span is not None
    )
    return tuple(found)


def _place_name(clause: Clause, at: int) -> Span | None:
    """An unknown capitalised name that is hit, or struck, or fought for: "a strike on Grodno"."""
    unit = clause.unit
    token = unit.tokens[at]
    if not token.upper or at == 0 or any(m.start <= token.start < m.end for m in unit.mentions):
        return None
    before, after = unit.lows(max(at - 3, 0), at), unit.lows(at + 1, at + 3)
    struck = (
        bool(before) and before[-1] in ("on", "against", "for", "defend", "protect", "moment")
    ) or before[-2:] in (("on", "the"), ("defend", "the"), ("for", "the"))
    attack = any(h.start >= at - 4 and h.end <= at for h in clause.group("triggers"))
    defence = bool({"defend", "protect", "fight"}.intersection(before))
    hit = after[:1] in (("is",), ("were",), ("was",), ("are",)) and bool(
        {"hit", "attacked", "struck", "invaded"}.intersection(after)
    )
    if (struck and (attack or defence)) or hit:
        return Span(token.start, token.end)
    return None
