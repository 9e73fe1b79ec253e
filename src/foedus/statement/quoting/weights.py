"""What did the model learn? Its arrays, checked and unpacked once a process.

The file is a plain npz without pickled objects: matrices as int8 with one float16 scale a
row (``NAME`` and ``NAME:scale``), the rest as float16. All sums are done in float32.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.statement.quoting.pieces import Pieces

Array = NDArray[np.float32]
FILE = "attribution.npz"
DIGEST = "attribution.sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The arrays of the tagger and of the linker, and the vocabulary of pieces."""

    arrays: Mapping[str, Array]
    words: NDArray[np.int8]
    """(pieces, width): embeddings, unpacked row by row when they are looked up."""
    scales: Array
    """(pieces, 1)."""
    pieces: Pieces
    links: Mapping[str, float]
    """Weight of each feature of a link, see ``linking``."""

    @property
    def layers(self) -> int:
        """How many layers the encoder has."""
        return sum(name.endswith(".qkv.bias") for name in self.arrays)


@cache
def weights() -> Weights:
    """Return the shipped weights, read once a process.

    Raises:
        InputError: The file is missing, or not the one whose digest is shipped beside it.
    """
    folder = files("foedus") / "models"
    try:
        packed, wanted = (folder / FILE).read_bytes(), (folder / DIGEST).read_text("ascii")
    except OSError:
        raise InputError(f"models/{FILE}", "the weights are missing.", _MEND) from None
    if hashlib.sha256(packed).hexdigest() != wanted.split()[0]:
        raise InputError(f"models/{FILE}", "these are not the weights that were scored.", _MEND)
    return unpacked(packed)


_MEND = "Install foedus again, or restore the file from the release."


def unpacked(packed: bytes) -> Weights:
    """Return the weights in the bytes of an npz file."""
    with np.load(BytesIO(packed), allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    vocabulary = bytes(stored.pop("vocabulary")).decode("utf-8").split("\n")
    names = bytes(stored.pop("link.names")).decode("utf-8").split("\n")
    values = stored.pop("link.values").astype(np.float32)
    words, scales = stored.pop("words"), stored.pop("words:scale").astype(np.float32)
    arrays = {n: _unpacked(a, stored.get(n + ":scale")) for n, a in stored.items()}
    return Weights(
        arrays={n: a.T if _turned(n) else a for n, a in arrays.items()},
        words=words,
        scales=scales,
        pieces=Pieces(vocabulary),
        links=dict(zip(names, map(float, values), strict=True)),
    )


def _unpacked(stored: NDArray[np.generic], scale: NDArray[np.generic] | None) -> Array:
    if scale is None:
        return stored.astype(np.float32)
    found: Array = np.multiply(stored, scale.astype(np.float32), dtype=np.float32)
    return found


def _turned(name: str) -> bool:
    # Stored as (out, in), multiplied from the right; a product reads either way as fast.
    return name.endswith((".qkv.weight", ".out.weight", ".wide.weight", ".narrow.weight"))
