"""By which value does an incident tell a class of values that a rule cannot tell apart?

A flip must be one that an incident can say. A kind or a state stands for its class. Of places
some tell more than themselves (a zone, all that lies in it), and at some a rule would ask what
it does not ask of those still possible: neither can stand for a class.
"""

from foedus.case.bdd import Variable
from foedus.case.exact import Exact
from foedus.case.scene import NO_ATTACK, is_told
from foedus.case.spots import plainness
from foedus.commitment.condition import ATTACKS


def representative(variable: Variable, branch: int, *, exact: Exact) -> str | None:
    """Return a value that stands for a class: a still-possible one, the plainest one."""
    values = variable.classes[branch]
    still = values & exact.possible[variable.name]
    if variable.name == "attack":
        return min(still or values, key=lambda v: (_distance(v, exact), v))
    if variable.name == "place":
        return place_told(values, exact)
    return min(still or values, key=lambda v: (v != exact.scene.stranger, "+" in v, v))


def place_told(names: frozenset[str], exact: Exact) -> str | None:
    """Return the plainest of some places by which an incident tells these and no others.

    A place may be a zone too, and tells all places in it; and elsewhere more may be asked.
    """
    asked = names & exact.possible["place"] or names
    first = exact.scene.atlas.plainest(asked)
    if _tells_only(first, names, exact=exact):
        return first
    others = sorted(asked, key=plainness)
    return next((n for n in others if _tells_only(n, names, exact=exact)), None)


def _tells_only(name: str, names: frozenset[str], *, exact: Exact) -> bool:
    told = frozenset({name})
    if "/" not in name:
        told = exact.scene.atlas.where(
            ("told", told), lambda spot: is_told(spot, frozenset({name}))
        )
    return told <= names and told.isdisjoint(exact.doubtful)


def _distance(attack: str, exact: Exact) -> int:
    """Return how many steps a kind of attack is from the nearest still-possible one."""
    order = (NO_ATTACK, *ATTACKS)
    told = [order.index(v) for v in exact.possible["attack"]]
    return min(abs(order.index(attack) - at) for at in told)


__all__ = ["place_told", "representative"]
