"""How uncertain is a share of few cases? Intervals for k of n, alone and in clusters.

Cases of one war share that war's causes: 43 tested pledges of 20 wars are not 43
independent trials. `clustered` lets the wars be the units; docs/explanation/estimates.md
gives the reasons for the choice and how often it covers the truth in simulation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.errors import InputError
from foedus.outlook.beta import beta_quantile, student_quantile

LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """An interval with clusters as units, and what made it as wide as it is."""

    low: float
    high: float
    design_effect: float
    """Variance over that of independent cases, at least 1."""
    effective_clusters: float
    """Clusters of equal size that would weigh the same: n^2 / sum of squared sizes."""
    effective_cases: float
    """Independent cases that would tell as much."""


def jeffreys(honoured: int, tested: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the Jeffreys interval of a share, as if all cases were independent.

    Quantiles of Beta(k + 1/2, n - k + 1/2); the lower end is 0 where k is 0, the upper
    end 1 where k is n.

    Args:
        honoured: Successes k, 0 to n.
        tested: Cases n, at least 1.
        level: Share of the probability inside, between 0 and 1.

    Raises:
        InputError: The counts are no share, or the level lies outside 0 to 1.

    Source: Brown, Cai and DasGupta 2001, Statistical Science 16(2): 101-133.

    >>> [round(end, 3) for end in jeffreys(6, 43)]
    [0.06, 0.265]
    """
    _check_counts(honoured, tested)
    return _beta_interval(float(honoured), float(tested), level=_checked_level(level))


def clustered(wars: Sequence[tuple[int, int]], *, level: float = LEVEL) -> Clustered:
    """Return the interval of a share whose cases come in clusters, with the clusters as units.

    The variance is that of dropping each cluster in turn (jackknife). It gives a design
    effect, never below 1; the cases divided by it, and shrunk for the few clusters by
    Student's t, are the effective cases of a Jeffreys interval. Where every case has the
    same outcome the design effect cannot be seen, and each cluster counts as one case.

    Args:
        wars: (honoured, tested) of each cluster; clusters without a case are left out.
        level: Share of the probability inside, between 0 and 1.

    Raises:
        InputError: Fewer than two clusters, or counts that are no share.

    Source: Korn and Graubard 1998, Survey Methodology 24(2): 193-201 (effective cases and
        the t ratio); Franco, Little, Louis and Slud 2019, J. Survey Statistics and
        Methodology 7(3): 334-364 (with Jeffreys); Kish 1965 (effective clusters).

    >>> clustered([(1, 2), (0, 3), (4, 4), (1, 1)]).effective_cases < 10
    True
    """
    used = [pair for pair in wars if pair[1]]
    for honoured, tested in used:
        _check_counts(honoured, tested)
    if len(used) < 2:
        problem = f"{len(used)} cluster cannot show how clusters differ."
        raise InputError("clustered", problem, "Give at least two, or use jeffreys().")
    cases = sum(tested for _, tested in used)
    share = sum(honoured for honoured, _ in used) / cases
    clusters = cases**2 / sum(tested**2 for _, tested in used)
    effect = _design_effect(used, share=share, cases=cases, clusters=clusters)
    effective = min(
        float(cases),
        cases / effect * _small_sample(cases, clusters=clusters, level=_checked_level(level)),
    )
    low, high = _beta_interval(share * effective, effective, level=level)
    return Clustered(
        low=low,
        high=high,
        design_effect=effect,
        effective_clusters=clusters,
        effective_cases=effective,
    )


def _design_effect(
    wars: Sequence[tuple[int, int]], *, share: float, cases: int, clusters: float
) -> float:
    if share in (0.0, 1.0):
        return cases / clusters
    total = share * cases
    dropped = [(total - honoured) / (cases - tested) for honoured, tested in wars]
    count = len(wars)
    variance = (count - 1) / count * sum((rest - share) ** 2 for rest in dropped)
    # Below 1 is noise of few clusters, not cases that know more than independent ones.
    return max(1.0, variance / (share * (1.0 - share) / cases))


def _small_sample(cases: int, *, clusters: float, level: float) -> float:
    """Return the squared ratio of t quantiles: few clusters know their own spread badly."""
    upper = (1.0 + level) / 2.0
    independent = student_quantile(upper, float(max(cases - 1, 1)))
    # One cluster that outweighs the rest leaves less than one degree of freedom: take one.
    return (independent / student_quantile(upper, max(clusters - 1.0, 1.0))) ** 2


def _beta_interval(honoured: float, tested: float, *, level: float) -> tuple[float, float]:
    a, b = honoured + 0.5, tested - honoured + 0.5
    tail = (1.0 - level) / 2.0
    low = 0.0 if honoured <= 0.0 else beta_quantile(tail, a, b)
    high = 1.0 if honoured >= tested else beta_quantile(1.0 - tail, a, b)
    return low, high


def _check_counts(honoured: int, tested: int) -> None:
    if not 0 <= honoured <= tested or tested == 0:
        problem = f"{honoured} of {tested} is no share."
        raise InputError("counts", problem, "Give 0 <= honoured <= tested, with tested above 0.")


def _checked_level(level: float) -> float:
    if not 0.0 < level < 1.0:
        raise InputError("level", f"{level!r} is no level.", "Give one between 0 and 1: 0.95.")
    return level
