"""To whom were the words said, through which agency, and on which day?"""

from datetime import date, timedelta

from foedus.statement.attribution import Act
from foedus.statement.scene import STATE_KINDS
from foedus.statement.unit import Unit


def told_agency(unit: Unit, act: Act) -> tuple[str, ...]:
    """``told TASS``: the agency stands between the outlet and the speaker."""
    found = unit.group("agencies", within=(act.cue.end, act.cue.end + 3))
    told = unit.tokens[act.cue.start].low in ("told", "tells", "telling")
    return (unit.words(found[0].start, found[0].end),) if found and told else ()


def addressee(unit: Unit, act: Act) -> tuple[str, ...]:
    """``assured Seoul that ...``: the state to which the words were said."""
    if unit.tokens[act.cue.start].low not in (
        "told",
        "assured",
        "reminded",
        "warned",
        "asked",
        "promised",
    ):
        return ()
    told = unit.named(act.cue.end, min(act.cue.end + 4, len(unit.tokens)))
    return tuple(m.ids[0] for m in told if m.kind in STATE_KINDS and len(m.ids) == 1)


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def said_on(unit: Unit, act: Act, *, on: date | None) -> date | None:
    """Return the day that the words around the attribution fix ("said on Monday"), or None."""
    if on is None:
        return None
    inside = {i for a, b in act.content for i in range(a, b)}
    near = range(act.cue.end, min(act.cue.end + 8, len(unit.tokens)))
    lows = [unit.tokens[i].low for i in near if i not in inside]
    if "yesterday" in lows:
        return on - timedelta(days=1)
    for word in lows:
        if word in _DAYS:
            return on - timedelta(days=(on.weekday() - _DAYS.index(word)) % 7)
    return on if "today" in lows else None
