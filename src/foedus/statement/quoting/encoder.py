"""What does each word mean where it stands? The encoder's sums, with arrays alone.

A window is encoded by itself, so its states depend on its own pieces and on nothing
that is read beside it: the same words give the same bytes alone and in any batch.
"""

import numpy as np

from foedus.statement.quoting.weights import Array, Weights
from foedus.statement.quoting.windows import Window

HEADS = 12
_TINY = np.float32(1e-12)
_HALF, _ONE = np.float32(0.5), np.float32(1.0)
_CUBE, _SLOPE = np.float32(0.044715), np.float32(np.sqrt(2 / np.pi))


def encode(weights: Weights, window: Window) -> Array:
    """Return the states of a window's pieces, (pieces, width)."""
    arrays = weights.arrays
    rows = np.asarray(window.pieces)
    x: Array = weights.words[rows].astype(np.float32) * weights.scales[rows]
    x += arrays["places"][: len(rows)]
    x += arrays["shapes"][window.shapes]
    x += arrays["states"][window.states]
    x = _norm(arrays["norm.weight"], arrays["norm.bias"], x)
    for layer in range(weights.layers):
        x = _block(weights, f"{layer}.", x)
    return x


def emissions(weights: Weights, window: Window) -> list[Array]:
    """Return one array (words, labels) for each chunk of the window."""
    states = encode(weights, window)
    table, bias = weights.arrays["emit.weight"].T, weights.arrays["emit.bias"]
    return [states[chunk.heads] @ table + bias for chunk in window.chunks]


def _norm(gain: Array, bias: Array, x: Array) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[-1])
    x *= gain / np.sqrt(spread + _TINY)
    x += bias
    return x


def _block(weights: Weights, here: str, x: Array) -> Array:
    a = weights.arrays
    size, width = x.shape
    qkv = x @ a[here + "qkv.weight"] + a[here + "qkv.bias"]
    q, k, v = qkv.reshape(size, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    near = q @ k.transpose(0, 2, 1)
    near *= np.float32(1 / np.sqrt(width // HEADS))
    near -= near.max(axis=-1, keepdims=True)
    np.exp(near, out=near)
    near /= near.sum(axis=-1, keepdims=True)
    seen = (near @ v).transpose(1, 0, 2).reshape(size, width)
    seen = seen @ a[here + "out.weight"]
    seen += a[here + "out.bias"]
    x = _norm(a[here + "norm1.weight"], a[here + "norm1.bias"], x + seen)
    wide = _gelu(x @ a[here + "wide.weight"] + a[here + "wide.bias"])
    narrow = wide @ a[here + "narrow.weight"]
    narrow += a[here + "narrow.bias"]
    return _norm(a[here + "norm2.weight"], a[here + "norm2.bias"], x + narrow)


def _gelu(x: Array) -> Array:
    # The form with tanh; it differs from the exact one by less than 0.0005.
    inner = x * x
    inner *= _CUBE
    inner += _ONE
    inner *= x
    inner *= _SLOPE
    np.tanh(inner, out=inner)
    inner += _ONE
    inner *= x
    inner *= _HALF
    return inner
