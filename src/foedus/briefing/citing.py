"""The answer of `cite`: how Foedus, its register and the data sets are cited."""

from collections.abc import Sequence
from pathlib import Path

from foedus.panel.citing import FOEDUS, REGISTER, as_form, works_of, works_of_source
from foedus.panel.importing import import_file, importers


def cited(names: Sequence[str], *, files: Sequence[Path] = (), form: str = "text") -> str:
    """Return the works to cite, each once, in the order asked.

    Args:
        names: Ids of data sets, ``foedus``, ``foedus-register``; none, and no file: both of these.
        files: Files whose data set is recognised by its columns.
        form: text | bibtex | csl | ris.

    Raises:
        InputError: Nothing of that name, or a file of no data set known here.
    """
    sources = [import_file(path).source for path in files]
    own = () if names or files else (FOEDUS, REGISTER)
    works = [*works_of([*own, *names])] if own or names else []
    works += [work for source in sources if source for work in works_of_source(source)]
    return as_form(list(dict.fromkeys(works)), form)


def citable() -> str:
    """Return the ids that can be cited, one a line, with their titles."""
    own = {FOEDUS: "Foedus itself", REGISTER: "the register, with its version and hash"}
    sets = {one.id: one.title for one in importers()}
    sets |= {id_: title for one in importers() for id_, title, _ in (one.kinds or {}).values()}
    width = max(map(len, (*own, *sets)))
    lines = (f"{id_:{width}}  {title}" for id_, title in (*own.items(), *sorted(sets.items())))
    return "\n".join(lines) + "\n"
