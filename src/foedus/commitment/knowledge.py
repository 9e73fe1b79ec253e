"""What did the published text say, to somebody who reads it on a given day?

Law and knowledge have clocks of their own. ``known_on`` answers what the
*published* text said by then, and nothing of what was in fact agreed:

* an instrument published later is shown with every article's text unknown;
* an article, exception or branch of a condition with a later ``known_from`` is
  not there (a secret protocol changes nothing for a reader who has not seen it);
* readings, interpretations, practice and events of a later day are left out.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from foedus.commitment import condition as c
from foedus.commitment.instrument import Article, Instrument


def as_known(instrument: Instrument, known_on: date) -> Instrument:
    """Return ``instrument`` as its published text stood to a reader on ``known_on``."""
    life = instrument.life
    hidden = life.published is not None and life.published > known_on
    events = tuple((day, said) for day, said in life.events if day <= known_on)
    return replace(
        instrument,
        articles=tuple(_articles(instrument, known_on, hidden=hidden)),
        terms={n: t for n, term in instrument.terms.items() if (t := _pruned(term, known_on))},
        life=replace(life, events=events),
        interpretations=tuple(
            p for p in instrument.interpretations if p.day is None or p.day <= known_on
        ),
        practice=tuple(p for p in instrument.practice if p.day <= known_on),
    )


def _articles(instrument: Instrument, known_on: date, *, hidden: bool) -> Iterator[Article]:
    for article in instrument.articles:
        if _is_later(article.known_from, known_on):
            continue
        when = _pruned(article.when, known_on)
        yield replace(
            article,
            when=when or c.All(of=()),
            needs=article.needs and _pruned(article.needs, known_on),
            unless=tuple(u for u in article.unless if not _is_later(u.known_from, known_on)),
            text_unknown=article.text_unknown or hidden or when is None,
        )


def _pruned(condition: c.Condition, known_on: date) -> c.Condition | None:
    """Return the condition without the branches that nobody could read yet; None: nothing left."""
    if _is_later(condition.known_from, known_on):
        return None
    if all(part.known_from is None for part in _inside(condition)):
        return condition
    match condition:
        case c.All() | c.Any() | c.Count():
            kept = (_pruned(part, known_on) for part in condition.of)
            of = tuple(part for part in kept if part is not None)
            return replace(condition, of=of) if of else None
        case c.Not():
            inner = _pruned(condition.of, known_on)
            return inner and replace(condition, of=inner)
        case c.Vote(exclude_if=c.Condition() as bound):
            return replace(condition, exclude_if=_pruned(bound, known_on))
    return condition


def _inside(value: Any) -> Iterator[c.Condition]:
    if isinstance(value, c.Condition):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))


def _is_later(known_from: date | None, known_on: date) -> bool:
    return known_from is not None and known_from > known_on
