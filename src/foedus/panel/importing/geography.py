"""How near are two states? Contiguity, capitals and the distance between them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.panel.importing.importer import Columns, Importer
from foedus.panel.importing.layout import day, number, text, whole

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
CONTIGUITY_CITE = ("stinnett-et-al-2002",)
CAPITALS_CITE = ("peacesciencer",)


def _until_month_ends(found: Columns) -> dict[str, Any]:
    # The authors tell months, written as their first day: the last month counts whole.
    after = (found["last"].astype("datetime64[M]") + 1).astype("datetime64[D]")
    return {**found, "last": after - np.timedelta64(1, "D")}


def _of_months(found: Columns) -> dict[str, Any]:
    kept = {n: c for n, c in found.items() if n not in ("begin", "end")}
    first, last = (
        ((found[n] // 100 - 1970) * 12 + found[n] % 100 - 1).astype("datetime64[M]")
        for n in ("begin", "end")
    )
    first = first.astype("datetime64[D]")
    return _until_month_ends({**kept, "first": first, "last": last.astype("datetime64[D]")})


CONTIGUITY = Importer(
    id="cow-contiguity",
    title="Correlates of War: direct contiguity, spells",
    wanted=(
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        whole("contiguity", "conttype"),
        day("first", "stdate"),
        day("last", "enddate"),
    ),
    cite=CONTIGUITY_CITE,
    shape=_until_month_ends,
    layout="spells of months, both directions; 1 land, 2 to 5 water, 0 none",
)

CONTIGUITY_MONTHS = Importer(
    id="cow-contiguity",
    title="Correlates of War: direct contiguity, spells",
    wanted=(
        whole("cow1", "statelno"),
        whole("cow2", "statehno"),
        whole("contiguity", "conttype"),
        whole("begin"),
        whole("end"),
        text("version", needed=False),
    ),
    cite=CONTIGUITY_CITE,
    shape=_of_months,
    layout="spells of months (YYYYMM), the lower code first; 1 land, 2 to 5 water",
)

CONTIGUITY_YEARS = Importer(
    id="cow-contiguity-years",
    title="Correlates of War: direct contiguity, dyad-years",
    wanted=(
        whole("cow1", "state1no"),
        whole("cow2", "state2no"),
        whole("year"),
        whole("contiguity", "conttype"),
        text("version", needed=False),
    ),
    cite=CONTIGUITY_CITE,
    layout="dyad-years; 1 land, 2 to 5 water",
)

DISTANCE = Importer(
    id="cow-distance",
    title="Least distance between two states, by year",
    wanted=(
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        whole("year"),
        number("distance_km", "mindist", missing=()),
    ),
    cite=("schvitz-et-al-2022", "weidmann-gleditsch-2010"),
    layout="dyad-years; kilometres",
)


def _capitals(system: str, code: str) -> Importer:
    return Importer(
        id=f"{system}-capitals",
        title=f"Capitals of states ({system.upper()} codes)",
        wanted=(
            whole(system, code),
            text("capital"),
            day("first", "stdate"),
            day("last", "enddate"),
            number("latitude", "lat", missing=()),
            number("longitude", "lng", missing=()),
            text("name", "statenme", needed=False),
        ),
        cite=CAPITALS_CITE,
        layout="spells of a capital; degrees",
    )


CAPITALS, GW_CAPITALS = _capitals("cow", "ccode"), _capitals("gw", "gwcode")


def great_circle(
    latitude1: NDArray[Any], longitude1: NDArray[Any], latitude2: NDArray[Any], longitude2: Any
) -> NDArray[np.float64]:
    """Return the distances in kilometres between places in degrees, on a sphere (haversine).

    >>> paris, berlin = (48.8566, 2.3522), (52.52, 13.405)
    >>> round(float(great_circle(*map(np.array, (*paris, *berlin)))))
    877
    """
    one, two, far = (
        np.radians(latitude1),
        np.radians(latitude2),
        np.radians(longitude2 - longitude1),
    )
    half = np.sin((two - one) / 2) ** 2 + np.cos(one) * np.cos(two) * np.sin(far / 2) ** 2
    distance: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


GEOGRAPHY = (
    *(CONTIGUITY, CONTIGUITY_MONTHS, CONTIGUITY_YEARS, DISTANCE),
    *(CAPITALS, GW_CAPITALS),
)
