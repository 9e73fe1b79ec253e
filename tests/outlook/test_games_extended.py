"""The extended-deterrence game: golden numbers, its tree, its derivatives, its bounds."""

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.games import extended_deterrence, honour_chance, sequential, slopes
from foedus.outlook.games.trees import extended_deterrence_tree

EXAMPLE = {
    "p2": 0.7,
    "p3": 0.2,
    "cost_challenger": 0.3,
    "cost_protege": 0.2,
    "cost_hard": 0.1,
    "cost_soft": 0.5,
    "stake": 0.6,
    "audience": 0.1,
    "hard": 0.6,
}


def drawn(n: int, seed: int = 11) -> dict[str, np.ndarray]:
    random = np.random.Generator(np.random.Philox(seed))
    p2 = random.random(n)
    return {
        "p2": p2,
        "p3": p2 * random.random(n),
        "cost_challenger": 0.6 * random.random(n),
        "cost_protege": 0.6 * random.random(n),
        "cost_hard": 0.3 * random.random(n),
        "cost_soft": random.random(n),
        "stake": random.random(n),
        "audience": 0.4 * random.random(n),
        "hard": random.random(n),
    }


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("edg_q60", {}),
        ("edg_q90", {"hard": 0.9}),
        ("edg_q90_a", {"hard": 0.9, "audience": 0.25}),
    ],
)
def test_worked_examples(shared: Path, key: str, change: dict[str, float]) -> None:
    path = shared / "data/reliability/worked_examples.json"
    golden = json.loads(path.read_text(encoding="utf-8"))[key]
    found = extended_deterrence(**EXAMPLE | change)
    assert found.reliability == pytest.approx(golden["r"], abs=1e-12)
    assert found.threshold == pytest.approx(golden["r_star"], abs=1e-12)
    assert found.value_of_attack == pytest.approx(golden["EU_attack"], abs=1e-12)
    assert bool(found.attacks) is golden["attack"]
    assert bool(found.resists) is golden["resist"]
    assert bool(found.honours_hard) is golden["honour_hard"]
    assert bool(found.honours_soft) is golden["honour_soft"]


def test_tying_hands_in_one_line() -> None:
    loose, tied = (extended_deterrence(**EXAMPLE | {"audience": a}) for a in (0.1, 0.25))
    assert (bool(loose.attacks), bool(tied.attacks)) == (True, False)
    assert tied.reliability == 1.0


def test_the_closed_form_is_the_only_sequential_play_of_the_tree() -> None:
    games = drawn(200)
    found = extended_deterrence(**games)
    for i in range(200):
        tree = extended_deterrence_tree(**{name: float(c[i]) for name, c in games.items()})
        (played,) = sequential(tree)
        assert dict(played.strategy) == {
            "start": "attack" if found.attacks[i] else "refrain",
            "attacked": "resist" if found.resists[i] else "concede",
            "hard": "honour" if found.honours_hard[i] else "abandon",
            "soft": "honour" if found.honours_soft[i] else "abandon",
        }


def test_the_threshold_parts_attack_from_peace() -> None:
    found = extended_deterrence(**drawn(20_000))
    met = found.resists & (np.abs(found.margin) > 1e-12)
    assert met.sum() > 5_000
    assert np.array_equal(found.attacks[met], found.margin[met] < 0.0)
    assert found.attacks[~found.resists].all()
    assert (found.threshold >= 0.0).all()
    assert (found.threshold <= 1.0).all()


def test_more_audience_cost_never_brings_an_attack_on_a_protege_that_resists() -> None:
    games = drawn(20_000)
    less, more = (
        extended_deterrence(**games | {"audience": games["audience"] * by}) for by in (1.0, 2.0)
    )
    assert (more.reliability >= less.reliability).all()
    assert not (more.attacks & ~less.attacks & more.resists).any()


def test_help_that_changes_nothing_deters_nobody() -> None:
    found = extended_deterrence(**EXAMPLE | {"p3": 0.7, "hard": [0.0, 1.0], "audience": 1.0})
    assert found.attacks.tolist() == [True, True]
    assert found.threshold.tolist() == [1.0, 1.0]


def test_rows_do_not_depend_on_their_neighbours_or_on_chunks() -> None:
    games = drawn(20_000)
    whole = extended_deterrence(**games)
    some = extended_deterrence(**{name: column[5_000:5_010] for name, column in games.items()})
    assert np.array_equal(whole.margin[5_000:5_010], some.margin)
    square = {name: column.reshape(100, 200) for name, column in games.items()}
    assert np.array_equal(extended_deterrence(**square).margin.ravel(), whole.margin)


def test_numbers_and_columns_go_together() -> None:
    found = extended_deterrence(**EXAMPLE | {"hard": np.linspace(0.0, 1.0, 11)})
    assert found.attacks.tolist() == [True] * 8 + [False] * 3
    assert extended_deterrence(**EXAMPLE).attacks.shape == ()
    with pytest.raises(InputError, match=r"do not go together: audience \(2,\), hard \(3,\)"):
        extended_deterrence(**EXAMPLE | {"audience": [0, 1], "hard": [0, 0, 1]})
    assert extended_deterrence(**EXAMPLE | {"hard": np.empty(0)}).attacks.shape == (0,)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"p2": 1.2}, r"p2: 1.2 is outside its range.\n  Give numbers from 0 to 1."),
        ({"hard": [0.5, -0.1]}, r"hard: -0.1 is outside"),
        ({"audience": -0.1}, r"audience: -0.1 .*\n  Give numbers of 0 or more."),
        ({"stake": [0.1, float("nan")]}, r"stake: a number is missing."),
        ({"p3": 0.8}, r"p3: the challenger's chance is better when the defender joins \(in 1 of 1"),
    ],
)
def test_what_cannot_be_played_is_told(change: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        extended_deterrence(**EXAMPLE | change)  # type: ignore[arg-type]


def test_derivatives_are_those_of_the_threshold() -> None:
    games = drawn(2_000)
    names = {"p2": "threshold_by_p2", "p3": "threshold_by_p3", "cost_challenger": None}
    given = {n: games[n] for n in ("p2", "p3", "cost_challenger", "stake")}
    found = slopes(**given, cost_defender=games["cost_soft"])
    middle = extended_deterrence(**games).threshold
    inside = (middle > 0.05) & (middle < 0.95) & (games["p2"] - games["p3"] > 0.05)
    assert inside.sum() > 200
    for name, attribute in names.items():
        told = getattr(found, attribute or "threshold_by_cost")
        ends = [
            extended_deterrence(**games | {name: games[name] + by}).threshold[inside]
            for by in (-1e-7, 1e-7)
        ]
        assert (ends[1] - ends[0]) / 2e-7 == pytest.approx(told[inside], rel=1e-4)
    assert (found.threshold_by_cost[(middle == 0.0) | (middle == 1.0)] == 0.0).all()


def test_the_audience_cost_that_is_needed_is_just_enough() -> None:
    games = drawn(500)
    parts = {n: games[n] for n in ("p2", "p3", "cost_challenger", "stake")}
    needed = slopes(**parts, cost_defender=games["cost_soft"]).audience_needed
    enough, wanting = (
        extended_deterrence(**games | {"audience": np.maximum(needed + by, 0.0)}).honours_soft
        for by in (1e-9, -1e-9)
    )
    assert enough.all()
    assert not wanting[needed > 1e-6].any()


@pytest.mark.parametrize("spread", ["uniform", "logistic"])
def test_the_chance_to_honour_and_its_derivatives(spread: str) -> None:
    games = drawn(400)
    given = {n: games[n] for n in ("p2", "p3", "stake", "audience")}
    found = honour_chance(**given, centre=0.3, width=0.5, spread=spread)
    assert ((found.chance >= 0.0) & (found.chance <= 1.0)).all()
    for name, slope in (("audience", found.by_audience), ("stake", found.by_stake)):
        ends = [
            honour_chance(
                **given | {name: given[name] + by}, centre=0.3, width=0.5, spread=spread
            ).chance
            for by in (0.0, 1e-7)
        ]
        assert (ends[1] - ends[0]) / 1e-7 == pytest.approx(slope, abs=1e-5)
    with pytest.raises(InputError, match="Known: logistic, uniform"):
        honour_chance(**given, centre=0.3, width=0.5, spread="even")
