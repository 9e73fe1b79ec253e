"""Whichever library multiplies, a sentence has the same bytes; and one can be chosen."""

import gzip
import random
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.statement.syntax import compiled as ways
from foedus.statement.syntax import parsing
from foedus.statement.syntax.compiled import WAYS, backend, compiled, probe, quickest
from foedus.statement.syntax.parsing import read
from foedus.statement.syntax.weights import Weights, weights

installed = pytest.mark.skipif(
    find_spec("onnxruntime") is None or find_spec("onnx") is None,
    reason="onnxruntime and onnx are not installed: pip install 'foedus[fast]'",
)
WORDS = [
    *("The", "minister", ",", "who", "said", "that", "it", "must", "not", "help", "Oslo", "'s"),
    *("allies", "in", "2024", "U.S.", "“", "—", "”", "?", "treaty", "binds", "both", "and"),
    *("Riga", "waits", "under", "Article", "5", "if", "attacked", ";", "troops", "were", "sent"),
    *("by", "nobody", "again", "."),
]


def invented(many: int) -> list[list[str]]:
    chance = random.Random(7)
    return [chance.choices(WORDS, k=chance.randint(1, 40)) for _ in range(many)]


def by(way: str) -> Weights:
    held = weights()
    return replace(held, linear={n: compiled(one, way) for n, one in held.linear.items()})


def differing(sentences: list[list[str]], using: Weights) -> int:
    pairs = zip(read(sentences, using=weights()), read(sentences, using=using), strict=True)
    return sum(a.tree != b.tree or a.states.tobytes() != b.states.tobytes() for a, b in pairs)


@installed
@pytest.mark.parametrize("way", WAYS)
def test_three_hundred_sentences_have_the_same_trees_and_states(way: str) -> None:
    assert differing(invented(300), by(way)) == 0


@installed
@pytest.mark.parametrize("way", WAYS)
def test_sentences_of_a_treebank_have_the_same_trees_and_states(way: str, shared: Path) -> None:
    text = gzip.decompress((shared / "data/treebanks/en_ewt_dev.conllu.gz").read_bytes()).decode()
    rows = [[line.split("\t") for line in b.split("\n")] for b in text.strip().split("\n\n")[:200]]
    sentences = [[row[1] for row in lines if row[0].isdigit()] for lines in rows]
    assert differing(sentences, by(way)) == 0


@installed
@pytest.mark.parametrize("way", WAYS)
def test_a_map_has_the_same_bytes_at_the_ends_of_its_range(way: str) -> None:
    linear = weights().linear["layer0.down"]
    rows = probe(linear, 9)
    rows[0], rows[1], rows[2] = 0, 1, -1
    rows[3] = np.where(linear.weight[:, 5] < 0, -1, 1)  # the largest sum a column can have
    rows[4] = -rows[3]
    assert compiled(linear, way)(rows).tobytes() == linear(rows).tobytes()


@installed
def test_a_graph_that_adds_up_otherwise_is_never_used(monkeypatch) -> None:
    arc = weights().linear["arc"]
    monkeypatch.setattr(ways, "compiled", lambda one, _: replace(one, run=lambda x: one(x) + 1e-6))
    monkeypatch.setattr(ways, "WORTH", float("inf"))
    assert quickest({"arc": arc}) == {"arc": arc}


@installed
@pytest.mark.parametrize(
    ("seconds", "is_graph"), [((3.0, 1.0, 2.0), True), ((1.0, 0.9, 0.9), False)]
)
def test_a_graph_is_used_where_it_is_clearly_quicker(monkeypatch, seconds, is_graph) -> None:
    took = iter(seconds)
    monkeypatch.setattr(ways, "_seconds", lambda maps: dict.fromkeys(maps, next(took)))
    found = quickest({"arc": weights().linear["arc"]})
    assert (found["arc"].run is not None) is is_graph


@installed
def test_short_work_stays_with_numpy_and_long_work_looks_for_the_quickest_way(monkeypatch) -> None:
    monkeypatch.delenv(ways.VARIABLE, raising=False)
    monkeypatch.setattr(parsing, "_words_met", 0)
    monkeypatch.setattr(parsing, "faster", lambda: "faster")
    assert parsing._shipped([["a"] * parsing.FEW]) is weights()
    assert parsing._shipped([["a"]]) == "faster"


def test_numpy_can_be_chosen(monkeypatch) -> None:
    monkeypatch.setenv(ways.VARIABLE, "numpy")
    monkeypatch.setattr(parsing, "_words_met", 10**6)
    assert backend() == "numpy"
    assert parsing._shipped([["a"]]) is weights()


def test_without_onnxruntime_numpy_is_used(monkeypatch) -> None:
    monkeypatch.delenv(ways.VARIABLE, raising=False)
    monkeypatch.setattr(ways, "_missing", lambda: ("onnx",))
    assert backend() == "numpy"


def test_what_is_not_installed_cannot_be_chosen(monkeypatch) -> None:
    monkeypatch.setenv(ways.VARIABLE, "onnxruntime")
    monkeypatch.setattr(ways, "_missing", lambda: ("onnx",))
    with pytest.raises(InputError) as refused:
        backend()
    assert str(refused.value) == (
        "FOEDUS_PARSER: onnx is not installed.\n  Install foedus[fast], or leave FOEDUS_PARSER out."
    )


def test_a_library_that_is_not_known_is_refused(monkeypatch) -> None:
    monkeypatch.setenv(ways.VARIABLE, "torch")
    with pytest.raises(InputError) as refused:
        backend()
    assert str(refused.value) == (
        "FOEDUS_PARSER: 'torch' is no library that the parser can use.\n"
        "  Write numpy or onnxruntime, or leave FOEDUS_PARSER out."
    )
