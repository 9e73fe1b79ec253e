"""The other closed forms: golden numbers, their meaning, their bounds, their cards."""

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.estimate import LABEL
from foedus.outlook.games import (
    CARDS,
    best_tightness,
    commitment_strength,
    in_words,
    moral_hazard,
    sunk_costs,
    tied_hands,
    tripartite,
    unilateral_threshold,
)

SIGNAL = {
    "hard": 0.3,
    "value": 0.5,
    "audience": 0.25,
    "war_soft": -0.6,
    "prize": 1.0,
    "war_receiver": -0.5,
}
TIGHT = {
    "stake": 0.6,
    "effect": 0.3,
    "effect_gain": 0.2,
    "audience_gain": 0.28,
    "most_cost": 1.0,
    "loss": 0.5,
    "peace": 0.4,
}


@pytest.fixture
def golden(shared: Path) -> dict[str, dict[str, float]]:
    path = shared / "data/reliability/worked_examples.json"
    found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_tied_hands_golden(golden: dict[str, dict[str, float]]) -> None:
    found, wanted = tied_hands(**SIGNAL), golden["tie"]
    assert found.belief_needed == pytest.approx(wanted["pi_star"])
    assert found.bluff == pytest.approx(wanted["bluff_prob"])
    assert found.challenge == pytest.approx(wanted["challenge_prob"])
    assert found.war == pytest.approx(wanted["war_prob"])
    assert found.climb_down == pytest.approx(wanted["soft_backdown_prob"])


def test_a_bluff_leaves_the_receiver_and_the_soft_sender_indifferent() -> None:
    random = np.random.Generator(np.random.Philox(5))
    n = 1_000
    given = {
        "hard": random.random(n),
        "value": random.random(n) + 0.01,
        "audience": random.random(n),
        "war_soft": -random.random(n),
        "prize": random.random(n) + 0.01,
        "war_receiver": -random.random(n) - 0.01,
    }
    found = tied_hands(**given)
    calm = found.locked_in | (given["hard"] >= found.belief_needed)
    assert (found.bluff[calm] == 1.0).all()
    assert (found.war[calm] == 0.0).all()
    hard, bluff = given["hard"][~calm], found.bluff[~calm]
    belief = hard / (hard + (1 - hard) * bluff)
    gain = belief * given["war_receiver"][~calm] + (1 - belief) * given["prize"][~calm]
    assert gain == pytest.approx(0.0, abs=1e-12)
    kept = (1 - found.challenge[~calm]) * given["value"][~calm]
    assert kept == pytest.approx(found.challenge[~calm] * given["audience"][~calm], abs=1e-12)
    assert ((bluff >= 0.0) & (bluff <= 1.0)).all()


def test_a_cost_that_locks_in_is_never_challenged() -> None:
    found = tied_hands(**SIGNAL | {"audience": [0.59, 0.6]})
    assert found.locked_in.tolist() == [False, True]
    assert found.challenge[1] == 0.0


def test_sunk_costs_separate_only_where_peace_is_worth_them(
    golden: dict[str, dict[str, float]],
) -> None:
    found = sunk_costs(value_soft=0.5, value_hard=1.0, war_hard=[0.4, 0.6])
    assert found.signal[0] == golden["sink"]["m_star"]
    assert found.separates.tolist() == [True, False]
    assert np.isnan(found.war[1])


def test_tying_hands_carries_more_risk_of_war_than_sinking_costs() -> None:
    sunk = sunk_costs(value_soft=0.5, value_hard=1.0, war_hard=0.2)
    assert tied_hands(**SIGNAL).war > sunk.war


def test_unilateral_threshold() -> None:
    found = unilateral_threshold(conceded=1.0, status_quo=[0.0, 0.5], conflict=-0.5)
    assert found == pytest.approx([2 / 3, 1 / 3])
    with pytest.raises(InputError, match="not in the order conceded, status quo, conflict"):
        unilateral_threshold(conceded=0.0, status_quo=0.5, conflict=-0.5)


def test_tripartite_threshold(golden: dict[str, dict[str, float]]) -> None:
    given = {"backs_down": 1.0, "conflict": -1.0, "realigned": -0.6, "lost": -0.2, "realigns": 0.5}
    found = tripartite(**given, determined=[0.69, 0.71])
    assert found.value_of_withholding[0] == pytest.approx(golden["tcg"]["withhold"])
    assert found.threshold[0] == pytest.approx(golden["tcg"]["pCh_crit"])
    assert found.supports.tolist() == [True, False]
    real = tripartite(**given | {"realigns": [0.0, 1.0]}, determined=0.5)
    assert real.threshold[1] > real.threshold[0]  # a real threat to realign wins support


def test_moral_hazard_golden() -> None:
    given = {"benefit": 0.3, "escalation": 0.5, "helped": -0.4, "alone": -1.0}
    found = moral_hazard(**given, reliability=[1.0, 0.67, 0.66])
    assert found.unconditional[0] == pytest.approx(0.10)
    assert found.conditional[0] == pytest.approx(-0.20)
    assert found.critical[0] == pytest.approx(2 / 3)
    assert found.provokes_if_unconditional.tolist() == [True, True, False]
    assert found.provokes_if_conditional.tolist() == [False, False, False]
    with pytest.raises(InputError, match="help or escalation plays no part"):
        moral_hazard(**given | {"helped": -1.0}, reliability=1.0)


def test_commitment_strength_balances_both_fears() -> None:
    given = {"abandonment": 0.6, "entrapment": 1.0, "risk": 0.5}
    best = float(commitment_strength(**given))
    assert best == pytest.approx(0.6)
    fear = lambda t: (1 - t) * 0.6 + 0.5 * t**2  # noqa: E731 - the two fears, added
    assert fear(best) < min(fear(best - 0.01), fear(best + 0.01))
    edges = commitment_strength(abandonment=[5.0, 0.6, 0.0], entrapment=1.0, risk=[0.5, 0.0, 0.0])
    assert edges.tolist() == [1.0, 1.0, 0.0]


def test_the_best_tightness_is_the_least_of_all() -> None:
    random = np.random.Generator(np.random.Philox(2))
    grid = np.linspace(0.0, 1.0, 2_001)
    for _ in range(60):
        given = {n: float(random.random() * 1.2) for n in ("stake", "audience_gain", "loss")}
        given |= {n: float(random.random()) for n in ("effect", "effect_gain", "peace")}
        given["most_cost"] = float(random.random() + 0.2)
        found = best_tightness(**given)
        reason = given["stake"] * (given["effect"] + given["effect_gain"] * grid)
        chance = np.minimum((reason + given["audience_gain"] * grid) / given["most_cost"], 1.0)
        total = given["peace"] * grid**2 / 2 + given["loss"] * (1 - chance)
        assert found.total <= total.min() + 1e-12
        assert found.total >= total.min() - 1e-3


def test_how_the_best_tightness_moves() -> None:
    found = best_tightness(**TIGHT)
    assert found.best == pytest.approx(0.5)
    more = best_tightness(**TIGHT | {"loss": 0.5 + 1e-6}).best - found.best
    assert more / 1e-6 == pytest.approx(float(found.by_loss), rel=1e-5)
    dearer = best_tightness(**TIGHT | {"peace": 0.4 + 1e-6}).best - found.best
    assert dearer / 1e-6 == pytest.approx(float(found.by_peace), rel=1e-4)
    free = best_tightness(**TIGHT | {"peace": 0.0})
    assert (free.best, free.by_loss) == (1.0, 0.0)
    assert best_tightness(**TIGHT | {"loss": 0.0, "peace": 0.0}).best == 0.0


def test_every_card_says_what_is_ours_and_what_it_is_not() -> None:
    assert len(CARDS) == 7
    for card in CARDS.values():
        words = in_words(card)
        assert LABEL in words
        for part in ("Assumes:", "Is not:", "Source:", "Ours:", "Unverified:"):
            assert part in words, card.id
    assert "leeds-anac2005" in in_words(CARDS["tightness"])
