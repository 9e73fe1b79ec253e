"""What is likely, how surely, and by whose count? One estimate with all that it must carry.

The case says who is bound; an estimate says what was or is likely. The two never mix:
every estimate bears a label, a source, an interval and what would change it.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from foedus.outlook.published import Figure

LABEL = "Model-based, not a prediction of intent."
SPELLED = {
    "any": "alliance pledge of any kind",
    "defense": "defence pledge",
    "offense": "offence pledge",
    "neutrality": "neutrality pledge",
    "nonaggression": "non-aggression pledge",
    "consultation": "consultation pledge",
}

OF_MEMBERS = {"all": "", "two": " of two states", "many": " of more than two states"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number about behaviour, never about law; ``value`` is None where none is known."""

    quantity: str
    """What is estimated, in words."""
    pledge: str
    """Class of pledge: defense | offense | neutrality | nonaggression | any | another duty."""
    day: date
    """The day that the estimate is for."""
    value: float | None = None
    """Share, 0 to 1."""
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    """Probability that the method's interval covers the truth."""
    independent: tuple[float, float] | None = None
    """The narrower interval that holds only if all cases were independent."""
    honoured: int | None = None
    tested: int | None = None
    clusters: int | None = None
    """Number of wars that the cases come from."""
    method: str = ""
    source: str = ""
    """Full citation."""
    rules: str = ""
    """Whose coding."""
    years: tuple[int, int] | None = None
    """First and last year of the sample."""
    unverified: bool = False
    label: str = LABEL
    warnings: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    alternatives: tuple[Figure, ...] = ()
    """Our pooled estimates, then other published figures, side by side, the nearest first."""


def as_data(value: Any) -> Any:
    """Return an estimate, or any part of one, as plain JSON data (dates as YYYY-MM-DD)."""
    if is_dataclass(value):
        return {part.name: as_data(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def in_words(estimate: Estimate) -> str:
    """Return the estimate as lines of plain text, with everything that it carries."""
    lines = [_headline(estimate), estimate.label]
    lines += estimate.warnings
    if estimate.source:
        lines.append(f"Source: {estimate.source} Coding: {estimate.rules}.")
        lines.append(f"Method: {estimate.method}.")
    lines += [f"Would change it: {change}" for change in estimate.would_change]
    if estimate.alternatives:
        for title, modelled in (("Pooled by our own model:", True), ("Other figures:", False)):
            figures = [f for f in estimate.alternatives if f.modelled is modelled]
            lines += [title, *(f"- {figure_in_words(f)}" for f in figures)] if figures else []
    return "\n".join(lines)


def figure_in_words(figure: Figure) -> str:
    """Return one published figure on one line."""
    counts = f" ({figure.honoured} of {figure.tested})" if figure.tested else ""
    spread = f", 95 % interval {percents(*figure.clustered)}" if figure.clustered else ""
    marks = [figure.short, figure.rules]
    if figure.modelled:
        marks.append("our own model, no count")
    elif not figure.published:
        marks.append("counted by us from the authors' file")
    if figure.unverified:
        marks.append("unverified, from memory")
    elif figure.years_unverified:
        marks.append("years unverified")
    note = f" {figure.note}" if figure.note else ""
    members = OF_MEMBERS[figure.members]
    return (
        f"{percent(figure.value)}{counts}{spread}: {SPELLED[figure.pledge]}{members}, "
        f"{figure.years[0]}-{figure.years[1]}; {'; '.join(marks)}.{note}"
    )


def percent(share: float) -> str:
    """Return a share as a percentage with one decimal.

    >>> percent(0.1395)
    '14.0 %'
    """
    return f"{100 * share:.1f} %"


def percents(low: float, high: float) -> str:
    """Return an interval of shares as percentages.

    >>> percents(0.0574, 0.2749)
    '5.7 to 27.5 %'
    """
    return f"{100 * low:.1f} to {100 * high:.1f} %"


def _headline(estimate: Estimate) -> str:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return f"{estimate.quantity}: no published figure."
    span = f", {estimate.years[0]}-{estimate.years[1]}" if estimate.years else ""
    counts = f" ({estimate.honoured} of {estimate.tested})" if estimate.tested else ""
    wars = f", the {estimate.clusters} wars as units" if estimate.clusters else ""
    mark = "; unverified" if estimate.unverified else ""
    return (
        f"{estimate.quantity}{span}: {percent(estimate.value)}{counts}; "
        f"{100 * estimate.level:.0f} % interval {percents(estimate.low, estimate.high)}"
        f"{wars}{mark}."
    )
