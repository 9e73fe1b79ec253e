import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.outlook.interval import clustered, jeffreys

counts = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
wars = st.lists(
    st.integers(1, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=15,
)


@pytest.mark.parametrize(
    ("honoured", "tested", "low", "high"),
    [
        (12, 54, 0.128, 0.346),
        (61, 92, 0.563, 0.753),
        (6, 43, 0.060, 0.265),
        (36, 59, 0.483, 0.727),
        (42, 102, 0.320, 0.509),
    ],
)
def test_jeffreys_intervals_of_the_published_counts(
    honoured: int, tested: int, low: float, high: float
) -> None:
    assert [round(end, 3) for end in jeffreys(honoured, tested)] == [low, high]


@given(counts)
def test_an_interval_contains_its_share(pair: tuple[int, int]) -> None:
    low, high = jeffreys(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1


@settings(max_examples=50)
@given(counts)
def test_one_more_success_never_lowers_an_end(pair: tuple[int, int]) -> None:
    honoured, tested = pair
    before, after = jeffreys(honoured, tested + 1), jeffreys(honoured + 1, tested + 1)
    assert before[0] < after[0]
    assert before[1] < after[1] or before[1] == after[1] == 1


@settings(max_examples=50)
@given(counts)
def test_failures_mirror_successes(pair: tuple[int, int]) -> None:
    honoured, tested = pair
    low, high = jeffreys(honoured, tested)
    mirrored = jeffreys(tested - honoured, tested)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)


@settings(max_examples=50)
@given(counts)
def test_a_higher_level_is_wider(pair: tuple[int, int]) -> None:
    narrow, wide = jeffreys(*pair, level=0.8), jeffreys(*pair, level=0.95)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


@settings(max_examples=50)
@given(counts, st.integers(2, 5))
def test_more_of_the_same_narrows(pair: tuple[int, int], times: int) -> None:
    once, often = jeffreys(*pair), jeffreys(times * pair[0], times * pair[1])
    assert often[1] - often[0] < once[1] - once[0]


@settings(max_examples=50)
@given(wars)
def test_clusters_never_make_an_interval_narrower(found: list[tuple[int, int]]) -> None:
    honoured, tested = (sum(column) for column in zip(*found, strict=True))
    low, high = jeffreys(honoured, tested)
    spread = clustered(found)
    assert spread.low <= low + 1e-9
    assert spread.high >= high - 1e-9
    assert spread.low <= honoured / tested <= spread.high
    assert spread.design_effect >= 1
    assert 1 <= spread.effective_clusters <= len(found) + 1e-9
    assert 0 < spread.effective_cases <= tested


@settings(max_examples=50)
@given(wars, st.randoms(use_true_random=False))
def test_the_order_of_wars_is_irrelevant(found: list[tuple[int, int]], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = clustered(found), clustered(mixed)
    assert (other.low, other.high) == pytest.approx((one.low, one.high), abs=1e-9)


def test_wars_of_one_case_and_few_differences_cost_only_the_t_ratio() -> None:
    spread = clustered([(1, 1)] * 5 + [(0, 1)] * 5)
    assert spread.design_effect == pytest.approx(10 / 9)  # the jackknife's n / (n - 1)
    assert spread.effective_cases == pytest.approx(9)


def test_all_or_nothing_wars_count_once_each() -> None:
    spread = clustered([(6, 6), (0, 6), (6, 6), (0, 6), (6, 6), (0, 6)])
    assert spread.effective_cases < 6


def test_clusters_without_variation_count_once_each() -> None:
    assert clustered([(4, 4)] * 5).design_effect == 4
    assert clustered([(1, 1)] * 5).design_effect == 1


def test_wars_without_a_case_change_nothing() -> None:
    assert clustered([(1, 3), (2, 4), (0, 0)]) == clustered([(1, 3), (2, 4)])


def test_one_war_that_outweighs_the_rest_leaves_almost_nothing_known() -> None:
    spread = clustered([(9, 15), (1, 1), (1, 1), (0, 1), (1, 1), (0, 1), (1, 1)])
    assert spread.effective_clusters < 2
    assert spread.high - spread.low > 0.9


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (
            [(3, 4)],
            (
                "clustered: 1 cluster cannot show how clusters differ.\n"
                "  Give at least two, or use jeffreys()."
            ),
        ),
        (
            [(5, 4), (1, 2)],
            "counts: 5 of 4 is no share.\n  Give 0 <= honoured <= tested, with tested above 0.",
        ),
    ],
)
def test_what_cannot_be_clustered_is_named(found: list[tuple[int, int]], message: str) -> None:
    with pytest.raises(InputError) as caught:
        clustered(found)
    assert str(caught.value) == message


def test_no_cases_have_no_interval() -> None:
    with pytest.raises(InputError, match="0 of 0 is no share"):
        jeffreys(0, 0)


def test_a_level_is_between_none_and_all() -> None:
    with pytest.raises(InputError, match=r"level: 1\.0 is no level"):
        jeffreys(1, 2, level=1.0)
