"""Which weights does the parser run with, and are they the ones that were scored?"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import InputError
from foedus.statement.syntax.compiled import quickest
from foedus.statement.syntax.pieces import Pieces
from foedus.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "parser.npz"
SHA256 = "cbb32eeee2e0b6599369a527dca10abff3b99aa1367562efc8df5698d63d1d9d"
EXACT = 2**24
"""Whole numbers up to here are exact in single precision."""
MOST_LEVELS = 4095


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """One map ``x @ weight + bias`` whose sums are exact, so that their order cannot matter.

    Weights are whole numbers of 8 bits and a row of ``x`` is rounded to ``levels`` steps
    each way, few enough that no sum leaves the whole numbers of single precision. So a row
    gets the same bytes alone and in any batch, whichever way a library adds up.
    """

    weight: "NDArray[np.float32]"
    """(in, out), whole numbers from -127 to 127."""
    step: "NDArray[np.float32]"
    """(out,): what one step of each column is worth."""
    bias: "NDArray[np.float32]"
    levels: float
    run: "Callable[[NDArray[np.float32]], NDArray[np.float32]] | None" = None
    """The same map, computed by another library; None: by numpy."""

    def __call__(self, x: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return (rows, out) for ``x`` of shape (rows, in)."""
        if self.run is not None:
            return self.run(x)
        import numpy as np  # noqa: PLC0415 - numpy is loaded on first use

        most = np.maximum(x.max(axis=1, keepdims=True), -x.min(axis=1, keepdims=True))
        np.maximum(most, np.float32(1e-20), out=most)
        rounded = x * (self.levels / most)
        np.rint(rounded, out=rounded)
        out: NDArray[np.float32] = rounded @ self.weight
        out *= most / self.levels
        out *= self.step
        out += self.bias
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All that the parser learned: tables, maps by name, and the names of its answers."""

    pieces: Pieces
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprels: tuple[str, ...]
    words: "NDArray[np.int8]"
    """(pieces, width); a row times its step is the vector of a piece."""
    word_steps: "NDArray[np.float32]"
    tables: dict[str, "NDArray[np.float32]"]
    """Small tables: places, shapes, and the weight and bias of each norm."""
    linear: dict[str, Linear]


@cache
def weights() -> Weights:
    """Return the shipped weights, read once a process.

    Raises:
        InputError: The file is missing or is not the one this version was scored with.
    """
    return read_weights(Path(str(resources.files("foedus") / "models" / FILE)), sha256=SHA256)


@cache
def faster() -> Weights:
    """Return the shipped weights, their maps run the `quickest` way, found once a process.

    Raises:
        ImportError: onnxruntime or onnx is not installed.
    """
    held = weights()
    return replace(held, linear=quickest(held.linear))


def read_weights(path: Path, *, sha256: str | None) -> Weights:
    """Return the weights of a file; ``sha256`` is what its bytes must hash to, None: anything.

    Raises:
        InputError: There is no such file, or its bytes are others.
    """
    mend = "Install foedus again, or make the file with `make models`."
    try:
        held = path.read_bytes()
    except OSError:
        raise InputError(str(path), "the weights of the parser are missing.", mend) from None
    if sha256 is not None and hashlib.sha256(held).hexdigest() != sha256:
        raise InputError(str(path), "these are not the weights that were scored.", mend)
    one_thread()
    import numpy as np  # noqa: PLC0415 - numpy is loaded on first use

    with np.load(io.BytesIO(held), allow_pickle=False) as arrays:
        return _from_arrays({name: arrays[name] for name in arrays.files})


def _from_arrays(arrays: dict[str, Any]) -> Weights:
    names = {n: tuple(arrays.pop(n).tobytes().decode().split("\n")) for n in _LISTS}
    words, steps = arrays.pop("words"), arrays.pop("words.step")
    maps = [name.removesuffix(".step") for name in arrays if name.endswith(".step")]
    linear = {name: _linear(arrays, name) for name in maps}
    return Weights(
        pieces=Pieces(names["vocabulary"]),
        **{column: names[column] for column in _LISTS if column != "vocabulary"},
        words=words,
        word_steps=steps,
        tables=arrays,
        linear=linear,
    )


_LISTS = ("vocabulary", "upos", "xpos", "deprels")


def _linear(arrays: dict[str, Any], name: str) -> Linear:
    import numpy as np  # noqa: PLC0415

    whole = arrays.pop(f"{name}.weight")
    heaviest = int(np.abs(whole.astype(np.int64)).sum(axis=0).max())
    return Linear(
        weight=whole.astype(np.float32),
        step=arrays.pop(f"{name}.step"),
        bias=arrays.pop(f"{name}.bias"),
        levels=float(min(MOST_LEVELS, EXACT // max(heaviest, 1))),
    )
