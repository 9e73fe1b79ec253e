"""How much does an estimate hang on how it was made? Every choice at once, sorted.

Above, each estimate with its 95 % interval; below, a mark for each choice it was made with
(Simonsohn, Simmons and Nelson 2020, Specification curve analysis).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.briefing.page import Figure, Table
from foedus.briefing.pictures.canvas import Canvas, scale, ticks, told, width_of

PLOT, ROW, TOP, LEAST_STEP = 190.0, 15.0, 18.0, 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One estimate and the choices behind it."""

    value: float
    low: float
    high: float
    chosen: Mapping[str, str]
    """Question to the choice made: ``{"coding": "any ally", "errors": "dyadic"}``."""
    planned: bool = False
    """The one specification that was written down before anything was run."""


def choices(
    estimates: Sequence[Estimate], *, title: str, quantity: str, caption: str = ""
) -> Figure:
    """Return all estimates, the least first, over the choices that each was made with."""
    ordered = sorted(estimates, key=lambda e: (e.value, sorted(e.chosen.items())))
    options = _options(ordered)
    left = 24 + max((width_of(o, size=10) for _, o in options), default=0)
    step = max(LEAST_STEP, min(26.0, 620 / max(len(ordered), 1)))
    width = max(left + step * len(ordered) + 16, 420)
    questions = len({question for question, _ in options})
    canvas = Canvas(width, TOP + PLOT + 22 + ROW * (len(options) + questions) + 12)
    low = min([0.0, *(e.low for e in ordered)])
    high = max([0.0, *(e.high for e in ordered)])
    up = scale(low, high, start=TOP + PLOT, end=TOP)
    for at in ticks(low, high):
        canvas.line((left, up(at)), (width - 12, up(at)), "axis" if at == 0 else "grid")
        canvas.text(left - 6, up(at) + 4, told(at), "faint small", anchor="end")
    canvas.text(4, 11, quantity, "small head")
    for at, one in enumerate(ordered):
        x = left + step * (at + 0.5)
        settled = one.low > 0 or one.high < 0
        canvas.line((x, up(one.low)), (x, up(one.high)), "span" if settled else "spanfaint")
        says = f"{told(one.value, digits=3)} ({told(one.low)} to {told(one.high)})"
        canvas.dot(x, up(one.value), 3.4, "point" if settled else "ring", says=says)
        if one.planned:
            canvas.text(x, up(one.high) - 5, "planned", "small", anchor="middle")
    _marks(canvas, ordered, options, left=left, step=step)
    alt = _says(ordered)
    return Figure(
        svg=canvas.svg(title=title, says=alt),
        alt=alt,
        table=_table(ordered, title, quantity),
        caption=caption,
    )


def _options(ordered: Sequence[Estimate]) -> list[tuple[str, str]]:
    found: dict[str, dict[str, None]] = {}
    for one in ordered:
        for question, choice in one.chosen.items():
            found.setdefault(question, {})[choice] = None
    return [(question, choice) for question, of in found.items() for choice in sorted(of)]


def _marks(
    canvas: Canvas,
    ordered: Sequence[Estimate],
    options: list[tuple[str, str]],
    *,
    left: float,
    step: float,
) -> None:
    y, before = TOP + PLOT + 22, ""
    for question, choice in options:
        if question != before:
            canvas.text(4, y + 10, question, "small head")
            y, before = y + ROW, question
        canvas.text(left - 6, y + 9, choice, "small", anchor="end")
        canvas.line((left, y + ROW), (left + step * len(ordered), y + ROW), "grid")
        for at, one in enumerate(ordered):
            if one.chosen.get(question) == choice:
                canvas.rect(left + step * (at + 0.5) - 3, y + 3, 6, 9, "due", says=choice)
        y += ROW


def _says(ordered: Sequence[Estimate]) -> str:
    if not ordered:
        return "No estimate."
    below = sum(e.high < 0 for e in ordered)
    above = sum(e.low > 0 for e in ordered)
    return (
        f"{len(ordered)} estimates from {told(ordered[0].value, digits=3)} to "
        f"{told(ordered[-1].value, digits=3)}; the interval of {below} lies below 0, "
        f"of {above} above, of {len(ordered) - below - above} on both sides."
    )


def _table(ordered: Sequence[Estimate], title: str, quantity: str) -> Table:
    questions = list(dict.fromkeys(q for e in ordered for q in e.chosen))
    rows = tuple(
        (
            told(e.value, digits=3) + (" (planned)" if e.planned else ""),
            f"{told(e.low, digits=3)} to {told(e.high, digits=3)}",
            *(e.chosen.get(q, "—") for q in questions),
        )
        for e in ordered
    )
    return Table(columns=(quantity, "95 % interval", *questions), rows=rows, caption=title)
