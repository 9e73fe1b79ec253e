"""Does one file hold beside the register? A treaty that somebody is writing, anywhere on disk."""

from dataclasses import replace
from pathlib import Path

from foedus.commitment.checking import RegisterFile, contents_of, findings_of, placed
from foedus.commitment.loading import to_instrument
from foedus.commitment.meaning import across_instruments
from foedus.commitment.register import Register, load
from foedus.commitment.words import known_words
from foedus.content import content
from foedus.errors import RegisterError
from foedus.yaml12 import read_yaml


def load_beside(path: Path, *, root: Path | None = None) -> Register:
    """Return the register with the instrument of ``path`` in it, in place of one of the same id.

    Args:
        path: A YAML file in the form of ``register/instruments``.
        root: Folder of the register; default: the one in use.

    Raises:
        RegisterError: Every fault of the file, with its lines.
    """
    base = root or content()
    told, _ = read_yaml(path)
    file = RegisterFile("instruments", path.name, "instrument", told)
    contents = contents_of(base)
    contents["instruments"] = contents["instruments"] | {path.name: told}
    findings = list(findings_of(file, known_words(contents)))
    if not findings:
        sound = contents["instruments"]
        findings = [found for name, found in across_instruments(sound) if name == path.name]
    if findings:
        raise RegisterError(list(placed(path, findings)))
    register, instrument = load(root=base), to_instrument(told)
    return replace(register, instruments=dict(register.instruments) | {instrument.id: instrument})
