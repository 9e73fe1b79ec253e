"""Is a request or an invocation news of the day, or is it told as history?

Only the words before the clause and around it are looked at, and the day of the text:
a request of another year is a fact, one of this week is a request.
"""

import re
from datetime import date

from foedus.statement.clauses import Clause

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_YEAR = re.compile(r"[\s-]((?:1[4-9]|20)\d\d)\b")
_DATING = re.compile(
    r"\b(?:in|by|until|from|late|early|mid|of that year,|"
    r"(?:spring|summer|autumn|fall|winter|end|start|" + _MONTHS + r")(?: of|,)?)\Z",
    re.IGNORECASE,
)
_LONGEST_DATING = 16
"""Characters before a year that say it is a date: "of that year," and shorter."""
_OF_TREATY = re.compile(
    r"\b(?:signed|concluded|initialled|exchanged|ratified|sealed|renewed|made|struck|written)\b"
    r"[^,.;]{0,40}$",
    re.IGNORECASE,
)
_NOW = re.compile(  # it begins with two sets, which the engine looks for without trying the rest
    r"[MTWFSYLmtwfsyl][OUEHRAouehra](?<!\w..)(?i:(?<=mo)nday|(?<=tu)esday|(?<=we)dnesday"
    r"|(?<=th)ursday|(?<=fr)iday|(?<=sa)turday|(?<=su)nday|(?<=to)(?:day|night)|(?<=ye)sterday"
    r"|(?:(?<=th)is|(?<=la)st) (?:week|month|morning|afternoon|evening|night))\b"
)
_OFTEN = frozenset(("twice", "thrice", "times"))
_LOOKBACK = 1500
"""Characters before the clause in which a date may stand."""


def told_as_history(clause: Clause, at: int, *, on: date | None) -> bool:
    """Tell whether the deed at the token ``at`` belongs to the past that the text recounts.

    ``When war broke out in 1965, Lahore invoked the pact`` (a text of 1990);
    ``Oslo had twice asked for ships``.
    """
    unit = clause.unit
    near = unit.lows(at - 3, at) + unit.lows(at + 1, at + 4)
    if _OFTEN.intersection(near) and {"had", "has", "have"}.intersection(near):
        return True
    if on is None:
        return False
    own = unit.span.of(unit.text)
    if _NOW.search(own):
        return False
    years = years_told(own)
    if years:
        return years[-1] < on.year
    before = unit.text[max(0, unit.span.start - _LOOKBACK) : unit.span.start]
    dated = [] if _NOW.search(before) else years_told(before)
    return bool(dated) and dated[-1] < on.year - 1


def years_told(text: str) -> list[int]:
    """Return the years that date a deed; the year in which a treaty was signed dates no other."""
    years = []
    for year in _YEAR.finditer(text):
        dating = _DATING.search(text, max(0, year.start() - _LONGEST_DATING), year.start())
        if dating and not _OF_TREATY.search(text, max(0, dating.start() - 60), dating.start()):
            years.append(int(year.group(1)))
    return years
