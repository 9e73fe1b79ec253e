"""How often were such pledges honoured? The published share for a pledge and a day."""

from collections.abc import Iterator
from datetime import date

from foedus.errors import InputError, suggest
from foedus.outlook.estimate import OF_MEMBERS, SPELLED, Estimate, percent, percents
from foedus.outlook.pooled import STUDY as POOLED
from foedus.outlook.pooled import PooledEstimates, load_pooled, untested
from foedus.outlook.published import PLEDGES, Figure, Published, load_published
from foedus.outlook.selection import mean_when_doubted

STUDY = "berkemeier_fuhrmann_2018"
CODING = "leeds_long_mitchell_rules"
OTHER_CODING = "berkemeier_fuhrmann_rules"
TURN = date(1945, 1, 1)
"""The authors part their sample here; pacts of 1945 tested in the last months of World War II
count from 1945 on."""
CLASS_OF = {
    "assist": "defense",
    "abstain": "nonaggression",
    "remain_neutral": "neutrality",
    "not_assist_aggressor": "neutrality",
    "consult": "consultation",
}
"""What a norm of the register asks (`Norm.must`), to the class of pledge in the studies."""
METHOD = (
    "share of tested pledges that were honoured; Jeffreys interval of the effective number of "
    "cases, with wars as clusters (jackknife design effect, t ratio for few clusters)"
)
FEW = 10
HELP = ("any", "defense")
"""Classes whose test an attacker chooses by his doubt that help will come."""
EXAMPLE = (3, 1)
"""Shapes of the spread in the example of the selection warning."""


def estimate_honoured(*, pledge: str, day: date) -> Estimate:
    """Return how often such pledges were honoured when war tested them, in the era of ``day``.

    The era is before 1945 or from 1945 on. Where no study counts pledges of that class
    the estimate says so: its ``value`` is None and its first warning gives the reason.

    Args:
        pledge: What a norm asks (assist, abstain, remain_neutral, consult ...) or a class
            (defense, offense, neutrality, nonaggression, consultation, any).
        day: The day of the incident.

    Raises:
        InputError: ``pledge`` is none of these.
        RegisterError: The register's file of figures is faulty.

    Source: Berkemeier and Fuhrmann 2018, Research & Politics 5(2), under the rules of Leeds,
        Long and Mitchell 2000; intervals ours (docs/explanation/estimates.md).
    """
    published = load_published()
    kind = _kind(pledge, published)
    if reason := published.uncounted.get(kind):
        return Estimate(quantity=_quantity(kind), pledge=kind, day=day, warnings=(reason,))
    era = "before_1945" if day < TURN else "from_1945"
    figure = published.find(STUDY, coding=CODING, pledge=kind, era=era)
    if figure is None or figure.clustered is None:
        reason = f"No figure of {SPELLED[kind]}s in that era stands in the register."
        return Estimate(quantity=_quantity(kind), pledge=kind, day=day, warnings=(reason,))
    pooled = load_pooled()
    others = (*_pooled(pooled, figure), *_alternatives(published, figure))
    return Estimate(
        quantity=_quantity(kind),
        pledge=kind,
        day=day,
        value=figure.value,
        low=figure.clustered[0],
        high=figure.clustered[1],
        independent=figure.independent,
        honoured=figure.honoured,
        tested=figure.tested,
        clusters=figure.wars,
        method=METHOD,
        source=figure.cite,
        rules=figure.rules,
        years=figure.years,
        unverified=figure.unverified,
        warnings=tuple(_warnings(figure, pledge=pledge, day=day)),
        would_change=tuple(_changes(figure, others)),
        alternatives=others,
    )


def _kind(pledge: str, published: Published) -> str:
    kind = CLASS_OF.get(pledge, pledge)
    if kind not in PLEDGES and kind not in published.uncounted:
        known = {*CLASS_OF, *PLEDGES, *published.uncounted}
        problem = f"'{pledge}' is no class of pledge."
        raise InputError("pledge", problem, suggest(pledge, known, most=20))
    return kind


def _quantity(kind: str) -> str:
    words = SPELLED.get(kind, f"duty to {kind.replace('_', ' ')}")
    return (
        f"Share of {words}s honoured when war tested them"
        if kind in SPELLED
        else (f"How often a {words} was honoured")
    )


def _pooled(pooled: PooledEstimates, main: Figure) -> Iterator[Figure]:
    """Yield what the pooled model says of the same pledge and era, under both codings."""
    cells = (
        *((CODING, members) for members in ("all", "two", "many")),
        (OTHER_CODING, "all"),
    )
    for coding, members in cells:
        cell = pooled.find(coding, pledge=main.pledge, era=main.era, members=members)
        if cell is None:
            continue
        first = (coding, members) == (CODING, "all")
        note = untested(cell) if first and main.pledge in HELP else ""
        yield pooled.figure(cell, note=f"{note} {_told(pooled)}".strip() if first else note)


def _told(pooled: PooledEstimates) -> str:
    return f"How well it foretells: {pooled.score}."


def _alternatives(published: Published, main: Figure) -> Iterator[Figure]:
    """Yield the other figures: other rules, members, eras, all pledges, other studies."""
    cells = (
        (OTHER_CODING, main.pledge, main.era, "all"),
        *((CODING, main.pledge, main.era, members) for members in ("two", "many")),
        *((CODING, main.pledge, era, "all") for era in ("before_1945", "from_1945", "whole")),
        *((CODING, "any", era, "all") for era in (main.era, "whole")),
    )
    seen = [main]
    for coding, pledge, era, members in cells:
        figure = published.find(STUDY, coding=coding, pledge=pledge, era=era, members=members)
        if figure and figure not in seen:
            seen.append(figure)
            yield figure
    yield from (figure for figure in published.figures if figure.study != STUDY)


def _warnings(figure: Figure, *, pledge: str, day: date) -> Iterator[str]:
    yield _selection(figure.pledge)
    yield from _cluster_warnings(figure)
    if pledge == "not_assist_aggressor":
        yield "A duty not to assist an aggressor is counted as neutrality, the nearest class."
    first, last = figure.years
    if not first <= day.year <= last:
        side = "before" if day.year < first else "after"
        yield f"The sample runs from {first} to {last}; {day.isoformat()} lies {side} it."
    yield (
        "An alliance with several pledges counts in each class, and as honoured or not as a "
        "whole; large and small states, pacts of two and of many are pooled."
    )


def _selection(kind: str) -> str:
    if kind not in HELP:
        return (
            "Only pledges that a war put to the test are counted, and which ones come to the test "
            "is no accident: they are a biased sample of all pledges. For this class the "
            "direction of the bias is not known."
        )
    tested = mean_when_doubted(*EXAMPLE, below=0.5)
    mean = EXAMPLE[0] / sum(EXAMPLE)
    return (
        "A pledge to help is tested only when an attacker doubts it, so tested pledges are a "
        "biased sample: among all pledges, tested or not, more would probably be kept. For "
        f"example, if pledges are kept with chances spread as Beta{EXAMPLE}, {percent(mean)} on "
        "average, and attackers strike only where they see less than an even chance, those "
        f"tested are kept {percent(tested)} of the time."
    )


def _cluster_warnings(figure: Figure) -> Iterator[str]:
    assert figure.independent is not None  # only figures with intervals come here
    assert figure.effective_cases is not None
    largest = (
        f"; {figure.largest_war} alone has {figure.largest_war_tested}"
        if figure.largest_war
        else ""
    )
    yield (
        f"The {figure.tested} cases come from {figure.wars} wars{largest}. Cases of one war are "
        f"not independent; if they were, the interval would be {percents(*figure.independent)}."
    )
    if figure.effective_cases < FEW:
        yield (
            f"These cases tell no more than {figure.effective_cases:.1f} independent ones would: "
            "the interval says little."
        )


def _changes(main: Figure, others: tuple[Figure, ...]) -> Iterator[str]:
    for other in others:
        if (other.study, other.coding, other.members) == (POOLED, CODING, "all"):
            spread = percents(*other.clustered) if other.clustered else ""
            yield f"pooling it with other pledges and eras ({percent(other.value)}, {spread})."
        if other.study != STUDY or other.pledge != main.pledge or other.era == "whole":
            continue
        if other.era != main.era:
            what = "the other era"
        elif other.members != main.members:
            what = f"only pacts{OF_MEMBERS[other.members]}"
        else:
            what = "other rules of coding"
        counts = f"{other.honoured} of {other.tested}"
        yield f"{what} ({percent(other.value)}, {counts}, {other.years[0]}-{other.years[1]})."
