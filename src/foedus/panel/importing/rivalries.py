"""Which pairs of states held each other rivals, and other ties? Rivalries; defence agreements."""

from typing import Any

import numpy as np

from foedus.panel.importing.days import earliest, is_exact
from foedus.panel.importing.importer import Columns, Importer
from foedus.panel.importing.layout import text, whole

DCAD_MISSING = (-77, -99, -9)


def _whole_years(found: Columns) -> dict[str, Any]:
    kept = {n: c for n, c in found.items() if n not in ("year_in", "year_out")}
    first, after = (
        (found["year_in"] - 1970).astype("datetime64[Y]").astype("datetime64[D]"),
        (found["year_out"] - 1969).astype("datetime64[Y]").astype("datetime64[D]"),
    )
    return {**kept, "first": first, "last": after - np.timedelta64(1, "D")}


THOMPSON_DREYER = Importer(
    id="rivalries-td",
    title="Thompson and Dreyer: strategic rivalries",
    wanted=(
        whole("rivalry", "rivalryno"),
        text("name", "rivalryname"),
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        whole("year_in", "styear"),
        whole("year_out", "endyear"),
        text("region"),
        *(text(f"kind{n}", f"type{n}") for n in (1, 2, 3)),
    ),
    cite=("thompson-dreyer-2012",),
    shape=_whole_years,
    layout="spells of years, one direction",
)

TSS = Importer(
    id="rivalries-tss",
    title="Thompson, Sakuwa and Suhas: strategic rivalries",
    wanted=(
        whole("rivalry", "tssr_id"),
        text("name", "rivalry"),
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        whole("year_in", "start"),
        whole("year_out", "end"),
        *(whole(n) for n in ("positional", "spatial", "ideological", "interventionary")),
        whole("principal"),
        whole("asymmetric_principal", "aprin"),
    ),
    cite=("thompson-sakuwa-suhas-2021",),
    shape=_whole_years,
    layout="spells of years, one direction; a kind is 1 or not told",
)


def _agreements(found: Columns) -> dict[str, Any]:
    parts = ("year", "month", "day")
    signed, force = ([found[f"{part}_{way}"] for part in parts] for way in ("signed", "force"))
    kept = {n: c for n, c in found.items() if not n.startswith(tuple(f"{p}_" for p in parts))}
    return {
        **kept,
        "signed": earliest(*signed),
        "in_force": earliest(*force),
        "exact": is_exact(*signed[1:]).astype(np.int8),
    }


DCAD = Importer(
    id="dcad",
    title="Kinne: Defense Cooperation Agreement Dataset",
    wanted=(
        whole("cow1", "ccode1"),
        whole("cow2", "ccode2"),
        *(
            whole(f"{part.casefold()}_{way}", f"{word}{part}", missing=DCAD_MISSING)
            for way, word in (("signed", "sign"), ("force", "EIF"))
            for part in ("Year", "Month", "Day")
        ),
        text("type"),
        text("category", "category1"),
        whole("terminated", missing=DCAD_MISSING),
        whole("end_year", "endYearEstimate", missing=DCAD_MISSING),
        text("asymmetry"),
        text("agreement", "DCAid"),
    ),
    cite=("kinne-2020",),
    shape=_agreements,
    layout="one row an agreement of two states",
)

TIES = (THOMPSON_DREYER, TSS, DCAD)
