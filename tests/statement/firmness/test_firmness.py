"""Invented sentences: how firmly each source commits, and which words say so."""

from itertools import pairwise
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.statement.firmness import Firmness, firmness
from foedus.statement.syntax.tree import Tree

_BLOCKS = Path(__file__).with_name("trees.txt").read_text("utf-8").split("\n== ")[1:]
ROWS = {
    name: [line.split() for line in lines.splitlines() if line]
    for name, lines in (block.split("\n", 1) for block in _BLOCKS)
}


def tree_of(name: str) -> Tree:
    words, upos, xpos, heads, deprels = list(zip(*ROWS[name], strict=True))
    return Tree(words=words, upos=upos, xpos=xpos, heads=tuple(map(int, heads)), deprels=deprels)


def read(name: str, event: str) -> Firmness:
    tree = tree_of(name)
    return firmness(tree.words, tree.words.index(event), tree=tree)


def rules(found: Firmness) -> set[str]:
    return {rule for step in found.steps for rule in step.rules}


@pytest.mark.parametrize(
    ("name", "event", "low", "high"),
    [
        ("sent", "sent", 2.7, 3.0),
        ("denied", "send", -3.0, -1.0),
        ("impossible", "send", -3.0, -0.5),
        ("possible", "send", 0.0, 2.0),
        ("promised", "send", 1.5, 2.9),
        ("refused", "send", -3.0, 0.5),
        ("managed", "send", 2.0, 3.0),
        ("wanted", "send", 0.5, 2.2),
        ("said", "sent", 2.4, 3.0),
        ("not managed", "send", -3.0, 0.0),
        ("not regretted", "left", 0.5, 3.0),
        ("nobody", "sent", -3.0, 0.5),
        ("asked", "send", -1.0, 1.8),
        ("no attack", "attack", -3.0, 0.0),
        ("attack", "attack", 2.6, 3.0),
        ("feared", "attack", 0.0, 2.2),
        ("prevented", "attack", -3.0, 2.0),
        ("purpose", "sent", 2.6, 3.0),
        ("command", "Send", -0.5, 2.2),
        ("grown", "signed", -3.0, -1.0),
        ("no longer", "defend", -3.0, 1.0),
        ("own tense", "closed", 2.4, 3.0),
        ("own tense", "exceed", -3.0, -1.0),
        ("opposed", "leaving", -3.0, 1.5),
        ("grown", "hasn't", -3.0, -1.0),
    ],
)
def test_the_value_lies_where_a_reader_would_put_it(
    name: str, event: str, low: float, high: float
) -> None:
    assert low <= read(name, event).value <= high


ORDERS = {
    "outright, promised, possible, denied": [
        ("sent", "sent"),
        ("promised", "send"),
        ("possible", "send"),
        ("denied", "send"),
    ],
    "a condition takes from a promise": [("promised", "send"), ("conditional", "send")],
    "managed, wanted, refused": [("managed", "send"), ("wanted", "send"), ("refused", "send")],
    "what must not be is firmer denied than what may not": [
        ("perhaps not", "send"),
        ("denied", "send"),
    ],
    "a denial of words takes less than a denial": [("said", "sent"), ("disputed", "sent")],
    "regret presupposes, denied or not": [("not regretted", "left"), ("not said", "sent")],
    "an end is less firm than the deed": [("purpose", "sent"), ("purpose", "protect")],
    "a question is less firm than a report": [("said", "sent"), ("whether", "sent")],
    "asked how: it was; asked whether: it may have been": [("how", "sent"), ("whether", "sent")],
    "a joined verb stands apart where it is finite": [("parted", "closed"), ("parted", "pay")],
    "a joined verb shares the modal": [("sent", "sent"), ("shared", "close")],
    "a denied argument leaves the other alone": [
        ("no details", "statement"),
        ("no details", "details"),
    ],
    "too late": [("managed", "send"), ("late", "send")],
}


@pytest.mark.parametrize("order", ORDERS)
def test_firmer_comes_first(order: str) -> None:
    values = [read(name, event).value for name, event in ORDERS[order]]
    assert all(above > below + 0.2 for above, below in pairwise(values)), values


def test_the_negation_of_a_main_clause_does_not_reach_into_a_relative_clause() -> None:
    assert read("relative", "left").value < 0 < read("relative", "send").value


def test_every_step_points_to_its_words_and_rules() -> None:
    tree = tree_of("refused")
    found = read("refused", "send")
    (step,) = [s for s in found.steps if "refuse > to" in s.rules]
    assert [tree.words[at] for at in step.words] == ["refused"]
    assert found.steps[-1].value == found.value


def test_a_verb_and_its_particle_are_one_governor() -> None:
    (first, *_) = read("turned down", "treatment").steps
    assert "refuse" in first.rules


def test_words_that_do_nothing_leave_no_step() -> None:
    assert all(step.rules for step in read("sent", "sent").steps)
    assert "not" not in rules(read("sent", "sent"))


@pytest.mark.parametrize("name", ROWS)
def test_the_interval_is_on_the_scale_and_near_the_value(name: str) -> None:
    for event in range(len(ROWS[name])):
        found = firmness(tree_of(name).words, event, tree=tree_of(name))
        assert -3 <= found.low <= found.high <= 3
        assert -3 <= found.value <= 3


def test_an_event_outside_of_the_sentence_is_named() -> None:
    with pytest.raises(InputError) as caught:
        firmness(("Oslo", "waits"), 2)
    assert str(caught.value) == (
        "event: 2 is no word of a sentence of 2 words.\n  Count the words from 0."
    )


def test_a_sentence_without_a_tree_is_parsed() -> None:
    words = ("Oslo", "could", "not", "send", "ships", ".")
    assert firmness(words, 3) == firmness(words, 3, tree=tree_of("impossible"))
