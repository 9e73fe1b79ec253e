"""Which wave comes when, who is drawn in for certain, and does the order of two acts matter?

Certain is what comes whichever way every open duty turns out, if each duty that is owed is
followed and each interest that is told acts; possible is what comes in some of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from foedus.case.cascade.functions import Functions, TooLargeError, functions_of
from foedus.case.cascade.network import Network
from foedus.case.cascade.story import DOES, Dyad
from foedus.case.cascade.unfolding import Entry, Plain, Unfolded, unfold
from foedus.case.cascade.web import OPEN, Bond, Web

GIVEN, CERTAIN, POSSIBLE = "given", "certain", "possible"
MOST_ACTORS = 60
"""States of one wave whose order is tried."""


@dataclass(frozen=True, slots=True)
class Way:
    """One bond by which a fact enters."""

    bond: Bond
    is_open: bool
    """It is open whether the duty is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One state attacks or threatens another."""

    dyad: Dyad
    day: date
    status: str
    """given | certain | possible"""
    ways: tuple[Way, ...]

    @property
    def who(self) -> str:
        """Return whose act it is."""
        return self.dyad[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """All that enters at once."""

    number: int
    """0 is what is given."""
    day: date
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """Two states that act on one day, where the end turns on who is first."""

    day: date
    one: str
    two: str
    only_if_one: tuple[Dyad, ...]
    """Entered in the end only if ``one`` acts first."""
    only_if_two: tuple[Dyad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An act that was called for, and did not come: pulled both ways, or beside it already."""

    dyad: Dyad
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course of events: by the treaties alone, or with the interests too."""

    waves: tuple[Wave, ...]
    joined: tuple[tuple[str, str], ...]
    """States that enter beside those it begins with, in order, with certain or possible."""
    races: tuple[Race, ...]
    aside: tuple[Aside, ...]


def course(web: Web, *, law_only: bool) -> Course:
    """Return what follows if every duty is followed, and every interest acts or (law) none."""
    kept = web.law if law_only else web.bonds
    network = web.network(kept, chances=False)
    by = {bond.id: bond for bond in kept}
    acts = tuple(_acts(web, network, by=by))
    end = unfold(network, Plain())
    return Course(
        waves=tuple(_waves(acts)),
        joined=tuple(_joined(web, [act for _, act in acts])),
        races=tuple(_races(web, network, end, by=by)),
        aside=tuple(_asides(web, end)),
    )


def _asides(web: Web, end: Unfolded[bool]) -> Iterator[Aside]:
    found = {fact: day for day, _, fact, _ in reversed(end.kept_out)}
    for fact, day in sorted(found.items(), key=lambda item: (item[1], item[0])):
        if not end.facts.get(fact):
            yield Aside(dyad=dyad_of(fact), day=_on(web, day))


def dyad_of(fact: str) -> Dyad:
    """Return the dyad of a fact's name."""
    does, who, whom = fact.split(".")
    return does, who, whom


def is_dyad(fact: str) -> bool:
    """Tell whether a fact is an attack or a threat, and not who struck first or what day it is."""
    return fact.partition(".")[0] in DOES


def _on(web: Web, day: int) -> date:
    return web.story.day + timedelta(days=day)


def _acts(
    web: Web, network: Network, *, by: dict[str, Bond]
) -> Iterator[tuple[tuple[int, int], Act]]:
    """Yield every act at the first step at which it may come, with that step."""
    settled: dict[str, str] = {}
    try:
        functions = functions_of(network)
        found: Unfolded[int] = unfold(network, functions)
        entries: Iterable[Entry[int] | Entry[bool]] = found.entries
        settled = {f: CERTAIN if v == Functions.true else POSSIBLE for f, v in found.facts.items()}
    except TooLargeError:
        # Too many open duties to go through all: what comes where none is there is certain
        # as far as nothing else keeps it out, which only their mixtures would show.
        least = unfold(network, Plain([d for d in network.draws if d.startswith(OPEN)])).facts
        entries = unfold(network, Plain()).entries
        settled = {e.fact: CERTAIN if least.get(e.fact) else POSSIBLE for e in entries}
    seen: set[str] = set()
    for entry in entries:
        if is_dyad(entry.fact) and entry.fact not in seen:
            seen.add(entry.fact)
            status = settled[entry.fact]
            given = entry.fact in network.given and not entry.by
            yield (
                (entry.day, entry.step),
                Act(
                    dyad=dyad_of(entry.fact),
                    day=_on(web, entry.day),
                    status=GIVEN if given else status,
                    ways=tuple(_way(name, by) for name in entry.by),
                ),
            )


def _way(name: str, by: dict[str, Bond]) -> Way:
    bare = name.removeprefix(f"{OPEN} ")
    return Way(bond=by[bare], is_open=bare != name)


def _waves(acts: Iterable[tuple[tuple[int, int], Act]]) -> Iterator[Wave]:
    steps: dict[tuple[int, int], list[Act]] = {}
    for at, act in acts:
        steps.setdefault(at, []).append(act)
    for number, at in enumerate(sorted(steps)):
        yield Wave(number=number, day=steps[at][0].day, acts=tuple(steps[at]))


def _joined(web: Web, acts: Iterable[Act]) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for act in acts:
        for state in act.dyad[1:] if act.dyad[0] == "attacks" else ():
            if state not in web.beginners and found.get(state) != CERTAIN:
                found[state] = act.status
    return iter(found.items())


def _races(
    web: Web, network: Network, end: Unfolded[bool], *, by: dict[str, Bond]
) -> Iterator[Race]:
    """Yield the pairs of acts of one step whose order changes the end."""
    steps: dict[tuple[int, int], dict[str, list[str]]] = {}
    for entry in end.entries:
        if entry.by and is_dyad(entry.fact):
            who = dyad_of(entry.fact)[1]
            steps.setdefault((entry.day, entry.step), {}).setdefault(who, []).extend(entry.by)
    for day, step, fact, _ in end.kept_out:
        links = (link.id for link in network.links if link.head == fact)
        who = dyad_of(fact)[1]
        steps.setdefault((day, step), {}).setdefault(who, []).extend(links)
    for (day, _), actors in sorted(steps.items()):
        # Who is first is seen by letting the other come later; each is tried once.
        names = sorted(actors)[:MOST_ACTORS] if len(actors) > 1 else []
        ends = {name: _end(network, later=actors[name]) for name in names}
        for one, two in combinations(names, 2):
            if ends[one] != ends[two]:
                yield Race(
                    day=_on(web, day),
                    one=one,
                    two=two,
                    only_if_one=tuple(sorted(ends[two] - ends[one])),
                    only_if_two=tuple(sorted(ends[one] - ends[two])),
                )


def _end(network: Network, *, later: Iterable[str]) -> frozenset[Dyad]:
    found = unfold(network, Plain(), after=dict.fromkeys(later, 1))
    return frozenset(
        dyad_of(fact) for fact, is_so in found.facts.items() if is_so and is_dyad(fact)
    )
