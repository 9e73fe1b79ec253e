"""Who did what to whom, on which day, in which words, and how sure is that?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.text import Span

ActorKind = Literal["state", "organisation", "group", "named"]
Modality = Literal["asserted", "future", "possible", "conditional"]
Voice = Literal["active", "passive", "noun"]
DayFrom = Literal["sentence", "document", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One side of an event."""

    name: str
    """The canonical name where the register knows it, else the words as they stand."""
    kind: ActorKind
    """state, organisation; group: a common noun ("protesters"); named: kept as it stands."""
    states: tuple[str, ...] = ()
    """Alpha-3 of the state that acts or is acted on; more where one name is ambiguous."""
    organisation: str | None = None
    """Id of the register's organisation."""
    sector: str | None = None
    """PLOVER's sector of a common noun: GOV, MIL, COP, JUD, LEG, REB, OPP, CVL ..."""
    span: Span

    @property
    def code(self) -> str:
        """Return the shortest name for tables: RUS, nato, or the words."""
        return self.organisation or "/".join(self.states) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One deed of a source towards a target, as a sentence tells it."""

    source: Actor
    target: Actor
    root: str
    """PLOVER root; CONCEDE and RETREAT, never YIELD."""
    quad: int
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    cameo_root: str
    """Two digits."""
    cameo: str
    """CAMEO code where the words tell it, else empty."""
    on: date | None
    on_from: DayFrom
    span: Span
    """The sentence."""
    words: Span
    """The words of the deed, from its first operator on."""
    rule: str
    """Id of the dictionary's entry."""
    by_words: str
    """Root that dictionary and grammar give, with YIELD split as in `root`."""
    by_model: str
    """Root that the classifier gives, likewise."""
    confidence: float
    """Probability of the classifier's root, 0..1."""
    negated: bool
    modality: Modality
    voice: Voice

    @property
    def disputed(self) -> bool:
        """Tell whether dictionary and classifier disagree on the root."""
        return self.by_words != self.by_model
