"""On which supposed incidents is a rule tried, so that a change of its answers shows?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from foedus.case.incident import Incident
from foedus.commitment import Article, Instrument
from foedus.commitment.condition import Fact
from foedus.commitment.parsing import walk

AGAINST = ("victim_is_aggressor", "provoked", "unsc_measures_adequate")
"""Facts that tell against a duty when they hold."""
SUPPOSED = "QMA"
"""The invented state that attacks in supposed incidents."""


def supposed(found: Sequence[Instrument]) -> Iterator[tuple[str, Incident]]:
    """Yield attacks by an invented state on each party, on the days around every change.

    On each day nothing else is known; on the last one each fact of the rules is also told
    the other way than the duty asks for, one at a time.
    """
    days = sorted({day for i in found for day in _days(i)})
    states = sorted({state for i in found for state, _ in i.parties})
    attacks = ("armed_attack", "danger")
    for state, day, attack in product(states, days, attacks):
        yield _attack(state, day, attack=attack, facts={})
    for state, attack in product(states, attacks):
        for facts in _answers_given(found):
            yield _attack(state, days[-1], attack=attack, facts=facts)


def _attack(
    state: str, day: date, *, attack: str, facts: Mapping[str, bool]
) -> tuple[str, Incident]:
    told = ", ".join(f"{name} {'yes' if value else 'no'}" for name, value in facts.items())
    words = f"supposed: {attack.replace('_', ' ')} on {state} by {SUPPOSED}, {day}"
    incident = Incident(
        victims=(state,),
        day=day,
        attackers=(SUPPOSED,),
        attacker_kinds=frozenset({"state"}),
        attacks=frozenset({attack}),
        facts=dict(facts),
    )
    return f"{words}{f'; {told}' if told else ''}", incident


def _answers_given(found: Iterable[Instrument]) -> Iterator[dict[str, bool]]:
    """Yield all facts told in favour of a duty, then the same with each one told against it."""
    names = {fact for i in found for article in i.articles for fact in _facts_of(article)}
    usual = {name: name not in AGAINST for name in sorted(names | {"victim_is_aggressor"})}
    yield usual
    for name, value in usual.items():
        yield usual | {name: not value}


def _facts_of(article: Article) -> Iterator[str]:
    conditions = [article.when, *(u.when for u in article.unless)]
    if article.needs is not None:
        conditions.append(article.needs)
    parts = (part for condition in conditions for part in walk(condition))
    yield from (part.name for part in parts if isinstance(part, Fact))


def _days(instrument: Instrument) -> Iterator[date]:
    life = instrument.life
    spans = [span for _, span in instrument.parties]
    spans += [article.versions for article in instrument.articles]
    days = {life.signed, life.until, life.in_force}
    days |= {day for span in spans for day in (span.start, span.end)}
    yield from (day for day in days if day is not None)
