"""How are the weights of links learned, and how often is the right partner chosen?

Multinomial choice over the candidates of each content and each cue, by gradient with
adaptive steps (Duchi, Hazan, Singer 2011) on annotated spans; features seen fewer than
``RARE`` times are dropped.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from foedus.statement.quoting.labels import ROLES
from foedus.statement.quoting.linking import (
    Mark,
    Option,
    Scene,
    alone,
    cue_of_contents,
    cues,
    rating,
    source_of_cues,
    sources,
)
from foedus.statement.quoting.words import cut, ends_sentence
from train_attribution.corpus import Act, Article, Stretch

RARE = 4
MISSED = 8
Choice = tuple[list[tuple[str, ...]], int]
"""The features of each option, and which one is right."""
Links = tuple[dict[Mark, Mark], dict[Mark, Mark | None]]


def scene_of(article: Article) -> tuple[Scene, Links]:
    """Return the annotated spans of an article as marks, and the links between them."""
    words, places = _words(article.text)
    found: dict[tuple[str, Stretch], Mark] = {}
    for act in article.acts:
        for role in ROLES:
            for part in act.parts(role, article.text):
                mark = _mark(role, part, places)
                if mark:
                    found[role, part] = mark
    marks = sorted(found.values(), key=lambda m: (m.start, m.end))
    scene = Scene(marks=marks, words=words)
    return scene, _links(article, found)


def _links(article: Article, found: dict[tuple[str, Stretch], Mark]) -> Links:
    to_cue: dict[Mark, Mark] = {}
    to_source: dict[Mark, Mark | None] = {}
    for act in article.acts:
        first = {role: _present(act, role, article.text, found) for role in ROLES}
        for cue in first["cue"]:
            to_source[cue] = first["source"][0] if first["source"] else None
        for content in first["content"]:
            if first["cue"]:
                to_cue[content] = first["cue"][0]
    return to_cue, to_source


def _present(act: Act, role: str, text: str, found: dict[tuple[str, Stretch], Mark]) -> list[Mark]:
    return [found[role, p] for p in act.parts(role, text) if (role, p) in found]


def _words(text: str) -> tuple[list[str], list[tuple[int, int, int, int]]]:
    """Return lower-case words, and (start, end, paragraph, sentence) of each."""
    words: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    offset, paragraph, sentence = 0, 0, 0
    for line in text.split("\n"):
        spans = cut(line, offset)
        here = [text[a:b] for a, b in spans]
        for at, (start, end) in enumerate(spans):
            places.append((start, end, paragraph, sentence))
            sentence += ends_sentence(here, at)
        words += [w.lower() for w in here]
        paragraph += bool(spans)
        sentence += 1
        offset += len(line) + 1
    return words, places


def _mark(role: str, part: Stretch, places: list[tuple[int, int, int, int]]) -> Mark | None:
    inside = [n for n, (a, b, _, _) in enumerate(places) if a < part[1] and part[0] < b]
    if not inside:
        return None
    _, _, paragraph, sentence = places[inside[0]]
    start, end = inside[0], inside[-1] + 1
    return Mark(role=role, start=start, end=end, paragraph=paragraph, sentence=sentence)


def choices(scene: Scene, links: Links) -> Iterator[Choice]:
    """Yield what is to be learned from one article.

    A tagger misses spans, so every ``MISSED``-th choice is repeated with the right partner
    taken away, and then "none" is right.
    """
    to_cue, to_source = links
    before: Mark | None = None
    for at, mark in enumerate(scene.marks):
        if mark.role == "content" and mark in to_cue:
            yield from _choice(cues(scene, at, before), to_cue[mark], alone(scene, at), at)
            before = to_cue[mark]
        elif mark.role == "cue" and mark in to_source:
            yield from _choice(sources(scene, at), to_source[mark], alone(scene, at), at)


def _choice(
    options: Sequence[Option], wanted: Mark | None, none: tuple[str, ...], at: int
) -> Iterator[Choice]:
    right = [n for n, (mark, _) in enumerate(options) if mark is wanted]
    seen = [features for _, features in options]
    if wanted is None:
        yield [*seen, none], len(seen)
    elif right:
        yield [*seen, none], right[0]
        if at % MISSED == 0:
            yield [*seen[: right[0]], *seen[right[0] + 1 :], none], len(seen) - 1


def learned(known: Sequence[Choice], *, rounds: int = 6, rate: float = 0.3) -> dict[str, float]:
    """Return a weight for each feature that is not rare."""
    seen = Counter(f for options, _ in known for option in options for f in option)
    weights = {f: 0.0 for f, n in seen.items() if n >= RARE}
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    for _ in range(rounds):
        for options, right in known:
            ratings = [rating(o, weights) for o in options]
            top = max(ratings)
            parts = [math.exp(r - top) for r in ratings]
            total = sum(parts)
            for n, (option, part) in enumerate(zip(options, parts, strict=True)):
                slope = (n == right) - part / total
                if abs(slope) > 1e-3:
                    _step(weights, squares, option, slope, rate)
    return {f: w for f, w in weights.items() if abs(w) > 0.02}


def _step(
    weights: dict[str, float],
    squares: dict[str, float],
    option: tuple[str, ...],
    slope: float,
    rate: float,
) -> None:
    for f in option:
        if f in weights:
            squares[f] += slope * slope
            weights[f] += rate * (slope - 1e-3 * weights[f]) / math.sqrt(squares[f])


def accuracy(
    known: Sequence[tuple[Scene, Links]], weights: dict[str, float]
) -> tuple[float, float]:
    """Return the share of contents with the right cue, of cues with the right source or none."""
    right = [0, 0]
    total = [0, 0]
    for scene, (to_cue, to_source) in known:
        mine, theirs = cue_of_contents(scene, weights), source_of_cues(scene, weights)
        right[0] += sum(mine.get(m) is c for m, c in to_cue.items())
        right[1] += sum(theirs.get(m) is s for m, s in to_source.items())
        total[0] += len(to_cue)
        total[1] += len(to_source)
    return right[0] / max(1, total[0]), right[1] / max(1, total[1])
