"""Which treaty is meant where none is named: by the day of its signing, or by its two parties?

``The pact of 23 August 1939 bound each ...``; ``Article VII obliged ...`` in a text on two states.
"""

import re
from datetime import date
from functools import cache

from foedus.names import instrument_titles
from foedus.statement.clauses import Clause
from foedus.statement.history import years_told
from foedus.statement.scene import Scene

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_DAY = re.compile(r"\b(\d{1,2}) (" + "|".join(m.title() for m in _MONTHS) + r"),? (\d{4})\b")
_US_DAY = re.compile(r"\b(" + "|".join(m.title() for m in _MONTHS) + r") (\d{1,2}), (\d{4})\b")


def unnamed_treaty(clause: Clause, *, scene: Scene, cites: bool) -> str | None:
    """Return the instrument that a clause describes without its name, or None.

    Args:
        clause: The clause that describes it.
        scene: The document; its two states count only where ``cites`` an article.
        cites: The clause cites an article, or says "the treaty".
    """
    words = clause.group("treaty_words")
    sentence = clause.unit.span.of(clause.unit.text)
    if words:
        for day in _days(sentence):
            signed = _signed().get(day, ())
            if len(signed) == 1:
                return signed[0]
    if not cites or len(scene.states) < 2 or scene.main or scene.group:
        return None
    years = years_told(clause.unit.text[: clause.unit.span.end])
    day = scene.on or date.max
    if years and years[-1] < day.year:
        day = date(years[-1], 12, 31)
    pair = frozenset(scene.states[:2])
    found = [i for i, of in _pairs() if of == pair and _open(i, day)]
    return found[0] if len(found) == 1 else None


def _days(sentence: str) -> list[date]:
    """Return the full dates in a sentence, those that exist."""
    found = [(m[3], m[2], m[1]) for m in _DAY.finditer(sentence)]
    found += [(m[3], m[1], m[2]) for m in _US_DAY.finditer(sentence)]
    days = []
    for year, month, day in found:
        try:
            days.append(date(int(year), _MONTHS.index(month.lower()) + 1, int(day)))
        except ValueError:
            continue
    return days


@cache
def _signed() -> dict[date, tuple[str, ...]]:
    found: dict[date, tuple[str, ...]] = {}
    for name, title in instrument_titles().items():
        if isinstance(title.signed, date):
            found[title.signed] = (*found.get(title.signed, ()), name)
    return found


@cache
def _pairs() -> tuple[tuple[str, frozenset[str]], ...]:
    titles = instrument_titles().items()
    return tuple((name, frozenset(t.ever)) for name, t in titles if len(t.ever) == 2)


def _open(instrument: str, day: date) -> bool:
    title = instrument_titles()[instrument]
    begun = title.signed is None or title.signed <= day
    return begun and (title.ended is None or title.ended > day)
