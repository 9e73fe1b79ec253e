"""How does a condition read before there is an incident? As a tree of sentences."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from foedus.briefing.page import Branch, faint
from foedus.case.wording import sentence
from foedus.commitment import Instrument
from foedus.commitment import condition as c
from foedus.commitment.parsing import parts_of

if TYPE_CHECKING:
    from foedus.commitment import Register

VICTIM, BEARER = "the_state_attacked", "the_obligor"
"""What stands in the sentences where an incident would put the names of states."""


class Aloud:
    """Reads the conditions of one article, each term written out where it is first used."""

    def __init__(self, instrument: Instrument, register: "Register") -> None:
        self._instrument = instrument
        self._told: set[str] = set()
        scene = SimpleNamespace(victim=VICTIM, register=register)
        # The engine's own words for every constructor, with roles in place of names.
        self._scope: Any = SimpleNamespace(scene=scene, bearer=BEARER)

    def roots(self, condition: c.Condition) -> tuple[Branch, ...]:
        """Return a whole condition; of a conjunction each part by itself."""
        is_plain_all = isinstance(condition, c.All) and not _bounds(condition)
        parts = condition.of if is_plain_all and isinstance(condition, c.All) else (condition,)
        return tuple(map(self.branch, parts))

    def branch(self, condition: c.Condition) -> Branch:
        """Return one condition with its parts below it."""
        if isinstance(condition, c.Not) and isinstance(condition.of, c.Fact):
            words = f"No to the question: {sentence(condition.of, self._scope)}"
            return Branch(words=(words, *_bounds(condition)))
        if isinstance(condition, c.Fact):
            words = f"Yes to the question: {sentence(condition, self._scope)}"
            return Branch(words=(words, *_bounds(condition)))
        words = sentence(condition, self._scope)
        if isinstance(condition, c.Term) and condition.name in self._told:
            return Branch(words=(words, faint(" (as above)"), *_bounds(condition)))
        head = (words, *self._cite(condition), *_bounds(condition))
        return Branch(words=head, under=tuple(map(self.branch, self._parts(condition))))

    def _parts(self, condition: c.Condition) -> tuple[c.Condition, ...]:
        if isinstance(condition, c.Term):
            self._told.add(condition.name)
            return (self._instrument.terms[condition.name],)
        return parts_of(condition)

    def _cite(self, condition: c.Condition) -> tuple[Any, ...]:
        if not isinstance(condition, c.Term):
            return ()
        cite = self._instrument.term_cites.get(condition.name)
        return (faint(f" [{cite}]"),) if cite else ()


def _bounds(condition: c.Condition) -> tuple[Any, ...]:
    told = [
        f"from {condition.from_}" if condition.from_ else "",
        f"until {condition.until}" if condition.until else "",
        f"public since {condition.known_from}" if condition.known_from else "",
    ]
    words = ", ".join(filter(None, told))
    return (faint(f" ({words})"),) if words else ()
