"""The same sentence has the same tree in any company, and the shipped weights are good."""

import gzip
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.statement.syntax import parse, parsing
from foedus.statement.syntax.encoder import LONGEST
from foedus.statement.syntax.parsing import encode, read
from foedus.statement.syntax.weights import EXACT, read_weights, weights

GOLDEN = Path(__file__).with_name("golden.conllu")
WORDS = [
    *("The", "minister", ",", "who", "said", "that", "it", "must", "not", "help", "Oslo", "'s"),
    *("allies", "in", "2024", "U.S.", "“", "—", "”", "?"),
]
LEAST_LAS = 86.5


def golden() -> list[list[list[str]]]:
    blocks = GOLDEN.read_text("utf-8").strip().split("\n\n")
    return [[line.split("\t") for line in block.split("\n") if line[0] != "#"] for block in blocks]


def test_trees_read_by_eye_stay_as_they_are() -> None:
    wanted = golden()
    found = parse([[row[1] for row in rows] for rows in wanted])
    for rows, tree in zip(wanted, found, strict=True):
        assert [int(row[6]) for row in rows] == list(tree.heads), tree.words
        assert [row[7] for row in rows] == list(tree.deprels), tree.words
        assert [row[3] for row in rows] == list(tree.upos), tree.words
        assert [row[4] for row in rows] == list(tree.xpos), tree.words


def test_two_hundred_sentences_score_as_published(shared: Path) -> None:
    file = shared / "data/treebanks/en_ewt_dev.conllu.gz"
    blocks = gzip.decompress(file.read_bytes()).decode().strip().split("\n\n")[:200]
    rows = [[line.split("\t") for line in b.split("\n") if line[0] != "#"] for b in blocks]
    rows = [[row for row in sentence if row[0].isdigit()] for sentence in rows]
    found = parse([[row[1] for row in sentence] for sentence in rows])
    right = [
        (int(row[6]), row[7]) == (head, deprel)
        for sentence, tree in zip(rows, found, strict=True)
        for row, head, deprel in zip(sentence, tree.heads, tree.deprels, strict=True)
    ]
    assert 100 * sum(right) / len(right) >= LEAST_LAS


sentences = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), max_size=6)


@given(sentences)
@settings(max_examples=5, deadline=None)
def test_a_sentence_gets_the_same_bytes_alone_and_in_any_batch(given_sentences) -> None:
    together = read(given_sentences)
    for words, reading in zip(given_sentences, together, strict=True):
        alone = read([words])[0]
        assert alone.tree == reading.tree
        assert alone.states.tobytes() == reading.states.tobytes()


@given(st.lists(st.text(max_size=6), max_size=6))
@settings(max_examples=10, deadline=None)
def test_any_words_have_a_tree(words) -> None:
    tree = parse([words])[0]
    assert tree.words == tuple(words)
    assert tree.heads.count(0) == bool(words)
    assert {at for at, d in enumerate(tree.deprels) if d == "root"} == set(range(len(words))) & {
        tree.root
    }


@pytest.mark.parametrize("many", [LONGEST - 1, 2 * LONGEST])
def test_a_sentence_however_long_has_one_tree(many: int) -> None:
    words = (["Oslo", "waits", ","] * many)[:many]
    reading = read([words])[0]
    assert len(reading.tree) == many == len(reading.states)
    reached = {0}
    for _ in words:
        fresh = {at for at, head in enumerate(reading.tree.heads, 1) if head in reached}
        if fresh <= reached:
            break
        reached |= fresh
    assert len(reached) == many + 1


def test_states_are_one_row_a_word() -> None:
    states = encode([["Riga", "waits"], [], ["No"]])
    assert [s.shape for s in states] == [(2, 384), (0, 384), (1, 384)]
    assert states[0].dtype == np.float32


def test_what_was_parsed_is_remembered_and_the_oldest_forgotten(monkeypatch) -> None:
    monkeypatch.setattr(parsing, "_kept", {})
    monkeypatch.setattr(parsing, "KEPT", 2)
    first = parse([["One"], ["Two"], ["One"]])
    assert first[0] == first[2]
    assert list(parsing._kept) == [("One",), ("Two",)]
    monkeypatch.setattr(parsing, "_readings", None)  # nothing is parsed anew
    assert parse([["Two"]])[0] is first[1]
    monkeypatch.undo()
    monkeypatch.setattr(parsing, "_kept", {("One",): first[0], ("Two",): first[1]})
    monkeypatch.setattr(parsing, "KEPT", 2)
    parse([["Three"]])
    assert list(parsing._kept) == [("Two",), ("Three",)]


def test_no_sum_of_a_linear_map_leaves_the_exact_numbers() -> None:
    for linear in weights().linear.values():
        assert np.array_equal(linear.weight, np.rint(linear.weight))
        assert np.abs(linear.weight).sum(axis=0).max() * linear.levels <= EXACT


def test_a_linear_map_adds_up_alike_in_any_order() -> None:
    linear = weights().linear["layer0.down"]
    x = np.random.default_rng(1).normal(size=(40, len(linear.weight))).astype(np.float32)
    whole = linear(x)
    assert np.array_equal(whole[7:8], linear(x[7:8]))
    order = np.random.default_rng(2).permutation(len(linear.weight))
    turned = type(linear)(
        weight=linear.weight[order], step=linear.step, bias=linear.bias, levels=linear.levels
    )
    assert np.array_equal(whole, turned(x[:, order]))


def test_weights_that_were_not_scored_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "parser.npz"
    with pytest.raises(InputError, match=r"parser\.npz: the weights of the parser are missing"):
        read_weights(file, sha256="0")
    file.write_bytes(b"changed")
    with pytest.raises(InputError, match="these are not the weights that were scored") as refused:
        read_weights(file, sha256="0")
    assert refused.value.fault.mend == "Install foedus again, or make the file with `make models`."


def test_numpy_is_loaded_on_first_use_only() -> None:
    code = "import sys, foedus.statement.syntax; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
