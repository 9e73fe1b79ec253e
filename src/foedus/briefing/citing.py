"""The answer of `cite`: how are Foedus, its register and the sources of a panel cited?"""

from collections.abc import Sequence
from pathlib import Path

from foedus.panel.citing import FOEDUS, REGISTER, as_form, works_of, works_of_source
from foedus.panel.importing import import_file, importers
from foedus.panel.works import Work

ALL = "all"


def cited_as(names: Sequence[str], form: str, *, files: Sequence[Path] = ()) -> str:
    """Return citations as text, each work once.

    Args:
        names: Ids of data sets or works; ``all`` for every data set known; none and no file:
            Foedus and its register.
        form: One of `foedus.panel.citing.FORMS`.
        files: The user's own data files: each is cited with its version and digest, then the
            works that its authors ask for.

    Raises:
        InputError: A name or the form is unknown, or a file is of no data set known here.
    """
    found: dict[str, Work] = {}
    for file in files:
        source = import_file(file).source
        found |= {work.key: work for work in works_of_source(source)} if source else {}
    asked = [one.id for one in importers()] if ALL in names else list(names)
    if not asked and not files:
        asked = [FOEDUS, REGISTER]
    found |= {work.key: work for work in works_of(asked)}
    return as_form(tuple(found.values()), form)
