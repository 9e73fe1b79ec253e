"""How reliable are pledges, pooled? The register's model estimates, computed again and scored.

Run:  python bench/reliability.py CODERS ALLIANCES [--write]

CODERS is your own copy of the replication file of Berkemeier and Fuhrmann 2018 as CSV, ALLIANCES
ATOP's alliance-level file (version 4, which has the institutions). Printed: the mean Brier score
of 50 seeded ten-fold runs with its interval, calibration, the same with whole wars left out, the
effective number of cases, and every cell beside the published share. --write prints
register/outlook/pooled.yaml instead.
Exit codes: 0 gate passed and the register equal, 1 a file cannot be read, 2 usage, 3 otherwise.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from calibration import best_cpu, machine, report
from foedus.errors import FoedusError, InputError
from foedus.outlook.logit import fit_logit, with_constant
from foedus.outlook.pooled import PLEDGES, Cell, load_pooled
from foedus.outlook.pooling import Pooled, crossed, fit_pooled, folds
from foedus.outlook.published import load_published
from foedus.outlook.scoring import brier, calibration, decomposed, log_score

CODINGS = {"leeds_long_mitchell_rules": "LLM", "berkemeier_fuhrmann_rules": "BF"}
NAMES = (
    *("before_1945", "many", "defense", "offense", "neutrality", "nonaggression"),
    *("military_institutions", "formality"),
)
COLUMNS = ("sample", "multilateral", "defense", "offense", "neutral", "nonagg")
OF_ALLIANCE = ("milinst", "formal")
ERAS = {"before_1945": 1.0, "from_1945": 0.0}
MEMBERS = {"all": None, "two": 0.0, "many": 1.0}
RUNS, SEED = 50, 1945
GATE, GOAL = 0.19, 0.185
CLOSE = 0.0011
"""The register rounds to three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The tested pledges of one coding."""

    traits: np.ndarray
    honoured: np.ndarray
    wars: list[str]
    treaties: list[str]
    filled: int
    """Cells of institutions that the file lacks: the mean of the others stands for them."""


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return a CSV file's rows.

    Raises:
        InputError: It cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"{error}.", "Name the file as CSV.") from None


def cases_of(coders: Path, alliances: Path, *, suffix: str) -> Cases:
    """Return the tested pledges of one coding with their traits.

    Raises:
        InputError: A file cannot be read or lacks a column.
    """
    lines = rows_of(coders)
    by_id = {_key(row["atopid"]): row for row in rows_of(alliances) if "atopid" in row}
    needed = (*COLUMNS, "warid", "atopid", f"honor{suffix}", f"violate{suffix}")
    if not lines or (missing := [name for name in needed if name not in lines[0]]):
        problem = f"no column {', '.join(missing if lines else needed)}."
        raise InputError(str(coders), problem, "Save the replication file as CSV, all columns.")
    if not by_id or any(name not in next(iter(by_id.values())) for name in OF_ALLIANCE):
        problem = f"no column {' or '.join(('atopid', *OF_ALLIANCE))}."
        raise InputError(str(alliances), problem, "Name ATOP's alliance-level file, version 4.")
    tested = [row for row in lines if row[f"honor{suffix}"] or row[f"violate{suffix}"]]
    traits = np.array(
        [
            [float(row[name]) for name in COLUMNS]
            + [_number(by_id.get(_key(row["atopid"]), {}).get(name)) for name in OF_ALLIANCE]
            for row in tested
        ]
    )
    gaps = np.isnan(traits)
    return Cases(
        traits=np.where(gaps, np.nanmean(traits, axis=0), traits),
        honoured=np.array([float(bool(row[f"honor{suffix}"])) for row in tested]),
        wars=[row["warid"] for row in tested],
        treaties=[row["atopid"] for row in tested],
        filled=int(gaps.sum()),
    )


def fitted(cases: Cases) -> Pooled:
    """Return the fit of one coding."""
    clusters = (cases.wars, cases.treaties)
    return fit_pooled(cases.traits, cases.honoured, names=NAMES, clusters=clusters)


def cells_of(coding: str, cases: Cases) -> Iterator[Cell]:
    """Yield the estimate of each pledge, era and membership that has a case."""
    fit = fitted(cases)
    for pledge in PLEDGES:
        for era, early in ERAS.items():
            for members, many in MEMBERS.items():
                at = cases.traits[:, 0] == early
                if pledge != "any":
                    at &= cases.traits[:, NAMES.index(pledge)] == 1.0
                if many is not None:
                    at &= cases.traits[:, 1] == many
                if not at.any():
                    continue
                mean = fit.mean_of(cases.traits[at], seed=SEED)
                chances = fit.predict(cases.traits[at])
                yield Cell(
                    coding=coding,
                    pledge=pledge,
                    era=era,
                    members=members,
                    value=round(mean.value, 3),
                    low=round(mean.low, 3),
                    high=round(mean.high, 3),
                    effective_cases=round(mean.effective_cases, 1),
                    cases=int(at.sum()),
                    alike=round(_alike(fit, chances), 1),
                )


def _alike(fit: Pooled, chances: np.ndarray) -> float:
    """Return a + b of the Beta that spreads as single pledges do: traits, war and treaty."""
    mean = float(chances.mean())
    within = float(np.mean((chances * (1 - chances)) ** 2)) * fit.between
    return max(mean * (1 - mean) / (float(chances.var()) + within) - 1.0, 0.1)


def scores(cases: Cases, *, by_war: bool) -> tuple[list[float], np.ndarray]:
    """Return the Brier score of each seeded run, and each case's mean chance over them."""
    clusters = (cases.wars, cases.treaties)
    found, total = [], np.zeros(len(cases.honoured))
    wars, of_war = np.unique(cases.wars, return_inverse=True)
    for seed in range(RUNS):
        fold = folds(len(wars), seed=seed)[of_war] if by_war else folds(len(total), seed=seed)
        said = crossed(cases.traits, cases.honoured, fold=fold, clusters=clusters)
        found.append(brier(said, cases.honoured))
        total += said
    return found, total / RUNS


def main(arguments: list[str]) -> int:
    paths = [Path(argument) for argument in arguments if argument != "--write"]
    if len(paths) != 2:
        print("usage: python bench/reliability.py CODERS ALLIANCES [--write]", file=sys.stderr)
        return 2
    try:
        samples = {c: cases_of(*paths, suffix=suffix) for c, suffix in CODINGS.items()}
        cells = [cell for c, cases in samples.items() for cell in cells_of(c, cases)]
        if "--write" in arguments:
            _print_yaml(cells, samples)
            return 0
        different = _differences(cells)
    except FoedusError as error:
        print(error, file=sys.stderr)
        return 1
    passed = [_print_scores(coding, cases) for coding, cases in samples.items()]
    _print_cells(cells)
    print("\n".join(different) or f"{len(cells)} cells equal to the register.")
    print(machine())
    main_cases = samples["leeds_long_mitchell_rules"]
    report("fit once", best_cpu(lambda: fitted(main_cases)), gate=1.0, goal=0.2)
    return 3 if different or not passed[0] else 0


def _print_scores(coding: str, cases: Cases) -> bool:
    runs, said = scores(cases, by_war=False)
    whole, _ = scores(cases, by_war=True)
    fit = fitted(cases)
    mean = float(np.mean(runs))
    low, high = np.quantile(runs, (0.025, 0.975))
    verdict = "goal met" if mean <= GOAL else "gate passed" if mean <= GATE else "GATE FAILED"
    wars, treaties = len(set(cases.wars)), len(set(cases.treaties))
    print(f"{coding}: {fit.n} cases of {wars} wars and {treaties} treaties, {cases.filled} filled")
    print(
        f"  Brier of {RUNS} ten-fold runs {mean:.4f} (95 % of runs {low:.4f} to {high:.4f})", end=""
    )
    print(f"  gate {GATE}  goal {GOAL}  {verdict}")
    print(f"  whole wars left out {np.mean(whole):.4f}; base rate {_base(cases):.4f}", end="")
    print(f"; log score {log_score(said, cases.honoured):.3f}")
    line = fit_logit(with_constant(np.log(said / (1 - said))[:, None]), cases.honoured)
    reach = 1.96 * line.errors
    print("  calibration of the mean forecasts: ", end="")
    print(f"slope {line.beta[1]:.2f} +- {reach[1]:.2f} (1 is right), ", end="")
    print(f"intercept {line.beta[0]:+.2f} +- {reach[0]:.2f} (0 is right)")
    for group in calibration(said, cases.honoured, groups=5):
        spread = f"{group.low:.2f} to {group.high:.2f}"
        print(
            f"    said {group.forecast:.2f}  came {group.observed:.2f} ({spread}) of {group.count}"
        )
    parts = decomposed(np.round(said, 1), cases.honoured)
    print(f"  reliability {parts.reliability:.3f}, resolution {parts.resolution:.3f}", end="")
    print(f", uncertainty {parts.uncertainty:.3f}")
    every = fit.mean_of(cases.traits, seed=SEED)
    print(f"  effective cases of the mean of all: {every.effective_cases:.0f} of {fit.n}")
    print(f"  spreads in log-odds: {', '.join(f'{s:.2f}' for s in fit.spreads)}", end="")
    print(" (shifts, wars, treaties)")
    for name, shift, error in zip(("constant", *NAMES), fit.beta, fit.errors, strict=True):
        print(f"    {name:<24}{shift:+.2f} +- {1.96 * error:.2f}")
    return mean <= GATE


def _base(cases: Cases) -> float:
    """Return the Brier score of the share of the other nine folds, mean of the runs."""
    found = []
    for seed in range(RUNS):
        fold = folds(len(cases.honoured), seed=seed)
        said = np.array([cases.honoured[fold != one].mean() for one in fold])
        found.append(brier(said, cases.honoured))
    return float(np.mean(found))


def _print_cells(cells: list[Cell]) -> None:
    published = load_published()
    print("cell, pooled estimate, effective cases | published or counted share")
    for cell in cells:
        figure = published.find(
            "berkemeier_fuhrmann_2018",
            coding=cell.coding,
            pledge=cell.pledge,
            era=cell.era,
            members=cell.members,
        )
        beside = f"{figure.value:.3f} ({figure.honoured}/{figure.tested})" if figure else "-"
        print(
            f"  {CODINGS[cell.coding]:<4}{cell.pledge:<14}{cell.era:<12}{cell.members:<5}"
            f"{cell.value:.3f} ({cell.low:.3f} to {cell.high:.3f}) {cell.effective_cases:>5.1f}"
            f" of {cell.cases:<3} | {beside}"
        )


def _differences(cells: list[Cell]) -> list[str]:
    known = {cell.key: cell for cell in load_pooled().cells}
    lines = [f"{key}: not in the register" for key in {c.key for c in cells} - set(known)]
    for cell in cells:
        said = known.get(cell.key)
        for name in ("value", "low", "high"):
            if said and abs(getattr(said, name) - getattr(cell, name)) > CLOSE:
                found = getattr(cell, name)
                lines.append(
                    f"{cell.key}: {name} is {getattr(said, name)} in the register, not {found}"
                )
    return lines


def _print_yaml(cells: list[Cell], samples: dict[str, Cases]) -> None:
    print("cells:")
    for cell in cells:
        print(
            f"  - {{coding: {cell.coding}, pledge: {cell.pledge}, era: {cell.era}, "
            f"members: {cell.members},\n     value: {cell.value}, low: {cell.low}, "
            f"high: {cell.high}, effective_cases: {cell.effective_cases}, "
            f"cases: {cell.cases}, alike: {cell.alike}}}"
        )


def _key(value: Any) -> int:
    return int(float(value))


def _number(cell: str | None) -> float:
    return float(cell) if cell not in (None, "", "NA", ".") else float("nan")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
