"""The law enters the game by one door: what is not due costs nothing to leave undone."""

from dataclasses import replace

import pytest

from foedus.case import Finding, Proof
from foedus.commitment.instrument import Norm
from foedus.errors import InputError
from foedus.outlook.games import attack_share, audience_cost, under_the_case
from foedus.truth import Truth

GAME = {
    "p2": 0.7,
    "p3": 0.2,
    "cost_challenger": 0.3,
    "cost_protege": 0.2,
    "cost_hard": 0.1,
    "cost_soft": 0.5,
    "stake": 0.6,
    "hard": 0.6,
}


@pytest.fixture
def finding() -> Finding:
    return Finding(
        instrument="qma-qmb-2020",
        article="art1",
        cite="Art. 1 of the pact of QMA and QMB",
        binding="treaty",
        obligor="QMB",
        beneficiary="QMA",
        casus=Truth.OPEN,
        due="open",
        norm=Norm(must="assist"),
        reason="It is open whether QMA was attacked.",
        proof=Proof(sentence="QMA was attacked.", value=Truth.OPEN, rule="leaf"),
    )


@pytest.mark.parametrize(
    ("found", "low", "high"),
    [
        ("due", 0.25, 0.25),
        ("not_due", 0.0, 0.0),
        ("open", 0.0, 0.25),
        ("text_unknown", 0.0, 0.25),
        ("undecided", 0.0, 0.25),
        (Truth.TRUE, 0.25, 0.25),
        (Truth.FALSE, 0.0, 0.0),
        (Truth.OPEN, 0.0, 0.25),
    ],
)
def test_the_cost_by_the_verdict(found: str | Truth, low: float, high: float) -> None:
    cost = audience_cost(found, cost=0.25)
    assert (cost.low, cost.high) == (low, high)
    assert cost.settled is (low == high)


def test_a_finding_of_the_case_sets_the_cost(finding: Finding) -> None:
    open_ = audience_cost(finding, cost=0.25)
    assert (open_.low, open_.high) == (0.0, 0.25)
    assert open_.why.startswith(finding.cite)
    assert audience_cost(replace(finding, due="due"), cost=0.25).low == 0.25
    assert audience_cost(replace(finding, due="not_due"), cost=0.25).high == 0.0


@pytest.mark.parametrize("change", [{"must": "consult"}, {"must": "abstain"}, {"owed": "may"}])
def test_a_duty_that_asks_for_no_help_is_not_broken_by_staying_out(
    finding: Finding, change: dict[str, str]
) -> None:
    other = replace(finding, due="due", norm=replace(finding.norm, **change))
    cost = audience_cost(other, cost=0.25)
    assert cost.high == 0.0
    assert "asks for no help" in cost.why


def test_an_attack_that_turns_on_the_law_is_open() -> None:
    assert under_the_case("due", cost=0.25, **GAME).attacks == (Truth.FALSE,)
    assert under_the_case("not_due", cost=0.25, **GAME).attacks == (Truth.TRUE,)
    assert under_the_case("open", cost=0.25, **GAME).attacks == (Truth.OPEN,)
    assert under_the_case("open", cost=0.1, **GAME).attacks == (Truth.TRUE,)


def test_one_finding_for_many_rows() -> None:
    found = under_the_case("open", cost=0.25, **GAME | {"hard": [0.6, 0.9]})
    assert found.attacks == (Truth.OPEN, Truth.FALSE)


def test_what_is_no_verdict_and_no_cost_is_told() -> None:
    with pytest.raises(InputError, match="Did you mean 'not_due'"):
        audience_cost("notdue", cost=0.1)
    for cost in (-0.1, float("nan"), float("inf")):
        with pytest.raises(InputError, match="is no audience cost"):
            audience_cost("due", cost=cost)


def test_ranges_that_are_points_give_the_outcome_itself() -> None:
    for found, shares in (("due", (0.0, 0.0)), ("not_due", (1.0, 1.0)), ("open", (0.0, 1.0))):
        share = attack_share(found, cost=0.25, ranges=GAME, draws=10)
        assert (share.if_due, share.if_not_due) == shares
        assert share.matters == ()
        assert share.error == 0.0


def test_the_share_of_attacks_is_that_of_the_range() -> None:
    # Attacked where q < 0.8: three quarters of a range from 0.5 to 0.9.
    share = attack_share("not_due", cost=0.25, ranges=GAME | {"hard": (0.5, 0.9)})
    assert abs(share.if_not_due - 0.75) < 4 * share.error
    assert share.matters == (("hard", -1.0),)
    assert "prediction" in share.label


def test_what_matters_most_comes_first_and_each_input_has_its_own_stream() -> None:
    ranges = GAME | {"hard": (0.5, 0.9), "cost_protege": (0.1, 0.2)}
    share = attack_share("not_due", cost=0.25, ranges=ranges)
    assert [name for name, _ in share.matters] == ["hard", "cost_protege"]
    assert abs(share.matters[1][1]) < 0.02
    alone = attack_share("not_due", cost=0.25, ranges=GAME | {"hard": (0.5, 0.9)})
    assert share.if_not_due == alone.if_not_due


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hard": (0.9, 0.5)}, r"hard: \(0.9, 0.5\) is no range"),
        ({"hart": 0.5}, r"hart: no such input.\n  Did you mean 'hard'"),
        ({"stake": (-1.0, 0.5)}, "stake: .* is outside its range"),
    ],
)
def test_ranges_that_are_none_are_told(change: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        attack_share("due", cost=0.1, ranges=GAME | change, draws=100)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="stake: this input is missing"):
        attack_share("due", cost=0.1, ranges={n: v for n, v in GAME.items() if n != "stake"})
    with pytest.raises(InputError, match="0 draws tell nothing"):
        attack_share("due", cost=0.1, ranges=GAME, draws=0)
