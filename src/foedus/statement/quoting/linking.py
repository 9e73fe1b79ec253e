"""Which source and which content belong to which cue?

Each content chooses one cue, each cue one source or none, among those that stand near: a
multinomial choice whose weights were learned from annotated links. Spans are given in the
order of the text; positions count the words of the whole document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foedus.statement.quoting.labels import ROLES

NEAR = 2
"""Paragraphs; a partner further off is no candidate."""
REACH = 12
"""Marks to either side; keeps the work linear in the length of a text."""
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_OPENING = ("“", '"', "``", "«")
_TELLING = (",", "and", "but", "that", "who", "which", ":", ";")

Option = tuple["Mark", tuple[str, ...]]
"""A partner that may be chosen, and what can be seen of the two together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One span the tagger found."""

    role: str
    start: int
    end: int
    paragraph: int
    sentence: int
    """Counted over the whole document."""
    score: float = 1.0
    """Mean share of its labels, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The marks of a document in order, and its words in lower case."""

    marks: Sequence[Mark]
    words: Sequence[str]


def cue_of_contents(scene: Scene, weights: Mapping[str, float]) -> dict[Mark, Mark]:
    """Return the cue each content belongs to; a content that has none is left out."""
    chosen: dict[Mark, Mark] = {}
    before: Mark | None = None
    for at, mark in enumerate(scene.marks):
        if mark.role == "content" and (best := _best(cues(scene, at, before), scene, at, weights)):
            chosen[mark] = before = best
    return chosen


def source_of_cues(scene: Scene, weights: Mapping[str, float]) -> dict[Mark, Mark]:
    """Return the source of each cue; a cue with none is left out."""
    chosen: dict[Mark, Mark] = {}
    for at, mark in enumerate(scene.marks):
        if mark.role == "cue" and (best := _best(sources(scene, at), scene, at, weights)):
            chosen[mark] = best
    return chosen


def _best(
    options: Sequence[Option], scene: Scene, at: int, weights: Mapping[str, float]
) -> Mark | None:
    best = max(options, key=lambda o: rating(o[1], weights), default=None)
    if best and rating(best[1], weights) > rating(alone(scene, at), weights):
        return best[0]
    return None


def rating(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return the sum of the weights of ``features``; an unknown one weighs nothing."""
    return sum(weights.get(f, 0.0) for f in features)


def cues(scene: Scene, at: int, before: Mark | None) -> list[Option]:
    """Return the cues that the content at ``at`` may belong to.

    ``before`` is the cue of the content before: a quotation of several paragraphs or
    parts keeps its cue however far it goes.
    """
    found: list[Option] = []
    for n, other in _near(scene, at, before):
        if other.role == "cue":
            seen = [f"content:{f}" for f in _features(scene, at, n)]
            seen += [f"content:chain/{other is before}"] if before else []
            found.append((other, tuple(seen)))
    return found


def sources(scene: Scene, at: int) -> list[Option]:
    """Return the sources that the cue at ``at`` may have."""
    return [
        (other, tuple(f"source:{f}" for f in _features(scene, n, at)))
        for n, other in _near(scene, at, None)
        if other.role == "source"
    ]


def alone(scene: Scene, at: int) -> tuple[str, ...]:
    """Return the features of the choice that the content or cue at ``at`` has no partner."""
    mark = scene.marks[at]
    first, last = scene.words[mark.start], scene.words[mark.end - 1]
    if mark.role == "content":
        near = [m for _, m in _near(scene, at, None) if m.role == "cue"]
        beside = min(sum(m.sentence == mark.sentence for m in near), 2)
        around = min(sum(m.paragraph == mark.paragraph for m in near), 2)
        return ("content:none", f"content:none/{first in _OPENING}/{beside}/{around}")
    return ("source:none", f"source:none={first}", f"source:none={last}")


def _near(scene: Scene, at: int, always: Mark | None) -> Iterator[tuple[int, Mark]]:
    here = scene.marks[at].paragraph
    for n in range(max(0, at - REACH), min(len(scene.marks), at + REACH + 1)):
        other = scene.marks[n]
        if other is always or abs(other.paragraph - here) <= NEAR:
            yield n, other


def _features(scene: Scene, at: int, cue_at: int) -> Iterator[str]:
    """Yield what can be seen of a mark (source or content) and a cue together."""
    mark, cue = scene.marks[at], scene.marks[cue_at]
    side = "left" if at < cue_at else "right"
    first, second = (mark, cue) if at < cue_at else (cue, mark)
    gap = scene.words[first.end : second.start]
    sentences = min(abs(mark.sentence - cue.sentence), 3)
    between = [m.role for m in scene.marks[min(at, cue_at) + 1 : max(at, cue_at)]]
    counts = [min(between.count(role), 2) for role in ROLES]
    yield f"{side}/far{sum(len(gap) > s for s in _STEPS)}"
    yield f"{side}/sentence{sentences}"
    yield f"{side}/paragraph{min(abs(mark.paragraph - cue.paragraph), 3)}"
    yield f"{side}/between{counts}"
    for role, count in zip(ROLES, counts, strict=True):
        yield f"{side}/{role}s{count}/{min(sentences, 1)}"
    yield f"{side}/after={gap[0]}/before={gap[-1]}" if gap else f"{side}/touching"
    yield f"{side}/after={gap[0] if gap else ''}"
    yield f"{side}/cue={scene.words[cue.start]}"
    yield f"{side}/end={scene.words[cue.end - 1]}"
    yield f"{side}/starts={scene.words[mark.start]}/{min(sentences, 1)}"
    yield from (f"{side}/holds{word}" for word in _TELLING if word in gap)
