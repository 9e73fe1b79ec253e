"""Whom do the texts call on, when these states attack that one? The register, asked exactly.

For one victim and one instrument, attackers that no rule of it tells apart are one class; the
duties are decided once for each set of classes, and put together as a function of who attacks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from foedus.case.cascade.story import ARMED, Assumed, Dyad, Story
from foedus.case.decision import candidates, overriders_of
from foedus.case.exact import Exact
from foedus.case.incident import FactValue, Incident
from foedus.case.outcome import verdict_of
from foedus.case.rule import Overriders, rule_of
from foedus.case.scene import set_scene
from foedus.case.scope import scope_of
from foedus.commitment import Article, Instrument
from foedus.commitment.condition import (
    ATTACKS,
    AdministeredBy,
    Attacker,
    By,
    Condition,
    Fact,
    SoilOf,
    Term,
)
from foedus.commitment.parsing import walk

if TYPE_CHECKING:
    from foedus.commitment import Register

KINDS = ("attacked", "threatened", "own_war")
"""What a state is in when help may be owed: attacked, threatened, at war by its own deed."""
STRUCK_FIRST: Mapping[str, FactValue] = {"victim_is_aggressor": True, "provoked": True}
"""What is taken for so where the state in need struck first, unless the file says otherwise."""
FIGHTS = ("must", "may", "unsaid")
"""``Norm.force`` of a duty to assist that may lead to war; the others rule arms out."""
Owed = Mapping[tuple[str, str], str]
"""(article, obligor) to due | open | text_unknown | undecided | not_due."""


@dataclass(frozen=True, slots=True)
class Need:
    """One state in one of `KINDS`, against some others."""

    kind: str
    victim: str
    against: tuple[str, ...]
    """In alphabetical order."""
    struck: bool = False
    """The state in need struck first as against one of them."""
    helpers: frozenset[str] = frozenset()
    """Of the facts that the waves tell (`told_by_waves`), those that are so; the others are not."""


class Calls:
    """What the register says of the needs of one story."""

    def __init__(self, story: Story, register: "Register") -> None:
        self.story, self.register = story, register
        self._owed: dict[tuple[object, ...], Owed] = {}
        self._asking: dict[str, Asking] = {}
        self.attacks: dict[Dyad, str] = {}
        """Dyad to its kind of attack, where it is not an armed attack."""
        self.places: dict[Dyad, frozenset[str]] = {}
        """Dyad to where it falls, where that is told."""

    @cached_property
    def overriders(self) -> Overriders:
        """Return the articles that override others, in the whole register."""
        return overriders_of(self.register.instruments.values())

    def incident(self, need: Need, *, day: int = 0, told: frozenset[str] = frozenset()) -> Incident:
        """Return a need as an incident, with all that is assumed in it.

        Args:
            need: Who is in need against whom.
            day: Days after the first.
            told: The facts that the waves tell, whether so or not.
        """
        kinds = [self._kind(need, other) for other in need.against]
        fitting = [entry for entry in self.story.assumed if fits(entry, need)]
        dyads = [("attacks", other, need.victim) for other in need.against]
        places = [e.places for e in fitting] + [self.places.get(d, NOWHERE) for d in dyads]
        waves: dict[str, FactValue] = {name: name in need.helpers for name in told}
        return Incident(
            victims=(need.victim,),
            attackers=need.against,
            day=self.story.day + timedelta(days=day),
            attacks=frozenset({max(kinds, key=ATTACKS.index)}),
            places=next(filter(None, places), NOWHERE) if need.kind != "own_war" else NOWHERE,
            facts={**waves, **facts_of(fitting, struck=need.struck)},
            known_on=self.story.known_on,
            mode=self.story.mode,
        )

    def _kind(self, need: Need, other: str) -> str:
        if need.kind != "attacked":
            return "danger"
        return self.attacks.get(("attacks", other, need.victim), ARMED)

    def instruments(self, victim: str, *, day: int) -> tuple[Instrument, ...]:
        """Return the instruments in force under which somebody may owe ``victim`` help in war."""
        on = self.story.day + timedelta(days=day)
        return tuple(
            instrument
            for instrument in self._helping
            if instrument.status_on(on) == "in_force" and _is_covered(instrument, victim, on=on)
        )

    def parties_of(self, victim: str, *, on: date) -> tuple[Instrument, ...]:
        """Return every instrument in force on a day that covers ``victim``."""
        every = self.register.in_force(on)
        return tuple(i for i in every if _is_covered(i, victim, on=on))

    @cached_property
    def _helping(self) -> tuple[Instrument, ...]:
        every = self.register.instruments.values()
        return tuple(i for i in every if any(map(may_lead_to_war, i.articles)))

    def asking(self, instrument: Instrument) -> "Asking":
        """Return what the rules of an instrument ask of the attackers and of the waves."""
        if instrument.id not in self._asking:
            self._asking[instrument.id] = _asking(instrument, self.overriders)
        return self._asking[instrument.id]

    def waves_of(self, instrument: Instrument) -> tuple[str, ...]:
        """Return the facts that the waves tell; what the file tells of every case goes before."""
        whole = (e for e in self.story.assumed if e.victim is None and e.attacker is None)
        told = {name for entry in whole for name in entry.facts}
        return tuple(sorted(self.asking(instrument).waves - told))

    def day_of(self, instrument: Instrument) -> int:
        """Return for which day it is read: the first, or that on which it enters into force."""
        start = instrument.life.in_force
        return max(0, (start - self.story.day).days) if start else 0

    def owed(self, need: Need, instrument: Instrument) -> Owed:
        """Return what each obligor owes, of the duties that may lead to war."""
        key = (need, instrument.id, self.told_of(need))
        if key not in self._owed:
            self._owed[key] = dict(self._answers(need, instrument))
        return self._owed[key]

    def told_of(self, need: Need) -> int:
        """Return a mark of what is told of the attacks of a need, which may come in later."""
        dyads = [("attacks", other, need.victim) for other in need.against]
        return hash(tuple((self.attacks.get(d), self.places.get(d)) for d in dyads))

    def _answers(self, need: Need, instrument: Instrument) -> Iterator[tuple[tuple[str, str], str]]:
        told = frozenset(self.waves_of(instrument))
        incident = self.incident(need, day=self.day_of(instrument), told=told)
        scene = set_scene(incident, need.victim, register=self.register)
        shared: dict[tuple[object, ...], str] = {}
        for home, article, bearer in candidates(scene, (instrument,)):
            if not may_lead_to_war(article) or bearer == "organ" or bearer in need.against:
                continue
            scope = scope_of(scene, bearer, instrument=home, article=article)
            rule = rule_of(scope, overriders=self.overriders)
            key = (rule.roots, bearer if rule.asks_who_attacked else None)
            if key not in shared:
                shared[key] = verdict_of(rule, Exact(scene, rule.roots, bearer=bearer))
            yield (article.id, bearer), shared[key]


NOWHERE: frozenset[str] = frozenset()


def may_lead_to_war(article: Article) -> bool:
    """Tell whether the article owes help that may be given by arms."""
    norm = article.norm
    return norm.must == "assist" and norm.owed == "must" and norm.force in FIGHTS


def _is_covered(instrument: Instrument, victim: str, *, on: date) -> bool:
    shielded = any(s.state == victim and on in s.span for s in instrument.protects)
    return shielded or victim in instrument.bound_on(on)


def fits(entry: Assumed, need: Need) -> bool:
    """Tell whether something assumed is meant for a need."""
    of_victim = entry.victim is None or entry.victim == need.victim
    return of_victim and (entry.attacker is None or entry.attacker in need.against)


def facts_of(fitting: Iterable[Assumed], *, struck: bool) -> dict[str, FactValue]:
    """Return the facts of a need: what names a state goes before what holds of who struck first.

    What is told of every case goes last: a file that says that nobody provoked anything says
    nothing of the wars that follow.
    """
    general: dict[str, FactValue] = {}
    special: dict[str, FactValue] = {}
    for entry in fitting:
        whole = entry.victim is None and entry.attacker is None
        (general if whole else special).update(entry.facts)
    return {**general, **(STRUCK_FIRST if struck else {}), **special}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the rules of one instrument ask of who attacks, and of what others do."""

    attackers: tuple[tuple[Attacker, Instrument], ...]
    """Conditions on the attacker, each with the file it stands in."""
    apart: bool
    """A condition asks of the attacker's soil: every attacker is a class of its own."""
    number: bool
    """A rule asks for one state alone, or for several."""
    struck: bool
    """A rule asks for a fact that turns on who struck first."""
    waves: frozenset[str]
    """Facts of `TOLD_BY_WAVES` for which it asks."""


TOLD_BY_WAVES = ("supports_attacker", "assists")
"""Families of facts that the waves tell: who else fights the victim, or fights for it."""


def _asking(instrument: Instrument, overriders: Overriders) -> Asking:
    homes = {id(instrument): instrument}
    for reference, above in overriders.items():
        if reference.partition("#")[0] == instrument.id:
            homes.update((id(home), home) for home, _ in above)
    parts = [(part, home) for home in homes.values() for part in conditions_of(home)]
    kinds = [part.kinds for part, _ in parts if isinstance(part, By)]
    facts = [part.name for part, _ in parts if isinstance(part, Fact)]
    held = (part.whom for part, _ in parts if isinstance(part, SoilOf | AdministeredBy))
    return Asking(
        attackers=tuple((part, home) for part, home in parts if isinstance(part, Attacker)),
        apart=any("attacker" in whom for whom in held),
        number=any(("state" in k) != ("states" in k) for k in kinds),
        struck=not STRUCK_FIRST.keys().isdisjoint(facts),
        waves=frozenset(f for f in facts if f.partition(".")[0] in TOLD_BY_WAVES),
    )


def conditions_of(instrument: Instrument) -> Iterator[Condition]:
    """Yield every condition without parts that stands in an instrument."""
    found: list[Condition] = [*instrument.terms.values()]
    for article in instrument.articles:
        found += [article.when, *(u.when for u in article.unless)]
        found += [c for c in (article.needs, *(w.when for w in article.otherwise)) if c]
        found += [r.when for r in article.readings if r.when]
    for patch in (*instrument.reservations, *instrument.interpretations):
        found += patch.conditions.values()
    yield from (part for c in found for part in walk(c) if not isinstance(part, Term))
