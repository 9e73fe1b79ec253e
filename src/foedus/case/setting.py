"""What of a decision does not turn on the answers given? It is grounded once, and kept.

Who stands where on which day, whose soil a place is, what an article asks of an obligor: none of
it changes when a fact is answered otherwise. Accounts of several speakers, a what-if and a sweep
over facts are decided in one setting; only the evaluation is done anew. The answers are those
that would be found from nothing, as a test holds.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from foedus.case.bdd import Diagram, OverBudgetError
from foedus.case.circuit import Circuit
from foedus.case.incident import Incident

if TYPE_CHECKING:
    from typing import TypeVar

    from foedus.case.rule import Rule
    from foedus.case.scope import Grounded
    from foedus.commitment import Register

    Made = TypeVar("Made")
    Kept = tuple[object, object, Made, frozenset[str]]

MOST_SETTINGS = 8
"""Kept in each thread; a wide one holds some megabytes."""
SETTLING = (
    "victims",
    "day",
    "attackers",
    "alternatives",
    "attacker_kinds",
    "attacks",
    "targets",
    "places",
    "soil_of",
    "known_on",
    "mode",
)
"""The fields of an incident on which the grounding rests; of the facts, only which are told."""


class Setting:
    """The circuit, the grounded rules and the diagrams that decisions of one setting share.

    Attributes:
        circuit: The table of all rules grounded here.
        shared: The ids of what is grounded alike for every obligor: its proofs are alike too.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        """Begin with nothing grounded; ``keeps`` is False where no rule is asked for twice."""
        self._keeps = keeps
        self.circuit = Circuit()
        self.shared: set[int] = set()
        # By the ids of objects that are kept beside what was made of them, so that they live.
        self._alike: dict[tuple[int, int], Kept[Grounded | None]] = {}
        self._rules: dict[tuple[int, int, str], Kept[Rule]] = {}
        self._diagrams: dict[tuple[tuple[int, ...], frozenset[str]], Diagram | None] = {}

    def rule(
        self, key: tuple[object, object, str], ground: "Callable[[], Rule]"
    ) -> "tuple[Rule, frozenset[str]]":
        """Return the rule of an article for an obligor, grounded at the first call.

        Args:
            key: The instrument, its article and the obligor.
            ground: Makes the rule.

        Returns:
            The rule, and the facts and categories for which it asks.
        """
        if not self._keeps:
            return self.circuit.asking(ground)
        instrument, article, bearer = key
        number = (id(instrument), id(article), bearer)
        kept = self._rules.get(number)
        if kept is None:
            made, asked = self.circuit.asking(ground)
            kept = self._rules[number] = (instrument, article, made, asked)
        self.circuit.asked |= kept[3]
        return kept[2], kept[3]

    def alike(
        self, condition: object, instrument: object, ground: "Callable[[], Grounded | None]"
    ) -> "Grounded | None":
        """Return a condition that asks the same of every obligor, grounded at the first call."""
        number = (id(condition), id(instrument))
        kept = self._alike.get(number)
        if kept is None:
            made, asked = self.circuit.asking(ground)
            kept = self._alike[number] = (condition, instrument, made, asked)
            self.shared.add(id(made))
        self.circuit.asked |= kept[3]
        return kept[2]

    def diagram(
        self,
        roots: tuple[int, ...],
        *,
        domains: Mapping[str, frozenset[str]],
        without: frozenset[str],
    ) -> Diagram:
        """Return a diagram of ``roots`` of one's own, begun with the first of them.

        Args:
            roots: Nodes of the circuit.
            domains: All values of each category.
            without: The states left out of the attackers, by which domains differ.
        """
        if not self._keeps:
            return Diagram(self.circuit, roots, domains=domains)
        key = (roots, without)
        if key not in self._diagrams:
            self._diagrams[key] = _begun(self.circuit, roots, domains=domains)
        begun = self._diagrams[key]
        # What outgrew its budget is begun anew, as far as it is asked.
        return begun.copy() if begun else Diagram(self.circuit, roots, domains=domains)


def _begun(
    circuit: Circuit, roots: tuple[int, ...], *, domains: Mapping[str, frozenset[str]]
) -> Diagram | None:
    made = Diagram(circuit, roots, domains=domains)
    try:
        made.of(roots[0])
    except OverBudgetError:
        return None
    return made


class _Kept(threading.local):
    """The settings used last in this thread, each with its register, which keeps its id."""

    def __init__(self) -> None:
        self.settings: OrderedDict[tuple[object, ...], tuple[object, Setting]] = OrderedDict()


_kept = _Kept()


def setting_of(
    incident: Incident, victim: str, *, register: "Register", view: str | None
) -> Setting:
    """Return the setting in which ``incident`` is decided as the case of ``victim``."""
    # Names with a dot belong to one state, body or instrument; a rule may ask whether they are
    # told at all. Of the others the rules ask whatever is told.
    told = frozenset(name for name in incident.facts if "." in name)
    fields = (getattr(incident, name) for name in SETTLING)
    key = (id(register), victim, view, told, *fields)
    found = _kept.settings.pop(key, None)
    if found is None:
        found = (register, Setting())
        while len(_kept.settings) >= MOST_SETTINGS:
            _kept.settings.popitem(last=False)
    _kept.settings[key] = found
    return found[1]


def forget_settings() -> None:
    """Forget every setting kept in this thread, to decide anew from nothing."""
    _kept.settings.clear()
