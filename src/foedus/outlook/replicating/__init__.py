"""Do published numbers come out again, from files that you fetched yourself?

report = replicate("leeds-anac2005", Path("leeds_anac_2005.csv"))
report.different  # ()
"""

from collections.abc import Mapping
from pathlib import Path

from foedus.errors import InputError, suggest
from foedus.outlook.replicating.bf2018 import BF2018
from foedus.outlook.replicating.johnson_leeds import JOHNSON_LEEDS
from foedus.outlook.replicating.leeds_anac import LEEDS_ANAC
from foedus.outlook.replicating.replication import Replication, Report, Row
from foedus.outlook.replicating.war1800 import EGAME12

REPLICATIONS: Mapping[str, Replication] = {
    one.id: one for one in (BF2018, LEEDS_ANAC, EGAME12, JOHNSON_LEEDS)
}
"""Every study that can be computed again, by the word that names it."""


def replicate(study: str, path: Path) -> Report:
    """Return the published numbers of a study beside those of your copy of its file.

    Args:
        study: A key of `REPLICATIONS`.
        path: The file, or for `johnson-leeds` the folder of files.

    Raises:
        InputError: No such study, or the file cannot be read or has not what is needed.
    """
    found = replication_of(study)
    if found.folder and not path.is_dir():
        mend = f"Name {found.file}: {found.where}."
        raise InputError(str(path), "this is no folder.", mend)
    return Report(replication=found, rows=tuple(found.compute(path)))


def replication_of(study: str) -> Replication:
    """Return a study by the word that names it.

    Raises:
        InputError: No such study.
    """
    if study not in REPLICATIONS:
        mend = suggest(study, REPLICATIONS)
        raise InputError("study", f"'{study}' cannot be computed again.", mend)
    return REPLICATIONS[study]


__all__ = ["REPLICATIONS", "Replication", "Report", "Row", "replicate", "replication_of"]
