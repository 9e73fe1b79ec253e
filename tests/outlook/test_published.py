import copy
import json
from typing import Any

import pytest

from foedus.content import tree
from foedus.errors import RegisterError
from foedus.outlook.published import PLEDGES, Figure, as_published, load_published

FIGURES = load_published().figures
OURS = [figure for figure in FIGURES if figure.study == "berkemeier_fuhrmann_2018"]

# Counts as published or as the authors' file gives them under their first coding.
COUNTS = {
    ("any", "whole"): (73, 146),
    ("any", "before_1945"): (61, 92),
    ("any", "from_1945"): (12, 54),
    ("defense", "whole"): (42, 102),
    ("defense", "before_1945"): (36, 59),
    ("defense", "from_1945"): (6, 43),
    ("offense", "whole"): (31, 42),
    ("neutrality", "whole"): (35, 45),
    ("nonaggression", "whole"): (18, 49),
}


def name(figure: Figure) -> str:
    return f"{figure.short}-{figure.coding}-{figure.pledge}-{figure.era}-{figure.members}"


@pytest.fixture
def data() -> dict[str, Any]:
    found: dict[str, Any] = copy.deepcopy(tree("outlook")["honoured.yaml"])
    return found


@pytest.mark.parametrize("figure", FIGURES, ids=name)
def test_every_figure_has_source_years_method_and_mark(figure: Figure) -> None:
    assert len(figure.cite) > 40
    assert figure.rules
    assert figure.method
    assert 1816 <= figure.years[0] < figure.years[1] <= 2025
    assert 0 <= figure.value <= 1
    assert figure.unverified == (figure.checked == "from_memory")


@pytest.mark.parametrize("figure", OURS, ids=name)
def test_every_computed_interval_contains_its_value(figure: Figure) -> None:
    assert figure.independent is not None
    assert figure.clustered is not None
    assert figure.clustered[0] <= figure.independent[0] + 1e-4
    assert figure.clustered[0] <= figure.value <= figure.clustered[1]
    assert figure.independent[1] <= figure.clustered[1] + 1e-4
    assert figure.clustered[1] - figure.clustered[0] < 0.99


@pytest.mark.parametrize("figure", OURS, ids=name)
def test_every_computed_figure_names_its_wars(figure: Figure) -> None:
    assert figure.wars is not None
    assert figure.tested is not None
    assert figure.largest_war_tested is not None
    assert figure.effective_cases is not None
    assert 2 <= figure.wars <= figure.tested
    assert figure.tested >= figure.largest_war_tested >= figure.tested / figure.wars
    assert 0 < figure.effective_cases <= figure.tested + 1e-4


@pytest.mark.parametrize(("cell", "counts"), COUNTS.items())
def test_the_published_counts_stand(cell: tuple[str, str], counts: tuple[int, int]) -> None:
    figure = load_published().find(
        "berkemeier_fuhrmann_2018",
        coding="leeds_long_mitchell_rules",
        pledge=cell[0],
        era=cell[1],
    )
    assert figure is not None
    assert (figure.honoured, figure.tested) == counts


@pytest.mark.parametrize("coding", ["leeds_long_mitchell_rules", "berkemeier_fuhrmann_rules"])
@pytest.mark.parametrize("pledge", PLEDGES)
def test_the_eras_add_up(coding: str, pledge: str) -> None:
    cells = {f.era: f for f in OURS if (f.coding, f.pledge, f.members) == (coding, pledge, "all")}
    for key in ("honoured", "tested"):
        parts = [getattr(cells[era], key) for era in ("before_1945", "from_1945")]
        assert sum(parts) == getattr(cells["whole"], key)


@pytest.mark.parametrize("pledge", ["any", "defense"])
@pytest.mark.parametrize("era", ["whole", "before_1945", "from_1945"])
def test_pacts_of_two_and_of_many_add_up(pledge: str, era: str) -> None:
    cells = {
        f.members: f
        for f in OURS
        if (f.coding, f.pledge, f.era) == ("leeds_long_mitchell_rules", pledge, era)
    }
    for key in ("honoured", "tested"):
        parts = [getattr(cells[members], key) for members in ("two", "many")]
        assert sum(parts) == getattr(cells["all"], key)


def test_no_figure_stands_twice() -> None:
    names = [name(figure) for figure in FIGURES]
    assert len(set(names)) == len(names)


def test_the_authors_own_coding_stands_beside() -> None:
    own = [f for f in OURS if f.coding == "berkemeier_fuhrmann_rules" and f.pledge == "any"]
    assert (own[0].honoured, own[0].tested, own[0].published) == (69, 139, False)


def test_what_is_from_memory_says_so() -> None:
    assert [figure.short for figure in FIGURES if figure.unverified] == ["Sabrosky 1980"]
    assert [f.short for f in FIGURES if f.years_unverified] == ["Chiba and others 2026"]


def test_a_count_that_denies_its_share_is_a_fault(data: dict[str, Any]) -> None:
    data["figures"][0]["honoured"] = 74
    with pytest.raises(RegisterError) as caught:
        as_published(data, place="honoured.yaml")
    assert str(caught.value) == ("honoured.yaml: figure 1: 74 of 146 is not 0.5.\n  Write 0.5068.")


def test_all_faults_come_at_once(data: dict[str, Any]) -> None:
    del data["figures"][0]["years"]
    data["figures"][1]["pledge"] = "defence"
    data["figures"][2]["onoured"] = 3
    data["figures"][3]["checked"] = "from_memory"
    del data["figures"][4]["tested"]
    del data["studies"]["leeds_2003"]["unit"]
    with pytest.raises(RegisterError) as caught:
        as_published(data, place="honoured.yaml")
    assert sorted(fault.problem for fault in caught.value.faults) == [
        "figure 1: no 'years'.",
        "figure 2: pledge 'defence' is none of the known ones.",
        "figure 3: unknown key 'onoured'.",
        "figure 4: from memory, and not marked so.",
        "figure 5: one of 'honoured' and 'tested' alone.",
        "study 'leeds_2003' has no 'unit'.",
    ]
    assert "Did you mean 'honoured'?" in str(caught.value)


def test_a_file_without_figures_is_a_fault() -> None:
    with pytest.raises(RegisterError, match="'figures' is empty"):
        as_published({}, place="honoured.yaml")


def test_the_data_is_plain(data: dict[str, Any]) -> None:
    assert json.loads(json.dumps(data)) == data
