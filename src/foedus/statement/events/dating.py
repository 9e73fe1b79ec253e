"""On which day does a sentence say that something was done?"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from foedus.statement.tokens import Token

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_YEAR = re.compile(r"[12]\d{3}\Z")


def day_in(tokens: Sequence[Token], *, on: date | None) -> tuple[date | None, bool]:
    """Return the day of a sentence, and whether its own words give it; else the text's day.

    "4 October 2007", "June 2, 2010" and, counted back from ``on``, "yesterday" and days
    of the week. A date without a year is the last one up to ``on``.
    """
    for at, token in enumerate(tokens):
        low = token.low
        if token.upper and (month := _month(low)) and (day := _written(tokens, at, month, on)):
            return day, True
        if on is not None:
            if low == "yesterday":
                return on - timedelta(days=1), True
            if low in _DAYS and token.upper:
                back = (on.weekday() - _DAYS.index(low)) % 7
                ahead = at and tokens[at - 1].low in ("next", "coming")
                return on - timedelta(days=back) + timedelta(days=7 * bool(ahead)), True
    return on, False


def _month(low: str) -> int | None:
    return _MONTHS.index(low) + 1 if low in _MONTHS else _SHORT.get(low)


def _written(tokens: Sequence[Token], at: int, month: int, on: date | None) -> date | None:
    words = [t.low for t in tokens[at + 1 : at + 5] if t.low not in (",", ".")]
    before = _DAY.match(tokens[at - 1].low) if at else None
    if before:
        return _made(int(before[1]), month, words[:1], on)
    if words and (after := _DAY.match(words[0])):
        return _made(int(after[1]), month, words[1:2], on)
    return None


def _made(day: int, month: int, years: list[str], on: date | None) -> date | None:
    written = int(years[0]) if years and _YEAR.match(years[0]) else None
    if written is None and on is None:
        return None
    try:
        if written is not None:
            return date(written, month, day)
        assert on is not None
        this = date(on.year, month, day)
        return this if this <= on + timedelta(days=60) else date(on.year - 1, month, day)
    except ValueError:
        return None
