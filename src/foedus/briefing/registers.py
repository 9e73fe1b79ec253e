"""By whose reading of the treaties is it decided: the register's rules, or what coders found?"""

from pathlib import Path

from foedus.commitment import Register, load


def register_of(by_atop: Path | None) -> Register:
    """Return the register in use, or ATOP's alliances as its coders found them.

    Args:
        by_atop: The user's member-level file of ATOP; None: the register in use.

    Raises:
        InputError: The file is not ATOP's member-level file.
    """
    if by_atop is None:
        return load()
    from foedus.panel.importing import import_file  # noqa: PLC0415 - numpy, only when asked
    from foedus.panel.importing.atop_rules import coded_register  # noqa: PLC0415

    return coded_register(import_file(by_atop, as_="atop-members"))
