"""Whom do the words of a noun phrase name: a state, an organisation, a group, or as they stand?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from foedus.names import Mention, states_of
from foedus.statement.events.event import Actor
from foedus.statement.events.phrases import Clause
from foedus.statement.tokens import Token
from foedus.text import Span

Run = tuple[int, int]
_SPEAKERS = frozenset({"we", "i", "you", "us", "who", "this", "that"})
MOST = 8
"""Actors of one phrase; more are a list."""
PRONOUNS = frozenset({"he", "she", "it", "they"})
_OF_STATES = ("state", "capital", "seat", "demonym")
_ACTING = (*_OF_STATES, "group", "person")
_OWN = frozenset({"its", "their", "his", "her"})
_OWNING = frozenset({"of", "from", "in", "for", "at"})


def agent_sectors(files: Mapping[str, Any]) -> dict[str, str]:
    """Return PLOVER's sector of each common noun that names an actor."""
    agents = files["plover.yaml"]["plover_agents"]
    return {word: sector for sector, words in agents.items() for word in str(words).split()}


class Cast:
    """The names of one sentence, ready to be asked for the actors of a noun phrase."""

    def __init__(
        self,
        clause: Clause,
        mentions: Sequence[Mention],
        *,
        text: str,
        on: date | None,
        sectors: Mapping[str, str],
    ) -> None:
        self.clause = clause
        self.mentions = mentions
        self.text = text
        self.on = on
        self.sectors = sectors

    def actors(self, run: Run) -> tuple[Actor, ...]:
        """Return the actors that the words ``run`` name, one for each joined part; or none."""
        head, rest = self._head(run)
        parts = list(islice(self._parts(head), MOST))
        found = [self._actor(part, rest if part == parts[-1] else None) for part in parts]
        return tuple(actor for actor in found if actor is not None)

    def _head(self, run: Run) -> tuple[Run, Run | None]:
        """Part a phrase at its first preposition; what follows counts if it can own the head."""
        start, end = run
        for at in range(start + 1, end):
            low = self.clause.low(at)
            if low in self.clause.words.prepositions:
                rest = (at + 1, end) if low in _OWNING and at + 1 < end else None
                return (start, at), rest
        return run, None

    def _parts(self, run: Run) -> Iterator[Run]:
        start, end = run
        for at in range(start, end):
            if self.clause.low(at) in ("and", "or", ","):
                if at > start:
                    yield start, at
                start = at + 1
        if start < end:
            yield start, end

    def _actor(self, run: Run, owner: Run | None) -> Actor | None:
        if self.clause.low(run[0]) in _OWN and not self._named(run):
            return None  # "recalled its ambassador": the source's own
        while run[0] < run[1] and self.clause.low(run[0]) in self.clause.words.determiners:
            run = (run[0] + 1, run[1])
        if run[0] == run[1] or self.clause.low(run[1] - 1) in self.clause.words.times:
            return None
        if self._is_nobody(run):
            return None
        named = self._named(run)
        sector = self._sector(run)
        if named:
            return self._of_mentions(run, named, sector)
        owners = self._named(owner) if owner else []
        if sector or owners:
            states = self._states(owners)
            if sector or (states and self._is_office(run)):
                return self._made(run, kind="group", states=states, sector=sector)
            return None
        if any(t.upper and t.low not in PRONOUNS for t in self._proper(run)):
            return self._made(run, kind="named")
        return None

    def _is_nobody(self, run: Run) -> bool:
        """Tell whether the words are a speaker's "we", or the title of a treaty."""
        if run[1] - run[0] == 1 and self.clause.low(run[0]) in _SPEAKERS:
            return True
        start, end = self.clause.tokens[run[0]].start, self.clause.tokens[run[1] - 1].end
        titles = (m for m in self.mentions if m.kind == "instrument")
        return any(m.start < end and start < m.end for m in titles)

    def _of_mentions(self, run: Run, named: list[Mention], sector: str | None) -> Actor:
        group = next((m for m in named if m.kind == "group"), None)
        states = self._states(named)
        if group is not None and not any(m.kind in _OF_STATES for m in named):
            return self._made(
                run, kind="organisation", name=group.name, organisation=group.ids[0], sector="IGO"
            )
        plain = [m for m in named if m.kind in _OF_STATES]
        if states and plain:
            return self._made(run, kind="state", name=plain[0].name, states=states, sector=sector)
        return self._made(run, kind="named", states=states, sector=sector)

    def _made(
        self,
        run: Run,
        *,
        kind: str,
        name: str | None = None,
        states: tuple[str, ...] = (),
        organisation: str | None = None,
        sector: str | None = None,
    ) -> Actor:
        tokens = self.clause.tokens
        end = run[1]
        if tokens[end - 1].low == "'s" and end - 1 > run[0]:
            end -= 1
        span = Span(tokens[run[0]].start, tokens[end - 1].end)
        return Actor(
            name=name or " ".join(span.of(self.text).split()),
            kind=kind,  # type: ignore[arg-type]
            states=states,
            organisation=organisation,
            sector=sector,
            span=span,
        )

    def _named(self, run: Run) -> list[Mention]:
        tokens = self.clause.tokens
        low, high = tokens[run[0]].start, tokens[run[1] - 1].end
        return [m for m in self.mentions if low <= m.start < high and m.kind in _ACTING]

    def _states(self, named: Sequence[Mention]) -> tuple[str, ...]:
        """Return the state of the first name that has one: "Turkish" in "Turkish President X"."""
        for mention in named:
            if mention.kind in _OF_STATES:
                return mention.ids
            if mention.kind == "person":
                return states_of(mention, on=self.on)
        return ()

    def _sector(self, run: Run) -> str | None:
        """Return the sector of the head noun, or of the title before a name."""
        for at in range(run[1] - 1, run[0] - 1, -1):
            sector = self.sectors.get(self.clause.low(at))
            if sector is not None or not self.clause.tokens[at].upper:
                return sector
        return None

    def _is_office(self, run: Run) -> bool:
        return self.clause.tokens[run[1] - 1].upper

    def _proper(self, run: Run) -> list[Token]:
        """Return the words that a capital marks as a name; the sentence's first only with more."""
        tokens = list(self.clause.tokens[run[0] : run[1]])
        if run[0] == 0 and len(tokens) > 1 and not tokens[1].upper:
            return tokens[1:]
        if run[0] == 0 and len(tokens) == 1:
            plain = tokens[0].low in self.clause.words.determiners or tokens[0].low.endswith("s")
            return [] if plain else tokens
        return tokens
