"""Directed obligations, exact to the day, from an invented file in ATOP's member layout."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import FoedusError
from foedus.panel import Table
from foedus.panel.importing import import_file
from foedus.panel.importing.atop import CODES, CONDITIONS, obligations
from foedus.panel.importing.atop_years import dyad_years

HEAD = ["atopid", "member", "cowsys", "phase", "yrent", "moent", "dayent", "yrexit", "moexit"]
COLUMNS = [*HEAD, "dayexit", *CODES.values(), *CONDITIONS.values(), "obvary", "version"]
NONE = -128


def _line(
    alliance: int, member: int, entry: str, leave: str, phase: int = 0, **codes: object
) -> str:
    dates = [part for day in (entry, leave) for part in day.split("/")]
    head = dict(zip([*HEAD, "dayexit"], [alliance, member, 1, phase, *dates], strict=True))
    row: dict[str, object] = {**dict.fromkeys(COLUMNS, 0), **head, "version": "5.1", **codes}
    return ",".join(str(row[name]) for name in COLUMNS)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Table]:
    def _read(*lines: str) -> Table:
        path = tmp_path / "members.csv"
        path.write_text("\n".join((",".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
        return import_file(path)

    return _read


def _years(table: Table, one: int, two: int, pledge: str) -> dict[int, int]:
    years = dyad_years(table)
    rows = (years["cow1"] == one) & (years["cow2"] == two)
    return dict(zip(years["year"][rows].tolist(), years[pledge][rows].tolist(), strict=True))


def test_the_file_is_recognised_with_its_version_and_digest(read: Callable[..., Table]) -> None:
    members = read(_line(1, 2, "1914/8/4", "0/0/0", defense=1))
    assert members.source is not None
    assert (members.source.id, members.source.version) == ("atop-members", "5.1")
    assert len(members.source.sha256) == 64
    assert str(members["last"][0]) == "2018-12-31"
    assert members["still"].tolist() == [1]


def test_an_older_version_ends_in_its_own_year(read: Callable[..., Table]) -> None:
    members = read(_line(1, 2, "1914/8/4", "0/0/0", version="4.0100002"))
    assert members.source is not None
    assert members.source.version == "4.01"
    assert str(members["last"][0]) == "2016-12-31"


def test_alliances_are_read_with_their_members(tmp_path: Path) -> None:
    path = tmp_path / "alliances.csv"
    head = ["atopid", "begyr", "begmo", "begday", "endyr", *CODES.values(), "mem1", "mem2", "term"]
    cells = [1, 1900, 5, 6, 1901, 1, 0, 0, 0, 1, 2, 20, 3]
    path.write_text("\n".join(",".join(map(str, row)) for row in (head, cells)) + "\n")
    table = import_file(path)
    assert table.source is not None
    assert table.source.id == "atop-alliances"
    assert [str(table[n][0]) for n in ("first", "last")] == ["1900-05-06", "1901-12-31"]
    assert [int(table[n][0]) for n in ("member1", "member2", "ended")] == [2, 20, 3]


def test_a_promise_is_that_of_the_obligor(read: Callable[..., Table]) -> None:
    owed = obligations(
        read(
            _line(1, 2, "1900/1/5", "1901/3/4", defense=1, defcoadv=1),
            _line(1, 20, "1900/2/5", "1902/3/4", consul=1),
        )
    )
    assert owed["obligor"].tolist() == [2, 20]
    assert owed["beneficiary"].tolist() == [20, 2]
    assert owed["defense"].tolist() == [1, 0]
    assert owed["defense_adversary"].tolist() == [1, 0]
    assert owed["consultation"].tolist() == [0, 1]
    assert owed["first"].astype(str).tolist() == ["1900-02-05"] * 2
    assert owed["last"].astype(str).tolist() == ["1901-03-04"] * 2
    assert _years(owed, 2, 20, "defense") == {1900: 1, 1901: 1}


def test_who_leaves_on_the_day_when_another_enters_is_no_partner(
    read: Callable[..., Table],
) -> None:
    owed = obligations(
        read(_line(1, 2, "1900/1/5", "1901/3/4"), _line(1, 20, "1901/3/4", "1902/3/4"))
    )
    assert len(owed) == 0
    assert len(dyad_years(owed)) == 0


def test_a_later_phase_holds_from_its_first_day_and_for_its_whole_first_year(
    read: Callable[..., Table],
) -> None:
    owed = obligations(
        read(
            *(_line(1, m, "1900/1/5", "1901/3/4", phase=1, offense=1) for m in (2, 20)),
            *(_line(1, m, "1901/3/4", "1902/3/4", phase=2) for m in (2, 20)),
        )
    )
    first = owed.where(owed["obligor"] == 2)
    assert first["last"].astype(str).tolist() == ["1901-03-03", "1902-03-04"]
    assert first["phase"].tolist() == [1, 2]
    assert _years(owed, 2, 20, "offense") == {1900: 1, 1901: 0, 1902: 0}
    any_day = dyad_years(owed, rule="any_day")
    assert any_day["offense"][any_day["cow1"] == 2].tolist() == [1, 1, 0]


def test_two_alliances_of_one_pair_count_together(read: Callable[..., Table]) -> None:
    owed = obligations(
        read(
            *(_line(1, m, "1900/1/5", "1902/3/4", defense=1) for m in (2, 20)),
            *(_line(2, m, "1901/1/5", "1901/3/4", nonagg=1, obvary=1) for m in (2, 20)),
        )
    )
    assert _years(owed, 2, 20, "defense") == {1900: 1, 1901: 1, 1902: 1}
    assert _years(owed, 2, 20, "nonaggression") == {1900: 0, 1901: 1, 1902: 0}
    assert _years(owed, 2, 20, "varies") == {1900: 0, 1901: 1, 1902: 0}


def test_a_pledge_not_coded_stays_missing_unless_another_pact_gives_it(
    read: Callable[..., Table],
) -> None:
    lines = [_line(1, m, "1900/1/5", "1901/3/4", defense=-9) for m in (2, 20)]
    more = [_line(2, m, "1901/1/1", "1902/3/4", defense=int(m == 2)) for m in (2, 20)]
    owed = obligations(read(*lines, *more))
    assert _years(owed, 2, 20, "defense") == {1900: NONE, 1901: 1, 1902: 1}
    assert _years(owed, 20, 2, "defense") == {1900: NONE, 1901: NONE, 1902: 0}


def test_unknown_days_take_the_earliest_entry_and_the_latest_exit(
    read: Callable[..., Table],
) -> None:
    members = read(_line(1, 2, "1844/6/-9", "1846/12/-9"))
    assert str(members["first"][0]) == "1844-06-01"
    assert str(members["last"][0]) == "1846-12-31"
    assert members["exact"].tolist() == [0]


def test_a_member_that_ends_before_it_begins_is_told(read: Callable[..., Table]) -> None:
    with pytest.raises(FoedusError, match="alliance 1, member 2 ends before it begins"):
        read(_line(1, 2, "1902/1/5", "1901/3/4"))


def test_columns_that_are_not_there_are_told_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    names = [name for name in COLUMNS if name not in ("offense", "dayexit")]
    path.write_text(",".join(names) + "\n" + ",".join("1" * len(names)) + "\n", encoding="utf-8")
    with pytest.raises(FoedusError) as caught:
        import_file(path)
    assert "no column for the offense: looked for 'offense'" in str(caught.value)
    assert "no column for the dayexit: looked for 'dayexit'" in str(caught.value)


def test_what_is_published_is_made_from_the_member_file(shared: Path) -> None:
    folder = shared / "data/alliances"
    pytest.importorskip("polars", reason="reads Parquet; polars or pyarrow is not installed")
    ours = dyad_years(obligations(import_file(folder / "atop51_member_level.csv")))
    theirs = import_file(folder / "peacesciencer__atop_alliance.parquet")
    both = theirs.joined(
        ours.renamed(**{name: f"our_{name}" for name in CODES}), on=("cow1", "cow2", "year")
    )
    found = both["our_defense"] != NONE
    assert found.all()
    assert len(theirs) == 273_296
    assert len(ours) - len(theirs) <= 28
    equal = np.all([both[name] == both[f"our_{name}"] for name in CODES], axis=0)
    assert equal.mean() >= 0.9987
    assert both["varies"][~equal].all()
