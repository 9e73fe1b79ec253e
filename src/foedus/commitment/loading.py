"""How does a file become an instrument? Checked plain data in, frozen dataclasses out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from foedus.commitment import bonds
from foedus.commitment import condition as c
from foedus.commitment.instrument import (
    NOTHING,
    Article,
    Instrument,
    Norm,
    Obsolete,
    Practice,
    Reading,
    Unless,
    Weaker,
)
from foedus.commitment.parsing import Plain, as_tuple, parse_condition, to_day, walk
from foedus.dates import Interval

CHARTER_DAY = date(1945, 10, 24)
"""The Charter in force: from here on the own-aggression exception stands."""
AGGRESSOR = "victim_is_aggressor"
DEFENDS = ("assist", "apply_measures")


def to_instrument(plain: Plain) -> Instrument:
    """Return the instrument of one file; ``plain`` has passed the check."""
    variants = {n: _variants(t) for n, t in plain.get("terms", {}).items() if "variants" in t}
    return Instrument(
        id=plain["id"],
        title=plain["title"],
        short=plain.get("short", plain["title"]),
        binding=plain["binding"],
        rank=plain.get("rank", "treaty"),
        offensive=plain.get("offensive", False),
        status=plain.get("status", "confirmed"),
        mutual=plain.get("mutual", True),
        domains=as_tuple(plain.get("domains")),
        texts=dict(plain.get("texts", {})),
        life=bonds.to_life(plain["life"]),
        parties=bonds.memberships(plain["parties"], plain.get("leaves", {})),
        exits=tuple(bonds.exits(plain.get("leaves", {}))),
        endings=tuple(map(bonds.to_ending, plain.get("ends", ()))),
        terms={n: _term(plain["id"], n, term=t) for n, t in plain.get("terms", {}).items()},
        term_cites={n: t["cite"] for n, t in plain.get("terms", {}).items() if "cite" in t},
        term_variants=variants,
        articles=tuple(_articles(plain)),
        reservations=tuple(map(bonds.to_reservation, plain.get("reservations", ()))),
        interpretations=tuple(map(bonds.to_interpretation, plain.get("interpretations", ()))),
        protects=tuple(map(bonds.to_standing, plain.get("protects", ()))),
        application=tuple(map(bonds.to_standing, plain.get("application", ()))),
        participation=tuple(map(bonds.to_participation, plain.get("participation", ()))),
        practice=tuple(map(_practice, plain.get("practice", ()))),
        cases=tuple(plain.get("cases", ())),
        confidence=plain.get("confidence", "high"),
        sources=as_tuple(plain.get("sources")),
        checked_on=to_day(plain.get("checked_on")),
        notes=as_tuple(plain.get("notes")),
        refs=bonds.to_refs(plain.get("refs", {})),
        coder=plain.get("coder"),
        signatories=bonds.by_day(plain.get("signatories", {})),
        ratified=bonds.by_day(plain.get("ratified", {})),
        family=plain.get("family"),
        members=tuple(map(bonds.to_member, plain.get("members", ()))),
    )


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


def _term(instrument: str, name: str, *, term: Plain) -> c.Condition:
    if "variants" in term:
        return choose_variant(instrument, name, variants=_variants(term))
    return parse_condition(term)


def _variants(term: Plain) -> dict[str, c.Condition]:
    return {language: parse_condition(text) for language, text in term["variants"].items()}


def _articles(plain: Plain) -> Iterator[Article]:
    adds_standard = plain["binding"] == "treaty" and not plain.get("offensive", False)
    for key, article in plain["articles"].items():
        for text in _texts(article):
            yield _article(key, text, adds_standard=adds_standard)


def _texts(article: Plain) -> Iterator[Plain]:
    versions = article.get("versions", {})
    own = {k: v for k, v in article.items() if k != "versions"}
    for version in [versions] if isinstance(versions, Mapping) else versions:
        yield {**own, **version}


def _article(key: str, plain: Plain, *, adds_standard: bool) -> Article:
    when = parse_condition(plain["when"]) if "when" in plain else c.All(of=())
    norm = _norm(plain["then"]) if "then" in plain else Norm(must=NOTHING)
    unless = tuple(map(_unless, plain.get("unless", ())))
    if adds_standard and norm.must in DEFENDS and not _names_aggressor(unless):
        unless = (*unless, OWN_AGGRESSION)
    bearers = plain.get("for", "every_party")
    return Article(
        id=key,
        number=str(plain["number"]) if "number" in plain else number_of(key),
        cite=plain["cite"],
        bearers=bearers if isinstance(bearers, str) else tuple(bearers),
        when=when,
        norm=norm,
        needs=parse_condition(plain["needs"]) if "needs" in plain else None,
        unless=unless,
        otherwise=tuple(_weaker(plain.get("otherwise", ()))),
        overrides=as_tuple(plain.get("overrides")),
        refers_to=as_tuple(plain.get("refers_to")),
        summary=plain.get("summary", ""),
        trigger_words=plain.get("trigger_words", ""),
        versions=Interval(to_day(plain.get("from")), to_day(plain.get("until"))),
        known_from=to_day(plain.get("known_from")),
        text_unknown=plain.get("text_unknown", False),
        defines=_defined(plain.get("defines")),
        standing=plain.get("standing", False),
        readings=tuple(map(_reading, plain.get("readings", ()))),
        note=plain.get("note"),
        binds_attacker=plain.get("binds_attacker", False),
        executable=plain.get("executable", True),
        obsolete=_obsolete(plain["status"]) if "status" in plain else None,
    )


def _defined(plain: str | bool | None) -> str | None:
    return "procedure" if plain is True else plain or None


def number_of(key: str) -> str:
    """Return the number that an article's id says, as cited.

    >>> number_of("art4"), number_of("art42_7"), number_of("art2_b_4")
    ('4', '42(7)', '2(b)(4)')
    """
    head, *more = key.removeprefix("art").split("_")
    return head + "".join(f"({part})" for part in more)


def _norm(plain: Plain) -> Norm:
    lists = {key: tuple(plain.get(key, ())) for key in ("aid", "abstain_from")}
    return Norm(**{**plain, **lists})


def _weaker(plain: Any) -> Iterator[Weaker]:
    for block in [plain] if isinstance(plain, Mapping) else plain:
        own = {k: v for k, v in block.items() if k not in _OF_WEAKER}
        yield Weaker(
            norm=_norm(own),
            for_want_of=as_tuple(block.get("for_want_of")),
            when=parse_condition(block["if"]) if "if" in block else None,
            cite=block.get("cite"),
            from_=to_day(block.get("from")),
            until=to_day(block.get("until")),
            known_from=to_day(block.get("known_from")),
        )


_OF_WEAKER = ("for_want_of", "if", "cite", "from", "until", "known_from")


def _obsolete(plain: Plain) -> Obsolete:
    return Obsolete(
        by=plain["obsolete_by"],
        since=date.fromisoformat(plain["since"]),
        upheld_by=as_tuple(plain.get("upheld_by")),
        cite=plain.get("cite"),
    )


def _unless(plain: Plain) -> Unless:
    return Unless(
        id=plain["id"],
        when=parse_condition(plain["if"]),
        effect=plain["effect"],
        cite=plain["cite"],
        value=plain.get("value"),
        why=plain.get("why"),
        from_=to_day(plain.get("from")),
        until=to_day(plain.get("until")),
        known_from=to_day(plain.get("known_from")),
    )


def _names_aggressor(unless: tuple[Unless, ...]) -> bool:
    parts = (part for u in unless for part in walk(u.when))
    return any(isinstance(p, c.Fact) and p.name == AGGRESSOR for p in parts)


def _reading(plain: Plain) -> Reading:
    when = {"when": parse_condition(plain["when"])} if "when" in plain else {}
    return Reading(**(dict(plain) | when))


def _practice(plain: Plain) -> Practice:
    day = date.fromisoformat(plain["day"])
    return Practice(day=day, what=plain["what"], source=plain["source"])


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
