"""A small world, and an oracle that tries every completion of a row.

The oracle reads conditions itself, in two values, over tables of its own; it shares no
line with the engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from foedus.case import Incident
from foedus.case.batch import Asked, Batch, batch_of
from foedus.case.checking import checked
from foedus.case.exact import Exact
from foedus.case.rule import rule_of
from foedus.case.scene import set_scene
from foedus.case.scope import scope_of
from foedus.commitment import Article, Instrument, Life, Register
from foedus.commitment import condition as c
from foedus.commitment.places import to_gazetteer
from foedus.dates import Interval

DAY = date(2026, 11, 22)
EARLY, LATE = date(2001, 1, 1), date(2030, 1, 1)
PARTIES = ("QMA", "QMB", "QMC")
TERM = c.Any(of=(c.Place(names=("ocean",)), c.Fact(name="external")))
ORDER = ("none", *c.ATTACKS)


@dataclass(frozen=True)
class Spot:
    """One place of the small world, under one claim."""

    soil: str | None
    holder: str | None
    zones: frozenset[str]
    perhaps: frozenset[str] = frozenset()
    seen: Mapping[str, frozenset[str]] | None = None
    """Who sees whose soil there, where accounts differ."""


def spot(soil: str | None, *zones: str, holder: str | None = None, **more: Any) -> Spot:
    return Spot(soil, holder or soil, frozenset(zones), **more)


SEEN = {"QMA": frozenset({"QMA"}), "QMD": frozenset({"QMD"})}
SPOTS = {
    "home": spot("QMA", "home", "land"),
    "isle/QMA": spot("QMA", "isle", holder="QMA", seen=SEEN),
    "isle/QMD": spot("QMD", "isle", holder="QMA", seen=SEEN),
    "coast": spot("QMB", "coast", perhaps=frozenset({"ocean"})),
    "leased": spot("QMB", "leased", "ocean", holder="QMA"),
    "sea": spot(None, "sea", "ocean"),
    "soil-of-QMC": spot("QMC", "soil-of-QMC"),
    "soil-of-QMD": spot("QMD", "soil-of-QMD"),
    "elsewhere": spot(None),
}
PLACES = {
    "ocean": {"kind": "zone"},
    "land": {"kind": "zone"},
    "home": {"kind": "state", "soil": "QMA", "in": ["land"]},
    "isle": {
        "soil": [{"state": "QMA", "view": ["QMA"]}, {"state": "QMD", "view": ["QMD"]}],
        "administered": "QMA",
    },
    "coast": {"soil": "QMB", "perhaps_in": ["ocean"]},
    "leased": {"soil": "QMB", "administered": "QMA", "in": ["ocean"]},
    "sea": {"kind": "sea", "in": ["ocean"]},
}


class AskedFor(Exception):  # noqa: N818 - a question, not an error
    """A value that the completion at hand does not settle yet."""


@dataclass(frozen=True)
class Oracle:
    """Two-valued logic over conditions; a value that is not settled yet raises `AskedFor`."""

    told: Incident
    columns: frozenset[str]
    assigned: dict[str, Any]

    def value(self, name: str) -> Any:
        if name not in self.assigned:
            raise AskedFor(name)
        return self.assigned[name]

    def due(self, article: Article) -> bool:
        if "QMB" in self.told.attackers and "QMB" in self.value("attacker").split("+"):
            return False
        needs = [article.when, *([article.needs] if article.needs else [])]
        if not all(self.holds(part) for part in needs):  # what is not in the text is not met
            return False
        return not any(self.holds(unless.when) for unless in article.unless)

    def holds(self, said: c.Condition) -> bool | None:
        """Tell whether it holds; None if it is not in the text of the day."""
        if (said.from_ or EARLY) > DAY or (said.until or LATE) <= DAY:
            return None
        if (said.known_from or EARLY) > DAY:
            return None
        match said:
            case c.All(of=parts) | c.Any(of=parts) | c.Count(of=parts):
                return self._parts(said, [p for p in map(self.holds, parts) if p is not None])
            case c.Not():
                part = self.holds(said.of)
                return None if part is None else not part
            case c.Term():
                return self.holds(TERM)
            case c.Vote():
                return self._vote(said)
        return self._leaf(said)

    def _parts(self, said: Any, kept: list[bool]) -> bool | None:
        if isinstance(said, c.Count):
            return sum(kept) >= said.at_least
        if not kept:
            return None
        return all(kept) if isinstance(said, c.All) else any(kept)

    def _leaf(self, said: Any) -> bool:
        match said:
            case c.Fact():
                return bool(self.value(said.name))
            case c.Request():
                return bool(self.value("request" if said.by == "victim" else "request.QMB"))
            case c.Finding():
                return bool(self.value("joint_finding"))
            case c.Attack():
                return ORDER.index(self.value("attack")) >= ORDER.index(said.at_least)
            case c.By():
                return self._by(said)
            case c.Attacker():
                return self._attacker(said)
            case c.Target():
                return self.value("target") in said.kinds
            case c.BearerIn():
                return "QMB" in said.states
            case c.BearerPartyTo():
                return said.instrument == "qma-qmb-2000"
            case c.VictimIn():
                return bool({"QMA", "parties"} & set(said.states))
        return self._where(said, self.value("place"))

    def _where(self, said: Any, place: str) -> bool:
        here = SPOTS[place]
        match said:
            case c.Place():
                sure = bool(here.zones & set(said.names))
                return sure or any(
                    self.value(f"reaches.{z}") for z in sorted(here.perhaps & set(said.names))
                )
            case c.SoilOf():
                return self._is_held(said, here.soil, "attackers_soil")
            case c.AdministeredBy():
                return self._is_held(said, here.holder, "attackers_administration")
            case c.RecognisedBy():
                return self._recognised("QMB" if said.by == "bearer" else said.by, here)
        raise AssertionError(said)

    def _is_held(self, said: Any, holder: str | None, unnamed: str) -> bool:
        if holder in self._states(said.whom):
            return True
        if "attacker" not in said.whom:
            return False
        attackers = self.value("attacker").split("+")
        if not {*attackers} & {*self.told.attackers}:
            return bool(self.value(unnamed))
        return holder in attackers

    def _states(self, whom: tuple[str, ...]) -> set[str]:
        words = {"victim": ("QMA",), "bearer": ("QMB",), "parties": PARTIES}
        return {state for word in whom for state in words.get(word, (word,))}

    def _recognised(self, state: str, here: Spot) -> bool:
        name = f"recognised_by.{state}"
        if name in self.columns:
            return bool(self.value(name))
        if here.seen is None or state in here.seen:
            return (here.soil if here.seen is None else min(here.seen[state])) == "QMA"
        return bool(self.value(name))

    def _by(self, said: c.By) -> bool:
        if "unknown" in said.kinds or self.value("attacker_kind") in said.kinds:
            return True
        return "state" in said.kinds and self._is_state()

    def _is_state(self) -> bool:
        is_group = self.value("attacker_kind") == "non_state"
        return not is_group or bool(self.value("attributable_to_state"))

    def _attacker(self, said: c.Attacker) -> bool:
        wants_state = bool(said.in_ or said.party or said.allied_with)
        if not self._is_state():
            return not wants_state
        return any(self._is_meant(said, state) for state in self.value("attacker").split("+"))

    def _is_meant(self, said: c.Attacker, state: str) -> bool:
        allied = set(PARTIES) - set(said.allied_with)
        return (
            (not said.in_ or state in self._states(said.in_))
            and state not in self._states(said.not_in)
            and (said.party is None or said.party == (state in PARTIES))
            and (not said.allied_with or state in allied)
        )

    def _vote(self, said: c.Vote) -> bool:
        members = ("vote.council.", "objection.council.")
        whole = "vote.council" in self.columns
        if whole or not any(n.startswith(members) for n in self.columns):
            return bool(self.value("vote.council"))
        voters = [s for s in PARTIES if s not in said.exclude]
        if "disputants" in said.exclude:
            left_out = True if said.exclude_if is None else self.holds(said.exclude_if)
            inside = {"QMA", *self.told.attackers} if left_out else set()
            voters = [s for s in voters if s not in inside]
        if said.no_objection:
            return not any(map(self._objects, voters))
        votes = sum(bool(self.value(f"vote.council.{state}")) for state in voters)
        if said.more_than is not None:
            return votes > said.more_than * len(voters)
        return votes >= (said.share or 1) * len(voters)

    def _objects(self, state: str) -> bool:
        name = f"objection.council.{state}"
        if name in self.columns:
            return bool(self.value(name))
        return not self.value(f"vote.council.{state}")


Asking = dict[frozenset[tuple[str, Any]], bool | str]


def brute(
    article: Article, oracle: Oracle, *, possible: Mapping[str, Any], asked: Asking
) -> set[bool]:
    """Return what the completions of a row answer: both values, or the one all agree on.

    Args:
        article: The rule.
        oracle: With what is assigned so far.
        possible: Fact or category to its values; a fact that is missing is open.
        asked: What was answered, or asked next, under the same assignments before.
    """
    key = frozenset(oracle.assigned.items())
    if key not in asked:
        try:
            asked[key] = oracle.due(article)
        except AskedFor as question:
            asked[key] = str(question.args[0])
    name = asked[key]
    if isinstance(name, bool):
        return {name}
    found: set[bool] = set()
    for value in possible.get(name, (False, True)):
        settled = replace(oracle, assigned={**oracle.assigned, name: value})
        found |= brute(article, settled, possible=possible, asked=asked)
        if len(found) == 2:
            break
    return found


def possible_in(made: Batch, columns: Mapping[str, Any], row: int) -> dict[str, Any]:
    """What is possible in a row: fact to its answers, category to its values."""
    found: dict[str, Any] = dict(made.opened[0].possible)
    found |= {name: (value,) for name, value in made.opened[0].facts.items()}
    for name, column in columns.items():
        classes = made.legend.classes.get(name)
        if classes is None:
            found[name] = {-1: (False,), 0: (False, True), 1: (True,)}[int(column[row])]
        else:
            held = [v for i, v in enumerate(classes) if int(column[row]) >> i & 1]
            found[name] = frozenset().union(*held)
    return found


class Expressions:
    """The circuit of an article as expressions of polars, whose nulls follow Kleene."""

    def __init__(self, pl: Any, made: Batch) -> None:
        self.pl, self.made, self.opened = pl, made, made.opened[0]

    def of(self, number: int) -> Any:
        pl = self.pl
        match self.opened.scope.circuit.nodes[number]:
            case ("const", bool(value)):
                return pl.lit(value)
            case ("fact", str(name)):
                return self.fact(name)
            case ("in", str(name), frozenset() as values):
                return self.among(name, values)
            case ("not", int(part)):
                return ~self.of(part)
            case ("all", tuple(parts)):
                return pl.all_horizontal(*map(self.of, parts))
            case ("any", tuple(parts)):
                return pl.any_horizontal(*map(self.of, parts))
            case ("count", int(least), tuple(parts)):
                found = [self.of(part) for part in parts]
                sure = pl.sum_horizontal(part.fill_null(False).cast(pl.Int32) for part in found)
                most = pl.sum_horizontal(part.fill_null(True).cast(pl.Int32) for part in found)
                return pl.when(sure >= least).then(True).when(most < least).then(False)
        raise AssertionError(number)

    def fact(self, name: str) -> Any:
        if name not in self.made.names:
            return self.pl.lit(self.opened.facts.get(name), dtype=self.pl.Boolean)
        return self.pl.when(self.pl.col(name) != 0).then(self.pl.col(name) > 0)

    def among(self, name: str, values: frozenset[str]) -> Any:
        if name not in self.made.names:
            still = self.opened.possible[name]
            value = True if still <= values else None if still & values else False
            return self.pl.lit(value, dtype=self.pl.Boolean)
        inside = self.made.legend.bits(name, values)
        outside = self.made.legend.bits(name, self.opened.domains[name] - values)
        column = self.pl.col(name)
        none_left = self.pl.when(column & outside == 0).then(True)
        return none_left.when(column & inside == 0).then(False)


class World:
    """The small world with one treaty of QMA, QMB and QMC; QMA is attacked, QMB may owe help."""

    def __init__(self, base: Register) -> None:
        self._base = base

    def register(self, article: Article) -> Register:
        """Return the register whose one treaty has this article."""
        start = date(2000, 1, 1)
        treaty = Instrument(
            id="qma-qmb-2000",
            title="Treaty between QMA, QMB and QMC",
            short="the invented treaty",
            binding="treaty",
            life=Life(signed=start, in_force=start),
            parties=tuple((state, Interval(start)) for state in PARTIES),
            articles=(article,),
            terms={"area": TERM},
        )
        places = to_gazetteer(lambda: {"world": {"places": PLACES}})
        return replace(self._base, instruments={treaty.id: treaty}, places=places)

    def batch(self, article: Article, told: Incident, names: tuple[str, ...]) -> Batch:
        """Return the article compiled for columns of these names."""
        asked = [Asked(article="qma-qmb-2000#art1", victim="QMA", bearer="QMB")]
        return batch_of(asked, register=self.register(article), day=DAY, columns=names, told=told)

    def brute(
        self, article: Article, told: Incident, possible: Sequence[Mapping[str, Any]], names: Any
    ) -> list[int]:
        """Return the answer to each row by its completions: 1 all due, -1 none, 0 some."""
        oracle = Oracle(told, frozenset(names) | set(told.facts), {})
        asked: Asking = {}
        found = [brute(article, oracle, possible=row, asked=asked) for row in possible]
        return [0 if len(ends) == 2 else 1 if True in ends else -1 for ends in found]

    def exact(self, article: Article, told: Incident) -> int:
        """Return the answer of record to one incident."""
        register = self.register(article)
        scene = set_scene(checked(told, register), "QMA", register=register)
        treaty = register.instruments["qma-qmb-2000"]
        rule = rule_of(scope_of(scene, "QMB", instrument=treaty, article=article))
        return int(Exact(scene, rule.roots, bearer="QMB").truth(rule.due.node))

    def polars(self, made: Batch, columns: Mapping[str, Any]) -> list[int]:
        """Return what polars' own three values give for each row."""
        import polars as pl

        due = Expressions(pl, made).of(made.opened[0].root).cast(pl.Int8)
        found = pl.DataFrame(columns).with_columns(due=due)["due"]
        return [0 if value is None else 2 * value - 1 for value in found]

    possible = staticmethod(possible_in)


@pytest.fixture(scope="session")
def world(register: Register) -> World:
    return World(register)
