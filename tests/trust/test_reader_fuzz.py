"""Some hundreds of spoilt documents: each is read or refused by name, with exact spans."""

import importlib.util
import random
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bench" / "fuzz_reader.py"


@pytest.mark.checkout
def test_spoilt_documents_are_read_or_refused_with_exact_spans() -> None:
    spec = importlib.util.spec_from_file_location("fuzz_reader", SCRIPT)
    assert spec
    assert spec.loader
    fuzz = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzz)
    read = sum(fuzz.check(fuzz.document(random.Random(f"t-{n}"))) for n in range(300))
    assert read > 250
