"""Which title, day and agency does a plain text give itself?

Only what stands in the place of a heading or a dateline counts: a day that the
running text mentions is not the text's own. A day without a year is no day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.text.lexicon import Lexicon, lexicon

_HEAD, _LINES = 2_000, 6
_LONGEST_TITLE, _MOST_TITLE_WORDS = 140, 22
_LONGEST_DATELINE, _MOST_PLACE_WORDS = 120, 6
_LONGEST_HEAD_LINE = 160
_FINAL = (".", ";", ":", ",", "!", "…", "。", "！", '."', ".”", ".’", ".»")
_LABEL = re.compile(r"[A-Z][A-Z .'’-]{1,40}:\s|[-*•#>|]|\(?\d{1,3}[.)]\s")
_LETTER = re.compile(r"[^\W\d_]")
_AGENCY = re.compile(r"[(（\[]([^()（）\[\]\n]{2,40})[)）\]]|/([^\s/][^/\n]{0,28}[^\s/])/")
_DASH = re.compile(r"\s[-–—]{1,2}\s|\s?[–—]\s?|(?<=\))\s?-")
_AGENCY_PARTS = re.compile(r"\s?[/,;=]\s?")
_MONTH = r"(?P<month>[^\W\d_]{3,12})"
_YEAR = r"(?P<y>[12]\d{3})(?!\d)"
_DATES = (
    re.compile(r"(?<!\d)(?P<y>[12]\d{3})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.{_YEAR}"),
    re.compile(
        r"(?<!\d)(?P<y>[12]\d{3})\s?[年년]\s?(?P<m>[01]?\d)\s?[月월]\s?(?P<d>[0-3]?\d)\s?[日일]"
    ),
    re.compile(
        rf"(?<!\d)(?P<d>[0-3]?\d)(?:st|nd|rd|th|\.|er|º)?\s(?:of\s|de\s)?{_MONTH}"
        rf"\.?,?\s(?:de\s|del\s)?{_YEAR}"
    ),
    re.compile(rf"(?<![^\W\d_]){_MONTH}\.?\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s{_YEAR}"),
)
_TOKEN = re.compile(r"[^\s,;|()（）\[\]/]+")
_AROUND = re.compile(
    r"(?:published|updated|posted|date|dated|issued|released|last|modified|on|at|by|am|pm|a\.m|p\.m"
    r"|gmt|utc|msk|kst|jst|est|edt|et|cet|bst|hrs|г|р|[-–—•·]+"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)"
    r"|\d{1,2}[:.h]\d{2}(?::\d{2})?|[+-]\d{2}:?\d{2}|t\d{2}:\d{2}(?::\d{2})?z?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a text says of itself before it begins."""

    title: str | None = None
    dateline: date | None = None
    outlet: str | None = None


def find_heading(text: str) -> Heading:
    """Return title, day and agency from the first lines of a plain text; None where not plain.

    >>> find_heading("MOSCOW, Oct. 15, 2024 (TASS) - The two sides met.").dateline
    datetime.date(2024, 10, 15)
    """
    words = lexicon()
    lines = text[:_HEAD].splitlines()[:40]
    marks = [found for line in _until_body(lines) if (found := _dateline(line, words))]
    return Heading(
        title=_title(lines, words),
        dateline=next((found.dateline for found in marks if found.dateline), None),
        outlet=next((found.outlet for found in marks if found.outlet), None),
    )


def dateline_end(text: str) -> int | None:
    """Return where the running text begins behind a dateline on its own line; None without one.

    >>> dateline_end("SEOUL, 12 November 2026 (AP) - The two sides met.")
    31
    """
    words, start = lexicon(), 0
    for line in text[:_HEAD].splitlines(keepends=True)[:_LINES]:
        for dash in _DASH.finditer(line[:_LONGEST_DATELINE]):
            if _read_prefix(line[: dash.start()].strip(), words) and line[dash.end() :].strip():
                return start + dash.end()
        start += len(line)
    return None


def _until_body(lines: list[str]) -> Iterator[str]:
    """Yield the first lines that hold words, up to the first line of running text."""
    full = [line.strip() for line in lines if line.strip()]
    for line in full[:_LINES]:
        yield line
        if len(line) > _LONGEST_HEAD_LINE or line.endswith(_FINAL):
            return


def _dateline(line: str, words: Lexicon) -> Heading | None:
    """Return day and agency if ``line`` is, or begins with, a dateline."""
    head = line[:_LONGEST_DATELINE]
    ends = [match.start() for match in _DASH.finditer(head)]
    ends += [match.end() for match in _AGENCY.finditer(head) if _agency(match, words)]
    if len(line) <= _LONGEST_DATELINE:
        ends.append(len(line))
    found = (_read_prefix(head[:end], words) for end in sorted(ends))
    return next((heading for heading in found if heading), None)


def _read_prefix(prefix: str, words: Lexicon) -> Heading | None:
    agencies = [(m, name) for m in _AGENCY.finditer(prefix) if (name := _agency(m, words))]
    rest = prefix
    for match, _ in agencies:
        rest = rest.replace(match.group(), " ")
    days, rest = _take_days(rest, words)
    if not (days or agencies) or not _is_place(rest, words):
        return None
    return Heading(dateline=days[0] if days else None, outlet=agencies[0][1] if agencies else None)


def _agency(match: re.Match[str], words: Lexicon) -> str | None:
    parts = _AGENCY_PARTS.split(match[1] or match[2])
    return next((part for part in parts if part in words.agencies), None)


def _take_days(text: str, words: Lexicon) -> tuple[list[date], str]:
    """Return the full dates in ``text`` in order, and the text without them."""
    found: list[tuple[int, date]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if (day := _day(match, words)) is not None:
                found.append((match.start(), day))
                text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return [day for _, day in sorted(found)], text


def _day(match: re.Match[str], words: Lexicon) -> date | None:
    named = match.groupdict()
    month = words.month(named["month"]) if "month" in named else int(named["m"])
    try:
        return date(int(named["y"]), month or 0, int(named["d"]))
    except ValueError:
        return None


def _is_place(rest: str, words: Lexicon) -> bool:
    """Tell whether nothing is left but a place or a name, a weekday, a clock time."""
    tokens = [token.strip(".:") for token in _TOKEN.findall(rest)]
    names = [token for token in tokens if token and not _AROUND.fullmatch(token)]
    names = _without_short_day(names, words)
    return len(names) <= _MOST_PLACE_WORDS and all(
        _LETTER.match(name) and not name[0].islower() for name in names
    )


def _without_short_day(names: list[str], words: Lexicon) -> list[str]:
    """Drop a day without a year ("Oct 15", "15 October"): it dates nothing, but is no place."""
    for at, name in enumerate(names):
        if words.month(name) is None:
            continue
        for beside in (at + 1, at - 1):
            if 0 <= beside < len(names) and names[beside].isdigit() and len(names[beside]) < 3:
                return [n for i, n in enumerate(names) if i not in (at, beside)]
    return names


def _title(lines: list[str], words: Lexicon) -> str | None:
    places = [at for at, line in enumerate(lines) if line.strip()]
    while places and (found := _dateline(lines[places[0]].strip(), words)) and found.dateline:
        if len(lines[places[0]]) > _LONGEST_DATELINE:
            return None
        places.pop(0)
    if len(places) < 2:
        return None
    first, after = lines[places[0]].strip(), lines[places[1]].strip()
    parted = places[1] > places[0] + 1
    return first if _is_title(first) and (parted or _is_body(after, first)) else None


def _is_title(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and len(line.split()) <= _MOST_TITLE_WORDS
        and bool(_LETTER.search(line))
        and not line[0].islower()
        and not line.endswith(_FINAL)
        and not _LABEL.match(line)
    )


def _is_body(line: str, title: str) -> bool:
    # Text wrapped by hand fills its lines: there the next word would not have fitted.
    first_word = len(line.split(maxsplit=1)[0])
    return len(title) + 1 + first_word <= len(line) and not line[0].islower()
