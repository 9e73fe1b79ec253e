"""What should be asked next, and what would change the answer? Influence and flips.

*Influence* of an open question is how far the share of completions in which the
norm is due moves with its answer, every other open question taken as even odds
(each value that the rule can tell apart as likely as the next). It orders
questions; it is no probability of anything in the world.

A *flip* is a change that leads to another answer: the cheapest one, and every
single change that does it alone. To suppose otherwise costs 10 for what is
undisputed, 3 for what one source says, 1 for what is contested, 0 for what is open.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from foedus.case.bdd import ENDS, Allowed, Variable
from foedus.case.exact import Exact
from foedus.case.incident import FactValue, Incident
from foedus.case.scene import aliases, named_attackers
from foedus.case.spots import SOIL
from foedus.case.telling import representative
from foedus.case.wording import CATEGORIES, fact_question, value_words
from foedus.truth import Truth

MOST_STEPS = 500_000
"""Beyond this only the cheapest flips are told, not every single change; articles need hundreds."""


OF_THE_ATTACKER = ("attackers_soil", "attackers_administration")
"""Facts that stand in for the gazetteer while nobody knows who attacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One open question: a fact by its name, or a category."""

    name: str
    text: str
    influence: float
    """In [0, 1]; see the module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One supposition: a fact or category, and the value it is given."""

    name: str
    value: bool | str
    cost: int
    was_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """Changes that together lead to another answer."""

    to: Truth
    changes: tuple[Change, ...]
    cost: int


def questions(exact: Exact, node: int) -> tuple[Question, ...]:
    """Return what the answer at a circuit node still turns on, the most telling first."""
    diagram, rest = exact.diagram, exact.rest(node)
    if rest < 2:
        return ()
    influence = influences(exact, rest)
    register = exact.scene.register
    found = [
        Question(
            name=(name := diagram.variables[level].name),
            text=CATEGORIES.get(name) or fact_question(name, register),
            influence=influence[level],
        )
        for level in diagram.support(rest)
    ]
    return tuple(sorted(found, key=lambda q: (-round(q.influence, 12), q.name)))


def influences(exact: Exact, rest: int) -> dict[int, float]:
    """Return level to influence for a residual function, in one pass down and one up."""
    diagram = exact.diagram
    order = diagram.below(rest)
    share = {0: 0.0, 1: 1.0}
    branches = {n: tuple(_open_branches(exact, n)) for n in order if n > 1}
    for number in reversed(order):
        if number > 1:
            below = branches[number]
            share[number] = sum(share[c] for c in below) / len(below)
    reached = dict.fromkeys(order, 0.0)
    reached[rest] = 1.0
    moved: dict[int, list[float]] = {}
    for number in order:
        if number < 2:
            continue
        below = branches[number]
        for child in below:
            reached[child] += reached[number] / len(below)
        gains = [reached[number] * (share[c] - share[number]) for c in below]
        known = moved.setdefault(diagram.at[number], [0.0] * len(below))
        moved[diagram.at[number]] = [a + b for a, b in zip(known, gains, strict=True)]
    return {level: max(gains) - min(gains) for level, gains in moved.items()}


def flips(exact: Exact, node: int) -> tuple[Flip, ...]:
    """Return the changes that lead to another answer, the cheapest first.

    From due to not due or back; from open to either. Empty if the register alone
    settles it: no fact of the incident could change it.
    """
    root = exact.diagram.of(node)
    if root < 2:
        return ()
    now = exact.truth(node)
    found = [f for f in _single(exact, root, now=now) if _can_be_told(f.changes)]
    others = [target for target in (Truth.TRUE, Truth.FALSE) if target is not now]
    paths = [(target, _path(exact, root, goal=int(target > 0))) for target in others]
    found += [_flip(target, path) for target, path in paths if path]
    unique: dict[object, Flip] = {}
    for flip in sorted(found, key=_flip_order):
        unique.setdefault(_sameness(flip), flip)
    return tuple(unique.values())


def _path(exact: Exact, root: int, *, goal: int) -> list[Change]:
    """Return the cheapest changes that an incident can tell.

    Whose soil a named attacker holds is no supposition: if the path names another
    attacker, it is looked for again with that attacker on soil of another, and with
    whoever may have attacked left as open as it is.
    """
    path = _cheapest(exact, root, goal=goal)
    if _can_be_told(path):
        return path
    diagram = exact.diagram
    whoever = diagram.whichever(
        root, diagram.level("attacker"), tuple(exact.branches("attacker")), goal=goal
    )
    ways = (
        _cheapest(exact, whoever, goal=goal),
        _cheapest(exact, root, goal=goal, without=OF_THE_ATTACKER),
    )
    told = [way for way in ways if way and _can_be_told(way)]
    return min(told, key=lambda way: (sum(c.cost for c in way), len(way)), default=[])


def _can_be_told(changes: Iterable[Change]) -> bool:
    names = {change.name for change in changes}
    return "attacker" not in names or names.isdisjoint(OF_THE_ATTACKER)


def _sameness(flip: Flip) -> object:
    """Return what two flips share that tell the same: one other place stands for all others."""
    only = flip.changes[0]
    is_one_of_many = len(flip.changes) == 1 and only.name in ("place", "attacker")
    return (flip.to, only.name if is_one_of_many else flip.changes)


def applied(incident: Incident, flip: Flip, *, victim: str) -> Incident:
    """Return the incident with every change of ``flip`` made, and all else as it was."""
    facts: dict[str, FactValue] = dict(incident.facts)
    fields: dict[str, object] = {"attacker_kinds": named_attackers(incident).attacker_kinds}
    if not incident.places and incident.soil_of is None and incident.targets == {"territory"}:
        fields["places"] = frozenset({SOIL + victim})  # as the scene took it
    for change in flip.changes:
        if isinstance(change.value, bool):
            told = [n for n in aliases(victim).get(change.name, ()) if n in facts]
            # Under the names by which it was told, so that it is not told twice and differently.
            facts |= dict.fromkeys([change.name, *told], change.value)
        elif change.name == "place":
            fields |= _at_place(change.value, incident)
        else:
            fields |= _as_fields(change.name, change.value)
    if "attackers" in fields and victim in incident.attackers:
        fields["attackers"] = (victim, *fields["attackers"])  # type: ignore[misc]
    return replace(incident, facts=facts, **fields)  # type: ignore[arg-type]


def _at_place(value: str, incident: Incident) -> Mapping[str, object]:
    """Return the fields for another place; whose soil the places first told are stays with them."""
    place, _, claim = value.partition("/")
    soil, _, holder = claim.partition("/")
    if incident.soil_of is not None and soil == incident.soil_of:
        return {"places": frozenset({value if holder else place})}
    return {"places": frozenset({value}), "soil_of": None}


def _as_fields(name: str, value: str) -> Mapping[str, object]:
    match name:
        case "attack":
            return {"attacks": frozenset({value})}
        case "attacker_kind":
            return {"attacker_kinds": frozenset({value})}
        case "target":
            return {"targets": frozenset({value})}
        case "attacker":
            return {"attackers": tuple(value.split("+")), "alternatives": False}
    raise AssertionError(name)


def _open_branches(exact: Exact, number: int) -> Iterator[int]:
    diagram = exact.diagram
    name = diagram.variables[diagram.at[number]].name
    for branch in exact.branches(name):
        yield diagram.to[number][branch]


def _single(exact: Exact, root: int, *, now: Truth) -> Iterator[Flip]:
    """Yield every change of one variable that alone leads to another settled answer."""
    diagram = exact.diagram
    order = diagram.below(root)
    levels = sorted({diagram.at[n] for n in order if n > 1})
    if len(levels) * len(order) > MOST_STEPS:
        return
    diagram.reach(root, exact.allowed, exact.reached)
    for level in levels:
        variable = diagram.variables[level]
        settled = exact.allowed[level]
        below = {n: m for n, m in exact.reached.items() if diagram.at[n] > level}
        for branch in range(variable.width):
            if settled == (branch,):
                continue
            supposed = [*exact.allowed]
            supposed[level] = (branch,)
            # What lies below the supposed variable is as it was: only the way to it is new.
            after = ENDS[diagram.reach(root, supposed, dict(below))]
            if after not in (now, Truth.OPEN) and (change := _change(exact, variable, branch)):
                yield _flip(after, [change])


Step = tuple[int, int]
"""A variable's level, and the branch that is supposed."""
Way = tuple[int, int, list[Step]]
"""A path to a terminal: its cost, how many steps it supposes, and these."""


def _cheapest(exact: Exact, root: int, *, goal: int, without: Container[str] = ()) -> list[Change]:
    """Return the changes on the cheapest path to a terminal; fewest changes among equals.

    Args:
        exact: The answers to the rule.
        root: A function of its diagram.
        goal: The terminal.
        without: Facts that are taken as no, as long as another change makes them so.
    """
    diagram, variables = exact.diagram, exact.diagram.variables
    best: dict[int, Way] = {goal: (0, 0, [])}
    order = diagram.below(root)
    steps: dict[int, list[tuple[int, Change | None]]] = {}
    for number in reversed(order):
        if number < 2:
            continue
        level = diagram.at[number]
        if level not in steps:
            steps[level] = _steps(exact, level, without=without)
        ways = []
        for branch, change in steps[level]:
            way = best.get(diagram.to[number][branch])
            if way is None:
                continue
            if change is not None:
                way = (way[0] + change.cost, way[1] + 1, [(level, branch), *way[2]])
            ways.append(way)
        if ways:
            best[number] = _least(exact, ways)
    if root not in best:
        return []
    allowed = [(0,) if v.name in without else exact.allowed[i] for i, v in enumerate(variables)]
    needed = best[root][2]
    if len(order) * len(needed) <= MOST_STEPS:
        needed = _needed(exact, root, path=needed, goal=goal, allowed=allowed)
    made = (_change(exact, variables[level], branch) for level, branch in needed)
    changes = [change for change in made if change is not None]
    return [] if without and all(c.name != "attacker" for c in changes) else changes


def _steps(exact: Exact, level: int, *, without: Container[str]) -> list[tuple[int, Change | None]]:
    """Return the branches of a level that can be told, with the change that each supposes.

    None: it is settled so, and supposes nothing.
    """
    variable = exact.diagram.variables[level]
    if variable.name in without:
        return [(0, None)]
    settled = tuple(exact.branches(variable.name))
    if len(settled) == 1:
        found = [(b, _change(exact, variable, b)) for b in range(variable.width) if b != settled[0]]
        return [(settled[0], None), *((b, change) for b, change in found if change)]
    made = ((b, _change(exact, variable, b)) for b in range(variable.width))
    return [(b, change) for b, change in made if change]


def _least(exact: Exact, ways: list[Way]) -> Way:
    """Return the cheapest way, then the shortest, then the first by what it supposes."""
    least = min(way[:2] for way in ways)
    equal = [way for way in ways if way[:2] == least]
    return equal[0] if len(equal) == 1 else min(equal, key=lambda w: _values(exact, w[2]))


def _values(exact: Exact, path: list[Step]) -> list[str]:
    variables = exact.diagram.variables
    made = (_change(exact, variables[level], branch) for level, branch in path)
    return [str(change.value) for change in made if change]


def _needed(
    exact: Exact, root: int, *, path: list[Step], goal: int, allowed: Allowed
) -> list[Step]:
    """Return the steps of a path without which it would not lead to ``goal`` alone.

    A path names what it meets on its way, also what turns out to make no difference.
    """
    kept = list(path)
    for step in path:
        others = [s for s in kept if s != step]
        supposed = [*allowed]
        for level, branch in others:
            supposed[level] = (branch,)
        if exact.diagram.reach(root, supposed, {0: 1, 1: 2}) == goal + 1 and others:
            kept = others
    return kept


def _change(exact: Exact, variable: Variable, branch: int) -> Change | None:
    """Return the change that leads to a branch; None if no incident could tell it."""

    def made(exact: Exact, branch: int) -> Change | None:
        return _made_change(exact, variable, branch=branch)

    return exact.once(f"change {variable.name}", branch, made)


def _made_change(exact: Exact, variable: Variable, *, branch: int) -> Change | None:
    was_open = branch in tuple(exact.branches(variable.name))
    cost = exact.scene.costs.get(variable.name, 0)
    if was_open and variable.classes:
        cost = 0
    value = representative(variable, branch, exact=exact) if variable.classes else bool(branch)
    if value is None:
        return None
    return Change(name=variable.name, value=value, cost=cost, was_open=was_open)


def _flip(to: Truth, changes: Iterable[Change]) -> Flip:
    made = tuple(changes)
    return Flip(to=to, changes=made, cost=sum(c.cost for c in made))


def _flip_order(flip: Flip) -> tuple[int, int, int, list[str]]:
    return (
        flip.cost,
        len(flip.changes),
        -int(flip.to),
        [f"{c.name}={c.value}" for c in flip.changes],
    )


def change_words(change: Change) -> str:
    """Return a change in words: ``state_of_war: yes``, ``place: kursk-oblast``."""
    if isinstance(change.value, bool):
        return f"{change.name}: {'yes' if change.value else 'no'}"
    return f"{change.name}: {value_words(change.value)}"


__all__ = [
    "Change",
    "Flip",
    "Question",
    "applied",
    "change_words",
    "flips",
    "influences",
    "questions",
]
