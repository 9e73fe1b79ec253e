"""How do a checkpoint and learned links become the file that is shipped?

    PYTHONPATH=bench python -m train_attribution.pack BASE CHECKPOINT FOLDER

Writes ``attribution.npz`` and ``attribution.sha256`` to FOLDER. The vocabulary keeps the
pieces of western scripts; matrices are rounded to int8 with one scale a row. Of the
training texts the file holds nothing but single frequent words, no names, that mark a link.
"""

import argparse
import hashlib
import importlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.statement.quoting.labels import LABELS
from foedus.statement.quoting.weights import DIGEST, FILE, unpacked
from train_attribution.balance import shifts
from train_attribution.corpus import HELD_OUT, articles
from train_attribution.links import accuracy, choices, learned, scene_of

Floats = NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    torch: Any = importlib.import_module("torch")
    weights = torch.load(chosen.checkpoint)["weights"]
    arrays = {name: tensor.detach().numpy() for name, tensor in weights.items()}
    pieces = (chosen.base / "vocab.txt").read_text("utf-8").split("\n")[: len(arrays["words"])]
    stored = packed(arrays, pieces) | links()
    write(chosen.folder, stored)
    model = unpacked((chosen.folder / FILE).read_bytes())
    held = [a for n, a in enumerate(articles("train")) if n % HELD_OUT == 0]
    shift = shifts(model, held)
    print("added to the scores of each role:", shift)
    more = [shift.get(label[2:], 0.0) for label in LABELS]
    stored["emit.bias"] = (stored["emit.bias"].astype(np.float32) + more).astype(np.float16)
    write(chosen.folder, stored)


def packed(arrays: dict[str, Floats], pieces: list[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays as they are stored: rounded, and without pieces of no use."""
    kept = [row for row, piece in enumerate(pieces) if is_kept(piece)]
    stored: dict[str, NDArray[Any]] = {"vocabulary": _bytes(pieces[row] for row in kept)}
    for name, array in arrays.items():
        rows = array[kept] if name == "words" else array[:128] if name == "places" else array
        if rows.ndim == 2 and rows.size > 10_000:
            stored[name], stored[name + ":scale"] = rounded(rows)
        else:
            stored[name] = rows.astype(np.float16 if abs(rows).max() < 6e4 else np.float32)
    return stored


def is_kept(piece: str) -> bool:
    """Tell whether a piece can stand in English text, or is one of the three marks."""
    bare = piece.removeprefix("##")
    if piece.startswith("["):
        return piece in ("[", "[UNK]", "[CLS]", "[SEP]")
    return bool(bare) and all(c < "\u0250" or "\u2010" <= c <= "\u2044" or c in "€™" for c in bare)


def rounded(rows: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return int8 values and one scale a row: value times scale is the weight again."""
    scale = np.maximum(abs(rows).max(axis=1, keepdims=True) / 127, 1e-6).astype(np.float16)
    values = np.clip(np.rint(rows / scale.astype(np.float32)), -127, 127)
    return values.astype(np.int8), scale


def links() -> dict[str, NDArray[Any]]:
    """Return names and weights of the features of links, learned from the training articles."""
    known = articles("train")
    scenes = [scene_of(a) for a in known]
    held = [s for n, s in enumerate(scenes) if n % HELD_OUT == 0]
    names = proper(a.text for a in known)
    weights = learned([c for n, s in enumerate(scenes) if n % HELD_OUT for c in choices(*s)])
    weights = {f: w for f, w in weights.items() if names.isdisjoint(re.findall(r"=([^/]*)", f))}
    to_cue, to_source = accuracy(held, weights)
    print(f"links on held-out articles: cue {to_cue:.4f}, source {to_source:.4f}")
    return {
        "link.names": _bytes(weights),
        "link.values": np.array(list(weights.values()), np.float16),
    }


def proper(texts: Iterable[str]) -> set[str]:
    """Return words that are mostly written with a capital: a link must not hang on a name."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for word in re.findall(r"\b[^\W\d_]+", text):
            (small if word.islower() else large)[word.lower()] += 1
    return {word for word, count in large.items() if count > small[word]}


def _bytes(lines: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def write(folder: Path, stored: dict[str, NDArray[Any]]) -> None:
    """Write the arrays and their digest."""
    # Not compressed: int8 hardly shrinks, and unpacking would take a third of the reader's start.
    save: Any = np.savez  # its own types leave no room for names given as a mapping
    save(folder / FILE, **stored)
    digest = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    (folder / DIGEST).write_text(f"{digest}  {FILE}\n", encoding="ascii")


if __name__ == "__main__":
    main()
