"""How well does an instrument fit a description? Points for parties, dates, kind and title."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from foedus.names.clues import Clue, instrument_words, is_shortly_before, singular, title_words
from foedus.names.group_table import groups
from foedus.names.tables import register
from foedus.names.title_table import InstrumentTitle, instrument_titles

LEAST = 8.5
"""Points from which a description counts as one of the register's instruments."""
OUT = -1.0
MANY = 4
"""Of more parties than these, two prove little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known around a description."""

    sentence: str
    named: tuple[tuple[str, int], ...]
    """(state, position of its mention) in the sentence."""
    focus: frozenset[str]
    """States that the text around the sentence speaks of."""
    groups: tuple[tuple[str, int], ...]
    """(group, position of its mention) in the sentence."""
    cites_article: bool
    on: date | None


def best_title(clue: Clue, scene: Scene) -> InstrumentTitle | None:
    """Return the instrument that fits best, the latest signed among equals; None if none does.

    Two that fit equally and were signed on one day are not told apart: None.
    """
    known = scene.focus.union(state for state, _ in scene.named)
    years = _years_of(register())
    rated = [
        (points, title.signed or date.min, title)
        for title in instrument_titles().values()
        if (clue.years or title.group or title.ever & known)
        and (points := _points(title, clue, scene, years[title.id])) >= LEAST
    ]
    rated.sort(key=lambda entry: entry[:2], reverse=True)
    if not rated or (len(rated) > 1 and rated[0][:2] == rated[1][:2]):
        return None
    return rated[0][2]


def _points(title: InstrumentTitle, clue: Clue, scene: Scene, years: frozenset[int]) -> float:
    if scene.on and title.signed and title.signed > scene.on:
        return OUT
    if clue.years and not clue.years & years:
        return OUT
    dated = 6.0 if clue.years else 0.0
    parties = _party_points(title, clue, scene)
    if not parties and not (dated and len(clue.words) > 1):
        return OUT
    if not clue.is_firm and parties < 7.5:
        return OUT
    return parties + dated + _kind_points(title, clue) + _time_points(title, clue, scene)


def _party_points(title: InstrumentTitle, clue: Clue, scene: Scene) -> float:
    if points := _group_points(title, clue, scene):
        return points
    near = {state: abs(clue.start - at) for state, at in scene.named if state in title.ever}
    hinted = (scene.focus & title.ever) - set(near)
    known = len(near) + len(hinted)
    if title.hub:
        known = known if title.hub in hinted or title.hub in near else 0
    elif len(title.ever) > MANY:
        return 5 if clue.years and known > 1 else 0
    elif len(title.ever) > 2 and known < len(title.ever) and not clue.years:
        return 0
    if known > 1:
        return 7 + len(near) - min(sum(near.values()) / 400, 1.5) if near else 7
    is_marked = clue.years or len(clue.words) > 2
    is_alone = len({at for _, at in scene.named}) == 1
    return 4 if near and is_alone and is_marked and not title.hub else 0


def _group_points(title: InstrumentTitle, clue: Clue, scene: Scene) -> float:
    """Rate an instrument of an organisation that stands beside the noun, a year or an article."""
    at = [abs(clue.start - place) for group, place in scene.groups if group == title.group]
    if not at or not (clue.years or scene.cites_article or min(at) <= 40):
        return 0
    is_pledge = title.group is not None and groups()[title.group].defence == title.id
    return 11 if is_pledge else 9


def _kind_points(title: InstrumentTitle, clue: Clue) -> float:
    kinds = {singular(kind) for kind in title.kinds}
    alike = instrument_words().alike
    shared = clue.words & _words_of(register())[title.id]
    words = min(len(shared), 4) * 0.75
    if clue.noun in kinds:
        return words + (2 if clue.noun in alike else 4)
    if clue.noun in alike:
        return words + (1 if kinds & alike else -3)
    return words - 2


def _time_points(title: InstrumentTitle, clue: Clue, scene: Scene) -> float:
    points = 0.0
    signed, on = title.signed, scene.on
    if signed and clue.month:
        is_last = on is None or (on - signed).days <= 366
        points += 3 if signed.month == clue.month and is_last else -2
    if signed and on and clue.is_recent:
        points += 3 if is_shortly_before(signed, on=on) else -5
    if any(re.search(rf"\bin {re.escape(place)}\b", scene.sentence) for place in title.place):
        points += 1
    if clue.is_soviet:
        points += 3 if signed and signed.year < 1992 else -3
    if title.ended and not clue.years and (on is None or title.ended <= on):
        points -= 1.5
    return points


@cache
def _words_of(root: Path) -> dict[str, frozenset[str]]:
    return {id_: title_words(_all_names(title)) for id_, title in instrument_titles().items()}


@cache
def _years_of(root: Path) -> dict[str, frozenset[int]]:
    """Years by which texts call an instrument: of signing, of entry into force, in its names."""
    found = {}
    for id_, title in instrument_titles().items():
        days = {day.year for day in (title.signed, title.in_force) if day}
        named = re.findall(r"\b(?:1[3-9]|20)\d\d\b", _all_names(title))
        found[id_] = frozenset(days | {int(year) for year in named})
    return found


def _all_names(title: InstrumentTitle) -> str:
    return " ".join((title.title, title.short, *title.names))
