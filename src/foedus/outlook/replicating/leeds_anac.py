"""Are institutionalised alliances honoured more often? Leeds and Anac 2005, estimated again."""

from collections.abc import Iterator
from pathlib import Path

from foedus.outlook.replicating.files import is_complete, number, rows_of
from foedus.outlook.replicating.replication import Replication, Row, rounded

OUTCOME = "honor3"
PUBLISHED = {
    "milinst": -0.709,
    "formal": -0.929,
    "chcap2d": -1.547,
    "dinstch2": -1.460,
    "origtar1": -1.359,
}
"""Military institutionalisation, formality, change of capability, change of domestic
institutions, original target of the alliance; log-odds that a pledge is honoured."""
WORDS = {
    "milinst": "military institutionalisation",
    "formal": "formality",
    "chcap2d": "change of capability",
    "dinstch2": "change of domestic institutions",
    "origtar1": "original target",
}
CASES, LOGLIK, SHARE, MCFADDEN = 137, -57.345, 0.679, 0.333


def logit(path: Path) -> Iterator[Row]:
    """Yield cases, log-likelihood and coefficients of the published logit.

    Raises:
        InputError: The file cannot be read, lacks a column, or cannot be estimated.
    """
    from foedus.outlook.logit import fit_logit, with_constant  # noqa: PLC0415 - numpy is heavy

    needed = (OUTCOME, *PUBLISHED)
    rows = [row for row in rows_of(path, columns=needed) if is_complete(row, needed)]
    values = [[number(row, name, path=path) for name in needed] for row in rows]
    outcome = [row[0] for row in values]
    fit = fit_logit(
        with_constant([row[1:] for row in values]), outcome, names=("constant", *PUBLISHED)
    )
    yield Row(quantity="cases", published=CASES, obtained=fit.n)
    yield rounded("share honoured", SHARE, sum(outcome) / len(outcome), places=3)
    yield rounded("log-likelihood", LOGLIK, fit.loglik, places=3)
    yield rounded("McFadden's R2", MCFADDEN, fit.mcfadden, places=3)
    for name, beta in zip(fit.names[1:], fit.beta[1:], strict=True):
        words = f"{WORDS[name]} ({name})"
        yield rounded(words, PUBLISHED[name], float(beta), places=3)


LEEDS_ANAC = Replication(
    id="leeds-anac2005",
    title="Institutionalisation and performance of alliances, 1816-1944",
    file="one row for each alliance in a war that invoked it, as CSV",
    where="the data page of the Alliance Treaty Obligations and Provisions project (replication "
    "files of its authors), saved as CSV",
    cite="Leeds, Brett Ashley, and Sezi Anac. 2005. Alliance Institutionalization and Alliance "
    "Performance. International Interactions 31(3): 183-202. doi 10.1080/03050620500294135.",
    method="logit of a pledge honoured on five traits, by Newton's method",
    compute=logit,
    note="Higher institutionalisation and formality go with less honouring here, against the "
    "theory of tightness.",
)
