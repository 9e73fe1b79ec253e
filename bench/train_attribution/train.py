"""How is the model of attribution trained?

    PYTHONPATH=bench python -m train_attribution.train BASE OUT --steady N --falling M

BASE is a folder with ``model.safetensors`` and ``vocab.txt`` of a six-layer MiniLM. The
rate is steady for N steps and falls to nothing over M more; a checkpoint is written to OUT
every 100 steps, from which ``--resume FILE`` goes on. Articles whose number divides by 21
are left out: choices are made on them, never on the development articles.
"""

import argparse
import importlib
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from foedus.statement.quoting.labels import LABELS
from foedus.statement.quoting.pieces import Pieces
from foedus.statement.quoting.windows import Window, windows
from train_attribution.corpus import HELD_OUT, articles, lines_of, painted
from train_attribution.model import Weights, emissions, encode, fresh, loss

torch: Any = importlib.import_module("torch")
ROOM = 1024
"""Pieces a batch, padding included."""
Example = tuple[Window, list[list[int]]]


def examples(split: str, pieces: Pieces, *, held_out: bool | None = None) -> list[Example]:
    """Return windows with the rows of their gold labels, one list a chunk."""
    found: list[Example] = []
    for number, article in enumerate(articles(split)):
        if held_out is not None and (number % HELD_OUT == 0) != held_out:
            continue
        lines = lines_of(article.text)
        labels = [painted(article, line) for line in lines]
        words = [[article.text[a:b] for a, b in line] for line in lines]
        for window in windows(words, pieces):
            parts = [labels[c.paragraph][c.first : c.first + len(c.heads)] for c in window.chunks]
            found.append((window, [[LABELS.index(x) for x in part] for part in parts]))
    return found


def batches(known: Sequence[Example], seed: int) -> Iterator[list[Example]]:
    """Yield batches without end: windows of like length together, in a seeded order."""
    chance = random.Random(seed)
    while True:
        order = sorted(known, key=lambda e: len(e[0].pieces) + chance.random() * 8)
        groups: list[list[Example]] = [[]]
        for example in order:
            if (len(groups[-1]) + 1) * len(example[0].pieces) > ROOM:
                groups.append([])
            groups[-1].append(example)
        chance.shuffle(groups)
        yield from (g for g in groups if g)


def gold_rows(batch: Sequence[Example], size: int) -> Any:
    rows = [row + [0] * (size - len(row)) for _, parts in batch for row in parts]
    return torch.tensor(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steady", type=int, default=2000)
    parser.add_argument("--falling", type=int, default=700)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces((chosen.base / "vocab.txt").read_text("utf-8").split("\n"))
    known = examples("train", pieces, held_out=False)
    size = sum(len(w.pieces) for w, _ in known)
    print(f"{len(known)} windows, {size} pieces", flush=True)
    train(chosen, known)


def train(chosen: argparse.Namespace, known: Sequence[Example]) -> None:
    base = importlib.import_module("safetensors.torch").load_file(chosen.base / "model.safetensors")
    weights = fresh(base, chosen.layers, chosen.seed)
    optimiser = optimiser_of(weights, chosen.rate)
    done = resume(chosen.resume, weights, optimiser) if chosen.resume else 0
    chosen.out.mkdir(parents=True, exist_ok=True)
    total, since, seen = chosen.steady + chosen.falling, time.process_time(), 0.0
    for step, batch in enumerate(batches(known, chosen.seed), 1):
        if step <= done:
            continue
        factor = min(1.0, step / 100, (total - step) / max(1, chosen.falling))
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        seen += learn(weights, optimiser, batch)
        if step % 20 == 0:
            took = time.process_time() - since
            print(f"step {step} loss {seen / 20:.4f} rate {factor:.2f} {took:.0f} s", flush=True)
            seen = 0.0
        if step % 100 == 0 or step == total:
            keep = {"weights": weights, "optimiser": optimiser.state_dict(), "step": step}
            torch.save(keep, chosen.out / "last.tmp")
            (chosen.out / "last.tmp").replace(chosen.out / "last.pt")
        if step == total:
            break


def optimiser_of(weights: Weights, rate: float) -> Any:
    """Return AdamW over all but the word embeddings; new parts learn ten times faster."""
    fast: list[Any] = []
    slow: list[Any] = []
    for name, tensor in weights.items():
        if name == "words":
            continue
        new = name.split(".")[0] in ("shapes", "states", "emit", "move", "begin", "finish")
        (fast if new else slow).append(tensor.requires_grad_())
    groups = [{"params": slow, "peak": rate}, {"params": fast, "peak": 10 * rate}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def resume(path: Path, weights: Weights, optimiser: Any) -> int:
    """Take up weights and the optimiser's state from a checkpoint; return its step."""
    kept = torch.load(path)
    with torch.no_grad():
        for name, tensor in weights.items():
            tensor.copy_(kept["weights"][name])
    optimiser.load_state_dict(kept["optimiser"])
    return int(kept["step"])


def learn(weights: Weights, optimiser: Any, batch: Sequence[Example]) -> float:
    """Take one step; return the loss before it."""
    seen = [window for window, _ in batch]
    scores, lengths = emissions(weights, seen, encode(weights, seen, 0.1))
    value = loss(weights, scores, lengths, gold_rows(batch, scores.shape[1]))
    optimiser.zero_grad()
    value.backward()
    every = [p for group in optimiser.param_groups for p in group["params"]]
    torch.nn.utils.clip_grad_norm_(every, 1.0)
    optimiser.step()
    return float(value.detach())


if __name__ == "__main__":
    main()
