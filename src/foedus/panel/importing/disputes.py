"""Who threatened, showed or used force against whom? Militarized disputes of COW and of GML.

Both projects use one layout: disputes, participants, and directed dyad-years. ``side_a`` is 1
for the side that began; ``originator`` 1 for who was in from the first day. A dispute that
began in an earlier year is ``ongoing`` and has no ``onset``.
"""

from typing import Any

from foedus.panel.importing.days import is_exact
from foedus.panel.importing.importer import Columns, Importer
from foedus.panel.importing.layout import Wanted, number, text, whole
from foedus.panel.importing.states import as_spells, spell_columns

COW_CITE = ("palmer-et-al-2022-mid5",)
GML = "gml"
GML_CITE = ("gibler-miller-little-2016",)
HOW = {
    "fatality": "fatality",
    "fatalities": "fatalpre",
    "action": "hiact",
    "hostility": "hostlev",
}
"""Our names of what a side did to the authors' ones."""
START = ("styear", "stmon", "stday")
END = ("endyear", "endmon", "endday")


def _kinds(part: str) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {GML: (f"gml-{part}", _title("Gibler, Miller and Little", part), GML_CITE)}


def _title(whose: str, part: str) -> str:
    return f"{whose}: militarized interstate {part.replace('-', ' ')}"


def _both(name: str, code: str, *, needed: bool = True) -> tuple[Wanted, ...]:
    return tuple(whole(f"{name}{side}", f"{code}{side}", needed=needed) for side in (1, 2))


def _participants(found: Columns) -> dict[str, Any]:
    exact = is_exact(found["month_in"], found["day_in"])
    exact &= is_exact(found["month_out"], found["day_out"])
    return {**as_spells(found), "exact": exact.astype("int8")}


_PARTICIPANT = (
    whole("dispute", "dispnum", "dispnum3", "dispnum4"),
    whole("cow", "ccode"),
    *spell_columns(entry=START, leave=END),
    whole("side_a", "sidea"),
    whole("originator", "orig"),
    whole("action", "hiact"),
    whole("hostility", "hostlev", needed=False),
    whole("fatality", needed=False),
    number("fatalities", "fatalpre", needed=False),
    whole("revisionist", "revstate", needed=False),
    whole("revision", "revtype1", needed=False),
    text("version", needed=False),
)

PARTICIPANTS = Importer(
    id="cow-mid-participants",
    title=_title("Correlates of War", "dispute participants"),
    wanted=_PARTICIPANT,
    cite=COW_CITE,
    shape=_participants,
    layout="one row a participant",
    kinds=_kinds("mid-participants"),
)

GML_PARTICIPANTS = Importer(
    id="gml-mid-participants",
    title=_title("Gibler, Miller and Little", "dispute participants"),
    wanted=(*_PARTICIPANT, text("leader_first", "obsid_start"), text("leader_last", "obsid_end")),
    cite=GML_CITE,
    shape=_participants,
    layout="one row a participant, with its leaders",
)

_PAIR = (
    whole("dispute", "dispnum"),
    whole("cow1", "ccode1"),
    whole("cow2", "ccode2"),
    whole("year"),
    *_both("side_a", "sidea"),
    *_both("originator", "orig"),
    *(column for name, code in HOW.items() for column in _both(name, code)),
    *_both("revisionist", "revstate", needed=False),
    whole("revision1", "revtype11", needed=False),
    whole("revision2", "revtype12", needed=False),
    *(whole(f"dispute_{name}", HOW[name], needed=False) for name in ("fatality", "hostility")),
    whole("reciprocated", "recip", needed=False),
    whole("least_days", "mindur", needed=False),
    whole("most_days", "maxdur", needed=False),
    whole("month", "stmon", needed=False),
    whole("outcome", needed=False),
    text("version", needed=False),
)

DIRECTED = Importer(
    id="cow-mid-dyad-years",
    title=_title("Correlates of War", "disputes, directed dyad-years"),
    wanted=(
        *_PAIR,
        whole("ongoing", "dispongoing", "midongoing"),
        whole("onset", "disponset", "midonset"),
    ),
    cite=COW_CITE,
    layout="directed dyad-years, a row for each dispute",
    kinds=_kinds("mid-dyad-years"),
)

UNIQUE = Importer(
    id="cow-mid-dyads",
    title=_title("Correlates of War", "disputes, one a dyad-year"),
    wanted=(
        *_PAIR,
        whole("ongoing", "cowmidongoing", "gmlmidongoing"),
        whole("onset", "cowmidonset", "gmlmidonset"),
    ),
    cite=COW_CITE,
    layout="dyad-years, the gravest dispute of each alone",
    kinds=_kinds("mid-dyads"),
)

DISPUTE = Importer(
    id="cow-mid-disputes",
    title=_title("Correlates of War", "disputes"),
    wanted=(
        whole("dispute", "dispnum", "dispnum3", "dispnum4"),
        whole("year", "styear"),
        whole("month", "stmon"),
        whole("outcome"),
        whole("settlement", "settle"),
        whole("fatality"),
        whole("least_days", "mindur"),
        whole("most_days", "maxdur"),
        whole("action", "hiact"),
        whole("hostility", "hostlev"),
        whole("reciprocated", "recip"),
        text("version", needed=False),
    ),
    cite=COW_CITE,
    layout="one row a dispute",
    kinds=_kinds("mid-disputes"),
)

DISPUTES = (PARTICIPANTS, GML_PARTICIPANTS, DIRECTED, UNIQUE, DISPUTE)
