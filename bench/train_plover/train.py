"""How are the weights of the classifier made?

    PYTHONPATH=bench python -m train_plover.train [PLV_train.tsv]

Fits to all rows, with the code, features and settings that ``bench/plover.py`` scores, and
writes ``src/foedus/models/plover.npz`` and ``plover.json``. The same file gives the same
bytes on the same machine. Takes some seconds.
"""

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.statement.events.classifier import FOLDER, Linear
from foedus.statement.events.features import BLOCKS
from train_plover.crossing import material
from train_plover.fitting import COST, LEAST, fit

DATA = Path(__file__).resolve().parents[3] / "shared/data/reading/plover/PLV_train.tsv"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def main(arguments: list[str]) -> int:
    given = material(Path(arguments[0]) if arguments else DATA)
    model = fit(given.counts, given.labels, range(len(given.rows)))
    raw = _packed(model)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "plover.npz").write_bytes(raw)
    meta = {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "classes": model.classes,
        "blocks": BLOCKS,
        "shares": model.shares,
        "sharpness": model.sharpness,
        "cost": COST,
        "least": LEAST,
        "rows": len(given.rows),
        "features": len(model.keys),
    }
    (FOLDER / "plover.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print(f"{len(given.rows)} rows, {len(model.keys)} features, {len(raw) / 1e6:.2f} MB")
    return 0


def _packed(model: Linear) -> bytes:
    """Return the arrays as an .npz whose bytes depend on nothing but them."""
    arrays: dict[str, NDArray[Any]] = {
        "keys": model.keys,
        "rarity": model.rarity.astype(np.float16),
        "weights": model.weights,
        "scale": model.scale,
        "bias": model.bias,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), held.getvalue())
    return packed.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
