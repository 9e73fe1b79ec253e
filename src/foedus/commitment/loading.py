"""How does a file become an instrument? Checked plain data in, frozen dataclasses out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from foedus.commitment import condition as c
from foedus.commitment.instrument import (
    Article,
    Instrument,
    Life,
    Norm,
    Participation,
    Patch,
    Practice,
    Reading,
    Unless,
)
from foedus.commitment.parsing import Plain, as_tuple, parse_condition, to_day, walk
from foedus.dates import Interval

CHARTER_DAY = date(1945, 10, 24)
"""The Charter in force: from here on the own-aggression exception stands."""
AGGRESSOR = "victim_is_aggressor"
DEFENDS = ("assist", "apply_measures")


def to_instrument(data: Plain) -> Instrument:
    """Return the instrument of one file; `data` has passed the check."""
    variants = {n: _variants(t) for n, t in data.get("terms", {}).items() if "variants" in t}
    return Instrument(
        id=data["id"],
        title=data["title"],
        short=data.get("short", data["title"]),
        binding=data["binding"],
        rank=data.get("rank", "treaty"),
        offensive=data.get("offensive", False),
        status=data.get("status", "confirmed"),
        mutual=data.get("mutual", True),
        domains=as_tuple(data.get("domains")),
        texts=dict(data.get("texts", {})),
        life=_life(data["life"]),
        parties=memberships(data["parties"], data.get("leaves", {})),
        terms={n: _term(data["id"], n, term=t) for n, t in data.get("terms", {}).items()},
        term_cites={n: t["cite"] for n, t in data.get("terms", {}).items() if "cite" in t},
        term_variants=variants,
        articles=tuple(_articles(data)),
        reservations=tuple(_patch(p, author="state") for p in data.get("reservations", ())),
        interpretations=tuple(_patch(p, author="by") for p in data.get("interpretations", ())),
        participation=tuple(map(_participation, data.get("participation", ()))),
        practice=tuple(map(_practice, data.get("practice", ()))),
        cases=tuple(data.get("cases", ())),
        confidence=data.get("confidence", "high"),
        sources=as_tuple(data.get("sources")),
        checked_on=to_day(data.get("checked_on")),
        notes=as_tuple(data.get("notes")),
    )


def memberships(
    joined: Mapping[str, list[str]], leaves: Mapping[str, Any]
) -> tuple[tuple[str, Interval], ...]:
    """Return (state, interval) pairs; who left and came back has two.

    Args:
        joined: Day to the states that joined on it.
        leaves: State to the day, or days, on which its membership ended.
    """
    pairs = [(state, date.fromisoformat(day)) for day in sorted(joined) for state in joined[day]]
    return tuple((s, Interval(start, _end(start, as_tuple(leaves.get(s))))) for s, start in pairs)


def reading_fact(instrument: str, name: str, *, language: str) -> str:
    """Return the name of the fact that asks whether the text in ``language`` prevails."""
    return f"reading.{instrument}.{name}.{language}"


def choose_variant(instrument: str, name: str, *, variants: Plain) -> c.Condition:
    """Return one condition for a term whose authentic texts differ.

    Where every text is met it holds, where none is met it does not, else it
    turns on which reading prevails (VCLT 33(4) leaves the texts' reconciliation
    to interpretation; the register does not choose).
    """
    (language, first), *others = variants.items()
    if not others:
        return first  # type: ignore[no-any-return]
    asked = c.Fact(name=reading_fact(instrument, name, language=language))
    rest = choose_variant(instrument, name, variants=dict(others))
    return c.Any(of=(c.All(of=(asked, first)), c.All(of=(c.Not(of=asked), rest))))


def _end(start: date, ends: tuple[str, ...]) -> date | None:
    return min((d for d in map(date.fromisoformat, ends) if d > start), default=None)


def _life(data: Plain) -> Life:
    leave = data.get("exit", {})
    events = sorted((date.fromisoformat(day), said) for day, said in data.get("events", {}).items())
    return Life(
        signed=to_day(data.get("signed")),
        in_force=to_day(data.get("in_force")),
        until=to_day(data.get("until")),
        ended_by=data.get("ended_by"),
        published=to_day(data.get("published")),
        exit_notice=leave.get("notice"),
        exit_earliest=to_day(leave.get("earliest")),
        exit_to=leave.get("to"),
        exit_cite=leave.get("cite"),
        events=tuple(events),
    )


def _term(instrument: str, name: str, *, term: Plain) -> c.Condition:
    if "variants" in term:
        return choose_variant(instrument, name, variants=_variants(term))
    return parse_condition(term)


def _variants(term: Plain) -> dict[str, c.Condition]:
    return {language: parse_condition(text) for language, text in term["variants"].items()}


def _articles(data: Plain) -> Iterator[Article]:
    adds_standard = data["binding"] == "treaty" and not data.get("offensive", False)
    for key, article in data["articles"].items():
        for text in _texts(article):
            yield _article(key, text, adds_standard=adds_standard)


def _texts(article: Plain) -> Iterator[Plain]:
    versions = article.get("versions", {})
    own = {k: v for k, v in article.items() if k != "versions"}
    for version in [versions] if isinstance(versions, Mapping) else versions:
        yield own | version


def _article(key: str, data: Plain, *, adds_standard: bool) -> Article:
    when = parse_condition(data["when"]) if "when" in data else c.All(of=())
    norm = _norm(data["then"])
    unless = tuple(map(_unless, data.get("unless", ())))
    if adds_standard and norm.must in DEFENDS and not _names_aggressor(unless):
        unless = (*unless, OWN_AGGRESSION)
    bearers = data["for"]
    return Article(
        id=key,
        number=str(data["number"]) if "number" in data else number_of(key),
        cite=data["cite"],
        bearers=bearers if isinstance(bearers, str) else tuple(bearers),
        when=when,
        norm=norm,
        needs=parse_condition(data["needs"]) if "needs" in data else None,
        unless=unless,
        otherwise=_norm(data["otherwise"]) if "otherwise" in data else None,
        overrides=as_tuple(data.get("overrides")),
        refers_to=as_tuple(data.get("refers_to")),
        summary=data.get("summary", ""),
        trigger_words=data.get("trigger_words", ""),
        versions=Interval(to_day(data.get("from")), to_day(data.get("until"))),
        known_from=to_day(data.get("known_from")),
        text_unknown=data.get("text_unknown", False),
        standing=data.get("standing", False),
        readings=tuple(map(_reading, data.get("readings", ()))),
        note=data.get("note"),
    )


def number_of(key: str) -> str:
    """Return the number that an article's id says, as cited.

    >>> number_of("art4"), number_of("art42_7"), number_of("art2_b_4")
    ('4', '42(7)', '2(b)(4)')
    """
    head, *more = key.removeprefix("art").split("_")
    return head + "".join(f"({part})" for part in more)


def _norm(data: Plain) -> Norm:
    return Norm(**{k: tuple(v) if k == "aid" else v for k, v in data.items()})


def _unless(data: Plain) -> Unless:
    return Unless(
        id=data["id"],
        when=parse_condition(data["if"]),
        effect=data["effect"],
        cite=data["cite"],
        value=data.get("value"),
        why=data.get("why"),
        from_=to_day(data.get("from")),
        until=to_day(data.get("until")),
        known_from=to_day(data.get("known_from")),
    )


def _names_aggressor(unless: tuple[Unless, ...]) -> bool:
    parts = (part for u in unless for part in walk(u.when))
    return any(isinstance(p, c.Fact) and p.name == AGGRESSOR for p in parts)


def _reading(data: Plain) -> Reading:
    when = {"when": parse_condition(data["when"])} if "when" in data else {}
    return Reading(**(dict(data) | when))


def _patch(data: Plain, *, author: str) -> Patch:
    return Patch(
        by=data[author],
        day=to_day(data.get("date")),
        conditions={key: parse_condition(to) for key, to in data.get("patch", {}).items()},
        says=data.get("says", ""),
        cite=data.get("cite"),
        source=data.get("source"),
    )


def _participation(data: Plain) -> Participation:
    return Participation(
        state=data["state"],
        kind=data["kind"],
        span=Interval(to_day(data["from"]), to_day(data.get("until"))),
        source=data["source"],
        note=data.get("note"),
    )


def _practice(data: Plain) -> Practice:
    day = date.fromisoformat(data["day"])
    return Practice(day=day, what=data["what"], source=data["source"])


OWN_AGGRESSION = Unless(
    id="own_aggression",
    when=c.Fact(name=AGGRESSOR, from_=CHARTER_DAY),
    effect="defeats",
    cite="UN Charter Arts. 2(4) and 51",
    why="There is no self-defence against self-defence: an ally that attacked first is owed none.",
    from_=CHARTER_DAY,
    standard=True,
)
"""`std.own_aggression`: what the Charter adds to every treaty of defence since 1945-10-24."""
