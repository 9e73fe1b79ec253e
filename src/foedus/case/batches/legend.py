"""Which bit of a column stands for which values of a category?

A row's mask has a bit set for each value that is still possible. The kinds of
attack, of attacker and of target have one bit for each value, always the same.
Of places and attackers the rules tell only some classes apart; each class has one
bit, and which it is depends on the articles that are asked together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.batches.opened import Opened
from foedus.case.checking import find_place
from foedus.case.scene import NO_ATTACK, is_told
from foedus.case.spots import Spot
from foedus.commitment.condition import ATTACKS, TARGETS
from foedus.errors import IncidentError, suggest

if TYPE_CHECKING:
    from foedus.commitment import Register

FIXED: Mapping[str, tuple[str, ...]] = {
    "attack": (NO_ATTACK, *ATTACKS),
    "attacker_kind": ("state", "states", "non_state"),
    "target": TARGETS,
}
"""The categories whose bits never change: the value of each, lowest bit first."""
MOST_BITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Category to the values behind each of its bits."""

    classes: Mapping[str, tuple[frozenset[str], ...]]
    """Lowest bit first. Values of one class are not told apart by any rule asked."""
    register: "Register"
    spots: Mapping[str, Spot]

    def mask(self, category: str, values: Iterable[str] | None = None) -> int:
        """Return the mask in which the bits of ``values`` are set.

        Args:
            category: ``attack``, ``attacker_kind``, ``target``, ``place`` or ``attacker``.
            values: Values as an incident names them: of ``place`` places and zones, of
                ``attacker`` codes of states. None: nothing is known, so all are possible.

        Raises:
            IncidentError: A value that the category does not have, or none at all.
            UnknownPlace: A name that the gazetteer does not have.
        """
        if values is None:
            return (1 << len(self.classes[category])) - 1
        given = frozenset(values)
        mask = self.bits(category, self._spots(given) if category == "place" else given)
        unknown = given - self._values(category) if category != "place" else frozenset[str]()
        if unknown or not mask:
            word = min(unknown or given or {""})
            what = category.replace("_", " ")
            raise IncidentError(
                category, f"unknown {what} '{word}'.", suggest(word, self._values(category))
            )
        return mask

    def bits(self, category: str, values: frozenset[str]) -> int:
        """Return the bits of the classes in which some of ``values`` lie."""
        classes = enumerate(self.classes[category])
        return sum(1 << bit for bit, held in classes if not held.isdisjoint(values))

    def _values(self, category: str) -> frozenset[str]:
        return frozenset[str]().union(*self.classes[category])

    def _spots(self, names: frozenset[str]) -> frozenset[str]:
        places = frozenset(find_place(name, self.register) for name in names)
        return frozenset(name for name, spot in self.spots.items() if is_told(spot, places))


def legend_of(articles: Iterable[Opened], *, register: "Register") -> Legend:
    """Return the legend that serves all ``articles`` together.

    Raises:
        IncidentError: They tell more than 64 classes of places or attackers apart.
    """
    asked = tuple(articles)
    classes = {name: tuple(frozenset({v}) for v in values) for name, values in FIXED.items()}
    spots: dict[str, Spot] = {}
    for one in asked:
        spots |= one.scope.scene.spots
    for name in ("place", "attacker"):
        classes[name] = _classes(name, asked)
    return Legend(classes=classes, register=register, spots=spots)


def _classes(category: str, articles: tuple[Opened, ...]) -> tuple[frozenset[str], ...]:
    found = [frozenset[str]().union(*(one.possible[category] for one in articles))]
    tests = dict.fromkeys(test for one in articles for test in _tests(category, one))
    for test in tests:
        split = (piece for part in found for piece in (part & test, part - test))
        found = [piece for piece in split if piece]
    if len(found) > MOST_BITS:
        raise IncidentError(
            category,
            f"these articles tell {len(found)} kinds of {category} apart, "
            f"more than the {MOST_BITS} bits of a column.",
            "Ask of fewer articles at once, or tell which ones can occur at all.",
        )
    return tuple(sorted(found, key=min))


def _tests(category: str, one: Opened) -> Iterable[frozenset[str]]:
    """Yield the sets of values by which an article tells rows apart."""
    yield one.possible[category]
    for leaf in one.leaves:
        match leaf:
            case ("in", str(name), frozenset() as values) if name == category:
                yield values
