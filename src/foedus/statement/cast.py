"""Who has spoken or been introduced so far, and whom do "he", "it" or "the minister" mean?

The cast grows as a document is read from its beginning; nothing is looked up outside it
but the names and offices of the register.
"""

from dataclasses import dataclass, field

from foedus.names import Mention
from foedus.statement.claim import Speaker
from foedus.statement.unit import Unit

_STATE_KINDS = ("state", "capital", "seat", "demonym")


@dataclass(slots=True)
class Cast:
    """The speakers of one document, in the order in which they were met."""

    people: list[Speaker] = field(default_factory=list)
    singular: Speaker | None = None
    plural: Speaker | None = None
    body: Speaker | None = None
    last_state: str | None = None
    last_spoken: str | None = None
    """The state of whoever spoke last."""
    recent: tuple[str, ...] = ()
    """The states that the last sentence with any names, whom "them" may mean."""
    seen: dict[str, int] = field(default_factory=dict)
    """How often each state was named so far."""

    called: dict[Speaker, str] = field(default_factory=dict)
    """The words that first named a speaker who has no name."""

    def note_states(self, unit: Unit) -> None:
        """Remember the states that ``unit`` names."""
        named = {m.ids[0] for m in unit.mentions if m.kind in _STATE_KINDS and len(m.ids) == 1}
        self.recent = tuple(sorted(named)) or self.recent
        for mention in unit.mentions:
            if mention.kind in _STATE_KINDS and len(mention.ids) == 1:
                self.seen[mention.ids[0]] = self.seen.get(mention.ids[0], 0) + 1
                self.last_state = mention.ids[0]

    def remember(self, speaker: Speaker, *, plural: bool) -> None:
        """Note who has just spoken."""
        self.last_spoken = speaker.state or self.last_spoken
        # "The foreign minister of the Emirates" ends in -s and is one person.
        one = speaker.kind == "office" and not (speaker.role or "s").endswith("s")
        if plural and not one:
            self.plural = speaker
        elif speaker.kind in ("person", "office", "unnamed") or speaker.name:
            self.singular = speaker
        if speaker.kind in ("government", "organisation"):
            self.body = speaker
        new = not any(p.name == speaker.name for p in self.people) if speaker.name else speaker.role
        if new and speaker not in self.people:
            self.people.append(speaker)

    def by_surname(self, word: str) -> Speaker | None:
        """Return the person whose name ends in ``word`` or is ``word``."""
        low = word.lower()
        for person in reversed(self.people):
            if person.name and low in (person.name.lower(), person.name.lower().split()[-1]):
                return person
        # Some names begin with the family's: Lan Qiuyue is "Lan".
        first = [p for p in self.people if p.name and p.name.lower().split()[0] == low]
        return first[-1] if first else None

    def by_role(self, words: tuple[str, ...]) -> Speaker | None:
        """Return the last person whose role ends in the same noun ("the deputy minister")."""
        for person in reversed(self.people):
            role = (person.role or "").lower().split()
            if role and words and role[-1] == words[-1]:
                return person
        return None

    def one_of(self, ids: tuple[str, ...]) -> str | None:
        """Return the one of several states that was named here, or None."""
        known = [i for i in ids if i in self.seen]
        return known[0] if len(known) == 1 else ("KOR" if "KOR" in ids and "PRK" in ids else None)


def resolved(mention: Mention, cast: Cast) -> str | None:
    """Return the state a mention means; an ambiguous one ("Korean") by what was named before."""
    return mention.ids[0] if len(mention.ids) == 1 else cast.one_of(mention.ids)
