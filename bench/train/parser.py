"""How is the parser trained? From the treebanks and the base model to one checkpoint.

    PYTHONPATH=bench python -m train.parser --out FOLDER [--base FOLDER] [--epochs N] [--seed N]
        [--batches N]

The base folder holds ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2 (Apache-2.0).
Same seed, same machine: same weights. ``--batches`` ends each epoch after so many batches, to see
that the way from the data to a checkpoint is open.
"""

import argparse
import importlib
import random
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from foedus.statement.syntax.pieces import Pieces, is_kept
from foedus.statement.syntax.spanning import best_tree
from train import net as nets
from train.tensors import base_folder
from train.treebank import Batch, Sentence, Tables, batches, names, read_treebank

torch: Any = importlib.import_module("torch")
ROOT = Path(__file__).resolve().parents[2]
TREEBANKS = ROOT.parent / "shared" / "data" / "treebanks"
RATE_ENCODER, RATE_HEADS, WARM = 3e-4, 2e-3, 0.06
SAMPLE = 12
"""Batches by which the neurons to keep are chosen."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, help="default: the installed package")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, default=TREEBANKS)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batches", type=int, help="of each epoch; default: all")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False
    chosen.base = chosen.base or base_folder()
    chosen.out.mkdir(parents=True, exist_ok=True)
    train(chosen)


def train(chosen: argparse.Namespace) -> None:
    parts = ("en_ewt_train", "en_gum_free_train", "en_ewt_dev", "en_gum_free_dev")
    ewt, gum, ewt_dev, gum_dev = (
        read_treebank(chosen.treebanks / f"{name}.conllu.gz") for name in parts
    )
    sentences = ewt + gum
    vocabulary = (chosen.base / "vocab.txt").read_text("utf-8").split("\n")
    kept = [at for at, piece in enumerate(vocabulary) if is_kept(piece)]
    tables = Tables(
        pieces=Pieces(tuple(vocabulary[at] for at in kept)),
        **{column: names(sentences, column) for column in ("upos", "xpos", "deprels")},
    )
    net = nets.from_base(chosen.base / "model.safetensors", kept)
    order = random.Random(chosen.seed)
    with torch.no_grad():
        net = nets.narrow(net, list(islice(batches(sentences, tables, order=order), SAMPLE)))
    net = nets.with_heads(net, tables)
    learner = _learner(net)
    steps = chosen.epochs * sum(1 for _ in batches(sentences, tables))
    rate = torch.optim.lr_scheduler.LambdaLR(learner, lambda step: _slope(step, steps))
    start = time.time()
    for epoch in range(1, chosen.epochs + 1):
        total = []
        for batch in islice(batches(sentences, tables, order=order), chosen.batches):
            total.append(_step(net, batch, learner))
            rate.step()
            if len(total) % 50 == 0:
                print(
                    f"  {len(total)} {np.mean(total[-50:]):.3f} {time.time() - start:.0f} s",
                    flush=True,
                )
        line = f"epoch {epoch}: loss {np.mean(total):.3f}, {time.time() - start:.0f} s"
        for name, dev in (("EWT", ewt_dev), ("GUM", gum_dev)):
            line += f"; {name} " + " ".join(f"{v:.2f}" for v in evaluate(net, dev, tables))
        print(line, flush=True)
        _save(net, tables, chosen.out / f"epoch{epoch}.pt")


def evaluate(net: nets.Net, dev: Sequence[Sentence], tables: Tables) -> tuple[float, ...]:
    """Return LAS, UAS, UPOS and XPOS in per cent of all words, marks included."""
    right = np.zeros(4)
    for batch in batches(dev, tables):
        with torch.no_grad():
            found = nets.states(net, batch, training=False)
            arcs, labels, upos, xpos = nets.scores(net, found, training=False)
            heads = torch.from_numpy(_trees(arcs.numpy(), batch, dev))
            deprels = nets.label_scores(net, labels, heads).argmax(-1).numpy()
        word = batch.heads >= 0
        same = word & (heads.numpy() == batch.heads)
        right += [
            (same & (deprels == batch.deprels)).sum(),
            same.sum(),
            (word & (upos.argmax(-1).numpy() == batch.upos)).sum(),
            (word & (xpos.argmax(-1).numpy() == batch.xpos)).sum(),
        ]
    return tuple(100 * right / sum(len(s.words) for s in dev))


def _trees(arcs: Any, batch: Batch, dev: Sequence[Sentence]) -> Any:
    heads = np.zeros(batch.heads.shape, np.int64)
    for at, row in enumerate(batch.rows):
        size = len(dev[row].words)
        heads[at, :size] = best_tree(arcs[at, :size, : size + 1])
    return heads


def _learner(net: nets.Net) -> Any:
    slow = [name for name in net if name.startswith(("places", "shapes", "norm", "layer"))]
    quick = [name for name in net if name not in slow and name != "words"]
    for name in (*slow, *quick):
        net[name] = net[name].clone().requires_grad_()
    groups = [
        {"params": [net[n] for n in slow], "lr": RATE_ENCODER},
        {"params": [net[n] for n in quick], "lr": RATE_HEADS},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def _slope(step: int, steps: int) -> float:
    return min((step + 1) / (WARM * steps), max(0.0, 1 - step / steps))


def _step(net: nets.Net, batch: Batch, learner: Any) -> float:
    found = nets.states(net, batch, training=True)
    arcs, labels, upos, xpos = nets.scores(net, found, training=True)
    gold = {c: torch.from_numpy(getattr(batch, c)) for c in ("heads", "deprels", "upos", "xpos")}
    arcs = arcs + _outside(batch)
    relations = nets.label_scores(net, labels, gold["heads"])
    loss = (
        _loss(arcs, gold["heads"])
        + _loss(relations, gold["deprels"])
        + 0.5 * (_loss(upos, gold["upos"]) + _loss(xpos, gold["xpos"]))
    )
    learner.zero_grad()
    loss.backward()
    parameters = [p for group in learner.param_groups for p in group["params"]]
    torch.nn.utils.clip_grad_norm_(parameters, 2.0)
    learner.step()
    return float(loss.detach())


def _outside(batch: Batch) -> Any:
    """Return (B, 1, 1 + W): far below zero where a head is no word of the sentence."""
    word = np.pad(batch.heads >= 0, ((0, 0), (1, 0)), constant_values=True)
    return torch.from_numpy(np.where(word, 0, nets.FAR).astype(np.float32))[:, None]


def _loss(found: Any, gold: Any) -> Any:
    return torch.nn.functional.cross_entropy(found.flatten(0, 1), gold.flatten(), ignore_index=-1)


def _save(net: nets.Net, tables: Tables, path: Path) -> None:
    kept = {name: value.detach() for name, value in net.items()}
    lists = {c: list(getattr(tables, c)) for c in ("upos", "xpos", "deprels")}
    torch.save({"net": kept, "vocabulary": list(tables.pieces.vocabulary), **lists}, path)


if __name__ == "__main__":
    main()
