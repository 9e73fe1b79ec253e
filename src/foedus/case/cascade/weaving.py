"""Which links has a crisis? The duties that the register finds and the interests that are told.

Begun with the deeds told, every state that is attacked, threatened or at war in some world is
put to the register; whom it calls on may enter, and is put to it in turn, until nobody new is
found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.cascade.calls import Calls
from foedus.case.cascade.functions import TooLargeError, functions_of
from foedus.case.cascade.network import AT_ONCE, Link
from foedus.case.cascade.story import ARMED, Deed, Dyad, Interest, Story
from foedus.case.cascade.tables import Mixed, Table, Tables
from foedus.case.cascade.unfolding import unfold
from foedus.case.cascade.web import FROM, OPEN, Bond, Web, name_of, needs_of, object_of
from foedus.case.circuit import FALSE, TRUE, Circuit
from foedus.commitment import Instrument
from foedus.errors import IncidentError

if TYPE_CHECKING:
    from foedus.commitment import Register

MOST_DYADS = 400
"""Beyond this many possible attacks a story is given up: it would be about everybody."""


def weave(story: Story, register: "Register") -> Web:
    """Return all links of a story.

    Raises:
        IncidentError: So many states would be drawn in that the story is about everybody.
    """
    return _Loom(story, Calls(story, register)).woven()


class _Loom:
    def __init__(self, story: Story, calls: Calls) -> None:
        self._story, self._calls = story, calls
        self._found = Tables(calls)
        self._since: dict[Dyad, int] = {}
        self._tables: dict[str, Table] = {}
        self._interests = {i.id: i for i in story.interests}
        for deed in story.deeds:
            self._describe(deed.dyad, deed)
            self._note({deed.dyad: (deed.day - story.day).days})

    def _describe(self, dyad: Dyad, told: Deed | Interest) -> None:
        if dyad[0] == "attacks":
            if told.attack != ARMED:
                self._calls.attacks.setdefault(dyad, told.attack)
            if told.places:
                self._calls.places.setdefault(dyad, told.places)

    def _note(self, found: Mapping[Dyad, int]) -> bool:
        """Take dyads in that may be there, from their first days; tell whether any is news."""
        new = {d: day for d, day in found.items() if day < self._since.get(d, day + 1)}
        self._since |= new
        if len(self._since) > MOST_DYADS:
            problem = f"more than {MOST_DYADS} attacks may follow from it."
            raise IncidentError("cascade", problem, "Tell fewer interests, or settle more facts.")
        return bool(new)

    def woven(self) -> Web:
        """Return the web, once nobody new is found.

        Only what enters in some world calls on others in turn: what the treaties would ask of
        attacks that never come is not asked.
        """
        while True:
            bonds = (*self._told(), *self._owed())
            wider = dict(self._since)
            for bond in bonds:
                if bond.source in self._interests:
                    self._describe(bond.dyad, self._interests[bond.source])
                day = self._earliest(bond) + bond.lag.days
                wider[bond.dyad] = min(day, wider.get(bond.dyad, day))
            possible = _possible(self._web(bonds, wider))
            facts, live = possible or (
                frozenset(map(name_of, wider)),
                frozenset(b.id for b in bonds),
            )
            there = {dyad: day for dyad, day in wider.items() if name_of(dyad) in facts}
            if not self._note(there):
                kept = tuple(b for b in bonds if b.id in live and b.dyad in there)
                return self._web(kept, there)

    def _web(self, bonds: tuple[Bond, ...], since: Mapping[Dyad, int]) -> Web:
        web = Web(
            story=self._story,
            circuit=Circuit(),
            bonds=bonds,
            struck=(),
            since=dict(sorted(since.items())),
            calls=self._calls,
        )
        web = replace(web, struck=tuple(_strikes(web)))
        return replace(web, bonds=tuple(b for b in _lit(web, self._tables) if b.live != FALSE))

    def _earliest(self, bond: Bond) -> int:
        return min(self._since[dyad] for dyad in self._causes(bond))

    def _causes(self, bond: Bond) -> list[Dyad]:
        if bond.basis != "register":
            interest = self._interests[bond.source]
            told = [dyad for dyad in interest.when if dyad in self._since]
            return told if interest.when else [("attacks", bond.dyad[2], str(interest.joins))]
        return [_cause(str(bond.kind), str(bond.aids), bond.dyad[2])]

    def _told(self) -> Iterator[Bond]:
        """Yield a bond for every interest and everybody against whom it may be turned."""
        for interest in self._story.interests:
            if interest.when and not any(dyad in self._since for dyad in interest.when):
                continue
            for whom in self._objects(interest):
                dyad = (interest.does, interest.who, whom)
                yield Bond(
                    id=f"{interest.id} {whom}",
                    who=interest.who,
                    dyad=dyad,
                    aids=interest.joins,
                    kind=None,
                    basis=interest.basis,
                    source=interest.id,
                    draw=interest.id,
                    lag=interest.lag,
                )

    def _objects(self, interest: Interest) -> list[str]:
        if interest.when and interest.whom is not None:
            return [interest.whom]
        found = [a for a, _ in self._against("attacked", str(interest.joins))]
        return [a for a in found if a != interest.who and interest.whom in (None, a)]

    def _against(self, kind: str, victim: str) -> list[tuple[str, int]]:
        """Return against whom a state in need of ``kind`` may be, with the first day of it."""
        found = {}
        for dyad, day in self._since.items():
            if (other := object_of(kind, victim, dyad)) is not None:
                found[other] = day
        # In the order of discovery, so that whoever stands for a class keeps standing for it.
        return list(found.items())

    def _owed(self) -> Iterator[Bond]:
        """Yield a bond for every duty that may be called on, against each of those it may be."""
        in_need = dict.fromkeys(
            (kind, state) for dyad in self._since for kind, state in needs_of(dyad)
        )
        for kind, victim in sorted(in_need):
            others = self._against(kind, victim)
            last = max(day for _, day in others)
            names = tuple(state for state, _ in others)
            for instrument in self._calls.instruments(victim, day=last):
                found = self._found.of(instrument, names, kind=kind, victim=victim)
                for obligor, table in found.items():
                    yield from self._bonds(instrument, obligor, table, kind=kind, victim=victim)

    def _bonds(
        self, instrument: Instrument, obligor: str, table: Table, *, kind: str, victim: str
    ) -> Iterator[Bond]:
        lag = next(
            (
                f.lag
                for f in self._story.followed
                if f.lag and (f.who, f.instrument) == (obligor, instrument.id)
            ),
            AT_ONCE,
        )
        for other in (state for group in table.classes for state in group):
            name = f"{obligor} {instrument.id} {kind} {victim} {other}"
            self._tables[name] = table
            yield Bond(
                id=name,
                who=obligor,
                dyad=("attacks", obligor, other),
                aids=victim,
                kind=kind,
                basis="register",
                binding=instrument.binding,
                source=instrument.id,
                articles=table.articles,
                draw=f"{obligor} {instrument.id}",
                lag=lag,
                start=self._calls.day_of(instrument),
            )


def _possible(web: Web) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the facts that enter, or are kept out, in some world, and the bonds live in one.

    None where that cannot be worked out within the budget: then all are kept.
    """
    there: set[str] = set()
    live: set[str] = set()
    for kept, chances in ((web.bonds, True), (web.bonds, False), (web.law, False)):
        network = web.network(kept, chances=chances)
        try:
            found = unfold(network, functions_of(network))
        except TooLargeError:
            return None
        there |= {fact for fact, value in found.facts.items() if value}
        there |= {fact for _, _, fact, _ in found.kept_out}
        live |= {name.removeprefix(f"{OPEN} ") for name, value in found.live.items() if value}
    return frozenset(there), frozenset(live)


def _cause(kind: str, victim: str, other: str) -> Dyad:
    if kind == "own_war":
        return ("attacks", victim, other)
    return ("attacks" if kind == "attacked" else "threatens", other, victim)


def _strikes(web: Web) -> Iterator[Link]:
    """Yield who struck first, for every dyad: it is settled one step after the blow.

    Whoever is attacked in aid of a state as against which it struck first did so as against
    the new enemy too, so that a chain of allies is one answer to one blow.
    """
    circuit = web.circuit
    for dyad in web.since:
        does, who, whom = dyad
        if does == "attacks":
            blow, back = web.fact_node(dyad), web.fact_node(("attacks", whom, who))
            answered = web.struck_first(whom, who)
            bars = [circuit.negation(back), circuit.negation(answered)]
            own, other = f"struck.{who}.{whom}", f"struck.{whom}.{who}"
            yield Link(id=own, head=own, body=circuit.all([blow, *bars]))
            yield Link(id=f"{other} answered", head=other, body=circuit.all([blow, answered]))


def _lit(web: Web, tables: Mapping[str, Table]) -> Iterator[Bond]:
    """Yield every bond with the nodes on which it is live and due."""
    interests = {i.id: i for i in web.story.interests}
    for bond in web.bonds:
        if bond.basis == "register":
            live, due = _called(web, bond, tables[bond.id])
            if bond.start:
                there = web.circuit.fact(f"{FROM}{bond.start}")
                live, due = (web.circuit.all([node, there]) for node in (live, due))
        else:
            told = interests[bond.source].when
            calling = [web.fact_node(d) for d in told]
            if bond.aids is not None and not told:
                calling = [web.fact_node(("attacks", bond.dyad[2], bond.aids))]
            live = due = web.circuit.any(calling)
        yield replace(bond, live=live, due=due)


def _called(web: Web, bond: Bond, table: Table) -> tuple[int, int]:
    """Return the nodes: the texts may call for arms against the bond's object, and they do.

    A sum over the mixes of attackers, over who struck first and over what others do, with
    what makes no difference left out.
    """
    circuit, kind, victim = web.circuit, str(bond.kind), str(bond.aids)
    number = next(n for n, group in enumerate(table.classes) if bond.dyad[2] in group)
    present = {s: _present(web, kind, victim, s) for group in table.classes for s in group}
    atoms: dict[object, int] = {
        n: circuit.any(present[s] for s in group)
        for n, group in enumerate(table.classes)
        if n != number
    }
    atoms["several"] = circuit.at_least(2, present.values())
    atoms["struck"] = circuit.any(
        circuit.all([node, web.struck_first(victim, s)]) for s, node in present.items()
    )
    atoms |= {name: web.told(name, victim, present) for name in table.waves}
    mixes = [(frozenset(_holding(m)), m) for m in table.rows if number in m.classes]
    live, due = (
        {held: table.is_called_against(number, mixed, least=least) for held, mixed in mixes}
        for least in ("open", "due")
    )
    here, order = present[bond.dyad[2]], list(atoms.items())
    open_ = circuit.all([here, _sum(circuit, live, order)])
    return open_, circuit.all([here, _sum(circuit, due, order)])


def _holding(mixed: Mixed) -> Iterator[object]:
    """Yield the atoms that hold in a mix."""
    yield from mixed.classes
    yield from mixed.helpers
    if mixed.several:
        yield "several"
    if mixed.struck:
        yield "struck"


def _sum(
    circuit: Circuit, rows: Mapping[frozenset[object], bool], atoms: list[tuple[object, int]]
) -> int:
    """Return the node that is TRUE in the rows that are; one atom after the other is split off."""
    values = set(rows.values())
    if len(values) < 2:
        return TRUE if True in values else FALSE
    (name, node), *rest = atoms
    with_ = _sum(circuit, {row: v for row, v in rows.items() if name in row}, rest)
    without = _sum(circuit, {row: v for row, v in rows.items() if name not in row}, rest)
    if with_ == without:
        return with_
    ways = [circuit.all([node, with_]), circuit.all([circuit.negation(node), without])]
    return circuit.any(ways)


def _present(web: Web, kind: str, victim: str, other: str) -> int:
    """Return the node: the state is in need of ``kind`` against ``other``."""
    there = web.fact_node(_cause(kind, victim, other))
    if kind == "attacked":
        return there
    back = web.fact_node(("attacks", other, victim))
    return web.circuit.all([there, web.circuit.negation(back)])
