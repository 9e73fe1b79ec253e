"""Which attributions does a document hold, and which stand inside another's words?

The tagger knows one level, as its training data do. What a content itself reports
("... that Oslo had pledged ships") is found by reading the contents again, each as if it
were a paragraph of its own.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.statement.quoting.antecedents import speakers
from foedus.statement.quoting.attribution import Attribution
from foedus.statement.quoting.labels import stretches
from foedus.statement.quoting.linking import NEAR, Mark, Scene, cue_of_contents, source_of_cues
from foedus.statement.quoting.words import cut, ends_sentence
from foedus.text import Document, Span

if TYPE_CHECKING:
    from foedus.statement.quoting.weights import Weights

SUREST = 0.5
"""A nested attribution less sure than this is left out: nothing but its own words speaks for it."""
SHORTEST = 4
"""Words; a shorter content holds no attribution of its own."""
DEEPEST = 2
"""Levels below the first: "A said that B had said that C promised" has two."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    paragraph: int
    sentence: int


def attributions(
    document: Document, *, nested: bool = True, within: Sequence[Span] | None = None
) -> tuple[Attribution, ...]:
    """Return the attributions of ``document``, in the order of their first words.

    Args:
        document: English running text; another language gives few or none.
        nested: Also look for attributions inside the contents of others.
        within: Only in these stretches, each read by itself; default: every line.

    Raises:
        InputError: The shipped weights are missing or damaged.
    """
    from foedus.statement.quoting.weights import weights  # noqa: PLC0415 - loads numpy

    model = weights()
    lines = _lines(document.text) if within is None else within
    found = _read(document.text, lines, model, apart=within is not None)
    level = list(range(len(found)))
    for _ in range(DEEPEST if nested else 0):
        deeper = _inside(document.text, [(n, found[n]) for n in level], model)
        level = list(range(len(found), len(found) + len(deeper)))
        found += deeper
    return speakers(document.text, _in_order(found))


def _lines(text: str) -> list[Span]:
    spans, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(offset, offset + len(line)))
        offset += len(line) + 1
    return spans


def _read(
    text: str, paragraphs: Sequence[Span], model: "Weights", *, apart: bool
) -> list[Attribution]:
    from foedus.statement.quoting.tagging import labelled  # noqa: PLC0415 - loads numpy

    words = _words(text, paragraphs)
    rows: list[list[str]] = [[] for _ in paragraphs]
    for word in words:
        rows[word.paragraph].append(text[word.start : word.end])
    marks: list[Mark] = []
    base = 0
    for result in labelled(rows, model, apart=apart):
        for role, start, end in stretches(result.labels):
            first = words[base + start]
            mark = Mark(
                role=role,
                start=base + start,
                end=base + end,
                paragraph=first.paragraph * (NEAR + 1 if apart else 1),
                sentence=first.sentence,
                score=sum(result.shares[start:end]) / (end - start),
            )
            marks.append(mark)
        base += len(result.labels)
    scene = Scene(marks=marks, words=[text[w.start : w.end].lower() for w in words])
    return _joined(scene, words, model)


def _words(text: str, paragraphs: Sequence[Span]) -> list[_Word]:
    found: list[_Word] = []
    sentence = 0
    for number, span in enumerate(paragraphs):
        places = cut(span.of(text), span.start)
        here = [text[a:b] for a, b in places]
        for at, (start, end) in enumerate(places):
            found.append(_Word(start, end, number, sentence))
            sentence += ends_sentence(here, at)
        sentence += 1
    return found


def _joined(scene: Scene, words: Sequence[_Word], model: "Weights") -> list[Attribution]:
    contents: dict[Mark | None, list[Mark]] = {}
    to_cue = cue_of_contents(scene, model.links)
    to_source = source_of_cues(scene, model.links)
    alone: list[list[Mark]] = []
    for mark in scene.marks:
        if mark.role == "content" and mark in to_cue:
            contents.setdefault(to_cue[mark], []).append(mark)
        elif mark.role == "content":
            alone.append([mark])
    found = [_attribution(words, content=parts) for parts in alone]
    for cue in scene.marks:
        if cue.role == "cue" and (cue in contents or cue in to_source):
            source = [to_source[cue]] if cue in to_source else []
            parts = contents.get(cue, [])
            found.append(_attribution(words, source=source, cue=[cue], content=parts))
    return found


def _attribution(
    words: Sequence[_Word],
    *,
    content: Sequence[Mark],
    cue: Sequence[Mark] = (),
    source: Sequence[Mark] = (),
) -> Attribution:
    def spans(marks: Sequence[Mark]) -> tuple[Span, ...]:
        return tuple(Span(words[m.start].start, words[m.end - 1].end) for m in marks)

    return Attribution(
        source=spans(source),
        cue=spans(cue),
        content=spans(content),
        speaker=(),
        inside=None,
        score=min(m.score for m in (*source, *cue, *content)),
    )


def _inside(
    text: str, outer: Sequence[tuple[int, Attribution]], model: "Weights"
) -> list[Attribution]:
    """Return what the contents of ``outer`` report, each with the place of its holder."""
    holders: list[tuple[Span, int]] = []
    for place, attribution in outer:
        holders += [(part, place) for part in attribution.content if _is_long(part, text)]
    holders.sort()
    starts = [span.start for span, _ in holders]
    deeper = []
    for found in _read(text, [_bare(span, text) for span, _ in holders], model, apart=True):
        span, place = holders[max(0, bisect_left(starts, found.span.start + 1) - 1)]
        whole = found.cue and found.content and found.source and found.score >= SUREST
        if whole and span.covers(found.span):
            deeper.append(replace(found, inside=place))
    return deeper


def _is_long(span: Span, text: str) -> bool:
    return span.of(text).count(" ") >= SHORTEST


def _bare(span: Span, text: str) -> Span:
    """Leave out the quotation marks: inside, the speaker's words are read as a narrator's."""
    start, end = span.start, span.end
    while start < end - 1 and text[start] in "\"“«'‘ ":
        start += 1
    while end > start + 1 and text[end - 1] in "\"”»'’ ,":
        end -= 1
    return Span(start, end)


def _in_order(found: Sequence[Attribution]) -> list[Attribution]:
    order = sorted(range(len(found)), key=lambda n: (found[n].span, n))
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(found[n], inside=place[i]) if (i := found[n].inside) is not None else found[n]
        for n in order
    ]
