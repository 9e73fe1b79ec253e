"""What is trained? Three layers of a small encoder, marks of shape and quotation, and a CRF.

Written with plain tensors in a dictionary: the run time does the same sums with arrays.
torch is needed here only, never to read a text.
"""

import importlib
from collections.abc import Sequence
from typing import Any

from foedus.statement.quoting.labels import LABELS
from foedus.statement.quoting.windows import NO_SHAPE, Window

torch: Any = importlib.import_module("torch")
functional: Any = importlib.import_module("torch.nn.functional")

Weights = dict[str, Any]
HEADS = 12
FORBIDDEN = -1e4


def fresh(base: Weights, layers: int, seed: int) -> Weights:
    """Return weights to train: the first layers of ``base`` (names as in BERT) and new parts."""
    torch.manual_seed(seed)
    word = base["embeddings.word_embeddings.weight"]
    width = word.shape[1]
    weights: Weights = {
        "words": word,
        "places": base["embeddings.position_embeddings.weight"][:512]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
        "shapes": torch.randn(NO_SHAPE + 1, width) * 0.02,
        "states": torch.randn(2, width) * 0.02,
        "emit.weight": torch.randn(len(LABELS), width) * 0.02,
        "emit.bias": torch.zeros(len(LABELS)),
        "move": torch.zeros(len(LABELS), len(LABELS)),
        "begin": torch.zeros(len(LABELS)),
        "finish": torch.zeros(len(LABELS)),
    }
    for layer in range(layers):
        weights |= _layer(base, layer)
    return weights


def _layer(base: Weights, layer: int) -> Weights:
    here = f"encoder.layer.{layer}."
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "norm2": "output.LayerNorm",
    }
    found = {}
    for kind in ("weight", "bias"):
        qkv = [base[f"{here}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
        found[f"{layer}.qkv.{kind}"] = torch.cat(qkv)
        for name, theirs in parts.items():
            found[f"{layer}.{name}.{kind}"] = base[f"{here}{theirs}.{kind}"]
    return found


def encode(weights: Weights, batch: Sequence[Window], dropout: float = 0.0) -> Any:
    """Return the states of all pieces, (windows, longest, width)."""
    size = max(len(w.pieces) for w in batch)

    def padded(rows: list[list[int]], fill: int) -> Any:
        return torch.tensor([row + [fill] * (size - len(row)) for row in rows])

    pieces = padded([w.pieces for w in batch], 0)
    shapes = padded([w.shapes for w in batch], NO_SHAPE)
    states = padded([w.states for w in batch], 0)
    real = padded([[1] * len(w.pieces) for w in batch], 0).bool()
    x = weights["words"][pieces] + weights["places"][:size]
    x = x + weights["shapes"][shapes] + weights["states"][states]
    x = functional.dropout(_norm(weights, "norm", x), dropout, training=dropout > 0)
    mask = real[:, None, None, :]
    for layer in range(sum(name.endswith(".qkv.bias") for name in weights)):
        x = _block(weights, layer, x, mask)
    return functional.dropout(x, dropout, training=dropout > 0)


def _norm(weights: Weights, name: str, x: Any) -> Any:
    gain, bias = weights[name + ".weight"], weights[name + ".bias"]
    return functional.layer_norm(x, x.shape[-1:], gain, bias, 1e-12)


def _linear(weights: Weights, name: str, x: Any) -> Any:
    return functional.linear(x, weights[name + ".weight"], weights[name + ".bias"])


def _block(weights: Weights, layer: int, x: Any, mask: Any) -> Any:
    count, size, width = x.shape
    qkv = _linear(weights, f"{layer}.qkv", x).view(count, size, 3, HEADS, width // HEADS)
    q, k, v = qkv.permute(2, 0, 3, 1, 4)
    seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    seen = seen.transpose(1, 2).reshape(count, size, width)
    x = _norm(weights, f"{layer}.norm1", x + _linear(weights, f"{layer}.out", seen))
    wide = functional.gelu(_linear(weights, f"{layer}.wide", x))
    return _norm(weights, f"{layer}.norm2", x + _linear(weights, f"{layer}.narrow", wide))


def emissions(weights: Weights, batch: Sequence[Window], states: Any) -> tuple[Any, Any]:
    """Return scores (chunks, longest, labels) and the length of each chunk, in words."""
    chunks = [(n, c.heads) for n, w in enumerate(batch) for c in w.chunks]
    size = max(len(heads) for _, heads in chunks)
    rows = torch.tensor([[n] * size for n, _ in chunks])
    columns = torch.tensor([heads + [0] * (size - len(heads)) for _, heads in chunks])
    lengths = torch.tensor([len(heads) for _, heads in chunks])
    return _linear(weights, "emit", states[rows, columns]), lengths


def barred() -> Any:
    """Return the moves that make no sense: I-x after anything but B-x or I-x."""
    table = torch.zeros(len(LABELS), len(LABELS))
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            for i, before in enumerate(LABELS):
                if before[2:] != label[2:]:
                    table[i, j] = FORBIDDEN
    return table


def loss(weights: Weights, scores: Any, lengths: Any, gold: Any) -> Any:
    """Return the mean negative log-likelihood a word of ``gold`` (chunks, longest)."""
    move = weights["move"] + barred()
    count, size, _ = scores.shape
    index = torch.arange(count)
    alpha = weights["begin"] + scores[:, 0]
    path = alpha[index, gold[:, 0]]
    for t in range(1, size):
        inside = t < lengths
        step = torch.logsumexp(alpha[:, :, None] + move, dim=1) + scores[:, t]
        alpha = torch.where(inside[:, None], step, alpha)
        gain = move[gold[:, t - 1], gold[:, t]] + scores[index, t, gold[:, t]]
        path = path + torch.where(inside, gain, 0.0)
    last = gold[index, lengths - 1]
    path = path + weights["finish"][last]
    return (torch.logsumexp(alpha + weights["finish"], dim=1) - path).sum() / lengths.sum()
