"""Which pledges of an alliance did a war call for? Three-valued, each with its facts.

    pledges = pledges_by_alliance(import_file("atop5_1m.csv"))
    found = meeting(pledges[1335], war)
    found.truth, found.presumed

``truth`` is what the files settle; ``presumed`` is the yes or no that is left when every open
fact takes the presumption written down for it in docs/explanation/human-coders.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from foedus.panel.importing.atop import CONDITIONS, obligations
from foedus.panel.meeting.war import War
from foedus.panel.table import Table
from foedus.truth import Truth, all_of, any_of

Row = Mapping[str, Any]
Members = Callable[[date], frozenset[int]]
HELD = ("defense", "offense", "neutrality", "nonaggression")
SEVERAL = 2
_KEPT = frozenset(
    {
        *("alliance", "cow", "first", "last", "still", "exact", "phase"),
        *(*HELD, "threat1", "threat2", "war"),
        *(name for name in CONDITIONS if not name.startswith("consultation")),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One condition of a pledge, and what is presumed of it where it is open."""

    name: str
    truth: Truth
    presumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One pledge held against one enemy of the state to which it is owed."""

    pledge: str
    obligor: int
    beneficiary: int
    against: int
    facts: tuple[Fact, ...]

    @property
    def truth(self) -> Truth:
        """Tell whether the pledge was called for."""
        return all_of(fact.truth for fact in self.facts)

    @property
    def presumed(self) -> bool:
        """Tell the same, each open fact as presumed."""
        return all(
            fact.presumed if fact.truth is Truth.OPEN else fact.truth is Truth.TRUE
            for fact in self.facts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Whether a war met an alliance's conditions, and by which tests."""

    tests: tuple[Test, ...]

    @property
    def truth(self) -> Truth:
        """Tell what the files settle."""
        return any_of(test.truth for test in self.tests)

    @property
    def presumed(self) -> bool:
        """Tell yes or no, open facts as presumed."""
        return any(test.presumed for test in self.tests)

    @property
    def called(self) -> tuple[str, ...]:
        """Return the kinds of pledge that it called for, as presumed."""
        return tuple(p for p in HELD if any(t.presumed for t in self.tests if t.pledge == p))


def pledges_by_alliance(members: Table) -> dict[int, list[Row]]:
    """Return the directed obligations of each alliance as rows, from ATOP's member-level file."""
    table = obligations(members.select(*(n for n in members.names if n in _KEPT)))
    columns = {name: column.tolist() for name, column in table.columns.items()}
    found: dict[int, list[Row]] = {}
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        found.setdefault(row["alliance"], []).append(row)
    return found


def meeting(rows: Sequence[Row], war: War) -> Meeting:
    """Return whether a war met the conditions of an alliance.

    Args:
        rows: The alliance's directed obligations (`pledges_by_alliance`).
        war: The war.
    """
    return Meeting(tests=tuple(_tests(rows, war)))


def by_kind_and_role(rows: Sequence[Row], war: War) -> bool:
    """Tell the same by kinds of pledge and the allies' roles alone: no condition, no day.

    This is the baseline that the rules are held against.
    """
    kinds = {kind for kind in HELD if any(row[kind] == 1 for row in rows)}
    members = {row["beneficiary"] for row in rows}
    states = war.states
    victims = {fight.victim for fight in war.fights}
    attackers = {fight.attacker for fight in war.fights}
    return (
        ("defense" in kinds and bool(members & victims))
        or ("offense" in kinds and bool(members & attackers))
        or ("neutrality" in kinds and bool(members & states))
        or ("nonaggression" in kinds and any(a in members and b in members for a, b in war.pairs))
    )


def _tests(rows: Sequence[Row], war: War) -> Iterator[Test]:
    made, states = _made_in(rows, war), war.states

    @cache
    def members(day: date) -> frozenset[int]:
        return frozenset(r["beneficiary"] for r in rows if r["first"] <= day <= r["last"])

    for row in (r for r in rows if r["beneficiary"] in states):
        if row["defense"] == 1 and made is not Truth.TRUE:
            yield from _defence(row, members, war, made=made)
        for pledge in ("defense", "offense", "neutrality"):
            if row[pledge] == 1 and (pledge != "defense" or made is Truth.TRUE):
                yield from _in_war(pledge, row, members, war, made=made)
        if row["nonaggression"] == 1:
            yield from _between(row, war)


def _defence(row: Row, members: Members, war: War, *, made: Truth) -> Iterator[Test]:
    for fight in war.fights:
        if fight.victim != row["beneficiary"] or fight.attacker == row["obligor"]:
            continue
        if not _overlap(row, fight.first, fight.last):
            continue
        day = max(row["first"], fight.first)
        inside = fight.attacker in members(day)
        facts = [
            Fact(name="outsider", truth=Truth.OPEN if inside else Truth.TRUE),
            *_conditions("defense", row, against=fight.attacker, war=war, day=day, made=made),
        ]
        if row.get("defense_unprovoked") == 1:
            facts.append(Fact(name="unprovoked", truth=~war.begun_by(fight)))
        yield _test("defense", row, fight.attacker, tuple(facts))


def _in_war(pledge: str, row: Row, members: Members, war: War, *, made: Truth) -> Iterator[Test]:
    for (state, enemy), (first, last) in war.pairs.items():
        if state != row["beneficiary"] or enemy == row["obligor"]:
            continue
        if not _overlap(row, first, last):
            continue
        day = max(row["first"], first)
        if enemy in members(day):
            continue
        facts = list(_conditions(pledge, row, against=enemy, war=war, day=day, made=made))
        against = [f for f in war.fights if (f.victim, f.attacker) == (state, enemy)]
        if row.get(f"{pledge}_attacked") == 1:
            facts.append(Fact(name="attacked", truth=Truth.of(bool(against))))
        if row.get(f"{pledge}_unprovoked") == 1:
            clean = any_of(~war.begun_by(fight) for fight in against)
            facts.append(Fact(name="unprovoked", truth=clean))
        yield _test(pledge, row, enemy, tuple(facts))


def _between(row: Row, war: War) -> Iterator[Test]:
    days = war.pairs.get((row["obligor"], row["beneficiary"]))
    if days is not None and row["first"] <= days[0] <= row["last"]:
        yield _test("nonaggression", row, row["obligor"], ())


def _test(pledge: str, row: Row, against: int, facts: tuple[Fact, ...]) -> Test:
    return Test(
        pledge=pledge,
        obligor=row["obligor"],
        beneficiary=row["beneficiary"],
        against=against,
        facts=facts,
    )


def _conditions(
    pledge: str, row: Row, *, against: int, war: War, day: date, made: Truth
) -> Iterator[Fact]:
    """Yield the coded conditions of a pledge; open ones with what is presumed of them."""
    threats = {row[name] for name in ("threat1", "threat2") if row.get(name, 0) > 0}
    # Who is at war with the enemy whom the pact names is presumed to be in the case it names.
    meant = made is Truth.TRUE or against in threats
    if row.get(f"{pledge}_adversary") == 1:
        named = Truth.of(against in threats) if threats else Truth.OPEN
        yield Fact(name="adversary", truth=named, presumed=True)
    if row.get(f"{pledge}_conflict") == 1:
        yield Fact(name="conflict", truth=made, presumed=meant)
    if row.get(f"{pledge}_location") == 1:
        yield Fact(name="area", truth=Truth.OPEN, presumed=meant or pledge == "defense")
    if row.get(f"{pledge}_number") == 1:
        several = len(war.enemies(row["beneficiary"], on=day)) >= SEVERAL
        yield Fact(name="number", truth=Truth.of(several))
    if row.get(f"{pledge}_demand") == 1:
        yield Fact(name="demand", truth=Truth.OPEN, presumed=meant)


def _made_in(rows: Sequence[Row], war: War) -> Truth:
    """Tell whether a pact was made in and for this war; ATOP codes that by member."""
    told = {row.get("war", 0) for row in rows} - {0}
    if told and war.cow_number is not None:
        return Truth.of(war.cow_number in told)
    return Truth.FALSE if told else Truth.OPEN


def _overlap(row: Row, first: date, last: date) -> bool:
    return bool(row["first"] <= last and first <= row["last"])
