import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.outlook import as_data, estimate_honoured, in_words
from foedus.outlook.estimate import LABEL
from foedus.outlook.reliability import CLASS_OF

LONG_AGO, OF_LATE = date(1914, 7, 28), date(2024, 10, 15)
COUNTED = ("assist", "abstain", "remain_neutral", "any", "offense")


@pytest.mark.parametrize(
    ("pledge", "day", "counts"),
    [
        ("assist", OF_LATE, (6, 43)),
        ("assist", LONG_AGO, (36, 59)),
        ("defense", LONG_AGO, (36, 59)),
        ("remain_neutral", LONG_AGO, (30, 40)),
        ("abstain", OF_LATE, (5, 28)),
        ("offense", OF_LATE, (4, 7)),
        ("any", OF_LATE, (12, 54)),
    ],
)
def test_pledge_and_day_choose_the_count(pledge: str, day: date, counts: tuple[int, int]) -> None:
    estimate = estimate_honoured(pledge=pledge, day=day)
    assert (estimate.honoured, estimate.tested) == counts
    assert estimate.value == pytest.approx(counts[0] / counts[1], abs=1e-4)


def test_the_era_turns_with_the_year_1945() -> None:
    before, after = (
        estimate_honoured(pledge="assist", day=day)
        for day in (date(1944, 12, 31), date(1945, 1, 1))
    )
    assert (before.years, after.years) == ((1816, 1944), (1945, 2003))


@pytest.mark.parametrize("pledge", COUNTED)
@pytest.mark.parametrize("day", [LONG_AGO, OF_LATE])
def test_every_estimate_carries_all_that_it_must(pledge: str, day: date) -> None:
    estimate = estimate_honoured(pledge=pledge, day=day)
    assert estimate.value is not None
    assert estimate.low is not None
    assert estimate.high is not None
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert estimate.label == LABEL
    assert "Fuhrmann" in estimate.source
    assert estimate.clusters
    assert "biased sample" in estimate.warnings[0]
    assert estimate.would_change
    assert {figure.short for figure in estimate.alternatives} >= {
        "Leeds, Long and Mitchell 2000",
        "Leeds 2003",
        "Leeds and Anac 2005",
        "Sabrosky 1980",
        "Chiba and others 2026",
    }


@settings(max_examples=50, deadline=None)  # the first example may compile the register
@given(st.sampled_from(COUNTED), st.dates(date(1816, 1, 1), date(2100, 1, 1)))
def test_within_an_era_the_day_changes_nothing_but_warnings(pledge: str, day: date) -> None:
    first = date(1816, 1, 1) if day < date(1945, 1, 1) else date(1945, 1, 1)
    one, other = (estimate_honoured(pledge=pledge, day=d) for d in (first, day))
    assert (one.value, one.low, one.high) == (other.value, other.low, other.high)
    assert set(one.warnings) <= set(other.warnings)


def test_the_clusters_widen_the_interval() -> None:
    estimate = estimate_honoured(pledge="assist", day=LONG_AGO)
    assert estimate.independent == (0.4829, 0.7269)
    assert (estimate.low, estimate.high) == (0.4133, 0.7826)


def test_an_attackers_choice_biases_help_down_and_other_pledges_either_way() -> None:
    help_, quiet = (
        estimate_honoured(pledge=pledge, day=OF_LATE).warnings[0]
        for pledge in ("assist", "abstain")
    )
    assert "75.0 % on average" in help_
    assert "kept 37.5 % of the time" in help_
    assert "direction of the bias is not known" in quiet


@pytest.mark.parametrize(
    ("day", "words"),
    [(OF_LATE, "2024-10-15 lies after it"), (date(1700, 1, 1), "1700-01-01 lies before it")],
)
def test_a_day_outside_the_sample_is_said(day: date, words: str) -> None:
    assert any(words in warning for warning in estimate_honoured(pledge="assist", day=day).warnings)


def test_a_day_inside_the_sample_needs_no_word() -> None:
    estimate = estimate_honoured(pledge="assist", day=date(1990, 8, 2))
    assert not any("The sample runs" in warning for warning in estimate.warnings)


def test_few_independent_cases_are_said() -> None:
    words = in_words(estimate_honoured(pledge="abstain", day=LONG_AGO))
    assert "no more than 0.6 independent ones" in words
    assert "World War II alone has 15" in words


@pytest.mark.parametrize("pledge", ["consult", "consultation", "cooperate", "report"])
def test_where_no_count_is_known_the_estimate_says_none(pledge: str) -> None:
    estimate = estimate_honoured(pledge=pledge, day=OF_LATE)
    assert (estimate.value, estimate.low, estimate.high) == (None, None, None)
    assert estimate.warnings
    assert "no published figure" in in_words(estimate)
    assert "None" not in in_words(estimate)


def test_every_duty_of_the_register_has_an_answer() -> None:
    from foedus.commitment.instrument import MUSTS

    assert set(CLASS_OF) <= set(MUSTS)
    for must in MUSTS:
        estimate = estimate_honoured(pledge=must, day=OF_LATE)
        assert (estimate.value is not None) or estimate.warnings


def test_the_nearest_class_is_named_as_such() -> None:
    words = in_words(estimate_honoured(pledge="not_assist_aggressor", day=OF_LATE))
    assert "neutrality, the nearest class" in words


def test_an_unknown_pledge_is_mended() -> None:
    with pytest.raises(InputError) as caught:
        estimate_honoured(pledge="defence", day=OF_LATE)
    assert str(caught.value) == (
        "pledge: 'defence' is no class of pledge.\n  Did you mean 'defense'?"
    )


def test_pacts_of_two_and_of_many_stand_beside_the_whole() -> None:
    estimate = estimate_honoured(pledge="assist", day=OF_LATE)
    assert [
        (figure.members, figure.honoured, figure.tested)
        for figure in estimate.alternatives
        if figure.members != "all" and not figure.modelled
    ] == [("two", 6, 22), ("many", 0, 21)]
    assert "only pacts of two states (27.3 %, 6 of 22, 1945-2003)." in estimate.would_change


def test_the_words_carry_number_interval_label_and_source() -> None:
    words = in_words(estimate_honoured(pledge="assist", day=OF_LATE))
    assert words.startswith(
        "Share of defence pledges honoured when war tested them, 1945-2003: 14.0 % (6 of 43); "
        "95 % interval 5.7 to 27.5 %, the 20 wars as units.\n"
        "Model-based, not a prediction of intent.\n"
    )
    assert "Six-Day War 1967 alone has 6" in words
    assert "Sabrosky 1980; Sabrosky's rules, joining the war alone counts; unverified" in words
    assert "11.9 % (5 of 42)" in words
    assert "own rules; counted by us from the authors' file." in words


def test_the_pooled_model_stands_beside_the_count_under_both_codings() -> None:
    estimate = estimate_honoured(pledge="assist", day=OF_LATE)
    pooled = [figure for figure in estimate.alternatives if figure.modelled]
    assert [(f.coding.split("_")[0], f.members) for f in pooled] == [
        *(("leeds", members) for members in ("all", "two", "many")),
        ("berkemeier", "all"),
    ]
    assert estimate.value is not None
    assert estimate.value < pooled[0].value < 0.5  # drawn from 6 of 43 towards the other pledges
    words = in_words(estimate)
    assert words.index("Pooled by our own model:") < words.index("Other figures:")
    assert "our own model, no count" in words
    assert "if attackers strike only below 90 %" in words
    assert any("pooling it with other pledges" in change for change in estimate.would_change)


def test_an_untested_share_is_corrected_for_pledges_of_help_alone() -> None:
    words = in_words(estimate_honoured(pledge="abstain", day=OF_LATE))
    assert "if attackers strike only" not in words


@pytest.mark.parametrize("pledge", [*COUNTED, "consult"])
def test_the_data_is_plain_json(pledge: str) -> None:
    data = as_data(estimate_honoured(pledge=pledge, day=OF_LATE))
    assert json.loads(json.dumps(data)) == data
    assert data["day"] == "2024-10-15"
    assert data["label"] == LABEL


def test_an_estimate_loads_no_numpy() -> None:
    script = (
        "import sys, datetime; from foedus.outlook import estimate_honoured, in_words;"
        "in_words(estimate_honoured(pledge='assist', day=datetime.date(2024, 10, 15)));"
        "print([m for m in ('numpy', 'scipy', 'pydantic', 'rich') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60
    )
    assert run.stdout.strip() == "[]"
