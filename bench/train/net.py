"""What does the parser compute while it is trained? The same as ``syntax/encoder.py``, in torch.

A net is a plain dictionary of tensors, named as in the shipped file; matrices are (in, out).
"""

import importlib
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foedus.statement.syntax.pieces import SHAPES
from train.tensors import read_tensors
from train.treebank import Batch, Tables

torch: Any = importlib.import_module("torch")
LAYERS, WIDTH, HEADS = 3, 384, 12
WIDE = 1024
"""Neurons kept of the 1,536 between the two maps of each layer: a fifth less to compute."""
ARC, LABEL = 192, 96
DROP, DROP_HEADS = 0.1, 0.33
FAR = -1e4
Net = dict[str, Any]


def from_base(file: Path, kept: list[int]) -> Net:
    """Return the first layers of the base model with the rows ``kept`` of its word table."""
    base = {name: torch.from_numpy(value) for name, value in read_tensors(file).items()}
    embeddings = "embeddings."
    net: Net = {
        "words": _rounded(base[embeddings + "word_embeddings.weight"][kept]),
        "places": base[embeddings + "position_embeddings.weight"]
        + base[embeddings + "token_type_embeddings.weight"][0],
        "norm.weight": base[embeddings + "LayerNorm.weight"],
        "norm.bias": base[embeddings + "LayerNorm.bias"],
        "shapes": torch.zeros(SHAPES, WIDTH),
    }
    for number in range(LAYERS):
        net |= _layer(base, f"encoder.layer.{number}.", f"layer{number}.")
    return net


def with_heads(net: Net, tables: Tables) -> Net:
    """Return ``net`` with untrained heads for the columns of ``tables``."""
    many = len(tables.deprels)
    fresh = {
        "upos": _matrix(WIDTH, len(tables.upos)),
        "xpos": _matrix(WIDTH, len(tables.xpos)),
        "mix": _matrix(WIDTH, 2 * ARC + 2 * LABEL),
        "arc": torch.zeros(ARC + 1, ARC),
        "label": torch.zeros(LABEL + 1, many * (LABEL + 1)),
    }
    biases = {f"{name}.bias": torch.zeros(fresh[name].shape[1]) for name in ("upos", "xpos", "mix")}
    return {**net, **{f"{name}.weight": value for name, value in fresh.items()}, **biases}


def states(
    net: Net, batch: Batch, *, training: bool, watched: tuple[str, list[Any]] | None = None
) -> Any:
    """Return (B, 1 + W, WIDTH): the state of the opening mark, then of each word.

    ``watched`` takes what the neurons of one layer give, by the layer's name.
    """
    ids, shapes = torch.from_numpy(batch.ids), torch.from_numpy(batch.shapes)
    length = ids.shape[1]
    x = net["words"][ids] + net["places"][:length] + net["shapes"][shapes]
    x = _drop(_norm(net, "norm", x), training, DROP)
    inside = torch.arange(length)[None] < torch.from_numpy(batch.sizes)[:, None]
    mask = torch.where(inside, 0.0, FAR)[:, None, None]
    for number in range(LAYERS):
        name = f"layer{number}."
        x = _attended(net, name, x, mask=mask, training=training)
        neurons = _bent(_linear(net, name + "up", x))
        if watched and watched[0] == name:
            watched[1].append(neurons)
        narrowed = _drop(_linear(net, name + "down", neurons), training, DROP)
        x = _norm(net, name + "norm2", x + narrowed)
    firsts = torch.nn.functional.pad(torch.from_numpy(batch.firsts), (1, 0))
    return x.gather(1, firsts[..., None].expand(-1, -1, WIDTH))


def scores(net: Net, found: Any, *, training: bool) -> tuple[Any, Any, Any, Any]:
    """Return arcs (B, W, 1 + W), the two vectors of labels, and UPOS and XPOS (B, W, n)."""
    dropped = _drop(found, training, DROP_HEADS)
    mixed = torch.nn.functional.leaky_relu(_linear(net, "mix", dropped), 0.1)
    mixed = _drop(mixed, training, DROP_HEADS)
    dependent, head, *labels = mixed.split([ARC, ARC, LABEL, LABEL], dim=-1)
    weighed = _one(dependent[:, 1:]) @ net["arc.weight"]
    arcs = weighed @ head.transpose(1, 2)
    words = dropped[:, 1:]
    return arcs, labels, _linear(net, "upos", words), _linear(net, "xpos", words)


def label_scores(net: Net, labels: Any, heads: Any) -> Any:
    """Return (B, W, labels): the scores of each label of each word under the given heads."""
    dependent, head = labels
    chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, LABEL))
    size = LABEL + 1
    half = (_one(dependent[:, 1:]) @ net["label.weight"]).unflatten(-1, (-1, size))
    return (half @ _one(chosen)[..., None]).squeeze(-1)


def narrow(net: Net, sample: Iterable[Batch]) -> Net:
    """Return ``net`` with the ``WIDE`` neurons of each layer that vary most into its output.

    What the dropped ones give on average over ``sample`` goes into the bias.
    """
    net = dict(net)
    for number in range(LAYERS):
        name = f"layer{number}."
        seen = torch.cat([_neurons(net, batch, name) for batch in sample])
        mean, down = seen.mean(0), net[name + "down.weight"]
        weight = seen.var(0) * down.pow(2).sum(1)
        kept = weight.topk(WIDE).indices.sort().values
        dropped = torch.ones(len(weight), dtype=torch.bool)
        dropped[kept] = False
        net[name + "up.weight"] = net[name + "up.weight"][:, kept].contiguous()
        net[name + "up.bias"] = net[name + "up.bias"][kept]
        net[name + "down.weight"] = down[kept]
        net[name + "down.bias"] = net[name + "down.bias"] + mean[dropped] @ down[dropped]
    return net


def _neurons(net: Net, batch: Batch, name: str) -> Any:
    kept: list[Any] = []
    states(net, batch, training=False, watched=(name, kept))
    return kept[0][torch.from_numpy(batch.ids) > 0]


def _rounded(table: Any) -> Any:
    # The word table is not trained, so it takes the grid of the shipped file from the start.
    step = table.abs().amax(dim=1, keepdim=True) / 127
    return (table / step).round() * step


def _layer(base: Net, there: str, here: str) -> Net:
    attention = [f"{there}attention.self.{n}." for n in ("query", "key", "value")]
    layer = {
        "qkv.weight": torch.cat([base[a + "weight"] for a in attention]).T,
        "qkv.bias": torch.cat([base[a + "bias"] for a in attention]),
    }
    for name, old in (
        ("out", "attention.output.dense"),
        ("up", "intermediate.dense"),
        ("down", "output.dense"),
    ):
        layer[f"{name}.weight"] = base[f"{there}{old}.weight"].T
        layer[f"{name}.bias"] = base[f"{there}{old}.bias"]
    for name, old in (("norm1", "attention.output.LayerNorm"), ("norm2", "output.LayerNorm")):
        layer[f"{name}.weight"] = base[f"{there}{old}.weight"]
        layer[f"{name}.bias"] = base[f"{there}{old}.bias"]
    return {here + name: value.contiguous() for name, value in layer.items()}


def _matrix(rows: int, columns: int) -> Any:
    return torch.nn.init.xavier_uniform_(torch.empty(rows, columns))


def _attended(net: Net, name: str, x: Any, *, mask: Any, training: bool) -> Any:
    many, length, _ = x.shape
    q, k, v = (
        part.view(many, length, HEADS, -1).transpose(1, 2)
        for part in _linear(net, name + "qkv", x).split(WIDTH, dim=-1)
    )
    weights = (q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask).softmax(-1)
    mixed = (weights @ v).transpose(1, 2).reshape(many, length, WIDTH)
    return _norm(net, name + "norm1", x + _drop(_linear(net, name + "out", mixed), training, DROP))


def _bent(x: Any) -> Any:
    # The base model's GELU in its cheap form, two passes less in numpy.
    return x * torch.sigmoid(1.702 * x)


def _linear(net: Net, name: str, x: Any) -> Any:
    return x @ net[name + ".weight"] + net[name + ".bias"]


def _norm(net: Net, name: str, x: Any) -> Any:
    return torch.nn.functional.layer_norm(
        x, (WIDTH,), net[name + ".weight"], net[name + ".bias"], 1e-12
    )


def _drop(x: Any, training: bool, share: float) -> Any:
    return torch.nn.functional.dropout(x, share, training)


def _one(x: Any) -> Any:
    return torch.nn.functional.pad(x, (0, 1), value=1.0)
