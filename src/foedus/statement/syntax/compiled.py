"""How is the parser faster where onnxruntime is installed, and still the same to the byte?

Each linear map becomes a small graph, made in memory from the weights that are held: round a
row to whole steps, multiply whole numbers, scale. The sums are exact, so no order of adding
changes them, and every other step is one rounding of single precision, the same in both
libraries. What is not exact (exponentials, means) stays with numpy.

Two graphs are made. One multiplies in single precision; the other cuts a row into two halves
of seven bits and multiplies in eight, which processors with instructions for it do twice as
fast and others do not. So both are tried beside numpy, and a map goes another way where that is
clearly quicker.
"""

import importlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from foedus.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.statement.syntax.weights import Linear

    Floats = NDArray[np.float32]

VARIABLE = "FOEDUS_PARSER"
NUMPY, ONNXRUNTIME = "numpy", "onnxruntime"
HALVES = 4096
"""Added to a whole number of a row (at most 4095 either way), so that both halves are positive."""
_NEEDED = (ONNXRUNTIME, "onnx")
_OPSET, _FORMAT = 17, 8
"""Of the year 2022; newer libraries read them too."""
_PROBED, _TRIED, _TRIES = 7, 96, 5
"""Rows that must have numpy's bytes; rows and runs by which the quickest way is found."""
WORTH = 0.85
"""What a graph may take, of numpy's time: less of a gain is as likely noise."""
_BEFORE = (
    ("ReduceMax", "x", "highest"),
    ("ReduceMin", "x", "lowest"),
    ("Neg", "lowest", "depth"),
    ("Max", "highest depth tiny", "most"),
    ("Div", "levels most", "finer"),
    ("Mul", "x finer", "fine"),
    ("Round", "fine", "whole"),
)
_IN_FLOATS = (("MatMul", "whole weight", "sums"),)
_IN_HALVES = (
    ("Add", "whole shift", "shifted"),
    ("Div", "shifted size", "share"),
    ("Floor", "share", "upper"),
    ("Mul", "upper size", "large"),
    ("Sub", "shifted large", "lower"),
    ("Cast:UINT8", "upper", "upper8"),
    ("Cast:UINT8", "lower", "lower8"),
    ("MatMulInteger", "upper8 weight8", "sums_of_upper"),
    ("MatMulInteger", "lower8 weight8", "sums_of_lower"),
    ("Mul", "sums_of_upper size32", "larger"),
    ("Add", "larger sums_of_lower", "raised"),
    ("Sub", "raised raise32", "sums32"),
    ("Cast:FLOAT", "sums32", "sums"),
)
_AFTER = (
    ("Div", "most levels", "coarser"),
    ("Mul", "sums coarser", "coarse"),
    ("Mul", "coarse step", "stepped"),
    ("Add", "stepped bias", "y"),
)
WAYS = {"floats": _IN_FLOATS, "halves": _IN_HALVES}


def backend() -> str:
    """Return which library may multiply: ``numpy`` or ``onnxruntime``.

    The variable ``FOEDUS_PARSER`` names one; without it onnxruntime is taken where it and
    onnx are installed.

    Raises:
        InputError: The variable names another library, or one that is not installed.
    """
    wanted = os.environ.get(VARIABLE, "")
    missing = _missing()
    if wanted not in ("", NUMPY, ONNXRUNTIME):
        mend = f"Write {NUMPY} or {ONNXRUNTIME}, or leave {VARIABLE} out."
        raise InputError(VARIABLE, f"'{wanted}' is no library that the parser can use.", mend)
    if wanted == ONNXRUNTIME and missing:
        mend = f"Install foedus[fast], or leave {VARIABLE} out."
        raise InputError(VARIABLE, f"{missing[0]} is not installed.", mend)
    return wanted or (NUMPY if missing else ONNXRUNTIME)


@cache
def _missing() -> tuple[str, ...]:
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def is_forced() -> bool:
    """Tell whether the variable asks for onnxruntime, and not only its being installed."""
    return os.environ.get(VARIABLE) == ONNXRUNTIME


def quickest(maps: "Mapping[str, Linear]") -> "dict[str, Linear]":
    """Return maps, each run by a graph where one is clearly quicker on this machine.

    Raises:
        ImportError: onnxruntime or onnx is not installed.
    """
    rounds = [maps, *({n: compiled(one, way) for n, one in maps.items()} for way in WAYS)]
    took = [_seconds(tried) for tried in rounds]
    found = {}
    for name, one in maps.items():
        same = [at for at in range(1, len(rounds)) if _is_same(one, rounds[at][name])]
        best = min(same, key=lambda at: took[at][name], default=0)
        quicker = took[best][name] < WORTH * took[0][name]
        found[name] = rounds[best][name] if quicker else one
    return found


def _is_same(one: "Linear", other: "Linear") -> bool:
    rows = probe(one, _PROBED)
    return one(rows).tobytes() == other(rows).tobytes()


def compiled(linear: "Linear", way: str) -> "Linear":
    """Return ``linear`` run by the graph that multiplies in one of `WAYS`."""
    return replace(linear, run=_runner(_graph(linear, way)))


def probe(linear: "Linear", many: int) -> "Floats":
    """Return rows (many, in) of sizes from 1e-4 to 1e3, the same on every machine."""
    import numpy as np  # noqa: PLC0415 - numpy is loaded on first use

    width = len(linear.weight)
    places = np.arange(many * width).reshape(many, width)
    rows = (places * 7919 % 2003 - 1001).astype(np.float32)
    rows *= np.float32(10) ** (np.arange(many, dtype=np.float32) % 8 - 7)[:, None]
    return rows


def _seconds(maps: "Mapping[str, Linear]") -> dict[str, float]:
    """Return the least seconds of each map, all run in turn, as they are when one parses."""
    rows = {name: probe(one, _TRIED) for name, one in maps.items()}
    took = dict.fromkeys(maps, float("inf"))
    for _ in range(_TRIES):
        for name, one in maps.items():
            start = time.perf_counter()
            one(rows[name])
            took[name] = min(took[name], time.perf_counter() - start)
    return took


def _graph(linear: "Linear", way: str) -> bytes:
    """Return the map as a model of ONNX, step by step as `Linear.__call__` does it."""
    onnx: Any = importlib.import_module("onnx")
    number = onnx.TensorProto.FLOAT
    nodes = [_node(onnx, *step) for step in (*_BEFORE, *WAYS[way], *_AFTER)]
    wide, narrow = linear.weight.shape
    shapes = [onnx.helper.make_tensor_value_info("x", number, ["rows", wide])]
    given = [onnx.helper.make_tensor_value_info("y", number, ["rows", narrow])]
    asked = {name for node in nodes for name in node.input}
    held = [
        onnx.numpy_helper.from_array(value, name)
        for name, value in _constants(linear).items()
        if name in asked
    ]
    graph = onnx.helper.make_graph(nodes, "map", shapes, given, held)
    opsets = [onnx.helper.make_opsetid("", _OPSET)]
    model = onnx.helper.make_model(graph, opset_imports=opsets, ir_version=_FORMAT)
    packed: bytes = model.SerializeToString()
    return packed


def _node(onnx: Any, kind: str, taken: str, given: str) -> Any:
    name, _, to = kind.partition(":")
    more: dict[str, Any] = {"axes": [1], "keepdims": 1} if name.startswith("Reduce") else {}
    if to:
        more["to"] = getattr(onnx.TensorProto, to)
    return onnx.helper.make_node(name, taken.split(), [given], **more)


def _constants(linear: "Linear") -> "dict[str, NDArray[Any]]":
    import numpy as np  # noqa: PLC0415

    raised = HALVES * linear.weight.astype(np.int64).sum(axis=0)
    return {
        "tiny": np.full((1, 1), 1e-20, np.float32),
        "levels": np.full((1, 1), linear.levels, np.float32),
        "weight": np.ascontiguousarray(linear.weight),
        "weight8": linear.weight.astype(np.int8),
        "shift": np.full((1, 1), HALVES, np.float32),
        "size": np.full((1, 1), 128, np.float32),
        "size32": np.full((1, 1), 128, np.int32),
        "raise32": raised.astype(np.int32),
        "step": linear.step,
        "bias": linear.bias,
    }


def _runner(model: bytes) -> "Callable[[Floats], Floats]":
    """Return the function of a model, on one thread."""
    import numpy as np  # noqa: PLC0415

    library: Any = importlib.import_module(ONNXRUNTIME)
    options = library.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = library.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def run(x: "Floats") -> "Floats":
        found: Floats = session.run(None, {"x": np.ascontiguousarray(x)})[0]
        return found

    return run
