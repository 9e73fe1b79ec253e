"""Which events does a text tell? Actors by name, pairs by grammar, roots by two readers."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from foedus.names import Mention, find_names
from foedus.statement.events.actors import Cast
from foedus.statement.events.classifier import Linear, classifier
from foedus.statement.events.cues import CueHit
from foedus.statement.events.dating import day_in
from foedus.statement.events.deed import Deed
from foedus.statement.events.event import Actor, Event, Modality
from foedus.statement.events.features import pair_features
from foedus.statement.events.lore import Lore, lore
from foedus.statement.events.pairs import deeds
from foedus.statement.events.phrases import Clause
from foedus.statement.events.roots import CLEAR, codes_of
from foedus.statement.events.scheme import QUADS, cameo_root, plover_root
from foedus.statement.events.verbs import verbs_of
from foedus.statement.tokens import Token, quotations, tokenise
from foedus.text import Document, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 2000
"""Characters; a longer sentence is a table or a list and is not read."""
MOST = 24
"""Events of one sentence; what follows is a list too."""


def code_events(document: Document, on: date | None = None) -> tuple[Event, ...]:
    """Return the events that ``document`` tells, in the order of the text.

    Args:
        document: The text.
        on: Its day, from which "on Monday" counts and names are dated; the document's own
            dateline where None.

    Raises:
        RegisterError: The dictionary in the register is at fault.
        InputError: The weights of the classifier cannot be read.
    """
    day = on or document.dateline
    names = find_names(document.text, on=day)
    quotes = quotations(document.text)
    memory: list[Actor] = []
    found: list[Event] = []
    known, model = lore(), classifier()
    first = 0
    for sentence in document.sentences:
        span = sentence.span
        while first < len(names) and names[first].start < span.start:
            first += 1
        last = first
        while last < len(names) and names[last].end <= span.end:
            last += 1
        if len(span) <= LONGEST:
            tokens = tokenise(document.text, span, quotes)
            reader = _Sentence(document.text, span, tokens, names[first:last], day)
            found.extend(reader.events(known, model, memory))
        first = last
    return tuple(found)


class _Sentence:
    def __init__(
        self,
        text: str,
        span: Span,
        tokens: tuple[Token, ...],
        names: Sequence[Mention],
        on: date | None,
    ) -> None:
        self.text, self.span, self.tokens, self.names, self.on = text, span, tokens, names, on
        self.judged: dict[tuple[int, int], NDArray[np.float32]] = {}

    def events(self, known: Lore, model: Linear, memory: list[Actor]) -> Iterator[Event]:
        hits = known.cues.find(self.tokens)
        if not any(hit.cue.root for hit in hits):
            return
        words = known.words
        bare = Clause(self.tokens, frozenset(), words)
        places = {
            hit.start for hit in hits if hit.cue.to or hit.cue.operator not in ("", "negate", "had")
        }
        ends = {m.end for m in self.names if m.kind == "demonym"}
        demonyms = frozenset(i for i, t in enumerate(self.tokens) if t.end in ends)
        verbs = verbs_of(self.tokens, places, demonyms, bare)
        cast = Cast(
            Clause(self.tokens, verbs, words),
            self.names,
            text=self.text,
            on=self.on,
            sectors=known.sectors,
        )
        seen: set[tuple[str, str, str]] = set()
        for deed in islice(deeds(self.tokens, hits, cast, memory=memory), MOST):
            event = self._event(deed, hits, model)
            key = (event.source.code, event.target.code, event.root)
            if key not in seen:
                seen.add(key)
                yield event

    def _event(self, deed: Deed, hits: Sequence[CueHit], model: Linear) -> Event:
        chances = self._chances(deed, hits, model)
        best = int(chances.argmax())
        guess = model.classes[best]
        chosen = guess if chances[best] >= CLEAR or guess == deed.root else deed.root
        cameo = codes_of(chosen, deed.cue)
        root = plover_root(chosen, cameo)
        day, known = day_in(self.tokens, on=self.on)
        return Event(
            source=deed.source,
            target=deed.target,
            root=root,
            quad=QUADS[root],
            cameo_root=cameo_root(root, cameo),
            cameo=cameo,
            on=day,
            on_from="sentence" if known else "document" if day else "unknown",
            span=self.span,
            words=Span(self.tokens[deed.start].start, self.tokens[deed.end - 1].end),
            rule=deed.cue.id,
            by_words=plover_root(deed.root, codes_of(deed.root, deed.cue)),
            by_model=plover_root(guess, codes_of(guess, deed.cue)),
            confidence=float(chances[best]),
            negated=deed.negated,
            modality=_modality(deed.modal),
            voice=deed.voice,
        )

    def _chances(self, deed: Deed, hits: Sequence[CueHit], model: Linear) -> "NDArray[np.float32]":
        """Return the classifier's probabilities; one deed of several actors is judged once."""
        key = (deed.start, deed.end)
        if key not in self.judged:
            sides = self._run(deed.source), self._run(deed.target)
            features = pair_features(self.tokens, *sides, hits=hits)
            self.judged[key] = model.probabilities(model.margins(features))
        return self.judged[key]

    def _run(self, actor: Actor) -> list[tuple[int, int]]:
        inside = [
            i
            for i, t in enumerate(self.tokens)
            if t.start < actor.span.end and actor.span.start < t.end
        ]
        return [(inside[0], inside[-1] + 1)] if inside else []


def _modality(modal: str) -> Modality:
    if modal in ("will", "shall", "'ll", "wo"):
        return "future"
    if modal in ("would", "should", "'d"):
        return "conditional"
    return "possible" if modal else "asserted"
