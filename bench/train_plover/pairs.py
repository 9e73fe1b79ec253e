"""How often does the grammar choose the pair of actors that annotators marked?"""

from collections.abc import Sequence
from datetime import date

from foedus.statement.events import Event, code_events
from foedus.text import Document, Sentence, Span
from train_plover.crossing import Material
from train_plover.rows import Row

_DAY = date(2019, 6, 1)


def pair_report(given: Material, roots: Sequence[str]) -> str:
    """Return the figures in words.

    Annotators marked one pair a sentence and targets that are things ("the results"), so a
    sentence without the marked pair need not be wrong. ``roots`` are cross-validated: the
    root that the classifier gives the marked pair when it has not seen the sentence.
    """
    told = chosen = turned_round = right = 0
    for row, root in zip(given.rows, roots, strict=True):
        events = _events(row)
        told += bool(events)
        met = any(_is(row, e.source.span, e.target.span) for e in events)
        chosen += met
        turned_round += not met and any(_is(row, e.target.span, e.source.span) for e in events)
        right += met and root == row.root
    return (
        f"  pairs: events in {told} of {len(given.rows)} sentences; the marked pair in {chosen} "
        f"({chosen / max(told, 1):.0%} of those), turned round in {turned_round}; "
        f"root right in {right} of {chosen}"
    )


def _events(row: Row) -> tuple[Event, ...]:
    sentence = Sentence(span=Span(0, len(row.text)), paragraph=0)
    return code_events(Document(text=row.text, sentences=(sentence,)), _DAY)


def _is(row: Row, source: Span, target: Span) -> bool:
    return any(source.touches(s) for s in row.source) and any(target.touches(s) for s in row.target)
