"""What does each condition ask? Read a second time, one small reader for each key."""

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from second.files import Plain, listed, memberships, status_on, version_of
from second.logic import Node, const, every, fact, negated, some
from second.places import Spot
from second.scene import ATTACKS, BY_STATE

if TYPE_CHECKING:
    from second.rule import Reading


def _kept(r: "Reading", parts: list[Plain]) -> tuple[Node, ...]:
    return tuple(n for n in map(r.read, parts) if n is not None)


def _all(r: "Reading", parts: list[Plain]) -> Node | None:
    kept = _kept(r, parts)
    return every(*kept) if kept or not parts else None


def _any(r: "Reading", parts: list[Plain]) -> Node | None:
    kept = _kept(r, parts)
    return some(*kept) if kept or not parts else None


def _not(r: "Reading", part: Plain) -> Node | None:
    found = r.read(part)
    return None if found is None else negated(found)


def _term(r: "Reading", name: str) -> Node | None:
    plain = r.patches.get(f"terms.{name}", r.file["terms"][name])
    if "variants" in plain:
        plain = _variants(r, name, list(plain["variants"].items()))
    found = r.read(plain)
    return None if found is None else every(found)


def _variants(r: "Reading", name: str, texts: list[tuple[str, Plain]]) -> Plain:
    (language, first), *others = texts
    if not others:
        return first
    asked = {"fact": f"reading.{r.file['id']}.{name}.{language}"}
    rest = _variants(r, name, others)
    return {"any": [{"all": [asked, first]}, {"all": [{"not": asked}, rest]}]}


def _state_attacks(r: "Reading") -> Node:
    return some(Node("in", name="attacker_kind", met=BY_STATE), fact("attributable_to_state"))


def _by(r: "Reading", value: Any) -> Node:
    kinds = frozenset(listed(value))
    if "unknown" in kinds or {"state", "non_state"} <= kinds:
        return const(True)
    if "state" in kinds:
        return _state_attacks(r)
    return Node("in", name="attacker_kind", met=kinds)


def _attacker(r: "Reading", value: Plain) -> Node:
    inside, outside = r.states(value.get("in")), r.states(value.get("not"))
    party, allied = value.get("party"), listed(value.get("allied_with"))
    allies = _allies(r, set(allied))

    def meets(state: str) -> bool:
        named = (not inside or state in inside) and state not in outside
        own = party is None or (state in r.parties) == party
        return named and own and (not allied or state in allies)

    met = frozenset(v for v in r.domain() if any(map(meets, v.split("+"))))
    asked, state = Node("in", name="attacker", met=met), _state_attacks(r)
    if inside or party or allied:
        return every(asked, state)
    return some(asked, negated(state))


def _allies(r: "Reading", states: set[str]) -> set[str]:
    found: set[str] = set()
    for file in r.scene.register["instruments"].values() if states else ():
        now = {s for s, start, end in memberships(file) if start <= r.scene.day < end}
        bound = file["binding"] == "treaty" and status_on(file, r.scene.day) == "in_force"
        texts = (version_of(file, a, day=r.scene.day, strict=True) for a in file["articles"])
        helps = any(t.get("then", {}).get("must") == "assist" for t in texts if t)
        if bound and helps and now & states:
            found |= now
    return found - states


def _place(r: "Reading", value: Any) -> Node:
    names = frozenset(listed(value))
    inside = r.where(lambda s: not names.isdisjoint(s.zones))
    ways = [inside]
    for zone in listed(value):
        left = r.scene.possible["place"] - inside.met
        maybe = frozenset(n for n in left if zone in r.scene.spots[n].perhaps)
        where = Node("in", name="place", met=maybe)
        ways += [every(where, fact(f"reaches.{zone}"))] if maybe else []
    return some(*ways) if len(ways) > 1 else inside


def _held_by(r: "Reading", value: Any, *, of: str) -> Node:
    def held(states: frozenset[str]) -> Node:
        return r.where(lambda s: getattr(s, of) in states)

    plain = held(r.states([w for w in listed(value) if w != "attacker"]))
    if "attacker" not in listed(value):
        return plain
    named = set(r.scene.attackers)
    told = sorted(v for v in r.domain() if set(v.split("+")) & named)
    ways = [plain]
    for one in told:
        who = Node("in", name="attacker", met=frozenset({one}))
        ways.append(every(who, held(frozenset(one.split("+")))))
    others = Node("in", name="attacker", met=r.domain() - set(told))
    question = "attackers_soil" if of == "soil" else "attackers_administration"
    return some(*ways, every(others, fact(question)))


def _recognised_by(r: "Reading", by: str) -> Node:
    scene, state = r.scene, r.bearer if by == "bearer" else by
    name = f"recognised_by.{state}"
    if name in scene.told:
        return fact(name)
    seen: dict[str, set[str | None]] = {}
    for spot in scene.atlas(view=state).values():
        seen.setdefault(spot.place, set()).add(spot.soil)

    def owners(spot: Spot) -> set[str | None]:
        return seen.get(spot.place, {spot.soil})

    only = r.where(lambda s: owners(s) == {scene.victim})
    left = scene.possible["place"] - only.met
    maybe = frozenset(n for n in left if scene.victim in owners(scene.spots[n]))
    where = Node("in", name="place", met=maybe)
    return some(only, every(where, fact(name))) if maybe else only


def _request(r: "Reading", value: Any) -> Node:
    by = value["by"] if isinstance(value, dict) else value
    who = {"victim": r.scene.victim, "bearer": r.bearer}.get(by, by)
    return fact("request" if who == r.scene.victim else f"request.{who}")


def _finding(r: "Reading", value: Any) -> Node:
    by = value["by"] if isinstance(value, dict) else value
    return fact("joint_finding" if by == "joint" else f"finding.{by}")


def _vote(r: "Reading", vote: Plain) -> Node:
    body, told, exclude = vote["body"], r.scene.told, listed(vote.get("exclude"))
    members = (f"vote.{body}.", f"objection.{body}.")
    if f"vote.{body}" in told or not any(n.startswith(members) for n in told):
        return fact(f"vote.{body}")
    voters = [s for s in _electorate(r, vote.get("of", "parties")) if s not in exclude]
    if "disputants" not in exclude:
        return _tally(r, vote, voters)
    inside = {*r.scene.victims, *r.scene.attackers}
    fewer = _tally(r, vote, [s for s in voters if s not in inside])
    bound = vote.get("exclude_if")
    asked = r.read(bound) if bound is not None else None
    if bound is None:
        return fewer
    whole = _tally(r, vote, voters)
    return whole if asked is None else some(every(asked, fewer), every(negated(asked), whole))


def _electorate(r: "Reading", of: Any) -> list[str]:
    found: list[str] = []
    for word in listed(of):
        file = r.scene.register["instruments"].get(word)
        if word == "parties":
            found += r.parties
        elif file is None:
            found.append(word)
        else:
            found += [s for s, start, end in memberships(file) if start <= r.scene.day < end]
    return list(dict.fromkeys(found))


def _tally(r: "Reading", vote: Plain, voters: list[str]) -> Node:
    body, told = vote["body"], r.scene.told
    if vote.get("no_objection"):
        named = [(f"objection.{body}.{s}", f"vote.{body}.{s}") for s in voters]
        return every(*(negated(fact(o)) if o in told else fact(v) for o, v in named))
    votes = tuple(fact(f"vote.{body}.{state}") for state in voters)
    least = math.ceil(Fraction(str(vote.get("share", 1))) * len(votes))
    if "more_than" in vote:
        least = math.floor(Fraction(str(vote["more_than"])) * len(votes)) + 1
    return Node("count", votes, least=least)


def _party_to(r: "Reading", name: str) -> Node:
    file, day = r.scene.register["instruments"][name], r.scene.day
    now = [s for s, start, end in memberships(file) if start <= day < end]
    return const(status_on(file, day) == "in_force" and r.bearer in now, "is a party to")


READERS: dict[str, Any] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "count": lambda r, v: Node("count", _kept(r, v["of"]), least=v["at_least"]),
    "term": _term,
    "fact": lambda r, v: fact(v),
    "attack": lambda r, v: Node("in", name="attack", met=frozenset(ATTACKS[ATTACKS.index(v) :])),
    "by": _by,
    "attacker": _attacker,
    "attacker_in": lambda r, v: _attacker(r, {"in": v}),
    "target": lambda r, v: Node("in", name="target", met=frozenset(listed(v))),
    "place": _place,
    "soil_of": lambda r, v: _held_by(r, v, of="soil"),
    "administered_by": lambda r, v: _held_by(r, v, of="holder"),
    "recognised_by": _recognised_by,
    "bearer_in": lambda r, v: const(r.bearer in listed(v), "The obligor is"),
    "victim_in": lambda r, v: const(r.scene.victim in r.states(v), "The state attacked is"),
    "bearer_party_to": _party_to,
    "request": _request,
    "finding": _finding,
    "vote": _vote,
}
"""Every constructor of the language, by its key."""
