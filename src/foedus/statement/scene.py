"""What is the document about: which day, which treaty, which states, and is it security at all?

Read in one pass before the claims, so that "the pact" of the first paragraph can be
the treaty that the third one names.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedus.names import Mention
from foedus.statement import naming
from foedus.statement.unit import Unit
from foedus.statement.words import word_set

STATE_KINDS = ("state", "capital", "seat", "demonym")
_SECURITY_FORMS = word_set("arms troops military nuclear intelligence base_access")


@dataclass(slots=True)
class Scene:
    """The frame of one document; the last fields change while it is read."""

    on: date | None
    security: bool
    main: str | None
    """The instrument that the document is mostly about."""
    group: str | None
    """The organisation with a commitment of defence that is named most often."""
    states: tuple[str, ...]
    """States named, most often first."""
    first: str | None
    """The state named first."""
    article: str | None = None
    """The article cited last."""
    last_instrument: str | None = None
    pair: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Obligor and beneficiary of the last claim."""
    asker: tuple[str, ...] = ()
    """Who asked for help or talks last."""
    last_kind: str = ""
    """Kind of the last claim, and who made it."""
    last_name: str = ""
    bare: bool = False
    """Nobody speaks in it: the narrator's words are a promise pasted without its speaker."""
    subject_is_text: bool = False
    """The last sentence was about a treaty, so "it" is the treaty."""

    def members(self) -> tuple[str, ...]:
        """Return the members of the organisation of this document."""
        return naming.group_members(self.group, self.on) if self.group else ()

    def instrument(self) -> str | None:
        """Return the instrument that "the treaty" means here."""
        return self.last_instrument or self.main


def make_scene(units: Sequence[Unit], *, on: date | None) -> Scene:
    """Return the frame of a document from its units."""
    groups: Counter[str] = Counter()
    states: Counter[str] = Counter()
    instruments: Counter[str] = Counter()
    strong = weak = civil = 0
    for unit in units:
        states.update(m.ids[0] for m in unit.mentions if m.kind in STATE_KINDS and len(m.ids) == 1)
        groups.update(m.ids[0] for m in unit.mentions if m.kind == "group")
        instruments.update(m.ids[0] for m in unit.treaties)
        strong += len(unit.group("security")) + _forms(unit) + len(unit.treaties)
        weak += len({h.start for h in unit.group("security_shared", "triggers", "harm")})
        civil += len(unit.group("civil"))
    main = instruments.most_common(1)[0][0] if instruments else None
    group = next((g for g, _ in groups.most_common() if naming.group_instrument(g)), None)
    return Scene(
        on=on,
        security=_security(strong, weak, civil)
        and (bool(states or groups or instruments) or not civil),
        main=main,
        group=group or naming.instrument_group(main),
        states=tuple(code for code, _ in states.most_common()),
        first=next(iter(states), None),
    )


def _security(strong: int, weak: int, civil: int) -> bool:
    """Words that sport and trade share with war ("attack", "ally") decide only where those are not.

    A word of war weighs as much as three of trade.
    """
    return 3 * strong + weak > civil if strong else weak > 2 * civil


def focus_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the two states that a text names most often."""
    states = Counter(m.ids[0] for m in mentions if m.kind in STATE_KINDS and len(m.ids) == 1)
    return tuple(code for code, _ in states.most_common(2))


def _forms(unit: Unit) -> int:
    shared = {h.start for h in unit.group("security_shared")}
    hits = (h for h in unit.group("forms") if h.start not in shared)
    return sum(h.entry.value in _SECURITY_FORMS for h in hits)
