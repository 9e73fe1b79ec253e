"""Small trees: backward induction, hidden types, what cannot be played, and the file format."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.games import (
    Crisis,
    as_efg,
    backward_induction,
    sequential,
    tripartite,
    tripartite_tree,
)
from foedus.outlook.games.trees import Chance, End, Game, Move, Node, extended_deterrence_tree


def entry(*, fight: float = -1.0) -> Game:
    """The classic: an entrant, and an incumbent whose threat to fight is not credible."""
    shared = End(name="shared", payoffs=(1.0, 1.0))
    fought = End(name="fought", payoffs=(-1.0, fight))
    reply = Move(
        player="incumbent", sees="entered", branches=(("fight", fought), ("share", shared))
    )
    out = End(name="out", payoffs=(0.0, 2.0))
    root = Move(player="entrant", sees="start", branches=(("stay out", out), ("enter", reply)))
    return Game(title="Entry", players=("entrant", "incumbent"), root=root)


def random_tree(random: np.random.Generator, *, depth: int) -> Game:
    players = ("A", "B", "C")
    count = iter(range(10_000))

    def node(left: int) -> Node:
        number = next(count)
        if left == 0 or random.random() < 0.15:
            return End(name=f"e{number}", payoffs=tuple(random.random(3).tolist()))
        below = [node(left - 1) for _ in range(2)]
        if random.random() < 0.2:
            share = float(random.random())
            return Chance(branches=(("x", share, below[0]), ("y", 1.0 - share, below[1])))
        player = players[int(random.integers(3))]
        return Move(player=player, sees=f"s{number}", branches=(("l", below[0]), ("r", below[1])))

    root = Move(player="A", sees="root", branches=(("l", node(depth)), ("r", node(depth))))
    return Game(title="Random", players=players, root=root)


def test_a_threat_that_is_not_credible_deters_nobody() -> None:
    found = backward_induction(entry())
    assert dict(found.strategy) == {"start": "enter", "entered": "share"}
    assert found.payoffs == (1.0, 1.0)
    assert found.ties == ()
    assert dict(backward_induction(entry(fight=1.5)).strategy)["start"] == "stay out"


def test_a_tie_is_told() -> None:
    found = backward_induction(entry(fight=1.0))
    assert found.ties == ("entered",)
    assert len(sequential(entry(fight=1.0))) == 2


def test_sequential_play_of_a_game_with_all_seen_is_backward_induction() -> None:
    random = np.random.Generator(np.random.Philox(4))
    for _ in range(30):
        game = random_tree(random, depth=2)
        (only,) = sequential(game)
        found = backward_induction(game)
        assert dict(only.strategy) == dict(found.strategy)
        assert only.payoffs == pytest.approx(found.payoffs)


def test_hidden_types_need_beliefs() -> None:
    game = extended_deterrence_tree(
        p2=0.7, p3=0.2, cost_challenger=0.3, cost_protege=0.2, cost_hard=0.1, cost_soft=0.5,
        stake=0.6, audience=0.1, hard=0.9,
    )  # fmt: skip
    with pytest.raises(InputError, match=r"at 'start' the player cannot tell.*\n.*`sequential`"):
        backward_induction(game)
    (found,) = sequential(game)
    assert found.strategy["start"] == "refrain"
    assert [dict(s.strategy) for s in sequential(game, beliefs="any")] == [dict(found.strategy)]


def horse(*, belief_matters: float) -> Game:
    """Nobody comes to the last set in play; what is believed there decides."""
    left = [End(name=f"l{i}", payoffs=(0.0, v)) for i, v in enumerate((2.0, 0.0))]
    right = [End(name=f"r{i}", payoffs=(3.0, v)) for i, v in enumerate((0.0, belief_matters))]
    asked = [
        Move(player="B", sees="asked", branches=(("left", lf), ("right", rt)))
        for lf, rt in zip(left, right, strict=True)
    ]
    out = End(name="out", payoffs=(1.0, 5.0))
    branches = (("out", out), ("one", asked[0]), ("two", asked[1]))
    return Game(
        title="Horse", players=("A", "B"), root=Move(player="A", sees="a", branches=branches)
    )


def test_beliefs_off_the_way_even_or_any() -> None:
    even = {tuple(s.strategy.values()) for s in sequential(horse(belief_matters=1.0))}
    any_ = {
        tuple(s.strategy.values()) for s in sequential(horse(belief_matters=1.0), beliefs="any")
    }
    assert ("out", "left") in even  # 2 against 1: left is better under even beliefs
    assert even <= any_
    swayed = {tuple(s.strategy.values()) for s in sequential(horse(belief_matters=4.0))}
    assert ("out", "left") not in swayed
    kept = {
        tuple(s.strategy.values()) for s in sequential(horse(belief_matters=4.0), beliefs="any")
    }
    assert ("out", "left") in kept


@pytest.mark.parametrize(
    ("root", "told"),
    [
        (End(name="e", payoffs=(1.0,)), r"'e' pays \(1.0,\) to 2 players"),
        (Move(player="C", sees="s", branches=()), "'C' is no player"),
        (Move(player="A", sees="s", branches=()), "'s' offers no action"),
        (
            Chance(branches=(("x", 0.5, End(name="e", payoffs=(0.0, 0.0))),)),
            "no probabilities that add up to 1",
        ),
    ],
)
def test_a_tree_that_is_none_is_told(root: Node, told: str) -> None:
    with pytest.raises(InputError, match=told):
        Game(title="G", players=("A", "B"), root=root)


def test_one_information_set_has_one_player_and_is_met_once() -> None:
    end = End(name="e", payoffs=(0.0, 0.0))
    below = Move(player="A", sees="s", branches=(("go", end), ("stay", end)))
    with pytest.raises(InputError, match="'s' is met twice on one way"):
        Game(
            title="G",
            players=("A", "B"),
            root=Move(player="A", sees="s", branches=(("go", below), ("stay", end))),
        )
    other = Move(player="B", sees="s", branches=(("go", end), ("stay", end)))
    root = Chance(branches=(("x", 0.5, below), ("y", 0.5, other)))
    with pytest.raises(InputError, match="differ in their player or their actions"):
        Game(title="G", players=("A", "B"), root=root)


def test_a_game_that_is_too_large_is_told() -> None:
    random = np.random.Generator(np.random.Philox(9))
    with pytest.raises(InputError, match=r"has [\d,]+ profiles of strategies"):
        sequential(random_tree(random, depth=6))


def test_the_file_format() -> None:
    game = extended_deterrence_tree(
        p2=0.7, p3=0.2, cost_challenger=0.3, cost_protege=0.2, cost_hard=0.1, cost_soft=0.5,
        stake=0.6, audience=0.1, hard=0.1,
    )  # fmt: skip
    lines = as_efg(game).splitlines()
    assert lines[0] == 'EFG 2 R "Extended deterrence" { "challenger" "protege" "defender" }'
    assert lines[3] == 'c "" 1 "" { "hard" 1/10 "soft" 9/10 } 0'
    assert lines[4] == 'p "" 1 1 "start" { "refrain" "attack" } 0'
    assert [line.split('"')[2].split() for line in lines if line.startswith("p")] == [
        *(["1", "1"], ["2", "1"], ["3", "1"]),
        *(["1", "1"], ["2", "1"], ["3", "2"]),
    ]
    ends = [line for line in lines if line.startswith("t")]
    assert len(ends) == 8
    # Equal ends are one outcome; the two joint wars differ by the defender's cost.
    assert len(set(ends)) == 5


def crisis(*, motive: float) -> Crisis:
    return Crisis(
        status_quo=(0.0, 0.0, 0.0),
        conceded=(motive, -1.0, -0.3),
        backs_down=(-0.3, 0.5, 1.0),
        conflict=(motive / 2 - 0.6, -0.6, -1.0),
        realigned=(0.6 * motive, -0.7, -0.6),
        lost=(0.9 * motive, -1.2, -0.2),
    )


def test_support_holds_a_weakly_motivated_challenger_back() -> None:
    game = tripartite_tree(crisis(motive=0.5), determined=0.3, realigns=0.5)
    (found,) = sequential(game, beliefs="any")
    assert found.strategy["asked"] == "support"
    assert {found.strategy[kind] for kind in ("determined", "undetermined")} == {"refrain"}
    assert found.payoffs == (0.0, 0.0, 0.0)


def test_a_strong_challenger_that_is_surely_determined_is_not_held_back() -> None:
    game = tripartite_tree(crisis(motive=2.0), determined=0.9, realigns=0.5)
    (found,) = sequential(game, beliefs="any")
    assert found.strategy["asked"] == "withhold"
    assert found.strategy["determined"] == "demand"
    # The defender acts as its threshold says: whoever demanded, 0.9 of them are determined,
    # and only proteges whose threat is real hold firm.
    told = tripartite(
        backs_down=1.0, conflict=-1.0, realigned=-0.6, lost=-0.2, determined=0.9, realigns=1.0
    )
    assert found.strategy["threat empty"] == "concede"
    assert not told.supports


def test_where_only_mixed_play_holds_none_is_returned() -> None:
    game = tripartite_tree(crisis(motive=2.0), determined=0.3, realigns=0.5)
    assert sequential(game, beliefs="any") == ()


def test_one_move_in_two_places_is_told() -> None:
    end = End(name="e", payoffs=(0.0, 0.0))
    move = Move(player="B", sees="s", branches=(("go", end), ("stay", end)))
    root = Move(player="A", sees="a", branches=(("l", move), ("r", move)))
    with pytest.raises(InputError, match=r"one move at 's' stands in two places"):
        Game(title="G", players=("A", "B"), root=root)
