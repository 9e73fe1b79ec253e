"""Published numbers come out again from the authors' files; one changed cell is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest

from foedus.briefing.answer import draw
from foedus.briefing.replicating import replicating, replications
from foedus.errors import InputError
from foedus.outlook.replicating import REPLICATIONS, Row, replicate
from foedus.outlook.replicating.johnson_leeds import COUNTS, STEPS, beside
from foedus.outlook.replicating.replication import rounded

FILES = {
    "bf2018": "berkemeier_fuhrmann_2018.csv",
    "leeds-anac2005": "leeds_anac_2005.csv",
    "egame12": "war1800.csv",
}


@pytest.fixture(params=FILES.items(), ids=FILES)
def study(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Path]:
    name, file = request.param
    return name, shared / "data/reliability" / file


def test_every_number_comes_out_again(study: tuple[str, Path]) -> None:
    name, path = study
    answer = replicating(name, data=path)
    assert not answer.failed
    assert answer.data["kind"] == "replication"
    assert answer.data["equal"] is True
    assert len(answer.data["rows"]) == {"bf2018": 30, "leeds-anac2005": 9, "egame12": 15}[name]
    text = draw(answer, form="text")
    assert "numbers came out as before." in text
    assert "differs" not in text
    assert REPLICATIONS[name].cite.split(".")[0] in " ".join(text.split())


def changed(path: Path, column: str, *, to: str, into: Path) -> Path:
    """Write the file with another value of ``column`` in its first complete row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(column)
    for number, line in enumerate(lines[1:], 1):
        cells = line.split(",")
        if all(cells) and cells[at] != to:
            cells[at] = to
            lines[number] = ",".join(cells)
            break
    into.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return into


@pytest.mark.parametrize(
    ("name", "column", "to"),
    [("leeds-anac2005", "honor3", "1.0"), ("egame12", "s_wt_re1", "0.9")],
)
def test_one_changed_case_is_noticed(
    name: str, column: str, to: str, shared: Path, tmp_path: Path
) -> None:
    path = shared / "data/reliability" / FILES[name]
    other = changed(path, column, to=to, into=tmp_path / "other.csv")
    answer = replicating(name, data=other)
    assert answer.failed
    assert answer.data["equal"] is False
    assert "numbers came out otherwise" in draw(answer, form="text")


def test_a_pledge_turned_is_noticed(shared: Path, tmp_path: Path) -> None:
    text = (shared / "data/reliability" / FILES["bf2018"]).read_text(encoding="utf-8")
    lines = text.splitlines()
    header = lines[0].split(",")
    kept, broken = header.index("honorLLM"), header.index("violateLLM")
    at = next(i for i, line in enumerate(lines[1:], 1) if line.split(",")[kept] == "1.0")
    cells = lines[at].split(",")
    cells[kept], cells[broken] = cells[broken], cells[kept]
    lines[at] = ",".join(cells)
    other = tmp_path / "other.csv"
    other.write_text("\n".join(lines), encoding="utf-8")
    differing = replicate("bf2018", other).different
    assert {row.quantity for row in differing} >= {"all pledges, 1816-2003: honoured"}
    assert all(row.quantity.endswith("honoured") for row in differing)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bf2018", "no column honorLLM, violateLLM, sample, defense"),
        ("leeds-anac2005", "no column honor3, milinst"),
        ("egame12", "no column esc, war"),
    ],
)
def test_another_file_is_told(name: str, told: str, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"{told}.*\n.*saved as CSV with all its columns"):
        replicating(name, data=other)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00\x01", "no CSV file"),
        (b"", "no column"),
        (b"honor3,milinst,formal,chcap2d,dinstch2,origtar1\n", "no rows below the header"),
        (
            b"honor3,milinst,formal,chcap2d,dinstch2,origtar1\n1,2,x,0,0,1\n",
            "'x' in column formal is no number",
        ),
    ],
)
def test_a_faulty_file_is_told(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "faulty.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        replicating("leeds-anac2005", data=path)


def test_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        replicating("bf2018", data=tmp_path / "absent.csv")
    with pytest.raises(InputError, match="this is a folder"):
        replicating("bf2018", data=tmp_path)
    with pytest.raises(InputError, match=r"this is no folder.\n  Name a folder with the data sets"):
        replicating("johnson-leeds", data=tmp_path / "absent.csv")
    with pytest.raises(InputError, match="Did you mean 'leeds-anac2005'"):
        replicating("leeds-anac", data=tmp_path)


def test_the_list_says_where_each_file_is_had_and_what_to_cite() -> None:
    answer = replications()
    assert [one["study"] for one in answer.data["studies"]] == list(REPLICATIONS)
    text = " ".join(draw(answer, form="text").split())
    for one in REPLICATIONS.values():
        assert one.where in text
        assert one.cite in text
    assert "neither ships nor fetches" in text


def test_the_list_loads_no_numpy() -> None:
    code = (
        "import sys; from foedus.briefing.replicating import replications; replications();"
        "print('numpy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_steps_of_the_deterrence_table_stand_beside_what_is_obtained() -> None:
    found = {key: value for key, (_, value) in STEPS.items()} | dict(COUNTS)
    assert all(row.equal for row in beside(found))
    off = list(beside(found | {"any_ally": 0.124, "unnamed_peacetime": -0.212}))
    assert [row.obtained for row in off if not row.equal] == [0.124]
    with pytest.raises(InputError, match="tells nothing of 'unconditional'"):
        list(beside({key: value for key, value in found.items() if key != "unconditional"}))


def test_a_row_is_equal_to_the_last_published_digit() -> None:
    row = Row(quantity="b", published=-0.709, obtained=-0.7094999, within=0.0005)
    assert row.equal
    assert not Row(quantity="b", published=-0.709, obtained=-0.7096, within=0.0005).equal
    assert not Row(quantity="b", published=1.0, obtained=float("nan"), within=0.5).equal


def test_both_numbers_are_told_in_the_decimals_of_the_published_one() -> None:
    assert rounded("loglik", -57.345, -57.34458, places=3).places == 3
