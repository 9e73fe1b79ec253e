"""What is said to have happened? An incident, with the facts that are known, and whose account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FactValue = bool | None | Mapping[str, "bool | None"]
"""Yes, no, open (None), or speaker -> value where accounts differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident, decided on one day. Sets hold every value that is still possible."""

    victims: tuple[str, ...]
    """Alpha-3; invented states QMA..QZZ."""
    day: date
    attackers: tuple[str, ...] = ()
    """As alleged; several are joint attackers, unless ``alternatives``. Empty: not known."""
    alternatives: bool = False
    """True: exactly one of ``attackers`` did it, and it is open which."""
    attacker_kinds: frozenset[str] = frozenset({"state", "states", "non_state"})
    """Still possible kinds, of condition.ATTACKER_KINDS."""
    attacks: frozenset[str] = frozenset()
    """Still possible kinds, of condition.ATTACKS. Empty: open."""
    targets: frozenset[str] = frozenset({"territory"})
    places: frozenset[str] = frozenset()
    """Still possible ones, by the gazetteer's names; a zone is any place in it. Empty: open."""
    soil_of: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    known_on: date | None = None
    clock: str | None = None
    """ISO 8601 duration since the casus arose, such as P2D; for what is due in time."""
    mode: str = "text"
    """text | declared (official interpretations applied)"""
    invented: bool = True
    """False only for a dated case of the history with its source."""
    label: str = ""
