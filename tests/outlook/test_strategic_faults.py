"""What no data can tell, and data that tell too much: each with a message and its mend."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.strategic import chances, egame12, egame122, egame123, ultimatum
from foedus.outlook.strategic.climbing import bfgs, highest

RANDOM = np.random.Generator(np.random.Philox(17))
N = 300
X, Y, Z = RANDOM.normal(size=(3, N))
SEEN = RANDOM.choice([1, 3, 4], size=N)
GOOD = {"u11": {"const": 1, "x": X}, "u14": {"z": Z}, "u24": {"const": 1, "y": Y}}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"u13": {"const": 1}, "u14": {"const": 1}},
            (
                r"not identified: 'u11:const', 'u13:const', 'u14:const' .* player 1 .*Lewis"
                r".*\n  Leave it out of at least one"
            ),
        ),
        (
            {"u13": {"x": 2 * X, "y": Y}, "u14": {"x": X, "z": Z}},
            r"not identified: 'u11:x', 'u13:x', 'u14:x' can move",
        ),
        (
            {"u14": {"const": 1}, "u24": {"const": 1}},
            r"not identified: .*u11:const, u14:const can move together without",
        ),
        ({"u24": {"y": Y, "twice": 2 * Y}}, r"the design is singular: 'u24:y', 'u24:twice' add up"),
        (
            {"u24": {"const": 1, "told": (SEEN == 4) * 1.0}},
            r"the choices of player 2 between outcomes 3 and 4: separation: .*'u24:told'",
        ),
        (
            {"u11": {"const": 1, "told": (SEEN == 1) * 1.0}},
            r"the choices of player 1 between 1 and 3/4: separation: .*'u11:told'",
        ),
        ({"u99": {"x": X}}, r"'u99' is no utility of it"),
        ({"u14": {"z": Z[:9]}}, r"'u14:z' has the shape \(9,\), the outcome \(300,\)"),
        ({"u14": {"z": np.where(Z > 2, np.nan, Z)}}, r"'u14:z' is missing or infinite in \d+ of"),
    ],
)
def test_what_cannot_be_told_is_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=f"(?s)egame12: {told}"):
        egame12(SEEN, GOOD | change, starts=1)  # type: ignore[arg-type]


def test_a_fixed_utility_holds_the_others() -> None:
    explained = GOOD | {"u14": {"const": 1, "z": Z}}  # u13 is 0, so constants are told apart
    fit = egame12(SEEN, explained, starts=1)
    assert np.isfinite(fit.standard_errors).all()


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        (np.where(SEEN == 3, 2, SEEN), r"2 is no outcome of the game.\n  Code them 1, 3, 4."),
        (np.where(SEEN == 3, 4, SEEN), r"between outcomes 3 and 4 takes right every time"),
        (np.ones(N), r"no row comes to player 2"),
        (SEEN.reshape(2, -1), r"no column of numbers without gaps"),
        (np.empty(0), r"no column of numbers without gaps"),
    ],
)
def test_outcomes_that_are_none_are_told(outcomes: np.ndarray, told: str) -> None:
    with pytest.raises(InputError, match=told):
        egame12(outcomes, GOOD, starts=1)


def test_unknown_ways_to_estimate_are_told() -> None:
    with pytest.raises(InputError, match="Did you mean 'private'"):
        egame12(SEEN, GOOD, errors="privat")
    with pytest.raises(InputError, match="for normal noise only"):
        egame12(SEEN, GOOD, errors="private", link="logit")
    with pytest.raises(InputError, match="0 starts"):
        egame12(SEEN, GOOD, starts=0)
    with pytest.raises(InputError, match="no utility is explained"):
        egame12(SEEN, {})


def test_the_same_seed_gives_the_same_numbers_and_more_starts_lose_nothing() -> None:
    first, again = (egame12(SEEN, GOOD, starts=3, seed=5) for _ in range(2))
    assert np.array_equal(first.beta, again.beta)
    more = egame12(SEEN, GOOD, starts=5, seed=5)
    assert more.loglik >= first.loglik - 1e-9


def test_other_columns_than_the_fit_had_are_refused() -> None:
    fit = egame12(SEEN, GOOD, starts=1)
    assert chances(fit, GOOD, rows=N)[1].shape == (N,)
    with pytest.raises(InputError, match="not the columns of the fit"):
        chances(fit, GOOD | {"u13": {"x": X}}, rows=N)
    with pytest.raises(InputError, match="Did you mean 'u11:x'"):
        fit.coefficient("u11x")


def test_every_player_of_the_longer_games_is_looked_at() -> None:
    four, six = RANDOM.choice([1, 2, 3, 4], size=N), RANDOM.choice([1, 3, 5, 6], size=N)
    both = {"u11": {"c": 1}, "u12": {"c": 1}, "u13": {"c": 1}, "u14": {"c": 1}, "u22": {"y": Y}}
    with pytest.raises(InputError, match="utility of player 1 alike"):
        egame122(four, both, starts=1)
    shared = {"u11": {"x": X}, "u23": {"c": 1}, "u25": {"c": 1}, "u26": {"c": 1}, "u36": {"y": Y}}
    with pytest.raises(InputError, match="utility of player 2 alike"):
        egame123(six, shared, starts=1)


def test_a_hill_with_two_summits_is_climbed_to_the_higher() -> None:
    def climb(at: np.ndarray) -> tuple[float, np.ndarray]:
        x = float(at[0])
        return -((x**2 - 1) ** 2) + 0.1 * x, np.array([-4 * x * (x**2 - 1) + 0.1])

    low = bfgs(climb, np.array([-0.9]))
    assert low[0][0] < 0
    found = highest(climb, [np.array([-0.9]), np.array([0.9])])
    assert found.at[0] > 0
    assert found.reached
    assert (found.starts, found.agreeing) == (2, 1)


def offers(n: int = 1_500) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw offers by bisection of the best-offer condition, and answers."""
    random = np.random.Generator(np.random.Philox(30))
    x = random.normal(size=n)
    noise = [
        s * np.log(u / (1 - u)) for s, u in zip((1.5, 0.8), random.random((2, n)), strict=True)
    ]
    first, second = 1.0 + 0.5 * x + noise[0], 2.0 - 0.7 * x
    low, high = np.full(n, -80.0), np.full(n, 80.0)
    for _ in range(80):
        middle = (low + high) / 2
        gap = np.minimum((middle - second) / 0.8, 600.0)
        more = 10.0 - middle - first > 0.8 * (1 + np.exp(gap))
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    y = np.clip(low, 0.0, 10.0)
    return x, y, (y > second + noise[1]).astype(float)


def test_the_ultimatum_gives_back_what_was_put_in() -> None:
    x, y, took = offers()
    assert (y == 0.0).sum() > 3
    fit = ultimatum(y, took, {"r1": {"c": 1, "x": x}, "r2": {"c": 1, "x": x}}, most=10.0, starts=1)
    truth = [1.0, 0.5, 2.0, -0.7, np.log(1.5), np.log(0.8)]
    assert np.abs((fit.beta - truth) / fit.standard_errors).max() < 3.5
    assert fit.names[-2:] == ("log_s1:const", "log_s2:const")
    assert fit.warnings == ()


def test_offers_that_are_none_are_told() -> None:
    x, y, took = offers(50)
    explained = {"r1": {"x": x}, "r2": {"x": x}}
    with pytest.raises(InputError, match="11 of 10 is no offer"):
        ultimatum(np.append(y[1:], 11.0), took, explained, most=10.0)
    with pytest.raises(InputError, match="column of 0 and 1"):
        ultimatum(y, took * 2, explained, most=10.0)
    with pytest.raises(InputError, match="the answer is 1 in every row"):
        ultimatum(y, np.ones(50), explained, most=10.0)
