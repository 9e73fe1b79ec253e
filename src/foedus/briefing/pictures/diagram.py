"""Were things as likely as was said? The reliability diagram, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.briefing.page import Figure, Table
from foedus.briefing.pictures.canvas import Canvas, scale, ticks, told

SIZE, LEFT, TOP, BOTTOM = 300.0, 54.0, 16.0, 44.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts of about the same probability."""

    forecast: float
    """Their mean, in [0, 1]."""
    observed: float
    """The share that came true, in [0, 1]."""
    low: float
    high: float
    """The 95 % interval of that share."""
    count: int


def diagram(bins: Sequence[Bin], *, title: str, caption: str = "") -> Figure:
    """Return the share that came true against what was forecast; on the diagonal they agree."""
    canvas = Canvas(LEFT + SIZE + 20, TOP + SIZE + BOTTOM)
    across = scale(0, 1, start=LEFT, end=LEFT + SIZE)
    up = scale(0, 1, start=TOP + SIZE, end=TOP)
    for at in ticks(0, 1, most=6):
        canvas.line((across(at), TOP), (across(at), TOP + SIZE), "grid")
        canvas.line((LEFT, up(at)), (LEFT + SIZE, up(at)), "grid")
        canvas.text(across(at), TOP + SIZE + 16, told(at), "faint small", anchor="middle")
        canvas.text(LEFT - 6, up(at) + 4, told(at), "faint small", anchor="end")
    canvas.path([(across(0), up(0)), (across(1), up(1))], "half")
    for one in bins:
        x = across(one.forecast)
        canvas.line((x, up(one.low)), (x, up(one.high)), "span")
        says = f"forecast {told(one.forecast)}, came true {told(one.observed)} of {one.count}"
        canvas.dot(x, up(one.observed), 3 + min(4.0, one.count**0.5 / 4), "point", says=says)
    middle = LEFT + SIZE / 2
    canvas.text(middle, TOP + SIZE + 36, "Probability that was said", anchor="middle")
    canvas.text(14, TOP + SIZE / 2, "Share that came true", anchor="middle", turned=-90)
    alt = f"{len(bins)} groups of forecasts; {_off(bins)} of them off the diagonal."
    return Figure(
        svg=canvas.svg(title=title, says=alt), alt=alt, table=_table(bins, title), caption=caption
    )


def _off(bins: Sequence[Bin]) -> int:
    return sum(not one.low <= one.forecast <= one.high for one in bins)


def _table(bins: Sequence[Bin], title: str) -> Table:
    rows = tuple(
        (
            told(one.forecast),
            told(one.observed),
            f"{told(one.low)} to {told(one.high)}",
            str(one.count),
        )
        for one in bins
    )
    columns = ("Said", "Came true", "95 % interval", "Cases")
    return Table(columns=columns, rows=rows, caption=title)
