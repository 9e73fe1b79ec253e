"""What is told of a crisis before anything follows? Attacks, assumptions, interests, chances.

A story is what a cascade file says. Treaties are not told: they are in the register. What is
told beside them, and every estimate, bears its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from foedus.case.cascade.network import AT_ONCE, Chance, Lag
from foedus.case.incident import FactValue, Incident
from foedus.commitment.condition import ATTACKS

ARMED = "armed_attack"
BASES = ("interest", "treaty")
"""Of what is told: an interest, or a treaty that the register does not hold."""
DOES = ("attacks", "threatens")
Dyad = tuple[str, str, str]
"""One of `DOES`, who, whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One state attacks or threatens another, and that is where it begins."""

    attacker: str
    victim: str
    day: date
    attack: str = ARMED
    """One of condition.ATTACKS; ``danger`` makes it a threat."""
    places: frozenset[str] = frozenset()
    source: str = ""

    @property
    def dyad(self) -> Dyad:
        """Return what is done, by whom, to whom."""
        return ("threatens" if self.attack == "danger" else "attacks", self.attacker, self.victim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What is taken for so in some cases, because the file says it."""

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    victim: str | None = None
    """Only where this state is attacked or at war; None: in every case."""
    attacker: str | None = None
    """Only where this state is among those against whom help is asked; None: whoever."""
    places: frozenset[str] = frozenset()
    why: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """A way into the war that no instrument of the register makes a duty."""

    id: str
    who: str
    does: str
    """One of `DOES`."""
    whom: str | None = None
    """Against whom; None: against whoever attacks ``joins``."""
    joins: str | None = None
    """On whose side; None: on its own account."""
    when: tuple[Dyad, ...] = ()
    """Any one of these calls on it; empty: any attack on ``joins``."""
    basis: str = "interest"
    attack: str = ARMED
    places: frozenset[str] = frozenset()
    """Where it falls, where what it does is an attack."""
    says: str = ""
    source: str = ""
    chance: Chance | None = None
    lag: Lag = AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """How likely, and how soon, a party follows an instrument of the register."""

    who: str
    instrument: str
    chance: Chance | None = None
    lag: Lag | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about the end: are at least so many of these states in the war?"""

    name: str
    states: tuple[str, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A whole cascade file."""

    name: str
    deeds: tuple[Deed, ...]
    known_on: date | None = None
    mode: str = "text"
    assumed: tuple[Assumed, ...] = ()
    interests: tuple[Interest, ...] = ()
    followed: tuple[Followed, ...] = ()
    otherwise: Chance | None = None
    """The chance of a treaty of the register that ``followed`` does not name."""
    asked: tuple[Asked, ...] = ()
    source: str = ""

    @property
    def day(self) -> date:
        """Return the first day."""
        return min(deed.day for deed in self.deeds)


def story_of(incident: Incident, *, name: str = "") -> Story:
    """Return the story that begins with an incident: every attacker attacks every victim.

    Facts of the incident are taken for so in every case of the cascade; nothing is told of
    interests or of chances.
    """
    attack = max(incident.attacks & set(ATTACKS), key=ATTACKS.index, default=ARMED)
    deeds = tuple(
        Deed(
            attacker=attacker,
            victim=victim,
            day=incident.day,
            attack=attack,
            places=incident.places,
        )
        for attacker in incident.attackers
        for victim in incident.victims
        if attacker != victim
    )
    return Story(
        name=name or incident.label or f"{', '.join(incident.attackers)} attacks",
        deeds=deeds,
        known_on=incident.known_on,
        mode=incident.mode,
        assumed=(Assumed(facts=incident.facts, why="told with the incident"),),
    )
