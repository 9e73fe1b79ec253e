"""Which PLOVER root do words have, by the dictionary and by the classifier?"""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.statement.events.classifier import classifier
from foedus.statement.events.cues import Cue, CueHit
from foedus.statement.events.features import Run, pair_features
from foedus.statement.events.lore import lore
from foedus.statement.events.scheme import QUADS, cameo_of, plover_root, turned
from foedus.statement.tokens import Token, quotations, tokenise
from foedus.text import Span

CLEAR = 0.35
"""Below this probability the dictionary's root stands, where it gives one."""
_REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RootReading:
    """A root, and what dictionary and classifier each say."""

    root: str
    """CONCEDE and RETREAT, never YIELD."""
    quad: int
    cameo: str
    """Empty where the words do not tell it."""
    by_words: str | None
    """None where the dictionary knows no word of the text."""
    by_model: str
    confidence: float
    """Probability of the classifier's root, 0..1."""

    @property
    def disputed(self) -> bool:
        """Tell whether the dictionary has a root and the classifier another one."""
        return self.by_words is not None and self.by_words != self.by_model


def codes_of(root: str, cue: Cue) -> str:
    """Return the CAMEO code that a cue gives a root, or nothing."""
    return cameo_of(root, cue.root, cue.cameo)


def root_of(
    words: str,
    *,
    source: Sequence[Span] = (),
    target: Sequence[Span] = (),
    tense: str | None = None,
    negated: bool = False,
    hypothetical: bool = False,
) -> RootReading:
    """Return the PLOVER root of the deed that ``words`` tell.

    Args:
        words: A clause or a sentence.
        source: Where in it the one who acts is named; may be empty.
        target: Where the one acted on is named; may be empty.
        tense: ``past``, ``present`` or ``future``, where another reader knows it: a deed of
            the future is a promise or a threat.
        negated: Another reader knows the deed not to be done.
        hypothetical: It hangs on something that has not happened; read as the future is.

    Raises:
        InputError: The weights cannot be read.

    >>> root_of("Norway sent medicines to Peru.").root
    'AID'
    >>> root_of("send medicines", tense="future").root
    'AGREE'
    """
    if not words.strip():
        raise ValueError("root_of needs words")
    tokens = tokenise(words, Span(0, len(words)), quotations(words))
    hits = lore().cues.find(tokens)
    return read_root(
        tokens,
        hits,
        (_runs(tokens, source), _runs(tokens, target)),
        outer=_outer(tense=tense, negated=negated, hypothetical=hypothetical),
    )


def _outer(*, tense: str | None, negated: bool, hypothetical: bool) -> tuple[str, ...]:
    later = ("intend",) if tense == "future" or hypothetical else ()
    return (*(("negate",) if negated else ()), *later)


def read_root(
    tokens: Sequence[Token],
    hits: Sequence[CueHit],
    sides: tuple[Sequence[Run], Sequence[Run]],
    *,
    outer: tuple[str, ...] = (),
) -> RootReading:
    """Return the root of one pair in one sentence, operators known from outside applied last."""
    model = classifier()
    chances = model.probabilities(model.margins(pair_features(tokens, *sides, hits=hits)))
    best = int(chances.argmax())
    guess = turned(model.classes[best], outer)
    cue, known = _first_deed(hits, sides)
    if cue is not None and known is not None:
        known = turned(known, outer)
    clear = chances[best] >= CLEAR or known is None
    chosen = guess if clear or known is None else known
    cameo = codes_of(chosen, cue) if cue is not None else ""
    root = plover_root(chosen, cameo)
    return RootReading(
        root=root,
        quad=QUADS[root],
        cameo=cameo,
        by_words=plover_root(known, codes_of(known, cue)) if cue is not None and known else None,
        by_model=plover_root(guess, codes_of(guess, cue) if cue is not None else ""),
        confidence=float(chances[best]),
    )


def _first_deed(
    hits: Sequence[CueHit], sides: tuple[Sequence[Run], Sequence[Run]]
) -> tuple[Cue | None, str | None]:
    """Return the first deed outside the actors' names, and its root under its operators."""
    named = {i for runs in sides for start, end in runs for i in range(start, end)}
    begin = min((start for start, _ in sides[0]), default=0)
    free = [hit for hit in hits if hit.start not in named]
    operators = [(hit.start, hit.cue.operator) for hit in free if hit.cue.operator]
    found = [hit for hit in free if hit.cue.root]
    if not found:
        return None, None
    first = min(found, key=lambda hit: (hit.start < begin, hit.start, -hit.end))
    near = [op for start, op in operators if start < first.start <= start + _REACH]
    return first.cue, turned(first.cue.root, near)


def _runs(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Run]:
    found = []
    for span in spans:
        inside = [i for i, t in enumerate(tokens) if t.start < span.end and span.start < t.end]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found
