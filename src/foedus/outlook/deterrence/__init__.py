"""Do defence pacts deter? One specification planned, and every other one beside it.

design = design_of(tables_of(folder))
[planned] = effects(design, load(), made=[PLANNED])
planned.interval()
"""

from foedus.outlook.deterrence.codings import CODINGS
from foedus.outlook.deterrence.design import CLOCKS, Design, design_of
from foedus.outlook.deterrence.files import NEEDED, tables_of
from foedus.outlook.deterrence.multiverse import (
    PLANNED,
    PLANNED_ERRORS,
    SAMPLES,
    TARGET,
    Effect,
    Specification,
    effects,
    every_specification,
)
from foedus.outlook.deterrence.ties import PROMISES, RULES

__all__ = [
    "CLOCKS",
    "CODINGS",
    "NEEDED",
    "PLANNED",
    "PLANNED_ERRORS",
    "PROMISES",
    "RULES",
    "SAMPLES",
    "TARGET",
    "Design",
    "Effect",
    "Specification",
    "design_of",
    "effects",
    "every_specification",
    "tables_of",
]
