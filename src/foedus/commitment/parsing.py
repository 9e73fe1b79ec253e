"""How does plain data become a condition? One small reader for each constructor.

The data have passed the check of `foedus.commitment.checking`: nothing is
validated here, and nothing is dropped.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from foedus.commitment import condition as c

Plain = Mapping[str, Any]


def parse_condition(plain: Plain) -> c.Condition:
    """Return the condition that ``plain`` writes, with its bounds.

    >>> parse_condition({"attack": "armed_attack"})
    Attack(from_=None, until=None, known_from=None, at_least='armed_attack')
    """
    key = next(key for key in _READERS if key in plain)
    bounds = {name: to_day(plain.get(key_)) for name, key_ in _BOUNDS.items()}
    return _READERS[key](plain[key], bounds)


def to_day(text: str | None) -> date | None:
    """Return the day of a checked text, or None."""
    return None if text is None else date.fromisoformat(text)


def as_tuple(value: Any) -> tuple[str, ...]:
    """Return one word or a list of words as a tuple; nothing as the empty one."""
    if value is None:
        return ()
    return (str(value),) if isinstance(value, (str, int)) else tuple(map(str, value))


_BOUNDS = {"from_": "from", "until": "until", "known_from": "known_from"}
_Bounds = Mapping[str, date | None]
_Reader = Callable[[Any, _Bounds], c.Condition]


def _parts(items: Iterable[Plain]) -> tuple[c.Condition, ...]:
    return tuple(parse_condition(item) for item in items)


def _by(value: Any) -> str:
    return str(value["by"]) if isinstance(value, Mapping) else str(value)


def _attacker(value: Plain, bounds: _Bounds) -> c.Condition:
    return c.Attacker(
        in_=as_tuple(value.get("in")),
        not_in=as_tuple(value.get("not")),
        party=value.get("party"),
        allied_with=as_tuple(value.get("allied_with")),
        **bounds,
    )


def _vote(value: Plain, bounds: _Bounds) -> c.Condition:
    share = value.get("share")
    exclude_if = value.get("exclude_if")
    return c.Vote(
        body=value["body"],
        of=as_tuple(value.get("of", "parties")),
        share=None if share is None else Fraction(share),
        more_than=Fraction(value["more_than"]) if "more_than" in value else None,
        no_objection=value.get("no_objection", False),
        exclude=as_tuple(value.get("exclude")),
        exclude_if=None if exclude_if is None else parse_condition(exclude_if),
        **bounds,
    )


_READERS: dict[str, _Reader] = {
    "all": lambda v, b: c.All(of=_parts(v), **b),
    "any": lambda v, b: c.Any(of=_parts(v), **b),
    "not": lambda v, b: c.Not(of=parse_condition(v), **b),
    "count": lambda v, b: c.Count(at_least=v["at_least"], of=_parts(v["of"]), **b),
    "term": lambda v, b: c.Term(name=v, **b),
    "fact": lambda v, b: c.Fact(name=v, **b),
    "attack": lambda v, b: c.Attack(at_least=v, **b),
    "by": lambda v, b: c.By(kinds=as_tuple(v), **b),
    "attacker": _attacker,
    "target": lambda v, b: c.Target(kinds=as_tuple(v), **b),
    "place": lambda v, b: c.Place(names=as_tuple(v), **b),
    "soil_of": lambda v, b: c.SoilOf(whom=as_tuple(v), **b),
    "administered_by": lambda v, b: c.AdministeredBy(whom=as_tuple(v), **b),
    "recognised_by": lambda v, b: c.RecognisedBy(by=v, **b),
    "bearer_in": lambda v, b: c.BearerIn(states=as_tuple(v), **b),
    "bearer_party_to": lambda v, b: c.BearerPartyTo(instrument=v, **b),
    "victim_in": lambda v, b: c.VictimIn(states=as_tuple(v), **b),
    "request": lambda v, b: c.Request(by=_by(v), **b),
    "finding": lambda v, b: c.Finding(by=_by(v), **b),
    "vote": _vote,
    "attacker_in": lambda v, b: _attacker({"in": v}, b),
}
"""The constructors, and the shorthand `vocabulary.SHORTHANDS`."""


def parts_of(condition: c.Condition) -> tuple[c.Condition, ...]:
    """Return the conditions that stand directly inside ``condition``."""
    match condition:
        case c.All() | c.Any() | c.Count():
            return condition.of
        case c.Not():
            return (condition.of,)
        case c.Vote(exclude_if=c.Condition() as inner):
            return (inner,)
    return ()


def walk(condition: c.Condition) -> Iterable[c.Condition]:
    """Yield ``condition`` and every condition inside it; terms stay names."""
    yield condition
    for part in parts_of(condition):
        yield from walk(part)
