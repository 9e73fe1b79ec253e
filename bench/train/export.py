"""How does a checkpoint become the shipped file? Eight bits a weight, no pickle.

    PYTHONPATH=bench python -m train.export CHECKPOINT OUT.npz

Prints the sha256 that ``syntax/weights.py`` must name.
"""

import hashlib
import importlib
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from train.net import HEADS, LAYERS, WIDTH

torch: Any = importlib.import_module("torch")
Arrays = dict[str, NDArray[Any]]
PLACES = 256


def main() -> None:
    checkpoint, out = Path(sys.argv[1]), Path(sys.argv[2])
    held = torch.load(checkpoint, weights_only=True)
    net = {name: value.numpy() for name, value in held.pop("net").items()}
    arrays = shipped(net)
    for name, words in held.items():
        arrays[name] = np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, allow_pickle=False, **arrays)
    print(out, out.stat().st_size, hashlib.sha256(out.read_bytes()).hexdigest())


def shipped(net: Arrays) -> Arrays:
    """Return the arrays of the shipped file: whole numbers, their steps, and small tables."""
    arrays: Arrays = {}
    arrays["words"], arrays["words.step"] = _whole(net["words"], axis=1)
    arrays["places"] = net["places"][:PLACES]
    arrays["shapes"] = net["shapes"]
    for name, value in net.items():
        if "norm" in name:
            arrays[name] = value
    for name, (weight, bias) in _maps(net).items():
        arrays[f"{name}.weight"], arrays[f"{name}.step"] = _whole(weight, axis=0)
        arrays[f"{name}.bias"] = bias.astype(np.float32)
    return arrays


def _maps(net: Arrays) -> dict[str, tuple[NDArray[Any], NDArray[Any]]]:
    maps = {}
    for number in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            name = f"layer{number}.{part}"
            maps[name] = net[f"{name}.weight"], net[f"{name}.bias"]
        weight, bias = maps[f"layer{number}.qkv"]
        scale = np.ones(3 * WIDTH, np.float32)
        scale[:WIDTH] = 1 / math.sqrt(WIDTH // HEADS)
        maps[f"layer{number}.qkv"] = weight * scale, bias * scale
    side = ("mix", "upos", "xpos")
    maps["heads"] = (
        np.concatenate([net[f"{name}.weight"] for name in side], axis=1),
        np.concatenate([net[f"{name}.bias"] for name in side]),
    )
    for name in ("arc", "label"):
        maps[name] = net[f"{name}.weight"][:-1], net[f"{name}.weight"][-1]
    return maps


def _whole(weight: NDArray[Any], *, axis: int) -> tuple[NDArray[Any], NDArray[Any]]:
    most = np.abs(weight).max(axis=axis)
    step = np.maximum(most / 127, 1e-12).astype(np.float32)
    whole = np.rint(weight / np.expand_dims(step, axis))
    return np.clip(whole, -127, 127).astype(np.int8), step


if __name__ == "__main__":
    main()
