import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.outlook.selection import mean_behind, mean_when_doubted

shapes = st.floats(0.3, 40)
thresholds = st.floats(0.05, 1)


@pytest.mark.parametrize(("a", "shown"), [(2, 0.3333), (3, 0.375)])
def test_the_worked_examples(a: float, shown: float) -> None:
    assert round(mean_when_doubted(a, 1, below=0.5), 4) == shown


@given(shapes, shapes, thresholds)
def test_tested_pledges_are_never_kept_more_than_all(a: float, b: float, below: float) -> None:
    shown = mean_when_doubted(a, b, below=below)
    assert 0 < shown <= min(below, a / (a + b)) + 1e-9


@given(shapes, shapes, thresholds, thresholds)
def test_a_bolder_attacker_shows_a_rate_nearer_the_truth(
    a: float, b: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert mean_when_doubted(a, b, below=low) <= mean_when_doubted(a, b, below=high) + 1e-9


@given(shapes, shapes)
def test_an_attacker_who_always_strikes_shows_the_truth(a: float, b: float) -> None:
    assert mean_when_doubted(a, b, below=1) == pytest.approx(a / (a + b))


@settings(max_examples=50)
@given(st.floats(0.5, 12), st.floats(0.5, 12), st.floats(0.2, 1))
def test_the_way_back_leads_to_the_start(a: float, b: float, below: float) -> None:
    shown = mean_when_doubted(a, b, below=below)
    assert mean_behind(shown, weight=a + b, below=below) == pytest.approx(a / (a + b), abs=1e-6)


def test_a_threshold_beyond_all_mass_still_has_an_answer() -> None:
    assert mean_when_doubted(2000, 1, below=0.5) == pytest.approx(0.5 * 2000 / 2001)


def test_a_rate_that_no_spread_shows_is_named() -> None:
    with pytest.raises(InputError) as caught:
        mean_behind(0.49, weight=4, below=0.5)
    assert str(caught.value) == (
        "observed: tested pledges cannot show 0.49 when only r < 0.5 is tested.\n"
        "  Raise the threshold, or lower the rate."
    )


@pytest.mark.parametrize("below", [0, 1.1])
def test_a_threshold_is_a_probability_above_zero(below: float) -> None:
    with pytest.raises(InputError, match="is no threshold"):
        mean_when_doubted(2, 1, below=below)
