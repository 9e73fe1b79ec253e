"""A register to read, and copies of it to spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.commitment import Register, load
from foedus.content import content, tree

Spoil = Callable[..., Path]
SAMPLE = Path(__file__).with_name("qma-qmb-2000.yaml")
"""An invented treaty that uses every key and every constructor of the rule language."""


@pytest.fixture(scope="session")
def register() -> Register:
    """The register in use."""
    return load()


def small_register(root: Path) -> Path:
    """Make a register of two treaties, one of them the sample, quick to read anew."""
    for folder in ("places", "charter", "states/authority"):
        shutil.copytree(content() / folder, root / folder)
    for folder, file in (("lexicon", "facts.yaml"), ("instruments", "usa-kor-1953.yaml")):
        (root / folder).mkdir()
        shutil.copy(content() / folder / file, root / folder)
    shutil.copy(SAMPLE, root / "instruments")
    codes = sorted({code for file in tree("states").values() for code in file.get("states", {})})
    listed = "states:\n" + "".join(f"  {code}: {{}}\n" for code in codes)
    (root / "states" / "states.yaml").write_text(listed, encoding="utf-8")
    return root


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Copy a small register; spoil a file by (old, new) texts; return the copy's root."""
    root = small_register(tmp_path / "register")

    def spoiled(file: str, *pairs: tuple[str, str]) -> Path:
        path = root / file
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        return root

    return spoiled
