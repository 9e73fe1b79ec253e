"""Who owes whom what on a day? Every article in force as a bond from obligors to beneficiaries.

Nothing is supposed to happen: an article that an incident starts is told as what it would owe,
to whom it could owe it. Who that is follows from the bearers of the article, the parties of
the day and those parts of its condition that name victims and bearers.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.commitment import condition as c
from foedus.commitment.instrument import Article, Instrument
from foedus.commitment.pledges import pledges_of

if TYPE_CHECKING:
    from foedus.commitment.register import Register

Pair = tuple[str, str]
"""Obligor and beneficiary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One article as it binds on a day."""

    instrument: str
    article: str
    must: str
    """What it owes; see `Norm`."""
    owed: str
    """must | may"""
    force: str
    standing: bool
    """Owed always; False: once an incident starts it."""
    pledges: frozenset[str]
    """Some of `foedus.commitment.pledges.PLEDGES`."""
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    confirmed: bool
    """False: the register's file still waits for confirmation."""

    among: frozenset[frozenset[str]] | None = None
    """Of a family of bilateral agreements: the pairs that have one; None: everybody."""

    def pairs(self) -> Iterator[Pair]:
        """Yield every obligor with every beneficiary other than itself."""
        for obligor in self.obligors:
            for other in self.beneficiaries:
                joined = self.among is None or frozenset({obligor, other}) in self.among
                if other != obligor and joined:
                    yield obligor, other


def commitments_on(
    register: "Register", day: date, *, states: Iterable[str] = ()
) -> tuple[Commitment, ...]:
    """Return what every instrument in force on a day binds its parties to, by id and article.

    Args:
        register: The register that speaks.
        day: The day.
        states: Only what binds or shields one of these; default: everybody.
    """
    wanted = frozenset(states)
    found = (x for i in register.instruments.values() for x in of_instrument(i, day))
    kept = (
        x for x in found if not wanted or not wanted.isdisjoint((*x.obligors, *x.beneficiaries))
    )
    return tuple(kept)


def of_instrument(instrument: Instrument, day: date) -> tuple[Commitment, ...]:
    """Return what one instrument binds its parties to on a day; nothing while not in force."""
    days, found = _known.get(id(instrument), (None, None))
    if days is None or found is None or found[0] is not instrument:
        days, found = _change_days(instrument), (instrument, {})
        if len(_known) >= MOST_KEPT:
            _known.clear()
        _known[id(instrument)] = (days, found)
    at = bisect_right(days, day)
    if at not in found[1]:
        found[1][at] = tuple(_made(instrument, day))
    return found[1][at]


MOST_KEPT = 4096
_Kept = tuple[Instrument, dict[int, tuple[Commitment, ...]]]
_known: dict[int, tuple[list[date], _Kept]] = {}
"""An instrument says the same between two of its dates: kept by the number of the stretch."""


def pledged_on(instrument: Instrument, day: date) -> dict[Pair, frozenset[str]]:
    """Return (obligor, beneficiary) to the pledges given on a day, of one instrument."""
    found: dict[Pair, frozenset[str]] = {}
    for commitment in of_instrument(instrument, day):
        for pair in commitment.pairs():
            found[pair] = found.get(pair, frozenset()) | commitment.pledges
    return found


def _change_days(instrument: Instrument) -> list[date]:
    life = instrument.life
    spans = [span for _, span in instrument.parties]
    spans += [article.versions for article in instrument.articles]
    spans += [standing.span for standing in (*instrument.protects, *instrument.application)]
    days = {life.in_force, life.until, life.signed}
    days |= {day for span in spans for day in (span.start, span.end)}
    days |= {a.obsolete.since for a in instrument.articles if a.obsolete}
    return sorted(day for day in days if day is not None)


def _made(instrument: Instrument, day: date) -> Iterator[Commitment]:
    if instrument.status_on(day) != "in_force":
        return
    bound = instrument.bound_on(day)
    shielded = tuple(s.state for s in instrument.protects if day in s.span)
    for article in instrument.articles_on(day):
        spent = article.obsolete is not None and article.obsolete.since <= day
        if article.executable and not article.defines and not spent:
            yield from _of_article(article, instrument, bound=bound, shielded=shielded)


def _of_article(
    article: Article, instrument: Instrument, *, bound: tuple[str, ...], shielded: tuple[str, ...]
) -> Iterator[Commitment]:
    everyone = tuple(dict.fromkeys((*bound, *shielded)))
    named = article.bearers if isinstance(article.bearers, tuple) else bound
    bearers = _named_in(article.when, instrument, kind=c.BearerIn, parties=bound, of=everyone)
    obligors = tuple(state for state in named if state in bound and state in bearers)
    victims = _named_in(article.when, instrument, kind=c.VictimIn, parties=bound, of=everyone)
    # Who consults over a threat to one of them consults with all.
    owed_to = (
        everyone if article.norm.must == "consult" else tuple(s for s in everyone if s in victims)
    )
    if isinstance(article.bearers, tuple) and article.standing:
        # Named ones owe it among themselves where it is mutual, and else to the rest.
        among = instrument.mutual and len(obligors) > 1
        owed_to = obligors if among else tuple(s for s in owed_to if s not in obligors) or owed_to
    if obligors and owed_to:
        yield Commitment(
            instrument=instrument.id,
            article=article.id,
            must=article.norm.must,
            owed=article.norm.owed,
            force=article.norm.force,
            standing=article.standing,
            pledges=pledges_of(article, instrument),
            obligors=obligors,
            beneficiaries=owed_to,
            confirmed=instrument.status == "confirmed",
            among=_agreements(instrument),
        )


def _agreements(instrument: Instrument) -> frozenset[frozenset[str]] | None:
    bilateral = [m for m in instrument.members if len(m.parties) == 2]
    return frozenset(frozenset(m.parties) for m in bilateral) if bilateral else None


Named = c.BearerIn | c.VictimIn


def _named_in(
    said: c.Condition,
    instrument: Instrument,
    *,
    kind: type[Named],
    parties: tuple[str, ...],
    of: tuple[str, ...],
) -> frozenset[str]:
    """Return which of the states ``of`` a condition leaves, by what it says of one role alone."""

    def left(part: c.Condition) -> frozenset[str]:
        match part:
            case c.All(of=parts):
                return frozenset(of).intersection(*map(left, parts))
            case c.Any(of=parts) if parts:
                return frozenset[str]().union(*map(left, parts))
            case c.Not(of=inner) if isinstance(inner, kind):
                return frozenset(of) - left(inner)
            case c.Term(name=name):
                return left(instrument.terms[name])
        if isinstance(part, kind):
            states = {s for w in part.states for s in (parties if w == "parties" else (w,))}
            return frozenset(states & set(of))
        return frozenset(of)

    return left(said)
