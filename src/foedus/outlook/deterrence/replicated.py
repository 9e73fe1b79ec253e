"""Does the step table come out again? Codings 1 to 6 as they were computed before.

What the earlier computation did was found out, not told: its flags take a promise either way, its
treaties the target's own promise that still ran on 1 July or later. The six coefficients and three
counts then agree within the distances that docs/explanation/deterrence.md states.
"""

from collections.abc import Mapping
from pathlib import Path

from foedus.outlook.deterrence.codings import CODINGS, OF_STATES
from foedus.outlook.deterrence.design import design_of
from foedus.outlook.deterrence.files import tables_of
from foedus.outlook.deterrence.multiverse import TARGET, Specification, effects

AS_BEFORE: Mapping[str, Specification] = {
    name: Specification(coding=name, promise="either")
    if name in OF_STATES
    else Specification(coding=name, promise="own", rule="to_july")
    for name in CODINGS
    if name != "matched"
}


def obtained(folder: Path) -> Mapping[str, float]:
    """Return the table's counts and coefficients from a folder of the user's own files.

    Raises:
        InputError: A data set is missing in the folder.
    """
    from foedus.commitment import load  # noqa: PLC0415 - the register, when asked

    design = design_of(tables_of(folder))
    found: dict[str, float] = {}
    for effect in effects(design, load(), made=AS_BEFORE.values()):
        counts = {"rows": effect.rows, "initiations": effect.events, "dyads": effect.dyads}
        found |= {**counts, effect.made.coding: effect.beta[TARGET]}
    return found
