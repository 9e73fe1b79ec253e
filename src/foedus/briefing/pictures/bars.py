"""How often, with which uncertainty? A bar for each share, and its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.briefing.page import Figure, Table
from foedus.briefing.pictures.canvas import Canvas, scale, ticks, width_of

LENGTH, ROW, TOP = 320.0, 26.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One share."""

    name: str
    value: float
    """In [0, 1]."""
    low: float
    high: float
    counts: str = ""
    """Such as ``12 of 54``."""


def bars(of: Sequence[Bar], *, title: str, quantity: str, caption: str = "") -> Figure:
    """Return shares as bars from 0 to 1, each with its 95 % interval."""
    left = 16 + max((width_of(bar.name) for bar in of), default=0)
    told_width = max((width_of(bar.counts, size=10) for bar in of), default=0)
    height = TOP + ROW * len(of) + 40
    canvas = Canvas(left + LENGTH + told_width + 22, height)
    across = scale(0, 1, start=left, end=left + LENGTH)
    bottom = TOP + ROW * len(of)
    for at in ticks(0, 1, most=6):
        canvas.line((across(at), TOP), (across(at), bottom), "axis" if at == 0 else "grid")
        canvas.text(across(at), bottom + 15, f"{100 * at:.0f} %", "faint small", anchor="middle")
    for row, bar in enumerate(of):
        y = TOP + row * ROW + ROW / 2
        canvas.text(left - 8, y + 4, bar.name, anchor="end")
        says = f"{bar.name}: {100 * bar.value:.0f} %"
        canvas.rect(left, y - 6, max(across(bar.value) - left, 0.5), 12, "bar", says=says)
        canvas.line((across(bar.low), y), (across(bar.high), y), "axis")
        for end in (bar.low, bar.high):
            canvas.line((across(end), y - 5), (across(end), y + 5), "axis")
        canvas.text(left + LENGTH + 8, y + 4, bar.counts, "faint small")
    canvas.text(left + LENGTH / 2, bottom + 32, quantity, "small", anchor="middle")
    alt = "; ".join(
        f"{bar.name} {100 * bar.value:.0f} % ({100 * bar.low:.0f} to {100 * bar.high:.0f})"
        for bar in of
    )
    rows = tuple(
        (
            bar.name,
            f"{100 * bar.value:.1f} %",
            f"{100 * bar.low:.1f} to {100 * bar.high:.1f} %",
            bar.counts or "—",
        )
        for bar in of
    )
    columns = ("Group", quantity, "95 % interval", "Counts")
    table = Table(columns=columns, rows=rows, caption=title)
    return Figure(svg=canvas.svg(title=title, says=alt), alt=alt, table=table, caption=caption)
