"""Which PLOVER root do the features of a pair speak for, and how clearly?

A linear model over hashed features: whole numbers of eight bits, one scale a root. It is
the file ``models/plover.npz``; ``bench/train_plover`` makes it and ``bench/plover.py`` scores it.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from foedus.errors import InputError
from foedus.statement.events.features import BLOCKS, Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[2] / "models"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Weights of the classifier; ``n`` features, ``c`` classes."""

    classes: tuple[str, ...]
    keys: "NDArray[np.uint32]"
    """Hashes of the features, ascending, (n,)."""
    rarity: "NDArray[np.float32]"
    """Inverse document frequency, (n,)."""
    weights: "NDArray[np.int8]"
    """(n, c)."""
    scale: "NDArray[np.float32]"
    """(c,); a weight is ``weights * scale``."""
    bias: "NDArray[np.float32]"
    """(c,)."""
    shares: tuple[float, ...]
    """How much each of `BLOCKS` counts."""
    sharpness: float
    """Margins times this give the exponents of probabilities."""

    def margins(self, features: Features) -> "NDArray[np.float32]":
        """Return how much speaks for each class, (c,); above 0 is for, below is against."""
        import numpy as np  # noqa: PLC0415 - only when a text is read

        total = self.bias.copy()
        for block, share in zip(BLOCKS, self.shares, strict=True):
            rows, values = self.vector(block, features[block])
            if len(rows):
                found = values @ self.weights[rows].astype(np.float32)
                total += (share / float(np.sqrt(values @ values))) * found * self.scale
        return total

    def vector(self, block: str, met: list[str]) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        """Return the known features of a block: their rows, and log count times rarity."""
        import numpy as np  # noqa: PLC0415 - only when a text is read

        hashed = hashed_counts(block, met)
        wanted = np.fromiter(hashed.keys(), dtype=np.uint32, count=len(hashed))
        counts = np.fromiter(hashed.values(), dtype=np.float32, count=len(hashed))
        rows = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[rows] == wanted
        rows = rows[known]
        return rows, (1 + np.log(counts[known])) * self.rarity[rows]

    def probabilities(self, margins: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return the probability of each class, (c,), in 0..1, summing to 1."""
        import numpy as np  # noqa: PLC0415 - only when a text is read

        raised = np.exp((margins - margins.max()) * np.float32(self.sharpness))
        shares: NDArray[np.float32] = raised / raised.sum()
        return shares


def hashed_counts(block: str, met: list[str]) -> dict[int, int]:
    """Return how often each feature is met, by the hash of its block and words."""
    start = crc32(block.encode())
    return {crc32(name.encode(), start): count for name, count in Counter(met).items()}


def classifier() -> Linear:
    """Return the trained classifier, read once a process.

    Raises:
        InputError: The file of weights is absent, or not the one its card describes.
    """
    return _read(FOLDER)


@cache
def _read(folder: Path) -> Linear:
    import numpy as np  # noqa: PLC0415 - only when a text is read

    weights, card = folder / "plover.npz", folder / "plover.json"
    try:
        raw = weights.read_bytes()
        meta: dict[str, Any] = json.loads(card.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problem = f"the weights cannot be read ({error})."
        raise InputError(str(folder), problem, "Install foedus anew.") from error
    if hashlib.sha256(raw).hexdigest() != meta["sha256"]:
        problem = "the weights are not those of plover.json."
        raise InputError(str(weights), problem, "Install foedus anew, or train it again.")
    with np.load(weights, allow_pickle=False) as arrays:
        return Linear(
            classes=tuple(meta["classes"]),
            keys=arrays["keys"],
            rarity=arrays["rarity"].astype(np.float32),
            weights=arrays["weights"],
            scale=arrays["scale"],
            bias=arrays["bias"],
            shares=tuple(meta["shares"]),
            sharpness=float(meta["sharpness"]),
        )
