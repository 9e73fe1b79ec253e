"""Who goes to war, if each side looks ahead? A strategic probit, estimated again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.errors import InputError
from foedus.outlook.replicating.files import Rows, is_complete, number, rows_of
from foedus.outlook.replicating.replication import Replication, Row, rounded

NEEDED = ("esc", "war", "s_wt_re1", "revis1", "regime1", "balanc", "regime2")
REGIMES = ("autoc", "mixed", "dem")
"""The first is the one that the others are held against."""
CASES, LOGLIK = 282, -286.1238
COEFFICIENTS = {
    "u11:const": -0.4954,
    "u11:S": -0.7400,
    "u11:revis1": 0.4272,
    "u14:const": 0.2219,
    "u14:mixed": -0.5841,
    "u14:dem": -1.9022,
    "u24:const": 0.4991,
    "u24:balanc": -0.0420,
    "u24:mixed": -0.6168,
    "u24:dem": -1.5436,
}
ERRORS = {"u11:S": 0.2797, "u14:dem": 0.6644, "u24:dem": 0.4526}
STARTS = 5


def probit(path: Path) -> Iterator[Row]:
    """Yield cases, log-likelihood, coefficients and standard errors of the strategic probit.

    Raises:
        InputError: The file cannot be read, lacks a column, or cannot be estimated.
    """
    from foedus.outlook.strategic import egame12  # noqa: PLC0415 - numpy is heavy

    rows = [row for row in rows_of(path, columns=NEEDED) if is_complete(row, NEEDED)]
    outcomes = [_outcome(row, path=path) for row in rows]
    fit = egame12(outcomes, _explained(rows, path=path), starts=STARTS)
    yield Row(quantity="cases", published=CASES, obtained=fit.n, seen=False)
    yield rounded("log-likelihood", LOGLIK, fit.loglik, places=4, seen=False)
    for name, value in COEFFICIENTS.items():
        yield rounded(name, value, fit.coefficient(name)[0], places=4, seen=False)
    for name, value in ERRORS.items():
        words = f"{name}, standard error"
        yield rounded(words, value, fit.coefficient(name)[1], places=4, seen=False)


def _outcome(row: dict[str, str], *, path: Path) -> int:
    """Return 1 status quo, 3 the target gives in, 4 war."""
    if number(row, "esc", path=path) == 0.0:
        return 1
    return 4 if number(row, "war", path=path) == 1.0 else 3


def _explained(rows: Rows, *, path: Path) -> dict[str, dict[str, Any]]:
    def column(name: str) -> list[float]:
        return [number(row, name, path=path) for row in rows]

    def regimes(name: str) -> dict[str, list[float]]:
        kinds = [row[name].strip() for row in rows]
        if other := set(kinds) - set(REGIMES):
            problem = f"'{min(other)}' in column {name} is no known regime."
            raise InputError(str(path), problem, f"Known: {', '.join(REGIMES)}.")
        return {kind: [float(k == kind) for k in kinds] for kind in REGIMES[1:]}

    return {
        "u11": {"const": 1.0, "S": column("s_wt_re1"), "revis1": column("revis1")},
        "u14": {"const": 1.0, **regimes("regime1")},
        "u24": {"const": 1.0, "balanc": column("balanc"), **regimes("regime2")},
    }


EGAME12 = Replication(
    id="egame12",
    title="Strategic probit of disputes of the nineteenth century",
    file="the data set war1800 (one row for each dispute), as CSV",
    where="the R package games, data set war1800, saved as CSV (licence GPL-2 or later)",
    cite="Signorino, Curtis S. 1999. Strategic Interaction and the Statistical Analysis of "
    "International Conflict. American Political Science Review 93(2): 279-297.",
    cite_data="Kenkel, Brenton, and Curtis S. Signorino. 2014. Estimating Extensive Form Games "
    "in R. Journal of Statistical Software 56(8): 1-27.",
    method="maximum likelihood of the game egame12 with agent error, probit, rows without gaps; "
    "utilities as in the package's documented example: 11 by S and revisionism, 14 by regime 1, "
    "24 by balance and regime 2",
    compute=probit,
    note="The numbers held against were not seen in print: another program of ours computed "
    "them from the same file before. The estimation code of the package that holds the file was "
    "neither read nor run.",
)
