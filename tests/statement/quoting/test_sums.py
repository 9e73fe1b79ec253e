"""The model's sums: the chain's best path and shares, and states that do not know each other."""

from itertools import pairwise, product

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.statement.quoting import weights as loading
from foedus.statement.quoting.decoding import decode, moves
from foedus.statement.quoting.encoder import emissions
from foedus.statement.quoting.labels import LABELS
from foedus.statement.quoting.pieces import Pieces
from foedus.statement.quoting.tagging import labelled
from foedus.statement.quoting.weights import Weights
from foedus.statement.quoting.windows import NO_SHAPE, WIDEST, windows

WORDS = ["[UNK]", "[CLS]", "[SEP]", ".", *"abcdefgh"]
WIDTH = 24


def small(seed: int = 7) -> Weights:
    """A model of two narrow layers with drawn weights."""
    draw = np.random.Generator(np.random.Philox(seed))

    def table(*shape: int) -> np.ndarray:
        return draw.normal(0, 0.3, shape).astype(np.float32)

    arrays = {
        "places": table(WIDEST, WIDTH),
        "shapes": table(NO_SHAPE + 1, WIDTH),
        "states": table(2, WIDTH),
        "emit.weight": table(len(LABELS), WIDTH),
        "emit.bias": table(len(LABELS)),
        "move": table(len(LABELS), len(LABELS)),
        "begin": table(len(LABELS)),
        "finish": table(len(LABELS)),
    }
    norms = ["norm", *(f"{n}.norm{k}" for n in range(2) for k in (1, 2))]
    for name in norms:
        arrays |= {name + ".weight": 1 + table(WIDTH), name + ".bias": table(WIDTH)}
    sizes = {"qkv": (24, 72), "out": (24, 24), "wide": (24, 96), "narrow": (96, 24)}
    for layer, (name, (a, b)) in product(range(2), sizes.items()):
        arrays |= {f"{layer}.{name}.weight": table(a, b), f"{layer}.{name}.bias": table(b)}
    return Weights(
        arrays=arrays,
        words=draw.integers(-127, 127, (len(WORDS), WIDTH), dtype=np.int8),
        scales=np.full((len(WORDS), 1), 0.01, np.float32),
        pieces=Pieces(WORDS),
        links={},
    )


def paths(model: Weights, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    """The score of every run of labels, one by one."""
    move, begin, finish = moves(model), model.arrays["begin"], model.arrays["finish"]
    found = {}
    for path in product(range(len(LABELS)), repeat=len(scores)):
        steps = sum(move[i, j] for i, j in pairwise(path))
        seen = sum(scores[t, label] for t, label in enumerate(path))
        found[path] = float(begin[path[0]] + steps + seen + finish[path[-1]])
    return found


class TestDecoding:
    @pytest.mark.parametrize("length", [1, 2, 3, 4])
    def test_the_best_path_and_its_shares_are_those_of_all_paths(self, length):
        model = small()
        draw = np.random.Generator(np.random.Philox(length))
        scores = draw.normal(0, 1, (length, len(LABELS))).astype(np.float32)
        every = paths(model, scores)
        best = max(every, key=every.__getitem__)
        total = sum(np.exp(v) for v in every.values())
        [(labels, shares)] = decode(model, [scores])
        assert [LABELS.index(x) for x in labels] == list(best)
        for t, share in enumerate(shares):
            wanted = sum(np.exp(v) for p, v in every.items() if p[t] == best[t]) / total
            assert share == pytest.approx(wanted, abs=1e-4)

    def test_chunks_decoded_together_are_decoded_as_alone(self):
        model = small()
        draw = np.random.Generator(np.random.Philox(3))
        chunks = [draw.normal(0, 2, (n, len(LABELS))).astype(np.float32) for n in (5, 1, 17, 2)]
        assert decode(model, chunks) == [decode(model, [c])[0] for c in chunks]

    def test_nothing_gives_nothing(self):
        assert decode(small(), []) == []

    def test_an_inner_label_never_follows_another_role(self):
        draw = np.random.Generator(np.random.Philox(4))
        scores = draw.normal(0, 5, (200, len(LABELS))).astype(np.float32)
        [(labels, _)] = decode(small(), [scores])
        for before, label in pairwise(labels):
            assert not label.startswith("I-") or before[2:] == label[2:]


class TestStates:
    def test_a_window_has_the_same_scores_alone_and_beside_others(self):
        model = small()
        long = [["a", "b", "c", "."] * 30, ["d", "e"], ["f", "g", "h", "."] * 90, ["a"]]
        every = windows(long, model.pieces)
        alone = [scores for window in every for scores in emissions(model, [window])]
        together = emissions(model, every)
        assert len(every) > 2
        for one, other in zip(alone, together, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-4)

    def test_the_same_windows_have_the_same_bytes_again(self):
        model = small()
        every = windows([["a", "b", "c", "."] * 30, ["d", "e"]], model.pieces)
        first, again = emissions(model, every), emissions(model, every)
        assert [a.tobytes() for a in first] == [a.tobytes() for a in again]

    def test_attention_reads_the_whole_window_and_no_other(self):
        model = small()
        rows = [["a", "b", "c"], ["a", "b", "d"], ["a", "b", "c"]]
        found = emissions(model, windows(rows, model.pieces, apart=True))
        first, second, third = (scores[0] for scores in found)
        assert not np.allclose(first, second, atol=1e-4)
        np.testing.assert_allclose(first, third, atol=1e-5)

    def test_every_word_gets_a_label_and_a_share(self):
        paragraphs = [["a", "b"], [], ["c"] * 300]
        found = labelled(paragraphs, small())
        assert [len(f.labels) for f in found] == [len(f.shares) for f in found] == [2, 0, 300]
        assert all(0 <= s <= 1.0001 for f in found for s in f.shares)


class TestLoading:
    def message(self, folder, monkeypatch) -> str:
        monkeypatch.setattr(loading, "files", lambda _: folder)
        with pytest.raises(InputError) as caught:
            loading.weights.__wrapped__()
        return str(caught.value)

    def test_a_damaged_file_is_refused_with_the_act_that_mends_it(self, tmp_path, monkeypatch):
        folder = tmp_path / "models"
        folder.mkdir()
        (folder / loading.FILE).write_bytes(b"not the weights")
        (folder / loading.DIGEST).write_text("0" * 64 + "  attribution.npz\n")
        assert self.message(tmp_path, monkeypatch) == (
            "models/attribution.npz: these are not the weights that were scored.\n"
            "  Install foedus again, or restore the file from the release."
        )

    def test_a_missing_file_is_named_with_the_act_that_mends_it(self, tmp_path, monkeypatch):
        assert self.message(tmp_path, monkeypatch) == (
            "models/attribution.npz: the weights are missing.\n"
            "  Install foedus again, or restore the file from the release."
        )
