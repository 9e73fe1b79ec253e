"""Where does a column come from? A file's data set, version, digest, and how it was read."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One data set as it lay in one file."""

    id: str
    """Id of the data set, such as ``atop-5.1``; the key of its entry in `foedus.panel.citing`."""
    title: str
    version: str = ""
    cite: tuple[str, ...] = ()
    """Keys of the works to cite, the first one first (`foedus.panel.citing.WORKS`)."""
    file: str = ""
    """Name of the file, without its folder."""
    sha256: str = ""
    """Digest of the file's bytes, in hexadecimal."""
    how: str = ""
    """How it was read: layout, encoding, rows left out and why."""
    also: tuple["Source", ...] = ()
    """Sources of columns joined to it."""

    @property
    def every(self) -> tuple["Source", ...]:
        """This source and all that were joined to it, each once and alone, in order."""
        found = [replace(self, also=())]
        for other in self.also:
            found += [source for source in other.every if source not in found]
        return tuple(found)


def joined_sources(first: Source | None, second: Source | None) -> Source | None:
    """Return the first source with the second one among its ``also``."""
    if first is None or second is None:
        return first or second
    if set(second.every) <= set(first.every):
        return first
    return replace(first, also=(*first.also, second))
