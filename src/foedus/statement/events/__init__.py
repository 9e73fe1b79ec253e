"""`Document` to events: who did what to whom, by PLOVER root and CAMEO code."""

from foedus.statement.events.coder import code_events
from foedus.statement.events.event import Actor, Event
from foedus.statement.events.roots import RootReading, root_of

__all__ = ["Actor", "Event", "RootReading", "code_events", "root_of"]
