"""What does the register know of deeds: cues, closed classes of words, nouns of actors?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedus.content import tree
from foedus.names.tables import register
from foedus.statement.events.actors import agent_sectors
from foedus.statement.events.cues import CueDictionary, compiled
from foedus.statement.events.phrases import Words, closed_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lore:
    """All that ``register/lexicon/plover.yaml`` holds, ready for use."""

    cues: CueDictionary
    words: Words
    sectors: Mapping[str, str]


def lore() -> Lore:
    """Return what the register in use knows, read once for each setting of ``FOEDUS_REGISTER``.

    Raises:
        RegisterError: The file is at fault.
    """
    return _lore(register())


@cache
def _lore(root: Path) -> Lore:
    files = tree("lexicon", root=root)
    return Lore(cues=compiled(files), words=closed_words(files), sectors=agent_sectors(files))
