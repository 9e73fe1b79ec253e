"""Does what files say hold? Their cases, and their rules by themselves, with file and line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.case.files import CaseEntry, entries
from foedus.case.runs import CaseReport, CaseResult, register_cases, run_cases
from foedus.case.scrutiny import Remark, remarks_on, uncovered
from foedus.content import content
from foedus.yaml12 import Lines, read_yaml

if TYPE_CHECKING:
    from foedus.commitment import Instrument, Register


def check_files(sources: Sequence[Path], register: "Register") -> CaseReport:
    """Run the cases of files: incident files, or files of instruments; none: the whole register.

    An instrument's file is checked as a part of the register (in place of the
    instrument of that id, if there is one) before its cases run; its rules are then
    looked at by themselves, see `foedus.case.scrutiny`.

    Raises:
        RegisterError: A file is not YAML, or no instrument; every fault.
        IncidentError: Something is no case; every fault of the file.
    """
    if not sources:
        return _whole(register)
    reports = [_file(path, register) for path in sources]
    return CaseReport(
        results=tuple(r for report in reports for r in report.results),
        remarks=tuple(r for report in reports for r in report.remarks),
    )


def _file(path: Path, register: "Register") -> CaseReport:
    from foedus.case.cascade.files import (  # noqa: PLC0415 - only when files are checked
        is_cascade,
        story_from,
    )
    from foedus.commitment import load_beside  # noqa: PLC0415

    found, lines = read_yaml(path)
    if is_cascade(found):
        story_from(found, register, place=str(path), lines=lines)
        read = CaseResult(place=str(path), case=str(found["cascade"]))
        return CaseReport(results=(read,))
    if not isinstance(found, Mapping) or "articles" not in found:
        return run_cases(entries(found, place=str(path), lines=lines), register)
    beside = load_beside(path)
    cases = _cases_of(found, lines, place=str(path))
    told = tuple(_remarks(beside.instrument(str(found["id"])), beside, cases=cases))
    placed = tuple(_placed(remark, str(path), lines=lines) for remark in told)
    return replace(run_cases(cases, beside), remarks=placed)


def _whole(register: "Register") -> CaseReport:
    cases = register_cases(register)
    remarks = tuple(
        _at_its_line(remark)
        for instrument in register.instruments.values()
        for remark in _remarks(instrument, register, cases=cases)
    )
    results = (r if r.passed else _at_its_file(r) for r in run_cases(cases, register).results)
    return CaseReport(results=tuple(results), remarks=remarks)


def _at_its_file(result: CaseResult) -> CaseResult:
    """Return a failing case of the register with its file and line, which is read for it only."""
    is_told = result.place.startswith("history/")
    name = result.place if is_told else f"instruments/{result.place}.yaml"
    found, lines = read_yaml(content() / name)
    above = () if is_told else ("cases",)
    cases = found if is_told else found["cases"]
    index = next((i for i, case in enumerate(cases) if case["case"] == result.case), 0)
    return replace(result, place=f"{_shown(content() / name)}:{lines.nearest((*above, index))}")


def _remarks(
    instrument: "Instrument", register: "Register", *, cases: Iterable[CaseEntry]
) -> Iterator[Remark]:
    shown: dict[str, list[str]] = {}
    for entry in cases:
        for reference, by_obligor in entry.expect.items():
            shown.setdefault(reference, []).extend(w for ws in by_obligor.values() for w in ws)
    yield from remarks_on(instrument, register)
    yield from uncovered(instrument, shown)


def _at_its_line(remark: Remark) -> Remark:
    """Return a remark on the register with its file and line; the file is read for it only."""
    path = content() / "instruments" / f"{remark.instrument}.yaml"
    return _placed(remark, _shown(path), lines=read_yaml(path)[1])


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _placed(remark: Remark, place: str, *, lines: Lines) -> Remark:
    return replace(remark, place=f"{place}:{lines.nearest(remark.path)}")


def _cases_of(found: Mapping[str, object], lines: Lines, *, place: str) -> tuple[CaseEntry, ...]:
    cases = found.get("cases")
    if not cases:
        return ()
    inside = Lines({path[1:]: line for path, line in lines.items() if path[:1] == ("cases",)})
    return entries(cases, place=place, lines=inside)
