"""How firm, on which trigger, how much, in which form, under which reserve?

The grammar of operators over one clause: every value read is a `Mark` with its words
and the lexicon entry that read it. Order is part of the grammar: a double negation is
solved before a negation is counted, a reserve before a form.
"""

from dataclasses import dataclass, field

from foedus.statement.claim import DUTIES, TRIGGERS, Mark
from foedus.statement.clauses import Clause
from foedus.statement.lexicon import Hit
from foedus.statement.unit import FINITE
from foedus.statement.words import listed, word_set
from foedus.text import Span

_SCALE = {name: rank for rank, name in enumerate(TRIGGERS)}
_FIRM = {name: rank for rank, name in enumerate(DUTIES)}


@dataclass(slots=True)
class Reading:
    """What the operators of one clause say."""

    trigger: str = "none"
    duty: str = "none"
    aid_scope: str = "unspecified"
    forms: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    negated: bool = False
    solved: bool = False
    """A double negation was solved."""
    conditional: bool = False
    past: bool = False
    """The trigger is an event that has been ("after the attack")."""
    at_once: bool = False
    marks: list[Mark] = field(default_factory=list)


def mark(clause: Clause, field_: str, value: str, hit: Hit) -> Mark:
    """Return the mark of ``hit`` on the words it met."""
    return Mark(
        field=field_, value=value, span=clause.unit.span_of(hit.start, hit.end), rule=hit.entry.id
    )


def read_operators(clause: Clause) -> Reading:
    """Return the operators' values in ``clause``."""
    reading = Reading(conditional=bool(clause.conditions()))
    _double(clause, reading)
    _trigger(clause, reading)
    _duty(clause, reading)
    _scope(clause, reading)
    _forms(clause, reading)
    _qualifiers(clause, reading)
    if not reading.solved:
        _negation(clause, reading)
    if reading.trigger == "war" and not reading.conditional:
        _fighting(clause, reading)
    return reading


def _fighting(clause: Clause, reading: Reading) -> None:
    """Words such as "We would go to war" names the help, not what must happen before it."""
    forms = clause.group("forms")
    for hit in clause.group("triggers"):
        if hit.entry.value == "war" and not any(f.start <= hit.start < f.end for f in forms):
            return
    reading.trigger = "none"
    reading.marks = [m for m in reading.marks if m.field != "trigger"]


def _double(clause: Clause, reading: Reading) -> None:
    for hit in clause.group("double_negation"):
        reading.solved = True
        reading.duty = hit.entry.value
        reading.marks.append(mark(clause, "duty", hit.entry.value, hit))
        return


def _trigger(clause: Clause, reading: Reading) -> None:
    barred = clause.group("trigger_excluded")
    met: list[Hit] = []
    deeds = [
        h
        for h in clause.group("forms")
        if h.entry.value == "military" and not _in_condition(clause, h)
    ]
    for hit in clause.group("triggers"):
        if any(b.start < hit.end and hit.start < b.end for b in barred):
            continue
        if any(d.start == hit.start and _own_deed(clause, d) for d in deeds):
            continue
        met.append(hit)
    met = [h for h in met if not any(_inside(h, o) for o in met)]
    if not met:
        return
    # What a condition names counts; "would be a danger to all" in the main part does not.
    named = [h for h in met if _in_condition(clause, h)] or met
    reading.past = all(_AFTER.intersection(_before(clause, h)) for h in named)
    value = min((h.entry.value for h in named), key=_SCALE.__getitem__)
    reading.trigger = value
    reading.marks.extend(mark(clause, "trigger", h.entry.value, h) for h in named)


_AFTER = word_set("after since following")


def _before(clause: Clause, hit: Hit) -> tuple[str, ...]:
    return clause.unit.lows(max(clause.start, hit.start - 4), hit.start)


def _inside(hit: Hit, other: Hit) -> bool:
    longer = other.end - other.start > hit.end - hit.start
    return longer and other.start <= hit.start and hit.end <= other.end


def _duty(clause: Clause, reading: Reading) -> None:
    hits = [
        h
        for h in clause.group("duties")
        if not _in_condition(clause, h) or h.entry.value == "at_once"
    ]
    barred = {i for h in clause.group("duty_excluded") for i in range(h.start, h.end)}
    if not reading.solved:
        plain = [
            h
            for h in hits
            if h.entry.value != "at_once"
            and h.start not in barred
            and not _noun(clause, h)
            and not _aside(clause, h)
        ]
        best = _governing(clause, plain)
        if best is not None:
            reading.duty = best.entry.value
            reading.marks.append(mark(clause, "duty", best.entry.value, best))
    reading.at_once = any(h.entry.value == "at_once" for h in hits)
    if reading.duty == "shall" and reading.at_once:
        reading.duty = "shall_at_once"
    reading.marks.extend(
        mark(clause, "duty", "at_once", h) for h in hits if h.entry.value == "at_once"
    )


_BEFORE_NOUN = word_set(
    "the a an its their his her this that such any every no security in plain american russian of"
)


def _aside(clause: Clause, hit: Hit) -> bool:
    """``..., as the pact foresees``: the treaty agrees, but the will is the speaker's."""
    before = clause.unit.lows(max(clause.start, hit.start - 5), hit.start)
    return hit.entry.value == "shall" and "as" in before and before[-1:] != ("to",)


def _noun(clause: Clause, hit: Hit) -> bool:
    """Words such as "the guarantee applies" and "in May" hold no verb of duty."""
    if hit.end - hit.start > 1 or clause.unit.tokens[hit.start].low not in listed("promise_nouns"):
        return False
    before = clause.unit.lows(hit.start - 1, hit.start)
    return bool(before) and (before[0] in _BEFORE_NOUN or before[0].endswith("'s"))


def _governing(clause: Clause, hits: list[Hit]) -> Hit | None:
    """Return the hit that sets the firmness: binding words, then readiness, then may, then will."""
    order = {"shall": 0, "readiness": 1, "may": 2, "will": 3}
    return min(hits, key=lambda h: (order[h.entry.value], h.start), default=None)


def _in_condition(clause: Clause, hit: Hit) -> bool:
    return any(low <= hit.start < high for low, high in clause.conditions())


def _scope(clause: Clause, reading: Reading) -> None:
    ranks = {"all_available": 0, "necessary": 1, "some": 2}
    hits = [h for h in clause.group("aid_scopes") if h.entry.value != "some" or _limits(clause, h)]
    if hits:
        best = min(hits, key=lambda h: (ranks[h.entry.value], h.start))
        reading.aid_scope = best.entry.value
        reading.marks.append(mark(clause, "aid_scope", best.entry.value, best))


_OCCASIONS = word_set(
    "if when after once where says that at in by with under on upon through because until unless "
    "as had has have is was are were"
)


def _limits(clause: Clause, hit: Hit) -> bool:
    """Words such as "only if asked" limits the occasion, not the help."""
    if hit.end - hit.start > 1:
        return True
    unit = clause.unit
    # "had just met", "only that", "only at his request".
    beside = {*unit.lows(hit.end, hit.end + 1), *unit.lows(hit.start - 1, hit.start)}
    return not beside & _OCCASIONS


def _forms(clause: Clause, reading: Reading) -> None:
    values: list[str] = []
    barred = clause.group("forms_excluded")
    past = background(clause)
    for hit in clause.group("forms"):
        if (_in_condition(clause, hit) and hit.entry.value != "cyber") or _of_trigger(clause, hit):
            continue
        if _of_title(clause, hit) or any(b.start < hit.end and hit.start < b.end for b in barred):
            continue
        if _of_receiver(clause, hit) or any(low <= hit.start < high for low, high in past):
            continue
        if hit.entry.value not in values:
            values.append(hit.entry.value)
        reading.marks.append(mark(clause, "forms", hit.entry.value, hit))
    reading.forms = tuple(values)


def background(clause: Clause) -> list[tuple[int, int]]:
    """``..., after a drone packed with explosives fell``: what has been is no help and no place.

    Returns the token ranges from "after", "since" or "amid" to the next stop.
    """
    found: list[tuple[int, int]] = []
    for at in range(clause.start, clause.end):
        if clause.unit.tokens[at].low in _AFTER or clause.unit.tokens[at].low == "amid":
            stops = (i for i in range(at, clause.end) if clause.unit.tokens[i].low in ",;:")
            found.append((at, next(stops, clause.end)))
    return found


_RECEIVED = frozenset(("logistics", "base_access"))


def _of_receiver(clause: Clause, hit: Hit) -> bool:
    """``repairs to their frigates``, ``harbours to no fleet``: who gets help is no help."""
    if hit.entry.value not in ("troops", "arms"):
        return False
    before = clause.group("forms", within=(max(clause.start, hit.start - 6), hit.start))
    given = [h for h in before if h.entry.value in _RECEIVED]
    return bool(given) and clause.unit.lows(given[-1].end, given[-1].end + 1) in (
        ("to",),
        ("for",),
    )


def _of_title(clause: Clause, hit: Hit) -> bool:
    """``the Joint Defence Agreement``, ``forces every member to``: no help is named by these."""
    named = clause.group("treaty_words", within=(hit.end, hit.end + 1))
    verbs = [h for h in clause.group("duties") if h.start == hit.start and h.end > hit.end]
    return bool(named or verbs)


def _governed(clause: Clause, hit: Hit) -> Mark:
    """Return the mark of a reserve from its governing words through what is joined to it."""
    start, end = hit.start, hit.end
    for link in clause.group("law_links", within=(max(clause.start, start - 4), start)):
        if link.end >= start - 1 and link.end - link.start > 1:
            start = link.start
    if clause.unit.lows(end, end + 1) == ("and",):
        joined = clause.group("vague_international", within=(end + 1, end + 5))
        end = joined[0].end if joined else end
    return Mark(
        field="qualifiers",
        value=hit.entry.value,
        span=clause.unit.span_of(start, end),
        rule=hit.entry.id,
    )


_ROLES = (
    ("defending", "state"),
    ("defending", "party"),
    ("defending", "country"),
    ("defending", "side"),
)


def _of_trigger(clause: Clause, hit: Hit) -> bool:
    """Words of a trigger or a role are no form of help ("nuclear attack", "defending state")."""
    if clause.unit.lows(hit.start, hit.start + 2) in _ROLES:
        return True
    if hit.entry.value == "military" and _own_deed(clause, hit):
        return False
    return any(
        t.start <= hit.end and hit.start < t.end and hit.start <= t.start + 1
        for t in clause.group("triggers")
        if t.end > hit.start
        and hit.entry.value != "cyber"
        and t.start - hit.start <= 1
        and not (t.start == hit.end and clause.unit.tokens[t.start].low.endswith("ed"))
    )


_MODALS = word_set("will would shall must 'll")


def _own_deed(clause: Clause, hit: Hit) -> bool:
    """``Lima would strike at the port``: the speaker's own blow, not what must happen before."""
    return bool(_MODALS.intersection(clause.unit.lows(hit.start - 3, hit.start)))


_ASKING = "qual.request_of_victim.verb"
"""A verb of asking is a reserve only in a condition ("if Lima asks for it")."""


def _qualifiers(clause: Clause, reading: Reading) -> None:
    values: list[str] = []
    for hit in clause.group("qualifiers"):
        value = hit.entry.value
        if hit.entry.id == _ASKING and not _in_condition(clause, hit):
            continue
        if value not in values:
            values.append(value)
        reading.marks.append(_governed(clause, hit))
    if "un_charter_51" in values and "international_law" in values:
        values.remove("international_law")
    reading.qualifiers = tuple(values)


_FREE = frozenset(("or not", "not only", "not just", "not yet", "though not", "if not"))


def _negation(clause: Clause, reading: Reading) -> None:
    ranges = clause.main()
    for hit in clause.group("negations"):
        inside = any(low <= hit.start < high for low, high in ranges)
        pair = " ".join(clause.unit.lows(hit.start - 1, hit.start + 1))
        pair2 = " ".join(clause.unit.lows(hit.start, hit.start + 2))
        if (
            not inside
            or _afterthought(clause, hit)
            or pair in _FREE
            or pair2 in ("no more", "no less", "no doubt", "no longer than", *_FREE)
        ):
            continue
        reading.negated = True
        reading.marks.append(mark(clause, "negated", "true", hit))
        return


def _afterthought(clause: Clause, hit: Hit) -> bool:
    """``We will come, no questions asked``: the word stands behind all that is promised."""
    unit = clause.unit
    if unit.tokens[hit.start].low != "no" or unit.lows(hit.start - 1, hit.start) != (",",):
        return False
    return clause.end - hit.end <= 4 and not FINITE.intersection(unit.lows(hit.end, clause.end))


def joined_span(spans: list[Span]) -> Span:
    """Return the shortest span over all of ``spans``."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
