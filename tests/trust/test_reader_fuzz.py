"""Some hundreds of spoilt documents: each is read or refused by name, with exact quotes."""

import importlib.util
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from foedus.text import Span

SCRIPT = Path(__file__).resolve().parents[2] / "bench" / "fuzz_reader.py"
SAID = b"Norway will help Latvia if it is attacked, Oslo said on Monday."
pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_reader", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_spoilt_documents_are_read_or_refused_with_exact_quotes(fuzz: ModuleType) -> None:
    found = [fuzz.check(fuzz.document(random.Random(f"t-{n}"))) for n in range(300)]
    read = [quotes for quotes in found if quotes is not None]
    assert len(read) > 250
    assert sum(read) > 1000


def test_a_reader_that_misplaces_a_claim_is_found(
    fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fuzz.read_statements

    def moved(*args: object, **named: object) -> object:
        found = real(*args, **named)
        return tuple(replace(s, spans=(Span(90, 99),)) for s in found)

    assert fuzz.check(SAID)
    monkeypatch.setattr(fuzz, "read_statements", moved)
    with pytest.raises(AssertionError, match="outside the text"):
        fuzz.check(SAID)


def test_a_text_that_is_changed_in_reading_is_found(
    fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fuzz.read_document
    monkeypatch.setattr(
        fuzz,
        "read_document",
        lambda raw, **named: replace(real(raw, **named), text=real(raw, **named).text.upper()),
    )
    with pytest.raises(AssertionError, match="NFC"):
        fuzz.check(SAID)


def test_a_reader_that_hangs_or_breaks_is_told_with_its_document(
    fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "MOST_S", 0.05)
    monkeypatch.setattr(fuzz, "read_statements", endless)
    tally = fuzz.run(0, 0, 2)
    assert tally.ran == 2
    assert all("TookTooLong: it took more than" in failure for failure in tally.failures)
    assert len(tally.failures) == 2
