"""Who is drawn into a war after whom? The whole answer: courses, duties, odds and refusals.

    cascade(story, register) -> Cascade

The law of it and the estimate are kept apart: `Cascade.treaties` and `Cascade.all` say what the
texts ask and what the story tells, `Cascade.odds` what is likely by the story's own figures.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from foedus.case.cascade.calls import Need
from foedus.case.cascade.cuts import Cut, cuts
from foedus.case.cascade.functions import MOST_NODES
from foedus.case.cascade.odds import RUNS, Odds, odds
from foedus.case.cascade.story import Dyad, Story
from foedus.case.cascade.unfolding import Gates, Plain, unfold
from foedus.case.cascade.waves import Course, course, dyad_of, is_dyad
from foedus.case.cascade.weaving import weave
from foedus.case.cascade.web import OPEN, Bond, Web, needs_of, object_of
from foedus.case.decision import decide
from foedus.case.finding import FIRMNESS, Finding
from foedus.commitment import Instrument

if TYPE_CHECKING:
    from foedus.commitment import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a duty calls on a state at this moment, or why none does."""

    who: str
    victim: str
    kind: str
    """attacked | threatened | own_war: what the victim is in."""
    against: tuple[str, ...]
    day: date
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """The answer."""

    story: Story
    treaties: Course
    """If only texts call."""
    all: Course
    """If the interests that are told act too."""
    grounds: Mapping[str, Ground]
    """Bond of the register, by id, to the finding on which it rests in `all`."""
    outside: tuple[Ground, ...]
    """Of states that stay out of `all`: what their treaties ask of them, and what not."""
    odds: Odds | None
    """None where the story gives no chance to any link."""
    cuts: Mapping[str, tuple[Cut, ...]]
    """Question to the smallest sets of links whose refusal prevents it."""
    bonds: tuple[Bond, ...]
    register: str


def cascade(
    story: Story,
    register: "Register",
    *,
    most_nodes: int = MOST_NODES,
    runs: int = RUNS,
    seed: int = 1,
    drawn_lags: bool = False,
) -> Cascade:
    """Return who is drawn in after whom.

    Args:
        story: What is told; see `foedus.case.cascade.files`.
        register: The register whose treaties call.
        most_nodes: Budget within which the odds are exact; 0: sample.
        runs: Worlds to sample beyond it.
        seed: Of the sampled worlds.
        drawn_lags: Draw lags from their ranges; this takes sampling.

    Raises:
        IncidentError: The story cannot be decided, or is about everybody.
        InputError: Worlds are to be drawn, and some link has no chance.
    """
    web = weave(story, register)
    every = course(web, law_only=False)
    network = web.network(web.bonds, chances=True, asked=story.asked)
    has_chances = any(chance is not None for chance in network.chances.values())
    return Cascade(
        story=story,
        treaties=course(web, law_only=True),
        all=every,
        grounds=dict(_grounds(web)),
        outside=tuple(_outside(web, every)),
        odds=odds(network, most_nodes=most_nodes, runs=runs, seed=seed, drawn_lags=drawn_lags)
        if has_chances
        else None,
        cuts=cuts(network, network.watched),
        bonds=web.bonds,
        register=register.version,
    )


def _grounds(web: Web) -> Iterator[tuple[str, Ground]]:
    """Yield, for each duty that brings a state in, the finding at that moment."""
    there = _Moment(web)
    by = {bond.id: bond for bond in web.bonds}
    known: set[str] = set()
    entries = unfold(there.network, Plain()).entries
    for _, step in groupby(entries, key=lambda entry: (entry.day, entry.step)):
        entered = list(step)
        for entry in entered:
            bonds = [by.get(name.removeprefix(f"{OPEN} ")) for name in entry.by]
            new = (b for b in bonds if b is not None and b.id not in known)
            for bond in (b for b in new if b.basis == "register"):
                known.add(bond.id)
                found = there.ground(bond, day=web.story.day + timedelta(days=entry.day))
                if found is not None:
                    yield bond.id, found
        there.take(entry.fact for entry in entered)


def _outside(web: Web, every: Course) -> Iterator[Ground]:
    """Yield what the treaties ask, and do not, of states that stay out, at the end of it all."""
    there = _Moment(web)
    end = unfold(there.network, Plain())
    there.take(fact for fact, is_so in end.facts.items() if is_so)
    inside = {*web.beginners, *(state for state, _ in every.joined)}
    last = every.waves[-1].day
    for kind, victim in there.in_need():
        for instrument in web.calls.parties_of(victim, on=last):
            need = there.need(kind, victim, instrument)
            for finding in there.findings(kind, victim, instrument) if need.against else ():
                if finding.obligor not in inside and finding.obligor != "organ":
                    yield Ground(
                        who=finding.obligor,
                        victim=victim,
                        kind=kind,
                        against=need.against,
                        day=last,
                        finding=finding,
                    )


class _Moment:
    """One world at one moment: what is there, and what follows from it for each state in need."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self.network = web.network(web.bonds, chances=False)
        self._gates: Gates[bool] = Gates(self.network, Plain())
        self._found: dict[tuple[Need, str], tuple[Finding, ...]] = {}

    def take(self, facts: Iterable[str]) -> None:
        """Let facts in."""
        self._gates.change(dict.fromkeys(facts, True))

    @property
    def _dyads(self) -> list[Dyad]:
        return [dyad_of(fact) for fact in self._gates.facts if is_dyad(fact)]

    def in_need(self) -> list[tuple[str, str]]:
        """Return every state that is in need, and of which kind."""
        return sorted({need for dyad in self._dyads for need in needs_of(dyad)})

    def need(
        self, kind: str, victim: str, instrument: Instrument, *, also: str | None = None
    ) -> Need:
        """Return the need of a state as it stands, and against ``also`` where that is not yet."""
        web, value = self._web, self._gates.value
        found = {object_of(kind, victim, dyad) for dyad in self._dyads}
        if kind == "own_war":  # who attacks it too is asked of where it is attacked
            found -= {object_of("attacked", victim, dyad) for dyad in self._dyads}
        against = tuple(sorted(state for state in found | {also} if state is not None))
        told = web.calls.waves_of(instrument)
        return Need(
            kind,
            victim,
            against,
            any(value(web.struck_first(victim, other)) for other in against),
            frozenset(name for name in told if value(web.told(name, victim, against))),
        )

    def findings(
        self, kind: str, victim: str, instrument: Instrument, *, also: str | None = None
    ) -> tuple[Finding, ...]:
        """Return what an instrument says of a need as it stands."""
        calls, need = self._web.calls, self.need(kind, victim, instrument, also=also)
        key = (need, instrument.id)
        if key not in self._found:
            told = frozenset(calls.waves_of(instrument))
            incident = calls.incident(need, day=calls.day_of(instrument), told=told)
            decided = decide(incident, calls.register, instruments=[instrument])
            self._found[key] = decided.findings
        return self._found[key]

    def ground(self, bond: Bond, *, day: date) -> Ground | None:
        """Return the finding on which a bond of the register rests, the firmest of its articles."""
        instrument = self._web.calls.register.instrument(bond.source)
        kind, victim = str(bond.kind), str(bond.aids)
        also = bond.dyad[2]
        found = self.findings(kind, victim, instrument, also=also)
        own = [f for f in found if f.obligor == bond.who and f.article in bond.articles]
        if not own:
            return None
        need = self.need(kind, victim, instrument, also=also)
        firmest = min(own, key=lambda f: FIRMNESS.index(f.due))
        return Ground(
            who=bond.who,
            victim=victim,
            kind=kind,
            against=need.against,
            day=day,
            finding=firmest,
        )
