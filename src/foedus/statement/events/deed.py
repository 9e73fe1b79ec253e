"""What does grammar know of a deed: who, whom, by which cue, under which operators?"""

from dataclasses import dataclass

from foedus.statement.events.cues import Cue
from foedus.statement.events.event import Actor, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A cue that governs a pair of actors, and what its operators make of it."""

    source: Actor
    target: Actor
    cue: Cue
    start: int
    end: int
    """Tokens from the first operator to the end of the cue."""
    operators: tuple[str, ...]
    root: str
    """Root by the dictionary, YIELD not split."""
    voice: Voice
    negated: bool
    modal: str
    """The modal of the verb group, or nothing."""
