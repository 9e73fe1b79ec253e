"""Users' files recognised by their columns: each family, plugins, and what is not recognised."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from foedus.errors import FoedusError
from foedus.panel import Table, is_missing
from foedus.panel.importing import Importer, import_file, importers
from foedus.panel.importing.layout import number, whole

Read = Callable[..., Table]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(text: str, name: str = "x.csv", **options: str) -> Table:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return import_file(tmp_path / name, **options)

    return _read


def test_states_have_first_and_last_days(read: Read) -> None:
    table = read(
        "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
        "AAA,901,Aland,1816,1,1,1840,2,31,2016\n"
    )
    assert (table.source.id, table.source.version) == ("cow-states", "2016")
    assert [str(table[n][0]) for n in ("first", "last")] == ["1816-01-01", "1840-02-29"]


def test_the_version_may_be_told(read: Read) -> None:
    table = read(
        "ccode,year,milex,milper,irst,pec,tpop,upop,cinc\n901,1816,-9,1,2,3,4,5,0.1\n",
        version="7.0",
    )
    assert (table.source.id, table.source.version) == ("cow-nmc", "7.0")
    assert is_missing(table["milex"]).all()


WAR_PARTS = [
    f"{way}{part}{turn}"
    for turn in (1, 2)
    for way in ("Start", "End")
    for part in ("Year", "Month", "Day")
]


def test_a_participant_who_left_a_war_and_came_back_has_two_spells(read: Read) -> None:
    head = ["WarNum", "WarName", "ccode", "Side", *WAR_PARTS, "Initiator", "Outcome", "BatDeath"]
    years = [1900, 5, -9, 1900, 7, 3, 1901, 1, 2, 1902, 3, 4]
    once = [1900, 5, 6, 1902, 3, 4, *[-8] * 6]
    rows = [[1, "A war", 901, 1, *years, 1, 1, -9], [1, "A war", 902, 2, *once, 2, 2, 50]]
    table = read("\n".join(",".join(map(str, row)) for row in (head, *rows)))
    assert table["cow"].tolist() == [901, 902, 901]
    assert table["spell"].tolist() == [1, 1, 2]
    assert table["first"].astype(str).tolist() == ["1900-05-01", "1900-05-06", "1901-01-02"]
    assert table["last"].astype(str).tolist() == ["1900-07-03", "1902-03-04", "1902-03-04"]
    assert table["exact"].tolist() == [0, 1, 1]
    assert np.isnan(table["deaths"][0])


def test_contiguity_of_months_counts_the_last_month_whole(read: Read) -> None:
    table = read("statelno,statehno,conttype,begin,end\n901,902,1,190005,190102\n")
    assert [str(table[n][0]) for n in ("first", "last")] == ["1900-05-01", "1901-02-28"]


def test_gml_is_told_from_cow_by_its_version(read: Read) -> None:
    head = "dispnum,ccode,styear,stmon,stday,endyear,endmon,endday,sidea,orig,hiact,version\n"
    cow = read(head + "7,901,1900,1,-9,1900,2,3,1,1,7,5.0\n")
    gml = read(head + "7,901,1900,1,-9,1900,2,3,1,1,7,gml-2.2.1\n")
    assert (cow.source.id, gml.source.id) == ("cow-mid-participants", "gml-mid-participants")
    assert cow["exact"].tolist() == [0]
    assert cow.source.cite != gml.source.cite


def test_the_list_of_gleditsch_and_ward_needs_no_header(read: Read) -> None:
    table = read(
        "901\tAAA\tAland\t01:01:1816\t09:08:1850\n902\tBBB\tBland, North\t02:03:1820\t31:12:2020\n",
        name="ksgmdw.txt",
    )
    assert table.source.id == "gw-states"
    assert table["gw"].tolist() == [901, 902]
    assert table["last"].astype(str).tolist() == ["1850-08-09", "2020-12-31"]
    assert table["name"].tolist() == ["Aland", "Bland, North"]


def test_a_file_of_no_data_set_known_is_told(read: Read) -> None:
    with pytest.raises(FoedusError, match=r"x\.csv: no data set known here has columns year, x"):
        read("year,x\n1,2\n")


def test_a_data_set_that_is_not_known(read: Read) -> None:
    with pytest.raises(
        FoedusError, match=r"no importer 'cow-state'\.\n  Did you mean 'cow-states'"
    ):
        read("year,x\n1,2\n", as_="cow-state")


def test_a_value_that_cannot_stand_in_a_column_is_told_with_its_row(read: Read) -> None:
    head = "ccode,year,imports,exports\n"
    with pytest.raises(FoedusError, match=r"column 'year': 1900\.5 in row 2 is no whole number"):
        read(head + "901,1900,1,1\n901,1900.5,1,1\n")
    with pytest.raises(FoedusError, match=r"column 'exports': 'many' in row 1 is no number"):
        read(head + "901,1900,1,many\n")


def test_plugins_add_importers(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = (whole("cow", "land"), whole("year", "annum"), number("wealth", "gold"))
    own = Importer(id="gold", title="Gold", wanted=wanted, cite=())
    point = SimpleNamespace(name="gold", load=lambda: lambda: [own])
    monkeypatch.setattr("foedus.panel.importing.entry_points", lambda group: [point])
    assert importers()[-1] is own
    table = read("Land,Annum,Gold\n901,1900,-9\n")
    assert (table.source.id, table.names) == ("gold", ("cow", "year", "wealth"))
    point.load = lambda: ["no importer"]
    with pytest.raises(FoedusError, match=r"foedus\.importers: gold: it names no importer"):
        importers()


def test_ids_of_importers_are_in_kebab_case_and_every_one_can_be_cited() -> None:
    for one in importers():
        assert one.id.replace("-", "").isalnum()
        assert one.id == one.id.casefold()
        assert one.cite


FILES = {
    "atop51_member_level.csv": ("atop-members", 2510),
    "dcad_v1_main.csv": ("dcad", 1871),
    "derived_atop51_alliance_level.csv": ("atop-alliances", 789),
    "iwd_interstate_war_rev.csv": ("iwd", 593),
    "isard__cw_democracy.parquet": ("democracy", 17706),
    "isard__cw_gw_panel.parquet": ("cow-gw-codes", 17916),
    "isard__cw_system.parquet": ("cow-states", 243),
    "isard__gw_system.parquet": ("gw-states", 239),
    "peacesciencer__atop_alliance.parquet": ("atop-dyad-years", 273296),
    "peacesciencer__cow_capitals.parquet": ("cow-capitals", 242),
    "peacesciencer__cow_contdir.parquet": ("cow-contiguity", 1874),
    "peacesciencer__cow_majors.parquet": ("cow-majors", 14),
    "peacesciencer__cow_mid_ddydisps.parquet": ("cow-mid-dyads", 10234),
    "peacesciencer__cow_mid_dirdisps.parquet": ("cow-mid-dyad-years", 11390),
    "peacesciencer__cow_mid_disps.parquet": ("cow-mid-disputes", 2436),
    "peacesciencer__cow_mindist.parquet": ("cow-distance", 952244),
    "peacesciencer__cow_nmc.parquet": ("cow-nmc", 17121),
    "peacesciencer__cow_states.parquet": ("cow-states", 243),
    "peacesciencer__cow_trade_sy.parquet": ("cow-trade", 14410),
    "peacesciencer__cow_war_inter.parquet": ("cow-war-dyads", 1932),
    "peacesciencer__gml_dirdisp.parquet": ("gml-mid-dyad-years", 10276),
    "peacesciencer__gml_mid_ddydisps.parquet": ("gml-mid-dyads", 9284),
    "peacesciencer__gml_mid_disps.parquet": ("gml-mid-disputes", 2174),
    "peacesciencer__gml_part.parquet": ("gml-mid-participants", 5217),
    "peacesciencer__gw_capitals.parquet": ("gw-capitals", 264),
    "peacesciencer__gw_states.parquet": ("gw-states", 216),
    "peacesciencer__td_rivalries.parquet": ("rivalries-td", 197),
    "peacesciencer__tss_rivalries.parquet": ("rivalries-tss", 264),
}


@pytest.mark.parametrize("name", FILES)
def test_each_file_of_the_public_data_is_recognised(name: str, shared: Path) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("polars", reason="reads Parquet; polars or pyarrow is not installed")
    table = import_file(shared / "data/alliances" / name)
    assert (table.source.id, len(table)) == FILES[name]
    if "first" in table:
        both = ~is_missing(table["first"]) & ~is_missing(table["last"])
        assert both.any()
        assert (table["first"][both] <= table["last"][both]).all()
