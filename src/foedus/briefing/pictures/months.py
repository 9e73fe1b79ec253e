"""Is it getting stronger? A value by month, against the band that a text gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedus.briefing.page import Figure, Table
from foedus.briefing.pictures.canvas import Canvas, Scale, scale, ticks, told, width_of

SIDES = {True: "start", False: "end"}
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640.0, 220.0, 46.0, 18.0, 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The value of one month."""

    month: date
    """Its first day."""
    value: float
    count: int
    """How many statements stand behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What the text gives: least and most."""

    low: float
    high: float
    says: str


def months(
    points: Sequence[Point],
    *,
    title: str,
    quantity: str,
    band: Band | None = None,
    marks: Sequence[tuple[date, str]] = (),
    caption: str = "",
) -> Figure:
    """Return a line over the months; months without a statement break it."""
    canvas = Canvas(LEFT + WIDTH + 16, TOP + HEIGHT + BOTTOM)
    ordered = sorted(points, key=lambda p: p.month)
    values = [p.value for p in ordered] + ([band.low, band.high] if band else [])
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = (high - low) * 0.08 or 0.5
    up = scale(low - room, high + room, start=TOP + HEIGHT, end=TOP)
    first, last = (_at(ordered[0].month), _at(ordered[-1].month)) if ordered else (0, 1)
    across = scale(first, max(last, first + 1), start=LEFT + 6, end=LEFT + WIDTH - 6)
    if band:
        top = up(band.high) if band.high > band.low else up(band.high) - 1
        canvas.rect(LEFT, top, WIDTH, max(up(band.low) - top, 2), "band", says=band.says)
        canvas.text(LEFT + WIDTH - 4, top - 4, band.says, "faint small", anchor="end")
    for at in ticks(low - room, high + room, most=5):
        canvas.line((LEFT, up(at)), (LEFT + WIDTH, up(at)), "grid")
        canvas.text(LEFT - 6, up(at) + 4, told(at), "faint small", anchor="end")
    _years(canvas, first, last, place=across)
    for run in _runs(ordered):
        canvas.path([(across(_at(p.month)), up(p.value)) for p in run], "run")
    for p in ordered:
        says = f"{p.month:%Y-%m}: {told(p.value)} ({p.count} statements)"
        canvas.dot(across(_at(p.month)), up(p.value), 3, "point", says=says)
    for day, words in marks:
        x = across(_at(day))
        canvas.line((x, TOP), (x, TOP + HEIGHT), "half")
        fits = x + 4 + width_of(words, size=10) <= LEFT + WIDTH + 12
        canvas.text(x + (4 if fits else -4), TOP + 10, words, "small", anchor=SIDES[fits])
    canvas.text(4, 11, quantity, "small head")
    alt = _says(ordered, band)
    return Figure(
        svg=canvas.svg(title=title, says=alt),
        alt=alt,
        table=_table(ordered, title, quantity),
        caption=caption,
    )


def _at(day: date) -> int:
    return day.year * 12 + day.month - 1


def _years(canvas: Canvas, first: int, last: int, *, place: Scale) -> None:
    every = 1 if last - first <= 72 else 5 if last - first <= 480 else 20
    for year in range(first // 12, last // 12 + 2):
        at = year * 12
        if first <= at <= last and year % every == 0:
            canvas.line((place(at), TOP + HEIGHT), (place(at), TOP + HEIGHT + 5), "axis")
            canvas.text(place(at), TOP + HEIGHT + 18, str(year), "faint small", anchor="middle")


def _runs(ordered: Sequence[Point]) -> list[list[Point]]:
    """Return stretches of months without a gap."""
    found: list[list[Point]] = []
    for point in ordered:
        if found and _at(point.month) == _at(found[-1][-1].month) + 1:
            found[-1].append(point)
        else:
            found.append([point])
    return [run for run in found if len(run) > 1]


def _says(ordered: Sequence[Point], band: Band | None) -> str:
    if not ordered:
        return "No month with a statement."
    above = sum(p.value > band.high for p in ordered) if band else 0
    told_band = f"; {above} months lie above the band" if band else ""
    return (
        f"{len(ordered)} months from {ordered[0].month:%Y-%m} to {ordered[-1].month:%Y-%m}, "
        f"{sum(p.count for p in ordered)} statements{told_band}."
    )


def _table(ordered: Sequence[Point], title: str, quantity: str) -> Table:
    rows = tuple((f"{p.month:%Y-%m}", told(p.value), str(p.count)) for p in ordered)
    return Table(columns=("Month", quantity, "Statements"), rows=rows, caption=title)
