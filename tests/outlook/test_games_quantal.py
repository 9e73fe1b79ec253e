"""Quantal response: chance at precision 0, sequential play far up, the egame logit at 1."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.games import Crisis, backward_induction, quantal, tripartite_tree
from foedus.outlook.games.trees import End, Game, Move
from foedus.outlook.strategic.model import EGAME123
from foedus.outlook.strategic.sloped import utilities
from foedus.outlook.strategic.trees import log_chances


def ladder(values: dict[tuple[int, int], float]) -> Game:
    """The game of egame123 with these utilities."""

    def end(outcome: int) -> End:
        payoffs = tuple(values.get((player, outcome), 0.0) for player in (1, 2, 3))
        return End(name=str(outcome), payoffs=payoffs)

    third = Move(player="3", sees="third", branches=(("l", end(5)), ("r", end(6))))
    second = Move(player="2", sees="second", branches=(("l", end(3)), ("r", third)))
    first = Move(player="1", sees="first", branches=(("l", end(1)), ("r", second)))
    return Game(title="Ladder", players=("1", "2", "3"), root=first)


def drawn() -> dict[tuple[int, int], float]:
    random = np.random.Generator(np.random.Philox(12))
    names = EGAME123.utilities.values()
    return dict(zip(names, random.normal(size=len(names)).tolist(), strict=True))


def test_at_precision_1_it_is_the_logit_of_the_strategic_estimators() -> None:
    values = drawn()
    made = utilities(np.array(list(values.values()))[:, None])
    logs = log_chances(
        EGAME123.tree, dict(zip(values, made, strict=True)), errors="agent", link="logit"
    )
    found = quantal(ladder(values), precision=1.0)
    for outcome, log in logs.items():
        assert found.ends[str(outcome)] == pytest.approx(float(np.exp(log.value[0])), abs=1e-9)


def test_from_pure_chance_to_backward_induction() -> None:
    game = ladder(drawn())
    chance = quantal(game, precision=0.0)
    assert all(set(of.values()) == {0.5} for of in chance.chances.values())
    sure = quantal(game, precision=400.0)
    played = backward_induction(game)
    for sees, action in played.strategy.items():
        assert sure.chances[sees][action] > 0.99
    assert sure.payoffs == pytest.approx(played.payoffs, abs=0.02)
    assert sum(sure.ends.values()) == pytest.approx(1.0)


def test_a_threat_to_realign_dissuades_a_weakly_motivated_challenger() -> None:
    crisis = Crisis(
        status_quo=(0.0, 0.0, 0.0),
        conceded=(0.3, -1.0, -0.3),
        backs_down=(-0.3, 0.5, 1.0),
        conflict=(-0.6, -0.6, -1.0),
        realigned=(0.18, -0.7, -0.6),
        lost=(0.27, -1.2, -0.2),
    )
    demands = [
        quantal(tripartite_tree(crisis, determined=0.75, realigns=real), precision=40.0).chances[
            "determined"
        ]["demand"]
        for real in (0.05, 0.95)
    ]
    assert demands[0] > 0.95
    assert demands[1] < 0.05


def test_a_precision_that_is_none_is_told() -> None:
    for precision in (-1.0, float("nan"), float("inf")):
        with pytest.raises(InputError, match=r"precision: .* is none"):
            quantal(ladder(drawn()), precision=precision)
