"""What is wrong with a source, all of it at once? Faults with file, line and the mending act."""

from collections.abc import Iterable, Mapping
from typing import Any

from foedus.case.checking import IncidentFaultsError
from foedus.errors import Fault, IncidentError, UnknownName, suggest
from foedus.yaml12 import Lines, Path_


class Sheet:
    """Collects what is wrong with one source."""

    def __init__(self, place: str, lines: Lines | None) -> None:
        self.place = place
        self._lines = lines
        self._faults: list[Fault] = []

    def line(self, path: Path_) -> int:
        """Return the 1-based line of a value; 0 where there is no file."""
        return self._lines.nearest(path) if self._lines is not None else 0

    def fault(self, path: Path_, problem: str, mend: str) -> None:
        """Note a fault of the value at ``path``."""
        where = self.place
        if self._lines is None and path:
            where = f"{self.place}: {'.'.join(map(str, path))}"
        self._faults.append(Fault(where, self.line(path), problem, mend))

    @property
    def is_faulty(self) -> bool:
        """Tell whether a fault was noted."""
        return bool(self._faults)

    def add(self, fault: Fault, line: int) -> None:
        """Note a fault found elsewhere, as one of this source."""
        place = self.place if self._lines is not None else fault.place
        problem = f"{fault.place}: {fault.problem}" if self._lines is not None else fault.problem
        self._faults.append(Fault(place, line, problem, fault.mend))

    def unknown(self, path: Path_, error: UnknownName) -> None:
        """Note that a name at ``path`` is not in the register."""
        problem, _, mend = str(error).partition("\n")
        self.fault(path, problem, mend.strip())

    def close(self) -> None:
        """Raise every fault noted as one IncidentError; return if there is none."""
        if len(self._faults) == 1 and not self._faults[0].line:
            only = self._faults[0]
            raise IncidentError(only.place, only.problem, only.mend)
        if self._faults:
            raise IncidentFaultsError(self._faults)

    def known(self, word: Any, words: Iterable[str], *, path: Path_, what: str) -> str:
        """Return ``word``; a fault if it is none of ``words``."""
        if word not in (known := tuple(words)):
            self.fault(path, f"unknown {what} '{word}'.", suggest(str(word), known))
        return str(word)

    def keys(self, told: Mapping[str, Any], known: Iterable[str], *, path: Path_) -> None:
        """Note every key of ``told`` that is none of ``known``."""
        for key in told:
            self.known(key, known, path=(*path, key), what="key")
